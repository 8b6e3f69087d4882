//! Item analysis of scenarios: which criteria measure something, are as hard in every language, and stay as they were.
//!
//! Attempts come in without names, one by one, and are folded into a [`Tally`] of whole numbers, so that a million of
//! them need no more room than a hundred, and their order makes no difference. From the tally an [`Analysis`] is
//! computed, with the statistics of [`crate::stats`].
//!
//! The items of this test are the criteria of the scorecard, see [`Criterion`]. What somebody earned of a criterion is
//! its credit, 0 to 100 percent. Ability is the rest score: what the same attempt earned of everything else.

mod compare;
mod criterion;
mod gathered;
mod recurring;
mod replies;
mod result;
mod row;
mod tally;

pub use criterion::{Criterion, Kind};
pub use gathered::Gathered;
pub use recurring::{Lapse, Loss, Recurring, recurring};
pub use replies::{Unused, unused};
pub use result::{Analysis, Differences, Item, Known, Quartiles, Reliability, Unknown, Verdict};
pub(crate) use row::Head;
pub use row::{Mark, Reader, Row};
pub use tally::{Standing, Tally, VersionCount};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scenario::Language;

/// So many attempts, at least, before anything is said about a criterion.
pub const LEAST: u64 = 30;

/// So many attempts, at least, of each of two languages before these are compared.
pub const LEAST_OF_A_LANGUAGE: u64 = 50;

/// So many people, at least, behind every number: of fewer one could tell who they are.
pub const LEAST_PEOPLE: u32 = 5;

/// How many people stand behind the attempts at a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// In all.
    pub all: u32,
    /// By the language they played in; somebody may count twice.
    pub by_language: BTreeMap<Language, u32>,
    /// By the hash of the scenario they played; somebody may count more than once.
    pub by_version: BTreeMap<String, u32>,
    /// Attempts that could not be read and are left out.
    pub unread: u32,
}
