//! A whole store into an empty one: everything arrives, in every direction, or nothing does.

use std::collections::{BTreeMap, BTreeSet};

use hotseat::scenario::Act;
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, Chain, Copied, Ending, Meant, NewAssignment, NewAttempt, NewDecision,
    NewDispute, Outgoing, Permission, PersonId, Played, Right, Rights, Scratch, SelfRating, Store,
    StoreError, Task, TeamId, Whom,
};
use postgres::types::Type;
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, Place, answer, attempt, now, open, say};

/// A scorecard with all that is kept beside it.
const CARD: &str = r#"{"outcome":"resolved","overall":60,"low":40,"empathy":{"score":81},"tools":{"score":82},
    "resolution":{"score":83},"passed":false,"critical":[{"alleged":true},{"alleged":false}]}"#;

const WORD: &str = "four plain words here";

fn id(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

/// A store with something in every column of every table.
fn furnish(place: &Place) {
    let mut store = place.open();
    let olga = store.enter("Olga", id(1), now(0)).expect("the owner").id;
    let [mei, tom, eve] = [("Mei 梅", 2), ("Tom O'Hara; --", 3), ("Eve", 4)]
        .map(|(name, number)| store.person(name, id(number), now(0)).expect("added").id);
    store.set_rights(tom, Rights::TRAINEE.with(Right::Manager)).expect("it is set");
    let team = store.team("夜班", TeamId(Uuid::from_u128(50)), now(0)).expect("a team").id;
    store.join(team, tom, true).expect("he leads");
    store.join(team, mei, false).expect("she is in it");
    let tasks = [
        (300, Task::Scenario("first-day".to_owned()), Whom::Team(team)),
        (301, Task::Step("complex".to_owned()), Whom::Person(mei)),
    ];
    for (number, task, whom) in tasks {
        let given = NewAssignment {
            id: AssignmentId(Uuid::from_u128(number)),
            task,
            whom,
            certify: number == 300,
            due: Some(now(900)),
            pass_mark: Some(80),
            attempts: Some(3),
            at: now(1),
        };
        store.assign(&given).expect("given");
    }
    store.withdraw(AssignmentId(Uuid::from_u128(301)), now(2)).expect("taken back");
    store.enter("Mei 梅", id(9), now(1)).expect("she sits down");
    store.keep_source("abc", "first-day.ron", "(标题: \"…\")").expect("kept");
    store.keep_source("abc", "desks/a.ron", "()").expect("kept");
    // The attempt with the lower id tries the other again.
    let parent = AttemptId(Uuid::from_u128(900));
    begin(&mut store, &NewAttempt { salt: [3; 16], ..attempt(mei, 900) }, 640);
    store.keep_scratch(parent, &Scratch { reply: "Dear".to_owned(), notes: "!".to_owned() }).expect("kept");
    let exam = Played { mode: Mode::Certify, seed: 5, ..super::played() };
    let assignment = Some(AssignmentId(Uuid::from_u128(300)));
    begin(&mut store, &NewAttempt { played: exam, assignment, ..attempt(mei, 100) }, 2);
    begin(&mut store, &NewAttempt { parent: Some(parent), ..attempt(mei, 101) }, 3);
    for number in [100, 101] {
        let id = AttemptId(Uuid::from_u128(number));
        store.finish(id, CARD, Ending::Finished, now(30)).expect("it ends");
        store.share(id, true).expect("shown");
        let rating = SelfRating { empathy: 1, tools: 2, resolution: 3, at: now(31) };
        store.rate_self(id, rating).expect("rated");
        let reason = "I did say “sorry” 我道歉了".to_owned();
        store.dispute(&NewDispute { attempt: id, finding: 1, rubric: 2, reason, at: now(32) }).expect("said");
        store.mean(Meant { attempt: id, event: 4, act: Act::Apologise }, now(33)).expect("said");
    }
    store.enter("Eve", id(9), now(1)).expect("she sits down");
    begin(&mut store, &attempt(eve, 500), 2);
    store.enter("Olga", id(9), now(1)).expect("the owner");
    let decided = NewDecision {
        attempt: AttemptId(Uuid::from_u128(100)),
        passed: true,
        reason: "heard it".to_owned(),
        at: now(40),
    };
    store.decide(&decided).expect("decided");
    store.listen_in(decided.attempt, now(40)).expect("she listens");
    let sent = Outgoing { id: decided.attempt, state: "over 2 1 2".to_owned() };
    store.sent("https://lrs.example.org/xapi", &[sent], now(41)).expect("noted");
    store.erase_person(eve, now(50)).expect("she is gone");
    let nora = store.person("Nora", PersonId(Uuid::from_u128(11)), now(0)).expect("added").id;
    store.depart(nora, now(51)).expect("she leaves");
    let day = store.team("Day", TeamId(Uuid::from_u128(51)), now(0)).expect("a team").id;
    store.set_sample(day, 50, now(51)).expect("it is the owner's");
    store.end_team(day, now(52)).expect("it ends");
    for person in [olga, mei, tom] {
        store.set_passphrase(person, WORD).expect("it is set");
    }
    store.sign_in("Mei 梅", WORD, now(2)).expect("right");
    store.remember([7; 32], now(3)).expect("kept");
    store.sign_in("Tom O'Hara; --", "not his words", now(4)).expect_err("counted");
    let blob = |byte: &str| match place {
        Place::Folder(_) => format!("x'{}'", byte.repeat(16)),
        Place::Schema { .. } => format!("decode('{}', 'hex')", byte.repeat(16)),
    };
    let person = "(SELECT id FROM person WHERE rights = 15)";
    let (certificate, organisation) = (blob("0c"), blob("00"));
    place
        .execute(&format!(
            "INSERT INTO certificate (id, organisation, person, step, credential, made, revoked, revoked_by,
            revoked_for, signed_by) VALUES ({certificate}, {organisation}, {person}, 'complex',
            '{{\"a\": \"证\"}}', 5, 6, {person}, '考试由他人代考', {person})"
        ))
        .expect("a certificate");
    for statement in [
        format!("INSERT INTO rubric (organisation, number, text) VALUES ({organisation}, 2, '(number: 2)')"),
        format!(
            "INSERT INTO adoption (organisation, number, rubric, adopted_by, at) VALUES ({organisation}, 1, 2, {person}, 6)"
        ),
    ] {
        place.execute(&statement).expect("a rubric");
    }
    reviewed(place, [&organisation, &certificate, person]);
}

