//! Auditing: an attempt played again from what is kept, and everything compared.
//!
//! The chain shows that nothing was changed since it was written; playing it again shows that it was never anything but
//! what the rules make of these actions; grading it again shows that the score is theirs.

use std::collections::HashMap;
use std::sync::Arc;

use super::attempt::{Attempt, AttemptId, Ending, Played, State};
use super::audit_review::Reviewed;
use super::chain::Chain;
use super::driver::Access;
use super::right::Right;
use super::row::values;
use super::whole::{Card, Whole};
use super::{LOCAL, Store, StoreError};
use crate::listen::Listener;
use crate::scenario::{Library, Scenario};
use crate::score::{Grade, RUBRIC, Rubric, Scorecard, score, score_by};
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
    /// What was done in its review does not follow from itself, or a decision is not the one that was made.
    Review {
        /// The first step that does not, from 1.
        step: u32,
    },
    /// A reviewed scorecard is not what was ruled.
    Reviewed {
        /// The rubric's number.
        rubric: u32,
    },
    /// Graded again by a rubric that was adopted, something else comes out: the scorecard or the rubric was changed.
    Rescored {
        /// The rubric's number.
        rubric: u32,
    },
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

/// An attempt with the session played again from it.
pub(super) struct Again {
    pub(super) attempt: Attempt,
    pub(super) session: Session,
    cards: Vec<Card>,
    reviewed: Reviewed,
}

/// Audits attempts, one after the other.
#[derive(Debug)]
pub struct Auditor<'a> {
    store: &'a Store,
    listener: Arc<Listener>,
    deep: bool,
    scenarios: Scenarios,
    rubrics: HashMap<u32, Option<Rubric>>,
}

