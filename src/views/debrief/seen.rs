//! Long lists of rows of unequal height, of which only those in sight are drawn.

use egui::{Align, Rect, Ui, vec2};

/// Room above and below what is in sight that is drawn as well, so that the keyboard can walk on.
const AROUND: f32 = 240.0;
/// Frames in which a row that is scrolled to may move, because rows before it were only guessed.
const SETTLING: u8 = 4;

/// What is known of the rows' heights, and where to scroll.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    heights: Vec<Option<f32>>,
    /// Width and text height for which the heights hold.
    fit: (f32, f32),
    goal: Option<(usize, u8)>,
}

impl Seen {
    /// Scrolls to a row.
    pub(super) fn go(&mut self, row: usize) {
        self.goal = Some((row, SETTLING));
    }

    /// Forgets a row's height, since something in it opens or closes.
    pub(super) fn changed(&mut self, row: usize) {
        if let Some(height) = self.heights.get_mut(row) {
            *height = None;
        }
    }

    /// Takes over what was asked of another while this one was drawing.
    pub(super) fn take_over(&mut self, other: Self) {
        if let Some((row, _)) = other.goal {
            self.go(row);
        }
    }

    /// Draws the rows in sight; `guess` tells how high one is that was never drawn.
    pub(super) fn rows(
        &mut self,
        ui: &mut Ui,
        count: usize,
        guess: impl Fn(usize) -> f32,
        mut draw: impl FnMut(&mut Ui, usize),
    ) {
        let fit = (ui.available_width(), ui.text_style_height(&egui::TextStyle::Body));
        if self.heights.len() != count || (fit.0 - self.fit.0).abs() > 0.5 || (fit.1 - self.fit.1).abs() > 0.1
        {
            self.heights = vec![None; count];
            self.fit = fit;
        }
        let sight = ui.clip_rect().expand2(vec2(0.0, AROUND));
        let gap = ui.spacing().item_spacing.y;
        for row in 0..count {
            let known = self.heights.get(row).copied().flatten();
            let height = known.unwrap_or_else(|| guess(row));
            let room = Rect::from_min_size(ui.cursor().min, vec2(fit.0, height));
            let wanted = self.goal.is_some_and(|(goal, _)| goal == row);
            let rect = if wanted || sight.y_range().intersects(room.y_range()) {
                let drawn = ui.scope(|ui| draw(ui, row)).response.rect;
                if let Some(height) = self.heights.get_mut(row) {
                    *height = Some(drawn.height());
                }
                drawn
            } else {
                ui.allocate_space(vec2(fit.0, height)).1
            };
            if wanted {
                let high = rect.height() > ui.clip_rect().height() - gap;
                ui.scroll_to_rect(rect, Some(if high { Align::Min } else { Align::Center }));
            }
        }
        if let Some((row, left)) = self.goal {
            self.goal = left.checked_sub(1).map(|left| (row, left));
            ui.ctx().request_repaint();
        }
    }
}
