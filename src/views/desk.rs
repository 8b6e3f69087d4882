//! The desk panel of the seat: tools, records, knowledge, services, team, macros and notes beside the conversation.

mod articles;
mod fields;
mod form;
mod look;
mod macros;
mod outcome;
mod quote;
mod records;
mod search;
mod seen;
mod services;
mod table;
mod team;
mod terms;
mod tools;
mod turn;

use std::collections::BTreeMap;

use egui::{
    Button, FocusDirection, Frame, Margin, RichText, ScrollArea, Stroke, TextEdit, TextStyle, Ui, vec2,
};

use super::help::{Command, keys};
use super::theme::Kit;
use super::{page, parts};
use crate::session::{Rejected, Session};
use look::Look;
use seen::Seen;

/// What the trainee wants of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskIntent {
    /// Uses a tool with these arguments.
    Tool(String, BTreeMap<String, String>),
    /// Opens a knowledge article by id.
    Read(String),
    /// Asks the supervisor about a topic.
    Consult(String),
    /// Hands the customer over to a team, with a note for the colleague.
    HandOver(String, String),
    /// Puts a text into the composer.
    Insert(String),
    /// Somebody is filling in something; the time since the frame before is no silence.
    Typing,
}

/// A page of the desk, in the order of its tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The tools and their forms.
    #[default]
    Tools,
    /// Every record shown so far.
    Records,
    /// The knowledge base.
    Knowledge,
    /// The services with their history.
    Services,
    /// Policies, supervisor, hand-over.
    Team,
    /// Ready replies.
    Macros,
    /// The trainee's notepad.
    Notes,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 7] =
        [Self::Tools, Self::Records, Self::Knowledge, Self::Services, Self::Team, Self::Macros, Self::Notes];

    /// What it is called.
    pub fn title(self, kit: &Kit) -> &'static str {
        match self {
            Self::Tools => kit.t("Tools", "工具"),
            Self::Records => kit.t("Records", "记录"),
            Self::Knowledge => kit.t("Knowledge", "知识库"),
            Self::Services => kit.t("Services", "系统状态"),
            Self::Team => kit.t("Team", "团队"),
            Self::Macros => kit.t("Macros", "快捷回复"),
            Self::Notes => kit.t("Notes", "便签"),
        }
    }
}

/// What the panel remembers of one session between two frames.
#[derive(Debug, Default)]
pub struct DeskState {
    tab: Tab,
    /// Whether the keyboard goes to the tab when it is next drawn.
    called: bool,
    /// Whether it goes on to the page below the tabs.
    enters: bool,
    seen: Seen,
    sheets: table::Sheets,
    tools: tools::State,
    records: records::State,
    articles: articles::State,
    team: team::State,
    macros: macros::State,
    note: String,
}

impl DeskState {
    /// Where [`DeskState::rejected`] shows why the supervisor could not be asked.
    pub const CONSULT: &'static str = "/consult";
    /// Where [`DeskState::rejected`] shows why the customer could not be handed over.
    pub const HAND_OVER: &'static str = "/handover";

    /// The tab on show.
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// Shows the tab at `index`, from 0, and takes the keyboard there; an index without a tab changes nothing.
    pub fn select(&mut self, index: usize) {
        if let Some(tab) = Tab::ALL.get(index) {
            self.tab = *tab;
            self.called = true;
        }
    }

    /// The notepad.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Fills the notepad, as when a session goes on.
    pub fn set_note(&mut self, note: String) {
        self.note = note;
    }

    /// Shows beside the form of `tool` (or [`Self::CONSULT`], [`Self::HAND_OVER`]) why the session refused it.
    pub fn rejected(&mut self, tool: &str, why: String) {
        match tool {
            Self::CONSULT | Self::HAND_OVER => self.team.rejected(tool, why),
            _ => self.tools.rejected(tool, why),
        }
    }

    /// Like [`Self::rejected`], but beside the field that is at fault, where one is, in words that fit a form.
    pub fn refused(&mut self, tool: &str, why: &Rejected, kit: &Kit) {
        match form::fault(why, kit) {
            (Some(argument), words) => self.tools.faulty(tool, argument, words),
            (None, words) => self.rejected(tool, words),
        }
    }
}

/// What a page hands back: intents, and whether somebody typed.
#[derive(Debug, Default)]
struct Out {
    intents: Vec<DeskIntent>,
    typed: bool,
    go: Option<Tab>,
}

