//! Appending: an attempt begins, grows action by action, and ends; one transaction and one fsync each.

use blake3::Hash;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::Serialize;

use super::attempt::{AttemptId, Ending, NewAttempt, word};
use super::{LOCAL, Store, StoreError, chain, error};
use crate::session::{Action, Event};

impl Store {
    /// Begins an attempt; once it returns, a crash loses nothing of the opening.
    pub fn begin(&mut self, new: &NewAttempt) -> Result<AttemptId, StoreError> {
        let file = self.file.clone();
        let at = |error| error::from_sql(&file, &error);
        let events = self.json(&new.opening)?;
        let head = chain::link(&chain::beginning(new), "", &events);
        let parent = new.parent.map(|parent| parent.0.into_bytes());
        let (id, person, played) = (new.id.0.into_bytes(), new.person.0.into_bytes(), &new.played);
        let writing = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(at)?;
        let insert =
            "INSERT INTO attempt (id, organisation, person, parent, scenario, scenario_hash, title, language,
            mode, seed, engine, rubric, listener, started, ended, state, actions, head)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, 'open', 0, ?15)";
        let values = params![
            id,
            LOCAL,
            person,
            parent,
            played.scenario,
            played.hash,
            played.title,
            word(&played.language),
            word(&played.mode),
            played.seed.cast_signed(),
            played.engine,
            played.rubric,
            played.listener,
            new.started.as_millisecond(),
            head.as_bytes(),
        ];
        writing.execute(insert, values).map_err(at)?;
        insert_entry(&writing, new.id, 0, None, &events, &head, new.started).map_err(at)?;
        writing.commit().map_err(at)?;
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
        let file = self.file.clone();
        let fault = |error| error::from_sql(&file, &error);
        let (action, events) = (self.json(action)?, self.json(events)?);
        let writing = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        let Head { actions: found, chain: head, .. } = open_head(&writing, attempt, fault)?;
        if found != expected {
            return Err(StoreError::Moved { expected, found });
        }
        let (seq, head) = (found + 1, chain::link(&head, &action, &events));
        insert_entry(&writing, attempt, seq, Some(&action), &events, &head, at).map_err(fault)?;
        writing
            .prepare_cached("UPDATE attempt SET actions = ?2, head = ?3 WHERE id = ?1")
            .and_then(|mut update| update.execute(params![attempt.0.as_bytes(), seq, head.as_bytes()]))
            .map_err(fault)?;
        writing.commit().map_err(fault)?;
        Ok(head)
    }

    /// Ends an open attempt and keeps its scorecard, a JSON text.
    pub fn finish(
        &mut self,
        attempt: AttemptId,
        scorecard: &str,
        ending: Ending,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let file = self.file.clone();
        let fault = |error| error::from_sql(&file, &error);
        let state = match ending {
            Ending::Finished => "finished",
            Ending::Abandoned => "abandoned",
        };
        let (id, at) = (attempt.0.into_bytes(), at.as_millisecond());
        let writing = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        let head = open_head(&writing, attempt, fault)?;
        writing
            .execute("UPDATE attempt SET state = ?2, ended = ?3 WHERE id = ?1", params![id, state, at])
            .map_err(fault)?;
        let insert =
            "INSERT INTO scorecard (organisation, attempt, rubric, json, made) VALUES (?1, ?2, ?3, ?4, ?5)";
        writing.execute(insert, params![LOCAL, id, head.rubric, scorecard, at]).map_err(fault)?;
        writing.commit().map_err(fault)
    }

    fn json<T: Serialize + ?Sized>(&self, value: &T) -> Result<String, StoreError> {
        serde_json::to_string(value)
            .map_err(|error| StoreError::Refused { file: self.file.clone(), detail: error.to_string() })
    }
}

/// Where an open attempt stands.
struct Head {
    actions: u32,
    rubric: u32,
    chain: Hash,
}

fn open_head(
    writing: &Transaction<'_>,
    attempt: AttemptId,
    fault: impl Fn(rusqlite::Error) -> StoreError + Copy,
) -> Result<Head, StoreError> {
    let (state, head) = writing
        .prepare_cached(
            "SELECT state, actions, rubric, head FROM attempt WHERE organisation = ?1 AND id = ?2",
        )
        .map_err(fault)?
        .query_row(params![LOCAL, attempt.0.as_bytes()], |row| {
            let head =
                Head { actions: row.get(1)?, rubric: row.get(2)?, chain: Hash::from_bytes(row.get(3)?) };
            Ok((row.get::<_, String>(0)?, head))
        })
        .optional()
        .map_err(fault)?
        .ok_or(StoreError::NoSuchAttempt { attempt })?;
    if state == "open" { Ok(head) } else { Err(StoreError::Ended { attempt }) }
}

fn insert_entry(
    writing: &Transaction<'_>,
    attempt: AttemptId,
    seq: u32,
    action: Option<&str>,
    events: &str,
    chain: &Hash,
    at: Timestamp,
) -> rusqlite::Result<usize> {
    let insert = "INSERT INTO entry (organisation, attempt, seq, action, events, chain, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let (attempt, chain, at) = (attempt.0.as_bytes(), chain.as_bytes(), at.as_millisecond());
    writing.prepare_cached(insert)?.execute(params![LOCAL, attempt, seq, action, events, chain, at])
}
