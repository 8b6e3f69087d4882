//! A team at a glance.

use hotseat::locale::team as words;
use hotseat::progress::Estimate;
use hotseat::progress::team::{Overview, overview};
use hotseat::scenario::Language;

use super::*;

const NEEDS: &str =
    "(ability: empathy, at_least: 70, attempts: 2, distinct: true), (ability: tools, at_least: 50)";

fn team(people: &[Vec<AttemptSummary>]) -> Overview {
    overview(people, &roles(NEEDS), &[head("a"), head("b"), head("c")], today())
}

fn on(days: i64, score: u8) -> AttemptSummary {
    AttemptSummary { at: ago(days), ..attempt("a", score) }
}

#[test]
fn under_three_attempts_there_is_no_number_only_how_many_there_are() {
    let found = team(&[vec![on(2, 80), on(1, 90)]]);
    let cell = found.rows[0].cells[0];
    assert_eq!(cell.now.estimate, Estimate::NotEnough { attempts: 2 });
    assert_eq!((words::cell(&cell), words::moved(&cell)), ("– (2)".to_owned(), None));
}

#[test]
fn movement_is_the_estimate_now_against_the_one_a_month_ago() {
    let before: Vec<_> =
        [60, 50, 40].into_iter().zip([40, 42, 45]).map(|(days, score)| on(days, score)).collect();
    let mut all = before.clone();
    all.extend([on(5, 95), on(3, 95), on(1, 95)]);
    let then = hotseat::progress::estimates(&before, ago(30))[0].estimate;
    let now = hotseat::progress::estimates(&all, today())[0].estimate;
    let (Estimate::Known { mean: was, .. }, Estimate::Known { mean: is, .. }) = (then, now) else {
        panic!("{then:?} {now:?}")
    };
    let cell = team(&[all]).rows[0].cells[0];
    let moved = cell.moved.expect("both are known");
    assert!((moved - (is - was)).abs() < 0.11, "{moved} is {is} - {was}");
    assert_eq!(words::moved(&cell), Some(format!("▲ {moved:.0}")));
}

#[test]
fn somebody_without_attempts_a_month_ago_has_not_moved() {
    let found = team(&[vec![on(3, 80), on(2, 80), on(1, 80)]]);
    assert_eq!(found.rows[0].cells[0].moved, None);
}

#[test]
fn a_gap_names_who_lacks_it_and_the_scenarios_that_help_most_of_them_first() {
    let people = [
        vec![attempt("a", 80), attempt("b", 80)],
        vec![attempt("a", 80)],
        vec![AttemptSummary { tools: Some(20), ..attempt("b", 80) }],
    ];
    let found = team(&people);
    let lacking: Vec<_> = found.gaps.iter().map(|gap| (gap.need, gap.lacking.clone())).collect();
    assert_eq!(lacking, [(0, vec![1, 2]), (1, vec![2])]);
    let closing = [("c", 2), ("a", 1), ("b", 1)].map(|(id, people)| (id.to_owned(), people));
    assert_eq!(found.gaps[0].closing, closing);
    assert_eq!(found.ready("step"), (1, 0));
}

#[test]
fn the_order_of_people_changes_only_the_order_of_rows() {
    let people = [vec![attempt("a", 80), attempt("b", 80)], vec![attempt("a", 60)], Vec::new()];
    let (there, mut back) = (team(&people), people.clone());
    back.reverse();
    let mut rows = team(&back).rows;
    rows.reverse();
    assert_eq!(rows, there.rows);
    let lacking = |found: &Overview| found.gaps.iter().map(|gap| gap.lacking.len()).collect::<Vec<_>>();
    assert_eq!(lacking(&team(&back)), lacking(&there));
}

#[test]
fn a_team_of_none_lacks_nothing() {
    assert_eq!(team(&[]), Overview::default());
}

#[test]
fn gaps_and_readiness_are_worded_in_both_languages() {
    let found = team(&[vec![attempt("a", 80)], Vec::new()]);
    let roles = roles(NEEDS);
    let gap = &found.gaps[0];
    assert!(words::gap(gap, 2, &roles, Language::En).starts_with("2 of 2 lack for “S”:"));
    assert!(words::gap(gap, 2, &roles, Language::Zh).starts_with("2 人中有 2 人尚未满足“S”的要求："));
    let title = |id: &str| format!("T{id}");
    assert_eq!(
        words::closing(gap, title, Language::En),
        "Would close it, for how many: Tb (2), Tc (2), Ta (1)"
    );
    assert_eq!(
        words::closing(gap, title, Language::Zh),
        "可以弥补的场景（人数）：Tb（2 人）、Tc（2 人）、Ta（1 人）"
    );
    assert_eq!(words::ready((1, 0), 2, Language::Zh), "2 人中已认证 0 人，练习中已达到 1 人");
}
