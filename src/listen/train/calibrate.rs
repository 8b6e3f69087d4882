//! From scores on situations left out to chances and thresholds.

use super::Labelled;
use crate::listen::learned::{SPECIFIC, STUFFED, WARM};
use crate::scenario::act::Act;

/// A head's calibration: chance = logistic(slope × score + offset).
#[derive(Clone, Copy, Debug)]
pub(super) struct Calibrated {
    pub(super) slope: f64,
    pub(super) offset: f64,
    /// Percent from which it counts as heard.
    pub(super) heard_from: u8,
    /// F1 at that threshold.
    pub(super) f1: f64,
}

impl Calibrated {
    /// Log-odds.
    pub(super) fn odds(&self, score: f64) -> f64 {
        self.slope * score + self.offset
    }

    fn chance(&self, score: f64) -> f64 {
        1.0 / (1.0 + libm::exp(-self.odds(score)))
    }
}

/// Calibrates each head on the replies that are labelled for it.
pub(super) fn heads(replies: &[&Labelled], scored: &[Vec<f64>]) -> Vec<Calibrated> {
    scored
        .iter()
        .enumerate()
        .map(|(head, scores)| {
            let known: Vec<(f64, bool)> = replies
                .iter()
                .zip(scores)
                .filter_map(|(reply, score)| Some((*score, reply.label(head)?)))
                .collect();
            let mut calibrated = platt(&known);
            let least =
                if head == STUFFED || Act::ALL.get(head).is_some_and(|act| act.is_harm()) { 30 } else { 15 };
            threshold(&mut calibrated, &known, least);
            calibrated
        })
        .collect()
}

/// Platt's sigmoid by Newton's method, with his smoothed targets.
fn platt(known: &[(f64, bool)]) -> Calibrated {
    let count = |wanted: bool| {
        f64::from(u32::try_from(known.iter().filter(|(_, is)| *is == wanted).count()).unwrap_or(0))
    };
    let (yes, no) = (count(true), count(false));
    let (high, low) = ((yes + 1.0) / (yes + 2.0), 1.0 / (no + 2.0));
    let mut fit = Calibrated { slope: 1.0, offset: 0.0, heard_from: 50, f1: 0.0 };
    for _ in 0..50 {
        let (mut da, mut db, mut aa, mut ab, mut bb) = (0.0, 0.0, 1e-3, 0.0, 1e-3);
        for (score, is) in known {
            let chance = fit.chance(*score);
            let (error, weight) = (chance - if *is { high } else { low }, chance * (1.0 - chance));
            da += error * score;
            db += error;
            aa += weight * score * score;
            ab += weight * score;
            bb += weight;
        }
        let det = aa * bb - ab * ab;
        if det.abs() < 1e-12 {
            break;
        }
        fit.slope -= ((bb * da - ab * db) / det).clamp(-0.5, 0.5);
        fit.offset -= ((aa * db - ab * da) / det).clamp(-1.0, 1.0);
        fit.slope = fit.slope.max(0.05);
    }
    fit
}

fn f1(right: u32, wrong: u32, missed: u32) -> f64 {
    let all = 2 * right + wrong + missed;
    if all == 0 { 1.0 } else { 2.0 * f64::from(right) / f64::from(all) }
}

/// The percent at which F1 is best, averaged over its neighbours so that one lucky reply does not decide.
fn threshold(head: &mut Calibrated, known: &[(f64, bool)], least: u8) {
    let at = |percent: u8| {
        let (mut right, mut wrong, mut missed) = (0, 0, 0);
        for (score, is) in known {
            match (head.chance(*score) * 100.0 >= f64::from(percent), is) {
                (true, true) => right += 1,
                (true, false) => wrong += 1,
                (false, true) => missed += 1,
                (false, false) => {}
            }
        }
        f1(right, wrong, missed)
    };
    let scores: Vec<(u8, f64)> = (least..=75).map(|percent| (percent, at(percent))).collect();
    let smooth = |middle: usize| {
        let near = scores.get(middle.saturating_sub(3)..(middle + 4).min(scores.len())).unwrap_or_default();
        near.iter().map(|(_, f1)| f1).sum::<f64>() / f64::from(u32::try_from(near.len()).unwrap_or(1))
    };
    let best = (0..scores.len()).max_by(|one, other| smooth(*one).total_cmp(&smooth(*other)));
    if let Some((percent, f1)) = best.and_then(|best| scores.get(best)) {
        (head.heard_from, head.f1) = (*percent, *f1);
    }
}

/// Thresholds of the two empathy heads at which quadratic kappa is best.
pub(super) fn empathy(heads: &mut [Calibrated], replies: &[&Labelled], scored: &[Vec<f64>]) {
    let (Some(warm), Some(specific)) = (heads.get(WARM).copied(), heads.get(SPECIFIC).copied()) else {
        return;
    };
    let (Some(warms), Some(specifics)) = (scored.get(WARM), scored.get(SPECIFIC)) else { return };
    let rows: Vec<(u8, f64, f64)> = replies
        .iter()
        .zip(warms.iter().zip(specifics))
        .filter_map(|(reply, (one, two))| {
            Some((reply.empathy?, warm.chance(*one) * 100.0, specific.chance(*two) * 100.0))
        })
        .collect();
    let mut best = (f64::MIN, 50, 50);
    for first in (20..=70).step_by(5) {
        for second in (20..=70).step_by(5) {
            let said = rows.iter().map(|(is, warm, specific)| {
                let warm = *warm >= f64::from(first);
                (*is, u8::from(warm) + u8::from(warm && *specific >= f64::from(second)))
            });
            let kappa = crate::listen::measure::kappa(said);
            if kappa > best.0 {
                best = (kappa, first, second);
            }
        }
    }
    if let Some(head) = heads.get_mut(WARM) {
        head.heard_from = best.1;
    }
    if let Some(head) = heads.get_mut(SPECIFIC) {
        head.heard_from = best.2;
    }
}
