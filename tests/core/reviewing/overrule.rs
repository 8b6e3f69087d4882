//! Rulings: the machine's scorecard stays, the reviewed one counts, and what was changed by hand is named.

use std::collections::BTreeSet;

use hotseat::score::{AbilityKind, Grade, RUBRIC};
use hotseat::session::Outcome;
use hotseat::store::{Altered, ReviewError, Reviewing};

use super::*;
use crate::rescore::{SOFTER, rubric};

#[rstest]
fn a_reviewed_scorecard_counts_and_the_machines_stays_beside_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    let before = desk.card(id);
    let (finding, full) = costliest(&before);
    desk.as_(&desk.max).overrule(&ruling(id, RUBRIC, finding, Some(full))).expect("kept");
    let after = desk.card(id);
    assert_eq!(after.findings[finding as usize].points, full);
    assert!(after.uncapped > before.uncapped, "{:?} {:?}", before.uncapped, after.uncapped);
    let summary = desk.summary(id);
    assert_eq!(summary.grade, Some(Grade::from(&after)));
    assert_eq!(summary.machine, Some(Grade::from(&before)));
    let store = desk.as_(&desk.mei);
    let kept = store.machine_card(id).expect("hers").expect("it is over");
    assert_eq!((kept.0, serde_json::from_str(&kept.1).expect("it reads")), (RUBRIC, before));
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn only_what_rests_on_the_overruled_finding_changes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 0);
    let before = desk.card(id);
    let (finding, full) = costliest(&before);
    desk.as_(&desk.max).overrule(&ruling(id, RUBRIC, finding, Some(full))).expect("kept");
    let after = desk.card(id);
    let ruled = before.findings[finding as usize].ability;
    for kind in AbilityKind::ALL.into_iter().filter(|kind| *kind != ruled) {
        assert_eq!(after.ability(kind), before.ability(kind));
    }
    let others = |card: &Scorecard| -> Vec<_> {
        let kept = card.findings.iter().zip(0..).filter(|(_, place)| *place != finding);
        kept.map(|(one, _)| one.clone()).collect()
    };
    assert_eq!(others(&after), others(&before));
    assert_eq!((after.mood, after.outcome), (before.mood, before.outcome));
}

#[rstest]
fn a_ruling_that_is_taken_back_leaves_the_machines_score_and_both_rulings(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    let before = desk.card(id);
    let (finding, full) = costliest(&before);
    desk.as_(&desk.max).overrule(&ruling(id, RUBRIC, finding, Some(full))).expect("kept");
    desk.as_(&desk.ann).overrule(&ruling(id, RUBRIC, finding, None)).expect("taken back");
    assert_eq!(desk.card(id), before);
    let steps = desk.as_(&desk.mei).review_steps(id).expect("hers");
    let known: Vec<_> = steps.iter().map(|step| (step.number, step.by, step.what)).collect();
    let ruled = |points| Reviewing::Overruled { finding, rubric: RUBRIC, points };
    assert_eq!(known, [(1, desk.max.id, ruled(Some(full))), (2, desk.ann.id, ruled(None))]);
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn a_critical_error_that_was_none_caps_no_more(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    let before = desk.card(id);
    assert!(!before.critical.is_empty(), "the rude run makes one");
    for error in 0..u32::try_from(before.critical.len()).expect("few") {
        let what = Overruling::Critical { error, lifted: true };
        let new = NewOverruling { what, ..ruling(id, RUBRIC, 0, None) };
        desk.as_(&desk.max).overrule(&new).expect("kept");
    }
    let after = desk.card(id);
    assert_eq!((after.critical.len(), after.overall), (0, before.uncapped));
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn lists_evidence_and_exams_go_by_the_reviewed_grade(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.exam(100, 5);
    let store = desk.as_(&desk.max);
    let scored = |store: &Store| {
        let all = store.attempts(desk.mei.id).expect("a list");
        let evidence = store.evidence(&all, &[], now(900)).expect("it is read");
        (all[0].grade.and_then(|grade| grade.overall), evidence[0].overall, store.exam(id).expect("seen"))
    };
    let (list, evidence, exam) = scored(&store);
    assert_eq!((list, exam.map(|exam| exam.score)), (evidence, evidence));
    let card = desk.card(id);
    let goal = card.findings.iter().position(|one| one.of > 0 && one.points == one.of).expect("earned");
    let goal = u32::try_from(goal).expect("small");
    store.overrule(&ruling(id, RUBRIC, goal, Some(0))).expect("kept");
    let (list, after, exam) = scored(&store);
    assert!(after < evidence, "{evidence:?} {after:?}");
    assert_eq!((list, exam.map(|exam| exam.score)), (after, after));
}

#[rstest]
fn another_rubric_that_is_adopted_keeps_what_was_ruled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 0);
    let (finding, full) = costliest(&desk.card(id));
    desk.as_(&desk.max).overrule(&ruling(id, RUBRIC, finding, Some(full))).expect("kept");
    let ruled = desk.card(id).findings[finding as usize].clone();
    desk.as_(&desk.olga).adopt(&rubric(SOFTER), &BTreeSet::new(), now(900)).expect("adopted");
    let after = desk.card(id);
    let same = after.findings.iter().find(|one| (&one.why, &one.events) == (&ruled.why, &ruled.events));
    assert_eq!(same.map(|one| one.points == one.of.max(0)), Some(true), "{after:?}");
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn whoever_may_not_rule_is_told_which_right_is_missing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    let hidden = play(&mut desk.as_(&desk.mei), &desk.mei, 101, RUNS[5], None);
    let (finding, full) = costliest(&desk.card(id));
    let new = ruling(id, RUBRIC, finding, Some(full));
    needs(desk.as_(&desk.mei).overrule(&new), Permission::NotYourself);
    needs(desk.as_(&desk.tom).overrule(&new), Permission::Right(Right::Manager));
    needs(desk.as_(&desk.tara).overrule(&new), Permission::Lead);
    needs(desk.place.open().overrule(&new), Permission::Right(Right::Manager));
    needs(desk.as_(&desk.max).overrule(&ruling(hidden, RUBRIC, 0, None)), Permission::Shared);
    assert_eq!(desk.as_(&desk.mei).review_steps(id), Ok(vec![]));
    assert_eq!([&desk.max, &desk.mei].map(|one| desk.as_(one).reviews(id)), [Ok(true), Ok(false)]);
}

