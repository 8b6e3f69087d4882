//! Handing over: what a desk kept while the team's store was away goes into it, each attempt once.
//!
//! A desk mirrors whoever signs in to the team's store into a small store of its own, so that they can sign in there
//! while the server is away. What they play there is handed over when it answers again: the attempt with its log in one
//! transaction of the team's store, and only then the desk's copy is emptied. Cut off between the two, the next time
//! finds the attempt there under its id, with the same head, and only empties the copy.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::attempt::AttemptId;
use super::chain::{Chain, HANDED_OVER};
use super::copy::{ATTEMPT, DISPUTE, ENTRY, KEPT_BY, MEANT, SCORECARD, SELF_RATING, SOURCE};
use super::driver::Access;
use super::journal::What;
use super::person::PersonId;
use super::right::{Acting, Permission, Rights};
use super::row::{Row, Value, values};
use super::{LOCAL, Place, Store, StoreError};
use crate::session::Mode;

/// By whom an attempt is kept that a desk handed over.
pub(super) const DESK: &str = "desk";

/// What became of the attempts a desk kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandOver {
    /// Those that are in the team's store now, the oldest first.
    pub taken: Vec<AttemptId>,
    /// How many are not over yet, or try one again that is not; they go when they end.
    pub open: usize,
    /// Those that cannot go; they stay on the desk.
    pub refused: Vec<(AttemptId, Refusal)>,
}

/// Why an attempt cannot be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was changed after it was written.
    Altered,
    /// It is an exam or belongs to an assignment, and did not begin in the team's store.
    Assigned,
    /// The team's store has another attempt under its id, or it went on there.
    Elsewhere,
}

/// How far an attempt is in a store.
struct There {
    head: Value,
    actions: u32,
    open: bool,
    person: PersonId,
}

impl Place {
    /// The folder, within the data folder, of what a desk keeps while this server is away; none for a store that is no
    /// server. Who connects and how does not matter: another role or passphrase finds the same folder.
    pub fn desk(&self, data: &Path) -> Option<PathBuf> {
        let Self::Server(address) = self else { return None };
        let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        let address = address.rsplit_once('@').map_or(address, |(_, rest)| rest);
        let address = address.split_once('?').map_or(address, |(server, _)| server);
        let plain = |letter: char| if letter.is_alphanumeric() || letter == '.' { letter } else { '-' };
        Some(data.join(format!("away-{}", address.chars().map(plain).collect::<String>())))
    }
}

