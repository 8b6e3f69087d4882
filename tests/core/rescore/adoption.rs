//! Adopting a rubric: the old scorecards stay, the new ones count, and both are audited.

use std::collections::BTreeSet;
use std::sync::Arc;

use hotseat::score::{Grade, RUBRIC, Rubric, Scorecard};
use hotseat::store::{Altered, Auditor, Chain, StoreError, Verdict};
use rstest::rstest;

use super::{Desk, Engine, HARDER, LISTENER, Place, RUNS, SOFTER, desk, now, play, rubric};

impl Desk {
    fn verdicts(&self) -> Vec<Verdict> {
        let store = self.as_owner();
        let mut auditor = Auditor::new(&store, Arc::clone(&LISTENER), false);
        let all = auditor.attempts().expect("a list");
        all.into_iter().map(|id| auditor.audit(id).expect("it is read")).collect()
    }

    /// Changes rows of an adopted rubric as an intruder would.
    fn tamper(&self, sql: &str) {
        if let Place::Folder(_) = self.place {
            self.place.execute("DROP TRIGGER IF EXISTS rubric_is_never_changed").expect("it is gone");
        }
        self.place.tamper(sql);
    }
}

#[rstest]
fn old_scorecards_stay_and_the_new_ones_count(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let before = desk.cards();
    assert_eq!(desk.as_owner().adopted(), Ok(None));
    assert_eq!(desk.adopt(SOFTER), 7);
    let after = desk.cards();
    assert_ne!(before, after);
    let store = desk.as_(&desk.mei);
    for ((id, old), new) in desk.attempts.iter().zip(&before).zip(&after) {
        let kept = store.scorecards(*id).expect("hers");
        let read = |json: &str| serde_json::from_str::<Scorecard>(json).expect("it reads");
        let kept: Vec<_> = kept.iter().map(|(rubric, json)| (*rubric, read(json))).collect();
        assert_eq!(kept, [(RUBRIC, old.clone()), (3, new.clone())]);
    }
    let adopted = store.adopted().expect("it reads").expect("it is there");
    assert_eq!((adopted.file.text(), adopted.by, adopted.at), (SOFTER, desk.owner.id, now(900)));
}

#[rstest]
fn evidence_and_standing_follow_what_counts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let passed = || {
        let store = desk.as_(&desk.mei);
        let attempts = store.attempts(desk.mei.id).expect("hers");
        let evidence = store.evidence(&attempts, &[], now(500)).expect("it is read");
        evidence.iter().filter(|one| one.passed == Some(true)).count()
    };
    let before = passed();
    desk.adopt(HARDER);
    assert!(passed() < before, "a higher mark passes fewer");
}

#[rstest]
fn an_attempt_that_ends_later_is_graded_by_both(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(SOFTER);
    let mut store = desk.as_(&desk.mei);
    let id = play(&mut store, &desk.mei, 150, RUNS[6], None);
    let rubrics: Vec<u32> = store.scorecards(id).expect("hers").iter().map(|(rubric, _)| *rubric).collect();
    assert_eq!(rubrics, [RUBRIC, 3]);
    let [old, new] = [desk.attempts[6], id].map(|id| store.scorecard(id).expect("hers"));
    assert_eq!(old, new, "the same run, the same score");
    assert_eq!(desk.verdicts(), vec![Verdict::Intact; 8]);
}

#[rstest]
fn an_attempt_says_by_which_rubric_it_counts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.attempts[4];
    assert_eq!(desk.as_(&desk.mei).adopted_grade(id), Ok(None));
    desk.adopt(HARDER);
    let store = desk.as_(&desk.mei);
    let counting = store.scorecard(id).expect("hers").expect("it is over");
    assert_eq!(store.adopted_grade(id), Ok(Grade::read(&counting).map(|grade| (2, grade))));
}

#[rstest]
fn chains_and_seals_still_verify(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(SOFTER);
    desk.adopt(HARDER);
    let store = desk.as_owner();
    for id in &desk.attempts {
        assert!(matches!(store.verify(*id), Ok(Chain::Intact { .. })));
    }
    assert_eq!(desk.verdicts(), vec![Verdict::Intact; 7]);
}

#[rstest]
fn an_altered_scorecard_of_an_adopted_rubric_is_named(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(HARDER);
    let [started, wrong] = [now(104).as_millisecond(), 2];
    desk.tamper("");
    desk.place.retype(
        "scorecard",
        "json",
        &format!("rubric = {wrong} AND attempt IN (SELECT id FROM attempt WHERE started = {started})"),
        |card| card.replace("\"goal_reached\":true", "\"goal_reached\":false"),
    );
    let mut expected = vec![Verdict::Intact; 7];
    expected[4] = Verdict::Altered(Altered::Rescored { rubric: 2 });
    assert_eq!(desk.verdicts(), expected);
}

