//! Comments of reviewers on moments of an attempt, and what is answered.

use jiff::Timestamp;

use super::attempt::AttemptId;
use super::driver::Access;
use super::review_error::ReviewError;
use super::reviewing::{ReviewStep, Reviewing};
use super::right::{Permission, Right};
use super::{Store, StoreError};

/// A comment with what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The place in the log of what it is about, from 0.
    pub event: u32,
    /// The comment; its number is the one to answer to.
    pub said: ReviewStep,
    /// The answers, oldest first.
    pub answers: Vec<ReviewStep>,
}

impl Store {
    /// Keeps a reviewer's comment on the event at this place of the log, from 0; returns its number.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead the trainee, and for the trainee;
    /// [`ReviewError::NoText`], [`ReviewError::NoSuchMoment`].
    pub fn comment(
        &self,
        attempt: AttemptId,
        event: u32,
        text: &str,
        at: Timestamp,
    ) -> Result<u32, StoreError> {
        let about = self.kept(attempt)?;
        let by = self.reviewer_of(&about)?;
        let text = said(text)?;
        if self.whole_log(attempt)?.get(event as usize).is_none() {
            return Err(ReviewError::NoSuchMoment { attempt, event: event + 1 }.into());
        }
        self.within(Access::Write, || self.step(attempt, by, Reviewing::Commented { event }, text, at))
    }

    /// Keeps an answer to the comment of this number, by whoever played the attempt or reviews it; returns its own number.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else; [`ReviewError::NoText`], [`ReviewError::NoSuchComment`].
    pub fn answer(
        &self,
        attempt: AttemptId,
        comment: u32,
        text: &str,
        at: Timestamp,
    ) -> Result<u32, StoreError> {
        let about = self.seen(attempt)?;
        let by = self.need(Right::Trainee)?;
        if by != about.person {
            self.reviewer_of(&about)?;
        }
        let text = said(text)?;
        let is_it =
            |step: &ReviewStep| step.number == comment && matches!(step.what, Reviewing::Commented { .. });
        if !self.steps_of(attempt)?.iter().any(is_it) {
            return Err(ReviewError::NoSuchComment { attempt, comment }.into());
        }
        let what = Reviewing::Answered { to: comment };
        self.within(Access::Write, || self.step(attempt, by, what, text, at))
    }

    /// The comments on an attempt, in the order of its log.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn comments(&self, attempt: AttemptId) -> Result<Vec<Comment>, StoreError> {
        let mut all: Vec<Comment> = Vec::new();
        for step in self.review_steps(attempt)? {
            if let Reviewing::Commented { event } = step.what {
                all.push(Comment { event, said: step, answers: Vec::new() });
            } else if let Reviewing::Answered { to } = step.what
                && let Some(comment) = all.iter_mut().find(|comment| comment.said.number == to)
            {
                comment.answers.push(step);
            }
        }
        all.sort_by_key(|comment| (comment.event, comment.said.number));
        Ok(all)
    }

    /// Keeps that the trainee appeals against what was decided or ruled; somebody else than who did that hears it.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever did not play the attempt, [`StoreError::NoReason`],
    /// [`ReviewError::NothingToAppeal`].
    pub fn appeal(&self, attempt: AttemptId, reason: &str, at: Timestamp) -> Result<(), StoreError> {
        let about = self.owned(attempt)?;
        if reason.trim().is_empty() {
            return Err(StoreError::NoReason);
        }
        let ruled = self.steps_of(attempt)?.iter().any(|step| step.what.is_ruling());
        if !ruled && about.decided.is_none() {
            return Err(ReviewError::NothingToAppeal { attempt }.into());
        }
        let by = self.need(Right::Trainee)?;
        if by != about.person {
            return Err(StoreError::NotPermitted { needs: Permission::Own });
        }
        self.within(Access::Write, || self.step(attempt, by, Reviewing::Appealed, reason.trim(), at))
            .map(drop)
    }
}

/// A text with something in it.
fn said(text: &str) -> Result<&str, StoreError> {
    let text = text.trim();
    if text.is_empty() { Err(ReviewError::NoText.into()) } else { Ok(text) }
}
