//! The hash chain of an attempt: what was played, then every action with its events, then its end.
//!
//! The chain runs over commitments, hashes of the attempt's salt with what was written; so what was written can be erased
//! with the salt, and the chain still shows that nothing else was changed. Attempts of the first layouts have no salt;
//! theirs runs over the texts.

use blake3::{Hash, Hasher};

use super::assignment::AssignmentId;
use super::attempt::{AttemptId, NewAttempt, Played, Summary, word};
use super::driver::Access;
use super::person::PersonId;
use super::right::Right;
use super::row::{Broken, Row};
use super::whole::{Tail, Whole};
use super::{Store, StoreError};

/// By whom an attempt is kept that went over to the team's store; here only its chain is left.
pub(super) const HANDED_OVER: &str = "team";

/// What the chain of an attempt says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every entry is as it was written.
    Intact {
        /// How many actions there are.
        actions: u32,
    },
    /// Something was changed, removed or added.
    Altered {
        /// The first entry that does not follow from those before it; 0 is the beginning, with what was played, and one
        /// more than there are actions is the end, with its scorecard.
        seq: u32,
    },
    /// What was written was erased on purpose; the commitments that are left follow from one another.
    Erased {
        /// How many actions there were.
        actions: u32,
    },
}

type Salt = [u8; 16];

/// Where a chain has come to.
pub(super) struct Tip {
    pub(super) head: Hash,
    pub(super) salt: Option<Salt>,
}

/// One step of it.
pub(super) struct Link {
    pub(super) head: Hash,
    pub(super) commitment: Option<Hash>,
}

impl Tip {
    /// The step an entry makes; both texts are hashed as they are stored.
    pub(super) fn then(&self, action: &str, events: &str) -> Link {
        let Some(salt) = &self.salt else {
            let mut hasher = Hasher::new();
            hasher.update(self.head.as_bytes());
            put(&mut hasher, action.as_bytes());
            put(&mut hasher, events.as_bytes());
            return Link { head: hasher.finalize(), commitment: None };
        };
        let commitment = commitment(salt, action, events);
        Link { head: linked(&self.head, &commitment), commitment: Some(commitment) }
    }

    /// The step the end makes; the chain of the first layouts says nothing of it.
    pub(super) fn sealed(&self, state: &str, scorecard: &str) -> Link {
        match &self.salt {
            Some(_) => self.then(state, scorecard),
            None => Link { head: self.head, commitment: None },
        }
    }
}

fn commitment(salt: &Salt, action: &str, events: &str) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(salt);
    put(&mut hasher, action.as_bytes());
    put(&mut hasher, events.as_bytes());
    hasher.finalize()
}

fn linked(before: &Hash, commitment: &Hash) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(before.as_bytes());
    hasher.update(commitment.as_bytes());
    hasher.finalize()
}

/// The chain before the first entry: who plays what under which versions. Times and the title stay outside.
pub(super) fn beginning(new: &NewAttempt) -> Tip {
    let head = first(2, (new.id, new.person), new.parent, new.assignment, &new.played);
    Tip { head, salt: Some(new.salt) }
}

fn first(
    version: u8,
    (id, person): (AttemptId, PersonId),
    parent: Option<AttemptId>,
    assignment: Option<AssignmentId>,
    played: &Played,
) -> Hash {
    let mut hasher = Hasher::new();
    put(&mut hasher, format!("hotseat attempt {version}").as_bytes());
    put(&mut hasher, id.0.as_bytes());
    put(&mut hasher, person.0.as_bytes());
    put(&mut hasher, parent.as_ref().map_or(&[][..], |parent| parent.0.as_bytes()));
    put(&mut hasher, played.scenario.as_bytes());
    put(&mut hasher, played.hash.as_bytes());
    put(&mut hasher, word(&played.language).as_bytes());
    put(&mut hasher, word(&played.mode).as_bytes());
    put(&mut hasher, &played.seed.to_le_bytes());
    put(&mut hasher, &played.engine.to_le_bytes());
    put(&mut hasher, &played.rubric.to_le_bytes());
    put(&mut hasher, played.listener.as_bytes());
    if version > 1 {
        put(&mut hasher, assignment.as_ref().map_or(&[][..], |assignment| assignment.0.as_bytes()));
    }
    hasher.finalize()
}

