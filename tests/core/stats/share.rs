//! Shares, their differences, and the distributions that all intervals rest on.

use hotseat::stats::Undefined;
use hotseat::stats::distribution::{
    bonferroni, chi_square_tail, f_quantile, incomplete_beta, normal_quantile, t_quantile,
};
use hotseat::stats::share::{Share, difference};
use rstest::rstest;

use super::{is, same};

// Newcombe, Statistics in Medicine 17, 1998, pp. 857–872, table I, method 3.
#[rstest]
#[case(81, 263, [0.3080, 0.2553, 0.3662])]
#[case(15, 148, [0.1014, 0.0624, 0.1605])]
#[case(0, 20, [0.0, 0.0, 0.1611])]
#[case(1, 29, [0.0345, 0.0061, 0.1718])]
fn a_share_has_the_interval_newcombe_gives_for_wilson(
    #[case] part: u64,
    #[case] whole: u64,
    #[case] expected: [f64; 3],
) {
    is(Share::new(part, whole).estimate().unwrap(), expected, 4);
}

// Newcombe, Statistics in Medicine 17, 1998, pp. 873–890, table II, method 10.
#[rstest]
#[case([56, 70], [48, 80], [0.2, 0.0524, 0.3339])]
#[case([9, 10], [3, 10], [0.6, 0.1705, 0.8090])]
#[case([6, 7], [2, 7], [0.5714, 0.0582, 0.8062])]
#[case([5, 56], [0, 29], [0.0893, -0.0381, 0.1926])]
#[case([10, 10], [0, 10], [1.0, 0.6075, 1.0])]
fn a_difference_has_newcombes_interval(
    #[case] more: [u64; 2],
    #[case] less: [u64; 2],
    #[case] expected: [f64; 3],
) {
    let [more, less] = [more, less].map(|[part, whole]| Share::new(part, whole));
    is(difference(less, more).unwrap(), expected, 4);
}

#[test]
fn a_share_of_nothing_is_not_defined() {
    assert_eq!(Share::new(0, 0).estimate(), Err(Undefined::Nothing));
    assert_eq!(difference(Share::new(0, 0), Share::new(1, 2)), Err(Undefined::Nothing));
}

#[test]
fn quantiles_and_tails_are_those_of_scipy() {
    assert!(same(normal_quantile(0.999), 3.090_232_306_167_8, 12));
    assert!(same(normal_quantile(0.975), 1.959_963_984_540_1, 12));
    assert!(same(bonferroni(25, 0.05), 3.090_232_306_167_8, 12));
    assert!(same(t_quantile(0.975, 1.0), 12.706_204_736, 8));
    assert!(same(t_quantile(0.975, 9.0), 2.262_157_163, 8));
    assert!(same(t_quantile(0.975, 7.0), 2.364_624_251, 8));
    assert!(same(f_quantile(0.025, 29.0, 174.0), 0.536_965_54, 8));
    assert!(same(f_quantile(0.975, 29.0, 174.0), 1.661_538_42, 8));
    assert!(same(f_quantile(0.975, 5.0, 2.0), 39.298_227_78, 7));
    assert!(same(incomplete_beta(2.5, 4.0, 0.3), 0.352_197_585_9, 10));
    assert!(same(chi_square_tail(3.841_458_820_694), 0.05, 12));
}
