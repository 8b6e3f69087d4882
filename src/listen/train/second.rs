//! The second hearing: each head judges again, by what all of them made of the reply.

use super::calibrate::Calibrated;
use crate::listen::learned::{HEADS, SEEN, Second, seen};

/// What is seen of a reply, and a one.
const SIZE: usize = SEEN + 1;
/// What large weights cost beside wrong answers.
const RIDGE: f64 = 3.0;
/// Newton steps.
const STEPS: usize = 8;

type Row = [f64; SIZE];

/// What every reply's first hearing looks like to the second.
pub(super) fn rows(first: &[Calibrated], scores: &[Vec<f64>]) -> Vec<Row> {
    let count = scores.first().map_or(0, Vec::len);
    let row = |at: usize| {
        let odds = std::array::from_fn(|head| {
            let (Some(head), Some(scores)) = (first.get(head), scores.get(head)) else { return 0 };
            #[expect(clippy::cast_possible_truncation, reason = "log-odds of a few units")]
            scores.get(at).map_or(0, |score| (1_000.0 * head.odds(*score)).round() as i64)
        });
        let seen = seen(&odds);
        #[expect(clippy::cast_precision_loss, reason = "thousandths below 10,000")]
        std::array::from_fn(|at| seen.get(at).map_or(1.0, |value| *value as f64 / 1_000.0))
    };
    (0..count).map(row).collect()
}

/// What was learned for one head: a weight for everything seen, and for the one.
pub(super) struct Fit(Row);

impl Fit {
    pub(super) fn score(&self, row: &Row) -> f64 {
        self.0.iter().zip(row).map(|(weight, value)| weight * value).sum()
    }
}

/// Logistic regression with a ridge by Newton's method (le Cessie and van Houwelingen 1992) on the rows that have a label.
pub(super) fn fit(rows: &[Row], labels: &[Option<bool>]) -> Fit {
    let mut fit = Fit([0.0; SIZE]);
    for _ in 0..STEPS {
        let mut slope = fit.0.map(|weight| RIDGE * weight);
        let mut curve = vec![[0.0; SIZE]; SIZE];
        for (at, line) in curve.iter_mut().enumerate() {
            if let Some(place) = line.get_mut(at) {
                *place = RIDGE;
            }
        }
        for (row, label) in rows.iter().zip(labels) {
            let Some(label) = label else { continue };
            let chance = 1.0 / (1.0 + libm::exp(-fit.score(row)));
            let (error, weight) = (chance - f64::from(u8::from(*label)), chance * (1.0 - chance));
            for ((slope, line), value) in slope.iter_mut().zip(&mut curve).zip(row) {
                *slope += error * value;
                let by = weight * value;
                for (place, other) in line.iter_mut().zip(row) {
                    *place += by * other;
                }
            }
        }
        let step = solved(curve, slope);
        for (weight, step) in fit.0.iter_mut().zip(step) {
            *weight -= step;
        }
    }
    fit
}

/// Solves `curve · x = slope` for a symmetric positive `curve`: elimination without pivots, then back.
fn solved(mut curve: Vec<Row>, mut slope: Row) -> Row {
    for at in 0..SIZE {
        let (done, rest) = curve.split_at_mut(at + 1);
        let (values, left) = slope.split_at_mut(at + 1);
        let (Some(pivot), Some(value)) = (done.last(), values.last()) else { continue };
        let head = pivot.get(at).copied().unwrap_or(1.0);
        for (line, own) in rest.iter_mut().zip(left) {
            let share = line.get(at).copied().unwrap_or(0.0) / head;
            for (place, other) in line.iter_mut().zip(pivot).skip(at) {
                *place -= share * other;
            }
            *own -= share * value;
        }
    }
    for at in (0..SIZE).rev() {
        let known: f64 = curve.get(at).map_or(0.0, |line| {
            line.iter().zip(&slope).skip(at + 1).map(|(place, value)| place * value).sum()
        });
        let head = curve.get(at).and_then(|line| line.get(at)).copied().unwrap_or(1.0);
        if let Some(value) = slope.get_mut(at) {
            *value = (*value - known) / head;
        }
    }
    slope
}

/// The fits with their calibration, in whole numbers.
pub(super) fn whole(fits: &[Fit], heads: &[Calibrated]) -> Second {
    let mut second = Second { bias: [0; HEADS], weights: [[0; SEEN]; HEADS] };
    let places = second.bias.iter_mut().zip(&mut second.weights);
    #[expect(clippy::cast_possible_truncation, reason = "weights of a few units")]
    for ((fit, head), (bias, weights)) in fits.iter().zip(heads).zip(places) {
        *bias = (1_000.0 * head.odds(fit.0.last().copied().unwrap_or(0.0))).round() as i32;
        for (place, weight) in weights.iter_mut().zip(&fit.0) {
            *place = (65_536.0 * head.slope * weight).round() as i32;
        }
    }
    second
}
