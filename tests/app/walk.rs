//! From the first screen to the debrief, and what may go wrong on the way.

use std::path::Path;
use std::sync::Arc;

use bevy::prelude::App;
use hotseat::app::Banner;
use hotseat::app::banner::News;
use hotseat::app::people::People;
use hotseat::app::play::Table;
use hotseat::app::report::Report;
use hotseat::app::shelf::Shelf;
use hotseat::app::{Screen, Wish};
use hotseat::scenario::{Language, Library};
use hotseat::session::{Mode, Phase, Session, Ticket, What};
use hotseat::views::debrief::DebriefIntent;
use hotseat::views::desk::DeskIntent;
use hotseat::views::seat::SeatIntent;

use super::{has, is_saved, say, screen, session, sit_down, until, window, wish};

#[test]
fn a_trainee_walks_from_the_first_screen_to_the_debrief_and_finds_the_attempt_at_home() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    assert_eq!(screen(&app), Screen::Profile);
    sit_down(&mut app);
    say(&mut app, "Hello, what a worry before a birthday! I'll put that right.");
    let order = [("id".to_owned(), "O-64".to_owned())].into();
    wish(&mut app, Wish::Seat(SeatIntent::Desk(DeskIntent::Tool("find_order".to_owned(), order))));
    assert!(has(&app, |what| matches!(what, What::Used { .. })));
    wish(&mut app, Wish::Seat(SeatIntent::End));
    assert!(matches!(session(&app).phase(), Phase::WrapUp(_)));
    wish(&mut app, Wish::WrapUp);
    assert_eq!(screen(&app), Screen::WrapUp);
    wish(&mut app, Wish::File(Ticket::default()));
    until(&mut app, "the debrief is shown", |app| screen(app) == Screen::Debrief);
    assert!(app.world().resource::<Report>().review.is_some());
    until(&mut app, "all is saved", is_saved);
    wish(&mut app, Wish::Show(Screen::Home));
    until(&mut app, "the attempt is listed", |app| {
        app.world().resource::<People>().attempts.iter().any(|attempt| attempt.grade.is_some())
    });
}

#[test]
fn the_same_actions_give_the_same_events_without_the_window() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    say(&mut app, "Good morning! I'm sorry about the fright, let me check that for you.");
    wish(&mut app, Wish::Seat(SeatIntent::End));
    let playing = app.world().resource::<Table>().playing.as_ref().unwrap();
    let mut again = Session::begin(
        Arc::clone(playing.session().scenario()),
        Arc::clone(playing.session().listener()),
        Language::En,
        Mode::Practice,
        0,
    );
    again.play(&playing.actions()).unwrap();
    assert_eq!(again.hash(), playing.session().hash());
}

#[test]
fn a_scenario_that_is_saved_with_a_fault_shows_it_in_the_library_and_a_mended_one_is_back() {
    let data = tempfile::tempdir().unwrap();
    let folder = shipped(&["first-day.ron"]);
    let mut app = window(data.path(), Some(folder.path()));
    let faults = |app: &App| app.world().resource::<Shelf>().entries[0].faults.len();
    assert_eq!(faults(&app), 0);
    let file = folder.path().join("first-day.ron");
    let good = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, good.replacen("start: \"", "start: \"no-such-", 1)).unwrap();
    until(&mut app, "the fault is shown", |app| faults(app) > 0);
    std::fs::write(&file, good).unwrap();
    until(&mut app, "the scenario is back", |app| faults(app) == 0);
}

#[test]
fn the_window_plays_the_lines_and_variants_of_its_seed() {
    let data = tempfile::tempdir().unwrap();
    let mut app = super::seated(data.path(), None, 7);
    sit_down(&mut app);
    let scenario = Library::embedded().scenario("first-day", 7).unwrap();
    let listener = Arc::clone(session(&app).listener());
    let same = Session::begin(Arc::new(scenario), listener, Language::En, Mode::Practice, 7);
    assert_eq!(session(&app).hash(), same.hash());
}

#[test]
fn a_scenario_broken_while_it_is_played_disturbs_nobody() {
    let data = tempfile::tempdir().unwrap();
    let folder = shipped(&["first-day.ron"]);
    let mut app = window(data.path(), Some(folder.path()));
    sit_down(&mut app);
    std::fs::write(folder.path().join("first-day.ron"), "(title: oops").unwrap();
    until(&mut app, "the fault is known", |app| {
        !app.world().resource::<Shelf>().entries[0].faults.is_empty()
    });
    say(&mut app, "Hello! Let me help you with that.");
    assert!(has(&app, |what| matches!(what, What::Replied(_))));
    let left = session(&app).hash();
    until(&mut app, "all is saved", is_saved);
    drop(app);
    let mut app = window(data.path(), Some(folder.path()));
    wish(&mut app, Wish::Enter("Ana".to_owned()));
    until(&mut app, "Ana is at home", |app| screen(app) == Screen::Home);
    let cut_off = app.world().resource::<People>().attempts[0].id;
    wish(&mut app, Wish::Resume(cut_off));
    until(&mut app, "it goes on with the scenario as it was", |app| screen(app) == Screen::Seat);
    assert_eq!(session(&app).hash(), left);
}

#[test]
fn a_customer_left_for_home_is_one_step_back() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    wish(&mut app, Wish::Show(Screen::Home));
    assert_eq!(screen(&app), Screen::Home);
    wish(&mut app, Wish::Back);
    assert_eq!(screen(&app), Screen::Seat);
}

#[test]
fn somebody_else_does_not_find_the_customer_of_the_one_before() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    wish(&mut app, Wish::SwitchPerson);
    assert!(app.world().resource::<Table>().playing.is_none());
}

#[test]
fn a_name_that_cannot_be_kept_is_refused_at_the_door() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    wish(&mut app, Wish::Enter("An\u{202e}a".to_owned()));
    until(&mut app, "it says why", |app| app.world().resource::<Banner>().0.is_some());
    assert_eq!(screen(&app), Screen::Profile);
}

#[test]
fn a_debrief_is_exported_beside_the_data_with_the_day_it_was_played() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    say(&mut app, "Hello, what a worry before a birthday! I'll put that right.");
    wish(&mut app, Wish::Seat(SeatIntent::End));
    wish(&mut app, Wish::File(Ticket::default()));
    until(&mut app, "the debrief is shown", |app| screen(app) == Screen::Debrief);
    wish(&mut app, Wish::Review(DebriefIntent::Export));
    until(&mut app, "it says so", |app| {
        matches!(app.world().resource::<Banner>().0, Some((News::Written(_), _)))
    });
    let file = std::fs::read_dir(data.path().join("reports")).unwrap().next().unwrap().unwrap().path();
    let page = std::fs::read_to_string(file).unwrap();
    let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
    assert!(page.contains(&today), "{today}");
}

#[test]
fn scenarios_inside_the_program_have_no_folder_to_open_and_it_says_so() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    wish(&mut app, Wish::OpenFolder);
    let banner = app.world().resource::<Banner>().0.clone();
    assert!(banner.is_some_and(|(news, words)| news == News::Told && words.contains("hotseat new")));
}

/// A scenario folder with some of the shipped scenarios.
fn shipped(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    std::fs::create_dir(folder.path().join("desks")).unwrap();
    for name in ["house.ron", "roles.ron", "desks/retail.ron"].iter().chain(names) {
        std::fs::copy(from.join(name), folder.path().join(name)).unwrap();
    }
    folder
}
