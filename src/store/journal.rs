//! The journal: what became of each person's attempts, line by line, each hashing the one before it.
//!
//! The chain of an attempt shows that its log was not changed; it cannot show that a whole attempt is gone, nor when it
//! was played, nor who kept it. The journal does: a line is written in the same transaction as an attempt begins, ends, or
//! comes from a desk that kept it while the team's store was away. It holds ids and times only, and erasing leaves it.
//! Of somebody who played before there was a journal it begins with what they had played.
//!
//! Lines at the end of a journal that were cut off together with their attempts cannot be told from what never was, nor
//! can a journal that was written anew whole: for that keep a copy elsewhere, or a server where desks may only add.

use std::collections::BTreeMap;

use blake3::{Hash, Hasher};
use jiff::Timestamp;
use uuid::Uuid;

use super::attempt::AttemptId;
use super::chain::HANDED_OVER;
use super::copy::JOURNAL;
use super::driver::Access;
use super::handover::DESK;
use super::person::PersonId;
use super::right::Right;
use super::row::{Row, values};
use super::{LOCAL, Store, StoreError};

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It began here.
    Begun,
    /// It ended.
    Ended,
    /// It came, or went on, from a desk that had kept it.
    Brought,
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Ended => "ended",
            Self::Brought => "brought",
        }
    }
}

/// What the journals do not bear out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unjournaled {
    /// A line was changed, moved or removed.
    Line {
        /// Whose journal.
        person: PersonId,
        /// The first line that does not follow from the one before it, from 1.
        number: u32,
    },
    /// An attempt that began is not there any more.
    Gone {
        /// Who played it.
        person: PersonId,
        /// Which.
        attempt: AttemptId,
        /// When it began.
        began: Timestamp,
    },
    /// When an attempt began or ended was changed.
    Times {
        /// Which.
        attempt: AttemptId,
    },
    /// Who kept an attempt was changed.
    KeptBy {
        /// Which.
        attempt: AttemptId,
    },
    /// An attempt never began, as far as the journal goes.
    Added {
        /// Which.
        attempt: AttemptId,
    },
}

/// Where somebody's journal has come to.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    person: PersonId,
    number: u32,
    head: [u8; 32],
}

impl Pen {
    /// An empty journal.
    pub(super) fn new(person: PersonId) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(b"hotseat journal 1");
        hasher.update(person.0.as_bytes());
        Self { person, number: 0, head: *hasher.finalize().as_bytes() }
    }

    /// The next line, in the order of the table's columns.
    pub(super) fn line(&mut self, attempt: AttemptId, what: What, at: Timestamp) -> Row {
        self.number += 1;
        self.head = *linked(&self.head, attempt.0, what.word(), at.as_millisecond()).as_bytes();
        let row = values![LOCAL, self.person.0, self.number, attempt.0, what.word(), at, self.head];
        Row(row.to_vec())
    }
}

fn linked(before: &[u8; 32], attempt: Uuid, what: &str, at: i64) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(before);
    hasher.update(attempt.as_bytes());
    hasher.update(what.as_bytes());
    hasher.update(&at.to_le_bytes());
    hasher.finalize()
}

/// An attempt's own word on what its journal says.
struct Said {
    attempt: AttemptId,
    began: Timestamp,
    ended: Option<Timestamp>,
    kept_by: String,
}

/// What a journal says of an attempt.
struct Heard {
    began: Timestamp,
    ended: Option<Timestamp>,
    brought: bool,
}

