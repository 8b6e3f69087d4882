//! Agreement of raters beyond chance: percent, Cohen's and Fleiss' kappa, plain and with quadratic weights.

use serde::Serialize;

use super::distribution::{NINETY_FIVE, t_quantile};
use super::share::Share;
use super::{Estimate, Undefined, real, size};

/// An interval narrower than this comes of rounding.
const NO_WIDTH: f64 = 1e-6;

/// What two different ratings have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Nothing: categories are only names.
    Nominal,
    /// The more the nearer they are: 1 − (i − j)² / (k − 1)² (Cohen, Psychological Bulletin 70, 1968).
    Quadratic,
}

impl Scale {
    /// How far ratings `i` and `j` of `count` agree, 0 to 1.
    fn weight(self, i: usize, j: usize, count: usize) -> f64 {
        match self {
            Self::Nominal => f64::from(u8::from(i == j)),
            Self::Quadratic if count < 2 => 1.0,
            Self::Quadratic => {
                let apart = size(i.abs_diff(j)) / size(count - 1);
                1.0 - apart * apart
            }
        }
    }
}

/// Cohen's kappa of two raters (Educational and Psychological Measurement 20, 1960), from how often the first gave
/// category `i` where the second gave `j`. The interval is the large-sample one of Fleiss, Cohen & Everitt (Psychological
/// Bulletin 72, 1969), which holds for any weights. Where that has no width, as where all agree, the limits
/// are Wilson's of the agreement seen, carried over.
///
/// # Errors
/// [`Undefined::TooFew`] of fewer than two things rated, [`Undefined::OneCategory`] where both always gave the same one.
pub fn cohen(table: &[Vec<u64>], scale: Scale) -> Result<Estimate, Undefined> {
    let count = table.iter().map(Vec::len).max().unwrap_or_default().max(table.len());
    let things: u64 = table.iter().flatten().sum();
    match things {
        0 => return Err(Undefined::OneRater),
        1 => return Err(Undefined::TooFew { have: 1, need: 2 }),
        _ => {}
    }
    let cell = |i: usize, j: usize| {
        let found = table.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default();
        real(found) / real(things)
    };
    let first: Vec<f64> = (0..count).map(|i| (0..count).map(|j| cell(i, j)).sum()).collect();
    let second: Vec<f64> = (0..count).map(|j| (0..count).map(|i| cell(i, j)).sum()).collect();
    let mean = |given: &[f64], at: usize| -> f64 {
        given.iter().enumerate().map(|(other, share)| share * scale.weight(at, other, count)).sum()
    };
    let of_first: Vec<f64> = (0..count).map(|i| mean(&second, i)).collect();
    let of_second: Vec<f64> = (0..count).map(|j| mean(&first, j)).collect();
    let chance: f64 = first.iter().zip(&of_first).map(|(share, mean)| share * mean).sum();
    if chance >= 1.0 - f64::EPSILON {
        return Err(Undefined::OneCategory);
    }
    let cells = || (0..count).flat_map(|i| (0..count).map(move |j| (i, j)));
    let seen: f64 = cells().map(|(i, j)| cell(i, j) * scale.weight(i, j, count)).sum();
    let kappa = (seen - chance) / (1.0 - chance);
    let mut squares = 0.0;
    for ((i, of_i), (j, of_j)) in of_first
        .iter()
        .enumerate()
        .flat_map(|one| of_second.iter().enumerate().map(move |other| (one, other)))
    {
        let step = scale.weight(i, j, count) - (of_i + of_j) * (1.0 - kappa);
        squares += cell(i, j) * step * step;
    }
    let mean = kappa - chance * (1.0 - kappa);
    let variance = (squares - mean * mean).max(0.0) / (real(things) * (1.0 - chance) * (1.0 - chance));
    limited(kappa, NINETY_FIVE * variance.sqrt(), [seen, chance, real(things)])
}

