//! Rescoring: who would move across which line by another rubric, before anything is adopted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::attempt::{AttemptId, Summary};
use super::audit::{Auditor, Verdict};
use super::overrule::rulings;
use super::person::PersonId;
use super::right::Right;
use super::row::values;
use super::{LOCAL, StoreError};
use crate::progress::{AttemptSummary, ScenarioHead, StepState, standing};
use crate::scenario::Text;
use crate::scenario::roles::Roles;
use crate::score::{Grade, Rubric, Scorecard, score_ruled};
use crate::session::Mode;

/// The lines between which an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// It is passed.
    Passed,
    /// It is not.
    NotPassed,
    /// It hangs on a doubt, and a person decides.
    PersonDecides,
}

/// An attempt that would cross a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Which.
    pub attempt: AttemptId,
    /// Whose.
    pub person: PersonId,
    /// The scenario's title in the language it was played in, else its id.
    pub title: String,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Where it stands, and where it would stand.
    pub lines: [Line; 2],
    /// The overall score after the cap, 0..=100, as it counts and as it would count.
    pub scores: [Option<u8>; 2],
}

/// Where somebody stands towards a step of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Where it stands.
    pub state: StepState,
    /// How much has been shown, 0..=100; none where nothing can be shown.
    pub percent: Option<u8>,
    /// Whether exams certify it.
    pub certified: bool,
}

/// A step of a ladder towards which somebody would stand elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepMove {
    /// Who.
    pub person: PersonId,
    /// The ladder's title.
    pub ladder: Text,
    /// The step's title.
    pub step: Text,
    /// Where they stand, and where they would stand.
    pub stands: [Stand; 2],
}

/// An attempt that is not graded anew and keeps what it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Which.
    pub attempt: AttemptId,
    /// Whose.
    pub person: PersonId,
    /// Why: erased, altered, or not to be played again by this version.
    pub why: Verdict,
}

/// What a rubric would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Attempts graded by both rubrics.
    pub graded: u32,
    /// Of these, those whose overall score would be another.
    pub changed: u32,
    /// The sum of the changes of overall scores, where there is one before and after.
    pub sum: i64,
    /// How many changes that is the sum of.
    pub summed: u32,
    /// The overall scores, before and after, that are furthest apart.
    pub largest: Option<[u8; 2]>,
    /// Attempts that would cross a line, by person and in the order they began.
    pub crossings: Vec<Crossing>,
    /// How many more would, which are their trainees' own: neither assigned nor certified nor shared.
    pub hidden: u32,
    /// Steps of ladders towards which somebody would stand elsewhere, by the attempts whoever acts may see.
    pub steps: Vec<StepMove>,
    /// Attempts that are not graded anew.
    pub left: Vec<Left>,
}

impl Preview {
    /// The mean change of the scores that change, in tenths of a point, rounded half away from nought.
    pub fn mean_tenths(&self) -> Option<i64> {
        let count = i64::from(self.summed);
        (count > 0).then(|| (self.sum * 20 + self.sum.signum() * count) / (2 * count))
    }

    /// The attempts that are not graded anew, for [`super::Store::adopt`].
    pub fn left_ids(&self) -> BTreeSet<AttemptId> {
        self.left.iter().map(|left| left.attempt).collect()
    }

    fn add(&mut self, before: Option<u8>, after: Option<u8>) {
        self.graded += 1;
        self.changed += u32::from(before != after);
        let (Some(before), Some(after)) = (before, after) else { return };
        if before != after {
            self.sum += i64::from(after) - i64::from(before);
            self.summed += 1;
            if self.largest.is_none_or(|[from, to]| before.abs_diff(after) > from.abs_diff(to)) {
                self.largest = Some([before, after]);
            }
        }
    }
}

/// The ladders that standing is computed towards.
#[derive(Clone, Copy, Debug)]
pub struct Ladders<'a> {
    /// The ladders.
    pub roles: &'a Roles,
    /// The scenarios there are to play.
    pub installed: &'a [ScenarioHead],
    /// Now: exams grow too old.
    pub now: Timestamp,
}

impl Ladders<'_> {
    /// Where this evidence puts somebody towards every step: the ladder's title, the step's, and the stand.
    fn standings(&self, evidence: &[AttemptSummary]) -> Vec<(Text, Text, Stand)> {
        let ladders = standing(self.roles, evidence, self.installed, self.now);
        let steps = ladders.into_iter().flat_map(|ladder| {
            let title = ladder.title;
            ladder.steps.into_iter().map(move |step| {
                let certified = step.exam.certified;
                let stand = Stand { state: step.state, percent: step.percent(), certified };
                (title.clone(), step.title, stand)
            })
        });
        steps.collect()
    }
}

/// An attempt graded by a rubric, beside what counts now.
struct Regraded {
    /// The attempt with the scorecard that counts now.
    now: Summary,
    before: Scorecard,
    after: Scorecard,
}