impl Store {
    /// Opens what a desk keeps while the team's store is away, in a folder that [`Place::desk`] names; exams and what is
    /// assigned are refused here.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn at_desk(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self { desk: true, ..Self::open(folder)? })
    }

    /// Takes over from the team's store who this person is: name, passphrase, and which machines remember them; so they
    /// can sign in here while it is away. Here everybody is a trainee: what a manager or owner changed would be lost.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever did not sign in there as this person.
    pub fn mirror(&self, team: &Self, person: PersonId) -> Result<(), StoreError> {
        team.own(person)?;
        let about = |store: &Self| {
            let query = "SELECT name, created, passphrase FROM person
                WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
            store.row(query, values![LOCAL, person.0], |row| Ok(row.clone()))
        };
        let tokens = |store: &Self| {
            let query =
                "SELECT token, made FROM remembered WHERE organisation = ?1 AND person = ?2 ORDER BY token";
            store.rows(query, values![LOCAL, person.0], |row| Ok(row.clone()))
        };
        let (Some(known), remembered) = (about(team)?, tokens(team)?) else {
            return Err(StoreError::NoSuchPerson);
        };
        let same = |one: &Row, other: &Row| one.0 == other.0;
        let here = tokens(self)?;
        let same_tokens =
            here.len() == remembered.len() && here.iter().zip(&remembered).all(|(a, b)| same(a, b));
        if same_tokens && about(self)?.is_some_and(|here| same(&here, &known)) {
            return Ok(());
        }
        self.within(Access::Write, || {
            // Names go from one person to another; ids do not.
            let aside = "UPDATE person SET name = name || ' (' || created || ')'
                WHERE organisation = ?1 AND name = ?2 AND id <> ?3";
            let name: String = known.get(0).map_err(|broken| team.broken(broken))?;
            self.run(aside, values![LOCAL, name, person.0])?;
            let put =
                "INSERT INTO person (organisation, id, name, created, passphrase) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, created = excluded.created,
                passphrase = excluded.passphrase";
            self.run(put, &[values![LOCAL, person.0], known.0.as_slice()].concat())?;
            self.run(
                "DELETE FROM remembered WHERE organisation = ?1 AND person = ?2",
                values![LOCAL, person.0],
            )?;
            let put = "INSERT INTO remembered (organisation, person, token, made) VALUES (?1, ?2, ?3, ?4)";
            let rows = remembered.iter();
            let mut rows = rows.map(|row| [values![LOCAL, person.0], row.0.as_slice()].concat());
            rows.try_for_each(|row| self.run(put, &row).map(drop))
        })
    }

    /// Lets whoever acts in the team's store act here too, as this store mirrors them.
    ///
    /// # Errors
    /// [`StoreError::UnknownHere`] where it does not mirror them, [`StoreError::NotPermitted`] where nobody acts there.
    pub fn stand_in(&mut self, team: &Self) -> Result<(), StoreError> {
        let acting = team.acting.ok_or(StoreError::NotPermitted { needs: Permission::Own })?;
        let query = "SELECT 1 FROM person WHERE organisation = ?1 AND id = ?2";
        if self.row(query, values![LOCAL, acting.person.0], |_| Ok(()))?.is_none() {
            return Err(StoreError::UnknownHere { name: acting.person.to_string() });
        }
        self.acting = Some(Acting { rights: Rights::TRAINEE, ..acting });
        Ok(())
    }

    /// Hands over to the team's store every attempt of this person that ended here, and those that were broken off: not
    /// over, and without an action since `idle`. Each goes once, however often this is done and wherever it is cut off.
    /// What went over is emptied here; its commitments stay.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever did not sign in there as this person, [`StoreError::Away`] where the
    /// server is; what was not handed over stays here.
    pub fn hand_over(
        &self,
        team: &Self,
        person: PersonId,
        idle: Timestamp,
        now: Timestamp,
    ) -> Result<HandOver, StoreError> {
        team.own(person)?;
        let query = "SELECT a.id, a.state, e.at FROM attempt a
            LEFT JOIN entry e ON e.attempt = a.id AND e.seq = a.actions
            WHERE a.organisation = ?1 AND a.person = ?2 AND a.kept_by <> ?3 AND a.erased IS NULL
            ORDER BY a.started, a.id";
        let kept = self.rows(query, values![LOCAL, person.0, HANDED_OVER], |row| {
            let goes = row.text(1)? != "open" || row.maybe_time(2)?.is_none_or(|last| last < idle);
            Ok((AttemptId(row.get(0)?), goes))
        })?;
        let (going, open): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(_, goes)| *goes);
        let mut came = HandOver { open: open.len(), ..HandOver::default() };
        let mut waiting: Vec<AttemptId> = going.into_iter().map(|(id, _)| id).collect();
        // An attempt goes behind the one it tries again.
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut later = Vec::new();
            for id in waiting {
                match self.take_over(team, id)? {
                    Taken::Now(head) => {
                        self.empty(id, &head, now)?;
                        came.taken.push(id);
                    }
                    Taken::Not(why) => came.refused.push((id, why)),
                    Taken::Later => later.push(id),
                }
            }
            if later.len() == before {
                came.open += before;
                break;
            }
            waiting = later;
        }
        Ok(came)
    }

    /// Takes one attempt of this store into the team's.
    fn take_over(&self, team: &Self, id: AttemptId) -> Result<Taken, StoreError> {
        // One moment's picture, whatever a window of this desk appends meanwhile.
        self.within(Access::Read, || self.bring(team, id))
    }

    fn bring(&self, team: &Self, id: AttemptId) -> Result<Taken, StoreError> {
        match self.chain(id) {
            Ok(Chain::Intact { .. }) => {}
            Ok(_) | Err(StoreError::BadEntry { .. } | StoreError::BadRecord { .. }) => {
                return Ok(Taken::Not(Refusal::Altered));
            }
            Err(other) => return Err(other),
        }
        let meta = self.kept(id)?;
        let query = "SELECT actions, head, state, ended, seal FROM attempt WHERE id = ?1";
        let end = self.row(query, values![id.0], |row| Ok(row.clone()))?;
        let Some(Row(end)) = end else { return Err(StoreError::NoSuchAttempt { attempt: id }) };
        let Some(here) = self.there(id)? else { return Err(StoreError::NoSuchAttempt { attempt: id }) };
        let exam = meta.played.mode == Mode::Certify;
        team.within(Access::Write, || {
            let parent = meta.parent.map(|parent| team.there(parent)).transpose()?;
            if parent.is_some_and(|parent| parent.is_none()) {
                return Ok(Taken::Later);
            }
            let seen = match team.there(id)? {
                None if exam || meta.assignment.is_some() => return Ok(Taken::Not(Refusal::Assigned)),
                None => {
                    let mut row = self.raw(&ATTEMPT, "id = ?1", id.0.into())?;
                    row.iter_mut().filter_map(|row| row.0.get_mut(KEPT_BY)).for_each(|by| *by = DESK.into());
                    if team.put_new(&ATTEMPT, &row)? == 0 {
                        // Another window hands it over at this very moment.
                        return Ok(Taken::Later);
                    }
                    None
                }
                Some(there) if there.person != meta.person => return Ok(Taken::Not(Refusal::Elsewhere)),
                Some(there) if there.open == here.open && there.head == here.head => {
                    return Ok(Taken::Now(here.head.clone()));
                }
                // It went over, this was cut off, and it went on there.
                Some(_) if here.open && team.holds(id, &here)? => return Ok(Taken::Now(here.head.clone())),
                Some(there) if there.open && !exam && self.holds(id, &there)? => {
                    let update =
                        "UPDATE attempt SET kept_by = ?2, actions = ?4, head = ?5, state = ?6, ended = ?7,
                        seal = ?8 WHERE id = ?1 AND actions = ?3 AND state = 'open'";
                    let known = values![id.0, DESK, there.actions];
                    if team.run(update, &[known, end.as_slice()].concat())? == 0 {
                        return Ok(Taken::Not(Refusal::Elsewhere));
                    }
                    Some(there.actions)
                }
                Some(_) => return Ok(Taken::Not(Refusal::Elsewhere)),
            };
            let log = self.raw(&ENTRY, "attempt = ?1", id.0.into())?;
            let new =
                log.into_iter().skip(seen.map_or(0, |actions| actions as usize + 1)).collect::<Vec<_>>();
            team.put(&ENTRY, &new)?;
            for table in [&SCORECARD, &SELF_RATING, &DISPUTE, &MEANT] {
                team.put_new(table, &self.raw(table, "attempt = ?1", id.0.into())?)?;
            }
            team.put_new(&SOURCE, &self.raw(&SOURCE, "hash = ?1", (&meta.played.hash).into())?)?;
            team.note(meta.person, id, What::Brought, meta.started)?;
            if let (false, Some(ended)) = (here.open, meta.ended) {
                team.note(meta.person, id, What::Ended, ended)?;
                team.grade_as_adopted(id, ended)?;
            }
            team.stale(meta.person, Some(id))?;
            Ok(Taken::Now(here.head.clone()))
        })
    }

    /// What this store has of an attempt.
    fn there(&self, id: AttemptId) -> Result<Option<There>, StoreError> {
        let query = "SELECT head, actions, state, person FROM attempt WHERE organisation = ?1 AND id = ?2";
        self.row(query, values![LOCAL, id.0], |row| {
            let head: [u8; 32] = row.get(0)?;
            let (actions, open) = (row.get(1)?, row.text(2)? == "open");
            Ok(There { head: head.into(), actions, open, person: PersonId(row.get(3)?) })
        })
    }

    /// Whether the log in this store begins with what the other has.
    fn holds(&self, id: AttemptId, there: &There) -> Result<bool, StoreError> {
        let query = "SELECT chain FROM entry WHERE attempt = ?1 AND seq = ?2";
        let chain = self.row(query, values![id.0, there.actions], |row| row.get::<[u8; 32]>(0))?;
        Ok(chain.is_some_and(|chain| Value::from(chain) == there.head))
    }

    /// Takes away what was written in an attempt that is in the team's store now: a desk is a shared place.
    fn empty(&self, id: AttemptId, head: &Value, now: Timestamp) -> Result<(), StoreError> {
        self.within(Access::Write, || {
            let mark =
                "UPDATE attempt SET erased = ?2, salt = NULL, kept_by = ?3 WHERE id = ?1 AND head = ?4";
            let values = [values![id.0, now, HANDED_OVER], std::slice::from_ref(head)].concat();
            if self.run(mark, &values)? == 0 {
                // It went on meanwhile; the rest goes next time.
                return Ok(());
            }
            let empty = "UPDATE entry SET action = CASE WHEN seq = 0 THEN NULL ELSE ?2 END, events = ?2
                WHERE attempt = ?1";
            self.run(empty, values![id.0, Value::ERASED])?;
            ["scorecard", "dispute", "meant", "self_rating", "scratch", "decision"].iter().try_for_each(
                |table| self.run(&format!("DELETE FROM {table} WHERE attempt = ?1"), values![id.0]).map(drop),
            )
        })
    }
}

/// What became of one attempt.
enum Taken {
    /// It is in the team's store, up to this head.
    Now(Value),
    /// It waits for another.
    Later,
    /// It stays.
    Not(Refusal),
}
