//! What a certificate rests on: the exams that certify somebody for a step.

use jiff::{SignedDuration, Timestamp};

use super::attempt::AttemptId;
use super::person::PersonId;
use super::{Store, StoreError};
use crate::progress::{ScenarioHead, standing};
use crate::scenario::roles::Roles;
use crate::session::Mode;

/// The exams that certify somebody for a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// Each exam that was passed and still counts, the oldest first.
    pub exams: Vec<AttemptId>,
    /// When so many of them have grown too old that they certify nobody any more.
    pub until: Option<Timestamp>,
}

impl Store {
    /// What certifies this person for a step of these roles at `now`; none where they are not certified, or the step is
    /// not there.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor leads them.
    pub fn earned(
        &self,
        person: PersonId,
        (roles, step): (&Roles, &str),
        installed: &[ScenarioHead],
        now: Timestamp,
    ) -> Result<Option<Earned>, StoreError> {
        let attempts = self.attempts(person)?;
        let evidence = self.evidence(&attempts, installed, now)?;
        let ladders = standing(roles, &evidence, installed, now);
        let found = ladders.iter().find_map(|ladder| {
            ladder.steps.iter().find(|one| one.id == step).map(|one| (ladder.id.as_str(), &one.exam))
        });
        let Some((ladder, exam)) = found.filter(|(_, exam)| exam.certified) else { return Ok(None) };
        let lasts = SignedDuration::from_hours(24 * i64::from(exam.rule.within_days));
        let mut exams = Vec::new();
        for attempt in attempts.iter().rev().filter(|one| one.played.mode == Mode::Certify) {
            let evidence = self.evidence(std::slice::from_ref(attempt), installed, now)?;
            let counts = evidence.first().is_some_and(|one| {
                one.passed == Some(true)
                    && one.finished
                    && one.assigned
                    && now.duration_since(one.at) <= lasts
                    && one.scenario.roles.iter().any(|role| role == step || role == ladder)
            });
            if counts {
                exams.push(attempt.id);
            }
        }
        Ok(Some(Earned { exams, until: exam.until }))
    }
}
