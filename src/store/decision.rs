//! What a person decided where the machine may not: undecided passes, and errors that rest on heard words.

use jiff::Timestamp;

use super::attempt::{AttemptId, State, Summary};
use super::driver::Access;
use super::person::PersonId;
use super::reviewing::Reviewing;
use super::right::{Permission, Right};
use super::row::{Row, values};
use super::{LOCAL, Store, StoreError};
use crate::session::Mode;

/// A decision to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// The attempt.
    pub attempt: AttemptId,
    /// Whether it is passed.
    pub passed: bool,
    /// Why; not blank.
    pub reason: String,
    /// Now.
    pub at: Timestamp,
}

/// A kept decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub new: NewDecision,
    /// By whom.
    pub by: PersonId,
}

impl Store {
    /// Keeps what a reviewer decided about an exam; a later decision counts instead of an earlier one, and both stay.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead the trainee, for the trainee, and for whoever decided before
    /// while an appeal against that is open, [`StoreError::NotForDecision`] for practice, and for an exam that is not over.
    pub fn decide(&self, new: &NewDecision) -> Result<(), StoreError> {
        let attempt = self.kept(new.attempt)?;
        if self.acting() == Some(attempt.person) {
            return Err(StoreError::NotPermitted { needs: Permission::NotYourself });
        }
        let by = self.lead(attempt.person)?;
        self.see(&attempt)?;
        self.hears(&attempt, by)?;
        if attempt.played.mode != Mode::Certify || attempt.state == State::Open {
            return Err(StoreError::NotForDecision { attempt: new.attempt });
        }
        // By how many disputes it knew, and not by the clocks of two machines, a later one is told.
        let insert = "INSERT INTO decision (organisation, attempt, number, decided_by, passed, reason, at, disputes)
            SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4, ?5, ?6,
            (SELECT count(*) FROM dispute WHERE attempt = ?2) + (SELECT count(*) FROM meant WHERE attempt = ?2)
            FROM decision WHERE attempt = ?2";
        let reason = new.reason.trim();
        self.within(Access::Write, || {
            self.run(insert, values![LOCAL, new.attempt.0, by.0, new.passed, reason, new.at])?;
            self.stale(attempt.person, Some(new.attempt))?;
            let last = "SELECT max(number) FROM decision WHERE attempt = ?1";
            let decision = self.row(last, values![new.attempt.0], |row| row.get(0))?.unwrap_or_default();
            let what = Reviewing::Decided { decision, passed: new.passed };
            self.step(new.attempt, by, what, reason, new.at).map(drop)
        })
    }

    /// What was decided about an attempt, the last decision last.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn decisions(&self, attempt: AttemptId) -> Result<Vec<Decision>, StoreError> {
        self.seen(attempt)?;
        let query = "SELECT passed, reason, at, decided_by FROM decision
            WHERE organisation = ?1 AND attempt = ?2 ORDER BY number";
        self.rows(query, values![LOCAL, attempt.0], |row| {
            let new = NewDecision { attempt, passed: row.get(0)?, reason: row.get(1)?, at: row.time(2)? };
            Ok(Decision { new, by: PersonId(row.get(3)?) })
        })
    }

    /// The exams that wait for a decision of whoever acts, the oldest first: what is not sure, what is alleged, and what
    /// its taker sees differently, so that nobody is refused by the machine alone (cf. GDPR art. 22, PIPL art. 24). What
    /// was disputed after it was decided waits again; then [`Summary::decided`] says how.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever leads nobody.
    pub fn waiting(&self) -> Result<Vec<Summary>, StoreError> {
        let me = self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let mut waiting = Vec::new();
        for one in self.staff()?.into_iter().filter(|one| one.person.id != me) {
            if self.lead(one.person.id).is_err() {
                continue;
            }
            for attempt in self.attempts(one.person.id)? {
                if self.is_waiting(&attempt)? {
                    waiting.push(attempt);
                }
            }
        }
        waiting.sort_by_key(|attempt| attempt.started);
        Ok(waiting)
    }

    /// Whether an exam waits for a decision.
    pub(super) fn is_waiting(&self, attempt: &Summary) -> Result<bool, StoreError> {
        let exam = attempt.played.mode == Mode::Certify && attempt.state != State::Open;
        let undecided = attempt.decided.is_none() && waits(attempt);
        Ok(exam && (undecided || self.is_disputed(attempt.id)?))
    }

    /// Whether something was disputed that the last decision did not know of.
    pub(super) fn is_disputed(&self, attempt: AttemptId) -> Result<bool, StoreError> {
        let query = "SELECT disputes, at FROM decision WHERE attempt = ?1 ORDER BY number DESC LIMIT 1";
        let last = |row: &Row| Ok((row.get::<Option<u32>>(0)?, row.time(1)?));
        let last = self.row(query, values![attempt.0], last)?;
        let disputes = self.disputes_of(attempt)?;
        Ok(match last {
            None => !disputes.is_empty(),
            Some((Some(known), _)) => disputes.len() > known as usize,
            Some((None, at)) => disputes.iter().any(|dispute| dispute.at > at),
        })
    }
}

/// Whether an exam's result is for a person to decide.
pub(super) fn waits(attempt: &Summary) -> bool {
    if attempt.played.mode != Mode::Certify || attempt.state == State::Open {
        return false;
    }
    attempt.grade.is_some_and(|grade| grade.outcome.is_some() && grade.waits())
}
