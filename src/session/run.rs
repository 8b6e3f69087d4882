//! Runs: a recorded or hand-written session, as a RON file.

use serde::{Deserialize, Serialize};

use super::action::Action;
use super::event::Mode;
use crate::scenario::text::Language;

/// A session as a file: what was played, how, and every action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The scenario's id.
    pub scenario: String,
    /// The language it was held in.
    pub language: Language,
    /// The mode.
    #[serde(default)]
    pub mode: Mode,
    /// The seed; 0 plays the scenario as written.
    #[serde(default)]
    pub seed: u64,
    /// What it was recorded with; left out in runs written by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Identity>,
    /// The actions in order.
    pub actions: Vec<Action>,
}

/// The versions a run was recorded with, and the hash of its event log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Version of the session rules.
    pub engine: u32,
    /// Version of the scoring rules.
    pub rubric: u32,
    /// Hash of the listener with its assets.
    pub listener: String,
    /// Hash of the scenario's bytes, includes too.
    pub scenario: String,
    /// Hash of the event log.
    pub hash: String,
}

/// Why a run file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct BadRun {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub what: String,
}

impl Run {
    /// Reads a run file.
    ///
    /// # Errors
    /// Where it is no RON or not a run.
    pub fn read(text: &str) -> Result<Self, BadRun> {
        let options =
            ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| BadRun {
            line: error.span.start.line,
            column: error.span.start.col,
            what: error.code.to_string(),
        })
    }
}
