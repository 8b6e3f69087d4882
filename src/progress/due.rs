//! Practice that comes due: when what was practised begins to fade, and what to do about it.
//!
//! FSRS (the Free Spaced Repetition Scheduler, version 6; Ye et al., "A Stochastic Shortest Path Algorithm for Optimizing
//! Spaced Repetition Scheduling", KDD 2022, is its ancestor) with its default parameters: each scenario that was played to
//! its end and each ability is a card, each attempt at it a review. A card is due when the chance that it still goes well
//! has sunk to 90 %.

use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRS6_DEFAULT_DECAY, FSRSItem, FSRSReview, current_retrievability};
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use serde::Serialize;

use super::attempt::{AttemptSummary, ScenarioHead};
use super::estimate::{Estimate, difficulty, estimates};
use crate::scenario::roles::Measure;
use crate::score::AbilityKind;
use crate::session::Mode;

/// The chance at which practice is due.
const RETENTION: f32 = 0.9;

/// The most days until practice is due. The parameters are those of people who learn facts by heart; what is known well
/// here is still played once a quarter, in which products and rules change.
const LONGEST: u16 = 90;

/// So many days a scenario is not suggested again, as long as there is another.
const LATELY: i32 = 7;

/// A suggested scenario is as hard as it can be while this is still expected: the usual pass mark.
const EXPECTED: f64 = 75.0;

/// Something that fades without practice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// An ability, practised in every scenario in which it is rated.
    Ability(AbilityKind),
    /// A scenario, by id.
    Scenario(String),
}

/// When something is to be practised again, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// What.
    pub card: Card,
    /// When it is due.
    pub on: Date,
    /// How many days are left until then; 0 is today, less than 0 is overdue.
    pub left: i32,
    /// How many days ago it was last practised.
    pub ago: u16,
    /// The score then, 0..=100.
    pub score: u8,
    /// How many days that lasts until it is due, 1..=90.
    pub lasts: u16,
    /// The chance that it still goes well, in whole percent.
    pub recall: u8,
    /// For an ability, the installed scenario to practise it in: of a fitting level, and not played lately.
    pub suggested: Option<String>,
}

impl Due {
    /// Whether it is due today or was before.
    pub fn is_due(&self) -> bool {
        self.left <= 0
    }
}

/// When each ability and each installed scenario is due on the calendar of `now`: what is due first, the most faded
/// first; then the rest by date. The order of `attempts` and `installed` makes no difference.
///
/// Every attempt played to its end is a review. Its rating follows the score: Again under 50, which no rated ability may
/// fall below to pass; Hard under 75, the usual pass mark; Good under 90; else Easy. With the hints of learn mode it is
/// Good at best.
pub fn due(attempts: &[AttemptSummary], installed: &[ScenarioHead], now: &Zoned) -> Vec<Due> {
    let Ok(fsrs) = FSRS::new(&DEFAULT_PARAMETERS) else { return Vec::new() };
    let finished: Vec<&AttemptSummary> = attempts.iter().filter(|attempt| attempt.finished).collect();
    let mut all = Vec::new();
    for ability in AbilityKind::ALL {
        let scores = finished.iter().map(|attempt| Review::new(attempt, measure(ability), now));
        if let Some(found) = schedule(&fsrs, Card::Ability(ability), scores.flatten().collect(), now) {
            let suggested = suggestion(ability, attempts, installed, now);
            all.push((found.0, Due { suggested, ..found.1 }));
        }
    }
    let mut ids: Vec<&String> = installed.iter().map(|scenario| &scenario.id).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let own = finished.iter().filter(|attempt| attempt.scenario.id == *id);
        let scores = own.map(|attempt| Review::new(attempt, Measure::Overall, now));
        all.extend(schedule(&fsrs, Card::Scenario(id.clone()), scores.flatten().collect(), now));
    }
    all.sort_by(|(one_recall, one), (other_recall, other)| {
        let date = |due: &Due| if due.is_due() { Date::MIN } else { due.on };
        date(one).cmp(&date(other)).then(one_recall.total_cmp(other_recall)).then(one.card.cmp(&other.card))
    });
    all.into_iter().map(|(_, due)| due).collect()
}

/// One attempt as far as one card is concerned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Review {
    at: jiff::Timestamp,
    on: Date,
    score: u8,
    hints: bool,
}

