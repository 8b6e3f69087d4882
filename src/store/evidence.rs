//! What attempts count for: their scorecards with the scenarios they were played on and what reviewers decided about
//! them, for [`crate::progress`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::assignment::AssignmentId;
use super::attempt::State;
use super::person::PersonId;
use super::row::{Value, among};
use super::{LOCAL, Store, StoreError, Summary};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::Library;
use crate::score::Grade;
use crate::session::Mode;

/// How many seconds an exam is given whose scenario cannot be read any more: longer than any scenario says.
const A_DAY: u32 = 24 * 60 * 60;

/// What the copy of a scenario that was kept says: what it counts towards, and the seconds of its exams.
type Kept = Option<(ScenarioHead, u32)>;

impl Store {
    /// What standing needs to know of these attempts at `now`; those without a scorecard say nothing yet. What a
    /// scenario counts towards is as installed, or, where it is not installed any more, as in the copy that was kept.
    ///
    /// An exam is passed as the last decision about it says, else as its scorecard and the pass mark of its assignment
    /// say; where it waits for a decision neither way. One that is still open when its time is over by the clock on the
    /// wall, twice the scenario's minutes after it began, was not passed: whoever cuts it off has not spared themselves
    /// the result. Ended later it counts as it ended.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither played them nor leads who did.
    pub fn evidence(
        &self,
        attempts: &[Summary],
        installed: &[ScenarioHead],
        now: Timestamp,
    ) -> Result<Vec<AttemptSummary>, StoreError> {
        let marks = self.marks(attempts)?;
        let installed: BTreeMap<&str, &ScenarioHead> =
            installed.iter().rev().map(|head| (head.id.as_str(), head)).collect();
        let mut gone: BTreeMap<String, Kept> = BTreeMap::new();
        let mut kept = |attempt: &Summary| -> Result<Kept, StoreError> {
            if let Some(known) = gone.get(&attempt.played.hash) {
                return Ok(known.clone());
            }
            let found = self.kept_scenario(attempt)?;
            gone.insert(attempt.played.hash.clone(), found.clone());
            Ok(found)
        };
        let mut evidence = Vec::new();
        for attempt in attempts {
            let played = &attempt.played;
            let begun = attempt.state == State::Open && played.mode == Mode::Certify;
            if attempt.grade.is_none() && !begun {
                continue;
            }
            let head = match installed.get(played.scenario.as_str()) {
                Some(head) => Some((*head).clone()),
                None => kept(attempt)?.map(|(head, _)| head),
            };
            if let Some(grade) = &attempt.grade {
                evidence.extend(head.map(|head| summary(head, attempt, grade, &marks)));
            } else {
                let seconds = kept(attempt)?.map_or(A_DAY, |(_, seconds)| seconds);
                let over = attempt.started.checked_add(SignedDuration::from_secs(seconds.into()));
                let over = over.ok().filter(|over| *over < now);
                evidence.extend(head.zip(over).map(|(head, over)| cut_off(head, attempt, over)));
            }
        }
        Ok(evidence)
    }

    /// The overall scores that were asked for where these were assigned.
    fn marks(&self, attempts: &[Summary]) -> Result<BTreeMap<AssignmentId, u8>, StoreError> {
        let people: BTreeSet<PersonId> = attempts.iter().map(|attempt| attempt.person).collect();
        for person in people {
            if self.own(person).is_err() {
                self.lead(person)?;
            }
        }
        let assigned: BTreeSet<AssignmentId> =
            attempts.iter().filter_map(|attempt| attempt.assignment).collect();
        if assigned.is_empty() {
            return Ok(BTreeMap::new());
        }
        let query = format!(
            "SELECT id, pass_mark FROM assignment WHERE id {} AND organisation = ?1 AND pass_mark IS NOT NULL",
            among(assigned.len())
        );
        let mut values = vec![Value::from(LOCAL)];
        values.extend(assigned.iter().map(|assignment| Value::from(assignment.0)));
        let marks = self.rows(&query, &values, |row| Ok((AssignmentId(row.get(0)?), row.get(1)?)))?;
        Ok(marks.into_iter().collect())
    }

    fn kept_scenario(&self, attempt: &Summary) -> Result<Kept, StoreError> {
        let played = &attempt.played;
        let kept = Library::of(self.sources(&played.hash)?).scenario(&played.scenario, played.seed);
        Ok(kept.ok().map(|scenario| (ScenarioHead::from(scenario.file()), scenario.file().exam_seconds())))
    }
}

/// An exam that was cut off, and whose time ran out at `over`.
fn cut_off(scenario: ScenarioHead, attempt: &Summary, over: Timestamp) -> AttemptSummary {
    AttemptSummary {
        scenario,
        mode: attempt.played.mode,
        at: over,
        seed: attempt.played.seed,
        assigned: attempt.assignment.is_some(),
        overall: None,
        empathy: None,
        tools: None,
        resolution: None,
        passed: Some(false),
        critical: false,
        finished: false,
    }
}

/// What an attempt counts for; `marks` are the scores assignments ask for.
fn summary(
    scenario: ScenarioHead,
    attempt: &Summary,
    grade: &Grade,
    marks: &BTreeMap<AssignmentId, u8>,
) -> AttemptSummary {
    let (mode, decided) = (attempt.played.mode, attempt.decided);
    let mark = attempt.assignment.and_then(|id| marks.get(&id)).filter(|_| mode == Mode::Certify);
    AttemptSummary {
        scenario,
        mode,
        at: attempt.ended.unwrap_or(attempt.started),
        seed: attempt.played.seed,
        assigned: attempt.assignment.is_some(),
        overall: grade.counted(decided),
        empathy: grade.empathy,
        tools: grade.tools,
        resolution: grade.resolution,
        passed: grade.passes(mode, decided, mark.copied()),
        critical: grade.is_proven() || (grade.alleged > 0 && decided != Some(true)),
        finished: grade.is_finished(),
    }
}
