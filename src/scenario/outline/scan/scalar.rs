//! Texts, numbers, characters and words.

use super::super::mark::{is_number, raw_text};
use super::super::{Shape, Syntax};
use super::Scan;

impl Scan<'_> {
    /// Skips a text, number, character or word; none where something else stands here.
    pub(super) fn scalar(&mut self, next: char) -> Option<Shape> {
        let rest = self.rest();
        if let Some(hashes) = raw_text(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = rest.find('"')? + 1;
            match rest.get(open..)?.find(&close) {
                Some(length) => self.at += open + length + close.len(),
                None => self.stop(self.at..self.at + open, Syntax::UnclosedText),
            }
            return (!self.out.broken).then_some(Shape::Text);
        }
        match next {
            '"' => self.quoted('"', Shape::Text),
            '“' | '”' => self.wide_quoted(),
            '\'' => self.quoted('\'', Shape::Character),
            'b' if rest.starts_with("b\"") || rest.starts_with("b'") => {
                self.at += 1;
                let quote = if rest.starts_with("b\"") { '"' } else { '\'' };
                self.quoted(quote, Shape::Character)
            }
            '0'..='9' | '+' | '-' | '.' => {
                let from = self.at;
                self.at += rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-')))
                    .unwrap_or(rest.len());
                let span = from..self.at;
                if !is_number(self.text.get(span.clone()).unwrap_or_default()) {
                    self.fault(span.clone(), Syntax::Number);
                    self.mend(span, "1");
                }
                Some(Shape::Number)
            }
            _ if next.is_alphabetic() || next == '_' => {
                self.at += if rest.starts_with("r#") { 2 } else { 0 };
                let rest = self.rest();
                self.at +=
                    rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len()).max(1);
                Some(Shape::Word)
            }
            _ => None,
        }
    }

    fn quoted(&mut self, quote: char, shape: Shape) -> Option<Shape> {
        let from = self.at;
        let mut escaped = false;
        for (offset, c) in self.rest().char_indices().skip(1) {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == quote {
                self.at += offset + 1;
                return Some(shape);
            }
        }
        self.stop(from..from + 1, Syntax::UnclosedText);
        None
    }

    /// “…” where "…" is meant.
    fn wide_quoted(&mut self) -> Option<Shape> {
        let open = self.take();
        let Some(length) = self.rest().find(['”', '"', '\n']) else {
            self.stop(open, Syntax::UnclosedText);
            return None;
        };
        self.at += length;
        let close = self.take();
        if self.text.get(close.clone()) == Some("\n") {
            self.stop(open, Syntax::UnclosedText);
            return None;
        }
        self.fault(open.clone(), Syntax::FullWidth('“', '"'));
        self.mend(open, "\"");
        self.mend(close, "\"");
        Some(Shape::Text)
    }
}
