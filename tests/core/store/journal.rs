//! The journal: attempts that are gone, that were added, and times that were changed are named; nothing else is.

use hotseat::locale::audit::unjournaled;
use hotseat::scenario::Language;
use hotseat::store::{AttemptId, Ending, PersonId, Store, Unjournaled};
use rstest::rstest;
use uuid::Uuid;

use super::{Engine, Place, attempt, now, play};

const MEI: PersonId = PersonId(Uuid::from_u128(7));

fn id(number: u128) -> AttemptId {
    AttemptId(Uuid::from_u128(number))
}

/// How the engine writes the id of an attempt.
fn blob(place: &Place, number: u128) -> String {
    match place {
        Place::Folder(_) => format!("x'{number:032x}'"),
        Place::Schema { .. } => format!("decode('{number:032x}', 'hex')"),
    }
}

/// A store in which Mei ended two attempts, and one is open.
fn seasoned(engine: Engine) -> Option<Place> {
    let place = engine.place()?;
    let mut store = place.open();
    for number in [1, 2] {
        let id = play(&mut store, number, 2);
        store.finish(id, "{}", Ending::Finished, now(20)).expect("it ends");
    }
    play(&mut store, 3, 1);
    Some(place)
}

fn found(place: &Place) -> Vec<Unjournaled> {
    place.open().unjournaled().expect("it is compared")
}

/// Takes an attempt away whole.
fn take_away(place: &Place, number: u128) {
    let one = blob(place, number);
    place.tamper(&format!(
        "DELETE FROM entry WHERE attempt = {one}; DELETE FROM scorecard WHERE attempt = {one};
        DELETE FROM attempt WHERE id = {one};"
    ));
}

/// Takes the gates of the journal away, as an intruder would, and changes it.
fn rewrite(place: &Place, sql: &str) {
    let gates = match place {
        Place::Folder(_) => {
            "DROP TRIGGER IF EXISTS journal_is_never_changed; DROP TRIGGER IF EXISTS journal_is_never_removed;"
        }
        Place::Schema { .. } => "",
    };
    place.tamper(&format!("{gates} {sql}"));
}

#[rstest]
fn what_was_played_and_not_touched_is_borne_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = seasoned(engine) else { return };
    assert_eq!(found(&place), []);
    assert_eq!(place.count("SELECT count(*) FROM journal"), Some(5));
}

#[rstest]
fn an_attempt_that_was_taken_away_whole_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = seasoned(engine) else { return };
    take_away(&place, 1);
    let gone = Unjournaled::Gone { person: MEI, attempt: id(1), began: now(1) };
    assert_eq!(found(&place), [gone]);
    let said = Language::ALL.map(|language| unjournaled(&gone, "Mei", language));
    assert!(said[0].contains("GONE") && said[1].contains("不见了"), "{said:?}");
}

#[rstest]
fn a_changed_time_or_keeper_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = seasoned(engine) else { return };
    let change = |number, set: &str| {
        place.tamper(&format!("UPDATE attempt SET {set} WHERE id = {}", blob(&place, number)));
    };
    for set in ["started = started - 1", "ended = ended + 1"] {
        change(1, set);
        assert_eq!(found(&place), [Unjournaled::Times { attempt: id(1) }]);
        change(1, &set.replace('-', "~").replace('+', "-").replace('~', "+"));
    }
    assert_eq!(found(&place), []);
    change(2, "kept_by = 'desk'");
    assert_eq!(found(&place), [Unjournaled::KeptBy { attempt: id(2) }]);
}

#[rstest]
fn a_line_that_was_changed_or_taken_out_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = seasoned(engine) else { return };
    let broken = |number| [Unjournaled::Line { person: MEI, number }];
    rewrite(&place, "UPDATE journal SET at = at - 1 WHERE number = 4");
    assert_eq!(found(&place), broken(4));
    place.tamper("DELETE FROM journal WHERE number = 2");
    assert_eq!(found(&place), broken(2));
}

#[rstest]
fn an_attempt_that_never_began_here_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = seasoned(engine) else { return };
    let (one, other) = (blob(&place, 1), blob(&place, 99));
    let rest =
        "organisation, person, scenario, scenario_hash, language, mode, seed, engine, rubric, listener,
        started, ended, state, actions, head";
    place.tamper(&format!(
        "INSERT INTO attempt (id, {rest}) SELECT {other}, {rest} FROM attempt WHERE id = {one}"
    ));
    assert_eq!(found(&place), [Unjournaled::Added { attempt: id(99) }]);
}

#[rstest]
fn the_journal_of_somebody_who_played_before_there_was_one_begins_with_what_they_had_played(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = seasoned(engine) else { return };
    rewrite(&place, "DELETE FROM journal");
    assert_eq!(found(&place), [], "of whom nothing is written nothing is said");
    let mut store: Store = place.open();
    store.finish(id(3), "{}", Ending::Abandoned, now(30)).expect("it ends");
    store.begin(&attempt(MEI, 4)).expect("it begins");
    assert_eq!(place.count("SELECT count(*) FROM journal"), Some(7));
    assert_eq!(found(&place), []);
    take_away(&place, 2);
    assert_eq!(found(&place).len(), 1);
}

#[rstest]
fn erasing_leaves_the_journal(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = seasoned(engine) else { return };
    let mut store = place.open();
    store.erase_person(MEI, now(50)).expect("she goes");
    assert_eq!(found(&place), []);
    assert_eq!(place.count("SELECT count(*) FROM journal"), Some(5));
}

#[rstest]
fn the_database_itself_refuses_to_change_the_journal(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = seasoned(engine) else { return };
    for sql in ["UPDATE journal SET at = 0", "DELETE FROM journal"] {
        let refused = place.execute(sql).expect_err("it is refused");
        assert!(refused.contains("is never"), "{refused}");
    }
}
