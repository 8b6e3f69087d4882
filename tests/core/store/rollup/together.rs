//! Several at once: desks that play while two managers fold, transactions that end late, and folds that are cut off.

use hotseat::store::{AttemptId, Ending, Folder, NewAttempt, PersonId};
use rstest::rstest;
use uuid::Uuid;

use super::{
    Engine, Place, Store, compare, compare_items, everybody, filled, fold, ladders, later, now, people, sit,
};
use crate::store::attempt;

fn play(store: &mut Store, person: PersonId, id: u128) {
    let new = NewAttempt { started: now(id.try_into().unwrap_or_default()), ..attempt(person, id) };
    let id = store.begin(&new).expect("it begins");
    store.finish(id, "{}", Ending::Finished, now(9)).expect("it ends");
}

#[rstest]
fn two_managers_fold_while_desks_play_and_nothing_is_lost(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = filled(engine, 150, 35) else { return };
    let everyone = people(&sit(&place, "Owner"));
    std::thread::scope(|scope| {
        for desk in 0..3_u128 {
            let (place, everyone) = (&place, &everyone);
            scope.spawn(move || {
                let mut store = sit(place, "Owner");
                for number in 0..60_u128 {
                    let person = everyone[usize::try_from((number * 7 + desk) % 35).expect("it fits")];
                    play(&mut store, person, 1_000 * (desk + 1) + number);
                }
            });
        }
        for _ in 0..2 {
            let place = &place;
            scope.spawn(move || {
                let store = sit(place, "Owner");
                let mut folder = Folder::default();
                for _ in 0..40 {
                    store.fold(&mut folder, 3, &ladders(later(1))).expect("folded");
                }
            });
        }
    });
    let store = sit(&place, "Owner");
    fold(&store, later(1));
    compare(&store, later(1));
    compare_items(&store);
    let mut folder = Folder::default();
    assert_eq!(store.rebuild(&mut folder, 9, &ladders(later(1)), &mut |_, _| ()), Ok(vec![]));
}

#[test]
fn a_mark_of_a_transaction_that_ends_later_is_not_lost() {
    let Some(place) = filled(Engine::Postgres, 100, 35) else { return };
    let store = sit(&place, "Owner");
    let person = people(&store)[5];
    fold(&store, now(0));
    // Another program shares an attempt, and takes its time; a fold comes in between.
    let mut slow = place.client();
    let mut change = slow.transaction().expect("it begins");
    let id = person.0.as_bytes().to_vec();
    change
        .execute(
            "INSERT INTO stale (organisation, person) SELECT organisation, id FROM person WHERE id = $1",
            &[&id],
        )
        .expect("marked");
    change.execute("UPDATE attempt SET shared = 1 - shared WHERE person = $1", &[&id]).expect("changed");
    let mut store = store;
    play(&mut store, person, 77);
    fold(&store, now(20));
    assert!(store.behind().expect("a number").is_none(), "the late one is not seen yet");
    change.commit().expect("kept");
    assert_eq!(store.behind().expect("a number").people, 1);
    fold(&store, now(21));
    compare(&store, now(21));
}

/// Makes every fold fail half-way through what it writes, and says how it mends.
fn break_folds(place: &Place) -> &'static str {
    match place {
        Place::Folder(_) => {
            place
                .execute(
                    "CREATE TRIGGER cut BEFORE DELETE ON stale BEGIN SELECT RAISE(ABORT, 'cut off'); END",
                )
                .expect("it breaks");
            "DROP TRIGGER cut"
        }
        Place::Schema { .. } => {
            place
                .execute("CREATE TRIGGER cut BEFORE DELETE ON stale FOR EACH ROW EXECUTE FUNCTION stays('cut off')")
                .expect("it breaks");
            "DROP TRIGGER cut ON stale"
        }
    }
}

#[rstest]
fn a_fold_that_is_cut_off_loses_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = filled(engine, 100, 35) else { return };
    let mut store = sit(&place, "Owner");
    fold(&store, now(0));
    let all = people(&store);
    for (number, person) in (500..).zip(all.iter().take(5)) {
        play(&mut store, *person, number);
    }
    let before = everybody(&store, now(20));
    let mend = break_folds(&place);
    store.fold(&mut Folder::default(), 9, &ladders(now(20))).expect_err("it is cut off");
    assert_eq!(store.behind().expect("a number").people, 5, "they still wait");
    assert_eq!(everybody(&store, now(20)).lines, before.lines);
    place.execute(mend).expect("it mends");
    fold(&store, now(20));
    compare(&store, now(20));
    compare_items(&store);
    assert!(
        store.attempts(all[0]).expect("a list").iter().any(|one| one.id == AttemptId(Uuid::from_u128(500)))
    );
}
