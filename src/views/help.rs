//! The shortcuts: one list for the window that shows them and for the app that obeys them.

use egui::{
    Context, Key, KeyboardShortcut, Label, Modal, ModifierNames, Modifiers, RichText, ScrollArea, Ui,
};

use super::page::{self, em};
use super::parts;
use super::theme::{Kit, bold};

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Send the reply.
    Send,
    /// Begin a new line in the reply.
    NewLine,
    /// Show a tab of the desk, 1..=7.
    Desk(u8),
    /// Go to the composer.
    Composer,
    /// Go to the AI's draft.
    Draft,
    /// Wrap up, or end the contact.
    WrapUp,
    /// Show or hide the list of shortcuts.
    Help,
    /// Back to the screen before.
    Back,
    /// The settings.
    Settings,
}

/// A key combination and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// What it does.
    pub command: Command,
    /// The keys.
    pub keys: KeyboardShortcut,
}

const fn on(modifiers: Modifiers, key: Key, command: Command) -> Shortcut {
    Shortcut { command, keys: KeyboardShortcut::new(modifiers, key) }
}

/// Ctrl, on a Mac Cmd, with Shift.
const COMMAND_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// Every shortcut there is, in the order shown; sending by Enter alone is a setting and the composer's own.
pub const SHORTCUTS: [Shortcut; 15] = [
    on(Modifiers::COMMAND, Key::Enter, Command::Send),
    on(Modifiers::SHIFT, Key::Enter, Command::NewLine),
    on(Modifiers::COMMAND, Key::L, Command::Composer),
    on(Modifiers::COMMAND, Key::D, Command::Draft),
    on(Modifiers::COMMAND, Key::Num1, Command::Desk(1)),
    on(Modifiers::COMMAND, Key::Num2, Command::Desk(2)),
    on(Modifiers::COMMAND, Key::Num3, Command::Desk(3)),
    on(Modifiers::COMMAND, Key::Num4, Command::Desk(4)),
    on(Modifiers::COMMAND, Key::Num5, Command::Desk(5)),
    on(Modifiers::COMMAND, Key::Num6, Command::Desk(6)),
    on(Modifiers::COMMAND, Key::Num7, Command::Desk(7)),
    on(COMMAND_SHIFT, Key::W, Command::WrapUp),
    on(Modifiers::COMMAND, Key::Comma, Command::Settings),
    on(Modifiers::NONE, Key::F1, Command::Help),
    on(Modifiers::NONE, Key::Escape, Command::Back),
];

/// Whether the keys of a command were pressed just now; they are taken out of the input, so that nobody else obeys.
pub fn pressed(context: &Context, command: Command) -> bool {
    let shortcut = SHORTCUTS.iter().find(|shortcut| shortcut.command == command);
    shortcut.is_some_and(|shortcut| context.input_mut(|input| input.consume_shortcut(&shortcut.keys)))
}

/// The keys of a command, as they are written on this machine's keyboard.
pub fn keys(context: &Context, command: Command) -> String {
    let shortcut = SHORTCUTS.iter().find(|shortcut| shortcut.command == command);
    shortcut.map(|shortcut| words(shortcut.keys, context.os().is_mac())).unwrap_or_default()
}

