//! A team at a glance: everybody's abilities and how they moved, who is ready for which step, what the team lacks, and which
//! scenarios would close most of it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::attempt::{AttemptSummary, ScenarioHead};
use super::estimate::{AbilityEstimate, Estimate, estimates};
use super::standing::{LadderStanding, StepState, standing};
use crate::scenario::Text;
use crate::scenario::roles::{Measure, Roles};

/// How far back movement is measured: what an ability was thought to be so long ago is compared with what it is now.
pub const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How many scenarios are suggested for a gap.
const SUGGESTED: usize = 3;

/// Somebody in the team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Each ability, the overall score first.
    pub cells: [Cell; 4],
    /// Where they stand towards each step.
    pub standing: Vec<LadderStanding>,
    /// How many attempts it rests on, of every mode.
    pub attempts: u16,
    /// When the last of them ended.
    pub last: Option<Timestamp>,
}

/// One ability of one person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// As it is now.
    pub now: AbilityEstimate,
    /// By how much the expected value moved in a month, in points; none where there was no number then, or is none now.
    pub moved: Option<f64>,
}

/// A requirement that part of the team does not meet yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The step that asks for it.
    pub step: String,
    /// The step's title.
    pub title: Text,
    /// Which of its requirements, in the order of the file.
    pub need: usize,
    /// What it measures.
    pub ability: Measure,
    /// Who does not meet it yet, by their place in the team.
    pub lacking: Vec<usize>,
    /// Installed scenarios an attempt of which would count, those that help most people first: id, and how many.
    pub closing: Vec<(String, usize)>,
}

/// A team at a glance.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Overview {
    /// Everybody, in the order they came in.
    pub rows: Vec<Row>,
    /// What is lacking, what most people lack first.
    pub gaps: Vec<Gap>,
}

impl Overview {
    /// How many people have shown everything a step asks for in practice, and how many are certified for it.
    pub fn ready(&self, step: &str) -> (usize, usize) {
        let steps = || self.rows.iter().flat_map(|row| &row.standing).flat_map(|ladder| &ladder.steps);
        let of = |it: fn(&super::standing::StepStanding) -> bool| {
            steps().filter(|one| one.id == step && it(one)).count()
        };
        (of(|one| one.state == StepState::Shown), of(|one| one.exam.certified))
    }
}

/// The team with these attempts a person, at `now`.
pub fn overview(
    people: &[Vec<AttemptSummary>],
    roles: &Roles,
    installed: &[ScenarioHead],
    now: Timestamp,
) -> Overview {
    let rows: Vec<Row> = people.iter().map(|attempts| row(attempts, roles, installed, now)).collect();
    let gaps = gaps(&rows, roles);
    Overview { rows, gaps }
}

fn row(attempts: &[AttemptSummary], roles: &Roles, installed: &[ScenarioHead], now: Timestamp) -> Row {
    let then = now.checked_sub(MONTH).unwrap_or(Timestamp::MIN);
    let before: Vec<AttemptSummary> = attempts.iter().filter(|one| one.at <= then).cloned().collect();
    let mut was = estimates(&before, then).into_iter();
    let cells = estimates(attempts, now)
        .map(|now| Cell { now, moved: was.next().and_then(|was| moved(was.estimate, now.estimate)) });
    Row {
        cells,
        standing: standing(roles, attempts, installed, now),
        attempts: super::count(attempts.len()),
        last: attempts.iter().map(|one| one.at).max(),
    }
}

pub(super) fn moved(was: Estimate, is: Estimate) -> Option<f64> {
    match (was, is) {
        (Estimate::Known { mean: was, .. }, Estimate::Known { mean: is, .. }) => {
            Some(((is - was) * 10.0).round() / 10.0)
        }
        (Estimate::NotEnough { .. }, _) | (_, Estimate::NotEnough { .. }) => None,
    }
}

/// Who lacks something, by place, and how many of them each scenario would help.
#[derive(Default)]
struct Lack<'a> {
    people: Vec<usize>,
    closing: BTreeMap<&'a str, usize>,
}

/// What people lack of the first step of each ladder they have not shown yet: nobody is asked for what comes later.
fn gaps(rows: &[Row], roles: &Roles) -> Vec<Gap> {
    let mut found: BTreeMap<(&str, usize), Lack<'_>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        for ladder in &row.standing {
            let Some(step) = ladder.steps.iter().find(|step| step.state == StepState::Open) else { continue };
            for (number, need) in step.needs.iter().enumerate().filter(|(_, need)| !need.is_met()) {
                let lack = found.entry((&step.id, number)).or_default();
                lack.people.push(place);
                for scenario in &need.would_count {
                    *lack.closing.entry(scenario).or_default() += 1;
                }
            }
        }
    }
    let rungs = || roles.ladders.iter().flat_map(|ladder| &ladder.steps);
    let mut gaps: Vec<Gap> = found
        .into_iter()
        .filter_map(|((step, need), lack)| {
            let rung = rungs().find(|rung| rung.id == step)?;
            let mut closing: Vec<(String, usize)> =
                lack.closing.into_iter().map(|(id, people)| (id.to_owned(), people)).collect();
            closing.sort_by(|(one, most), (other, people)| people.cmp(most).then_with(|| one.cmp(other)));
            closing.truncate(SUGGESTED);
            Some(Gap {
                step: step.to_owned(),
                title: rung.title.clone(),
                need,
                ability: rung.needs.get(need)?.ability,
                lacking: lack.people,
                closing,
            })
        })
        .collect();
    gaps.sort_by(|one, other| {
        let most = other.lacking.len().cmp(&one.lacking.len());
        most.then_with(|| (&one.step, one.need).cmp(&(&other.step, other.need)))
    });
    gaps
}
