//! Certificates: who was certified for which step, as the file that proves it.

use jiff::Timestamp;
use uuid::Uuid;

use super::attempt::{AttemptId, Ending, State};
use super::driver::Access;
use super::person::PersonId;
use super::right::{Permission, Right};
use super::row::{Broken, Row, values};
use super::{Chain, LOCAL, Store, StoreError};
use crate::badge::{Achievement, Certificate, Exam, Key, verify};
use crate::session::Mode;

/// A certificate to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCertificate {
    /// Its id, as the credential says it.
    pub id: Uuid,
    /// Who is certified.
    pub person: PersonId,
    /// For which step, by its name in `roles.ron`.
    pub step: String,
    /// The file, byte by byte.
    pub credential: String,
    /// When it was made.
    pub made: Timestamp,
}

/// A kept certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What was kept.
    pub new: NewCertificate,
    /// Who signed it off, by issuing it here; none where an older layout kept it.
    pub signed_by: Option<PersonId>,
    /// Why it does not hold any more, where that was said.
    pub revoked: Option<Revoked>,
}

/// That a certificate does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// Why.
    pub reason: String,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A certificate to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The id it will have.
    pub id: Uuid,
    /// Who is certified.
    pub person: PersonId,
    /// The step.
    pub achievement: Achievement,
    /// The exams that show it, each passed by that person; at least one.
    pub exams: Vec<AttemptId>,
    /// The organisation that issues it, where it has a name.
    pub organisation: Option<String>,
    /// Until when it holds; none for ever.
    pub until: Option<Timestamp>,
    /// Now.
    pub at: Timestamp,
}

const COLUMNS: &str =
    "SELECT id, person, step, credential, made, revoked_for, revoked_by, revoked, signed_by FROM certificate
    WHERE organisation = ?1 AND ";

impl Store {
    /// Issues a certificate: names the exams, signs with `key`, keeps it. Whether those exams are enough for the step is
    /// for the caller to say, from the standing.
    ///
    /// # Errors
    /// As for [`Store::keep_certificate`], [`StoreError::NoExam`] where none is named, [`StoreError::NotAnExam`] for an
    /// attempt that [`Store::exam`] does not know, or of somebody else.
    pub fn certify(&self, key: &Key, award: Award) -> Result<NewCertificate, StoreError> {
        self.may_certify(award.person)?;
        let query = "SELECT name FROM person WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
        let name = self.row(query, values![LOCAL, award.person.0], |row| row.get(0))?;
        let mut exams = Vec::new();
        for attempt in award.exams {
            let exam = self
                .exam(attempt)?
                .filter(|_| self.kept(attempt).is_ok_and(|one| one.person == award.person));
            exams.push(exam.ok_or(StoreError::NotAnExam { attempt })?);
        }
        if exams.is_empty() {
            return Err(StoreError::NoExam);
        }
        let step = award.achievement.step.clone();
        let certificate = Certificate {
            id: award.id,
            organisation: award.organisation,
            person: award.person.0,
            name: name.ok_or(StoreError::NoSuchPerson)?,
            achievement: award.achievement,
            from: award.at,
            until: award.until,
            exams,
        };
        let credential = certificate.sign(key).map_err(|_no_memory| StoreError::OtherCertificate)?;
        let new = NewCertificate { id: award.id, person: award.person, step, credential, made: award.at };
        self.keep_certificate(&new)?;
        Ok(new)
    }

    /// Keeps a certificate; the same once more does nothing. Whether it was earned is for the caller to say, from the
    /// exams it names.
    ///
    /// It is kept by whoever leads the person. Nobody certifies themselves but the owner, who holds the key that signs
    /// and could not be kept from it; the exams stand in the certificate for everybody to see. In a store in which nobody
    /// has a passphrase anybody may keep one.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else, [`StoreError::NoSuchPerson`],
    /// [`StoreError::OtherCertificate`] where the credential does not verify, is about another person, step or id, or
    /// another one has this id.
    pub fn keep_certificate(&self, new: &NewCertificate) -> Result<(), StoreError> {
        self.may_certify(new.person)?;
        let said = verify(new.credential.as_bytes(), None).map(|verified| verified.certificate);
        let fits = said.is_ok_and(|said| {
            said.id == new.id && said.person == new.person.0 && said.achievement.step == new.step
        });
        if !fits {
            return Err(StoreError::OtherCertificate);
        }
        self.within(Access::Write, || {
            let query = "SELECT 1 FROM person WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
            self.row(query, values![LOCAL, new.person.0], |_| Ok(()))?.ok_or(StoreError::NoSuchPerson)?;
            let insert =
                "INSERT INTO certificate (id, organisation, person, step, credential, made, signed_by)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING";
            let by = self.acting().map(|by| by.0);
            let NewCertificate { id, person, step, credential, made } = new;
            self.run(insert, values![*id, LOCAL, person.0, step, credential, *made, by])?;
            let kept = "SELECT credential FROM certificate WHERE organisation = ?1 AND id = ?2";
            let kept: Option<String> = self.row(kept, values![LOCAL, *id], |row| row.get(0))?;
            if kept.as_ref() == Some(credential) { Ok(()) } else { Err(StoreError::OtherCertificate) }
        })
    }

