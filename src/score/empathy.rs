//! Empathy: how the customer was met.
//!
//! Opportunities follow Suchman et al. 1997, degrees of an answer EPITOME (Sharma et al. 2020).

use super::card::{AbilityKind, Finding};
use super::log::Case;
use super::reading::{Reading, SPECIFIC, brief, quote};
use super::rubric::Points;
use super::why::{Met, Why};
use crate::listen::Heard;
use crate::scenario::Act;
use crate::scenario::beat::Feeling;
use crate::session::event::{Outcome, Reply, What};

const WARM: [Act; 5] = [Act::Understand, Act::Feel, Act::Restate, Act::Reassure, Act::Apologise];
const HARMS: [Act; 4] = [Act::Rude, Act::Blame, Act::Dismiss, Act::Deflect];

/// Every finding about empathy.
pub(super) fn grade(case: &Case<'_>, reading: Reading) -> Vec<Finding> {
    let mut findings = opportunities(case, reading);
    findings.extend(ownership(case, reading));
    findings.extend(harm(case, reading));
    findings.extend(remarks(case));
    findings
}

fn finding(points: i32, of: i32, why: Why, events: Vec<u32>) -> Finding {
    Finding::new(AbilityKind::Empathy, points, of, why, events)
}

fn opportunities(case: &Case<'_>, reading: Reading) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut open: Vec<(Feeling, &str)> = Vec::new();
    for (position, &(index, event)) in case.log.iter().enumerate() {
        if matches!(event.what, What::Replied(_)) {
            open.clear();
        }
        let What::Showed { feeling, beat } = &event.what else { continue };
        if open.contains(&(*feeling, beat)) {
            continue;
        }
        open.push((*feeling, beat));
        let mut later = case.log.iter().skip(position + 1).filter_map(|&(index, event)| {
            if let What::Replied(reply) = &event.what { Some((index, reply.as_ref())) } else { None }
        });
        let why = |met, repeats| Why::Feeling { feeling: *feeling, at: event.at, met, repeats };
        if let Some((answer, reply)) = later.next() {
            let credit = |reading| credit(case.points, met(reply, *feeling, reading).0, reply.repeats);
            let (met, proof) = met(reply, *feeling, reading);
            let words = proof.map_or_else(|| brief(&reply.text), |act| quote(&reply.text, act.from, act.to));
            let judged = finding(
                credit(reading),
                case.points.opportunity,
                why(met, reply.repeats),
                vec![index, answer],
            );
            let perhaps = credit(Reading::Worst) != credit(Reading::Best);
            findings.push(Finding { perhaps, ..judged.quoting(words) });
        } else if missed(case, position) {
            findings.push(finding(0, case.points.opportunity, why(Met::Silence, 0), vec![index]));
        }
    }
    findings
}

/// Whether nobody answered although there was a chance to: the customer waited, or the agent ended the contact.
fn missed(case: &Case<'_>, position: usize) -> bool {
    let Some(&(_, shown)) = case.log.get(position) else { return false };
    let waited = case.log.iter().skip(position).any(|(_, event)| matches!(event.what, What::Silent { .. }));
    case.end().is_some_and(|end| waited || (end.action != shown.action && end.outcome != Outcome::Abandoned))
}

/// How a reply meets a feeling, and the act that shows it.
fn met(reply: &Reply, feeling: Feeling, reading: Reading) -> (Met, Option<&Heard>) {
    let says = |act| reading.earns(reply, act);
    let warm = WARM.into_iter().find_map(says);
    if feeling == Feeling::Relief {
        let glad = warm.or_else(|| says(Act::Thank)).or_else(|| says(Act::Invite));
        let met = if glad.is_some() || reply.empathy > 0 { Met::Specific } else { Met::Not };
        return (met, glad);
    }
    // In the worst reading a degree of empathy needs an act that surely proves it.
    let degree = if reading == Reading::Worst && warm.is_none() {
        reply.empathy.min(2).saturating_sub(1)
    } else {
        reply.empathy
    };
    let surely = says(Act::Understand).filter(|act| act.sure >= SPECIFIC);
    let mut told = [Act::Understand, Act::Feel, Act::Restate].into_iter().filter_map(says);
    let tied = surely.or_else(|| told.next().filter(|_| told.next().is_some()));
    if degree >= 2 || tied.is_some() {
        (Met::Specific, tied.or(warm))
    } else if degree == 1 || warm.is_some() {
        (Met::Generic, warm)
    } else {
        (Met::Not, None)
    }
}

