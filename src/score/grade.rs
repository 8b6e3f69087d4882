//! A scorecard in short: what lists and standing need of it.

use serde::Deserialize;

use super::card::{Ability, Scorecard};
use crate::session::event::{Mode, Outcome};

/// A scorecard without what it rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grade {
    /// How the conversation ended.
    pub outcome: Option<Outcome>,
    /// Overall score after the cap, 0..=100.
    pub overall: Option<u8>,
    /// `overall` where every doubt is read against the trainee.
    pub low: Option<u8>,
    /// Empathy, 0..=100.
    pub empathy: Option<u8>,
    /// Tools, 0..=100.
    pub tools: Option<u8>,
    /// Resolution, 0..=100.
    pub resolution: Option<u8>,
    /// Whether it is passed; none where that hangs on a doubt and a person decides.
    pub passed: Option<bool>,
    /// How many critical errors there are, alleged ones too.
    pub critical: u32,
    /// How many of them rest on heard words.
    pub alleged: u32,
}

/// As much of a scorecard as is needed; the rest, which is most of it, is not even read.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Read {
    outcome: Option<Outcome>,
    overall: Option<u8>,
    low: Option<u8>,
    empathy: Ability,
    tools: Ability,
    resolution: Ability,
    passed: Option<bool>,
    critical: Vec<Critical>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Critical {
    alleged: bool,
}

impl Grade {
    /// The grade in a scorecard's JSON; none where it is no scorecard.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str::<Read>(json).ok().map(Self::from)
    }

    /// Whether the result of an exam is for a person to decide: it hangs on a doubt, or on an error that was only heard.
    pub fn waits(&self) -> bool {
        self.passed.is_none() || self.alleged > 0
    }

    /// Whether it was played to its end.
    pub fn is_finished(&self) -> bool {
        self.outcome.is_some_and(|outcome| outcome != Outcome::Abandoned)
    }

    /// Whether an attempt in this mode is passed: as a reviewer decided last, else as the scorecard and the overall score
    /// its assignment asks for say. None where a person has to decide: what was only heard to be a critical error is not
    /// for the machine in an exam.
    pub fn passes(&self, mode: Mode, decided: Option<bool>, mark: Option<u8>) -> Option<bool> {
        if decided.is_some() {
            return decided;
        }
        if mode == Mode::Certify && self.alleged > 0 {
            return None;
        }
        let high = mark.is_none_or(|mark| self.overall.is_some_and(|overall| overall >= mark));
        self.passed.map(|passed| passed && high)
    }

    /// The overall score as it counts: what was only heard to be a critical error caps it once a reviewer confirmed it.
    pub fn counted(&self, decided: Option<bool>) -> Option<u8> {
        if decided == Some(false) && self.alleged > 0 { self.low } else { self.overall }
    }

    /// Whether a critical error does not rest on heard words alone.
    pub fn is_proven(&self) -> bool {
        self.critical > self.alleged
    }
}

impl From<Read> for Grade {
    fn from(card: Read) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            outcome: card.outcome,
            overall: card.overall,
            low: card.low,
            empathy: card.empathy.score,
            tools: card.tools.score,
            resolution: card.resolution.score,
            passed: card.passed,
            critical: count(card.critical.len()),
            alleged: count(card.critical.iter().filter(|error| error.alleged).count()),
        }
    }
}

impl From<&Scorecard> for Grade {
    fn from(card: &Scorecard) -> Self {
        let critical = card.critical.iter().map(|error| Critical { alleged: error.alleged });
        Self::from(Read {
            outcome: card.outcome,
            overall: card.overall,
            low: card.low,
            empathy: card.empathy,
            tools: card.tools,
            resolution: card.resolution,
            passed: card.passed,
            critical: critical.collect(),
        })
    }
}
