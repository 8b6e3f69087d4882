//! Words of the desk taken into the reply: a paragraph of an article, a field of a record.

use egui::{Align, Button, Layout, RichText, Ui};

use super::look::Look;
use super::{DeskIntent, Out};
use crate::session::Phase;
use crate::views::parts;

/// Characters of a paragraph that tell it apart in the name of its button.
const NAMED: usize = 40;

/// A button that puts a text into the reply, while there is somebody to reply to; `name` is what is quoted.
pub(super) fn button(ui: &mut Ui, look: Look<'_>, name: &str, text: &str, out: &mut Out) {
    if look.session.phase() != Phase::Talking || text.is_empty() {
        return;
    }
    let said = look.kit.t(format!("Quote {name}"), format!("引用{name}"));
    let words = RichText::new(look.kit.t("Quote", "引用")).small().color(look.kit.palette.accent);
    let button = parts::named(ui.add(Button::new(words).small().frame_when_inactive(false)), &said);
    if button.on_hover_text(look.kit.t("Put it into the reply", "填入回复框")).clicked() {
        out.intents.push(DeskIntent::Insert(text.to_owned()));
    }
}

/// Draws a paragraph with its button at the right end.
pub(super) fn paragraph(
    ui: &mut Ui,
    look: Look<'_>,
    text: &str,
    out: &mut Out,
    contents: impl FnOnce(&mut Ui),
) {
    let start: String = text.chars().take(NAMED).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        button(ui, look, &format!("“{start}{more}”"), text, out);
        ui.with_layout(Layout::top_down(Align::Min), contents);
    });
}

/// The paragraphs of a text in markdown: items of a list one by one, tables and code whole.
pub(super) fn paragraphs(markdown: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let (mut at, mut fenced, mut apart) = (0, false, true);
    for line in markdown.split_inclusive('\n') {
        let fence = line.starts_with("```");
        let inner = fenced || line.trim().is_empty() || line.starts_with([' ', '\t']);
        if !inner && (apart || fence || is_heading(line) || is_item(line)) {
            starts.push(at);
        }
        fenced ^= fence;
        apart = line.trim().is_empty() || is_heading(line) || fence && !fenced;
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([markdown.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| markdown.get(*start..end));
    parts.map(str::trim_end).collect()
}

/// Whether a line heads what follows; a heading says nothing to a customer.
pub(super) fn is_heading(line: &str) -> bool {
    line.starts_with('#')
}

fn is_item(line: &str) -> bool {
    let marked = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let signs: &[&str] = if marked.len() < line.len() { &[". ", ") "] } else { &["- ", "* ", "+ "] };
    signs.iter().any(|sign| marked.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_paragraphs_and_items() {
        let text = "# Head\nFirst line\nof one.\n\nSecond.\n- a\n  still a\n- b\n\n  and b\n1. one\n2) two\n12 is no item";
        let parts =
            ["# Head", "First line\nof one.", "Second.", "- a\n  still a", "- b\n\n  and b", "1. one"];
        assert_eq!(paragraphs(text)[..6], parts);
        assert_eq!(paragraphs(text)[6..], ["2) two\n12 is no item"]);
    }

    #[test]
    fn tables_and_code_stay_whole_and_an_empty_text_has_none() {
        let text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n- x\n\n- y\n```\nafter";
        assert_eq!(paragraphs(text), ["| a | b |\n|---|---|\n| 1 | 2 |", "```\n- x\n\n- y\n```", "after"]);
        assert!(paragraphs("\n \n").is_empty());
    }
}
