//! The screens around the seat, worked by labels in both languages.

mod briefing;
mod home;
mod library;
mod manager;
mod profile;
mod rules;
mod settings;
pub(crate) mod stock;
mod team;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hotseat::scenario::Language;
use hotseat::views::theme::{self, Kit, Palette, Shade};

/// A screen with the values it draws and what was wanted from it.
pub(crate) struct Screen<S, I> {
    pub(crate) state: S,
    pub(crate) wanted: Vec<I>,
    ready: bool,
}

pub(crate) fn kit(language: Language) -> Kit {
    Kit { language, palette: Palette::new(Shade::Light, false), motion: false }
}

/// A harness of a screen in a window of this size, with text of this size.
pub(crate) fn sized<S: 'static, I: 'static>(
    language: Language,
    size: [f32; 2],
    percent: u16,
    state: S,
    mut draw: impl FnMut(&mut egui::Ui, &Kit, &mut S) -> Option<I> + 'static,
) -> Harness<'static, Screen<S, I>> {
    let kit = kit(language);
    let screen = Screen { state, wanted: Vec::new(), ready: false };
    let mut harness = Harness::builder().with_size(size).with_max_steps(20).build_ui_state(
        move |ui, screen: &mut Screen<S, I>| {
            if !screen.ready {
                theme::install_fonts(ui.ctx(), hotseat::scenario::Language::En);
                theme::apply(ui.ctx(), &kit.palette, percent, false);
                screen.ready = true;
                return;
            }
            screen.wanted.extend(draw(ui, &kit, &mut screen.state));
        },
        screen,
    );
    harness.run();
    harness
}

/// The same in a window of the usual size.
pub(crate) fn screen<S: 'static, I: 'static>(
    language: Language,
    state: S,
    draw: impl FnMut(&mut egui::Ui, &Kit, &mut S) -> Option<I> + 'static,
) -> Harness<'static, Screen<S, I>> {
    sized(language, [1280.0, 1000.0], 100, state, draw)
}

pub(crate) fn press<T>(harness: &mut Harness<'_, T>, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(role, name).click();
    harness.run();
}

pub(crate) fn write<T>(harness: &mut Harness<'_, T>, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    harness.run();
}

/// How many labels and controls there are to draw.
pub(crate) fn count<T>(harness: &Harness<'_, T>) -> usize {
    harness.query_all_by(|node| matches!(node.role(), Role::Label | Role::Button | Role::Link)).count()
}
