//! What lies about on the desk of an open attempt and is no action yet; it is judged by nobody.

use super::attempt::AttemptId;
use super::row::values;
use super::{LOCAL, Store, StoreError};

/// The reply being typed and the notepad.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scratch {
    /// What is typed and not sent.
    pub reply: String,
    /// The notepad.
    pub notes: String,
}

impl Store {
    /// Keeps what lies on the desk, in place of what lay there before.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`] where the attempt is not kept here.
    pub fn keep_scratch(&self, attempt: AttemptId, scratch: &Scratch) -> Result<(), StoreError> {
        self.owned(attempt)?;
        let put = "INSERT INTO scratch (organisation, attempt, reply, notes) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (attempt) DO UPDATE SET reply = excluded.reply, notes = excluded.notes";
        self.run(put, values![LOCAL, attempt.0, &scratch.reply, &scratch.notes]).map(drop)
    }

    /// What lay on the desk when it was last kept; nothing where nothing ever lay there.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn scratch(&self, attempt: AttemptId) -> Result<Scratch, StoreError> {
        self.owned(attempt)?;
        let query = "SELECT reply, notes FROM scratch WHERE organisation = ?1 AND attempt = ?2";
        let found = self.row(query, values![LOCAL, attempt.0], |row| {
            Ok(Scratch { reply: row.get(0)?, notes: row.get(1)? })
        });
        Ok(found?.unwrap_or_default())
    }
}
