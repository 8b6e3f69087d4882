//! Rights: who may see and do what. They are kept here, below every window and command.

use std::fmt;

use super::attempt::{AttemptId, Summary};
use super::person::PersonId;
use super::row::{Read, Value, values};
use super::{LOCAL, Store, StoreError};
use crate::session::Mode;

/// One thing somebody may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Practises, and sees their own attempts.
    Trainee,
    /// Writes scenarios, and sees how they fare, without names.
    Trainer,
    /// Leads teams: gives assignments to their members, sees what came of them, decides what waits for a person.
    Manager,
    /// Says who is what.
    Owner,
}

impl Right {
    /// All of them, in the order shown.
    pub const ALL: [Self; 4] = [Self::Trainee, Self::Trainer, Self::Manager, Self::Owner];

    fn bit(self) -> u8 {
        match self {
            Self::Trainee => 1,
            Self::Trainer => 2,
            Self::Manager => 4,
            Self::Owner => 8,
        }
    }

    /// The word it is written as, e.g. `trainer`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Trainee => "trainee",
            Self::Trainer => "trainer",
            Self::Manager => "manager",
            Self::Owner => "owner",
        }
    }
}

impl Right {
    /// The same in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Trainee => "学员",
            Self::Trainer => "培训师",
            Self::Manager => "主管",
            Self::Owner => "所有者",
        }
    }
}

impl fmt::Display for Right {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// All that somebody may be; nobody is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rights(u8);

impl Rights {
    /// A trainee and nothing else.
    pub const TRAINEE: Self = Self(1);
    /// Everything.
    pub const ALL: Self = Self(15);

    /// Whether this is among them.
    pub fn has(self, right: Right) -> bool {
        self.0 & right.bit() != 0
    }

    /// The same with one more.
    #[must_use]
    pub fn with(self, right: Right) -> Self {
        Self(self.0 | right.bit())
    }

    /// Each of them, in the order shown.
    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.into_iter().filter(move |right| self.has(*right))
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<T: IntoIterator<Item = Right>>(rights: T) -> Self {
        rights.into_iter().fold(Self::TRAINEE, Self::with)
    }
}

impl Read for Rights {
    fn read(value: &Value) -> Option<Self> {
        u8::read(value).filter(|bits| (1..16).contains(bits)).map(Self)
    }
}

impl From<Rights> for Value {
    fn from(rights: Rights) -> Self {
        Self::from(rights.0)
    }
}

/// What is missing where something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// To be that person, signed in.
    Own,
    /// To lead a team that person is in.
    Lead,
    /// To have this right.
    Right(Right),
    /// To be somebody else: nobody decides over themselves.
    NotYourself,
    /// To be somebody else than who decided: an appeal is heard by another one.
    AnotherReviewer,
    /// That the trainee shares it: it is theirs.
    Shared,
}

/// What to do about a missing permission.
pub(super) fn missing(needs: Permission) -> &'static str {
    match needs {
        Permission::Own => "this belongs to somebody else: sign in as that person",
        Permission::Lead => {
            "this needs to lead a team that person is in: ask the owner to make you its manager"
        }
        Permission::Right(Right::Trainee) => "this needs somebody who is signed in: sign in first",
        Permission::Right(Right::Trainer) => {
            "this needs a trainer: ask the owner for that right, or sign in as one"
        }
        Permission::Right(Right::Manager) => {
            "this needs a manager: ask the owner for that right, or sign in as one"
        }
        Permission::Right(Right::Owner) => "this needs the owner of the store: sign in as the owner",
        Permission::AnotherReviewer => {
            "whoever decided or overruled does not hear the appeal: ask another manager, or the owner"
        }
        Permission::NotYourself => "nobody decides over themselves: ask another manager",
        Permission::Shared => {
            "this attempt was neither assigned nor certified: it stays the trainee's own until they share it"
        }
    }
}

/// Who acts in a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Acting {
    pub(super) person: PersonId,
    pub(super) rights: Rights,
    /// The hash of the token by which this machine let them in, where it did.
    pub(super) token: Option<[u8; 32]>,
}

fn refused(needs: Permission) -> StoreError {
    StoreError::NotPermitted { needs }
}

impl Store {
    /// Whether nobody here has a passphrase yet. Then whoever sits down is trusted to be who they say, and there is
    /// nobody to keep anything from; with the first passphrase every right has to be proved.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn is_open(&self) -> Result<bool, StoreError> {
        let query = "SELECT 1 FROM person WHERE organisation = ?1 AND passphrase IS NOT NULL LIMIT 1";
        Ok(self.row(query, values![LOCAL], |_| Ok(()))?.is_none())
    }

    /// Who acts here, once somebody sat down or signed in.
    pub fn acting(&self) -> Option<PersonId> {
        self.acting.map(|acting| acting.person)
    }

    /// What whoever acts may do.
    pub fn rights(&self) -> Option<Rights> {
        self.acting.map(|acting| acting.rights)
    }

    /// Refuses whoever is not this person.
    pub(super) fn own(&self, person: PersonId) -> Result<(), StoreError> {
        match self.acting {
            Some(acting) if acting.person == person => Ok(()),
            _ if self.is_open()? => Ok(()),
            _ => Err(refused(Permission::Own)),
        }
    }

    /// Refuses whoever does not have this right.
    pub(super) fn need(&self, right: Right) -> Result<PersonId, StoreError> {
        match self.acting {
            Some(acting) if acting.rights.has(right) => Ok(acting.person),
            _ => Err(refused(Permission::Right(right))),
        }
    }

    /// Refuses whoever neither leads a team of this person nor owns the store.
    pub(super) fn lead(&self, person: PersonId) -> Result<PersonId, StoreError> {
        let leader = match self.need(Right::Owner) {
            Ok(owner) => return Ok(owner),
            Err(_) => self.need(Right::Manager)?,
        };
        let query = "SELECT 1 FROM member one JOIN member lead ON lead.team = one.team
            WHERE one.organisation = ?1 AND one.person = ?2 AND lead.person = ?3 AND lead.manages = 1 LIMIT 1";
        match self.row(query, values![LOCAL, person.0, leader.0], |_| Ok(()))? {
            Some(()) => Ok(leader),
            None => Err(refused(Permission::Lead)),
        }
    }

    /// Refuses whoever may not see this attempt: it is seen by whoever played it, and by whoever leads a team of theirs
    /// where it was assigned, certified or shared.
    pub(super) fn see(&self, attempt: &Summary) -> Result<(), StoreError> {
        let Err(not_own) = self.own(attempt.person) else { return Ok(()) };
        if self.acting.is_none() {
            return Err(not_own);
        }
        self.lead(attempt.person)?;
        if is_for_managers(attempt) { Ok(()) } else { Err(refused(Permission::Shared)) }
    }

    /// The attempt, for whoever may see it.
    pub(super) fn seen(&self, attempt: AttemptId) -> Result<Summary, StoreError> {
        let summary = self.kept(attempt)?;
        self.see(&summary)?;
        Ok(summary)
    }

    /// The attempt, for whoever plays it.
    pub(super) fn owned(&self, attempt: AttemptId) -> Result<Summary, StoreError> {
        let summary = self.kept(attempt)?;
        self.own(summary.person)?;
        Ok(summary)
    }
}

/// Whether an attempt is there for whoever leads the trainee's teams too.
pub(super) fn is_for_managers(attempt: &Summary) -> bool {
    attempt.shared
        || (attempt.assignment.is_some() && attempt.played.mode != Mode::Learn)
        || attempt.played.mode == Mode::Certify
}
