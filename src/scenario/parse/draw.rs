//! Drawing a scenario's variants by seed, and trying each of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::check::{self, Context};
use super::super::desk::Desk;
use super::super::fault::{Fault, nearest};
use super::super::file::ScenarioFile;
use super::super::outline::{Outline, Step, edited};
use super::super::place::Layers;
use super::super::problem::{Problem, Source};
use super::super::read::{Reading, quick, read};
use super::super::variant;
use super::merge;

/// The scenario as a seed draws it.
pub(super) fn drawn(
    file: &Reading<ScenarioFile>,
    desks: &[(String, Arc<Reading<Desk>>)],
    seed: u64,
) -> Option<ScenarioFile> {
    let text = &file.source.text;
    let variants = &file.value.as_ref()?.variants;
    if variants.is_empty() {
        return file.value.clone().map(|file| merge(file, desks));
    }
    let outline = Outline::of(text);
    let edits = variant::drawn(&outline, text, variants, seed);
    quick::<ScenarioFile>(&edited(text, &edits)).map(|file| merge(file, desks))
}

/// What is wrong with the variants: paths that lead nowhere, and values that, alone, make a faulty scenario.
pub(super) fn variants(
    file: &Reading<ScenarioFile>,
    desks: &[(String, Arc<Reading<Desk>>)],
    context: &Context<'_>,
    layers: &mut Layers,
) -> Vec<Problem> {
    let Some(variants) =
        file.value.as_ref().map(|file| &file.variants).filter(|variants| !variants.is_empty())
    else {
        return Vec::new();
    };
    let (source, text) = (&file.source, &file.source.text);
    let outline = Outline::of(text);
    let spot = |steps: &[Step<'_>]| outline.follow(text, steps).0;
    let mut problems = Vec::new();
    for (path, values) in variants {
        let Some(at) = spot(&[Step::Name("variants"), Step::Name(path)]) else { continue };
        if let variant::Led::Astray(part, known) = variant::follow(&outline, text, path) {
            let near = nearest(&part, known.iter().map(String::as_str));
            let what = Fault::VariantPath { path: path.clone(), part, near };
            problems.push(Problem::new(source, outline.head(at), what));
            continue;
        }
        if values.is_empty() {
            problems.push(Problem::new(source, outline.head(at), Fault::Empty("variants")));
        }
        for (index, value) in values.iter().enumerate() {
            let Some(edit) = variant::edit(&outline, text, path, value) else { continue };
            if text.get(edit.at.clone()) == Some(edit.with.as_str()) {
                continue;
            }
            let edited = edited(text, &[edit]);
            if let Some(what) = faulty(edited, desks, context, layers)
                && let Some(at) = spot(&[Step::Name("variants"), Step::Name(path), Step::Index(index)])
            {
                let span = outline.value(at);
                problems.push(Problem::new(source, span, Fault::VariantFaulty(Box::new(what))));
            }
        }
    }
    problems
}

/// The first thing that is wrong with a scenario whose text was good before an edit.
fn faulty(
    text: String,
    desks: &[(String, Arc<Reading<Desk>>)],
    context: &Context<'_>,
    layers: &mut Layers,
) -> Option<Fault> {
    let Some(file) = quick::<ScenarioFile>(&text) else {
        let source = Arc::new(Source { name: String::new(), text });
        return read::<ScenarioFile>(&source).problems.into_iter().next().map(|problem| problem.what);
    };
    let own = file.desk.clone();
    let merged = merge(file, desks);
    let context = Context { file: &merged, own: &own, damaged: BTreeSet::new(), ..*context };
    check::all(&context, layers).into_iter().next().map(|finding| finding.what)
}
