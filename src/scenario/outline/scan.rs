//! The scanner: RON text to outline, without recursion and without giving up at the first fault.

mod scalar;

use std::ops::Range;

use super::mark::{comment_end, narrow, plain_text, wide};
use super::{DEEPEST, Edit, Node, Outline, Shape, Syntax, SyntaxFault};

/// Outlines a text.
pub(super) fn scan(text: &str) -> Outline {
    let mut scan = Scan { text, at: 0, out: Outline::default(), open: Vec::new() };
    scan.head();
    scan.body();
    scan.out.find_open_text(text);
    scan.out
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    out: Outline,
    open: Vec<Open>,
}

/// A bracket not yet closed.
struct Open {
    node: usize,
    close: char,
    at: Range<usize>,
    /// Whether a value has been read since the last comma.
    full: bool,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Range<usize> {
        let from = self.at;
        self.at += self.peek().map_or(0, char::len_utf8);
        from..self.at
    }

    fn fault(&mut self, span: Range<usize>, what: Syntax) {
        self.out.faults.push(SyntaxFault { span, what, opened: None });
    }

    fn stop(&mut self, span: Range<usize>, what: Syntax) {
        self.fault(span, what);
        self.out.broken = true;
        self.at = self.text.len();
        self.open.clear();
    }

    fn mend(&mut self, at: Range<usize>, with: &str) {
        self.out.mends.push(Edit { at, with: with.to_owned() });
    }