/// Draws the desk of a session and returns what the trainee wants of it.
pub fn show(ui: &mut Ui, kit: &Kit, session: &Session, state: &mut DeskState) -> Vec<DeskIntent> {
    let look = Look { kit, session };
    let mut out = Out::default();
    state.seen.refresh(session);
    tabs(ui, look, state);
    ui.add_space(2.0);
    let DeskState { tab, called: _, enters: _, seen, sheets, tools, records, articles, team, macros, note } =
        state;
    match *tab {
        Tab::Tools => tools::show(ui, look, seen, sheets, tools, &mut out),
        Tab::Records => records::show(ui, look, seen, sheets, records, &mut out),
        Tab::Knowledge => articles::show(ui, look, seen, articles, &mut out),
        Tab::Services => services::show(ui, look, seen),
        Tab::Team => team::show(ui, look, seen, team, &mut out),
        Tab::Macros => macros::show(ui, look, macros, &mut out),
        Tab::Notes => notes(ui, look, note, &mut out),
    }
    *tab = out.go.unwrap_or(*tab);
    if out.typed {
        out.intents.push(DeskIntent::Typing);
    }
    out.intents
}

/// The tabs: in body text where they fit on a line, else smaller, else on several lines.
fn tabs(ui: &mut Ui, look: Look<'_>, state: &mut DeskState) {
    let news = state.seen.news(state.tab == Tab::Services);
    let titles: Vec<(Tab, String)> = Tab::ALL
        .into_iter()
        .map(|tab| {
            let title = tab.title(look.kit);
            let news = if tab == Tab::Services && news > 0 { format!(" ({news})") } else { String::new() };
            (tab, format!("{title}{news}"))
        })
        .collect();
    let padding = 8.0;
    let width = |style: &TextStyle| -> f32 {
        let font = style.resolve(ui.style());
        let colour = look.kit.palette.text;
        titles
            .iter()
            .map(|(_, title)| {
                ui.painter().layout_no_wrap(title.clone(), font.clone(), colour).size().x + 2.0 * padding
            })
            .sum()
    };
    let style =
        if width(&TextStyle::Body) <= ui.available_width() { TextStyle::Body } else { TextStyle::Small };
    // From the last tab the keyboard goes on to the first control of the page.
    if std::mem::take(&mut state.enters) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    }
    let mut last = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        ui.spacing_mut().button_padding = vec2(padding, 6.0);
        for (number, (tab, title)) in (1..).zip(titles) {
            let chosen = state.tab == tab;
            let palette = &look.kit.palette;
            let colour = if chosen { palette.accent } else { palette.faint };
            let words = RichText::new(title).text_style(style.clone()).color(colour);
            let button =
                Button::selectable(chosen, words).fill(egui::Color32::TRANSPARENT).stroke(Stroke::NONE);
            let response = ui.add(button).on_hover_text(keys(ui.ctx(), Command::Desk(number)));
            if chosen {
                let rect = response.rect;
                let stroke = Stroke::new(2.0, palette.accent);
                ui.painter().hline(rect.shrink2(vec2(padding, 0.0)).x_range(), rect.bottom() - 1.0, stroke);
            }
            last = Some(response.id);
            if response.clicked() {
                state.tab = tab;
            }
        }
    });
    if let Some(last) = last.filter(|_| std::mem::take(&mut state.called)) {
        ui.memory_mut(|memory| memory.request_focus(last));
        state.enters = true;
        ui.ctx().request_repaint();
    }
    ui.painter().hline(
        ui.max_rect().x_range(),
        ui.cursor().top() - 1.0,
        Stroke::new(1.0, look.kit.palette.line),
    );
}

/// The part of a page that scrolls.
fn scroll(ui: &mut Ui, salt: &str, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(("desk", salt)).auto_shrink(false).show(ui, |ui| {
        // Room for the scroll bar, so that it never lies on a button.
        Frame::new().inner_margin(Margin { right: 10, ..Margin::ZERO }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
            ui.add_space(12.0);
        });
        page::follow_focus(ui);
        page::own_pages(ui);
    });
}

fn notes(ui: &mut Ui, look: Look<'_>, note: &mut String, out: &mut Out) {
    let title = parts::faint(
        ui,
        look.kit,
        look.kit.t("Your notes. Nobody else sees them.", "您的便签，只有自己能看到。"),
    );
    scroll(ui, "notes", |ui| {
        let hint = look.kit.t("Name, number, what was promised…", "称呼、编号、答应过什么……");
        let edit = TextEdit::multiline(note)
            .hint_text(hint)
            .desired_rows(12)
            .desired_width(f32::INFINITY)
            .margin(parts::INSIDE)
            .char_limit(crate::session::MOST_CHARACTERS);
        let response = ui.add(edit).labelled_by(title.id);
        out.typed |= response.changed();
    });
}
