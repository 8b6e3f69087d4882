//! What rollups are asked for by people with and without rights, at any time, and what a rebuild finds.

use hotseat::store::{
    AttemptId, Behind, Differs, Ending, Folder, NewAttempt, Right, Rights, Slice, Sort, StoreError,
};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;
use uuid::Uuid;

use super::{
    Ask, Engine, Place, Store, compare, compare_items, everybody, filled, fold, ladders, later, now, people,
    sit,
};
use crate::store::attempt;

const WORD: &str = "four plain words here";

fn play(store: &mut Store, person: hotseat::store::PersonId, id: u128, at: Timestamp) -> AttemptId {
    let id = store.begin(&NewAttempt { started: at, ..attempt(person, id) }).expect("it begins");
    store.finish(id, "{}", Ending::Finished, at).expect("it ends");
    id
}

#[rstest]
fn a_store_where_nothing_was_folded_waits_wholly_and_views_of_few_are_exact(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 200, 35) else { return };
    let store = sit(&place, "Owner");
    let behind = store.behind().expect("a number");
    assert_eq!((behind.people, behind.as_of), (36, None));
    compare(&store, now(0));
    fold(&store, now(0));
    assert_eq!(store.behind(), Ok(Behind { people: 0, marks: 0, as_of: Some(now(0)) }));
    compare(&store, now(0));
    compare_items(&store);
}

#[rstest]
fn time_alone_changes_what_it_changes_without_a_fold(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 300, 35) else { return };
    let store = sit(&place, "Owner");
    fold(&store, now(0));
    for hours in [1, 5, 30, 24 * 20, 24 * 200, 24 * 900] {
        compare(&store, now(0).checked_add(SignedDuration::from_hours(hours)).expect("in range"));
    }
    compare(&store, now(-1));
}

#[rstest]
fn what_a_clock_that_jumped_dates_in_the_future_keeps_no_fold_busy(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 100, 35) else { return };
    let mut store = sit(&place, "Owner");
    let ahead = NewAttempt { started: now(7_000), ..attempt(people(&store)[3], 77) };
    let id = store.begin(&ahead).expect("it begins");
    store.finish(id, "{}", Ending::Finished, now(7_200)).expect("it ends");
    for second in [0, 100, 7_100, 7_300] {
        fold(&store, now(second));
        compare(&store, now(second));
    }
}

#[rstest]
fn a_manager_sees_the_same_of_their_team_as_without_rollups_and_nobody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 400, 70) else { return };
    let owner = sit(&place, "Owner");
    let id =
        |name: &str| owner.people().expect("a list").iter().find(|one| one.name == name).expect("here").id;
    let (leader, trainee) = (id("Person 31"), id("Person 40"));
    for person in [owner.acting().expect("the owner"), leader, trainee] {
        owner.set_passphrase(person, WORD).expect("it is set");
    }
    let mut owner = place.open();
    owner.sign_in("Owner", WORD, now(0)).expect("right");
    fold(&owner, now(0));
    compare(&owner, now(0));
    let mut leads = place.open();
    leads.sign_in("Person 31", WORD, now(0)).expect("right");
    compare(&leads, now(0));
    let seen = everybody(&leads, now(0));
    assert_eq!(seen.all.people, 31, "thirty, and the owner who made the team");
    assert_eq!(seen.teams.len(), 1);
    let mut trains = place.open();
    trains.sign_in("Person 40", WORD, now(0)).expect("right");
    let refused = |found: Result<(), StoreError>| {
        assert!(matches!(found, Err(StoreError::NotPermitted { .. })), "{found:?}");
    };
    refused(trains.everybody_at_a_glance(&Ask::default(), &ladders(now(0))).map(drop));
    refused(trains.fold(&mut Folder::default(), 9, &ladders(now(0))).map(drop));
    refused(trains.rebuild(&mut Folder::default(), 9, &ladders(now(0)), &mut |_, _| ()).map(drop));
    refused(trains.behind().map(drop));
    let nobody = trains.glance(&[leader], &Slice::default(), &ladders(now(0))).expect("a glance");
    assert!(nobody.attempts.iter().all(Vec::is_empty));
    let mut alone = place.open();
    alone.sign_in("Owner", WORD, now(0)).expect("right");
    alone.set_rights(trainee, Rights::TRAINEE.with(Right::Manager)).expect("set");
    let mut leads_none = place.open();
    leads_none.sign_in("Person 40", WORD, now(0)).expect("right");
    let seen = everybody(&leads_none, now(0));
    assert_eq!(seen.lines.len(), 1, "nobody but themselves");
}

