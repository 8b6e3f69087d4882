//! The outbox: what there is of an attempt to tell other systems, and which of them were told, up to which state.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::attempt::{Attempt, AttemptId, State, Summary};
use super::decision::Decision;
use super::driver::Access;
use super::person::PersonId;
use super::right::is_for_managers;
use super::row::{Row, values};
use super::rubric::counting;
use super::{LOCAL, Store, StoreError};

/// What the ids of learning record stores are made under.
const NAMESPACE: Uuid = Uuid::from_u128(0x5c0d_a8f0_3d6c_4a53_9d5e_0a2f_7be1_6c94);

/// The number of the rubric that counts where there is a scorecard by it, of the attempt named behind.
const ADOPTED: &str =
    concat!("SELECT n.rubric FROM scorecard n WHERE n.rubric = ", counting!(), " AND n.attempt =");

/// An attempt as far as it may go out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The attempt.
    pub id: AttemptId,
    /// What it has come to: grows with each action, with its end, with each decision, rubric and ruling.
    pub state: String,
}

/// Everything about one attempt that other systems are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The attempt with its log.
    pub attempt: Attempt,
    /// When each entry was kept: the opening first, then each action.
    pub moments: Vec<Timestamp>,
    /// What reviewers decided, the last decision last.
    pub decisions: Vec<Decision>,
    /// The rubric of the scorecard that counts.
    pub rubric: u32,
    /// The overall score its assignment asks for beside passing.
    pub pass_mark: Option<u8>,
}

impl Store {
    /// The attempts of this person that whoever acts may take out of the store, newest first: all of their own, and of
    /// others what is there for whoever leads them. Also where nobody has a passphrase free practice stays the trainee's.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor leads them.
    pub fn exportable(&self, person: PersonId) -> Result<Vec<Summary>, StoreError> {
        let mut all = self.attempts(person)?;
        if self.acting() != Some(person) {
            all.retain(is_for_managers);
        }
        Ok(all)
    }

    /// Those of them that began at `since` or later, the oldest first, without what `lrs` has in this state already; none
    /// names no learning record store. A session that is not over goes where nothing was done in it since `idle`.
    ///
    /// # Errors
    /// As for [`Store::exportable`].
    pub fn outgoing(
        &self,
        person: PersonId,
        lrs: Option<&str>,
        since: Option<Timestamp>,
        idle: Timestamp,
    ) -> Result<Vec<Outgoing>, StoreError> {
        let wanted = |one: &Summary| since.is_none_or(|since| one.started >= since);
        let mut all = self.exportable(person)?;
        all.retain(wanted);
        all.sort_by_key(|one| (one.started, one.id));
        let query = format!(
            "SELECT a.id, (SELECT count(*) FROM decision d WHERE d.attempt = a.id), o.state, ({ADOPTED} a.id),
            (SELECT max(v.number) FROM reviewed v WHERE v.attempt = a.id)
            FROM attempt a LEFT JOIN outbox o ON o.attempt = a.id AND o.lrs = ?3
            WHERE a.organisation = ?1 AND a.person = ?2 AND a.erased IS NULL"
        );
        let id = Uuid::new_v5(&NAMESPACE, lrs.unwrap_or_default().as_bytes());
        let read = |row: &Row| {
            let rubrics = (row.get::<Option<u32>>(3)?, row.get::<Option<u32>>(4)?);
            Ok((AttemptId(row.get(0)?), (row.get::<u32>(1)?, row.get::<Option<String>>(2)?, rubrics)))
        };
        let known: BTreeMap<_, _> =
            self.rows(&query, values![LOCAL, person.0, id], read)?.into_iter().collect();
        let mut outgoing = Vec::new();
        for one in all {
            let open = one.state == State::Open;
            if open && self.last_kept(one.id)?.is_none_or(|last| last >= idle) {
                continue;
            }
            let (decisions, told, (rubric, ruled)) = known.get(&one.id).cloned().unwrap_or_default();
            let rubric = rubric.unwrap_or(one.played.rubric);
            let word = if open { "open" } else { "over" };
            let ruled = ruled.map_or_else(String::new, |ruled| format!(" {ruled}"));
            let state = format!("{word} {} {decisions} {rubric}{ruled}", one.actions);
            if lrs.is_none() || told.as_ref() != Some(&state) {
                outgoing.push(Outgoing { id: one.id, state });
            }
        }
        Ok(outgoing)
    }

