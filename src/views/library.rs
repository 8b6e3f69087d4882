//! The library: every scenario there is, found by kind, level, role, what was done, and words.

mod card;
mod entry;
mod filter;

pub use entry::{Done, Entry, Role};
pub use filter::LibraryState;

use egui::Ui;

use super::page::{self, em};
use super::parts::{self, faint};
use super::theme::Kit;
use super::tiles;

/// What is wanted from the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LibraryIntent {
    /// The briefing of this scenario.
    Choose(String),
    /// Back to the first screen.
    Home,
    /// The folder the scenarios lie in, to add or mend some.
    OpenFolder,
}

/// Draws the library; entries with faults cannot be chosen.
pub fn show(ui: &mut Ui, kit: &Kit, entries: &[Entry], state: &mut LibraryState) -> Option<LibraryIntent> {
    page::show(ui, "library", |ui| {
        let mut intent = None;
        ui.horizontal_wrapped(|ui| {
            page::title(ui, kit.t("Library", "场景库"));
            if ui.button(kit.t("Open the folder", "打开文件夹")).clicked() {
                intent = Some(LibraryIntent::OpenFolder);
            }
            if ui.button(kit.t("Home", "回到首页")).clicked() {
                intent = Some(LibraryIntent::Home);
            }
        });
        if entries.is_empty() {
            parts::empty(
                ui,
                kit,
                kit.t("There are no scenarios here yet.", "这里还没有场景。"),
                kit.t(
                    "Put scenario files (.ron) into the folder; they show up at once.",
                    "把场景文件\u{ff08}.ron\u{ff09}放进文件夹\u{ff0c}这里会立即显示。",
                ),
            );
            return intent;
        }
        filter::show(ui, kit, entries, state);
        ui.add_space(4.0);
        let found: Vec<&Entry> = entries.iter().filter(|entry| state.wants(entry)).collect();
        ui.horizontal_wrapped(|ui| {
            let (shown, all) = (found.len(), entries.len());
            faint(
                ui,
                kit,
                kit.t(format!("{shown} of {all} scenarios"), format!("{all} 个场景中的 {shown} 个")),
            );
            if state.is_narrowed() && ui.button(kit.t("Show all", "全部显示")).clicked() {
                state.clear();
            }
        });
        ui.add_space(8.0);
        if found.is_empty() {
            parts::empty(
                ui,
                kit,
                kit.t("No scenario matches.", "没有符合条件的场景。"),
                kit.t(
                    "Take away a filter, or search for fewer words.",
                    "减少筛选条件\u{ff0c}或少用几个搜索词。",
                ),
            );
            return intent;
        }
        let (playable, faulty): (Vec<&Entry>, Vec<&Entry>) =
            found.into_iter().partition(|entry| entry.is_playable());
        let narrowest = (em(ui) * 14.0).max(300.0);
        tiles::show(ui, "entries", playable.len(), narrowest, |ui, index, height| {
            let Some(entry) = playable.get(index) else { return 0.0 };
            let (chosen, needed) = card::playable(ui, kit, entry, height);
            if chosen {
                intent = Some(LibraryIntent::Choose(entry.id.clone()));
            }
            needed
        });
        for entry in faulty {
            card::faulty(ui, kit, entry, state);
            ui.add_space(8.0);
        }
        intent
    })
}
