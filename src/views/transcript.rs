//! What the bot and the customer wrote before a person was asked for.

use egui::{Align, Frame, Label, Layout, Margin, RichText, Ui};

use super::parts::faint;
use super::theme::Kit;
use crate::scenario::Language;
use crate::scenario::file::{BotLine, ScenarioFile};

/// What it is called.
pub(super) fn title(kit: &Kit) -> &'static str {
    kit.t("What the bot and the customer wrote before", "转人工前与机器人的对话")
}

/// Draws all of it, in the language spoken.
pub(super) fn show(ui: &mut Ui, kit: &Kit, file: &ScenarioFile, talk: Language) {
    file.bot.iter().for_each(|line| bubble(ui, kit, file, line, talk));
}

/// Draws all of it as small print under its title, as what comes before a conversation.
pub(super) fn before(ui: &mut Ui, kit: &Kit, file: &ScenarioFile, talk: Language) {
    ui.add(Label::new(RichText::new(title(kit)).small().strong().color(kit.palette.faint)).wrap());
    for line in &file.bot {
        let (who, text) = said(kit, file, line, talk);
        faint(ui, kit, crate::locale::names::headed(who, text, kit.language));
    }
    ui.separator();
}

/// Who said a line, and what.
fn said<'a>(kit: &Kit, file: &'a ScenarioFile, line: &'a BotLine, talk: Language) -> (&'a str, &'a str) {
    match line {
        BotLine::Customer(text) => (file.customer.name.get(talk), text.get(talk)),
        BotLine::Bot(text) => (kit.t("Bot", "机器人"), text.get(talk)),
    }
}

/// A line of the transcript: the customer's at the left, the bot's at the right.
fn bubble(ui: &mut Ui, kit: &Kit, file: &ScenarioFile, line: &BotLine, talk: Language) {
    let (who, text) = said(kit, file, line, talk);
    let (ground, side) = match line {
        BotLine::Customer(_) => (kit.palette.theirs, Align::Min),
        BotLine::Bot(_) => (kit.palette.well, Align::Max),
    };
    let widest = ui.available_width() * 0.82;
    ui.with_layout(Layout::top_down(side), |ui| {
        ui.add(Label::new(RichText::new(who).small().color(kit.palette.faint)).wrap());
        Frame::new().fill(ground).corner_radius(10).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_max_width(widest - 24.0);
            ui.add(Label::new(text).wrap().halign(Align::Min));
        });
    });
}
