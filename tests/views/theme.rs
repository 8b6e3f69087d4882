//! What the colours owe to those who see little, and the ring around what the keyboard is on.

use egui::epaint::Shape;
use egui::{Color32, Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use hotseat::scenario::Language;
use hotseat::session::Mode;
use hotseat::store::settings::Settings;
use hotseat::views::library::{self, LibraryState};
use hotseat::views::settings;
use hotseat::views::theme::{self, Palette, Shade};

use crate::screens::{kit, screen, stock};
use crate::seat;

/// How strongly two colours differ, 1..=21, after WCAG 2.2.
fn contrast(one: Color32, other: Color32) -> f32 {
    let light = |colour: Color32| {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    };
    let (one, other) = (light(one) + 0.05, light(other) + 0.05);
    if one > other { one / other } else { other / one }
}

fn palettes() -> impl Iterator<Item = Palette> {
    let all = [(Shade::Light, false), (Shade::Light, true), (Shade::Dark, false), (Shade::Dark, true)];
    all.into_iter().map(|(shade, safe)| Palette::new(shade, safe))
}

/// Whatever a control may stand on.
fn grounds(palette: &Palette) -> [Color32; 6] {
    [palette.ground, palette.card, palette.well, palette.chosen, palette.theirs, palette.ours]
}

#[test]
fn ring_and_edges_stand_apart_and_texts_can_be_read_on_every_ground() {
    for palette in palettes() {
        for ground in grounds(&palette) {
            for (colour, least) in
                [(palette.accent, 3.0), (palette.edge, 3.0), (palette.text, 4.5), (palette.faint, 4.5)]
            {
                let found = contrast(colour, ground);
                assert!(found >= least, "{:?}: {colour:?} on {ground:?} is {found}", palette.shade);
            }
        }
        for colour in [palette.good, palette.warn, palette.bad, palette.anger, palette.worry, palette.trust] {
            for ground in [palette.ground, palette.card] {
                let found = contrast(colour, ground);
                assert!(found >= 4.5, "{:?}: {colour:?} on {ground:?} is {found}", palette.shade);
            }
        }
        assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
    }
}

#[test]
fn what_cannot_be_pressed_can_still_be_read() {
    for palette in palettes() {
        let context = egui::Context::default();
        theme::apply(&context, &palette, 100, false);
        let left = context.global_style().visuals.disabled_alpha;
        let seen = |colour: Color32, on: Color32| on.lerp_to_gamma(colour, left);
        let button = contrast(seen(palette.text, palette.card), palette.card);
        assert!(button >= 4.5, "a button's words: {button}");
        let primary = contrast(seen(palette.faint, palette.well), seen(palette.well, palette.card));
        assert!(primary >= 3.0, "the words of the one button a screen wants pressed: {primary}");
    }
}

#[test]
fn check_boxes_grow_with_the_text() {
    for (percent, width) in [(100, 18.0), (200, 36.0)] {
        let context = egui::Context::default();
        theme::apply(&context, &Palette::new(Shade::Light, false), percent, false);
        let spacing = &context.global_style().spacing;
        assert!((spacing.icon_width - width).abs() < 0.1, "{}", spacing.icon_width);
        assert!(spacing.icon_width_inner < spacing.icon_width);
    }
}

/// The rings drawn in the last frame.
fn rings<T>(harness: &Harness<'_, T>, accent: Color32) -> Vec<Rect> {
    let rings = harness.output().shapes.iter().filter_map(|clipped| {
        let Shape::Rect(shape) = &clipped.shape else { return None };
        let ring = shape.stroke.color == accent && (shape.stroke.width - 2.0).abs() < 0.01;
        ring.then(|| shape.rect.intersect(clipped.clip_rect))
    });
    rings.collect()
}

/// Walks on with Tab and looks for a ring around whatever has the focus; returns what was visited.
fn walk<T>(harness: &mut Harness<'_, T>, steps: usize) -> Vec<String> {
    let accent = kit(Language::En).palette.accent;
    let mut visited = Vec::new();
    for _ in 0..steps {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness.root().children_recursive().filter(egui_kittest::Node::is_focused).last();
        let (rect, name) = {
            let node = focused.expect("something has the focus");
            (node.rect(), node.accesskit_node().label().unwrap_or_default())
        };
        let rings = rings(harness, accent);
        let around = rings.iter().any(|ring| ring.expand(0.5).contains_rect(rect) || clipped(*ring, rect));
        assert!(around, "no ring around “{name}” at {rect:?}, but {rings:?}");
        visited.push(name);
    }
    visited
}

/// Whether a ring runs around as much of a control as is in sight.
fn clipped(ring: Rect, control: Rect) -> bool {
    ring.intersects(control) && ring.width() > control.width() * 0.9
}

#[test]
fn a_ring_is_drawn_around_every_button_box_and_choice() {
    let mut screen = screen(Language::En, Settings::default(), |ui, kit, state| {
        settings::show(ui, kit, state);
        None::<()>
    });
    let visited = walk(&mut screen, 12);
    assert!(visited.contains(&"Reduced motion".to_owned()), "{visited:?}");
}

#[test]
fn a_ring_is_drawn_around_every_field_list_and_card() {
    let entries = stock::entries();
    let mut screen = screen(Language::En, LibraryState::default(), move |ui, kit, state| {
        library::show(ui, kit, &entries, state)
    });
    let visited = walk(&mut screen, 11);
    assert!(visited.iter().any(|name| name.starts_with("Open briefing")), "{visited:?}");
}

#[test]
fn a_ring_is_drawn_around_every_tab_and_row_of_the_desk() {
    let mut seat = seat::sized("wrong-account-data", Language::En, Mode::Learn, [1280.0, 800.0], 100);
    let visited = walk(&mut seat, 29);
    for name in
        ["End contact…", "Knowledge", "Search tools", "Find account", "Width of the desk", "Your message"]
    {
        assert!(visited.iter().any(|one| one == name), "{name} is not among {visited:?}");
    }
    assert!(!visited.contains(&String::new()), "everything that takes the keyboard has a name");
}

/// Letters in the texts of the interface and of the scenarios that ship, beyond those of English.
fn letters() -> std::collections::BTreeSet<char> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = ["src/views", "src/locale", "scenarios"].map(|folder| root.join(folder)).to_vec();
    let mut letters = std::collections::BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(path) {
                letters.extend(text.chars().filter(|letter| !letter.is_ascii() && !letter.is_whitespace()));
            }
        }
    }
    letters
}

#[test]
fn the_fonts_have_every_letter_and_sign_that_is_shown() {
    for language in Language::ALL {
        let context = egui::Context::default();
        theme::install_fonts(&context, language);
        context.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
        for family in [egui::FontFamily::Proportional, theme::bold()] {
            let font = egui::FontId::new(15.0, family);
            let drawn = |letter: char| {
                let galley = context.fonts_mut(|fonts| {
                    fonts.layout_no_wrap(letter.to_string(), font.clone(), Color32::BLACK)
                });
                galley.rows[0].glyphs[0].uv_rect
            };
            let none = drawn('\u{e000}');
            assert_eq!(drawn('\u{2717}'), none, "a sign that is known to be missing");
            let missing: String = letters().into_iter().filter(|letter| drawn(*letter) == none).collect();
            assert!(missing.is_empty(), "{language:?}, {font:?}: {missing}");
        }
    }
}
