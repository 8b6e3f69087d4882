//! A server that is killed, two first starts at once, a newer database: nothing is lost, nothing doubled, all is told.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use hotseat::store::{AttemptId, Chain, Ending, NewAttempt, PersonId, Store, StoreError};
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, Place, answer, attempt, mei, now, play, say};

/// Cuts every connection to this place but the one that asks.
fn cut(place: &Place) {
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = current_schema() AND pid <> pg_backend_pid()";
    place.execute(sql).expect("they are cut");
}

#[rstest]
fn eight_first_starts_at_once_make_one_layout_and_no_error(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    for _ in 0..5 {
        let Some(place) = engine.place() else { return };
        std::thread::scope(|scope| {
            let start = || match &place {
                Place::Folder(folder) => Store::open(folder.path()),
                Place::Schema { .. } => Store::connect(&place.address()),
            };
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(move || start().map(drop))).collect();
            for start in starts {
                assert_eq!(start.join().expect("no panic"), Ok(()));
            }
        });
        let id = play(&mut place.open(), 1, 2);
        assert_eq!(place.open().verify(id), Ok(Chain::Intact { actions: 2 }));
        let versions = "SELECT count(*) - count(DISTINCT version) FROM refinery_schema_history";
        assert_eq!(place.count(versions), Some(0), "each step was made once");
    }
}

#[rstest]
fn a_database_from_a_newer_version_is_refused_with_advice_and_left_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = engine.place() else { return };
    play(&mut place.open(), 1, 2);
    let newer = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
        VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')";
    place.execute(newer).expect("a newer version was here");
    let refused = match &place {
        Place::Folder(folder) => Store::open(folder.path()),
        Place::Schema { .. } => Store::connect(&place.address()),
    };
    let error = refused.map(drop).expect_err("it is refused");
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("update Hotseat"), "{error}");
    assert_eq!(place.count("SELECT count(*) FROM entry"), Some(3));
}

#[test]
fn a_connection_that_is_cut_is_made_anew_at_the_next_call() {
    let Some(place) = Engine::Postgres.place() else { return };
    let mut store = place.open();
    let id = play(&mut store, 1, 1);
    for known in 1..4 {
        cut(&place);
        store.append(id, known, &say("on it goes"), &answer(known), now(9)).expect("nobody notices");
        cut(&place);
        assert_eq!(store.summary(id).map(|one| one.actions), Ok(known + 1));
        cut(&place);
        store.keep_source("h", &known.to_string(), "()").expect("nobody notices");
    }
    assert_eq!(store.verify(id), Ok(Chain::Intact { actions: 4 }));
}

#[test]
fn a_server_that_is_lost_in_the_middle_of_a_change_leaves_nothing_of_it() {
    let Some(place) = Engine::Postgres.place() else { return };
    let id = play(&mut place.open(), 1, 2);
    let person = mei(&place.open());
    let mut client = place.client();
    let mut half = client.transaction().expect("it begins");
    half.batch_execute("UPDATE attempt SET actions = 3").expect("half of an append");
    cut(&place);
    half.commit().expect_err("the connection is gone");
    let mut store = place.open();
    assert_eq!(store.verify(id), Ok(Chain::Intact { actions: 2 }));
    assert_eq!(store.open_attempts(person).expect("a list")[0].actions, 2);
    store.append(id, 2, &say("on it goes"), &answer(3), now(9)).expect("it goes on");
}

/// How often the server is killed, and how many desks write meanwhile.
const KILLS: u32 = 50;
const DESKS: u128 = 8;
/// How many actions an attempt has.
const ACTIONS: u32 = 40;

/// One desk that plays attempt after attempt, whatever becomes of the server.
struct Desk<'a> {
    store: Store,
    person: PersonId,
    number: u128,
    over: &'a AtomicBool,
    /// Actions that were acknowledged, by attempt.
    acknowledged: BTreeMap<AttemptId, Vec<u32>>,
    /// Calls that were cut off, and how many of them had been kept all the same.
    cut_off: u32,
    kept: u32,
}

