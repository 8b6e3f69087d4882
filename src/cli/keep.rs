//! Keeping an attempt while it is played: every action is on disk before its answer is on screen.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use jiff::Timestamp;
use uuid::Uuid;

use crate::locale::store::store_error;
use crate::scenario::{Act, Language};
use crate::score::Scorecard;
use crate::session::{Action, Event, Mode, Outcome, Phase, Session};
use crate::store::{
    AssignmentId, AttemptId, Ending, Given, Meant, NewAttempt, Person, Played, Store, StoreError, Summary,
    Watcher,
};

/// The store, opened for one person.
pub(super) struct Kept {
    store: Store,
    person: Person,
    language: Language,
    open: Option<(AttemptId, u32)>,
    /// When the attempt that goes on was begun.
    resumed: Option<Timestamp>,
    /// Where to go on when the team's store goes away.
    desk: Option<PathBuf>,
    so_far: Option<SoFar>,
}

/// An attempt as it was kept so far, to be kept once more elsewhere.
struct SoFar {
    new: NewAttempt,
    sources: Vec<(String, String)>,
    entries: Vec<(Action, Vec<Event>, Timestamp)>,
}

#[expect(clippy::disallowed_methods, reason = "the command line is where time is measured")]
pub(super) fn now() -> anyhow::Result<Timestamp> {
    Timestamp::try_from(std::time::SystemTime::now()).context("the system's clock is out of range")
}

impl Kept {
    /// The store with `person` signed in.
    pub(super) fn new((store, person): (Store, Person), language: Language) -> Self {
        Self { store, person, language, open: None, resumed: None, desk: None, so_far: None }
    }

    /// The same, going on in this folder when the team's store goes away.
    pub(super) fn or_at(self, desk: Option<PathBuf>) -> Self {
        Self { desk, ..self }
    }

    fn worded<T>(&self, result: Result<T, StoreError>) -> anyhow::Result<T> {
        result.map_err(|error| anyhow!(store_error(&error, self.language)))
    }

    /// The newest attempt that was broken off, of one scenario or of any.
    pub(super) fn broken_off(&self, scenario: Option<&str>) -> anyhow::Result<Option<Summary>> {
        let open = self.worded(self.store.open_attempts(self.person.id))?;
        Ok(open.into_iter().find(|one| scenario.is_none_or(|id| one.played.scenario == id)))
    }

    /// What whoever plays was given, and the open exams.
    pub(super) fn given(&self) -> anyhow::Result<Vec<Given>> {
        self.worded(self.store.given(self.person.id))
    }

    /// The seeds with which this person played a scenario before.
    pub(super) fn had(&self, scenario: &str) -> anyhow::Result<Vec<u64>> {
        let attempts = self.worded(self.store.attempts(self.person.id))?;
        Ok(attempts
            .into_iter()
            .filter(|one| one.played.scenario == scenario)
            .map(|one| one.played.seed)
            .collect())
    }

    /// The files a scenario was made of when it was played, by name.
    pub(super) fn sources(&self, hash: &str) -> anyhow::Result<std::collections::BTreeMap<String, String>> {
        self.worded(self.store.sources(hash))
    }

    /// Begins a new attempt with the session's opening, and keeps the files it is made of.
    pub(super) fn begin(
        &mut self,
        session: &Session,
        assignment: Option<AssignmentId>,
        sources: &[(String, String)],
    ) -> anyhow::Result<()> {
        let new = NewAttempt {
            id: AttemptId(Uuid::now_v7()),
            person: self.person.id,
            parent: None,
            assignment,
            salt: Uuid::new_v4().into_bytes(),
            played: Played::of(session),
            opening: session.log().to_vec(),
            started: now()?,
        };
        self.open = Some((new.id, 0));
        let so_far = SoFar { new, sources: sources.to_vec(), entries: Vec::new() };
        let began = so_far.keep(&mut self.store);
        self.so_far = Some(so_far);
        self.or_here(began)
    }

