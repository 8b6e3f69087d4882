//! Signing in: names, passphrases, and what a machine remembers.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization as _;

use super::driver::Access;
use super::person::{Person, PersonId, clean_name};
use super::right::{Acting, Permission, Right, Rights};
use super::row::{Row, values};
use super::{LOCAL, Store, StoreError};

/// The fewest characters of a passphrase (NIST SP 800-63B).
pub const SHORTEST: usize = 8;
/// The most; longer ones only keep the machine busy.
const LONGEST: usize = 256;
/// Wrong passphrases in a row that cost no waiting.
const FREE: u32 = 4;
/// The longest wait, in seconds.
const WAIT: i64 = 15 * 60;

/// How somebody is known to the door.
struct Known {
    person: Person,
    rights: Rights,
    passphrase: Option<String>,
    failed: u32,
    failed_at: Option<Timestamp>,
    departed: bool,
}

impl Store {
    /// Lets somebody sit down by name alone, adding them with `id_if_new` where they are new; the first of all is the
    /// owner. For stores in which nobody has a passphrase, and for whoever already acts.
    ///
    /// # Errors
    /// [`StoreError::PassphraseNeeded`] where this person or this store asks for one, [`StoreError::BadName`] where the
    /// name cannot be kept, [`StoreError::HasLeft`].
    pub fn enter(&mut self, name: &str, id_if_new: PersonId, now: Timestamp) -> Result<Person, StoreError> {
        let name = clean_name(name)?;
        if !self.is_open()? {
            return match self.known(&name)? {
                Some(known) if self.acting() == Some(known.person.id) => Ok(known.person),
                _ => Err(StoreError::PassphraseNeeded),
            };
        }
        let person = self.person(&name, id_if_new, now)?;
        let rights = self.known(&name)?.map_or(Rights::TRAINEE, |known| known.rights);
        self.acting = Some(Acting { person: person.id, rights, token: None });
        Ok(person)
    }

    /// Lets somebody in who knows their passphrase. Nobody learns which names there are: an unknown name takes as long
    /// and says the same.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`], or [`StoreError::TooManyTries`] after five wrong ones in a row: each more doubles
    /// the wait, up to a quarter of an hour; [`StoreError::HasLeft`].
    pub fn sign_in(&mut self, name: &str, passphrase: &str, now: Timestamp) -> Result<Person, StoreError> {
        self.acting = None;
        let known = clean_name(name).ok().map(|name| self.known(&name)).transpose()?.flatten();
        let Some(known) = known else {
            // The same work as for a name that is known.
            matches(NOBODY, passphrase);
            return Err(StoreError::WrongPassphrase);
        };
        if let Some(until) = known.waits(now) {
            let seconds = until.duration_since(now).as_secs().unsigned_abs();
            return Err(StoreError::TooManyTries { seconds });
        }
        let id = known.person.id;
        if !matches(known.passphrase.as_deref().unwrap_or(NOBODY), passphrase) {
            let count = "UPDATE person SET failed = failed + 1, failed_at = ?2 WHERE id = ?1";
            self.run(count, values![id.0, now])?;
            return Err(StoreError::WrongPassphrase);
        }
        // Only whoever knows the passphrase learns it.
        if known.departed {
            return Err(StoreError::HasLeft { name: known.person.name });
        }
        if known.failed > 0 {
            self.run("UPDATE person SET failed = 0, failed_at = NULL WHERE id = ?1", values![id.0])?;
        }
        self.acting = Some(Acting { person: id, rights: known.rights, token: None });
        Ok(known.person)
    }

    /// Lets in whoever signed in at a desk while this store was away, with what they may do here. The desk let them in by
    /// the passphrase they had then: who has another one now, or has left, signs in anew.
    ///
    /// # Errors
    /// [`StoreError::PassphraseNeeded`] for them, and where nobody acts at the desk.
    pub fn welcome(&mut self, desk: &Self) -> Result<Person, StoreError> {
        let query = format!("{KNOWN} WHERE p.organisation = ?1 AND p.id = ?2 AND p.erased IS NULL");
        let find = |store: &Self, id: PersonId| store.row(&query, values![LOCAL, id.0], known);
        let acting = desk.acting.ok_or(StoreError::PassphraseNeeded)?;
        let (here, there) = (find(self, acting.person)?, find(desk, acting.person)?);
        let (Some(here), Some(there)) = (here, there) else { return Err(StoreError::PassphraseNeeded) };
        if here.departed || here.passphrase != there.passphrase {
            return Err(StoreError::PassphraseNeeded);
        }
        self.acting = Some(Acting { rights: here.rights, ..acting });
        Ok(here.person)
    }

    /// Nobody acts any more.
    pub fn sign_out(&mut self) {
        self.acting = None;
    }

