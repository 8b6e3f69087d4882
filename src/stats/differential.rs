//! Differential item functioning: whether an item is harder for one group than for another of equal ability.

use serde::Serialize;

use super::distribution::{NINETY_FIVE, chi_square_tail};
use super::{Estimate, Undefined, real};

/// Points of ETS's delta scale per unit of log odds (Holland & Thayer, in Wainer & Braun (eds.), Test Validity, 1988).
pub const DELTA: f64 = -2.35;

/// The quantile of a one-sided test at 5 %.
const ONE_SIDED: f64 = 1.644_853_626_951_472_2;

/// People of equal ability: how many of each group got the item right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// Right, in the group of reference.
    pub reference_right: u64,
    /// Wrong, in the group of reference.
    pub reference_wrong: u64,
    /// Right, in the group looked at.
    pub focal_right: u64,
    /// Wrong, in the group looked at.
    pub focal_wrong: u64,
}

/// How much an item differs between the groups, in the classes of ETS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Class {
    /// Negligibly: less than 1 point of delta, or not surely any.
    A,
    /// Moderately.
    B,
    /// Much: 1.5 points of delta or more, and surely more than 1.
    C,
}

/// The comparison of two groups over strata of ability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Differential {
    /// The common odds ratio; above 1 the item is easier for the group of reference.
    pub odds_ratio: Estimate,
    /// The chi-square statistic with one degree of freedom, corrected for continuity.
    pub chi_square: f64,
    /// The chance of one so large where the item is equally hard for both.
    pub chance: f64,
    /// On ETS's delta scale; negative where the item is harder for the group looked at.
    pub delta: f64,
    /// The standard error of delta.
    pub delta_error: f64,
    /// The class.
    pub class: Class,
}

impl Differential {
    /// Whether delta is more than `least` points from nought by so many standard errors.
    pub fn is_beyond(&self, least: f64, errors: f64) -> bool {
        self.delta.abs() - least > errors * self.delta_error
    }
}

/// The Mantel–Haenszel common odds ratio and chi-square (Journal of the National Cancer Institute 22, 1959), the variance
/// of Robins, Breslow & Greenland (Biometrics 42, 1986), and the classes of ETS (Zieky, in Holland & Wainer (eds.),
/// Differential Item Functioning, 1993).
///
/// # Errors
/// [`Undefined::NotComparable`] where no stratum holds both groups, or all of them got it right or wrong.
pub fn mantel_haenszel(strata: &[Stratum]) -> Result<Differential, Undefined> {
    let mut sums = Sums::default();
    for stratum in strata {
        sums.add(stratum);
    }
    if sums.for_reference <= 0.0 || sums.for_focal <= 0.0 || sums.variance <= 0.0 {
        return Err(Undefined::NotComparable);
    }
    let value = sums.for_reference / sums.for_focal;
    let logarithm = libm::log(value);
    let error = sums.error();
    let limit = |errors: f64| libm::exp(logarithm + errors * error);
    let odds_ratio = Estimate { value, low: limit(-NINETY_FIVE), high: limit(NINETY_FIVE) };
    let away = ((sums.right - sums.expected).abs() - 0.5).max(0.0);
    let chi_square = away * away / sums.variance;
    let (delta, delta_error) = (DELTA * logarithm, DELTA.abs() * error);
    let chance = chi_square_tail(chi_square);
    let class = if delta.abs() < 1.0 || chance >= 0.05 {
        Class::A
    } else if delta.abs() >= 1.5 && delta.abs() - 1.0 > ONE_SIDED * delta_error {
        Class::C
    } else {
        Class::B
    };
    Ok(Differential { odds_ratio, chi_square, chance, delta, delta_error, class })
}

/// Sums over strata, named as in the formula of the odds ratio.
#[derive(Default)]
struct Sums {
    /// Σ R, R = right of reference × wrong of focal / all.
    for_reference: f64,
    /// Σ S, S = wrong of reference × right of focal / all.
    for_focal: f64,
    /// Σ P R.
    p_r: f64,
    /// Σ P S + Q R.
    p_s_q_r: f64,
    /// Σ Q S.
    q_s: f64,
    right: f64,
    expected: f64,
    variance: f64,
}

impl Sums {
    fn add(&mut self, stratum: &Stratum) {
        let (right, wrong) = (real(stratum.reference_right), real(stratum.reference_wrong));
        let (focal_right, focal_wrong) = (real(stratum.focal_right), real(stratum.focal_wrong));
        let (reference, focal) = (right + wrong, focal_right + focal_wrong);
        let all = reference + focal;
        if reference <= 0.0 || focal <= 0.0 {
            return;
        }
        let (r, s) = (right * focal_wrong / all, wrong * focal_right / all);
        let (p, q) = ((right + focal_wrong) / all, (wrong + focal_right) / all);
        self.for_reference += r;
        self.for_focal += s;
        self.p_r += p * r;
        self.p_s_q_r += p * s + q * r;
        self.q_s += q * s;
        let (all_right, all_wrong) = (right + focal_right, wrong + focal_wrong);
        self.right += right;
        self.expected += reference * all_right / all;
        self.variance += reference * focal * all_right * all_wrong / (all * all * (all - 1.0));
    }

    /// The standard error of the logarithm of the odds ratio.
    fn error(&self) -> f64 {
        let (r, s) = (self.for_reference, self.for_focal);
        (self.p_r / (2.0 * r * r) + self.p_s_q_r / (2.0 * r * s) + self.q_s / (2.0 * s * s)).sqrt()
    }
}
