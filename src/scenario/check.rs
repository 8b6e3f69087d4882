//! The checks: what types cannot say. Never a false alarm: what cannot be decided is left to the runs.

mod head;
mod names;

use super::fault::Fault;
use super::file::ScenarioFile;
use super::house::House;
use super::outline::{Outline, Step};
use super::place::{At, Finding, Layers, Spot};

pub(super) use head::moment;

/// What is checked.
pub(super) struct Context<'a> {
    /// The file's name without `.ron`.
    pub(super) stem: &'a str,
    /// The scenario with its shared desks merged in.
    pub(super) file: &'a ScenarioFile,
    pub(super) house: &'a House,
    /// The roles there are; none where the library names none.
    pub(super) roles: Option<&'a [String]>,
    /// Whether everything could be read, so that what is absent is truly absent.
    pub(super) whole: bool,
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
}

/// Everything that is wrong.
pub(super) fn all(context: &Context<'_>, layers: &mut Layers) -> Vec<Finding> {
    let mut found = Findings::default();
    head::check(context, &mut found);
    let names = names::Names::of(context, layers);
    names::check(context, &names, &mut found);
    found.0
}

/// The names of the roles in `roles.ron`: every `id`, or the names of its map.
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
