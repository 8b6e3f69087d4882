//! Places: from a way through the checked types back to a span in the file where it is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fault::Fault;
use super::folder::Library;
use super::outline::{Outline, Step};
use super::problem::{Note, Problem, Related, Source};
use super::text::Language;

/// A way through the types: one step, and the way before it. Costs nothing until a fault is found.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    before: Option<&'a At<'a>>,
    step: Step<'a>,
}

/// The root of a scenario, and of the house.
pub(super) const SCENARIO: At<'static> = At { before: None, step: Step::Name("") };
pub(super) const HOUSE_ROOT: At<'static> = At { before: None, step: Step::Name("house") };

impl<'a> At<'a> {
    pub(super) fn name(&'a self, name: &'a str) -> At<'a> {
        At { before: Some(self), step: Step::Name(name) }
    }

    pub(super) fn index(&'a self, index: usize) -> At<'a> {
        At { before: Some(self), step: Step::Index(index) }
    }

    pub(super) fn inside(&'a self) -> At<'a> {
        At { before: Some(self), step: Step::Inside }
    }

    /// The way as one owns it.
    pub(super) fn way(&self) -> Way {
        let mut steps = Vec::new();
        let mut at = self;
        while let Some(before) = at.before {
            steps.push(match at.step {
                Step::Name(name) => Taken::Name(name.to_owned()),
                Step::Index(index) => Taken::Index(index),
                Step::Inside => Taken::Inside,
            });
            at = before;
        }
        steps.reverse();
        Way { house: at.step == Step::Name("house"), steps }
    }
}

/// An owned way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    house: bool,
    steps: Vec<Taken>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Taken {
    Name(String),
    Index(usize),
    Inside,
}

/// Which part of a value a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Its name or first bracket.
    Head,
    /// What it says.
    Value,
}

/// A fault with the way to it.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) way: Way,
    pub(super) spot: Spot,
    pub(super) what: Fault,
    pub(super) related: Vec<(Way, Note)>,
}

/// A file that a scenario is made of, outlined when first asked for.
#[derive(Debug)]
pub(super) struct Layer {
    source: Arc<Source>,
    outline: Option<Outline>,
}

impl Layer {
    pub(super) fn new(source: &Arc<Source>, outline: Option<Outline>) -> Self {
        Self { source: Arc::clone(source), outline }
    }

    fn outline(&mut self) -> (&Arc<Source>, &Outline) {
        (&self.source, self.outline.get_or_insert_with(|| Outline::of(&self.source.text)))
    }

    fn find(&mut self, steps: &[Step<'_>], spot: Spot) -> (Option<Spotted>, usize) {
        let (source, outline) = self.outline();
        let (found, taken) = outline.follow(&source.text, steps);
        let spotted = found.map(|id| {
            let full = taken == steps.len();
            // A list item that was blanked out or filled in by the reader is no news.
            let told = supplied(outline, id, steps.get(taken)) || blanked(outline, id);
            let span = if full && spot == Spot::Value { outline.value(id) } else { outline.head(id) };
            Spotted { source: Arc::clone(source), span, told }
        });
        (spotted, taken)
    }
}

struct Spotted {
    source: Arc<Source>,
    span: std::ops::Range<usize>,
    told: bool,
}

fn supplied(outline: &Outline, id: usize, next: Option<&Step<'_>>) -> bool {
    let Some(Step::Name(name)) = next else { return false };
    outline.node(id).is_some_and(|node| node.supplied.iter().any(|field| field == name))
}

fn blanked(outline: &Outline, id: usize) -> bool {
    let mut at = Some(id);
    while let Some(node) = at.and_then(|id| outline.node(id)) {
        if node.removed {
            return true;
        }
        at = node.parent;
    }
    false
}

/// The files a scenario is made of.
#[derive(Debug)]
pub(super) struct Layers {
    scenario: Layer,
    desks: Vec<Layer>,
    house: Layer,
}

impl Layers {
    pub(super) fn new(scenario: Layer, desks: Vec<Layer>, house: Layer) -> Self {
        Self { scenario, desks, house }
    }

