//! Rescoring: history graded by another rubric, shown before it is adopted, and nothing lost by it.

mod adoption;
mod preview;
mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use hotseat::listen::Listener;
use hotseat::progress::ScenarioHead;
use hotseat::scenario::Library;
use hotseat::scenario::roles::Roles;
use hotseat::score::{RubricFile, Scorecard, score};
use hotseat::session::{Mode, Phase, Run, Session};
use hotseat::store::{
    AssignmentId, AttemptId, Auditor, Ending, Ladders, NewAttempt, Person, PersonId, Played, Preview, Store,
    StoreError,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::store::{Engine, Place};

/// A rubric that asks for more and changes no score.
const HARDER: &str = "(number: 2, title: { \"en\": \"Harder\", \"zh\": \"更严\" }, pass: 93)";

/// A rubric under which rudeness costs little and the goal is worth less.
pub(crate) const SOFTER: &str =
    "(number: 3, title: { \"en\": \"Softer\", \"zh\": \"更松\" }, floor: 20, pass: 60,
    points: (rude: -5, goal: 20, overpromise: 0))";

pub(crate) const RUNS: [&str; 7] = [
    include_str!("../blind/angry-complaint.zh.2.ron"),
    include_str!("../blind/angry-complaint.en.4.ron"),
    include_str!("../blind/system-outage.en.1.ron"),
    include_str!("../blind/system-outage.zh.1.ron"),
    include_str!("../blind/wrong-account-data.en.1.ron"),
    include_str!("../runs/first-day.model.en.ron"),
    include_str!("../runs/first-day.rude.zh.ron"),
];

const WORD: &str = "four plain words here";

pub(crate) static LISTENER: LazyLock<Arc<Listener>> =
    LazyLock::new(|| Arc::new(Listener::builtin().expect("the listener is good")));

pub(crate) fn now(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a time in range")
}

pub(crate) fn rubric(text: &str) -> RubricFile {
    RubricFile::parse("rubric.ron", text).expect("a good rubric")
}

/// Olga, who owns the store, and Mei, who played every run once.
struct Desk {
    place: Place,
    owner: Person,
    mei: Person,
    attempts: Vec<AttemptId>,
}

fn desk(engine: Engine) -> Option<Desk> {
    let place = engine.place()?;
    let mut store = place.open();
    let owner = store.enter("Olga", PersonId(Uuid::from_u128(1)), now(0)).expect("the first owns it");
    let mei = store.person("Mei", PersonId(Uuid::from_u128(2)), now(0)).expect("added");
    let runs = (100..).zip(RUNS);
    let attempts = runs.map(|(number, run)| play(&mut store, &mei, number, run, None)).collect();
    Some(Desk { place, owner, mei, attempts })
}

impl Desk {
    /// From now on everybody signs in.
    fn with_passphrases(self) -> Self {
        let store = self.as_owner();
        for person in [&self.owner, &self.mei] {
            store.set_passphrase(person.id, WORD).expect("it is set");
        }
        self
    }

    fn as_(&self, person: &Person) -> Store {
        let mut store = self.place.open();
        if store.is_open() == Ok(true) {
            store.enter(&person.name, PersonId(Uuid::from_u128(9)), now(1)).expect("known");
        } else {
            store.sign_in(&person.name, WORD, now(1)).expect("the passphrase is right");
        }
        store
    }

    fn as_owner(&self) -> Store {
        self.as_(&self.owner)
    }

