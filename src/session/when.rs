//! Whether a condition holds, and which words make it hold.

use crate::listen::Truth;
use crate::scenario::Act;
use crate::scenario::value::Value;
use crate::scenario::when::When;

use super::event::Reply;
use super::state::Seat;

/// The words of a reply that a condition rests on, as Unicode scalars.
pub(super) type Words = Option<(u32, u32)>;

/// Whether `when` holds for `reply` (none: between replies), with the words that make it hold.
pub(super) fn holds(seat: &Seat<'_>, when: &When, reply: Option<&Reply>) -> Option<Words> {
    let state = &*seat.state;
    let plain = |holds: bool| holds.then_some(None);
    match when {
        When::All(parts) => {
            let mut words = None;
            for part in parts {
                let found = holds(seat, part, reply)?;
                words = words.or(found);
            }
            Some(words)
        }
        When::Any(parts) => parts.iter().find_map(|part| holds(seat, part, reply)),
        When::Not(part) => plain(holds(seat, part, reply).is_none()),
        When::Act(act) => heard(reply?, *act).map(Some),
        When::Says(phrases) => seat
            .listener
            .finds(&reply?.text, phrases.get(seat.language))
            .map(|span| Some((span.from, span.to))),
        When::Empathy(least) => plain(reply?.empathy >= *least),
        When::Tells(fact) => told(reply?, fact, seat.takes_caution(fact)).map(Some),
        When::TellsWrong(fact) => reply?
            .told
            .iter()
            .find(|told| told.fact == *fact && told.truth == Truth::False)
            .map(|told| Some((told.from, told.to))),
        When::Told(fact) => plain(state.told.contains(fact)),
        When::Asks(item) => {
            reply?.asked.iter().find(|asked| asked.item == *item).map(|asked| Some((asked.from, asked.to)))
        }
        When::AsksNever => reply?
            .asked
            .iter()
            .find(|asked| seat.file().identity.never.contains(&asked.item))
            .map(|asked| Some((asked.from, asked.to))),
        When::Uses(tool) => plain(state.tools_in_reply.contains(tool)),
        When::Used(tool) => plain(state.tools_used.contains_key(tool)),
        When::Is(path, value) => plain(seat.field(path).is_some_and(|now| same(&now, value))),
        When::Service(name, code) => plain(seat.status(name) == Some(code.as_str())),
        When::Verified => plain(state.verified),
        When::Consented => plain(state.consents > 0),
        When::Approved(tool) => plain(state.approved.contains(tool)),
        When::Anger(bound) => plain(bound.holds(state.mood.anger.get())),
        When::Worry(bound) => plain(bound.holds(state.mood.worry.get())),
        When::Trust(bound) => plain(bound.holds(state.mood.trust.get())),
        When::After(seconds) => plain(state.clock >= *seconds),
        When::Seen(beat) => plain(state.seen.contains(beat)),
        When::Repeats => plain(reply?.repeats > 0),
        When::Warned(times) => plain(state.abuse_warnings >= *times),
        When::HandedOver(team) => plain(state.team.as_ref() == Some(team)),
        When::Always => plain(true),
    }
}

/// The words of the surest mention of an act that was heard.
pub(super) fn heard(reply: &Reply, act: Act) -> Words {
    reply
        .acts
        .iter()
        .filter(|heard| heard.act == act && heard.heard)
        .max_by_key(|heard| heard.sure)
        .map(|heard| (heard.from, heard.to))
}

fn told(reply: &Reply, fact: &str, caution: bool) -> Words {
    reply
        .told
        .iter()
        .find(|told| {
            told.fact == fact && (told.truth == Truth::True || caution && told.truth == Truth::Hedged)
        })
        .map(|told| (told.from, told.to))
}

/// Whether two values are the same to the desk: texts without regard to case and outer spaces.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => {
            left.trim().to_lowercase().replace(' ', "") == right.trim().to_lowercase().replace(' ', "")
        }
        (Value::Text(text), Value::Int(number)) | (Value::Int(number), Value::Text(text)) => {
            super::desk::number(text) == Some(*number)
        }
        (left, right) => left == right,
    }
}
