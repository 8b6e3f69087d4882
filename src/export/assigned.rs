//! Assignments: who has what to do, and who is late.

use std::collections::BTreeMap;

use super::{Cell, Desk, ExportError, Question, Sheets, Subject};
use crate::locale::assignment::{self as words, Progress};
use crate::store::{Given, Ladders, PersonId, Summary, Whom};

/// The rows about what one person was given; an open exam only where they took it.
pub(super) fn rows(
    desk: &Desk<'_>,
    subject: &Subject<'_>,
    given: &[Given],
    names: &BTreeMap<PersonId, &str>,
    sheets: &mut dyn Sheets,
) -> Result<(), ExportError> {
    for one in given {
        if one.assignment.new.whom == Whom::Anybody && one.attempts.is_empty() {
            continue;
        }
        let row = row(desk, subject, one, names)?;
        sheets.row(Question::Assignments, &row)?;
    }
    Ok(())
}

fn row(
    desk: &Desk<'_>,
    subject: &Subject<'_>,
    given: &Given,
    names: &BTreeMap<PersonId, &str>,
) -> Result<Vec<Cell>, ExportError> {
    let ui = desk.language;
    let new = &given.assignment.new;
    let ladders = Ladders { roles: desk.roles, installed: desk.installed, now: desk.now };
    let progress = desk.store.came(given, &ladders)?.progress;
    let titles = |id: &str| desk.titles.get(id).map(|title| title.get(ui).to_owned());
    let late = new.due.filter(|_| progress == Progress::Late).map(|due| {
        let days = desk.now.duration_since(due).as_hours() / 24;
        // Late by an hour is late.
        days.max(0) + 1
    });
    let best =
        given.attempts.iter().filter_map(|one: &Summary| one.grade.as_ref()?.counted(one.decided)).max();
    let standing = match given.assignment.withdrawn {
        Some(_) => desk.t("taken back", "已撤回"),
        None => Cell::text(words::progress(progress, ui)),
    };
    Ok(vec![
        Cell::text(&subject.person.name),
        Cell::text(&subject.teams),
        Cell::text(&words::title(&new.task, titles, desk.roles, ui)),
        if new.certify { desk.t("exam", "认证考试") } else { desk.t("practice", "练习") },
        desk.day(new.at),
        Cell::text(names.get(&given.assignment.given_by).copied().unwrap_or_default()),
        new.due.map_or(Cell::Empty, |due| desk.day(due)),
        standing,
        Cell::maybe(late),
        Cell::count(given.attempts.len()),
        Cell::maybe(given.left().map(i64::from)),
        Cell::maybe(new.pass_mark.map(i64::from)),
        Cell::maybe(best.map(i64::from)),
        Cell::text(&new.id.to_string()),
    ])
}
