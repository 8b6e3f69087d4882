//! Every record the desk has shown in this session, as it stands now.

use egui::Ui;

use super::look::Look;
use super::seen::Seen;
use super::table::{self, Sheets};
use super::{Out, fields, scroll, search};
use crate::views::parts;

/// What the records are searched for.
#[derive(Debug, Default)]
pub(super) struct State {
    words: String,
}

/// Draws the records, table by table.
pub(super) fn show(
    ui: &mut Ui,
    look: Look<'_>,
    seen: &Seen,
    sheets: &mut Sheets,
    state: &mut State,
    out: &mut Out,
) {
    let kit = look.kit;
    if seen.records.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("Nothing looked up yet.", "还没有查过任何记录。"),
            kit.t("What a tool finds is kept here.", "工具查到的记录会保留在这里。"),
        );
        return;
    }
    fields::search(ui, &mut state.words, kit.t("Search these records", "在记录中搜索"), out);
    let words = search::words(&state.words);
    let fits = |table: &str, key: &str| {
        let row = look.session.record(table, key);
        let values: Vec<String> = row.values().map(|value| look.value(value)).collect();
        search::holds(&format!("{key} {}", values.join(" ")), &words)
    };
    scroll(ui, "records", |ui| {
        let mut any = false;
        for (table, keys) in &seen.records {
            let found: Vec<String>;
            let keys = if words.is_empty() {
                keys
            } else {
                found = keys.iter().filter(|key| fits(table, key)).cloned().collect();
                &found
            };
            if keys.is_empty() {
                continue;
            }
            any = true;
            ui.horizontal_wrapped(|ui| {
                parts::heading(ui, &look.table(table));
                fields::caption(ui, kit, &keys.len().to_string());
            });
            table::records(ui, look, sheets, "records", (table, keys), out);
            ui.add_space(8.0);
        }
        if !any {
            parts::empty(
                ui,
                kit,
                kit.t("No record holds these words.", "没有包含这些词的记录。"),
                kit.t("Only what was looked up is searched.", "这里只搜索已经查过的记录。"),
            );
        }
    });
}
