//! The wrap-up: the ticket's fields, what it was about, and the AI's summary to correct.

use egui::{ScrollArea, TextEdit, Ui};

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
    let wrap_up = &session.scenario().file().wrap_up;
    let talk = session.language();
    if !std::mem::replace(&mut state.begun, true)
        && let Some(summary) = &wrap_up.summary
    {
        summary.text.get(talk).clone_into(&mut state.ticket.summary);
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        parts::column(ui, 760.0, |ui| {
            ui.heading(kit.t("Wrap-up", "话后小结"));
            if let Phase::WrapUp(outcome) = session.phase() {
                let how = names::outcome(outcome, kit.language);
                parts::faint(
                    ui,
                    kit,
                    names::headed(kit.t("The conversation is over", "对话结束"), how, kit.language),
                );
            }
            parts::card(ui, kit, |ui| {
                ui.set_width(ui.available_width());
                if !wrap_up.dispositions.is_empty() {
                    let title = kit.t("What was it about?", "归类：这次是什么问题？");
                    choose(ui, kit, title, wrap_up.dispositions.iter(), talk, &mut state.ticket.disposition);
                }
                for (name, field) in &wrap_up.fields {
                    let value = state.ticket.fields.entry(name.clone()).or_default();
                    let title = field.title.get(talk);
                    if field.choices.is_empty() {
                        parts::heading(ui, title);
                        let response = ui.add(TextEdit::singleline(value).desired_width(320.0));
                        response.widget_info(|| {
                            egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, title)
                        });
                        if response.changed() {
                            intents.push(WrapUpIntent::Typing);
                        }
                    } else {
                        choose(ui, kit, title, field.choices.iter(), talk, value);
                    }
                }
            });
            ui.add_space(8.0);
            if wrap_up.summary.is_some() {
                parts::card(ui, kit, |ui| {
                    ui.set_width(ui.available_width());
                    parts::heading(ui, kit.t("AI summary", "AI 小结"));
                    parts::faint(
                        ui,
                        kit,
                        kit.t("Written by the AI. Correct it where it is wrong.", "由 AI 撰写，有错就改。"),
                    );
                    let edit = TextEdit::multiline(&mut state.ticket.summary)
                        .desired_width(f32::INFINITY)
                        .desired_rows(4);
                    let response = ui.add(edit);
                    let named = kit.t("Summary", "小结");
                    response
                        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, named));
                    if response.changed() {
                        intents.push(WrapUpIntent::Typing);
                    }
                });
            }
            ui.add_space(8.0);
            if let Some(why) = &state.refused {
                parts::coloured(ui, kit.palette.bad, format!("✗ {why}"));
            }
            if parts::primary(ui, kit, kit.t("File the ticket", "提交工单"), true).clicked() {
                let mut ticket = state.ticket.clone();
                ticket.fields.retain(|_, value| !value.trim().is_empty());
                let summary = ticket.summary.trim().to_owned();
                ticket.summary = summary;
                intents.push(WrapUpIntent::File(ticket));
            }
        });
    });
    intents
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
