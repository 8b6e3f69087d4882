//! Progress: roles and standing towards them, abilities, and practice that is due, computed from attempts and never stored.
//!
//! Practice tells the trainee where they are; only exams move a role. Time comes in as a value.

mod attempt;
mod brief;
mod due;
mod estimate;
mod exam;
mod standing;
pub mod team;

pub use attempt::{AttemptSummary, ScenarioHead};
pub use brief::{Brief, Reached};
pub use due::{Card, Due, due};
pub use estimate::{AbilityEstimate, Estimate, LEAST, difficulty, estimates};
pub use exam::{ExamStanding, pass_chance};
pub use standing::{LadderStanding, RequirementStanding, StepStanding, StepState, counts, least, standing};

use jiff::{SignedDuration, Timestamp};

/// How long ago it was; what a clock that jumped dates in the future is now.
fn age(at: Timestamp, now: Timestamp) -> SignedDuration {
    now.duration_since(at).max(SignedDuration::ZERO)
}

/// How many, as far as is counted.
fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
