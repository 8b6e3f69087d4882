//! Pairs of whole numbers, kept as sums: the same in whatever order they came, and never rounded.

use serde::{Deserialize, Serialize};

use super::distribution::NINETY_FIVE;
use super::{Estimate, Undefined};

/// Sums over pairs of whole numbers; written as six of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[i64; 6]", into = "[i64; 6]")]
pub struct Pairs {
    count: i64,
    first: i64,
    second: i64,
    first_squares: i64,
    second_squares: i64,
    products: i64,
}

impl Pairs {
    /// Adds a pair.
    pub fn add(&mut self, first: i32, second: i32) {
        self.add_times(first, second, 1);
    }

    /// Adds the same pair so many times.
    pub fn add_times(&mut self, first: i32, second: i32, times: u64) {
        let (first, second) = (i64::from(first), i64::from(second));
        let times = i64::try_from(times).unwrap_or(i64::MAX);
        self.count += times;
        self.first += times * first;
        self.second += times * second;
        self.first_squares += times * first * first;
        self.second_squares += times * second * second;
        self.products += times * first * second;
    }

    /// The mean of the first; none of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| ratio(self.first.into(), self.count.into()))
    }

    /// Adds what others came to.
    pub fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.first += other.first;
        self.second += other.second;
        self.first_squares += other.first_squares;
        self.second_squares += other.second_squares;
        self.products += other.products;
    }

    /// The same with first and second in each other's place.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            first: self.second,
            second: self.first,
            first_squares: self.second_squares,
            second_squares: self.first_squares,
            ..self
        }
    }

    /// How many pairs there are.
    pub fn count(&self) -> u64 {
        u64::try_from(self.count).unwrap_or_default()
    }

    /// Their covariance, with one degree of freedom lost to the means.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] of fewer than two.
    pub fn covariance(&self) -> Result<f64, Undefined> {
        if self.count < 2 {
            return Err(Undefined::TooFew { have: self.count(), need: 2 });
        }
        let count = i128::from(self.count);
        Ok(ratio(self.spread(self.products, self.first, self.second), count * (count - 1)))
    }

    /// Pearson's correlation, with Fisher's interval (Statistical Methods for Research Workers, 1925); where the first are
    /// yes or no it is the point-biserial one.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] of fewer than four, [`Undefined::NoVariance`] where one of the two is always the same.
    pub fn correlation(&self) -> Result<Estimate, Undefined> {
        if self.count < 4 {
            return Err(Undefined::TooFew { have: self.count(), need: 4 });
        }
        let first = self.spread(self.first_squares, self.first, self.first);
        let second = self.spread(self.second_squares, self.second, self.second);
        if first <= 0 || second <= 0 {
            return Err(Undefined::NoVariance);
        }
        let together = self.spread(self.products, self.first, self.second);
        let value = (ratio(together, first) * (ratio(first, second)).sqrt()).clamp(-1.0, 1.0);
        // A perfect correlation has no width left, and no arc.
        let arc = libm::atanh(value.clamp(-1.0 + f64::EPSILON, 1.0 - f64::EPSILON));
        let error = NINETY_FIVE / super::real(self.count() - 3).sqrt();
        Ok(Estimate { value, low: libm::tanh(arc - error), high: libm::tanh(arc + error).max(value) })
    }

    /// The sum of products about the means, times the count.
    fn spread(&self, products: i64, first: i64, second: i64) -> i128 {
        i128::from(self.count) * i128::from(products) - i128::from(first) * i128::from(second)
    }
}

impl From<[i64; 6]> for Pairs {
    fn from([count, first, second, first_squares, second_squares, products]: [i64; 6]) -> Self {
        Self { count, first, second, first_squares, second_squares, products }
    }
}

impl From<Pairs> for [i64; 6] {
    fn from(pairs: Pairs) -> Self {
        let Pairs { count, first, second, first_squares, second_squares, products } = pairs;
        [count, first, second, first_squares, second_squares, products]
    }
}

#[expect(clippy::cast_precision_loss, reason = "the sums are exact; only their quotient is rounded")]
fn ratio(part: i128, whole: i128) -> f64 {
    part as f64 / whole as f64
}
