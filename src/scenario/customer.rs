//! The customer: who they are, how they feel, what hurts and what calms them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::text::{Phrases, Text};

/// The customer of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// The name the desk shows.
    pub name: Text,
    /// How the avatar looks.
    #[serde(default)]
    pub look: Look,
    /// The mood at the start.
    pub mood: Mood,
    /// How fast this person heats, cools and loses patience.
    #[serde(default)]
    pub temper: Temper,
    /// What hurts this person more than others.
    #[serde(default)]
    pub red_lines: Vec<Sign>,
    /// What calms this person more than others.
    #[serde(default)]
    pub calms: Vec<Sign>,
    /// What the customer answers when asked for an identity item, by item.
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub answers: BTreeMap<String, Text>,
}

/// The customer's state, each part from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mood {
    /// 0 calm, 100 furious.
    pub anger: Level,
    /// 0 at ease, 100 frightened.
    pub worry: Level,
    /// 0 none, 100 full.
    pub trust: Level,
}

/// A whole number from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Level(u8);

impl Level {
    /// The level nearest to `value` within 0..=100.
    pub fn clamped(value: i64) -> Self {
        Self(u8::try_from(value.clamp(0, 100)).unwrap_or(0))
    }

    /// The level as a number, 0..=100.
    pub fn get(self) -> i64 {
        i64::from(self.0)
    }
}

impl From<Level> for i64 {
    fn from(level: Level) -> Self {
        level.get()
    }
}

impl TryFrom<i64> for Level {
    type Error = String;

    fn try_from(value: i64) -> Result<Self, String> {
        if (0..=100).contains(&value) {
            Ok(Self::clamped(value))
        } else {
            Err(format!("{value} is outside 0 to 100"))
        }
    }
}

/// A change of mood, each part from -100 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Change of anger.
    #[serde(default)]
    pub anger: i8,
    /// Change of worry.
    #[serde(default)]
    pub worry: i8,
    /// Change of trust.
    #[serde(default)]
    pub trust: i8,
}

/// How fast a person heats, cools and loses patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Temper {
    /// Percent applied to every rise of anger or worry and every loss of trust; 100 is usual.
    pub heats: u16,
    /// Percent applied to every fall of anger or worry and every gain of trust; 100 is usual.
    pub cools: u16,
    /// Seconds of silence before the customer asks whether anyone is there.
    pub patience: u16,
}

impl Default for Temper {
    fn default() -> Self {
        Self { heats: 100, cools: 100, patience: 60 }
    }
}

/// Something in a reply that this person feels strongly about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// An act.
    Act(Act),
    /// A phrase.
    Says(Phrases),
}

/// How the avatar looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Hair.
    pub hair: Hair,
    /// Skin tone, 1 light to 6 dark (after the Fitzpatrick scale).
    pub skin: u8,
    /// Age.
    pub age: Age,
    /// Clothes and their colour, e.g. `Coat("plum")`.
    pub clothes: Clothes,
}

/// Hair styles of the avatar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Hair {
    #[default]
    Short,
    Long,
    Bun,
    Curly,
    Bald,
    Bob,
    Covered,
}

/// Ages of the avatar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Age {
    Young,
    #[default]
    Middle,
    Old,
}

/// Clothes of the avatar, with a colour name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Clothes {
    Coat(String),
    Shirt(String),
    Suit(String),
    Hoodie(String),
    Uniform(String),
}

impl Default for Clothes {
    fn default() -> Self {
        Self::Shirt("grey".to_owned())
    }
}
