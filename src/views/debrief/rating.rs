//! Rate yourself first: what one thinks before seeing the score is what one learns from.

use egui::{Slider, Ui};

use super::{DebriefIntent, DebriefState, Page};
use crate::locale::debrief;
use crate::score::AbilityKind;
use crate::views::parts;

pub(super) fn show(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    let kit = page.kit;
    ui.heading(kit.t("First: how was it?", "先说说您自己的感受"));
    ui.label(page.review.title.get(kit.language));
    parts::faint(
        ui,
        kit,
        kit.t(
            "Rate yourself before you see the score. The comparison shows what you already notice, and what not yet.",
            "看分数之前，先给自己打个分。两相对照，就知道哪些您已经看得准，哪些还没留意到。",
        ),
    );
    ui.add_space(8.0);
    for (kind, score) in AbilityKind::ALL.into_iter().zip(&mut state.rating) {
        parts::card(ui, kit, |ui| {
            ui.set_width(ui.available_width());
            parts::heading(ui, debrief::ability(kind, kit.language));
            let question = ui.label(debrief::ability_question(kind, kit.language));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().slider_width = (ui.available_width() * 0.5).clamp(80.0, 360.0);
                let slider = Slider::new(score, 0..=100).step_by(5.0).trailing_fill(true);
                ui.add(slider).labelled_by(question.id);
                ui.strong(debrief::degree(*score, kit.language));
            });
        });
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        if parts::primary(ui, kit, kit.t("See the score", "查看得分"), true).clicked() {
            state.skipped = true;
            wants.push(DebriefIntent::RateSelf(state.rating));
        }
        if ui.button(kit.t("Skip", "跳过")).clicked() {
            state.skipped = true;
        }
    });
}
