//! Reading attempts from rollups: exactly what the attempts themselves say, of whoever may be seen.

use std::collections::{BTreeMap, BTreeSet};

use super::super::attempt::{COLUMNS, Summary, TABLES, summary};
use super::super::person::PersonId;
use super::super::right::{Right, is_for_managers};
use super::super::row::{Row, Value, among, values};
use super::super::team::TeamId;
use super::super::{LOCAL, Store, StoreError};
use super::{codec, waiting};

/// How many people are asked about in one statement.
const PEOPLE: usize = 500;

/// Attempts of one person that are over, and those that are open, each newest first.
pub(super) const OVER: &str =
    "a.person = ?2 AND a.erased IS NULL AND a.state <> 'open' ORDER BY a.started DESC, a.id DESC";
pub(super) const OPEN: &str =
    "a.person = ?2 AND a.erased IS NULL AND a.state = 'open' ORDER BY a.started DESC, a.id DESC";

/// Whose attempts whoever acts may see.
pub(in crate::store) struct Sight {
    /// Whether nobody has a passphrase, so that everybody sees everything.
    pub(in crate::store) open: bool,
    me: Option<PersonId>,
    owner: bool,
    teams: BTreeSet<TeamId>,
    led: BTreeSet<PersonId>,
}

impl Sight {
    /// Whether this person's attempts are seen at all.
    pub(in crate::store) fn sees(&self, person: PersonId) -> bool {
        self.sees_all(person) || self.owner || self.led.contains(&person)
    }

    /// Whether the people of this team are led.
    pub(in crate::store) fn leads(&self, team: TeamId) -> bool {
        self.open || self.owner || self.teams.contains(&team)
    }

    /// Whether all of them are, shared or not.
    pub(in crate::store) fn sees_all(&self, person: PersonId) -> bool {
        self.open || self.me == Some(person)
    }
}

impl Store {
    /// Whose attempts whoever acts may see: as [`Store::attempts`] says of one person after the other.
    pub(in crate::store) fn sight(&self) -> Result<Sight, StoreError> {
        let leader = self.need(Right::Manager).ok();
        let query = "SELECT one.team, one.person FROM member one JOIN member lead ON lead.team = one.team
            WHERE one.organisation = ?1 AND lead.person = ?2 AND lead.manages = 1";
        let read = |row: &Row| Ok((TeamId(row.get(0)?), PersonId(row.get(1)?)));
        let led = match leader {
            Some(leader) => self.rows(query, values![LOCAL, leader.0], read)?,
            None => Vec::new(),
        };
        let (teams, led) = led.into_iter().unzip();
        Ok(Sight {
            open: self.is_open()?,
            me: self.acting(),
            owner: self.need(Right::Owner).is_ok(),
            teams,
            led,
        })
    }

    /// The attempts of these people, each newest first, as far as they are seen; none of whom whoever acts may not see. Read
    /// from rollups but for those who wait to be folded, so that it is exact as of now.
    pub(in crate::store) fn attempts_of(&self, people: &[PersonId]) -> Result<Vec<Vec<Summary>>, StoreError> {
        let sight = self.sight()?;
        let mut all = self.recalled(people)?;
        for (person, attempts) in people.iter().zip(&mut all) {
            if !sight.sees(*person) {
                attempts.clear();
            } else if !sight.sees_all(*person) {
                attempts.retain(is_for_managers);
            }
        }
        Ok(all)
    }

    /// All attempts of these people, each newest first, for the store itself.
    pub(super) fn recalled(&self, people: &[PersonId]) -> Result<Vec<Vec<Summary>>, StoreError> {
        let mut known = BTreeMap::new();
        for people in people.chunks(PEOPLE) {
            let these = among(people.len());
            let values = with_people(people);
            let query = format!(
                "SELECT p.id, p.attempts FROM (SELECT r.person AS id, r.attempts FROM rollup r
                WHERE r.organisation = ?1 AND r.person {these}) p WHERE NOT {}",
                waiting()
            );
            let read = |row: &Row| {
                let rows = codec::unpack(row.0.get(1).unwrap_or(&Value::Null))?;
                let attempts = rows.iter().map(summary).collect::<Result<Vec<_>, _>>()?;
                Ok((PersonId(row.get(0)?), attempts))
            };
            let folded: BTreeMap<_, _> = self.rows(&query, &values, read)?.into_iter().collect();
            let query = format!(
                "SELECT {COLUMNS} {TABLES} WHERE a.organisation = ?1 AND a.state = 'open'
                AND a.erased IS NULL AND a.person {these}"
            );
            let mut open = BTreeMap::<PersonId, Vec<Summary>>::new();
            for attempt in self.rows(&query, &values, summary)? {
                open.entry(attempt.person).or_default().push(attempt);
            }
            for (person, mut attempts) in folded {
                attempts.extend(open.remove(&person).unwrap_or_default());
                attempts.sort_by_key(|one| std::cmp::Reverse((one.started, one.id)));
                known.insert(person, attempts);
            }
        }
        let whole = |person: &PersonId| match known.remove(person) {
            Some(attempts) => Ok(attempts),
            None => self.whole_list(*person),
        };
        people.iter().map(whole).collect()
    }

    /// All attempts of one person from the log, newest first.
    pub(super) fn whole_list(&self, person: PersonId) -> Result<Vec<Summary>, StoreError> {
        let which = "a.person = ?2 AND a.erased IS NULL ORDER BY a.started DESC, a.id DESC";
        self.summaries(which, person)
    }
}

/// The values of a statement about these people, the first of them `?2`.
pub(super) fn with_people(people: &[PersonId]) -> Vec<Value> {
    let mut values = vec![Value::from(LOCAL)];
    values.extend(people.iter().map(|person| Value::from(person.0)));
    values
}