/// Draws the window with all shortcuts while it is open; Esc closes it.
pub fn show(ui: &mut Ui, kit: &Kit, open: &mut bool) {
    if !*open {
        return;
    }
    let context = ui.ctx().clone();
    let room = context.content_rect().size();
    let title = kit.t("Keyboard shortcuts", "键盘快捷键");
    let width = (em(ui) * 27.0).min(room.x - 80.0);
    let back = keys(&context, Command::Back);
    // What stands behind it gets no keys.
    let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(16));
    let shown = Modal::new(egui::Id::new("shortcuts")).frame(frame).show(&context, |ui| {
        ui.set_width(width);
        let close = parts::ends(
            ui,
            |ui| {
                page::title(ui, title);
            },
            |ui| ui.button(kit.t("Close", "关闭")).on_hover_text(back),
        );
        if ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
        ui.add_space(4.0);
        let highest = (room.y - em(ui) * 2.0 - 140.0).max(120.0);
        ScrollArea::vertical().id_salt("shortcuts").max_height(highest).show(ui, |ui| {
            ui.set_width(width);
            for (keys, about) in rows(&context, kit) {
                ui.separator();
                row(ui, kit, &keys, about);
            }
            page::lines(ui);
        });
        close.clicked()
    });
    if shown.inner || shown.should_close() {
        *open = false;
    }
    if pressed(&context, Command::Back) {
        *open = false;
    }
}

fn row(ui: &mut Ui, kit: &Kit, keys: &str, about: &str) {
    ui.horizontal_top(|ui| {
        let width = em(ui) * 9.0;
        ui.scope(|ui| {
            ui.set_width(width);
            let words = RichText::new(keys).family(bold()).color(kit.palette.accent);
            ui.add(Label::new(words).wrap());
        });
        ui.scope(|ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(about).wrap());
        });
    });
}

/// What the window lists: keys and what they do.
pub fn rows(context: &Context, kit: &Kit) -> Vec<(String, &'static str)> {
    let mut rows = Vec::new();
    for shortcut in &SHORTCUTS {
        let keys = words(shortcut.keys, context.os().is_mac());
        match shortcut.command {
            Command::Desk(1) => {
                let last = SHORTCUTS.iter().rfind(|shortcut| matches!(shortcut.command, Command::Desk(_)));
                let last = last.map(|last| self::keys(context, last.command)).unwrap_or_default();
                rows.push((format!("{keys} \u{2026} {last}"), about(shortcut.command, kit)));
            }
            Command::Desk(_) => {}
            Command::Send
            | Command::NewLine
            | Command::Composer
            | Command::Draft
            | Command::WrapUp
            | Command::Help
            | Command::Back
            | Command::Settings => rows.push((keys, about(shortcut.command, kit))),
        }
    }
    rows.push(("Tab, Shift+Tab".to_owned(), kit.t("to the next or the last control", "下一个或上一个控件")));
    rows.push(("Space, Enter".to_owned(), kit.t("press the control that has the focus", "按下当前控件")));
    rows.push(("PageUp, PageDown".to_owned(), kit.t("scroll the page", "翻页")));
    rows
}

/// The keys as they are written on the keyboard.
pub fn words(keys: KeyboardShortcut, mac: bool) -> String {
    let held = ModifierNames::NAMES.format(&keys.modifiers, mac);
    let key = if keys.logical_key == Key::Comma {
        ","
    } else if keys.logical_key == Key::Escape {
        "Esc"
    } else {
        keys.logical_key.name()
    };
    if held.is_empty() { key.to_owned() } else { format!("{held}+{key}") }
}

/// What a shortcut does, in words.
pub fn about(command: Command, kit: &Kit) -> &'static str {
    match command {
        Command::Send => kit.t(
            "send the reply (or Enter alone, as set in the settings)",
            "发送回复\u{ff08}也可在设置里改为按 Enter 发送\u{ff09}",
        ),
        Command::NewLine => kit.t("a new line in the reply", "在回复里换行"),
        Command::Desk(_) => kit.t("the tabs of the desk", "工作台的各个标签页"),
        Command::Composer => kit.t("to the composer", "回到输入框"),
        Command::Draft => kit.t("to the AI draft", "转到 AI 草稿"),
        Command::WrapUp => kit.t("wrap up, or end the contact", "填写小结\u{ff0c}或结束对话"),
        Command::Help => kit.t("show or hide this list", "显示或收起本列表"),
        Command::Back => kit.t("back to the screen before", "返回上一个画面"),
        Command::Settings => kit.t("the settings", "打开设置"),
    }
}
