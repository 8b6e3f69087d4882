//! What came of an assignment: a step is more than one lucky attempt, and both sides find the same.

use hotseat::locale::assignment::line;
use hotseat::progress::least;
use hotseat::scenario::Language;
use hotseat::store::{
    AssignmentId, AttemptId, Came, Ending, Given, Ladders, NewAssignment, NewAttempt, Part, PersonId, Played,
    Progress, Store, Task, Whom,
};
use rstest::rstest;
use uuid::Uuid;

use super::kept::{MEI, OLGA, card};
use super::*;
use crate::store::{Engine, Place};

/// Mei and whoever gave her the step, as practice or as an exam.
struct Desk {
    place: Place,
    roles: Roles,
    installed: Vec<ScenarioHead>,
}

fn desk(engine: Engine, certify: bool, attempts: Option<u8>) -> Option<Desk> {
    let place = engine.place()?;
    let mut store = place.open();
    store.enter("Olga", OLGA, ago(60)).expect("the first");
    store.person("Mei", MEI, ago(60)).expect("added");
    let new = NewAssignment {
        id: AssignmentId(Uuid::from_u128(9)),
        task: Task::Step("step".to_owned()),
        whom: Whom::Person(MEI),
        certify,
        due: Some(ago(1)),
        pass_mark: Some(80),
        attempts,
        at: ago(60),
    };
    store.assign(&new).expect("given");
    Some(Desk {
        place,
        roles: roles("(passed: true, level: 2)"),
        installed: vec![head("a"), head("b"), easy()],
    })
}

/// A scenario of the step that is too easy to count.
fn easy() -> ScenarioHead {
    ScenarioHead { level: 1, ..head("easy") }
}

impl Desk {
    fn as_(&self, name: &str) -> Store {
        let mut store = self.place.open();
        store.enter(name, PersonId(Uuid::from_u128(99)), today()).expect("she sits down");
        store
    }

    fn ladders(&self) -> Ladders<'_> {
        Ladders { roles: &self.roles, installed: &self.installed, now: ago(2) }
    }

    fn play(&self, number: u64, scenario: &str, mode: Mode, result: (u8, Option<bool>)) -> AttemptId {
        let mut store = self.as_("Mei");
        let new = NewAttempt {
            id: AttemptId(Uuid::from_u128(100 + u128::from(number))),
            person: MEI,
            parent: None,
            assignment: Some(AssignmentId(Uuid::from_u128(9))),
            salt: [9; 16],
            played: Played {
                scenario: scenario.to_owned(),
                hash: "abc".to_owned(),
                title: None,
                language: Language::En,
                mode,
                seed: number,
                engine: 1,
                rubric: 1,
                listener: "ears".to_owned(),
            },
            opening: Vec::new(),
            started: ago(30) + hours(number),
        };
        let id = store.begin(&new).expect("it begins");
        let card = serde_json::to_string(&card(result.0, result.1)).unwrap();
        store.finish(id, &card, Ending::Finished, ago(30) + hours(number)).expect("it ends");
        id
    }

    /// What came of it, which both Mei and whoever gave it find.
    fn came(&self) -> Came {
        let [hers, theirs] = ["Mei", "Olga"].map(|name| {
            let store = self.as_(name);
            let given: Vec<Given> = store.given(MEI).expect("a list");
            store.came(&given[0], &self.ladders()).expect("it is seen")
        });
        assert_eq!(hers, theirs);
        hers
    }
}

fn hours(number: u64) -> SignedDuration {
    SignedDuration::from_hours(i64::try_from(number).unwrap())
}

fn scenarios(passed: u16, of: u16) -> Part {
    Part::Scenarios { passed, of }
}

#[rstest]
fn practice_of_a_step_is_passed_with_each_scenario_that_counts_and_not_with_the_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine, false, None) else { return };
    desk.play(1, "a", Mode::Practice, (90, Some(true)));
    desk.play(2, "a", Mode::Practice, (95, Some(true)));
    desk.play(3, "easy", Mode::Practice, (99, Some(true)));
    assert_eq!(desk.came(), Came { progress: Progress::Open, part: Some(scenarios(1, 2)) });
    desk.play(4, "b", Mode::Practice, (79, Some(true)));
    assert_eq!(desk.came().part, Some(scenarios(1, 2)), "the pass mark counts");
    desk.play(5, "b", Mode::Practice, (80, Some(true)));
    assert_eq!(desk.came(), Came { progress: Progress::Done, part: Some(scenarios(2, 2)) });
}

#[rstest]
fn an_exam_of_a_step_is_passed_once_it_certifies(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine, true, None) else { return };
    assert_eq!(desk.came().part, Some(Part::Exams { passed: 0, taken: 0, more: 3 }));
    for (number, more) in [(1, 2), (2, 1)] {
        desk.play(number, "a", Mode::Certify, (90, Some(true)));
        let passed = u16::try_from(number).unwrap();
        let part = Some(Part::Exams { passed, taken: passed, more });
        assert_eq!(desk.came(), Came { progress: Progress::Open, part });
    }
    desk.play(3, "a", Mode::Certify, (90, Some(true)));
    assert_eq!(desk.came().progress, Progress::Done);
    desk.play(4, "b", Mode::Certify, (10, Some(false)));
    assert_eq!(desk.came().progress, Progress::Done, "she was certified when she had passed it");
}

#[rstest]
fn an_exam_of_a_step_waits_where_a_decision_could_pass_it_and_is_failed_with_the_last_attempt(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine, true, Some(4)) else { return };
    desk.play(1, "a", Mode::Certify, (90, Some(true)));
    desk.play(2, "a", Mode::Certify, (90, None));
    assert_eq!(desk.came().progress, Progress::Open, "two exams are not enough, whatever is decided");
    desk.play(3, "a", Mode::Certify, (90, Some(true)));
    assert_eq!(desk.came().progress, Progress::Waiting);
    desk.play(4, "a", Mode::Certify, (10, Some(false)));
    assert_eq!(desk.came().progress, Progress::Failed, "three of four are not sure enough");
}

#[test]
fn the_line_of_a_step_says_how_much_is_done() {
    let desk = desk(Engine::Sqlite, false, None).unwrap();
    desk.play(1, "a", Mode::Practice, (90, Some(true)));
    let given = desk.as_("Mei").given(MEI).unwrap();
    let said = |language| line(&given[0], "Step", desk.came(), ago(2), language);
    assert!(said(Language::En).contains("to do · 1 of 2 scenarios passed"), "{}", said(Language::En));
    assert!(said(Language::Zh).contains("待完成 · 2 个场景，已通过 1 个"), "{}", said(Language::Zh));
}

#[test]
fn only_scenarios_that_count_are_taken_for_a_step() {
    let desk = desk(Engine::Sqlite, false, None).unwrap();
    let given = desk.as_("Mei").given(MEI).unwrap();
    let takes = |head: &ScenarioHead| given[0].takes(head, Mode::Practice, &desk.roles);
    assert_eq!([takes(&head("a")), takes(&easy())], [true, false]);
}

#[test]
fn the_fewest_attempts_a_step_takes_are_known_before_it_is_given() {
    let desk = desk(Engine::Sqlite, false, None).unwrap();
    let least = |certify| least(&desk.roles, "step", &desk.installed, certify);
    assert_eq!([least(false), least(true)], [2, 3]);
}