impl Review {
    fn new(attempt: &AttemptSummary, measure: Measure, now: &Zoned) -> Option<Self> {
        let at = attempt.at.min(now.timestamp());
        let on = at.to_zoned(now.time_zone().clone()).date();
        Some(Self { at, on, score: attempt.score(measure)?, hints: attempt.mode == Mode::Learn })
    }

    /// As FSRS counts: 1 Again, 2 Hard, 3 Good, 4 Easy.
    fn rating(self) -> u32 {
        match self.score {
            0..50 => 1,
            50..75 => 2,
            75..90 => 3,
            90.. if self.hints => 3,
            90.. => 4,
        }
    }
}

/// When a card with these reviews is due, with the chance that it still goes well; none where there is no review.
fn schedule(fsrs: &FSRS, card: Card, mut reviews: Vec<Review>, now: &Zoned) -> Option<(f32, Due)> {
    reviews.sort_unstable();
    let last = *reviews.last()?;
    let mut before = None;
    let history = reviews.iter().map(|review| {
        let delta_t = before.map_or(0, |before| days(before, review.on)).max(0).unsigned_abs();
        before = Some(review.on);
        FSRSReview { rating: review.rating(), delta_t }
    });
    let memory = fsrs.memory_state(FSRSItem { reviews: history.collect() }, None).ok()?;
    let lasts = fsrs.next_interval(Some(memory.stability), RETENTION, 3);
    let lasts = whole(lasts.clamp(1.0, f32::from(LONGEST)));
    let ago = u16::try_from(days(last.on, now.date())).unwrap_or(0);
    let on = last.on.checked_add(i64::from(lasts).days()).unwrap_or(Date::MAX);
    let recall = current_retrievability(memory, f32::from(ago), FSRS6_DEFAULT_DECAY).clamp(0.0, 1.0);
    let percent = u8::try_from(whole(recall * 100.0)).unwrap_or(100);
    let left = days(now.date(), on);
    Some((recall, Due { card, on, left, ago, score: last.score, lasts, recall: percent, suggested: None }))
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is 0 to 100")]
fn whole(value: f32) -> u16 {
    value.round() as u16
}

fn measure(ability: AbilityKind) -> Measure {
    match ability {
        AbilityKind::Empathy => Measure::Empathy,
        AbilityKind::Tools => Measure::Tools,
        AbilityKind::Resolution => Measure::Resolution,
    }
}

/// The installed scenario to practise an ability in: one not played in the last week, of the level that fits, the one
/// longest not played; never one in which the ability was never rated though it was played.
fn suggestion(
    ability: AbilityKind,
    attempts: &[AttemptSummary],
    installed: &[ScenarioHead],
    now: &Zoned,
) -> Option<String> {
    let measure = measure(ability);
    let level = fitting(measure, attempts, now);
    let rank = |scenario: &ScenarioHead| {
        let own = || attempts.iter().filter(|attempt| attempt.scenario.id == scenario.id);
        let last = own().map(|attempt| attempt.at.min(now.timestamp())).max();
        let on = last.map(|at| at.to_zoned(now.time_zone().clone()).date());
        let lately = on.is_some_and(|on| days(on, now.date()) < LATELY);
        let mut ended = own().filter(|attempt| attempt.finished).peekable();
        let rated = ended.peek().is_none() || ended.any(|attempt| attempt.score(measure).is_some());
        rated.then(|| (lately, scenario.level.abs_diff(level), last, scenario.id.clone()))
    };
    installed.iter().filter_map(rank).min().map(|(_, _, _, id)| id)
}

/// The hardest level at which the usual pass mark is still expected; while there is no estimate, the hardest passed.
fn fitting(measure: Measure, attempts: &[AttemptSummary], now: &Zoned) -> u8 {
    let known = estimates(attempts, now.timestamp()).into_iter().find(|one| one.ability == measure);
    let fits = match known.map(|one| one.estimate) {
        Some(Estimate::Known { mean, .. }) => {
            (1..=5).rev().find(|level| mean - difficulty(*level) >= EXPECTED)
        }
        Some(Estimate::NotEnough { .. }) | None => {
            let passed = attempts.iter().filter(|attempt| attempt.passed == Some(true));
            passed.map(|attempt| attempt.scenario.level).max()
        }
    };
    fits.unwrap_or(1)
}
