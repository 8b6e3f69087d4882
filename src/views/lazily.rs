//! Long lists of rows of unequal height, of which only those in sight are laid out.

use egui::{Rect, ScrollArea, Ui, Vec2, vec2};

/// What is known of the rows' heights.
#[derive(Default)]
pub struct Heights {
    rows: Vec<f32>,
    width: f32,
    size: f32,
    jump: Option<usize>,
}

/// What a row is thought to be high before it was drawn once, in points.
const GUESS: f32 = 48.0;

impl Heights {
    /// Scrolls to a row at the next drawing.
    pub fn jump(&mut self, row: usize) {
        self.jump = Some(row);
    }

    /// Forgets the rows from this one on, which have changed.
    pub fn forget(&mut self, from: usize) {
        self.rows.truncate(from);
    }
}

/// Draws `count` rows, scrolling; those out of sight cost nothing.
pub fn rows(
    ui: &mut Ui,
    area: ScrollArea,
    count: usize,
    heights: &mut Heights,
    mut row: impl FnMut(&mut Ui, usize),
) {
    let size = ui.text_style_height(&egui::TextStyle::Body);
    area.show_viewport(ui, |ui, sight| {
        let width = ui.available_width();
        if (heights.width - width).abs() > 0.5 || (heights.size - size).abs() > 0.1 {
            heights.rows.clear();
            (heights.width, heights.size) = (width, size);
        }
        heights.rows.resize(count, 0.0);
        let gap = ui.spacing().item_spacing.y;
        let mut top = 0.0;
        let jump = heights.jump.take();
        for index in 0..count {
            let known = heights.rows.get(index).copied().unwrap_or(0.0);
            let tall = if known > 0.0 { known } else { GUESS };
            let begin = ui.min_rect().min + vec2(0.0, top);
            if jump == Some(index) {
                ui.scroll_to_rect(Rect::from_min_size(begin, vec2(width, tall)), Some(egui::Align::Center));
                ui.ctx().request_repaint();
            }
            let unseen = top + tall < sight.min.y - tall || top > sight.max.y + GUESS;
            if unseen && known > 0.0 {
                ui.allocate_space(Vec2::new(width, tall));
            } else {
                let drawn = ui.scope(|ui| {
                    ui.set_width(width);
                    row(ui, index);
                });
                let now = drawn.response.rect.height();
                if (now - known).abs() > 0.5 {
                    ui.ctx().request_repaint();
                }
                if let Some(kept) = heights.rows.get_mut(index) {
                    *kept = now;
                }
            }
            let kept = heights.rows.get(index).copied().unwrap_or(tall);
            top += kept + gap;
        }
    });
}
