//! A short text with a button: a reason, a comment, an answer.

use egui::{TextEdit, Ui};

use super::Page;
use crate::views::parts;

/// Characters a reason must have, so that whoever reads it can do something with it.
pub const SHORTEST_REASON: usize = 8;

/// The form for a text of at least [`SHORTEST_REASON`] characters, under this question; tells whether it was noted (true)
/// or given up (false).
pub(super) fn show(
    ui: &mut Ui,
    page: Page<'_>,
    (question, button): (&str, &str),
    text: &mut String,
    focus: bool,
) -> Option<bool> {
    let kit = page.kit;
    let label = ui.label(question);
    let edit = TextEdit::multiline(text)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(parts::INSIDE)
        .char_limit(1_000);
    let edit = ui.add(edit).labelled_by(label.id);
    if focus {
        edit.request_focus();
    }
    let ready = text.trim().chars().count() >= SHORTEST_REASON;
    // It stays, so that no button moves while one types.
    let said = kit.t(
        format!("At least {SHORTEST_REASON} characters, so that others can follow it."),
        format!("至少 {SHORTEST_REASON} 个字，好让别人看得明白。"),
    );
    parts::faint(ui, kit, said);
    let mut done = None;
    ui.horizontal_wrapped(|ui| {
        if parts::primary(ui, kit, button, ready).clicked() {
            done = Some(true);
        }
        if ui.button(kit.t("Cancel", "取消")).clicked() {
            done = Some(false);
        }
    });
    if focus {
        // The whole form comes into sight.
        ui.scroll_to_rect(ui.min_rect(), None);
    }
    done
}
