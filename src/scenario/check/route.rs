//! Routes: beats nobody comes to, and beats where nothing can follow.

use std::collections::BTreeSet;

use super::super::beat::Beat;
use super::super::fault::Fault;
use super::super::place::{Layers, SCENARIO};
use super::script::leads;
use super::{Context, Findings};

/// Follows every route from the start.
pub(super) fn check(context: &Context<'_>, layers: &mut Layers, found: &mut Findings) {
    let file = context.file;
    if !file.beats.contains_key(&file.start) {
        return;
    }
    let everywhere: Vec<&str> = file.always.iter().chain(&context.house.always).filter_map(leads).collect();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut waiting = vec![file.start.as_str()];
    waiting.extend(&everywhere);
    while let Some(name) = waiting.pop() {
        if let Some(beat) = file.beats.get(name)
            && reached.insert(name)
        {
            waiting.extend(ways(beat));
        }
    }
    // What was blanked out may have led on to any beat it names.
    let mentioned = if context.damaged.is_empty() { BTreeSet::new() } else { layers.removed_words() };
    let at = SCENARIO.name("beats");
    for (name, beat) in &file.beats {
        if !reached.contains(name.as_str()) {
            if !led_to_from(file, &mentioned, name) {
                found.head(&at.name(name), Fault::Unreachable(name.clone()));
            }
        } else if everywhere.is_empty() && is_stuck(beat) && !context.damaged.contains("beats") {
            found.head(&at.name(name), Fault::DeadEnd(name.clone()));
        }
    }
}

/// Whether a route from a beat that the blanked-out text names leads to `name`.
fn led_to_from(file: &super::super::file::ScenarioFile, mentioned: &BTreeSet<String>, name: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&str> = mentioned.iter().map(String::as_str).collect();
    while let Some(next) = waiting.pop() {
        if next == name {
            return true;
        }
        if let Some(beat) = file.beats.get(next)
            && seen.insert(next)
        {
            waiting.extend(ways(beat));
        }
    }
    false
}

/// The beats a beat leads to.
fn ways(beat: &Beat) -> impl Iterator<Item = &str> {
    let silence = beat.silence.as_ref().and_then(|silence| silence.to.as_deref());
    beat.hears.iter().filter_map(leads).chain(silence)
}

/// Whether nothing can follow: no rule, no silence, no draft, no end. The goal may be met elsewhere and the
/// conversation closed by the trainee, so that a beat with anything to answer is left to the runs.
fn is_stuck(beat: &Beat) -> bool {
    beat.ends.is_none()
        && beat.hears.is_empty()
        && beat.otherwise.is_empty()
        && beat.silence.is_none()
        && beat.draft.is_none()
        && !beat.abusive
}
