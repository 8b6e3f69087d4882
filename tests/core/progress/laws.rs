//! What holds of standing, estimates and due practice whatever was played.

use hotseat::progress::{Estimate, due, estimates};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

/// Any attempts: practice and exams, decided and waiting, of the last two years and a clock's tomorrow; each on a variant
/// of its own or, for exams now and then, on one had before.
fn tries(most: usize) -> impl Strategy<Value = Vec<AttemptSummary>> {
    let score = || prop::option::weighted(0.9, 0..=100_u8);
    let one = (
        (0..3_usize, 1..=5_u8, 0..4_u64),
        [score(), score(), score(), score()],
        (prop::option::weighted(0.8, any::<bool>()), any::<bool>(), prop::bool::weighted(0.9)),
        (
            prop_oneof![Just(Mode::Learn), Just(Mode::Practice), Just(Mode::Certify)],
            prop::bool::weighted(0.9),
        ),
        -1..700_i64,
    );
    let one =
        one.prop_map(|((id, level, seed), scores, (passed, critical, finished), (mode, assigned), days)| {
            let mut one =
                AttemptSummary { passed, critical, finished, mode, assigned, seed, ..attempt("a", 0) };
            one.scenario = ScenarioHead { level, ..head(["a", "b", "c"][id]) };
            one.scenario.roles = vec!["ladder".to_owned(), "complex-interaction-specialist".to_owned()];
            [one.overall, one.empathy, one.tools, one.resolution] = scores;
            one.at = ago(days);
            one
        });
    let apart = |mut tries: Vec<AttemptSummary>| {
        for (second, one) in tries.iter_mut().enumerate() {
            one.at += SignedDuration::from_secs(i64::try_from(second).unwrap());
        }
        tries
    };
    prop::collection::vec(one, 0..most).prop_map(apart)
}

fn ladders() -> Roles {
    let mut roles = Library::embedded().roles().unwrap();
    roles
        .ladders
        .extend(super::roles("(passed: true), (ability: empathy, at_least: 60, attempts: 2)").ladders);
    roles
}

/// Everything about a standing that is better the higher it is.
fn shown(attempts: &[AttemptSummary]) -> Vec<f64> {
    let mut all = Vec::new();
    for step in standing(&ladders(), attempts, &[]).iter().flat_map(|ladder| &ladder.steps) {
        all.push(f64::from(step.state as u8));
        all.push(f64::from(u8::from(step.exam.certified)));
        all.push(f64::from(step.percent().unwrap_or(0)));
        all.push(f64::from(step.exam.chance.unwrap_or(0)));
        all.push(-f64::from(step.exam.more));
        all.extend(step.needs.iter().chain(&step.exam.needs).map(|need| f64::from(need.met)));
    }
    for one in estimates(attempts, today()) {
        match one.estimate {
            Estimate::NotEnough { .. } => all.extend([0.0; 3]),
            Estimate::Known { mean, low, high, .. } => all.extend([mean, low, high]),
        }
    }
    all
}

/// A better score in one place of one attempt.
fn raise(one: &mut AttemptSummary, part: usize, to: u8) {
    let score =
        [&mut one.overall, &mut one.empathy, &mut one.tools, &mut one.resolution].into_iter().nth(part);
    if let Some(Some(score)) = score {
        *score = (*score).max(to);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_higher_score_never_lowers_a_standing(
        tries in tries(12), which in any::<prop::sample::Index>(), to in 0..=100_u8, part in 0..4_usize,
    ) {
        let mut better = tries.clone();
        if !better.is_empty() {
            raise(&mut better[which.index(tries.len())], part, to);
        }
        let (before, after) = (shown(&tries), shown(&better));
        prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after), "{before:?} {after:?}");
    }

    #[test]
    fn a_pass_where_there_was_none_never_lowers_a_standing(
        tries in tries(12), which in any::<prop::sample::Index>(),
    ) {
        let mut better = tries.clone();
        if !better.is_empty() {
            let one = &mut better[which.index(tries.len())];
            // What was decided already, or is practice, becomes a pass.
            one.passed = one.passed.map(|_| true);
        }
        let (before, after) = (shown(&tries), shown(&better));
        prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after), "{before:?} {after:?}");
    }

    #[test]
    fn the_order_of_arrival_makes_no_difference(tries in tries(12), by in any::<prop::sample::Index>()) {
        let mut turned = tries.clone();
        turned.reverse();
        if !turned.is_empty() {
            let by = by.index(turned.len());
            turned.rotate_left(by);
        }
        let now = today().to_zoned(TimeZone::UTC);
        let installed = [head("a"), head("b")];
        let roles = ladders();
        prop_assert_eq!(standing(&roles, &tries, &installed), standing(&roles, &turned, &installed));
        prop_assert_eq!(estimates(&tries, today()), estimates(&turned, today()));
        prop_assert_eq!(due(&tries, &installed, &now), due(&turned, &installed, &now));
    }

    #[test]
    fn one_passed_exam_certifies_nobody(tries in tries(12), lucky in any::<prop::sample::Index>()) {
        let mut tries = tries;
        for one in &mut tries {
            one.passed = Some(false);
        }
        if !tries.is_empty() {
            let lucky = lucky.index(tries.len());
            let one = &mut tries[lucky];
            (one.mode, one.assigned, one.finished, one.passed) = (Mode::Certify, true, true, Some(true));
            (0..4).for_each(|part| raise(one, part, 100));
        }
        let steps = standing(&ladders(), &tries, &[]);
        prop_assert!(steps.iter().flat_map(|ladder| &ladder.steps).all(|step| !step.exam.certified));
    }

    #[test]
    fn what_is_due_comes_first_and_the_most_faded_of_it_before_the_rest(tries in tries(20)) {
        let found = due(&tries, &[head("a"), head("b"), head("c")], &today().to_zoned(TimeZone::UTC));
        for pair in found.windows(2) {
            prop_assert!(pair[0].is_due() || !pair[1].is_due());
            prop_assert!(!pair[1].is_due() || pair[0].recall <= pair[1].recall);
        }
    }
}
