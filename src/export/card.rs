//! What a kept attempt was worth, as the tables need it.

use crate::score::{Finding, Grade, Scorecard};
use crate::session::Mode;
use crate::store::{AttemptId, Store, StoreError, Summary};

/// The whole scorecard that counts.
pub(crate) fn scorecard(store: &Store, attempt: AttemptId) -> Result<Option<Scorecard>, StoreError> {
    Ok(store.scorecard(attempt)?.and_then(|json| serde_json::from_str(&json).ok()))
}

/// What it rests on.
pub(super) fn findings(store: &Store, attempt: AttemptId) -> Result<Vec<Finding>, StoreError> {
    Ok(scorecard(store, attempt)?.map(|card| card.findings).unwrap_or_default())
}

/// Whether the attempt is passed: as the last decision says, else as the scorecard and the pass mark of its assignment
/// say; an exam with a doubt, or an error that was only heard, waits for a person.
pub(super) fn passed(grade: &Grade, attempt: &Summary, mark: Option<u8>) -> Option<bool> {
    let exam = attempt.played.mode == Mode::Certify;
    match attempt.decided {
        Some(decided) => Some(decided),
        None if exam && grade.alleged > 0 => None,
        None => {
            let mark = mark.filter(|_| exam);
            let high = mark.is_none_or(|mark| grade.overall.is_some_and(|overall| overall >= mark));
            grade.passed.map(|passed| passed && high)
        }
    }
}

/// The overall score as it counts: what was only heard to be a critical error caps it once it is confirmed.
pub(super) fn counted(grade: &Grade, attempt: &Summary) -> Option<u8> {
    if attempt.decided == Some(false) && grade.alleged > 0 { grade.low } else { grade.overall }
}

/// Whether there is a critical error: alleged ones only, or one that is proven.
pub(super) fn critical(grade: &Grade) -> Option<Proof> {
    let proof = if grade.critical > grade.alleged { Proof::Proven } else { Proof::Alleged };
    (grade.critical > 0).then_some(proof)
}

/// What a critical error rests on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Heard words.
    Alleged,
    /// What was done.
    Proven,
}
