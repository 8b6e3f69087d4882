//! The settings: language, light, text, motion, colours, keys; each change shows at once.

use egui::{Frame, Label, Margin, RichText, Ui};

use super::help::{self, Command};
use super::page::{self, em};
use super::parts::{self, faint, heading};
use super::theme::{Kit, Palette};
use crate::scenario::Language;
use crate::store::SHORTEST;
use crate::store::settings::{Settings, Shade};

/// A new passphrase being typed, twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassphraseState {
    new: String,
    again: String,
}

/// Draws the settings and changes them; whether anything changed.
pub fn show(ui: &mut Ui, kit: &Kit, settings: &mut Settings) -> bool {
    show_with(ui, kit, settings, |_| {})
}

/// The same with more cards below.
pub fn show_with(ui: &mut Ui, kit: &Kit, settings: &mut Settings, more: impl FnOnce(&mut Ui)) -> bool {
    let before = *settings;
    let widest = (em(ui) * 36.0).max(760.0);
    page::column(ui, "settings", widest, |ui| {
        page::title(ui, kit.t("Settings", "设置"));
        ui.add_space(8.0);
        language(ui, kit, settings);
        appearance(ui, kit, settings);
        keys(ui, kit, settings);
        section(ui, kit, kit.t("How it looks now", "当前效果"), |ui| sample(ui, kit));
        more(ui);
    });
    *settings != before
}

/// Draws the card for one's passphrase; the new one once it is typed twice alike. `locked`: there is one already.
pub fn passphrase(ui: &mut Ui, kit: &Kit, state: &mut PassphraseState, locked: bool) -> Option<String> {
    let mut wanted = None;
    section(ui, kit, kit.t("Passphrase", "口令"), |ui| {
        faint(
            ui,
            kit,
            if locked {
                kit.t(
                    "You sign in with a passphrase. Here you take another one.",
                    "您使用口令登录。可在此更换。",
                )
            } else {
                kit.t(
                    "Nobody needs one on a computer of their own. With the first passphrase everybody who plays here has to sign in, and nobody sees the attempts of others.",
                    "自己一个人用的电脑不需要口令。设置第一个口令后\u{ff0c}在这里练习的每个人都要登录\u{ff0c}彼此看不到对方的记录。",
                )
            },
        );
        ui.add_space(4.0);
        for (text, label) in [
            (&mut state.new, kit.t("New passphrase", "新口令")),
            (&mut state.again, kit.t("The same again", "再输入一次")),
        ] {
            let label = ui.label(label);
            let field = egui::TextEdit::singleline(text).password(true).desired_width(em(ui) * 18.0);
            ui.add(field.margin(parts::INSIDE)).labelled_by(label.id);
        }
        let long = state.new.chars().count() >= SHORTEST;
        let same = state.new == state.again;
        if !state.new.is_empty() && !long {
            let words = kit.t(format!("{SHORTEST} characters or more."), format!("至少 {SHORTEST} 个字符。"));
            parts::coloured(ui, kit.palette.warn, words);
        } else if long && !same && !state.again.is_empty() {
            parts::coloured(ui, kit.palette.warn, kit.t("The two differ.", "两次输入不一致。"));
        }
        ui.add_space(4.0);
        if parts::primary(ui, kit, kit.t("Set the passphrase", "设置口令"), long && same).clicked() {
            state.again.clear();
            wanted = Some(std::mem::take(&mut state.new));
        }
    });
    wanted
}

fn section(ui: &mut Ui, kit: &Kit, title: &str, contents: impl FnOnce(&mut Ui)) {
    parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, title);
        ui.add_space(4.0);
        contents(ui);
    });
    ui.add_space(8.0);
}

/// Choices that exclude each other.
fn choices<T: Copy + PartialEq>(ui: &mut Ui, kit: &Kit, value: &mut T, all: &[(T, String)]) {
    ui.horizontal_wrapped(|ui| {
        for (one, words) in all {
            if page::choice(ui, kit, *value == *one, words).clicked() {
                *value = *one;
            }
        }
    });
}

