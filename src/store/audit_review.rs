//! Auditing reviews: that what was done in them follows from itself, and that reviewed scorecards are what was ruled.

use super::Store;
use super::StoreError;
use super::attempt::{AttemptId, Summary};
use super::audit::{Altered, Auditor};
use super::overrule::{Judged, rulings};
use super::person::PersonId;
use super::reviewing::{Kept, ReviewStep, Reviewing, breaks};
use super::row::{Broken, Row};
use super::whole::{Card, grade};
use crate::score::{Grade, Scorecard, score_ruled};
use crate::session::Session;

/// What is kept of a review, as rows.
#[derive(Debug, Default)]
pub(super) struct ReviewRows {
    pub(super) steps: Vec<Row>,
    /// Attempt, rubric, number, JSON, grade.
    pub(super) cards: Vec<Row>,
    /// Attempt, number, by, passed, reason, at.
    pub(super) decisions: Vec<Row>,
}

/// A review that follows from itself.
#[derive(Debug, Default)]
pub(super) struct Reviewed {
    steps: Vec<ReviewStep>,
    /// The step up to which each goes, and the card.
    cards: Vec<(u32, Card)>,
}

impl ReviewRows {
    /// What was done, where all of it follows from itself and decisions are those that were made; else the first step that
    /// does not.
    pub(super) fn read(&self, about: &Summary, salt: Option<&[u8; 16]>) -> Result<Reviewed, Altered> {
        let altered = |step: usize| Altered::Review { step: u32::try_from(step).unwrap_or(u32::MAX) };
        let mut kept = Vec::new();
        for (row, number) in self.steps.iter().zip(1..) {
            kept.push(Kept::read(row).map_err(|_broken| altered(number))?);
        }
        if let Some(step) = breaks(about.id, salt, about.erased.is_some(), &kept) {
            return Err(Altered::Review { step });
        }
        let steps: Vec<ReviewStep> = kept.into_iter().map(|kept| kept.step).collect();
        if about.erased.is_none() {
            self.decided(&steps)?;
        }
        let read = |row: &Row| {
            let card = Card { rubric: row.get(1)?, json: row.unpacked(3)?, grade: grade(row, 4)? };
            Ok::<_, Broken>((row.get(2)?, card))
        };
        let cards = self.cards.iter().map(read).collect::<Result<Vec<_>, _>>();
        Ok(Reviewed { steps, cards: cards.map_err(|_broken| altered(1))? })
    }

    /// Compares the decisions with what was written down of them; those of older layouts were not.
    fn decided(&self, steps: &[ReviewStep]) -> Result<(), Altered> {
        let mut made = steps.iter().filter_map(|step| {
            let Reviewing::Decided { decision, passed } = step.what else { return None };
            Some((step, decision, passed))
        });
        let mut next = made.next();
        let first = next.map_or(u32::MAX, |(_, decision, _)| decision);
        for row in &self.decisions {
            let number = row.get::<u32>(1).unwrap_or(u32::MAX);
            if number < first {
                continue;
            }
            let Some((step, decision, passed)) = next else {
                return Err(Altered::Review { step: u32::try_from(steps.len() + 1).unwrap_or(u32::MAX) });
            };
            let same = number == decision
                && row.get(2) == Ok(step.by.0)
                && row.get(3) == Ok(passed)
                && row.text(4) == Ok(&step.text)
                && row.time(5) == Ok(step.at);
            if !same {
                return Err(Altered::Review { step: step.number });
            }
            next = made.next();
        }
        next.map_or(Ok(()), |(step, _, _)| Err(Altered::Review { step: step.number }))
    }
}

impl Auditor<'_> {
    /// What is wrong with the reviewed scorecards of an attempt that was played again, if anything is; `cards` are the
    /// machine's.
    pub(super) fn misruled(
        &mut self,
        reviewed: &Reviewed,
        cards: &[Card],
        session: &Session,
    ) -> Result<Option<Altered>, StoreError> {
        let read = |card: &Card| Some((card.rubric, serde_json::from_str(&card.json).ok()?));
        let judged: Vec<Judged> = cards.iter().filter_map(read).collect();
        let (_, last) = rulings(&reviewed.steps, &judged);
        for (rubric, _) in &judged {
            let Some(scored_by) = self.store().rubric_numbered(*rubric)? else { continue };
            let mut newest = None;
            for (number, card) in reviewed.cards.iter().filter(|(_, card)| card.rubric == *rubric) {
                let then: Vec<ReviewStep> =
                    reviewed.steps.iter().take_while(|step| step.number <= *number).cloned().collect();
                let (ruled, up_to) = rulings(&then, &judged);
                let again = score_ruled(&scored_by, session.scenario(), session.log(), &ruled);
                let kept = serde_json::from_str::<Scorecard>(&card.json).ok();
                if up_to != Some(*number)
                    || kept.as_ref() != Some(&again)
                    || card.grade != Grade::from(&again)
                {
                    return Ok(Some(Altered::Reviewed { rubric: *rubric }));
                }
                newest = Some(*number);
            }
            if newest != last {
                return Ok(Some(Altered::Reviewed { rubric: *rubric }));
            }
        }
        Ok(None)
    }
}

impl Store {
    /// Who last decided or signed off an exam, by the decision that counts; none where nobody did.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn signed_off_by(&self, attempt: AttemptId) -> Result<Option<PersonId>, StoreError> {
        Ok(self.decisions(attempt)?.pop().map(|decision| decision.by))
    }
}
