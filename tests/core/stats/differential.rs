//! Differential item functioning against documented results.

use hotseat::stats::Undefined;
use hotseat::stats::differential::{Class, Stratum, mantel_haenszel};

use super::{is, same};

/// Admissions at Berkeley in six departments, admitted and rejected, men and women: R's data set `UCBAdmissions` (Bickel,
/// Hammel & O'Connell, Science 187, 1975), the example of R's manual page `mantelhaen.test`.
const BERKELEY: [[u64; 4]; 6] = [
    [512, 313, 89, 19],
    [353, 207, 17, 8],
    [120, 205, 202, 391],
    [138, 279, 131, 244],
    [53, 138, 94, 299],
    [22, 351, 24, 317],
];

/// Twice the same score, and a group that finds it much harder.
const HARDER: [[u64; 4]; 3] = [[40, 20, 20, 40], [50, 10, 30, 30], [58, 2, 45, 15]];

fn strata(table: &[[u64; 4]]) -> Vec<Stratum> {
    let stratum = |[reference_right, reference_wrong, focal_right, focal_wrong]: &[u64; 4]| Stratum {
        reference_right: *reference_right,
        reference_wrong: *reference_wrong,
        focal_right: *focal_right,
        focal_wrong: *focal_wrong,
    };
    table.iter().map(stratum).collect()
}

#[test]
fn the_berkeley_admissions_come_out_as_in_rs_manual() {
    let found = mantel_haenszel(&strata(&BERKELEY)).unwrap();
    // mantelhaen.test(UCBAdmissions): X-squared = 1.4269, p-value = 0.2323, common odds ratio 0.9046968,
    // 95 percent confidence interval 0.7719074 1.0603298.
    is(found.odds_ratio, [0.904_696_8, 0.771_907_4, 1.060_329_8], 7);
    assert!(same(found.chi_square, 1.4269, 4), "{found:?}");
    assert!(same(found.chance, 0.2323, 4), "{found:?}");
    assert_eq!(found.class, Class::A);
}

#[test]
fn delta_is_the_log_odds_on_the_scale_of_ets() {
    let found = mantel_haenszel(&strata(&HARDER)).unwrap();
    // statsmodels, `StratifiedTable`: odds ratio 5.0253165, its standard error 0.2682648, chi-square 37.630219.
    assert!(same(found.odds_ratio.value, 5.025_316_5, 6));
    assert!(same(found.delta, -2.35 * 5.025_316_456_f64.ln(), 6));
    assert!(same(found.delta_error, 2.35 * 0.268_264_84, 6));
    assert!(same(found.chi_square, 37.630_219, 5));
    assert_eq!(found.class, Class::C);
    assert!(found.delta < 0.0, "harder for the group looked at");
}

#[test]
fn the_classes_are_those_of_ets() {
    // Odds ratios of about 1.7 and 2.4, delta −1.2 and −2.1, in large groups.
    let table = |right| strata(&[[600, 400, right, 1000 - right], [600, 400, right, 1000 - right]]);
    let class = |right| mantel_haenszel(&table(right)).unwrap().class;
    assert_eq!([class(590), class(470), class(380)], [Class::A, Class::B, Class::C]);
}

#[test]
fn groups_of_no_equal_ability_cannot_be_compared() {
    for table in [vec![], vec![[5, 5, 0, 0], [0, 0, 5, 5]], vec![[9, 0, 9, 0]]] {
        assert_eq!(mantel_haenszel(&strata(&table)), Err(Undefined::NotComparable));
    }
}
