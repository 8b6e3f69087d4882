//! The bar at the top of every screen: whose product this is, where one is, and the way out.

use egui::{
    Button, CornerRadius, Frame, Label, Margin, RichText, Stroke, TextStyle, TextWrapMode, Ui, WidgetText,
};

use super::help::{Command, keys};
use super::page::em;
use super::theme::{Kit, section};

/// The product's name, the same in both languages.
pub const MARK: &str = "Hotseat 坐席";

/// What the bar says.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a> {
    /// What this screen is called.
    pub title: &'a str,
    /// Who sits here.
    pub person: &'a str,
    /// Whether there is a screen to go back to.
    pub back: bool,
    /// Whether a customer is waiting: then nobody else can sit down by a slip of the hand.
    pub busy: bool,
}

/// What is wanted from the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShellIntent {
    /// Back to the screen before.
    Back,
    /// To the first screen.
    Home,
    /// Somebody else sits down.
    Person,
    /// The settings.
    Settings,
    /// The list of shortcuts.
    Help,
}

/// Draws the bar over the whole width.
pub fn top(ui: &mut Ui, kit: &Kit, shell: &Shell<'_>) -> Option<ShellIntent> {
    let frame = Frame::new().fill(kit.palette.card).inner_margin(Margin::symmetric(16, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let ends = Ends::new(ui, kit, shell);
            let left = ui.available_width() - ends.width(ui);
            let mut intent = None;
            ui.scope(|ui| {
                ui.set_max_width(left.max(1.0));
                intent = place(ui, kit, shell);
            });
            ui.add_space((ui.available_width() - ends.width(ui)).max(0.0));
            intent.or(ends.show(ui))
        })
        .inner
    });
    let edge = shown.response.rect;
    ui.painter().hline(edge.x_range(), edge.bottom(), Stroke::new(1.0, kit.palette.line));
    shown.inner
}

/// The left part: the way back, the mark, and where one is.
fn place(ui: &mut Ui, kit: &Kit, shell: &Shell<'_>) -> Option<ShellIntent> {
    let mut intent = None;
    if shell.back {
        let back = kit.t("\u{2190} Back", "\u{2190} 返回");
        if ui.button(back).on_hover_text(keys(ui.ctx(), Command::Back)).clicked() {
            intent = Some(ShellIntent::Back);
        }
    }
    let mark = RichText::new(MARK).text_style(section()).color(kit.palette.accent);
    let home = Button::new(mark).frame(false).corner_radius(CornerRadius::same(6));
    let home = ui.add(home).on_hover_text(kit.t("To the first screen", "回到首页"));
    if home.clicked() {
        intent = Some(ShellIntent::Home);
    }
    if !shell.title.is_empty() && ui.available_width() > em(ui) {
        ui.label(RichText::new("/").color(kit.palette.faint));
        ui.add(Label::new(shell.title).truncate());
    }
    intent
}

/// The right part: who sits here, the settings, help.
struct Ends<'a> {
    person: &'a str,
    busy: bool,
    name: String,
    settings: &'static str,
    help: &'static str,
    widest: f32,
}

impl<'a> Ends<'a> {
    fn new(ui: &Ui, kit: &Kit, shell: &Shell<'a>) -> Self {
        Self {
            person: shell.person,
            busy: shell.busy,
            name: kit
                .t(format!("{}: switch person", shell.person), format!("{}\u{ff1a}切换用户", shell.person)),
            settings: kit.t("Settings", "设置"),
            help: kit.t("Help", "帮助"),
            widest: (ui.available_width() * 0.22).min(em(ui) * 9.0),
        }
    }

    fn width(&self, ui: &Ui) -> f32 {
        let spacing = ui.spacing();
        let one = |text: &str| {
            let galley = WidgetText::from(text).into_galley(
                ui,
                Some(TextWrapMode::Extend),
                f32::INFINITY,
                TextStyle::Button,
            );
            (galley.size().x + 2.0 * spacing.button_padding.x).max(spacing.interact_size.x)
        };
        let person = if self.person.is_empty() { 0.0 } else { one(self.person).min(self.widest) };
        person + one(self.settings) + one(self.help) + 2.0 * spacing.item_spacing.x + 2.0
    }

    fn show(&self, ui: &mut Ui) -> Option<ShellIntent> {
        let mut intent = None;
        if self.busy {
            ui.add(Label::new(self.person).truncate());
        } else if !self.person.is_empty() {
            let widest = self.widest;
            let button = ui
                .scope(|ui| {
                    ui.set_max_width(widest);
                    ui.add(Button::new(self.person).frame_when_inactive(false).truncate())
                })
                .inner;
            let name = &self.name;
            button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
            if button.on_hover_text(name).clicked() {
                intent = Some(ShellIntent::Person);
            }
        }
        if ui.button(self.settings).on_hover_text(keys(ui.ctx(), Command::Settings)).clicked() {
            intent = Some(ShellIntent::Settings);
        }
        if ui.button(self.help).on_hover_text(keys(ui.ctx(), Command::Help)).clicked() {
            intent = Some(ShellIntent::Help);
        }
        intent
    }
}
