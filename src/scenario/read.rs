//! Reading a file into a type, past the first fault: what is faulty is blanked out and the rest read again.

use std::sync::Arc;

use ron::Options;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment, Track};

use super::fault::{Fault, Found, Syntax, Wanted, nearest};
use super::outline::{Edit, Outline, Shape, Step, edited};
use super::problem::{Note, Problem, Related, Source};

/// No more faults than this are looked for in one file.
const MOST: usize = 100;

/// What could be read of a file.
#[derive(Clone, Debug)]
pub(crate) struct Reading<T> {
    pub(crate) source: Arc<Source>,
    /// The value; with problems, what was left after blanking out. None where too little was left.
    pub(crate) value: Option<T>,
    pub(crate) problems: Vec<Problem>,
    /// Made only where there were problems.
    pub(crate) outline: Option<Outline>,
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a text that is known to be good so far, or says nothing.
pub(crate) fn quick<T: DeserializeOwned>(text: &str) -> Option<T> {
    options().from_str(text).ok()
}

/// Reads a file.
pub(crate) fn read<T: DeserializeOwned>(source: &Arc<Source>) -> Reading<T> {
    if let Some(value) = quick(&source.text) {
        return Reading {
            source: Arc::clone(source),
            value: Some(value),
            problems: Vec::new(),
            outline: None,
        };
    }
    let mut outline = Outline::of(&source.text);
    let mut problems: Vec<Problem> = outline.faults.iter().map(|fault| syntax(source, fault)).collect();
    let mut edits = outline.mends.clone();
    let mut value = None;
    while !outline.broken && problems.len() < MOST {
        match attempt::<T>(&edited(&source.text, &edits)) {
            Ok(read) => {
                value = Some(read);
                break;
            }
            Err((code, path)) => {
                let Some(fault) = blame(source, &mut outline, &mut edits, &code, &path) else {
                    if problems.is_empty() {
                        problems.push(last_resort(source, &code));
                    }
                    break;
                };
                problems.extend(fault);
            }
        }
    }
    Reading { source: Arc::clone(source), value, problems, outline: Some(outline) }
}

fn attempt<T: DeserializeOwned>(text: &str) -> Result<T, (ron::Error, Path)> {
    let mut reader = ron::Deserializer::from_str_with_options(text, &options())
        .map_err(|error| (error.code, Track::new().path()))?;
    let mut track = Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
    match T::deserialize(tracked) {
        Ok(value) => reader.end().map(|()| value).map_err(|code| (code, Track::new().path())),
        Err(code) => Err((code, track.path())),
    }
}

fn syntax(source: &Arc<Source>, fault: &super::outline::SyntaxFault) -> Problem {
    let mut problem = Problem::new(source, fault.span.clone(), Fault::Syntax(fault.what.clone()));
    if let Some(opened) = &fault.opened {
        problem.related.push(Related {
            source: Arc::clone(source),
            span: opened.clone(),
            note: Note::Opened,
        });
    }
    problem
}

/// A fault that the outline cannot place: at the head of the file, in the reader's words.
fn last_resort(source: &Arc<Source>, code: &ron::Error) -> Problem {
    Problem::new(source, 0..0, Fault::Syntax(Syntax::Other(code.to_string())))
}

/// The node at the end of the reader's path, blanked list items counted out.
fn locate(outline: &Outline, text: &str, path: &Path) -> Option<usize> {
    let mut id = outline.root()?;
    for segment in path {
        let next = match segment {
            Segment::Seq { index } => {
                let inner = outline.child(text, id, Step::Inside).filter(|_| {
                    outline.node(id).is_some_and(|n| n.children.len() == 1 && n.shape == Shape::Values)
                });
                let list = inner.unwrap_or(id);
                outline.living(list).nth(*index).map(|(child, _)| child)
            }
            Segment::Map { key } => outline.last_named(unwrap_some(outline, text, id), key),
            Segment::Enum { .. } => outline.child(text, id, Step::Inside),
            Segment::Unknown => None,
        };
        match next {
            Some(next) => id = next,
            None => break,
        }
    }
    Some(id)
}

fn unwrap_some(outline: &Outline, text: &str, id: usize) -> usize {
    let some = outline.node(id).and_then(|node| text.get(node.word.clone()?)) == Some("Some");
    if some { outline.child(text, id, Step::Inside).unwrap_or(id) } else { id }
}

/// Turns an error of the reader into a problem, and edits the text so that reading gets past it.
///
/// None where nothing more can be done; an empty list where the error only follows from an earlier one.
#[expect(clippy::wildcard_enum_match_arm, reason = "the reader may learn new errors")]
fn blame(
    source: &Arc<Source>,
    outline: &mut Outline,
    edits: &mut Vec<Edit>,
    code: &ron::Error,
    path: &Path,
) -> Option<Vec<Problem>> {
    let text = &source.text;
    let at = locate(outline, text, path)?;
    let one = |span, what| Some(vec![Problem::new(source, span, what)]);
    match code {
        ron::Error::NoSuchStructField { expected, found, .. } => {
            let node = outline
                .last_named(at, found)
                .or_else(|| outline.node(at).filter(|node| node.key.as_deref() == Some(found)).map(|_| at))?;
            let span = outline.head(node);
            blank(outline, edits, node)?;
            let near = nearest(found, expected.iter().copied());
            let owner = outline.node(node)?.parent?;
            outline.node_mut(owner)?.meant.extend(near.clone());
            let known = expected.iter().map(|&name| name.to_owned()).collect();
            one(span, Fault::UnknownField { name: found.clone(), near, known })
        }
        ron::Error::DuplicateStructField { field, .. } => {
            let parent =
                if outline.node(at)?.key.as_deref() == Some(*field) { outline.node(at)?.parent? } else { at };
            duplicate(source, outline, edits, parent, field)
        }
        ron::Error::MissingStructField { field, .. } => missing(source, outline, edits, at, field),
        ron::Error::Message(message) if message.starts_with("duplicate key ") => {
            let key = twice(outline, at).or_else(|| twice(outline, outline.node(at)?.parent?))?;
            let parent = outline.node(key)?.parent?;
            let name = outline.node(key)?.key.clone()?;
            duplicate(source, outline, edits, parent, &name)
        }
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            let at = keyed(outline, at, found).unwrap_or(at);
            let is_key = outline.node(at).is_some_and(|node| node.key.as_deref() == Some(found));
            let span = if is_key { outline.head(at) } else { outline.value(at) };
            blank(outline, edits, at)?;
            let near = nearest(found, expected.iter().copied());
            let known = expected.iter().map(|&name| name.to_owned()).collect();
            one(span, Fault::UnknownWord { name: found.clone(), near, known })
        }
        ron::Error::ExceededRecursionLimit => one(outline.head(at), Fault::Syntax(Syntax::TooDeep))
            .filter(|_| blank(outline, edits, at).is_some()),
        other => {
            let count = matches!(
                other,
                ron::Error::ExpectedDifferentLength { .. } | ron::Error::ExpectedStructLikeEnd
            );
            let at = if count { owner_of_values(outline, at).unwrap_or(at) } else { at };
            let span = outline.value(at);
            let what = value_fault(outline, text, at, other);
            let placed = outline.removable(at).is_some();
            if placed {
                blank(outline, edits, at)?;
            } else if outline.node(at)?.removed {
                return None;
            } else {
                outline.node_mut(at)?.removed = true;
                outline.broken = true;
            }
            one(span, what)
        }
    }
}

