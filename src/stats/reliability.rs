//! Reliability and discrimination: whether the items of a test measure one thing, and each of them anything.

use super::distribution::f_quantile;
use super::share::{Share, difference};
use super::{Estimate, Undefined, real, size};

/// The share of people at either end whom [`upper_lower`] compares (Kelley, Journal of Educational Psychology 30, 1939).
pub const ENDS: f64 = 0.27;

/// Cronbach's alpha of items.
#[derive(Clone, Debug, PartialEq)]
pub struct Alpha {
    /// Of all items.
    pub whole: Estimate,
    /// Of all but one, in the order of the items; none where that cannot be computed.
    pub without: Vec<Option<f64>>,
}

/// Cronbach's alpha (Psychometrika 16, 1951) from the covariances of items over `people`, with the interval of Feldt
/// (Psychometrika 30, 1965).
///
/// # Errors
/// [`Undefined::OneItem`] of fewer than two items, [`Undefined::TooFew`] of fewer than two people,
/// [`Undefined::NoVariance`] where all have the same total.
pub fn alpha(covariances: &[Vec<f64>], people: u64) -> Result<Alpha, Undefined> {
    let items = covariances.len();
    if items < 2 {
        return Err(Undefined::OneItem);
    }
    if people < 2 {
        return Err(Undefined::TooFew { have: people, need: 2 });
    }
    let own: Vec<f64> =
        covariances.iter().enumerate().map(|(at, row)| row.get(at).copied().unwrap_or_default()).collect();
    let rows: Vec<f64> = covariances.iter().map(|row| row.iter().sum()).collect();
    let (variances, total): (f64, f64) = (own.iter().sum(), rows.iter().sum());
    let value = of(items, variances, total).ok_or(Undefined::NoVariance)?;
    let without = own.iter().zip(&rows).map(|(variance, row)| {
        // The row holds the item's variance once, and column and row of it leave the total.
        of(items - 1, variances - variance, total - 2.0 * row + variance)
    });
    let freedom = real(people - 1);
    let limit = |chance| 1.0 - (1.0 - value) * f_quantile(chance, freedom, freedom * size(items - 1));
    let whole = Estimate { value, low: limit(0.975), high: limit(0.025) };
    Ok(Alpha { whole, without: without.collect() })
}

/// Alpha from the sum of the variances and the variance of the sum.
fn of(items: usize, variances: f64, total: f64) -> Option<f64> {
    let items = size(items);
    (items > 1.0 && total > 1e-12).then(|| items / (items - 1.0) * (1.0 - variances / total))
}

/// By how much the best 27 % do better on an item than the weakest 27 %, -1 to 1, with Newcombe's interval: the
/// upper-lower index of discrimination. `levels` are the shares on the item of all who have the same score, from the
/// lowest score to the highest; who stands on the border counts in part, so that ties favour nobody.
///
/// # Errors
/// [`Undefined::Nothing`] of nobody, [`Undefined::NoVariance`] where all have the same score.
pub fn upper_lower(levels: &[Share]) -> Result<Estimate, Undefined> {
    if levels.iter().filter(|level| level.whole > 0.0).count() == 1 {
        return Err(Undefined::NoVariance);
    }
    let wanted = ENDS * levels.iter().map(|level| level.whole).sum::<f64>();
    difference(end(levels.iter(), wanted), end(levels.iter().rev(), wanted))
}

/// The first so many.
fn end<'a>(levels: impl Iterator<Item = &'a Share>, wanted: f64) -> Share {
    levels.fold(Share::default(), |taken, level| {
        let room = (wanted - taken.whole).clamp(0.0, level.whole);
        if level.whole <= 0.0 {
            return taken;
        }
        Share { part: taken.part + level.part * room / level.whole, whole: taken.whole + room }
    })
}
