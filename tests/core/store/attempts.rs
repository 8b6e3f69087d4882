//! Attempts: begun, appended, resumed, ended, verified.

use std::collections::BTreeMap;

use hotseat::session::What;
use hotseat::store::{AttemptId, Chain, Ending, PersonId, State, StoreError};
use jiff::Timestamp;
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, answer, attempt, mei, now, play, played, say};

#[rstest]
fn what_was_appended_is_there_after_the_program_starts_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 3);
    let kept = place.open().load(id).expect("it is there");
    assert_eq!(kept.meta.played, played());
    assert_eq!((kept.meta.actions, kept.meta.state, kept.meta.started), (3, State::Open, now(1)));
    assert!(matches!(&kept.opening[0].what, What::Entered { beat } if beat == "start"));
    assert_eq!(kept.entries.len(), 3);
    assert_eq!((&kept.entries[1].action, &kept.entries[1].events), (&say("reply 2"), &answer(2)));
}

#[rstest]
fn an_attempt_that_was_cut_off_is_offered_and_goes_on_where_it_stood(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 2);
    let mut store = place.open();
    let offered = store.open_attempts(mei(&store)).expect("a list");
    assert_eq!(offered.iter().map(|one| (one.id, one.actions)).collect::<Vec<_>>(), [(id, 2)]);
    store.append(id, 2, &say("go on"), &[], now(20)).expect("it goes on");
    assert_eq!(store.load(id).expect("it is there").entries.len(), 3);
}

#[rstest]
fn a_second_window_is_refused_and_told_how_far_the_attempt_went(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let (mut first, mut second) = (place.open(), place.open());
    let id = play(&mut first, 1, 1);
    first.append(id, 1, &say("from the first"), &[], now(9)).expect("it is kept");
    let refused = second.append(id, 1, &say("from the second"), &[], now(9));
    assert_eq!(refused, Err(StoreError::Moved { expected: 1, found: 2 }));
    assert_eq!(second.load(id).expect("it is there").entries[1].action, say("from the first"));
}

#[rstest]
fn an_append_ahead_of_the_attempt_is_refused_so_that_no_hole_arises(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let id = play(&mut store, 1, 1);
    let refused = store.append(id, 5, &say("too early"), &[], now(9));
    assert_eq!(refused, Err(StoreError::Moved { expected: 5, found: 1 }));
}

#[rstest]
fn of_eight_windows_that_append_at_once_exactly_one_is_heard_each_time(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 0);
    let accepted: u32 = std::thread::scope(|scope| {
        let window = |name: u32| {
            let mut store = place.open();
            (0..20)
                .map(|seen| {
                    u32::from(store.append(id, seen, &say(&name.to_string()), &answer(seen), now(9)).is_ok())
                })
                .sum::<u32>()
        };
        let windows: Vec<_> = (0..8).map(|name| scope.spawn(move || window(name))).collect();
        windows.into_iter().map(|window| window.join().expect("no panic")).sum()
    });
    let store = place.open();
    assert_eq!(store.load(id).expect("no holes").entries.len(), accepted as usize);
    assert_eq!(store.verify(id), Ok(Chain::Intact { actions: accepted }));
    assert_eq!(accepted, 20);
}

#[rstest]
fn an_ended_attempt_takes_no_action_and_no_second_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let id = play(&mut store, 1, 1);
    store.finish(id, "{}", Ending::Finished, now(30)).expect("it ends");
    let ended = StoreError::Ended { attempt: id };
    assert_eq!(store.append(id, 1, &say("late"), &[], now(31)), Err(ended.clone()));
    assert_eq!(store.finish(id, "{}", Ending::Abandoned, now(31)), Err(ended));
    assert_eq!(store.open_attempts(mei(&store)), Ok(vec![]));
}

#[rstest]
fn an_attempt_that_does_not_exist_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let attempt = AttemptId(Uuid::from_u128(99));
    let missing = StoreError::NoSuchAttempt { attempt };
    assert_eq!(store.load(attempt), Err(missing.clone()));
    assert_eq!(store.verify(attempt), Err(missing.clone()));
    assert_eq!(store.append(attempt, 0, &say("hello"), &[], now(1)), Err(missing));
}