/// The scenarios that were played, from the copies that were kept, each read once.
#[derive(Debug, Default)]
pub(super) struct Scenarios {
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
        Self { store, listener, deep, scenarios: Scenarios::default(), rubrics: HashMap::new() }
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
        match self.again(id)? {
            Ok(again) => self.judged(&again),
            Err(verdict) => Ok(verdict),
        }
    }

    /// Audits several attempts, in their order; they are read together, which is quicker: some fifty at a time are enough.
    ///
    /// # Errors
    /// As for [`Auditor::audit`].
    pub fn audit_some(&mut self, attempts: &[AttemptId]) -> Result<Vec<Verdict>, StoreError> {
        let store = self.store;
        let wholes = match store.within(Access::Read, || store.wholes(attempts)) {
            Ok(wholes) => wholes,
            // Read one by one, all but the damaged one can be read.
            Err(StoreError::BadRecord { .. }) => return attempts.iter().map(|id| self.audit(*id)).collect(),
            Err(other) => return Err(other),
        };
        let judge = |(id, whole): (&AttemptId, Whole)| match self.played_again(*id, &whole)? {
            Ok(again) => self.judged(&again),
            Err(verdict) => Ok(verdict),
        };
        attempts.iter().zip(wholes).map(judge).collect()
    }

    /// The attempt as it ended, with the session played again from it; or why it cannot be.
    pub(super) fn again(&mut self, id: AttemptId) -> Result<Result<Again, Verdict>, StoreError> {
        match self.store.within(Access::Read, || self.store.whole(id)) {
            Ok(whole) => self.played_again(id, &whole),
            Err(StoreError::BadRecord { .. }) => Ok(Err(Verdict::Altered(Altered::Log { entry: 0 }))),
            Err(other) => Err(other),
        }
    }

    fn played_again(&mut self, id: AttemptId, whole: &Whole) -> Result<Result<Again, Verdict>, StoreError> {
        let altered = |entry| Ok(Err(Verdict::Altered(Altered::Log { entry })));
        let Ok(meta) = whole.summary() else { return altered(0) };
        let meta = meta.ok_or(StoreError::NoSuchAttempt { attempt: id })?;
        if self.store.need(Right::Owner).is_err() {
            self.store.see(&meta)?;
        }
        match whole.chain(&meta) {
            Ok(Chain::Intact { .. }) => {}
            Ok(Chain::Erased { .. }) => {
                let done = whole.review(&meta).map(|_done| Verdict::Erased);
                return Ok(Err(done.unwrap_or_else(Verdict::Altered)));
            }
            Ok(Chain::Altered { seq }) if seq == meta.actions + 1 => {
                return Ok(Err(Verdict::Altered(Altered::End)));
            }
            Ok(Chain::Altered { seq }) => return altered(seq),
            Err(_broken) => return altered(0),
        }
        let Ok(cards) = whole.cards() else { return Ok(Err(Verdict::Altered(Altered::End))) };
        let reviewed = match whole.review(&meta) {
            Ok(reviewed) => reviewed,
            Err(altered) => return Ok(Err(Verdict::Altered(altered))),
        };
        let sealed =
            cards.iter().find(|card| card.rubric == meta.played.rubric).map(|card| card.json.clone());
        match whole.attempt(meta, sealed) {
            Ok(attempt) => {
                Ok(self.replay(&attempt)?.map(|session| Again { attempt, session, cards, reviewed }))
            }
            Err(StoreError::BadEntry { seq, .. }) => altered(seq),
            Err(other) => Err(other),
        }
    }

    fn replay(&mut self, attempt: &Attempt) -> Result<Result<Session, Verdict>, StoreError> {
        let played = &attempt.meta.played;
        if played.engine != ENGINE {
            return Ok(Err(Verdict::NotReproducible(Version::Engine(played.engine))));
        }
        if self.deep && played.listener != self.listener.fingerprint() {
            return Ok(Err(Verdict::NotReproducible(Version::Listener(played.listener.clone()))));
        }
        let scenario = match self.scenarios.scenario(self.store, played)? {
            Ok(scenario) => scenario,
            Err(verdict) => return Ok(Err(verdict)),
        };
        let listener = Arc::clone(&self.listener);
        let mut session = Session::begin(scenario, listener, played.language, played.mode, played.seed);
        if session.log() != attempt.opening {
            return Ok(Err(Verdict::Altered(Altered::Replay { action: 0 })));
        }
        for (entry, action) in attempt.entries.iter().zip(1..) {
            let events = if self.deep {
                session.apply(&entry.action)
            } else {
                session.apply_as_heard(&entry.action, &entry.events)
            };
            if events.as_ref() != Ok(&entry.events) {
                return Ok(Err(Verdict::Altered(Altered::Replay { action })));
            }
        }
        Ok(Ok(session))
    }

    /// What an attempt that was played again comes to, its scorecards graded anew.
    pub(super) fn judged(&mut self, again: &Again) -> Result<Verdict, StoreError> {
        let Again { attempt, session, cards, reviewed } = again;
        let verdict = graded(attempt, session);
        if matches!(verdict, Verdict::Altered(_)) {
            return Ok(verdict);
        }
        let ended_with = attempt.meta.played.rubric;
        for card in cards {
            let altered = if card.rubric == ended_with {
                Altered::Score
            } else {
                Altered::Rescored { rubric: card.rubric }
            };
            let kept = serde_json::from_str::<Scorecard>(&card.json).ok();
            if kept.as_ref().is_some_and(|kept| Grade::from(kept) != card.grade) {
                return Ok(Verdict::Altered(altered));
            }
            if card.rubric == ended_with {
                continue;
            }
            if !self.rubrics.contains_key(&card.rubric) {
                self.rubrics.insert(card.rubric, self.store.readable_rubric(card.rubric)?);
            }
            let rubric = self.rubrics.get(&card.rubric).and_then(Option::as_ref);
            let graded = rubric.map(|rubric| score_by(rubric, session.scenario(), session.log()));
            if kept.is_none() || kept != graded || attempt.meta.state == State::Open {
                return Ok(Verdict::Altered(altered));
            }
        }
        let misruled = self.misruled(reviewed, cards, session)?;
        Ok(misruled.map_or(verdict, Verdict::Altered))
    }

    /// The store it audits.
    pub(super) fn store(&self) -> &'a Store {
        self.store
    }
}

impl Scenarios {
    /// The scenario that was played, from the copy that was kept.
    pub(super) fn scenario(
        &mut self,
        store: &Store,
        played: &Played,
    ) -> Result<Result<Arc<Scenario>, Verdict>, StoreError> {
        let lost = || Verdict::NotReproducible(Version::Scenario(played.scenario.clone()));
        if !self.scenarios.contains_key(&played.hash) {
            let files = store.sources(&played.hash)?;
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
    let kept = attempt.scorecard.as_deref().and_then(|json| serde_json::from_str::<Scorecard>(json).ok());
    if finished != (meta.state == State::Ended(Ending::Finished)) {
        return Verdict::Altered(Altered::End);
    }
    if kept != Some(score(session.scenario(), session.log())) {
        return Verdict::Altered(Altered::Score);
    }
    Verdict::Intact
}
