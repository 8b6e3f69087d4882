//! Certificates: Open Badges 3.0 credentials that anybody can check offline, and the framework of roles they point at.
//!
//! A certificate is one compact JWS ("VC-JWT", Open Badges 3.0 §8.2): header, credential and signature, each in base64url.
//! There is one way to write it and no part outside the signature, so that a copy passes and any changed byte fails. The
//! key that signs travels in the header, and the issuer is named by that key (`did:key:z6Mk…`): a certificate signed by
//! somebody else is a good certificate of another issuer. Nothing here reads a clock, a file or a source of chance.

mod credential;
mod fault;
mod framework;
mod id;
pub mod jws;
mod key;

use jiff::Timestamp;
use uuid::Uuid;

use crate::scenario::roles::Rung;
use crate::scenario::{Language, Text};

pub use credential::{Verified, verify};
pub use fault::{Fault, Part};
pub use framework::framework;
pub use key::{BadKey, Issuer, Key};

/// What a certificate says. Times are kept to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its own id.
    pub id: Uuid,
    /// The organisation that issues it, by name, where it has one; the key is what proves it.
    pub organisation: Option<String>,
    /// The id of the person it is about.
    pub person: Uuid,
    /// Their name, as it was when it was issued.
    pub name: String,
    /// What was achieved.
    pub achievement: Achievement,
    /// From when it holds.
    pub from: Timestamp,
    /// Until when; none for as long as the key does.
    pub until: Option<Timestamp>,
    /// The exams it rests on.
    pub exams: Vec<Exam>,
}

/// A step of a ladder, in the words a certificate carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achievement {
    /// The step's name in `roles.ron`.
    pub step: String,
    /// Its title, in both languages.
    pub title: String,
    /// What somebody on it does, in both languages.
    pub about: String,
    /// What had to be shown, in Markdown.
    pub criteria: String,
}

impl Achievement {
    /// The step, with what it asks for in words.
    pub fn of(step: &Rung, criteria: String) -> Self {
        Self { step: step.id.clone(), title: title(&step.title), about: sentences(&step.about), criteria }
    }
}

/// An exam as a certificate names it: enough to find it again and to see that it is the same, without what was said in
/// it and without its seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exam {
    /// The attempt's id.
    pub attempt: Uuid,
    /// The last link of its hash chain, in hexadecimal.
    pub head: String,
    /// The scenario's id.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Hash of the scenario's bytes, includes too.
    pub hash: String,
    /// Version of the session rules.
    pub engine: u32,
    /// Version of the scoring rules.
    pub rubric: u32,
    /// Hash of the listener with its assets.
    pub listener: String,
    /// The overall score, 0..=100.
    pub score: u8,
    /// When it ended.
    pub at: Timestamp,
}

/// A title in both languages, as one string; Open Badges and CASE know no others.
fn title(text: &Text) -> String {
    both(text, " · ")
}

/// Sentences in both languages.
fn sentences(text: &Text) -> String {
    both(text, "\n")
}

fn both(text: &Text, between: &str) -> String {
    let [english, chinese] = Language::ALL.map(|language| text.get(language));
    if english == chinese { english.to_owned() } else { format!("{english}{between}{chinese}") }
}
