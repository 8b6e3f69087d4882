//! xAPI: what happened is told as it was, once, to whoever asks for it.

mod delivery;
mod profile;
mod real;
pub(crate) mod server;
mod told;

use std::time::Duration;

use hotseat::score::score;
use hotseat::session::{Run, Session};
use hotseat::store::{AttemptId, Ending, NewAttempt, Person, PersonId, Played, Store};
use hotseat::xapi::{Naming, Statement, statements};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::shipped::{listener, run_file, scenario};

/// The runs that are told: every act, tool, draft, hand-over and ending there is among the shipped ones.
const RUNS: [(&str, &str); 4] = [
    ("first-day", "model"),
    ("angry-complaint", "second"),
    ("system-outage", "model"),
    ("wrong-account-data", "rude"),
];

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a time in range")
}

fn naming() -> Naming {
    Naming::new("https://training.example.org/hotseat/", None).expect("an address")
}

/// Mei's store.
pub(crate) fn store() -> (tempfile::TempDir, Store, Person) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("it opens");
    let mei = store.enter("梅", PersonId(Uuid::from_u128(7)), at(0)).expect("the first");
    (folder, store, mei)
}

/// Keeps a shipped run as an attempt, action by action; it ends where `ends`.
pub(crate) fn keep(
    store: &mut Store,
    person: PersonId,
    number: u128,
    (id, who, language): (&str, &str, &str),
    ends: bool,
) -> AttemptId {
    let run =
        Run::read(&std::fs::read_to_string(run_file(id, who, language)).expect("a run")).expect("it reads");
    let scenario = scenario(id, run.seed);
    let mut session = Session::begin(scenario, listener(), run.language, run.mode, run.seed);
    let begun = 1_000 * i64::try_from(number).expect("small");
    let new = NewAttempt {
        id: AttemptId(Uuid::from_u128(number)),
        person,
        parent: None,
        assignment: None,
        salt: [9; 16],
        played: Played::of(&session),
        opening: session.log().to_vec(),
        started: at(begun),
    };
    let attempt = store.begin(&new).expect("it begins");
    for (known, action) in (0..).zip(&run.actions) {
        let events = session.apply(action).expect("it is allowed");
        let seconds = i64::from(events.last().map_or(0, |event| event.at));
        store.append(attempt, known, action, &events, at(begun + seconds)).expect("it is kept");
    }
    if ends {
        let card = score(session.scenario(), session.log());
        let json = serde_json::to_string(&card).expect("JSON");
        store.finish(attempt, &json, Ending::Finished, at(begun + 900)).expect("it ends");
    }
    attempt
}

/// A store with all of [`RUNS`] in both languages.
pub(crate) fn filled() -> (tempfile::TempDir, Store, Person) {
    let (folder, mut store, mei) = store();
    let runs = RUNS.iter().flat_map(|(id, who)| [(*id, *who, "en"), (*id, *who, "zh")]);
    for (number, run) in (1..).zip(runs) {
        keep(&mut store, mei.id, number, run, true);
    }
    (folder, store, mei)
}

fn told(store: &Store, attempt: AttemptId) -> Vec<Statement> {
    statements(&store.record(attempt).expect("it is there"), "梅", &naming())
}

fn parsed(told: &[Statement]) -> Vec<Value> {
    told.iter().map(|one| serde_json::from_str(&one.json).expect("JSON")).collect()
}

fn verb(statement: &Value) -> &str {
    statement["verb"]["id"].as_str().and_then(|iri| iri.rsplit('/').next()).expect("a verb")
}

fn soon() -> Duration {
    Duration::from_millis(500)
}
