//! Estimates: how able somebody is, and how sure that is.

use hotseat::progress::{Estimate, estimates};
use hotseat::scenario::roles::Measure;

use super::*;

fn empathy(attempts: &[AttemptSummary]) -> Estimate {
    let all = estimates(attempts, today());
    all.into_iter().find(|one| one.ability == Measure::Empathy).unwrap().estimate
}

/// Mean, low and high.
fn numbers(attempts: &[AttemptSummary]) -> [f64; 3] {
    match empathy(attempts) {
        Estimate::Known { mean, low, high, .. } => [mean, low, high],
        Estimate::NotEnough { attempts } => panic!("only {attempts}"),
    }
}

fn scored(scores: &[u8]) -> Vec<AttemptSummary> {
    scores.iter().map(|score| attempt("a", *score)).collect()
}

#[test]
fn under_three_attempts_there_is_no_number() {
    assert_eq!(empathy(&[]), Estimate::NotEnough { attempts: 0 });
    assert_eq!(empathy(&scored(&[90, 90])), Estimate::NotEnough { attempts: 2 });
    assert!(matches!(empathy(&scored(&[90, 90, 90])), Estimate::Known { practice: 3, exams: 0, .. }));
}

#[test]
fn what_was_not_rated_hinted_left_or_not_decided_is_no_evidence() {
    let all = [
        AttemptSummary { empathy: None, ..attempt("a", 90) },
        AttemptSummary { mode: Mode::Learn, ..attempt("a", 90) },
        AttemptSummary { finished: false, ..attempt("a", 90) },
        AttemptSummary { mode: Mode::Certify, passed: None, ..attempt("a", 90) },
    ];
    assert_eq!(empathy(&all), Estimate::NotEnough { attempts: 0 });
}

#[test]
fn the_interval_holds_the_mean_and_narrows_with_evidence() {
    let [mean, low, high] = numbers(&scored(&[70, 80, 75]));
    assert!(low < mean && mean < high && (60.0..80.0).contains(&mean), "{low} {mean} {high}");
    let [_, closer_low, closer_high] = numbers(&scored(&[70, 80, 75, 70, 80, 75, 70, 80, 75]));
    assert!(closer_high - closer_low < high - low);
}

#[test]
fn a_score_in_a_harder_scenario_counts_more() {
    let at = |level| {
        let mut all = scored(&[70, 70, 70]);
        for one in &mut all {
            one.scenario.level = level;
        }
        numbers(&all)[0]
    };
    assert!(at(1) < at(3) && at(3) < at(5));
}

#[test]
fn old_attempts_weigh_less_and_time_makes_less_sure() {
    let mixed = |low_at, high_at| {
        let mut all = scored(&[40, 40, 90, 90]);
        for one in &mut all {
            one.at = ago(if one.empathy == Some(40) { low_at } else { high_at });
        }
        numbers(&all)[0]
    };
    assert!(mixed(400, 1) > mixed(1, 400));
    let width = |days| {
        let mut all = scored(&[70, 70, 70]);
        for one in &mut all {
            one.at = ago(days);
        }
        let [_, low, high] = numbers(&all);
        high - low
    };
    assert!(width(300) > width(3));
}

#[test]
fn a_clock_that_jumped_counts_as_now() {
    let mut ahead = scored(&[70, 70, 70]);
    for one in &mut ahead {
        one.at = Timestamp::MAX;
    }
    let mut here = ahead.clone();
    for one in &mut here {
        one.at = today();
    }
    assert_eq!(empathy(&ahead), empathy(&here));
    for one in &mut here {
        one.at = Timestamp::MIN;
    }
    let [mean, low, high] = numbers(&here);
    assert!(low <= mean && mean <= high);
}

#[test]
fn exams_and_practice_are_counted_apart() {
    let mut all = scored(&[70, 70, 70]);
    (all[0].mode, all[0].assigned) = (Mode::Certify, true);
    assert!(matches!(empathy(&all), Estimate::Known { practice: 2, exams: 1, .. }));
}

#[test]
fn everything_stays_on_the_scale_of_scores() {
    for score in [0, 100] {
        let mut all = scored(&[score; 30]);
        for one in &mut all {
            one.scenario.level = if score == 0 { 1 } else { 5 };
        }
        assert!(numbers(&all).iter().all(|number| (0.0..=100.0).contains(number)));
    }
}
