//! What all statements of an attempt share: who, what, where; and how people and things are named.

use jiff::Timestamp;
use serde_json::{Value, json};
use thiserror::Error;

use super::statement::put;
use super::vocabulary::{PROFILE, Thing, extension};
use crate::scenario::Language;
use crate::score::Scorecard;
use crate::store::{PersonId, Record};

/// How long nothing has to happen in a session for it to count as broken off, in seconds.
pub const STALE: i64 = 600;

/// What people and things are called in statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    base: String,
    home: String,
    names: bool,
}

/// An address that ids cannot begin with.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{address}` is no web address: write one of your own that stays the same, such as https://training.example.com/hotseat"
)]
pub struct BadBase {
    /// What was written.
    pub address: String,
}

impl Naming {
    /// Ids of activities begin with `base`, a web address; people have an account at `home`, else at `base`. Nothing has
    /// to answer there, but what was sent under one address is never found under another.
    ///
    /// # Errors
    /// [`BadBase`].
    pub fn new(base: &str, home: Option<&str>) -> Result<Self, BadBase> {
        let base = web(base)?;
        let home = home.map_or_else(|| Ok(base.clone()), web)?;
        Ok(Self { base, home, names: false })
    }

    /// The same, with people's names beside their accounts where `names`.
    #[must_use]
    pub fn with_names(self, names: bool) -> Self {
        Self { names, ..self }
    }

    /// A person: an account, never a mail address.
    pub(super) fn agent(&self, person: PersonId, name: Option<&str>) -> Value {
        let account = json!({ "homePage": self.home, "name": person.to_string() });
        match name.filter(|_| self.names) {
            Some(name) => json!({ "objectType": "Agent", "name": name, "account": account }),
            None => json!({ "objectType": "Agent", "account": account }),
        }
    }

    /// The IRI of something, by the names on the way to it.
    pub(super) fn iri(&self, way: &[&str]) -> String {
        let mut iri = self.base.clone();
        for name in way {
            iri.push('/');
            iri.push_str(&segment(name));
        }
        iri
    }
}

/// A web address without what hangs behind it.
fn web(written: &str) -> Result<String, BadBase> {
    let bad = || BadBase { address: written.to_owned() };
    let trimmed = written.trim().trim_end_matches('/');
    let rest =
        trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://")).ok_or_else(bad)?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>\"{}|\\^`?#@".contains(letter);
    let fits = host.chars().any(char::is_alphanumeric) && rest.chars().all(plain);
    if fits { Ok(trimmed.to_owned()) } else { Err(bad()) }
}

/// A name as part of an IRI: letters, digits and `-._~` stay (RFC 3986 §2.3), all else is percent-encoded.
fn segment(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut all, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            all.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            write!(all, "%{byte:02X}").ok();
        }
        all
    })
}

/// One attempt with how it is told.
pub(super) struct Context<'a> {
    pub(super) record: &'a Record,
    pub(super) naming: &'a Naming,
    pub(super) card: Option<Scorecard>,
    actor: Value,
    shared: Value,
}

impl<'a> Context<'a> {
    pub(super) fn new(record: &'a Record, name: &str, naming: &'a Naming) -> Self {
        let meta = &record.attempt.meta;
        let played = &meta.played;
        let mut activities = json!({
            "category": [{ "id": PROFILE, "definition": { "type": Thing::Profile.iri() } }],
        });
        if let Some(assignment) = meta.assignment {
            let id = naming.iri(&["assignments", &assignment.to_string()]);
            let activity = json!([{ "id": id, "definition": { "type": Thing::Assignment.iri() } }]);
            put(&mut activities, "grouping", activity);
        }
        let shared = json!({
            "registration": meta.id.to_string(),
            "platform": "Hotseat",
            "language": tag(played.language),
            "revision": played.hash,
            "contextActivities": activities,
            "extensions": {
                extension("mode"): played.mode,
                extension("seed"): played.seed.to_string(),
                extension("self-kept"): meta.self_kept,
            },
        });
        Self { record, naming, card: scorecard(record), actor: naming.agent(meta.person, Some(name)), shared }
    }

    /// Who played.
    pub(super) fn actor(&self) -> Value {
        self.actor.clone()
    }

    /// What the statements of this attempt have in common; those about a part of the scenario name it as the parent.
    pub(super) fn shared(&self, part: bool) -> Value {
        let mut shared = self.shared.clone();
        if part {
            let parent = json!([{ "id": self.naming.iri(&["scenarios", self.scenario()]) }]);
            if let Some(activities) = shared.get_mut("contextActivities") {
                put(activities, "parent", parent);
            }
        }
        shared
    }

    /// The scenario's id.
    pub(super) fn scenario(&self) -> &str {
        &self.record.attempt.meta.played.scenario
    }

    /// The language tag of the session (RFC 5646).
    pub(super) fn tag(&self) -> &'static str {
        tag(self.record.attempt.meta.played.language)
    }

    /// The scenario as an activity.
    pub(super) fn whole(&self) -> Value {
        let title = self.record.attempt.meta.played.title.as_deref().unwrap_or(self.scenario());
        json!({
            "objectType": "Activity",
            "id": self.naming.iri(&["scenarios", self.scenario()]),
            "definition": { "type": Thing::Scenario.iri(), "name": { self.tag(): title } },
        })
    }

    /// A part of the scenario as an activity, by the names on the way to it.
    pub(super) fn part(&self, thing: Thing, way: &[&str]) -> Value {
        let way = [&["scenarios", self.scenario()], way].concat();
        let name = way.last().copied().unwrap_or_default();
        let mut definition = json!({ "type": thing.iri(), "name": { "und": name } });
        if thing == Thing::Beat {
            put(&mut definition, "interactionType", "long-fill-in".into());
        }
        json!({ "objectType": "Activity", "id": self.naming.iri(&way), "definition": definition })
    }

    /// When entry `number` was kept, 0 for the opening.
    pub(super) fn moment(&self, number: usize) -> Timestamp {
        self.record.moments.get(number).copied().unwrap_or(self.record.attempt.meta.started)
    }
}

/// The scorecard that counts.
fn scorecard(record: &Record) -> Option<Scorecard> {
    serde_json::from_str(record.attempt.scorecard.as_deref()?).ok()
}

fn tag(language: Language) -> &'static str {
    language.pick("en", "zh-CN")
}
