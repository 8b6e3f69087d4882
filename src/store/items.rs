//! Attempts at a scenario without names, one by one, for item analysis.

use std::sync::Arc;

use uuid::Uuid;

use super::attempt::{AttemptId, Summary, TABLES};
use super::audit::Scenarios;
use super::right::Right;
use super::row::{Row as Record, values};
use super::{LOCAL, Played, Store, StoreError};
use crate::analysis::{Head, LEAST_PEOPLE, Loss, People, Reader, Row};
use crate::scenario::Scenario;
use crate::score::Scorecard;
use crate::session::Event;

/// How many attempts are looked up at once.
const PAGE: usize = 256;

/// Attempts that count: over, not erased, and not in learn mode, where hints help.
const COUNTED: &str =
    "organisation = ?1 AND scenario = ?2 AND state <> 'open' AND mode <> 'learn' AND erased IS NULL";

/// Scenarios that were read, and readers of attempts at them.
#[derive(Debug, Default)]
pub(super) struct Reading {
    scenarios: Scenarios,
    readers: Vec<Reader>,
}

/// An attempt as it is looked up.
struct Found {
    id: AttemptId,
    played: Played,
    ended: jiff::Timestamp,
    scorecard: Option<String>,
}

/// A scorecard and the log it cites, with what reads them.
type ReadBy<'r> = (Scorecard, Vec<Event>, &'r Reader);

impl Store {
    /// The scenarios of which there are attempts that count for item analysis, by id.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither writes scenarios nor leads people.
    pub fn scenarios_played(&self) -> Result<Vec<String>, StoreError> {
        self.analyses()?;
        let query = "SELECT DISTINCT scenario FROM attempt WHERE organisation = ?1 AND state <> 'open'
            AND mode <> 'learn' AND erased IS NULL ORDER BY scenario";
        self.rows(query, values![LOCAL], |row| row.get(0))
    }

    /// Hands over every attempt at a scenario that is over, in practice and certify mode, without a name and without a
    /// word of what was said; then says how many people stand behind them. Only one attempt is held at a time.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither writes scenarios nor leads people, and
    /// [`StoreError::TooFewPeople`] where they are so few that one could tell who they are.
    pub fn items(&self, scenario: &str, each: &mut dyn FnMut(&Row)) -> Result<People, StoreError> {
        self.analyses()?;
        let mut people = self.people_behind(scenario)?;
        if people.all < LEAST_PEOPLE {
            return Err(StoreError::TooFewPeople {
                scenario: scenario.to_owned(),
                people: people.all,
                least: LEAST_PEOPLE,
            });
        }
        let mut reading = Reading::default();
        let mut last = Uuid::nil();
        loop {
            let page = self.counted(scenario, last)?;
            for found in &page {
                match self.item(found, &mut reading)? {
                    Some(row) => each(&row),
                    None => people.unread += 1,
                }
                last = found.id.0;
            }
            if page.len() < PAGE {
                return Ok(people);
            }
        }
    }

    /// Refuses whoever neither writes scenarios nor leads people.
    fn analyses(&self) -> Result<(), StoreError> {
        let leads = self.need(Right::Manager).or_else(|_| self.need(Right::Owner));
        leads.or_else(|_| self.need(Right::Trainer)).map(drop)
    }

    /// How many people stand behind the attempts at a scenario.
    fn people_behind(&self, scenario: &str) -> Result<People, StoreError> {
        let of = |what: &str| {
            format!("SELECT count(DISTINCT person), {what} FROM attempt WHERE {COUNTED} GROUP BY {what}")
        };
        let values = values![LOCAL, scenario];
        let all = format!("SELECT count(DISTINCT person) FROM attempt WHERE {COUNTED}");
        let by_language = self.rows(&of("language"), values, |row| {
            Ok((row.parsed(1, super::attempt::from_word)?, row.get(0)?))
        })?;
        let by_version = self.rows(&of("scenario_hash"), values, |row| Ok((row.get(1)?, row.get(0)?)))?;
        Ok(People {
            all: self.row(&all, values, |row| row.get(0))?.unwrap_or_default(),
            by_language: by_language.into_iter().collect(),
            by_version: by_version.into_iter().collect(),
            unread: 0,
        })
    }

