//! Teams, who is in them, and who is what.

use jiff::Timestamp;
use uuid::Uuid;

use super::driver::Access;
use super::person::{Person, PersonId, clean_name};
use super::right::{Permission, Right, Rights};
use super::row::{Broken, Row, values};
use super::{LOCAL, Store, StoreError};

/// A team's id: a UUIDv7 made by whoever holds the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamId(pub Uuid);

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The id.
    pub id: TeamId,
    /// The name, unique within the organisation.
    pub name: String,
}

/// Somebody with what they are, and whether they lead the team that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub rights: Rights,
    /// Whether they lead the team.
    pub leads: bool,
}

impl Store {
    /// Adds a team, or finds the one of this name; a manager who adds one leads it.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither owner nor manager, [`StoreError::BadName`].
    pub fn team(&self, name: &str, id_if_new: TeamId, now: Timestamp) -> Result<Team, StoreError> {
        let by = self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let name = clean_name(name)?;
        self.within(Access::Write, || {
            let insert = "INSERT INTO team (id, organisation, name, created) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (organisation, name) DO NOTHING";
            let new = self.run(insert, values![id_if_new.0, LOCAL, &name, now])? > 0;
            let team = self.find_team(&name)?;
            if new && self.rights().is_some_and(|rights| rights.has(Right::Manager)) {
                self.put_member(team.id, by, true)?;
            }
            Ok(team)
        })
    }

    /// The team of this name.
    ///
    /// # Errors
    /// [`StoreError::NoSuchTeam`].
    pub fn find_team(&self, name: &str) -> Result<Team, StoreError> {
        let query = "SELECT id, name FROM team WHERE organisation = ?1 AND name = ?2 AND ended IS NULL";
        let name = clean_name(name)?;
        self.row(query, values![LOCAL, &name], team)?.ok_or(StoreError::NoSuchTeam { name })
    }

    /// All teams, by name, for owners; for everybody else those they are in.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where nobody acts.
    pub fn teams(&self) -> Result<Vec<Team>, StoreError> {
        let me = self.need(Right::Trainee)?;
        let mut teams = if self.need(Right::Owner).is_ok() {
            let query = "SELECT id, name FROM team WHERE organisation = ?1 AND ended IS NULL";
            self.rows(query, values![LOCAL], team)?
        } else {
            let query = "SELECT t.id, t.name FROM team t JOIN member m ON m.team = t.id
                WHERE t.organisation = ?1 AND m.person = ?2 AND t.ended IS NULL";
            self.rows(query, values![LOCAL, me.0], team)?
        };
        teams.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(teams)
    }

    /// Who is in a team, by name, for its members and the owner; not who left.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else.
    pub fn members(&self, team: TeamId) -> Result<Vec<Member>, StoreError> {
        let me = self.need(Right::Trainee)?;
        let query = "SELECT p.id, p.name, p.created, p.rights, m.manages FROM member m JOIN person p ON p.id = m.person
            WHERE m.organisation = ?1 AND m.team = ?2 AND p.erased IS NULL AND p.departed IS NULL";
        let mut members = self.rows(query, values![LOCAL, team.0], member)?;
        if self.need(Right::Owner).is_err() && !members.iter().any(|member| member.person.id == me) {
            return Err(StoreError::NotPermitted { needs: Permission::Lead });
        }
        members.sort_by(|one, other| one.person.name.cmp(&other.person.name));
        Ok(members)
    }

    /// Everybody who is here with what they are, by name, for owners and managers.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else.
    pub fn staff(&self) -> Result<Vec<Member>, StoreError> {
        self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let query =
            "SELECT id, name, created, rights, 0 FROM person WHERE organisation = ?1 AND erased IS NULL
            AND departed IS NULL";
        let mut all = self.rows(query, values![LOCAL], member)?;
        all.sort_by(|one, other| one.person.name.cmp(&other.person.name));
        Ok(all)
    }

    /// Puts somebody into a team. Its leader may; that somebody leads it only an owner says.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for everybody else, [`StoreError::NoSuchTeam`] where it has ended,
    /// [`StoreError::HasLeft`].
    pub fn join(&self, team: TeamId, person: PersonId, leads: bool) -> Result<(), StoreError> {
        if leads {
            self.need(Right::Owner).map(drop)?;
        } else {
            self.lead_team(team)?;
        }
        self.is_there(team)?;
        self.is_here(person)?;
        self.within(Access::Write, || self.put_member(team, person, leads))
    }

