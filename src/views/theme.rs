//! How everything looks: palettes with contrast of WCAG AA or better, the font with Chinese glyphs, text sizes.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2, vec2};

use super::ring;
use crate::scenario::Language;
pub use crate::store::settings::Shade;

/// Every colour a view may use, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Light or dark.
    pub shade: Shade,
    /// Behind everything.
    pub ground: Color32,
    /// Cards and panels.
    pub card: Color32,
    /// Wells: text fields, table heads, what lies deeper than a card.
    pub well: Color32,
    /// Lines between things.
    pub line: Color32,
    /// The edge of a control: 3 : 1 against whatever it stands on.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Less important text; still 4.5 : 1.
    pub faint: Color32,
    /// What can be pressed, and where the keyboard is.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Ground of what is chosen.
    pub chosen: Color32,
    /// Good: earned, solved, met.
    pub good: Color32,
    /// Take care.
    pub warn: Color32,
    /// Bad: lost, refused, critical.
    pub bad: Color32,
    /// The customer's bubble.
    pub theirs: Color32,
    /// The trainee's bubble.
    pub ours: Color32,
    /// The curve of anger.
    pub anger: Color32,
    /// The curve of worry.
    pub worry: Color32,
    /// The curve of trust.
    pub trust: Color32,
}

/// How much is left of the colours of what cannot be pressed.
const DISABLED: f32 = 0.72;

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

impl Palette {
    /// The palette of a shade; `safe` takes hues that colour-blind eyes tell apart (after Okabe and Ito 2008).
    pub const fn new(shade: Shade, safe: bool) -> Self {
        let plain = match shade {
            Shade::Light => Self {
                shade,
                ground: rgb(0x00F3_F1EC),
                card: rgb(0x00FF_FFFF),
                well: rgb(0x00F7_F5F1),
                line: rgb(0x00DD_D8CE),
                edge: rgb(0x0087_827A),
                text: rgb(0x0023_2A32),
                faint: rgb(0x005C_656F),
                accent: rgb(0x0014_6C75),
                on_accent: rgb(0x00FF_FFFF),
                chosen: rgb(0x00DC_EEEE),
                good: rgb(0x0025_7A3E),
                warn: rgb(0x0095_5A00),
                bad: rgb(0x00B3_2D22),
                theirs: rgb(0x00F0_ECE4),
                ours: rgb(0x00DD_EEF0),
                anger: rgb(0x00B3_2D22),
                worry: rgb(0x0095_5A00),
                trust: rgb(0x001F_6FB2),
            },
            Shade::Dark => Self {
                shade,
                ground: rgb(0x0014_191F),
                card: rgb(0x001D_242C),
                well: rgb(0x0016_1C23),
                line: rgb(0x0036_404B),
                edge: rgb(0x007A_8794),
                text: rgb(0x00E9_EDF1),
                faint: rgb(0x00A6_B1BC),
                accent: rgb(0x005F_C9D0),
                on_accent: rgb(0x000C_1A1C),
                chosen: rgb(0x001E_3D44),
                good: rgb(0x0069_C987),
                warn: rgb(0x00E8_B04A),
                bad: rgb(0x00FF_8577),
                theirs: rgb(0x002A_323C),
                ours: rgb(0x001C_3B44),
                anger: rgb(0x00FF_8577),
                worry: rgb(0x00E8_B04A),
                trust: rgb(0x006F_B6F2),
            },
        };
        if !safe {
            return plain;
        }
        match shade {
            Shade::Light => Self {
                good: rgb(0x0000_5FA3),
                bad: rgb(0x00A8_4000),
                anger: rgb(0x00A8_4000),
                worry: rgb(0x006B_6100),
                trust: rgb(0x0000_5FA3),
                ..plain
            },
            Shade::Dark => Self {
                good: rgb(0x0056_B4E9),
                bad: rgb(0x00F0_8A4B),
                anger: rgb(0x00F0_8A4B),
                worry: rgb(0x00F0_E442),
                trust: rgb(0x0056_B4E9),
                ..plain
            },
        }
    }
}

/// What every view needs beside its own values.
#[derive(Clone, Copy, Debug)]
pub struct Kit {
    /// The language of the interface.
    pub language: Language,
    /// The colours.
    pub palette: Palette,
    /// Whether things may move that need not.
    pub motion: bool,
}

impl Kit {
    /// The one of two wordings that is in the interface's language.
    pub fn t<T>(&self, en: T, zh: T) -> T {
        self.language.pick(en, zh)
    }
}