/// Fleiss' kappa of several raters who need not be the same for each thing (Psychological Bulletin 76, 1971), from how
/// many raters put each thing into each category; things rated once count for nothing. With quadratic weights it is the
/// generalisation of Gwet (Handbook of Inter-Rater Reliability, 4th ed., 2014), whose variance by linearisation
/// (Psychometrika 73, 2008) with Student's t gives the interval: it does not suppose that there is no agreement, as the
/// standard error of 1971 does.
///
/// # Errors
/// [`Undefined::OneRater`] where nothing was rated twice, [`Undefined::TooFew`] of fewer than two things,
/// [`Undefined::OneCategory`] where every rating is the same.
pub fn fleiss(counts: &[Vec<u64>], scale: Scale) -> Result<Estimate, Undefined> {
    let rated = rated(counts);
    let things = size(rated.len());
    match rated.len() {
        0 => return Err(Undefined::OneRater),
        1 => return Err(Undefined::TooFew { have: 1, need: 2 }),
        _ => {}
    }
    let count = counts.iter().map(Vec::len).max().unwrap_or_default();
    let share = |thing: &[u64], at: usize| {
        real(thing.get(at).copied().unwrap_or_default()) / real(thing.iter().sum::<u64>())
    };
    let shares: Vec<f64> =
        (0..count).map(|at| rated.iter().map(|thing| share(thing, at)).sum::<f64>() / things).collect();
    let near: Vec<f64> = (0..count)
        .map(|at| {
            shares.iter().enumerate().map(|(other, share)| share * scale.weight(at, other, count)).sum()
        })
        .collect();
    let chance: f64 = shares.iter().zip(&near).map(|(share, near)| share * near).sum();
    if chance >= 1.0 - f64::EPSILON {
        return Err(Undefined::OneCategory);
    }
    let agreements: Vec<f64> = rated.iter().map(|thing| pairwise(thing, scale, count)).collect();
    let seen = agreements.iter().sum::<f64>() / things;
    let kappa = (seen - chance) / (1.0 - chance);
    let squares = rated.iter().zip(&agreements).map(|(thing, agreement)| {
        let its_chance: f64 = near.iter().enumerate().map(|(at, near)| share(thing, at) * near).sum();
        let own = (agreement - chance) / (1.0 - chance);
        let off = own - 2.0 * (1.0 - kappa) * (its_chance - chance) / (1.0 - chance) - kappa;
        off * off
    });
    let variance = squares.sum::<f64>() / (things * (things - 1.0));
    limited(kappa, t_quantile(0.975, things - 1.0) * variance.sqrt(), [seen, chance, things])
}

/// How often two raters of the same thing agree, 0 to 1, with Wilson's interval over the things.
///
/// # Errors
/// [`Undefined::OneRater`] where nothing was rated twice.
pub fn percent(counts: &[Vec<u64>]) -> Result<Estimate, Undefined> {
    let rated = rated(counts);
    if rated.is_empty() {
        return Err(Undefined::OneRater);
    }
    let seen = rated.iter().map(|thing| pairwise(thing, Scale::Nominal, thing.len())).sum();
    Share { part: seen, whole: size(rated.len()) }.estimate()
}

/// The things that were rated at least twice.
fn rated(counts: &[Vec<u64>]) -> Vec<&[u64]> {
    counts.iter().map(Vec::as_slice).filter(|thing| thing.iter().sum::<u64>() >= 2).collect()
}

/// How far two raters drawn from those of a thing agree on it, 0 to 1.
fn pairwise(thing: &[u64], scale: Scale, count: usize) -> f64 {
    let raters = real(thing.iter().sum());
    let agreed = thing.iter().enumerate().map(|(at, given)| {
        let near: f64 = thing
            .iter()
            .enumerate()
            .map(|(other, given)| real(*given) * scale.weight(at, other, count))
            .sum();
        real(*given) * (near - 1.0)
    });
    agreed.sum::<f64>() / (raters * (raters - 1.0))
}

/// An agreement with `error` to both sides; where that leaves no width, with Wilson's limits of what was seen, beyond what
/// is agreed by chance.
fn limited(kappa: f64, error: f64, [seen, chance, things]: [f64; 3]) -> Result<Estimate, Undefined> {
    if error > NO_WIDTH {
        return Ok(Estimate::around(kappa, error, [-1.0, 1.0]));
    }
    let share = Share { part: seen * things, whole: things }.estimate()?;
    let beyond = |seen: f64| ((seen - chance) / (1.0 - chance)).clamp(-1.0, 1.0);
    Ok(Estimate { value: kappa, low: beyond(share.low).min(kappa), high: beyond(share.high).max(kappa) })
}
