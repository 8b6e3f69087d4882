//! The tools: a list to search, and the page of one with its form and its last outcome.

use std::collections::BTreeMap;

use egui::{Rect, Ui, pos2};

use super::fields::{self, Words};
use super::form::Form;
use super::look::Look;
use super::seen::Seen;
use super::table::Sheets;
use super::turn::Turn;
use super::{DeskIntent, Out, outcome, scroll, search, terms};
use crate::scenario::desk::{Effect, Tool};
use crate::session::Mode;
use crate::views::parts;
use crate::views::theme::Kit;

/// The tool on show and the forms being filled in.
#[derive(Debug, Default)]
pub(super) struct State {
    words: String,
    chosen: Option<String>,
    turn: Turn,
    forms: BTreeMap<String, Form>,
    /// The outcomes that have been on screen, by tool, as indexes in the log.
    shown: BTreeMap<String, usize>,
}

impl State {
    /// Shows why the session refused a tool.
    pub(super) fn rejected(&mut self, tool: &str, why: String) {
        self.forms.entry(tool.to_owned()).or_default().refused(why);
    }

    /// Shows what is wrong with an argument of a tool.
    pub(super) fn faulty(&mut self, tool: &str, argument: String, why: String) {
        self.forms.entry(tool.to_owned()).or_default().faulty(argument, why);
    }
}

/// Draws the list, or the tool that was chosen from it.
pub(super) fn show(
    ui: &mut Ui,
    look: Look<'_>,
    seen: &Seen,
    sheets: &mut Sheets,
    state: &mut State,
    out: &mut Out,
) {
    let chosen = state.chosen.clone();
    match chosen.as_ref().and_then(|name| Some((name, look.desk().tools.get(name)?))) {
        Some((name, tool)) => page(ui, look, seen, sheets, state, (name, tool), out),
        None => list(ui, look, seen, state, out),
    }
}

fn list(ui: &mut Ui, look: Look<'_>, seen: &Seen, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    let tools = &look.desk().tools;
    if tools.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("This desk has no tools.", "这个工作台没有工具。"),
            kit.t("Everything happens in the conversation.", "一切都在对话中完成。"),
        );
        return;
    }
    let box_ = fields::search(ui, &mut state.words, kit.t("Search tools", "搜索工具"), out);
    let words = search::words(&state.words);
    let mut fitting: Vec<(&String, &Tool)> = tools
        .iter()
        .filter(|(name, tool)| {
            let about = tool.about.as_ref().map_or("", |about| look.say(about));
            search::holds(&format!("{} {about} {name}", look.say(&tool.title)), &words)
        })
        .collect();
    fitting.sort_by_key(|(_, tool)| purpose(tool));
    if let (true, Some((name, tool))) = (fields::entered(ui, &box_), fitting.first()) {
        state.turn.open(&box_);
        open(state, name, tool);
    }
    if fitting.is_empty() {
        parts::empty(
            ui,
            kit,
            kit.t("No tool fits these words.", "没有符合的工具。"),
            kit.t("Try fewer words.", "换个词试试。"),
        );
        return;
    }
    scroll(ui, "tools", |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut group = None;
        for (name, tool) in fitting {
            if group.replace(purpose(tool)) != Some(purpose(tool)) {
                ui.add_space(6.0);
                fields::caption(ui, kit, purpose(tool).title(kit));
            }
            let title = look.say(&tool.title);
            let mut row = Words::new(ui, kit).strong(title);
            if seen.outcomes.contains_key(name) {
                row = row.faint(kit.t("  used", "  已用过"));
            }
            if let Some(about) = &tool.about {
                row = row.faint(&format!("\n{}", look.say(about)));
            }
            let row = row.row(ui, title);
            state.turn.row(&row, name);
            if row.clicked() {
                state.turn.open(&row);
                open(state, name, tool);
            }
        }
    });
}

/// What a tool is for, as far as its data tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Purpose {
    LookUp,
    Verify,
    Change,
}

impl Purpose {
    fn title(self, kit: &Kit) -> &'static str {
        match self {
            Self::LookUp => kit.t("Look up", "查询"),
            Self::Verify => kit.t("Verify", "核身"),
            Self::Change => kit.t("Act", "办理"),
        }
    }
}

fn purpose(tool: &Tool) -> Purpose {
    if tool.sets.contains(&Effect::Verified) {
        Purpose::Verify
    } else if tool.sets.is_empty() {
        Purpose::LookUp
    } else {
        Purpose::Change
    }
}

fn open(state: &mut State, name: &str, tool: &Tool) {
    state.chosen = Some(name.to_owned());
    state.forms.entry(name.to_owned()).or_default().start(tool);
}

fn page(
    ui: &mut Ui,
    look: Look<'_>,
    seen: &Seen,
    sheets: &mut Sheets,
    state: &mut State,
    (name, tool): (&str, &Tool),
    out: &mut Out,
) {
    let kit = look.kit;
    let back = fields::link(ui, kit, kit.t("‹ All tools", "‹ 全部工具"));
    // A form takes the keyboard itself.
    state.turn.page(&back);
    if back.clicked() {
        state.turn.close(&back, name);
        state.chosen = None;
    }
    scroll(ui, "tool", |ui| {
        parts::heading(ui, look.say(&tool.title));
        if let Some(about) = &tool.about {
            parts::faint(ui, kit, look.say(about));
        }
        facts(ui, look, tool);
        ui.add_space(6.0);
        let form = state.forms.entry(name.to_owned()).or_default();
        if let Some(args) = form.show(ui, look, seen, tool, out) {
            out.intents.push(DeskIntent::Tool(name.to_owned(), args));
        }
        ui.add_space(8.0);
        ui.separator();
        let top = ui.cursor().min;
        outcome::show(ui, look, seen, sheets, (name, tool), out);
        let last = seen.outcomes.get(name).copied();
        if state.shown.get(name).copied() != last
            && let Some(last) = last
        {
            // A new outcome comes into sight, however long the form above it is.
            let most = top.y + fields::em(ui) * 14.0;
            let rect = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().min.y.min(most)));
            ui.scroll_to_rect(rect, None);
            state.shown.insert(name.to_owned(), last);
        }
    });
}

/// What the tool needs first and what it changes; what the house expects stands there in learn mode only.
fn facts(ui: &mut Ui, look: Look<'_>, tool: &Tool) {
    let kit = look.kit;
    let expects = if look.session.mode() == Mode::Learn { terms::expects(look, tool) } else { Vec::new() };
    let rows = [
        (kit.t("Needs first", "前提"), terms::needs(look, tool)),
        (kit.t("Expected first", "应先做到"), expects),
        (kit.t("Changes", "变更"), terms::changes(look, tool)),
    ];
    for (title, items) in rows.iter().filter(|(_, items)| !items.is_empty()) {
        fields::pair(
            ui,
            |ui| fields::caption(ui, kit, title),
            |ui, _| fields::caption(ui, kit, &items.join(kit.t("; ", "；"))),
        );
    }
}
