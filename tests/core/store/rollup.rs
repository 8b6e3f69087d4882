//! Rollups say what the log says, whatever happens in whichever order, on both engines.

mod exact;
mod random;
mod together;

use std::sync::LazyLock;

use hotseat::analysis::{Gathered, Tally};
use hotseat::progress::ScenarioHead;
use hotseat::progress::team::{Overview, overview};
use hotseat::scenario::Library;
use hotseat::scenario::roles::Roles;
use hotseat::store::{
    Ask, Everybody, Filling, Folder, Ladders, PersonId, Progress, Sample, Slice, Store, StoreError,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Engine, Place, now};

/// The installed scenarios with the ladders they count towards, and sessions that were played on them.
struct Installed {
    roles: Roles,
    heads: Vec<ScenarioHead>,
    sessions: Vec<Sample>,
}

static INSTALLED: LazyLock<Installed> = LazyLock::new(|| {
    let library = Library::embedded();
    let listener = std::sync::Arc::new(hotseat::listen::Listener::builtin().expect("it listens"));
    let heads = library.list().expect("they read").values().flatten().map(|one| one.file().into()).collect();
    let sessions = hotseat::cli::fill::samples(&library, &listener);
    Installed { roles: library.roles().expect("they read"), heads, sessions }
});

/// Long after everything.
fn later(days: i64) -> Timestamp {
    now(0).checked_add(SignedDuration::from_hours(24 * days)).expect("a time in range")
}

fn ladders(now: Timestamp) -> Ladders<'static> {
    Ladders { roles: &INSTALLED.roles, installed: &INSTALLED.heads, now }
}

/// A store with so many attempts in 400 days before [`now`].
fn filled(engine: Engine, attempts: u32, people: u32) -> Option<Place> {
    let place = engine.place()?;
    let span = SignedDuration::from_hours(24 * 400);
    let from = now(0).checked_sub(span).expect("a time in range");
    let filling = Filling { attempts, people, seed: 3, from, span };
    place.open().fill(&INSTALLED.sessions, &filling).expect("it is filled");
    Some(place)
}

fn sit(place: &Place, name: &str) -> Store {
    let mut store = place.open();
    store.enter(name, PersonId(Uuid::from_u128(1)), now(0)).expect("they sit down");
    store
}

fn fold(store: &Store, now: Timestamp) {
    let behind = store.fold_all(&mut Folder::default(), 16, &ladders(now), &mut |_| true).expect("folded");
    assert!(behind.is_none(), "{behind:?}");
}

fn people(store: &Store) -> Vec<PersonId> {
    store.staff().expect("a list").into_iter().map(|member| member.person.id).collect()
}

/// Everybody without rollups: their attempts one person after the other.
fn from_the_log(store: &Store, people: &[PersonId], now: Timestamp) -> Overview {
    let evidence = people.iter().map(|person| {
        let attempts = match store.attempts(*person) {
            Err(StoreError::NotPermitted { .. }) => Vec::new(),
            read => read.expect("they are read"),
        };
        store.evidence(&attempts, &INSTALLED.heads, now).unwrap_or_default()
    });
    overview(&evidence.collect::<Vec<_>>(), &INSTALLED.roles, &INSTALLED.heads, now)
}

/// Everybody at a glance, all on one page.
fn everybody(store: &Store, now: Timestamp) -> Everybody {
    let ask = Ask { show: usize::MAX, ..Ask::default() };
    store.everybody_at_a_glance(&ask, &ladders(now)).expect("a glance")
}

/// Says where views that read rollups differ from the log.
fn compare(store: &Store, now: Timestamp) {
    let all = people(store);
    let log = from_the_log(store, &all, now);
    let glance = store.glance(&all, &Slice::default(), &ladders(now)).expect("a glance");
    assert_eq!(glance.overview, log);
    for (person, theirs) in all.iter().zip(&glance.attempts) {
        let whole = store.attempts(*person).unwrap_or_default();
        assert_eq!(*theirs, whole, "{person}");
    }
    let seen = everybody(store, now);
    assert_eq!((seen.old, seen.unknown), (0, 0));
    let waiting = store.waiting().expect("a list");
    let me = store.acting();
    for line in &seen.lines {
        let id = line.member.person.id;
        let place = all.iter().position(|person| *person == id).expect("they are here");
        let row = &log.rows[place];
        assert_eq!(line.cells, row.cells, "{id}");
        assert_eq!((line.attempts, line.last), (row.attempts, row.last), "{id}");
        let steps = row.standing.iter().flat_map(|ladder| &ladder.steps);
        let steps: Vec<_> = steps
            .map(|step| (step.state == hotseat::progress::StepState::Shown, step.exam.certified))
            .collect();
        assert_eq!(line.steps.iter().map(|one| (one.shown, one.certified)).collect::<Vec<_>>(), steps);
        let given = store.given(id).expect("a list");
        let late = given
            .iter()
            .filter(|one| store.came(one, &ladders(now)).expect("it is known").progress == Progress::Late);
        assert_eq!(line.late as usize, late.count(), "{id}");
        if me != Some(id) {
            let waits = waiting.iter().filter(|one| one.person == id).count();
            assert_eq!(line.waiting as usize, waits, "{id}");
        }
    }
}

/// What a scenario's attempts come to, read one by one from the log.
fn counted(store: &Store, scenario: &str) -> Gathered {
    let mut tally = Tally::default();
    let people = store.items(scenario, &mut |row| tally.add(row)).expect("rows");
    Gathered { people, tally }
}

/// Says where item analysis from rollups differs from the log.
fn compare_items(store: &Store) {
    let played = store.scenarios_played().expect("a list");
    assert_eq!(store.scenarios_folded().expect("a list"), played);
    let gathered = store.gather(&played, &mut |_, _| true).expect("a list").expect("not stopped");
    for (scenario, counts) in gathered {
        let text = |counts: &Gathered| serde_json::to_string(counts).expect("it is written");
        match counts {
            Ok(counts) => assert_eq!(text(&counts), text(&counted(store, &scenario)), "{scenario}"),
            Err(few) => assert_eq!(store.items(&scenario, &mut |_| ()).map(drop), Err(few)),
        }
    }
}
