//! One scenario as a card.

use egui::{Label, RichText, ScrollArea, TextStyle, Ui};

use super::entry::{Done, Entry};
use super::filter::{LibraryState, word};
use crate::locale::names;
use crate::views::face::{face, level};
use crate::views::parts::{badge, faint};
use crate::views::theme::{Kit, section};
use crate::views::{page, tiles};

/// What a card's frame takes of its height.
const FRAME: f32 = 30.0;

/// Draws a scenario that can be played; whether it was chosen, and the height its contents need.
pub(super) fn playable(ui: &mut Ui, kit: &Kit, entry: &Entry, height: f32) -> (bool, f32) {
    let title = entry.title.get(kit.language);
    let name = kit.t(format!("Open briefing: {title}"), format!("查看简报\u{ff1a}{title}"));
    let pressed = page::press(ui, kit, &name, |ui| {
        ui.set_width(ui.available_width());
        contents(ui, kit, entry);
        tiles::fill(ui, height, FRAME)
    });
    (pressed.response.clicked(), pressed.inner)
}

fn contents(ui: &mut Ui, kit: &Kit, entry: &Entry) {
    head(ui, kit, entry, |ui| {
        if let Some(kind) = entry.kind {
            badge(ui, kit.palette.accent, names::kind(kind, kit.language));
        }
        let (colour, mark) = match entry.done {
            Done::Never => (kit.palette.faint, ""),
            Done::Tried => (kit.palette.warn, "\u{25cb} "),
            Done::Passed => (kit.palette.good, "\u{2714} "),
        };
        badge(ui, colour, &format!("{mark}{}", word(entry.done, kit)));
    });
    let briefing = start(entry.briefing.get(kit.language), kit);
    ui.add(Label::new(RichText::new(briefing).color(kit.palette.faint)).wrap());
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        level(ui, kit, entry.level);
        let minutes = entry.minutes;
        faint(ui, kit, kit.t(format!("about {minutes} min"), format!("约 {minutes} 分钟")));
        let languages: Vec<_> =
            entry.languages.iter().map(|language| language.pick("English", "中文")).collect();
        faint(ui, kit, languages.join(", "));
    });
}

fn head(ui: &mut Ui, kit: &Kit, entry: &Entry, badges: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        face(ui, kit, entry);
        ui.vertical(|ui| {
            let title = RichText::new(entry.title.get(kit.language)).text_style(section());
            ui.add(Label::new(title).wrap());
            ui.horizontal_wrapped(badges);
        });
    });
}

/// The beginning of a briefing, cut at a sentence where there is one.
fn start<'a>(briefing: &'a str, kit: &Kit) -> std::borrow::Cow<'a, str> {
    let most = kit.t(150, 70);
    let Some((end, _)) = briefing.char_indices().nth(most) else { return briefing.into() };
    let head = briefing.get(..end).unwrap_or(briefing);
    let sentence = head
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '.' | '!' | '?' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}'))
        .map(|(at, letter)| at + letter.len_utf8())
        .next_back()
        .filter(|end| *end * 3 > head.len());
    let word = head.rfind(char::is_whitespace).filter(|end| *end * 3 > head.len() * 2);
    match sentence.and_then(|end| head.get(..end)) {
        Some(sentence) => sentence.into(),
        None => format!("{}\u{2026}", head.get(..word.unwrap_or(end)).unwrap_or(head)).into(),
    }
}

/// Draws a scenario with faults, and on request what they are.
pub(super) fn faulty(ui: &mut Ui, kit: &Kit, entry: &Entry, state: &mut LibraryState) {
    page::note(ui, kit, kit.palette.bad, |ui| faults(ui, kit, entry, state));
}

fn faults(ui: &mut Ui, kit: &Kit, entry: &Entry, state: &mut LibraryState) {
    let count = entry.faults.len();
    let said = match count {
        1 => kit.t("1 fault".to_owned(), "1 处错误".to_owned()),
        count => kit.t(format!("{count} faults"), format!("{count} 处错误")),
    };
    head(ui, kit, entry, |ui| {
        badge(ui, kit.palette.bad, &format!("\u{26a0} {said}"));
    });
    faint(
        ui,
        kit,
        kit.t(
            "Cannot be played until its file is mended; it is read anew as soon as it is saved.",
            "改正文件后才能使用\u{ff1b}保存后会自动重新读取。",
        ),
    );
    let open = state.open.contains(&entry.id);
    let id = &entry.id;
    let words = if open {
        kit.t(format!("Hide the faults of {id}"), format!("收起 {id} 的错误"))
    } else {
        kit.t(format!("Show the faults of {id}"), format!("查看 {id} 的错误"))
    };
    if ui.button(words).clicked() && !state.open.remove(&entry.id) {
        state.open.insert(entry.id.clone());
    }
    if open {
        diagnostics(ui, entry);
    }
}

/// The faults as the terminal shows them; long lines scroll, since carets have to stay below their words.
fn diagnostics(ui: &mut Ui, entry: &Entry) {
    ScrollArea::horizontal().id_salt(("faults", &entry.id)).show(ui, |ui| {
        for fault in &entry.faults {
            let lines = RichText::new(fault.trim_end()).text_style(TextStyle::Monospace);
            ui.add(Label::new(lines).extend().selectable(true));
            ui.add_space(8.0);
        }
    });
}
