//! A reviewer who gives everybody a point more is found, and among fair ones nobody is.

use hotseat::stats::agreement::Scale;
use hotseat::stats::rating::Ratings;
use rstest::rstest;

use super::Chance;

const RATERS: usize = 4;
const CATEGORIES: usize = 6;

/// Forty things on a scale of six; one rater may give a point more.
fn ratings(seed: u64, lenient: Option<usize>) -> Ratings {
    let mut chance = Chance(seed.wrapping_mul(0xABCD_EF01_2345_6789));
    let things = (0..40).map(|_| {
        let worth = 1.0 + 3.0 * chance.even();
        let given = (0..RATERS).map(|rater| {
            let more = if lenient == Some(rater) { 1.0 } else { 0.0 };
            let points = (worth + 0.5 * chance.normal() + more).round().clamp(0.0, 5.0);
            (0..CATEGORIES).find(|rating| f64::from(u8::try_from(*rating).expect("small")) >= points)
        });
        given.collect()
    });
    Ratings::new(CATEGORIES, things.collect()).expect("all are categories")
}

fn surely(ratings: &Ratings) -> Vec<usize> {
    (0..ratings.raters()).filter(|rater| ratings.leniency(*rater).expect("all rated").surely).collect()
}

#[rstest]
fn a_lenient_reviewer_is_found_with_the_point_they_give(#[values(1, 2, 3, 4, 5, 6)] seed: u64) {
    let ratings = ratings(seed, Some(2));
    let more = ratings.leniency(2).expect("all rated").more;
    assert!(more.low < 1.0 && 1.0 < more.high && more.low > 0.5, "{more:?}");
    assert!(surely(&ratings).contains(&2));
    let strictest = (0..RATERS).filter(|rater| ratings.leniency(*rater).expect("all rated").more.value > 0.0);
    assert_eq!(strictest.collect::<Vec<_>>(), [2]);
}

#[test]
fn about_one_calibration_in_a_hundred_accuses_a_fair_reviewer() {
    let accused = (1..=300).filter(|seed| !surely(&ratings(*seed, None)).is_empty()).count();
    assert!(accused <= 6, "{accused} of 300");
}

#[test]
fn leniency_lowers_agreement_though_all_see_the_same_order() {
    let [fair, lenient] =
        [None, Some(2)].map(|who| ratings(7, who).fleiss(Scale::Quadratic).expect("defined"));
    assert!(fair.value > lenient.value + 0.05, "{fair:?} {lenient:?}");
}
