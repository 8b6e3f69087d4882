//! How fast somebody with a thousand attempts is shown where they stand.

use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};
use hotseat::store::Store;

#[path = "../tests/core/store/many.rs"]
mod many;

/// Attempts kept.
const ATTEMPTS: u32 = 1_000;

fn progress(criterion: &mut Criterion) {
    let folder = tempfile::TempDir::new().unwrap_or_else(|error| panic!("{error}"));
    let person = many::attempts(folder.path(), "Ann", ATTEMPTS);
    let mut group = criterion.benchmark_group("1,000 attempts");
    group.sample_size(10);
    group.bench_function("listed by the store", |bencher| {
        let store = Store::open(folder.path()).unwrap_or_else(|error| panic!("{error}"));
        bencher.iter(|| store.attempts(person).unwrap_or_else(|error| panic!("{error}")).len());
    });
    group.bench_function("hotseat progress, a process of its own", |bencher| {
        bencher.iter(|| {
            let mut hotseat = Command::new(env!("CARGO_BIN_EXE_hotseat"));
            hotseat.args(["progress", "Ann", "--data"]).arg(folder.path()).stdout(Stdio::null());
            let status = hotseat.status().unwrap_or_else(|error| panic!("{error}"));
            assert!(status.success());
        });
    });
    group.finish();
}

criterion_group!(benches, progress);
criterion_main!(benches);
