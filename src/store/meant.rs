//! What a trainee says they meant where the listener did not hear it: a dispute of what was heard.

use super::attempt::AttemptId;
use super::driver::Access;
use super::right::Right;
use super::row::{Broken, Row, values};
use super::{LOCAL, Store, StoreError};
use crate::scenario::Act;
use jiff::Timestamp;

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
        let person = self.owned(meant.attempt)?.person;
        let insert = "INSERT INTO meant (organisation, attempt, number, event, act, at)
            SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5 FROM meant WHERE attempt = ?2
            ON CONFLICT (attempt, event, act) DO NOTHING";
        let Meant { attempt, event, act } = meant;
        self.within(Access::Write, || {
            self.run(insert, values![LOCAL, attempt.0, event, act.code(), now])?;
            self.stale(person, Some(attempt))
        })
    }

    /// Everything anybody meant, in the order it was said; of one attempt where one is named.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn meant(&self, attempt: Option<AttemptId>) -> Result<Vec<Meant>, StoreError> {
        let query = "SELECT attempt, event, act FROM meant WHERE organisation = ?1";
        let read =
            |row: &Row| Ok(Meant { attempt: AttemptId(row.get(0)?), event: row.get(1)?, act: act(row, 2)? });
        match attempt {
            None => {
                if !self.is_open()? {
                    self.need(Right::Trainer)?;
                }
                self.rows(&format!("{query} ORDER BY at, attempt, number"), values![LOCAL], read)
            }
            Some(one) => {
                self.seen(one)?;
                let query = format!("{query} AND attempt = ?2 ORDER BY number");
                self.rows(&query, values![LOCAL, one.0], read)
            }
        }
    }
}

/// The act in a column.
pub(super) fn act(row: &Row, column: usize) -> Result<Act, Broken> {
    row.parsed(column, |written| Act::of(written).ok_or_else(|| format!("`{written}` is no act")))
}
