//! People: who plays, by name.

use std::fmt;

use jiff::Timestamp;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use super::driver::Access;
use super::right::Right;
use super::row::{Broken, Row, values};
use super::{LOCAL, Store, StoreError};

/// A person's id: a UUIDv7 made by whoever holds the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub Uuid);

impl fmt::Display for PersonId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Somebody who plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The name as kept: trimmed, in Unicode normal form C, unique within the organisation.
    pub name: String,
    /// When the name was first used.
    pub created: Timestamp,
}

/// Why a name cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadName {
    /// Nothing of it can be seen.
    #[error("the name is empty: write 1 to 80 characters")]
    Empty,
    /// It is longer than 80 characters.
    #[error("the name has {chars} characters: write at most 80")]
    TooLong {
        /// How many it has.
        chars: usize,
    },
    /// It holds a control character, or one that hides or turns around what is written.
    #[error("the name holds an invisible character (U+{code:04X}): type the name anew")]
    Invisible {
        /// Which.
        code: u32,
    },
}

/// The name as it is kept: normal form C, trimmed, single spaces.
pub fn clean_name(written: &str) -> Result<String, BadName> {
    let composed: String = written.trim().nfc().collect();
    if let Some(found) = composed.chars().find(|letter| is_hidden(*letter)) {
        return Err(BadName::Invisible { code: u32::from(found) });
    }
    let name = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars = name.chars().count();
    if name.chars().all(|letter| matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')) {
        Err(BadName::Empty)
    } else if chars > 80 {
        Err(BadName::TooLong { chars })
    } else {
        Ok(name)
    }
}

/// Control characters, line separators, direction marks and spaces of no width; joiners belong to letters and emoji.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

impl Store {
    /// Finds the person of this name, or adds them with `id_if_new`, as a trainee; the first of all is the owner.
    ///
    /// # Errors
    /// [`StoreError::BadName`] where the name cannot be kept, [`StoreError::HasLeft`], [`StoreError::NotPermitted`] where
    /// somebody new may not be added by whoever acts.
    pub fn person(&self, name: &str, id_if_new: PersonId, now: Timestamp) -> Result<Person, StoreError> {
        let name = clean_name(name)?;
        if let Some(person) = self.find_person(&name)? {
            return self.is_here(person.id).map(|()| person);
        }
        if !self.is_open()? && self.need(Right::Owner).is_err() {
            self.need(Right::Manager)?;
        }
        let insert = "INSERT INTO person (id, organisation, name, created, rights) VALUES (?1, ?2, ?3, ?4,
            CASE WHEN EXISTS (SELECT 1 FROM person WHERE organisation = ?2) THEN 1 ELSE 15 END)
            ON CONFLICT (organisation, name) DO NOTHING";
        self.run(insert, values![id_if_new.0, LOCAL, &name, now])?;
        Ok(self.find_person(&name)?.unwrap_or(Person { id: id_if_new, name, created: now }))
    }

    pub(super) fn find_person(&self, name: &str) -> Result<Option<Person>, StoreError> {
        let query = "SELECT id, name, created FROM person
            WHERE organisation = ?1 AND name = ?2 AND erased IS NULL";
        self.row(query, values![LOCAL, name], person)
    }

    /// Everybody who is here, by name; not who left.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where everybody signs in and nobody has.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let people = self.everybody()?;
        Ok(people.into_iter().filter(|(_, departed)| departed.is_none()).map(|(person, _)| person).collect())
    }

    /// Everybody by name, also who left, and when.
    ///
    /// # Errors
    /// As for [`Store::people`].
    pub fn everybody(&self) -> Result<Vec<(Person, Option<Timestamp>)>, StoreError> {
        if self.acting.is_none() && !self.is_open()? {
            self.need(Right::Trainee)?;
        }
        let query =
            "SELECT id, name, created, departed FROM person WHERE organisation = ?1 AND erased IS NULL";
        let mut people = self.rows(query, values![LOCAL], |row| Ok((person(row)?, row.maybe_time(3)?)))?;
        // The engines order letters differently.
        people.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        Ok(people)
    }

    /// Somebody leaves: they can neither sign in nor play, and are in no list that does not ask for them. What they
    /// played and how they stand is seen by whoever saw it before, and they stay in their teams, so that they can be
    /// brought back as they were.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is not the owner, [`StoreError::NoSuchPerson`],
    /// [`StoreError::LastOwner`].
    pub fn depart(&mut self, person: PersonId, now: Timestamp) -> Result<(), StoreError> {
        self.need(Right::Owner)?;
        self.within(Access::Write, || {
            if !self.another_owns(person)? {
                return Err(StoreError::LastOwner);
            }
            let update = "UPDATE person SET departed = coalesce(departed, ?3)
                WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
            if self.run(update, values![LOCAL, person.0, now])? == 0 {
                return Err(StoreError::NoSuchPerson);
            }
            self.forget_all(person, None)
        })?;
        if self.acting() == Some(person) {
            self.sign_out();
        }
        Ok(())
    }

    /// Brings back somebody who left, with their rights, teams and passphrase.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is not the owner, [`StoreError::NoSuchPerson`].
    pub fn bring_back(&self, person: PersonId) -> Result<(), StoreError> {
        self.need(Right::Owner)?;
        let update =
            "UPDATE person SET departed = NULL WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
        match self.run(update, values![LOCAL, person.0])? {
            0 => Err(StoreError::NoSuchPerson),
            _ => Ok(()),
        }
    }

    /// Refuses somebody who left.
    pub(super) fn is_here(&self, person: PersonId) -> Result<(), StoreError> {
        let query = "SELECT name FROM person WHERE organisation = ?1 AND id = ?2 AND departed IS NOT NULL";
        match self.row(query, values![LOCAL, person.0], |row| row.get(0))? {
            Some(name) => Err(StoreError::HasLeft { name }),
            None => Ok(()),
        }
    }
}

fn person(row: &Row) -> Result<Person, Broken> {
    Ok(Person { id: PersonId(row.get(0)?), name: row.get(1)?, created: row.time(2)? })
}
