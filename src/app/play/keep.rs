//! How much of a session is on disk, and what has to be written next.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::app::archive::Done;
use crate::score::score;
use crate::session::{Action, Event, Mode, Outcome, Phase, Session};
use crate::store::{AttemptId, Ending, NewAttempt, State, Store, StoreError};

/// One action with what happened because of it.
pub(super) type Step = (Action, Vec<Event>);

/// What of an attempt is on disk.
pub(super) struct Keep {
    attempt: AttemptId,
    /// What begins the attempt, until it is begun.
    new: Option<NewAttempt>,
    kept: u32,
    progress: Progress,
    /// What begins it, to be kept once more where the team's store goes away; none for what belongs there.
    whole: Option<NewAttempt>,
    /// Where that is kept, where there is a team's store.
    desk: Option<PathBuf>,
    /// Whether it is kept there now.
    aside: bool,
}

/// How the last try to write went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Everything handed over is on disk.
    Known,
    /// Something is being written.
    Flying,
    /// It failed, so that only the disk knows how far it came.
    Unsure,
    /// The end is on disk too, or nothing is to be kept.
    Over,
}

impl Keep {
    /// Nothing is on disk.
    pub(super) fn new(new: NewAttempt) -> Self {
        let own = new.assignment.is_none() && new.played.mode != Mode::Certify;
        let whole = own.then(|| new.clone());
        let desk = None;
        Self {
            attempt: new.id,
            new: Some(new),
            kept: 0,
            progress: Progress::Known,
            whole,
            desk,
            aside: false,
        }
    }

    /// So many actions are on disk.
    pub(super) fn begun(attempt: AttemptId, actions: usize) -> Self {
        let kept = u32::try_from(actions).unwrap_or(u32::MAX);
        Self { attempt, new: None, kept, progress: Progress::Known, whole: None, desk: None, aside: false }
    }

    /// Nothing will be kept.
    pub(super) fn nothing(attempt: AttemptId, actions: usize) -> Self {
        Self { progress: Progress::Over, ..Self::begun(attempt, actions) }
    }

    /// The same, going on in this folder where the team's store goes away.
    pub(super) fn or_at(self, desk: Option<PathBuf>) -> Self {
        Self { desk, ..self }
    }

    pub(super) fn attempt(&self) -> AttemptId {
        self.attempt
    }

    /// Whether all of `steps` is on disk.
    pub(super) fn is_saved(&self, steps: &[Step]) -> bool {
        self.new.is_none() && self.kept as usize >= steps.len()
    }

    /// What has to be written next, unless something is being written.
    pub(super) fn unsaved(
        &mut self,
        session: &Session,
        steps: &[Step],
        at: Timestamp,
    ) -> Option<impl FnOnce(&mut Store) -> Result<Done, StoreError> + Send + 'static + use<>> {
        let ended = matches!(session.phase(), Phase::Ended(_));
        let busy = matches!(self.progress, Progress::Flying | Progress::Over);
        if busy || (self.is_saved(steps) && !ended) {
            return None;
        }
        let aside = self.desk.clone().zip(self.whole.clone()).map(|(desk, new)| Aside {
            desk,
            new,
            sources: session.scenario().sources().to_vec(),
            steps: steps.to_vec(),
        });
        let batch = Batch {
            aside,
            already: self.aside,
            attempt: self.attempt,
            new: self.new.clone().map(|new| (new, session.scenario().sources().to_vec())),
            first: self.kept,
            steps: steps.iter().skip(self.kept as usize).cloned().collect(),
            end: ended.then(|| ending(session)),
            unsure: self.progress == Progress::Unsure,
            at,
        };
        self.progress = Progress::Flying;
        Some(move |store: &mut Store| batch.write(store))
    }

    /// So much is on disk.
    pub(super) fn saved(&mut self, attempt: AttemptId, actions: u32, finished: bool) {
        if attempt == self.attempt {
            (self.new, self.kept) = (None, actions);
            self.progress = if finished { Progress::Over } else { Progress::Known };
        }
    }

    /// From now on it is kept in what this machine keeps for the time without the team's store.
    pub(super) fn went_aside(&mut self, attempt: AttemptId) {
        self.aside |= attempt == self.attempt;
    }

    /// What was handed over may not be on disk.
    pub(super) fn not_saved(&mut self) {
        if self.progress == Progress::Flying {
            self.progress = Progress::Unsure;
        }
    }
}

