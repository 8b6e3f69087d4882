//! The page: one scrolling column in the middle of the window, and what is pressed on it.

use egui::{
    Button, CornerRadius, Id, Key, Label, Link, Modifiers, Rect, Response, RichText, ScrollArea, Sense,
    Stroke, TextStyle, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

use super::theme::Kit;
use super::{parts, ring};

/// The height of a line of text: the measure for whatever has to grow with the text.
pub fn em(ui: &Ui) -> f32 {
    ui.text_style_height(&TextStyle::Body)
}

/// A scrolling page with its contents in a column of at most 1100 points, more where the text is larger.
pub fn show<R>(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let widest = (em(ui) * 50.0).max(1100.0);
    column(ui, name, widest, contents)
}

/// A scrolling page with its contents in a column in the middle.
pub fn column<R>(ui: &mut Ui, name: &str, widest: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    scroll(ui, name, |ui| {
        let room = ui.available_rect_before_wrap();
        let margin = if room.width() < 700.0 { 16.0 } else { 32.0 };
        let side = ((room.width() - widest) / 2.0).max(margin);
        let rect = Rect::from_min_max(
            pos2(room.left() + side, room.top() + 24.0),
            pos2((room.right() - side).max(room.left() + side + 1.0), room.bottom()),
        );
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.set_width(rect.width());
            let inner = contents(ui);
            ui.add_space(32.0);
            inner
        })
        .inner
    })
}

/// A scrolling part that follows the keyboard: what gains the focus comes into sight, Page Up and Page Down scroll.
pub fn scroll<R>(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
    area.show(ui, |ui| {
        let inner = contents(ui);
        follow_focus(ui);
        page_keys(ui);
        inner
    })
    .inner
}

/// Scrolls to the control the keyboard has just come to, where it is out of sight.
pub fn follow_focus(ui: &Ui) {
    let key = ui.unique_id().with("focus");
    let focused = ui.memory(egui::Memory::focused);
    let before: Option<Id> = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    if focused == before {
        return;
    }
    ui.data_mut(|data| data.insert_temp(key, focused));
    let Some(found) = ring::focused(ui.ctx()) else { return };
    let ours = found.layer_id == ui.layer_id() && ui.min_rect().intersects(found.rect);
    if ours && !ui.clip_rect().contains_rect(found.rect) {
        ui.scroll_to_rect_animation(found.rect.expand(12.0), None, egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

fn page_keys(ui: &Ui) {
    if !ui.ctx().text_edit_focused() {
        turn(ui, &[(Key::End, f32::NEG_INFINITY), (Key::Home, f32::INFINITY)]);
        pages(ui);
    }
}

/// Scrolls the part around by Page Up and Page Down where the keyboard is in it.
pub fn own_pages(ui: &Ui) {
    if ring::focused(ui.ctx())
        .is_some_and(|control| control.layer_id == ui.layer_id() && ui.min_rect().contains_rect(control.rect))
    {
        pages(ui);
    }
}

/// Scrolls the part around by Page Up and Page Down, which are of no use to a text that is being typed.
pub fn pages(ui: &Ui) {
    let page = ui.clip_rect().height() * 0.9;
    turn(ui, &[(Key::PageDown, -page), (Key::PageUp, page)]);
}

/// Scrolls the part around by the arrows and Page Up and Page Down, where it holds nothing but text.
pub fn lines(ui: &Ui) {
    let line = em(ui) * 3.0;
    turn(ui, &[(Key::ArrowDown, -line), (Key::ArrowUp, line)]);
    pages(ui);
}

/// Scrolls the part around by keys.
fn turn(ui: &Ui, keys: &[(Key, f32)]) {
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return;
    }
    for (key, delta) in keys.iter().copied() {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            let most = ui.min_rect().height().max(ui.clip_rect().height());
            let delta = vec2(0.0, delta.clamp(-most, most));
            ui.scroll_with_delta_animation(delta, egui::style::ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
    }
}

/// The title of a page.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(RichText::new(text).heading()).wrap())
}

/// A card that is pressed as a whole; `name` is what it is called for those who cannot see it.
pub fn press<R>(
    ui: &mut Ui,
    kit: &Kit,
    name: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> egui::InnerResponse<R> {
    let builder = UiBuilder::new().id_salt(name).sense(Sense::click());
    let shown = ui.scope_builder(builder, |ui| {
        let before = ui.response();
        ui.style_mut().interaction.selectable_labels = false;
        let near = before.hovered() || before.has_focus();
        let frame = parts::frame(&kit.palette);
        let frame = if near { frame.stroke(Stroke::new(1.0, kit.palette.accent)) } else { frame };
        frame.show(ui, contents).inner
    });
    let response = shown.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    egui::InnerResponse::new(shown.inner, response)
}

/// Words that lead somewhere.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    ui.scope(|ui| {
        // Text that can be selected is told to screen readers as a label, even a link's.
        ui.style_mut().interaction.selectable_labels = false;
        ui.add(Link::new(text))
    })
    .inner
}

/// One of several choices that exclude each other, as a button that stays down.
pub fn choice(ui: &mut Ui, kit: &Kit, chosen: bool, text: &str) -> Response {
    let edge = if chosen { kit.palette.accent } else { kit.palette.edge };
    let mark = if chosen { format!("\u{2714} {text}") } else { text.to_owned() };
    let button = Button::selectable(chosen, RichText::new(mark).color(kit.palette.text))
        .frame_when_inactive(true)
        .stroke(Stroke::new(if chosen { 1.5 } else { 1.0 }, edge))
        .wrap();
    let response = ui.add(button);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, enabled, chosen, text));
    response
}

/// A card with a coloured bar at its left: something to take note of.
pub fn note<R>(ui: &mut Ui, kit: &Kit, colour: egui::Color32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = parts::frame(&kit.palette);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui)
    });
    let bar = shown.response.rect.with_max_x(shown.response.rect.left() + 4.0);
    ui.painter().rect_filled(bar, CornerRadius { nw: 10, sw: 10, ne: 0, se: 0 }, colour);
    shown.inner
}
