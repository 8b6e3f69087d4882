//! What the machine is overruled in, and how often, criterion by criterion.

use std::collections::BTreeMap;

use crate::qa::Criterion;
use crate::scenario::Act;
use crate::score::{Ruling, Scorecard, Why};
use crate::stats::Estimate;
use crate::stats::share::Share;

/// How often at least before anything is said about it.
const LEAST: u32 = 3;
/// The share above which the machine is wrong too often, surely so where the lower limit is above it.
const TOO_OFTEN: f64 = 0.1;

/// How often findings of one kind were overruled in the attempts a person looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Often {
    /// What they are about.
    pub criterion: Criterion,
    /// The act that was heard, where they rest on one.
    pub act: Option<Act>,
    /// How many there were.
    pub judged: u32,
    /// How many of them were overruled.
    pub overruled: u32,
    /// The share of these, 0 to 1, with Wilson's interval.
    pub share: Estimate,
    /// Whether they rest on what was heard.
    pub heard: bool,
}

impl Often {
    /// Whether that is too often to be chance: at least three times, and the lower limit of the share above a tenth.
    pub fn is_wrong_here(&self) -> bool {
        self.overruled >= LEAST && self.share.low > TOO_OFTEN
    }
}

/// What was overruled at least once, the most often first; each attempt with the machine's scorecard and what was ruled.
pub fn overruled<'a>(looked: impl IntoIterator<Item = (&'a Scorecard, &'a [Ruling])>) -> Vec<Often> {
    let mut counts: BTreeMap<(Criterion, Option<Act>), (u32, u32, bool)> = BTreeMap::new();
    for (card, rulings) in looked {
        for finding in &card.findings {
            let count = counts.entry(kind(&finding.why)).or_default();
            count.0 += 1;
            count.2 |= is_heard(&finding.why);
            let ruled = rulings.iter().any(|ruling| match ruling {
                Ruling::Points { finding: known, points } => known == finding && *points != finding.points,
                Ruling::Lifted(_) => false,
            });
            count.1 += u32::from(ruled);
        }
        for error in &card.critical {
            let count = counts.entry((Criterion::Critical, None)).or_default();
            let lifted =
                |ruling: &Ruling| matches!(ruling, Ruling::Lifted(known) if known.what == error.what);
            *count = (count.0 + 1, count.1 + u32::from(rulings.iter().any(lifted)), count.2 || error.alleged);
        }
    }
    let mut all: Vec<Often> = counts
        .into_iter()
        .filter(|(_, (_, overruled, _))| *overruled > 0)
        .filter_map(|((criterion, act), (judged, overruled, heard))| {
            let share = Share::new(overruled.into(), judged.into()).estimate().ok()?;
            Some(Often { criterion, act, judged, overruled, share, heard })
        })
        .collect();
    all.sort_by(|one, other| {
        (other.is_wrong_here(), other.overruled).cmp(&(one.is_wrong_here(), one.overruled))
    });
    all
}

fn kind(why: &Why) -> (Criterion, Option<Act>) {
    let act = if let Why::Harm { act, .. } | Why::PerhapsHarm { act, .. } = why {
        Some(*act)
    } else if let Why::Owned { .. } | Why::NotOwned { .. } = why {
        Some(Act::Own)
    } else {
        matches!(why, Why::Overpromised { .. }).then_some(Act::Overpromise)
    };
    (Criterion::of(why), act)
}

/// Whether a finding rests on what the listener heard, and not on what was done at the desk.
fn is_heard(why: &Why) -> bool {
    matches!(
        why,
        Why::Feeling { .. }
            | Why::Owned { .. }
            | Why::NotOwned { .. }
            | Why::Harm { .. }
            | Why::PerhapsHarm { .. }
            | Why::Overpromised { .. }
            | Why::AskedNever { .. }
            | Why::Checked { .. }
            | Why::Unchecked { .. }
            | Why::Stale { .. }
            | Why::ToldFalse { .. }
            | Why::MustTell { .. }
    )
}
