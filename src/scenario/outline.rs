//! The outline of a RON file: which value stands where, so that a problem can be shown at its place.
//!
//! `ron` is the truth for reading; the outline only finds places, and only where there is something to show.

mod mark;
mod scan;

use std::collections::BTreeSet;
use std::ops::Range;

use super::fault::{Found, Syntax};

/// How deep brackets may nest; the reader's own limit.
pub(crate) const DEEPEST: usize = 128;

/// The values of a file as a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    nodes: Vec<Node>,
    /// What is wrong with the writing, in reading order.
    pub(crate) faults: Vec<SyntaxFault>,
    /// Edits that mend what is wrong with the writing so far that the rest can be read.
    pub(crate) mends: Vec<Edit>,
    /// Whether the writing is so broken that the tree ends there.
    pub(crate) broken: bool,
}

/// A fault of the writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxFault {
    pub(crate) span: Range<usize>,
    pub(crate) what: Syntax,
    /// The bracket it belongs to.
    pub(crate) opened: Option<Range<usize>>,
}

/// A replacement in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) at: Range<usize>,
    pub(crate) with: String,
}

/// A value.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) parent: Option<usize>,
    /// Its name in a map or in named fields.
    pub(crate) key: Option<String>,
    pub(crate) key_span: Range<usize>,
    /// The value.
    pub(crate) span: Range<usize>,
    /// Name, value and the comma after it.
    pub(crate) piece: Range<usize>,
    /// The word before the parenthesis, or the bare word.
    pub(crate) word: Option<Range<usize>>,
    pub(crate) shape: Shape,
    pub(crate) children: Vec<usize>,
    /// Whether it was blanked out.
    pub(crate) removed: bool,
    /// Fields filled in because they were missing.
    pub(crate) supplied: Vec<String>,
    /// Fields that were probably meant by misspelt ones.
    pub(crate) meant: Vec<String>,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    Number,
    Character,
    Word,
    List,
    Map,
    Fields,
    Values,
}

/// One step of the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step<'a> {
    /// A field's name or a map's key.
    Name(&'a str),
    /// A place in a list or between parentheses.
    Index(usize),
    /// Into the one value after a word: `Not(…)`, `All([…])`.
    Inside,
}

impl Outline {
    /// Outlines a file; never fails, what is wrong is in `faults`.
    pub(crate) fn of(text: &str) -> Self {
        scan::scan(text)
    }

    pub(crate) fn node(&self, id: usize) -> Option<&Node> {
        self.nodes.get(id)
    }

    pub(crate) fn node_mut(&mut self, id: usize) -> Option<&mut Node> {
        self.nodes.get_mut(id)
    }

    /// The outermost value.
    pub(crate) fn root(&self) -> Option<usize> {
        (!self.nodes.is_empty()).then_some(0)
    }

    fn children(&self, id: usize) -> impl DoubleEndedIterator<Item = (usize, &Node)> {
        let ids = self.nodes.get(id).map_or(&[][..], |node| node.children.as_slice());
        ids.iter().filter_map(|child| self.nodes.get(*child).map(|node| (*child, node)))
    }

    /// The children that have not been blanked out.
    pub(crate) fn living(&self, id: usize) -> impl DoubleEndedIterator<Item = (usize, &Node)> {
        self.children(id).filter(|(_, node)| !node.removed)
    }

    /// `Some(x)` is x.
    fn unwrapped(&self, text: &str, mut id: usize) -> usize {
        while let Some(node) = self.nodes.get(id) {
            let some = node.word.clone().and_then(|word| text.get(word)) == Some("Some");
            match node.children.as_slice() {
                [only] if some => id = *only,
                _ => break,
            }
        }
        id
    }

    /// One step down; places count what is written, blanked out or not.
    pub(crate) fn child(&self, text: &str, id: usize, step: Step<'_>) -> Option<usize> {
        let id = self.unwrapped(text, id);
        match step {
            Step::Name(name) => {
                self.children(id).find(|(_, node)| node.key.as_deref() == Some(name)).map(|(child, _)| child)
            }
            Step::Index(index) => self.nodes.get(id)?.children.get(index).copied(),
            Step::Inside => {
                let node = self.nodes.get(id)?;
                match (node.shape, node.children.as_slice()) {
                    (Shape::Values, [only]) => Some(*only),
                    _ => Some(id),
                }
            }
        }
    }

