//! Ratings of the same things by several raters: how far they agree, and who is more lenient than the others.

use thiserror::Error;

use super::agreement::{self, Scale};
use super::distribution::{bonferroni, t_quantile};
use super::{Estimate, Undefined, size};

/// The chance that anybody is called lenient or strict where nobody is.
const FALSE_ALARM: f64 = 0.01;

/// Ratings by thing and rater, each a category from 0; none where a rater left a thing out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratings {
    categories: usize,
    raters: usize,
    things: Vec<Vec<Option<usize>>>,
}

/// A rating that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("thing {thing}, rater {rater}: {rating} is no category below {categories}")]
pub struct BadRating {
    /// The thing, from 0.
    pub thing: usize,
    /// The rater, from 0.
    pub rater: usize,
    /// What was given.
    pub rating: usize,
    /// How many categories there are.
    pub categories: usize,
}

/// How a rater differs from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leniency {
    /// By how many categories this rater is above the mean of the others on the same things; negative where stricter.
    pub more: Estimate,
    /// Whether that is beyond chance: where all raters are equally strict, one such is found in a hundred calibrations
    /// (Bonferroni).
    pub surely: bool,
}

impl Ratings {
    /// Ratings by thing, each a list by rater; a list that is too short lacks the rest.
    ///
    /// # Errors
    /// The first rating that is no category.
    pub fn new(categories: usize, things: Vec<Vec<Option<usize>>>) -> Result<Self, BadRating> {
        for (thing, given) in things.iter().enumerate() {
            for (rater, rating) in given.iter().enumerate() {
                if let Some(rating) = rating.filter(|rating| *rating >= categories) {
                    return Err(BadRating { thing, rater, rating, categories });
                }
            }
        }
        let raters = things.iter().map(Vec::len).max().unwrap_or_default();
        Ok(Self { categories, raters, things })
    }

    /// How many raters there are.
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// How often two raters of the same thing agree; see [`agreement::percent`].
    ///
    /// # Errors
    /// As there.
    pub fn percent(&self) -> Result<Estimate, Undefined> {
        agreement::percent(&self.counts())
    }

    /// Agreement of all raters beyond chance; see [`agreement::fleiss`].
    ///
    /// # Errors
    /// As there.
    pub fn fleiss(&self, scale: Scale) -> Result<Estimate, Undefined> {
        agreement::fleiss(&self.counts(), scale)
    }

    /// Agreement of two raters beyond chance on what both rated; see [`agreement::cohen`].
    ///
    /// # Errors
    /// As there.
    pub fn cohen(&self, first: usize, second: usize, scale: Scale) -> Result<Estimate, Undefined> {
        let mut table = vec![vec![0; self.categories]; self.categories];
        for thing in &self.things {
            let of = |rater: usize| thing.get(rater).copied().flatten();
            let (Some(one), Some(other)) = (of(first), of(second)) else { continue };
            if let Some(cell) = table.get_mut(one).and_then(|row| row.get_mut(other)) {
                *cell += 1;
            }
        }
        agreement::cohen(&table, scale)
    }

    /// How much more lenient one rater is than the others: the mean over things of their rating less the mean of the
    /// others', with Student's interval for a mean of differences.
    ///
    /// # Errors
    /// [`Undefined::OneRater`] where nobody else rated the same things, [`Undefined::TooFew`] of fewer than two things.
    pub fn leniency(&self, rater: usize) -> Result<Leniency, Undefined> {
        let differences: Vec<f64> =
            self.things.iter().filter_map(|thing| less_others(thing, rater)).collect();
        let things = size(differences.len());
        match differences.len() {
            0 => return Err(Undefined::OneRater),
            1 => return Err(Undefined::TooFew { have: 1, need: 2 }),
            _ => {}
        }
        let value = differences.iter().sum::<f64>() / things;
        let squares: f64 = differences.iter().map(|one| (one - value) * (one - value)).sum();
        let error = (squares / ((things - 1.0) * things)).sqrt();
        let most = size(self.categories.saturating_sub(1));
        let more = Estimate::around(value, t_quantile(0.975, things - 1.0) * error, [-most, most]);
        // Student's t for all raters at once, from the normal tail that Bonferroni leaves to each.
        let tail = super::distribution::normal_tail(bonferroni(self.raters, FALSE_ALARM));
        let together = t_quantile(1.0 - tail, things - 1.0) * error;
        Ok(Leniency { more, surely: value.abs() > together && value.abs() > f64::EPSILON })
    }

    /// How many raters put each thing into each category.
    fn counts(&self) -> Vec<Vec<u64>> {
        let count = |thing: &Vec<Option<usize>>| {
            let mut counts = vec![0; self.categories];
            for rating in thing.iter().flatten() {
                if let Some(count) = counts.get_mut(*rating) {
                    *count += 1;
                }
            }
            counts
        };
        self.things.iter().map(count).collect()
    }
}

/// A rater's rating of a thing less the mean of the others'; none where one of the two is missing.
fn less_others(thing: &[Option<usize>], rater: usize) -> Option<f64> {
    let own = size((*thing.get(rater)?)?);
    let others: Vec<f64> = thing
        .iter()
        .enumerate()
        .filter_map(|(at, rating)| rating.filter(|_| at != rater).map(size))
        .collect();
    (!others.is_empty()).then(|| own - others.iter().sum::<f64>() / size(others.len()))
}
