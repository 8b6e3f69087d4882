//! What happened in a session, statement by statement, in the order of its log.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::context::{Context, STALE};
use super::statement::{Statement, Telling, put, tame};
use super::vocabulary::{Thing, Verb, extension};
use crate::scenario::customer::Mood;
use crate::session::event::{Failing, Reply, Verdict};
use crate::session::{Action, Deed, Event, What};
use crate::store::State;

/// The beginning, and everything the trainee did.
pub(super) fn statements(context: &Context<'_>) -> Vec<Statement> {
    let attempt = &context.record.attempt;
    let began = Telling::whole(context, Verb::Initialized, &0, context.moment(0)).written();
    let mut walk = Walk { context, told: vec![began], place: 0, beat: "", mood: None, origins: Vec::new() };
    walk.entry(&attempt.opening, context.moment(0));
    for (number, entry) in (1..).zip(&attempt.entries) {
        walk.gap(number, &entry.action);
        walk.entry(&entry.events, context.moment(number));
    }
    if attempt.meta.state == State::Open {
        walk.suspended(context.moment(attempt.entries.len()));
    }
    walk.told
}

struct Walk<'a> {
    context: &'a Context<'a>,
    told: Vec<Statement>,
    /// Place of the next event in the whole log.
    place: usize,
    beat: &'a str,
    mood: Option<Mood>,
    /// How the messages of the reply under way came in.
    origins: Vec<Value>,
}

impl<'a> Walk<'a> {
    fn entry(&mut self, events: &'a [Event], at: Timestamp) {
        for event in events {
            self.event(event, at);
            self.place += 1;
        }
    }

    /// A session that was broken off and went on, before this entry. An exam says so itself; else the clock on the wall
    /// went on much further than the session did.
    fn gap(&mut self, number: usize, action: &Action) {
        let (before, now) = (self.context.moment(number.saturating_sub(1)), self.context.moment(number));
        let played = SignedDuration::from_secs(i64::from(action.after));
        let away = now.duration_since(before).saturating_sub(played);
        let exam = matches!(action.deed, Deed::Resume(_));
        if exam || away >= SignedDuration::from_secs(STALE) {
            self.suspended(before);
            let back = if exam { now } else { now.checked_sub(played).unwrap_or(now) };
            let place = self.place.saturating_sub(1);
            self.told.push(Telling::whole(self.context, Verb::Resumed, &place, back).written());
        }
    }

    fn suspended(&mut self, at: Timestamp) {
        let place = self.place.saturating_sub(1);
        self.told.push(Telling::whole(self.context, Verb::Suspended, &place, at).written());
    }

