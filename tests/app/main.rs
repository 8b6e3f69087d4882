//! The window's domains without a window: a walk through all screens, what is kept, and how time passes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where something is wrong"
)]

#[cfg(unix)]
mod away;
mod exam;
mod records;
mod reviewing;
mod rules;
mod keeping;
mod manager;
mod time;
mod walk;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use hotseat::app::play::Table;
use hotseat::app::shelf::Shelf;
use hotseat::app::{Launch, Screen, Wish, domains};
use hotseat::listen::Listener;
use hotseat::scenario::Language;
use hotseat::session::event::Origin;
use hotseat::session::{Mode, Session, What};
use hotseat::store::Place;
use hotseat::views::seat::SeatIntent;

/// The window on a data folder, with the scenarios of a folder or those in the program.
fn window(data: &Path, scenarios: Option<&Path>) -> App {
    seated(data, scenarios, 0)
}

/// The same, with a seed.
fn seated(data: &Path, scenarios: Option<&Path>, seed: u64) -> App {
    at(data, scenarios, seed, Place::Folder(data.to_owned()))
}

/// The same, with a store elsewhere.
fn at(data: &Path, scenarios: Option<&Path>, seed: u64, store: Place) -> App {
    let launch = hotseat::cli::Launch {
        language: Language::En,
        data: data.to_owned(),
        scenarios: scenarios.map(Path::to_owned),
        listener: Arc::new(Listener::builtin().unwrap()),
        store,
        name: "Ana".to_owned(),
        seed: Some(seed),
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
    wish(app, Wish::Seat(SeatIntent::Send(words.to_owned(), Origin::Typed)));
    assert!(session(app).writing(), "the customer waits a moment for more");
    until(app, "the customer answers", |app| !session(app).writing());
}

fn is_saved(app: &App) -> bool {
    app.world().resource::<Table>().playing.as_ref().unwrap().is_saved()
}
