//! What a trainee says about an attempt of theirs: a rating of oneself, and findings seen differently.

use super::attempt::AttemptId;
use super::driver::Access;
use super::meant::act;
use super::right::Permission;
use super::row::values;
use super::{LOCAL, Store, StoreError};
use crate::scenario::Act;
use jiff::Timestamp;

/// A finding somebody sees differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDispute {
    /// The attempt.
    pub attempt: AttemptId,
    /// The finding's place in its scorecard, from 0.
    pub finding: u32,
    /// The rubric of that scorecard.
    pub rubric: u32,
    /// Why; not blank.
    pub reason: String,
    /// Now.
    pub at: Timestamp,
}

/// A kept dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// What is seen differently, and how.
    pub about: Disputed,
    /// When it was said.
    pub at: Timestamp,
}

/// What a dispute is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// A finding.
    Finding {
        /// Its place in its scorecard, from 0.
        finding: u32,
        /// The rubric of that scorecard.
        rubric: u32,
        /// Why.
        reason: String,
    },
    /// What was heard in a reply, by "I meant …" in learn mode ([`Store::mean`]).
    Heard {
        /// The place in the log of what was heard, from 0.
        event: u32,
        /// The act the reply was meant to carry.
        meant: Act,
    },
}

/// How somebody rated their own attempt, each 0..=100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelfRating {
    /// How the customer was met.
    pub empathy: u8,
    /// How the tools were used.
    pub tools: u8,
    /// What was achieved.
    pub resolution: u8,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// Keeps a dispute; a finding may be disputed more than once.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`] where the attempt is not kept here.
    pub fn dispute(&self, new: &NewDispute) -> Result<(), StoreError> {
        let person = self.owned(new.attempt)?.person;
        let insert = "INSERT INTO dispute (organisation, attempt, number, finding, rubric, reason, at)
            SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5, ?6 FROM dispute WHERE attempt = ?2";
        let NewDispute { attempt, finding, rubric, reason, at } = new;
        self.within(Access::Write, || {
            self.run(insert, values![LOCAL, attempt.0, *finding, *rubric, reason.trim(), *at])?;
            self.stale(person, Some(*attempt))
        })
    }

    /// The disputes of an attempt, oldest first: findings, and replies that were meant otherwise.
    pub fn disputes(&self, attempt: AttemptId) -> Result<Vec<Dispute>, StoreError> {
        self.seen(attempt)?;
        self.disputes_of(attempt)
    }

    /// The same, for the store itself.
    pub(super) fn disputes_of(&self, attempt: AttemptId) -> Result<Vec<Dispute>, StoreError> {
        let query = "SELECT finding, rubric, reason, NULL, NULL, at, 1 AS place, number
            FROM dispute WHERE organisation = ?1 AND attempt = ?2
            UNION ALL SELECT NULL, NULL, NULL, event, act, at, 0, number
            FROM meant WHERE organisation = ?1 AND attempt = ?2 ORDER BY at, place, number";
        self.rows(query, values![LOCAL, attempt.0], |row| {
            let about = match row.get::<Option<u32>>(0)? {
                Some(finding) => Disputed::Finding { finding, rubric: row.get(1)?, reason: row.get(2)? },
                None => Disputed::Heard { event: row.get(3)?, meant: act(row, 4)? },
            };
            Ok(Dispute { about, at: row.time(5)? })
        })
    }

    /// Keeps how somebody rated their attempt before they saw the score; a second time does nothing.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`] where the attempt is not kept here.
    pub fn rate_self(&self, attempt: AttemptId, rating: SelfRating) -> Result<(), StoreError> {
        self.owned(attempt)?;
        let insert = "INSERT INTO self_rating (organisation, attempt, empathy, tools, resolution, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (attempt) DO NOTHING";
        let SelfRating { empathy, tools, resolution, at } = rating;
        self.run(insert, values![LOCAL, attempt.0, empathy, tools, resolution, at]).map(drop)
    }

    /// How the attempt was rated by its trainee; none where that was skipped.
    pub fn self_rating(&self, attempt: AttemptId) -> Result<Option<SelfRating>, StoreError> {
        let summary = self.seen(attempt)?;
        if self.own(summary.person).is_err() && !summary.shared {
            return Err(StoreError::NotPermitted { needs: Permission::Shared });
        }
        let query = "SELECT empathy, tools, resolution, at FROM self_rating
            WHERE organisation = ?1 AND attempt = ?2";
        self.row(query, values![LOCAL, attempt.0], |row| {
            let (empathy, tools, resolution) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(SelfRating { empathy, tools, resolution, at: row.time(3)? })
        })
    }
}
