//! Stores of older versions: brought forward whole, with a copy of what was there.

use hotseat::score::Grade;
use hotseat::session::Outcome;
use hotseat::store::{AttemptId, Chain, Disputed, Store};
use rstest::rstest;
use rusqlite::Connection;
use uuid::Uuid;

use super::{open, say};

/// A store as layout 4 left it, taken back to an older one.
fn kept(dir: &std::path::Path, layout: u32) {
    let db = Connection::open(dir.join("hotseat.db")).expect("a file");
    db.execute_batch(include_str!("layout4.sql")).expect("it is as it was");
    for (since, table) in [(2, "dispute"), (2, "self_rating"), (3, "scratch"), (4, "meant")] {
        if layout < since {
            db.execute_batch(&format!("DROP TABLE {table}")).expect("it was not there yet");
        }
    }
    db.execute("DELETE FROM refinery_schema_history WHERE version > ?1", [layout]).expect("it is older");
}

const ATTEMPT: AttemptId = AttemptId(Uuid::from_u128(0x01A2_0859_40F4_7507_970D_CBCC_DC9D_F906));

#[rstest]
fn a_store_of_every_older_layout_goes_forward_with_all_it_holds(#[values(1, 2, 3, 4)] layout: u32) {
    let dir = tempfile::tempdir().expect("a folder");
    kept(dir.path(), layout);
    let store = open(dir.path());
    let people = store.people().expect("a list");
    assert_eq!(people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Mei 梅"]);
    assert_eq!(store.verify(ATTEMPT), Ok(Chain::Intact { actions: 3 }));
    let log = store.load(ATTEMPT).expect("it is there");
    assert_eq!(log.entries[1].action.deed, say("I am sorry to hear that.").deed);
    let disputed = store.disputes(ATTEMPT).expect("a list");
    assert_eq!(disputed.len(), usize::from(layout == 4));
    assert!(disputed.iter().all(|one| matches!(one.about, Disputed::Heard { event: 8, .. })));
}

#[test]
fn what_a_scorecard_says_is_read_out_of_it_when_an_old_store_goes_forward() {
    let dir = tempfile::tempdir().expect("a folder");
    kept(dir.path(), 4);
    let db = Connection::open(dir.path().join("hotseat.db")).expect("a file");
    db.execute("DROP TRIGGER scorecard_is_never_changed", []).expect("SQL");
    db.execute("DROP TRIGGER scorecard_is_never_removed", []).expect("SQL");
    let finished = "UPDATE attempt SET state = 'finished', ended = 9";
    let plant = "DELETE FROM scorecard; INSERT INTO scorecard (organisation, attempt, rubric, json, made)
        SELECT organisation, id, rubric, '{\"outcome\":\"resolved\",\"overall\":60,\"low\":40,\"empathy\":{\"score\":null},
        \"tools\":{\"score\":82},\"resolution\":{\"score\":83},\"passed\":false,
        \"critical\":[{\"alleged\":true},{\"alleged\":false}]}', 5 FROM attempt";
    db.execute_batch(&format!(
        "{finished}; {plant};
        CREATE TRIGGER scorecard_is_never_changed BEFORE UPDATE ON scorecard BEGIN SELECT 1; END;
        CREATE TRIGGER scorecard_is_never_removed BEFORE DELETE ON scorecard BEGIN SELECT 1; END;"
    ))
    .expect("it is ended");
    drop(db);
    let grade = open(dir.path()).summary(ATTEMPT).expect("it is there").grade.expect("it has one");
    let expected = Grade {
        outcome: Some(Outcome::Resolved),
        overall: Some(60),
        low: Some(40),
        empathy: None,
        tools: Some(82),
        resolution: Some(83),
        passed: Some(false),
        critical: 2,
        alleged: 1,
    };
    assert_eq!(grade, expected);
}

#[rstest]
fn the_file_as_it_was_is_kept_beside_the_new_one(#[values(1, 4)] layout: u32) {
    let dir = tempfile::tempdir().expect("a folder");
    kept(dir.path(), layout);
    drop(open(dir.path()));
    let copy = dir.path().join(format!("hotseat.v{layout}.db"));
    let db = Connection::open(&copy).expect("the copy opens");
    let newest: u32 = db
        .query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
        .expect("it reads");
    let entries: u32 = db.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).expect("it reads");
    assert_eq!((newest, entries), (layout, 4));
    drop(open(dir.path()));
    let files = std::fs::read_dir(dir.path()).expect("a folder").count();
    assert!(files <= 4, "one copy is enough: {files}");
}

#[test]
fn eight_starts_at_once_on_an_old_store_all_succeed_and_leave_one_copy() {
    let dir = tempfile::tempdir().expect("a folder");
    kept(dir.path(), 4);
    std::thread::scope(|scope| {
        let starts: Vec<_> =
            (0..8).map(|_| scope.spawn(|| Store::open(dir.path()).map(|store| store.people()))).collect();
        for start in starts {
            start.join().expect("no panic").expect("it opens").expect("it reads");
        }
    });
    assert_eq!(open(dir.path()).verify(ATTEMPT), Ok(Chain::Intact { actions: 3 }));
    let names = std::fs::read_dir(dir.path()).expect("a folder");
    let names: Vec<_> = names.map(|file| file.expect("a file").file_name()).collect();
    assert!(names.iter().any(|name| name == "hotseat.v4.db"), "{names:?}");
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("part")), "{names:?}");
}