impl Auditor<'_> {
    /// Grades every attempt that has ended by this rubric, and compares that with what counts now. Nothing is changed.
    ///
    /// Every attempt is played again first, as it was heard; what cannot be is left as it is, never guessed. What is a
    /// trainee's own is counted without a name.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not own the store, or any other where it cannot be read.
    pub fn preview(&mut self, rubric: &Rubric, ladders: &Ladders<'_>) -> Result<Preview, StoreError> {
        let all = self.ended()?;
        let mut preview = Preview::default();
        self.preview_of(&mut preview, &all, rubric, ladders)?;
        Ok(preview)
    }

    /// Every attempt that has ended, with whose it is: each person's behind one another, in the order they began.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not own the store.
    pub fn ended(&self) -> Result<Vec<(PersonId, AttemptId)>, StoreError> {
        self.store().need(Right::Owner)?;
        self.store().ended_attempts()
    }

    /// Adds to a preview what the rubric would change for some people: for a long history bit by bit. Of each of them it
    /// takes all attempts, as [`Self::ended`] lists them.
    ///
    /// # Errors
    /// As for [`Self::preview`].
    pub fn preview_of(
        &mut self,
        preview: &mut Preview,
        attempts: &[(PersonId, AttemptId)],
        rubric: &Rubric,
        ladders: &Ladders<'_>,
    ) -> Result<(), StoreError> {
        self.store().need(Right::Owner)?;
        for theirs in attempts.chunk_by(|left, right| left.0 == right.0) {
            let mut cards = BTreeMap::new();
            for (person, attempt) in theirs {
                match self.regraded(*attempt, rubric)? {
                    Ok(one) => {
                        self.compare(preview, &one)?;
                        if one.before != one.after {
                            cards.insert(*attempt, one.after);
                        }
                    }
                    Err(why) => preview.left.push(Left { attempt: *attempt, person: *person, why }),
                }
            }
            if let (Some((person, _)), false) = (theirs.first(), cards.is_empty()) {
                preview.steps.extend(self.steps(*person, &cards, ladders)?);
            }
        }
        Ok(())
    }

    fn regraded(&mut self, id: AttemptId, rubric: &Rubric) -> Result<Result<Regraded, Verdict>, StoreError> {
        let again = match self.again(id)? {
            Ok(again) => again,
            Err(verdict) => return Ok(Err(verdict)),
        };
        let verdict = self.judged(&again)?;
        if matches!(verdict, Verdict::Altered(_)) {
            return Ok(Err(verdict));
        }
        let now = self.store().kept(id)?;
        let before = self.store().counting_card(id)?;
        let before = before.and_then(|json| serde_json::from_str::<Scorecard>(&json).ok());
        let Some(before) = before else { return Ok(Err(verdict)) };
        let (ruled, _) = rulings(&self.store().steps_of(id)?, &self.store().judged_cards(id)?);
        let after = score_ruled(rubric, again.session.scenario(), again.session.log(), &ruled);
        Ok(Ok(Regraded { now, before, after }))
    }

    fn compare(&self, preview: &mut Preview, one: &Regraded) -> Result<(), StoreError> {
        let scores = [one.before.overall, one.after.overall];
        preview.add(one.before.overall, one.after.overall);
        if one.before == one.after {
            return Ok(());
        }
        let beside = self.beside(one.now.id)?;
        let lines = [&one.before, &one.after].map(|card| line(card, one.now.played.mode, beside));
        let [from, to] = lines;
        if from == to {
            return Ok(());
        }
        if self.store().see(&one.now).is_err() {
            preview.hidden += 1;
            return Ok(());
        }
        let played = &one.now.played;
        preview.crossings.push(Crossing {
            attempt: one.now.id,
            person: one.now.person,
            title: played.title.clone().unwrap_or_else(|| played.scenario.clone()),
            ended: one.now.ended,
            lines,
            scores,
        });
        Ok(())
    }

    /// The pass mark of an attempt's assignment, and what a reviewer decided last.
    fn beside(&self, attempt: AttemptId) -> Result<(Option<u8>, Option<bool>), StoreError> {
        let query = "SELECT s.pass_mark, (SELECT d.passed FROM decision d WHERE d.attempt = a.id
            ORDER BY d.number DESC LIMIT 1) FROM attempt a LEFT JOIN assignment s ON s.id = a.assignment
            WHERE a.organisation = ?1 AND a.id = ?2";
        let found =
            self.store().row(query, values![LOCAL, attempt.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.unwrap_or_default())
    }

    /// The steps towards which a person would stand elsewhere with these scorecards in place of those that count.
    fn steps(
        &self,
        person: PersonId,
        cards: &BTreeMap<AttemptId, Scorecard>,
        ladders: &Ladders<'_>,
    ) -> Result<Vec<StepMove>, StoreError> {
        let store = self.store();
        let now = store.attempts(person)?;
        let mut then = now.clone();
        for attempt in &mut then {
            if let Some(card) = cards.get(&attempt.id) {
                attempt.grade = Some(Grade::from(card));
            }
        }
        let before = ladders.standings(&store.evidence(&now, ladders.installed, ladders.now)?);
        let after = ladders.standings(&store.evidence(&then, ladders.installed, ladders.now)?);
        let both = before.into_iter().zip(after).filter(|((_, _, from), (_, _, to))| from != to);
        let moves = both.map(|((ladder, step, from), (_, _, to))| StepMove {
            person,
            ladder,
            step,
            stands: [from, to],
        });
        Ok(moves.collect())
    }
}

/// Where a scorecard puts an attempt: a reviewer's decision stands whatever the score, and an assignment may ask for more.
fn line(card: &Scorecard, mode: Mode, (mark, decided): (Option<u8>, Option<bool>)) -> Line {
    match Grade::from(card).passes(mode, decided, mark) {
        None => Line::PersonDecides,
        Some(true) => Line::Passed,
        Some(false) => Line::NotPassed,
    }
}