/// Points of an answer; the same words again are worth half each time.
fn credit(points: &Points, met: Met, repeats: u8) -> i32 {
    let full = match met {
        Met::Specific => points.opportunity,
        Met::Generic => points.generic,
        Met::Not | Met::Silence => 0,
    };
    full.checked_shr(u32::from(repeats)).unwrap_or(0)
}

/// One point for taking responsibility while the customer is upset, where there was such a moment.
fn ownership(case: &Case<'_>, reading: Reading) -> Option<Finding> {
    let upset = |index| {
        let mood = case.mood(index);
        mood.anger.get() >= i64::from(case.points.upset) || mood.worry.get() >= i64::from(case.points.upset)
    };
    let due: Vec<_> = case.replies().filter(|(index, _, _)| upset(*index)).collect();
    let owned = |reading: Reading| {
        due.iter().find_map(|(index, at, reply)| Some((*index, *at, *reply, reading.earns(reply, Act::Own)?)))
    };
    let perhaps = owned(Reading::Worst).is_some() != owned(Reading::Best).is_some();
    if let Some((index, at, reply, act)) = owned(reading) {
        let judged = finding(case.points.ownership, case.points.ownership, Why::Owned { at }, vec![index]);
        return Some(Finding { perhaps, ..judged.quoting(quote(&reply.text, act.from, act.to)) });
    }
    let first = due.first().map(|(index, at, reply)| (*index, *at, brief(&reply.text)));
    let (index, at, words) = first.or_else(|| {
        let mut silent = case.log.iter().filter(|(_, event)| matches!(event.what, What::Silent { .. }));
        silent.find(|(index, _)| upset(*index)).map(|(index, event)| (*index, event.at, String::new()))
    })?;
    let judged = finding(0, case.points.ownership, Why::NotOwned { at }, vec![index]);
    Some(Finding { perhaps, ..judged.quoting(words) })
}

/// What hurt, each act once a reply; what only may have hurt is shown and costs nothing.
fn harm(case: &Case<'_>, reading: Reading) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, at, reply) in case.replies() {
        for act in HARMS {
            let words = |heard: &Heard| quote(&reply.text, heard.from, heard.to);
            if let Some(heard) = reading.costs(reply, act) {
                let cost = case.points.harm(act);
                findings.push(finding(cost, 0, Why::Harm { act, at }, vec![index]).quoting(words(heard)));
            } else if let Some(heard) = Reading::Worst.costs(reply, act) {
                let judged = finding(0, 0, Why::PerhapsHarm { act, at }, vec![index]).quoting(words(heard));
                findings.push(Finding { perhaps: true, ..judged });
            }
        }
    }
    findings
}

/// Phrases the house forbids, and the trainer's own findings, each of these once.
fn remarks(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut noted: Vec<&str> = Vec::new();
    for &(index, event) in &case.log {
        if let What::Forbidden { phrase } = &event.what {
            let why = Why::Forbidden { phrase: phrase.clone(), at: event.at };
            findings.push(finding(case.points.forbidden, 0, why, vec![index]).quoting(phrase.clone()));
        }
        if let What::Noted { text, praise } = &event.what
            && !noted.contains(&text.as_str())
        {
            noted.push(text);
            let cost = if *praise { 0 } else { case.points.noted };
            findings.push(finding(cost, 0, Why::Noted { text: text.clone(), praise: *praise }, vec![index]));
        }
    }
    findings
}
