//! Long lists of rows of unequal height, of which only those in sight are drawn.

use egui::style::ScrollAnimation;
use egui::{Align, Id, Rangef, Rect, TextStyle, Ui, UiBuilder, pos2, vec2};
use unicode_width::UnicodeWidthStr as _;

/// Points above and below what is in sight that are drawn as well, so that the keyboard can walk on.
const AROUND: f32 = 240.0;
/// Frames in which a row that is scrolled to may move, because rows before it were only guessed.
const SETTLING: u8 = 4;

/// How high a row is.
#[derive(Clone, Copy, Debug)]
struct Height {
    points: f32,
    /// Whether it was drawn so; otherwise it is a guess.
    measured: bool,
}

/// What is known of the rows' heights, and where to scroll.
///
/// A height is measured when its row is first drawn and kept. Rows that come in at the end leave the others as they
/// are; everything is forgotten where rows go away or the text changes its size, and measured anew where the width does.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    heights: Vec<Height>,
    /// Width and text height for which the heights hold.
    fit: (f32, f32),
    goal: Option<(usize, u8)>,
    sticky: bool,
    /// Whether the last frame stood at the end, and how high the sight and all rows were then.
    before: (bool, [f32; 2]),
}

impl Rows {
    /// For a scroll area that sticks to its end.
    pub fn sticky() -> Self {
        Self { sticky: true, before: (true, [0.0; 2]), ..Self::default() }
    }

    /// Scrolls to a row.
    pub fn go(&mut self, row: usize) {
        self.goal = Some((row, SETTLING));
    }

    /// Takes over what was asked of another while this one was drawing.
    pub fn take_over(&mut self, other: &Self) {
        if let Some((row, _)) = other.goal {
            self.go(row);
        }
    }

    /// Draws the rows in sight of the scroll area around them, which must not be animated; `guess` tells how high a
    /// row is that was never drawn.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        count: usize,
        guess: impl Fn(&Ui, usize) -> f32,
        mut draw: impl FnMut(&mut Ui, usize),
    ) {
        self.prepare(ui, count, guess);
        let place = Place::new(ui, self);
        let (mut top, mut moved, mut changed) = (place.whole.top(), 0.0, false);
        for (row, height) in self.heights.iter_mut().enumerate() {
            let room = Rangef::new(top, top + height.points);
            let wanted = self.goal.is_some_and(|(goal, _)| goal == row);
            if !wanted && !place.near.intersects(room) {
                top = room.max + place.gap;
                continue;
            }
            let drawn = place.row(ui, row, top, &mut draw);
            let by = drawn.height() - height.points;
            changed |= by.abs() > 0.1;
            let above = place.holds && room.max <= place.sight.top();
            if above || place.holds && !height.measured && room.min + 1.0 < place.sight.top() {
                moved += by;
            }
            // What nobody sees changes its place in the next frame, together with the scrolling.
            top += if above { height.points } else { drawn.height() } + place.gap;
            *height = Height { points: drawn.height(), measured: true };
            if wanted {
                scroll_to(ui, drawn, place.gap);
            }
        }
        let high = self.heights.iter().map(|height| height.points + place.gap).sum::<f32>() - place.gap;
        ui.allocate_space(vec2(place.whole.width(), high.max(0.0)));
        if changed {
            ui.scroll_with_delta_animation(vec2(0.0, -moved), ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
        self.before = (place.at_end, [place.sight.height(), high]);
        self.settle(ui);
    }

    /// Brings the heights to as many rows as there are, and to the room there is.
    fn prepare(&mut self, ui: &Ui, count: usize, guess: impl Fn(&Ui, usize) -> f32) {
        let fit = (ui.available_width(), ui.text_style_height(&TextStyle::Body));
        if self.heights.len() > count || (fit.1 - self.fit.1).abs() > 0.1 {
            self.heights.clear();
        } else if (fit.0 - self.fit.0).abs() > 0.5 {
            self.heights.iter_mut().for_each(|height| height.measured = false);
        }
        self.fit = fit;
        let new = self.heights.len()..count;
        self.heights.extend(new.map(|row| Height { points: guess(ui, row), measured: false }));
    }

    fn settle(&mut self, ui: &Ui) {
        if let Some((row, left)) = self.goal {
            self.goal = left.checked_sub(1).map(|left| (row, left));
            ui.ctx().request_repaint();
        }
    }
}

/// Where the rows stand in this frame.
struct Place {
    whole: Rect,
    sight: Rect,
    /// What is drawn: the sight and somewhat more.
    near: Rangef,
    gap: f32,
    id: Id,
    /// Whether what is in sight keeps its place when rows above it turn out higher or lower than guessed.
    holds: bool,
    at_end: bool,
}

impl Place {
    fn new(ui: &Ui, rows: &Rows) -> Self {
        let (whole, sight, gap) =
            (ui.available_rect_before_wrap(), ui.clip_rect(), ui.spacing().item_spacing.y);
        let high = rows.heights.iter().map(|height| height.points + gap).sum::<f32>() - gap;
        // Only scrolling leaves the end; a window that shrinks, or a row that comes in, does not.
        let (was_there, [tall, all]) = rows.before;
        let same = (tall - sight.height()).abs() + (all - high).abs() < 0.5;
        let there = sight.bottom() + 1.0 >= whole.top() + high;
        let at_end = rows.sticky && (there || was_there && !same);
        // The keyboard reaches the next row only where that is drawn.
        let typing = ui.memory(|memory| memory.focused().is_some());
        let around = if typing { AROUND.max(sight.height()) } else { AROUND };
        let near = sight.expand2(vec2(0.0, around)).y_range();
        Self { whole, sight, near, gap, id: ui.id(), holds: rows.goal.is_none() && !at_end, at_end }
    }

    /// Draws a row and returns where it stands.
    fn row(&self, ui: &mut Ui, row: usize, top: f32, draw: &mut impl FnMut(&mut Ui, usize)) -> Rect {
        let bottom = self.whole.bottom().max(top);
        let rect = Rect::from_min_max(pos2(self.whole.left(), top), pos2(self.whole.right(), bottom));
        let mut ui = ui.new_child(UiBuilder::new().id(self.id.with(row)).max_rect(rect));
        draw(&mut ui, row);
        ui.min_rect()
    }
}

fn scroll_to(ui: &Ui, row: Rect, gap: f32) {
    let high = row.height() > ui.clip_rect().height() - gap;
    let align = if high { Align::Min } else { Align::Center };
    ui.scroll_to_rect_animation(row, Some(align), ScrollAnimation::none());
}

/// About how many lines of body text a text takes that is `room` points wide; nothing is laid out for it.
pub fn lines(ui: &Ui, text: &str, room: f32) -> f32 {
    let letters = (room / (ui.text_style_height(&TextStyle::Body) * 0.38)).max(8.0);
    let long = |line: &str| (f32::from(u16::try_from(line.width()).unwrap_or(u16::MAX)) / letters).ceil();
    text.lines().map(|line| long(line).max(1.0)).sum()
}
