//! The composer: typing a message, with input methods respected.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Event, Id, ImeEvent, Key, Modifiers, TextEdit, Ui};

use super::{Scene, SeatIntent};
use crate::session::event::Origin;
use crate::session::{MOST_CHARACTERS, Phase};
use crate::views::help::{self, Command};
use crate::views::parts;
use crate::views::theme::Kit;

/// The message being typed.
pub struct Composer {
    text: String,
    composing: bool,
    /// When the input method last ended a composition, in seconds of the window's clock.
    committed: f64,
    focus: bool,
    /// Whether the cursor goes behind the last word at the next drawing.
    behind: bool,
    /// How many characters were pasted, and how many came from the desk.
    pasted: usize,
    inserted: usize,
}

/// Seconds after a composition in which Enter still belongs to the input method: it is the one that ended it.
const SETTLING: f64 = 0.05;

impl Default for Composer {
    /// Empty, and the first to have the keyboard.
    fn default() -> Self {
        Self {
            text: String::new(),
            composing: false,
            committed: 0.0,
            focus: true,
            behind: false,
            pasted: 0,
            inserted: 0,
        }
    }
}

impl Composer {
    /// What is typed so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Puts words behind what is typed, and takes the keyboard to write on behind them.
    pub fn insert(&mut self, words: &str) {
        self.inserted += words.chars().count();
        self.restore(words);
    }

    /// Puts back what was typed before.
    pub fn restore(&mut self, words: &str) {
        parts::append(&mut self.text, words);
        (self.focus, self.behind) = (true, true);
    }

    /// How most of the message came here.
    fn origin(&self) -> Origin {
        let most = self.text.trim().chars().count().div_ceil(2);
        if self.pasted.max(self.inserted) < most {
            Origin::Typed
        } else if self.pasted >= self.inserted {
            Origin::Pasted
        } else {
            Origin::Macro
        }
    }

    /// Takes the keyboard at the next drawing.
    pub fn wants_focus(&mut self) {
        self.focus = true;
    }

    /// Follows the input method; whether Enter belongs to it now.
    fn watch(&mut self, events: &[Event], now: f64, focused: bool) -> bool {
        let before = self.composing;
        for event in events {
            if let (Event::Paste(text), true) = (event, focused) {
                self.pasted += text.chars().count();
            } else if let Event::Ime(ImeEvent::Preedit { text, .. }) = event {
                self.composing = !text.is_empty();
            } else if let Event::Ime(ImeEvent::Commit(_)) = event {
                if self.composing {
                    self.committed = now;
                }
                self.composing = false;
            }
        }
        before || self.composing || now - self.committed < SETTLING
    }
}

/// Takes the key press that sends out of the input, so that it writes no line break.
pub(super) fn sends(ui: &Ui, enter_sends: bool) -> bool {
    let keys = help::SHORTCUTS.iter().find(|shortcut| shortcut.command == Command::Send);
    let send = |pressed: Key, held: Modifiers| {
        keys.is_some_and(|send| pressed == send.keys.logical_key && held.matches_exact(send.keys.modifiers))
    };
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            !(send(*key, *modifiers) || enter_sends && *key == Key::Enter && modifiers.is_none())
        });
        input.events.len() < before
    })
}

/// Puts the cursor of a field behind its last word.
fn go_behind(ui: &Ui, id: Id, text: &str) {
    let end = CCursorRange::one(CCursor::new(text.chars().count()));
    let mut field = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    field.cursor.set_char_range(Some(end));
    field.store(ui.ctx(), id);
}

/// Draws the composer.
pub fn show(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>, state: &mut Composer, intents: &mut Vec<SeatIntent>) {
    let id = ui.id().with("composer");
    let talking = scene.session.phase() == Phase::Talking;
    if !talking {
        let words = kit.t("The conversation is over.", "对话已经结束。");
        parts::ends(
            ui,
            |ui| _ = ui.label(words),
            |ui| {
                let on = parts::primary(ui, kit, kit.t("Go to the wrap-up", "填写话后小结"), true);
                if std::mem::take(&mut state.focus) {
                    on.request_focus();
                }
                if on.clicked() {
                    intents.push(SeatIntent::WrapUp);
                }
            },
        );
        return;
    }
    let focused = ui.memory(|memory| memory.has_focus(id));
    let taken = ui.input(|input| state.watch(&input.events, input.time, focused));
    let pressed = focused && !taken && sends(ui, scene.enter_sends);
    let hint = kit.t("Write to the customer…", "输入回复……");
    if std::mem::take(&mut state.behind) {
        go_behind(ui, id, &state.text);
    }
    let edit = TextEdit::multiline(&mut state.text)
        .id(id)
        .hint_text(hint)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(parts::INSIDE)
        .char_limit(MOST_CHARACTERS);
    let tall = ui.text_style_height(&egui::TextStyle::Body) * 7.0;
    let response = egui::ScrollArea::vertical()
        .id_salt("composer_scroll")
        .max_height(tall)
        .show(ui, |ui| ui.add_enabled(talking, edit))
        .inner;
    let response = parts::named(response, kit.t("Your message", "回复内容"));
    // Esc ends a composition and leads nowhere from here, so one goes on writing.
    let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if std::mem::take(&mut state.focus) || escaped {
        response.request_focus();
    }
    if response.changed() || state.composing {
        intents.push(SeatIntent::Typing);
    }
    let mut clicked = false;
    parts::ends(
        ui,
        |ui| hints(ui, kit, scene),
        |ui| clicked = parts::primary(ui, kit, kit.t("Send", "发送"), talking && !state.is_empty()).clicked(),
    );
    if (pressed || clicked) && talking && !state.is_empty() {
        intents.push(SeatIntent::Send(state.text.trim().to_owned(), state.origin()));
        state.text.clear();
        (state.pasted, state.inserted) = (0, 0);
        state.focus = true;
    }
}

/// Which keys send, and whether the customer waits for more.
fn hints(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>) {
    let (send, line) = if scene.enter_sends {
        ("Enter".to_owned(), help::keys(ui.ctx(), Command::NewLine))
    } else {
        (help::keys(ui.ctx(), Command::Send), "Enter".to_owned())
    };
    let keys = kit.t(format!("{send} sends · {line}: new line"), format!("{send} 发送 · {line} 换行"));
    ui.label(egui::RichText::new(keys).small().color(kit.palette.faint));
    if scene.session.writing() {
        let more = kit.t("sent; the customer waits a moment for more", "已发送，客户稍等您的下一句");
        ui.label(egui::RichText::new(more).small().color(kit.palette.faint));
    }
}
