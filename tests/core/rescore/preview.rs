//! What is shown before anything is adopted.

use std::sync::Arc;

use hotseat::locale::store::store_error;
use hotseat::scenario::Language;
use hotseat::score::{RUBRIC, Rubric, Scorecard};
use hotseat::session::{ENGINE, Mode};
use hotseat::store::{
    Altered, AssignmentId, AttemptId, Auditor, Ending, Ladders, Line, NewAssignment, NewAttempt, NewDecision,
    Permission, PersonId, Preview, Right, StoreError, Task, Verdict, Version, Whom,
};
use rstest::rstest;
use uuid::Uuid;

use super::{Desk, Engine, HARDER, LISTENER, RUNS, SOFTER, desk, ladders, now, play, preview, rubric};

/// Where [`HARDER`] puts an attempt the built-in rubric graded so; it changes no score, only the mark.
fn harder(card: &Scorecard) -> Line {
    let above = |score: Option<u8>| score.is_some_and(|score| score >= 93);
    match (card.passed, above(card.low), above(card.high)) {
        (Some(true), true, true) => Line::Passed,
        (Some(true), false, true) | (None, _, true) => Line::PersonDecides,
        (Some(_), _, _) | (None, _, false) => Line::NotPassed,
    }
}

fn line(card: &Scorecard) -> Line {
    card.passed.map_or(Line::PersonDecides, |passed| if passed { Line::Passed } else { Line::NotPassed })
}

#[rstest]
fn the_built_in_rubric_written_out_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let found = preview(&desk.as_owner(), Rubric::BUILTIN).expect("it is the owner");
    assert_eq!((found.graded, found.changed, found.mean_tenths(), found.largest), (7, 0, None, None));
    assert!(found.crossings.is_empty() && found.steps.is_empty() && found.left.is_empty(), "{found:#?}");
}

#[rstest]
fn bit_by_bit_it_comes_to_the_same(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(mut desk) = desk(engine) else { return };
    let tom = desk.as_owner().person("Tom", PersonId(Uuid::from_u128(3)), now(0)).expect("added");
    play(&mut desk.as_owner(), &tom, 300, RUNS[6], None);
    desk.attempts.clear();
    let store = desk.as_owner();
    let whole = preview(&store, SOFTER).expect("it is the owner");
    let mut bits = Preview::default();
    let (roles, installed) = ladders();
    let ladders = Ladders { roles: &roles, installed: &installed, now: jiff::Timestamp::UNIX_EPOCH };
    let mut auditor = Auditor::new(&store, Arc::clone(&LISTENER), false);
    let all = auditor.ended().expect("it is the owner");
    for theirs in all.chunk_by(|one, next| one.0 == next.0) {
        auditor.preview_of(&mut bits, theirs, rubric(SOFTER).rubric(), &ladders).expect("it is the owner");
    }
    assert_eq!((bits.graded, bits.changed > 0), (8, true));
    assert_eq!(bits, whole);
}

#[rstest]
fn a_rubric_that_was_adopted_keeps_its_number(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let free = |desk: &Desk| desk.as_owner().free_rubric();
    assert_eq!(free(&desk), Ok(2));
    desk.adopt(SOFTER);
    assert_eq!(free(&desk), Ok(2), "3 is taken, 2 is not");
    desk.adopt(HARDER);
    assert_eq!(free(&desk), Ok(4));
}

#[rstest]
fn a_higher_mark_moves_exactly_the_attempts_below_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let cards = desk.cards();
    let moves = |card: &Scorecard| (line(card), harder(card));
    let expected: Vec<_> = desk
        .attempts
        .iter()
        .zip(cards.iter().map(moves))
        .filter(|(_, (from, to))| from != to)
        .map(|(id, (from, to))| (*id, [from, to]))
        .collect();
    let found = preview(&desk.as_owner(), HARDER).expect("it is the owner");
    let crossings: Vec<_> = found.crossings.iter().map(|one| (one.attempt, one.lines)).collect();
    assert_eq!(crossings, expected);
    for seen in [
        [Line::Passed, Line::NotPassed],
        [Line::Passed, Line::PersonDecides],
        [Line::PersonDecides, Line::NotPassed],
    ] {
        assert!(expected.iter().any(|(_, lines)| *lines == seen), "the runs show {seen:?}: {expected:?}");
    }
    assert!(found.crossings.iter().all(|one| one.person == desk.mei.id && one.scores[0] == one.scores[1]));
    assert_eq!((found.graded, found.changed, found.hidden), (7, 0, 0));
}

