//! How fast attempts at a scenario are folded into item analysis, and what they come to is computed.

use std::collections::BTreeSet;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hotseat::analysis::{Analysis, Criterion as Judged, Kind, Mark, People, Row, Tally};
use hotseat::scenario::Language;
use hotseat::session::{Mode, Outcome};
use jiff::Timestamp;

/// Attempts folded in one go.
const ROWS: u64 = 100_000;

/// Criteria of a scenario.
const CRITERIA: u64 = 24;

/// A number that looks like chance (splitmix64).
fn chance(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

fn row(number: u64) -> Row {
    let able = chance(number) % 100;
    let mark = |item: u64| Mark {
        criterion: Judged::new(Kind::MustTell, format!("fact{item}")),
        points: if chance(number * CRITERIA + item) % 100 < able { 10 } else { 0 },
        of: 10,
    };
    Row {
        language: if number.is_multiple_of(2) { Language::En } else { Language::Zh },
        mode: Mode::Practice,
        seed: 0,
        version: format!("{:064}", number % 3),
        ended: Timestamp::UNIX_EPOCH,
        seconds: 300,
        outcome: Some(Outcome::Resolved),
        overall: Some(70),
        abilities: [Some(70); 3],
        marks: (0..CRITERIA).map(mark).collect(),
        beats: (0..12).map(|beat| format!("beat{beat}")).collect(),
        rules: (0..12).map(|rule| format!("beats.beat{rule}.hears[0]")).collect::<BTreeSet<_>>(),
    }
}

fn fold(criterion: &mut Criterion) {
    let rows: Vec<Row> = (0..1_000).map(row).collect();
    let folded = || {
        let mut tally = Tally::default();
        (0..ROWS).zip(rows.iter().cycle()).for_each(|(_, row)| tally.add(row));
        tally
    };
    let mut group = criterion.benchmark_group("item analysis");
    group.sample_size(10).throughput(Throughput::Elements(ROWS));
    group.bench_function("100,000 attempts folded", |bencher| bencher.iter(folded));
    let tally = folded();
    let people = People { all: 500, ..People::default() };
    group.bench_function("what 100,000 attempts come to", |bencher| {
        bencher.iter(|| Analysis::of(&tally, &people));
    });
    group.finish();
}

criterion_group!(benches, fold);
criterion_main!(benches);
