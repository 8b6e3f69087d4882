//! Attempts out of the store, without names: who may have them, and that they say the same in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hotseat::analysis::{Kind, Row, Tally, Unused, unused};
use hotseat::cli::fill::samples;
use hotseat::listen::Listener;
use hotseat::scenario::{Language, Library};
use hotseat::session::Mode;
use hotseat::store::{Filling, Permission, PersonId, Right, Rights, Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;
use uuid::Uuid;

use crate::store::{Engine, Place};

const SCENARIO: &str = "wrong-account-data";

/// A store with attempts at every scenario, where nobody sits yet.
pub(super) fn filled(engine: Engine, people: u32) -> Option<Place> {
    let place = engine.place()?;
    let listener = Arc::new(Listener::builtin().expect("the listener is good"));
    let filling = Filling {
        attempts: 400,
        people,
        seed: 5,
        from: Timestamp::UNIX_EPOCH,
        span: SignedDuration::from_hours(900),
    };
    place.open().fill(&samples(&Library::embedded(), &listener), &filling).expect("it is filled");
    Some(place)
}

fn as_(place: &Place, name: &str) -> Store {
    let mut store = place.open();
    store.enter(name, PersonId(Uuid::from_u128(77)), Timestamp::UNIX_EPOCH).expect("they sit down");
    store
}

fn rows(store: &Store, scenario: &str) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    store.items(scenario, &mut |row| rows.push(row.clone())).map(|_| rows)
}

#[rstest]
fn every_attempt_at_a_scenario_is_handed_over_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 30) else { return };
    let store = as_(&place, "Owner");
    let kept = |id: &str| {
        let counted = "state <> 'open' AND mode <> 'learn'";
        place.count(&format!("SELECT count(*) FROM attempt WHERE scenario = '{id}' AND {counted}"))
    };
    let played = store.scenarios_played().expect("a list");
    assert!(played.len() > 2, "{played:?}");
    for id in played {
        let found = rows(&store, &id).expect("rows").len();
        assert_eq!(i64::try_from(found).ok(), kept(&id), "{id}");
    }
}

#[rstest]
fn people_are_counted_by_language_and_version(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = filled(engine, 30) else { return };
    let people = as_(&place, "Owner").items(SCENARIO, &mut |_| ()).expect("rows");
    assert!(people.all > 20 && people.all <= 30, "{people:?}");
    assert_eq!(people.by_language.len(), 2);
    assert_eq!(people.by_version.values().copied().collect::<Vec<_>>(), [people.all]);
    assert_eq!(people.unread, 0);
}

#[test]
fn a_criterion_has_the_same_name_in_both_languages() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let store = as_(&place, "Owner");
    let library = Library::embedded();
    let mut named = 0;
    for id in store.scenarios_played().expect("a list") {
        let scenario = library.scenario(&id, 0).expect("it is good");
        let file = scenario.file();
        let mut by_language: BTreeMap<Language, BTreeSet<String>> = BTreeMap::new();
        for row in rows(&store, &id).expect("rows") {
            for mark in row.marks {
                let criterion = mark.criterion;
                let name = &criterion.name;
                let known = if matches!(criterion.kind, Kind::MustTell | Kind::Checked | Kind::ToldFalse) {
                    file.facts.contains_key(name)
                } else if criterion.kind == Kind::Field {
                    file.wrap_up.fields.contains_key(name)
                } else if matches!(criterion.kind, Kind::Feeling | Kind::FaultyDraft | Kind::GoodDraft) {
                    file.beats.contains_key(name)
                } else if matches!(criterion.kind, Kind::Consent | Kind::Order | Kind::TooEarly) {
                    file.desk.tools.contains_key(name)
                } else {
                    continue;
                };
                assert!(known, "{id}: {criterion} is no name in the file");
                named += 1;
                if matches!(criterion.kind, Kind::MustTell | Kind::Field) {
                    by_language.entry(row.language).or_default().insert(criterion.to_string());
                }
            }
        }
        let [en, zh] = Language::ALL.map(|language| by_language.get(&language).cloned());
        assert_eq!(en, zh, "{id}");
    }
    assert!(named > 1_000, "{named}");
}