/// The word whose values are too few or too many.
fn owner_of_values(outline: &Outline, at: usize) -> Option<usize> {
    let node = outline.node(at)?;
    if node.shape == Shape::Values && node.word.is_some() {
        return Some(at);
    }
    node.parent.filter(|parent| outline.node(*parent).is_some_and(|node| node.shape == Shape::Values))
}

/// The child of `at` with that name, or `at` itself where it bears it.
fn keyed(outline: &Outline, at: usize, name: &str) -> Option<usize> {
    let node = outline.node(at)?;
    if node.shape == Shape::Map { outline.last_named(at, name) } else { None }
}

/// The first child whose name stands there before.
fn twice(outline: &Outline, at: usize) -> Option<usize> {
    let mut seen = std::collections::BTreeSet::new();
    outline
        .living(at)
        .find(|(_, node)| node.key.as_deref().is_some_and(|key| !seen.insert(key.to_owned())))
        .map(|(id, _)| id)
}

fn duplicate(
    source: &Arc<Source>,
    outline: &mut Outline,
    edits: &mut Vec<Edit>,
    parent: usize,
    name: &str,
) -> Option<Vec<Problem>> {
    let all: Vec<usize> = outline
        .living(parent)
        .filter(|(_, node)| node.key.as_deref() == Some(name))
        .map(|(id, _)| id)
        .collect();
    let (first, later) = all.split_first().filter(|(_, later)| !later.is_empty())?;
    let mut problems = Vec::new();
    for id in later {
        let mut problem = Problem::new(source, outline.head(*id), Fault::Duplicate(name.to_owned()));
        let span = outline.head(*first);
        problem.related.push(Related { source: Arc::clone(source), span, note: Note::First });
        problems.push(problem);
        blank(outline, edits, *id)?;
    }
    Some(problems)
}

