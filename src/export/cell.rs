//! One cell of a table, with nothing in it that another program could stumble over.

use jiff::civil::{Date, DateTime};

/// The most characters a cell of a workbook holds (Excel's limit).
pub const MOST: usize = 32_767;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text; made by [`Cell::text`].
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with one decimal, in tenths.
    Tenths(i64),
    /// A share in whole percent.
    Percent(u8),
    /// A day.
    Day(Date),
    /// A day and a time, to the second.
    Moment(DateTime),
}

impl Cell {
    /// A text without the control characters that no file format takes; tabs and line ends stay, each line end as one.
    pub fn text(text: &str) -> Self {
        if text.is_empty() {
            return Self::Empty;
        }
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let tame = |letter: char| match letter {
            '\n' | '\t' => letter,
            // Neither is a character of XML 1.0.
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            _ if letter.is_control() => '\u{fffd}',
            _ => letter,
        };
        Self::Text(lines.chars().map(tame).collect())
    }

    /// A number where there is one.
    pub(super) fn maybe(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Whole(number.into()))
    }

    /// How many.
    pub(super) fn count(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
