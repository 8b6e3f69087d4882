//! Beats: what the customer says and what may follow.

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::customer::Shift;
use super::text::Text;
use super::when::When;

/// One moment of the script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beat {
    /// The customer's lines on entering; one is drawn by the seed.
    #[serde(default)]
    pub says: Vec<Text>,
    /// The feeling shown; an empathic opportunity opens (Suchman et al. 1997).
    #[serde(default)]
    pub shows: Option<Feeling>,
    /// What the customer answers to; all matching rules act, harm first, and the first `to` moves.
    #[serde(default)]
    pub hears: Vec<Rule>,
    /// Lines for a reply that no rule understood; the house's lines follow when these are used up.
    #[serde(default)]
    pub otherwise: Vec<Text>,
    /// What happens when nobody answers.
    #[serde(default)]
    pub silence: Option<Silence>,
    /// A strong reply, shown in the debrief and as the last hint.
    #[serde(default)]
    pub model: Option<Text>,
    /// Sample replies: how what this beat waits for is really said. They sharpen listening while it lasts.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// Hints for learn mode, from vague to plain.
    #[serde(default)]
    pub hints: Vec<Text>,
    /// An AI reply draft offered here.
    #[serde(default)]
    pub draft: Option<Draft>,
    /// Whether the customer is abusive here, so that a warning is in place.
    #[serde(default)]
    pub abusive: bool,
    /// How the conversation ends here, after the customer's line.
    #[serde(default)]
    pub ends: Option<End>,
}

/// A sample reply, and what it is a sample of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The reply.
    pub says: Text,
    /// Acts it carries; it may carry others as well.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// Facts it tells as they are.
    #[serde(default)]
    pub tells: Vec<String>,
}

/// A feeling a customer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Feeling {
    Anger,
    Worry,
    Sadness,
    Frustration,
    Fear,
    Shame,
    Distrust,
    Relief,
}

/// One thing the customer reacts to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// When it fires.
    pub when: When,
    /// What it does to the customer's mood, before temper.
    #[serde(default)]
    pub mood: Shift,
    /// What the customer answers; one is drawn by the seed.
    #[serde(default)]
    pub says: Vec<Text>,
    /// The beat it leads to.
    #[serde(default)]
    pub to: Option<String>,
    /// Whether the customer says yes to a change, or proves who they are.
    #[serde(default)]
    pub sets: Vec<Grant>,
    /// A finding for the debrief, in the trainer's words; the sign of `mood.trust` decides whether it is praise.
    #[serde(default)]
    pub finding: Option<Text>,
    /// A strong reply that goes this way, played for the debrief beside the beat's own model.
    #[serde(default)]
    pub model: Option<Text>,
    /// Whether it fires at most once a session.
    #[serde(default)]
    pub once: bool,
}

/// What a rule or a tool grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grant {
    /// The customer's identity is verified.
    Verified,
    /// The customer said yes to the change.
    Consented,
}

/// What happens when the trainee is silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// Seconds, never counted while the trainee types or fills a form.
    pub after: u16,
    /// What it does to the mood.
    #[serde(default)]
    pub mood: Shift,
    /// What the customer says.
    #[serde(default)]
    pub says: Vec<Text>,
    /// The beat it leads to.
    #[serde(default)]
    pub to: Option<String>,
}

/// An AI reply draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What the AI proposes to send.
    pub text: Text,
    /// The faults planted in it; none for a good draft.
    #[serde(default)]
    pub faults: Vec<Planted>,
}

/// A fault planted in a draft or a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planted {
    /// What kind of fault it is.
    pub is: FaultKind,
    /// The words that carry it, so that an edit can be seen to remove them.
    pub words: Text,
    /// Where the desk disproves it.
    #[serde(default)]
    pub disproof: Option<super::fact::Source>,
    /// Why it is wrong, for the debrief.
    #[serde(default)]
    pub why: Option<Text>,
}

/// The kinds of fault an AI draft can carry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FaultKind {
    /// It states a fact falsely; names the fact.
    WrongFact(String),
    /// It goes against a policy.
    WrongPolicy,
    /// It gives away what the customer may not know.
    Privacy,
    /// It is cold, curt or salesy.
    Tone,
    /// It speaks of another customer's case.
    WrongCustomer,
}

/// How a conversation ends at a beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// The customer takes leave; resolved where the goal is reached.
    Resolved,
    /// The customer leaves unhappy.
    Gone,
}
