//! Distributions: quantiles and tails of the normal, t, F and chi-square distributions.
//!
//! All of them rest on the error function and the logarithm of the gamma function in `libm`, which are the same on every
//! machine; the regularised incomplete beta function is the continued fraction of Press et al., Numerical Recipes, 3rd
//! ed., 6.4. Quantiles are found by halving, so that they are as exact as the tails.

/// The 97.5th percentile of the standard normal distribution: half the width of a 95 % interval in standard errors.
pub const NINETY_FIVE: f64 = 1.959_963_984_540_054;

/// Halvings that exhaust the digits of a number.
const HALVINGS: usize = 200;
/// Terms of a continued fraction; some tens are needed.
const TERMS: u32 = 500;
/// What a factor may differ from one when the fraction has settled.
const SETTLED: f64 = 1e-15;
/// What stands for nought where it would be divided by.
const TINY: f64 = 1e-300;

/// The chance that a standard normal number is above `at`.
pub fn normal_tail(at: f64) -> f64 {
    0.5 * libm::erfc(at / std::f64::consts::SQRT_2)
}

/// The number below which a standard normal one lies with this chance, 0 to 1.
pub fn normal_quantile(chance: f64) -> f64 {
    halved([-40.0, 40.0], |at| normal_tail(at) > 1.0 - chance)
}

/// Half the width, in standard errors, of intervals so that of `count` of them any one fails with at most this `chance`
/// (Bonferroni).
pub fn bonferroni(count: usize, chance: f64) -> f64 {
    let tail = chance / 2.0 / super::size(count.max(1));
    halved([0.0, 40.0], |at| normal_tail(at) > tail)
}

/// The chance that a chi-square number with one degree of freedom is above `at`.
pub fn chi_square_tail(at: f64) -> f64 {
    libm::erfc((at.max(0.0) / 2.0).sqrt())
}

/// The number below which a t-distributed one lies with this chance, 0.5 to 1.
pub fn t_quantile(chance: f64, freedom: f64) -> f64 {
    f_quantile((2.0 * chance - 1.0).max(0.0), 1.0, freedom).sqrt()
}

/// The number below which an F-distributed one lies with this chance, 0 to 1.
pub fn f_quantile(chance: f64, above: f64, below: f64) -> f64 {
    let share = halved([0.0, 1.0], |share| incomplete_beta(above / 2.0, below / 2.0, share) < chance);
    below * share / (above * (1.0 - share))
}

/// The regularised incomplete beta function: the chance that a beta-distributed number is below `share`, 0 to 1.
pub fn incomplete_beta(first: f64, second: f64, share: f64) -> f64 {
    if share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return 1.0;
    }
    let logarithm = libm::lgamma(first + second) - libm::lgamma(first) - libm::lgamma(second)
        + first * libm::log(share)
        + second * libm::log1p(-share);
    let front = libm::exp(logarithm);
    if share < (first + 1.0) / (first + second + 2.0) {
        front * fraction(first, second, share) / first
    } else {
        1.0 - front * fraction(second, first, 1.0 - share) / second
    }
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn fraction(first: f64, second: f64, share: f64) -> f64 {
    let guarded = |number: f64| if number.abs() < TINY { TINY } else { number };
    let mut above = 1.0;
    let mut below = 1.0 / guarded(1.0 - (first + second) * share / (first + 1.0));
    let mut value = below;
    for term in 1..=TERMS {
        let m = f64::from(term);
        let even = m * (second - m) * share / ((first + 2.0 * m - 1.0) * (first + 2.0 * m));
        below = 1.0 / guarded(1.0 + even * below);
        above = guarded(1.0 + even / above);
        value *= above * below;
        let odd = -(first + m) * (first + second + m) * share / ((first + 2.0 * m) * (first + 2.0 * m + 1.0));
        below = 1.0 / guarded(1.0 + odd * below);
        above = guarded(1.0 + odd / above);
        value *= above * below;
        if (above * below - 1.0).abs() < SETTLED {
            break;
        }
    }
    value
}

/// Where `is_below` turns false between two ends.
fn halved([mut low, mut high]: [f64; 2], is_below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
