//! How fast views of many people are with rollups, and how long folding takes.
//!
//! `HOTSEAT_BENCH_ATTEMPTS` says how many attempts, 100,000 unless it does, and `HOTSEAT_BENCH_STORE` names a store that
//! `hotseat store fill` made, to fill none. SQLite is measured, and PostgreSQL too where `DATABASE_URL` names an empty
//! database: `KEEP_FSYNC=1 .ci/postgres.sh cargo bench --no-default-features --bench rollup`.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use hotseat::analysis::{Analysis, Tally};
use hotseat::cli::fill::samples;
use hotseat::listen::Listener;
use hotseat::progress::ScenarioHead;
use hotseat::scenario::Library;
use hotseat::scenario::roles::Roles;
use hotseat::store::{Ask, Filling, Folder, Ladders, PersonId, Slice, Sort, Store};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

fn attempts() -> u32 {
    let said = std::env::var("HOTSEAT_BENCH_ATTEMPTS").ok();
    said.and_then(|said| said.replace([',', '_'], "").parse().ok()).unwrap_or(100_000)
}

fn told<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

fn first<T>(all: &[T]) -> &T {
    all.first().unwrap_or_else(|| panic!("there is none"))
}

fn fill(mut store: Store) -> Store {
    let listener = Arc::new(told(Listener::builtin()));
    let filling = Filling {
        attempts: attempts(),
        people: (attempts() / 500).max(30),
        seed: 1,
        from: Timestamp::UNIX_EPOCH,
        span: SignedDuration::from_hours(9_000),
    };
    told(store.fill(&samples(&Library::embedded(), &listener), &filling));
    store
}

fn rollups(criterion: &mut Criterion) {
    let folder = told(tempfile::TempDir::new());
    let store = match std::env::var("HOTSEAT_BENCH_STORE") {
        Ok(there) => told(Store::open(Path::new(&there))),
        Err(_) => fill(told(Store::open(folder.path()))),
    };
    measure(criterion, "SQLite", store);
    if let Ok(address) = std::env::var("DATABASE_URL") {
        measure(criterion, "PostgreSQL", fill(told(Store::connect(&address))));
    }
}

#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a bench measures time and says so")]
fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    eprintln!("{what}: {:.1} s", begun.elapsed().as_secs_f64());
    done
}

fn measure(criterion: &mut Criterion, engine: &str, mut store: Store) {
    let library = Library::embedded();
    let roles: Roles = told(library.roles());
    let listed = told(library.list());
    let installed: Vec<ScenarioHead> =
        listed.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
    let now = Timestamp::now();
    let ladders = Ladders { roles: &roles, installed: &installed, now };
    told(store.enter("Owner", PersonId(Uuid::from_u128(1)), now));
    let people = told(store.people()).len();
    let mut group = criterion.benchmark_group(format!("{engine}, {people} people"));
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    let teams = told(store.teams());
    let team: Vec<PersonId> =
        told(store.members(first(&teams).id)).iter().map(|member| member.person.id).collect();
    let glance = |group: &mut BenchmarkGroup<'_, _>, name: &str| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| told(store.glance(&team, &Slice::default(), &ladders)).overview.rows.len());
        });
    };
    if told(store.behind()).as_of.is_none() {
        glance(&mut group, "a team of thirty, from the log");
        let played = told(store.scenarios_played());
        timed("item analysis of one scenario from the log", || {
            let mut tally = Tally::default();
            told(store.items(first::<String>(&played), &mut |row| tally.add(row)))
        });
    }
    let mut folder = Folder::default();
    timed("folding", || told(store.fold_all(&mut folder, 8, &ladders, &mut |_| true)));
    glance(&mut group, "a team of thirty");
    for (name, sort) in [("everybody, by name", Sort::Name), ("everybody, by what is late", Sort::Late)] {
        let ask = Ask { sort, ..Ask::default() };
        group.bench_function(name, |bencher| {
            bencher.iter(|| told(store.everybody_at_a_glance(&ask, &ladders)).lines.len());
        });
    }
    let scenarios = told(store.scenarios_folded());
    group.bench_function("item analysis of all scenarios", |bencher| {
        bencher.iter(|| {
            let gathered = told(store.gather(&scenarios, &mut |_, _| true)).unwrap_or_default();
            let all = gathered.iter().filter_map(|(_, one)| one.as_ref().ok());
            all.map(|one| Analysis::of(&one.tally, &one.people).items.len()).sum::<usize>()
        });
    });
    let mine = told(store.attempts(*first(&team)));
    let mut shared = false;
    group.bench_function("one changed attempt, folded", |bencher| {
        bencher.iter(|| {
            shared = !shared;
            told(store.share(first(&mine).id, shared));
            told(store.fold_all(&mut folder, 8, &ladders, &mut |_| true))
        });
    });
    group.finish();
}

criterion_group!(benches, rollups);
criterion_main!(benches);