    /// How many attempts these people began at `since` or later, also those that stay theirs: so that whoever exports knows
    /// how much there may be. People whom whoever acts may not ask about are not counted.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn volume(&self, people: &[PersonId], since: Option<Timestamp>) -> Result<u64, StoreError> {
        let query = "SELECT person, count(*) FROM attempt WHERE organisation = ?1 AND erased IS NULL
            AND started >= ?2 GROUP BY person";
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        let read = |row: &Row| Ok((PersonId(row.get(0)?), row.get::<u32>(1)?));
        let counts: BTreeMap<_, _> = self.rows(query, values![LOCAL, since], read)?.into_iter().collect();
        let mut all = 0;
        for person in people {
            if self.own(*person).is_ok() || self.lead(*person).is_ok() {
                all += u64::from(counts.get(person).copied().unwrap_or_default());
            }
        }
        Ok(all)
    }

    /// Everything about an attempt that other systems are told, as of one moment.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not take it out of the store, as for [`Store::exportable`].
    pub fn record(&self, attempt: AttemptId) -> Result<Record, StoreError> {
        let decisions = self.decisions(attempt)?;
        self.within(Access::Read, || {
            self.may_export(attempt)?;
            let attempt = self.read_whole(attempt)?;
            let id = attempt.meta.id;
            let query = "SELECT at FROM entry WHERE attempt = ?1 ORDER BY seq";
            let moments = self.rows(query, values![id.0], |row| row.time(0))?;
            let query = "SELECT pass_mark FROM assignment WHERE organisation = ?1 AND id = ?2";
            let asked = attempt.meta.assignment.map(|one| one.0);
            let pass_mark = self.row(query, values![LOCAL, asked], |row| row.get(0))?.flatten();
            let rubric = self.rubric_of(id)?.unwrap_or(attempt.meta.played.rubric);
            Ok(Record { attempt, moments, decisions, rubric, pass_mark })
        })
    }

    /// Keeps that the learning record store at this address has these attempts, each in the state named.
    ///
    /// # Errors
    /// As for [`Store::record`].
    pub fn sent(&self, address: &str, attempts: &[Outgoing], at: Timestamp) -> Result<(), StoreError> {
        let put = "INSERT INTO outbox (organisation, attempt, lrs, address, state, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (attempt, lrs) DO UPDATE SET state = excluded.state, at = excluded.at";
        let lrs = Uuid::new_v5(&NAMESPACE, address.as_bytes());
        self.within(Access::Write, || {
            for one in attempts {
                self.may_export(one.id)?;
                self.run(put, values![LOCAL, one.id.0, lrs, address, &one.state, at])?;
            }
            Ok(())
        })
    }

    fn may_export(&self, attempt: AttemptId) -> Result<(), StoreError> {
        let summary = self.seen(attempt)?;
        if self.acting() == Some(summary.person) || is_for_managers(&summary) {
            return Ok(());
        }
        Err(StoreError::NotPermitted { needs: super::Permission::Shared })
    }

    /// When the last entry of an attempt was kept.
    fn last_kept(&self, attempt: AttemptId) -> Result<Option<Timestamp>, StoreError> {
        let query = "SELECT max(at) FROM entry WHERE attempt = ?1";
        Ok(self.row(query, values![attempt.0], |row| row.maybe_time(0))?.flatten())
    }

    /// The adopted rubric, where the attempt has a scorecard by it.
    fn rubric_of(&self, attempt: AttemptId) -> Result<Option<u32>, StoreError> {
        self.row(&format!("{ADOPTED} ?2"), values![LOCAL, attempt.0], |row| row.get(0))
    }
}
