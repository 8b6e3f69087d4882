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
    enter_sends: bool,
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
        let focus = std::mem::take(&mut state.focus);
        if let Some(text) = &mut state.editing {
            editing(ui, kit, text, focus, enter_sends, intents);
            if ui.button(kit.t("Discard my changes", "放弃修改")).clicked() {
                state.editing = None;
                state.focus = true;
            }
        } else if let Some(ticked) = &mut state.rejecting {
            ui.label(draft);
            if rejecting(ui, kit, ticked, focus, intents) {
                state.rejecting = None;
                state.focus = true;
            }
        } else {
            ui.label(draft);
            ui.horizontal_wrapped(|ui| {
                if ui.button(kit.t("Send as it is", "原样发送")).clicked() {
                    intents.push(SeatIntent::SendDraft);
                }
                // The keyboard arrives where one key too many does no harm.
                let edit = ui.button(kit.t("Edit", "修改"));
                if focus {
                    edit.request_focus();
                }
                if edit.clicked() {
                    state.editing = Some(draft.to_owned());
                    state.focus = true;
                }
                if ui.button(kit.t("Reject…", "拒绝…")).clicked() {
                    state.rejecting = Some([false; 5]);
                    state.focus = true;
                }
                parts::faint(ui, kit, kit.t("or just answer yourself", "也可以不用它，自己回复"));
            });
        }
    });
    ui.add_space(4.0);
}

fn editing(
    ui: &mut Ui,
    kit: &Kit,
    text: &mut String,
    focus: bool,
    enter_sends: bool,
    intents: &mut Vec<SeatIntent>,
) {
    let id = ui.id().with("edited_draft");
    let pressed = ui.memory(|memory| memory.has_focus(id)) && super::composer::sends(ui, enter_sends);
    let edit = TextEdit::multiline(text)
        .id(id)
        .desired_width(f32::INFINITY)
        .margin(parts::INSIDE)
        .char_limit(MOST_CHARACTERS)
        .desired_rows(2);
    let response = parts::named(ui.add(edit), kit.t("Edited draft", "修改后的草稿"));
    if focus {
        response.request_focus();
    }
    if response.changed() {
        intents.push(SeatIntent::Typing);
    }
    let whole = !text.trim().is_empty();
    let clicked =
        parts::primary(ui, kit, kit.t("Send the edited draft", "发送修改后的草稿"), whole).clicked();
    if clicked || (pressed && whole) {
        intents.push(SeatIntent::EditDraft(text.trim().to_owned()));
    }
}

/// Asks what is wrong with it; true once that is over.
fn rejecting(
    ui: &mut Ui,
    kit: &Kit,
    ticked: &mut [bool; 5],
    focus: bool,
    intents: &mut Vec<SeatIntent>,
) -> bool {
    let mut over = false;
    parts::faint(ui, kit, kit.t("What is wrong with it?", "问题出在哪里？"));
    ui.horizontal_wrapped(|ui| {
        for (at, (kind, on)) in kinds().iter().zip(ticked.iter_mut()).enumerate() {
            let tick = ui.checkbox(on, names::fault(kind, kit.language));
            if focus && at == 0 {
                tick.request_focus();
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        over |= ui.button(kit.t("Back", "返回")).clicked();
        let any = ticked.iter().any(|on| *on);
        let reject = parts::primary(ui, kit, kit.t("Reject the draft", "拒绝这份草稿"), any);
        if reject.on_disabled_hover_text(kit.t("Tick what is wrong first", "请先勾选问题")).clicked() {
            let named = kinds().into_iter().zip(*ticked).filter(|(_, on)| *on).map(|(kind, _)| kind);
            intents.push(SeatIntent::RejectDraft(named.collect()));
            over = true;
        }
    });
    over
}
