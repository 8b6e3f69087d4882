//! How long it takes to check 300 scenario files of about 40 KB, variants included.

use criterion::{Criterion, criterion_group, criterion_main};
use hotseat::scenario::folder::Library;

const SHIPPED: [(&str, &str); 4] = [
    ("first-day", include_str!("../scenarios/first-day.ron")),
    ("angry-complaint", include_str!("../scenarios/angry-complaint.ron")),
    ("system-outage", include_str!("../scenarios/system-outage.ron")),
    ("wrong-account-data", include_str!("../scenarios/wrong-account-data.ron")),
];

/// 300 copies of the shipped scenarios, each under a name of its own, with all they share.
fn library() -> Library {
    let mut files = vec![
        ("house.ron".to_owned(), include_str!("../scenarios/house.ron").to_owned()),
        ("desks/retail.ron".to_owned(), include_str!("../scenarios/desks/retail.ron").to_owned()),
        ("desks/payments.ron".to_owned(), include_str!("../scenarios/desks/payments.ron").to_owned()),
        ("desks/accounts.ron".to_owned(), include_str!("../scenarios/desks/accounts.ron").to_owned()),
    ];
    for copy in 0..75 {
        for (id, text) in SHIPPED {
            let text = text.replacen(&format!("id: \"{id}\""), &format!("id: \"{id}-{copy}\""), 1);
            files.push((format!("{id}-{copy}.ron"), text));
        }
    }
    Library::of(files)
}

fn check(criterion: &mut Criterion) {
    let library = library();
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    group.bench_function("300 scenarios", |bench| bench.iter(|| library.check_all()));
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
