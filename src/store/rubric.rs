//! Rubrics that were adopted: their texts, and the scorecards by them, beside those the attempts ended with.

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::append::scorecard_row;
use super::attempt::{AttemptId, State};
use super::audit::Scenarios;
use super::copy::SCORECARD;
use super::driver::Access;
use super::overrule::rulings;
use super::person::PersonId;
use super::right::Right;
use super::row::values;
use super::{LOCAL, Store, StoreError};
use crate::score::{Grade, RUBRIC, Rubric, RubricFile, score_by};
use crate::session::ENGINE;

/// The number of the rubric that counts, in SQL; `?1` is the organisation.
macro_rules! counting {
    () => {
        "(SELECT one.rubric FROM adoption one WHERE one.organisation = ?1 ORDER BY one.number DESC LIMIT 1)"
    };
}
pub(super) use counting;

/// The scorecards of attempt `a`, in SQL: `s` it ended with, `n` by the rubric that was adopted, `v` as reviewed beside
/// whichever of them counts.
macro_rules! cards {
    () => {
        concat!(
            "LEFT JOIN scorecard s ON s.attempt = a.id AND s.rubric = a.rubric
            LEFT JOIN scorecard n ON n.attempt = a.id AND n.rubric = ",
            $crate::store::rubric::counting!(),
            "
            LEFT JOIN reviewed v ON v.attempt = a.id AND v.rubric = coalesce(n.rubric, a.rubric)
            AND v.number = (SELECT max(w.number) FROM reviewed w
                WHERE w.attempt = a.id AND w.rubric = coalesce(n.rubric, a.rubric))"
        )
    };
}
pub(super) use cards;

