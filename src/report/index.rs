//! A list of reports that were written together, to open them from.

use minijinja::{Error, Value, context};

use super::sheet::{Head, Paper, page};
use crate::locale::report;

const PAGE: &str = include_str!("index.html");

/// A report in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whom or what it is about.
    pub title: String,
    /// Its file in the same folder, of letters and digits that need no escape; none where there is no report.
    pub file: Option<String>,
    /// What is to be said of it; may be empty.
    pub note: String,
}

/// The page that lists reports about teams, scenarios and people.
///
/// # Errors
/// None that a user could cause: the template is part of the program.
pub fn index(
    teams: &[Entry],
    scenarios: &[Entry],
    people: &[Entry],
    paper: &Paper<'_>,
) -> Result<String, Error> {
    let head = Head {
        title: paper.t("Reports", "报告"),
        kind: paper.t("Teams, scenarios and people", "团队、场景和个人"),
        about: String::new(),
        foot: report::caution(paper.language).to_owned(),
    };
    let list = |entries: &[Entry]| -> Vec<Value> {
        let each = entries.iter();
        each.map(|one| context! { title => one.title.as_str(), file => one.file.as_deref(), note => one.note.as_str() }).collect()
    };
    let body = context! { teams => list(teams), scenarios => list(scenarios), people => list(people) };
    page(PAGE, paper, &head, body)
}
