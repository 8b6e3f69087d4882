//! What the reports have in common: the page around them, and in whose words they are written.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use minijinja::{AutoEscape, Environment, Error, Value, context};

use crate::scenario::roles::Roles;
use crate::scenario::{Language, Text};
use crate::store::Summary;

pub(super) const STYLE: &str = include_str!("style.css");
const SHEET: &str = include_str!("sheet.css");
const PAGE: &str = include_str!("page.html");

/// How a report is put down: in which language, on whose calendar, with which titles.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// The language of headings and words.
    pub language: Language,
    /// Whose days and hours times are told in.
    pub zone: TimeZone,
    /// Titles of the scenarios there are now, by id; one that is gone is called as when it was played.
    pub titles: &'a BTreeMap<String, Text>,
    /// The ladders.
    pub roles: &'a Roles,
    /// When it was made.
    pub now: Timestamp,
}

impl Paper<'_> {
    /// A scenario's title; `played` is what it was called when it was played.
    pub fn title(&self, id: &str, played: Option<&str>) -> String {
        let now = self.titles.get(id).map(|title| title.get(self.language));
        now.or(played).unwrap_or(id).to_owned()
    }

    /// The title of what was played.
    pub fn played(&self, attempt: &Summary) -> String {
        self.title(&attempt.played.scenario, attempt.played.title.as_deref())
    }

    /// A day, `2026-05-31`.
    pub fn day(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).date().to_string()
    }

    /// The time of a day, `14:05`.
    pub(super) fn hour(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }

    /// A day with its time, `2026-05-31 14:05`.
    pub fn moment(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// English or Chinese.
    pub(super) fn t(&self, en: &str, zh: &str) -> String {
        self.language.pick(en, zh).to_owned()
    }
}

/// What stands above a report and below it.
pub(super) struct Head {
    /// Whom or what it is about.
    pub(super) title: String,
    /// What kind of report it is.
    pub(super) kind: String,
    /// What else is to be known of it at once; may be empty.
    pub(super) about: String,
    /// What to keep in mind when reading it.
    pub(super) foot: String,
}

/// A whole page around a template's body.
pub(super) fn page(template: &str, paper: &Paper<'_>, head: &Head, body: Value) -> Result<String, Error> {
    let language = paper.language;
    let mut pages = Environment::new();
    pages.set_auto_escape_callback(|_| AutoEscape::Html);
    pages.add_function("t", move |en: &str, zh: &str| language.pick(en, zh).to_owned());
    pages.add_template("style", STYLE)?;
    pages.add_template("sheet", SHEET)?;
    pages.add_template("page", PAGE)?;
    pages.add_template("body", template)?;
    let made = concat!("Hotseat ", env!("CARGO_PKG_VERSION"));
    pages.get_template("body")?.render(context! {
        code => language.pick("en", "zh-CN"),
        title => head.title.as_str(),
        kind => head.kind.as_str(),
        about => head.about.as_str(),
        when => paper.moment(paper.now),
        foot => language.pick(format!("{} Made by {made}.", head.foot), format!("{}由 {made} 生成。", head.foot)),
        ..body
    })
}
