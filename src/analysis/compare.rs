//! Comparing what is earned of a criterion: over the whole range of ability, between languages, and before a change.

use std::collections::BTreeMap;

use super::result::{Differences, Known, Unknown, enough, hidden};
use super::tally::{Cell, Standing, Tally};
use super::{LEAST, LEAST_OF_A_LANGUAGE, People};
use crate::scenario::Language;
use crate::stats::Estimate;
use crate::stats::differential::{Class, Stratum, mantel_haenszel};
use crate::stats::share::{Share, difference, difference_at};

/// Into so many strata of equal ability, about as many attempts in each, attempts are parted at most.
const STRATA: u64 = 10;

/// What is earned of a criterion, by where attempts stand.
pub(super) struct Spread(BTreeMap<Standing, Cell>);

impl Spread {
    pub(super) fn of(cells: BTreeMap<Standing, Cell>) -> Self {
        Self(cells)
    }

    /// All of those that `fit`.
    fn sum(&self, fits: impl Fn(&Standing) -> bool) -> Cell {
        let mut sum = Cell::default();
        self.0.iter().filter(|(standing, _)| fits(standing)).for_each(|(_, cell)| sum.join(cell));
        sum
    }

    pub(super) fn whole(&self) -> Cell {
        self.sum(|_| true)
    }

    pub(super) fn share(&self) -> Share {
        share(&self.whole())
    }

    /// What is earned by those with the same rest score, from the lowest to the highest.
    pub(super) fn levels(&self) -> Vec<Share> {
        (0..=100).map(|rest| share(&self.sum(|standing| standing.rest == rest))).collect()
    }
}

fn share(cell: &Cell) -> Share {
    let all = Share::new(cell.attempts, cell.attempts);
    Share { part: cell.pairs.mean().unwrap_or_default() / 100.0 * all.whole, ..all }
}

/// How a criterion differs between the two languages at equal rest scores.
pub(super) fn between_languages(spread: &Spread, people: &People, errors: f64) -> Known<Differences> {
    let of = |language: Language| spread.sum(|standing| standing.language == language).attempts;
    let [mut reference, mut focal] = Language::ALL;
    if of(focal) > of(reference) {
        (reference, focal) = (focal, reference);
    }
    if of(focal) == 0 {
        return Err(Unknown::OneLanguage);
    }
    enough(of(focal), LEAST_OF_A_LANGUAGE)?;
    hidden(people.by_language.get(&reference))?;
    hidden(people.by_language.get(&focal))?;
    let found = mantel_haenszel(&strata(spread, |standing| standing.language == focal))?;
    let surely = found.class == Class::C && found.is_beyond(1.0, errors);
    Ok(Differences { reference, focal, found, surely })
}

/// Attempts parted by their rest score, about equally many in each part; those that are `focal` are looked at.
fn strata(spread: &Spread, focal: impl Fn(&Standing) -> bool) -> Vec<Stratum> {
    let all = spread.whole().attempts;
    let mut strata = Vec::new();
    let (mut open, mut so_far) = (Stratum::default(), 0);
    for rest in 0..=100 {
        let at = |looked_at: bool| {
            let cell = spread.sum(|standing| standing.rest == rest && focal(standing) == looked_at);
            (cell.met, cell.attempts - cell.met)
        };
        let ((focal_right, focal_wrong), (reference_right, reference_wrong)) = (at(true), at(false));
        open.focal_right += focal_right;
        open.focal_wrong += focal_wrong;
        open.reference_right += reference_right;
        open.reference_wrong += reference_wrong;
        so_far += focal_right + focal_wrong + reference_right + reference_wrong;
        let part = u64::try_from(strata.len()).unwrap_or_default() + 1;
        if so_far * STRATA >= all * part {
            strata.push(std::mem::take(&mut open));
        }
    }
    strata.push(open);
    strata
}

/// By how much more of a criterion is earned since the scenario changed last, and whether that is beyond chance, all
/// criteria looked at together, and not because who plays now is abler: at equal ability it is another class than A.
pub(super) fn drift(tally: &Tally, spread: &Spread, people: &People, errors: f64) -> Known<(Estimate, bool)> {
    let Some(newest) = tally.newest().filter(|_| tally.versions().len() > 1) else {
        return Err(Unknown::OneVersion);
    };
    let after = spread.sum(|standing| standing.version == newest);
    let before = spread.sum(|standing| standing.version != newest);
    if after.attempts == 0 || before.attempts == 0 {
        return Err(Unknown::OneVersion);
    }
    enough(after.attempts.min(before.attempts), LEAST)?;
    let mut groups = [false, true].map(|new| {
        let versions = tally.versions().iter().enumerate().filter(|(place, _)| (*place == newest) == new);
        // Of several versions before, the one most people played tells how many there were at least.
        versions.filter_map(|(_, version)| people.by_version.get(&version.hash)).max()
    });
    groups.iter_mut().try_for_each(|people| hidden(*people))?;
    let (before, after) = (share(&before), share(&after));
    let matched = mantel_haenszel(&strata(spread, |standing| standing.version == newest));
    let apart = matched.is_ok_and(|found| found.class != Class::A && found.is_beyond(0.0, errors));
    let surely = apart && difference_at(before, after, errors)?.excludes(0.0);
    Ok((difference(before, after)?, surely))
}