    /// The value at the end of a path, and how many steps led somewhere.
    pub(crate) fn follow(&self, text: &str, path: &[Step<'_>]) -> (Option<usize>, usize) {
        let Some(mut id) = self.root() else { return (None, 0) };
        for (taken, step) in path.iter().enumerate() {
            match self.child(text, id, *step) {
                Some(child) => id = child,
                None => return (Some(id), taken),
            }
        }
        (Some(id), path.len())
    }

    /// The child of that name, the last if it stands there twice.
    pub(crate) fn last_named(&self, id: usize, name: &str) -> Option<usize> {
        self.living(id).rfind(|(_, node)| node.key.as_deref() == Some(name)).map(|(child, _)| child)
    }

    /// The names of a value's fields or keys, as written.
    pub(crate) fn names(&self, id: usize) -> impl Iterator<Item = &str> {
        self.children(id).filter_map(|(_, node)| node.key.as_deref())
    }

    /// A text left open swallows all up to the next quotation mark: where the file ends inside a text, the first
    /// text of several lines with trouble behind it is the one, and what follows is no news.
    fn find_open_text(&mut self, text: &str) {
        if !self.faults.last().is_some_and(|fault| fault.what == Syntax::UnclosedText) {
            return;
        }
        let lines = |node: &&Node| {
            node.shape == Shape::Text && text.get(node.span.clone()).is_some_and(|text| text.contains('\n'))
        };
        let open = self.nodes.iter().filter(lines).find_map(|node| {
            let at = self.faults.iter().position(|fault| fault.span.start == node.span.end)?;
            Some((at, node.span.start))
        });
        if let Some((at, start)) = open {
            self.faults.truncate(at);
            let span = start..start + 1;
            self.faults.push(SyntaxFault { span, what: Syntax::UnclosedText, opened: None });
        }
    }

    /// The outermost names under which something was blanked out or filled in.
    pub(crate) fn damaged(&self) -> BTreeSet<String> {
        let hurt = self.nodes.iter().filter(|node| node.removed || !node.supplied.is_empty());
        hurt.flat_map(|node| match self.outermost(node) {
            Some(name) => vec![name.to_owned()],
            None => node.supplied.clone(),
        })
        .collect()
    }

    fn outermost<'a>(&'a self, mut node: &'a Node) -> Option<&'a str> {
        while let Some(parent) = node.parent.filter(|parent| *parent != 0) {
            node = self.nodes.get(parent)?;
        }
        node.key.as_deref()
    }

    /// Every text inside what was blanked out.
    pub(crate) fn removed_texts(&self, text: &str) -> BTreeSet<String> {
        let mut inside = vec![false; self.nodes.len()];
        let mut texts = BTreeSet::new();
        for (id, node) in self.nodes.iter().enumerate() {
            let hurt =
                node.removed || node.parent.and_then(|parent| inside.get(parent).copied()).unwrap_or(false);
            if let Some(slot) = inside.get_mut(id) {
                *slot = hurt;
            }
            if hurt && node.shape == Shape::Text {
                let written = text.get(node.span.clone()).unwrap_or_default();
                texts.insert(written.trim_matches('"').to_owned());
            }
        }
        texts
    }

    /// The smallest piece around a value that can be left out: a field, a list item, a map entry.
    pub(crate) fn removable(&self, mut id: usize) -> Option<usize> {
        loop {
            let node = self.nodes.get(id)?;
            let parent = node.parent?;
            match self.nodes.get(parent)?.shape {
                Shape::List | Shape::Map | Shape::Fields => return Some(id),
                Shape::Values | Shape::Text | Shape::Number | Shape::Character | Shape::Word => id = parent,
            }
        }
    }

    /// Where to put the caret for a whole value: its name, its word, its first bracket, or all of a plain one.
    pub(crate) fn head(&self, id: usize) -> Range<usize> {
        let Some(node) = self.nodes.get(id) else { return 0..0 };
        match (&node.key, &node.word, node.shape) {
            (Some(_), _, _) => node.key_span.clone(),
            (None, Some(word), _) => word.clone(),
            (None, None, Shape::List | Shape::Map | Shape::Fields | Shape::Values) => {
                node.span.start..node.span.start + 1
            }
            (None, None, Shape::Text | Shape::Number | Shape::Character | Shape::Word) => node.span.clone(),
        }
    }

    /// Where to put the caret for what a value says: all of a plain one, else its head.
    pub(crate) fn value(&self, id: usize) -> Range<usize> {
        let Some(node) = self.nodes.get(id) else { return 0..0 };
        match node.shape {
            Shape::Text | Shape::Number | Shape::Character | Shape::Word => node.span.clone(),
            Shape::List | Shape::Map | Shape::Fields | Shape::Values => match &node.word {
                Some(word) => word.clone(),
                None => self.head(id),
            },
        }
    }

    /// What kind of value stands there.
    pub(crate) fn found(&self, id: usize) -> Found {
        match self.nodes.get(id).map(|node| node.shape) {
            Some(Shape::Text) => Found::Text,
            Some(Shape::Number) => Found::Number,
            Some(Shape::Character) => Found::Character,
            Some(Shape::Word) => Found::Word,
            Some(Shape::List) => Found::List,
            Some(Shape::Map) => Found::Map,
            Some(Shape::Fields | Shape::Values) => Found::Fields,
            None => Found::Nothing,
        }
    }
}

/// The text with edits made; later edits inside earlier ones are left out.
pub(crate) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.at.start, std::cmp::Reverse(edit.at.end)));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        if edit.at.start < from {
            continue;
        }
        out.push_str(text.get(from..edit.at.start).unwrap_or_default());
        out.push_str(&edit.with);
        from = edit.at.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