    /// Ends a team: nobody is in it any more, and what it was given is taken back. What was played stays, each attempt
    /// for whoever played it; the name is free again.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither leads it nor owns the store, [`StoreError::NoSuchTeam`].
    pub fn end_team(&self, team: TeamId, now: Timestamp) -> Result<(), StoreError> {
        self.lead_team(team)?;
        self.within(Access::Write, || {
            self.is_there(team)?;
            let withdraw = "UPDATE assignment SET withdrawn = ?3
                WHERE organisation = ?1 AND team = ?2 AND withdrawn IS NULL";
            self.run(withdraw, values![LOCAL, team.0, now])?;
            self.run("DELETE FROM member WHERE organisation = ?1 AND team = ?2", values![LOCAL, team.0])?;
            // The id behind the name keeps the names apart; it is no name anybody could write.
            let end = "UPDATE team SET ended = ?3, name = name || ?4 WHERE organisation = ?1 AND id = ?2";
            self.run(end, values![LOCAL, team.0, now, format!("\n{}", team.0)]).map(drop)
        })
    }

    /// Refuses a team that is not there, or has ended.
    pub(super) fn is_there(&self, team: TeamId) -> Result<(), StoreError> {
        let query = "SELECT 1 FROM team WHERE organisation = ?1 AND id = ?2 AND ended IS NULL";
        let found = self.row(query, values![LOCAL, team.0], |_| Ok(()))?;
        found.ok_or_else(|| StoreError::NoSuchTeam { name: team.0.to_string() })
    }

    /// Takes somebody out of a team.
    ///
    /// # Errors
    /// As for [`Store::join`].
    pub fn leave(&self, team: TeamId, person: PersonId) -> Result<(), StoreError> {
        self.lead_team(team)?;
        let delete = "DELETE FROM member WHERE organisation = ?1 AND team = ?2 AND person = ?3";
        self.run(delete, values![LOCAL, team.0, person.0]).map(drop)
    }

    /// Says what somebody is. The last owner stays one.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is not the owner, [`StoreError::LastOwner`].
    pub fn set_rights(&mut self, person: PersonId, rights: Rights) -> Result<(), StoreError> {
        let me = self.need(Right::Owner)?;
        self.within(Access::Write, || {
            if !rights.has(Right::Owner) && !self.another_owns(person)? {
                return Err(StoreError::LastOwner);
            }
            let update =
                "UPDATE person SET rights = ?3 WHERE organisation = ?1 AND id = ?2 AND erased IS NULL";
            match self.run(update, values![LOCAL, person.0, rights])? {
                0 => Err(StoreError::NoSuchPerson),
                _ => Ok(()),
            }
        })?;
        if let Some(acting) = self.acting.as_mut().filter(|_| me == person) {
            acting.rights = rights;
        }
        Ok(())
    }

    /// Whether somebody else owns the store and can sign in.
    pub(super) fn another_owns(&self, person: PersonId) -> Result<bool, StoreError> {
        let signs_in = if self.is_open()? { "" } else { "AND passphrase IS NOT NULL" };
        let query = format!(
            "SELECT 1 FROM person WHERE organisation = ?1 AND id <> ?2 AND rights >= 8
            AND erased IS NULL AND departed IS NULL {signs_in} LIMIT 1"
        );
        Ok(self.row(&query, values![LOCAL, person.0], |_| Ok(()))?.is_some())
    }

    /// Refuses whoever neither leads this team nor owns the store.
    pub(super) fn lead_team(&self, team: TeamId) -> Result<(), StoreError> {
        if self.need(Right::Owner).is_ok() {
            return Ok(());
        }
        let me = self.need(Right::Manager)?;
        let query =
            "SELECT 1 FROM member WHERE organisation = ?1 AND team = ?2 AND person = ?3 AND manages = 1";
        match self.row(query, values![LOCAL, team.0, me.0], |_| Ok(()))? {
            Some(()) => Ok(()),
            None => Err(StoreError::NotPermitted { needs: Permission::Lead }),
        }
    }

    pub(super) fn put_member(&self, team: TeamId, person: PersonId, leads: bool) -> Result<(), StoreError> {
        let put = "INSERT INTO member (organisation, team, person, manages) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (team, person) DO UPDATE SET manages = excluded.manages";
        self.run(put, values![LOCAL, team.0, person.0, leads])?;
        self.stale(person, None)
    }
}

fn team(row: &Row) -> Result<Team, Broken> {
    Ok(Team { id: TeamId(row.get(0)?), name: row.get(1)? })
}

fn member(row: &Row) -> Result<Member, Broken> {
    let person = Person { id: PersonId(row.get(0)?), name: row.get(1)?, created: row.time(2)? };
    Ok(Member { person, rights: row.get(3)?, leads: row.get(4)? })
}
