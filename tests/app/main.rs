//! A walk through the window's domains, without a window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where something is wrong"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use hotseat::app::people::People;
use hotseat::app::play::Table;
use hotseat::app::report::Report;
use hotseat::app::shelf::Shelf;
use hotseat::app::{Banner, Launch, Screen, Wish, domains};
use hotseat::listen::Listener;
use hotseat::scenario::Language;
use hotseat::session::{Mode, Phase, Session, Ticket, What};
use hotseat::views::desk::DeskIntent;
use hotseat::views::seat::SeatIntent;

/// The window on a data folder, with the scenarios of a folder or those in the program.
fn window(data: &Path, scenarios: Option<&Path>) -> App {
    let launch = hotseat::cli::Launch {
        language: Language::En,
        data: data.to_owned(),
        scenarios: scenarios.map(Path::to_owned),
        listener: Arc::new(Listener::builtin().unwrap()),
        name: "Ana".to_owned(),
        seed: Some(0),
    };
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin)).insert_resource(Launch(launch)).add_plugins(domains);
    until(&mut app, "the scenarios are read", |app| app.world().resource::<Shelf>().ready);
    app
}

/// Draws frame after frame until something holds; ten seconds are more than anything here takes.
fn until(app: &mut App, what: &str, holds: impl Fn(&App) -> bool) {
    for _ in 0..1_000 {
        app.update();
        if holds(app) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("never happened: {what}");
}

fn wish(app: &mut App, wish: Wish) {
    app.world_mut().write_message(wish);
    app.update();
    app.update();
}

fn screen(app: &App) -> Screen {
    *app.world().resource::<State<Screen>>().get()
}

fn session(app: &App) -> &Session {
    app.world().resource::<Table>().playing.as_ref().unwrap().session()
}

fn has(app: &App, wanted: impl Fn(&What) -> bool) -> bool {
    session(app).log().iter().any(|event| wanted(&event.what))
}

/// Sits down with the first customer.
fn sit_down(app: &mut App) {
    wish(app, Wish::Enter("Ana".to_owned()));
    until(app, "Ana is at home", |app| screen(app) == Screen::Home);
    wish(app, Wish::Brief("first-day".to_owned()));
    until(app, "the briefing is there", |app| screen(app) == Screen::Briefing);
    wish(app, Wish::Start { language: Language::En, mode: Mode::Practice });
    assert_eq!(screen(app), Screen::Seat);
}

fn say(app: &mut App, words: &str) {
    wish(app, Wish::Seat(SeatIntent::Send(words.to_owned())));
    assert!(session(app).writing(), "the customer waits a moment for more");
    until(app, "the customer answers", |app| !session(app).writing());
}

fn is_saved(app: &App) -> bool {
    app.world().resource::<Table>().playing.as_ref().unwrap().is_saved()
}

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
        app.world().resource::<People>().attempts.iter().any(|attempt| attempt.scorecard.is_some())
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
fn a_window_that_was_cut_off_goes_on_exactly_there() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    say(&mut app, "Hello! Let me help you with that.");
    until(&mut app, "all is saved", is_saved);
    let hash = session(&app).hash();
    drop(app);
    let mut app = window(data.path(), None);
    wish(&mut app, Wish::Enter("Ana".to_owned()));
    until(&mut app, "Ana is at home", |app| screen(app) == Screen::Home);
    let cut_off = app.world().resource::<People>().attempts[0].id;
    wish(&mut app, Wish::Resume(cut_off));
    until(&mut app, "the customer is back", |app| screen(app) == Screen::Seat);
    assert_eq!(session(&app).hash(), hash);
}

#[test]
fn a_scenario_that_is_saved_with_a_fault_shows_it_in_the_library_and_a_mended_one_is_back() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    std::fs::create_dir(folder.path().join("desks")).unwrap();
    for name in ["first-day.ron", "house.ron", "roles.ron", "desks/retail.ron"] {
        std::fs::copy(shipped.join(name), folder.path().join(name)).unwrap();
    }
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
fn where_nothing_can_be_kept_the_trainee_is_told_and_plays_all_the_same() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("taken");
    std::fs::write(&data, "a file where the data folder should be").unwrap();
    let mut app = window(&data, None);
    sit_down(&mut app);
    say(&mut app, "Hello! Let me help you with that.");
    assert!(has(&app, |what| matches!(what, What::Replied(_))));
    assert!(!is_saved(&app));
    assert!(app.world().resource::<Banner>().0.is_some(), "it says that nothing is saved");
}