/// Adds the length too, so that no two lists of parts read the same.
fn put(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

impl Store {
    /// Computes the chain of an attempt anew and compares it with what is kept.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`] where the attempt is not kept here, or any other where it cannot be read.
    pub fn verify(&self, attempt: AttemptId) -> Result<Chain, StoreError> {
        self.within(Access::Read, || {
            if self.need(Right::Owner).is_err() {
                self.seen(attempt)?;
            }
            self.chain(attempt)
        })
    }

    pub(super) fn chain(&self, attempt: AttemptId) -> Result<Chain, StoreError> {
        let whole = self.whole(attempt)?;
        match whole.summary().and_then(|meta| meta.map(|meta| whole.chain(&meta)).transpose()) {
            Ok(Some(chain)) => Ok(chain),
            Ok(None) => Err(StoreError::NoSuchAttempt { attempt }),
            Err(broken) => Err(self.broken(broken)),
        }
    }
}

impl Whole {
    /// Computes the chain anew and compares it with what is kept.
    pub(super) fn chain(&self, meta: &Summary) -> Result<Chain, Broken> {
        let Some((kept, first_entry)) = self.tail()?.zip(self.entries.first()) else {
            return Ok(Chain::Altered { seq: 0 });
        };
        let sealed = self.card(meta.played.rubric)?;
        if meta.erased.is_some() && !(kept.gone && kept.salt.is_none() && sealed.is_none()) {
            // A mark alone hides an attempt; erasing takes everything away.
            return Ok(Chain::Altered { seq: 0 });
        }
        let version = if first_entry.get::<Option<[u8; 32]>>(5)?.is_some() { 2 } else { 1 };
        let head = first(version, (meta.id, meta.person), meta.parent, meta.assignment, &meta.played);
        let mut tip = Tip { head, salt: kept.salt };
        let mut wanted = 0;
        for row in &self.entries {
            if !follows(row, wanted, &mut tip, meta.erased.is_some()).unwrap_or(false) {
                return Ok(Chain::Altered { seq: wanted });
            }
            wanted += 1;
        }
        let actions = meta.actions;
        if wanted != actions + 1 || !ends(meta, sealed.as_deref(), &kept, &tip) {
            return Ok(Chain::Altered { seq: wanted });
        }
        Ok(if meta.erased.is_some() { Chain::Erased { actions } } else { Chain::Intact { actions } })
    }
}

/// Whether head and seal are those an attempt should have after its last entry.
fn ends(meta: &Summary, scorecard: Option<&str>, kept: &Tail, tip: &Tip) -> bool {
    let state = match meta.state {
        super::State::Open => return kept.head == *tip.head.as_bytes() && kept.seal.is_none(),
        super::State::Ended(super::Ending::Finished) => "finished",
        super::State::Ended(super::Ending::Abandoned) => "abandoned",
    };
    match (meta.erased, kept.seal) {
        (Some(_), Some(seal)) => *linked(&tip.head, &Hash::from_bytes(seal)).as_bytes() == kept.head,
        // Of an attempt that was erased before its end, or without a salt, only the chain itself is left.
        (Some(_), None) => *tip.head.as_bytes() == kept.head,
        (None, seal) => {
            let end = tip.sealed(state, scorecard.unwrap_or_default());
            *end.head.as_bytes() == kept.head && end.commitment.map(|hash| *hash.as_bytes()) == seal
        }
    }
}

/// Whether the row is entry `wanted` and its chain follows from the tip, which moves on.
fn follows(row: &Row, wanted: u32, tip: &mut Tip, erased: bool) -> Result<bool, Broken> {
    let kept: Option<[u8; 32]> = row.get(5)?;
    let (action, events) = (row.maybe_unpacked(2)?.unwrap_or_default(), row.unpacked(3)?);
    if erased && !(events.is_empty() && action.is_empty()) {
        return Ok(false);
    }
    let link = if erased && let Some(kept) = kept {
        let commitment = Hash::from_bytes(kept);
        Link { head: linked(&tip.head, &commitment), commitment: Some(commitment) }
    } else if erased {
        // Without a salt only the chain itself is left.
        Link { head: Hash::from_bytes(row.get(4)?), commitment: None }
    } else {
        tip.then(&action, &events)
    };
    tip.head = link.head;
    let same = link.commitment.map(|hash| *hash.as_bytes()) == kept;
    Ok(same && row.get::<u32>(1)? == wanted && row.get::<[u8; 32]>(4)? == *link.head.as_bytes())
}
