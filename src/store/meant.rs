//! What a trainee says they meant where the listener did not hear it: a dispute of what was heard.

use jiff::Timestamp;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::attempt::AttemptId;
use super::{LOCAL, Store, StoreError, bad_column};
use crate::scenario::Act;

/// One act somebody says their reply carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meant {
    /// The attempt.
    pub attempt: AttemptId,
    /// The place in its log of what was heard in the reply, from 0.
    pub event: u32,
    /// The act.
    pub act: Act,
}

impl Store {
    /// Keeps what a reply was meant to do, which disputes what was heard in it; a second time does nothing.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`] where the attempt is not kept here.
    pub fn mean(&self, meant: Meant, now: Timestamp) -> Result<(), StoreError> {
        self.summary(meant.attempt)?;
        let insert = "INSERT INTO meant (organisation, attempt, event, act, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (attempt, event, act) DO NOTHING";
        let values =
            params![LOCAL, meant.attempt.0.as_bytes(), meant.event, meant.act.code(), now.as_millisecond()];
        self.db.execute(insert, values).map(|_| ()).map_err(self.at())
    }

    /// Everything anybody meant, in the order it was said; of one attempt where one is named.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn meant(&self, attempt: Option<AttemptId>) -> Result<Vec<Meant>, StoreError> {
        let query = "SELECT attempt, event, act FROM meant
            WHERE organisation = ?1 AND (?2 IS NULL OR attempt = ?2) ORDER BY number";
        let mut statement = self.db.prepare_cached(query).map_err(self.at())?;
        let rows = statement.query_map(params![LOCAL, attempt.map(|id| id.0.into_bytes())], |row| {
            let attempt: [u8; 16] = row.get(0)?;
            Ok(Meant { attempt: AttemptId(Uuid::from_bytes(attempt)), event: row.get(1)?, act: act(row, 2)? })
        });
        rows.map_err(self.at())?.collect::<Result<_, _>>().map_err(self.at())
    }
}

/// The act in a column.
pub(super) fn act(row: &Row<'_>, column: usize) -> rusqlite::Result<Act> {
    let written: String = row.get(column)?;
    Act::of(&written).ok_or_else(|| bad_column(column, BadAct(written)))
}

/// An act this version does not know.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no act")]
struct BadAct(String);
