//! Another rubric, tried before it is adopted.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::scenario::Language;
use hotseat::scenario::goal::Weights;
use hotseat::scenario::roles::Roles;
use hotseat::score::{Rubric, RubricFile};
use hotseat::store::{AttemptId, Crossing, Line, PersonId, Preview, Rights};
use hotseat::views::team::{self, Crew, Look, Rules, Seen, Tab, TeamIntent, TeamState, Told, Trial};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Screen, press, screen, write};

type Desk = egui_kittest::Harness<'static, Screen<TeamState, TeamIntent>>;

fn shown(language: Language, told: Option<Told>) -> Desk {
    let rules = Rules { counting: Rubric::builtin(), free: 4, house: (75, 40, Weights::default()) };
    let crew = Crew { rules: Some(rules), ..Crew::default() };
    screen(language, TeamState::at(Tab::Rules), move |ui, kit, state| {
        let look = Look {
            crew: &crew,
            rights: Rights::ALL,
            roles: &Roles::default(),
            tasks: &[],
            told: told.as_ref(),
            seen: Seen::default(),
            now: Timestamp::UNIX_EPOCH,
        };
        team::show(ui, kit, look, state)
    })
}

/// Sets a number by its label.
fn set(desk: &mut Desk, label: &str, value: &str) {
    desk.get_by_role_and_label(Role::SpinButton, label).scroll_to_me();
    desk.run();
    desk.get_by_role_and_label(Role::SpinButton, label).click();
    desk.run();
    desk.key_combination(&[]);
    desk.get_by_role_and_label(Role::SpinButton, label).focus();
    desk.run();
    for _ in 0..3 {
        desk.key_press(egui::Key::Backspace);
        desk.run();
    }
    desk.event(egui::Event::Text(value.to_owned()));
    desk.key_press(egui::Key::Enter);
    desk.run();
}

/// What was asked for last.
fn tried(desk: &Desk) -> Option<Rubric> {
    match desk.state().wanted.last() {
        Some(TeamIntent::Try(file)) => Some(file.rubric().clone()),
        _ => None,
    }
}

#[test]
fn nothing_is_tried_until_something_is_changed() {
    let mut desk = shown(Language::En, None);
    press(&mut desk, Role::Button, "See who would move");
    assert_eq!(desk.state().wanted, []);
}

#[test]
fn a_mark_that_was_moved_is_tried_under_the_next_number_and_a_name() {
    let mut desk = shown(Language::En, None);
    set(&mut desk, "Least score of every ability to pass", "64");
    write(&mut desk, "What it is called", "Stricter");
    press(&mut desk, Role::Button, "See who would move");
    let rubric = tried(&desk).expect("it is tried");
    assert_eq!((rubric.number, rubric.floor, rubric.pass), (4, 64, None));
    assert_eq!(rubric.title.get(Language::Zh), "Stricter");
    assert_eq!(Rubric { floor: 50, number: 1, title: Rubric::builtin().title, ..rubric }, Rubric::builtin());
}

#[test]
fn a_mark_and_weights_are_the_houses_until_they_are_taken_over() {
    let mut desk = shown(Language::En, None);
    press(&mut desk, Role::CheckBox, "Overall score to pass: set here");
    press(&mut desk, Role::CheckBox, "Weights of the abilities: set here");
    press(&mut desk, Role::Button, "See who would move");
    let rubric = tried(&desk).expect("it is tried");
    assert_eq!((rubric.pass, rubric.cap, rubric.weights), (Some(75), None, Some(Weights::default())));
}

fn trial(done: usize) -> Trial {
    let rubric = Rubric { number: 4, floor: 64, ..Rubric::builtin() };
    let mei = PersonId(Uuid::from_u128(1));
    let crossing = Crossing {
        attempt: AttemptId(Uuid::from_u128(2)),
        person: mei,
        title: "Angry".to_owned(),
        ended: Some(Timestamp::UNIX_EPOCH),
        lines: [Line::Passed, Line::NotPassed],
        scores: [Some(81), Some(81)],
    };
    Trial {
        file: RubricFile::write(&rubric).expect("it is good"),
        preview: Preview { graded: 3, crossings: vec![crossing], hidden: 2, ..Preview::default() },
        done,
        of: 3,
        names: [(mei, "Mei".to_owned())].into(),
    }
}

#[test]
fn who_would_move_is_named_and_what_is_their_own_is_not() {
    for (language, said) in [
        (Language::En, ["Mei", "81 → 81", "passed → not passed", "and 2 that nobody assigned"]),
        (Language::Zh, ["Mei", "81 → 81", "通过 → 未通过", "另有 2 次"]),
    ] {
        let desk = shown(language, Some(Told::Tried(Box::new(trial(3)))));
        for words in said {
            assert!(desk.query_all_by_label_contains(words).next().is_some(), "{words}");
        }
    }
}

#[test]
fn what_was_tried_is_adopted_once_its_number_was_typed_and_nothing_changed_since() {
    let mut desk = shown(Language::En, Some(Told::Tried(Box::new(trial(3)))));
    assert!(desk.query_by_label_contains("look again first").is_some(), "the form says something else");
    set(&mut desk, "Least score of every ability to pass", "64");
    let title = Rubric::builtin().title.get(Language::En).to_owned();
    write(&mut desk, "What it is called", &title);
    // The title that was tried has a Chinese wording of its own, so this is another file still.
    assert!(desk.query_by_label_contains("look again first").is_some());
    press(&mut desk, Role::Button, "See who would move");
    let file = RubricFile::write(&tried(&desk).expect("it is tried")).expect("it is good");
    let again = Trial { file: file.clone(), ..trial(3) };
    let mut desk = shown(Language::En, Some(Told::Tried(Box::new(again))));
    set(&mut desk, "Least score of every ability to pass", "64");
    write(&mut desk, "What it is called", &title);
    press(&mut desk, Role::Button, "Adopt");
    assert_eq!(desk.state().wanted, [], "its number was not typed");
    write(&mut desk, "To adopt it, type its number (4)", "4");
    press(&mut desk, Role::Button, "Adopt");
    assert_eq!(desk.state().wanted, [TeamIntent::Adopt(Box::new(file), [].into())]);
}

#[test]
fn while_it_is_tried_nothing_else_is_and_nothing_is_adopted() {
    let mut desk = shown(Language::En, Some(Told::Tried(Box::new(trial(1)))));
    set(&mut desk, "Least score of every ability to pass", "70");
    press(&mut desk, Role::Button, "See who would move");
    assert_eq!(desk.state().wanted, []);
    assert!(desk.query_by_label("Adopt").is_none());
}
