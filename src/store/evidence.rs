//! What attempts count for: their scorecards with the scenarios they were played on and what reviewers decided about
//! them, for [`crate::progress`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

use super::attempt::{AttemptId, State};
use super::person::PersonId;
use super::row::{Row, values};
use super::{LOCAL, Store, StoreError, Summary};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::Library;
use crate::score::Ability;
use crate::session::{Mode, Outcome};

/// What standing needs of a scorecard; the rest, which is most of it, is not even read.
#[derive(Deserialize)]
struct Card {
    outcome: Option<Outcome>,
    empathy: Ability,
    tools: Ability,
    resolution: Ability,
    overall: Option<u8>,
    low: Option<u8>,
    passed: Option<bool>,
    critical: Vec<Critical>,
}

#[derive(Deserialize)]
struct Critical {
    alleged: bool,
}

/// How many seconds an exam is given whose scenario cannot be read any more: longer than any scenario says.
const A_DAY: u32 = 24 * 60 * 60;

/// What the copy of a scenario that was kept says: what it counts towards, and the seconds of its exams.
type Kept = Option<(ScenarioHead, u32)>;

/// What was decided and asked beside the scorecards.
#[derive(Default)]
struct Beside {
    /// The last decision about an attempt: whether it is passed.
    decided: BTreeMap<AttemptId, bool>,
    /// The overall score an assignment asks for.
    marks: BTreeMap<Uuid, u8>,
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
        let beside = self.beside(attempts)?;
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
            let card = attempt.scorecard.as_deref().and_then(|json| serde_json::from_str::<Card>(json).ok());
            let begun = attempt.state == State::Open && played.mode == Mode::Certify;
            if card.is_none() && !begun {
                continue;
            }
            let head = match installed.get(played.scenario.as_str()) {
                Some(head) => Some((*head).clone()),
                None => kept(attempt)?.map(|(head, _)| head),
            };
            if let Some(card) = card {
                evidence.extend(head.map(|head| beside.summary(head, attempt, &card)));
            } else {
                let seconds = kept(attempt)?.map_or(A_DAY, |(_, seconds)| seconds);
                let over = attempt.started.checked_add(SignedDuration::from_secs(seconds.into()));
                let over = over.ok().filter(|over| *over < now);
                evidence.extend(head.zip(over).map(|(head, over)| cut_off(head, attempt, over)));
            }
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

impl Beside {
    fn summary(&self, scenario: ScenarioHead, attempt: &Summary, card: &Card) -> AttemptSummary {
        let mode = attempt.played.mode;
        let decided = self.decided.get(&attempt.id).copied();
        let alleged = card.critical.iter().any(|error| error.alleged);
        let mark = attempt.assignment.and_then(|id| self.marks.get(&id.0)).filter(|_| mode == Mode::Certify);
        let high = mark.is_none_or(|mark| card.overall.is_some_and(|overall| overall >= *mark));
        let passed = match (decided, card.passed) {
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
            overall: if decided == Some(false) && alleged { card.low } else { card.overall },
            empathy: card.empathy.score,
            tools: card.tools.score,
            resolution: card.resolution.score,
            passed,
            critical: card.critical.iter().any(|error| !error.alleged || decided != Some(true)),
            finished: card.outcome.is_some_and(|outcome| outcome != Outcome::Abandoned),
        }
    }
}
