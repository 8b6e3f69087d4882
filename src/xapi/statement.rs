//! One statement: built from what happened, written down once.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::context::Context;
use super::vocabulary::Verb;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id: a UUID of version 5, made of the attempt, the place in its log and the verb.
    pub id: Uuid,
    /// It, as one line of JSON.
    pub json: String,
}

/// A statement that is being written.
pub(super) struct Telling<'a> {
    context: &'a Context<'a>,
    place: String,
    verb: Verb,
    at: Timestamp,
    object: Value,
    about: Value,
    result: Option<Value>,
}

impl<'a> Telling<'a> {
    /// About the whole scenario.
    pub(super) fn whole(context: &'a Context<'a>, verb: Verb, place: &impl ToString, at: Timestamp) -> Self {
        let (object, about) = (context.whole(), context.shared(false));
        Self { context, place: place.to_string(), verb, at, object, about, result: None }
    }

    /// About a part of it.
    pub(super) fn part(
        context: &'a Context<'a>,
        verb: Verb,
        place: &impl ToString,
        at: Timestamp,
        object: Value,
    ) -> Self {
        let about = context.shared(true);
        Self { context, place: place.to_string(), verb, at, object, about, result: None }
    }

    /// With this result.
    pub(super) fn result(self, result: Value) -> Self {
        Self { result: Some(result), ..self }
    }

    /// With this person as the one who judged.
    pub(super) fn instructor(mut self, agent: Value) -> Self {
        put(&mut self.about, "instructor", agent);
        self
    }

    pub(super) fn written(self) -> Statement {
        let Self { context, place, verb, at, object, about, result } = self;
        let name = format!("{place}/{}", verb.word());
        let id = Uuid::new_v5(&context.record.attempt.meta.id.0, name.as_bytes());
        let mut statement = json!({
            "id": id.to_string(),
            "timestamp": at.to_string(),
            "actor": context.actor(),
            "verb": { "id": verb.iri(), "display": { "en": verb.word(), "zh-CN": verb.chinese() } },
            "object": object,
            "context": about,
        });
        if let Some(result) = result {
            put(&mut statement, "result", result);
        }
        Statement { id, json: statement.to_string() }
    }
}

/// Puts a member into an object.
pub(super) fn put(object: &mut Value, name: &str, member: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), member);
    }
}

/// A text as others can keep it: databases do not take the character NUL, whatever JSON says.
pub(super) fn tame(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
