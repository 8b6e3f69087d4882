//! Listening: a reply's text becomes acts, with the words that prove them.

use serde::{Deserialize, Serialize};

use crate::scenario::Act;

/// An act heard in a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Which act.
    pub act: Act,
    /// First Unicode scalar of the words that prove it.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// How sure, in percent, 0..=100.
    pub sure: u8,
    /// Whether that is above the act's threshold.
    pub heard: bool,
}

/// A fact told in a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its name.
    pub fact: String,
    /// First Unicode scalar of the words.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// How it was told.
    pub truth: Truth,
}

/// How a fact was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Truth {
    True,
    False,
    Hedged,
}

/// An identity item a reply asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which.
    pub item: String,
    /// First Unicode scalar of the words.
    pub from: u32,
    /// One past the last.
    pub to: u32,
}
