//! The reviewer's desk: comments, rulings, the queue, calibration; each on both engines, each right tried from below.

mod calibration;
mod comments;
mod kept;
mod labels;
mod overrule;
mod queue;
mod words;

use std::sync::Arc;

use hotseat::score::Scorecard;
use hotseat::store::{
    AssignmentId, AttemptId, Auditor, NewAssignment, NewOverruling, Overruling, Permission, Person, PersonId,
    Right, Rights, Store, StoreError, Summary, Task, TeamId, Verdict, Whom,
};
use rstest::rstest;
use uuid::Uuid;

use crate::rescore::{LISTENER, RUNS, now, play};
use crate::store::{Engine, Place};

const WORD: &str = "four plain words here";

/// Olga owns the store; Max and Ann lead the team Mei is in; Tara leads another one, and Tom is a trainee elsewhere.
struct Desk {
    place: Place,
    olga: Person,
    max: Person,
    ann: Person,
    tara: Person,
    tom: Person,
    mei: Person,
    team: TeamId,
}

fn desk(engine: Engine) -> Option<Desk> {
    let place = engine.place()?;
    let mut store = place.open();
    let olga = store.enter("Olga", PersonId(Uuid::from_u128(1)), now(0)).expect("the first owns it");
    let names = ["Max", "Ann", "Tara", "Tom", "梅"].into_iter().zip(2..);
    let people: Vec<Person> = names
        .map(|(name, id)| store.person(name, PersonId(Uuid::from_u128(id)), now(0)).expect("added"))
        .collect();
    let [max, ann, tara, tom, mei] = people.try_into().expect("five");
    for manager in [&max, &ann, &tara] {
        store.set_rights(manager.id, Rights::TRAINEE.with(Right::Manager)).expect("the owner says so");
    }
    let team = store.team("Night", TeamId(Uuid::from_u128(50)), now(0)).expect("a team").id;
    let other = store.team("Day", TeamId(Uuid::from_u128(51)), now(0)).expect("a team").id;
    for (team, person, leads) in [
        (team, &max, true),
        (team, &ann, true),
        (team, &mei, false),
        (other, &tara, true),
        (other, &tom, false),
    ] {
        store.join(team, person.id, leads).expect("in it");
    }
    for person in [&olga, &max, &ann, &tara, &tom, &mei] {
        store.set_passphrase(person.id, WORD).expect("it is set");
    }
    Some(Desk { place, olga, max, ann, tara, tom, mei, team })
}

impl Desk {
    fn as_(&self, person: &Person) -> Store {
        let mut store = self.place.open();
        store.sign_in(&person.name, WORD, now(1)).expect("the passphrase is right");
        store
    }

    /// Mei plays this run and shows it to her managers.
    fn practice(&self, number: u128, run: usize) -> AttemptId {
        let mut store = self.as_(&self.mei);
        let id = play(&mut store, &self.mei, number, RUNS[run], None);
        store.share(id, true).expect("shown");
        id
    }

    /// Mei plays this run as an exam.
    fn exam(&self, number: u128, run: usize) -> AttemptId {
        let id = AssignmentId(Uuid::from_u128(number + 7_000));
        let scenario = hotseat::session::Run::read(RUNS[run]).expect("a run").scenario;
        let given = NewAssignment {
            id,
            task: Task::Scenario(scenario),
            whom: Whom::Person(self.mei.id),
            certify: true,
            due: None,
            pass_mark: None,
            attempts: None,
            at: now(2),
        };
        self.as_(&self.max).assign(&given).expect("given");
        play(&mut self.as_(&self.mei), &self.mei, number, RUNS[run], Some(id))
    }

    fn card(&self, id: AttemptId) -> Scorecard {
        let json = self.as_(&self.mei).scorecard(id).expect("hers").expect("it is over");
        serde_json::from_str(&json).expect("it reads")
    }

    fn summary(&self, id: AttemptId) -> Summary {
        self.as_(&self.mei).summary(id).expect("hers")
    }

    fn verdict(&self, id: AttemptId) -> Verdict {
        let store = self.as_(&self.olga);
        Auditor::new(&store, Arc::clone(&LISTENER), false).audit(id).expect("it is read")
    }

    /// Changes rows as an intruder would who takes the triggers away.
    fn tamper(&self, table: &str, sql: &str) {
        if let Place::Folder(_) = self.place {
            let gates = format!(
                "DROP TRIGGER IF EXISTS {table}_is_never_changed; DROP TRIGGER IF EXISTS {table}_is_never_removed"
            );
            self.place.execute(&gates).expect("they are gone");
        }
        self.place.tamper(sql);
    }
}

/// The finding that cost most, in its place.
fn costliest(card: &Scorecard) -> (u32, i32) {
    let (place, finding) =
        (0..).zip(&card.findings).max_by_key(|(_, finding)| finding.lost()).expect("there are findings");
    (place, finding.of.max(0))
}

fn ruling(attempt: AttemptId, rubric: u32, finding: u32, points: Option<i32>) -> NewOverruling {
    let what = Overruling::Finding { finding, points };
    NewOverruling { attempt, what, rubric, reason: "她先回应了情绪".to_owned(), at: now(500) }
}

fn needs<T: std::fmt::Debug>(refused: Result<T, StoreError>, needs: Permission) {
    assert_eq!(refused.expect_err("it is refused"), StoreError::NotPermitted { needs });
}
