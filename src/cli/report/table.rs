//! Tables for the terminal: columns under one another, Chinese characters counted as two.

use unicode_width::UnicodeWidthStr;

use crate::cli::listing::padded;
use crate::cli::screen::{Look, Screen};

/// What stands where there is no number.
pub(super) fn dash() -> String {
    "–".to_owned()
}

/// Seconds as minutes and seconds.
pub(super) fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Rows in columns of which those at `right` are set to the right; the last is wrapped under itself.
pub(in crate::cli) fn table(
    screen: &mut Screen,
    rows: &[(Look, Vec<String>)],
    right: &[usize],
) -> std::io::Result<()> {
    let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| cell.width()).max())
        .map(Option::unwrap_or_default)
        .collect();
    for (look, cells) in rows {
        let mut line = String::from(" ");
        let mut indent = 0;
        for (column, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            line.push_str(if column == 0 { " " } else { "  " });
            if column + 1 == columns {
                indent = line.width();
                line.push_str(cell);
            } else if right.contains(&column) {
                line.push_str(&" ".repeat(width.saturating_sub(cell.width())));
                line.push_str(cell);
            } else {
                line.push_str(&padded(cell, *width));
            }
        }
        screen.say(*look, indent, line.trim_end())?;
    }
    Ok(())
}
