//! Drawing a scenario's variants by seed, and trying each of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::check::{self, Context};
use super::super::desk::Desk;
use super::super::fault::{Fault, nearest};
use super::super::file::ScenarioFile;
use super::super::outline::{Edit, Outline, Step, edited};
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
        if let Some(other) = around(&outline, text, path, variants.keys()) {
            let what = Fault::VariantOverlap { path: path.clone(), other: other.clone() };
            problems.push(Problem::new(source, outline.head(at), what));
        }
        if values.is_empty() {
            problems.push(Problem::new(source, outline.head(at), Fault::Empty("variants")));
        }
        for (index, value) in values.iter().enumerate() {
            let Some(edit) = variant::edit(&outline, text, path, value) else { continue };
            if text.get(edit.at.clone()) == Some(edit.with.as_str()) {
                continue;
            }
            let what = match file.value.as_ref().and_then(|file| swapped(file, &outline, text, path, &edit)) {
                Some(file) => first_fault(file, desks, context, layers),
                None => faulty(edited(text, &[edit]), desks, context, layers),
            };
            if let Some(what) = what
                && let Some(at) = spot(&[Step::Name("variants"), Step::Name(path), Step::Index(index)])
            {
                let span = outline.value(at);
                problems.push(Problem::new(source, span, Fault::VariantFaulty(Box::new(what))));
            }
        }
    }
    problems
}

/// Another path whose value holds the one this path leads to; of two to the same value, the first.
fn around<'a>(
    outline: &Outline,
    text: &str,
    path: &String,
    mut paths: impl Iterator<Item = &'a String>,
) -> Option<&'a String> {
    let span = |path: &str| match variant::follow(outline, text, path) {
        variant::Led::To(id) => outline.node(id).map(|node| node.span.clone()),
        variant::Led::Astray(..) => None,
    };
    let inner = span(path)?;
    paths.find(|other| {
        *other != path
            && span(other).is_some_and(|outer| {
                outer.start <= inner.start && inner.end <= outer.end && (outer != inner || *other < path)
            })
    })
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
    first_fault(file, desks, context, layers)
}

/// The scenario with the one section read anew in which an edit lies; none where that cannot be done or read.
fn swapped(
    file: &ScenarioFile,
    outline: &Outline,
    text: &str,
    path: &str,
    edit: &Edit,
) -> Option<ScenarioFile> {
    let section = |steps: &[Step<'_>]| {
        let (Some(id), taken) = outline.follow(text, steps) else { return None };
        let span = outline.node(id).filter(|_| taken == steps.len())?.span.clone();
        let at = edit.at.start.checked_sub(span.start)?..edit.at.end.checked_sub(span.start)?;
        let with = edit.with.clone();
        (at.end <= span.len()).then(|| edited(text.get(span).unwrap_or_default(), &[Edit { at, with }]))
    };
    let mut parts = path.split('.');
    let (first, second) = (parts.next()?, parts.next());
    let mut file = file.clone();
    match (first, second) {
        ("beats", Some(name)) => {
            let beat = quick(&section(&[Step::Name(first), Step::Name(name)])?)?;
            file.beats.insert(name.to_owned(), beat);
        }
        ("facts", Some(name)) => {
            let fact = quick(&section(&[Step::Name(first), Step::Name(name)])?)?;
            file.facts.insert(name.to_owned(), fact);
        }
        ("customer", _) => file.customer = quick(&section(&[Step::Name(first)])?)?,
        ("desk", Some(_)) => file.desk = quick(&section(&[Step::Name(first)])?)?,
        _ => return None,
    }
    Some(file)
}

/// The first thing that is wrong with a scenario that could be read.
fn first_fault(
    file: ScenarioFile,
    desks: &[(String, Arc<Reading<Desk>>)],
    context: &Context<'_>,
    layers: &mut Layers,
) -> Option<Fault> {
    let own = file.desk.clone();
    let merged = merge(file, desks);
    let context = Context { file: &merged, own: &own, damaged: BTreeSet::new(), ..*context };
    check::all(&context, layers).into_iter().next().map(|finding| finding.what)
}
