//! The scenario file as a trainer writes it.

use std::collections::BTreeMap;

use ron::value::RawValue;
use serde::{Deserialize, Serialize};

use super::beat::{Beat, Rule};
use super::calendar::Calendar;
use super::customer::Customer;
use super::desk::Desk;
use super::fact::Facts;
use super::goal::{Critical, Goal, Weights, WrapUp};
use super::text::{Language, Phrases, Text};

/// A scenario as written; [`super::Scenario`] is the checked one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// The version of the format; 1.
    pub format: u8,
    /// The scenario's name on the command line: small letters, digits, hyphens.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The languages it is complete in.
    pub languages: Vec<Language>,
    /// When it plays: `2026-05-18 10:05`.
    pub now: String,
    /// Days off and days worked out of turn.
    #[serde(default)]
    pub calendar: Calendar,
    /// What kind of conversation it is.
    pub kind: ScenarioKind,
    /// 1 easy to 5 hard.
    pub level: u8,
    /// The roles it counts towards, by name in `roles.ron`.
    #[serde(default)]
    pub roles: Vec<String>,
    /// How long it takes, in minutes.
    pub minutes: u8,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<String>,
    /// What the trainee knows before the first line.
    pub briefing: Text,
    /// The customer.
    pub customer: Customer,
    /// What was said with the bot before the hand-over.
    #[serde(default)]
    pub bot: Vec<BotLine>,
    /// What is known of the customer's identity, what may be asked and what never.
    #[serde(default)]
    pub identity: Identity,
    /// The desk; a plain string names a shared one, taken as it is.
    #[serde(deserialize_with = "super::desk::written")]
    pub desk: Desk,
    /// Facts by name.
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub facts: Facts,
    /// Rules that hold in every beat.
    #[serde(default)]
    pub always: Vec<Rule>,
    /// The first beat.
    pub start: String,
    /// Beats by name.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub beats: BTreeMap<String, Beat>,
    /// When the problem counts as solved.
    pub goal: Goal,
    /// Critical errors.
    #[serde(default)]
    pub critical: Vec<Critical>,
    /// The work after the conversation.
    #[serde(default)]
    pub wrap_up: WrapUp,
    /// Weights of the abilities; the house's where left out.
    #[serde(default)]
    pub weights: Option<Weights>,
    /// The overall score to pass; the house's where left out.
    #[serde(default)]
    pub pass: Option<u8>,
    /// Values drawn by the seed, by path in this file (`desk.records.orders.O-77.price`); seed 0 plays it as written.
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub variants: BTreeMap<String, Vec<Box<RawValue>>>,
}

impl ScenarioFile {
    /// Which of its variants a seed draws, by the order of their paths; two seeds with the same answer play the same
    /// values. None for seed 0, which plays the file as written.
    pub fn choices(&self, seed: u64) -> Vec<usize> {
        super::variant::choices(&self.variants, seed)
    }

    /// The first of these seeds that draws variants none of the seeds somebody `had` drew; where they had all of the
    /// variants that come up, the first seed that is another one.
    pub fn fresh(&self, had: &[u64], seeds: impl IntoIterator<Item = u64>) -> Option<u64> {
        let known: Vec<Vec<usize>> = had.iter().map(|seed| self.choices(*seed)).collect();
        let mut second = None;
        for seed in seeds.into_iter().filter(|seed| *seed != 0 && !had.contains(seed)) {
            if !known.contains(&self.choices(seed)) {
                return Some(seed);
            }
            second.get_or_insert(seed);
        }
        second
    }
}

/// Kinds of conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ScenarioKind {
    Question,
    Complaint,
    Outage,
    Privacy,
    Billing,
    Delivery,
    Grief,
    Retention,
}

/// A line of the bot's transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BotLine {
    /// The customer wrote.
    Customer(Text),
    /// The bot wrote.
    Bot(Text),
}

/// The customer's identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// Whether the customer is verified from the start, e.g. signed in to the app.
    pub verified: bool,
    /// Items already known to the desk.
    pub known: Vec<String>,
    /// Items that may be asked.
    pub may_ask: Vec<String>,
    /// Items that must never be asked.
    pub never: Vec<String>,
    /// Words for items of this scenario, or more words for usual ones.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub words: BTreeMap<String, Phrases>,
}
