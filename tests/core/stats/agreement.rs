//! Agreement of raters against the papers that introduced it, and against packages.

use hotseat::stats::Undefined;
use hotseat::stats::agreement::{Scale, cohen, fleiss, percent};
use hotseat::stats::rating::{BadRating, Ratings};

use super::{is, same};

/// Two psychiatrists, 200 patients, three diagnoses: Cohen 1960, table 1 (Educational and Psychological Measurement 20).
const COHEN: [[u64; 3]; 3] = [[88, 14, 18], [10, 40, 10], [2, 6, 12]];

/// 200 patients, three diagnoses: Fleiss, Cohen & Everitt 1969, table 1 (Psychological Bulletin 72).
const FLEISS_COHEN_EVERITT: [[u64; 3]; 3] = [[106, 10, 4], [22, 28, 10], [2, 12, 6]];

/// 30 patients, six psychiatrists, five diagnoses: Fleiss 1971, table 1 (Psychological Bulletin 76).
const FLEISS: [[u64; 5]; 30] = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
];

/// Ten things, fourteen raters, five categories: the worked example of Wikipedia's article “Fleiss' kappa”.
const WIKIPEDIA: [[u64; 5]; 10] = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
];

fn rows<const N: usize>(table: &[[u64; N]]) -> Vec<Vec<u64>> {
    table.iter().map(|row| row.to_vec()).collect()
}

#[test]
fn cohens_own_example_comes_to_his_kappa() {
    let kappa = cohen(&rows(&COHEN), Scale::Nominal).unwrap();
    assert!(same(kappa.value, 0.492, 3), "{kappa:?}");
    // The interval by statsmodels, `cohens_kappa(table)`.
    is(kappa, [0.491_525_4, 0.391_563_7, 0.591_487_1], 6);
}

#[test]
fn the_large_sample_error_is_that_of_fleiss_cohen_and_everitt() {
    let kappa = cohen(&rows(&FLEISS_COHEN_EVERITT), Scale::Nominal).unwrap();
    // The paper: .429 with a standard error of .054; statsmodels: 0.428571, 0.053711.
    is(kappa, [0.428_571_4, 0.323_299_8, 0.533_843_1], 6);
}

#[test]
fn quadratic_weights_agree_with_statsmodels_and_scikit_learn() {
    // statsmodels `cohens_kappa(table, wt="quadratic")`; scikit-learn `cohen_kappa_score(…, weights="quadratic")`: 0.566667.
    let kappa = cohen(&rows(&FLEISS_COHEN_EVERITT), Scale::Quadratic).unwrap();
    is(kappa, [0.566_666_7, 0.457_562_6, 0.675_770_7], 6);
    let kappa = cohen(&rows(&COHEN), Scale::Quadratic).unwrap();
    is(kappa, [0.454_545_5, 0.324_298_6, 0.584_792_3], 6);
}

#[test]
fn the_example_of_scikit_learns_manual_comes_out() {
    // negative, positive, neutral: ["negative", "positive", "negative", "neutral", "positive"] against
    // ["negative", "positive", "negative", "neutral", "negative"] is 0.6875.
    let table = rows(&[[2, 0, 0], [1, 1, 0], [0, 0, 1]]);
    assert!(same(cohen(&table, Scale::Nominal).unwrap().value, 0.6875, 9));
}

#[test]
fn fleiss_own_example_comes_to_his_kappa() {
    let kappa = fleiss(&rows(&FLEISS), Scale::Nominal).unwrap();
    assert!(same(kappa.value, 0.430, 3), "{kappa:?}");
    // irrCAC, `CAC(raw).fleiss()`.
    is(kappa, [0.430_244_52, 0.319_395_25, 0.541_093_79], 7);
}

#[test]
fn wikipedias_example_comes_to_0_210() {
    let kappa = fleiss(&rows(&WIKIPEDIA), Scale::Nominal).unwrap();
    assert!(same(kappa.value, 0.210, 3), "{kappa:?}");
    is(kappa, [0.209_930_70, 0.000_972_73, 0.418_888_68], 7);
}

