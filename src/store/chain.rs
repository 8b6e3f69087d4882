//! The hash chain of an attempt: what was played, then every action with its events.

use blake3::{Hash, Hasher};
use rusqlite::{OptionalExtension, params};

use super::attempt::{AttemptId, NewAttempt, Played, word};
use super::person::PersonId;
use super::{LOCAL, Store, StoreError};

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
        /// The first entry that does not follow from those before it; 0 is the beginning, with what was played.
        seq: u32,
    },
}

/// The hash before the first entry: who plays what under which versions. Times and the title stay outside.
pub(super) fn beginning(new: &NewAttempt) -> Hash {
    first(new.id, new.person, new.parent, &new.played)
}

fn first(id: AttemptId, person: PersonId, parent: Option<AttemptId>, played: &Played) -> Hash {
    let mut hasher = Hasher::new();
    put(&mut hasher, b"hotseat attempt 1");
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
    hasher.finalize()
}

/// The hash after an entry; both texts are hashed as they are stored.
pub(super) fn link(before: &Hash, action: &str, events: &str) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(before.as_bytes());
    put(&mut hasher, action.as_bytes());
    put(&mut hasher, events.as_bytes());
    hasher.finalize()
}

/// Adds the length too, so that no two lists of parts read the same.
fn put(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

impl Store {
    /// Computes the chain of an attempt anew and compares it with what is kept.
    pub fn verify(&self, attempt: AttemptId) -> Result<Chain, StoreError> {
        let reading = self.db.unchecked_transaction().map_err(self.at())?;
        let meta = self.summary(attempt)?;
        let kept_head: [u8; 32] = reading
            .query_row(
                "SELECT head FROM attempt WHERE organisation = ?1 AND id = ?2",
                params![LOCAL, attempt.0.as_bytes()],
                |row| row.get(0),
            )
            .optional()
            .map_err(self.at())?
            .ok_or(StoreError::NoSuchAttempt { attempt })?;
        let query = "SELECT seq, action, events, chain FROM entry WHERE attempt = ?1 ORDER BY seq";
        let mut statement = reading.prepare_cached(query).map_err(self.at())?;
        let mut rows = statement.query([attempt.0.as_bytes()]).map_err(self.at())?;
        let mut head = first(meta.id, meta.person, meta.parent, &meta.played);
        let mut wanted: u32 = 0;
        while let Some(row) = rows.next().map_err(self.at())? {
            let follows = follows(row, wanted, &mut head).map_err(self.at())?;
            if !follows {
                return Ok(Chain::Altered { seq: wanted });
            }
            wanted += 1;
        }
        if wanted != meta.actions + 1 || *head.as_bytes() != kept_head {
            return Ok(Chain::Altered { seq: wanted });
        }
        Ok(Chain::Intact { actions: meta.actions })
    }
}

/// Whether the row is entry `wanted` and its chain follows from `head`, which moves on.
fn follows(row: &rusqlite::Row<'_>, wanted: u32, head: &mut Hash) -> rusqlite::Result<bool> {
    let action = row.get_ref(1)?.as_str_or_null()?.unwrap_or_default();
    *head = link(head, action, row.get_ref(2)?.as_str()?);
    Ok(row.get::<_, u32>(0)? == wanted && row.get::<_, [u8; 32]>(3)? == *head.as_bytes())
}