    fn event(&mut self, event: &'a Event, at: Timestamp) {
        match &event.what {
            What::Began { mood, .. } => self.mood = Some(*mood),
            What::Moved { to, .. } => self.mood = Some(*to),
            What::Entered { beat } => self.beat = beat,
            What::Sent { origin, .. } => {
                let origin = json!(origin);
                if !self.origins.contains(&origin) {
                    self.origins.push(origin);
                }
            }
            What::Replied(reply) => self.replied(event, reply, at),
            What::Used { tool, args, unmet, .. } => {
                let more =
                    json!({ extension("arguments"): args, extension("out-of-turn"): !unmet.is_empty() });
                self.interacted(event, at, (Thing::Tool, &["tools", tool]), Some(true), more);
            }
            What::Failed { tool, args, why, .. } => {
                let more = json!({ extension("arguments"): args, extension("why"): failing(why) });
                self.interacted(event, at, (Thing::Tool, &["tools", tool]), Some(false), more);
            }
            What::Read { article } => {
                self.interacted(event, at, (Thing::Article, &["articles", article]), None, json!({}));
            }
            What::DraftJudged { beat, verdict, faults } => {
                let more =
                    json!({ extension("verdict"): verdict_word(*verdict), extension("faults"): faults });
                self.interacted(event, at, (Thing::Draft, &["beats", beat, "draft"]), None, more);
            }
            What::Consulted { topic, approved, .. } => {
                let more = json!({ extension("topic"): topic, extension("approved"): approved });
                self.interacted(event, at, (Thing::Colleague, &["supervisor"]), None, more);
            }
            What::HandedOver { team, .. } => {
                self.interacted(event, at, (Thing::Colleague, &["teams", team]), Some(true), json!({}));
            }
            What::HandOverRefused { team, .. } => {
                self.interacted(event, at, (Thing::Colleague, &["teams", team]), Some(false), json!({}));
            }
            What::Hinted { .. } => {
                self.interacted(event, at, (Thing::Help, &["hint"]), None, json!({}));
            }
            What::SteppedBack { to } => {
                let more = json!({ extension("undone-from"): to });
                self.interacted(event, at, (Thing::Help, &["step-back"]), None, more);
            }
            What::Filed { ticket, .. } => {
                let more = json!({ extension("disposition"): ticket.disposition });
                self.interacted(event, at, (Thing::Ticket, &["ticket"]), None, more);
            }
            What::Customer { .. }
            | What::Showed { .. }
            | What::Warned { .. }
            | What::AskedFor { .. }
            | What::Verified
            | What::Consented
            | What::Declined
            | What::Disclosed { .. }
            | What::Forbidden { .. }
            | What::Noted { .. }
            | What::Notice { .. }
            | What::DraftOffered { .. }
            | What::Held { .. }
            | What::Silent { .. }
            | What::AbuseWarned { .. }
            | What::Over { .. }
            | What::Rated { .. }
            | What::TimeUp
            | What::Resumed { .. }
            | What::Ended => {}
        }
    }

    fn replied(&mut self, event: &Event, reply: &Reply, at: Timestamp) {
        let acts: Vec<Value> = reply.acts.iter().map(|heard| json!(heard.act)).collect();
        let mut more = json!({
            extension("second"): event.at,
            extension("acts"): acts,
            extension("empathy"): reply.empathy,
            extension("origins"): std::mem::take(&mut self.origins),
        });
        if let Some(mood) = self.mood {
            put(
                &mut more,
                &extension("mood"),
                json!({ "anger": mood.anger, "worry": mood.worry, "trust": mood.trust }),
            );
        }
        let object = self.context.part(Thing::Beat, &["beats", self.beat]);
        let result = json!({ "response": tame(&reply.text), "extensions": more });
        self.told.push(
            Telling::part(self.context, Verb::Responded, &self.place, at, object).result(result).written(),
        );
    }

    fn interacted(
        &mut self,
        event: &Event,
        at: Timestamp,
        (thing, way): (Thing, &[&str]),
        success: Option<bool>,
        mut more: Value,
    ) {
        put(&mut more, &extension("second"), event.at.into());
        let mut result = json!({ "extensions": tamed(more) });
        if let Some(success) = success {
            put(&mut result, "success", success.into());
        }
        let object = self.context.part(thing, way);
        self.told.push(
            Telling::part(self.context, Verb::Interacted, &self.place, at, object).result(result).written(),
        );
    }
}

/// The same without what others cannot keep, and without members that say nothing.
fn tamed(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(tame(&text)),
        Value::Array(all) => Value::Array(all.into_iter().map(tamed).collect()),
        Value::Object(members) => {
            let said = members.into_iter().filter(|(_, member)| !member.is_null());
            Value::Object(said.map(|(name, member)| (tame(&name), tamed(member))).collect::<Map<_, _>>())
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Sent => "sent",
        Verdict::Edited => "edited",
        Verdict::Rejected => "rejected",
    }
}

fn failing(why: &Failing) -> &'static str {
    match why {
        Failing::Needs(_) => "needs",
        Failing::Check(_) => "check",
        Failing::Limit(_) => "limit",
        Failing::Approval(_) => "approval",
        Failing::Fault(_) => "fault",
        Failing::NotFound => "not-found",
    }
}
