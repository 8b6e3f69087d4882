//! What the store knows of attempts, and what `hotseat progress` says of somebody.

use std::process::Command;

use hotseat::scenario::{Language, Library};
use hotseat::score::{Ability, CriticalError, Scorecard};
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, Ending, NewAssignment, NewAttempt, NewDecision, Permission, PersonId, Played,
    Store, StoreError, Task, Whom,
};
use rstest::rstest;
use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::store::{Engine, Place};

const WORD: &str = "four plain words here";
pub(super) const OLGA: PersonId = PersonId(Uuid::from_u128(1));
pub(super) const MEI: PersonId = PersonId(Uuid::from_u128(2));
pub(super) const EXAM: AssignmentId = AssignmentId(Uuid::from_u128(9));

/// A store in which the owner, Olga, gave Mei an exam with a pass mark of 80, and Mei sits.
pub(super) fn company(place: &Place) -> Store {
    let mut store = place.open();
    store.enter("Olga", OLGA, ago(60)).expect("the first");
    store.person("Mei", MEI, ago(60)).expect("added");
    let exam = NewAssignment {
        id: EXAM,
        task: Task::Step("seat-ready".to_owned()),
        whom: Whom::Person(MEI),
        certify: true,
        due: None,
        pass_mark: Some(80),
        attempts: None,
        at: ago(60),
    };
    store.assign(&exam).expect("given");
    store.enter("Mei", MEI, ago(60)).expect("the second");
    store
}

/// A scorecard of this score.
pub(super) fn card(score: u8, passed: Option<bool>) -> Scorecard {
    Scorecard { overall: Some(score), low: Some(score), passed, ..crate::score::well() }
}

/// Mei plays `angry-complaint` to its end at that time.
fn play(store: &mut Store, number: u64, mode: Mode, at: Timestamp, card: &Scorecard) -> AttemptId {
    let (id, hash) = ("angry-complaint".to_owned(), "abc".to_owned());
    let listener = "ears".to_owned();
    let language = Language::En;
    let new = NewAttempt {
        id: AttemptId(Uuid::from_u128(100 + u128::from(number))),
        person: MEI,
        parent: None,
        assignment: (mode == Mode::Certify).then_some(EXAM),
        salt: [9; 16],
        played: Played {
            scenario: id,
            hash,
            title: None,
            language,
            mode,
            seed: number,
            engine: 1,
            rubric: 1,
            listener,
        },
        opening: Vec::new(),
        started: at,
    };
    let id = store.begin(&new).expect("it begins");
    store.finish(id, &serde_json::to_string(card).unwrap(), Ending::Finished, at).expect("it ends");
    id
}

fn decide(place: &Place, attempt: AttemptId, passed: bool) {
    let mut store = place.open();
    store.enter("Olga", OLGA, today()).expect("the owner");
    let reason = "read it".to_owned();
    store.decide(&NewDecision { attempt, passed, reason, at: today() }).expect("decided");
}

pub(super) fn installed() -> ScenarioHead {
    let scenario = Library::embedded().scenario("angry-complaint", 0).unwrap();
    ScenarioHead::from(scenario.file())
}

/// What the store knows of Mei's attempts, the oldest first.
fn evidence(store: &Store) -> Vec<AttemptSummary> {
    let mut found =
        store.evidence(&store.attempts(MEI).expect("hers"), &[installed()], today()).expect("read");
    found.reverse();
    found
}

#[rstest]
fn an_attempt_says_when_on_which_variant_and_for_what_it_was_played(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = company(&place);
    play(&mut store, 1, Mode::Practice, ago(5), &card(70, Some(false)));
    play(&mut store, 2, Mode::Certify, ago(4), &card(90, Some(true)));
    let found = evidence(&store);
    let said: Vec<_> =
        found.iter().map(|one| (one.at, one.seed, one.assigned, one.overall, one.passed)).collect();
    assert_eq!(said, [(ago(5), 1, false, Some(70), Some(false)), (ago(4), 2, true, Some(90), Some(true))]);
    assert_eq!(found[0].scenario, installed());
}

#[rstest]
fn a_reviewers_last_decision_makes_a_waiting_exam_passed_or_not(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = company(&place);
    let exam = play(&mut store, 1, Mode::Certify, ago(4), &card(85, None));
    assert!(evidence(&store)[0].waits());
    for passed in [false, true] {
        decide(&place, exam, passed);
        assert_eq!(evidence(&store)[0].passed, Some(passed));
    }
}

#[rstest]
fn an_error_that_was_only_heard_makes_an_exam_wait_and_caps_it_once_confirmed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = company(&place);
    let error = CriticalError { what: "insult".to_owned(), alleged: true, events: Vec::new() };
    let alleged = Scorecard { critical: vec![error], low: Some(40), ..card(90, Some(true)) };
    let exam = play(&mut store, 1, Mode::Certify, ago(4), &alleged);
    play(&mut store, 2, Mode::Practice, ago(3), &alleged);
    let found = evidence(&store);
    assert_eq!([found[0].passed, found[1].passed], [None, Some(true)], "practice waits for nobody");
    for (passed, overall) in [(true, 90), (false, 40)] {
        decide(&place, exam, passed);
        let found = &evidence(&store)[0];
        assert_eq!((found.passed, found.overall, found.critical), (Some(passed), Some(overall), !passed));
    }
}

