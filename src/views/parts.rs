//! Small parts many views are made of.

use egui::accesskit::Live;
use egui::{
    Align, Button, Color32, ComboBox, CornerRadius, EventFilter, Frame, Key, Layout, Margin, Modifiers,
    Popup, Response, RichText, Sense, Stroke, TextStyle, TextWrapMode, Ui, WidgetText, vec2,
};

use unicode_width::UnicodeWidthChar as _;

use super::theme::{self, Kit, Palette, section};

/// The room between the edge of a field and its text.
pub const INSIDE: Margin = Margin::symmetric(8, 4);

/// A card: a raised surface with room around its contents.
pub fn card<R>(ui: &mut Ui, kit: &Kit, contents: impl FnOnce(&mut Ui) -> R) -> R {
    frame(&kit.palette).show(ui, contents).inner
}

/// The frame of a card.
pub fn frame(palette: &Palette) -> Frame {
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(14))
}

/// The heading of a section.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).text_style(section()))
}

/// Gives a field that has no label on screen a name for those who cannot see it; what else it tells stays.
pub fn named(response: Response, name: &str) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// Has words read aloud as soon as they appear or change, to those who listen to the screen.
pub fn announced(response: Response) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    response
}

/// Less important words.
pub fn faint(ui: &mut Ui, kit: &Kit, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text.into()).color(kit.palette.faint))
}

/// Words in a colour of the palette.
pub fn coloured(ui: &mut Ui, colour: Color32, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text.into()).color(colour))
}

/// The one button a screen wants pressed.
pub fn primary(ui: &mut Ui, kit: &Kit, text: &str, enabled: bool) -> Response {
    let Palette { accent, on_accent, well, faint, edge, .. } = kit.palette;
    let (fill, words, line) =
        if enabled { (accent, on_accent, Stroke::NONE) } else { (well, faint, Stroke::new(1.0, edge)) };
    ui.add_enabled(enabled, Button::new(RichText::new(text).color(words)).fill(fill).stroke(line))
}

/// A short word on a tinted ground, such as a kind or a level.
pub fn badge(ui: &mut Ui, colour: Color32, text: &str) -> Response {
    // Mixed here, since what is half transparent comes out grey where colours are mixed in linear light.
    let fill = ui.visuals().window_fill.lerp_to_gamma(colour, 0.14);
    let around = vec2(14.0, 4.0);
    let most = (ui.max_rect().width() - around.x).max(1.0);
    let words = WidgetText::from(RichText::new(text).small().color(colour));
    // Measured before it is placed, so that a row breaks between two badges and never within one.
    let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), most, TextStyle::Small);
    let (rect, response) = ui.allocate_exact_size(galley.size() + around, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
    ui.painter().galley(rect.min + around / 2.0, galley, colour);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, text));
    response
}

/// A list to choose from, for the mouse and the keyboard: it opens on what is chosen, closes on a choice, and the
/// keyboard comes back to where it was.
pub fn choose<T: PartialEq>(
    ui: &mut Ui,
    combo: ComboBox,
    value: &mut T,
    options: impl IntoIterator<Item = (T, String)>,
) -> Response {
    let options: Vec<(T, String)> = options.into_iter().collect();
    let start = options.iter().position(|(one, _)| one == value).unwrap_or(0);
    let mut taken = None;
    let shown = combo.show_ui(ui, |ui| {
        let widest = ui.text_style_height(&TextStyle::Body) * 16.0;
        ui.set_max_width(widest.min(ui.ctx().content_rect().width() - 80.0));
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
        let (id, now) = (ui.id().with("opened"), ui.ctx().cumulative_frame_nr());
        let before = ui.data(|data| data.get_temp::<u64>(id));
        ui.data_mut(|data| data.insert_temp(id, now));
        let opened = before.is_none_or(|before| before + 1 < now);
        for (at, (one, words)) in options.into_iter().enumerate() {
            let option = ui.selectable_label(*value == one, words);
            if opened && at == start {
                option.request_focus();
            }
            if option.gained_focus() {
                option.scroll_to_me(None);
            }
            if option.clicked() {
                taken = Some(one);
                ui.close();
            }
        }
    });
    let button = shown.response;
    if let Some(taken) = taken {
        *value = taken;
        button.request_focus();
    }
    open_downwards(ui, &button);
    button
}

/// Lets the down arrow open a list that has the keyboard, as lists do elsewhere.
fn open_downwards(ui: &Ui, button: &Response) {
    if button.has_focus() && !ComboBox::is_open(ui.ctx(), button.id) {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(button.id, arrows));
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
            Popup::open_id(ui.ctx(), button.id.with("popup"));
        }
    }
}

/// A bar filled to `percent` of its width, with a name for those who cannot see it.
pub fn meter(ui: &mut Ui, kit: &Kit, percent: u8, colour: Color32, name: &str) -> Response {
    let size = vec2(ui.available_width().min(260.0), 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let round = CornerRadius::same(4);
    painter.rect_filled(rect, round, kit.palette.line);
    let mut full = rect;
    full.set_width(rect.width() * f32::from(percent.min(100)) / 100.0);
    painter.rect_filled(full, round, colour);
    let said = format!("{name} {percent}%");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ProgressIndicator, true, &said));
    response.on_hover_text(said)
}

/// A row with something at its left and something at its right end.
pub fn ends<R>(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        left(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), right).inner
    })
    .inner
}

/// An empty state: what would be here, and what to do about it.
pub fn empty(ui: &mut Ui, kit: &Kit, what: &str, remedy: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        ui.label(RichText::new(what).text_style(section()));
        faint(ui, kit, remedy);
        ui.add_space(24.0);
    });
}

/// Puts words behind a text, with a space between them where the writing has spaces.
pub fn append(text: &mut String, words: &str) {
    let close = |letter: char| letter.is_whitespace() || letter.width() == Some(2);
    let (before, after) = (text.chars().next_back(), words.chars().next());
    if before.is_some_and(|letter| !close(letter)) && after.is_some_and(|letter| !close(letter)) {
        text.push(' ');
    }
    text.push_str(words);
}

/// Words as they stand at the beginning of a line; a name written with capitals of its own stays as it is.
pub fn capital(words: &str) -> String {
    let own =
        words.split_whitespace().next().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if !own => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// Words in the weight of headings, at the size of the text around them.
pub fn bold(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).family(theme::bold()).size(TextStyle::Body.resolve(ui.style()).size)
}

/// Seconds as `m:ss`.
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
