//! How far the reviewers of a calibration agree with each other and with the machine, criterion by criterion.

use std::collections::BTreeMap;

use crate::qa::Criterion;
use crate::score::Scorecard;
use crate::stats::agreement::Scale;
use crate::stats::rating::{Leniency, Ratings};
use crate::stats::{Estimate, Undefined};
use crate::store::{AttemptId, PersonId, Scored};

/// Not met, partly, met.
const CATEGORIES: usize = 3;

/// How far raters agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// The criterion; none for all of them together.
    pub criterion: Option<Criterion>,
    /// How many attempts, or attempts and criteria, at least two raters scored.
    pub things: usize,
    /// How often two of them give the same, 0 to 1, with Wilson's interval.
    pub percent: Result<Estimate, Undefined>,
    /// Beyond chance: Cohen's kappa of two raters (1960), Fleiss' of more (1971).
    pub kappa: Result<Estimate, Undefined>,
    /// The same with quadratic weights: partly is half of met.
    pub weighted: Result<Estimate, Undefined>,
}

/// A rater's leaning: a reviewer, or the machine where none.
#[derive(Clone, Debug, PartialEq)]
pub struct Bias {
    /// Who.
    pub who: Option<PersonId>,
    /// By how many steps of the scale they are above the mean of the reviewers.
    pub leniency: Leniency,
}

/// One thing that is seen quite differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The attempt.
    pub attempt: AttemptId,
    /// The criterion.
    pub criterion: Criterion,
    /// What each reviewer gave; none where they could not judge.
    pub given: BTreeMap<PersonId, Option<u8>>,
    /// What the machine gave; none where nothing speaks for or against.
    pub machine: Option<u8>,
}

/// What a calibration came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Between the reviewers: all criteria together, then each that anybody scored.
    pub reviewers: Vec<Agreed>,
    /// Between the machine and the middle of the reviewers, likewise.
    pub machine: Vec<Agreed>,
    /// Who leans which way, of those of whom it can be said.
    pub leaning: Vec<Bias>,
    /// What is furthest apart, between reviewers first, then from the machine.
    pub apart: Vec<Apart>,
}

/// What a calibration came to, from its scores and the machine's scorecards.
pub fn report(scores: &[Scored], cards: &[(AttemptId, Scorecard)]) -> Report {
    let mut people: Vec<PersonId> = scores.iter().map(|one| one.by).collect();
    people.sort();
    people.dedup();
    let mut things: BTreeMap<(Criterion, AttemptId), Vec<Option<usize>>> = BTreeMap::new();
    for one in scores {
        let (criterion, rating) = one.rating;
        let Some(criterion) = Criterion::ALL.get(usize::from(criterion)).copied() else { continue };
        let row = things.entry((criterion, one.attempt)).or_insert_with(|| vec![None; people.len()]);
        let place = people.iter().position(|known| *known == one.by);
        if let Some(given) = place.and_then(|place| row.get_mut(place)) {
            *given = rating.map(usize::from);
        }
    }
    let cards: BTreeMap<AttemptId, &Scorecard> = cards.iter().map(|(id, card)| (*id, card)).collect();
    let by_machine = |criterion, attempt: &AttemptId| {
        cards.get(attempt).and_then(|card| machine(card, criterion)).map(usize::from)
    };
    let of = |only: Option<Criterion>| {
        let fits = move |criterion: Criterion| only.is_none_or(|only| only == criterion);
        things.iter().filter(move |((criterion, _), _)| fits(*criterion))
    };
    let criteria: Vec<Option<Criterion>> = std::iter::once(None)
        .chain(Criterion::ALL.into_iter().map(Some))
        .filter(|only| of(*only).next().is_some())
        .collect();
    let reviewers = |only: &Option<Criterion>| agreed(*only, of(*only).map(|(_, row)| row.clone()).collect());
    let machine = |only: &Option<Criterion>| {
        let rows =
            of(*only).map(|((criterion, attempt), row)| vec![middle(row), by_machine(*criterion, attempt)]);
        agreed(*only, rows.collect())
    };
    let mut report = Report {
        reviewers: criteria.iter().map(reviewers).collect(),
        machine: criteria.iter().map(machine).collect(),
        ..Report::default()
    };
    report.leaning = leaning(
        &people,
        things.iter().map(|((criterion, attempt), row)| (row.clone(), by_machine(*criterion, attempt))),
    );
    report.apart = things
        .iter()
        .map(|((criterion, attempt), row)| {
            let step = |given: &usize| u8::try_from(*given).ok();
            let given = people.iter().zip(row).map(|(who, given)| (*who, given.as_ref().and_then(step)));
            let machine = by_machine(*criterion, attempt).as_ref().and_then(step);
            Apart { attempt: *attempt, criterion: *criterion, given: given.collect(), machine }
        })
        .filter(|apart| apart.between() > 1 || apart.from_machine() > 1)
        .collect();
    report.apart.sort_by_key(|apart| std::cmp::Reverse((apart.between(), apart.from_machine())));
    report
}

