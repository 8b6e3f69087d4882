//! Statistics: each against a published worked example or an established package, and what holds for all of them.
//!
//! Packages quoted: statsmodels 0.15.0, scikit-learn 1.9.1, irrCAC 0.4.4 (Gwet's formulas), pingouin 0.6.1, `SciPy` 1.12.0.

mod agreement;
mod differential;
mod laws;
mod reliability;
mod share;

use hotseat::stats::Estimate;

/// Whether two numbers are the same to `digits` places.
fn same(one: f64, other: f64, digits: i32) -> bool {
    (one - other).abs() <= 0.501 * 10_f64.powi(-digits)
}

/// Asserts value and limits to `digits` places.
#[track_caller]
fn is(found: Estimate, expected: [f64; 3], digits: i32) {
    let Estimate { value, low, high } = found;
    let all = [value, low, high].iter().zip(expected).all(|(one, other)| same(*one, other, digits));
    assert!(all, "{found:?} is not {expected:?}");
}
