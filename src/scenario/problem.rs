//! Problems: what is wrong in a trainer's file, and where; `locale` words them.

use std::ops::Range;
use std::sync::Arc;

pub use super::fault::{Fault, Found, Kind, Never, Reading, Syntax, Wanted};

/// A file's name, as shown, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name shown to the trainer.
    pub name: String,
    /// What it holds; empty where it could not be read.
    pub text: String,
}

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub source: Arc<Source>,
    /// Where, in bytes of its text.
    pub span: Range<usize>,
    /// What is wrong.
    pub what: Fault,
    /// Places that explain it.
    pub related: Vec<Related>,
}

/// A place that explains a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub source: Arc<Source>,
    /// Where, in bytes of its text.
    pub span: Range<usize>,
    /// What is to be seen there.
    pub note: Note,
}

/// What is to be seen at a related place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// It stands here for the first time.
    First,
    /// It was opened here.
    Opened,
    /// It is used from here.
    UsedHere,
}

/// A place as an editor counts it: line and column from 1, in characters, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub to_line: usize,
    /// The column after the last character.
    pub to_column: usize,
}

impl Problem {
    /// A problem with no related places.
    pub fn new(source: &Arc<Source>, span: Range<usize>, what: Fault) -> Self {
        Self { source: Arc::clone(source), span, what, related: Vec::new() }
    }

    /// The file's name, as shown.
    pub fn file(&self) -> &str {
        &self.source.name
    }

    /// Where it is, as an editor counts.
    pub fn place(&self) -> Place {
        let (line, column) = position(&self.source.text, self.span.start);
        let (to_line, to_column) = position(&self.source.text, self.span.end);
        Place { line, column, to_line, to_column }
    }
}

/// Line and column in characters, both from 1, of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
    let column = 1 + before.rsplit('\n').next().map_or(0, |last| last.chars().count());
    (line, column)
}

/// Puts problems in reading order and drops what is said twice, as where two scenarios share a faulty desk.
pub fn tidy(problems: &mut Vec<Problem>) {
    problems.sort_by(|left, right| {
        (left.file(), left.span.start, left.span.end, left.what.code()).cmp(&(
            right.file(),
            right.span.start,
            right.span.end,
            right.what.code(),
        ))
    });
    problems.dedup_by(|later, first| {
        later.source.name == first.source.name && later.span == first.span && later.what == first.what
    });
}
