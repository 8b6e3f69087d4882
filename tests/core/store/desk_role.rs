//! The role for desks, as `docs/server.md` gives it: it plays, and changes nothing that was played.

use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, CalibrationId, Chain, Ending, NewAssignment, NewAttempt, NewCalibration,
    NewDecision, NewDispute, PersonId, Rights, SelfRating, Store, StoreError, Task, TeamId, Whom,
};
use uuid::Uuid;

use super::{Engine, Place, answer, attempt, now, say};

const WORD: &str = "four plain words here";
const MANUAL: &str = include_str!("../../../docs/server.md");

/// The SQL of the manual under this mark.
fn sql(mark: &str) -> &'static str {
    let block = MANUAL.split("```sql\n").find(|block| block.starts_with(mark)).expect("the manual has it");
    block.split("```").next().expect("it ends")
}

/// A store with Olga and 梅 in it, and the roles; they are gone afterwards.
struct Desk {
    place: Place,
    role: String,
    office: String,
}

impl Desk {
    fn new() -> Option<Self> {
        let place = Engine::Postgres.place()?;
        let mut store = place.open();
        let olga = store.enter("Olga", PersonId(Uuid::from_u128(1)), now(0)).expect("the owner");
        let mei = store.person("梅", PersonId(Uuid::from_u128(7)), now(0)).expect("added");
        for person in [&olga, &mei] {
            store.set_passphrase(person.id, WORD).expect("it is set");
        }
        let role = format!("desk_{}", Uuid::new_v4().simple());
        let office = role.replace("desk", "office");
        for mark in ["-- The role for desks", "-- The role for managers"] {
            let here = sql(mark).replace("hotseat_desk", &role).replace("hotseat_office", &office);
            let here = here.replace("SCHEMA public", &format!("SCHEMA {}", place.schema()));
            place.execute(&here).expect("the manual's SQL runs");
        }
        Some(Self { place, role, office })
    }

    fn address(&self, role: &str) -> String {
        let address = self.place.address();
        let (scheme, rest) = address.split_once("://").expect("an address");
        let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
        format!("{scheme}://{role}@{rest}")
    }

    fn open(&self) -> Store {
        Store::connect(&self.address(&self.role)).expect("the role may connect, and needs no migration")
    }

    fn refuses(&self, sql: &str) {
        let mut client =
            postgres::Client::connect(&self.address(&self.role), postgres::NoTls).expect("it connects");
        let refused = client.batch_execute(sql).expect_err(sql);
        let code = refused.code().expect("the server says so").code().to_owned();
        assert_eq!(code, "42501", "{sql}: {refused}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for role in [&self.office, &self.role] {
            self.place.execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).expect("the role goes");
        }
    }
}

#[test]
fn the_role_for_desks_plays_a_whole_attempt() {
    let Some(desk) = Desk::new() else { return };
    let mut store = desk.open();
    store.sign_in("梅", "not her words", now(0)).expect_err("counted");
    let mei = store.sign_in("梅", WORD, now(1)).expect("right").id;
    store.remember([7; 32], now(1)).expect("kept");
    store.keep_source("abc", "first-day.ron", "()").expect("kept");
    let id = store.begin(&attempt(mei, 100)).expect("it begins");
    for done in 0..3 {
        store.append(id, done, &say("hello"), &answer(done), now(9)).expect("it is kept");
    }
    store.keep_scratch(id, &hotseat::store::Scratch::default()).expect("kept");
    store.finish(id, "{}", Ending::Finished, now(20)).expect("it ends");
    store.rate_self(id, SelfRating { empathy: 1, tools: 2, resolution: 3, at: now(21) }).expect("rated");
    let reason = "I did".to_owned();
    store.dispute(&NewDispute { attempt: id, finding: 0, rubric: 1, reason, at: now(22) }).expect("said");
    store.share(id, true).expect("shown");
    assert_eq!(store.verify(id), Ok(Chain::Intact { actions: 3 }));
    let mut again = desk.open();
    assert_eq!(again.recall([7; 32]).map(|who| who.map(|who| who.id)), Ok(Some(mei)));
    assert_eq!(again.attempts(mei).map(|all| all.len()), Ok(1));
    let outgoing = store.outgoing(mei, None, None, now(99)).expect("a list");
    for second in [23, 24] {
        store.sent("https://lrs.example.org/xapi", &outgoing, now(second)).expect("noted");
    }
    again.forget([7; 32]).expect("gone");
}

