//! Whatever a desk shows has a name people can read: no bare identifier of a file reaches the screen.

use std::collections::BTreeSet;

use hotseat::scenario::desk::{Desk, Effect, Kind};
use hotseat::scenario::value::{Cell, Value};
use hotseat::scenario::{Language, Text};
use rstest::rstest;

use crate::shipped::scenario;

/// What the forms of the tools show: their fields, the choices, and the tables keys are taken from.
fn of_forms(desk: &Desk) -> BTreeSet<String> {
    let arguments = desk.tools.values().flat_map(|tool| &tool.args);
    let shown = arguments.flat_map(|argument| {
        let mut names = vec![argument.name.clone()];
        match &argument.kind {
            Kind::Key(table) => names.push(table.clone()),
            Kind::Choice(codes) => names.extend(codes.clone()),
            Kind::Text | Kind::Number | Kind::Date => {}
        }
        names
    });
    shown.collect()
}

/// What the records show: tables, columns, and the codes that stand in them.
fn of_records(desk: &Desk) -> BTreeSet<String> {
    let rows = desk.records.values().flat_map(|rows| rows.values());
    let cells = rows.flat_map(|row| row.iter());
    let shown = cells.flat_map(|(column, cell)| std::iter::once(column.clone()).chain(code(cell)));
    shown.chain(desk.records.keys().cloned()).chain(set(desk)).collect()
}

/// The codes that tools and the clock write into records.
fn set(desk: &Desk) -> BTreeSet<String> {
    let tools = desk.tools.values().flat_map(|tool| &tool.sets);
    let effects = tools.chain(desk.clock.iter().flat_map(|tick| &tick.sets));
    let codes = effects.filter_map(|effect| {
        if let Effect::Field(_, Value::Text(code)) = effect { Some(code.clone()) } else { None }
    });
    codes.collect()
}

/// A cell that holds a code, as opposed to words, numbers and names.
fn code(cell: &Cell) -> Option<String> {
    let Cell::Text(Text::Plain(text)) = cell else { return None };
    let is_code = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_code.then(|| text.clone())
}

/// What is shown of the services and the supervisor.
fn of_the_rest(desk: &Desk) -> BTreeSet<String> {
    let status = desk.services.values().flat_map(|service| &service.status).map(|status| status.is.clone());
    let topics = desk.supervisor.iter().flat_map(|supervisor| supervisor.topics.keys().cloned());
    status.chain(topics).collect()
}

#[rstest]
fn everything_a_shipped_desk_shows_has_a_label_in_both_languages(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
) {
    let scenario = scenario(id, 0);
    let desk = &scenario.file().desk;
    let shown: BTreeSet<String> =
        [of_forms(desk), of_records(desk), of_the_rest(desk)].into_iter().flatten().collect();
    let labelled = |name: &&String| {
        desk.labels.get(*name).is_some_and(|label| Language::ALL.iter().all(|one| label.has(*one)))
    };
    let bare: Vec<_> = shown.iter().filter(|name| !labelled(name)).collect();
    assert!(bare.is_empty(), "{id} shows {bare:?} as they stand in the file");
}
