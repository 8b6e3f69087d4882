//! Self-ratings and disputes: kept beside the attempt, never changed.

use hotseat::scenario::Act;
use hotseat::store::{AttemptId, Dispute, Disputed, Meant, NewDispute, Scratch, SelfRating, StoreError};
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, now, play};

fn differs(attempt: AttemptId, finding: u32, reason: &str) -> NewDispute {
    NewDispute { attempt, finding, rubric: 1, reason: reason.to_owned(), at: now(40) }
}

fn rated(empathy: u8) -> SelfRating {
    SelfRating { empathy, tools: 0, resolution: 100, at: now(35) }
}

#[rstest]
fn disputes_are_kept_in_order_with_their_reasons_as_written(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 2);
    let other = play(&mut place.open(), 2, 1);
    let store = place.open();
    let reasons = ["她要的是时间，不是道歉", "I said \"sorry\"; '); DROP TABLE dispute; --", "again, 😀"];
    for (finding, reason) in [3, 0, 3].into_iter().zip(reasons) {
        store.dispute(&differs(id, finding, reason)).expect("it is kept");
    }
    let kept = place.open().disputes(id).expect("a list");
    let differs = [3, 0, 3].into_iter().zip(reasons).map(|(finding, reason)| Dispute {
        about: Disputed::Finding { finding, rubric: 1, reason: reason.to_owned() },
        at: now(40),
    });
    assert_eq!(kept, differs.collect::<Vec<_>>());
    assert_eq!(store.disputes(other), Ok(vec![]));
}

#[rstest]
fn a_self_rating_is_kept_once_since_after_it_the_score_is_known(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 1);
    let store = place.open();
    assert_eq!(store.self_rating(id), Ok(None));
    store.rate_self(id, rated(70)).expect("it is kept");
    store.rate_self(id, rated(20)).expect("it is ignored");
    assert_eq!(place.open().self_rating(id), Ok(Some(rated(70))));
}

#[rstest]
fn what_is_said_about_an_attempt_that_does_not_exist_is_refused_by_name(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let store = place.open();
    let attempt = AttemptId(Uuid::from_u128(99));
    let missing = StoreError::NoSuchAttempt { attempt };
    assert_eq!(store.dispute(&differs(attempt, 0, "no")), Err(missing.clone()));
    assert_eq!(store.rate_self(attempt, rated(1)), Err(missing));
}

#[rstest]
fn a_dispute_without_a_reason_and_a_rating_beyond_100_are_refused_by_the_database(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 1);
    let store = place.open();
    assert!(matches!(store.dispute(&differs(id, 0, " \n ")), Err(StoreError::Refused { .. })));
    assert!(matches!(store.rate_self(id, rated(101)), Err(StoreError::Refused { .. })));
    assert_eq!((store.disputes(id), store.self_rating(id)), (Ok(vec![]), Ok(None)));
}

#[rstest]
fn the_database_itself_refuses_to_change_or_remove_what_was_said(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 1);
    let store = place.open();
    store.dispute(&differs(id, 0, "I did")).expect("it is kept");
    store.rate_self(id, rated(50)).expect("it is kept");
    for sql in [
        "UPDATE dispute SET reason = 'nothing'",
        "DELETE FROM dispute",
        "UPDATE self_rating SET empathy = 100",
        "DELETE FROM self_rating",
    ] {
        let refused = place.execute(sql).expect_err("it is refused");
        assert!(refused.contains("is never"), "{refused}");
    }
}

#[rstest]
fn what_lies_on_the_desk_is_kept_in_place_of_what_lay_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 2);
    let store = place.open();
    assert_eq!(store.scratch(id), Ok(Scratch::default()));
    for reply in ["I am so", "I am so sorry"] {
        let scratch = Scratch { reply: reply.to_owned(), notes: "尾号 0182".to_owned() };
        store.keep_scratch(id, &scratch).expect("it is kept");
        assert_eq!(place.open().scratch(id), Ok(scratch));
    }
}

#[rstest]
fn what_a_reply_was_meant_to_do_is_kept_once_and_in_order_as_disputes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let id = play(&mut place.open(), 1, 2);
    let other = play(&mut place.open(), 2, 1);
    let store = place.open();
    let meant = |attempt, act| Meant { attempt, event: 3, act };
    for one in [meant(id, Act::Own), meant(other, Act::Feel), meant(id, Act::Feel), meant(id, Act::Own)] {
        store.mean(one, now(40)).expect("it is kept");
    }
    let store = place.open();
    assert_eq!(store.meant(Some(id)), Ok(vec![meant(id, Act::Own), meant(id, Act::Feel)]));
    assert_eq!(store.meant(None).map(|all| all.len()), Ok(3));
    let about = [Act::Own, Act::Feel].map(|meant| Disputed::Heard { event: 3, meant });
    let disputed = store.disputes(id).expect("a list");
    assert_eq!(disputed.into_iter().map(|one| one.about).collect::<Vec<_>>(), about);
    let nobody = AttemptId(Uuid::nil());
    assert!(matches!(store.mean(meant(nobody, Act::Own), now(40)), Err(StoreError::NoSuchAttempt { .. })));
}
