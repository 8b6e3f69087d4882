//! How fast a store is that holds many attempts: an append, a trainee's home, and audits.
//!
//! `HOTSEAT_BENCH_ATTEMPTS` says how many, 100,000 unless it does. SQLite is measured, and PostgreSQL too where
//! `DATABASE_URL` names an empty database: `KEEP_FSYNC=1 .ci/postgres.sh cargo bench --no-default-features --bench store`.

use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hotseat::cli::fill::samples;
use hotseat::listen::Listener;
use hotseat::progress::{ScenarioHead, due, estimates, standing};
use hotseat::scenario::Library;
use hotseat::store::{
    AttemptId, Auditor, Filling, Folder, Ladders, NewAttempt, Person, PersonId, Sample, Slice, Store, Verdict,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Attempts audited in one go.
const AUDITED: usize = 400;

fn attempts() -> u32 {
    let said = std::env::var("HOTSEAT_BENCH_ATTEMPTS").ok();
    said.and_then(|said| said.replace([',', '_'], "").parse().ok()).unwrap_or(100_000)
}

/// Two thousand for a million attempts, as `HOTSEAT_BENCH_PEOPLE` says otherwise.
fn people() -> u32 {
    let said = std::env::var("HOTSEAT_BENCH_PEOPLE").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or_else(|| (attempts() / 500).max(30))
}

fn told<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

fn listener() -> Arc<Listener> {
    Arc::new(Listener::builtin().unwrap_or_else(|faults| panic!("{faults:?}")))
}

fn fill(mut store: Store, samples: &[Sample]) -> Store {
    let filling = Filling {
        attempts: attempts(),
        people: people(),
        seed: 1,
        from: Timestamp::UNIX_EPOCH,
        span: SignedDuration::from_hours(9_000),
    };
    told(store.fill(samples, &filling));
    store
}

fn stores(criterion: &mut Criterion) {
    let listener = listener();
    let samples = samples(&Library::embedded(), &listener);
    let folder = told(tempfile::TempDir::new());
    measure(criterion, "SQLite", told(Store::open(folder.path())), &samples, &listener);
    if let Ok(address) = std::env::var("DATABASE_URL") {
        measure(criterion, "PostgreSQL", told(Store::connect(&address)), &samples, &listener);
    }
}

fn measure(
    criterion: &mut Criterion,
    engine: &str,
    empty: Store,
    samples: &[Sample],
    listener: &Arc<Listener>,
) {
    let mut store = fill(empty, samples);
    let people = told(store.people());
    let trainee = people.iter().find(|person| person.name == "Person 17").unwrap_or_else(|| panic!("nobody"));
    let mut group = criterion.benchmark_group(format!("{engine}, {} attempts", attempts()));
    group.sample_size(10);
    group.bench_function("a trainee's attempts", |bencher| {
        bencher.iter(|| told(store.attempts(trainee.id)).len());
    });
    group.bench_function("what is assigned to a trainee", |bencher| {
        bencher.iter(|| told(store.given(trainee.id)).len());
    });
    let library = Library::embedded();
    let roles = told(library.roles().map_err(|faults| format!("{faults:?}")));
    let listed = told(library.list().map_err(|faults| format!("{faults:?}")));
    let installed: Vec<ScenarioHead> =
        listed.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
    let now = told(Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(9_000)));
    let stands = |person: PersonId| {
        let evidence = told(store.evidence(&told(store.attempts(person)), &installed, now));
        (standing(&roles, &evidence, &installed, now), estimates(&evidence, now), evidence)
    };
    group.bench_function("a trainee's home", |bencher| {
        bencher.iter(|| {
            let (_, _, evidence) = stands(trainee.id);
            let today = now.to_zoned(TimeZone::UTC);
            (told(store.given(trainee.id)).len(), due(&evidence, &installed, &today).len())
        });
    });
    let teams = told(store.teams());
    let team = teams.first().unwrap_or_else(|| panic!("no team"));
    let ladders = Ladders { roles: &roles, installed: &installed, now };
    let mut team_of_thirty = |name: &str| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let members = told(store.members(team.id));
                assert!(members.len() >= 30);
                let people: Vec<PersonId> = members.iter().map(|member| member.person.id).collect();
                told(store.glance(&people, &Slice::default(), &ladders)).overview.rows.len()
            });
        });
    };
    team_of_thirty("the standing of a team of thirty, nothing folded");
    told(store.fold_all(&mut Folder::default(), 32, &ladders, &mut |_| true));
    team_of_thirty("the standing of a team of thirty");
    for (name, deep) in [("verify as heard", false), ("verify --deep", true)] {
        let mut auditor = Auditor::new(&store, Arc::clone(listener), deep);
        let all = told(auditor.attempts());
        let count = if deep { AUDITED / 10 } else { AUDITED };
        let some: Vec<AttemptId> = all.iter().step_by((all.len() / count).max(1)).copied().collect();
        group.throughput(Throughput::Elements(some.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for some in some.chunks(50) {
                    let verdicts = told(auditor.audit_some(some));
                    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Intact));
                }
            });
        });
    }
    group.throughput(Throughput::Elements(1));
    let sample = samples.iter().find(|sample| !sample.entries.is_empty()).unwrap_or_else(|| panic!("none"));
    let (attempt, mut known) = (begin(&mut store, trainee, sample), 0);
    let entry = sample.entries.first().unwrap_or_else(|| panic!("no action"));
    group.bench_function("an action appended, durably", |bencher| {
        bencher.iter(|| {
            told(store.append(attempt, known, &entry.action, &entry.events, Timestamp::UNIX_EPOCH));
            known += 1;
        });
    });
    group.finish();
}

fn begin(store: &mut Store, person: &Person, sample: &Sample) -> AttemptId {
    told(store.begin(&NewAttempt {
        id: AttemptId(Uuid::from_u128(1)),
        person: person.id,
        parent: None,
        assignment: None,
        salt: [7; 16],
        played: hotseat::store::Played { mode: hotseat::session::Mode::Practice, ..sample.played.clone() },
        opening: sample.opening.clone(),
        started: Timestamp::UNIX_EPOCH,
    }))
}

criterion_group!(benches, stores);
criterion_main!(benches);
