//! A thousand attempts altered by chance in the file itself: each is named by the audit, and no other.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use hotseat::listen::Listener;
use hotseat::scenario::Library;
use hotseat::score::score;
use hotseat::session::{Outcome, Phase, Run, Session};
use hotseat::store::{AttemptId, Auditor, Ending, NewAttempt, PersonId, Played, State, Verdict};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::forger::{Kind, alter};
use super::{now, open};

/// Runs that come to their end: short, long, rude, in both languages, on all scenarios.
const RUNS: [&str; 10] = [
    include_str!("../../runs/first-day.model.en.ron"),
    include_str!("../../runs/first-day.nothing.zh.ron"),
    include_str!("../../runs/first-day.rude.zh.ron"),
    include_str!("../../runs/angry-complaint.model.zh.ron"),
    include_str!("../../runs/angry-complaint.rude.en.ron"),
    include_str!("../../runs/angry-complaint.nothing.en.ron"),
    include_str!("../../runs/system-outage.nothing.zh.ron"),
    include_str!("../../runs/system-outage.rude.en.ron"),
    include_str!("../../runs/wrong-account-data.model.en.ron"),
    include_str!("../../runs/wrong-account-data.rude.zh.ron"),
];

/// Numbers that look like chance and are the same every time (splitmix64).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// A number from 0 to `below`, that one left out.
    pub(super) fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 1).expect("it fits") % below.max(1)
    }
}

/// Plays every run in `folder`, as the program would, so often.
fn play(folder: &Path, listener: &Arc<Listener>, often: u128) -> Vec<AttemptId> {
    let mut store = open(folder);
    let person = store.person("Mei", PersonId(Uuid::from_u128(7)), now(0)).expect("a person").id;
    store.person("Tom", PersonId(Uuid::from_u128(8)), now(0)).expect("a person");
    let mut ids = Vec::new();
    for (number, text) in (0..often * 10).zip(RUNS.iter().cycle()) {
        let run = Run::read(text).expect("a run");
        let scenario = Library::embedded().scenario(&run.scenario, run.seed).expect("a scenario");
        let mut session =
            Session::begin(Arc::new(scenario), Arc::clone(listener), run.language, run.mode, run.seed);
        for (name, source) in session.scenario().sources() {
            store.keep_source(session.scenario().hash(), name, source).expect("it is kept");
        }
        let id = AttemptId(Uuid::from_u128(1_000 + number));
        let new = NewAttempt {
            id,
            person,
            parent: None,
            assignment: None,
            salt: (u128::MAX / (number + 3)).to_le_bytes(),
            played: Played::of(&session),
            opening: session.log().to_vec(),
            started: now(1),
        };
        store.begin(&new).expect("it begins");
        for (done, action) in (0..).zip(&run.actions) {
            let events = session.apply(action).expect("the run plays");
            store.append(id, done, action, &events, now(2)).expect("it is kept");
        }
        let over = matches!(session.phase(), Phase::Ended(how) if how != Outcome::Abandoned);
        let ending = if over { Ending::Finished } else { Ending::Abandoned };
        let card = serde_json::to_string(&score(session.scenario(), session.log())).expect("JSON");
        store.finish(id, &card, ending, now(3)).expect("it ends");
        ids.push(id);
    }
    ids
}

/// A copy of the store that an intruder has open, without the triggers and in no hurry to write.
fn copy(base: &Path) -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(base.join("hotseat.db"), folder.path().join("hotseat.db")).expect("a copy");
    let db = Connection::open(folder.path().join("hotseat.db")).expect("a file");
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF").expect("it obeys");
    let triggers =
        "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema WHERE type = 'trigger'";
    let drop: String = db.query_row(triggers, [], |row| row.get(0)).expect("there are triggers");
    db.execute_batch(&drop).expect("they are gone");
    (folder, db)
}

