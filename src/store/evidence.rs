//! What attempts count for: their scorecards with the scenarios they were played on and what reviewers decided about
//! them, for [`crate::progress`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::assignment::AssignmentId;
use super::attempt::{AttemptId, State};
use super::person::PersonId;
use super::row::{Value, among, values};
use super::{LOCAL, Store, StoreError, Summary};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::Library;
use crate::score::Grade;
use crate::session::Mode;

/// How many seconds an exam is given whose scenario cannot be read any more: longer than any scenario says.
const A_DAY: u32 = 24 * 60 * 60;

/// What the copy of a scenario that was kept says: what it counts towards, and the seconds of its exams.
type Kept = Option<(ScenarioHead, u32)>;

/// What attempts are weighed by, whoever played them.
pub(super) struct Weigher<'a> {
    /// The overall scores that were asked for.
    marks: BTreeMap<AssignmentId, u8>,
    installed: BTreeMap<&'a str, &'a ScenarioHead>,
    /// By hash, what scenarios that are not installed any more count towards.
    gone: BTreeMap<String, Kept>,
}

impl<'a> Weigher<'a> {
    pub(super) fn new(installed: &'a [ScenarioHead], marks: BTreeMap<AssignmentId, u8>) -> Self {
        let installed = installed.iter().rev().map(|head| (head.id.as_str(), head)).collect();
        Self { marks, installed, gone: BTreeMap::new() }
    }
}

/// What attempts count for.
#[derive(Default)]
pub(super) struct Weighed {
    /// Those that say something, in their order.
    pub(super) evidence: Vec<(AttemptId, AttemptSummary)>,
    /// When the time of the first exam that is still open runs out, so that it says something too.
    pub(super) next: Option<Timestamp>,
}

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
        let mut scales = Weigher::new(installed, self.marks(attempts)?);
        let weighed = self.weigh(&mut scales, attempts, now)?;
        Ok(weighed.evidence.into_iter().map(|(_, evidence)| evidence).collect())
    }

    /// The same for the store itself, attempt by attempt, with what is worth knowing about the next ones.
    pub(super) fn weigh(
        &self,
        scales: &mut Weigher<'_>,
        attempts: &[Summary],
        now: Timestamp,
    ) -> Result<Weighed, StoreError> {
        let mut weighed = Weighed::default();
        for attempt in attempts {
            let played = &attempt.played;
            let begun = attempt.state == State::Open && played.mode == Mode::Certify;
            if attempt.grade.is_none() && !begun {
                continue;
            }
            let head = match scales.installed.get(played.scenario.as_str()) {
                Some(head) => Some((*head).clone()),
                None => self.kept_once(scales, attempt)?.map(|(head, _)| head),
            };
            let evidence = if let Some(grade) = &attempt.grade {
                head.map(|head| summary(head, attempt, grade, &scales.marks))
            } else {
                let seconds = self.kept_once(scales, attempt)?.map_or(A_DAY, |(_, seconds)| seconds);
                let over = attempt.started.checked_add(SignedDuration::from_secs(seconds.into()));
                let over = over.unwrap_or(Timestamp::MAX);
                if over >= now {
                    weighed.next = Some(weighed.next.map_or(over, |next| next.min(over)));
                }
                head.filter(|_| over < now).map(|head| cut_off(head, attempt, over))
            };
            weighed.evidence.extend(evidence.map(|evidence| (attempt.id, evidence)));
        }
        Ok(weighed)
    }

    /// What a scenario counts towards by the copy that was kept, each read once.
    fn kept_once(&self, scales: &mut Weigher<'_>, attempt: &Summary) -> Result<Kept, StoreError> {
        if let Some(known) = scales.gone.get(&attempt.played.hash) {
            return Ok(known.clone());
        }
        let found = self.kept_scenario(attempt)?;
        scales.gone.insert(attempt.played.hash.clone(), found.clone());
        Ok(found)
    }

    /// Every overall score that was ever asked for.
    pub(super) fn all_marks(&self) -> Result<BTreeMap<AssignmentId, u8>, StoreError> {
        let query = "SELECT id, pass_mark FROM assignment WHERE organisation = ?1 AND pass_mark IS NOT NULL";
        let marks = self.rows(query, values![LOCAL], |row| Ok((AssignmentId(row.get(0)?), row.get(1)?)))?;
        Ok(marks.into_iter().collect())
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