    /// The names written under a way, blanked out or not, in whatever file.
    pub(super) fn names(&mut self, steps: &[&str]) -> Vec<String> {
        let steps: Vec<Step<'_>> = steps.iter().map(|name| Step::Name(name)).collect();
        let mut names = Vec::new();
        let mut collect = |layer: &mut Layer, steps: &[Step<'_>]| {
            let (source, outline) = layer.outline();
            if let (Some(id), taken) = outline.follow(&source.text, steps)
                && taken == steps.len()
            {
                names.extend(outline.names(id).map(str::to_owned));
            }
        };
        collect(&mut self.scenario, &steps);
        if let Some((Step::Name("desk"), rest)) = steps.split_first() {
            for desk in &mut self.desks {
                collect(desk, rest);
            }
        }
        names
    }

    /// The sections of the scenario in which something could not be read; `desk` for a shared desk.
    pub(super) fn damaged(&mut self, whole: bool) -> BTreeSet<String> {
        if whole {
            return BTreeSet::new();
        }
        let (_, outline) = self.scenario.outline();
        let mut damaged = outline.damaged();
        for desk in &mut self.desks {
            let (_, outline) = desk.outline();
            if outline.broken || !outline.damaged().is_empty() {
                damaged.insert("desk".to_owned());
            }
        }
        damaged
    }

    /// Every text inside what the reader blanked out.
    pub(super) fn removed_words(&mut self) -> BTreeSet<String> {
        let (source, outline) = self.scenario.outline();
        outline.removed_texts(&source.text)
    }

    fn spot(&mut self, way: &Way, spot: Spot) -> Option<Spotted> {
        let mut steps: Vec<Step<'_>> = way
            .steps
            .iter()
            .map(|taken| match taken {
                Taken::Name(name) => Step::Name(name),
                Taken::Index(index) => Step::Index(*index),
                Taken::Inside => Step::Inside,
            })
            .collect();
        if way.house {
            return self.house.find(&steps, spot).0;
        }
        let (first, taken) = self.scenario.find(&steps, spot);
        if taken == steps.len() || steps.first() != Some(&Step::Name("desk")) {
            return first;
        }
        let mut best = (first, taken);
        steps.remove(0);
        for desk in &mut self.desks {
            let (found, taken) = desk.find(&steps, spot);
            if taken == steps.len() {
                return found;
            }
            if taken + 1 > best.1 {
                best = (found, taken + 1);
            }
        }
        best.0
    }

    /// The problem in its place; none where the reader has told of it already.
    pub(super) fn place(&mut self, finding: &Finding) -> Option<Problem> {
        let spotted = self.spot(&finding.way, finding.spot).filter(|spotted| !spotted.told)?;
        let mut problem = Problem::new(&spotted.source, spotted.span, finding.what.clone());
        for (way, note) in &finding.related {
            if let Some(spotted) = self.spot(way, Spot::Head) {
                problem.related.push(Related { source: spotted.source, span: spotted.span, note: *note });
            }
        }
        Some(problem)
    }
}

impl Library {
    /// The problem at the words of a beat's example, by the scenario's path from the root; none where it is not there.
    pub(crate) fn at_example(
        &self,
        path: &str,
        beat: &str,
        index: usize,
        language: Language,
        what: Fault,
    ) -> Option<Problem> {
        let source = self.read(path).ok()?;
        let steps = [
            Step::Name("beats"),
            Step::Name(beat),
            Step::Name("examples"),
            Step::Index(index),
            Step::Name("says"),
            Step::Name(language.code()),
        ];
        let (spotted, _) = Layer::new(&source, None).find(&steps, Spot::Value);
        spotted.map(|spotted| Problem::new(&source, spotted.span, what))
    }
}
