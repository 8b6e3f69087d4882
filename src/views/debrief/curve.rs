//! The mood curve beside the conversation, painted, and the same as a list for those who do not see it.

use egui::{
    Color32, CornerRadius, EventFilter, FontId, Key, Painter, Pos2, Rect, Response, RichText, Sense, Shape,
    Stroke, TextStyle, Ui, pos2, vec2,
};

use super::{DebriefState, Page};
use crate::locale::{debrief, names};
use crate::review::Review;
use crate::scenario::customer::Mood;
use crate::views::parts::clock;

/// Where seconds and levels stand on the screen.
struct Field {
    rect: Rect,
    end: u32,
}

impl Field {
    fn x(&self, second: u32) -> f32 {
        let part = f32::from(short(second)) / f32::from(short(self.end.max(1)));
        self.rect.left() + self.rect.width() * part.min(1.0)
    }

    fn y(&self, level: i64) -> f32 {
        let part = f32::from(u8::try_from(level.clamp(0, 100)).unwrap_or(0)) / 100.0;
        self.rect.bottom() - self.rect.height() * part
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the end")]
    fn second(&self, at: Pos2) -> u32 {
        let part = ((at.x - self.rect.left()) / self.rect.width().max(1.0)).clamp(0.0, 1.0);
        (part * f32::from(short(self.end))) as u32
    }
}

/// Seconds as far as a screen tells them apart.
fn short(seconds: u32) -> u16 {
    u16::try_from(seconds).unwrap_or(u16::MAX)
}

pub(super) fn show(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, marked: Option<usize>) {
    let (kit, review) = (page.kit, page.review);
    let letter = ui.text_style_height(&TextStyle::Small);
    let height = (letter * 8.0).clamp(96.0, 220.0);
    let (whole, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let rect = Rect::from_min_max(whole.min + vec2(letter * 2.0, 6.0), whole.max - vec2(6.0, letter * 1.4));
    let field = Field { rect, end: review.seconds };
    let painter = ui.painter_at(whole);
    painter.rect_filled(whole, CornerRadius::same(8), kit.palette.card);
    for turn in [state.turn, marked].into_iter().flatten() {
        band(&painter, page, &field, turn, marked == Some(turn));
    }
    grid(&painter, page, &field, &TextStyle::Small.resolve(ui.style()));
    for which in 0..3 {
        line(&painter, &path(review, &field, which), colour(page, which), which);
    }
    name(page, &response);
    keys(ui, page, state, &response);
    if let Some(at) = response.hover_pos() {
        let turn = review.turn_at(field.second(at));
        state.marked = Some(turn);
        // In one column the curve itself would scroll away from under the pointer.
        if marked != Some(turn) && !page.narrow {
            state.talk.go(turn);
        }
        if response.clicked() {
            state.open_turn(turn, page.narrow);
        }
    }
    let shown = marked.or(state.turn).unwrap_or(0);
    response.on_hover_ui_at_pointer(|ui| tooltip(ui, page, shown));
    legend(ui, page);
}

/// The stretch of the curve a turn covers.
fn band(painter: &Painter, page: Page<'_>, field: &Field, turn: usize, marked: bool) {
    let turns = &page.review.turns;
    let Some(from) = turns.get(turn).map(|turn| turn.at) else { return };
    let to = turns.get(turn + 1).map_or(field.end, |next| next.at);
    let (left, right) = (field.x(from), field.x(to).max(field.x(from) + 2.0));
    let rect = Rect::from_x_y_ranges(left..=right, field.rect.y_range());
    painter.rect_filled(rect, CornerRadius::ZERO, page.kit.palette.chosen);
    if marked {
        let edge = Stroke::new(1.5, page.kit.palette.accent);
        painter.vline(left, field.rect.y_range(), edge);
        painter.vline(right, field.rect.y_range(), edge);
    }
}

fn grid(painter: &Painter, page: Page<'_>, field: &Field, font: &FontId) {
    let palette = &page.kit.palette;
    for level in [0, 50, 100] {
        let y = field.y(level);
        painter.hline(field.rect.x_range(), y, Stroke::new(1.0, palette.line));
        let at = pos2(field.rect.left() - 4.0, y);
        painter.text(at, egui::Align2::RIGHT_CENTER, level, font.clone(), palette.faint);
    }
    for (second, align) in [(0, egui::Align2::LEFT_TOP), (field.end, egui::Align2::RIGHT_TOP)] {
        let at = pos2(field.x(second), field.rect.bottom() + 2.0);
        painter.text(at, align, clock(second), font.clone(), palette.faint);
    }
}

fn level(mood: Mood, which: usize) -> i64 {
    match which {
        0 => mood.anger.get(),
        1 => mood.worry.get(),
        _ => mood.trust.get(),
    }
}

fn colour(page: Page<'_>, which: usize) -> Color32 {
    let palette = &page.kit.palette;
    match which {
        0 => palette.anger,
        1 => palette.worry,
        _ => palette.trust,
    }
}

/// The corners of one curve: it holds its level until a step moves it.
fn path(review: &Review, field: &Field, which: usize) -> Vec<Pos2> {
    let mut points = vec![pos2(field.x(0), field.y(level(review.start, which)))];
    for step in &review.steps {
        let x = field.x(step.at);
        points.push(pos2(x, field.y(level(step.from, which))));
        points.push(pos2(x, field.y(level(step.to, which))));
    }
    let last = review.steps.last().map_or(review.start, |step| step.to);
    points.push(pos2(field.x(field.end), field.y(level(last, which))));
    points.dedup();
    points
}

/// Anger is a full line, worry a dashed one, trust a line of dots: told apart without colour.
fn line(painter: &Painter, points: &[Pos2], colour: Color32, which: usize) {
    match which {
        0 => {
            painter.add(Shape::line(points.to_vec(), Stroke::new(2.5, colour)));
        }
        1 => {
            painter.extend(Shape::dashed_line(points, Stroke::new(2.0, colour), 7.0, 4.0));
        }
        _ => {
            painter.extend(Shape::dotted_line(points, colour, 5.0, 1.6));
        }
    }
}

fn legend(ui: &mut Ui, page: Page<'_>) {
    let end = page.review.steps.last().map_or(page.review.start, |step| step.to);
    ui.horizontal_wrapped(|ui| {
        for which in 0..3 {
            let (rect, _) = ui.allocate_exact_size(vec2(26.0, 10.0), Sense::hover());
            line(ui.painter(), &[rect.left_center(), rect.right_center()], colour(page, which), which);
            let name = debrief::mood_name(which, page.kit.language);
            let (from, to) = (level(page.review.start, which), level(end, which));
            ui.label(RichText::new(format!("{name} {from} → {to}")).small());
        }
    });
}

/// The name of the curve for those who do not see it.
fn name(page: Page<'_>, response: &Response) {
    let (kit, review) = (page.kit, page.review);
    let end = review.steps.last().map_or(review.start, |step| step.to);
    let said = kit.t(
        format!(
            "Mood curve, from {} to {}",
            debrief::mood(review.start, kit.language),
            debrief::mood(end, kit.language)
        ),
        format!(
            "情绪曲线：开始时{}，结束时{}",
            debrief::mood(review.start, kit.language),
            debrief::mood(end, kit.language)
        ),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &said));
}

/// With the keyboard on the curve, left and right walk through the turns.
fn keys(ui: &Ui, page: Page<'_>, state: &mut DebriefState, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = page.review.turns.len().saturating_sub(1);
    let (back, on) =
        ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
    let to = match (state.turn, back, on) {
        (Some(turn), true, _) => turn.saturating_sub(1),
        (Some(turn), _, true) => (turn + 1).min(last),
        (None, true, _) => last,
        (None, _, true) => 0,
        (_, false, false) => return,
    };
    state.turn = Some(to);
    state.talk.go(to);
}

fn tooltip(ui: &mut Ui, page: Page<'_>, turn: usize) {
    let (kit, review) = (page.kit, page.review);
    let Some(at) = review.turns.get(turn) else { return };
    ui.strong(
        kit.t(
            format!("Turn {}, {}", turn + 1, clock(at.at)),
            format!("第 {} 轮，{}", turn + 1, clock(at.at)),
        ),
    );
    ui.label(debrief::mood(review.mood_at(at.until), kit.language));
    for step in review.steps.iter().filter(|step| step.turn == turn) {
        ui.label(debrief::step(step, kit.language));
    }
}

/// Every step with its cause; pressing one opens its turn.
pub(super) fn steps(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState) {
    let (kit, review) = (page.kit, page.review);
    if review.steps.is_empty() {
        let remedy = kit.t(
            "Nothing that was said or left out moved the customer.",
            "说了什么、没说什么，都没有影响到客户。",
        );
        crate::views::parts::empty(ui, kit, kit.t("The mood never moved", "情绪始终没有变化"), remedy);
        return;
    }
    let height = ui.text_style_height(&TextStyle::Body) * 2.0;
    let mut rows = std::mem::take(&mut state.steps);
    rows.show(
        ui,
        review.steps.len(),
        |_, _| height,
        |ui, row| {
            let Some(step) = review.steps.get(row) else { return };
            let words = names::headed(&clock(step.at), &debrief::step(step, kit.language), kit.language);
            let button = ui.add(egui::Button::new(words).wrap().frame(false));
            super::follow(&button);
            if button.hovered() || button.has_focus() {
                state.marked = Some(step.turn);
            }
            if button.clicked() {
                state.open_turn(step.turn, page.narrow);
            }
        },
    );
    state.steps = rows;
}
