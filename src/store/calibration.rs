//! Calibrations: the same attempts scored by several reviewers, who see neither the machine's scores nor each other's
//! before it is closed.

use jiff::Timestamp;
use uuid::Uuid;

use super::attempt::{AttemptId, Played, State};
use super::driver::Access;
use super::person::PersonId;
use super::review_error::ReviewError;
use super::right::{Permission, Right, Rights};
use super::row::{Broken, Row, values};
use super::{LOCAL, Store, StoreError};
use crate::score::Scorecard;
use crate::session::Event;

/// The id of a calibration: a UUIDv7 made by whoever holds the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalibrationId(pub Uuid);

/// A calibration that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCalibration {
    /// Its id.
    pub id: CalibrationId,
    /// What it is called; may be empty.
    pub title: String,
    /// What is scored.
    pub attempts: Vec<AttemptId>,
    /// Who scores.
    pub reviewers: Vec<PersonId>,
    /// Until when.
    pub due: Option<Timestamp>,
    /// Now.
    pub at: Timestamp,
}

/// A kept calibration; its attempts stand in the order of their ids, its reviewers in that of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// What was begun.
    pub new: NewCalibration,
    /// By whom.
    pub by: PersonId,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// What is scored already, by whom; the scores stay hidden.
    pub scored: Vec<(PersonId, AttemptId)>,
}

/// An attempt without name and scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blind {
    /// What was played.
    pub played: Played,
    /// What happened.
    pub log: Vec<Event>,
}

/// One criterion as scored: its place in [`crate`]'s list of criteria, and 0 not met, 1 partly, 2 met, or none where it
/// cannot be judged.
pub type BlindRating = (u8, Option<u8>);

/// A score of a closed calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// What was scored.
    pub attempt: AttemptId,
    /// By whom.
    pub by: PersonId,
    /// The criterion and its rating.
    pub rating: BlindRating,
}

impl Store {
    /// Begins a calibration.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not review one of the attempts, and where a reviewer played one;
    /// [`ReviewError::TooSmall`], [`ReviewError::NotOver`], [`ReviewError::NotAReviewer`] for somebody who is neither trainer
    /// nor manager nor owner.
    pub fn calibrate(&self, new: &NewCalibration) -> Result<(), StoreError> {
        let by = self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let (mut attempts, mut reviewers) = (new.attempts.clone(), new.reviewers.clone());
        attempts.sort();
        attempts.dedup();
        reviewers.sort();
        reviewers.dedup();
        if attempts.is_empty() || reviewers.len() < 2 {
            return Err(ReviewError::TooSmall.into());
        }
        for attempt in &attempts {
            let about = self.kept(*attempt)?;
            self.reviewer_of(&about)?;
            if about.state == State::Open {
                return Err(ReviewError::NotOver { attempt: *attempt }.into());
            }
            if reviewers.contains(&about.person) {
                return Err(StoreError::NotPermitted { needs: Permission::NotYourself });
            }
        }
        for reviewer in &reviewers {
            self.scores(*reviewer)?;
        }
        self.within(Access::Write, || {
            let insert = "INSERT INTO calibration (id, organisation, title, begun_by, begun, due, closed)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)";
            self.run(insert, values![new.id.0, LOCAL, new.title.trim(), by.0, new.at, new.due])?;
            let insert =
                "INSERT INTO calibration_attempt (organisation, calibration, attempt) VALUES (?1, ?2, ?3)";
            for attempt in &attempts {
                self.run(insert, values![LOCAL, new.id.0, attempt.0])?;
            }
            let insert =
                "INSERT INTO calibration_reviewer (organisation, calibration, person) VALUES (?1, ?2, ?3)";
            for reviewer in &reviewers {
                self.run(insert, values![LOCAL, new.id.0, reviewer.0])?;
            }
            Ok(())
        })
    }