/// A missing field is filled in where a harmless filling is known, else its owner is blanked out.
fn missing(
    source: &Arc<Source>,
    outline: &mut Outline,
    edits: &mut Vec<Edit>,
    at: usize,
    field: &str,
) -> Option<Vec<Problem>> {
    let text = &source.text;
    let at = outline.child(text, unwrap_some(outline, text, at), Step::Inside)?;
    let node = outline.node(at)?;
    let was_blanked =
        outline.names(at).any(|name| name == field) || node.meant.iter().any(|name| name == field);
    let closed = text.get(..node.span.end).is_some_and(|text| text.ends_with(')'));
    let problem = Problem::new(source, outline.head(at), Fault::MissingField(field.to_owned()));
    let close = node.span.end.saturating_sub(1);
    let comma = outline.living(at).next_back().is_some_and(|(_, last)| last.piece.end == last.span.end);
    if closed && let Some(filling) = filling(field, !node.supplied.contains(&field.to_owned())) {
        let with =
            format!("{}{field}: {filling}, ", if comma && node.supplied.is_empty() { ", " } else { "" });
        edits.push(Edit { at: close..close, with });
        outline.node_mut(at)?.supplied.push(field.to_owned());
    } else {
        blank(outline, edits, at)?;
    }
    Some(if was_blanked { Vec::new() } else { vec![problem] })
}

/// A value that lets reading go on where a field is missing.
fn filling(field: &str, first: bool) -> Option<&'static str> {
    if !first {
        return None;
    }
    match field {
        "format" | "level" | "minutes" | "number" => Some("1"),
        "id" | "title" | "briefing" | "start" | "text" | "says" | "body" | "words" | "name" => Some("\"\""),
        "languages" | "any" => Some("[]"),
        "now" => Some("\"2026-01-01 00:00\""),
        "when" => Some("Always"),
        "kind" => Some("Question"),
        "customer" => Some("(name: \"\", mood: (anger: 0, worry: 0, trust: 0))"),
        "mood" => Some("(anger: 0, worry: 0, trust: 0)"),
        "anger" | "worry" | "trust" | "after" | "at" => Some("0"),
        "desk" => Some("()"),
        "beats" => Some("{}"),
        "goal" => Some("(any: [])"),
        _ => None,
    }
}

/// Blanks out the smallest piece around a value that can be left out.
fn blank(outline: &mut Outline, edits: &mut Vec<Edit>, id: usize) -> Option<()> {
    let piece = outline.removable(id)?;
    let node = outline.node_mut(piece)?;
    if node.removed {
        return None;
    }
    node.removed = true;
    edits.push(Edit { at: node.piece.clone(), with: String::new() });
    Some(())
}

