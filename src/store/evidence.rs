//! What attempts count for: their scorecards with the scenarios they were played on and what reviewers decided about
//! them, for [`crate::progress`].

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::attempt::AttemptId;
use super::person::PersonId;
use super::row::{Row, values};
use super::{LOCAL, Store, StoreError, Summary};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::Library;
use crate::score::Grade;
use crate::session::Mode;

/// What was decided and asked beside the scorecards.
#[derive(Default)]
struct Beside {
    /// The last decision about an attempt: whether it is passed.
    decided: BTreeMap<AttemptId, bool>,
    /// The overall score an assignment asks for.
    marks: BTreeMap<Uuid, u8>,
}

impl Store {
    /// What standing needs to know of these attempts; those without a scorecard say nothing yet. What a scenario
    /// counts towards is as installed, or, where it is not installed any more, as in the copy that was kept.
    ///
    /// An exam is passed as the last decision about it says, else as its scorecard and the pass mark of its assignment
    /// say; where it waits for a decision neither way.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither played them nor leads who did.
    pub fn evidence(
        &self,
        attempts: &[Summary],
        installed: &[ScenarioHead],
    ) -> Result<Vec<AttemptSummary>, StoreError> {
        let beside = self.beside(attempts)?;
        let installed: BTreeMap<&str, &ScenarioHead> =
            installed.iter().rev().map(|head| (head.id.as_str(), head)).collect();
        let mut gone = BTreeMap::new();
        let mut evidence = Vec::new();
        for attempt in attempts {
            let played = &attempt.played;
            let Some(grade) = &attempt.grade else { continue };
            let head = if let Some(head) = installed.get(played.scenario.as_str()) {
                Some((*head).clone())
            } else if let Some(known) = gone.get(&played.hash) {
                Option::clone(known)
            } else {
                let head = self.kept_head(attempt)?;
                gone.insert(played.hash.clone(), head.clone());
                head
            };
            evidence.extend(head.map(|head| beside.summary(head, attempt, grade)));
        }
        Ok(evidence)
    }

    /// All decisions about whoever played these, and the pass marks asked of them: two queries a person.
    fn beside(&self, attempts: &[Summary]) -> Result<Beside, StoreError> {
        let mut beside = Beside::default();
        let people: BTreeSet<PersonId> = attempts.iter().map(|attempt| attempt.person).collect();
        for person in people {
            if self.own(person).is_err() {
                self.lead(person)?;
            }
            let query = "SELECT d.attempt, d.passed FROM decision d JOIN attempt a ON a.id = d.attempt
                WHERE a.organisation = ?1 AND a.person = ?2 ORDER BY d.attempt, d.number";
            let decided = |row: &Row| Ok((AttemptId(row.get(0)?), row.get::<bool>(1)?));
            beside.decided.extend(self.rows(query, values![LOCAL, person.0], decided)?);
            let query =
                "SELECT DISTINCT s.id, s.pass_mark FROM assignment s JOIN attempt a ON a.assignment = s.id
                WHERE a.organisation = ?1 AND a.person = ?2 AND s.pass_mark IS NOT NULL";
            let mark = |row: &Row| Ok((row.get::<Uuid>(0)?, row.get::<u8>(1)?));
            beside.marks.extend(self.rows(query, values![LOCAL, person.0], mark)?);
        }
        Ok(beside)
    }

    fn kept_head(&self, attempt: &Summary) -> Result<Option<ScenarioHead>, StoreError> {
        let played = &attempt.played;
        let kept = Library::of(self.sources(&played.hash)?).scenario(&played.scenario, played.seed);
        Ok(kept.ok().map(|scenario| ScenarioHead::from(scenario.file())))
    }
}

impl Beside {
    fn summary(&self, scenario: ScenarioHead, attempt: &Summary, grade: &Grade) -> AttemptSummary {
        let mode = attempt.played.mode;
        let decided = self.decided.get(&attempt.id).copied();
        let alleged = grade.alleged > 0;
        let mark = attempt.assignment.and_then(|id| self.marks.get(&id.0)).filter(|_| mode == Mode::Certify);
        let high = mark.is_none_or(|mark| grade.overall.is_some_and(|overall| overall >= *mark));
        let passed = match (decided, grade.passed) {
            (Some(decided), _) => Some(decided),
            // What was only heard to be a critical error is for a person to decide in an exam.
            (None, _) if mode == Mode::Certify && alleged => None,
            (None, passed) => passed.map(|passed| passed && high),
        };
        AttemptSummary {
            scenario,
            mode,
            at: attempt.ended.unwrap_or(attempt.started),
            seed: attempt.played.seed,
            assigned: attempt.assignment.is_some(),
            // In an exam the score is not capped for what was only heard; once that is confirmed, it is.
            overall: if decided == Some(false) && alleged { grade.low } else { grade.overall },
            empathy: grade.empathy,
            tools: grade.tools,
            resolution: grade.resolution,
            passed,
            critical: grade.critical > grade.alleged || (alleged && decided != Some(true)),
            finished: grade.is_finished(),
        }
    }
}
