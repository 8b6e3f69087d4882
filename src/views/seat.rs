//! The seat: the customer on their stage, the conversation, the composer, and the desk beside it.

mod bar;
mod guard;
pub mod composer;
pub mod draft;
pub mod heard;
mod split;
pub mod talk;

use egui::{Frame, Margin, Panel, Rect, RichText, ScrollArea, Stroke, Ui};

use super::desk::{self, DeskIntent, DeskState};
use super::help::{self, Command};
use super::theme::{Kit, section};
use super::{page, parts};
use crate::scenario::Act;
use crate::scenario::beat::FaultKind;
use crate::session::event::Origin;
use crate::session::{Mode, Phase, Session};

/// Width in points, at text of 100 %, below which desk and conversation take turns.
const NARROW: f32 = 900.0;

/// What the seat remembers between two drawings.
#[derive(Default)]
pub struct SeatState {
    /// The message being typed.
    pub composer: composer::Composer,
    /// How the AI draft is being judged.
    pub draft: draft::DraftState,
    /// The desk's tabs and forms.
    pub desk: DeskState,
    /// How the conversation is scrolled.
    pub talk: talk::TalkState,
    /// Why the last action was refused, until the next one.
    pub refused: Option<String>,
    /// Whether the narrow window shows the desk.
    pub at_desk: bool,
    leaving: bar::Leaving,
    guard: guard::Guard,
    /// How wide the desk was made.
    desk_width: Option<f32>,
}

/// What is drawn.
pub struct Scene<'a> {
    /// The session.
    pub session: &'a Session,
    /// How many characters of the customer's last line are out; all where none.
    pub spoken: Option<usize>,
    /// Seconds on the clock, running on between two actions.
    pub clock: u32,
    /// Seconds an announced hold still lasts.
    pub hold: Option<u32>,
    /// Whether everything done so far is on disk.
    pub saved: bool,
    /// Whether whoever leads the trainee's team sees this attempt.
    pub watched: bool,
    /// Whether plain Enter sends; otherwise Ctrl+Enter does.
    pub enter_sends: bool,
}

/// What the trainee wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatIntent {
    /// Send a message, with how it came into the composer; the customer waits a moment for more.
    Send(String, Origin),
    /// Send the draft as it is.
    SendDraft,
    /// Send the draft as edited.
    EditDraft(String),
    /// Reject the draft, naming its faults.
    RejectDraft(Vec<FaultKind>),
    /// Something at the desk.
    Desk(DeskIntent),
    /// A reply, by the place in the log of what was heard in it, was meant to do this as well.
    Meant(u32, Act),
    /// Ask for a hint.
    Hint,
    /// Go back to before the last reply.
    StepBack,
    /// End the contact and go to the wrap-up.
    End,
    /// On to the ticket, once the conversation is over.
    WrapUp,
    /// Something is being typed, so that it is no silence.
    Typing,
}

/// What was drawn and what is wanted.
pub struct Seated {
    /// In the order they were asked for.
    pub intents: Vec<SeatIntent>,
    /// Where the customer stands.
    pub stage: Rect,
}

/// Draws the seat.
pub fn show(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>, state: &mut SeatState) -> Seated {
    let mut intents = Vec::new();
    shortcuts(ui, scene, state, &mut intents);
    if state.guard.lost(ui) {
        state.composer.wants_focus();
    }
    let scale = ui.text_style_height(&egui::TextStyle::Body) / 20.0;
    let narrow = ui.available_width() < NARROW * scale.max(1.0);
    let bar = Frame::new().fill(kit.palette.card).inner_margin(Margin::symmetric(16, 8));
    Panel::top("seat_bar").frame(bar).show(ui, |ui| bar::show(ui, kit, scene, state, narrow, &mut intents));
    if !narrow {
        let side = Frame::new().fill(kit.palette.card).inner_margin(Margin::same(12));
        let room = ui.available_width();
        let panel = Panel::right("seat_desk").frame(side).exact_size(split::width(room, state.desk_width));
        let desk =
            panel.resizable(false).show(ui, |ui| at_desk(ui, kit, scene, state, &mut intents)).response;
        split::grip(ui, kit, desk.rect, room, &mut state.desk_width);
    }
    if narrow && state.at_desk {
        let whole = Frame::new().fill(kit.palette.card).inner_margin(Margin::same(12));
        egui::CentralPanel::default()
            .frame(whole)
            .show(ui, |ui| at_desk(ui, kit, scene, state, &mut intents));
        return Seated { intents, stage: Rect::NOTHING };
    }
    let room = ui.available_height();
    let low = Frame::new().fill(kit.palette.ground).inner_margin(Margin {
        left: 16,
        right: 16,
        top: 8,
        bottom: 14,
    });
    Panel::bottom("seat_composer").frame(low).show(ui, |ui| {
        if let Some(why) = &state.refused {
            parts::announced(parts::coloured(ui, kit.palette.bad, format!("✖ {why}")));
        }
        // Whatever is on offer, the customer's last line stays in sight.
        let tall = room * 0.3;
        ScrollArea::vertical().id_salt("draft").max_height(tall).auto_shrink([false, true]).show(ui, |ui| {
            draft::show(ui, kit, scene.session, &mut state.draft, scene.enter_sends, &mut intents);
        });
        let judged = |intent: &SeatIntent| {
            matches!(intent, SeatIntent::SendDraft | SeatIntent::EditDraft(_) | SeatIntent::RejectDraft(_))
        };
        if intents.iter().any(judged) {
            state.composer.wants_focus();
        }
        composer::show(ui, kit, scene, &mut state.composer, &mut intents);
    });
    let left = ui.available_height();
    let tallness = (left * 0.42).clamp(90.0, 330.0);
    let high_enough = left > page::em(ui) * 12.0;
    let strip = Panel::top("seat_stage")
        .frame(Frame::new().inner_margin(Margin::symmetric(16, 8)))
        .exact_size(tallness)
        .show_separator_line(false);
    let place =
        if high_enough { strip.show(ui, |ui| beside_the_stage(ui, kit, scene)).inner } else { Rect::NOTHING };
    let whole = Frame::new().fill(kit.palette.ground).inner_margin(Margin::symmetric(16, 0));
    egui::CentralPanel::default().frame(whole).show(ui, |ui| {
        talk::show(ui, kit, scene, &mut state.talk, &mut intents);
    });
    Seated { intents, stage: place }
}

