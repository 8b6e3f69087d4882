//! Tables for other programs: one question a table, its rows computed once and written as CSV files or as one workbook.
//!
//! Rows go out person by person as they are computed, so that a store with a hundred thousand attempts needs no more memory
//! than a small one. Whoever exports sees in them what they may see in the store, which refuses the rest.

mod assigned;
mod attempts;
mod card;
mod cell;
mod certificates;
mod csv;
mod people;
mod piped;
mod table;
mod xlsx;

use std::collections::BTreeMap;
use std::io;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use thiserror::Error;

pub use attempts::{FINDINGS, not_here};
pub(crate) use card::scorecard;
pub use cell::{Cell, MOST};
pub use csv::{CsvFiles, write_row};
pub use table::{Column, Kind, Question};
pub use xlsx::Workbook;

use crate::progress::ScenarioHead;
use crate::scenario::roles::Roles;
use crate::scenario::{Language, Text};
use crate::store::{Person, PersonId, Store, StoreError, Summary, TeamId};

/// Why an export did not come to its end; nothing was written then.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The workbook could not be made.
    #[error("the workbook cannot be made ({0}): this is a fault in Hotseat, please report it")]
    Workbook(String),
}

/// Where rows go.
pub trait Sheets {
    /// Takes the next row of a table; its cells stand in the order of [`Question::columns`].
    ///
    /// # Errors
    /// [`ExportError`] where it cannot be written.
    fn row(&mut self, question: Question, cells: &[Cell]) -> Result<(), ExportError>;
}

/// What tables are computed with.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The store, with whoever exports signed in.
    pub store: &'a Store,
    /// The ladders.
    pub roles: &'a Roles,
    /// The scenarios there are now.
    pub installed: &'a [ScenarioHead],
    /// Their titles by id; a scenario that is gone is called as when it was played.
    pub titles: BTreeMap<String, Text>,
    /// The language of headings and words.
    pub language: Language,
    /// Whose days and hours times are told in.
    pub zone: TimeZone,
    /// Only attempts that began then or later; standing rests on all of them.
    pub since: Option<Timestamp>,
    /// Whether each judged point goes out too: about fifteen rows an attempt.
    pub findings: bool,
    /// Now.
    pub now: Timestamp,
}

/// How much went out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// People.
    pub people: usize,
    /// Attempts.
    pub attempts: usize,
}

/// Somebody with what the tables say of them.
struct Subject<'a> {
    person: &'a Person,
    /// Their teams in a line.
    teams: String,
    /// Their attempts that may go out, newest first.
    attempts: Vec<Summary>,
}

/// Writes every table about these people; those whom whoever exports may not see are left out.
///
/// # Errors
/// [`ExportError`].
pub fn export(
    desk: &Desk<'_>,
    people: &[Person],
    sheets: &mut (dyn Sheets + Send),
    progress: &mut dyn FnMut(usize),
) -> Result<Exported, ExportError> {
    // Rows are written while the next ones are computed.
    piped::piped(sheets, |sheets| rows(desk, people, sheets, progress))
}

/// The same; each judged point goes out where whoever exports insists on it or there are at most [`FINDINGS`], else a line
/// in their place says how many there are.
///
/// # Errors
/// [`ExportError`].
pub fn export_fitting(
    desk: Desk<'_>,
    people: &[Person],
    sheets: &mut (dyn Sheets + Send),
    progress: &mut dyn FnMut(usize),
) -> Result<Exported, ExportError> {
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let volume = desk.store.volume(&ids, desk.since)?;
    let desk = Desk { findings: desk.findings || volume <= FINDINGS, ..desk };
    if !desk.findings {
        sheets.row(Question::Findings, &[Cell::text(&not_here(volume, desk.language))])?;
    }
    export(&desk, people, sheets, progress)
}

fn rows(
    desk: &Desk<'_>,
    people: &[Person],
    sheets: &mut dyn Sheets,
    progress: &mut dyn FnMut(usize),
) -> Result<Exported, ExportError> {
    let teams = teams(desk)?;
    let names: BTreeMap<PersonId, &str> =
        people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let mut exported = Exported::default();
    for (number, person) in (1..).zip(people) {
        let attempts = match desk.store.exportable(person.id) {
            Err(StoreError::NotPermitted { .. }) => continue,
            other => other?,
        };
        let belongs = teams.get(&person.id).cloned().unwrap_or_default();
        let teams = belongs.join(desk.language.pick(", ", "、"));
        let subject = Subject { person, teams, attempts };
        let given = desk.store.given(person.id)?;
        exported.attempts += attempts::rows(desk, &subject, &given, sheets)?;
        people::rows(desk, &subject, sheets)?;
        assigned::rows(desk, &subject, &given, &names, sheets)?;
        certificates::rows(desk, &subject, sheets)?;
        exported.people += 1;
        progress(number);
    }
    Ok(exported)
}

/// The teams of everybody, as far as whoever exports knows them.
fn teams(desk: &Desk<'_>) -> Result<BTreeMap<PersonId, Vec<String>>, ExportError> {
    let mut of: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    let Ok(teams) = desk.store.teams() else { return Ok(of) };
    for team in teams {
        let members = |id: TeamId| match desk.store.members(id) {
            Err(StoreError::NotPermitted { .. }) => Ok(Vec::new()),
            other => other,
        };
        for member in members(team.id)? {
            of.entry(member.person.id).or_default().push(team.name.clone());
        }
    }
    Ok(of)
}

impl Desk<'_> {
    /// A scenario's title; `played` is what it was called when it was played.
    pub(crate) fn title(&self, id: &str, played: Option<&str>) -> String {
        let now = self.titles.get(id).map(|title| title.get(self.language));
        now.or(played).unwrap_or(id).to_owned()
    }

    pub(crate) fn t(&self, en: &str, zh: &str) -> Cell {
        Cell::text(self.language.pick(en, zh))
    }

    pub(crate) fn yes(&self, yes: bool) -> Cell {
        if yes { self.t("yes", "是") } else { self.t("no", "否") }
    }

    pub(crate) fn moment(&self, at: Timestamp) -> Cell {
        Cell::Moment(at.to_zoned(self.zone.clone()).datetime())
    }

    fn day(&self, at: Timestamp) -> Cell {
        Cell::Day(at.to_zoned(self.zone.clone()).date())
    }
}