/// A rubric that was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// It, as it was written.
    pub file: RubricFile,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// The rubric that counts, where one was ever adopted; else every attempt counts by the one it began with.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts, [`StoreError::BadRecord`] where its text cannot be read any more.
    pub fn adopted(&self) -> Result<Option<Adopted>, StoreError> {
        self.need(Right::Trainee)?;
        let query = "SELECT r.number, r.text, a.adopted_by, a.at FROM adoption a
            JOIN rubric r ON r.organisation = a.organisation AND r.number = a.rubric
            WHERE a.organisation = ?1 ORDER BY a.number DESC LIMIT 1";
        self.row(query, values![LOCAL], |row| {
            let file = row.parsed(1, |text| readable(row.get(0).unwrap_or_default(), text))?;
            Ok(Adopted { file, by: PersonId(row.get(2)?), at: row.time(3)? })
        })
    }

    /// The lowest number no rubric has that was ever adopted here; a number stands for one rubric for good.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts.
    pub fn free_rubric(&self) -> Result<u32, StoreError> {
        self.need(Right::Trainee)?;
        let query = "SELECT number FROM rubric WHERE organisation = ?1 ORDER BY number";
        let taken = self.rows(query, values![LOCAL], |row| row.get::<u32>(0))?;
        Ok(taken.into_iter().fold(RUBRIC + 1, |free, number| if number == free { free + 1 } else { free }))
    }

    /// Adopts a rubric: keeps its text and puts a scorecard by it beside the old ones, which stay, for every attempt that
    /// has ended; from then on these count, and attempts that end later get one too. In one transaction; `left` are the
    /// attempts that cannot be played again and so keep what they have. Returns how many scorecards were added.
    ///
    /// Adopting the one that counts already adds what is missing, as for attempts an older version of Hotseat ended.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not own the store, [`StoreError::RubricTaken`] where its number
    /// stands for another one.
    pub fn adopt(
        &mut self,
        file: &RubricFile,
        left: &BTreeSet<AttemptId>,
        at: Timestamp,
    ) -> Result<u32, StoreError> {
        let by = self.need(Right::Owner)?;
        let rubric = file.rubric();
        self.within(Access::Write, || {
            self.keep_rubric(file)?;
            let another = self.counting()? != Some(rubric.number);
            if another {
                let insert = "INSERT INTO adoption (organisation, number, rubric, adopted_by, at)
                    SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4 FROM adoption WHERE organisation = ?1";
                self.run(insert, values![LOCAL, rubric.number, by.0, at])?;
            }
            let query = "SELECT id FROM attempt a WHERE a.organisation = ?1 AND a.state <> 'open'
                AND a.erased IS NULL AND NOT EXISTS
                (SELECT 1 FROM scorecard s WHERE s.attempt = a.id AND s.rubric = ?2) ORDER BY a.started, a.id";
            let bare = self.rows(query, values![LOCAL, rubric.number], |row| Ok(AttemptId(row.get(0)?)))?;
            let (mut added, mut scenarios) = (0, Scenarios::default());
            for attempt in bare.into_iter().filter(|attempt| !left.contains(attempt)) {
                added += u32::from(self.regrade(&mut scenarios, attempt, rubric, at)?);
            }
            if another || added > 0 {
                self.stale_everybody()?;
            }
            Ok(added)
        })
    }

    /// Every scorecard of an attempt, as JSON with the number of its rubric: first the one it ended with.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn scorecards(&self, attempt: AttemptId) -> Result<Vec<(u32, String)>, StoreError> {
        self.seen(attempt)?;
        self.all_cards(attempt)
    }

    /// The same, for the store itself.
    pub(super) fn all_cards(&self, attempt: AttemptId) -> Result<Vec<(u32, String)>, StoreError> {
        let query = "SELECT s.rubric, s.json FROM scorecard s JOIN attempt a ON a.id = s.attempt
            WHERE s.organisation = ?1 AND s.attempt = ?2 ORDER BY s.rubric <> a.rubric, s.rubric";
        self.rows(query, values![LOCAL, attempt.0], |row| Ok((row.get(0)?, row.unpacked(1)?)))
    }

    /// The scorecard that counts, as JSON: by the rubric that was adopted where there is one, else the one the attempt ended
    /// with, and as reviewed where a reviewer overruled part of it; none where it is not over.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn scorecard(&self, attempt: AttemptId) -> Result<Option<String>, StoreError> {
        self.seen(attempt)?;
        self.counting_card(attempt)
    }

    /// The rubric that was adopted since the attempt ended or began, by number, with what it comes to by that; none where the
    /// rubric it ended with counts. What a reviewer overruled is not in it.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn adopted_grade(&self, attempt: AttemptId) -> Result<Option<(u32, Grade)>, StoreError> {
        let about = self.seen(attempt)?;
        let Some(number) = self.counting()?.filter(|number| *number != about.played.rubric) else {
            return Ok(None);
        };
        let adopted = self.all_cards(attempt)?.into_iter().any(|(rubric, _)| rubric == number);
        Ok(about.machine.or(about.grade).filter(|_| adopted).map(|grade| (number, grade)))
    }

    /// The same, for the store itself.
    pub(super) fn counting_card(&self, attempt: AttemptId) -> Result<Option<String>, StoreError> {
        let Some((rubric, json)) = self.machines(attempt)? else { return Ok(None) };
        Ok(Some(self.reviewed_card(attempt, rubric)?.unwrap_or(json)))
    }

    /// The machine's scorecard that counts, with the number of its rubric.
    pub(super) fn machines(&self, attempt: AttemptId) -> Result<Option<(u32, String)>, StoreError> {
        let counting = self.counting()?;
        let all = self.all_cards(attempt)?;
        let adopted = all.iter().position(|(rubric, _)| Some(*rubric) == counting).unwrap_or_default();
        Ok(all.into_iter().nth(adopted))
    }

    /// The rubric kept under a number; none where there is none that can be read.
    pub(super) fn readable_rubric(&self, number: u32) -> Result<Option<Rubric>, StoreError> {
        Ok(self.rubric_text(number)?.and_then(|text| Some(readable(number, &text).ok()?.rubric().clone())))
    }

    /// Grades an attempt that has just ended by the rubric that counts, where it is another one.
    ///
    /// A rubric that cannot be read any more keeps nobody from ending an attempt; an audit names it.
    pub(super) fn grade_as_adopted(&self, attempt: AttemptId, at: Timestamp) -> Result<(), StoreError> {
        let Some(number) = self.counting()? else { return Ok(()) };
        let Some(rubric) = self.readable_rubric(number)? else { return Ok(()) };
        self.regrade(&mut Scenarios::default(), attempt, &rubric, at).map(drop)
    }

    /// The number of the rubric that was adopted last.
    fn counting(&self) -> Result<Option<u32>, StoreError> {
        let found = self.row(concat!("SELECT ", counting!()), values![LOCAL], |row| row.get(0))?;
        Ok(found.flatten())
    }

    fn rubric_text(&self, number: u32) -> Result<Option<String>, StoreError> {
        let query = "SELECT text FROM rubric WHERE organisation = ?1 AND number = ?2";
        self.row(query, values![LOCAL, number], |row| row.get(0))
    }

    /// Keeps the text of a rubric; a number stands for one rubric for good.
    fn keep_rubric(&self, file: &RubricFile) -> Result<(), StoreError> {
        let number = file.rubric().number;
        let Some(text) = self.rubric_text(number)? else {
            let insert = "INSERT INTO rubric (organisation, number, text) VALUES (?1, ?2, ?3)";
            return self.run(insert, values![LOCAL, number, file.text()]).map(drop);
        };
        match readable(number, &text) {
            Ok(known) if known.rubric().scores_as(file.rubric()) => Ok(()),
            Ok(_) | Err(_) => Err(StoreError::RubricTaken { number }),
        }
    }

    /// Puts a scorecard by this rubric beside the one an attempt ended with; not where the log or the scenario is not
    /// kept so that it can be graded, and not a second time.
    fn regrade(
        &self,
        scenarios: &mut Scenarios,
        id: AttemptId,
        rubric: &Rubric,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let attempt = match self.read_whole(id) {
            Ok(attempt) => attempt,
            Err(StoreError::BadEntry { .. } | StoreError::BadRecord { .. }) => return Ok(false),
            Err(other) => return Err(other),
        };
        let meta = &attempt.meta;
        let foreign = meta.played.engine != ENGINE || meta.state == State::Open;
        if foreign || meta.played.rubric == rubric.number {
            return Ok(false);
        }
        let Ok(scenario) = scenarios.scenario(self, &meta.played)? else { return Ok(false) };
        let mut log = attempt.opening;
        log.extend(attempt.entries.into_iter().flat_map(|entry| entry.events));
        let card = self.json(&score_by(rubric, &scenario, &log))?;
        let new = self.put_new(&SCORECARD, &[scorecard_row(id, rubric.number, &card, at)])? > 0;
        let steps = self.steps_of(id)?;
        if new && !steps.is_empty() {
            let rulings = rulings(&steps, &self.judged_cards(id)?);
            self.put_reviewed(id, rubric, (&scenario, &log), &rulings, at)?;
        }
        Ok(new)
    }

    /// Everybody who ended an attempt, with these attempts in the order they began.
    pub(super) fn ended_attempts(&self) -> Result<Vec<(PersonId, AttemptId)>, StoreError> {
        let query = "SELECT person, id FROM attempt WHERE organisation = ?1 AND state <> 'open'
            ORDER BY person, started, id";
        self.rows(query, values![LOCAL], |row| Ok((PersonId(row.get(0)?), AttemptId(row.get::<Uuid>(1)?))))
    }
}

/// A kept rubric, read again.
fn readable(number: u32, text: &str) -> Result<RubricFile, String> {
    match RubricFile::parse(&format!("rubric {number}"), text) {
        Ok(file) if file.rubric().number == number => Ok(file),
        Ok(_) | Err(_) => Err(format!("rubric {number} is not what was adopted")),
    }
}
