//! Overruling: what a reviewer judges otherwise than the machine, and the scorecard that follows from it, which counts
//! beside the machine's.

use jiff::Timestamp;

use super::append::grade_values;
use super::attempt::{AttemptId, State, Summary};
use super::audit::Scenarios;
use super::copy::REVIEWED;
use super::driver::Access;
use super::person::PersonId;
use super::review_error::ReviewError;
use super::reviewing::{ReviewStep, Reviewing};
use super::right::Permission;
use super::row::{Row, Value, values};
use super::{LOCAL, Store, StoreError};
use crate::scenario::Scenario;
use crate::score::{Finding, Grade, RUBRIC, Rubric, Ruling, Scorecard, score_ruled};
use crate::session::{ENGINE, Event};

/// A ruling to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOverruling {
    /// The attempt.
    pub attempt: AttemptId,
    /// What is ruled.
    pub what: Overruling,
    /// The rubric of the machine's scorecard it is about; see [`Store::machine_card`].
    pub rubric: u32,
    /// Why; not blank.
    pub reason: String,
    /// Now.
    pub at: Timestamp,
}

/// What is ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overruling {
    /// What a finding is worth.
    Finding {
        /// Its place in the machine's scorecard, from 0.
        finding: u32,
        /// What it is worth, see [`Finding::takes`]; none takes an earlier ruling back.
        points: Option<i32>,
    },
    /// Whether a critical error was one.
    Critical {
        /// Its place in the machine's scorecard, from 0.
        error: u32,
        /// Whether it was none; no takes an earlier ruling back.
        lifted: bool,
    },
}

/// A machine's scorecard with the number of its rubric.
pub(super) type Judged = (u32, Scorecard);

impl Store {
    /// Keeps what a reviewer judges otherwise than the machine, and the scorecard that follows; the last ruling about a
    /// finding counts, and all of them stay. The machine's scorecard is not touched.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead the trainee, for the trainee, and for whoever ruled before
    /// while an appeal against that is open; [`ReviewError`] where there is no such finding, no reason, or the points are
    /// not possible, and where this version cannot grade the attempt again.
    pub fn overrule(&self, new: &NewOverruling) -> Result<(), StoreError> {
        let attempt = self.kept(new.attempt)?;
        let by = self.reviewer_of(&attempt)?;
        self.hears(&attempt, by)?;
        if attempt.state == State::Open {
            return Err(ReviewError::NotOver { attempt: attempt.id }.into());
        }
        let reason = new.reason.trim();
        if reason.is_empty() {
            return Err(StoreError::NoReason);
        }
        let card = self.judged_cards(attempt.id)?.into_iter().find(|(rubric, _)| *rubric == new.rubric);
        let (_, card) = card.ok_or(ReviewError::NoSuchFinding { attempt: attempt.id })?;
        let rubric = new.rubric;
        let what = match new.what {
            Overruling::Finding { finding, points } => {
                let found = card.findings.get(finding as usize);
                let found = found.ok_or(ReviewError::NoSuchFinding { attempt: attempt.id })?;
                if let Some(points) = points.filter(|points| !found.takes(*points)) {
                    return Err(ReviewError::BadPoints { points, of: found.of.max(0) }.into());
                }
                Reviewing::Overruled { finding, rubric, points }
            }
            Overruling::Critical { error, lifted } => {
                card.critical
                    .get(error as usize)
                    .ok_or(ReviewError::NoSuchFinding { attempt: attempt.id })?;
                Reviewing::Lifted { error, rubric, lifted }
            }
        };
        self.within(Access::Write, || {
            self.step(attempt.id, by, what, reason, new.at)?;
            self.stale(attempt.person, Some(attempt.id))?;
            self.review_all(&attempt, new.at)
        })
    }

