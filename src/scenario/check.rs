//! The checks: what types cannot say. Never a false alarm: what cannot be decided is left to the runs.

mod condition;
mod desk;
mod goal;
mod head;
mod house;
mod names;
mod possible;
mod route;
mod script;
mod texts;

use std::collections::BTreeSet;

use super::desk::Desk;
use super::fault::Fault;
use super::file::ScenarioFile;
use super::house::House;
use super::outline::{Outline, Step};
use super::place::{At, Finding, Layers, Spot};
use super::problem::Note;
use super::text::{Language, Text};

pub(super) use head::moment;

/// What is checked.
pub(super) struct Context<'a> {
    /// The file's name without `.ron`.
    pub(super) stem: &'a str,
    /// The scenario with its shared desks merged in.
    pub(super) file: &'a ScenarioFile,
    /// The desk as this scenario alone writes it.
    pub(super) own: &'a Desk,
    pub(super) house: &'a House,
    /// The roles there are; none where the library names none.
    pub(super) roles: Option<&'a [String]>,
    /// The sections in which something could not be read, so that what is absent may not be.
    pub(super) damaged: BTreeSet<String>,
    /// Whether a shared desk is missing, so that any name may be one of its.
    pub(super) lost: bool,
}

impl Context<'_> {
    fn damaged_anywhere(&self) -> bool {
        !self.damaged.is_empty()
    }

    /// Whether the scenario writes this itself, rather than a desk that others use too.
    fn owns(&self, writes: impl Fn(&Desk) -> bool) -> bool {
        self.own.base.is_none() || writes(self.own)
    }
}

/// The faults found so far.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// A fault of what a value says.
    fn value(&mut self, at: &At<'_>, what: Fault) {
        self.0.push(Finding { way: at.way(), spot: Spot::Value, what, related: Vec::new() });
    }

    /// A fault of a whole: the caret goes to its name.
    fn head(&mut self, at: &At<'_>, what: Fault) {
        self.0.push(Finding { way: at.way(), spot: Spot::Head, what, related: Vec::new() });
    }

    /// A fault of what a value says, with another place that explains it.
    fn related(&mut self, at: &At<'_>, what: Fault, other: &At<'_>, note: Note) {
        let related = vec![(other.way(), note)];
        self.0.push(Finding { way: at.way(), spot: Spot::Value, what, related });
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

/// Where the wording of a text in one language stands.
fn wording<'a>(at: &'a At<'a>, text: &Text, language: Language) -> At<'a> {
    match text {
        Text::Plain(_) => *at,
        Text::By(_) => at.name(language.code()),
    }
}

/// Everything that is wrong with a scenario.
pub(super) fn all(context: &Context<'_>, layers: &mut Layers) -> Vec<Finding> {
    let mut found = Findings::default();
    let names = names::Names::of(context, layers);
    let possible = possible::Possible::of(context);
    let judge = condition::Judge { context, names: &names, possible: &possible, args: None, strict: true };
    head::check(context, &mut found);
    texts::check(context, &mut found);
    script::check(&judge, &mut found);
    desk::check(&judge, &mut found);
    goal::check(&judge, &mut found);
    route::check(context, layers, &mut found);
    house::check(context.house, &mut found);
    if context.lost {
        found.0.retain(|finding| !names::is_of_the_desk(&finding.what));
    }
    found.0
}

/// Everything that is wrong with a house by itself.
pub(super) fn house(house: &House) -> Vec<Finding> {
    let mut found = Findings::default();
    house::check(house, &mut found);
    found.0
}

/// The names of the roles in `roles.ron`: every `id`.
pub(super) fn role_names(outline: &Outline, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut waiting: Vec<usize> = outline.root().into_iter().collect();
    while let Some(id) = waiting.pop() {
        if let Some(name) = outline.child(text, id, Step::Name("id")).and_then(|id| outline.node(id)) {
            let written = text.get(name.span.clone()).unwrap_or_default();
            names.push(written.trim_matches('"').to_owned());
        }
        waiting.extend(outline.living(id).map(|(child, _)| child));
    }
    names
}
