//! What a scenario wants: goal, critical errors, wrap-up, weights.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::beat::Planted;
use super::text::Text;
use super::when::{Bound, When};

/// When the problem counts as solved; any route to it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// End states of the desk or hand-overs; one is enough.
    pub any: Vec<When>,
    /// Facts that must have been told.
    #[serde(default)]
    pub told: Vec<String>,
    /// How the customer may be left.
    #[serde(default)]
    pub mood: MoodGoal,
}

/// Bounds on the mood at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MoodGoal {
    /// On anger.
    pub anger: Option<Bound>,
    /// On worry.
    pub worry: Option<Bound>,
    /// On trust.
    pub trust: Option<Bound>,
}

/// An error named before play that caps the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Critical {
    /// What it is.
    pub is: Breach,
    /// How it is named to the trainee before play and in the debrief.
    pub title: Text,
}

/// What counts as a critical error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breach {
    /// A reply carries this act; rests on heard words, so it is alleged.
    Act(Act),
    /// A reply tells a private field of this table before the condition holds; rests on the log.
    Discloses(String, When),
    /// A tool is used successfully while the condition does not hold; rests on the log.
    Writes(String, When),
    /// A reply asks for an identity item of `identity.never`; rests on heard words, so it is alleged.
    AsksNever,
    /// A reply tells this fact falsely; rests on heard words, so it is alleged.
    TellsWrong(String),
    /// A faulty AI draft with a fault of this kind is sent unchanged; rests on the log.
    SendsFault(DraftFault),
}

/// The kind of draft fault that is critical to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DraftFault {
    WrongFact,
    WrongPolicy,
    Privacy,
    Tone,
    WrongCustomer,
}

/// The work after the conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WrapUp {
    /// Fields of the ticket by name (`category`, `priority`, `owner`, `callback`).
    #[serde(deserialize_with = "super::text::unique_map")]
    pub fields: BTreeMap<String, Field>,
    /// What it was about: the codes offered.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub dispositions: BTreeMap<String, Text>,
    /// The right dispositions; any one counts.
    pub right: Vec<String>,
    /// The AI's summary.
    pub summary: Option<Summary>,
}

/// A field of the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name on screen.
    pub title: Text,
    /// The codes offered, with their names; free text where empty.
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub choices: BTreeMap<String, Text>,
    /// The right codes; any one counts. Empty: not judged.
    #[serde(default)]
    pub right: Vec<String>,
    /// Judged only where this holds at the end, e.g. a callback was promised.
    #[serde(default)]
    pub when: Option<When>,
}

/// The AI's summary of the conversation, with planted faults to correct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// What the AI wrote.
    pub text: Text,
    /// Its faults.
    #[serde(default)]
    pub faults: Vec<Planted>,
}

/// How much each ability weighs in the overall score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Empathy.
    pub empathy: u16,
    /// Tool use.
    pub tools: u16,
    /// Problem resolution.
    pub resolution: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self { empathy: 40, tools: 25, resolution: 35 }
    }
}