    /// The machine's scorecard that would count had nobody ruled otherwise, as JSON with the number of its rubric; none
    /// where the attempt is not over.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn machine_card(&self, attempt: AttemptId) -> Result<Option<(u32, String)>, StoreError> {
        self.seen(attempt)?;
        self.machines(attempt)
    }

    /// Whether whoever acts may review this attempt now: they lead its trainee, and no open appeal is against them.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn reviews(&self, attempt: AttemptId) -> Result<bool, StoreError> {
        let about = self.seen(attempt)?;
        match self.reviewer_of(&about).and_then(|by| self.hears(&about, by)) {
            Err(StoreError::NotPermitted { .. }) => Ok(false),
            refused => refused.map(|()| about.state != State::Open),
        }
    }

    /// Refuses whoever may not review this attempt: it is reviewed by whoever leads its trainee and may see it.
    pub(super) fn reviewer_of(&self, attempt: &Summary) -> Result<PersonId, StoreError> {
        if self.acting() == Some(attempt.person) {
            return Err(StoreError::NotPermitted { needs: Permission::NotYourself });
        }
        let by = self.lead(attempt.person)?;
        self.see(attempt)?;
        Ok(by)
    }

    /// The machine's scorecards of an attempt that can be read: first the one it ended with.
    pub(super) fn judged_cards(&self, attempt: AttemptId) -> Result<Vec<Judged>, StoreError> {
        let read = |(rubric, json): (u32, String)| Some((rubric, serde_json::from_str(&json).ok()?));
        Ok(self.all_cards(attempt)?.into_iter().filter_map(read).collect())
    }

    /// The rubric of this number, built in or adopted; none where it cannot be read.
    pub(super) fn rubric_numbered(&self, number: u32) -> Result<Option<Rubric>, StoreError> {
        if number == RUBRIC { Ok(Some(Rubric::builtin())) } else { self.readable_rubric(number) }
    }

    /// Puts a reviewed scorecard beside each of the machine's.
    fn review_all(&self, attempt: &Summary, at: Timestamp) -> Result<(), StoreError> {
        let refused = || StoreError::from(ReviewError::NotGradable { attempt: attempt.id });
        let scenario = Scenarios::default().scenario(self, &attempt.played)?;
        let scenario = scenario.ok().filter(|_| attempt.played.engine == ENGINE).ok_or_else(refused)?;
        let log = self.whole_log(attempt.id)?;
        let (cards, counting) = (self.judged_cards(attempt.id)?, self.machines(attempt.id)?);
        let rulings = rulings(&self.steps_of(attempt.id)?, &cards);
        for (number, _) in &cards {
            match self.rubric_numbered(*number)? {
                Some(rubric) => self.put_reviewed(attempt.id, &rubric, (&scenario, &log), &rulings, at)?,
                None if counting.as_ref().is_some_and(|(counts, _)| counts == number) => {
                    return Err(refused());
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Puts the reviewed scorecard by this rubric beside the machine's, where anything was ruled.
    pub(super) fn put_reviewed(
        &self,
        id: AttemptId,
        rubric: &Rubric,
        (scenario, log): (&Scenario, &[Event]),
        (rulings, up_to): &(Vec<Ruling>, Option<u32>),
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(up_to) = up_to else { return Ok(()) };
        let card = score_ruled(rubric, scenario, log, rulings);
        let mut row = vec![LOCAL.into(), id.0.into(), rubric.number.into(), Value::from(*up_to), at.into()];
        row.extend(grade_values(&Grade::from(&card)));
        row.push(Value::packed(&self.json(&card)?));
        self.put_new(&REVIEWED, &[Row(row)]).map(drop)
    }

    /// The reviewed scorecard beside the machine's of this rubric, as JSON.
    pub(super) fn reviewed_card(
        &self,
        attempt: AttemptId,
        rubric: u32,
    ) -> Result<Option<String>, StoreError> {
        let query =
            "SELECT json FROM reviewed WHERE attempt = ?1 AND rubric = ?2 ORDER BY number DESC LIMIT 1";
        self.row(query, values![attempt.0, rubric], |row| row.unpacked(0))
    }

    /// Every event of an attempt.
    pub(super) fn whole_log(&self, id: AttemptId) -> Result<Vec<Event>, StoreError> {
        let attempt = self.read_whole(id)?;
        let mut log = attempt.opening;
        log.extend(attempt.entries.into_iter().flat_map(|entry| entry.events));
        Ok(log)
    }
}

/// What counts of what was ruled, and up to which step; `cards` are the machine's.
pub(super) fn rulings(steps: &[ReviewStep], cards: &[Judged]) -> (Vec<Ruling>, Option<u32>) {
    let card = |rubric: u32| cards.iter().find(|(number, _)| *number == rubric).map(|(_, card)| card);
    let (mut all, mut up_to): (Vec<Ruling>, _) = (Vec::new(), None);
    for step in steps {
        match step.what {
            Reviewing::Overruled { finding, rubric, points } => {
                up_to = Some(step.number);
                let found = card(rubric).and_then(|card| card.findings.get(finding as usize));
                let Some(finding) = found else { continue };
                all.retain(|one| !is_about(one, finding));
                all.extend(points.map(|points| Ruling::Points { finding: finding.clone(), points }));
            }
            Reviewing::Lifted { error, rubric, lifted } => {
                up_to = Some(step.number);
                let found = card(rubric).and_then(|card| card.critical.get(error as usize));
                let Some(error) = found else { continue };
                all.retain(|one| !matches!(one, Ruling::Lifted(known) if known.what == error.what));
                all.extend(lifted.then(|| Ruling::Lifted(error.clone())));
            }
            Reviewing::Commented { .. }
            | Reviewing::Answered { .. }
            | Reviewing::Decided { .. }
            | Reviewing::Appealed
            | Reviewing::Taken { .. }
            | Reviewing::Done { .. } => {}
        }
    }
    (all, up_to)
}

/// Whether a ruling is about this finding, under whichever rubric it was made.
fn is_about(ruling: &Ruling, finding: &Finding) -> bool {
    match ruling {
        Ruling::Points { finding: known, .. } => {
            known.ability == finding.ability && known.events == finding.events && known.why == finding.why
        }
        Ruling::Lifted(_) => false,
    }
}
