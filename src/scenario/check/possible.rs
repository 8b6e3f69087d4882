//! What can become of the desk: which values a field can take, which statuses a service, which tools are approved.

use std::collections::BTreeMap;

use super::super::beat::Grant;
use super::super::desk::{Effect, Service};
use super::super::file::ScenarioFile;
use super::super::text::Language;
use super::super::value::{Path, Value};
use super::Context;
use super::names::Known;

/// A record's key and the value put there; none for any value.
type Put = (String, Option<String>);

/// What can become of the desk.
pub(super) struct Possible<'a> {
    /// The codes of each service.
    pub(super) statuses: BTreeMap<String, Known>,
    /// The tools that the supervisor can approve.
    pub(super) approved: Known,
    /// Whether something can verify the customer.
    pub(super) verified: bool,
    /// Whether the desk was read whole, so that what is not here cannot be.
    pub(super) sure: bool,
    file: &'a ScenarioFile,
    /// Values that are set, by table and column; none for any value.
    set: BTreeMap<(String, String), Vec<Put>>,
}

impl<'a> Possible<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        let file = context.file;
        let desk = &file.desk;
        let codes = |service: &Service| service.status.iter().map(|one| one.is.clone()).collect();
        let topics = desk.supervisor.iter().flat_map(|supervisor| supervisor.topics.values());
        let mut possible = Self {
            statuses: desk.services.iter().map(|(name, service)| (name.clone(), codes(service))).collect(),
            approved: topics.filter_map(|topic| topic.approves.clone()).collect(),
            verified: file.identity.verified,
            sure: !context.damaged.contains("desk"),
            file,
            set: BTreeMap::new(),
        };
        for tool in desk.tools.values() {
            let args: Vec<&str> = tool.args.iter().map(|argument| argument.name.as_str()).collect();
            tool.sets.iter().for_each(|effect| possible.effect(effect, &args));
        }
        desk.clock.iter().flat_map(|tick| &tick.sets).for_each(|effect| possible.effect(effect, &[]));
        let rules =
            file.beats.values().flat_map(|beat| &beat.hears).chain(&file.always).chain(&context.house.always);
        possible.verified |= rules.flat_map(|rule| &rule.sets).any(|grant| *grant == Grant::Verified);
        possible
    }

    fn effect(&mut self, effect: &Effect, args: &[&str]) {
        let mut put = |table: &str, column: &str, key: &str, value: Option<String>| {
            self.set.entry((table.to_owned(), column.to_owned())).or_default().push((key.to_owned(), value));
        };
        match effect {
            Effect::Field(path, value) => put(&path.table, &path.column, &path.key, Some(plain(value))),
            Effect::FromArg(path, _) => put(&path.table, &path.column, &path.key, None),
            Effect::Record(table) => args.iter().for_each(|column| put(table, column, "{new}", None)),
            Effect::Verified => self.verified = true,
            Effect::Consented => {}
        }
    }

    /// Whether a field holds a value at the start, in any language.
    fn at_start(&self, path: &Path, wanted: &str) -> bool {
        let row = self.file.desk.records.get(&path.table).and_then(|rows| rows.get(&path.key));
        let cell = row.and_then(|row| row.get(&path.column));
        cell.is_some_and(|cell| {
            Language::ALL.iter().any(|language| plain(&cell.in_language(*language)) == wanted)
        })
    }

    /// Whether a field can hold a value, at the start or later.
    pub(super) fn value(&self, path: &Path, value: &Value) -> bool {
        let wanted = plain(value);
        self.at_start(path, &wanted)
            || self.set.get(&(path.table.clone(), path.column.clone())).is_some_and(|sets| {
                sets.iter().any(|(key, value)| {
                    let here = key.contains('{') || *key == path.key;
                    here && value.as_ref().is_none_or(|value| *value == wanted)
                })
            })
    }
}

/// A value as the desk compares it.
fn plain(value: &Value) -> String {
    value.to_string().trim().to_lowercase().replace(' ', "")
}
