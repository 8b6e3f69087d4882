//! Somebody's row of a team in short, so that thousands can be kept and read at once.
//!
//! Kept is what no clock changes; what time alone changes is worked out anew whenever it is read. An interval widens with
//! every day: kept is what was known after the last attempt, and the days since then are added. Everything else changes
//! at moments that are known beforehand: when an attempt has become a month old, which moves what the ability is compared
//! with, and when an exam has grown too old to count. Until the first of these moments a brief says exactly what
//! [`super::team::overview`] says; from then on it has to be made anew.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::attempt::{AttemptSummary, ScenarioHead};
use super::estimate::{AbilityEstimate, Known, estimates};
use super::standing::{StepState, standing};
use super::team::{Cell, MONTH, moved};
use crate::scenario::roles::{Measure, Roles};

/// The abilities, in the order of [`Brief::cells`].
const ABILITIES: [Measure; 4] = [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution];

/// How far somebody has come towards a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Whether everything was shown in practice.
    pub shown: bool,
    /// Whether they are certified.
    pub certified: bool,
}

/// Somebody in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    known: [Known; 4],
    /// In tenths of a point.
    moved: [Option<i16>; 4],
    /// Each step of each ladder, in the order of the file.
    pub steps: Vec<Reached>,
    /// On how many attempts it rests, of every mode.
    pub attempts: u16,
    /// When the last of them ended.
    pub last: Option<Timestamp>,
    /// As of when it was made.
    pub from: Timestamp,
    /// From when on it has to be made anew, though nothing was played.
    pub until: Timestamp,
}

impl Brief {
    /// Somebody with these attempts at `now`; `next` is when, by the clock alone, there will be another attempt among
    /// them, such as an exam whose time runs out.
    pub fn of(
        attempts: &[AttemptSummary],
        roles: &Roles,
        installed: &[ScenarioHead],
        now: Timestamp,
        next: Option<Timestamp>,
    ) -> Self {
        let then = now.checked_sub(MONTH).unwrap_or(Timestamp::MIN);
        let before: Vec<AttemptSummary> = attempts.iter().filter(|one| one.at <= then).cloned().collect();
        let known = ABILITIES.map(|ability| Known::of(attempts, ability, now));
        let mut is = known.iter().map(|known| known.at(now));
        let moved =
            estimates(&before, then).map(|was| is.next().and_then(|is| moved(was.estimate, is)).map(tenths));
        let ladders = standing(roles, attempts, installed, now);
        let steps = ladders
            .iter()
            .flat_map(|ladder| &ladder.steps)
            .map(|step| Reached { shown: step.state == StepState::Shown, certified: step.exam.certified });
        Self {
            known,
            moved,
            steps: steps.collect(),
            attempts: super::count(attempts.len()),
            last: attempts.iter().map(|one| one.at).max(),
            from: now,
            until: until(attempts, roles, now).min(next.unwrap_or(Timestamp::MAX)),
        }
    }

    /// Whether it says what is so at `now`, where nothing was played since it was made.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }

    /// When it is worth making it anew, though nothing was played: later than it was made. What a clock that jumped dates in
    /// the future is not waited for meanwhile, since no brief would hold.
    pub fn again(&self) -> Timestamp {
        let times = [Some(self.until), self.last];
        times.into_iter().flatten().find(|time| *time > self.from).unwrap_or(Timestamp::MAX)
    }

    /// Each ability at `now`, the overall score first.
    pub fn cells(&self, now: Timestamp) -> [Cell; 4] {
        let mut abilities = ABILITIES.into_iter().zip(self.moved);
        self.known.map(|known| {
            let (ability, moved) = abilities.next().unwrap_or((Measure::Overall, None));
            let moved = moved.map(|tenths| f64::from(tenths) / 10.0);
            Cell { now: AbilityEstimate { ability, estimate: known.at(now) }, moved }
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "both are 0 to 100")]
fn tenths(points: f64) -> i16 {
    (points * 10.0).round() as i16
}

/// The first moment after `now` at which one of these attempts turns a month old, or is an exam that grows too old. What a
/// clock that jumped dates in the future counts as now until then, so that nothing holds meanwhile.
fn until(attempts: &[AttemptSummary], roles: &Roles, now: Timestamp) -> Timestamp {
    let rungs = || roles.ladders.iter().flat_map(|ladder| &ladder.steps);
    let mut ages: Vec<SignedDuration> =
        rungs().map(|rung| SignedDuration::from_hours(24 * i64::from(rung.exam.within_days))).collect();
    ages.push(MONTH);
    ages.sort_unstable();
    ages.dedup();
    let mut until = Timestamp::MAX;
    for attempt in attempts {
        if attempt.at > now {
            return now;
        }
        let turns = ages.iter().filter_map(|age| attempt.at.checked_add(*age).ok());
        until = turns.filter(|turn| *turn > now).fold(until, Timestamp::min);
    }
    until
}