/// The stage at the left of its strip, and who it is at the right.
fn beside_the_stage(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>) -> Rect {
    let area = ui.available_rect_before_wrap();
    let wide = (area.height() * 1.15).min(area.width() * 0.6);
    let stage = Rect::from_min_size(area.min, egui::vec2(wide, area.height()));
    ui.painter().rect_stroke(
        stage,
        egui::CornerRadius::same(10),
        Stroke::new(1.0, kit.palette.line),
        egui::StrokeKind::Inside,
    );
    let mut beside = area;
    beside.min.x = stage.max.x + 14.0;
    let file = scene.session.scenario().file();
    let talk = scene.session.language();
    let mut right = ui.new_child(egui::UiBuilder::new().max_rect(beside));
    ScrollArea::vertical().id_salt("who").auto_shrink([false, false]).show(&mut right, |ui| {
        ui.label(RichText::new(file.customer.name.get(talk)).text_style(section()));
        if scene.session.mode() == Mode::Learn {
            moods(ui, kit, scene);
        }
        parts::faint(ui, kit, file.briefing.get(talk));
    });
    ui.advance_cursor_after_rect(area);
    stage
}

/// The customer's mood as three bars, in learn mode.
fn moods(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>) {
    let mood = scene.session.mood();
    let palette = &kit.palette;
    egui::Grid::new("moods").num_columns(3).spacing(egui::vec2(8.0, 0.0)).min_row_height(0.0).show(
        ui,
        |ui| {
            for (name, level, colour) in [
                (kit.t("Anger", "怒气"), mood.anger, palette.anger),
                (kit.t("Worry", "担忧"), mood.worry, palette.worry),
                (kit.t("Trust", "信任"), mood.trust, palette.trust),
            ] {
                ui.label(RichText::new(name).small());
                ui.label(RichText::new(level.get().to_string()).small());
                parts::meter(ui, kit, u8::try_from(level.get()).unwrap_or(100), colour, name);
                ui.end_row();
            }
        },
    );
}

fn at_desk(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>, state: &mut SeatState, intents: &mut Vec<SeatIntent>) {
    for intent in desk::show(ui, kit, scene.session, &mut state.desk) {
        match intent {
            DeskIntent::Insert(text) => {
                state.composer.insert(&text);
                state.at_desk = false;
                intents.push(SeatIntent::Typing);
                ui.ctx().request_repaint();
            }
            DeskIntent::Typing => intents.push(SeatIntent::Typing),
            DeskIntent::Tool(..)
            | DeskIntent::Read(_)
            | DeskIntent::Consult(_)
            | DeskIntent::HandOver(..) => {
                intents.push(SeatIntent::Desk(intent));
            }
        }
    }
}

/// Obeys the shortcuts that belong to the seat.
fn shortcuts(ui: &Ui, scene: &Scene<'_>, state: &mut SeatState, intents: &mut Vec<SeatIntent>) {
    for shortcut in &help::SHORTCUTS {
        if is_ours(shortcut.command) && help::pressed(ui.ctx(), shortcut.command) {
            obey(shortcut.command, scene, state, intents);
        }
    }
}

fn is_ours(command: Command) -> bool {
    matches!(command, Command::Desk(_) | Command::Composer | Command::Draft | Command::WrapUp)
}

fn obey(command: Command, scene: &Scene<'_>, state: &mut SeatState, intents: &mut Vec<SeatIntent>) {
    match command {
        Command::Desk(tab) => {
            state.desk.select(usize::from(tab).saturating_sub(1));
            state.at_desk = true;
        }
        Command::Composer => {
            state.composer.wants_focus();
            state.at_desk = false;
        }
        Command::Draft => {
            state.draft.wants_focus();
            state.at_desk = false;
        }
        Command::WrapUp if scene.session.phase() == Phase::Talking => state.leaving.ask(),
        Command::WrapUp => intents.push(SeatIntent::WrapUp),
        Command::Send | Command::NewLine | Command::Help | Command::Back | Command::Settings => {}
    }
}
