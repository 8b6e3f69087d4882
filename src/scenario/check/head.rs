//! The head of a scenario: format, id, dates, level, weights.

use jiff::civil::{Date, DateTime};

use super::super::fault::Fault;
use super::super::place::{At, SCENARIO};
use super::{Context, Findings};

/// Reads `2026-05-18 10:05`.
pub(in crate::scenario) fn moment(written: &str) -> Option<DateTime> {
    DateTime::strptime("%Y-%m-%d %H:%M", written).ok()
}

fn date(written: &str) -> bool {
    Date::strptime("%Y-%m-%d", written).is_ok()
}

/// Whether it reads `2026-05` or `2026-05-18`.
fn month(written: &str) -> bool {
    date(written) || date(&format!("{written}-01"))
}

pub(super) fn check(context: &Context<'_>, found: &mut Findings) {
    let file = context.file;
    let root = SCENARIO;
    if file.format != 1 {
        found.value(&root.name("format"), Fault::WrongFormat(file.format));
    }
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if file.id.is_empty() || !file.id.chars().all(good) || file.id.starts_with('-') {
        found.value(&root.name("id"), Fault::BadId(file.id.clone()));
    } else if file.id != context.stem {
        let what = Fault::IdNotFileName { id: file.id.clone(), file: context.stem.to_owned() };
        found.value(&root.name("id"), what);
    }
    if moment(&file.now).is_none() {
        found.value(&root.name("now"), Fault::BadMoment(file.now.clone()));
    }
    if file.languages.is_empty() {
        found.head(&root.name("languages"), Fault::Empty("languages"));
    }
    within(found, &root.name("level"), i64::from(file.level), 1, 5);
    within(found, &root.name("minutes"), i64::from(file.minutes), 1, 240);
    dates(context, found);
    if let Some(pass) = file.pass {
        within(found, &root.name("pass"), i64::from(pass), 0, 100);
    }
    if let Some(weights) = file.weights
        && weights.empathy == 0
        && weights.tools == 0
        && weights.resolution == 0
    {
        found.head(&root.name("weights"), Fault::NoWeight);
    }
    articles(context, found);
}

fn dates(context: &Context<'_>, found: &mut Findings) {
    let at = SCENARIO.name("calendar");
    let calendar = &context.file.calendar;
    for (name, list) in [("holidays", &calendar.holidays), ("workdays", &calendar.workdays)] {
        for (index, written) in list.iter().enumerate().filter(|(_, written)| !date(written)) {
            found.value(&at.name(name).index(index), Fault::BadDate(written.clone()));
        }
    }
}

fn articles(context: &Context<'_>, found: &mut Findings) {
    let desk = SCENARIO.name("desk");
    let at = desk.name("articles");
    for (id, article) in &context.file.desk.articles {
        let at = at.name(id);
        if let Some(updated) = article.updated.as_ref().filter(|written| !month(written)) {
            found.value(&at.name("updated"), Fault::BadMonth(updated.clone()));
        }
        if let Some(stale) = article.stale.as_ref().filter(|stale| !month(&stale.since)) {
            found.value(&at.name("stale").name("since"), Fault::BadMonth(stale.since.clone()));
        }
    }
}

pub(super) fn within(found: &mut Findings, at: &At<'_>, value: i64, least: i64, most: i64) {
    if !(least..=most).contains(&value) {
        found.value(at, Fault::Outside { value, least, most });
    }
}
