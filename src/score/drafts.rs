//! The AI's drafts and its summary: faults caught, false alarms, blind trust.

use std::collections::BTreeMap;

use super::card::{AbilityKind, Finding};
use super::log::Case;
use super::points;
use super::why::{Judged, Why};
use crate::scenario::beat::{FaultKind, Planted};
use crate::session::event::{Verdict, What};

/// Every finding about what the AI wrote.
pub(super) fn grade(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = drafts(case);
    findings.extend(summary(case));
    findings
}

fn finding(points: i32, of: i32, why: Why, events: Vec<u32>) -> Finding {
    Finding::new(AbilityKind::Tools, points, of, why, events)
}

/// Each draft once; where one was judged again, the worse judgement stands.
fn drafts(case: &Case<'_>) -> Vec<Finding> {
    let mut by_beat: BTreeMap<&str, Finding> = BTreeMap::new();
    for (position, &(index, event)) in case.log.iter().enumerate() {
        let What::DraftJudged { beat, verdict, faults } = &event.what else { continue };
        let planted = case
            .file
            .beats
            .get(beat)
            .and_then(|beat| beat.draft.as_ref())
            .map_or(&[][..], |draft| &draft.faults);
        let (points, judged) = judge(case, planted, *verdict, faults);
        let because = planted.iter().filter_map(|fault| reason(case, fault)).collect();
        let why =
            Why::Draft { judged, faults: planted.iter().map(|fault| fault.is.clone()).collect(), because };
        let offered = case.log.iter().take(position).rev().find(
            |(_, event)| matches!(&event.what, What::DraftOffered { beat: offered, .. } if offered == beat),
        );
        let events = offered.map(|(index, _)| *index).into_iter().chain([index]).collect();
        let next = finding(points, case.points.draft, why, events);
        let worse = by_beat.get(beat.as_str()).is_none_or(|known| next.points < known.points);
        if worse {
            by_beat.insert(beat, next);
        }
    }
    by_beat.into_values().collect()
}

/// Points and judgement; blind trust costs more than what it does not earn.
fn judge(case: &Case<'_>, planted: &[Planted], verdict: Verdict, faults: &[FaultKind]) -> (i32, Judged) {
    match (verdict, planted.is_empty()) {
        (Verdict::Sent | Verdict::Edited, true) => (case.points.draft, Judged::Used),
        (Verdict::Rejected, true) => (0, Judged::FalseAlarm),
        (Verdict::Sent, false) => (case.points.blind, Judged::BlindTrust),
        (Verdict::Edited, false) => {
            let total = planted.len();
            let standing = faults.len().min(total);
            if standing == 0 {
                (case.points.draft, Judged::Mended)
            } else if standing == total {
                (case.points.blind, Judged::BlindTrust)
            } else {
                (points::share(case.points.draft, 0, total) * whole(total - standing), Judged::PartlyMended)
            }
        }
        (Verdict::Rejected, false) => {
            // Naming every fault there is must not pay: right names have to be at least as many as wrong ones.
            let right =
                faults.iter().filter(|named| planted.iter().any(|fault| alike(&fault.is, named))).count();
            if right > 0 && right * 2 >= faults.len() {
                (case.points.draft, Judged::Caught)
            } else {
                (case.points.wrong_reason, Judged::WrongReason)
            }
        }
    }
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(0)
}

/// Whether two faults are of one kind; which fact is wrong need not be named.
fn alike(one: &FaultKind, other: &FaultKind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn reason(case: &Case<'_>, fault: &Planted) -> Option<String> {
    fault.why.as_ref().map(|why| why.get(case.language).to_owned())
}

/// Each fault of the filed summary: corrected or still standing.
fn summary(case: &Case<'_>) -> Vec<Finding> {
    let planted = case.file.wrap_up.summary.as_ref().map_or(&[][..], |summary| &summary.faults);
    let filed = case.log.iter().rev().find_map(|&(index, event)| {
        if let What::Filed { standing, .. } = &event.what { Some((index, standing)) } else { None }
    });
    let Some((index, standing)) = filed else { return Vec::new() };
    let judged = planted.iter().map(|fault| {
        let corrected = !standing.contains(&fault.is);
        let points = if corrected { case.points.summary } else { 0 };
        let why = Why::Summary { fault: fault.is.clone(), corrected, because: reason(case, fault) };
        finding(points, case.points.summary, why, vec![index])
    });
    judged.collect()
}