#[rstest]
fn the_newest_attempt_comes_first_with_its_scorecard(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let person = mei(&store);
    let (old, new) = (attempt(person, 2), attempt(person, 1));
    store.begin(&old).expect("it begins");
    store
        .begin(&hotseat::store::NewAttempt { started: now(500), parent: Some(old.id), ..new })
        .expect("it begins");
    store.finish(old.id, r#"{"overall":81}"#, Ending::Abandoned, now(700)).expect("it ends");
    let listed = store.attempts(person).expect("a list");
    assert_eq!(listed.iter().map(|one| one.id.0.as_u128()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((listed[0].parent, listed[0].grade), (Some(old.id), None));
    assert_eq!(listed[1].grade.and_then(|grade| grade.overall), Some(81));
    assert_eq!(store.scorecard(listed[1].id), Ok(Some(r#"{"overall":81}"#.to_owned())));
    assert_eq!((listed[1].state, listed[1].ended), (State::Ended(Ending::Abandoned), Some(now(700))));
}

#[rstest]
fn everyone_sees_their_own_attempts_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    play(&mut store, 1, 1);
    let other = store.person("Ana", PersonId(Uuid::from_u128(8)), now(0)).expect("a person").id;
    assert_eq!(store.attempts(other), Ok(vec![]));
    assert_eq!(store.open_attempts(other), Ok(vec![]));
}

#[rstest]
fn an_attempt_of_nobody_and_an_id_used_twice_are_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let nobody = attempt(PersonId(Uuid::from_u128(1234)), 1);
    assert!(matches!(store.begin(&nobody), Err(StoreError::Refused { .. })));
    let id = play(&mut store, 1, 2);
    let again = attempt(mei(&store), 1);
    assert!(matches!(store.begin(&again), Err(StoreError::Refused { .. })));
    assert_eq!(store.load(id).expect("it is there").entries.len(), 2);
}

#[rstest]
fn the_database_itself_refuses_to_change_or_remove_an_entry(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    play(&mut place.open(), 1, 2);
    for sql in
        ["UPDATE entry SET events = '[]'", "DELETE FROM entry WHERE seq = 2", "UPDATE entry SET seq = 9"]
    {
        let refused = place.execute(sql).expect_err("it is refused");
        assert!(refused.contains("an entry is never"), "{refused}");
    }
}

#[rstest]
fn an_untouched_attempt_verifies_before_and_after_its_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let id = play(&mut store, 1, 4);
    assert_eq!(store.verify(id), Ok(Chain::Intact { actions: 4 }));
    store.finish(id, "{}", Ending::Finished, now(30)).expect("it ends");
    assert_eq!(place.open().verify(id), Ok(Chain::Intact { actions: 4 }));
}

#[rstest]
fn every_kind_of_alteration_is_found_at_its_place(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let swap = "UPDATE entry SET seq = 99 WHERE seq = 2; UPDATE entry SET seq = 2 WHERE seq = 3;
        UPDATE entry SET seq = 3 WHERE seq = 99";
    let cases = [
        ("UPDATE entry SET action = '{}' WHERE seq = 2", 2),
        ("UPDATE entry SET events = '[]' WHERE seq = 3", 3),
        ("UPDATE entry SET events = '[]' WHERE seq = 0", 0),
        ("UPDATE entry SET chain = commitment WHERE seq = 1", 1),
        ("DELETE FROM entry WHERE seq = 2", 2),
        ("DELETE FROM entry WHERE seq = 4", 4),
        ("DELETE FROM entry", 0),
        (swap, 2),
        ("UPDATE attempt SET seed = 1", 0),
        ("UPDATE attempt SET scenario_hash = 'other'", 0),
        ("UPDATE attempt SET mode = 'practice'", 0),
        ("UPDATE attempt SET rubric = 9", 0),
        ("UPDATE attempt SET salt = NULL", 0),
        ("UPDATE attempt SET actions = 3; DELETE FROM entry WHERE seq = 4", 4),
    ];
    for (sql, seq) in cases {
        let Some(place) = engine.place() else { return };
        let id = play(&mut place.open(), 1, 4);
        place.tamper(sql);
        assert_eq!(place.open().verify(id), Ok(Chain::Altered { seq }), "{sql}");
    }
}

#[rstest]
fn another_score_and_another_end_are_found(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    for sql in [
        "UPDATE scorecard SET json = '{\"overall\":99}'",
        "UPDATE attempt SET state = 'abandoned'",
        "UPDATE attempt SET state = 'open'",
        "DELETE FROM scorecard",
    ] {
        let Some(place) = engine.place() else { return };
        let mut store = place.open();
        let id = play(&mut store, 1, 4);
        store.finish(id, "{\"overall\":12}", Ending::Finished, now(30)).expect("it ends");
        place.tamper(sql);
        assert_eq!(place.open().verify(id), Ok(Chain::Altered { seq: 5 }), "{sql}");
    }
}

#[rstest]
fn an_entry_written_by_half_is_named_with_its_attempt_and_number(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 3);
    place.retype("entry", "events", "seq = 2", |events| events[..20].to_owned());
    let refused = place.open().load(id).expect_err("it cannot be read");
    assert!(matches!(&refused, StoreError::BadEntry { attempt, seq: 2, .. } if *attempt == id), "{refused}");
    assert_eq!(place.open().attempts(PersonId(Uuid::from_u128(7))).expect("the list still reads").len(), 1);
}

#[rstest]
fn a_hole_in_the_log_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 3);
    place.tamper("DELETE FROM entry WHERE seq = 3");
    assert!(matches!(place.open().load(id), Err(StoreError::BadEntry { seq: 3, .. })));
}

#[rstest]
fn scenario_sources_stay_as_first_kept(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = engine.place() else { return };
    let store = place.open();
    store.keep_source("h1", "a.ron", "(one: '中文')").expect("it is kept");
    store.keep_source("h1", "desks/d.ron", "()").expect("it is kept");
    store.keep_source("h1", "a.ron", "something else").expect("it is ignored");
    let kept = [("a.ron", "(one: '中文')"), ("desks/d.ron", "()")];
    let kept: BTreeMap<_, _> =
        kept.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    assert_eq!(store.sources("h1"), Ok(kept));
    assert_eq!(store.sources("h2"), Ok(BTreeMap::new()));
}

#[rstest]
fn a_system_clock_that_jumps_leaves_an_attempt_in_its_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    let person = mei(&store);
    let attempt = store.begin(&attempt(person, 1)).unwrap();
    let clock = [now(500), now(-90_000_000), Timestamp::UNIX_EPOCH, Timestamp::MAX, Timestamp::MIN, now(2)];
    for (done, when) in (0..).zip(clock) {
        store.append(attempt, done, &say(&format!("reply {}", done + 1)), &answer(done + 1), when).unwrap();
    }
    store.finish(attempt, "{}", Ending::Finished, now(-1)).unwrap();
    let kept = place.open().load(attempt).unwrap();
    let replies: Vec<_> = kept.entries.into_iter().map(|entry| entry.action).collect();
    assert_eq!(replies, (1..=6).map(|number| say(&format!("reply {number}"))).collect::<Vec<_>>());
    assert_eq!(kept.meta.ended, Some(now(-1)), "before it began, as the clock said");
    assert_eq!(place.open().attempts(person).unwrap().len(), 1);
}
