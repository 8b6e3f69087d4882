//! Small pictures that stand for a scenario: the customer's face, its level.

use egui::{Align2, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2};

use super::avatar::{Pose, portrait};
use super::library::Entry;
use super::page::em;
use super::theme::{Kit, section};
use crate::scenario::customer::{Level, Mood};

/// Nobody is met furious in a list: how they feel is for the seat to show.
fn at_first_sight() -> Mood {
    Mood { anger: Level::clamped(10), worry: Level::clamped(20), trust: Level::clamped(55) }
}

/// A small portrait of the customer of a scenario; the letter of its title where a fault hides them.
pub fn face(ui: &mut Ui, kit: &Kit, entry: &Entry) -> Response {
    let size = (ui.text_style_height(&section()) * 2.6).max(56.0);
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, size / 8.0, kit.palette.chosen);
    if entry.faults.is_empty() {
        portrait(painter, rect, &entry.look, &Pose::of(at_first_sight()));
        return response;
    }
    let letter = entry.title.get(kit.language).chars().next().unwrap_or('\u{b7}');
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        letter,
        section().resolve(ui.style()),
        kit.palette.accent,
    );
    response
}

/// A level as five dots, filled up to it.
pub fn level(ui: &mut Ui, kit: &Kit, level: u8) {
    let size = em(ui) * 0.4;
    let (rect, response) =
        ui.allocate_exact_size(vec2(size * 7.5, ui.spacing().interact_size.y), Sense::hover());
    let mut centre = rect.left_center() + vec2(size / 2.0, 0.0);
    for dot in 1..=5_u8 {
        if dot <= level {
            ui.painter().circle_filled(centre, size / 2.0, kit.palette.accent);
        } else {
            let edge = Stroke::new(1.0, kit.palette.faint);
            ui.painter().circle_stroke(centre, size / 2.0 - 0.5, edge);
        }
        centre.x += size * 1.5;
    }
    let said = kit.t(format!("level {level} of 5"), format!("难度 {level}/5"));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &said));
    response.on_hover_text(said);
}