/// Puts something into every column of what reviewers keep; `id` is 16 bytes.
fn reviewed(place: &Place, [organisation, id, person]: [&str; 3]) {
    place
        .execute(&format!(
            "INSERT INTO review (organisation, attempt, number, done_by, what, about, rubric, points, whom, due, text,
            at, said, chain) SELECT organisation, id, 50, person, 'overruled', 1, 2, 3, person, 9, '因为', 8,
            {id}, {id} FROM attempt WHERE mode = 'certify';
            INSERT INTO reviewed (organisation, attempt, rubric, number, made, outcome, overall, low, empathy, tools,
            resolution, passed, critical, alleged, json) SELECT organisation, id, 2, 50, 9, 'resolved', 1, 2, 3, 4, 5,
            1, 7, 8, {id} FROM attempt WHERE mode = 'certify';
            INSERT INTO calibration (id, organisation, title, begun_by, begun, due, closed)
            VALUES ({id}, {organisation}, '十月', {person}, 1, 2, 3);
            INSERT INTO calibration_attempt (organisation, calibration, attempt)
            SELECT organisation, {id}, id FROM attempt;
            INSERT INTO calibration_reviewer (organisation, calibration, person)
            SELECT organisation, {id}, id FROM person;
            INSERT INTO rating (organisation, calibration, attempt, person, criterion, rating, at)
            SELECT organisation, {id}, id, person, 3, 2, 9 FROM attempt"
        ))
        .expect("reviews");
}

fn begin(store: &mut Store, new: &NewAttempt, actions: u32) {
    let id = store.begin(new).expect("it begins");
    for done in 0..actions {
        store.append(id, done, &say(&done.to_string()), &answer(done), now(9)).expect("it is kept");
    }
}

/// What follows from everything else and is folded anew from it.
const FOLDED: [&str; 5] = ["stale", "rollup", "item_person", "item_part", "fold"];

