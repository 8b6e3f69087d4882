//! Reliability and discrimination against documented results.

use hotseat::stats::reliability::{alpha, upper_lower};
use hotseat::stats::share::Share;
use hotseat::stats::{Pairs, Undefined};

use super::{is, same};

/// The data set `attitude` of R (Chatterjee & Price, Regression Analysis by Example, 1977): 30 departments, seven
/// questions; the documented example of `psych::alpha`.
const ATTITUDE: [[i32; 7]; 30] = [
    [43, 51, 30, 39, 61, 92, 45],
    [63, 64, 51, 54, 63, 73, 47],
    [71, 70, 68, 69, 76, 86, 48],
    [61, 63, 45, 47, 54, 84, 35],
    [81, 78, 56, 66, 71, 83, 47],
    [43, 55, 49, 44, 54, 49, 34],
    [58, 67, 42, 56, 66, 68, 35],
    [71, 75, 50, 55, 70, 66, 41],
    [72, 82, 72, 67, 71, 83, 31],
    [67, 61, 45, 47, 62, 80, 41],
    [64, 53, 53, 58, 58, 67, 34],
    [67, 60, 47, 39, 59, 74, 41],
    [69, 62, 57, 42, 55, 63, 25],
    [68, 83, 83, 45, 59, 77, 35],
    [77, 77, 54, 72, 79, 77, 46],
    [81, 90, 50, 72, 60, 54, 36],
    [74, 85, 64, 69, 79, 79, 63],
    [65, 60, 65, 75, 55, 80, 60],
    [65, 70, 46, 57, 75, 85, 46],
    [50, 58, 68, 54, 64, 78, 52],
    [50, 40, 33, 34, 43, 64, 33],
    [64, 61, 52, 62, 66, 80, 41],
    [53, 66, 52, 50, 63, 80, 37],
    [40, 37, 42, 58, 50, 57, 49],
    [63, 54, 42, 48, 66, 75, 33],
    [66, 77, 66, 63, 88, 76, 72],
    [78, 75, 58, 74, 80, 78, 49],
    [48, 57, 44, 45, 51, 83, 38],
    [85, 85, 71, 71, 77, 74, 55],
    [82, 82, 39, 59, 64, 78, 39],
];

fn covariances() -> Vec<Vec<f64>> {
    let of = |i: usize, j: usize| {
        let mut pairs = Pairs::default();
        for row in &ATTITUDE {
            pairs.add(row[i], row[j]);
        }
        pairs.covariance().unwrap()
    };
    (0..7).map(|i| (0..7).map(|j| of(i, j)).collect()).collect()
}

#[test]
fn alpha_of_the_attitude_data_is_that_of_psych() {
    let found = alpha(&covariances(), 30).unwrap();
    // psych::alpha(attitude): raw_alpha 0.84; pingouin, `cronbach_alpha`: 0.8431428, [0.739, 0.916].
    is(found.whole, [0.843, 0.739, 0.916], 3);
    assert!(same(found.whole.value, 0.843_142_8, 7));
}

#[test]
fn alpha_without_each_question_is_that_of_psych() {
    let found = alpha(&covariances(), 30).unwrap();
    // psych::alpha(attitude), “Reliability if an item is dropped”: 0.81 0.80 0.83 0.80 0.80 0.86 0.84.
    let documented = [0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84];
    for (found, documented) in found.without.iter().zip(documented) {
        assert!(same(found.unwrap(), documented, 2), "{found:?} is not {documented}");
    }
}

#[test]
fn the_corrected_correlation_of_each_question_is_that_of_psych() {
    // psych::alpha(attitude), r.drop: 0.67 0.74 0.56 0.71 0.79 0.27 0.46; the intervals by pingouin, `corr`.
    let documented = [
        [0.67, 0.41, 0.83],
        [0.74, 0.52, 0.87],
        [0.56, 0.25, 0.77],
        [0.71, 0.48, 0.85],
        [0.79, 0.59, 0.89],
        [0.27, -0.11, 0.57],
        [0.46, 0.12, 0.70],
    ];
    for (item, documented) in documented.into_iter().enumerate() {
        let mut pairs = Pairs::default();
        for row in &ATTITUDE {
            pairs.add(row[item], row.iter().sum::<i32>() - row[item]);
        }
        is(pairs.correlation().unwrap(), documented, 2);
    }
}

#[test]
fn the_upper_lower_index_compares_the_ends() {
    // 100 people, ten a score; of the upper 27 24 are right, of the lower 27 9 (7 of the border's 10 count).
    let right = [3, 4, 2, 5, 5, 6, 7, 10, 8, 9];
    let levels: Vec<Share> = right.iter().map(|part| Share::new(*part, 10)).collect();
    let lower = 3.0 + 4.0 + 2.0 * 0.7;
    let upper = 9.0 + 8.0 + 10.0 * 0.7;
    let found = upper_lower(&levels).unwrap();
    assert!(same(found.value, (upper - lower) / 27.0, 12), "{found:?}");
}

#[test]
fn an_item_everybody_gets_has_no_correlation_and_no_upper_lower_difference() {
    let mut pairs = Pairs::default();
    (0..50).for_each(|score| pairs.add(100, score));
    assert_eq!(pairs.correlation(), Err(Undefined::NoVariance));
    let levels: Vec<Share> = (0..10).map(|_| Share::new(5, 5)).collect();
    assert!(same(upper_lower(&levels).unwrap().value, 0.0, 12));
}

#[test]
fn what_cannot_be_computed_says_why() {
    assert_eq!(alpha(&[], 9), Err(Undefined::OneItem));
    assert_eq!(alpha(&[vec![1.0]], 9), Err(Undefined::OneItem));
    assert_eq!(alpha(&covariances(), 1), Err(Undefined::TooFew { have: 1, need: 2 }));
    assert_eq!(alpha(&[vec![0.0, 0.0], vec![0.0, 0.0]], 9), Err(Undefined::NoVariance));
    assert_eq!(Pairs::default().correlation(), Err(Undefined::TooFew { have: 0, need: 4 }));
    assert_eq!(Pairs::default().covariance(), Err(Undefined::TooFew { have: 0, need: 2 }));
    assert_eq!(upper_lower(&[]), Err(Undefined::Nothing));
    assert_eq!(upper_lower(&[Share::new(3, 9)]), Err(Undefined::NoVariance));
}
