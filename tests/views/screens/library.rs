//! The library.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::scenario::Language;
use hotseat::scenario::file::ScenarioKind;
use hotseat::views::library::{self, Done, Entry, LibraryIntent, LibraryState};

use super::{Screen, count, press, screen, sized, stock, write};

type Library = egui_kittest::Harness<'static, Screen<LibraryState, LibraryIntent>>;

const CARET: &str = "error[unknown-field]: unknown field `titel`\n --> broken.ron:4:5\n  |\n4 |     titel: \"x\",\n  |     ^^^^^";

fn shown(language: Language, entries: Vec<Entry>) -> Library {
    screen(language, LibraryState::default(), move |ui, kit, state| library::show(ui, kit, &entries, state))
}

fn title(id: &str, language: Language) -> String {
    stock::scenario(id).file().title.get(language).to_owned()
}

fn card(id: &str, language: Language) -> String {
    let title = title(id, language);
    language.pick(format!("Open briefing: {title}"), format!("查看简报：{title}"))
}

#[test]
fn a_scenario_is_chosen_by_its_card() {
    for language in Language::ALL {
        let mut library = shown(language, stock::entries());
        press(&mut library, Role::Button, &card("system-outage", language));
        assert_eq!(library.state().wanted, [LibraryIntent::Choose("system-outage".to_owned())]);
    }
}

#[test]
fn a_card_is_chosen_by_keyboard() {
    let mut library = shown(Language::En, stock::entries());
    library.get_by_role_and_label(Role::Button, &card("first-day", Language::En)).focus();
    library.run();
    library.key_press(egui::Key::Enter);
    library.run();
    assert_eq!(library.state().wanted, [LibraryIntent::Choose("first-day".to_owned())]);
}

#[test]
fn choices_narrow_what_is_shown() {
    let mut library = shown(Language::En, stock::entries());
    press(&mut library, Role::ComboBox, "Kind");
    press(&mut library, Role::Button, "outage");
    assert!(library.query_by_label(&card("system-outage", Language::En)).is_some());
    assert!(library.query_by_label(&card("first-day", Language::En)).is_none());
    assert_eq!(library.state().state.kind, Some(ScenarioKind::Outage));
    press(&mut library, Role::Button, "Show all");
    assert!(library.query_by_label(&card("first-day", Language::En)).is_some());
    press(&mut library, Role::ComboBox, "Level");
    press(&mut library, Role::Button, "1");
    assert!(library.query_by_label("1 of 4 scenarios").is_some());
    assert!(library.query_by_label(&card("first-day", Language::En)).is_some());
}

#[test]
fn a_list_is_opened_walked_and_closed_with_the_keyboard_alone() {
    let mut library = shown(Language::En, stock::entries());
    let key = |library: &mut Library, key| {
        library.key_press(key);
        library.run();
    };
    library.get_by_role_and_label(Role::ComboBox, "Kind").focus();
    library.run();
    key(&mut library, egui::Key::Enter);
    key(&mut library, egui::Key::ArrowDown);
    key(&mut library, egui::Key::Enter);
    library.run();
    let second = library.state().state.kind;
    assert!(second.is_some(), "the second of the list was taken");
    assert!(library.get_by_role_and_label(Role::ComboBox, "Kind").is_focused(), "the keyboard is back");
    // The down arrow opens it as well, on what is chosen.
    for pressed in [egui::Key::ArrowDown, egui::Key::ArrowDown, egui::Key::Enter] {
        key(&mut library, pressed);
    }
    library.run();
    assert!(library.state().state.kind.is_some_and(|kind| Some(kind) != second), "the third was taken");
}

#[test]
fn a_role_shows_what_counts_towards_it_with_its_whole_ladder() {
    let entries = stock::entries();
    let ladder = entries
        .iter()
        .flat_map(|entry| &entry.roles)
        .find(|role| role.id == "complex-interaction-specialist")
        .expect("a shipped scenario names it")
        .clone();
    let state = LibraryState { role: Some(ladder), ..LibraryState::default() };
    for entry in &entries {
        let named = entry.roles.iter().any(|role| role.ladder == "complex-interaction-specialist");
        assert_eq!(state.wants(entry), named, "{}", entry.id);
    }
}

