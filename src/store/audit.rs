//! Auditing: an attempt played again from what is kept, and everything compared.
//!
//! The chain shows that nothing was changed since it was written; playing it again shows that it was never anything but
//! what the rules make of these actions; grading it again shows that the score is theirs.

use std::collections::HashMap;
use std::sync::Arc;

use super::attempt::{Attempt, AttemptId, Ending, State};
use super::chain::Chain;
use super::driver::Access;
use super::right::Right;
use super::row::values;
use super::{LOCAL, Store, StoreError};
use crate::listen::Listener;
use crate::scenario::{Library, Scenario};
use crate::score::{RUBRIC, Scorecard, score};
use crate::session::{ENGINE, Outcome, Phase, Session};

/// What an audit comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is as it was written, and plays and scores as it says.
    Intact,
    /// What was written was erased on purpose, and nothing else is changed.
    Erased,
    /// Something was changed.
    Altered(Altered),
    /// The chain holds, and this version cannot play it again.
    NotReproducible(Version),
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Altered {
    /// The log no longer follows from itself.
    Log {
        /// The first entry that does not follow; 0 is the beginning, with what was played.
        entry: u32,
    },
    /// The end or the scorecard is not the one the attempt ended with.
    End,
    /// The scenario that is kept is not the one that was played.
    Scenario,
    /// Played again, something else happens.
    Replay {
        /// After which action; 0 is the opening.
        action: u32,
    },
    /// Graded again, something else comes out.
    Score,
}

/// Why an attempt cannot be played again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// It was played under other rules of the session.
    Engine(u32),
    /// It was graded under another rubric.
    Rubric(u32),
    /// It was heard by another listener; for a deep audit.
    Listener(String),
    /// Its scenario was not kept, or cannot be read any more.
    Scenario(String),
}

/// Audits attempts, one after the other.
#[derive(Debug)]
pub struct Auditor<'a> {
    store: &'a Store,
    listener: Arc<Listener>,
    deep: bool,
    scenarios: HashMap<String, Option<Kept>>,
}

/// A scenario that was played, with the variants drawn so far.
#[derive(Debug)]
struct Kept {
    library: Library,
    plain: Arc<Scenario>,
    drawn: HashMap<Vec<usize>, Arc<Scenario>>,
}

impl<'a> Auditor<'a> {
    /// An auditor who hears replies as they were heard, or, where `deep`, listens to each of them anew.
    pub fn new(store: &'a Store, listener: Arc<Listener>, deep: bool) -> Self {
        Self { store, listener, deep, scenarios: HashMap::new() }
    }

    /// What there is to audit, in the order it began: everything, for the owner; else one's own attempts.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts.
    pub fn attempts(&self) -> Result<Vec<AttemptId>, StoreError> {
        let of = "SELECT id FROM attempt WHERE organisation = ?1";
        let id = |row: &super::row::Row| Ok(AttemptId(row.get(0)?));
        if self.store.need(Right::Owner).is_ok() || self.store.is_open()? {
            return self.store.rows(&format!("{of} ORDER BY started, id"), values![LOCAL], id);
        }
        let me = self.store.need(Right::Trainee)?;
        let mine = format!("{of} AND person = ?2 ORDER BY started, id");
        self.store.rows(&mine, values![LOCAL, me.0], id)
    }

    /// Audits an attempt.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where whoever acts may not see it, or any other where it cannot be read at all.
    pub fn audit(&mut self, id: AttemptId) -> Result<Verdict, StoreError> {
        let store = self.store;
        let read = store.within(Access::Read, || {
            if store.need(Right::Owner).is_err() {
                store.seen(id)?;
            }
            match store.chain(id)? {
                Chain::Intact { .. } => Ok(Ok(store.read_whole(id)?)),
                Chain::Erased { .. } => Ok(Err(Verdict::Erased)),
                Chain::Altered { seq } => {
                    let end = store.kept(id)?.actions + 1 == seq;
                    Ok(Err(Verdict::Altered(if end { Altered::End } else { Altered::Log { entry: seq } })))
                }
            }
        });
        match read {
            Ok(Ok(attempt)) => self.replay(&attempt),
            Ok(Err(verdict)) => Ok(verdict),
            Err(StoreError::BadEntry { seq, .. }) => Ok(Verdict::Altered(Altered::Log { entry: seq })),
            Err(StoreError::BadRecord { .. }) => Ok(Verdict::Altered(Altered::Log { entry: 0 })),
            Err(other) => Err(other),
        }
    }

