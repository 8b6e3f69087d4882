//! Resolution: what was achieved, how the customer was left, and what was filed.

use super::card::{AbilityKind, Finding};
use super::facts;
use super::log::Case;
use super::points;
use super::reading::{Reading, plain, quote};
use super::why::Why;
use crate::listen::Truth;
use crate::scenario::Act;
use crate::session::action::Ticket;
use crate::session::event::{Outcome, What};

/// Every finding about what was achieved.
pub(super) fn grade(case: &Case<'_>, reading: Reading) -> Vec<Finding> {
    let mut findings: Vec<_> = goal(case).into_iter().collect();
    findings.extend(facts::must_tell(case));
    findings.extend(left(case));
    findings.extend(ended(case));
    findings.extend(wrap_up(case));
    findings.extend(facts::told_falsely(case));
    findings.extend(overpromises(case, reading));
    findings
}

fn finding(points: i32, of: i32, why: Why, events: Vec<u32>) -> Finding {
    Finding::new(AbilityKind::Resolution, points, of, why, events)
}

fn earned(of: i32, well: bool) -> i32 {
    if well { of } else { 0 }
}

/// The end state; nothing to earn where the scenario asks for none.
fn goal(case: &Case<'_>) -> Option<Finding> {
    if case.file.goal.any.is_empty() {
        return None;
    }
    let reached = case.end().is_some_and(|end| end.goal);
    let proof = case.log.iter().filter(|(_, event)| {
        matches!(&event.what, What::Used { wrote, .. } if !wrote.is_empty())
            || matches!(event.what, What::Over { .. } | What::HandedOver { .. })
    });
    let proof = proof.map(|(index, _)| *index).collect();
    Some(finding(earned(case.points.goal, reached), case.points.goal, Why::Goal { reached }, proof))
}

/// How the customer is left counts only where the conversation came to an end with both present.
fn left(case: &Case<'_>) -> Option<Finding> {
    let goal = case.file.goal.mood;
    let mood = case.last_mood();
    let levels = [mood.anger.get(), mood.worry.get(), mood.trust.get()];
    let bounds: Vec<_> = [goal.anger, goal.worry, goal.trust]
        .into_iter()
        .zip(levels)
        .filter_map(|(bound, level)| Some((bound?, level)))
        .collect();
    if bounds.is_empty() {
        return None;
    }
    let present = case.end().filter(|end| !matches!(end.outcome, Outcome::Gone | Outcome::Abandoned));
    let earned =
        bounds.iter().enumerate().filter(|(_, (bound, level))| present.is_some() && bound.holds(*level));
    let points = earned.map(|(position, _)| points::share(case.points.left, position, bounds.len())).sum();
    let why = Why::Left { mood: levels, well: points == case.points.left };
    Some(finding(points, case.points.left, why, case.end().map(|end| end.index).into_iter().collect()))
}

fn ended(case: &Case<'_>) -> Vec<Finding> {
    let end = case.end();
    let outcome = end.map(|end| end.outcome);
    let well = end.is_some_and(|end| match end.outcome {
        Outcome::Resolved => true,
        Outcome::HandedOver => end.goal,
        Outcome::Closed => end.goal || abuse_warned(case),
        Outcome::Gone | Outcome::Abandoned => false,
    });
    let proof: Vec<_> = end.map(|end| end.index).into_iter().collect();
    let why = Why::Ended { outcome, well };
    let mut findings = vec![finding(earned(case.points.ended, well), case.points.ended, why, proof.clone())];
    if outcome == Some(Outcome::Closed) && !well {
        findings.push(finding(case.points.cut_off, 0, Why::CutOff, proof));
    }
    findings
}

/// Whether a customer who was abusive had been warned.
fn abuse_warned(case: &Case<'_>) -> bool {
    let abusive = case.log.iter().position(|(_, event)| {
        matches!(&event.what, What::Entered { beat } if case.file.beats.get(beat).is_some_and(|beat| beat.abusive))
    });
    let since = abusive.map(|position| case.log.iter().skip(position));
    since.is_some_and(|mut log| log.any(|(_, event)| matches!(event.what, What::AbuseWarned { .. })))
}

/// The disposition and each judged field, sharing the points of the wrap-up.
fn wrap_up(case: &Case<'_>) -> Vec<Finding> {
    let wanted = &case.file.wrap_up;
    let end = case.at_the_end();
    let fields: Vec<_> = wanted
        .fields
        .iter()
        .filter(|(_, field)| !field.right.is_empty())
        .filter(|(_, field)| field.when.as_ref().is_none_or(|when| case.held(when, end) == Some(true)))
        .collect();
    let disposition = usize::from(!wanted.right.is_empty());
    let count = disposition + fields.len();
    if count == 0 {
        return Vec::new();
    }
    let filed = case.log.iter().rev().find_map(|&(index, event)| {
        if let What::Filed { ticket, .. } = &event.what { Some((index, ticket)) } else { None }
    });
    let Some((index, ticket)) = filed else {
        return vec![finding(0, case.points.wrap_up, Why::NotFiled, Vec::new())];
    };
    let mut findings = Vec::new();
    if disposition == 1 {
        let named = |code: &String| {
            wanted.dispositions.get(code).map_or(code.as_str(), |name| name.get(case.language)).to_owned()
        };
        let of = points::share(case.points.wrap_up, 0, count);
        let well = wanted.right.contains(&ticket.disposition);
        let right = wanted.right.iter().map(named).collect();
        let why = Why::Disposition { filed: named(&ticket.disposition), right, well };
        findings.push(finding(earned(of, well), of, why, vec![index]));
    }
    for (position, (name, field)) in fields.into_iter().enumerate() {
        let of = points::share(case.points.wrap_up, position + disposition, count);
        let filed = filled_in(ticket, name);
        let well = field.right.iter().any(|right| plain(right) == plain(filed));
        let named =
            |code: &str| field.choices.get(code).map_or(code, |name| name.get(case.language)).to_owned();
        let right = field.right.iter().map(|right| named(right)).collect();
        let why = Why::TicketField {
            field: field.title.get(case.language).to_owned(),
            filed: named(filed),
            right,
            well,
        };
        findings.push(finding(earned(of, well), of, why, vec![index]));
    }
    findings
}

fn filled_in<'a>(ticket: &'a Ticket, field: &str) -> &'a str {
    ticket.fields.get(field).map_or("", String::as_str)
}

/// Promises nobody can keep, once a reply; where the same words tell a fact falsely, that finding stands for both.
fn overpromises(case: &Case<'_>, reading: Reading) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, at, reply) in case.replies() {
        let false_too = |from, to| {
            reply.told.iter().any(|told| told.truth == Truth::False && told.from < to && from < told.to)
        };
        let (cost, perhaps, heard) = match reading.costs(reply, Act::Overpromise) {
            Some(heard) => (case.points.overpromise, false, heard),
            None => match Reading::Worst.costs(reply, Act::Overpromise) {
                Some(heard) => (0, true, heard),
                None => continue,
            },
        };
        if false_too(heard.from, heard.to) {
            continue;
        }
        let why =
            if perhaps { Why::PerhapsHarm { act: Act::Overpromise, at } } else { Why::Overpromised { at } };
        let judged = finding(cost, 0, why, vec![index]).quoting(quote(&reply.text, heard.from, heard.to));
        findings.push(Finding { perhaps, ..judged });
    }
    findings
}