/// The scorecard as it is kept, and how the session ended.
fn ending(session: &Session) -> (String, Ending) {
    let card = score(session.scenario(), session.log());
    let left = matches!(session.phase(), Phase::Ended(Outcome::Abandoned));
    let json = serde_json::to_string(&card).unwrap_or_default();
    (json, if left { Ending::Abandoned } else { Ending::Finished })
}

/// A whole attempt, to be kept where the team's store goes away.
struct Aside {
    desk: PathBuf,
    new: NewAttempt,
    sources: Vec<(String, String)>,
    steps: Vec<Step>,
}

impl Aside {
    /// Keeps what is not kept there yet.
    fn write(&self, team: &Store, end: Option<&(String, Ending)>, at: Timestamp) -> Result<Done, StoreError> {
        let mut desk = Store::at_desk(&self.desk)?;
        desk.stand_in(team)?;
        let attempt = self.new.id;
        let mut actions = match desk.summary(attempt) {
            Ok(found) => found.actions,
            Err(StoreError::NoSuchAttempt { .. }) => {
                for (name, text) in &self.sources {
                    desk.keep_source(&self.new.played.hash, name, text)?;
                }
                desk.begin(&self.new)?;
                0
            }
            Err(error) => return Err(error),
        };
        for (action, events) in self.steps.iter().skip(actions as usize) {
            desk.append(attempt, actions, action, events, at)?;
            actions += 1;
        }
        if let Some((card, ending)) = end {
            desk.finish(attempt, card, *ending, at)?;
        }
        Ok(Done::Aside { attempt, actions, finished: end.is_some() })
    }
}

/// What is written in one go.
struct Batch {
    aside: Option<Aside>,
    /// Whether it is kept aside already.
    already: bool,
    attempt: AttemptId,
    new: Option<(NewAttempt, Vec<(String, String)>)>,
    /// How many actions were on disk before.
    first: u32,
    steps: Vec<Step>,
    end: Option<(String, Ending)>,
    unsure: bool,
    at: Timestamp,
}

impl Batch {
    fn write(self, store: &mut Store) -> Result<Done, StoreError> {
        let here = if self.already { None } else { Some(self.write_here(store)) };
        match (here, &self.aside) {
            (None | Some(Err(StoreError::Away { .. })), Some(aside)) => {
                aside.write(store, self.end.as_ref(), self.at)
            }
            (None, None) => self.write_here(store),
            (Some(done), _) => done,
        }
    }

    fn write_here(&self, store: &mut Store) -> Result<Done, StoreError> {
        let found = if self.unsure { self.found(store)? } else { None };
        let over = matches!(found, Some((_, State::Ended(_))));
        if let (Some((new, sources)), None) = (&self.new, found) {
            for (name, text) in sources {
                store.keep_source(&new.played.hash, name, text)?;
            }
            store.begin(new)?;
        }
        let mut actions = found.map_or(self.first, |(actions, _)| actions);
        for (action, events) in self.steps.iter().skip((actions - self.first) as usize) {
            store.append(self.attempt, actions, action, events, self.at)?;
            actions += 1;
        }
        if let Some((card, ending)) = self.end.as_ref().filter(|_| !over) {
            store.finish(self.attempt, card, *ending, self.at)?;
        }
        Ok(Done::Saved { attempt: self.attempt, actions, finished: self.end.is_some() })
    }

    /// How far an earlier try came; another window's actions are not taken for ours.
    fn found(&self, store: &Store) -> Result<Option<(u32, State)>, StoreError> {
        let attempt = match store.load(self.attempt) {
            Ok(attempt) => attempt,
            Err(StoreError::NoSuchAttempt { .. }) if self.new.is_some() => return Ok(None),
            Err(error) => return Err(error),
        };
        let found = attempt.meta.actions;
        let mut later = attempt.entries.iter().skip(self.first as usize);
        let ours = found >= self.first
            && attempt.entries.len() <= self.first as usize + self.steps.len()
            && later
                .by_ref()
                .zip(&self.steps)
                .all(|(entry, step)| entry.action == step.0 && entry.events == step.1);
        if ours {
            Ok(Some((found, attempt.meta.state)))
        } else {
            Err(StoreError::Moved { expected: self.first, found })
        }
    }
}
