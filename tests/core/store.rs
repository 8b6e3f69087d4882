//! The store: what was acknowledged is kept, what cannot be kept is refused with a reason.

mod altered;
mod attempts;
mod copy;
mod crash;
mod desk_role;
mod files;
mod fill;
mod forger;
mod handover;
mod journal;
mod kill;
mod layouts;
mod live;
pub(crate) mod many;
mod packed;
mod people;
mod rights;
mod rollup;
mod settings;
mod reviews;

use std::path::Path;

use hotseat::scenario::Language;
use hotseat::session::{Action, Deed, Event, Mode, What};
use hotseat::store::packed::{pack, unpack};
use hotseat::store::{AttemptId, NewAttempt, PersonId, Played, Store};
use jiff::Timestamp;
use uuid::Uuid;

fn now(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a time in range")
}

fn open(dir: &Path) -> Store {
    Store::open(dir).expect("a store opens")
}

/// The engines a store can stand on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// An empty database of its own.
#[derive(Debug)]
pub(crate) enum Place {
    Folder(tempfile::TempDir),
    Schema { server: String, name: String },
}

impl Engine {
    /// A new place; none where `DATABASE_URL` names no server to try PostgreSQL on (`.ci/run` starts one).
    pub(crate) fn place(self) -> Option<Place> {
        match self {
            Self::Sqlite => Some(Place::Folder(tempfile::tempdir().expect("a folder"))),
            Self::Postgres => {
                let Ok(server) = std::env::var("DATABASE_URL") else {
                    skipped("PostgreSQL: DATABASE_URL names no server");
                    return None;
                };
                let name = format!("t{}", Uuid::new_v4().simple());
                let made = Place::Schema { server, name };
                made.client().batch_execute(&format!("CREATE SCHEMA {}", made.schema())).expect("a schema");
                Some(made)
            }
        }
    }
}

impl Place {
    pub(crate) fn open(&self) -> Store {
        match self {
            Self::Folder(folder) => open(folder.path()),
            Self::Schema { .. } => Store::connect(&self.address()).expect("a store opens"),
        }
    }

    fn schema(&self) -> &str {
        match self {
            Self::Folder(_) => "main",
            Self::Schema { name, .. } => name,
        }
    }

    pub(crate) fn address(&self) -> String {
        match self {
            Self::Folder(folder) => folder.path().display().to_string(),
            Self::Schema { server, name } => {
                let join = if server.contains('?') { '&' } else { '?' };
                format!("{server}{join}options=-csearch_path%3D{name}&application_name={name}")
            }
        }
    }

    fn client(&self) -> postgres::Client {
        postgres::Client::connect(&self.address(), postgres::NoTls).expect("the server answers")
    }

    /// Runs statements past the store, as another program would.
    pub(crate) fn execute(&self, sql: &str) -> Result<(), String> {
        match self {
            Self::Folder(folder) => rusqlite::Connection::open(folder.path().join("hotseat.db"))
                .and_then(|db| db.execute_batch(sql))
                .map_err(|error| error.to_string()),
            Self::Schema { .. } => self.client().batch_execute(sql).map_err(|error| {
                error.as_db_error().map_or_else(|| error.to_string(), |told| told.message().to_owned())
            }),
        }
    }

    /// The number a query answers with; none where it fails.
    pub(crate) fn count(&self, sql: &str) -> Option<i64> {
        match self {
            Self::Folder(folder) => rusqlite::Connection::open(folder.path().join("hotseat.db"))
                .and_then(|db| db.query_row(sql, [], |row| row.get(0)))
                .ok(),
            Self::Schema { .. } => {
                self.client().query_one(&format!("SELECT ({sql})::bigint"), &[]).ok().map(|row| row.get(0))
            }
        }
    }

    /// Changes rows as an intruder would who also takes the triggers away.
    pub(crate) fn tamper(&self, sql: &str) {
        let gates = match self {
            Self::Folder(_) => {
                "DROP TRIGGER IF EXISTS entry_is_never_changed; DROP TRIGGER IF EXISTS entry_is_never_removed;
                DROP TRIGGER IF EXISTS scorecard_is_never_changed;
                DROP TRIGGER IF EXISTS scorecard_is_never_removed;
                PRAGMA foreign_keys = OFF;"
            }
            Self::Schema { .. } => "SET session_replication_role = replica;",
        };
        self.execute(&format!("{gates} {sql}")).expect("it is changed");
    }
}

impl Place {
    /// Changes a packed text as an intruder would who knows how it is packed; `rows` says which.
    pub(crate) fn retype(&self, table: &str, column: &str, rows: &str, change: impl Fn(&str) -> String) {
        self.tamper("");
        let read = format!("SELECT {column} FROM {table} WHERE {rows}");
        let write = format!("UPDATE {table} SET {column} =");
        let new = |bytes: Vec<u8>| pack(&change(&unpack(&bytes).expect("a text")));
        match self {
            Self::Folder(folder) => {
                let db = rusqlite::Connection::open(folder.path().join("hotseat.db")).expect("a file");
                let was = db.query_row(&read, [], |row| row.get(0)).expect("one row");
                db.execute(&format!("{write} ?1 WHERE {rows}"), [new(was)]).expect("it is changed");
            }
            Self::Schema { .. } => {
                let mut client = self.client();
                client.batch_execute("SET session_replication_role = replica").expect("it may");
                let was = client.query_one(&read, &[]).expect("one row").get(0);
                client.execute(&format!("{write} $1 WHERE {rows}"), &[&new(was)]).expect("it is changed");
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Schema { name, .. } = self {
            let drop = format!("DROP SCHEMA {name} CASCADE");
            self.execute(&drop).expect("the schema goes");
        }
    }
}

#[expect(clippy::print_stderr, reason = "who runs the tests should know what was not tried")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

fn mei(store: &Store) -> PersonId {
    store.person("梅", PersonId(Uuid::from_u128(7)), now(0)).expect("a person").id
}

fn played() -> Played {
    Played {
        scenario: "first-day".to_owned(),
        hash: "abc".to_owned(),
        title: Some("第一天".to_owned()),
        language: Language::Zh,
        mode: Mode::Learn,
        seed: u64::MAX - 1,
        engine: 3,
        rubric: 2,
        listener: "ears".to_owned(),
    }
}

fn attempt(person: PersonId, id: u128) -> NewAttempt {
    NewAttempt {
        id: AttemptId(Uuid::from_u128(id)),
        person,
        parent: None,
        assignment: None,
        salt: [9; 16],
        played: played(),
        opening: vec![Event { at: 0, action: 0, what: What::Entered { beat: "start".to_owned() } }],
        started: now(1),
    }
}

fn say(text: &str) -> Action {
    Action::new(3, 2, Deed::Say(text.to_owned()))
}

fn answer(number: u32) -> Vec<Event> {
    let text = format!("“quoted” ' \" \\ \n 😀 第{number}句");
    vec![Event { at: number, action: number, what: What::Customer { text } }]
}

/// Begins attempt `id` of Mei and appends so many actions.
fn play(store: &mut Store, id: u128, actions: u32) -> AttemptId {
    let person = mei(store);
    let attempt = store.begin(&attempt(person, id)).expect("it begins");
    for done in 0..actions {
        let action = say(&format!("reply {}", done + 1));
        store.append(attempt, done, &action, &answer(done + 1), now(10)).expect("it is kept");
    }
    attempt
}
