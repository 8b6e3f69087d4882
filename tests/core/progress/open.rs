//! Exams that were cut off: whoever leaves one open has not spared themselves the result.

use std::sync::Arc;

use hotseat::progress::AttemptSummary;
use hotseat::scenario::{Language, Library, Scenario};
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, Ending, NewAssignment, NewAttempt, Played, Store, StoreError, Task, Whom,
};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;
use uuid::Uuid;

use super::kept::{EXAM, MEI, card, company, installed};
use super::today;
use crate::store::{Engine, Place};

const ANOTHER: AssignmentId = AssignmentId(Uuid::from_u128(10));

fn scenario() -> Arc<Scenario> {
    Arc::new(Library::embedded().scenario("angry-complaint", 0).unwrap())
}

fn seconds(number: i64) -> SignedDuration {
    SignedDuration::from_secs(number)
}

fn exam(number: u64, scenario: &str, assignment: AssignmentId, started: Timestamp) -> NewAttempt {
    NewAttempt {
        id: AttemptId(Uuid::from_u128(100 + u128::from(number))),
        person: MEI,
        parent: None,
        assignment: Some(assignment),
        salt: [9; 16],
        played: Played {
            scenario: scenario.to_owned(),
            hash: self::scenario().hash().to_owned(),
            title: None,
            language: Language::En,
            mode: Mode::Certify,
            seed: number,
            engine: 1,
            rubric: 1,
            listener: "ears".to_owned(),
        },
        opening: Vec::new(),
        started,
    }
}

/// A store in which Mei has two exams of a step, and the scenario is kept.
fn seat(place: &Place) -> Store {
    let mut store = company(place);
    let mut owner = place.open();
    owner.enter("Olga", super::kept::OLGA, today()).expect("the owner");
    let another = NewAssignment {
        id: ANOTHER,
        task: Task::Step("seat-ready".to_owned()),
        whom: Whom::Person(MEI),
        certify: true,
        due: None,
        pass_mark: None,
        attempts: Some(2),
        at: today(),
    };
    owner.assign(&another).expect("given");
    for (name, text) in scenario().sources() {
        store.keep_source(scenario().hash(), name, text).expect("kept");
    }
    store.enter("Mei", MEI, today()).expect("herself");
    store
}

fn evidence(store: &Store, now: Timestamp) -> Vec<AttemptSummary> {
    store.evidence(&store.attempts(MEI).expect("hers"), &[installed()], now).expect("read")
}

#[rstest]
fn an_exam_that_is_left_open_counts_neither_way_until_its_time_is_over_and_then_as_not_passed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = seat(&place);
    let limit = seconds(scenario().file().exam_seconds().into());
    let id = store.begin(&exam(1, "angry-complaint", EXAM, today())).expect("it begins");
    assert_eq!(evidence(&store, today() + limit), []);
    let late = today() + limit + seconds(1);
    let found = evidence(&store, late);
    let said: Vec<_> =
        found.iter().map(|one| (one.passed, one.finished, one.assigned, one.waits(), one.at)).collect();
    assert_eq!(said, [(Some(false), false, true, false, today() + limit)]);
    let scored = serde_json::to_string(&card(90, Some(true))).unwrap();
    store.finish(id, &scored, Ending::Finished, late).expect("it ends");
    assert_eq!(evidence(&store, late)[0].passed, Some(true), "ended after all, it counts as it ended");
}

#[rstest]
fn practice_that_is_left_open_counts_neither_way(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = engine.place() else { return };
    let mut store = seat(&place);
    let mut practice = exam(1, "angry-complaint", EXAM, today());
    practice.assignment = None;
    practice.played.mode = Mode::Practice;
    store.begin(&practice).expect("it begins");
    assert_eq!(evidence(&store, today() + seconds(1_000_000)), []);
}

#[rstest]
fn no_second_assignment_lets_anybody_drop_an_exam_that_is_open(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = seat(&place);
    let open = store.begin(&exam(1, "angry-complaint", EXAM, today())).expect("it begins");
    let again = exam(2, "angry-complaint", ANOTHER, today());
    let refused = store.begin(&again);
    assert_eq!(refused, Err(StoreError::ExamOpen { attempt: open }));
    assert!(refused.unwrap_err().to_string().contains("play --resume"), "it says how");
    store.begin(&exam(3, "system-outage", ANOTHER, today())).expect("another scenario may begin");
    store.finish(open, "{}", Ending::Abandoned, today()).expect("she leaves it");
    let other = store.begin(&exam(4, "angry-complaint", EXAM, today())).expect("now it may");
    store.finish(other, "{}", Ending::Abandoned, today()).expect("she leaves it");
}

#[rstest]
fn an_exam_that_cannot_go_on_since_hotseat_changed_bars_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = seat(&place);
    store.begin(&exam(1, "angry-complaint", EXAM, today())).expect("it begins");
    let mut newer = exam(2, "angry-complaint", EXAM, today());
    newer.played.engine += 1;
    store.begin(&newer).expect("it begins");
}
