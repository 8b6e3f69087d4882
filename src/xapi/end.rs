//! What a session came to: completed, passed or failed by the machine, and what a person decided.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::context::Context;
use super::statement::{Statement, Telling, put, tame};
use super::vocabulary::{Verb, extension};
use crate::score::Scorecard;
use crate::session::Mode;
use crate::store::{Decision, Ending, State};

/// The statements about the end; none while there is no end.
pub(super) fn statements(context: &Context<'_>) -> Vec<Statement> {
    let attempt = &context.record.attempt;
    let State::Ended(ending) = attempt.meta.state else { return Vec::new() };
    let at = attempt.meta.ended.unwrap_or_else(|| context.moment(attempt.entries.len()));
    let place = format!("end/{}", context.record.rubric);
    let mut told = Vec::new();
    if ending == Ending::Finished {
        let result = result(context, ending);
        told.push(Telling::whole(context, Verb::Completed, &place, at).result(result).written());
    }
    if let Some(passed) = context.card.as_ref().and_then(|card| passed(context, card)) {
        told.push(judged(context, passed, &place, at, result(context, ending)).written());
    }
    for (number, decision) in (1_u32..).zip(&context.record.decisions) {
        told.extend(decided(context, number, decision, ending));
    }
    told
}

/// What the machine says: nothing where a person has to, in an exam with a doubt or an error that was only heard.
fn passed(context: &Context<'_>, card: &Scorecard) -> Option<bool> {
    let exam = context.record.attempt.meta.played.mode == Mode::Certify;
    if exam && card.waits() {
        return None;
    }
    let mark = context.record.pass_mark.filter(|_| exam);
    let high = mark.is_none_or(|mark| card.overall.is_some_and(|overall| overall >= mark));
    card.passed.map(|passed| passed && high)
}

fn judged<'a>(
    context: &'a Context<'a>,
    passed: bool,
    place: &String,
    at: Timestamp,
    mut result: Value,
) -> Telling<'a> {
    put(&mut result, "success", passed.into());
    let verb = if passed { Verb::Passed } else { Verb::Failed };
    Telling::whole(context, verb, place, at).result(result)
}

/// A reviewer's word: that they scored it, and what follows.
fn decided(context: &Context<'_>, number: u32, decision: &Decision, ending: Ending) -> [Statement; 2] {
    let (passed, at) = (decision.new.passed, decision.new.at);
    let reviewer = context.naming.agent(decision.by, None);
    let place = format!("decision/{number}/{}", context.record.rubric);
    let mut result = result(context, ending);
    // What was only heard to be a critical error caps the score once it is confirmed.
    let alleged = |card: &Scorecard| card.critical.iter().any(|error| error.alleged);
    if let Some(card) = context.card.as_ref().filter(|card| !passed && alleged(card)) {
        score(&mut result, card.low);
    }
    put(&mut result, "success", passed.into());
    if let Some(more) = result.get_mut("extensions") {
        put(more, &extension("reason"), tame(&decision.new.reason).into());
    }
    let scored = Telling::whole(context, Verb::Scored, &place, at).result(result.clone());
    let judged = judged(context, passed, &place, at, result);
    [scored.instructor(reviewer.clone()).written(), judged.instructor(reviewer).written()]
}

fn result(context: &Context<'_>, ending: Ending) -> Value {
    let attempt = &context.record.attempt;
    let entries = attempt.entries.iter().rev().flat_map(|entry| entry.events.iter().rev());
    let seconds = entries.chain(attempt.opening.iter().rev()).next().map_or(0, |event| event.at);
    let mut result = json!({ "completion": ending == Ending::Finished, "duration": format!("PT{seconds}S") });
    let Some(card) = &context.card else { return result };
    score(&mut result, card.overall);
    let errors: Vec<Value> =
        card.critical.iter().map(|error| json!({ "what": error.what, "alleged": error.alleged })).collect();
    let mut more = json!({
        extension("goal-reached"): card.goal_reached,
        extension("critical-errors"): errors,
        extension("rubric"): context.record.rubric,
    });
    let said = [
        ("outcome", json!(card.outcome)),
        ("ability-empathy", json!(card.empathy.score)),
        ("ability-tools", json!(card.tools.score)),
        ("ability-resolution", json!(card.resolution.score)),
        ("low", json!(card.low)),
        ("high", json!(card.high)),
        ("customer-rating", json!(card.rating)),
    ];
    for (name, value) in said.into_iter().filter(|(_, value)| !value.is_null()) {
        put(&mut more, &extension(name), value);
    }
    put(&mut result, "extensions", more);
    result
}

/// Puts an overall score of 0..=100 into a result; none where nothing could be judged.
fn score(result: &mut Value, overall: Option<u8>) {
    if let Some(raw) = overall {
        let score = json!({ "scaled": f64::from(raw) / 100.0, "raw": raw, "min": 0, "max": 100 });
        put(result, "score", score);
    }
}
