//! Names: what may be named, and whether every name leads somewhere.

use std::collections::BTreeSet;

use super::super::fault::{Fault, Kind, nearest};
use super::super::place::{At, Layers, SCENARIO};
use super::{Context, Findings};

/// Everything that may be named.
pub(super) struct Names {
    beats: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(context: &Context<'_>, layers: &mut Layers) -> Self {
        let mut beats: BTreeSet<String> = context.file.beats.keys().cloned().collect();
        if !context.whole {
            beats.extend(layers.names(&["beats"]));
        }
        Self { beats }
    }
}

pub(super) fn check(context: &Context<'_>, names: &Names, found: &mut Findings) {
    known(found, &SCENARIO.name("start"), Kind::Beat, &context.file.start, &names.beats);
}

pub(super) fn known(found: &mut Findings, at: &At<'_>, kind: Kind, name: &str, known: &BTreeSet<String>) {
    if !known.contains(name) {
        let near = nearest(name, known.iter().map(String::as_str));
        let known = known.iter().cloned().collect();
        found.value(at, Fault::Unknown { kind, name: name.to_owned(), near, known });
    }
}
