//! Tables for other programs: complete, the same in both formats, and harmless to whoever opens them.

mod files;
mod rows;

use std::collections::BTreeMap;

use hotseat::export::{Cell, Desk, ExportError, Question, Sheets, export};
use hotseat::progress::ScenarioHead;
use hotseat::scenario::roles::Roles;
use hotseat::scenario::{Language, Library, Text};
use hotseat::store::{Person, Store};
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a time in range")
}

/// Rows as they come.
#[derive(Default)]
struct Rows(Vec<(Question, Vec<Cell>)>);

impl Sheets for Rows {
    fn row(&mut self, question: Question, cells: &[Cell]) -> Result<(), ExportError> {
        self.0.push((question, cells.to_vec()));
        Ok(())
    }
}

impl Rows {
    /// The rows of one table, each cell under its heading in English; of headings that stand there twice the first.
    fn of(&self, question: Question) -> Vec<BTreeMap<&'static str, Cell>> {
        let columns = question.columns(Language::En);
        let rows = self.0.iter().filter(|(of, _)| *of == question);
        rows.map(|(_, cells)| {
            assert_eq!(cells.len(), columns.len(), "{question:?}");
            columns.iter().zip(cells).rev().map(|(column, cell)| (column.title, cell.clone())).collect()
        })
        .collect()
    }
}

/// What is installed.
struct Installed {
    roles: Roles,
    heads: Vec<ScenarioHead>,
    titles: BTreeMap<String, Text>,
}

fn installed() -> Installed {
    let library = Library::embedded();
    let roles = library.roles().expect("roles");
    let all = library.list().expect("scenarios");
    let files: Vec<_> = all.values().flatten().map(|scenario| scenario.file().clone()).collect();
    Installed {
        roles,
        heads: files.iter().map(ScenarioHead::from).collect(),
        titles: files.into_iter().map(|file| (file.id, file.title)).collect(),
    }
}

impl Installed {
    fn desk<'a>(&'a self, store: &'a Store, language: Language) -> Desk<'a> {
        Desk {
            store,
            roles: &self.roles,
            installed: &self.heads,
            titles: self.titles.clone(),
            language,
            zone: TimeZone::UTC,
            since: None,
            findings: true,
            now: at(1_000_000),
        }
    }
}

fn rows(store: &Store, people: &[Person]) -> Rows {
    let mut rows = Rows::default();
    export(&installed().desk(store, Language::En), people, &mut rows, &mut |_| {}).expect("it goes out");
    rows
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        Cell::Empty => "",
        Cell::Whole(_) | Cell::Tenths(_) | Cell::Percent(_) | Cell::Day(_) | Cell::Moment(_) => {
            panic!("a text: {cell:?}")
        }
    }
}