    /// What a store said; where it is the team's and is away, the attempt goes on in this machine's own.
    fn or_here(&mut self, said: Result<(), StoreError>) -> anyhow::Result<()> {
        let may = |so_far: &SoFar| so_far.new.assignment.is_none() && so_far.new.played.mode != Mode::Certify;
        let away = matches!(said, Err(StoreError::Away { .. }));
        let (Some(folder), Some(so_far)) = (&self.desk, self.so_far.as_ref().filter(|one| away && may(one)))
        else {
            return self.worded(said);
        };
        let here = Store::at_desk(folder).and_then(|mut desk| {
            desk.stand_in(&self.store)?;
            so_far.keep(&mut desk).map(|()| desk)
        });
        self.store = self.worded(here)?;
        self.desk = None;
        let line = crate::locale::handover::away(self.language);
        // Where standard error is closed there is nobody left to tell.
        anstream::stderr().write_all(format!("\n{line}\n").as_bytes()).ok();
        Ok(())
    }

    /// The actions of an attempt that was broken off; appending goes on behind them.
    pub(super) fn resume(&mut self, attempt: AttemptId) -> anyhow::Result<Vec<Action>> {
        let loaded = self.worded(self.store.load(attempt))?;
        self.resumed = Some(loaded.meta.started);
        let actions: Vec<Action> = loaded.entries.into_iter().map(|entry| entry.action).collect();
        self.open = Some((attempt, u32::try_from(actions.len()).unwrap_or(u32::MAX)));
        Ok(actions)
    }

    /// Seconds since the attempt that goes on was begun; none where it begins now.
    pub(super) fn since_begun(&self) -> anyhow::Result<Option<u32>> {
        let Some(begun) = self.resumed else { return Ok(None) };
        Ok(Some(u32::try_from(now()?.duration_since(begun).as_secs()).unwrap_or_default()))
    }

    /// Appends an action with what happened because of it.
    pub(super) fn append(&mut self, action: &Action, events: &[Event]) -> anyhow::Result<()> {
        let Some((attempt, known)) = self.open else { return Ok(()) };
        let at = now()?;
        if let Some(so_far) = &mut self.so_far {
            so_far.entries.push((action.clone(), events.to_vec(), at));
        }
        let appended = self.store.append(attempt, known, action, events, at).map(drop);
        self.or_here(appended)?;
        self.open = Some((attempt, known + 1));
        Ok(())
    }

    /// Who listens in to the attempt now.
    pub(super) fn watchers(&self) -> anyhow::Result<Vec<Watcher>> {
        let Some((attempt, _)) = self.open else { return Ok(Vec::new()) };
        let now = now()?;
        // That nobody can be asked must not stop whoever plays; the next action will tell.
        let all = self.store.watchers(attempt).unwrap_or_default();
        Ok(all.into_iter().filter(|watcher| watcher.is_here(now)).collect())
    }

    /// Keeps what a reply was meant to do, by its place in the log.
    pub(super) fn mean(&self, event: u32, act: Act) -> anyhow::Result<()> {
        let Some((attempt, _)) = self.open else { return Ok(()) };
        self.worded(self.store.mean(Meant { attempt, event, act }, now()?))
    }

    /// Ends the attempt with its scorecard.
    pub(super) fn finish(&mut self, session: &Session, card: &Scorecard) -> anyhow::Result<()> {
        let Some((attempt, _)) = self.open.take() else { return Ok(()) };
        let left = matches!(session.phase(), Phase::Ended(Outcome::Abandoned));
        let ending = if left { Ending::Abandoned } else { Ending::Finished };
        let json = serde_json::to_string(card).context("the scorecard cannot be written")?;
        let at = now()?;
        match self.store.finish(attempt, &json, ending, at) {
            Err(away @ StoreError::Away { .. }) => {
                self.or_here(Err(away))?;
                let finished = self.store.finish(attempt, &json, ending, at);
                self.worded(finished)
            }
            finished => self.worded(finished),
        }
    }
}

impl SoFar {
    /// Keeps it in a store that does not have it yet.
    fn keep(&self, store: &mut Store) -> Result<(), StoreError> {
        let hash = &self.new.played.hash;
        self.sources.iter().try_for_each(|(name, text)| store.keep_source(hash, name, text))?;
        store.begin(&self.new)?;
        (0..).zip(&self.entries).try_for_each(|(known, (action, events, at))| {
            store.append(self.new.id, known, action, events, *at).map(drop)
        })
    }
}
