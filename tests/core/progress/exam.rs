//! Exams: what certifies, what does not, and what would.

use hotseat::locale::progress::{exams as worded, until};
use hotseat::progress::{ExamStanding, pass_chance};
use hotseat::scenario::Language;
use jiff::tz::TimeZone;

use super::*;

/// An exam on variant `seed`, a day after the other.
fn exam(seed: u64, passed: bool) -> AttemptSummary {
    AttemptSummary {
        mode: Mode::Certify,
        assigned: true,
        seed,
        at: ago(30 - i64::try_from(seed).unwrap()),
        passed: Some(passed),
        ..attempt("a", if passed { 90 } else { 40 })
    }
}

/// Where somebody with these attempts stands at a step that asks for one pass.
fn after(attempts: &[AttemptSummary]) -> ExamStanding {
    standing(&roles("(passed: true)"), attempts, &[head("a")])[0].steps[0].exam.clone()
}

#[test]
fn three_exams_passed_of_three_certify() {
    let found = after(&[exam(1, true), exam(2, true), exam(3, true)]);
    assert_eq!((found.certified, found.chance, found.more), (true, Some(57), 0));
}

#[test]
fn one_lucky_try_certifies_nobody() {
    assert!(!after(&[exam(1, true)]).certified);
    let mut tries: Vec<_> = (2..9).map(|seed| exam(seed, false)).collect();
    tries.push(AttemptSummary { overall: Some(100), ..exam(1, true) });
    assert!(!after(&tries).certified);
}

#[test]
fn two_exams_passed_of_two_are_too_few() {
    let found = after(&[exam(1, true), exam(2, true)]);
    assert_eq!((found.certified, found.chance, found.more), (false, Some(50), 1));
}

#[test]
fn a_failed_exam_lowers_the_chance_and_says_what_would_do() {
    let found = after(&[exam(1, true), exam(2, true), exam(3, true), exam(4, false)]);
    assert_eq!((found.certified, found.chance, found.passed, found.taken), (false, Some(35), 3, 4));
    assert_eq!(found.more, 3);
    let better: Vec<_> = [exam(4, false)].into_iter().chain((5..11).map(|seed| exam(seed, true))).collect();
    assert!(after(&better).certified);
    assert!(!after(&better[..6]).certified);
}

#[test]
fn the_chance_is_that_of_the_uniform_prior() {
    let near = |left: f64, right: f64| (left - right).abs() < 1e-12;
    assert!(near(pass_chance(0, 0, 1), 1.0 / 2.0));
    assert!(near(pass_chance(3, 3, 3), 4.0 / 7.0));
    assert!(near(pass_chance(3, 4, 3), 4.0 * 5.0 * 6.0 / (6.0 * 7.0 * 8.0)));
}

#[test]
fn practice_certifies_nobody_and_exams_are_no_practice() {
    let practice: Vec<_> = (0..9).map(|seed| AttemptSummary { seed, ..attempt("a", 100) }).collect();
    assert_eq!((after(&practice).taken, after(&practice).certified), (0, false));
    let exams = [exam(1, true), exam(2, true), exam(3, true)];
    let step = standing(&roles("(passed: true)"), &exams, &[])[0].steps[0].clone();
    assert_eq!((step.state, step.exam.certified), (StepState::Open, true));
}

#[test]
fn an_exam_nobody_gave_counts_nothing() {
    let own = |seed| AttemptSummary { assigned: false, ..exam(seed, true) };
    assert_eq!(after(&[own(1), own(2), own(3)]).taken, 0);
}

#[test]
fn an_exam_that_waits_for_a_reviewer_counts_neither_way_and_is_said() {
    let waiting = AttemptSummary { passed: None, ..exam(3, true) };
    let found = after(&[exam(1, true), exam(2, true), waiting]);
    assert_eq!((found.passed, found.taken, found.waiting, found.certified), (2, 2, 1, false));
    assert!(worded(&found, Language::En).contains("1 waits for a reviewer"));
    assert!(worded(&found, Language::Zh).contains("1 次待人工复核"));
}

#[test]
fn whoever_leaves_an_exam_did_not_pass_it() {
    let left = AttemptSummary { finished: false, passed: None, ..exam(4, true) };
    let found = after(&[exam(1, true), exam(2, true), exam(3, true), left]);
    assert_eq!((found.passed, found.taken, found.waiting), (3, 4, 0));
}