/// Every table with its rows, each with its columns by name, but for what is folded from the others.
pub(super) fn everything(place: &Place) -> BTreeMap<String, BTreeSet<Vec<(String, String)>>> {
    let mut columns: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut all = BTreeMap::new();
    match place {
        Place::Folder(folder) => {
            let db = rusqlite::Connection::open(folder.path().join("hotseat.db")).expect("a file");
            let list = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
                WHERE t.type = 'table' AND t.name <> 'refinery_schema_history'";
            let mut list = db.prepare(list).expect("SQL");
            for row in list.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows") {
                let (table, column): (String, String) = row.expect("a row");
                columns.entry(table).or_default().insert(column);
            }
            for (table, columns) in columns {
                let names: Vec<&str> = columns.iter().map(String::as_str).collect();
                let query = format!("SELECT {} FROM {table}", names.join(", "));
                let mut query = db.prepare(&query).expect("SQL");
                let read = |row: &rusqlite::Row<'_>| {
                    let value = |at: usize| {
                        row.get::<_, rusqlite::types::Value>(at).map(|value| format!("{value:?}"))
                    };
                    names.iter().enumerate().map(|(at, name)| Ok(((*name).to_owned(), value(at)?))).collect()
                };
                let rows = query.query_map([], read).expect("rows").map(|row| row.expect("a row")).collect();
                all.insert(table, rows);
            }
        }
        Place::Schema { .. } => {
            let mut client = place.client();
            let list = "SELECT table_name::text, column_name::text FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name <> 'refinery_schema_history'";
            for row in client.query(list, &[]).expect("rows") {
                columns.entry(row.get(0)).or_default().insert(row.get(1));
            }
            for (table, columns) in columns {
                let names: Vec<&str> = columns.iter().map(String::as_str).collect();
                let query = format!("SELECT {} FROM {table}", names.join(", "));
                let rows = client.query(&query, &[]).expect("rows");
                all.insert(
                    table,
                    rows.iter().map(|row| columns.iter().cloned().zip(shown(row)).collect()).collect(),
                );
            }
        }
    }
    all.retain(|table: &String, _| !FOLDED.contains(&table.as_str()));
    all
}

/// The values of a row, written as SQLite's are.
fn shown(row: &postgres::Row) -> Vec<String> {
    use rusqlite::types::Value;
    let value = |at: usize| match *row.columns()[at].type_() {
        Type::INT8 => row.get::<_, Option<i64>>(at).map_or(Value::Null, Value::Integer),
        Type::BYTEA => row.get::<_, Option<Vec<u8>>>(at).map_or(Value::Null, Value::Blob),
        _ => row.get::<_, Option<String>>(at).map_or(Value::Null, Value::Text),
    };
    (0..row.len()).map(|at| format!("{:?}", value(at))).collect()
}

fn owner(place: &Place) -> Store {
    let mut store = place.open();
    store.sign_in("Olga", WORD, now(5)).expect("the owner");
    store
}

#[rstest]
fn everything_arrives_in_every_direction_and_reads_back_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] from: Engine,
    #[values(Engine::Sqlite, Engine::Postgres)] to: Engine,
) {
    let (Some(from), Some(to)) = (from.place(), to.place()) else { return };
    furnish(&from);
    let before = everything(&from);
    for (table, rows) in &before {
        let columns: BTreeSet<_> = rows.iter().flatten().map(|(name, _)| name).collect();
        assert!(!columns.is_empty(), "nothing in {table}: put something there");
        for column in columns {
            let said = rows.iter().flatten().any(|(name, value)| name == column && value != "Null");
            assert!(said, "nothing in {table}.{column}: put something there");
        }
    }
    let copied = owner(&from).copy_to(&to.open()).expect("it is copied");
    assert_eq!((copied.people, copied.attempts), (5, 4));
    assert_eq!(everything(&to), before);
    assert_eq!(everything(&from), before, "the old store is as it was");
    still_works(&to);
}

