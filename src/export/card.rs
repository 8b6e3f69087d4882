//! What a kept attempt was worth, as the tables need it.

use crate::score::{Finding, Grade, Scorecard};
use crate::store::{AttemptId, Store, StoreError};

/// The whole scorecard that counts.
pub(crate) fn scorecard(store: &Store, attempt: AttemptId) -> Result<Option<Scorecard>, StoreError> {
    Ok(store.scorecard(attempt)?.and_then(|json| serde_json::from_str(&json).ok()))
}

/// What it rests on.
pub(super) fn findings(store: &Store, attempt: AttemptId) -> Result<Vec<Finding>, StoreError> {
    Ok(scorecard(store, attempt)?.map(|card| card.findings).unwrap_or_default())
}

/// Whether there is a critical error: alleged ones only, or one that is proven.
pub(super) fn critical(grade: &Grade) -> Option<Proof> {
    let proof = if grade.is_proven() { Proof::Proven } else { Proof::Alleged };
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
