//! Attempts: what was played, under which versions, and how it stands.

use std::fmt;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::assignment::AssignmentId;
use super::driver::Access;
use super::handover::DESK;
use super::person::PersonId;
use super::right::{Permission, is_for_managers};
use super::row::{Broken, Row, values};
use super::rubric::cards;
use super::whole::grade;
use super::{LOCAL, Store, StoreError};
use crate::scenario::Language;
use crate::score::{Grade, RUBRIC};
use crate::session::{Action, ENGINE, Event, Mode, Session};

/// An attempt's id: a UUIDv7 made by whoever holds the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptId(pub Uuid);

impl fmt::Display for AttemptId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What is played: all that a replay needs beside the actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The scenario's id.
    pub scenario: String,
    /// Hash of its bytes, includes too.
    pub hash: String,
    /// Its title in the session's language, for lists.
    pub title: Option<String>,
    /// The language it is held in.
    pub language: Language,
    /// The mode.
    pub mode: Mode,
    /// The seed.
    pub seed: u64,
    /// Version of the session rules.
    pub engine: u32,
    /// Version of the scoring rules.
    pub rubric: u32,
    /// Hash of the listener with its assets.
    pub listener: String,
}

impl Played {
    /// What `session` plays.
    pub fn of(session: &Session) -> Self {
        let scenario = session.scenario();
        Self {
            scenario: scenario.file().id.clone(),
            hash: scenario.hash().to_owned(),
            title: Some(scenario.file().title.get(session.language()).to_owned()),
            language: session.language(),
            mode: session.mode(),
            seed: session.seed(),
            engine: ENGINE,
            rubric: RUBRIC,
            listener: session.listener().fingerprint().to_owned(),
        }
    }
}

/// An attempt that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttempt {
    /// Its id.
    pub id: AttemptId,
    /// Who plays.
    pub person: PersonId,
    /// The attempt it tries again from some turn of.
    pub parent: Option<AttemptId>,
    /// The assignment it is played for.
    pub assignment: Option<AssignmentId>,
    /// 16 bytes nobody can guess; hashed into every entry, and forgotten when the attempt is erased.
    pub salt: [u8; 16],
    /// What is played.
    pub played: Played,
    /// The events before the first action.
    pub opening: Vec<Event>,
    /// Now.
    pub started: Timestamp,
}

/// How an attempt ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Played to the end.
    Finished,
    /// The trainee left.
    Abandoned,
}

/// Whether an attempt can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being played, or was cut off and can be resumed.
    Open,
    /// It is over.
    Ended(Ending),
}

/// An attempt without its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: AttemptId,
    /// Who played.
    pub person: PersonId,
    /// The attempt it tries again from some turn of.
    pub parent: Option<AttemptId>,
    /// The assignment it was played for.
    pub assignment: Option<AssignmentId>,
    /// Whether the trainee shows it to whoever leads their teams, though nobody assigned it.
    pub shared: bool,
    /// When it was erased; then nothing of the log is left.
    pub erased: Option<Timestamp>,
    /// Whether it was played while the team's store was away, or part of it, so that only the desk's word stands for when
    /// that was.
    pub self_kept: bool,
    /// Whether a reviewer passed it, by their last decision; none where nobody decided.
    pub decided: Option<bool>,
    /// What was played.
    pub played: Played,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// How it stands.
    pub state: State,
    /// How many actions are kept.
    pub actions: u32,
    /// The scorecard that counts, in short: by the rubric that was adopted where there is one, else the one it ended with,
    /// and as reviewed where a reviewer overruled part of it.
    pub grade: Option<Grade>,
    /// What the machine alone made of it, where a reviewer overruled part of that.
    pub machine: Option<Grade>,
}

/// One action with what happened because of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub action: Action,
    /// What happened.
    pub events: Vec<Event>,
}

/// An attempt with its whole log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What is known without the log.
    pub meta: Summary,
    /// The scorecard that counts, as JSON; none where it is not over.
    pub scorecard: Option<String>,
    /// The events before the first action.
    pub opening: Vec<Event>,
    /// The actions in order.
    pub entries: Vec<Entry>,
}

/// What is known of an attempt; last its grades: of the scorecard it ended with, by the rubric that was adopted, and as
/// reviewed.
pub(super) const COLUMNS: &str =
    "a.id, a.person, a.parent, a.scenario, a.scenario_hash, a.title, a.language, a.mode,
    a.seed, a.engine, a.rubric, a.listener, a.started, a.ended, a.state, a.actions,
    a.assignment, a.shared, a.erased, a.kept_by,
    (SELECT d.passed FROM decision d WHERE d.attempt = a.id ORDER BY d.number DESC LIMIT 1),
    s.made, s.outcome, s.overall, s.low, s.empathy, s.tools, s.resolution, s.passed, s.critical, s.alleged,
    n.made, n.outcome, n.overall, n.low, n.empathy, n.tools, n.resolution, n.passed, n.critical, n.alleged,
    v.made, v.outcome, v.overall, v.low, v.empathy, v.tools, v.resolution, v.passed, v.critical, v.alleged";
/// Where that stands; `?1` is the organisation.
pub(super) const TABLES: &str = concat!("FROM attempt a ", cards!());

impl Store {
    /// The person's attempts, newest first: all for themselves, and for whoever leads a team of theirs those that were
    /// assigned, certified or shared.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else.
    pub fn attempts(&self, person: PersonId) -> Result<Vec<Summary>, StoreError> {
        let own = self.own(person).is_ok();
        if !own {
            self.acting.ok_or(StoreError::NotPermitted { needs: Permission::Own })?;
            self.lead(person)?;
        }
        let which = "a.person = ?2 AND a.erased IS NULL ORDER BY a.started DESC, a.id DESC";
        let mut all = self.summaries(which, person)?;
        all.retain(|attempt| own || is_for_managers(attempt));
        Ok(all)
    }

