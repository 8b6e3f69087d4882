//! Statistics: agreement of raters, item analysis, differential functioning, and shares, each with a 95 % interval.
//!
//! Only numbers come in and go out; what they are of is the caller's. Every formula names its source, and every statistic
//! is tested against a published worked example or an established package. What cannot be computed is an [`Undefined`]
//! with its reason, never a number that is none. All intervals are analytic; nothing is drawn by chance.

pub mod agreement;
pub mod differential;
pub mod distribution;
mod pairs;
pub mod rating;
pub mod reliability;
pub mod share;

use serde::Serialize;
use thiserror::Error;

pub use pairs::Pairs;

/// A statistic with the interval that holds the true value in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// What the sample says.
    pub value: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl Estimate {
    /// A value with `error` to both sides, within what is possible.
    fn around(value: f64, error: f64, [least, most]: [f64; 2]) -> Self {
        Self { value, low: (value - error).max(least), high: (value + error).min(most) }
    }

    /// Whether the interval leaves `value` out.
    pub fn excludes(&self, value: f64) -> bool {
        value < self.low || self.high < value
    }
}

/// Why a statistic is not defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "undefined", rename_all = "snake_case")]
pub enum Undefined {
    /// There is nothing to count.
    #[error("not defined because there is nothing to count")]
    Nothing,
    /// Agreement needs two raters of the same thing.
    #[error("not defined because nothing was rated by two raters")]
    OneRater,
    /// Everybody gave the same rating everywhere, so that agreement by chance is certain.
    #[error("not defined because every rating is the same: agreement by chance is certain")]
    OneCategory,
    /// Too few observations.
    #[error("not defined because there are {have} observations and {need} are needed")]
    TooFew {
        /// How many there are.
        have: u64,
        /// How many are needed.
        need: u64,
    },
    /// Everybody has the same value.
    #[error("not defined because everybody has the same value")]
    NoVariance,
    /// A reliability needs two items that vary.
    #[error("not defined because fewer than two items vary")]
    OneItem,
    /// No stratum holds both groups and both answers.
    #[error("not defined because the two groups cannot be compared at equal ability")]
    NotComparable,
}

/// A count as a number; exact below 2^53.
#[expect(clippy::cast_precision_loss, reason = "no store holds 2^53 of anything")]
fn real(count: u64) -> f64 {
    count as f64
}

/// A length as a number.
fn size(length: usize) -> f64 {
    real(u64::try_from(length).unwrap_or(u64::MAX))
}
