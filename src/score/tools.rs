//! Tools: what came before a disclosure or a change, limits, and what was asked for.

use std::collections::BTreeMap;

use super::card::{AbilityKind, Finding};
use super::condition::Moment;
use super::log::Case;
use super::why::{Lack, Why};
use crate::scenario::desk::Tool;
use crate::scenario::when::When;
use crate::session::event::{Failing, What};

/// Every finding about the desk's tools.
pub(super) fn grade(case: &Case<'_>) -> Vec<Finding> {
    let mut findings: Vec<_> = verified_first(case).into_iter().collect();
    findings.extend(before_changes(case));
    findings.extend(refused(case));
    findings.extend(asked_never(case));
    findings
}

fn finding(points: i32, of: i32, why: Why, events: Vec<u32>) -> Finding {
    Finding::new(AbilityKind::Tools, points, of, why, events)
}

/// Whether a condition asks for `first`; what it rules out with `Not` is no demand.
fn names(when: &When, first: &When) -> bool {
    let mut found = false;
    when.visit(&mut |part| found |= part == first);
    found && !matches!(when, When::Not(_))
}

/// How a use of a tool stands towards something that has to come first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The tool does not ask for it, or another way to satisfy it was taken.
    NotAsked,
    Kept,
    Broken,
}

/// How a use that left `unmet` stands towards `first`, which held or did not.
fn standing(tool: &Tool, unmet: &[u32], first: &When, held: bool) -> Standing {
    let broken = (0..).zip(&tool.expects).any(|(at, when)| names(when, first) && unmet.contains(&at));
    if broken && !held {
        Standing::Broken
    } else if held && tool.needs.iter().chain(&tool.expects).any(|when| names(when, first)) {
        Standing::Kept
    } else {
        Standing::NotAsked
    }
}

/// One point for verifying before personal data is told and before tools that demand it.
fn verified_first(case: &Case<'_>) -> Option<Finding> {
    if case.file.identity.verified {
        return None;
    }
    let (mut proofs, mut breaches, mut what) = (Vec::new(), Vec::new(), Vec::new());
    for &(index, event) in &case.log {
        let (verified, name) = if let What::Disclosed { field, verified } = &event.what {
            let label = case.file.desk.labels.get(&field.column).map(|label| label.get(case.language));
            (*verified, label.unwrap_or(&field.column).to_owned())
        } else if let What::Used { tool: name, verified, unmet, .. } = &event.what
            && let Some(tool) = tool_of(case, name)
            && standing(tool, unmet, &When::Verified, *verified) != Standing::NotAsked
        {
            (*verified, title(case, name))
        } else {
            continue;
        };
        if verified {
            proofs.push(index);
        } else {
            breaches.push(index);
            if !what.contains(&name) {
                what.push(name);
            }
        }
    }
    if !breaches.is_empty() {
        return Some(finding(0, case.points.verified, Why::NotVerified { what }, breaches));
    }
    proofs.truncate(1);
    (!proofs.is_empty())
        .then(|| finding(case.points.verified, case.points.verified, Why::VerifiedFirst, proofs))
}

