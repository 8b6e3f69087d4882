//! Tiles: things of one kind side by side, as many in a row as there is room for, all of a row equally high.

use egui::{Id, Rect, Ui, UiBuilder, pos2, vec2};

/// The room between tiles.
const GAP: f32 = 16.0;

/// Higher than any tile is.
const TALL: f32 = 100_000.0;

/// Draws tiles of `narrowest` points or wider; only rows in sight are drawn.
///
/// `tile` is given the height to fill and returns the height its contents need.
pub fn show(
    ui: &mut Ui,
    name: &str,
    count: usize,
    narrowest: f32,
    mut tile: impl FnMut(&mut Ui, usize, f32) -> f32,
) {
    let room = ui.available_width();
    let columns = columns(room, narrowest).min(count.max(1));
    let width = (room - GAP * (wide(columns) - 1.0)) / wide(columns);
    let own = ui.unique_id().with(name);
    for first in (0..count).step_by(columns) {
        let key = own.with((first, columns));
        let before: Option<f32> = ui.data(|data| data.get_temp(key));
        let top = ui.cursor().min;
        if let Some(height) = before
            && !ui.is_rect_visible(Rect::from_min_size(top, vec2(room, height)))
        {
            ui.allocate_space(vec2(room, height));
            ui.add_space(GAP - ui.spacing().item_spacing.y);
            continue;
        }
        let needed =
            row(ui, first..(first + columns).min(count), width, before.unwrap_or_default(), &mut tile);
        remember(ui, key, before, needed);
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
}

/// How many columns of that width there is room for, at least one.
pub fn columns(room: f32, narrowest: f32) -> usize {
    (1..=6)
        .rev()
        .find(|columns| narrowest * wide(*columns) + GAP * (wide(*columns) - 1.0) <= room)
        .unwrap_or(1)
}

fn row(
    ui: &mut Ui,
    tiles: std::ops::Range<usize>,
    width: f32,
    height: f32,
    tile: &mut impl FnMut(&mut Ui, usize, f32) -> f32,
) -> f32 {
    let corner = ui.cursor().min;
    let mut needed: f32 = 0.0;
    let mut left = corner.x;
    ui.scope(|ui| {
        for index in tiles {
            let rect = Rect::from_min_max(pos2(left, corner.y), pos2(left + width, corner.y + TALL));
            let shown = ui.scope_builder(UiBuilder::new().id_salt(index).max_rect(rect), |ui| {
                ui.set_width(width);
                tile(ui, index, height)
            });
            needed = needed.max(shown.inner);
            left += width + GAP;
        }
    });
    needed
}

/// Keeps what a row needs, and draws again where that has changed.
fn remember(ui: &Ui, key: Id, before: Option<f32>, needed: f32) {
    if before.is_none_or(|before| (before - needed).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(key, needed));
        ui.ctx().request_repaint();
    }
}

/// A small count as a number of points.
#[expect(clippy::cast_precision_loss, reason = "there are never more than a handful of columns")]
fn wide(count: usize) -> f32 {
    count as f32
}

/// Fills a tile up to the height of its row; call last in its contents, and return the result.
pub fn fill(ui: &mut Ui, height: f32, margins: f32) -> f32 {
    let needed = ui.min_rect().height() + margins;
    let missing = height - needed;
    if missing > 0.0 {
        ui.expand_to_include_y(ui.min_rect().bottom() + missing);
    }
    needed
}
