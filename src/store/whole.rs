//! Whole attempts: everything kept of them, read in six statements for as many as are asked for.
//!
//! They are read as rows, and each is made sense of on its own, so that one that is damaged spoils no other.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use super::attempt::{Attempt, AttemptId, COLUMNS, Entry, KEPT_BY, Summary, TABLES, WIDTH, summary};
use super::audit::Altered;
use super::audit_review::{ReviewRows, Reviewed};
use super::chain::HANDED_OVER;
use super::reviewing::STEP;
use super::row::{Broken, Row, Value, among};
use super::{LOCAL, Store, StoreError};
use crate::score::Grade;

/// An attempt as it is kept.
#[derive(Debug, Default)]
pub(super) struct Whole {
    /// The row about it; none where there is none.
    about: Option<Row>,
    /// Its entries in order: attempt, number, action, events, chain, commitment.
    pub(super) entries: Vec<Row>,
    /// Its scorecards in the order of their rubrics: attempt, rubric, JSON, and their grades.
    cards: Vec<Row>,
    /// What was done in its review.
    review: ReviewRows,
}

/// What is kept of a chain beside its entries.
pub(super) struct Tail {
    pub(super) head: [u8; 32],
    pub(super) salt: Option<[u8; 16]>,
    pub(super) seal: Option<[u8; 32]>,
    /// Whether there is a reason for it to be erased.
    pub(super) gone: bool,
}

/// A scorecard as it is kept.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) rubric: u32,
    pub(super) json: String,
    /// What stands beside it for lists and standing.
    pub(super) grade: Grade,
}

impl Store {
    /// Everything kept of an attempt.
    pub(super) fn whole(&self, attempt: AttemptId) -> Result<Whole, StoreError> {
        Ok(self.wholes(&[attempt])?.pop().unwrap_or_default())
    }

    /// Everything kept of these attempts, in their order.
    pub(super) fn wholes(&self, attempts: &[AttemptId]) -> Result<Vec<Whole>, StoreError> {
        let these = among(attempts.len());
        let mut values = vec![Value::from(LOCAL)];
        values.extend(attempts.iter().map(|attempt| Value::from(attempt.0)));
        let place: HashMap<Vec<u8>, usize> =
            (0..).zip(attempts).map(|(place, attempt)| (attempt.0.as_bytes().to_vec(), place)).collect();
        let mut all: Vec<Whole> = attempts.iter().map(|_| Whole::default()).collect();
        let mut read = |sql: &str, keep: fn(&mut Whole, Row)| {
            self.driver.query(sql, &values, &mut |row| {
                let place = if let Some(Value::Bytes(id)) = row.0.first() { place.get(id) } else { None };
                if let Some(whole) = place.and_then(|place| all.get_mut(*place)) {
                    keep(whole, row);
                }
                Ok(())
            })
        };
        // An id says enough; asked for the organisation too, SQLite walks through all of its attempts.
        let about = format!(
            "SELECT {COLUMNS}, a.head, a.salt, a.seal, p.erased {TABLES} JOIN person p ON p.id = a.person
            WHERE a.id {these}"
        );
        read(&about, |whole, row| whole.about = Some(row))?;
        read(
            &format!(
                "SELECT attempt, seq, action, events, chain, commitment FROM entry
                WHERE organisation = ?1 AND attempt {these} ORDER BY attempt, seq"
            ),
            |whole, row| whole.entries.push(row),
        )?;
        read(
            &format!(
                "SELECT attempt, rubric, json, outcome, overall, low, empathy, tools, resolution, passed,
                critical, alleged FROM scorecard WHERE organisation = ?1 AND attempt {these}
                ORDER BY attempt, rubric"
            ),
            |whole, row| whole.cards.push(row),
        )?;
        let steps = format!(
            "SELECT {STEP} FROM review WHERE attempt {these} AND organisation = ?1
            ORDER BY attempt, number"
        );
        read(&steps, |whole, row| whole.review.steps.push(row))?;
        read(
            &format!(
                "SELECT attempt, rubric, number, json, outcome, overall, low, empathy, tools, resolution, passed,
                critical, alleged FROM reviewed WHERE organisation = ?1 AND attempt {these}
                ORDER BY attempt, rubric, number"
            ),
            |whole, row| whole.review.cards.push(row),
        )?;
        read(
            &format!(
                "SELECT attempt, number, decided_by, passed, reason, at FROM decision
                WHERE organisation = ?1 AND attempt {these} ORDER BY attempt, number"
            ),
            |whole, row| whole.review.decisions.push(row),
        )?;
        Ok(all)
    }
}

