//! Two hundred desks write to one PostgreSQL for five minutes, one event a second each: how long an append takes, and
//! whether everything is there afterwards.
//!
//! `KEEP_FSYNC=1 .ci/postgres.sh cargo bench --no-default-features --bench desks`; `HOTSEAT_BENCH_DESKS` and
//! `HOTSEAT_BENCH_SECONDS` say otherwise. Without `DATABASE_URL`, which names an empty database, nothing is measured.
#![expect(clippy::print_stdout, reason = "this is what a bench is for")]

use std::thread;
use std::time::{Duration, Instant};

use hotseat::scenario::Language;
use hotseat::session::{Action, Deed, Event, Mode, What};
use hotseat::store::{AttemptId, Chain, NewAttempt, PersonId, Played, Store};
use jiff::Timestamp;
use uuid::Uuid;

fn told<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

fn number(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|said| said.parse().ok()).unwrap_or(usual)
}

#[expect(clippy::disallowed_methods, reason = "this is what a bench is for")]
fn now() -> Instant {
    Instant::now()
}

fn attempt(desk: u32) -> NewAttempt {
    NewAttempt {
        id: AttemptId(Uuid::from_u128(1_000_000 + u128::from(desk))),
        person: PersonId(Uuid::from_u128(1 + u128::from(desk))),
        parent: None,
        assignment: None,
        salt: [9; 16],
        played: Played {
            scenario: "first-day".to_owned(),
            hash: "abc".to_owned(),
            title: None,
            language: Language::Zh,
            mode: Mode::Practice,
            seed: 1,
            engine: 3,
            rubric: 2,
            listener: "ears".to_owned(),
        },
        opening: Vec::new(),
        started: Timestamp::UNIX_EPOCH,
    }
}

/// Plays at one desk and returns how long each append took.
fn play(address: &str, desk: u32, desks: u32, seconds: u32) -> Vec<Duration> {
    let mut store = told(Store::connect(address));
    let new = attempt(desk);
    told(store.person(&format!("Desk {desk}"), new.person, Timestamp::UNIX_EPOCH));
    told(store.begin(&new));
    // Not all in the same moment.
    thread::sleep(Duration::from_millis(u64::from(1_000 * desk / desks)));
    let began = now();
    let mut taken = Vec::new();
    for known in 0..seconds {
        let text =
            format!("reply {known} of desk {desk}: one moment please, I am looking it up for you right now");
        let action = Action::new(3, 2, Deed::Say(text.clone()));
        let events: Vec<Event> = (0..4)
            .map(|at| Event { at, action: known + 1, what: What::Customer { text: text.clone() } })
            .collect();
        let before = now();
        told(store.append(new.id, known, &action, &events, Timestamp::UNIX_EPOCH));
        taken.push(before.elapsed());
        thread::sleep((Duration::from_secs(1) * (known + 1)).saturating_sub(began.elapsed()));
    }
    taken
}

fn main() {
    let Ok(address) = std::env::var("DATABASE_URL") else {
        println!("nothing is measured: DATABASE_URL names no server");
        return;
    };
    let (desks, seconds) = (number("HOTSEAT_BENCH_DESKS", 200), number("HOTSEAT_BENCH_SECONDS", 300));
    let store = told(Store::connect(&address));
    let mut taken: Vec<Duration> = thread::scope(|scope| {
        let address = &address;
        let all: Vec<_> =
            (0..desks).map(|desk| scope.spawn(move || play(address, desk, desks, seconds))).collect();
        all.into_iter().flat_map(|desk| desk.join().unwrap_or_default()).collect()
    });
    taken.sort();
    for desk in 0..desks {
        let id = attempt(desk).id;
        assert_eq!(told(store.verify(id)), Chain::Intact { actions: seconds }, "desk {desk}");
    }
    let at = |share: usize| {
        taken.get((taken.len() * share / 1_000).min(taken.len() - 1)).copied().unwrap_or_default()
    };
    println!(
        "{desks} desks, {seconds} s: {} appends, each there once; median {:.1?}, p99 {:.1?}, p99.9 {:.1?}, longest {:.1?}",
        taken.len(),
        at(500),
        at(990),
        at(999),
        at(1_000)
    );
}
