//! A scorecard in short: what lists and standing need of it.

use serde::Deserialize;

use super::card::{CriticalError, Scorecard};
use crate::session::event::Outcome;

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
struct Ability {
    score: Option<u8>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Critical {
    alleged: bool,
}

impl Grade {
    /// The grade in a scorecard's JSON; none where it is no scorecard.
    pub fn read(json: &str) -> Option<Self> {
        let card: Read = serde_json::from_str(json).ok()?;
        let alleged = card.critical.iter().filter(|error| error.alleged).count();
        Some(Self {
            outcome: card.outcome,
            overall: card.overall,
            low: card.low,
            empathy: card.empathy.score,
            tools: card.tools.score,
            resolution: card.resolution.score,
            passed: card.passed,
            critical: count(card.critical.len()),
            alleged: count(alleged),
        })
    }

    /// Whether the result of an exam is for a person to decide: it hangs on a doubt, or on an error that was only heard.
    pub fn waits(&self) -> bool {
        self.passed.is_none() || self.alleged > 0
    }

    /// Whether it was played to its end.
    pub fn is_finished(&self) -> bool {
        self.outcome.is_some_and(|outcome| outcome != Outcome::Abandoned)
    }
}

impl From<&Scorecard> for Grade {
    fn from(card: &Scorecard) -> Self {
        let alleged = |error: &&CriticalError| error.alleged;
        Self {
            outcome: card.outcome,
            overall: card.overall,
            low: card.low,
            empathy: card.empathy.score,
            tools: card.tools.score,
            resolution: card.resolution.score,
            passed: card.passed,
            critical: count(card.critical.len()),
            alleged: count(card.critical.iter().filter(alleged).count()),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
