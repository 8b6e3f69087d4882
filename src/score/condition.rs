//! Conditions read from the log: what held at a moment of the past, as far as the events tell.

use super::log::Case;
use super::reading::plain;
use crate::listen::Truth;
use crate::scenario::customer::Mood;
use crate::scenario::desk::Effect;
use crate::scenario::value::{Path, Value};
use crate::scenario::when::{Bound, When};
use crate::session::event::{Event, Reply, What};

/// A moment of the log: just before the event at `index`.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Index in the whole log.
    pub(super) index: u32,
    /// Second of the session.
    pub(super) at: u32,
    /// Whether the customer was verified, where an event says so.
    pub(super) verified: Option<bool>,
    /// Whether the customer's yes was on record, where an event says so.
    pub(super) consented: Option<bool>,
}

impl Case<'_> {
    /// Whether `when` held at `moment`; none where the log cannot tell, so that nobody is accused on a guess.
    pub(super) fn held(&self, when: &When, moment: Moment) -> Option<bool> {
        match when {
            When::All(parts) => all(parts.iter().map(|part| self.held(part, moment))),
            When::Any(parts) => {
                all(parts.iter().map(|part| self.held(part, moment).map(|held| !held))).map(|none| !none)
            }
            When::Not(part) => self.held(part, moment).map(|held| !held),
            When::Act(act) => {
                self.reply(moment, |reply| reply.acts.iter().any(|heard| heard.act == *act && heard.heard))
            }
            When::Empathy(least) => self.reply(moment, |reply| reply.empathy >= *least),
            When::Tells(fact) => self.reply(moment, |reply| self.tells(reply, fact)),
            When::TellsWrong(fact) => self.reply(moment, |reply| {
                reply.told.iter().any(|told| told.fact == *fact && told.truth == Truth::False)
            }),
            When::Asks(item) => {
                self.reply(moment, |reply| reply.asked.iter().any(|asked| asked.item == *item))
            }
            When::Repeats => self.reply(moment, |reply| reply.repeats > 0),
            When::AsksNever => self.reply(moment, |reply| {
                reply.asked.iter().any(|asked| self.file.identity.never.contains(&asked.item))
            }),
            When::Says(_) => None,
            When::Uses(tool) => {
                let mut since =
                    self.before(moment).take_while(|event| !matches!(event.what, What::Replied(_)));
                Some(since.any(|event| used(&event.what, tool)))
            }
            When::HandedOver(team) => Some(
                self.ever(moment, |what| matches!(what, What::HandedOver { team: to, .. } if to == team)),
            ),
            When::Told(fact) => Some(
                self.ever(moment, |what| matches!(what, What::Replied(reply) if self.tells(reply, fact))),
            ),
            When::Used(tool) => Some(self.ever(moment, |what| used(what, tool))),
            When::Seen(beat) => {
                Some(self.ever(moment, |what| matches!(what, What::Entered { beat: seen } if seen == beat)))
            }
            When::Approved(tool) => Some(self.ever(
                moment,
                |what| matches!(what, What::Consulted { approved: Some(approved), .. } if approved == tool),
            )),
            When::Warned(least) => {
                Some(self.ever(moment, |what| matches!(what, What::AbuseWarned { count } if count >= least)))
            }
            When::Is(path, value) => self.field(path, moment).map(|held| same(&held, value)),
            When::Service(service, status) => self.service(service, moment).map(|held| held == status),
            When::Verified => moment.verified.or_else(|| {
                Some(self.file.identity.verified || self.ever(moment, |what| matches!(what, What::Verified)))
            }),
            When::Consented => moment.consented,
            When::Anger(bound) => Some(self.mood_holds(*bound, moment, |mood| mood.anger.get())),
            When::Worry(bound) => Some(self.mood_holds(*bound, moment, |mood| mood.worry.get())),
            When::Trust(bound) => Some(self.mood_holds(*bound, moment, |mood| mood.trust.get())),
            When::After(seconds) => Some(moment.at >= *seconds),
            When::Always => Some(true),
        }
    }

    /// The moment of the last event there is.
    pub(super) fn at_the_end(&self) -> Moment {
        let at = self.log.last().map_or(0, |(_, event)| event.at);
        Moment { index: u32::MAX, at, verified: None, consented: None }
    }

    /// Events before the moment, the latest first.
    fn before(&self, moment: Moment) -> impl Iterator<Item = &Event> {
        self.log.iter().rev().filter(move |(index, _)| *index < moment.index).map(|(_, event)| *event)
    }

    fn ever(&self, moment: Moment, holds: impl Fn(&What) -> bool) -> bool {
        self.before(moment).any(|event| holds(&event.what))
    }

    fn reply(&self, moment: Moment, holds: impl Fn(&Reply) -> bool) -> Option<bool> {
        self.before(moment)
            .find_map(|event| if let What::Replied(reply) = &event.what { Some(holds(reply)) } else { None })
    }

    /// Whether a reply tells a fact truly, or as cautiously as it may be told.
    fn tells(&self, reply: &Reply, fact: &str) -> bool {
        let cautious = self.file.facts.get(fact).is_some_and(|fact| fact.cautious);
        reply.told.iter().any(|told| {
            told.fact == fact && (told.truth == Truth::True || cautious && told.truth == Truth::Hedged)
        })
    }

    fn mood_holds(&self, bound: Bound, moment: Moment, part: impl Fn(Mood) -> i64) -> bool {
        bound.holds(part(self.mood(moment.index)))
    }

    /// What the desk held: the latest of what a tool wrote, the clock set and the file says.
    fn field(&self, path: &Path, moment: Moment) -> Option<Value> {
        let written = self.before(moment).find_map(|event| {
            let What::Used { wrote, .. } = &event.what else { return None };
            wrote.iter().rev().find(|(to, _)| to == path).map(|(_, value)| (event.at, value.clone()))
        });
        let ticks = self.file.desk.clock.iter().filter(|tick| tick.at <= moment.at);
        let set = ticks
            .flat_map(|tick| tick.sets.iter().map(move |effect| (tick.at, effect)))
            .filter_map(|(at, effect)| match effect {
                Effect::Field(to, value) if to == path => Some((at, value.clone())),
                Effect::Field(..)
                | Effect::FromArg(..)
                | Effect::Verified
                | Effect::Consented
                | Effect::Record(_) => None,
            })
            .max_by_key(|(at, _)| *at);
        let latest = match (written, set) {
            (Some(written), Some(set)) => Some(if set.0 > written.0 { set } else { written }),
            (written, set) => written.or(set),
        };
        latest.map(|(_, value)| value).or_else(|| {
            let cell = self.file.desk.records.get(&path.table)?.get(&path.key)?.get(&path.column)?;
            Some(cell.in_language(self.language))
        })
    }

    fn service(&self, service: &str, moment: Moment) -> Option<&str> {
        let status = &self.file.desk.services.get(service)?.status;
        status
            .iter()
            .filter(|status| status.from <= moment.at)
            .max_by_key(|status| status.from)
            .map(|now| &*now.is)
    }
}

fn used(what: &What, tool: &str) -> bool {
    matches!(what, What::Used { tool: used, .. } if used == tool)
}

/// Whether two values say the same, without regard to case and spaces.
fn same(one: &Value, other: &Value) -> bool {
    plain(&one.to_string()) == plain(&other.to_string())
}

/// Kleene's three-valued "and": false where any part is false, else unknown where any is unknown.
fn all(mut parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unknown = false;
    let refuted = parts.any(|part| {
        unknown |= part.is_none();
        part == Some(false)
    });
    if refuted { Some(false) } else { (!unknown).then_some(true) }
}
