//! What belongs to one person: to take along, and to take away.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::attempt::AttemptId;
use super::driver::Access;
use super::person::PersonId;
use super::right::{Right, Rights};
use super::row::{Broken, Value as Cell, values};
use super::{LOCAL, Store, StoreError};

/// What is said of attempts and goes with them.
const GONE: [&str; 9] =
    ["scorecard", "dispute", "meant", "self_rating", "scratch", "decision", "reviewed", "rating", "watch"];

impl Store {
    /// Everything kept about a person, as JSON: for themselves, or for the owner who answers them.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else.
    pub fn export_person(&self, person: PersonId) -> Result<Value, StoreError> {
        self.own_or_owner(person)?;
        self.within(Access::Read, || {
            let query =
                "SELECT name, created, rights, departed FROM person WHERE organisation = ?1 AND id = ?2";
            let about = self.row(query, values![LOCAL, person.0], |row| {
                let rights: Rights = row.get(2)?;
                Ok(json!({
                    "id": person.to_string(), "name": row.text(0)?, "created": row.time(1)?.to_string(),
                    "rights": rights.iter().map(Right::word).collect::<Vec<_>>(),
                    "left": row.maybe_time(3)?.map(|at| at.to_string()),
                }))
            })?;
            let query = "SELECT t.name FROM member m JOIN team t ON t.id = m.team
                WHERE m.organisation = ?1 AND m.person = ?2 ORDER BY t.name";
            let teams = self.rows(query, values![LOCAL, person.0], |row| row.get::<String>(0))?;
            let query =
                "SELECT credential FROM certificate WHERE organisation = ?1 AND person = ?2 ORDER BY made";
            let certificates = self.rows(query, values![LOCAL, person.0], |row| row.get::<String>(0))?;
            let query = "SELECT id, revoked_for, revoked FROM certificate
                WHERE organisation = ?1 AND person = ?2 AND revoked IS NOT NULL ORDER BY made";
            let revoked = self.rows(query, values![LOCAL, person.0], |row| {
                let id: uuid::Uuid = row.get(0)?;
                Ok(json!({ "id": id.to_string(), "reason": row.text(1)?, "at": row.time(2)?.to_string() }))
            })?;
            Ok(json!({
                "person": about.ok_or(StoreError::NoSuchPerson)?,
                "teams": teams,
                "attempts": self.own_attempts(person)?,
                "assignments": self.own_assignments(person)?,
                "certificates": certificates,
                "revoked_certificates": revoked,
            }))
        })
    }

    /// What somebody was given, alone or with a team, and what was played for.
    fn own_assignments(&self, person: PersonId) -> Result<Vec<Value>, StoreError> {
        let query =
            "SELECT s.id, s.scenario, s.role, t.name, s.certify, s.due, s.pass_mark, s.attempts, p.name,
            s.created, s.withdrawn FROM assignment s JOIN person p ON p.id = s.given_by
            LEFT JOIN team t ON t.id = s.team
            WHERE s.organisation = ?1 AND (s.person = ?2
                OR EXISTS (SELECT 1 FROM member m WHERE m.team = s.team AND m.person = ?2)
                OR EXISTS (SELECT 1 FROM attempt a WHERE a.assignment = s.id AND a.person = ?2))
            ORDER BY s.created, s.id";
        self.rows(query, values![LOCAL, person.0], |row| {
            let id: uuid::Uuid = row.get(0)?;
            // Behind the name of a team that ended stands what keeps it apart.
            let team: Option<String> = row.get(3)?;
            let team = team.as_deref().and_then(|name| name.lines().next());
            let time = |column| Ok::<_, Broken>(row.maybe_time(column)?.map(|at| at.to_string()));
            Ok(json!({
                "id": id.to_string(), "scenario": row.get::<Option<String>>(1)?,
                "step": row.get::<Option<String>>(2)?, "team": team,
                "exam": row.get::<bool>(4)?, "due": time(5)?, "pass_mark": row.get::<Option<u8>>(6)?,
                "attempts": row.get::<Option<u8>>(7)?, "given_by": row.text(8)?,
                "given": time(9)?, "withdrawn": time(10)?,
            }))
        })
    }

