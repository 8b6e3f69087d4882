//! The store: attempts, appended while they are played; the only writer of user data.
//!
//! One SQLite file, `hotseat.db`, in the user's data folder. Ids, times and salts come in as values. An append names
//! how many actions its caller knows, so that a second window is refused, not merged; entries are never changed, which
//! triggers in the database hold against every other program too.

mod append;
mod attempt;
mod chain;
mod error;
mod evidence;
mod meant;
mod open;
mod person;
mod review;
mod scratch;
pub mod settings;
mod source;
pub use source::write_whole;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

pub use attempt::{Attempt, AttemptId, Ending, Entry, NewAttempt, Played, State, Summary};
pub use chain::Chain;
pub use error::StoreError;
pub use meant::Meant;
pub use person::{BadName, Person, PersonId, clean_name};
pub use review::{Dispute, Disputed, NewDispute, SelfRating};
pub use scratch::Scratch;

/// The organisation of a store on one desk.
const LOCAL: [u8; 16] = [0; 16];

/// Kept people, attempts and scenario sources, open for one process.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    file: PathBuf,
}

impl Store {
    /// The database file, for messages and backups.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Reads SQLite's errors as errors about this file.
    fn at(&self) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
        |error| error::from_sql(&self.file, &error)
    }
}

/// A column of UTC milliseconds as a time.
fn time(column: usize, milliseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(milliseconds).map_err(|error| bad_column(column, error))
}

fn bad_column(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}
