//! What came of an assignment: passed, still to do, late, waiting for a person, or used up.
//!
//! One scenario is passed with the first attempt that passes. A step is more than one attempt: as practice it is passed
//! once every scenario that counts towards it was passed for the assignment; as an exam once the person is certified for
//! it. Whoever was given it and whoever leads them find the same.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::assignment::{Given, NewAssignment, Task};
use super::attempt::{State, Summary};
use super::person::PersonId;
use super::{Ladders, Store, StoreError};
use crate::progress::{AttemptSummary, ExamStanding, counts, standing};
use crate::session::Mode;

/// Where an assignment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// It was due and is not done.
    Late,
    /// It is to be done.
    Open,
    /// A person has to decide whether it is passed.
    Waiting,
    /// All attempts are used up, and it is not passed.
    Failed,
    /// It is passed.
    Done,
}

/// How much of an assignment of a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// As practice: scenarios passed for it, of those that count towards the step.
    Scenarios {
        /// How many were passed.
        passed: u16,
        /// How many there are.
        of: u16,
    },
    /// As an exam: all exams of this person that count towards the step, as in [`ExamStanding`].
    Exams {
        /// How many were passed.
        passed: u16,
        /// How many count.
        taken: u16,
        /// How many more passes in a row would make it sure enough; 0 where it is.
        more: u16,
    },
}

/// What came of an assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// Where it stands.
    pub progress: Progress,
    /// How much of it is done, where it is of a step that there is.
    pub part: Option<Part>,
}

/// What the attempts say before dates and limits are looked at.
#[derive(Default)]
struct Found {
    passed: bool,
    /// Whether a person's decision could make it passed.
    waits: bool,
    part: Option<Part>,
}

impl Store {
    /// What came of an assignment until `ladders.now`, after what was decided about its attempts.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither has it nor leads who has.
    pub fn came(&self, given: &Given, ladders: &Ladders<'_>) -> Result<Came, StoreError> {
        let evidence = self.evidence(&given.attempts, ladders.installed, ladders.now)?;
        let mut playing = false;
        for open in given.attempts.iter().filter(|attempt| attempt.state == State::Open) {
            // One that is open past its time is evidence already.
            let known = self.evidence(std::slice::from_ref(open), ladders.installed, ladders.now)?;
            playing |= known.is_empty();
        }
        let exams = if given.assignment.new.is_exam_of_a_step() {
            let exams = self.exams_of(given.person)?;
            self.evidence(&exams, ladders.installed, ladders.now)?
        } else {
            Vec::new()
        };
        Ok(came(given, (&evidence, &exams), playing, ladders))
    }

    fn exams_of(&self, person: PersonId) -> Result<Vec<Summary>, StoreError> {
        if self.own(person).is_err() {
            self.lead(person)?;
        }
        self.summaries("a.person = ?2 AND a.mode = 'certify' AND a.erased IS NULL", person)
    }
}

/// What came of an assignment, by the evidence of its attempts, for a step's exam also that of all exams of whoever has it;
/// `playing` where one of its attempts is open and its time not over.
pub(super) fn came(
    given: &Given,
    (evidence, exams): (&[AttemptSummary], &[AttemptSummary]),
    playing: bool,
    ladders: &Ladders<'_>,
) -> Came {
    let asked = &given.assignment.new;
    let Found { passed, waits, part } = match &asked.task {
        Task::Scenario(_) => one(evidence, asked),
        Task::Step(step) if asked.certify => certified(exams.to_vec(), (asked, step), ladders),
        Task::Step(step) => practised(evidence, (asked, step), ladders),
    };
    let progress = if passed {
        Progress::Done
    } else if asked.certify && waits {
        Progress::Waiting
    } else if given.left() == Some(0) && !playing {
        Progress::Failed
    } else if given.was_due(ladders.now) {
        Progress::Late
    } else {
        Progress::Open
    };
    Came { progress, part }
}

/// Whether whoever has it is certified for the step, or was at some moment since it was given.
fn certified(
    mut evidence: Vec<AttemptSummary>,
    (asked, step): (&NewAssignment, &str),
    ladders: &Ladders<'_>,
) -> Found {
    let at = |evidence: &[AttemptSummary], now: Timestamp| -> Option<ExamStanding> {
        let all = standing(ladders.roles, evidence, ladders.installed, now);
        let mut steps = all.into_iter().flat_map(|ladder| ladder.steps);
        steps.find(|one| one.id == step).map(|one| one.exam)
    };
    let Some(found) = at(&evidence, ladders.now) else { return Found::default() };
    let then = evidence.iter().map(|exam| exam.at).filter(|at| *at >= asked.at);
    let was = |then: Timestamp| {
        let until: Vec<_> = evidence.iter().filter(|exam| exam.at <= then).cloned().collect();
        at(&until, then).is_some_and(|exam| exam.certified)
    };
    let passed = found.certified || then.collect::<BTreeSet<_>>().into_iter().any(was);
    for exam in evidence.iter_mut().filter(|exam| exam.waits()) {
        exam.passed = Some(true);
    }
    let waits = found.waiting > 0 && at(&evidence, ladders.now).is_some_and(|exam| exam.certified);
    let ExamStanding { passed: held, taken, more, .. } = found;
    Found { passed, waits, part: Some(Part::Exams { passed: held, taken, more }) }
}

/// Whether an attempt passes; of an exam the evidence knows the pass mark, and what was decided in spite of it.
fn passes(attempt: &AttemptSummary, asked: &NewAssignment) -> bool {
    let enough = |mark: u8| attempt.overall.is_some_and(|overall| overall >= mark);
    attempt.passed == Some(true) && (asked.certify || asked.pass_mark.is_none_or(enough))
}

fn one(evidence: &[AttemptSummary], asked: &NewAssignment) -> Found {
    Found {
        passed: evidence.iter().any(|attempt| passes(attempt, asked)),
        waits: evidence.iter().any(AttemptSummary::waits),
        part: None,
    }
}

fn practised(
    evidence: &[AttemptSummary],
    (asked, step): (&NewAssignment, &str),
    ladders: &Ladders<'_>,
) -> Found {
    let covered = ladders.installed.iter().filter(|scenario| counts(ladders.roles, step, scenario));
    let covered: BTreeSet<&str> = covered.map(|scenario| scenario.id.as_str()).collect();
    let passed = evidence
        .iter()
        .filter(|attempt| attempt.mode == Mode::Practice && passes(attempt, asked))
        .map(|attempt| attempt.scenario.id.as_str());
    let passed: BTreeSet<&str> = passed.filter(|id| covered.contains(id)).collect();
    let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    Found {
        passed: !covered.is_empty() && passed.len() == covered.len(),
        waits: false,
        part: Some(Part::Scenarios { passed: count(passed.len()), of: count(covered.len()) }),
    }
}