#[rstest]
fn after_adopting_the_way_back_is_compared_with_what_counts_now(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let there = preview(&desk.as_owner(), HARDER).expect("it is the owner");
    desk.adopt(HARDER);
    let back = preview(&desk.as_owner(), Rubric::BUILTIN).expect("it is the owner");
    let turned: Vec<_> =
        there.crossings.iter().map(|one| (one.attempt, [one.lines[1], one.lines[0]])).collect();
    assert_eq!(back.crossings.iter().map(|one| (one.attempt, one.lines)).collect::<Vec<_>>(), turned);
    assert_eq!(there.steps.len(), back.steps.len());
}

#[rstest]
fn scores_that_change_are_counted_with_their_mean_and_the_largest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let before = desk.cards();
    let found = preview(&desk.as_owner(), SOFTER).expect("it is the owner");
    desk.adopt(SOFTER);
    let scores = before.iter().zip(desk.cards()).filter_map(|(old, new)| Some([old.overall?, new.overall?]));
    let changes: Vec<_> = scores.filter(|[old, new]| old != new).collect();
    let sum: i64 = changes.iter().map(|[old, new]| i64::from(*new) - i64::from(*old)).sum();
    assert!(!changes.is_empty(), "the runs show a change");
    assert_eq!((found.sum, found.summed, found.changed), (sum, found.changed, found.summed));
    assert_eq!(found.changed as usize, changes.len());
    let far = |[old, new]: &[u8; 2]| old.abs_diff(*new);
    assert_eq!(found.largest.as_ref().map(far), changes.iter().map(far).max());
}

#[rstest]
fn steps_of_a_ladder_move_with_the_attempts_they_rest_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let found = preview(&desk.as_owner(), HARDER).expect("it is the owner");
    assert!(
        !found.steps.is_empty(),
        "{:#?}",
        desk.cards().iter().map(|card| card.overall).collect::<Vec<_>>()
    );
    for one in &found.steps {
        let [from, to] = one.stands;
        assert_eq!(one.person, desk.mei.id);
        assert!(to.percent < from.percent || to.state < from.state, "a higher mark lifts nobody: {one:?}");
    }
}

#[rstest]
fn a_dry_run_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let before = desk.contents();
    assert!(before.len() > 15 && before["scorecard"].len() == 7, "all tables are compared");
    preview(&desk.as_owner(), HARDER).expect("it is the owner");
    preview(&desk.as_owner(), SOFTER).expect("it is the owner");
    assert_eq!(desk.contents(), before);
}

#[rstest]
fn what_cannot_be_played_again_is_left_and_named_with_the_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let mut store = desk.as_owner();
    let tom = store.person("Tom", PersonId(Uuid::from_u128(3)), now(0)).expect("added");
    let erased = play(&mut store, &tom, 200, RUNS[0], None);
    store.erase_person(tom.id, now(300)).expect("it is erased");
    let known = desk.as_owner().load(desk.attempts[0]).expect("it is there");
    let mut newer = NewAttempt {
        id: AttemptId(Uuid::from_u128(201)),
        person: desk.mei.id,
        parent: None,
        assignment: None,
        salt: [9; 16],
        played: known.meta.played,
        opening: known.opening,
        started: now(201),
    };
    newer.played.engine = ENGINE + 1;
    store.begin(&newer).expect("it begins");
    store
        .finish(newer.id, known.scorecard.as_deref().expect("ended"), Ending::Abandoned, now(202))
        .expect("ended");
    let lost = desk.attempts[2];
    desk.place.retype(
        "scorecard",
        "json",
        &format!("attempt IN (SELECT id FROM attempt WHERE started = {})", now(102).as_millisecond()),
        |card| card.replace("\"overall\":", "\"overall\": "),
    );
    let found = preview(&desk.as_owner(), SOFTER).expect("it is the owner");
    let left: Vec<_> = found.left.iter().map(|one| (one.attempt, one.why.clone())).collect();
    let expected = [
        (lost, Verdict::Altered(Altered::End)),
        (newer.id, Verdict::NotReproducible(Version::Engine(ENGINE + 1))),
        (erased, Verdict::Erased),
    ];
    assert_eq!(left, expected);
    assert_eq!(found.graded, 6);
}

