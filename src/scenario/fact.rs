//! Facts: what a trainee may tell the customer, and how it is said.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text::{Language, Phrases, Text};

/// One fact of the case.
///
/// A wording is told when all its parts stand in one sentence of the reply; parts are separated by ` + `
/// (`"refund + 3 working days"`), amounts, times, dates and durations are compared by what they mean
/// (`"6 pm"` = `"18:00"` = `"晚上六点"`), other words as written, without regard to case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is about, as the debrief names it; its first wording where left out.
    #[serde(default)]
    pub label: Option<Text>,
    /// Wordings that tell it truly.
    pub is: Phrases,
    /// Wordings that tell it falsely.
    #[serde(default)]
    pub wrong: Phrases,
    /// Whether a cautious answer ("I cannot name a time yet") tells it too.
    #[serde(default)]
    pub cautious: bool,
    /// Wordings of that cautious answer.
    #[serde(default)]
    pub hedged: Phrases,
    /// Where the trainee can learn it.
    #[serde(default)]
    pub from: Vec<Source>,
}

impl Fact {
    /// What it is about in this language: its label, else its first wording, parts joined by a blank; none where it has
    /// no wording there.
    pub fn named(&self, language: Language) -> Option<String> {
        let label = self.label.as_ref().map(|label| label.get(language).to_owned());
        label.or_else(|| self.is.get(language).first().map(|wording| wording.replace(" + ", " … ")))
    }
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A knowledge article, by id.
    Article(String),
    /// A field of a record, `table.key.column`.
    Field(String),
    /// The status page of a service, by name.
    Service(String),
    /// What a tool prints when it has run, by name.
    Tool(String),
    /// A policy, by its position in `policies`, from 0.
    Policy(usize),
    /// What the supervisor says.
    Supervisor,
    /// What the customer says in a beat, by name.
    Beat(String),
    /// The briefing.
    Briefing,
}

/// All facts of a scenario by name.
pub type Facts = BTreeMap<String, Fact>;