#[rstest]
fn everybody_is_sorted_narrowed_and_paged(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = filled(engine, 500, 65) else { return };
    let store = sit(&place, "Owner");
    fold(&store, now(0));
    let at = |ask: Ask| store.everybody_at_a_glance(&ask, &ladders(now(0))).expect("a glance");
    let names =
        |ask: Ask| at(ask).lines.iter().map(|line| line.member.person.name.clone()).collect::<Vec<_>>();
    let whole = names(Ask { show: 1_000, ..Ask::default() });
    assert_eq!(whole.len(), 66);
    for sort in [
        Sort::Name,
        Sort::Ability(0),
        Sort::Ability(3),
        Sort::Late,
        Sort::Waiting,
        Sort::Last,
        Sort::Attempts,
    ] {
        for reversed in [false, true] {
            let all = names(Ask { show: 1_000, sort, reversed, ..Ask::default() });
            let pages: Vec<String> = (0..7)
                .flat_map(|page| names(Ask { sort, reversed, skip: page * 10, show: 10, ..Ask::default() }))
                .collect();
            assert_eq!(pages, all, "{sort:?}");
        }
    }
    let found = at(Ask { name: Some("person 6".to_owned()), ..Ask::default() });
    assert_eq!(found.all.people, 7, "6, and 60 to 65");
    let team = store.teams().expect("a list").remove(0).id;
    let team = at(Ask { team: Some(team), show: 1_000, ..Ask::default() });
    assert_eq!(team.all.people, 31, "thirty, and the owner who made the team");
    assert_eq!(team.all.steps.len(), team.lines[0].steps.len());
    let waiting: u32 = team.lines.iter().map(|line| line.waiting).sum();
    assert_eq!(team.all.waiting, waiting);
    let nobody = at(Ask { name: Some("nobody at all".to_owned()), ..Ask::default() });
    assert_eq!((nobody.all.people, nobody.lines.len(), nobody.teams.len()), (0, 0, 0));
}

#[rstest]
fn a_rebuild_names_what_was_changed_past_the_store(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 300, 35) else { return };
    let store = sit(&place, "Owner");
    fold(&store, now(0));
    let rebuild =
        || store.rebuild(&mut Folder::default(), 9, &ladders(now(0)), &mut |_, _| ()).expect("rebuilt");
    assert_eq!(rebuild(), []);
    let zero = if matches!(place, Place::Folder(_)) { "x''" } else { "''" };
    let mut all = people(&store);
    all.sort();
    for (number, spoil) in [
        "UPDATE rollup SET brief = replace(brief, '\"waiting\":', '\"waiting\":1') WHERE person = (SELECT min(person) FROM rollup)".to_owned(),
        format!("UPDATE rollup SET attempts = {zero} WHERE person = (SELECT person FROM rollup ORDER BY person LIMIT 1)"),
        "DELETE FROM item_person WHERE person = (SELECT person FROM item_person ORDER BY person LIMIT 1)".to_owned(),
    ]
    .into_iter()
    .enumerate()
    {
        let spoil = if matches!(place, Place::Folder(_)) { spoil } else {
            spoil.replace("(SELECT min(person) FROM rollup)", "(SELECT person FROM rollup ORDER BY person LIMIT 1)")
        };
        place.execute(&spoil).expect("it is changed");
        let found = rebuild();
        let named = found.iter().any(|one| matches!(one, Differs::Person(person) if all.contains(person)));
        assert!(named, "{number}: {found:?}");
        assert_eq!(rebuild(), [], "and mended");
    }
    place.execute("DELETE FROM item_part WHERE part = 3").expect("it is changed");
    assert_eq!(rebuild(), [], "what is missing is made, and was no lie");
    place
        .execute("UPDATE item_part SET counts = (SELECT counts FROM item_part ORDER BY scenario DESC, part DESC LIMIT 1) WHERE scenario = (SELECT min(scenario) FROM item_part)")
        .expect("it is changed");
    assert!(rebuild().iter().any(|one| matches!(one, Differs::Sum { .. })));
    compare_items(&store);
}

