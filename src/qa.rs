//! Quality scorecards as service desks have them: read from a spreadsheet with columns of any names, and filled in from
//! what Hotseat found, question by question.
//!
//! A question that names criteria of Hotseat's is answered from their findings; one that names none is left for a person.

mod answer;
mod criterion;
mod read;
mod write;

pub use answer::{Answer, Filled, fill};
pub use criterion::Criterion;
pub use read::{BadCard, BadRow, Field, Mapper, read};
pub use write::{TITLES, rubric, scorecards};

/// A scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its questions, in the order of the file.
    pub questions: Vec<Question>,
}

/// One question of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The group it stands in; may be empty.
    pub group: String,
    /// Its words.
    pub text: String,
    /// What it weighs, in hundredths.
    pub weight: u32,
    /// How it is answered.
    pub scale: Scale,
    /// Whether a no fails its group.
    pub critical: bool,
    /// Whether a no fails the whole scorecard.
    pub auto_fail: bool,
    /// Whether it may not apply; else what nothing speaks for is left for a person.
    pub may_not_apply: bool,
    /// The criteria that answer it.
    pub criteria: Vec<Criterion>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Yes or no.
    YesNo,
    /// A whole number between these.
    Numbers {
        /// The worst.
        low: i32,
        /// The best, above `low`.
        high: i32,
    },
}