    /// Everything in every table, past the store.
    fn contents(&self) -> BTreeMap<String, Vec<String>> {
        match &self.place {
            Place::Folder(folder) => {
                let db = rusqlite::Connection::open(folder.path().join("hotseat.db")).expect("it opens");
                let rows = |sql: &str| -> Vec<String> {
                    let mut query = db.prepare(sql).expect("a query");
                    let columns = query.column_count();
                    let read = |row: &rusqlite::Row<'_>| {
                        (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at)).collect()
                    };
                    let all: Result<Vec<Vec<_>>, _> = query.query_map([], read).expect("rows").collect();
                    all.expect("rows").iter().map(|row| format!("{row:?}")).collect()
                };
                let tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table'");
                let plain = |told: &String| told.replace("[Text(\"", "").replace("\")]", "");
                let of = |table: String| (table.clone(), rows(&format!("SELECT * FROM {table}")));
                tables.iter().map(plain).map(of).collect()
            }
            Place::Schema { .. } => {
                let mut client =
                    postgres::Client::connect(&self.place.address(), postgres::NoTls).expect("it answers");
                let mut rows = |sql: &str| -> Vec<String> {
                    client.query(sql, &[]).expect("rows").iter().map(|row| row.get(0)).collect()
                };
                let tables = rows(
                    "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
                );
                let of = |table: String| {
                    let all = rows(&format!("SELECT t::text FROM {table} t ORDER BY 1"));
                    (table, all)
                };
                tables.into_iter().map(of).collect()
            }
        }
    }

    /// What counts of each attempt, in the order they began.
    fn cards(&self) -> Vec<Scorecard> {
        let store = self.as_(&self.mei);
        let mut all = store.attempts(self.mei.id).expect("a list");
        all.reverse();
        all.iter()
            .map(|one| store.scorecard(one.id).expect("hers").expect("ended"))
            .map(|json| serde_json::from_str(&json).expect("it reads"))
            .collect()
    }

    fn adopt(&self, text: &str) -> u32 {
        self.as_owner().adopt(&rubric(text), &BTreeSet::new(), now(900)).expect("it is adopted")
    }
}

/// Plays a run to its end and keeps it, step by step.
pub(crate) fn play(
    store: &mut Store,
    person: &Person,
    number: u128,
    run: &str,
    exam: Option<AssignmentId>,
) -> AttemptId {
    let run = Run::read(run).expect("a run");
    let scenario = Library::embedded().scenario(&run.scenario, run.seed).expect("a scenario");
    let mode = if exam.is_some() { Mode::Certify } else { Mode::Practice };
    let mut session = Session::begin(Arc::new(scenario), Arc::clone(&LISTENER), run.language, mode, run.seed);
    for (name, text) in session.scenario().sources() {
        store.keep_source(session.scenario().hash(), name, text).expect("it is kept");
    }
    let at = now(i64::try_from(number).expect("small"));
    let new = NewAttempt {
        id: AttemptId(Uuid::from_u128(number)),
        person: person.id,
        parent: None,
        assignment: exam,
        salt: [9; 16],
        played: Played::of(&session),
        opening: session.log().to_vec(),
        started: at,
    };
    let id = store.begin(&new).expect("it begins");
    for (action, known) in run.actions.iter().zip(0..) {
        let events = session.apply(action).expect("it is taken");
        store.append(id, known, action, &events, at).expect("it is kept");
    }
    let ending =
        if matches!(session.phase(), Phase::Ended(_)) { Ending::Finished } else { Ending::Abandoned };
    let card = serde_json::to_string(&score(session.scenario(), session.log())).expect("it is written");
    store.finish(id, &card, ending, at).expect("it ends");
    id
}

/// The ladders and the scenarios that ship.
fn ladders() -> (Roles, Vec<ScenarioHead>) {
    let library = Library::embedded();
    let all = library.list().expect("the scenarios");
    let installed = all.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
    (library.roles().expect("the ladders"), installed)
}

fn preview(store: &Store, text: &str) -> Result<Preview, StoreError> {
    let (roles, installed) = ladders();
    let ladders = Ladders { roles: &roles, installed: &installed, now: jiff::Timestamp::UNIX_EPOCH };
    Auditor::new(store, Arc::clone(&LISTENER), false).preview(rubric(text).rubric(), &ladders)
}