#[test]
fn several_raters_on_a_scale_agree_with_irrcac() {
    // irrCAC, `CAC(raw, weights="quadratic").fleiss()`.
    is(fleiss(&rows(&WIKIPEDIA), Scale::Quadratic).unwrap(), [0.540_457_30, 0.227_453_98, 0.853_460_62], 7);
    is(fleiss(&rows(&FLEISS), Scale::Quadratic).unwrap(), [0.284_072_25, 0.056_684_83, 0.511_459_67], 7);
}

#[test]
fn a_rater_may_leave_things_out() {
    let given = [
        [Some(0), Some(0), Some(1)],
        [Some(1), Some(1), Some(1)],
        [Some(2), Some(2), Some(1)],
        [Some(0), Some(0), Some(0)],
        [Some(2), Some(1), None],
        [Some(1), Some(1), None],
        [Some(2), Some(2), Some(2)],
        [Some(0), Some(1), Some(2)],
    ];
    let ratings = Ratings::new(3, given.map(|row| row.to_vec()).to_vec()).unwrap();
    // irrCAC, on the same table with NaN.
    is(ratings.fleiss(Scale::Nominal).unwrap(), [0.357_429_72, -0.239_165_18, 0.954_024_61], 7);
    is(ratings.fleiss(Scale::Quadratic).unwrap(), [0.515_151_52, -0.056_671_54, 1.0], 7);
    // Its observed agreement.
    assert!(same(ratings.percent().unwrap().value, 0.583_333_33, 7));
}

#[test]
fn with_two_raters_who_are_always_the_same_percent_is_the_diagonal() {
    let counts = rows(&[[2, 0], [2, 0], [1, 1], [0, 2]]);
    assert!(same(percent(&counts).unwrap().value, 0.75, 12));
}

#[test]
fn full_agreement_is_no_certainty() {
    let table = rows(&[[5, 0], [0, 5]]);
    let kappa = cohen(&table, Scale::Nominal).unwrap();
    assert!(same(kappa.value, 1.0, 12) && kappa.low < 0.5 && kappa.low > 0.0, "{kappa:?}");
}

#[test]
fn where_the_formula_leaves_no_width_the_interval_still_has_one() {
    let table = rows(&[[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]]);
    let kappa = cohen(&table, Scale::Quadratic).unwrap();
    assert!(kappa.high - kappa.low > 0.5, "{kappa:?}");
}

#[test]
fn what_cannot_be_computed_says_why() {
    let none = Vec::new();
    assert_eq!(cohen(&none, Scale::Nominal), Err(Undefined::OneRater));
    assert_eq!(fleiss(&none, Scale::Nominal), Err(Undefined::OneRater));
    assert_eq!(percent(&none), Err(Undefined::OneRater));
    assert_eq!(fleiss(&rows(&[[1, 0], [0, 1]]), Scale::Nominal), Err(Undefined::OneRater));
    assert_eq!(cohen(&rows(&[[9, 0], [0, 0]]), Scale::Nominal), Err(Undefined::OneCategory));
    assert_eq!(fleiss(&rows(&[[3, 0], [3, 0]]), Scale::Quadratic), Err(Undefined::OneCategory));
    assert_eq!(cohen(&rows(&[[1, 0], [0, 0]]), Scale::Nominal), Err(Undefined::TooFew { have: 1, need: 2 }));
}

#[test]
fn a_rating_that_is_no_category_is_named_with_its_place() {
    let bad = Ratings::new(3, vec![vec![Some(0), Some(1)], vec![Some(2), Some(3)]]);
    assert_eq!(bad, Err(BadRating { thing: 1, rater: 1, rating: 3, categories: 3 }));
}

#[test]
fn leniency_is_the_mean_difference_to_the_others() {
    let given = [[1, 2], [2, 3], [0, 1], [1, 1], [1, 2], [0, 1]];
    let ratings = Ratings::new(4, given.map(|row| row.map(Some).to_vec()).to_vec()).unwrap();
    // SciPy, `t.interval(.95, 5, mean, sem)` of the differences.
    is(ratings.leniency(1).unwrap().more, [0.833_333_3, 0.404_903_0, 1.261_763_6], 6);
    is(ratings.leniency(0).unwrap().more, [-0.833_333_3, -1.261_763_6, -0.404_903_0], 6);
    assert_eq!(ratings.leniency(7), Err(Undefined::OneRater));
}