#[test]
fn what_was_done_is_kept_apart() {
    let data = stock::home("Mei", stock::weeks());
    let done = |id: &str| data.entry(id).expect("it ships").done;
    assert_eq!(done("first-day"), Done::Passed);
    assert_eq!(done("system-outage"), Done::Tried);
    let state = LibraryState { done: Some(Done::Passed), ..LibraryState::default() };
    let passed: Vec<_> =
        data.heads.iter().filter(|entry| state.wants(entry)).map(|entry| &entry.id).collect();
    assert_eq!(passed, ["first-day", "wrong-account-data"]);
}

#[test]
fn words_are_searched_in_both_languages() {
    let mut library = shown(Language::En, stock::entries());
    write(&mut library, "Search", "门牌号");
    assert!(library.query_by_label("1 of 4 scenarios").is_some());
    assert!(library.query_by_label(&card("first-day", Language::En)).is_some());
}

#[test]
fn no_match_says_what_to_do() {
    let mut library = shown(Language::Zh, stock::entries());
    write(&mut library, "搜索", "xyzzy");
    assert!(library.query_by_label("没有符合条件的场景。").is_some());
    press(&mut library, Role::Button, "全部显示");
    assert!(library.query_by_label(&card("first-day", Language::Zh)).is_some());
}

#[test]
fn a_faulty_scenario_shows_its_diagnostics_and_cannot_be_chosen() {
    for (language, count, show) in [
        (Language::En, "2 faults", "Show the faults of broken"),
        (Language::Zh, "2 处错误", "查看 broken 的错误"),
    ] {
        let entries = vec![Entry::faulty("broken", vec![CARET.to_owned(), "error: two".to_owned()])];
        let mut library = shown(language, entries);
        assert!(library.query_by_label_contains(count).is_some());
        assert!(library.query_by_label(CARET).is_none());
        press(&mut library, Role::Button, show);
        assert!(library.query_by_label(CARET).is_some());
        assert!(library.query_by_label("error: two").is_some());
        assert!(
            library
                .query_by_role_and_label(
                    Role::Button,
                    language.pick("Open briefing: broken", "查看简报：broken")
                )
                .is_none()
        );
        assert_eq!(library.state().wanted, []);
    }
}

#[test]
fn an_empty_library_leads_to_its_folder() {
    for (language, empty, folder) in [
        (Language::En, "There are no scenarios here yet.", "Open the folder"),
        (Language::Zh, "这里还没有场景。", "打开文件夹"),
    ] {
        let mut library = shown(language, Vec::new());
        assert!(library.query_by_label(empty).is_some());
        press(&mut library, Role::Button, folder);
        assert_eq!(library.state().wanted, [LibraryIntent::OpenFolder]);
    }
}

#[test]
fn five_hundred_scenarios_draw_only_what_is_seen() {
    let entry = stock::entries().remove(0);
    let many = (0..500).map(|number| Entry { id: format!("s-{number}"), ..entry.clone() }).collect();
    let library = shown(Language::En, many);
    assert!(library.query_by_label("500 of 500 scenarios").is_some());
    assert!(count(&library) < 300, "{} nodes", count(&library));
}

#[test]
fn cards_of_long_words_stay_within_a_small_window_with_large_text() {
    let mut entries = stock::entries();
    for entry in &mut entries {
        entry.title = hotseat::scenario::Text::Plain("A customer who has waited ".repeat(12));
    }
    let library =
        sized(Language::En, [1024.0, 640.0], 200, LibraryState::default(), move |ui, kit, state| {
            library::show(ui, kit, &entries, state)
        });
    let nodes: Vec<_> = library
        .query_all_by(|node| matches!(node.role(), Role::Button | Role::Label | Role::ComboBox))
        .collect();
    assert!(nodes.len() > 8);
    for node in nodes {
        assert!(node.rect().right() <= 1024.0, "{node:?}");
    }
}