    fn may_certify(&self, person: PersonId) -> Result<(), StoreError> {
        if self.is_open()? {
            return Ok(());
        }
        if self.acting() == Some(person) && self.need(Right::Owner).is_err() {
            return Err(StoreError::NotPermitted { needs: Permission::NotYourself });
        }
        self.lead(person).map(drop)
    }

    /// Says that a certificate does not hold any more, and why. The file that was handed out still verifies offline:
    /// whoever checks it there asks here.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever could not have issued it, [`StoreError::NoSuchCertificate`],
    /// [`StoreError::NoReason`], [`StoreError::RevokedBefore`].
    pub fn revoke(&self, id: Uuid, reason: &str, now: Timestamp) -> Result<(), StoreError> {
        let held = self.certificate(id)?;
        self.may_certify(held.new.person)?;
        let by = self.need(Right::Trainee)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(StoreError::NoReason);
        }
        let update = "UPDATE certificate SET revoked = ?3, revoked_by = ?4, revoked_for = ?5
            WHERE organisation = ?1 AND id = ?2 AND revoked IS NULL";
        match self.run(update, values![LOCAL, id, now, by.0, reason])? {
            0 => Err(StoreError::RevokedBefore),
            _ => Ok(()),
        }
    }

    /// The person's certificates, oldest first, also those that do not hold any more.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor leads them.
    pub fn certificates(&self, person: PersonId) -> Result<Vec<Held>, StoreError> {
        self.own_or_lead(person)?;
        let query = format!("{COLUMNS}person = ?2 ORDER BY made, id");
        self.rows(&query, values![LOCAL, person.0], certificate)
    }

    /// One certificate.
    ///
    /// # Errors
    /// As for [`Store::certificates`], and [`StoreError::NoSuchCertificate`].
    pub fn certificate(&self, id: Uuid) -> Result<Held, StoreError> {
        let found = self.row(&format!("{COLUMNS}id = ?2"), values![LOCAL, id], certificate)?;
        let found = found.ok_or(StoreError::NoSuchCertificate)?;
        self.own_or_lead(found.new.person)?;
        Ok(found)
    }

    fn own_or_lead(&self, person: PersonId) -> Result<(), StoreError> {
        let Err(not_own) = self.own(person) else { return Ok(()) };
        if self.acting().is_none() {
            return Err(not_own);
        }
        self.lead(person).map(drop)
    }

    /// An exam as a certificate names it; none where the attempt was no exam, is not over, has no score, or its record is
    /// not intact.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAttempt`], [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn exam(&self, attempt: AttemptId) -> Result<Option<Exam>, StoreError> {
        self.within(Access::Read, || {
            let summary = self.seen(attempt)?;
            let (played, over) = (summary.played, summary.state == State::Ended(Ending::Finished));
            let (Mode::Certify, true, Some(at)) = (played.mode, over, summary.ended) else { return Ok(None) };
            let Some(score) = summary.grade.and_then(|grade| grade.overall) else { return Ok(None) };
            let Chain::Intact { .. } = self.chain(attempt)? else { return Ok(None) };
            let query = "SELECT head FROM attempt WHERE organisation = ?1 AND id = ?2";
            let head = self.row(query, values![LOCAL, attempt.0], |row| row.get::<[u8; 32]>(0))?;
            Ok(head.map(|head| Exam {
                attempt: attempt.0,
                head: blake3::Hash::from_bytes(head).to_hex().to_string(),
                title: played.title.unwrap_or_else(|| played.scenario.clone()),
                scenario: played.scenario,
                hash: played.hash,
                engine: played.engine,
                rubric: played.rubric,
                listener: played.listener,
                score,
                at,
            }))
        })
    }
}

fn certificate(row: &Row) -> Result<Held, Broken> {
    let new = NewCertificate {
        id: row.get(0)?,
        person: PersonId(row.get(1)?),
        step: row.get(2)?,
        credential: row.get(3)?,
        made: row.time(4)?,
    };
    let revoked = match row.get::<Option<String>>(5)? {
        Some(reason) => Some(Revoked { reason, by: PersonId(row.get(6)?), at: row.time(7)? }),
        None => None,
    };
    let signed_by = row.get::<Option<Uuid>>(8)?.map(PersonId);
    Ok(Held { new, signed_by, revoked })
}
