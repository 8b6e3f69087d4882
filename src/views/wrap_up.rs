//! The wrap-up: the ticket's fields, what it was about, and the AI's summary to correct.

use egui::{TextEdit, Ui};

use super::page;
use super::parts;
use super::theme::Kit;
use crate::locale::names;
use crate::scenario::Text;
use crate::session::{Phase, Session, Ticket};

/// The ticket as filled in so far.
#[derive(Default)]
pub struct WrapUpState {
    ticket: Ticket,
    begun: bool,
    /// Why it was refused, until it is filed again.
    pub refused: Option<String>,
}

/// What the trainee wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrapUpIntent {
    /// File the ticket.
    File(Ticket),
    /// Something is being typed.
    Typing,
}

/// Draws the wrap-up.
pub fn show(ui: &mut Ui, kit: &Kit, session: &Session, state: &mut WrapUpState) -> Vec<WrapUpIntent> {
    let mut intents = Vec::new();
    let summary = session.scenario().file().wrap_up.summary.as_ref();
    if !std::mem::replace(&mut state.begun, true)
        && let Some(summary) = summary
    {
        summary.text.get(session.language()).clone_into(&mut state.ticket.summary);
    }
    let widest = (page::em(ui) * 36.0).max(760.0);
    page::column(ui, "wrap up", widest, |ui| {
        page::title(ui, kit.t("Wrap-up", "话后小结"));
        if let Phase::WrapUp(outcome) = session.phase() {
            let how = names::outcome(outcome, kit.language);
            let over = kit.t("The conversation is over", "对话结束");
            parts::faint(ui, kit, names::headed(over, how, kit.language));
        }
        parts::card(ui, kit, |ui| ticket(ui, kit, session, &mut state.ticket, &mut intents));
        ui.add_space(8.0);
        if summary.is_some() {
            parts::card(ui, kit, |ui| correct(ui, kit, &mut state.ticket.summary, &mut intents));
            ui.add_space(8.0);
        }
        if let Some(why) = &state.refused {
            parts::announced(parts::coloured(ui, kit.palette.bad, format!("✖ {why}")));
        }
        if parts::primary(ui, kit, kit.t("File the ticket", "提交工单"), true).clicked() {
            intents.push(WrapUpIntent::File(filed(&state.ticket)));
        }
    });
    intents
}

/// What the contact was about, and the fields of the ticket.
fn ticket(ui: &mut Ui, kit: &Kit, session: &Session, ticket: &mut Ticket, intents: &mut Vec<WrapUpIntent>) {
    ui.set_width(ui.available_width());
    let wrap_up = &session.scenario().file().wrap_up;
    let talk = session.language();
    if !wrap_up.dispositions.is_empty() {
        let title = kit.t("What was it about?", "归类：这次是什么问题？");
        choose(ui, kit, title, wrap_up.dispositions.iter(), talk, &mut ticket.disposition);
    }
    for (name, field) in &wrap_up.fields {
        let value = ticket.fields.entry(name.clone()).or_default();
        let title = field.title.get(talk);
        if field.choices.is_empty() {
            let label = parts::heading(ui, title);
            let edit = TextEdit::singleline(value).desired_width(page::em(ui) * 16.0).margin(parts::INSIDE);
            if ui.add(edit).labelled_by(label.id).changed() {
                intents.push(WrapUpIntent::Typing);
            }
        } else {
            choose(ui, kit, title, field.choices.iter(), talk, value);
        }
    }
}

/// The AI's summary, to be corrected.
fn correct(ui: &mut Ui, kit: &Kit, summary: &mut String, intents: &mut Vec<WrapUpIntent>) {
    ui.set_width(ui.available_width());
    let label = parts::heading(ui, kit.t("AI summary", "AI 小结"));
    parts::faint(
        ui,
        kit,
        kit.t("Written by the AI. Correct it where it is wrong.", "由 AI 撰写，有错就改。"),
    );
    let edit =
        TextEdit::multiline(summary).desired_width(f32::INFINITY).desired_rows(4).margin(parts::INSIDE);
    if ui.add(edit).labelled_by(label.id).changed() {
        intents.push(WrapUpIntent::Typing);
    }
}

/// The ticket as it is filed: without fields left empty.
fn filed(ticket: &Ticket) -> Ticket {
    let mut ticket = ticket.clone();
    ticket.fields.retain(|_, value| !value.trim().is_empty());
    ticket.summary = ticket.summary.trim().to_owned();
    ticket
}

/// One of several codes, by their names.
fn choose<'a>(
    ui: &mut Ui,
    kit: &Kit,
    title: &str,
    choices: impl Iterator<Item = (&'a String, &'a Text)>,
    talk: crate::scenario::Language,
    chosen: &mut String,
) {
    parts::heading(ui, title);
    ui.horizontal_wrapped(|ui| {
        for (code, text) in choices {
            let picked = chosen == code;
            if page::choice(ui, kit, picked, text.get(talk)).clicked() {
                if picked { chosen.clear() } else { chosen.clone_from(code) }
            }
        }
    });
    ui.add_space(6.0);
}