/// What is wrong with a value that was found but does not fit.
#[expect(clippy::wildcard_enum_match_arm, reason = "the reader may learn new errors")]
fn value_fault(outline: &Outline, text: &str, at: usize, code: &ron::Error) -> Fault {
    let found = outline.found(at);
    let written = outline.node(at).and_then(|node| text.get(node.span.clone())).unwrap_or_default();
    let number = written.replace('_', "").parse::<i64>().ok();
    let wrong = |wanted| Fault::WrongType { wanted, found };
    match code {
        ron::Error::Message(message) => {
            if let (true, Some(value)) = (message.contains("is outside 0 to 100"), number) {
                Fault::Outside { value, least: 0, most: 100 }
            } else if message.contains("is not a field") {
                Fault::BadPath(written.trim_matches('"').to_owned())
            } else if message.contains("a plain value is wanted") {
                wrong(Wanted::Plain)
            } else {
                Fault::Syntax(Syntax::Other(message.clone()))
            }
        }
        ron::Error::InvalidValueForType { expected, .. } => wrong(wanted(expected)),
        ron::Error::ExpectedInteger if found == Found::Number && number.is_some() => wrong(Wanted::Number),
        ron::Error::ExpectedInteger | ron::Error::ExpectedFloat => wrong(Wanted::Number),
        ron::Error::IntegerOutOfBounds => wrong(Wanted::NumberWithin(0, 65535)),
        ron::Error::InvalidIntegerDigit { .. } | ron::Error::UnderscoreAtBeginning => {
            Fault::Syntax(Syntax::Number)
        }
        ron::Error::ExpectedBoolean => wrong(Wanted::Flag),
        ron::Error::ExpectedString | ron::Error::ExpectedStringEnd => wrong(Wanted::Text),
        ron::Error::ExpectedArray => wrong(Wanted::List),
        ron::Error::ExpectedMap => wrong(Wanted::Map),
        ron::Error::ExpectedIdentifier
        | ron::Error::SuggestRawIdentifier(_)
        | ron::Error::InvalidIdentifier(_) => wrong(Wanted::Word),
        ron::Error::ExpectedStructLike
        | ron::Error::ExpectedNamedStructLike(_)
        | ron::Error::ExpectedMapColon
        | ron::Error::ExpectedDifferentStructName { .. } => wrong(Wanted::Fields),
        ron::Error::ExpectedStructLikeEnd | ron::Error::ExpectedOptionEnd => wrong(Wanted::Values(1)),
        ron::Error::ExpectedDifferentLength { expected, .. } => {
            let count = expected.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(1);
            wrong(Wanted::Values(count))
        }
        ron::Error::InvalidEscape(_) => Fault::Syntax(Syntax::Escape),
        other => Fault::Syntax(Syntax::Other(other.to_string())),
    }
}

/// Reads serde's description of what it wanted.
fn wanted(expected: &str) -> Wanted {
    if expected.starts_with("a text:") {
        Wanted::Texts
    } else if expected.starts_with("a list of phrases") {
        Wanted::Phrases
    } else if expected.starts_with("a text, a whole number") {
        Wanted::Cell
    } else if expected.starts_with("a string") || expected.starts_with("a character") {
        Wanted::Text
    } else if let Some((least, most)) = bounds(expected) {
        Wanted::NumberWithin(least, most)
    } else if expected.starts_with("a boolean") {
        Wanted::Flag
    } else if expected.starts_with("a sequence") {
        Wanted::List
    } else if expected.starts_with("a map") {
        Wanted::Map
    } else if expected.starts_with("struct") {
        Wanted::Fields
    } else if expected.starts_with("a language") {
        Wanted::Word
    } else {
        Wanted::Number
    }
}

fn bounds(expected: &str) -> Option<(i64, i64)> {
    match expected {
        "u8" => Some((0, i64::from(u8::MAX))),
        "i8" => Some((i64::from(i8::MIN), i64::from(i8::MAX))),
        "u16" => Some((0, i64::from(u16::MAX))),
        "u32" => Some((0, i64::from(u32::MAX))),
        _ => None,
    }
}