impl Whole {
    /// What is known of the attempt without its log; none where it is not kept.
    pub(super) fn summary(&self) -> Result<Option<Summary>, Broken> {
        self.about.as_ref().map(summary).transpose()
    }

    /// What is kept of its chain.
    pub(super) fn tail(&self) -> Result<Option<Tail>, Broken> {
        let Some(row) = &self.about else { return Ok(None) };
        let gone = row.maybe_time(WIDTH + 3)?.is_some() || row.text(KEPT_BY)? == HANDED_OVER;
        Ok(Some(Tail { head: row.get(WIDTH)?, salt: row.get(WIDTH + 1)?, seal: row.get(WIDTH + 2)?, gone }))
    }

    /// What was done in its review, where that follows from itself.
    pub(super) fn review(&self, meta: &Summary) -> Result<Reviewed, Altered> {
        let salt = self.tail().ok().flatten().and_then(|tail| tail.salt);
        self.review.read(meta, salt.as_ref())
    }

    /// Its scorecards, in the order of their rubrics.
    pub(super) fn cards(&self) -> Result<Vec<Card>, Broken> {
        let read =
            |row: &Row| Ok(Card { rubric: row.get(1)?, json: row.unpacked(2)?, grade: grade(row, 3)? });
        self.cards.iter().map(read).collect()
    }

    /// The scorecard by this rubric.
    pub(super) fn card(&self, rubric: u32) -> Result<Option<String>, Broken> {
        let found = self.cards.iter().find(|row| row.get::<u32>(1) == Ok(rubric));
        found.map(|row| row.unpacked(2)).transpose()
    }

    /// The attempt with its log and this scorecard.
    pub(super) fn attempt(&self, meta: Summary, scorecard: Option<String>) -> Result<Attempt, StoreError> {
        let attempt = meta.id;
        let (mut opening, mut entries) = (Vec::new(), Vec::new());
        let mut wanted = 0;
        for row in &self.entries {
            let bad = |detail: String| StoreError::BadEntry { attempt, seq: wanted, detail };
            if row.get::<u32>(1).map_err(|broken| bad(broken.0))? != wanted {
                return Err(bad("it is missing".to_owned()));
            }
            let events = json(row, 3).map_err(|broken| bad(broken.0))?;
            if wanted == 0 {
                opening = events;
            } else {
                let action = json(row, 2).map_err(|broken| bad(broken.0))?;
                entries.push(Entry { action, events });
            }
            wanted += 1;
        }
        if wanted != meta.actions + 1 {
            return Err(StoreError::BadEntry { attempt, seq: wanted, detail: "it is missing".to_owned() });
        }
        Ok(Attempt { meta, scorecard, opening, entries })
    }
}

fn json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, Broken> {
    serde_json::from_str(&row.unpacked(column)?).map_err(|error| Broken(error.to_string()))
}

/// The grade in a row, from this column on.
pub(super) fn grade(row: &Row, from: usize) -> Result<Grade, Broken> {
    let outcome: Option<String> = row.get(from)?;
    let outcome = outcome.map(|word| super::attempt::from_word(&word)).transpose();
    Ok(Grade {
        outcome: outcome.map_err(|error| Broken(error.to_string()))?,
        overall: row.get(from + 1)?,
        low: row.get(from + 2)?,
        empathy: row.get(from + 3)?,
        tools: row.get(from + 4)?,
        resolution: row.get(from + 5)?,
        passed: row.get(from + 6)?,
        critical: row.get(from + 7)?,
        alleged: row.get(from + 8)?,
    })
}