/// The attempts an audit says are altered; every other one is as it was.
fn named(folder: &Path, listener: &Arc<Listener>, deep: bool) -> BTreeSet<AttemptId> {
    let store = open(folder);
    let mut auditor = Auditor::new(&store, Arc::clone(listener), deep);
    let all = auditor.attempts().expect("a list");
    let mut altered = BTreeSet::new();
    for id in all {
        match auditor.audit(id).expect("it can be audited") {
            Verdict::Intact => {}
            Verdict::Altered(_) => {
                altered.insert(id);
            }
            other @ (Verdict::Erased | Verdict::NotReproducible(_)) => panic!("{id}: {other:?}"),
        }
    }
    altered
}

/// Alters most attempts of a copy, each in another way, and compares with what the audit names.
fn round(base: &Path, ids: &[AttemptId], listener: &Arc<Listener>, number: u64, forged: bool) -> usize {
    let (folder, db) = copy(base);
    let mut chance = Chance(number);
    let mut done = BTreeSet::new();
    let mut kinds = Vec::new();
    for id in ids {
        if chance.below(6) == 0 {
            continue;
        }
        let kind = if forged { Kind::forged(&mut chance) } else { Kind::by_chance(&mut chance) };
        alter(&db, *id, kind, &mut chance, forged);
        kinds.push((*id, kind));
        done.insert(*id);
    }
    drop(db);
    let found = named(folder.path(), listener, forged);
    let missed: Vec<_> = kinds.iter().filter(|(id, _)| !found.contains(id)).collect();
    assert!(missed.is_empty(), "round {number}: not named {missed:?}");
    assert_eq!(found, done, "round {number}: an untouched attempt is named");
    done.len()
}

#[test]
fn a_thousand_attempts_altered_by_chance_are_each_named_and_no_untouched_one() {
    let base = tempfile::tempdir().expect("a folder");
    let listener = Arc::new(Listener::builtin().expect("it listens"));
    let ids = play(base.path(), &listener, 3);
    assert_eq!(named(base.path(), &listener, true), BTreeSet::new(), "nothing was touched yet");
    let (mut altered, mut number) = (0, 0);
    while altered < 1_000 {
        altered += round(base.path(), &ids, &listener, number, false);
        number += 1;
    }
}

#[test]
fn whoever_mends_the_chain_behind_an_alteration_is_found_by_playing_it_again() {
    let base = tempfile::tempdir().expect("a folder");
    let listener = Arc::new(Listener::builtin().expect("it listens"));
    let mut ids = play(base.path(), &listener, 1);
    let store = open(base.path());
    // The shorter log of an attempt that was broken off is one that could have been.
    let ended = State::Ended(Ending::Finished);
    ids.retain(|id| store.summary(*id).expect("it is there").state == ended);
    let altered: usize = (0..25).map(|number| round(base.path(), &ids, &listener, number, true)).sum();
    assert!(altered >= 100, "{altered}");
}

#[test]
fn a_scenario_whose_kept_source_is_altered_is_named_by_every_attempt_on_it_and_by_no_other() {
    let base = tempfile::tempdir().expect("a folder");
    let listener = Arc::new(Listener::builtin().expect("it listens"));
    play(base.path(), &listener, 1);
    let (folder, db) = copy(base.path());
    let sql = "SELECT hash, name, source FROM scenario_source";
    let mut query = db.prepare(sql).expect("SQL");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let rows: Vec<(String, String, String)> = rows.expect("rows").map(|row| row.expect("a row")).collect();
    let mut chance = Chance(99);
    for (hash, name, text) in rows {
        let on = "SELECT id FROM attempt WHERE scenario_hash = ?1";
        let expected: BTreeSet<_> = db
            .prepare(on)
            .expect("SQL")
            .query_map([&hash], |row| row.get::<_, [u8; 16]>(0))
            .expect("rows")
            .map(|id| AttemptId(Uuid::from_bytes(id.expect("an id"))))
            .collect();
        let put = "UPDATE scenario_source SET source = ?3 WHERE hash = ?1 AND name = ?2";
        let write = |to: &str| db.execute(put, params![hash, name, to]).map(drop).expect("it is changed");
        for _ in 0..4 {
            write(&super::forger::retyped(&text, &mut chance, char::is_alphanumeric));
            assert_eq!(named(folder.path(), &listener, false), expected, "{name}");
        }
        write(&text);
    }
}
