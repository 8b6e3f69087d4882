//! What standing needs to know of an attempt, whether or not its scenario is still installed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::scenario::ScenarioFile;
use crate::scenario::file::ScenarioKind;
use crate::scenario::roles::{Measure, Requirement};
use crate::score::Grade;
use crate::session::Mode;

/// What decides which roles a scenario counts towards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScenarioHead {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: ScenarioKind,
    /// Its level, 1..=5.
    pub level: u8,
    /// The ladders and steps it counts towards.
    pub roles: Vec<String>,
}

impl From<&ScenarioFile> for ScenarioHead {
    fn from(file: &ScenarioFile) -> Self {
        Self { id: file.id.clone(), kind: file.kind, level: file.level, roles: file.roles.clone() }
    }
}

/// An attempt as far as roles are concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptSummary {
    /// What was played.
    pub scenario: ScenarioHead,
    /// How it was played; with hints it shows nothing yet.
    pub mode: Mode,
    /// When it ended, or began where that is not known.
    pub at: Timestamp,
    /// The seed of its variant.
    pub seed: u64,
    /// Whether it was played for an assignment or an open exam.
    pub assigned: bool,
    /// Overall score after the cap, 0..=100.
    pub overall: Option<u8>,
    /// Empathy, 0..=100.
    pub empathy: Option<u8>,
    /// Tools, 0..=100.
    pub tools: Option<u8>,
    /// Resolution, 0..=100.
    pub resolution: Option<u8>,
    /// Whether it passed, by the last decision of a reviewer where there is one; none where a person has to decide.
    pub passed: Option<bool>,
    /// Whether there was a critical error, alleged ones too unless a reviewer passed it.
    pub critical: bool,
    /// Whether it was played to its end.
    pub finished: bool,
}

impl AttemptSummary {
    /// The summary of an unassigned attempt with this scorecard, on which nobody decided; when and on which variant it
    /// was played the scorecard does not say.
    pub fn new(scenario: ScenarioHead, mode: Mode, card: impl Into<Grade>) -> Self {
        let grade = card.into();
        Self {
            scenario,
            mode,
            at: Timestamp::UNIX_EPOCH,
            seed: 0,
            assigned: false,
            overall: grade.overall,
            empathy: grade.empathy,
            tools: grade.tools,
            resolution: grade.resolution,
            passed: grade.passed,
            critical: grade.critical > 0,
            finished: grade.is_finished(),
        }
    }

    /// Whether it is an exam that waits for a reviewer: it counts neither way until that is decided.
    pub fn waits(&self) -> bool {
        self.mode == Mode::Certify && self.finished && self.passed.is_none()
    }

    /// The score of what a requirement measures.
    pub(super) fn score(&self, measure: Measure) -> Option<u8> {
        match measure {
            Measure::Overall => self.overall,
            Measure::Empathy => self.empathy,
            Measure::Tools => self.tools,
            Measure::Resolution => self.resolution,
        }
    }

    /// Whether the attempt meets a requirement whose scenario already counts.
    pub(super) fn meets(&self, need: Requirement) -> bool {
        self.score(need.ability).is_some_and(|score| score >= need.at_least)
            && (!need.passed || self.passed == Some(true))
            && (!need.no_critical || !self.critical)
    }
}
