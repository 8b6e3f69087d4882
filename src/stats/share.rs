//! Shares: how much of what there was, and how much two of them differ.
//!
//! A share may be of yes and no, or the mean of numbers between 0 and 1. Such a mean varies at most as much as a mean of
//! yes and no (Bhatia & Davis, American Mathematical Monthly 107, 2000), so that the intervals are never too narrow.

use super::distribution::NINETY_FIVE;
use super::{Estimate, Undefined, real};

/// So much of so many: `part` is between 0 and `whole`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The sum of the parts.
    pub part: f64,
    /// How many there are, each worth 1 at most; some may count in part.
    pub whole: f64,
}

impl Share {
    /// So many of so many.
    pub fn new(part: u64, whole: u64) -> Self {
        Self { part: real(part), whole: real(whole) }
    }

    /// The share, 0 to 1, with its 95 % interval (Wilson, Journal of the American Statistical Association 22, 1927).
    ///
    /// # Errors
    /// [`Undefined::Nothing`] of nothing.
    pub fn estimate(self) -> Result<Estimate, Undefined> {
        self.estimate_at(NINETY_FIVE)
    }

    /// The same with an interval so many standard errors to both sides.
    ///
    /// # Errors
    /// [`Undefined::Nothing`] of nothing.
    pub fn estimate_at(self, errors: f64) -> Result<Estimate, Undefined> {
        if self.whole <= 0.0 {
            return Err(Undefined::Nothing);
        }
        let value = (self.part / self.whole).clamp(0.0, 1.0);
        let square = errors * errors / self.whole;
        let middle = (value + square / 2.0) / (1.0 + square);
        let half = (value * (1.0 - value) * square + square * square / 4.0).sqrt() / (1.0 + square);
        // At the ends the formula is exact and arithmetic is not.
        let low = if value > 0.0 { (middle - half).clamp(0.0, value) } else { 0.0 };
        let high = if value < 1.0 { (middle + half).clamp(value, 1.0) } else { 1.0 };
        Ok(Estimate { value, low, high })
    }
}

/// By how much `after` is more than `before`, -1 to 1, with its 95 % interval (Newcombe, Statistics in Medicine 17, 1998,
/// pp. 873–890, method 10).
///
/// # Errors
/// [`Undefined::Nothing`] where one of them is of nothing.
pub fn difference(before: Share, after: Share) -> Result<Estimate, Undefined> {
    difference_at(before, after, NINETY_FIVE)
}

/// The same with an interval so many standard errors to both sides.
///
/// # Errors
/// [`Undefined::Nothing`] where one of them is of nothing.
pub fn difference_at(before: Share, after: Share, errors: f64) -> Result<Estimate, Undefined> {
    let (from, to) = (before.estimate_at(errors)?, after.estimate_at(errors)?);
    let value = to.value - from.value;
    let low = value - libm::hypot(to.value - to.low, from.high - from.value);
    let high = value + libm::hypot(to.high - to.value, from.value - from.low);
    Ok(Estimate { value, low, high })
}