    /// The calibrations whoever acts began or scores in, for the owner all of them; the newest first.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts.
    pub fn calibrations(&self) -> Result<Vec<Calibration>, StoreError> {
        let me = self.need(Right::Trainee)?;
        let all = self.need(Right::Owner).is_ok();
        let query = "SELECT id FROM calibration c WHERE c.organisation = ?1 AND (?3 = 1 OR c.begun_by = ?2
            OR EXISTS (SELECT 1 FROM calibration_reviewer r WHERE r.calibration = c.id AND r.person = ?2))
            ORDER BY c.begun DESC, c.id DESC";
        let ids = self.rows(query, values![LOCAL, me.0, i64::from(all)], |row| row.get(0))?;
        ids.into_iter().map(|id| self.calibration(CalibrationId(id))).collect()
    }

    /// One calibration.
    ///
    /// # Errors
    /// [`ReviewError::NoSuchCalibration`], also for whoever neither began it nor scores in it nor owns the store.
    pub fn calibration(&self, id: CalibrationId) -> Result<Calibration, StoreError> {
        let me = self.need(Right::Trainee)?;
        let nothing = || StoreError::from(ReviewError::NoSuchCalibration);
        let query =
            "SELECT title, begun_by, begun, due, closed FROM calibration WHERE organisation = ?1 AND id = ?2";
        let found = self.row(query, values![LOCAL, id.0], |row| {
            let new = NewCalibration {
                id,
                title: row.get(0)?,
                attempts: Vec::new(),
                reviewers: Vec::new(),
                due: row.maybe_time(3)?,
                at: row.time(2)?,
            };
            Ok(Calibration { new, by: PersonId(row.get(1)?), closed: row.maybe_time(4)?, scored: Vec::new() })
        })?;
        let mut found = found.ok_or_else(nothing)?;
        let query = "SELECT attempt FROM calibration_attempt WHERE calibration = ?1 ORDER BY attempt";
        found.new.attempts = self.rows(query, values![id.0], |row| Ok(AttemptId(row.get(0)?)))?;
        let query = "SELECT person FROM calibration_reviewer WHERE calibration = ?1 ORDER BY person";
        found.new.reviewers = self.rows(query, values![id.0], |row| Ok(PersonId(row.get(0)?)))?;
        let query =
            "SELECT DISTINCT person, attempt FROM rating WHERE calibration = ?1 ORDER BY person, attempt";
        let scored = |row: &Row| Ok((PersonId(row.get(0)?), AttemptId(row.get(1)?)));
        found.scored = self.rows(query, values![id.0], scored)?;
        let known = found.by == me || found.new.reviewers.contains(&me) || self.need(Right::Owner).is_ok();
        if known { Ok(found) } else { Err(nothing()) }
    }

    /// An attempt of a calibration as its reviewers see it: the conversation, without name and scores.
    ///
    /// # Errors
    /// As for [`Store::calibration`], and [`ReviewError::NoSuchCalibration`] where the attempt is not in it.
    pub fn blind(&self, id: CalibrationId, attempt: AttemptId) -> Result<Blind, StoreError> {
        if !self.calibration(id)?.new.attempts.contains(&attempt) {
            return Err(ReviewError::NoSuchCalibration.into());
        }
        Ok(Blind { played: self.kept(attempt)?.played, log: self.whole_log(attempt)? })
    }

    /// Keeps how whoever acts scores an attempt, every criterion at once; the first scores stay.
    ///
    /// # Errors
    /// As for [`Store::blind`]; [`ReviewError::NoSuchCalibration`] for whoever does not score in it, [`ReviewError::Closed`],
    /// [`ReviewError::ScoredBefore`], [`ReviewError::BadRating`].
    pub fn score_blind(
        &self,
        id: CalibrationId,
        attempt: AttemptId,
        ratings: &[BlindRating],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let me = self.need(Right::Trainee)?;
        let calibration = self.calibration(id)?;
        let in_it = calibration.new.attempts.contains(&attempt) && calibration.new.reviewers.contains(&me);
        if !in_it {
            return Err(ReviewError::NoSuchCalibration.into());
        }
        if calibration.closed.is_some() {
            return Err(ReviewError::Closed.into());
        }
        let mut criteria: Vec<u8> = ratings.iter().map(|(criterion, _)| *criterion).collect();
        criteria.sort_unstable();
        criteria.dedup();
        let whole = ratings.iter().all(|(_, rating)| rating.is_none_or(|rating| rating <= 2));
        if !whole || ratings.is_empty() || criteria.len() != ratings.len() {
            return Err(ReviewError::BadRating.into());
        }
        if calibration.scored.contains(&(me, attempt)) {
            return Err(ReviewError::ScoredBefore { attempt }.into());
        }
        let insert = "INSERT INTO rating (organisation, calibration, attempt, person, criterion, rating, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.within(Access::Write, || {
            ratings.iter().try_for_each(|(criterion, rating)| {
                self.run(insert, values![LOCAL, id.0, attempt.0, me.0, *criterion, *rating, at]).map(drop)
            })
        })
    }

    /// Closes a calibration: nobody scores any more, and the scores are shown.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither began it nor owns the store, [`ReviewError::NoSuchCalibration`].
    pub fn close_calibration(&self, id: CalibrationId, at: Timestamp) -> Result<(), StoreError> {
        let calibration = self.calibration(id)?;
        if self.acting() != Some(calibration.by) {
            self.need(Right::Owner)?;
        }
        let update =
            "UPDATE calibration SET closed = ?3 WHERE organisation = ?1 AND id = ?2 AND closed IS NULL";
        self.run(update, values![LOCAL, id.0, at]).map(drop)
    }

    /// Every score of a closed calibration.
    ///
    /// # Errors
    /// As for [`Store::calibration`], and [`ReviewError::StillOpen`].
    pub fn calibration_scores(&self, id: CalibrationId) -> Result<Vec<Scored>, StoreError> {
        self.closed(id)?;
        let query = "SELECT attempt, person, criterion, rating FROM rating WHERE calibration = ?1
            ORDER BY attempt, person, criterion";
        self.rows(query, values![id.0], scored)
    }

    /// The machine's scorecards of a closed calibration, of the attempts that are still there.
    ///
    /// # Errors
    /// As for [`Store::calibration_scores`].
    pub fn calibration_cards(&self, id: CalibrationId) -> Result<Vec<(AttemptId, Scorecard)>, StoreError> {
        let mut cards = Vec::new();
        for attempt in self.closed(id)?.new.attempts {
            let card = self.judged_cards(attempt)?.into_iter().next();
            cards.extend(card.map(|(_, card)| (attempt, card)));
        }
        Ok(cards)
    }

    fn closed(&self, id: CalibrationId) -> Result<Calibration, StoreError> {
        let calibration = self.calibration(id)?;
        if calibration.closed.is_some() { Ok(calibration) } else { Err(ReviewError::StillOpen.into()) }
    }

    /// Refuses somebody who is only a trainee, or not here.
    fn scores(&self, who: PersonId) -> Result<(), StoreError> {
        let query = "SELECT name, rights FROM person WHERE organisation = ?1 AND id = ?2 AND erased IS NULL
            AND departed IS NULL";
        let read = |row: &Row| Ok((row.get::<String>(0)?, row.get::<Rights>(1)?));
        let (name, rights) = self.row(query, values![LOCAL, who.0], read)?.ok_or(StoreError::NoSuchPerson)?;
        let may = [Right::Trainer, Right::Manager, Right::Owner].into_iter().any(|right| rights.has(right));
        if may { Ok(()) } else { Err(ReviewError::NotAReviewer { name }.into()) }
    }
}

fn scored(row: &Row) -> Result<Scored, Broken> {
    let (attempt, by) = (AttemptId(row.get(0)?), PersonId(row.get(1)?));
    Ok(Scored { attempt, by, rating: (row.get(2)?, row.get(3)?) })
}