#[rstest]
fn an_exam_under_the_pass_mark_of_its_assignment_is_not_passed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = company(&place);
    let exam = play(&mut store, 1, Mode::Certify, ago(4), &card(79, Some(true)));
    assert_eq!(evidence(&store)[0].passed, Some(false));
    decide(&place, exam, true);
    assert_eq!(evidence(&store)[0].passed, Some(true), "the reviewer has the last word");
}

#[test]
fn what_somebody_played_says_nothing_to_whoever_does_not_lead_them() {
    let place = Engine::Sqlite.place().unwrap();
    let mut store = company(&place);
    play(&mut store, 1, Mode::Certify, ago(4), &card(90, Some(true)));
    let seen = store.attempts(MEI).unwrap();
    store.enter("Olga", OLGA, today()).expect("the owner");
    store.set_passphrase(OLGA, WORD).expect("the first");
    store.set_passphrase(MEI, WORD).expect("hers");
    let mut stranger = place.open();
    stranger.sign_in("Mei", WORD, today()).expect("herself");
    assert!(stranger.evidence(&seen, &[], today()).is_ok());
    let nobody = place.open();
    let refused = nobody.evidence(&seen, &[], today());
    assert!(matches!(refused, Err(StoreError::NotPermitted { needs: Permission::Right(_) })), "{refused:?}");
}

/// Runs `hotseat progress` as somebody; returns exit code, standard output, standard error.
fn progress(data: &Place, me: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
    for variable in ["HOTSEAT_LANG", "HOTSEAT_SCENARIOS", "HOTSEAT_LISTENER", "HOTSEAT_STORE"] {
        command.env_remove(variable);
    }
    command.env("HOTSEAT_DATA", data.address()).env("HOTSEAT_NAME", me).env("HOTSEAT_PASSPHRASE", WORD);
    let done = command.arg("progress").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap_or(-1), text(done.stdout), text(done.stderr))
}

/// A folder in which Mei practised four times and took three exams, of which one waits, all in the last weeks.
fn seasoned() -> Place {
    let place = Engine::Sqlite.place().unwrap();
    let mut store = company(&place);
    #[expect(
        clippy::disallowed_methods,
        reason = "the program looks at the clock, so what it is shown must be recent"
    )]
    let now = Timestamp::try_from(std::time::SystemTime::now()).unwrap();
    let ago = |days: i64| now - SignedDuration::from_hours(24 * days);
    for (number, (days, score)) in (1..).zip([(37, 55), (34, 70), (31, 82), (28, 90)]) {
        play(&mut store, number, Mode::Practice, ago(days), &card(score, Some(score > 75)));
    }
    for (number, (days, passed)) in (5..).zip([(25, Some(true)), (23, Some(true)), (21, None)]) {
        let card = Scorecard { empathy: Ability { score: Some(40) }, ..card(88, passed) };
        play(&mut store, number, Mode::Certify, ago(days), &card);
    }
    place
}

#[test]
fn practice_exams_abilities_and_what_is_due_are_shown_in_both_languages() {
    let data = seasoned();
    for (language, expected) in [
        (
            "en",
            ["Due today", "between", "practice 1 of 1 · exams 1 of 1", "passes 3 in a row: 50 %", "waits"],
        ),
        ("zh", ["今天该练", "区间", "练习 1/1 · 考试 1/1", "连过 3 场的把握：50 %", "待人工复核"]),
    ] {
        let (code, out, err) = progress(&data, "Mei", &["--lang", language]);
        assert_eq!(code, 0, "{err}");
        for words in expected {
            assert!(out.contains(words), "{words} in {out}");
        }
    }
}

#[test]
fn programs_get_all_of_it_as_json() {
    let data = seasoned();
    let (_, out, err) = progress(&data, "Mei", &["--format", "json"]);
    let found: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"));
    assert_eq!(found["person"], "Mei");
    assert_eq!(found["ladders"][0]["steps"][0]["exam"]["chance"], 50);
    assert_eq!(found["abilities"][1]["estimate"]["evidence"], "known");
    assert!(found["due"][0]["on"].is_string(), "{out}");
}

#[test]
fn while_nobody_signs_in_anybody_is_looked_up_by_name() {
    let data = seasoned();
    let (code, out, err) = progress(&data, "Olga", &["Mei", "--lang", "en"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Mei — attempts with a scorecard: 7"), "{out}");
    let (code, _, err) = progress(&data, "Olga", &["Nobody", "--lang", "en"]);
    assert_ne!(code, 0);
    assert!(err.contains("nobody called “Nobody”"), "{err}");
}

#[test]
fn whoever_leads_somebody_sees_their_exams_and_how_often_they_practised() {
    let data = seasoned();
    let mut store = data.open();
    store.enter("Olga", OLGA, today()).expect("the owner");
    store.set_passphrase(OLGA, WORD).expect("set");
    store.set_passphrase(MEI, WORD).expect("set");
    let (code, out, err) = progress(&data, "Olga", &["Mei", "--lang", "en"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("attempts with a scorecard: 3") && out.contains("Not shown: 4"), "{out}");
    let (code, _, err) = progress(&data, "Mei", &["Olga", "--lang", "en"]);
    assert_ne!(code, 0, "she leads nobody");
    assert!(!err.is_empty());
}