    /// The next attempts at a scenario, with the scorecard that counts.
    fn counted(&self, scenario: &str, after: Uuid) -> Result<Vec<Found>, StoreError> {
        let query = format!(
            "SELECT a.id, a.scenario_hash, a.language, a.mode, a.seed, a.ended, coalesce(v.json, n.json, s.json)
            {TABLES}
            WHERE a.id IN (SELECT id FROM attempt WHERE {COUNTED} AND id > ?3 ORDER BY id LIMIT {PAGE})
            ORDER BY a.id"
        );
        self.rows(&query, values![LOCAL, scenario, after], |row| {
            let played = Played {
                scenario: scenario.to_owned(),
                hash: row.get(1)?,
                title: None,
                language: row.parsed(2, super::attempt::from_word)?,
                mode: row.parsed(3, super::attempt::from_word)?,
                seed: row.get::<i64>(4)?.cast_unsigned(),
                engine: 0,
                rubric: 0,
                listener: String::new(),
            };
            Ok(Found {
                id: AttemptId(row.get(0)?),
                played,
                ended: row.time(5)?,
                scorecard: row.maybe_unpacked(6)?,
            })
        })
    }

    /// The row of an attempt that counts; none where it cannot be read.
    pub(super) fn item_of(
        &self,
        attempt: &Summary,
        reading: &mut Reading,
    ) -> Result<Option<Row>, StoreError> {
        let Some(found) = self.found(attempt)? else { return Ok(None) };
        self.item(&found, reading)
    }

    /// What went wrong in an attempt, and the scenario as it was played where that is known; nothing where it is not over
    /// or cannot be read.
    pub(super) fn losses(
        &self,
        attempt: &Summary,
        reading: &mut Reading,
    ) -> Result<(Vec<Loss>, Option<Arc<Scenario>>), StoreError> {
        let Some(found) = self.found(attempt)? else { return Ok((Vec::new(), None)) };
        Ok(self.read(&found, reading)?.map_or_else(Default::default, |(card, log, reader)| {
            (reader.losses(&log, &card), reader.scenario().cloned())
        }))
    }

    /// An attempt that is over, with the scorecard that counts.
    fn found(&self, attempt: &Summary) -> Result<Option<Found>, StoreError> {
        let Some(ended) = attempt.ended else { return Ok(None) };
        let query = format!("SELECT coalesce(v.json, n.json, s.json) {TABLES} WHERE a.id = ?2");
        let scorecard =
            self.row(&query, values![LOCAL, attempt.id.0], |row| row.maybe_unpacked(0))?.flatten();
        Ok(Some(Found { id: attempt.id, played: attempt.played.clone(), ended, scorecard }))
    }

    /// The row of an attempt; none where it cannot be read.
    fn item(&self, found: &Found, reading: &mut Reading) -> Result<Option<Row>, StoreError> {
        let played = &found.played;
        let head = Head {
            language: played.language,
            mode: played.mode,
            seed: played.seed,
            version: played.hash.clone(),
            ended: found.ended,
        };
        Ok(self.read(found, reading)?.map(|(card, log, reader)| reader.row(head, &log, &card)))
    }

    /// The scorecard and the log of an attempt with what reads them; none where one cannot be read.
    fn read<'r>(
        &self,
        found: &Found,
        Reading { scenarios, readers }: &'r mut Reading,
    ) -> Result<Option<ReadBy<'r>>, StoreError> {
        let card = found.scorecard.as_deref();
        let Some(card) = card.and_then(|json| serde_json::from_str::<Scorecard>(json).ok()) else {
            return Ok(None);
        };
        let Some(log) = self.log(found.id)? else { return Ok(None) };
        let played = &found.played;
        let scenario = scenarios.scenario(self, played)?.ok();
        let language = played.language;
        let known = readers.iter().position(|reader| reader.reads(scenario.as_ref(), language));
        let place = known.unwrap_or_else(|| {
            readers.push(Reader::new(scenario, language));
            readers.len() - 1
        });
        Ok(readers.get(place).map(|reader| (card, log, reader)))
    }

    /// The whole log of an attempt; none where a part of it cannot be read.
    fn log(&self, attempt: AttemptId) -> Result<Option<Vec<Event>>, StoreError> {
        let query = "SELECT events FROM entry WHERE attempt = ?1 ORDER BY seq";
        let parse = |row: &Record| Ok(serde_json::from_str::<Vec<Event>>(&row.unpacked(0)?).ok());
        let entries: Vec<Option<Vec<Event>>> = self.rows(query, values![attempt.0], parse)?;
        let log: Option<Vec<Vec<Event>>> = entries.into_iter().collect();
        Ok(log.map(|entries| entries.into_iter().flatten().collect()))
    }
}
