//! What somebody loses points on again and again: counted over attempts, worded in either language, shown down to the reply,
//! and only to whoever may see the attempts.

use std::fs::read_to_string;

use hotseat::analysis::{Criterion, Kind, Lapse, Loss, Recurring, recurring};
use hotseat::locale::analysis::{how_often, recurring as words};
use hotseat::review::Review;
use hotseat::scenario::Language;
use hotseat::score::AbilityKind;
use hotseat::session::{Mode, Session};
use hotseat::store::{AttemptId, Habits, Person, PersonId, Store, StoreError, Summary};
use jiff::Timestamp;
use rstest::rstest;
use uuid::Uuid;

use crate::rescore::play;
use crate::shipped::{listener, run_file};
use crate::store::{Engine, Place};

fn loss(kind: Kind, points: u32) -> Loss {
    let lapse = Lapse::Criterion(Criterion::new(kind, ""));
    Loss { lapse, ability: Some(AbilityKind::Tools), points, event: Some(3) }
}

fn error(what: &str) -> Loss {
    Loss { lapse: Lapse::Critical(what.to_owned()), ability: None, points: 0, event: None }
}

#[test]
fn what_goes_wrong_once_is_no_habit_and_what_costs_more_stands_first() {
    let scenario = "privacy".to_owned();
    let all = [
        (4, scenario.clone(), vec![loss(Kind::Verified, 10), loss(Kind::Ended, 40)]),
        (3, scenario.clone(), vec![loss(Kind::Goal, 50)]),
        (2, scenario.clone(), vec![error("tells"), loss(Kind::Goal, 50), loss(Kind::Verified, 10)]),
        (1, scenario, vec![error("tells"), loss(Kind::Verified, 10)]),
        // What goes wrong in another scenario is another thing.
        (0, "outage".to_owned(), vec![loss(Kind::Ended, 40)]),
    ];
    let found = recurring(all);
    let told: Vec<_> =
        found.iter().map(|one| (&one.loss.lapse, one.times, one.of, one.loss.points, one.last)).collect();
    let criterion = |kind| Lapse::Criterion(Criterion::new(kind, ""));
    assert_eq!(
        told,
        [
            (&Lapse::Critical("tells".to_owned()), 2, 4, 0, 2),
            (&criterion(Kind::Goal), 2, 4, 100, 3),
            (&criterion(Kind::Verified), 3, 4, 30, 4),
        ]
    );
}

/// Somebody who was rude to the customer whose data was mixed up, twice in English and once in Chinese, and did it well once.
fn failing(engine: Engine) -> Option<(Place, Person)> {
    let place = engine.place()?;
    let mut store = place.open();
    let tom = store.enter("Tom", PersonId(Uuid::from_u128(2)), Timestamp::UNIX_EPOCH).expect("Tom");
    for (number, who, language) in
        [(1, "rude", "en"), (2, "model", "en"), (3, "rude", "en"), (4, "rude", "zh")]
    {
        let run = read_to_string(run_file("wrong-account-data", who, language)).expect("a run");
        play(&mut store, &tom, number, &run, None);
    }
    Some((place, tom))
}

fn attempts(store: &Store, person: &Person) -> Vec<Summary> {
    store.attempts(person.id).expect("a list")
}

fn insult(habits: &Habits) -> &Recurring<AttemptId> {
    let insult = Lapse::Critical("Insults the customer".to_owned());
    habits.all.iter().find(|one| one.loss.lapse == insult).expect("it recurs in both languages")
}

#[rstest]
fn the_same_error_in_either_language_is_one_and_is_worded_in_the_readers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((place, tom)) = failing(engine) else { return };
    let mut store = place.open();
    store.enter("Tom", tom.id, Timestamp::UNIX_EPOCH).expect("he is back");
    let habits = store.habits(&attempts(&store, &tom)).expect("his own");
    let found = insult(&habits);
    assert_eq!((found.times, found.of), (3, 4));
    let file = habits.file(&found.scenario);
    assert_eq!(words(found, file, Language::En), "Critical error: Insults the customer");
    assert_eq!(words(found, file, Language::Zh), "致命错误：辱骂或讽刺客户");
    assert_eq!(how_often(found, Language::Zh), "4 次中出现 3 次");
    let lost: Vec<_> = habits.all.iter().filter(|one| one.loss.points > 0).collect();
    assert!(lost.iter().all(|one| one.times == 3 && one.of == 4), "the model run lost nothing: {lost:#?}");
    assert!(lost.is_sorted_by_key(|one| std::cmp::Reverse(one.loss.points)));
}

#[test]
fn it_opens_the_reply_in_which_it_happened_last() {
    let (place, tom) = failing(Engine::Sqlite).expect("SQLite is always there");
    let mut store = place.open();
    store.enter("Tom", tom.id, Timestamp::UNIX_EPOCH).expect("he is back");
    let habits = store.habits(&attempts(&store, &tom)).expect("his own");
    let found = insult(&habits);
    let last = store.load(found.last).expect("the last");
    assert_eq!(last.meta.id, AttemptId(Uuid::from_u128(4)));
    let scenario = crate::shipped::scenario("wrong-account-data", 0);
    let mut session = Session::begin(scenario, listener(), Language::Zh, Mode::Practice, 0);
    let actions: Vec<_> = last.entries.iter().map(|entry| entry.action.clone()).collect();
    session.play(&actions).expect("as it was");
    let review = Review::new(&session, &actions);
    let turn = review.turn_of(found.loss.event.expect("words prove it")).expect("a turn");
    let error = review.card.critical.iter().position(|error| error.what == "辱骂或讽刺客户");
    assert_eq!(Some(turn), review.critical[error.expect("it was made")]);
}

#[rstest]
fn nobody_learns_it_of_attempts_they_may_not_see(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((place, tom)) = failing(engine) else { return };
    let mut store = place.open();
    store.enter("Tom", tom.id, Timestamp::UNIX_EPOCH).expect("he is back");
    let his = attempts(&store, &tom);
    // Somebody else has the same list, though not the right to what is in it.
    let mei = store.person("Mei", PersonId(Uuid::from_u128(3)), Timestamp::UNIX_EPOCH).expect("Mei");
    let word = "four plain words here";
    for person in [tom.id, mei.id] {
        store.set_passphrase(person, word).expect("it is set");
    }
    store.sign_in("Mei", word, Timestamp::UNIX_EPOCH).expect("Mei sits down");
    let refused = store.habits(&his).map(|habits| habits.all.len());
    assert!(matches!(refused, Err(StoreError::NotPermitted { .. })), "{refused:?}");
}