impl Store {
    /// Writes a line about an attempt that is kept, within the transaction that changes it.
    pub(super) fn note(
        &self,
        person: PersonId,
        attempt: AttemptId,
        what: What,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        // Whoever else writes into this journal waits for this row.
        self.run("UPDATE person SET failed = failed WHERE id = ?1", values![person.0])?;
        let last = "SELECT number, chain FROM journal WHERE person = ?1 ORDER BY number DESC LIMIT 1";
        let last = self
            .row(last, values![person.0], |row| Ok(Pen { person, number: row.get(0)?, head: row.get(1)? }))?;
        let (mut pen, mut lines) = (last.unwrap_or(Pen::new(person)), Vec::new());
        if pen.number == 0 {
            for Said { attempt: earlier, began, ended, kept_by } in self.said(person)? {
                let brought = if kept_by == DESK { What::Brought } else { What::Begun };
                if earlier != attempt {
                    lines.push(pen.line(earlier, brought, began));
                    lines.extend(ended.map(|ended| pen.line(earlier, What::Ended, ended)));
                } else if what == What::Ended {
                    lines.push(pen.line(earlier, brought, began));
                }
            }
        }
        lines.push(pen.line(attempt, what, at));
        self.put(&JOURNAL, &lines)
    }

    /// Compares journals and attempts, everybody's for the owner, else one's own: names what is gone, was added, or bears
    /// another time or keeper than was written down. Of whom nothing was written down nothing is said.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts.
    pub fn unjournaled(&self) -> Result<Vec<Unjournaled>, StoreError> {
        let all = self.need(Right::Owner).is_ok() || self.is_open()?;
        let people = if all {
            let query = "SELECT id FROM person WHERE organisation = ?1 ORDER BY created, id";
            self.rows(query, values![LOCAL], |row| Ok(PersonId(row.get(0)?)))?
        } else {
            vec![self.need(Right::Trainee)?]
        };
        let mut found = Vec::new();
        for person in people {
            self.within(Access::Read, || self.compare_journal(person, &mut found))?;
        }
        Ok(found)
    }

    fn compare_journal(&self, person: PersonId, found: &mut Vec<Unjournaled>) -> Result<(), StoreError> {
        let query = "SELECT number, attempt, what, at, chain FROM journal WHERE person = ?1 ORDER BY number";
        let lines = self.rows(query, values![person.0], |row| {
            let at = row.time(3)?;
            Ok((
                row.get::<u32>(0)?,
                AttemptId(row.get(1)?),
                row.text(2)?.to_owned(),
                at,
                row.get::<[u8; 32]>(4)?,
            ))
        })?;
        if lines.is_empty() {
            return Ok(());
        }
        let (mut pen, mut heard) = (Pen::new(person), BTreeMap::<AttemptId, Heard>::new());
        for (number, attempt, what, at, chain) in lines {
            let follows = *linked(&pen.head, attempt.0, &what, at.as_millisecond()).as_bytes();
            if number != pen.number + 1 || chain != follows {
                found.push(Unjournaled::Line { person, number: pen.number + 1 });
                // What stands behind it proves nothing.
                return Ok(());
            }
            pen = Pen { number, head: chain, ..pen };
            let begins = || Heard { began: at, ended: None, brought: false };
            let one = heard.entry(attempt).or_insert_with(begins);
            one.brought |= what == What::Brought.word();
            if what == What::Ended.word() {
                one.ended = Some(at);
            }
        }
        for said in self.said(person)? {
            let attempt = said.attempt;
            let Some(heard) = heard.remove(&attempt) else {
                found.push(Unjournaled::Added { attempt });
                continue;
            };
            if (heard.began, heard.ended) != (said.began, said.ended) {
                found.push(Unjournaled::Times { attempt });
            }
            if said.kept_by != HANDED_OVER && heard.brought != (said.kept_by == DESK) {
                found.push(Unjournaled::KeptBy { attempt });
            }
        }
        let gone = heard.into_iter().map(|(attempt, heard)| (attempt, heard.began));
        found.extend(gone.map(|(attempt, began)| Unjournaled::Gone { person, attempt, began }));
        Ok(())
    }

    fn said(&self, person: PersonId) -> Result<Vec<Said>, StoreError> {
        let query = "SELECT id, started, ended, kept_by FROM attempt
            WHERE organisation = ?1 AND person = ?2 ORDER BY started, id";
        self.rows(query, values![LOCAL, person.0], |row| {
            let (began, ended) = (row.time(1)?, row.maybe_time(2)?);
            Ok(Said { attempt: AttemptId(row.get(0)?), began, ended, kept_by: row.get(3)? })
        })
    }
}