#[test]
fn the_same_variant_counts_once_and_its_first_exam_does() {
    let again = |days| AttemptSummary { at: ago(days), ..exam(1, true) };
    let found = after(&[again(5), again(6), exam(1, false), again(7)]);
    assert_eq!((found.passed, found.taken), (0, 1));
    let other = AttemptSummary { scenario: head("b"), ..exam(1, true) };
    assert_eq!(after(&[exam(1, true), other]).taken, 2);
}

#[test]
fn exams_grow_too_old_to_count() {
    let old = |seed, days| AttemptSummary { at: ago(days), ..exam(seed, true) };
    assert!(after(&[old(1, 365), old(2, 300), old(3, 200)]).certified);
    assert!(!after(&[old(1, 366), old(2, 300), old(3, 200)]).certified);
}

#[test]
fn a_certified_step_says_until_when() {
    let old = |seed, days| AttemptSummary { at: ago(days), ..exam(seed, true) };
    let three = after(&[old(1, 300), old(2, 200), old(3, 100)]);
    let days = (three.until.unwrap().duration_since(today()).as_hours()) / 24;
    assert_eq!(days, 65, "the oldest is needed");
    let said = Language::ALL.map(|language| until(&three, &TimeZone::UTC, language).unwrap());
    assert!(said.iter().all(|said| said.contains("2027-02-04")), "{said:?}");
    let four = after(&[old(1, 300), old(2, 200), old(3, 100), old(4, 99)]);
    let days = (four.until.unwrap().duration_since(today()).as_hours()) / 24;
    assert_eq!(days, 165, "the oldest is not");
    assert_eq!(after(&[old(1, 300)]).until, None);
}

#[test]
fn an_exam_dated_in_the_future_counts_as_now() {
    let ahead = |seed, days: i64| AttemptSummary { at: ago(-days), ..exam(seed, true) };
    assert!(after(&[ahead(1, 4000), ahead(2, 1), ahead(3, 0)]).certified);
    let ends = AttemptSummary { at: Timestamp::MAX, ..exam(3, true) };
    assert!(after(&[ahead(1, 1), ahead(2, 1), ends]).certified);
}

#[test]
fn exams_below_the_level_a_step_asks_for_count_nothing() {
    let at = |level| standing(&roles(&format!("(passed: true, level: {level})")), &[exam(1, true)], &[]);
    assert_eq!(at(3)[0].steps[0].exam.taken, 1);
    assert_eq!(at(4)[0].steps[0].exam.taken, 0);
}

#[test]
fn sure_is_not_enough_while_a_requirement_is_missing() {
    let exams = [exam(1, true), exam(2, true), exam(3, true)];
    let step = |needs: &str| standing(&roles(needs), &exams, &[head("b")])[0].steps[0].exam.clone();
    let found = step("(passed: true), (passed: true, attempts: 2, distinct: true)");
    assert_eq!((found.certified, found.is_sure(), found.needs[1].met), (false, true, 1));
    assert_eq!(found.needs[1].would_count, ["b"]);
    assert!(!step("(ability: empathy, at_least: 95)").certified);
}

#[test]
fn a_ladder_is_certified_up_to_the_first_gap() {
    let mut roles = roles("(passed: true)");
    let mut second = roles.ladders[0].steps[0].clone();
    (second.id, second.needs[0].level) = ("second".to_owned(), 5);
    roles.ladders[0].steps.push(second);
    let mut exams = [exam(1, true), exam(2, true), exam(3, true)];
    let certified =
        |exams: &[AttemptSummary]| standing(&roles, exams, &[])[0].certified().map(|step| step.id.clone());
    for one in &mut exams {
        one.scenario.roles = vec!["ladder".to_owned()];
    }
    assert_eq!(certified(&exams).as_deref(), Some("step"));
    for one in &mut exams {
        one.scenario.roles = vec!["second".to_owned()];
    }
    assert_eq!(certified(&exams), None);
}

#[test]
fn what_would_certify_is_said_in_both_languages() {
    let lines = [
        vec![],
        vec![exam(1, true)],
        vec![exam(1, true), exam(2, true), exam(3, true), exam(4, false)],
        vec![exam(1, false), AttemptSummary { passed: None, ..exam(2, true) }],
        vec![exam(1, true), exam(2, true), exam(3, true)],
    ];
    let said = lines.iter().flat_map(|tries| Language::ALL.map(|language| worded(&after(tries), language)));
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}