/// A choice of yes or no with what it does.
fn switch(ui: &mut Ui, kit: &Kit, on: &mut bool, words: &str, about: &str) {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for widget in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            widget.corner_radius = egui::CornerRadius::same(4);
        }
        ui.checkbox(on, words);
        ui.visuals_mut().indent_has_left_vline = false;
        ui.spacing_mut().indent = ui.spacing().icon_width + ui.spacing().icon_spacing;
        ui.indent(words, |ui| faint(ui, kit, about));
    });
}

fn language(ui: &mut Ui, kit: &Kit, settings: &mut Settings) {
    section(ui, kit, kit.t("Language", "语言"), |ui| {
        let all = [
            (None, kit.t("As the system", "跟随系统").to_owned()),
            (Some(Language::En), "English".to_owned()),
            (Some(Language::Zh), "中文".to_owned()),
        ];
        choices(ui, kit, &mut settings.language, &all);
        faint(
            ui,
            kit,
            kit.t(
                "Switches at once, everywhere. A session that has begun keeps the language it began in.",
                "立即生效。已经开始的对话仍使用开始时的语言。",
            ),
        );
    });
}

fn appearance(ui: &mut Ui, kit: &Kit, settings: &mut Settings) {
    section(ui, kit, kit.t("Appearance", "外观"), |ui| {
        let all = [
            (Shade::Light, kit.t("Light", "浅色").to_owned()),
            (Shade::Dark, kit.t("Dark", "深色").to_owned()),
        ];
        choices(ui, kit, &mut settings.shade, &all);
        ui.add_space(8.0);
        ui.label(kit.t("Text size", "文字大小"));
        choices(ui, kit, &mut settings.text, &Settings::TEXTS.map(|size| (size, format!("{size} %"))));
        ui.add_space(8.0);
        switch(
            ui,
            kit,
            &mut settings.reduced_motion,
            kit.t("Reduced motion", "减少动态效果"),
            kit.t(
                "The customer's face still changes, in one step; nothing glides, breathes or blinks.",
                "客户的表情仍会变化\u{ff0c}但一步到位\u{ff1b}没有滑动、呼吸和眨眼。",
            ),
        );
        switch(
            ui,
            kit,
            &mut settings.colour_safe,
            kit.t("Colours for colour-blind eyes", "色觉友好配色"),
            kit.t(
                "Takes hues that differ for red-green and blue-yellow blindness. Nothing is told by colour alone either way.",
                "使用红绿色弱和蓝黄色弱都能区分的颜色。无论是否开启\u{ff0c}都不会只靠颜色传达信息。",
            ),
        );
    });
}

fn keys(ui: &mut Ui, kit: &Kit, settings: &mut Settings) {
    section(ui, kit, kit.t("Sending", "发送方式"), |ui| {
        let (send, line) = (help::keys(ui.ctx(), Command::Send), help::keys(ui.ctx(), Command::NewLine));
        let with_keys =
            kit.t(format!("{send} sends, Enter begins a new line"), format!("{send} 发送\u{ff0c}Enter 换行"));
        let alone =
            kit.t(format!("Enter sends, {line} begins a new line"), format!("Enter 发送\u{ff0c}{line} 换行"));
        let all = [(false, with_keys), (true, alone)];
        choices(ui, kit, &mut settings.enter_sends, &all);
        faint(
            ui,
            kit,
            kit.t(
                "The Enter that takes a candidate of an input method never sends.",
                "输入法选词时按下的 Enter 不会发送。",
            ),
        );
    });
}

/// A piece of a conversation in the present colours.
fn sample(ui: &mut Ui, kit: &Kit) {
    let Palette { theirs, ours, good, warn, bad, .. } = kit.palette;
    for (fill, text) in [
        (theirs, kit.t("Where is my parcel? It was due on Monday.", "我的包裹到哪了\u{ff1f}说好周一到的。")),
        (ours, kit.t("That is a long wait. Let me look it up.", "让您久等了\u{ff0c}我马上查一下。")),
    ] {
        Frame::new().fill(fill).corner_radius(10).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.add(Label::new(RichText::new(text).color(kit.palette.text)).wrap());
        });
    }
    ui.horizontal_wrapped(|ui| {
        parts::coloured(ui, good, kit.t("\u{2714} earned", "\u{2714} 得分"));
        parts::coloured(ui, warn, kit.t("\u{26a0} take care", "\u{26a0} 注意"));
        parts::coloured(ui, bad, kit.t("\u{2716} lost", "\u{2716} 失分"));
    });
}