#[rstest]
fn an_attempt_graded_by_an_older_rubric_is_graded_anew_where_it_can_be_played_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let mut store = desk.as_owner();
    let known = store.load(desk.attempts[5]).expect("it is there");
    let mut older = NewAttempt {
        id: AttemptId(Uuid::from_u128(201)),
        person: desk.mei.id,
        parent: None,
        assignment: None,
        salt: [9; 16],
        played: known.meta.played,
        opening: known.opening,
        started: now(201),
    };
    older.played.rubric = RUBRIC + 70;
    store.begin(&older).expect("it begins");
    for (entry, count) in known.entries.iter().zip(0..) {
        store.append(older.id, count, &entry.action, &entry.events, now(202)).expect("it is kept");
    }
    store
        .finish(older.id, known.scorecard.as_deref().expect("ended"), Ending::Finished, now(203))
        .expect("ended");
    let found = preview(&store, HARDER).expect("it is the owner");
    assert_eq!((found.graded, found.left.len()), (8, 0));
}

#[rstest]
fn what_is_a_trainees_own_is_counted_without_a_name(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let open = preview(&desk.as_owner(), HARDER).expect("it is the owner");
    let desk = desk.with_passphrases();
    let found = preview(&desk.as_owner(), HARDER).expect("it is the owner");
    assert_eq!((found.graded, found.crossings.len(), found.steps.len()), (7, 0, 0));
    assert_eq!(found.hidden as usize, open.crossings.len());
    let shared = open.crossings[0].attempt;
    desk.as_(&desk.mei).share(shared, true).expect("she shows it");
    let found = preview(&desk.as_owner(), HARDER).expect("it is the owner");
    assert_eq!(found.crossings.iter().map(|one| one.attempt).collect::<Vec<_>>(), [shared]);
    let owner = desk.as_owner();
    let mut auditor = Auditor::new(&owner, LISTENER.clone(), false);
    for id in &desk.attempts {
        assert_eq!(auditor.audit(*id), Ok(Verdict::Intact), "the owner audits what they may not read");
    }
}

#[rstest]
fn an_exam_somebody_decided_stays_as_decided(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let owner = desk.as_owner();
    let exam = NewAssignment {
        id: AssignmentId(Uuid::from_u128(300)),
        task: Task::Scenario("angry-complaint".to_owned()),
        whom: Whom::Anybody,
        certify: true,
        due: None,
        pass_mark: None,
        attempts: None,
        at: now(2),
    };
    owner.assign(&exam).expect("it is given");
    let mut store = desk.as_(&desk.mei);
    let run = RUNS[0].replace("seed: 0", "seed: 7");
    let id = play(&mut store, &desk.mei, 210, &run, Some(exam.id));
    let crosses = || {
        let found = preview(&desk.as_owner(), HARDER).expect("it is the owner");
        assert_eq!(found.graded, 8, "{:?}", found.left);
        found.crossings.iter().any(|one| one.attempt == id)
    };
    assert_eq!(store.summary(id).expect("hers").played.mode, Mode::Certify);
    assert!(crosses(), "{:?}", store.summary(id));
    let reason = "well done".to_owned();
    owner.decide(&NewDecision { attempt: id, passed: true, reason, at: now(400) }).expect("decided");
    assert!(!crosses());
}

#[rstest]
fn a_trainee_is_refused_and_told_what_is_missing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let needs = StoreError::NotPermitted { needs: Permission::Right(Right::Owner) };
    let mut before = desk.as_(&desk.mei);
    assert_eq!(preview(&before, HARDER), Err(needs.clone()));
    assert_eq!(before.adopt(&rubric(HARDER), &[].into(), now(900)), Err(needs.clone()));
    let desk = desk.with_passphrases();
    let mut mei = desk.as_(&desk.mei);
    assert_eq!(preview(&mei, HARDER), Err(needs.clone()));
    assert_eq!(mei.adopt(&rubric(HARDER), &[].into(), now(900)), Err(needs.clone()));
    let nobody = desk.place.open();
    assert_eq!(preview(&nobody, HARDER), Err(needs.clone()));
    assert_eq!(nobody.adopted(), Err(StoreError::NotPermitted { needs: Permission::Right(Right::Trainee) }));
    let (en, zh) = (store_error(&needs, Language::En), store_error(&needs, Language::Zh));
    assert!(en.contains("owner") && zh.contains("所有者"), "{en} / {zh}");
}