/// The family of headings.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The text style of section headings, between `Heading` and `Body`.
pub fn section() -> TextStyle {
    TextStyle::Name("section".into())
}

/// Gives a context its fonts; again where the language of the interface changes.
///
/// The fonts are Noto Sans and Noto Sans CJK SC, subset (see `assets/fonts/OFL.txt`); egui's own stand behind them for
/// symbols. Quotation marks, dashes and dots are the same characters in both languages and as wide as a Chinese
/// character only in Chinese, so the Latin font goes first for English, and is left out for Chinese.
pub fn install_fonts(context: &egui::Context, language: Language) {
    let files: [(&str, &'static [u8]); 4] = [
        ("sans", include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf")),
        ("sans-bold", include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf")),
        ("latin", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
        ("latin-bold", include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
    ];
    let mut fonts = egui::FontDefinitions::default();
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let stack = |first: &[&str]| {
        first.iter().map(|name| (*name).to_owned()).chain(fallback.iter().cloned()).collect::<Vec<_>>()
    };
    let (plain, heavy): (&[&str], &[&str]) = language.pick(
        (&["latin", "sans"], &["latin-bold", "sans-bold", "sans"]),
        (&["sans"], &["sans-bold", "sans"]),
    );
    fonts.families.insert(FontFamily::Proportional, stack(plain));
    fonts.families.insert(bold(), stack(heavy));
    if let Some(mono) = fonts.families.get_mut(&FontFamily::Monospace) {
        mono.insert(1.min(mono.len()), "sans".to_owned());
    }
    context.set_fonts(fonts);
}

/// Gives a context its colours, spacing and text sizes; `percent` scales all text, 100..=200.
pub fn apply(context: &egui::Context, palette: &Palette, percent: u16, motion: bool) {
    let scale = f32::from(percent.clamp(80, 200)) / 100.0;
    let mut style = (*context.global_style()).clone();
    let size = |points: f32, family: FontFamily| FontId::new((points * scale).round(), family);
    style.text_styles = [
        (TextStyle::Small, size(12.5, FontFamily::Proportional)),
        (TextStyle::Body, size(15.0, FontFamily::Proportional)),
        (TextStyle::Button, size(15.0, FontFamily::Proportional)),
        (TextStyle::Monospace, size(14.0, FontFamily::Monospace)),
        (section(), size(16.5, bold())),
        (TextStyle::Heading, size(22.0, bold())),
    ]
    .into();
    style.spacing.item_spacing = vec2(8.0, 8.0);
    style.spacing.button_padding = vec2(12.0, 6.0);
    style.spacing.interact_size = Vec2::new(40.0, (30.0 * scale).round());
    style.spacing.icon_width = (18.0 * scale).round();
    style.spacing.icon_width_inner = (11.0 * scale).round();
    style.spacing.icon_spacing = (6.0 * scale).round();
    style.spacing.menu_margin = Margin::same(8);
    style.spacing.window_margin = Margin::same(16);
    // The fade would come out grey where colours are mixed in linear light; the bars tell that there is more.
    style.spacing.scroll.fade.strength = 0.0;
    style.animation_time = if motion { 0.12 } else { 0.0 };
    style.url_in_tooltip = true;
    paint(&mut style.visuals, palette);
    context.set_global_style(style);
    ring::install(context);
}

fn paint(visuals: &mut egui::Visuals, palette: &Palette) {
    *visuals = match palette.shade {
        Shade::Light => egui::Visuals::light(),
        Shade::Dark => egui::Visuals::dark(),
    };
    let corner = CornerRadius::same(6);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.faint);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warn;
    visuals.error_fg_color = palette.bad;
    visuals.faint_bg_color = palette.well;
    visuals.extreme_bg_color = palette.well;
    visuals.text_edit_bg_color = Some(palette.well);
    visuals.code_bg_color = palette.well;
    visuals.window_fill = palette.card;
    visuals.panel_fill = palette.ground;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    // What cannot be pressed now is still to be read.
    visuals.disabled_alpha = DISABLED;
    visuals.selection.bg_fill = palette.chosen;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    // A blinking cursor would keep an idle window drawing.
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.accent);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, palette.text);
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    widgets.noninteractive.bg_fill = palette.card;
    for (widget, fill, edge) in [
        (&mut widgets.inactive, palette.card, palette.edge),
        (&mut widgets.hovered, palette.chosen, palette.accent),
        (&mut widgets.active, palette.chosen, palette.accent),
        (&mut widgets.open, palette.chosen, palette.accent),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, edge);
        widget.fg_stroke = Stroke::new(1.0, palette.text);
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
}
