//! `hotseat check`: every fault of every file at once, with its place, a caret and a remedy.

mod heard;
mod lexicon;

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Renderer, Snippet};
use serde_json::json;

use crate::locale::problem::{doubt_heading, headings, note, words};
use crate::scenario::Language;
use crate::scenario::folder::{HOUSE, Library};
use crate::scenario::problem::{Fault, Problem, Reading, tidy};

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Checks files and folders of scenarios; without any, `library`. Returns what to print and the exit code:
/// 0 clean, 1 faults, 2 could not run.
pub fn check(
    paths: &[PathBuf],
    library: &Library,
    format: Format,
    language: Language,
    colour: bool,
) -> (String, u8) {
    let mut problems = Vec::new();
    let mut doubts = Vec::new();
    let mut checked = 0;
    if paths.is_empty() {
        gather(library.check_all(), &mut checked, &mut problems);
        doubts.extend(heard::doubts(library, &library.ids().unwrap_or_default()));
    }
    let lexicons: Vec<_> = lexicon::files(paths).iter().map(|file| lexicon::check(file)).collect();
    checked += lexicons.len();
    let own = |path: &&PathBuf| lexicon::files(std::slice::from_ref(path)).is_empty();
    for path in paths.iter().filter(own) {
        if path.is_dir() {
            let library = Library::open(path);
            if let Ok(library) = &library {
                doubts.extend(heard::doubts(library, &library.ids().unwrap_or_default()));
            }
            gather(library.and_then(|library| library.check_all()), &mut checked, &mut problems);
        } else {
            checked += 1;
            match library_of(path) {
                Ok((library, inner)) => {
                    problems.extend(library.check(&inner));
                    let id = inner.strip_suffix(".ron").unwrap_or(&inner).to_owned();
                    doubts.extend(heard::doubts(&library, &[id]));
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    tidy(&mut problems);
    tidy(&mut doubts);
    let unread =
        problems.iter().any(|problem| matches!(&problem.what, Fault::Reading(why) if could_not_run(why)));
    let heard = lexicons.iter().map(lexicon::Checked::count).sum::<usize>();
    let code = if unread { 2 } else { u8::from(!problems.is_empty() || heard > 0) };
    let out = match format {
        Format::Json => json(problems.iter().chain(&doubts), &lexicons, language),
        Format::Text => {
            let mut out: String = lexicons.iter().map(|one| one.text(language, colour)).collect();
            for doubt in &doubts {
                let _ = writeln!(out, "{}\n", render(doubt, language, colour));
            }
            out += &text(
                &problems,
                checked,
                heard,
                lexicons.iter().filter(|one| one.count() > 0).count(),
                language,
                colour,
            );
            out
        }
    };
    (out, code)
}

/// Whether the check could not be made at all, as opposed to a file that is faulty.
fn could_not_run(why: &Reading) -> bool {
    match why {
        Reading::Missing | Reading::Denied | Reading::NoFile | Reading::System(_) => true,
        Reading::TooLarge(_) | Reading::NotText(_) => false,
    }
}

fn gather(found: Result<(usize, Vec<Problem>), Problem>, checked: &mut usize, problems: &mut Vec<Problem>) {
    match found {
        Ok((count, found)) => {
            *checked += count;
            problems.extend(found);
        }
        Err(problem) => problems.push(problem),
    }
}

/// Everything that is wrong with one file; what it includes is looked for in its library, the nearest folder
/// upwards that has a `house.ron`, else its own folder.
pub fn check_file(path: &Path) -> Vec<Problem> {
    library_of(path).map_or_else(|problem| vec![problem], |(library, inner)| library.check(&inner))
}

/// The library a file belongs to, and its path from the root there.
fn library_of(path: &Path) -> Result<(Library, String), Problem> {
    let own = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let root = own.ancestors().take(3).find(|folder| folder.join(HOUSE).is_file()).unwrap_or(own);
    let inner = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Ok((Library::open(root)?, inner.trim_start_matches("./").to_owned()))
}

/// One problem as people read it.
pub fn render(problem: &Problem, language: Language, colour: bool) -> String {
    let words = words(&problem.what, language);
    let (error, help) = headings(language);
    let level = if problem.what.is_doubt() {
        Level::WARNING.with_name(doubt_heading(language))
    } else {
        Level::ERROR.with_name(error)
    };
    let title = level.primary_title(words.what).id(problem.what.code());
    let mut group = Group::with_title(title);
    group = match snippet(problem, language) {
        Some(elements) => elements.into_iter().fold(group, Group::element),
        None => group.element(annotate_snippets::Origin::path(problem.file())),
    };
    let group = group.element(help_line(help, words.remedy));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(110).render(&[group])
}

fn help_line(help: &'static str, remedy: String) -> Message<'static> {
    Level::HELP.with_name(help).message(remedy)
}

fn snippet(problem: &Problem, language: Language) -> Option<Vec<Element<'_>>> {
    if problem.source.text.is_empty() {
        return None;
    }
    let mut main = Snippet::source(problem.source.text.as_str())
        .path(problem.file())
        .annotation(AnnotationKind::Primary.span(on_one_line(&problem.source.text, &problem.span)));
    let mut others = Vec::new();
    for related in &problem.related {
        let annotation = AnnotationKind::Context
            .span(on_one_line(&related.source.text, &related.span))
            .label(note(related.note, language));
        if related.source == problem.source {
            main = main.annotation(annotation);
        } else {
            others.push(
                Snippet::source(related.source.text.as_str())
                    .path(related.source.name.as_str())
                    .annotation(annotation)
                    .into(),
            );
        }
    }
    let mut elements: Vec<Element<'_>> = vec![main.into()];
    elements.extend(others);
    Some(elements)
}

/// The part of a span on its first line: a caret under a text of ten lines shows nothing.
fn on_one_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let length = text.get(span.clone()).and_then(|text| text.find('\n'));
    span.start..length.map_or(span.end, |length| span.start + length)
}

fn text(
    problems: &[Problem],
    checked: usize,
    heard: usize,
    faulty: usize,
    language: Language,
    colour: bool,
) -> String {
    let mut out = String::new();
    for problem in problems {
        let _ = writeln!(out, "{}\n", render(problem, language, colour));
    }
    let files = problems.chunk_by(|left, right| left.file() == right.file()).count() + faulty;
    let _ = match (language, problems.len() + heard) {
        (Language::En, 0) => writeln!(out, "{checked} checked, no faults."),
        (Language::En, 1) => writeln!(out, "{checked} checked: 1 fault."),
        (Language::En, count) if files == 1 => {
            writeln!(out, "{checked} checked: {count} faults in one file.")
        }
        (Language::En, count) => writeln!(out, "{checked} checked: {count} faults in {files} files."),
        (Language::Zh, 0) => writeln!(out, "检查了 {checked} 个，没有错误。"),
        (Language::Zh, count) => writeln!(out, "检查了 {checked} 个：{files} 个文件里有 {count} 处错误。"),
    };
    out
}

/// The problems as programs read them.
fn json<'a>(
    problems: impl Iterator<Item = &'a Problem>,
    lexicons: &[lexicon::Checked],
    language: Language,
) -> String {
    let mut entries: Vec<serde_json::Value> = lexicons.iter().flat_map(|one| one.json(language)).collect();
    entries.extend(problems.map(|problem| {
        let place = problem.place();
        let words = words(&problem.what, language);
        json!({
            "file": problem.file(), "line": place.line, "column": place.column, "to_line": place.to_line,
            "to_column": place.to_column, "code": problem.what.code(), "what": words.what,
            "remedy": words.remedy, "level": if problem.what.is_doubt() { "doubt" } else { "fault" },
        })
    }));
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}
