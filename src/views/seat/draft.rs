//! The AI's draft: send it, edit it, or reject it and say what is wrong with it.

use egui::{Frame, Margin, RichText, Stroke, TextEdit, Ui};

use super::SeatIntent;
use crate::locale::names;
use crate::scenario::beat::FaultKind;
use crate::session::{MOST_CHARACTERS, Phase, Session};
use crate::views::parts;
use crate::views::theme::Kit;

/// How the draft is being judged.
#[derive(Default)]
pub struct DraftState {
    /// The draft these belong to.
    of: String,
    editing: Option<String>,
    rejecting: Option<[bool; 5]>,
    focus: bool,
}

impl DraftState {
    /// Takes the keyboard at the next drawing.
    pub fn wants_focus(&mut self) {
        self.focus = true;
    }
}

fn kinds() -> [FaultKind; 5] {
    [
        FaultKind::WrongFact(String::new()),
        FaultKind::WrongPolicy,
        FaultKind::Privacy,
        FaultKind::Tone,
        FaultKind::WrongCustomer,
    ]
}

/// Draws the draft on offer, if there is one.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    session: &Session,
    state: &mut DraftState,
    intents: &mut Vec<SeatIntent>,
) {
    let Some(draft) = session.draft().filter(|_| session.phase() == Phase::Talking) else {
        *state = DraftState::default();
        return;
    };
    if state.of != draft {
        *state = DraftState { of: draft.to_owned(), ..DraftState::default() };
    }
    let frame = Frame::new()
        .fill(kit.palette.chosen)
        .stroke(Stroke::new(1.0, kit.palette.accent))
        .corner_radius(egui::CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(kit.t("AI draft", "AI 草稿")).small().strong().color(kit.palette.accent));
        if let Some(text) = &mut state.editing {
            editing(ui, kit, text, intents);
            if ui.button(kit.t("Discard my changes", "放弃修改")).clicked() {
                state.editing = None;
            }
        } else if let Some(ticked) = &mut state.rejecting {
            ui.label(draft);
            if rejecting(ui, kit, ticked, intents) {
                state.rejecting = None;
            }
        } else {
            ui.label(draft);
            ui.horizontal_wrapped(|ui| {
                let send = ui.button(kit.t("Send as it is", "原样发送"));
                if std::mem::take(&mut state.focus) {
                    send.request_focus();
                }
                if send.clicked() {
                    intents.push(SeatIntent::SendDraft);
                }
                if ui.button(kit.t("Edit", "修改")).clicked() {
                    state.editing = Some(draft.to_owned());
                }
                if ui.button(kit.t("Reject…", "拒绝…")).clicked() {
                    state.rejecting = Some([false; 5]);
                }
                parts::faint(ui, kit, kit.t("or just answer yourself", "也可以不用它，自己回复"));
            });
        }
    });
    ui.add_space(4.0);
}

fn editing(ui: &mut Ui, kit: &Kit, text: &mut String, intents: &mut Vec<SeatIntent>) {
    let edit = TextEdit::multiline(text)
        .desired_width(f32::INFINITY)
        .margin(parts::INSIDE)
        .char_limit(MOST_CHARACTERS)
        .desired_rows(2);
    let response = parts::named(ui.add(edit), kit.t("Edited draft", "修改后的草稿"));
    if response.changed() {
        intents.push(SeatIntent::Typing);
    }
    if parts::primary(ui, kit, kit.t("Send the edited draft", "发送修改后的草稿"), !text.trim().is_empty())
        .clicked()
    {
        intents.push(SeatIntent::EditDraft(text.trim().to_owned()));
    }
}

/// Asks what is wrong with it; true once that is over.
fn rejecting(ui: &mut Ui, kit: &Kit, ticked: &mut [bool; 5], intents: &mut Vec<SeatIntent>) -> bool {
    let mut over = false;
    parts::faint(ui, kit, kit.t("What is wrong with it?", "问题出在哪里？"));
    ui.horizontal_wrapped(|ui| {
        for (kind, on) in kinds().iter().zip(ticked.iter_mut()) {
            ui.checkbox(on, names::fault(kind, kit.language));
        }
    });
    ui.horizontal_wrapped(|ui| {
        if parts::primary(ui, kit, kit.t("Reject the draft", "拒绝这份草稿"), true).clicked() {
            let named = kinds().into_iter().zip(*ticked).filter(|(_, on)| *on).map(|(kind, _)| kind);
            intents.push(SeatIntent::RejectDraft(named.collect()));
            over = true;
        }
        over |= ui.button(kit.t("Back", "返回")).clicked();
    });
    over
}
