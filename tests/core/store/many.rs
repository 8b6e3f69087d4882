//! A store with many attempts, for tests and benches; the program itself has no such thing.

use std::path::Path;
use std::sync::Arc;

use hotseat::listen::Listener;
use hotseat::scenario::Library;
use hotseat::score::{RUBRIC, score};
use hotseat::session::{ENGINE, Run, Session};
use hotseat::store::{AttemptId, Ending, NewAttempt, PersonId, Played, Store};
use jiff::Timestamp;
use uuid::Uuid;

/// The shipped runs that are kept again and again.
const RUNS: [&str; 8] = [
    include_str!("../../runs/first-day.model.en.ron"),
    include_str!("../../runs/first-day.rude.zh.ron"),
    include_str!("../../runs/angry-complaint.model.zh.ron"),
    include_str!("../../runs/angry-complaint.second.en.ron"),
    include_str!("../../runs/system-outage.model.en.ron"),
    include_str!("../../runs/system-outage.nothing.zh.ron"),
    include_str!("../../runs/wrong-account-data.model.zh.ron"),
    include_str!("../../runs/wrong-account-data.stuffing.en.ron"),
];

/// Keeps `count` attempts of somebody called `name` in `folder`, an hour apart, each with the opening, the first action
/// and the scorecard of a shipped run; panics where something cannot be kept.
pub(crate) fn attempts(folder: &Path, name: &str, count: u32) -> PersonId {
    let listener = Arc::new(Listener::builtin().unwrap_or_else(|faults| panic!("{faults:?}")));
    let played: Vec<_> = RUNS.iter().map(|text| play(text, &listener)).collect();
    let mut store = Store::open(folder).unwrap_or_else(|error| panic!("{error}"));
    let at = |hour: u32| Timestamp::from_second(1_750_000_000 + 3600 * i64::from(hour)).unwrap_or_default();
    let person =
        store.person(name, PersonId(Uuid::from_u128(1)), at(0)).unwrap_or_else(|error| panic!("{error}")).id;
    for (number, (session, run)) in (0..count).zip(played.iter().cycle()) {
        let new = NewAttempt {
            id: AttemptId(Uuid::from_u128(1_000 + u128::from(number))),
            person,
            parent: None,
            assignment: None,
            salt: [9; 16],
            played: of(session, run),
            opening: session.log().iter().filter(|event| event.action == 0).cloned().collect(),
            started: at(number),
        };
        let first: Vec<_> = session.log().iter().filter(|event| event.action == 1).cloned().collect();
        let card = serde_json::to_string(&score(session.scenario(), session.log())).unwrap_or_default();
        let kept = store.begin(&new).and_then(|id| {
            run.actions
                .iter()
                .take(1)
                .try_for_each(|action| store.append(id, 0, action, &first, at(number)).map(drop))?;
            store.finish(id, &card, Ending::Finished, at(number))
        });
        kept.unwrap_or_else(|error| panic!("attempt {number}: {error}"));
    }
    person
}

fn play(text: &str, listener: &Arc<Listener>) -> (Session, Run) {
    let run = Run::read(text).unwrap_or_else(|error| panic!("{error}"));
    let scenario = Library::embedded()
        .scenario(&run.scenario, run.seed)
        .unwrap_or_else(|problems| panic!("{}: {problems:?}", run.scenario));
    let mut session =
        Session::begin(Arc::new(scenario), Arc::clone(listener), run.language, run.mode, run.seed);
    session.play(&run.actions).unwrap_or_else(|(index, why)| panic!("{}: {index}: {why}", run.scenario));
    (session, run)
}

fn of(session: &Session, run: &Run) -> Played {
    let file = session.scenario().file();
    Played {
        scenario: file.id.clone(),
        hash: session.scenario().hash().to_owned(),
        title: Some(file.title.get(run.language).to_owned()),
        language: run.language,
        mode: run.mode,
        seed: run.seed,
        engine: ENGINE,
        rubric: RUBRIC,
        listener: session.listener().fingerprint().to_owned(),
    }
}
