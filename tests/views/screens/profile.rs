//! Who sits down.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::scenario::Language;
use hotseat::store::Person;
use hotseat::views::profile::{self, Door, ProfileIntent, ProfileState};

use super::{Screen, press, screen, sized, stock, write};

type Profile = egui_kittest::Harness<'static, Screen<ProfileState, ProfileIntent>>;

fn shown(language: Language, people: Vec<Person>, suggested: &'static str) -> Profile {
    screen(language, ProfileState::default(), move |ui, kit, state| {
        profile::show(ui, kit, Door::Open(&people), (suggested, false), state)
    })
}

fn people(count: u128) -> Vec<Person> {
    (0..count).map(|number| stock::person(number, &format!("Person {number}"))).collect()
}

#[test]
fn a_newcomer_is_told_what_this_is_and_starts_under_the_suggested_name() {
    let mut first = shown(Language::En, Vec::new(), "maya");
    assert!(first.query_by_label("Hotseat 坐席").is_some());
    assert!(first.query_by_label_contains("simulator for customer service").is_some());
    press(&mut first, Role::Button, "Start");
    assert_eq!(first.state().wanted, [ProfileIntent::Choose("maya".to_owned())]);
}

#[test]
fn a_name_is_cleaned_before_it_is_taken() {
    let mut first = shown(Language::Zh, Vec::new(), "");
    write(&mut first, "您的姓名", "  林   晓梅 ");
    press(&mut first, Role::Button, "进入");
    assert_eq!(first.state().wanted, [ProfileIntent::Choose("林 晓梅".to_owned())]);
}

#[test]
fn enter_takes_the_name() {
    let mut first = shown(Language::En, Vec::new(), "");
    write(&mut first, "Your name", "Maya");
    first.key_press(egui::Key::Enter);
    first.run();
    assert_eq!(first.state().wanted, [ProfileIntent::Choose("Maya".to_owned())]);
}

#[test]
fn a_bad_name_is_explained_and_not_taken() {
    for (language, field, button, long, hidden) in [
        (Language::En, "Your name", "Start", "81 characters", "invisible character (U+200B)"),
        (Language::Zh, "您的姓名", "进入", "81 个字符", "看不见的字符（U+200B）"),
    ] {
        let mut first = shown(language, Vec::new(), "");
        write(&mut first, field, &"x".repeat(81));
        assert!(first.query_by_label_contains(long).is_some());
        press(&mut first, Role::Button, button);
        assert_eq!(first.state().wanted, []);

        let mut first = shown(language, Vec::new(), "");
        write(&mut first, field, "a\u{200b}b");
        assert!(first.query_by_label_contains(hidden).is_some());
        first.key_press(egui::Key::Enter);
        first.run();
        assert_eq!(first.state().wanted, []);
    }
}

#[test]
fn a_known_person_sits_down_by_their_name() {
    let mut known = shown(Language::En, vec![stock::person(1, "梅"), stock::person(2, "Tom")], "root");
    press(&mut known, Role::Button, "梅");
    assert_eq!(known.state().wanted, [ProfileIntent::Choose("梅".to_owned())]);
}

#[test]
fn many_names_are_searched() {
    assert!(shown(Language::En, people(8), "").query_by_label("Search names").is_none());
    let mut many = shown(Language::En, people(300), "");
    assert!(many.query_by_label("260 more: search for a name.").is_some());
    write(&mut many, "Search names", "person 27");
    assert!(many.query_by_label("Person 270").is_some());
    assert!(many.query_by_label("Person 1").is_none());
    many.state_mut().state.search = "nobody".to_owned();
    many.run();
    assert!(many.query_by_label("Nobody of this name yet.").is_some());
}

#[test]
fn the_language_is_switched_before_anything_else() {
    let mut first = shown(Language::En, Vec::new(), "");
    press(&mut first, Role::RadioButton, "中文");
    assert_eq!(first.state().wanted, [ProfileIntent::Language(Language::Zh)]);
}

#[test]
fn a_name_of_eighty_characters_is_reached_in_a_small_window_with_large_text() {
    let name = "Wolfeschlegelsteinhausenbergerdorff".repeat(2);
    let people = vec![stock::person(1, &name)];
    let mut small =
        sized(Language::En, [1024.0, 640.0], 200, ProfileState::default(), move |ui, kit, state| {
            profile::show(ui, kit, Door::Open(&people), ("", false), state)
        });
    let button = small.get_by_role_and_label(Role::Button, &name).rect();
    assert!(button.right() <= 1024.0, "{button:?}");
    press(&mut small, Role::Button, &name);
    assert_eq!(small.state().wanted.len(), 1);
}
