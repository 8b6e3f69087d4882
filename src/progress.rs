//! Progress: roles, and standing towards them, computed from attempts and never stored.
//!
//! Everything shown so far is practice: only certifying will move a role, and there is no certifying yet.

mod attempt;
mod standing;

pub use attempt::{AttemptSummary, ScenarioHead};
pub use standing::{Basis, LadderStanding, RequirementStanding, StepStanding, StepState, standing};
