//! What the window keeps: cut off, closed, doubled, or with nowhere to keep it.

use std::sync::Arc;

use bevy::prelude::AppExit;
use hotseat::app::Banner;
use hotseat::app::people::People;
use hotseat::app::play::{Playing, Table};
use hotseat::app::{Screen, Wish};
use hotseat::listen::Listener;
use hotseat::scenario::{Language, Library};
use hotseat::session::event::Origin;
use hotseat::session::{Action, Deed, Mode, Session, What};
use hotseat::store::{AttemptId, PersonId, Store, StoreError};
use hotseat::views::seat::SeatIntent;
use jiff::Timestamp;
use uuid::Uuid;

use super::{has, is_saved, say, screen, session, sit_down, until, window, wish};

#[test]
fn a_window_that_was_cut_off_goes_on_exactly_there() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    say(&mut app, "Hello! Let me help you with that.");
    until(&mut app, "all is saved", is_saved);
    let hash = session(&app).hash();
    let mut table = app.world_mut().resource_mut::<Table>();
    table.seat.composer.insert("I have just foun");
    table.seat.desk.set_note("order 4471".to_owned());
    let attempt = table.playing.as_ref().unwrap().attempt();
    let kept = || Store::open(data.path()).unwrap().scratch(attempt).unwrap();
    until(&mut app, "what is typed is kept", |_| !kept().reply.is_empty());
    // As a kill would: nothing is handed over at the end.
    std::mem::forget(app);
    let mut app = window(data.path(), None);
    wish(&mut app, Wish::Enter("Ana".to_owned()));
    until(&mut app, "Ana is at home", |app| screen(app) == Screen::Home);
    let cut_off = app.world().resource::<People>().attempts[0].id;
    wish(&mut app, Wish::Resume(cut_off));
    until(&mut app, "the customer is back", |app| screen(app) == Screen::Seat);
    assert_eq!(session(&app).hash(), hash);
    let seat = &app.world().resource::<Table>().seat;
    assert_eq!((seat.composer.text(), seat.desk.note()), ("I have just foun", "order 4471"));
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

#[test]
fn what_was_done_in_the_last_frame_is_on_disk_after_the_window_has_closed() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    let attempt = app.world().resource::<Table>().playing.as_ref().unwrap().attempt();
    for words in ["Hello!", "What a worry before a birthday.", "I am looking it up now."] {
        app.world_mut().write_message(Wish::Seat(SeatIntent::Send(words.to_owned(), Origin::Typed)));
    }
    app.world_mut().write_message(AppExit::Success);
    app.update();
    let done = app.world().resource::<Table>().playing.as_ref().unwrap().actions();
    assert_eq!(done.len(), 3);
    drop(app);
    let kept = Store::open(data.path()).unwrap().load(attempt).unwrap();
    assert_eq!(kept.entries.into_iter().map(|entry| entry.action).collect::<Vec<_>>(), done);
}

#[test]
fn an_attempt_that_goes_on_in_another_window_is_closed_in_this_one() {
    let data = tempfile::tempdir().unwrap();
    let mut first = window(data.path(), None);
    sit_down(&mut first);
    say(&mut first, "Hello! Let me help you with that.");
    until(&mut first, "all is saved", is_saved);
    let attempt = first.world().resource::<Table>().playing.as_ref().unwrap().attempt();
    let mut second = window(data.path(), None);
    wish(&mut second, Wish::Enter("Ana".to_owned()));
    until(&mut second, "Ana is at home", |app| screen(app) == Screen::Home);
    wish(&mut second, Wish::Resume(attempt));
    until(&mut second, "the customer is there too", |app| screen(app) == Screen::Seat);
    say(&mut second, "I have found your order.");
    until(&mut second, "all is saved", is_saved);
    wish(&mut first, Wish::Seat(SeatIntent::Send("Are you still there?".to_owned(), Origin::Typed)));
    until(&mut first, "it is closed here", |app| screen(app) == Screen::Home);
    assert!(first.world().resource::<Banner>().0.is_some());
    let all = session(&second).hash();
    until(&mut first, "the attempts are listed", |app| !app.world().resource::<People>().attempts.is_empty());
    wish(&mut first, Wish::Resume(attempt));
    until(&mut first, "it goes on as the other left it", |app| screen(app) == Screen::Seat);
    assert_eq!(session(&first).hash(), all);
}

fn playing(person: PersonId) -> Playing {
    let scenario = Library::embedded().scenario("first-day", 0).unwrap();
    let listener = Arc::new(Listener::builtin().unwrap());
    let session = Session::begin(Arc::new(scenario), listener, Language::En, Mode::Practice, 0);
    Playing::new(session, AttemptId(Uuid::now_v7()), person, (None, None), Timestamp::UNIX_EPOCH, 0.0)
}

fn say_hello(playing: &mut Playing) {
    playing.apply(Deed::Say("Hello! Let me look that up.".to_owned()), 5.0).unwrap();
}

#[test]
fn a_try_that_did_reach_the_disk_before_it_was_taken_for_failed_is_not_written_twice() {
    let data = tempfile::tempdir().unwrap();
    let mut store = Store::open(data.path()).unwrap();
    let ana = store.person("Ana", PersonId(Uuid::now_v7()), Timestamp::UNIX_EPOCH).unwrap();
    let mut playing = playing(ana.id);
    say_hello(&mut playing);
    playing.unsaved(Timestamp::UNIX_EPOCH).unwrap()(&mut store).unwrap();
    playing.not_saved();
    playing.apply(Deed::Wait(1), 7.0).unwrap();
    playing.unsaved(Timestamp::UNIX_EPOCH).unwrap()(&mut store).unwrap();
    assert_eq!(store.summary(playing.attempt()).unwrap().actions, 2);
}

#[test]
fn after_a_failed_try_the_actions_of_another_window_are_not_taken_for_ours() {
    let data = tempfile::tempdir().unwrap();
    let mut store = Store::open(data.path()).unwrap();
    let ana = store.person("Ana", PersonId(Uuid::now_v7()), Timestamp::UNIX_EPOCH).unwrap();
    let mut playing = playing(ana.id);
    let begun = playing.unsaved(Timestamp::UNIX_EPOCH).unwrap()(&mut store).unwrap();
    let hotseat::app::archive::Done::Saved { attempt, actions, finished } = begun else {
        panic!("{begun:?}")
    };
    playing.saved(attempt, actions, finished);
    let theirs = Action::new(3, 0, Deed::Wait(2));
    store.append(attempt, 0, &theirs, &[], Timestamp::UNIX_EPOCH).unwrap();
    say_hello(&mut playing);
    drop(playing.unsaved(Timestamp::UNIX_EPOCH));
    playing.not_saved();
    let again = playing.unsaved(Timestamp::UNIX_EPOCH).unwrap()(&mut store);
    assert!(matches!(again, Err(StoreError::Moved { expected: 0, found: 1 })), "{again:?}");
}
