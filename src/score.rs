//! Scoring: (scenario, events) → scorecard; three gates, every point with the events that prove it.
//!
//! Nothing is listened to again: the events hold what was heard. Doubts are read three ways, see [`reading`].

mod card;
mod condition;
mod critical;
mod drafts;
mod empathy;
mod facts;
mod grade;
mod log;
mod points;
pub mod reading;
mod resolution;
mod rubric;
mod ruling;
mod tools;
mod why;

pub use card::{Ability, AbilityKind, CriticalError, Finding, Scorecard, costliest};
pub use grade::Grade;
pub use log::surviving;
pub use rubric::{FLOOR, Points, RUBRIC, Rubric, RubricFile};
pub use ruling::Ruling;
pub use why::{Judged, Lack, Met, Why};

use crate::scenario::goal::Weights;
use crate::scenario::house::House;
use crate::scenario::{Scenario, ScenarioFile};
use crate::session::event::{Event, Mode, Outcome, What};
use log::Case;
use reading::Reading;

/// The scorecard of a session, whole or still running, by the built-in rubric.
pub fn score(scenario: &Scenario, events: &[Event]) -> Scorecard {
    grade(scenario.file(), scenario.house(), events)
}

/// The same from the parts of a scenario.
pub fn grade(file: &ScenarioFile, house: &House, events: &[Event]) -> Scorecard {
    grade_by(&Rubric::builtin(), file, house, events)
}

/// The scorecard of a session by this rubric.
pub fn score_by(rubric: &Rubric, scenario: &Scenario, events: &[Event]) -> Scorecard {
    grade_by(rubric, scenario.file(), scenario.house(), events)
}

/// The same from the parts of a scenario.
pub fn grade_by(rubric: &Rubric, file: &ScenarioFile, house: &House, events: &[Event]) -> Scorecard {
    fold(&Case::new(rubric, file, house, events), &[])
}

/// The scorecard of a session by this rubric, with what people ruled in place of the machine: the reviewed scorecard. What
/// was ruled is sure, in every reading of the doubts.
pub fn score_ruled(rubric: &Rubric, scenario: &Scenario, events: &[Event], rulings: &[Ruling]) -> Scorecard {
    fold(&Case::new(rubric, scenario.file(), scenario.house(), events), rulings)
}

/// What the readings of a case come to.
fn fold(case: &Case<'_>, rulings: &[Ruling]) -> Scorecard {
    let [worst, plain, best] =
        [Reading::Worst, Reading::Plain, Reading::Best].map(|way| Judgement::of(case, way, rulings));
    let end = case.end();
    let goal_reached = ruling::goal(end.is_some_and(|end| end.goal), rulings);
    let stayed = end.is_some_and(|end| end.outcome != Outcome::Abandoned);
    let proven = plain.critical.iter().any(|error| !error.alleged);
    let passed = if !goal_reached || !stayed || proven {
        Some(false)
    } else {
        (worst.passes == best.passes).then_some(plain.passes)
    };
    let stars =
        case.log.iter().rev().find_map(|(_, event)| {
            if let What::Rated { stars, .. } = event.what { Some(stars) } else { None }
        });
    let [empathy, tools, resolution] = plain.abilities;
    Scorecard {
        outcome: end.map(|end| end.outcome),
        goal_reached,
        empathy,
        tools,
        resolution,
        overall: plain.overall,
        uncapped: plain.uncapped,
        low: worst.overall,
        high: best.overall,
        passed,
        critical: plain.critical,
        rating: stars,
        findings: plain.findings,
        mood: case.curve(),
        weights: weights(case),
    }
}

/// What each ability weighs: as the scenario says, else the rubric, else the house.
fn weights(case: &Case<'_>) -> Weights {
    case.file.weights.or(case.rubric.weights).unwrap_or(case.house.weights)
}

/// What one reading of the log comes to.
struct Judgement {
    findings: Vec<Finding>,
    critical: Vec<CriticalError>,
    abilities: [Ability; 3],
    uncapped: Option<u8>,
    overall: Option<u8>,
    /// Whether the numbers and errors alone would pass.
    passes: bool,
}

impl Judgement {
    fn of(case: &Case<'_>, reading: Reading, rulings: &[Ruling]) -> Self {
        let mut findings = empathy::grade(case, reading);
        findings.extend(tools::grade(case));
        findings.extend(drafts::grade(case));
        findings.extend(facts::checking(case));
        findings.extend(resolution::grade(case, reading));
        let mut critical = critical::errors(case, reading);
        ruling::rule(&mut findings, &mut critical, rulings);
        let abilities = AbilityKind::ALL.map(|kind| ability(&findings, kind));
        let uncapped = overall(&findings, abilities, weights(case));
        // In an exam words that were only heard accuse nobody before a reviewer has read them.
        let spared = case.mode == Mode::Certify && reading != Reading::Worst;
        let caps = critical.iter().any(|error| !(spared && error.alleged));
        let cap = if caps { case.rubric.cap.unwrap_or(case.house.cap) } else { u8::MAX };
        let mark = case.file.pass.or(case.rubric.pass).unwrap_or(case.house.pass);
        let passes = !caps
            && uncapped.is_some_and(|overall| overall >= mark)
            && abilities.iter().all(|ability| ability.score.is_none_or(|score| score >= case.rubric.floor));
        Self {
            findings,
            critical,
            abilities,
            uncapped,
            overall: uncapped.map(|score| score.min(cap)),
            passes,
        }
    }
}

/// Points there were to earn in an ability.
fn to_earn(findings: &[Finding], kind: AbilityKind) -> i32 {
    findings.iter().filter(|finding| finding.ability == kind).map(|finding| finding.of).sum()
}

/// An ability's score; where there was nothing to earn but something was taken, it is taken from 100.
fn ability(findings: &[Finding], kind: AbilityKind) -> Ability {
    let of = to_earn(findings, kind);
    let points: i32 =
        findings.iter().filter(|finding| finding.ability == kind).map(|finding| finding.points).sum();
    let score = match (of, points) {
        (0, 0..) => None,
        (0, _) => Some(100 + points),
        (_, _) => Some((points.max(0) * 200 + of) / (2 * of)),
    };
    Ability { score: score.and_then(|score| u8::try_from(score.clamp(0, 100)).ok()) }
}

/// The weighted mean of the rated abilities, rounded half up.
///
/// An ability in which points could only be lost never lifts the mean: being rude must not pay.
fn overall(findings: &[Finding], abilities: [Ability; 3], weights: Weights) -> Option<u8> {
    let weights = [weights.empathy, weights.tools, weights.resolution];
    let rated =
        AbilityKind::ALL.into_iter().zip(abilities).zip(weights).filter_map(|((kind, ability), weight)| {
            Some((to_earn(findings, kind) == 0, u32::from(ability.score?), u32::from(weight)))
        });
    let (mut lost_only, earned): (Vec<_>, Vec<_>) = rated.partition(|(lost_only, _, _)| *lost_only);
    let mut weight: u32 = earned.iter().map(|(_, _, weight)| weight).sum();
    let mut sum: u32 = earned.iter().map(|(_, score, weight)| score * weight).sum();
    lost_only.sort_by_key(|(_, score, _)| *score);
    for (_, score, its_weight) in lost_only {
        if weight == 0 || score * weight < sum {
            sum += score * its_weight;
            weight += its_weight;
        }
    }
    if weight == 0 {
        return None;
    }
    u8::try_from((2 * sum + weight) / (2 * weight)).ok()
}