    /// What was said about an attempt beside its log: by its taker, and by who decided it.
    fn beside_log(&self, id: uuid::Uuid) -> Result<[(&'static str, Value); 7], StoreError> {
        let query = "SELECT finding, rubric, reason, at FROM dispute WHERE attempt = ?1 ORDER BY number";
        let disputes = self.rows(query, values![id], |row| {
            Ok(json!({
                "finding": row.get::<u32>(0)?, "rubric": row.get::<u32>(1)?, "reason": row.text(2)?,
                "at": row.time(3)?.to_string(),
            }))
        })?;
        let query = "SELECT event, act, at FROM meant WHERE attempt = ?1 ORDER BY number";
        let meant = self.rows(query, values![id], |row| {
            Ok(json!({
                "event": row.get::<u32>(0)?, "act": row.text(1)?, "at": row.time(2)?.to_string(),
            }))
        })?;
        let query =
            "SELECT d.passed, d.reason, d.at, p.name FROM decision d JOIN person p ON p.id = d.decided_by
            WHERE d.attempt = ?1 ORDER BY d.number";
        let decisions = self.rows(query, values![id], |row| {
            Ok(json!({
                "passed": row.get::<bool>(0)?, "reason": row.text(1)?, "at": row.time(2)?.to_string(),
                "by": row.text(3)?,
            }))
        })?;
        let scratch =
            self.row("SELECT reply, notes FROM scratch WHERE attempt = ?1", values![id], |row| {
                Ok(json!({ "reply": row.text(0)?, "notes": row.text(1)? }))
            })?;
        let scratch = scratch.unwrap_or_default();
        let query = "SELECT p.name, w.since, w.last FROM watch w JOIN person p ON p.id = w.person
            WHERE w.attempt = ?1 ORDER BY w.since, w.person";
        let watched = self.rows(query, values![id], |row| {
            let (since, last) = (row.time(1)?.to_string(), row.time(2)?.to_string());
            Ok(json!({ "by": row.text(0)?, "since": since, "until": last }))
        })?;
        Ok([
            ("watched", watched.into()),
            ("disputes", disputes.into()),
            ("meant", meant.into()),
            ("decisions", decisions.into()),
            ("review", self.own_review(id)?.into()),
            ("calibration", self.own_ratings(id)?.into()),
            ("scratch", scratch),
        ])
    }

    /// What reviewers did about an attempt, and what was answered.
    fn own_review(&self, id: uuid::Uuid) -> Result<Vec<Value>, StoreError> {
        let query =
            "SELECT r.number, r.what, r.about, r.rubric, r.points, r.text, r.at, p.name, w.name, r.due
            FROM review r JOIN person p ON p.id = r.done_by LEFT JOIN person w ON w.id = r.whom
            WHERE r.attempt = ?1 ORDER BY r.number";
        self.rows(query, values![id], |row| {
            Ok(json!({
                "number": row.get::<u32>(0)?, "what": row.text(1)?, "about": row.get::<Option<u32>>(2)?,
                "rubric": row.get::<Option<u32>>(3)?, "points": row.get::<Option<i64>>(4)?,
                "text": row.text(5)?, "at": row.time(6)?.to_string(), "by": row.text(7)?,
                "given_to": row.get::<Option<String>>(8)?, "due": row.maybe_time(9)?.map(|at| at.to_string()),
            }))
        })
    }

    /// How reviewers scored an attempt in calibrations, without saying who.
    fn own_ratings(&self, id: uuid::Uuid) -> Result<Vec<Value>, StoreError> {
        let query = "SELECT criterion, rating, at FROM rating WHERE attempt = ?1 ORDER BY at, criterion";
        self.rows(query, values![id], |row| {
            Ok(json!({
                "criterion": row.get::<u32>(0)?, "rating": row.get::<Option<u8>>(1)?,
                "at": row.time(2)?.to_string(),
            }))
        })
    }

    fn own_attempts(&self, person: PersonId) -> Result<Vec<Value>, StoreError> {
        let query =
            "SELECT a.id, a.scenario, a.language, a.mode, a.seed, a.started, a.ended, a.state, s.json,
            a.assignment, a.parent, a.shared, a.kept_by
            FROM attempt a LEFT JOIN scorecard s ON s.attempt = a.id AND s.rubric = a.rubric
            WHERE a.organisation = ?1 AND a.person = ?2 AND a.erased IS NULL ORDER BY a.started";
        let read = |text: Option<String>| text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let attempts = self.rows(query, values![LOCAL, person.0], |row| {
            let id: uuid::Uuid = row.get(0)?;
            let attempt = json!({
                "id": id.to_string(), "scenario": row.text(1)?, "language": row.text(2)?, "mode": row.text(3)?,
                "seed": row.get::<i64>(4)?.cast_unsigned(), "started": row.time(5)?.to_string(),
                "ended": row.maybe_time(6)?.map(|at| at.to_string()), "state": row.text(7)?,
                "scorecard": read(row.maybe_unpacked(8)?),
                "assignment": row.get::<Option<uuid::Uuid>>(9)?.map(|id| id.to_string()),
                "again_from": row.get::<Option<uuid::Uuid>>(10)?.map(|id| id.to_string()),
                "shared": row.get::<bool>(11)?, "kept_by": row.text(12)?,
            });
            Ok((id, attempt))
        })?;
        let mut all = Vec::new();
        for (id, mut attempt) in attempts {
            let query = "SELECT action, events FROM entry WHERE attempt = ?1 ORDER BY seq";
            let log = self.rows(query, values![id], |row| {
                Ok(json!({ "action": read(row.maybe_unpacked(0)?), "events": read(row.maybe_unpacked(1)?) }))
            })?;
            let query = "SELECT empathy, tools, resolution FROM self_rating WHERE attempt = ?1";
            let rating = self.row(query, values![id], |row| {
                let (empathy, tools, resolution) = (row.get::<u8>(0)?, row.get::<u8>(1)?, row.get::<u8>(2)?);
                Ok(json!({ "empathy": empathy, "tools": tools, "resolution": resolution }))
            })?;
            if let Some(attempt) = attempt.as_object_mut() {
                attempt.insert("log".to_owned(), log.into());
                let said = self.beside_log(id)?.into_iter();
                attempt.extend(said.map(|(name, value)| (name.to_owned(), value)));
                let beside = self.all_cards(AttemptId(id))?.into_iter().skip(1);
                let beside: Vec<_> = beside
                    .map(|(rubric, card)| json!({ "rubric": rubric, "scorecard": read(Some(card)) }))
                    .collect();
                let reviewed = self.machines(AttemptId(id))?.map(|(rubric, _)| rubric);
                let reviewed =
                    reviewed.map(|rubric| self.reviewed_card(AttemptId(id), rubric)).transpose()?.flatten();
                attempt.insert("scorecard_reviewed".to_owned(), read(reviewed).into());
                attempt.insert("scorecards_by_adopted_rubrics".to_owned(), beside.into());
                attempt.insert("self_rating".to_owned(), rating.unwrap_or_default());
            }
            all.push(attempt);
        }
        Ok(all)
    }

    /// Takes away everything a person wrote and everything that was judged of it, and their name. The commitments of the
    /// chains stay, so that [`Store::verify`] tells what was erased from what was altered; without the salts nobody can
    /// try out what they stood for.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor the owner, [`StoreError::LastOwner`].
    pub fn erase_person(&mut self, person: PersonId, now: Timestamp) -> Result<(), StoreError> {
        self.own_or_owner(person)?;
        self.within(Access::Write, || {
            let others =
                "SELECT 1 FROM person WHERE organisation = ?1 AND id <> ?2 AND erased IS NULL LIMIT 1";
            let others = self.row(others, values![LOCAL, person.0], |_| Ok(()))?.is_some();
            if others && !self.another_owns(person)? {
                return Err(StoreError::LastOwner);
            }
            let mark = "UPDATE attempt SET erased = ?3, salt = NULL WHERE organisation = ?1 AND person = ?2
                AND erased IS NULL";
            self.run(mark, values![LOCAL, person.0, now])?;
            let theirs = "attempt IN (SELECT id FROM attempt WHERE organisation = ?1 AND person = ?2)";
            let empty = format!(
                "UPDATE entry SET action = CASE WHEN seq = 0 THEN NULL ELSE ?3 END, events = ?3
                WHERE organisation = ?1 AND {theirs}"
            );
            self.run(&empty, values![LOCAL, person.0, Cell::ERASED])?;
            let silent = format!("UPDATE review SET text = '' WHERE organisation = ?1 AND {theirs}");
            self.run(&silent, values![LOCAL, person.0])?;
            for table in GONE {
                let delete = format!("DELETE FROM {table} WHERE organisation = ?1 AND {theirs}");
                self.run(&delete, values![LOCAL, person.0])?;
            }
            for table in ["member", "certificate", "remembered"] {
                let delete = format!("DELETE FROM {table} WHERE organisation = ?1 AND person = ?2");
                self.run(&delete, values![LOCAL, person.0])?;
            }
            self.forget_rollups(person)?;
            let name = format!("erased {}", person.0);
            let update =
                "UPDATE person SET name = ?3, passphrase = NULL, rights = 1, departed = NULL, erased = ?4
                WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
            match self.run(update, values![LOCAL, person.0, name, now])? {
                0 => Err(StoreError::NoSuchPerson),
                _ => Ok(()),
            }
        })?;
        self.driver.scrub()?;
        if self.acting() == Some(person) {
            self.sign_out();
        }
        Ok(())
    }

    fn own_or_owner(&self, person: PersonId) -> Result<(), StoreError> {
        self.own(person).or_else(|not_own| self.need(Right::Owner).map(drop).map_err(|_needs| not_own))
    }
}
