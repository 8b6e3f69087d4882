//! The edge between conversation and desk, moved by the pointer or by the arrow keys.

use egui::accesskit::{Orientation, Role};
use egui::{CursorIcon, EventFilter, Key, Modifiers, Rangef, Rect, Sense, Ui};

use crate::views::theme::Kit;

/// Points the edge goes with each press of a key.
const STEP: f32 = 24.0;
/// Points of the edge that take the pointer.
const GRIP: f32 = 8.0;
/// The least the desk is wide, and the least it leaves to the conversation.
const LEAST: (f32, f32) = (300.0, 360.0);

/// How wide the desk is: as the trainee set it, otherwise a good third.
pub(super) fn width(room: f32, own: Option<f32>) -> f32 {
    let usual = (room * 0.36).clamp(320.0, 640.0);
    let range = range(room);
    own.unwrap_or(usual).clamp(range.min, range.max)
}

fn range(room: f32) -> Rangef {
    Rangef::new(LEAST.0, (room - LEAST.1).max(LEAST.0))
}

/// Draws the grip on the left edge of the desk, and moves it.
pub(super) fn grip(ui: &Ui, kit: &Kit, desk: Rect, room: f32, own: &mut Option<f32>) {
    let place = Rect::from_x_y_ranges(desk.left() - GRIP / 2.0..=desk.left() + GRIP / 2.0, desk.y_range());
    let grip = ui.interact(place, ui.id().with("grip"), Sense::drag());
    let range = range(room);
    let name = kit.t("Width of the desk", "工作台宽度");
    ui.ctx().accesskit_node_builder(grip.id, |node| {
        node.set_role(Role::Splitter);
        node.set_orientation(Orientation::Vertical);
        node.set_label(name);
        node.set_min_numeric_value(f64::from(range.min));
        node.set_max_numeric_value(f64::from(range.max));
        node.set_numeric_value(f64::from(desk.width()));
    });
    let mut by = -grip.drag_delta().x;
    if grip.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(grip.id, filter));
        for (key, step) in [(Key::ArrowLeft, STEP), (Key::ArrowRight, -STEP)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                by += step;
            }
        }
    }
    if by.abs() > 0.0 {
        *own = Some((desk.width() + by).clamp(range.min, range.max));
        ui.ctx().request_repaint();
    }
    grip.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
}
