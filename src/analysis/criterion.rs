//! Criteria: what findings judge, the same in every language, variant and attempt.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What is judged at one place of a scenario: its kind, and the name in the scenario file of what it is about.
///
/// Written `must_tell:eta`. Neither the moment nor how it was judged is part of it, so that the same criterion has the
/// same name in every attempt; nor are texts, which differ between languages and variants.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Criterion {
    /// What kind it is.
    pub kind: Kind,
    /// What it is about: a beat, fact, tool, field, article, act or item by its name in the file; empty where there is
    /// only one of its kind.
    pub name: String,
}

/// Kinds of criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// How the feeling shown in a beat was met.
    Feeling,
    /// Whether responsibility was taken.
    Ownership,
    /// A reply that hurt, by act.
    Harm,
    /// A phrase the house forbids.
    Forbidden,
    /// A trainer's own finding, by its rule.
    Noted,
    /// Whether identity was verified first.
    Verified,
    /// Whether the customer said yes before a tool changed something.
    Consent,
    /// Whether what a tool expects had happened.
    Order,
    /// A tool the desk refused because something had to come first.
    TooEarly,
    /// A tool used beyond a limit.
    OverLimit,
    /// A tool used without the approval it needs.
    NotApproved,
    /// How a faulty AI draft was judged, by beat.
    FaultyDraft,
    /// How a good AI draft was judged, by beat.
    GoodDraft,
    /// An item asked for that must never be asked.
    AskedNever,
    /// Whether a fact was looked up before it was told.
    Checked,
    /// An article out of date that misled.
    Stale,
    /// Whether a fault of the AI summary was corrected.
    Summary,
    /// Whether the problem was solved.
    Goal,
    /// Whether a fact was told.
    MustTell,
    /// How the customer was left.
    Left,
    /// How the contact ended.
    Ended,
    /// That no ticket was filed.
    NotFiled,
    /// The ticket's disposition.
    Disposition,
    /// A field of the ticket.
    Field,
    /// A fact told falsely.
    ToldFalse,
    /// A promise nobody can keep.
    Overpromised,
    /// The contact ended without need.
    CutOff,
}

impl Kind {
    /// All of them, in the order shown.
    pub const ALL: [Self; 27] = [
        Self::Feeling,
        Self::Ownership,
        Self::Harm,
        Self::Forbidden,
        Self::Noted,
        Self::Verified,
        Self::Consent,
        Self::Order,
        Self::TooEarly,
        Self::OverLimit,
        Self::NotApproved,
        Self::FaultyDraft,
        Self::GoodDraft,
        Self::AskedNever,
        Self::Checked,
        Self::Stale,
        Self::Summary,
        Self::Goal,
        Self::MustTell,
        Self::Left,
        Self::Ended,
        Self::NotFiled,
        Self::Disposition,
        Self::Field,
        Self::ToldFalse,
        Self::Overpromised,
        Self::CutOff,
    ];

    /// Whether a scorecard mentions it only where it went wrong; then its credit is for what did not happen.
    pub fn is_lapse(self) -> bool {
        matches!(
            self,
            Self::Harm
                | Self::Forbidden
                | Self::Noted
                | Self::TooEarly
                | Self::OverLimit
                | Self::NotApproved
                | Self::AskedNever
                | Self::Stale
                | Self::NotFiled
                | Self::ToldFalse
                | Self::Overpromised
                | Self::CutOff
        )
    }

    /// The word it is written as.
    pub fn word(self) -> &'static str {
        match self {
            Self::Feeling => "feeling",
            Self::Ownership => "ownership",
            Self::Harm => "harm",
            Self::Forbidden => "forbidden",
            Self::Noted => "noted",
            Self::Verified => "verified",
            Self::Consent => "consent",
            Self::Order => "order",
            Self::TooEarly => "too_early",
            Self::OverLimit => "over_limit",
            Self::NotApproved => "not_approved",
            Self::FaultyDraft => "faulty_draft",
            Self::GoodDraft => "good_draft",
            Self::AskedNever => "asked_never",
            Self::Checked => "checked",
            Self::Stale => "stale",
            Self::Summary => "summary",
            Self::Goal => "goal",
            Self::MustTell => "must_tell",
            Self::Left => "left",
            Self::Ended => "ended",
            Self::NotFiled => "not_filed",
            Self::Disposition => "disposition",
            Self::Field => "field",
            Self::ToldFalse => "told_false",
            Self::Overpromised => "overpromised",
            Self::CutOff => "cut_off",
        }
    }
}

impl Criterion {
    /// The criterion of this kind about `name`.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self { kind, name: name.into() }
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.word())?;
        if self.name.is_empty() { Ok(()) } else { write!(formatter, ":{}", self.name) }
    }
}

/// A text that names no criterion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no criterion: write its kind, and after a colon what it is about, like `must_tell:eta`")]
pub struct BadCriterion(pub String);

impl FromStr for Criterion {
    type Err = BadCriterion;

    fn from_str(text: &str) -> Result<Self, BadCriterion> {
        let (kind, name) = text.split_once(':').unwrap_or((text, ""));
        let kind = Kind::ALL.into_iter().find(|known| known.word() == kind);
        kind.map(|kind| Self::new(kind, name)).ok_or_else(|| BadCriterion(text.to_owned()))
    }
}

impl Serialize for Criterion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Criterion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
