//! People, attempts and titles to report about; what is typed is as bad as it gets.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hotseat::progress::ScenarioHead;
use hotseat::report::{Paper, PersonReport, TeamReport};
use hotseat::scenario::roles::Roles;
use hotseat::scenario::{Language, Library, Text};
use hotseat::score::{CriticalError, Scorecard, score};
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, Ending, Ladders, NewAssignment, NewAttempt, NewDecision, Person, PersonId,
    Played, Slice, Store, Task, TeamId, Whom,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::shipped;
use crate::store::{Engine, Place};

/// What people may type, where they may type it.
pub(super) const NAME: &str = "O'Brien & <script>alert(\"梅\")</script>";
pub(super) const TEAM: &str = "<img src=x onerror=alert(1)> & \"Team\"";
pub(super) const TITLE: &str = "\"><script>alert(2)</script> 'T' &amp;";
pub(super) const REASON: &str = "she said <time>, not \"sorry\" & </td><b>so</b>";
pub(super) const ERROR: &str = "said </tr><iframe> a \"card number\"";

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a time in range")
}

/// Days in seconds.
pub(super) const DAY: i64 = 86_400;

/// What is installed: the shipped scenarios, the first of which has a title that is no title.
pub(super) struct Installed {
    roles: Roles,
    heads: Vec<ScenarioHead>,
    titles: BTreeMap<String, Text>,
}

pub(super) fn installed() -> Installed {
    let library = Library::embedded();
    let all = library.list().expect("scenarios");
    let files: Vec<_> = all.values().flatten().map(|scenario| scenario.file().clone()).collect();
    let mut titles: BTreeMap<String, Text> =
        files.iter().map(|file| (file.id.clone(), file.title.clone())).collect();
    titles.insert("first-day".to_owned(), Text::Plain(TITLE.to_owned()));
    Installed {
        roles: library.roles().expect("roles"),
        heads: files.iter().map(ScenarioHead::from).collect(),
        titles,
    }
}

impl Installed {
    pub(super) fn ladders(&self) -> Ladders<'_> {
        Ladders { roles: &self.roles, installed: &self.heads, now: at(100 * DAY) }
    }

    pub(super) fn paper(&self, language: Language) -> Paper<'_> {
        let now = at(100 * DAY + 600);
        Paper { language, zone: TimeZone::UTC, titles: &self.titles, roles: &self.roles, now }
    }

    pub(super) fn person(&self, store: &Store, person: PersonId) -> PersonReport {
        PersonReport::of(store, person, &self.ladders(), &TimeZone::UTC).expect("a report")
    }

    pub(super) fn team(&self, store: &Store, team: TeamId) -> TeamReport {
        let members = store.members(team).expect("members");
        let named = (Some(TEAM.to_owned()), members);
        TeamReport::of(store, named, Slice::default(), &self.ladders()).expect("a report")
    }
}

/// A model run, with the scorecard it earns.
static MODEL: LazyLock<(Played, Scorecard)> = LazyLock::new(|| {
    let session = shipped::played("first-day", "model", "en");
    (Played::of(&session), score(session.scenario(), session.log()))
});

/// A scorecard as a model run earns it.
pub(super) fn card() -> Scorecard {
    MODEL.1.clone()
}

/// How an attempt is kept.
pub(super) struct Tried {
    pub(super) scenario: &'static str,
    pub(super) mode: Mode,
    pub(super) assignment: Option<u128>,
    pub(super) day: i64,
    pub(super) card: Scorecard,
}

impl Tried {
    pub(super) fn practice(day: i64) -> Self {
        Self { scenario: "first-day", mode: Mode::Practice, assignment: None, day, card: card() }
    }
}

pub(super) fn keep(store: &mut Store, person: PersonId, number: u128, tried: &Tried) -> AttemptId {
    let played = Played {
        scenario: tried.scenario.to_owned(),
        title: Some(TITLE.to_owned()),
        mode: tried.mode,
        seed: u64::try_from(number).expect("small"),
        ..MODEL.0.clone()
    };
    let new = NewAttempt {
        id: AttemptId(Uuid::from_u128(number)),
        person,
        parent: None,
        assignment: tried.assignment.map(|id| AssignmentId(Uuid::from_u128(id))),
        salt: [7; 16],
        played,
        opening: Vec::new(),
        started: at(tried.day * DAY),
    };
    let id = store.begin(&new).expect("it begins");
    let json = serde_json::to_string(&tried.card).expect("JSON");
    store.finish(id, &json, Ending::Finished, at(tried.day * DAY + 600)).expect("it ends");
    id
}

/// A store of Olga's, who owns it, with a team in which a trainee with a bad name is.
pub(super) struct World {
    pub(super) place: Place,
    pub(super) store: Store,
    pub(super) trainee: Person,
    pub(super) team: TeamId,
}

/// The number of the assignment that is late.
const LATE: u128 = 900;
/// The number of the exam.
const EXAM: u128 = 901;

/// The number of the exam in a scenario that is gone.
const GONE: u128 = 902;

fn assign(store: &Store, (number, scenario): (u128, &str), to: PersonId, certify: bool, due: Option<i64>) {
    let new = NewAssignment {
        id: AssignmentId(Uuid::from_u128(number)),
        task: Task::Scenario(scenario.to_owned()),
        whom: Whom::Person(to),
        certify,
        due: due.map(|day| at(day * DAY)),
        pass_mark: None,
        attempts: None,
        at: at(DAY),
    };
    store.assign(&new).expect("given");
}

/// The trainee was given practice that is late, passed some, has an exam with a critical error that was only heard and was
/// decided, and played a scenario that is gone; once they practised freely.
pub(super) fn world(engine: Engine) -> Option<World> {
    let place = engine.place()?;
    let mut store = place.open();
    let olga = store.enter("Olga", PersonId(Uuid::from_u128(1)), at(0)).expect("the first");
    let trainee = store.person(NAME, PersonId(Uuid::from_u128(2)), at(0)).expect("a name");
    let team = store.team(TEAM, TeamId(Uuid::from_u128(50)), at(0)).expect("a team").id;
    store.join(team, trainee.id, false).expect("in it");
    assign(&store, (LATE, "first-day"), trainee.id, false, Some(20));
    assign(&store, (EXAM, "first-day"), trainee.id, true, None);
    assign(&store, (GONE, "gone"), trainee.id, true, None);
    let mut alleged = card();
    alleged.critical.push(CriticalError { what: ERROR.to_owned(), alleged: true, events: vec![0] });
    let mut poor = card();
    (poor.overall, poor.passed) = (Some(41), Some(false));
    let all = [
        Tried { assignment: Some(LATE), card: poor, ..Tried::practice(2) },
        Tried { mode: Mode::Certify, assignment: Some(EXAM), card: alleged, ..Tried::practice(40) },
        Tried { scenario: "gone", mode: Mode::Certify, assignment: Some(GONE), ..Tried::practice(60) },
        Tried::practice(70),
    ];
    // Whoever plays sits at the desk.
    store.enter(NAME, PersonId(Uuid::from_u128(2)), at(1)).expect("the trainee");
    for (number, tried) in (10..).zip(&all) {
        keep(&mut store, trainee.id, number, tried);
    }
    store.enter("Olga", olga.id, at(2)).expect("back again");
    let decision = NewDecision {
        attempt: AttemptId(Uuid::from_u128(11)),
        passed: false,
        reason: REASON.to_owned(),
        at: at(41 * DAY),
    };
    store.decide(&decision).expect("decided");
    Some(World { place, store, trainee, team })
}
