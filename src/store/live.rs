//! Watching live: which sessions go on at this moment, who in them is in trouble, and listening in.
//!
//! Whoever leads a trainee sees what they may see of it anyway, only earlier: assigned practice, exams, and what the trainee
//! shares. Nothing can be said into a session from here. That somebody listens in is written down in the moment they do,
//! and whoever plays can see who it is.

use jiff::{SignedDuration, Timestamp};

use super::attempt::{Attempt, AttemptId, COLUMNS, Summary, TABLES, summary};
use super::driver::Access;
use super::person::PersonId;
use super::right::{Right, is_for_managers};
use super::row::{Row, values};
use super::{LOCAL, Store, StoreError};
use crate::scenario::customer::Mood;
use crate::score::surviving;
use crate::session::event::Warning;
use crate::session::{Event, What};

/// A session nobody did anything in for so long does not go on at this moment: longer than anybody thinks about a reply.
pub const QUIET: SignedDuration = SignedDuration::from_mins(5);

/// Whoever listens in looks again within so long; else they have gone.
pub const LISTENING: SignedDuration = SignedDuration::from_secs(30);

/// A session that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// The attempt.
    pub attempt: Summary,
    /// Who plays, by name.
    pub name: String,
    /// When they last did something.
    pub last: Timestamp,
    /// The customer's mood now; none before it was ever shown.
    pub mood: Option<Mood>,
    /// What the early warning of emotion recognition says now.
    pub warning: Warning,
}

impl Live {
    /// Whether it should be looked at first.
    pub fn is_in_trouble(&self) -> bool {
        self.warning == Warning::Alarm
    }
}

/// Somebody who listened in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watcher {
    /// Who.
    pub person: PersonId,
    /// By name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// When they last looked.
    pub last: Timestamp,
}

impl Watcher {
    /// Whether they are still there.
    pub fn is_here(&self, now: Timestamp) -> bool {
        now.duration_since(self.last) <= LISTENING
    }
}

impl Store {
    /// The sessions that go on at `now`, of people whom whoever acts leads: those in trouble first, then by what was done
    /// last. One's own is not among them.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever leads nobody.
    pub fn live(&self, now: Timestamp) -> Result<Vec<Live>, StoreError> {
        let me = self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        self.within(Access::Read, || {
            let sight = self.sight()?;
            let query = format!(
                "SELECT {COLUMNS}, p.name, e.at {TABLES} JOIN person p ON p.id = a.person
                JOIN entry e ON e.attempt = a.id AND e.seq = a.actions
                WHERE a.organisation = ?1 AND a.state = 'open' AND a.erased IS NULL AND e.at >= ?2"
            );
            let since = now.checked_sub(QUIET).unwrap_or(Timestamp::MIN);
            let read = |row: &Row| {
                let width = row.0.len();
                Ok((summary(row)?, row.get::<String>(width - 2)?, row.time(width - 1)?))
            };
            let mut all = Vec::new();
            for (attempt, name, last) in self.rows(&query, values![LOCAL, since], read)? {
                let seen = is_for_managers(&attempt) && attempt.person != me && sight.sees(attempt.person);
                if seen {
                    let (mood, warning) = self.mood_of(attempt.id)?;
                    all.push(Live { attempt, name, last, mood, warning });
                }
            }
            all.sort_by_key(|one| std::cmp::Reverse((one.warning, one.last, one.attempt.id)));
            Ok(all)
        })
    }

    /// What was said and done so far in an attempt, and that whoever acts listens in is written down; looked at again and
    /// again, it goes on.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead the trainee, for the trainee, and for what stays theirs.
    pub fn listen_in(&self, attempt: AttemptId, now: Timestamp) -> Result<Attempt, StoreError> {
        let about = self.kept(attempt)?;
        let by = self.lead(about.person)?;
        if by == about.person {
            return Err(StoreError::NotPermitted { needs: super::Permission::NotYourself });
        }
        if !is_for_managers(&about) {
            return Err(StoreError::NotPermitted { needs: super::Permission::Shared });
        }
        let put = "INSERT INTO watch (organisation, attempt, person, since, last) VALUES (?1, ?2, ?3, ?4, ?4)
            ON CONFLICT (attempt, person) DO UPDATE SET last = excluded.last";
        self.run(put, values![LOCAL, attempt.0, by.0, now])?;
        self.within(Access::Read, || self.read_whole(attempt))
    }

    /// Who listened in to an attempt, the first first.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn watchers(&self, attempt: AttemptId) -> Result<Vec<Watcher>, StoreError> {
        self.seen(attempt)?;
        let query = "SELECT w.person, p.name, w.since, w.last FROM watch w JOIN person p ON p.id = w.person
            WHERE w.organisation = ?1 AND w.attempt = ?2 ORDER BY w.since, w.person";
        self.rows(query, values![LOCAL, attempt.0], |row| {
            Ok(Watcher {
                person: PersonId(row.get(0)?),
                name: row.get(1)?,
                since: row.time(2)?,
                last: row.time(3)?,
            })
        })
    }

    /// The customer's mood and the early warning after the last action; entries that cannot be read say nothing.
    fn mood_of(&self, attempt: AttemptId) -> Result<(Option<Mood>, Warning), StoreError> {
        let query = "SELECT events FROM entry WHERE attempt = ?1 ORDER BY seq";
        let read = |row: &Row| Ok(serde_json::from_str::<Vec<Event>>(&row.unpacked(0)?).unwrap_or_default());
        let log: Vec<Event> = self.rows(query, values![attempt.0], read)?.into_iter().flatten().collect();
        let (mut mood, mut warning) = (None, Warning::Calm);
        for (_, event) in surviving(&log) {
            if let What::Moved { to, .. } = &event.what {
                mood = Some(*to);
            } else if let What::Began { mood: first, .. } = &event.what {
                mood = Some(*first);
            } else if let What::Warned { level } = &event.what {
                warning = *level;
            }
        }
        Ok((mood, warning))
    }
}
