//! The desk while it is played: records as they stand now, services, what has been looked at.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::desk::{Effect, Service, Status};
use crate::scenario::file::ScenarioFile;
use crate::scenario::text::Language;
use crate::scenario::value::{Path, Value};

/// What differs from the scenario's desk.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    written: BTreeMap<Path, Value>,
    added: BTreeMap<String, BTreeSet<String>>,
}

/// A field on its way into the record: where, and what.
pub(super) type Write = (Path, Value);

impl Changes {
    /// The value of a field as it stands now.
    pub(super) fn field(&self, file: &ScenarioFile, language: Language, path: &Path) -> Option<Value> {
        self.written.get(path).cloned().or_else(|| {
            let row = file.desk.records.get(&path.table)?.get(&path.key)?;
            row.get(&path.column).map(|cell| cell.in_language(language))
        })
    }

    /// A record as it stands now: its columns with their values.
    pub(super) fn record(
        &self,
        file: &ScenarioFile,
        language: Language,
        table: &str,
        key: &str,
    ) -> BTreeMap<String, Value> {
        let mut row: BTreeMap<String, Value> = file
            .desk
            .records
            .get(table)
            .and_then(|rows| rows.get(key))
            .map(|cells| {
                cells.iter().map(|(column, cell)| (column.clone(), cell.in_language(language))).collect()
            })
            .unwrap_or_default();
        for (path, value) in &self.written {
            if path.table == table && path.key == key {
                row.insert(path.column.clone(), value.clone());
            }
        }
        row
    }

    /// The keys of a table, those of the scenario and those added by tools.
    pub(super) fn keys(&self, file: &ScenarioFile, table: &str) -> BTreeSet<String> {
        let mut keys: BTreeSet<String> =
            file.desk.records.get(table).map(|rows| rows.keys().cloned().collect()).unwrap_or_default();
        keys.extend(self.added.get(table).into_iter().flatten().cloned());
        keys
    }

    /// The fields that `effect` writes, given the arguments of the tool.
    pub(super) fn writes(
        &self,
        file: &ScenarioFile,
        effect: &Effect,
        args: &BTreeMap<String, String>,
    ) -> Vec<Write> {
        match effect {
            Effect::Field(path, value) => vec![(resolved(path, args), value.clone())],
            Effect::FromArg(path, argument) => {
                args.get(argument).map(|given| (resolved(path, args), typed(given))).into_iter().collect()
            }
            Effect::Record(table) => {
                let key = format!("{table}-{}", self.keys(file, table).len() + 1);
                let at =
                    |column: &str| Path { table: table.clone(), key: key.clone(), column: column.to_owned() };
                let mut row: Vec<Write> = args.iter().map(|(name, given)| (at(name), typed(given))).collect();
                if row.is_empty() {
                    row.push((at("id"), Value::Text(key.clone())));
                }
                row
            }
            Effect::Verified | Effect::Consented => Vec::new(),
        }
    }

    /// Writes a field.
    pub(super) fn write(&mut self, (path, value): Write) {
        self.added.entry(path.table.clone()).or_default().insert(path.key.clone());
        self.written.insert(path, value);
    }
}

/// A path with the value of an argument put in the place of its name.
pub(super) fn resolved(path: &Path, args: &BTreeMap<String, String>) -> Path {
    match path.argument().and_then(|argument| args.get(argument)) {
        Some(given) => Path { key: given.clone(), ..path.clone() },
        None => path.clone(),
    }
}

/// What a trainee typed in a form, as a value.
pub(super) fn typed(given: &str) -> Value {
    number(given).map_or_else(|| Value::Text(given.to_owned()), Value::Int)
}

/// The whole number a trainee typed, with or without currency sign and thousands separators.
pub(super) fn number(given: &str) -> Option<i64> {
    let plain: String = given
        .trim()
        .trim_start_matches(['$', '\u{a5}', '\u{ffe5}', '€', '£'])
        .trim_end_matches(['元', '块'])
        .chars()
        .filter(|letter| !matches!(letter, ',' | '\u{ff0c}' | ' '))
        .collect();
    let whole = plain.strip_suffix(".00").unwrap_or(&plain);
    whole.parse().ok()
}

/// The status a service has at a second of the session.
pub(super) fn status(service: &Service, at: u32) -> Option<&Status> {
    service.status.iter().rev().find(|status| status.from <= at)
}
