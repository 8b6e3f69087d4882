//! Rollups: what attempts come to for whoever leads many people, folded from them beforehand, so that a million attempts
//! take no longer to look at than a thousand.
//!
//! # What is kept
//!
//! Everything here follows from the log, could be thrown away at any moment, and is folded by the very code that computes
//! it without rollups. What `now` is must never make it wrong, so three kinds of things are kept apart:
//!
//! * What no clock changes: a person's attempts that are over, as lists read them (`rollup.attempts`), and what item
//!   analysis counts of them, scenario by scenario (`item_person`). These are whole numbers and sums of whole numbers.
//! * What only widens with time: an ability is kept as it was known after the last attempt, and the days since then are
//!   added when it is read ([`crate::progress::Brief`]).
//! * What time changes at moments that can be told beforehand: an attempt turns a month old, an exam grows too old, the
//!   time of one that is open runs out. A brief knows the first such moment (`good_until`) and holds until then. That an
//!   assignment is late is not kept at all: kept is whether it is done, and its due date is looked up.
//!
//! Attempts that are open are never folded: they change with every action, and are few. They are read as they are.
//! Who leads whom, who left, teams and due dates are read as they are too.
//!
//! # How it stays right
//!
//! Whoever changes something a rollup rests on inserts a mark into `stale`, in the same transaction; that is all a desk does
//! and may do. A fold reads marks and attempts in one picture of the store, works out the people concerned, and writes that
//! with the marks it has seen taken away, by their ids, in a second transaction. So a change that was committed later, in
//! whatever order it began, has a mark that is still there; a crash between the two has changed nothing; and desks never
//! wait for the work. Two that fold at once find out by a number they both count up (`fold.turn`): the second one's work is
//! thrown away. Somebody without a rollup waits like somebody with a mark; so an empty set of rollups is a right one, which
//! is what a migration, a copy of a store and [`Store::fill`] leave behind.
//!
//! Views that are about few people, such as a team's, read the attempts themselves of those who wait, and so are always
//! exact; views about everybody say how many wait, and as of when their numbers are.
//!
//! Counts of item analysis add up. They are kept per person, and again for each of [`PARTS`] parts of all people, so that one
//! attempt changes two small rows, and looking at a scenario reads [`PARTS`].
//!
//! Other reasons for an attempt to count differently, such as a reviewer who overrules a finding, belong where the change
//! is written: one call of [`Store::stale`].

mod brief;
mod codec;
mod fold;
mod parts;
mod rebuild;
mod recall;

use jiff::Timestamp;

use super::assignment::Whom;
use super::attempt::{AttemptId, COLUMNS};
use super::person::PersonId;
use super::right::Right;
use super::row::values;
use super::{LOCAL, Store, StoreError};

pub(super) use brief::{Basis, Short, Task};
pub use fold::{Folded, Folder};
pub use rebuild::Differs;
pub(super) use recall::Sight;

/// Into so many parts all people are parted for item analysis.
const PARTS: u8 = 32;

/// How far rollups are behind the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// How many people wait to be folded: something of theirs changed, or they never were.
    pub people: u64,
    /// How many changes wait.
    pub marks: u64,
    /// The oldest moment any rollup is as of; none where nothing was ever folded.
    pub as_of: Option<Timestamp>,
}

impl Behind {
    /// Whether the rollups say what the log says.
    pub fn is_none(&self) -> bool {
        self.people == 0
    }
}

/// Counts up when something is folded otherwise than before; then everything is folded anew.
const VERSION: u32 = 1;

/// The condition that something of a person `p` changed, or that nothing was folded of them that this version can read.
fn waiting() -> String {
    format!(
        "(NOT EXISTS (SELECT 1 FROM rollup r WHERE r.person = p.id AND r.layout = {})
        OR EXISTS (SELECT 1 FROM stale s WHERE s.organisation = ?1 AND s.person = p.id))",
        layout()
    )
}

/// A number for what is kept, and how: another one where lists read other columns of an attempt.
pub(super) fn layout() -> i64 {
    let hash = blake3::hash(format!("{VERSION} {COLUMNS}").as_bytes());
    let [a, b, c, d, ..] = *hash.as_bytes();
    i64::from(u32::from_le_bytes([a, b, c, d]))
}

impl Store {
    /// How far the rollups are behind the log.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither leads people nor writes scenarios.
    pub fn behind(&self) -> Result<Behind, StoreError> {
        self.folds()?;
        self.behind_now()
    }

    pub(super) fn behind_now(&self) -> Result<Behind, StoreError> {
        let query = format!(
            "SELECT (SELECT count(*) FROM person p WHERE p.organisation = ?1 AND {}),
            (SELECT count(*) FROM stale WHERE organisation = ?1),
            (SELECT min(made) FROM rollup WHERE organisation = ?1)",
            waiting()
        );
        let read = |row: &super::row::Row| {
            let (people, marks) = (row.get::<u32>(0)?.into(), row.get::<u32>(1)?.into());
            Ok(Behind { people, marks, as_of: row.maybe_time(2)? })
        };
        Ok(self.row(&query, values![LOCAL], read)?.unwrap_or_default())
    }

    /// Refuses whoever neither leads people nor writes scenarios.
    pub(super) fn folds(&self) -> Result<(), StoreError> {
        let leads = self.need(Right::Manager).or_else(|_| self.need(Right::Owner));
        leads.or_else(|_| self.need(Right::Trainer)).map(drop)
    }

    /// Marks somebody's rollups as behind, within the transaction that changes something they rest on: one attempt, or
    /// everything of theirs.
    pub(super) fn stale(&self, person: PersonId, attempt: Option<AttemptId>) -> Result<(), StoreError> {
        let insert = "INSERT INTO stale (organisation, person, attempt) VALUES (?1, ?2, ?3)";
        self.run(insert, values![LOCAL, person.0, attempt.map(|attempt| attempt.0)]).map(drop)
    }

    /// The same of everybody an assignment goes to.
    pub(super) fn stale_whom(&self, whom: Whom) -> Result<(), StoreError> {
        match whom {
            Whom::Person(person) => self.stale(person, None),
            Whom::Team(team) => {
                let insert = "INSERT INTO stale (organisation, person)
                    SELECT organisation, person FROM member WHERE organisation = ?1 AND team = ?2";
                self.run(insert, values![LOCAL, team.0]).map(drop)
            }
            Whom::Anybody => self.stale_everybody(),
        }
    }

    /// The same of everybody who has a rollup; who has none waits anyway.
    pub(super) fn stale_everybody(&self) -> Result<(), StoreError> {
        let insert = "INSERT INTO stale (organisation, person)
            SELECT organisation, id FROM person WHERE organisation = ?1";
        self.run(insert, values![LOCAL]).map(drop)
    }

    /// Takes away what was folded of somebody who is erased, within that transaction; whoever is folding them at this moment
    /// will find that somebody else did.
    pub(super) fn forget_rollups(&self, person: PersonId) -> Result<(), StoreError> {
        self.run("UPDATE fold SET turn = turn + 1 WHERE organisation = ?1", values![LOCAL])?;
        for table in ["rollup", "item_person"] {
            let delete = format!("DELETE FROM {table} WHERE organisation = ?1 AND person = ?2");
            self.run(&delete, values![LOCAL, person.0])?;
        }
        let delete = "DELETE FROM item_part WHERE organisation = ?1 AND part = ?2";
        self.run(delete, values![LOCAL, parts::part_of(person)])?;
        self.stale(person, None)
    }
}
