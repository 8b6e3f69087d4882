//! People, attempts and scenarios the screens are shown with.

use std::sync::Arc;

use hotseat::listen::Listener;
use hotseat::progress::{AttemptSummary, ScenarioHead, standing};
use hotseat::scenario::{Language, Library, Scenario};
use hotseat::score::{Grade, Scorecard, score};
use hotseat::session::{Mode, Outcome, Session};
use hotseat::store::{AttemptId, Ending, Person, PersonId, Played, State, Summary};
use hotseat::views::home::HomeData;
use hotseat::views::library::Entry;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use uuid::Uuid;

pub(crate) fn person(number: u128, name: &str) -> Person {
    Person { id: PersonId(Uuid::from_u128(number)), name: name.to_owned(), created: Timestamp::UNIX_EPOCH }
}

pub(crate) fn scenario(id: &str) -> Arc<Scenario> {
    Arc::new(Library::embedded().scenario(id, 0).expect("it ships"))
}

/// The scenarios that ship.
pub(crate) fn entries() -> Vec<Entry> {
    let library = Library::embedded();
    let roles = library.roles().expect("they ship");
    let all = library.list().expect("they ship");
    all.values().flatten().map(|scenario| Entry::new(scenario.file(), Some(&roles))).collect()
}

/// A scorecard of a session that was hardly begun, with another verdict.
pub(crate) fn card(overall: u8, passed: Option<bool>) -> Scorecard {
    let listener = Arc::new(Listener::builtin().expect("it ships"));
    let session = Session::begin(scenario("first-day"), listener, Language::En, Mode::Practice, 0);
    let mut card = score(session.scenario(), session.log());
    card.outcome = Some(Outcome::Resolved);
    card.overall = Some(overall);
    card.empathy.score = Some(overall);
    card.tools.score = Some(overall);
    card.resolution.score = Some(overall);
    card.passed = passed;
    card.critical.clear();
    card
}

/// Attempt `number`, begun that many hours after a Monday morning in May, with this scorecard.
pub(crate) fn attempt(number: u32, id: &str, state: State, card: Option<&Scorecard>) -> Summary {
    let scenario = scenario(id);
    let started = Timestamp::from_second(1_779_094_800 + i64::from(number) * 3600).expect("in range");
    Summary {
        assignment: None,
        shared: false,
        erased: None,
        self_kept: false,
        decided: None,
        id: AttemptId(Uuid::from_u128(u128::from(number) + 1)),
        person: PersonId(Uuid::from_u128(1)),
        parent: None,
        played: Played {
            scenario: id.to_owned(),
            hash: scenario.hash().to_owned(),
            title: Some(scenario.file().title.get(Language::En).to_owned()),
            language: Language::En,
            mode: Mode::Practice,
            seed: 0,
            engine: 1,
            rubric: 1,
            listener: String::new(),
        },
        started,
        ended: (state != State::Open).then_some(started),
        state,
        actions: 7,
        grade: card.map(Grade::from),
        machine: None,
    }
}

/// An attempt played to its end.
pub(crate) fn finished(number: u32, id: &str, overall: u8, passed: Option<bool>) -> Summary {
    attempt(number, id, State::Ended(Ending::Finished), Some(&card(overall, passed)))
}

/// The first screen of somebody with these attempts, newest first, at a desk in UTC+8.
pub(crate) fn home(name: &str, attempts: Vec<Summary>) -> HomeData {
    let library = Library::embedded();
    let roles = library.roles().expect("they ship");
    let all = library.list().expect("they ship");
    let installed: Vec<ScenarioHead> =
        all.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
    let summaries: Vec<_> = attempts
        .iter()
        .filter_map(|attempt| {
            let head = installed.iter().find(|head| head.id == attempt.played.scenario)?;
            Some(AttemptSummary::new(head.clone(), attempt.played.mode, attempt.grade?))
        })
        .collect();
    let standing = standing(&roles, &summaries, &installed, Timestamp::UNIX_EPOCH);
    let zone = TimeZone::fixed(Offset::constant(8));
    HomeData::new(name.to_owned(), standing, attempts, entries(), zone)
}

/// Some weeks of practice, newest first.
pub(crate) fn weeks() -> Vec<Summary> {
    vec![
        attempt(50, "angry-complaint", State::Open, None),
        finished(40, "wrong-account-data", 78, Some(true)),
        finished(30, "system-outage", 52, Some(false)),
        finished(20, "angry-complaint", 74, None),
        attempt(10, "angry-complaint", State::Ended(Ending::Abandoned), None),
        finished(0, "first-day", 91, Some(true)),
    ]
}
