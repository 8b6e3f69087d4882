//! A store that was filled for trials is one that could have been played.

use std::sync::Arc;

use hotseat::cli::fill::samples;
use hotseat::listen::Listener;
use hotseat::scenario::Library;
use hotseat::store::{Auditor, Filling, Sample, StoreError, Verdict};
use jiff::SignedDuration;
use rstest::rstest;

use super::{Engine, now};

fn listener() -> Arc<Listener> {
    Arc::new(Listener::builtin().expect("it listens"))
}

fn filling(attempts: u32) -> Filling {
    Filling { attempts, people: 40, seed: 1, from: now(0), span: SignedDuration::from_hours(1_000) }
}

fn sessions() -> Vec<Sample> {
    samples(&Library::embedded(), &listener())
}

#[test]
fn the_sessions_it_is_filled_with_have_about_forty_events_and_most_come_to_an_end() {
    let all = sessions();
    assert!(all.len() >= 16, "{}", all.len());
    let events = |one: &Sample| -> usize {
        one.opening.len() + one.entries.iter().map(|entry| entry.events.len()).sum::<usize>()
    };
    let mean = all.iter().map(events).sum::<usize>() / all.len();
    assert!((30..=50).contains(&mean), "{mean}");
}

#[rstest]
fn every_attempt_it_is_filled_with_verifies_deeply(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    let mut store = place.open();
    store.fill(&sessions(), &filling(150)).expect("it is filled");
    let mut auditor = Auditor::new(&store, listener(), true);
    let all = auditor.attempts().expect("a list");
    assert_eq!(all.len(), 150);
    for id in all {
        assert_eq!(auditor.audit(id), Ok(Verdict::Intact));
    }
    assert_eq!(store.unjournaled(), Ok(vec![]));
    assert_eq!(store.teams().map(|teams| teams.len()), Ok(2));
}

#[test]
fn the_same_seed_gives_the_same_store_and_only_an_empty_one_is_filled() {
    let (Some(one), Some(other)) = (Engine::Sqlite.place(), Engine::Sqlite.place()) else { return };
    let sessions = sessions();
    for place in [&one, &other] {
        place.open().fill(&sessions, &filling(60)).expect("it is filled");
    }
    assert_eq!(super::copy::everything(&one), super::copy::everything(&other));
    let again = one.open().fill(&sessions, &filling(60));
    assert!(matches!(again, Err(StoreError::NotEmpty { .. })), "{again:?}");
}