    /// Skips spaces and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                match comment_end(trimmed) {
                    Some(length) => self.at += length,
                    None => return self.stop(self.at..self.at + 2, Syntax::UnclosedComment),
                }
            } else {
                return;
            }
        }
    }

    /// `#![enable(…)]` in front.
    fn head(&mut self) {
        self.skip();
        while self.rest().starts_with('#') {
            let Some(length) = self.rest().find(']') else { break };
            let span = self.at..self.at + length + 1;
            let written = self.text.get(span.clone()).unwrap_or_default();
            let names =
                written.split('(').nth(1).and_then(|inner| inner.split(')').next()).unwrap_or_default();
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let known =
                    ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];
                if !known.contains(&name) {
                    self.fault(span.clone(), Syntax::Extension(name.to_owned()));
                    self.mend(span.clone(), "");
                }
            }
            self.at = span.end;
            self.skip();
        }
    }

    fn body(&mut self) {
        if self.peek().is_none() && !self.out.broken {
            return self.stop(0..0, Syntax::Nothing);
        }
        loop {
            self.skip();
            if self.out.broken {
                return;
            }
            let Some(next) = self.peek() else { break };
            if self.open.is_empty() && !self.out.nodes_empty() {
                let from = self.at;
                self.take();
                return self.stop(from..self.at, Syntax::AfterEnd);
            }
            match next {
                ',' | '，' | '、' | ';' | '；' => self.comma(next),
                ')' | ']' | '}' | '）' | '】' | '｝' | '］' => self.close(next),
                _ => self.item(next),
            }
        }
        if let Some(open) = self.open.last() {
            let (span, close) = (open.at.clone(), open.close);
            self.stop(span, Syntax::Unclosed(close));
        }
    }

    fn comma(&mut self, next: char) {
        let span = self.take();
        if next != ',' {
            let what = if next == ';' { Syntax::Stray(';', Some(',')) } else { wide(next) };
            self.fault(span.clone(), what);
            self.mend(span.clone(), ",");
        }
        match self.open.last_mut() {
            Some(open) if open.full => {
                open.full = false;
                let last = self.out.nodes.get(open.node).and_then(|node| node.children.last().copied());
                if let Some(node) = last.and_then(|last| self.out.nodes.get_mut(last)) {
                    node.piece.end = span.end;
                }
            }
            Some(_) => {
                self.fault(span.clone(), Syntax::ExtraComma);
                self.mend(span, "");
            }
            None => self.stop(span, Syntax::Stray(next, None)),
        }
    }

    fn close(&mut self, next: char) {
        let span = self.take();
        let plain = narrow(next).unwrap_or(next);
        if plain != next {
            self.fault(span.clone(), wide(next));
            self.mend(span.clone(), &plain.to_string());
        }
        let Some(open) = self.open.pop() else {
            return self.stop(span, Syntax::Closes(next, None));
        };
        if open.close != plain {
            self.stop(span, Syntax::Closes(next, Some(open.close)));
            if let Some(fault) = self.out.faults.last_mut() {
                fault.opened = Some(open.at);
            }
            return;
        }
        if let Some(node) = self.out.nodes.get_mut(open.node) {
            node.span.end = span.end;
            node.piece.end = span.end;
        }
    }

    /// A value, with its name before it where it has one.
    fn item(&mut self, next: char) {
        let from = self.at;
        let inside = self.open.last().map(|open| (open.node, open.close, open.full));
        if let Some((node, _, true)) = inside {
            let end = self
                .out
                .nodes
                .get(node)
                .and_then(|node| node.children.last())
                .and_then(|last| self.out.nodes.get(*last).map(|node| node.span.end));
            let end = end.unwrap_or(from);
            self.fault(end..end, Syntax::NoComma);
            self.mend(end..end, ",");
        }
        let mut key = None;
        if matches!(inside, Some((_, ')' | '}', _))) {
            key =
                self.name(next, inside.is_some_and(|(node, close, _)| close == '}' || self.is_fields(node)));
            if self.out.broken {
                return;
            }
        }
        let Some(next) = self.peek() else { return self.stop(from..self.at, Syntax::NoColon) };
        let value = self.at;
        if matches!(next, ',' | ')' | ']' | '}') {
            return self.stop(value..value + 1, Syntax::Stray(next, None));
        }
        self.value(next, from, key);
    }

    fn is_fields(&self, node: usize) -> bool {
        self.out.nodes.get(node).is_some_and(|node| node.shape == Shape::Fields)
    }

    /// Reads `name:` if it stands here; `sure` where only a name can.
    fn name(&mut self, next: char, sure: bool) -> Option<(String, Range<usize>)> {
        let from = self.at;
        let marks = (self.out.faults.len(), self.out.mends.len());
        let shape = self.scalar(next)?;
        let span = from..self.at;
        let written = self.text.get(span.clone()).unwrap_or_default();
        let name = match shape {
            Shape::Text => plain_text(written),
            Shape::Word | Shape::Number | Shape::Character => {
                written.strip_prefix("r#").unwrap_or(written).to_owned()
            }
            Shape::List | Shape::Map | Shape::Fields | Shape::Values => return None,
        };
        self.skip();
        match self.peek() {
            Some(':') => {
                self.take();
            }
            Some(mark @ ('：' | '=')) => {
                let span = self.take();
                let what = if mark == '=' { Syntax::Stray('=', Some(':')) } else { wide(mark) };
                self.fault(span.clone(), what);
                self.mend(span, ":");
            }
            Some(after) if sure && !matches!(after, ',' | ')' | '(' | '}' | ']' | '，') => {
                self.fault(span.end..span.end, Syntax::NoColon);
                self.mend(span.end..span.end, ":");
            }
            _ if sure && self.peek() != Some('(') => {
                self.stop(span, Syntax::NoColon);
                return None;
            }
            _ => {
                // No name after all: read it again as a value, and do not say twice what was wrong with it.
                self.at = from;
                self.out.faults.truncate(marks.0);
                self.out.mends.truncate(marks.1);
                return None;
            }
        }
        self.skip();
        Some((name, span))
    }

    fn value(&mut self, next: char, piece: usize, key: Option<(String, Range<usize>)>) {
        let from = self.at;
        let mut word = None;
        let mut shape = match next {
            '(' | '（' => Shape::Values,
            '[' | '［' | '【' => Shape::List,
            '{' | '｛' => Shape::Map,
            _ => match self.scalar(next) {
                Some(shape) => shape,
                None if self.out.broken => return,
                None => {
                    let span = self.take();
                    return self.stop(span, Syntax::Stray(next, narrow(next)));
                }
            },
        };
        let mut end = self.at;
        if shape == Shape::Word {
            word = Some(from..self.at);
            self.skip();
            if matches!(self.peek(), Some('(' | '（')) {
                shape = Shape::Values;
            }
        }
        let node = self.out.nodes.len();
        let parent = self.open.last().map(|open| open.node);
        if let Some(open) = self.open.last_mut() {
            open.full = true;
        }
        if let Some(parent) = parent.and_then(|parent| self.out.nodes.get_mut(parent)) {
            parent.children.push(node);
            if key.is_some() && parent.shape == Shape::Values {
                parent.shape = Shape::Fields;
            }
        }
        if matches!(shape, Shape::Values | Shape::List | Shape::Map) {
            let bracket = self.take();
            let mark = self.text.get(bracket.clone()).and_then(|mark| mark.chars().next()).unwrap_or('(');
            let plain = narrow(mark).unwrap_or(mark);
            if plain != mark {
                self.fault(bracket.clone(), wide(mark));
                self.mend(bracket.clone(), &plain.to_string());
            }
            let close = match shape {
                Shape::List => ']',
                Shape::Map => '}',
                Shape::Text
                | Shape::Number
                | Shape::Character
                | Shape::Word
                | Shape::Fields
                | Shape::Values => ')',
            };
            end = bracket.end;
            if self.open.len() + 1 > DEEPEST {
                return self.stop(bracket, Syntax::TooDeep);
            }
            self.open.push(Open { node, close, at: bracket, full: false });
        }
        let (key, key_span) = key.map_or((None, from..from), |(key, span)| (Some(key), span));
        self.out.nodes.push(Node {
            parent,
            key,
            key_span,
            span: from..end,
            piece: piece..end,
            word,
            shape,
            children: Vec::new(),
            removed: false,
            supplied: Vec::new(),
            meant: Vec::new(),
        });
    }
}

impl Outline {
    fn nodes_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}