#[rstest]
fn what_is_erased_is_gone_from_the_rollups_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 300, 35) else { return };
    let mut store = sit(&place, "Owner");
    fold(&store, now(0));
    let gone = store.people().expect("a list").iter().find(|one| one.name == "Person 9").expect("here").id;
    store.erase_person(gone, now(1)).expect("gone");
    let hex = gone.0.simple().to_string();
    let hex = if matches!(place, Place::Folder(_)) {
        format!("x'{hex}'")
    } else {
        format!("decode('{hex}', 'hex')")
    };
    for table in ["rollup", "item_person"] {
        let left = place.count(&format!("SELECT count(*) FROM {table} WHERE person = {hex}"));
        assert_eq!(left, Some(0), "{table}");
    }
    fold(&store, now(2));
    compare(&store, now(2));
    compare_items(&store);
}

#[rstest]
fn a_copied_store_is_folded_anew_and_says_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (Some(from), Some(to)) = (filled(Engine::Sqlite, 200, 35), engine.place()) else { return };
    let store = sit(&from, "Owner");
    fold(&store, now(0));
    let before = everybody(&store, now(5));
    store.copy_to(&to.open()).expect("copied");
    let copy = sit(&to, "Owner");
    assert_eq!(copy.behind().expect("a number").people, 36);
    fold(&copy, now(0));
    assert_eq!(everybody(&copy, now(5)).lines, before.lines);
    compare_items(&copy);
}

#[rstest]
fn what_a_desk_hands_over_waits_and_is_folded(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = filled(engine, 100, 35) else { return };
    let mut team = sit(&place, "Owner");
    let person = team.people().expect("a list").iter().find(|one| one.name == "Person 9").expect("here").id;
    for one in [team.acting().expect("the owner"), person] {
        team.set_passphrase(one, WORD).expect("set");
    }
    team.sign_in("Owner", WORD, now(0)).expect("right");
    fold(&team, now(0));
    let mut seat = place.open();
    seat.sign_in("Person 9", WORD, now(0)).expect("right");
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = Store::at_desk(folder.path()).expect("it opens");
    desk.mirror(&seat, person).expect("known");
    desk.stand_in(&seat).expect("they act");
    play(&mut desk, person, 4_711, now(10));
    let came = desk.hand_over(&seat, person, now(20), now(30)).expect("it goes");
    assert_eq!(came.taken, [AttemptId(Uuid::from_u128(4_711))]);
    assert_eq!(team.behind().expect("a number").people, 1);
    fold(&team, now(40));
    compare(&team, later(1));
    compare_items(&team);
}

#[rstest]
fn what_another_version_folded_is_folded_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = filled(engine, 100, 35) else { return };
    let store = sit(&place, "Owner");
    fold(&store, now(0));
    place.execute("UPDATE rollup SET layout = 0, attempts = brief::text::bytea, brief = 'x'").ok();
    place.execute("UPDATE rollup SET layout = 0, attempts = x'00', brief = 'x'").ok();
    assert_eq!(store.behind().expect("a number").people, 36);
    let few: Vec<_> = people(&store).into_iter().take(9).collect();
    let glance = store.glance(&few, &Slice::default(), &ladders(now(0))).expect("a glance");
    assert_eq!(glance.overview, super::from_the_log(&store, &few, now(0)));
    fold(&store, now(0));
    compare(&store, now(0));
}
