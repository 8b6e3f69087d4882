//! Small pictures that stand for a scenario: the customer's face, its level.

use egui::{Align2, CornerRadius, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2};

use super::avatar::{Pose, portrait};
use super::page::em;
use super::theme::{Kit, section};
use crate::scenario::customer::{Look, Mood};

/// A small portrait of the customer in their mood at the start, `lines` lines of text high; a question mark where it
/// is not known who they are.
pub fn face(ui: &mut Ui, kit: &Kit, who: Option<(&Look, Mood)>, lines: f32) {
    let size = em(ui) * lines;
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let corner = CornerRadius::from(size * 0.14);
    painter.rect_filled(rect, corner, kit.palette.chosen);
    if let Some((look, mood)) = who {
        portrait(painter, rect, look, &Pose::of(mood));
    } else {
        let font = section().resolve(ui.style());
        painter.text(rect.center(), Align2::CENTER_CENTER, "?", font, kit.palette.accent);
    }
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