#[test]
fn the_role_for_desks_hands_over_what_was_kept_elsewhere() {
    let Some(desk) = Desk::new() else { return };
    let mut store = desk.open();
    let mei = store.sign_in("梅", WORD, now(1)).expect("right").id;
    let folder = tempfile::tempdir().expect("a folder");
    let mut here = Store::at_desk(folder.path()).expect("it opens");
    here.mirror(&store, mei).expect("she is known");
    here.stand_in(&store).expect("she acts");
    for number in [100, 101] {
        // One of them began in the team's store.
        let new = attempt(mei, number);
        if number == 101 {
            store.begin(&new).expect("it begins");
        }
        here.begin(&new).expect("it begins");
        here.append(new.id, 0, &say("hello"), &answer(1), now(9)).expect("it is kept");
        here.finish(new.id, "{}", Ending::Finished, now(20)).expect("it ends");
    }
    let came = here.hand_over(&store, mei, now(0), now(30)).expect("the role may");
    assert_eq!(came.taken, [100, 101].map(|number| AttemptId(Uuid::from_u128(number))));
}

#[test]
fn the_role_for_desks_changes_and_removes_nothing_that_was_played() {
    let Some(desk) = Desk::new() else { return };
    super::play(&mut sign_in(&desk), 100, 2);
    for sql in [
        "UPDATE entry SET events = '[]'",
        "DELETE FROM entry",
        "TRUNCATE entry CASCADE",
        "UPDATE scorecard SET json = '{}'",
        "DELETE FROM scorecard",
        "UPDATE scenario_source SET source = ''",
        "DELETE FROM scenario_source",
        "UPDATE self_rating SET empathy = 100",
        "DELETE FROM dispute",
        "UPDATE dispute SET reason = 'x'",
        "DELETE FROM meant",
        "DELETE FROM attempt",
        "UPDATE attempt SET seed = 1",
        "UPDATE attempt SET person = id",
        "UPDATE attempt SET erased = 1",
        "UPDATE attempt SET salt = NULL",
        "INSERT INTO decision SELECT * FROM decision",
        "UPDATE decision SET passed = 1",
        "DELETE FROM decision",
        "UPDATE certificate SET step = 'x'",
        "UPDATE journal SET at = 0",
        "DELETE FROM journal",
        "UPDATE review SET text = ''",
        "DELETE FROM review",
        "INSERT INTO reviewed SELECT * FROM reviewed",
        "UPDATE reviewed SET overall = 100",
        "UPDATE rating SET rating = 2",
        "INSERT INTO assignment SELECT * FROM assignment",
        "UPDATE assignment SET attempts = 99",
        "INSERT INTO member SELECT * FROM member",
        "UPDATE person SET rights = 15",
        "UPDATE person SET passphrase = NULL",
        "UPDATE person SET name = 'x'",
        "DELETE FROM person",
        "ALTER TABLE entry DISABLE TRIGGER ALL",
        "DROP TRIGGER entry_is_never_changed ON entry",
        "CREATE TABLE mine (id BIGINT)",
        "SET session_replication_role = replica",
        "UPDATE refinery_schema_history SET version = 99",
        "INSERT INTO rollup SELECT * FROM rollup",
        "UPDATE rollup SET brief = ''",
        "DELETE FROM item_person",
        "UPDATE item_part SET part = 1",
        "DELETE FROM stale",
        "UPDATE stale SET person = NULL",
        "UPDATE fold SET turn = 9",
    ] {
        desk.refuses(sql);
    }
}