#[rstest]
#[case("passed = CASE WHEN passed = 1 THEN 0 ELSE 1 END")]
#[case("overall = overall + 1")]
#[case("alleged = alleged + 1")]
fn a_grade_that_is_not_its_scorecards_is_named(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(RUBRIC, 2)] rubric: u32,
    #[case] change: &str,
) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(HARDER);
    let started = now(104).as_millisecond();
    desk.tamper(&format!(
        "UPDATE scorecard SET {change}
        WHERE rubric = {rubric} AND attempt IN (SELECT id FROM attempt WHERE started = {started})"
    ));
    let altered = if rubric == RUBRIC { Altered::Score } else { Altered::Rescored { rubric } };
    let mut expected = vec![Verdict::Intact; 7];
    expected[4] = Verdict::Altered(altered);
    assert_eq!(desk.verdicts(), expected);
}

#[rstest]
fn an_altered_rubric_is_named_and_keeps_nobody_from_ending(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("pass: 12", "pass: nonsense")] instead: &str,
) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(HARDER);
    desk.tamper(&format!("UPDATE rubric SET text = replace(text, 'pass: 93', '{instead}')"));
    let altered = desk.verdicts().iter().filter(|one| **one != Verdict::Intact).count();
    assert!(altered > 0, "at least what crosses the mark is named");
    let mut store = desk.as_(&desk.mei);
    play(&mut store, &desk.mei, 150, RUNS[6], None);
}

#[rstest]
fn a_scorecard_of_a_rubric_nobody_adopted_is_named(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    desk.place
        .execute(
            "INSERT INTO scorecard (organisation, attempt, rubric, json, made)
            SELECT organisation, attempt, 77, json, made FROM scorecard",
        )
        .expect("it is planted");
    assert_eq!(desk.verdicts(), vec![Verdict::Altered(Altered::Rescored { rubric: 77 }); 7]);
}

#[rstest]
fn what_was_adopted_is_never_changed_or_removed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(HARDER);
    for sql in [
        "UPDATE rubric SET text = ''",
        "DELETE FROM adoption",
        "UPDATE adoption SET at = 0",
        "DELETE FROM rubric",
        "UPDATE scorecard SET json = ''",
    ] {
        let refused = desk.place.execute(sql).expect_err(sql);
        assert!(refused.contains("is never"), "{sql}: {refused}");
    }
}

#[rstest]
fn another_rubric_under_a_known_number_is_refused_and_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(HARDER);
    let before = desk.contents();
    let mut owner = desk.as_owner();
    let other = HARDER.replace("93", "94");
    let taken = StoreError::RubricTaken { number: 2 };
    assert_eq!(owner.adopt(&rubric(&other), &BTreeSet::new(), now(950)), Err(taken));
    let noted = format!("// Since May.\n{HARDER}");
    assert_eq!(owner.adopt(&rubric(&noted), &BTreeSet::new(), now(950)), Ok(0), "a note is no other rubric");
    assert_eq!(desk.contents(), before);
}

#[rstest]
fn adopting_the_built_in_rubric_goes_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let before = desk.cards();
    desk.adopt(SOFTER);
    let soft = desk.cards();
    assert_eq!(desk.adopt(Rubric::BUILTIN), 0, "those scorecards are there");
    assert_eq!(desk.cards(), before);
    assert_eq!(desk.adopt(SOFTER), 0);
    assert_eq!(desk.cards(), soft);
    assert_eq!(desk.verdicts(), vec![Verdict::Intact; 7]);
}

#[rstest]
fn what_is_left_out_keeps_the_scorecard_it_has(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let before = desk.cards();
    let left = [desk.attempts[6]].into();
    assert_eq!(desk.as_owner().adopt(&rubric(SOFTER), &left, now(900)), Ok(6));
    assert_eq!(desk.cards()[6], before[6]);
}

#[rstest]
fn erasing_a_person_takes_their_new_scorecards_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    desk.adopt(SOFTER);
    let taken_along = desk.as_owner().export_person(desk.mei.id).expect("it is hers").to_string();
    assert_eq!(taken_along.matches("\"rubric\":3").count(), 7, "she can take them along before");
    desk.as_owner().erase_person(desk.mei.id, now(999)).expect("it is erased");
    assert_eq!(desk.place.count("SELECT count(*) FROM scorecard"), Some(0));
    assert_eq!(desk.verdicts(), vec![Verdict::Erased; 7]);
    assert_eq!(desk.adopt(HARDER), 0);
}
