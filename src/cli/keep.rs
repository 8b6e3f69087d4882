//! Keeping an attempt while it is played: every action is on disk before its answer is on screen.

use anyhow::{Context, anyhow};
use jiff::Timestamp;
use uuid::Uuid;

use crate::locale::store::store_error;
use crate::scenario::{Act, Language};
use crate::score::Scorecard;
use crate::session::{Action, Event, Outcome, Phase, Session};
use crate::store::{AttemptId, Ending, Meant, NewAttempt, Person, Played, Store, StoreError, Summary};

/// The store, opened for one person.
pub(super) struct Kept {
    store: Store,
    person: Person,
    language: Language,
    open: Option<(AttemptId, u32)>,
}

#[expect(clippy::disallowed_methods, reason = "the command line is where time is measured")]
pub(super) fn now() -> anyhow::Result<Timestamp> {
    Timestamp::try_from(std::time::SystemTime::now()).context("the system's clock is out of range")
}

impl Kept {
    /// The store with `person` signed in.
    pub(super) fn new((store, person): (Store, Person), language: Language) -> Self {
        Self { store, person, language, open: None }
    }

    fn worded<T>(&self, result: Result<T, StoreError>) -> anyhow::Result<T> {
        result.map_err(|error| anyhow!(store_error(&error, self.language)))
    }

    /// The newest attempt that was broken off, of one scenario or of any.
    pub(super) fn broken_off(&self, scenario: Option<&str>) -> anyhow::Result<Option<Summary>> {
        let open = self.worded(self.store.open_attempts(self.person.id))?;
        Ok(open.into_iter().find(|one| scenario.is_none_or(|id| one.played.scenario == id)))
    }

    /// The files a scenario was made of when it was played, by name.
    pub(super) fn sources(&self, hash: &str) -> anyhow::Result<std::collections::BTreeMap<String, String>> {
        self.worded(self.store.sources(hash))
    }

    /// Begins a new attempt with the session's opening, and keeps the files it is made of.
    pub(super) fn begin(&mut self, session: &Session, sources: &[(String, String)]) -> anyhow::Result<()> {
        let scenario = session.scenario();
        for (name, text) in sources {
            self.worded(self.store.keep_source(scenario.hash(), name, text))?;
        }
        let new = NewAttempt {
            id: AttemptId(Uuid::now_v7()),
            person: self.person.id,
            parent: None,
            assignment: None,
            salt: Uuid::new_v4().into_bytes(),
            played: Played::of(session),
            opening: session.log().to_vec(),
            started: now()?,
        };
        let began = self.store.begin(&new);
        self.open = Some((self.worded(began)?, 0));
        Ok(())
    }

    /// The actions of an attempt that was broken off; appending goes on behind them.
    pub(super) fn resume(&mut self, attempt: AttemptId) -> anyhow::Result<Vec<Action>> {
        let loaded = self.worded(self.store.load(attempt))?;
        let actions: Vec<Action> = loaded.entries.into_iter().map(|entry| entry.action).collect();
        self.open = Some((attempt, u32::try_from(actions.len()).unwrap_or(u32::MAX)));
        Ok(actions)
    }

    /// Appends an action with what happened because of it.
    pub(super) fn append(&mut self, action: &Action, events: &[Event]) -> anyhow::Result<()> {
        let Some((attempt, known)) = self.open else { return Ok(()) };
        let appended = self.store.append(attempt, known, action, events, now()?);
        self.worded(appended)?;
        self.open = Some((attempt, known + 1));
        Ok(())
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
        let finished = self.store.finish(attempt, &json, ending, now()?);
        self.worded(finished)
    }
}