/// Consent, and whatever else a tool expects, each once a tool however often it is used.
fn before_changes(case: &Case<'_>) -> Vec<Finding> {
    // By tool: uses with a yes, uses without, uses in order, uses out of order.
    let mut uses: BTreeMap<&str, [Vec<u32>; 4]> = BTreeMap::new();
    for &(index, event) in &case.log {
        let What::Used { tool: name, unmet, consented, .. } = &event.what else { continue };
        let Some(tool) = tool_of(case, name) else { continue };
        let [with, without, in_order, out_of_order] = uses.entry(name).or_default();
        match standing(tool, unmet, &When::Consented, *consented) {
            Standing::Kept => with.push(index),
            Standing::Broken => without.push(index),
            Standing::NotAsked => {}
        }
        let others = || {
            let other = |when: &When| !names(when, &When::Verified) && !names(when, &When::Consented);
            (0..).zip(&tool.expects).filter(move |(_, when)| other(when))
        };
        let broken = others().any(|(at, _)| unmet.contains(&at));
        if others().next().is_some() {
            if broken { out_of_order } else { in_order }.push(index);
        }
    }
    let mut findings = Vec::new();
    for (name, [with, without, in_order, out_of_order]) in uses {
        let tool = || title(case, name);
        if !without.is_empty() {
            findings.push(finding(0, case.points.consent, Why::NoConsent { tool: tool() }, without));
        } else if !with.is_empty() {
            findings.push(finding(
                case.points.consent,
                case.points.consent,
                Why::ConsentFirst { tool: tool() },
                with,
            ));
        }
        if !out_of_order.is_empty() {
            findings.push(finding(0, case.points.expected, Why::OutOfOrder { tool: tool() }, out_of_order));
        } else if !in_order.is_empty() {
            findings.push(finding(
                case.points.expected,
                case.points.expected,
                Why::InOrder { tool: tool() },
                in_order,
            ));
        }
    }
    findings
}

/// Tools the desk refused for a reason the trainee could have known, each tool and reason once.
fn refused(case: &Case<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for &(index, event) in &case.log {
        let What::Failed { tool: name, why, .. } = &event.what else { continue };
        let tool = || title(case, name);
        let (cost, why) = match why {
            Failing::Needs(position) => {
                let need =
                    tool_of(case, name).and_then(|tool| tool.needs.get(usize::try_from(*position).ok()?));
                let moment = Moment { index, at: event.at, verified: None, consented: None };
                let verified = case.held(&When::Verified, moment) == Some(true);
                let lacks = need.map_or(Lack::Other, |need| {
                    if names(need, &When::Verified) && !verified {
                        Lack::Verified
                    } else if names(need, &When::Consented) {
                        Lack::Consented
                    } else {
                        Lack::Other
                    }
                });
                (case.points.too_early, Why::TooEarly { tool: tool(), lacks })
            }
            Failing::Limit(_) => (case.points.limit, Why::OverLimit { tool: tool() }),
            Failing::Approval(_) => (case.points.approval, Why::NotApproved { tool: tool() }),
            Failing::Check(_) | Failing::Fault(_) | Failing::NotFound => continue,
        };
        // An order the desk itself keeps teaches; only skipping verification, consent or a limit is a fault.
        if matches!(why, Why::TooEarly { lacks: Lack::Other, .. }) {
            continue;
        }
        if let Some(known) = findings.iter_mut().find(|known| known.why == why) {
            known.events.push(index);
        } else {
            findings.push(finding(cost, 0, why, vec![index]));
        }
    }
    findings
}

/// Items that must never be asked, each once.
fn asked_never(case: &Case<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for &(index, event) in &case.log {
        let What::AskedFor { item, never: true } = &event.what else { continue };
        let why = Why::AskedNever { item: item.clone() };
        if let Some(known) = findings.iter_mut().find(|known| known.why == why) {
            known.events.push(index);
        } else {
            findings.push(
                finding(case.points.never, 0, why, vec![index]).quoting(words_asking(case, index, item)),
            );
        }
    }
    findings
}

/// The words that asked for `item`, in the reply nearest before or after `index`.
fn words_asking(case: &Case<'_>, index: u32, item: &str) -> String {
    let asking = case.replies().filter_map(|(at, _, reply)| {
        let asked = reply.asked.iter().find(|asked| asked.item == item)?;
        Some((at.abs_diff(index), super::reading::quote(&reply.text, asked.from, asked.to)))
    });
    asking.min_by_key(|(distance, _)| *distance).map(|(_, words)| words).unwrap_or_default()
}

fn tool_of<'a>(case: &Case<'a>, name: &str) -> Option<&'a Tool> {
    case.file.desk.tools.get(name)
}

/// A tool's title in the session's language.
fn title(case: &Case<'_>, name: &str) -> String {
    tool_of(case, name).map_or(name, |tool| tool.title.get(case.language)).to_owned()
}
