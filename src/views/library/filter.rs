//! Which scenarios are shown.

use std::collections::BTreeSet;

use egui::{ComboBox, TextEdit, Ui, vec2};

use super::entry::{Done, Entry, Role};
use crate::locale::names;
use crate::scenario::Language;
use crate::scenario::file::ScenarioKind;
use crate::views::page::em;
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;
use crate::views::tiles;

/// What the library is narrowed to, and which faulty scenarios lie open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryState {
    /// Words that must all occur.
    pub search: String,
    /// Only this kind.
    pub kind: Option<ScenarioKind>,
    /// Only this level.
    pub level: Option<u8>,
    /// Only what counts towards this role.
    pub role: Option<Role>,
    /// Only what was done so far.
    pub done: Option<Done>,
    /// Faulty scenarios whose diagnostics are shown, by id.
    pub open: BTreeSet<String>,
}

impl LibraryState {
    /// Whether anything is left out.
    pub fn is_narrowed(&self) -> bool {
        !self.search.trim().is_empty()
            || self.kind.is_some()
            || self.level.is_some()
            || self.role.is_some()
            || self.done.is_some()
    }

    /// Shows everything again.
    pub fn clear(&mut self) {
        *self = Self { open: std::mem::take(&mut self.open), ..Self::default() };
    }

    /// Whether this scenario is shown.
    pub fn wants(&self, entry: &Entry) -> bool {
        self.kind.is_none_or(|kind| entry.kind == Some(kind))
            && self.level.is_none_or(|level| entry.level == level)
            && self.done.is_none_or(|done| entry.done == done)
            && self.role.as_ref().is_none_or(|wanted| entry.roles.iter().any(|role| role.counts_for(wanted)))
            && self.finds(entry)
    }

    fn finds(&self, entry: &Entry) -> bool {
        let wanted = self.search.to_lowercase();
        let mut words = wanted.split_whitespace().peekable();
        if words.peek().is_none() {
            return true;
        }
        let mut text = entry.id.to_lowercase();
        for language in Language::ALL {
            for part in [
                entry.title.get(language),
                entry.briefing.get(language),
                entry.kind.map_or("", |kind| names::kind(kind, language)),
            ] {
                text.push('\n');
                text.push_str(&part.to_lowercase());
            }
        }
        words.all(|word| text.contains(word))
    }
}

/// Draws the search field and the choices; only what some entry has is on offer.
pub(super) fn show(ui: &mut Ui, kit: &Kit, entries: &[Entry], state: &mut LibraryState) {
    tiles::show(ui, "filters", 5, em(ui) * 8.5, |ui, index, _| {
        match index {
            0 => search(ui, kit, state),
            1 => kind(ui, kit, entries, state),
            2 => level(ui, kit, entries, state),
            3 => {
                let done = [Done::Never, Done::Tried, Done::Passed];
                let done = done.map(|done| (done, word(done, kit).to_owned()));
                pick(ui, kit, kit.t("Done", "完成情况"), &mut state.done, &done);
            }
            _ => role(ui, kit, entries, state),
        }
        ui.min_rect().height()
    });
}

fn search(ui: &mut Ui, kit: &Kit, state: &mut LibraryState) {
    let label = faint(ui, kit, kit.t("Search", "搜索"));
    let field = TextEdit::singleline(&mut state.search)
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, ui.spacing().button_padding.y))
        .hint_text(kit.t("title, briefing", "标题或简报"));
    ui.add(field).labelled_by(label.id);
}

fn kind(ui: &mut Ui, kit: &Kit, entries: &[Entry], state: &mut LibraryState) {
    let kinds: BTreeSet<ScenarioKind> = entries.iter().filter_map(|entry| entry.kind).collect();
    let kinds: Vec<_> =
        kinds.into_iter().map(|kind| (kind, names::kind(kind, kit.language).to_owned())).collect();
    pick(ui, kit, kit.t("Kind", "类型"), &mut state.kind, &kinds);
}

fn level(ui: &mut Ui, kit: &Kit, entries: &[Entry], state: &mut LibraryState) {
    let levels: BTreeSet<u8> = entries.iter().map(|entry| entry.level).filter(|level| *level > 0).collect();
    let levels: Vec<_> = levels.into_iter().map(|level| (level, level.to_string())).collect();
    pick(ui, kit, kit.t("Level", "难度"), &mut state.level, &levels);
}

fn role(ui: &mut Ui, kit: &Kit, entries: &[Entry], state: &mut LibraryState) {
    let mut roles: Vec<(Role, String)> = Vec::new();
    for role in entries.iter().flat_map(|entry| &entry.roles) {
        if !roles.iter().any(|(known, _)| known.id == role.id) {
            roles.push((role.clone(), role.title.get(kit.language).to_owned()));
        }
    }
    pick(ui, kit, kit.t("Role", "岗位"), &mut state.role, &roles);
}

/// How far somebody has got, in words.
pub(super) fn word(done: Done, kit: &Kit) -> &'static str {
    match done {
        Done::Never => kit.t("not tried yet", "还没试过"),
        Done::Tried => kit.t("tried", "试过"),
        Done::Passed => kit.t("passed", "已通过"),
    }
}

/// A choice of one or all, with its label before it.
fn pick<T: Clone + PartialEq>(
    ui: &mut Ui,
    kit: &Kit,
    label: &str,
    value: &mut Option<T>,
    all: &[(T, String)],
) {
    let any = kit.t("all", "全部");
    let chosen = value.as_ref().and_then(|value| all.iter().find(|(one, _)| one == value));
    let shown = chosen.map_or(any, |(_, words)| words.as_str()).to_owned();
    let name = faint(ui, kit, label);
    let combo = ComboBox::from_id_salt(label)
        .selected_text(shown)
        .width(ui.available_width())
        .height(em(ui) * 14.0)
        .truncate();
    let each = all.iter().map(|(one, words)| (Some(one.clone()), words.clone()));
    let options = std::iter::once((None, any.to_owned())).chain(each);
    parts::choose(ui, combo, value, options).labelled_by(name.id);
}
