//! Lines of the desk: a name with its value, a field, a search box, a row of a list.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, FontId, Layout, Response, RichText, Stroke, TextEdit, TextStyle, Ui, vec2};

use super::Out;
use crate::views::parts;
use crate::views::theme::{Kit, bold};

/// The height of body text, the measure of everything that must grow with it.
pub(super) fn em(ui: &Ui) -> f32 {
    TextStyle::Body.resolve(ui.style()).size
}

/// A name and what belongs to it: side by side in aligned columns, or below one another where there is no room.
pub(super) fn pair<A, B>(
    ui: &mut Ui,
    head: impl FnOnce(&mut Ui) -> A,
    body: impl FnOnce(&mut Ui, &A) -> B,
) -> B {
    let width = ui.available_width();
    let em = em(ui);
    if width < em * 20.0 {
        return ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let head = head(ui);
                body(ui, &head)
            })
            .inner;
    }
    let left = (width * 0.34).clamp(em * 7.0, em * 12.0);
    ui.horizontal_top(|ui| {
        let head = ui
            .allocate_ui_with_layout(vec2(left, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(left);
                head(ui)
            })
            .inner;
        ui.vertical(|ui| body(ui, &head)).inner
    })
    .inner
}

/// The name of a field, on one line with the middle of the field beside it; returns the label's response.
pub(super) fn name(ui: &mut Ui, text: &str) -> Response {
    let slack = ui.spacing().interact_size.y - ui.text_style_height(&TextStyle::Body);
    ui.add_space((slack / 2.0).max(0.0));
    ui.label(text)
}

/// A field of one line, as wide as there is room, named by `label`.
pub(super) fn line(ui: &mut Ui, text: &mut String, label: &Response, hint: &str, out: &mut Out) -> Response {
    let height = ui.spacing().interact_size.y;
    let edit = TextEdit::singleline(text)
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .margin(parts::INSIDE)
        .min_size(vec2(0.0, height))
        .vertical_align(Align::Center)
        .char_limit(crate::session::MOST_CHARACTERS);
    let response = ui.add(edit).labelled_by(label.id);
    out.typed |= response.changed();
    response
}

/// Whether Enter was pressed in a field to be done with it; the Enter that commits a candidate is none.
pub(super) fn entered(ui: &Ui, field: &Response) -> bool {
    let composing =
        |input: &egui::InputState| input.raw.events.iter().any(|event| matches!(event, egui::Event::Ime(_)));
    field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter) && !composing(input))
}

/// A box to search with; what it searches is its name and its hint.
pub(super) fn search(ui: &mut Ui, words: &mut String, hint: &str, out: &mut Out) -> Response {
    ui.add_space(4.0);
    let edit = TextEdit::singleline(words)
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .margin(parts::INSIDE)
        .min_size(vec2(0.0, ui.spacing().interact_size.y))
        .vertical_align(Align::Center)
        .char_limit(200);
    let response = parts::named(ui.add(edit), hint);
    out.typed |= response.changed();
    response
}

/// What is wrong with a field, below it.
pub(super) fn wrong(ui: &mut Ui, kit: &Kit, why: &str) {
    parts::announced(parts::coloured(ui, kit.palette.bad, format!("⚠ {why}")));
}

/// A quiet button that goes back or elsewhere.
pub(super) fn link(ui: &mut Ui, kit: &Kit, text: &str) -> Response {
    let words = RichText::new(text).color(kit.palette.accent);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 0.0;
        ui.add(Button::new(words).frame_when_inactive(false).small())
    })
    .inner
}

/// A small button, such as a suggestion below a field.
pub(super) fn chip(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(RichText::new(text).small()).small().truncate())
}

/// Text of several looks for a row of a list.
pub(super) struct Words {
    job: LayoutJob,
    normal: FontId,
    strong: FontId,
    small: FontId,
    kit: Kit,
}

impl Words {
    /// No text yet.
    pub(super) fn new(ui: &Ui, kit: &Kit) -> Self {
        let normal = TextStyle::Body.resolve(ui.style());
        let strong = FontId::new(normal.size, bold());
        let small = TextStyle::Small.resolve(ui.style());
        Self { job: LayoutJob::default(), normal, strong, small, kit: *kit }
    }

    /// Plain words.
    pub(super) fn plain(mut self, text: &str) -> Self {
        self.job.append(text, 0.0, TextFormat::simple(self.normal.clone(), self.kit.palette.text));
        self
    }

    /// Words that stand out.
    pub(super) fn strong(mut self, text: &str) -> Self {
        self.job.append(text, 0.0, TextFormat::simple(self.strong.clone(), self.kit.palette.text));
        self
    }

    /// Small words of less importance.
    pub(super) fn faint(mut self, text: &str) -> Self {
        self.job.append(text, 0.0, TextFormat::simple(self.small.clone(), self.kit.palette.faint));
        self
    }

    /// Words with the parts at `hits` (ranges of bytes, in order) marked: on a ground and underlined.
    pub(super) fn marked(mut self, text: &str, hits: &[std::ops::Range<usize>], strong: bool) -> Self {
        let (font, colour) = if strong {
            (self.strong.clone(), self.kit.palette.text)
        } else {
            (self.small.clone(), self.kit.palette.faint)
        };
        let plain = TextFormat::simple(font, colour);
        let mark = TextFormat {
            color: self.kit.palette.text,
            background: self.kit.palette.chosen,
            underline: Stroke::new(1.5, self.kit.palette.accent),
            ..plain.clone()
        };
        let mut from = 0;
        for hit in hits {
            self.job.append(text.get(from..hit.start).unwrap_or_default(), 0.0, plain.clone());
            self.job.append(text.get(hit.clone()).unwrap_or_default(), 0.0, mark.clone());
            from = hit.end;
        }
        self.job.append(text.get(from..).unwrap_or_default(), 0.0, plain);
        self
    }

    /// A row of a list as wide as there is room, to be pressed; `name` is what it is called.
    pub(super) fn row(self, ui: &mut Ui, name: &str) -> Response {
        let width = ui.available_width();
        ui.spacing_mut().button_padding = vec2(8.0, 6.0);
        let button = Button::new(self.job).wrap().min_size(vec2(width, 0.0)).frame_when_inactive(false);
        let response = ui.add(button);
        let enabled = response.enabled();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, name));
        response
    }
}

/// Small words above something.
pub(super) fn caption(ui: &mut Ui, kit: &Kit, text: &str) -> Response {
    ui.label(RichText::new(text).small().color(kit.palette.faint))
}

/// A button that copies `text`, and says so once it has; `copied` holds the place last copied from.
pub(super) fn copy(ui: &mut Ui, kit: &Kit, place: &str, name: &str, text: &str, copied: &mut Option<String>) {
    let done = copied.as_deref() == Some(place);
    let (sign, colour) = if done { ("✔", kit.palette.good) } else { ("🗐", kit.palette.faint) };
    let button = Button::new(RichText::new(sign).small().color(colour)).small().frame_when_inactive(false);
    let said = if done {
        kit.t(format!("Copied {name}"), format!("已复制{name}"))
    } else {
        kit.t(format!("Copy {name}"), format!("复制{name}"))
    };
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &said));
    if response.on_hover_text(&said).clicked() {
        ui.copy_text(text.to_owned());
        *copied = Some(place.to_owned());
    }
}