    /// How often somebody practised what nobody assigned: a number only, for whoever leads them.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor leads them.
    pub fn practice(&self, person: PersonId) -> Result<u32, StoreError> {
        if self.own(person).is_err() {
            self.lead(person)?;
        }
        let query = "SELECT count(*) FROM attempt WHERE organisation = ?1 AND person = ?2
            AND assignment IS NULL AND shared = 0 AND erased IS NULL";
        Ok(self.row(query, values![LOCAL, person.0], |row| row.get(0))?.unwrap_or_default())
    }

    /// Shows an attempt to whoever leads one's teams, or no longer.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever did not play it.
    pub fn share(&self, attempt: AttemptId, shared: bool) -> Result<(), StoreError> {
        let person = self.owned(attempt)?.person;
        let update = "UPDATE attempt SET shared = ?3 WHERE organisation = ?1 AND id = ?2";
        self.within(Access::Write, || {
            self.run(update, values![LOCAL, attempt.0, shared])?;
            self.stale(person, Some(attempt))
        })
    }

    /// The person's attempts that were cut off and can be resumed, newest first.
    pub fn open_attempts(&self, person: PersonId) -> Result<Vec<Summary>, StoreError> {
        self.own(person)?;
        self.summaries(
            "a.person = ?2 AND a.state = 'open' AND a.erased IS NULL ORDER BY a.started DESC, a.id DESC",
            person,
        )
    }

    pub(super) fn summaries(&self, which: &str, person: PersonId) -> Result<Vec<Summary>, StoreError> {
        let query = format!("SELECT {COLUMNS} {TABLES} WHERE a.organisation = ?1 AND {which}");
        self.rows(&query, values![LOCAL, person.0], summary)
    }

    /// The attempt without its log.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`] where it is not kept here, [`StoreError::NotPermitted`] where whoever acts may not
    /// see it.
    pub fn summary(&self, attempt: AttemptId) -> Result<Summary, StoreError> {
        self.seen(attempt)
    }

    /// The same, for the store itself.
    pub(super) fn kept(&self, attempt: AttemptId) -> Result<Summary, StoreError> {
        let query = format!("SELECT {COLUMNS} {TABLES} WHERE a.organisation = ?1 AND a.id = ?2");
        self.row(&query, values![LOCAL, attempt.0], summary)?.ok_or(StoreError::NoSuchAttempt { attempt })
    }

    /// The attempt with its log, to resume, replay or show it.
    pub fn load(&self, attempt: AttemptId) -> Result<Attempt, StoreError> {
        self.seen(attempt)?;
        // One moment's picture, so that a window that appends meanwhile is seen wholly or not at all.
        self.within(Access::Read, || {
            self.seen(attempt)?;
            self.read_whole(attempt)
        })
    }

    /// The same, for the store itself.
    pub(super) fn read_whole(&self, attempt: AttemptId) -> Result<Attempt, StoreError> {
        let whole = self.whole(attempt)?;
        let meta = whole.summary().map_err(|broken| self.broken(broken))?;
        let meta = meta.ok_or(StoreError::NoSuchAttempt { attempt })?;
        whole.attempt(meta, self.counting_card(attempt)?)
    }
}

/// Where the grade of the scorecard it ended with stands, behind when that was made, the one by the adopted rubric, and
/// the reviewed one.
const ENDED_WITH: usize = 21;
const ADOPTED: usize = 31;
const REVIEWED: usize = 41;
/// Where it stands who keeps it.
pub(super) const KEPT_BY: usize = 19;
/// How many columns there are.
pub(super) const WIDTH: usize = 51;

/// The grade that stands from here on, where there is one.
fn graded(row: &Row, from: usize) -> Result<Option<Grade>, Broken> {
    if row.maybe_time(from)?.is_some() { grade(row, from + 1).map(Some) } else { Ok(None) }
}

pub(super) fn summary(row: &Row) -> Result<Summary, Broken> {
    let machine = match graded(row, ADOPTED)? {
        None => graded(row, ENDED_WITH)?,
        adopted => adopted,
    };
    let reviewed = graded(row, REVIEWED)?;
    Ok(Summary {
        id: AttemptId(row.get(0)?),
        person: PersonId(row.get(1)?),
        parent: row.get::<Option<Uuid>>(2)?.map(AttemptId),
        assignment: row.get::<Option<Uuid>>(16)?.map(AssignmentId),
        shared: row.get(17)?,
        erased: row.maybe_time(18)?,
        self_kept: row.text(KEPT_BY)? == DESK,
        decided: row.get(20)?,
        played: Played {
            scenario: row.get(3)?,
            hash: row.get(4)?,
            title: row.get(5)?,
            language: row.parsed(6, from_word)?,
            mode: row.parsed(7, from_word)?,
            seed: row.get::<i64>(8)?.cast_unsigned(),
            engine: row.get(9)?,
            rubric: row.get(10)?,
            listener: row.get(11)?,
        },
        started: row.time(12)?,
        ended: row.maybe_time(13)?,
        state: match row.text(14)? {
            "finished" => State::Ended(Ending::Finished),
            "abandoned" => State::Ended(Ending::Abandoned),
            _ => State::Open,
        },
        actions: row.get(15)?,
        grade: reviewed.or(machine),
        machine: machine.filter(|_| reviewed.is_some()),
    })
}

/// The variant that is written as this word in files.
pub(super) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::Value::from(word))
}

/// The word a variant is written as in files, e.g. `practice`.
pub(super) fn word<T: serde::Serialize>(variant: &T) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(error) => error.to_string(),
    }
}
