//! What a kept attempt was worth, as the tables need it.

use serde::Deserialize;

use crate::score::{Ability, Finding, Scorecard};
use crate::session::{Mode, Outcome};
use crate::store::Summary;

/// A scorecard without what it rests on.
#[derive(Deserialize)]
pub(super) struct Grade {
    pub(super) outcome: Option<Outcome>,
    pub(super) empathy: Ability,
    pub(super) tools: Ability,
    pub(super) resolution: Ability,
    pub(super) overall: Option<u8>,
    low: Option<u8>,
    passed: Option<bool>,
    critical: Vec<Critical>,
}

#[derive(Deserialize)]
struct Critical {
    alleged: bool,
}

/// What an attempt was worth; none where it has no scorecard that can be read.
pub(super) fn grade(attempt: &Summary) -> Option<Grade> {
    serde_json::from_str(attempt.scorecard.as_deref()?).ok()
}

/// The whole scorecard that counts.
pub(crate) fn scorecard(attempt: &Summary) -> Option<Scorecard> {
    serde_json::from_str(attempt.scorecard.as_deref()?).ok()
}

/// What it rests on.
pub(super) fn findings(attempt: &Summary) -> Vec<Finding> {
    scorecard(attempt).map(|card| card.findings).unwrap_or_default()
}

impl Grade {
    /// Whether the attempt is passed: as the last decision says, else as the scorecard and the pass mark of its assignment
    /// say; an exam with a doubt, or an error that was only heard, waits for a person.
    pub(super) fn passed(&self, attempt: &Summary, mark: Option<u8>) -> Option<bool> {
        let exam = attempt.played.mode == Mode::Certify;
        match attempt.decided {
            Some(decided) => Some(decided),
            None if exam && self.is_alleged() => None,
            None => {
                let mark = mark.filter(|_| exam);
                let high = mark.is_none_or(|mark| self.overall.is_some_and(|overall| overall >= mark));
                self.passed.map(|passed| passed && high)
            }
        }
    }

    /// The overall score as it counts: what was only heard to be a critical error caps it once it is confirmed.
    pub(super) fn counted(&self, attempt: &Summary) -> Option<u8> {
        if attempt.decided == Some(false) && self.is_alleged() { self.low } else { self.overall }
    }

    /// Whether there is a critical error: alleged ones only, or one that is proven.
    pub(super) fn critical(&self) -> Option<Proof> {
        let proven = self.critical.iter().any(|error| !error.alleged);
        let proof = if proven { Proof::Proven } else { Proof::Alleged };
        (!self.critical.is_empty()).then_some(proof)
    }

    fn is_alleged(&self) -> bool {
        self.critical.iter().any(|error| error.alleged)
    }
}

/// What a critical error rests on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Heard words.
    Alleged,
    /// What was done.
    Proven,
}
