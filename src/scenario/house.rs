//! `house.ron`: what a company wants said, avoided and weighed in every scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::beat::Rule;
use super::goal::Weights;
use super::text::{Phrases, Text};

/// The company's own rules; every scenario plays under them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// The version of the format.
    pub format: u8,
    /// Phrases the company demands, by purpose; they never count as stuffing or repetition.
    #[serde(default)]
    pub required: BTreeMap<String, Phrases>,
    /// Phrases no agent may use (服务禁语): each use is a finding.
    #[serde(default)]
    pub forbidden: Phrases,
    /// Phrases that warn an abusive customer that the contact will be ended.
    #[serde(default)]
    pub warnings: Phrases,
    /// Ready replies by name.
    #[serde(default)]
    pub macros: BTreeMap<String, Text>,
    /// Rules that hold in every beat of every scenario.
    #[serde(default)]
    pub always: Vec<Rule>,
    /// Stock lines of customers.
    pub lines: Lines,
    /// Weights of the abilities where a scenario gives none.
    #[serde(default)]
    pub weights: Weights,
    /// The overall score to pass, where a scenario gives none.
    #[serde(default = "pass_mark")]
    pub pass: u8,
    /// What a critical error caps the result at.
    #[serde(default = "cap")]
    pub cap: u8,
}

fn pass_mark() -> u8 {
    75
}

fn cap() -> u8 {
    40
}

/// What customers say where a scenario gives no line; each list is used up before anything repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// A reply was not understood.
    pub otherwise: Vec<Text>,
    /// Nobody answers.
    pub silence: Vec<Text>,
    /// Short answers to a reply that was heard but moved nothing.
    pub acknowledges: Vec<Text>,
    /// Yes to a change.
    pub consents: Vec<Text>,
    /// No to a change, from too little trust.
    pub declines: Vec<Text>,
    /// Refuses to give an identity item that must never be asked.
    pub refuses_item: Vec<Text>,
    /// Does not know an identity item that was asked for.
    pub lacks_item: Vec<Text>,
    /// Takes leave, content.
    pub farewell: Vec<Text>,
    /// Leaves, out of patience.
    pub leaves: Vec<Text>,
    /// Accepts a hold.
    pub holds: Vec<Text>,
}