impl Desk<'_> {
    fn play(mut self) -> Self {
        let mut number = self.number << 64;
        while !self.over.load(Ordering::Relaxed) {
            number += 1;
            self.attempt(&attempt(self.person, number));
        }
        self
    }

    fn attempt(&mut self, new: &NewAttempt) {
        let id = new.id;
        self.acknowledged.insert(id, Vec::new());
        self.until_kept(id, |store| store.begin(new).map(drop), |found| found.is_some());
        for known in 0..ACTIONS {
            let (action, events) = (say(&format!("{id} {known}")), answer(known));
            let append = |store: &mut Store| store.append(id, known, &action, &events, now(9)).map(drop);
            if self.until_kept(id, append, |found| found == Some((known + 1, true))) {
                self.acknowledged.entry(id).or_default().push(known);
            }
        }
        let finish = |store: &mut Store| store.finish(id, "{}", Ending::Finished, now(20));
        self.until_kept(id, finish, |found| found == Some((ACTIONS, false)));
    }

    /// Does something until it is kept; says whether it was acknowledged. After a call that was cut off the store is asked.
    fn until_kept(
        &mut self,
        id: AttemptId,
        work: impl Fn(&mut Store) -> Result<(), StoreError>,
        done: impl Fn(Option<(u32, bool)>) -> bool,
    ) -> bool {
        loop {
            match work(&mut self.store) {
                Ok(()) => return true,
                Err(StoreError::Away { .. }) => self.cut_off += 1,
                Err(other) => panic!("{other}"),
            }
            let found = loop {
                match self.store.summary(id) {
                    Ok(found) => break Some((found.actions, found.ended.is_none())),
                    Err(StoreError::NoSuchAttempt { .. }) => break None,
                    Err(StoreError::Away { .. }) => std::thread::sleep(Duration::from_millis(20)),
                    Err(other) => panic!("{other}"),
                }
            };
            if done(found) {
                self.kept += 1;
                return false;
            }
        }
    }
}

/// Needs a server of its own, which it kills: `KEEP_FSYNC=1 .ci/postgres.sh cargo test --no-default-features --test core
/// -- --ignored store::crash --nocapture`.
#[test]
#[ignore = "takes two minutes and kills the server the other tests are on"]
fn a_server_killed_fifty_times_under_load_keeps_every_acknowledged_event_once() {
    let (Some(place), Ok(control)) = (Engine::Postgres.place(), std::env::var("PGCTL")) else { return };
    let over = AtomicBool::new(false);
    let kills = AtomicU32::new(0);
    let mut words = control.split_whitespace();
    let program = words.next().expect("a program");
    let options: Vec<&str> = words.collect();
    let desks: Vec<Desk<'_>> = std::thread::scope(|scope| {
        let mut desks = Vec::new();
        for number in 1..=DESKS {
            let store = place.open();
            let person = PersonId(Uuid::from_u128(number));
            store.person(&format!("Desk {number}"), person, now(0)).expect("added");
            let (acknowledged, over) = (BTreeMap::new(), &over);
            let desk = Desk { store, person, number, over, acknowledged, cut_off: 0, kept: 0 };
            desks.push(scope.spawn(move || desk.play()));
        }
        for kill in 0..u64::from(KILLS) {
            let chance = u64::from(blake3::hash(&kill.to_le_bytes()).as_bytes()[0]);
            std::thread::sleep(Duration::from_millis(150 + chance * 2));
            let mut restart = Command::new(program);
            restart.args(&options).args(["-m", "immediate", "-w", "-l", "/dev/null", "restart"]);
            let quiet = || std::process::Stdio::null();
            let done = restart.stdin(quiet()).stdout(quiet()).stderr(quiet()).status().expect("it runs");
            assert!(done.success(), "the server starts again");
            kills.fetch_add(1, Ordering::Relaxed);
        }
        over.store(true, Ordering::Relaxed);
        desks.into_iter().map(|desk| desk.join().expect("no panic")).collect()
    });
    let store = place.open();
    let (mut events, mut attempts, mut cut_off, mut kept) = (0, 0, 0, 0);
    for desk in &desks {
        let listed = store.attempts(desk.person).expect("a list");
        assert_eq!(listed.len(), desk.acknowledged.len(), "no attempt is missing or doubled");
        for (id, acknowledged) in &desk.acknowledged {
            let log = store.load(*id).expect("no holes");
            let said: Vec<_> = log.entries.iter().map(|entry| entry.action.clone()).collect();
            let wanted: Vec<_> = (0..ACTIONS).map(|known| say(&format!("{id} {known}"))).collect();
            assert_eq!(said, wanted, "each event once, in its order");
            assert_eq!(store.verify(*id), Ok(Chain::Intact { actions: ACTIONS }));
            events += acknowledged.len();
            attempts += 1;
        }
        cut_off += desk.cut_off;
        kept += desk.kept;
    }
    let kills = kills.load(Ordering::Relaxed);
    told(&format!(
        "{kills} kills, {attempts} attempts, {events} acknowledged events each there once; {cut_off} calls cut off, {kept} of \
        them kept all the same"
    ));
    assert!(cut_off >= kills / 2, "the kills met writing desks");
}

#[expect(clippy::print_stderr, reason = "whoever lets this run for minutes wants to see what it came to")]
fn told(what: &str) {
    eprintln!("{what}");
}