/// People sign in, and find what they had.
fn still_works(place: &Place) {
    let mut store = place.open();
    let mei = store.recall([7; 32]).expect("a store").expect("the machine is remembered").id;
    store.sign_in("Mei 梅", WORD, now(60)).expect("her passphrase is hers");
    let attempts = store.attempts(mei).expect("a list");
    assert_eq!(attempts.len(), 3);
    for attempt in &attempts {
        assert_eq!(store.verify(attempt.id), Ok(Chain::Intact { actions: attempt.actions }));
    }
    let one = AttemptId(Uuid::from_u128(100));
    assert_eq!(
        (store.disputes(one).map(|all| all.len()), store.decisions(one).map(|all| all.len())),
        (Ok(2), Ok(1))
    );
    assert_eq!(store.given(mei).map(|all| all.len()), Ok(1));
    let open = AttemptId(Uuid::from_u128(900));
    store.append(open, 640, &say("she goes on"), &answer(1), now(61)).expect("where she stood");
    let mut store = owner(place);
    assert_eq!(store.verify(AttemptId(Uuid::from_u128(500))), Ok(Chain::Erased { actions: 2 }));
    assert_eq!(store.teams().map(|all| all.len()), Ok(1));
    let wrong = store.sign_in("Tom O'Hara; --", "not his words", now(62));
    assert_eq!(wrong, Err(StoreError::WrongPassphrase));
}

#[rstest]
fn a_store_that_holds_anything_takes_no_copy(
    #[values(Engine::Sqlite, Engine::Postgres)] from: Engine,
    #[values(Engine::Sqlite, Engine::Postgres)] to: Engine,
) {
    let (Some(from), Some(to)) = (from.place(), to.place()) else { return };
    furnish(&from);
    super::play(&mut to.open(), 1, 2);
    let before = everything(&to);
    let refused = owner(&from).copy_to(&to.open()).expect_err("it is not empty");
    assert!(matches!(refused, StoreError::NotEmpty { .. }), "{refused}");
    assert_eq!(everything(&to), before);
    let onto_itself = owner(&from).copy_to(&from.open()).map(|copied| copied.rows);
    assert!(matches!(onto_itself, Err(StoreError::NotEmpty { .. } | StoreError::Locked { .. })));
}

#[rstest]
fn only_the_owner_copies_a_store_with_passphrases(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (Some(from), Some(to)) = (engine.place(), Engine::Sqlite.place()) else { return };
    furnish(&from);
    let target = to.open();
    let needs = StoreError::NotPermitted { needs: Permission::Right(Right::Owner) };
    assert_eq!(from.open().copy_to(&target), Err(needs.clone()));
    let mut manager = from.open();
    manager.sign_in("Tom O'Hara; --", WORD, now(6)).expect("his passphrase");
    assert_eq!(manager.copy_to(&target), Err(needs));
}

#[test]
fn an_empty_store_is_not_copied_over() {
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let refused = open(from.path()).copy_to(&open(to.path()));
    assert!(matches!(refused, Err(StoreError::NothingToCopy { .. })), "{refused:?}");
}

#[rstest]
#[case("team", "CREATE TRIGGER bad AFTER INSERT ON team BEGIN UPDATE team SET name = name || 'x'; END")]
#[case(
    "entry",
    "CREATE TRIGGER bad AFTER INSERT ON entry WHEN NEW.seq = 600 BEGIN DELETE FROM entry WHERE seq = 600; END;
    DROP TRIGGER entry_is_never_removed"
)]
#[case(
    "scenario_source",
    "CREATE TRIGGER bad AFTER INSERT ON scenario_source
    BEGIN UPDATE scenario_source SET source = 'other'; END"
)]
fn a_copy_that_reads_back_differently_is_taken_back_whole(#[case] wanted: &str, #[case] fault: &str) {
    let (Some(from), Some(to)) = (Engine::Sqlite.place(), Engine::Sqlite.place()) else { return };
    furnish(&from);
    let target = to.open();
    let empty = everything(&to);
    to.execute(fault).expect("a faulty store");
    let refused = owner(&from).copy_to(&target);
    assert!(matches!(&refused, Err(StoreError::BadCopy { table, .. }) if *table == wanted), "{refused:?}");
    assert_eq!(everything(&to), empty);
}

#[test]
fn what_was_copied_is_counted() {
    let (Some(from), Some(to)) = (Engine::Sqlite.place(), Engine::Sqlite.place()) else { return };
    super::play(&mut from.open(), 1, 2);
    let copied = from.open().copy_to(&to.open());
    assert_eq!(copied, Ok(Copied { people: 1, attempts: 1, rows: 6 }));
}
