//! Logistic regression by dual coordinate descent (Yu, Huang and Lin, Machine Learning 85, 2011, algorithm 5).

use std::collections::BTreeMap;

use crate::listen::features::{Family, Features, Name};

/// What a wrong answer costs beside large weights.
const COST: f64 = 8.0;
/// Passes over all replies.
const PASSES: usize = 40;
/// Newton steps for one reply.
const STEPS: usize = 8;

/// The replies as sparse rows of values.
pub(super) struct Rows {
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
    columns: usize,
}

impl Rows {
    pub(super) fn new(replies: &[Features], known: &BTreeMap<Name, (u32, u16)>) -> Self {
        let mut rows = Self { starts: vec![0], cells: Vec::new(), columns: known.len() };
        for features in replies {
            for (family, named) in Family::ALL.into_iter().zip(&features.families) {
                rows.family(family, named, known);
            }
            rows.starts.push(rows.cells.len());
        }
        rows
    }

    /// One family of a reply, at the length its share allows.
    fn family(&mut self, family: Family, named: &[(Name, u16)], known: &BTreeMap<Name, (u32, u16)>) {
        let found: Vec<(u32, f64)> = named
            .iter()
            .filter_map(|(name, _)| known.get(name))
            .map(|(at, rare)| (*at, f64::from(*rare)))
            .collect();
        let square: f64 = found.iter().map(|(_, rare)| rare * rare).sum();
        let length =
            if family == Family::Marks { crate::listen::learned::RARITY } else { square.sqrt().max(1.0) };
        #[expect(clippy::cast_precision_loss, reason = "hundredths")]
        let share = family.share() as f64 / 100.0;
        #[expect(clippy::cast_possible_truncation, reason = "values about one")]
        self.cells.extend(found.into_iter().map(|(at, rare)| (at, (share * rare / length) as f32)));
    }

    fn row(&self, at: usize) -> &[(u32, f32)] {
        let end = self.starts.get(at + 1).copied().unwrap_or(0);
        self.starts.get(at).and_then(|start| self.cells.get(*start..end)).unwrap_or_default()
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }
}

/// What was learned for one head.
pub(super) struct Fit {
    pub(super) weights: Vec<f64>,
    pub(super) bias: f64,
}

impl Fit {
    pub(super) fn score(&self, rows: &Rows, at: usize) -> f64 {
        let dot = |cell: &(u32, f32)| {
            self.weights.get(cell.0 as usize).map_or(0.0, |weight| weight * f64::from(cell.1))
        };
        self.bias + rows.row(at).iter().map(dot).sum::<f64>()
    }

    fn add(&mut self, rows: &Rows, at: usize, by: f64) {
        for (column, value) in rows.row(at) {
            if let Some(weight) = self.weights.get_mut(*column as usize) {
                *weight += by * f64::from(*value);
            }
        }
        self.bias += by;
    }
}

/// Fits the replies that have a label.
pub(super) fn fit(rows: &Rows, labels: &[Option<bool>]) -> Fit {
    let mut fit = Fit { weights: vec![0.0; rows.columns], bias: 0.0 };
    let mut order: Vec<(usize, f64, f64)> = labels
        .iter()
        .enumerate()
        .take(rows.count())
        .filter_map(|(at, label)| {
            let square: f64 = rows.row(at).iter().map(|cell| f64::from(cell.1) * f64::from(cell.1)).sum();
            label.map(|label| (at, if label { 1.0 } else { -1.0 }, square + 1.0))
        })
        .collect();
    let mut dual = vec![1e-3 * COST; rows.count()];
    for (at, sign, _) in &order {
        fit.add(rows, *at, sign * 1e-3 * COST);
    }
    let mut seed = 1_u64;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut seed);
        for (at, sign, square) in &order {
            let Some(old) = dual.get(*at).copied() else { continue };
            let new = step(old, *square, sign * fit.score(rows, *at));
            if (new - old).abs() > 1e-9 {
                fit.add(rows, *at, sign * (new - old));
                if let Some(place) = dual.get_mut(*at) {
                    *place = new;
                }
            }
        }
    }
    fit
}

/// The dual value between 0 and [`COST`] at which this reply's part is smallest: Newton within a bracket.
fn step(old: f64, square: f64, margin: f64) -> f64 {
    let (mut low, mut high) = (1e-9 * COST, COST * (1.0 - 1e-9));
    let mut at = old.clamp(low, high);
    for _ in 0..STEPS {
        let slope = square * (at - old) + margin + libm::log(at / (COST - at));
        if slope > 0.0 {
            high = at;
        } else {
            low = at;
        }
        let next = at - slope / (square + COST / (at * (COST - at)));
        at = if next > low && next < high { next } else { f64::midpoint(low, high) };
        if slope.abs() < 1e-6 {
            break;
        }
    }
    at
}

/// The same order on every machine, another one in every pass (`SplitMix64`, Steele et al. 2014).
fn shuffle<T>(order: &mut [T], seed: &mut u64) {
    for at in (1..order.len()).rev() {
        *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut draw = *seed;
        draw = (draw ^ (draw >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        draw = (draw ^ (draw >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let below = usize::try_from((draw ^ (draw >> 31)) % (at as u64 + 1)).unwrap_or(0);
        order.swap(at, below);
    }
}
