//! Appending: an attempt begins, grows action by action, and ends; one transaction and one fsync each.

use blake3::Hash;
use jiff::Timestamp;
use serde::Serialize;

use super::attempt::{AttemptId, Ending, NewAttempt, word};
use super::copy::SCORECARD;
use super::driver::Access;
use super::journal::What;
use super::person::PersonId;
use super::row::{Row, Value, values};
use super::{LOCAL, Store, StoreError, chain};
use crate::score::Grade;
use crate::session::{Action, Event, Mode};

impl Store {
    /// Begins an attempt; once it returns, a crash loses nothing of the opening.
    pub fn begin(&mut self, new: &NewAttempt) -> Result<AttemptId, StoreError> {
        self.own(new.person)?;
        if self.desk && (new.assignment.is_some() || new.played.mode == Mode::Certify) {
            return Err(StoreError::AssignedAway);
        }
        self.may_begin(new)?;
        let events = self.json(&new.opening)?;
        let link = chain::beginning(new).then("", &events);
        let insert =
            "INSERT INTO attempt (id, organisation, person, parent, scenario, scenario_hash, title, language,
            mode, seed, engine, rubric, listener, started, ended, state, actions, head, salt,
            assignment)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, 'open', 0, ?15, ?16, ?17)";
        let played = &new.played;
        let values = values![
            new.id.0,
            LOCAL,
            new.person.0,
            new.parent.map(|parent| parent.0),
            &played.scenario,
            &played.hash,
            played.title.as_deref(),
            word(&played.language),
            word(&played.mode),
            played.seed.cast_signed(),
            played.engine,
            played.rubric,
            &played.listener,
            new.started,
            link.head,
            new.salt,
            new.assignment.map(|assignment| assignment.0),
        ];
        self.within(Access::Write, || {
            self.run(insert, values)?;
            self.keep_entry(new.id, 0, (None, &events), &link, new.started)?;
            self.note(new.person, new.id, What::Begun, new.started)?;
            if new.assignment.is_some() || played.mode == Mode::Certify {
                self.stale(new.person, Some(new.id))?;
            }
            Ok(())
        })?;
        Ok(new.id)
    }

    /// Appends one action with its events to an open attempt of which the caller knows `expected` actions;
    /// the action becomes number `expected + 1`. Once it returns, a crash cannot lose it.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where another window went on, [`StoreError::Ended`] where the attempt is over.
    pub fn append(
        &mut self,
        attempt: AttemptId,
        expected: u32,
        action: &Action,
        events: &[Event],
        at: Timestamp,
    ) -> Result<Hash, StoreError> {
        let (action, events) = (self.json(action)?, self.json(events)?);
        self.within(Access::Write, || {
            let before = self.open_head(attempt)?;
            if before.actions != expected {
                return Err(StoreError::Moved { expected, found: before.actions });
            }
            let (seq, link) = (expected + 1, before.chain.then(&action, &events));
            // Whoever else is at it has to wait here, and then finds the attempt moved on.
            let update = "UPDATE attempt SET actions = ?2, head = ?3
                WHERE id = ?1 AND actions = ?4 AND state = 'open'";
            if self.run(update, values![attempt.0, seq, link.head, expected])? == 0 {
                return Err(StoreError::Moved { expected, found: self.open_head(attempt)?.actions });
            }
            self.keep_entry(attempt, seq, (Some(&action), &events), &link, at)?;
            Ok(link.head)
        })
    }

    /// Ends an open attempt and keeps its scorecard, a JSON text, by the rubric it began with; the chain seals that one.
    /// Where another rubric was adopted, the store itself grades the log by it too and keeps that scorecard beside, so
    /// that whoever ends an attempt need not think of it.
    pub fn finish(
        &mut self,
        attempt: AttemptId,
        scorecard: &str,
        ending: Ending,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let state = match ending {
            Ending::Finished => "finished",
            Ending::Abandoned => "abandoned",
        };
        self.within(Access::Write, || {
            let before = self.open_head(attempt)?;
            let update = "UPDATE attempt SET state = ?2, ended = ?3, head = ?4, seal = ?5
                WHERE id = ?1 AND actions = ?6 AND state = 'open'";
            let end = before.chain.sealed(state, scorecard);
            let values = values![attempt.0, state, at, end.head, end.commitment, before.actions];
            if self.run(update, values)? == 0 {
                let found = self.open_head(attempt)?.actions;
                return Err(StoreError::Moved { expected: before.actions, found });
            }
            self.put(&SCORECARD, &[scorecard_row(attempt, before.rubric, scorecard, at)])?;
            self.note(before.person, attempt, What::Ended, at)?;
            self.grade_as_adopted(attempt, at)?;
            self.stale(before.person, Some(attempt))
        })
    }

    pub(super) fn json<T: Serialize + ?Sized>(&self, value: &T) -> Result<String, StoreError> {
        serde_json::to_string(value)
            .map_err(|error| StoreError::Refused { file: self.place.clone(), detail: error.to_string() })
    }

    fn open_head(&self, attempt: AttemptId) -> Result<Head, StoreError> {
        let query = "SELECT state, actions, rubric, head, salt, person, erased FROM attempt
            WHERE organisation = ?1 AND id = ?2";
        let found = self.row(query, values![LOCAL, attempt.0], |row| {
            let chain = chain::Tip { head: Hash::from_bytes(row.get(3)?), salt: row.get(4)? };
            let open = row.text(0)? == "open" && row.maybe_time(6)?.is_none();
            let person = PersonId(row.get(5)?);
            Ok((open, Head { actions: row.get(1)?, rubric: row.get(2)?, chain, person }))
        })?;
        match found {
            None => Err(StoreError::NoSuchAttempt { attempt }),
            Some((false, _)) => Err(StoreError::Ended { attempt }),
            Some((true, head)) => self.own(head.person).map(|()| head),
        }
    }

    fn keep_entry(
        &self,
        attempt: AttemptId,
        seq: u32,
        (action, events): (Option<&str>, &str),
        link: &chain::Link,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let insert = "INSERT INTO entry (organisation, attempt, seq, action, events, chain, at, commitment)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let (action, events) = (action.map(Value::packed), Value::packed(events));
        let values = values![LOCAL, attempt.0, seq, action, events, link.head, at, link.commitment];
        self.run(insert, values).map(drop)
    }
}

/// The row of a scorecard, in the order of the table's columns, with its grade beside it.
pub(super) fn scorecard_row(attempt: AttemptId, rubric: u32, json: &str, made: Timestamp) -> Row {
    let row: &[Value] = values![LOCAL, attempt.0, rubric, Value::packed(json), made];
    let mut row = row.to_vec();
    row.extend(grade_values(&Grade::read(json).unwrap_or_default()));
    Row(row)
}

/// A grade as it stands beside a scorecard, in the order of the columns.
pub(super) fn grade_values(grade: &Grade) -> [Value; 9] {
    let values: &[Value; 9] = values![
        grade.outcome.map(|outcome| word(&outcome)),
        grade.overall,
        grade.low,
        grade.empathy,
        grade.tools,
        grade.resolution,
        grade.passed,
        grade.critical,
        grade.alleged,
    ];
    values.clone()
}

/// Where an open attempt stands.
struct Head {
    actions: u32,
    rubric: u32,
    chain: chain::Tip,
    person: PersonId,
}
