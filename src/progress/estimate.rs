//! Estimates: how able somebody is, and how sure that is.
//!
//! The model is stated, small and fixed. An ability is a number on the scale of scores: what somebody would score on
//! average in a scenario of level 3. The scenario is the opponent: a score is the ability minus the scenario's difficulty,
//! the idea of Rasch (Probabilistic Models for Some Intelligence and Attainment Tests, 1960), plus what one attempt
//! differs by chance. Both are normal with known variances, so each attempt updates mean and variance in closed form
//! (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.5). Between attempts the ability walks at random, as in Glicko
//! (Glickman, Applied Statistics 48, 1999), so that older attempts weigh less; updated in the order of time this is the
//! filter of Kalman (Journal of Basic Engineering 82, 1960).
//!
//! A mean moves with each score and never against it; the variances rest on when was played, not on the scores. Only
//! sums, products, quotients and a square root are used, which are the same on every machine.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::attempt::AttemptSummary;
use super::{age, count};
use crate::scenario::roles::Measure;
use crate::session::Mode;

/// So few attempts say something; fewer are not enough evidence for a number.
pub const LEAST: u16 = 3;

/// What is expected of somebody unknown: a little under the usual pass mark of 75.
const PRIOR_MEAN: f64 = 60.0;

/// The variance of that: a standard deviation of 20, so that nine in ten are expected between 27 and 93.
const PRIOR_VARIANCE: f64 = 20.0 * 20.0;

/// How much one attempt differs by chance: a standard deviation of 12 points.
const NOISE_VARIANCE: f64 = 12.0 * 12.0;

/// The variance by which an ability wanders in a day: after half a year without practice a standard deviation of 9.5.
const DRIFT_PER_DAY: f64 = 0.5;

/// How many points a level makes a scenario harder.
const POINTS_PER_LEVEL: f64 = 5.0;

/// The level whose scenarios are the measure.
const LEVEL_OF_REFERENCE: u8 = 3;

/// Half the width of a 90 % interval in standard deviations, the 95th percentile of the normal distribution.
const NINETY: f64 = 1.644_853_626_951_472_2;

/// An ability with how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AbilityEstimate {
    /// Which.
    pub ability: Measure,
    /// What is known of it.
    pub estimate: Estimate,
}

/// What is known of an ability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "evidence", rename_all = "snake_case")]
pub enum Estimate {
    /// Too few attempts for a number: fewer than [`LEAST`].
    NotEnough {
        /// How many there are.
        attempts: u16,
    },
    /// A number, 0..=100 in tenths, on the scale of a scenario of level 3.
    Known {
        /// The expected value.
        mean: f64,
        /// The least of the 90 % interval.
        low: f64,
        /// The most of the 90 % interval.
        high: f64,
        /// How many attempts in practice mode it rests on.
        practice: u16,
        /// How many exams it rests on.
        exams: u16,
    },
}

/// How much harder a scenario of this level is than one of level 3, in points; negative where it is easier.
pub fn difficulty(level: u8) -> f64 {
    (f64::from(level) - f64::from(LEVEL_OF_REFERENCE)) * POINTS_PER_LEVEL
}

/// Each ability at `now`, the overall score first, from practice and exams played to their end; an exam that waits for a
/// reviewer counts once that is decided. The order of `attempts` makes no difference.
pub fn estimates(attempts: &[AttemptSummary], now: Timestamp) -> [AbilityEstimate; 4] {
    [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution]
        .map(|ability| AbilityEstimate { ability, estimate: estimate(attempts, ability, now) })
}

/// One score: when, the ability it speaks for, and whether in an exam.
struct Seen {
    at: Timestamp,
    score: u8,
    level: u8,
    exam: bool,
}

fn estimate(attempts: &[AttemptSummary], ability: Measure, now: Timestamp) -> Estimate {
    Known::of(attempts, ability, now).at(now)
}

/// What is known of an ability after the last attempt that speaks for it; from then on only time goes by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Known {
    practice: u16,
    exams: u16,
    #[serde(with = "bits")]
    mean: f64,
    #[serde(with = "bits")]
    variance: f64,
    last: Option<Timestamp>,
}

mod bits {
    //! A number as its bits, so that reading it gives the very same.

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    pub(super) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        value.to_bits().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        u64::deserialize(deserializer).map(f64::from_bits)
    }
}

impl Known {
    /// After these attempts, as far as they had ended by `now`.
    pub(super) fn of(attempts: &[AttemptSummary], ability: Measure, now: Timestamp) -> Self {
        let counts = |attempt: &&AttemptSummary| {
            attempt.finished
                && match attempt.mode {
                    Mode::Learn => false,
                    Mode::Practice => true,
                    Mode::Certify => attempt.passed.is_some(),
                }
        };
        let seen = attempts.iter().filter(counts).filter_map(|attempt| {
            Some(Seen {
                at: attempt.at.min(now),
                score: attempt.score(ability)?,
                level: attempt.scenario.level,
                exam: attempt.mode == Mode::Certify,
            })
        });
        let mut seen: Vec<Seen> = seen.collect();
        seen.sort_by_key(|one| (one.at, one.score, one.level));
        let (mut mean, mut variance) = (PRIOR_MEAN, PRIOR_VARIANCE);
        let mut before = None;
        for one in &seen {
            variance += before.map_or(0.0, |before| wandered(before, one.at));
            let weight = variance / (variance + NOISE_VARIANCE);
            mean += weight * (f64::from(one.score) + difficulty(one.level) - mean);
            variance *= 1.0 - weight;
            before = Some(one.at);
        }
        let exams = count(seen.iter().filter(|one| one.exam).count());
        let practice = count(seen.len()).saturating_sub(exams);
        Self { practice, exams, mean, variance, last: before }
    }

    /// What that comes to at `now`, which is not before the last of them.
    pub(super) fn at(self, now: Timestamp) -> Estimate {
        let attempts = self.practice.saturating_add(self.exams);
        if attempts < LEAST {
            return Estimate::NotEnough { attempts };
        }
        let variance = self.variance + self.last.map_or(0.0, |last| wandered(last, now));
        let half = NINETY * variance.sqrt();
        Estimate::Known {
            mean: shown(self.mean),
            low: shown(self.mean - half),
            high: shown(self.mean + half),
            practice: self.practice,
            exams: self.exams,
        }
    }
}

/// The variance an ability gains between two times.
fn wandered(from: Timestamp, to: Timestamp) -> f64 {
    age(from, to).as_secs_f64() / 86_400.0 * DRIFT_PER_DAY
}

/// A value on the scale of scores, in tenths.
fn shown(value: f64) -> f64 {
    (value.clamp(0.0, 100.0) * 10.0).round() / 10.0
}
