//! A page that was just opened begins at its first control, for those who work by keys.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hotseat::views::arrival::Arrival;

/// Two pages below a bar; a press on the bar leads to the second.
#[derive(Default)]
struct Pages {
    second: bool,
    arrival: Arrival<bool>,
}

fn pages() -> Harness<'static, Pages> {
    let draw = |ui: &mut egui::Ui, pages: &mut Pages| {
        if ui.button("To the second").clicked() {
            pages.second = true;
        }
        pages.arrival.show(ui, pages.second, false);
        let name = if pages.second { "Second" } else { "First" };
        let _ = (ui.button(name), ui.button("Below"));
    };
    Harness::new_ui_state(draw, Pages::default())
}

fn focused(harness: &Harness<'_, Pages>, name: &str) -> bool {
    harness.get_by_role_and_label(Role::Button, name).is_focused()
}

#[test]
fn who_opens_a_page_by_keys_stands_at_its_first_control() {
    let mut harness = pages();
    harness.get_by_label("To the second").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(focused(&harness, "Second"));
    harness.key_press(Key::Tab);
    harness.run();
    assert!(focused(&harness, "Below"), "and goes on from there");
}

#[test]
fn who_opens_it_by_the_mouse_sees_no_ring() {
    let mut harness = pages();
    harness.get_by_label("To the second").click();
    harness.run();
    assert!(harness.query_by_label("Second").is_some());
    assert!(!focused(&harness, "Second") && !focused(&harness, "Below"));
}