    fn replay(&mut self, attempt: &Attempt) -> Result<Verdict, StoreError> {
        let played = &attempt.meta.played;
        if played.engine != ENGINE {
            return Ok(Verdict::NotReproducible(Version::Engine(played.engine)));
        }
        if self.deep && played.listener != self.listener.fingerprint() {
            return Ok(Verdict::NotReproducible(Version::Listener(played.listener.clone())));
        }
        let scenario = match self.scenario(attempt)? {
            Ok(scenario) => scenario,
            Err(verdict) => return Ok(verdict),
        };
        let listener = Arc::clone(&self.listener);
        let mut session = Session::begin(scenario, listener, played.language, played.mode, played.seed);
        if session.log() != attempt.opening {
            return Ok(Verdict::Altered(Altered::Replay { action: 0 }));
        }
        for (entry, action) in attempt.entries.iter().zip(1..) {
            let events = if self.deep {
                session.apply(&entry.action)
            } else {
                session.apply_as_heard(&entry.action, &entry.events)
            };
            if events.as_ref() != Ok(&entry.events) {
                return Ok(Verdict::Altered(Altered::Replay { action }));
            }
        }
        Ok(graded(attempt, &session))
    }

    /// The scenario an attempt was played on, from the copy that was kept.
    fn scenario(&mut self, attempt: &Attempt) -> Result<Result<Arc<Scenario>, Verdict>, StoreError> {
        let played = &attempt.meta.played;
        let lost = || Verdict::NotReproducible(Version::Scenario(played.scenario.clone()));
        if !self.scenarios.contains_key(&played.hash) {
            let files = self.store.sources(&played.hash)?;
            let none = files.is_empty();
            let library = Library::of(files);
            let kept = library.scenario(&played.scenario, 0).ok().map(|plain| Kept {
                library,
                plain: Arc::new(plain),
                drawn: HashMap::new(),
            });
            if kept.is_none() && !none {
                // It was playable once, or it would not have been played.
                return Ok(Err(Verdict::Altered(Altered::Scenario)));
            }
            self.scenarios.insert(played.hash.clone(), kept);
        }
        let Some(Some(kept)) = self.scenarios.get_mut(&played.hash) else { return Ok(Err(lost())) };
        if kept.plain.hash() != played.hash || kept.plain.file().id != played.scenario {
            return Ok(Err(Verdict::Altered(Altered::Scenario)));
        }
        let choices = kept.plain.file().choices(played.seed);
        if choices.is_empty() {
            return Ok(Ok(Arc::clone(&kept.plain)));
        }
        if let Some(known) = kept.drawn.get(&choices) {
            return Ok(Ok(Arc::clone(known)));
        }
        let Ok(drawn) = kept.library.scenario(&played.scenario, played.seed) else { return Ok(Err(lost())) };
        let drawn = Arc::new(drawn);
        kept.drawn.insert(choices, Arc::clone(&drawn));
        Ok(Ok(drawn))
    }
}

/// Compares the score that is kept with what the log comes to.
fn graded(attempt: &Attempt, session: &Session) -> Verdict {
    let meta = &attempt.meta;
    if meta.state == State::Open {
        return Verdict::Intact;
    }
    if meta.played.rubric != RUBRIC {
        return Verdict::NotReproducible(Version::Rubric(meta.played.rubric));
    }
    let phase = session.phase();
    let finished = matches!(phase, Phase::Ended(_)) && phase != Phase::Ended(Outcome::Abandoned);
    let kept = meta.scorecard.as_deref().and_then(|json| serde_json::from_str::<Scorecard>(json).ok());
    if finished != (meta.state == State::Ended(Ending::Finished)) {
        return Verdict::Altered(Altered::End);
    }
    if kept != Some(score(session.scenario(), session.log())) {
        return Verdict::Altered(Altered::Score);
    }
    Verdict::Intact
}