#[rstest]
fn a_ruling_that_cannot_be_is_refused_and_leaves_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    let (finding, full) = costliest(&desk.card(id));
    let store = desk.as_(&desk.max);
    let missing = StoreError::Review(ReviewError::NoSuchFinding { attempt: id });
    assert_eq!(store.overrule(&ruling(id, RUBRIC, 999, Some(0))), Err(missing.clone()));
    assert_eq!(store.overrule(&ruling(id, RUBRIC + 50, finding, Some(0))), Err(missing));
    let blank = NewOverruling { reason: " \n".to_owned(), ..ruling(id, RUBRIC, finding, Some(full)) };
    assert_eq!(store.overrule(&blank), Err(StoreError::NoReason));
    let most = ReviewError::BadPoints { points: full + 1, of: full };
    let much = store.overrule(&ruling(id, RUBRIC, finding, Some(full + 1)));
    assert_eq!(much, Err(StoreError::Review(most)));
    assert_eq!(store.review_steps(id), Ok(vec![]));
    assert_eq!(desk.summary(id).machine, None);
}

#[rstest]
#[case("review", "UPDATE review SET points = 0", Altered::Review { step: 1 })]
#[case("review", "UPDATE review SET text = 'kind of'", Altered::Review { step: 1 })]
#[case("review", "UPDATE review SET at = at + 1", Altered::Review { step: 1 })]
#[case("review", "UPDATE review SET done_by = (SELECT person FROM attempt LIMIT 1)", Altered::Review { step: 1 })]
#[case("review", "DELETE FROM review WHERE number = 1", Altered::Review { step: 1 })]
#[case("review", "DELETE FROM review WHERE number = 2", Altered::Review { step: 2 })]
#[case("review", "DELETE FROM review WHERE number >= 2", Altered::Reviewed { rubric: RUBRIC })]
#[case("reviewed", "UPDATE reviewed SET overall = 99", Altered::Reviewed { rubric: RUBRIC })]
#[case("reviewed", "DELETE FROM reviewed", Altered::Reviewed { rubric: RUBRIC })]
#[case("decision", "UPDATE decision SET passed = 1 - passed", Altered::Review { step: 3 })]
#[case("decision", "DELETE FROM decision", Altered::Review { step: 3 })]
fn what_was_changed_by_hand_is_named(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] table: &str,
    #[case] sql: &str,
    #[case] altered: Altered,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.exam(100, 6);
    let (finding, full) = costliest(&desk.card(id));
    let store = desk.as_(&desk.max);
    for points in [full, 0] {
        store.overrule(&ruling(id, RUBRIC, finding, Some(points))).expect("kept");
    }
    let reason = "read twice".to_owned();
    store
        .decide(&hotseat::store::NewDecision { attempt: id, passed: false, reason, at: now(600) })
        .expect("decided");
    assert_eq!(desk.verdict(id), Verdict::Intact);
    desk.tamper(table, sql);
    assert_eq!(desk.verdict(id), Verdict::Altered(altered));
}

#[rstest]
fn the_database_itself_refuses_to_change_or_remove_a_review(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 6);
    let (finding, full) = costliest(&desk.card(id));
    desk.as_(&desk.max).overrule(&ruling(id, RUBRIC, finding, Some(full))).expect("kept");
    for sql in [
        "UPDATE review SET text = 'nothing'",
        "DELETE FROM review",
        "UPDATE reviewed SET overall = 100",
        "DELETE FROM reviewed",
    ] {
        let refused = desk.place.execute(sql).expect_err("it is refused");
        assert!(refused.contains("is never"), "{refused}");
    }
    assert_eq!(desk.card(id).outcome.map(|how| how != Outcome::Abandoned), Some(true));
}