#[test]
fn a_trainee_is_told_which_right_is_missing() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let store = as_(&place, "Person 2");
    let refused = StoreError::NotPermitted { needs: Permission::Right(Right::Trainer) };
    assert_eq!(rows(&store, SCENARIO), Err(refused.clone()));
    assert_eq!(store.scenarios_played(), Err(refused));
}

#[rstest]
fn trainers_managers_and_owners_may_look(
    #[values(Right::Trainer, Right::Manager, Right::Owner)] right: Right,
) {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let mut owner = as_(&place, "Owner");
    let person =
        owner.people().expect("a list").into_iter().find(|one| one.name == "Person 2").expect("they are");
    owner.set_rights(person.id, Rights::TRAINEE.with(right)).expect("it is set");
    assert!(!rows(&as_(&place, "Person 2"), SCENARIO).expect("rows").is_empty());
}

#[rstest]
fn of_fewer_than_five_people_nothing_is_shown(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = filled(engine, 4) else { return };
    let few = StoreError::TooFewPeople { scenario: SCENARIO.to_owned(), people: 4, least: 5 };
    assert_eq!(rows(&as_(&place, "Owner"), SCENARIO), Err(few));
}

#[test]
fn a_damaged_attempt_is_left_out_and_counted() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let one = format!("(SELECT min(id) FROM attempt WHERE scenario = '{SCENARIO}' AND mode <> 'learn')");
    place.tamper(&format!("UPDATE entry SET events = '[' WHERE attempt = {one}"));
    let store = as_(&place, "Owner");
    let mut count = 0;
    let people = store.items(SCENARIO, &mut |_| count += 1).expect("rows");
    assert_eq!(people.unread, 1);
    assert!(count > 10);
}

#[test]
fn learn_mode_does_not_count() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let store = as_(&place, "Owner");
    let before = rows(&store, SCENARIO).expect("rows").len();
    place.tamper(&format!(
        "UPDATE attempt SET mode = 'learn' WHERE id = (SELECT min(id) FROM attempt WHERE scenario = '{SCENARIO}')"
    ));
    let after = rows(&store, SCENARIO).expect("rows");
    assert_eq!(after.len() + 1, before);
    assert!(after.iter().all(|row| row.mode != Mode::Learn));
}

#[test]
fn what_somebody_used_is_not_named_as_unused_and_the_rest_is() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let rows = rows(&as_(&place, "Owner"), SCENARIO).expect("rows");
    let scenario = Library::embedded().scenario(SCENARIO, 0).expect("it is good");
    let found = unused(&super::tally(&rows), &scenario).expect("enough attempts");
    let (fired, entered): (BTreeSet<_>, BTreeSet<_>) =
        rows.iter().map(|row| (row.rules.clone(), row.beats.clone())).unzip();
    let (fired, entered): (BTreeSet<String>, BTreeSet<String>) =
        (fired.into_iter().flatten().collect(), entered.into_iter().flatten().collect());
    assert!(!fired.is_empty() && entered.contains(&scenario.file().start));
    for one in &found {
        match one {
            Unused::Beat { beat } => assert!(!entered.contains(beat), "{beat}"),
            Unused::Rule { path, chances } => assert!(!fired.contains(path) && *chances > 0, "{path}"),
        }
    }
    let beats = found.iter().filter(|one| matches!(one, Unused::Beat { .. })).count();
    assert_eq!(beats + entered.len(), scenario.file().beats.len());
}

#[test]
fn of_a_version_nobody_played_nothing_is_unused() {
    let scenario = Library::embedded().scenario(SCENARIO, 0).expect("it is good");
    assert!(unused(&Tally::default(), &scenario).is_err());
}
