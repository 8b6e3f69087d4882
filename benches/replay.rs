//! How fast a run of 40 actions is played again.

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use hotseat::listen::Listener;
use hotseat::scenario::Library;
use hotseat::session::{Action, Deed, Run, Session};

/// Actions replayed.
const ACTIONS: usize = 40;

fn replay(criterion: &mut Criterion) {
    let run = Run::read(include_str!("../tests/runs/angry-complaint.model.en.ron"))
        .unwrap_or_else(|error| panic!("the run: {error}"));
    let scenario = Library::embedded()
        .scenario(&run.scenario, run.seed)
        .unwrap_or_else(|problems| panic!("the scenario: {problems:?}"));
    let listener = Listener::builtin().unwrap_or_else(|faults| panic!("the lexicons: {faults:?}"));
    // The model run, drawn out to forty actions by reading before it begins.
    let article = scenario.file().desk.articles.keys().next().cloned().unwrap_or_default();
    let reading = Action::new(0, 0, Deed::Read(article));
    let mut actions = vec![reading; ACTIONS.saturating_sub(run.actions.len())];
    actions.extend(run.actions.iter().cloned());
    let (scenario, listener) = (Arc::new(scenario), Arc::new(listener));
    criterion.bench_function("replay 40 actions", |bencher| {
        bencher.iter(|| {
            let mut session = Session::begin(
                Arc::clone(&scenario),
                Arc::clone(&listener),
                run.language,
                run.mode,
                run.seed,
            );
            session.play(&actions).unwrap_or_else(|(index, why)| panic!("action {index}: {why}"));
            session.hash()
        });
    });
}

criterion_group!(benches, replay);
criterion_main!(benches);