#[test]
fn the_role_for_managers_leads_a_team_and_changes_nothing_that_was_played() {
    let Some(desk) = Desk::new() else { return };
    let address = desk.address(&desk.office);
    let mut store = Store::connect(&address).expect("the role may connect");
    store.sign_in("Olga", WORD, now(1)).expect("right");
    let mei = PersonId(Uuid::from_u128(7));
    let team = store.team("Night", TeamId(Uuid::from_u128(50)), now(0)).expect("a team").id;
    store.join(team, mei, false).expect("in it");
    store.join(team, mei, true).expect("leads it");
    store.leave(team, mei).expect("out of it");
    let tom = store.person("Tom", PersonId(Uuid::from_u128(9)), now(0)).expect("added").id;
    store.set_rights(tom, Rights::ALL).expect("the owner says so");
    store.set_passphrase(tom, "quite another one").expect("set");
    let given = NewAssignment {
        id: AssignmentId(Uuid::from_u128(300)),
        task: Task::Scenario("first-day".to_owned()),
        whom: Whom::Person(mei),
        certify: true,
        due: None,
        pass_mark: None,
        attempts: None,
        at: now(1),
    };
    store.assign(&given).expect("given");
    let mut seat = sign_in(&desk);
    let played = super::Played { mode: Mode::Certify, ..super::played() };
    let exam = NewAttempt { played, assignment: Some(given.id), ..attempt(mei, 100) };
    let exam = seat.begin(&exam).expect("it begins");
    seat.finish(exam, "{}", Ending::Finished, now(2)).expect("it ends");
    store.withdraw(given.id, now(2)).expect("taken back");
    store
        .decide(&NewDecision { attempt: exam, passed: true, reason: "heard".to_owned(), at: now(3) })
        .expect("decided");
    let (roles, now_) = (hotseat::scenario::roles::Roles::default(), now(3));
    let ladders = hotseat::store::Ladders { roles: &roles, installed: &[], now: now_ };
    let mut folder = hotseat::store::Folder::default();
    let behind = store.fold_all(&mut folder, 2, &ladders, &mut |_| true).expect("folded");
    assert!(behind.is_none());
    let refused = desk_folds(&desk, &ladders);
    assert!(matches!(refused, Err(StoreError::NotGranted { .. })), "{refused:?}");
    store.set_sample(team, 50, now(3)).expect("drawn from now on");
    let said = store.comment(exam, 0, "well begun", now(3)).expect("said");
    seat.answer(exam, said, "thank you", now(3)).expect("answered");
    seat.appeal(exam, "not my voice", now(3)).expect("appealed");
    let round = CalibrationId(Uuid::from_u128(400));
    let new = NewCalibration {
        id: round,
        title: String::new(),
        attempts: vec![exam],
        reviewers: vec![tom, store.acting().expect("Olga")],
        due: None,
        at: now(3),
    };
    store.calibrate(&new).expect("begun");
    store.score_blind(round, exam, &[(0, Some(2))], now(3)).expect("scored");
    store.close_calibration(round, now(3)).expect("closed");
    store.depart(mei, now(4)).expect("she leaves");
    store.bring_back(mei).expect("she is back");
    store.end_team(team, now(5)).expect("it ends");
    let mut client = postgres::Client::connect(&address, postgres::NoTls).expect("it connects");
    for sql in [
        "UPDATE entry SET events = '[]'",
        "DELETE FROM attempt",
        "UPDATE scorecard SET json = '{}'",
        "UPDATE decision SET passed = 0",
        "DELETE FROM decision",
        "UPDATE assignment SET pass_mark = 0",
        "UPDATE certificate SET step = 'x'",
        "UPDATE journal SET at = 0",
        "DELETE FROM journal",
        "UPDATE review SET text = ''",
        "DELETE FROM review",
        "UPDATE reviewed SET overall = 100",
        "DELETE FROM reviewed",
        "UPDATE rating SET rating = 2",
        "DELETE FROM rating",
    ] {
        let refused = client.batch_execute(sql).expect_err(sql);
        assert_eq!(refused.code().map(postgres::error::SqlState::code), Some("42501"), "{sql}");
    }
}

/// What comes of it where the owner folds over the role for desks.
fn desk_folds(desk: &Desk, ladders: &hotseat::store::Ladders<'_>) -> Result<(), StoreError> {
    let mut store = desk.open();
    store.sign_in("Olga", WORD, now(4)).expect("right");
    let mei = PersonId(Uuid::from_u128(7));
    store.join(TeamId(Uuid::from_u128(50)), mei, false).expect_err("the role may not");
    desk.place
        .execute("INSERT INTO stale (organisation, person) SELECT organisation, id FROM person")
        .expect("marked");
    let folded = store.fold(&mut hotseat::store::Folder::default(), 9, ladders).map(drop);
    desk.place.execute("DELETE FROM stale").expect("unmarked");
    folded
}

#[test]
fn what_the_role_may_not_do_is_told_as_such() {
    let Some(desk) = Desk::new() else { return };
    let mut store = desk.open();
    store.sign_in("Olga", WORD, now(1)).expect("right");
    let refused = store.set_passphrase(store.acting().expect("she acts"), "quite another one");
    assert!(matches!(refused, Err(StoreError::NotGranted { .. })), "{refused:?}");
}

fn sign_in(desk: &Desk) -> Store {
    let mut store = desk.open();
    let mei = store.sign_in("梅", WORD, now(1)).expect("right");
    assert_eq!(mei.id, PersonId(Uuid::from_u128(7)));
    store
}