    /// Sets or changes a passphrase: one's own, or, for an owner, anybody's who forgot theirs. The first in a store is an
    /// owner's, who lets in everybody else. Every machine forgets this person but the one that let them in to do this.
    ///
    /// # Errors
    /// [`StoreError::BadPassphrase`] where it is shorter than 8 characters or longer than 256,
    /// [`StoreError::OwnerFirst`] where no owner has one yet, [`StoreError::NotPermitted`] for anybody else.
    pub fn set_passphrase(&self, person: PersonId, passphrase: &str) -> Result<(), StoreError> {
        if self.acting() != Some(person) {
            self.need(Right::Owner)?;
        }
        let hash = hashed(passphrase)?;
        let owns = "SELECT 1 FROM person WHERE organisation = ?1 AND id = ?2 AND rights >= 8";
        if self.is_open()? && self.row(owns, values![LOCAL, person.0], |_| Ok(()))?.is_none() {
            return Err(StoreError::OwnerFirst);
        }
        let update = "UPDATE person SET passphrase = ?3, failed = 0, failed_at = NULL
            WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
        self.within(Access::Write, || {
            if self.run(update, values![LOCAL, person.0, hash])? == 0 {
                return Err(StoreError::NoSuchPerson);
            }
            let here = self.acting.and_then(|acting| acting.token);
            self.forget_all(person, here)
        })
    }

    /// Has every machine forget this person but the one with this token's hash.
    pub(super) fn forget_all(&self, person: PersonId, but: Option<[u8; 32]>) -> Result<(), StoreError> {
        let delete = "DELETE FROM remembered WHERE organisation = ?1 AND person = ?2 AND token <> ?3";
        self.run(delete, values![LOCAL, person.0, but.unwrap_or_default()]).map(drop)
    }

    /// Whether this person has a passphrase.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn has_passphrase(&self, name: &str) -> Result<bool, StoreError> {
        let known = self.known(&clean_name(name)?)?;
        Ok(known.is_some_and(|known| known.passphrase.is_some()))
    }

    /// Has this machine remember whoever acts: `token`, 32 bytes nobody can guess, lets them in from now on.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts.
    pub fn remember(&mut self, token: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
        let hash = *blake3::hash(&token).as_bytes();
        let Some(acting) = &mut self.acting else {
            return Err(StoreError::NotPermitted { needs: Permission::Own });
        };
        acting.token = Some(hash);
        let person = acting.person;
        let insert = "INSERT INTO remembered (organisation, token, person, made) VALUES (?1, ?2, ?3, ?4)";
        self.run(insert, values![LOCAL, hash, person.0, now]).map(drop)
    }

    /// Lets in whoever this machine remembers by `token`; none where the token means nothing any more.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn recall(&mut self, token: [u8; 32]) -> Result<Option<Person>, StoreError> {
        let query = format!(
            "{KNOWN} JOIN remembered r ON r.person = p.id WHERE p.organisation = ?1 AND r.token = ?2
            AND p.erased IS NULL AND p.departed IS NULL"
        );
        let hash = *blake3::hash(&token).as_bytes();
        let found = self.row(&query, values![LOCAL, hash], known)?;
        Ok(found.map(|known| {
            self.acting = Some(Acting { person: known.person.id, rights: known.rights, token: Some(hash) });
            known.person
        }))
    }

    /// Has this machine forget the token.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be written.
    pub fn forget(&self, token: [u8; 32]) -> Result<(), StoreError> {
        let delete = "DELETE FROM remembered WHERE organisation = ?1 AND token = ?2";
        self.run(delete, values![LOCAL, blake3::hash(&token)]).map(drop)
    }

    fn known(&self, name: &str) -> Result<Option<Known>, StoreError> {
        let query = format!("{KNOWN} WHERE p.organisation = ?1 AND p.name = ?2 AND p.erased IS NULL");
        self.row(&query, values![LOCAL, name], known)
    }
}

const KNOWN: &str =
    "SELECT p.id, p.name, p.created, p.rights, p.passphrase, p.failed, p.failed_at, p.departed FROM person p";

/// A hash nobody's passphrase has.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$aG90c2VhdC1ub2JvZHk$6YgMsG7Cp3FsO6Hk1pCGzyAbB7hVJBGJbbPZpO7YZ8w";

fn known(row: &Row) -> Result<Known, super::row::Broken> {
    Ok(Known {
        person: Person { id: PersonId(row.get(0)?), name: row.get(1)?, created: row.time(2)? },
        rights: row.get(3)?,
        passphrase: row.get(4)?,
        failed: row.get(5)?,
        failed_at: row.maybe_time(6)?,
        departed: row.maybe_time(7)?.is_some(),
    })
}

impl Known {
    /// Until when no passphrase is looked at. A clock that was set back makes nobody wait longer than once more.
    fn waits(&self, now: Timestamp) -> Option<Timestamp> {
        let beyond = self.failed.checked_sub(FREE + 1)?;
        let seconds = 30_i64.checked_shl(beyond.min(16)).unwrap_or(WAIT).min(WAIT);
        let last = self.failed_at?.min(now);
        let until = last.checked_add(SignedDuration::from_secs(seconds)).ok()?;
        (until > now).then_some(until)
    }
}

/// The passphrase as it is kept: argon2id (RFC 9106) with the crate's defaults (OWASP: 19 MiB, two passes), a salt of its
/// own; composed first, so that it does not matter how an accent is typed.
pub(super) fn hashed(passphrase: &str) -> Result<String, StoreError> {
    let composed: String = passphrase.nfc().collect();
    let length = composed.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(StoreError::BadPassphrase { chars: length });
    }
    let hash = Argon2::default().hash_password(composed.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| StoreError::NoHash { detail: error.to_string() })
}

fn matches(kept: &str, passphrase: &str) -> bool {
    let composed: String = passphrase.nfc().take(LONGEST + 1).collect();
    PasswordHash::new(kept)
        .is_ok_and(|kept| Argon2::default().verify_password(composed.as_bytes(), &kept).is_ok())
}
