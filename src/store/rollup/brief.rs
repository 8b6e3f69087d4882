//! What is kept of how somebody stands, for views of thousands.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::assignment::Given;
use super::super::attempt::{AttemptId, State, Summary};
use super::super::came::{Progress, came};
use super::super::evidence::Weigher;
use super::super::person::PersonId;
use super::super::right::is_for_managers;
use super::super::{Ladders, Store, StoreError};
use crate::progress::{AttemptSummary, Brief};
use crate::session::Mode;

/// What a brief was made by: who may see which attempts, the ladders, and the scenarios there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Basis {
    /// Whether nobody has a passphrase, so that everybody sees everything.
    pub(in crate::store) open: bool,
    pub(in crate::store) hash: [u8; 32],
}

/// What became of one assignment, whenever it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Task {
    /// Whether it is neither done nor used up nor waiting for a person: late once it is due.
    pub(in crate::store) open: bool,
    /// Whether there is an attempt for it.
    pub(in crate::store) begun: bool,
}

/// Somebody in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::store) struct Short {
    pub(in crate::store) brief: Brief,
    /// What became of what they were given, by the number its id is; of what is not here nothing was begun.
    pub(in crate::store) tasks: BTreeMap<u128, Task>,
    /// How many of their exams wait for a person.
    pub(in crate::store) waiting: u32,
}

impl Basis {
    fn of(open: bool, ladders: &Ladders<'_>) -> Option<Self> {
        let mut installed = ladders.installed.to_vec();
        installed.sort();
        let text = serde_json::to_string(&(1, open, ladders.roles, installed)).ok()?;
        Some(Self { open, hash: *blake3::hash(text.as_bytes()).as_bytes() })
    }
}

impl Store {
    /// What briefs are made by at this moment.
    pub(in crate::store) fn basis(&self, ladders: &Ladders<'_>) -> Result<Basis, StoreError> {
        let unwritable = || StoreError::Refused { file: self.place.clone(), detail: "no ladders".to_owned() };
        Basis::of(self.is_open()?, ladders).ok_or_else(unwritable)
    }

    /// Somebody with these attempts, newest first, as whoever leads them sees it.
    pub(in crate::store) fn short(
        &self,
        person: PersonId,
        mut attempts: Vec<Summary>,
        open: bool,
        scales: &mut Weigher<'_>,
        ladders: &Ladders<'_>,
    ) -> Result<Short, StoreError> {
        attempts.retain(|attempt| open || is_for_managers(attempt));
        let weighed = self.weigh(scales, &attempts, ladders.now)?;
        let by_id: BTreeMap<AttemptId, &AttemptSummary> =
            weighed.evidence.iter().map(|(id, evidence)| (*id, evidence)).collect();
        let exams = attempts.iter().filter(|attempt| attempt.played.mode == Mode::Certify);
        let exams: Vec<AttemptSummary> =
            exams.filter_map(|exam| by_id.get(&exam.id).map(|one| (*one).clone())).collect();
        let mut tasks = BTreeMap::new();
        for given in self.given_of(person, &attempts)? {
            let task = task(given, &by_id, &exams, ladders);
            if task.1 != (Task { open: true, begun: false }) {
                tasks.insert(task.0.as_u128(), task.1);
            }
        }
        let mut waiting = 0;
        for attempt in &attempts {
            waiting += u32::from(self.is_waiting(attempt)?);
        }
        let evidence: Vec<AttemptSummary> = weighed.evidence.into_iter().map(|(_, one)| one).collect();
        let brief = Brief::of(&evidence, ladders.roles, ladders.installed, ladders.now, weighed.next);
        Ok(Short { brief, tasks, waiting })
    }
}

/// What became of an assignment, were it never due.
fn task(
    mut given: Given,
    by_id: &BTreeMap<AttemptId, &AttemptSummary>,
    exams: &[AttemptSummary],
    ladders: &Ladders<'_>,
) -> (Uuid, Task) {
    given.assignment.new.due = None;
    let own = given.attempts.iter().filter_map(|attempt| by_id.get(&attempt.id));
    let evidence: Vec<AttemptSummary> = own.map(|one| (*one).clone()).collect();
    let playing = given.attempts.iter().any(|one| one.state == State::Open && !by_id.contains_key(&one.id));
    let came = came(&given, (&evidence, exams), playing, ladders);
    let task = Task { open: came.progress == Progress::Open, begun: !given.attempts.is_empty() };
    (given.assignment.new.id.0, task)
}

impl Short {
    /// Whether another says the same at `now`, whenever the two were made.
    pub(super) fn agrees(&self, other: &Self, now: Timestamp) -> bool {
        let (one, two) = (&self.brief, &other.brief);
        one.cells(now) == two.cells(now)
            && (&one.steps, one.attempts, one.last) == (&two.steps, two.attempts, two.last)
            && (&self.tasks, self.waiting) == (&other.tasks, other.waiting)
    }
}
