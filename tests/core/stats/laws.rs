//! What holds for any data.

use hotseat::stats::agreement::Scale;
use hotseat::stats::differential::{Stratum, mantel_haenszel};
use hotseat::stats::rating::Ratings;
use hotseat::stats::share::{Share, difference};
use hotseat::stats::{Estimate, Pairs, Undefined};
use proptest::prelude::*;

use super::same;

type Given = Vec<Vec<Option<usize>>>;

fn given() -> impl Strategy<Value = Given> {
    prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_usize..4), 3), 0..20)
}

fn ratings(given: &Given) -> Ratings {
    Ratings::new(4, given.clone()).unwrap()
}

/// Each agreement of all raters.
fn agreements(given: &Given) -> [Result<Estimate, Undefined>; 3] {
    let ratings = ratings(given);
    [ratings.percent(), ratings.fleiss(Scale::Nominal), ratings.fleiss(Scale::Quadratic)]
}

fn alike(one: Result<Estimate, Undefined>, other: Result<Estimate, Undefined>) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => [one.value - other.value, one.low - other.low, one.high - other.high]
            .iter()
            .all(|off| off.abs() < 1e-6),
        (one, other) => one == other,
    }
}

fn sound(found: Result<Estimate, Undefined>, [least, most]: [f64; 2]) -> bool {
    found.is_ok_and(|Estimate { value, low, high }| {
        least - 1e-9 <= low && low <= value + 1e-9 && value <= high + 1e-9 && high <= most + 1e-9
    }) || found.is_err()
}

proptest! {
    #[test]
    fn agreement_is_never_above_one_and_lies_in_its_interval(given in given()) {
        prop_assert!(agreements(&given).into_iter().all(|found| sound(found, [-1.0, 1.0])));
        for scale in [Scale::Nominal, Scale::Quadratic] {
            prop_assert!(sound(ratings(&given).cohen(0, 1, scale), [-1.0, 1.0]));
        }
    }

    #[test]
    fn who_is_called_first_changes_nothing(given in given()) {
        let turned: Given = given.iter().map(|row| row.iter().rev().copied().collect()).collect();
        for (one, other) in agreements(&given).into_iter().zip(agreements(&turned)) {
            prop_assert!(alike(one, other));
        }
        for scale in [Scale::Nominal, Scale::Quadratic] {
            prop_assert!(alike(ratings(&given).cohen(0, 2, scale), ratings(&turned).cohen(0, 2, scale)));
        }
    }

    #[test]
    fn the_order_of_what_was_rated_changes_nothing(given in given()) {
        let turned: Given = given.iter().rev().cloned().collect();
        for (one, other) in agreements(&given).into_iter().zip(agreements(&turned)) {
            prop_assert!(alike(one, other));
        }
    }

    #[test]
    fn new_names_for_the_categories_change_no_nominal_agreement(given in given()) {
        let turned: Given =
            given.iter().map(|row| row.iter().map(|one| one.map(|one| (one + 1) % 4)).collect()).collect();
        prop_assert!(alike(ratings(&given).fleiss(Scale::Nominal), ratings(&turned).fleiss(Scale::Nominal)));
    }

    #[test]
    fn what_one_rater_is_more_lenient_two_raters_are_less(given in prop::collection::vec([0_usize..4, 0..4], 2..20)) {
        let ratings = Ratings::new(4, given.iter().map(|row| row.map(Some).to_vec()).collect()).unwrap();
        let [one, other] = [0, 1].map(|rater| ratings.leniency(rater).unwrap().more.value);
        prop_assert!(same(one, -other, 9));
    }

    #[test]
    fn a_share_lies_in_its_interval(part in 0_u64..500, more in 0_u64..500) {
        prop_assert!(sound(Share::new(part, part + more).estimate(), [0.0, 1.0]));
    }

    #[test]
    fn turned_round_a_difference_changes_only_its_sign(one in (0_u64..50, 1_u64..50), other in (0_u64..50, 1_u64..50)) {
        let [one, other] = [one, other].map(|(part, more)| Share::new(part, part + more));
        let (there, back) = (difference(one, other).unwrap(), difference(other, one).unwrap());
        prop_assert!(same(there.value, -back.value, 9) && same(there.low, -back.high, 9));
        prop_assert!(sound(Ok(there), [-1.0, 1.0]));
    }

    #[test]
    fn a_correlation_lies_between_minus_one_and_one(pairs in prop::collection::vec((-9_i32..9, -9_i32..9), 0..30)) {
        let mut sums = Pairs::default();
        for (first, second) in &pairs {
            sums.add(*first, *second);
        }
        prop_assert!(sound(sums.correlation(), [-1.0, 1.0]));
        let mut back = Pairs::default();
        for (first, second) in pairs.iter().rev() {
            back.add(*second, *first);
        }
        prop_assert!(back.turned() == sums);
    }

    #[test]
    fn what_is_harder_for_one_group_is_easier_for_the_other(
        table in prop::collection::vec([0_u64..40, 0..40, 0..40, 0..40], 1..8)
    ) {
        let of = |turn: bool| {
            let strata: Vec<Stratum> = table.iter().map(|[a, b, c, d]| {
                let [a, b, c, d] = if turn { [*c, *d, *a, *b] } else { [*a, *b, *c, *d] };
                Stratum { reference_right: a, reference_wrong: b, focal_right: c, focal_wrong: d }
            }).collect();
            mantel_haenszel(&strata)
        };
        match (of(false), of(true)) {
            (Ok(one), Ok(other)) => {
                prop_assert!(same(one.delta, -other.delta, 9) && one.class == other.class);
                prop_assert!(one.delta_error.is_finite() && (0.0..=1.0).contains(&one.chance));
            }
            (one, other) => prop_assert_eq!(one, other),
        }
    }
}
