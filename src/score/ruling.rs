//! What a person ruled where the machine judged: other points for a finding, or a critical error that was none.
//!
//! A ruling holds the finding as the machine made it, and so finds it again in every reading of the doubts and under
//! every rubric; everything that follows from the findings is then folded as ever.

use super::card::{CriticalError, Finding};
use super::why::Why;

/// What was ruled about one thing the machine judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// A finding earns or costs other points.
    Points {
        /// It, as the machine judged it.
        finding: Finding,
        /// What it earns or costs; see [`Finding::takes`].
        points: i32,
    },
    /// A critical error was none.
    Lifted(CriticalError),
}

/// What a deduction may cost at most.
const MOST: i32 = 100;

impl Finding {
    /// Whether a person may give these points instead: at most what there was to earn, at least nought, or down to -100
    /// where there was nothing to earn.
    pub fn takes(&self, points: i32) -> bool {
        let least = if self.of > 0 { self.points.min(0) } else { -MOST };
        (least..=self.of.max(self.points).max(0)).contains(&points)
    }

    /// What it is worth where the machine had it the wrong way round: full points for what was not earned, nought for what
    /// was earned or taken. None for a note, which was worth nothing.
    pub fn reversed(&self) -> Option<i32> {
        match (self.of, self.points) {
            (1.., points) if points < self.of => Some(self.of),
            (..=0, 0) => None,
            (_, _) => Some(0),
        }
    }
}

/// Gives the findings and critical errors of one reading what was ruled about them.
pub(super) fn rule(findings: &mut [Finding], critical: &mut Vec<CriticalError>, rulings: &[Ruling]) {
    for ruling in rulings {
        match ruling {
            Ruling::Points { finding: ruled, points } => {
                let is_it = |one: &Finding| {
                    (one.ability, &one.events, &one.why) == (ruled.ability, &ruled.events, &ruled.why)
                };
                let same = findings.iter().position(is_it);
                let alike = || findings.iter().position(|one| alike(one, ruled));
                if let Some(found) = same.or_else(alike).and_then(|place| findings.get_mut(place)) {
                    // Another rubric may have more or fewer points to earn there.
                    found.points = if ruled.of > 0 { points * found.of / ruled.of } else { *points };
                    found.perhaps = false;
                }
            }
            Ruling::Lifted(error) => critical.retain(|one| one.what != error.what),
        }
    }
}

/// Whether the goal counts as reached, where somebody ruled that; else as the log has it.
pub(super) fn goal(reached: bool, rulings: &[Ruling]) -> bool {
    let ruled = rulings.iter().rev().find_map(|ruling| match ruling {
        Ruling::Points { finding: Finding { why: Why::Goal { .. }, of, .. }, points } => Some(points >= of),
        Ruling::Points { .. } | Ruling::Lifted(_) => None,
    });
    ruled.unwrap_or(reached)
}

/// Whether two readings judge the same thing.
fn alike(one: &Finding, other: &Finding) -> bool {
    let owning = |why: &Why| matches!(why, Why::Owned { .. } | Why::NotOwned { .. });
    if owning(&one.why) && owning(&other.why) {
        // There is one at most, and each reading cites another reply.
        return true;
    }
    if (one.ability, &one.events) != (other.ability, &other.events) {
        return false;
    }
    match (&one.why, &other.why) {
        (Why::Overpromised { .. }, Why::PerhapsHarm { .. })
        | (Why::PerhapsHarm { .. }, Why::Overpromised { .. }) => true,
        (
            Why::Harm { act, .. } | Why::PerhapsHarm { act, .. },
            Why::Harm { act: other, .. } | Why::PerhapsHarm { act: other, .. },
        ) => act == other,
        (Why::Feeling { feeling, at, .. }, Why::Feeling { feeling: other, at: then, .. }) => {
            (feeling, at) == (other, then)
        }
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
