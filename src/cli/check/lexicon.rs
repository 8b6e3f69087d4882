//! Lexicon files of the listener: their faults, shown as those of scenarios are.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::listen::{Fault, Listener};
use crate::locale::lexicon::words;
use crate::locale::problem::headings;
use crate::scenario::Language;

/// A lexicon file that was read, and what is wrong with it.
pub(super) struct Checked {
    name: String,
    text: String,
    faults: Vec<Fault>,
}

/// The lexicon files among `paths`: files that hold one, and those of folders that hold nothing else.
pub(super) fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = ["en.ron", "zh.ron"].map(|name| path.join(name));
            found.extend(inside.into_iter().filter(|file| is_lexicon(file)));
        } else if is_lexicon(path) {
            found.push(path.clone());
        }
    }
    found
}

/// Whether a file holds a lexicon: it gives points to acts.
fn is_lexicon(file: &Path) -> bool {
    std::fs::read_to_string(file)
        .is_ok_and(|text| text.contains("language:") && text.contains("acts:") && !text.contains("beats:"))
}

/// Reads and checks one lexicon.
pub(super) fn check(file: &Path) -> Checked {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let faults = Listener::parse(&[(name.as_str(), text.as_str())]).err().unwrap_or_default();
    Checked { name, text, faults }
}

impl Checked {
    /// How many faults it has.
    pub(super) fn count(&self) -> usize {
        self.faults.len()
    }

    /// Its faults for people, each with its place and remedy.
    pub(super) fn text(&self, language: Language, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(110);
        let shown = self.faults.iter().map(|fault| {
            let (code, what, remedy) = words(&fault.what, language);
            let (error, help) = headings(language);
            let title = Level::ERROR.with_name(error).primary_title(what).id(code);
            let end = fault.to.clamp(fault.from, self.text.len());
            let place = AnnotationKind::Primary.span(fault.from.min(end)..end);
            let snippet = Snippet::source(self.text.as_str()).path(self.name.as_str()).annotation(place);
            let help = Level::HELP.with_name(help).message(remedy);
            renderer.render(&[Group::with_title(title).element(snippet).element(help)]) + "\n\n"
        });
        shown.collect::<Vec<_>>().concat()
    }

    /// Its faults for programs, columns in characters.
    pub(super) fn json(&self, language: Language) -> Vec<Value> {
        let place = |at: usize| {
            let before = self.text.get(..at).unwrap_or(&self.text);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
            (line, column)
        };
        self.faults
            .iter()
            .map(|fault| {
                let ((line, column), (to_line, to_column)) = (place(fault.from), place(fault.to));
                let (code, what, remedy) = words(&fault.what, language);
                json!({
                    "file": self.name, "line": line, "column": column, "to_line": to_line,
                    "to_column": to_column, "code": code, "what": what, "remedy": remedy,
                    "level": "fault",
                })
            })
            .collect()
    }
}