impl Apart {
    /// How many steps lie between the reviewers.
    pub fn between(&self) -> u8 {
        let given = || self.given.values().flatten();
        given().max().zip(given().min()).map_or(0, |(most, least)| most - least)
    }

    /// How many steps lie between the machine and the middle of the reviewers.
    pub fn from_machine(&self) -> u8 {
        let row: Vec<_> = self.given.values().map(|given| given.map(usize::from)).collect();
        let middle = middle(&row).and_then(|middle| u8::try_from(middle).ok());
        middle.zip(self.machine).map_or(0, |(middle, machine)| middle.abs_diff(machine))
    }
}

/// What the machine gives an attempt by a criterion: met from two thirds of the points there were, partly from one third;
/// where there were none to earn, met unless something was taken. None where nothing speaks for or against.
pub fn machine(card: &Scorecard, criterion: Criterion) -> Option<u8> {
    if criterion == Criterion::Critical {
        return Some(if card.critical.is_empty() { 2 } else { 0 });
    }
    let about = || card.findings.iter().filter(|finding| Criterion::of(&finding.why) == criterion);
    let (of, points): (i32, i32) = (about().map(|one| one.of).sum(), about().map(|one| one.points).sum());
    match (of, points) {
        (1.., points) if 3 * points >= 2 * of => Some(2),
        (1.., points) if 3 * points >= of => Some(1),
        (1.., _) | (_, ..0) => Some(0),
        _ if criterion.is_kept_by_silence() || about().next().is_some() => Some(2),
        _ => None,
    }
}

/// So many of these attempts, drawn by lot: the same for the same seed, whatever their order.
pub fn lots(mut attempts: Vec<AttemptId>, count: usize, seed: u64) -> Vec<AttemptId> {
    attempts.sort_by_cached_key(|id| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"hotseat calibration 1");
        hasher.update(&seed.to_le_bytes());
        hasher.update(id.0.as_bytes());
        *hasher.finalize().as_bytes()
    });
    attempts.truncate(count);
    attempts
}

/// The middle of the ratings given; of an even number the lower of the two.
fn middle(row: &[Option<usize>]) -> Option<usize> {
    let mut given: Vec<usize> = row.iter().flatten().copied().collect();
    given.sort_unstable();
    given.get(given.len().checked_sub(1)? / 2).copied()
}

fn agreed(criterion: Option<Criterion>, rows: Vec<Vec<Option<usize>>>) -> Agreed {
    let things = rows.iter().filter(|row| row.iter().flatten().count() > 1).count();
    let nothing = || Err(Undefined::OneRater);
    // Every rating was checked when it was kept.
    let Ok(ratings) = Ratings::new(CATEGORIES, rows) else {
        return Agreed { criterion, things: 0, percent: nothing(), kappa: nothing(), weighted: nothing() };
    };
    let kappa =
        |scale| if ratings.raters() == 2 { ratings.cohen(0, 1, scale) } else { ratings.fleiss(scale) };
    let (kappa, weighted) = (kappa(Scale::Nominal), kappa(Scale::Quadratic));
    Agreed { criterion, things, percent: ratings.percent(), kappa, weighted }
}

/// Who leans which way: each reviewer against the others, and the machine against all of them.
fn leaning(
    people: &[PersonId],
    things: impl Iterator<Item = (Vec<Option<usize>>, Option<usize>)>,
) -> Vec<Bias> {
    let (mut between, mut with) = (Vec::new(), Vec::new());
    for (row, machine) in things {
        with.push([row.as_slice(), &[machine]].concat());
        between.push(row);
    }
    let mut found = Vec::new();
    if let Ok(ratings) = Ratings::new(CATEGORIES, between) {
        for (place, who) in people.iter().enumerate() {
            found.extend(ratings.leniency(place).ok().map(|leniency| Bias { who: Some(*who), leniency }));
        }
    }
    if let Ok(ratings) = Ratings::new(CATEGORIES, with) {
        found.extend(ratings.leniency(people.len()).ok().map(|leniency| Bias { who: None, leniency }));
    }
    found
}
