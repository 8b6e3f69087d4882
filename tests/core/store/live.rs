//! Sessions that go on now: who sees them, which come first, and that whoever listens in is seen.

use hotseat::scenario::customer::{Level, Mood};
use hotseat::session::event::{Cause, Warning};
use hotseat::session::{Action, Deed, Event, Mode, What};
use hotseat::store::{
    AssignmentId, AttemptId, Ending, NewAssignment, NewAttempt, Permission, PersonId, Played, Right, Rights,
    Store, StoreError, Task, TeamId, Whom,
};
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, Place, answer, attempt, now, say};

const WORD: &str = "four plain words here";

fn id(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

/// Olga owns the store, Tom leads Mei and Ann.
fn office(engine: Engine) -> Option<Place> {
    let place = engine.place()?;
    let mut store = place.open();
    store.enter("Olga", id(1), now(0)).expect("the owner");
    for (name, number) in [("Tom", 2), ("Mei", 3), ("Ann", 4), ("Eve", 5)] {
        store.person(name, id(number), now(0)).expect("added");
    }
    store.set_rights(id(2), Rights::TRAINEE.with(Right::Manager)).expect("set");
    let team = store.team("Night", TeamId(Uuid::from_u128(50)), now(0)).expect("a team").id;
    for (number, leads) in [(2, true), (3, false), (4, false)] {
        store.join(team, id(number), leads).expect("in it");
    }
    let exam = NewAssignment {
        id: AssignmentId(Uuid::from_u128(300)),
        task: Task::Scenario("first-day".to_owned()),
        whom: Whom::Anybody,
        certify: true,
        due: None,
        pass_mark: None,
        attempts: None,
        at: now(0),
    };
    store.assign(&exam).expect("given");
    for number in 1..6 {
        store.set_passphrase(id(number), WORD).expect("set");
    }
    Some(place)
}

fn as_(place: &Place, name: &str) -> Store {
    let mut store = place.open();
    store.sign_in(name, WORD, now(1)).expect("right");
    store
}

/// Begins an exam, says something, and leaves the customer like this.
fn sits(place: &Place, name: &str, number: u128, second: i64, level: Warning) -> AttemptId {
    let mut store = as_(place, name);
    let person = store.acting().expect("they act");
    let played = Played { mode: Mode::Certify, ..super::played() };
    let assignment = Some(AssignmentId(Uuid::from_u128(300)));
    let new = NewAttempt { played, assignment, started: now(second), ..attempt(person, number) };
    let attempt = store.begin(&new).expect("it begins");
    let mood =
        |anger| Mood { anger: Level::clamped(anger), worry: Level::clamped(5), trust: Level::clamped(20) };
    let moved = What::Moved { from: mood(50), to: mood(90), because: Cause::Repetition };
    let events = [moved, What::Warned { level }].map(|what| Event { at: 3, action: 1, what });
    let action = Action::new(3, 2, Deed::Say("hm".to_owned()));
    store.append(attempt, 0, &action, &events, now(second)).expect("it is kept");
    attempt
}

#[rstest]
fn those_in_trouble_come_first_and_only_for_whoever_leads_them(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = office(engine) else { return };
    let calm = sits(&place, "Ann", 100, 100, Warning::Calm);
    let alarm = sits(&place, "Mei", 101, 90, Warning::Alarm);
    sits(&place, "Eve", 102, 95, Warning::Watch);
    let live = as_(&place, "Tom").live(now(120)).expect("a list");
    let found: Vec<_> = live.iter().map(|one| (one.attempt.id, one.name.as_str(), one.last)).collect();
    assert_eq!(found, [(alarm, "Mei", now(90)), (calm, "Ann", now(100))]);
    assert!(live[0].is_in_trouble() && !live[1].is_in_trouble());
    assert_eq!(live[0].mood.map(|mood| mood.anger.get()), Some(90));
    assert_eq!(as_(&place, "Olga").live(now(120)).map(|all| all.len()), Ok(3));
    let refused = as_(&place, "Mei").live(now(120));
    assert!(matches!(refused, Err(StoreError::NotPermitted { .. })), "{refused:?}");
}

#[rstest]
fn what_is_quiet_over_or_the_trainees_own_does_not_go_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = office(engine) else { return };
    let exam = sits(&place, "Mei", 100, 100, Warning::Calm);
    let mut mei = as_(&place, "Mei");
    let own = mei.begin(&attempt(id(3), 200)).expect("practice of her own");
    mei.append(own, 0, &say("hello"), &answer(1), now(110)).expect("kept");
    let tom = as_(&place, "Tom");
    let seen =
        |second| tom.live(now(second)).expect("a list").iter().map(|one| one.attempt.id).collect::<Vec<_>>();
    assert_eq!(seen(120), [exam]);
    assert!(seen(100 + 5 * 60 + 1).is_empty(), "nobody did anything for five minutes");
    mei.share(own, true).expect("shown");
    assert_eq!(seen(120), [own, exam]);
    mei.finish(exam, "{}", Ending::Finished, now(121)).expect("it ends");
    assert_eq!(seen(122), [own]);
}

#[rstest]
fn whoever_listens_in_is_written_down_and_seen(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = office(engine) else { return };
    let exam = sits(&place, "Mei", 100, 100, Warning::Watch);
    let (mei, tom) = (as_(&place, "Mei"), as_(&place, "Tom"));
    assert_eq!(mei.watchers(exam), Ok(vec![]));
    let heard = tom.listen_in(exam, now(110)).expect("he leads her");
    assert_eq!((heard.entries.len(), heard.meta.id), (1, exam));
    tom.listen_in(exam, now(112)).expect("again");
    let watchers = mei.watchers(exam).expect("a list");
    let seen: Vec<_> = watchers.iter().map(|one| (one.name.as_str(), one.since, one.last)).collect();
    assert_eq!(seen, [("Tom", now(110), now(112))]);
    assert!(watchers[0].is_here(now(140)) && !watchers[0].is_here(now(143)));
    for name in ["Mei", "Ann", "Eve"] {
        let refused = as_(&place, name).listen_in(exam, now(113));
        assert!(matches!(refused, Err(StoreError::NotPermitted { .. })), "{name}: {refused:?}");
    }
    let exported = mei.export_person(id(3)).expect("all of hers");
    assert_eq!(exported["attempts"][0]["watched"][0]["by"], "Tom");
}

#[rstest]
fn nobody_listens_in_to_what_is_the_trainees_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = office(engine) else { return };
    let own = as_(&place, "Mei").begin(&attempt(id(3), 200)).expect("practice of her own");
    let refused = as_(&place, "Tom").listen_in(own, now(5));
    assert_eq!(refused, Err(StoreError::NotPermitted { needs: Permission::Shared }));
    assert_eq!(as_(&place, "Mei").watchers(own), Ok(vec![]));
}
