//! The ring around whatever the keyboard is on: drawn in one place for every control there is.

use egui::{Context, CornerRadius, Memory, Painter, Plugin, Rect, Stroke, StrokeKind, Ui, WidgetRect};

/// How thick the ring is, in points.
const WIDTH: f32 = 2.0;
/// The seam between the control and its ring, so that a ring in the colour of a button stands apart from it.
const SEAM: f32 = 2.0;
/// What rounding to pixels may take from a control.
const SLACK: f32 = 1.0;

/// Draws a ring around the control that has the focus, at the end of every pass.
pub(super) fn install(context: &Context) {
    context.add_plugin(Ring);
}

/// What the keyboard is on, if it was drawn in this pass.
///
/// To ask egui for the response of a control by its id would take the focus from it in the frame of a click elsewhere.
pub(super) fn focused(context: &Context) -> Option<WidgetRect> {
    let id = context.memory(Memory::focused)?;
    context.viewport(|viewport| viewport.this_pass.widgets.get(id).copied())
}

struct Ring;

impl Plugin for Ring {
    fn debug_name(&self) -> &'static str {
        "focus ring"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if let Some(control) = focused(ui.ctx()) {
            draw(ui.ctx(), &control);
        }
    }
}

fn draw(context: &Context, control: &WidgetRect) {
    if !control.interact_rect.is_positive() {
        return;
    }
    let visuals = &context.global_style().visuals;
    let painter = Painter::new(context.clone(), control.layer_id, sight(control));
    let ring = control.rect.expand(SEAM + WIDTH).intersect(context.content_rect());
    let seam = Stroke::new(SEAM, visuals.window_fill);
    painter.rect_stroke(ring.shrink(WIDTH), CornerRadius::same(7), seam, StrokeKind::Inside);
    let edge = Stroke::new(WIDTH, visuals.selection.stroke.color);
    painter.rect_stroke(ring, CornerRadius::same(9), edge, StrokeKind::Inside);
}

/// Where the ring may be drawn: around the control, but not beyond an edge it has been scrolled across.
fn sight(control: &WidgetRect) -> Rect {
    let (whole, seen) = (control.rect, control.interact_rect);
    let mut sight = whole.expand(SEAM + WIDTH + 1.0);
    if seen.left() > whole.left() + SLACK {
        sight.min.x = seen.left();
    }
    if seen.right() < whole.right() - SLACK {
        sight.max.x = seen.right();
    }
    if seen.top() > whole.top() + SLACK {
        sight.min.y = seen.top();
    }
    if seen.bottom() < whole.bottom() - SLACK {
        sight.max.y = seen.bottom();
    }
    sight
}
