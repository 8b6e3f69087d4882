//! Standing: how far somebody has shown what each step of each ladder asks for, in practice and in exams.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;

use super::attempt::{AttemptSummary, ScenarioHead};
use super::exam::{self, ExamStanding};
use crate::scenario::Text;
use crate::scenario::roles::{Ladder, Requirement, Roles, Rung};
use crate::session::Mode;

/// How far somebody is on a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LadderStanding {
    /// The ladder's name.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What the work is.
    pub about: Text,
    /// Its steps, the first first.
    pub steps: Vec<StepStanding>,
}

/// How far somebody is towards a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepStanding {
    /// The step's name.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What somebody on it does.
    pub about: Text,
    /// Where it stands by practice, which moves no role.
    pub state: StepState,
    /// Each requirement by practice, in the order of the file.
    pub needs: Vec<RequirementStanding>,
    /// Where it stands by exams.
    pub exam: ExamStanding,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// No scenario there is, and no attempt made, counts towards it.
    NotAvailable,
    /// Something is still to be shown.
    Open,
    /// Everything has been shown in practice.
    Shown,
}

/// How far a requirement is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequirementStanding {
    /// What is asked for.
    pub need: Requirement,
    /// Attempts that meet it, `of` at most.
    pub met: u8,
    /// Attempts it asks for.
    pub of: u8,
    /// The best score so far of what it measures, in scenarios that count.
    pub best: Option<u8>,
    /// Installed scenarios an attempt of which would count more, by id.
    pub would_count: Vec<String>,
}

impl RequirementStanding {
    /// Whether it is met.
    pub fn is_met(&self) -> bool {
        self.met >= self.of
    }
}

impl StepStanding {
    /// How much has been shown in practice, 0..=100; none where nothing can be shown yet.
    pub fn percent(&self) -> Option<u8> {
        if self.state == StepState::NotAvailable {
            return None;
        }
        let sum =
            |part: fn(&RequirementStanding) -> u8| self.needs.iter().map(|need| u32::from(part(need))).sum();
        let (met, of): (u32, u32) = (sum(|need| need.met), sum(|need| need.of));
        u8::try_from(met * 100 / of.max(1)).ok()
    }
}

impl LadderStanding {
    /// The highest step below which, itself included, everything has been shown in practice.
    pub fn reached(&self) -> Option<&StepStanding> {
        self.steps.iter().take_while(|step| step.state == StepState::Shown).last()
    }

    /// The highest step below which, itself included, every step is certified.
    pub fn certified(&self) -> Option<&StepStanding> {
        self.steps.iter().take_while(|step| step.exam.certified).last()
    }
}

/// Whether attempts in this scenario count towards a step of these ladders, by the step's id.
pub fn counts(roles: &Roles, step: &str, scenario: &ScenarioHead) -> bool {
    scope(roles, step).is_some_and(|scope| scope.counts(scenario))
}

/// The fewest attempts with which somebody without any can pass an assignment of a step: as an exam those that certify
/// them, as practice one in each installed scenario that counts; 0 where there is no such step.
pub fn least(roles: &Roles, step: &str, installed: &[ScenarioHead], certify: bool) -> u16 {
    let Some(scope) = scope(roles, step) else { return 0 };
    if certify {
        return exam::least(scope.rung);
    }
    let covered = installed.iter().filter(|scenario| scope.counts(scenario));
    super::count(covered.map(|scenario| scenario.id.as_str()).collect::<BTreeSet<_>>().len())
}

fn scope<'a>(roles: &'a Roles, step: &str) -> Option<Scope<'a>> {
    roles.ladders.iter().find_map(|ladder| {
        ladder.steps.iter().find(|rung| rung.id == step).map(|rung| Scope { ladder, rung })
    })
}

/// The standing towards every ladder at `now`; the order of `attempts` and `installed` makes no difference, and a higher
/// score never lowers it.
///
/// Attempts count that were played to their end, without hints, in a scenario that names the step or its ladder: those in
/// practice mode for what is shown, exams for what is certified.
pub fn standing(
    roles: &Roles,
    attempts: &[AttemptSummary],
    installed: &[ScenarioHead],
    now: Timestamp,
) -> Vec<LadderStanding> {
    let practice: Vec<_> =
        attempts.iter().filter(|attempt| attempt.mode == Mode::Practice && attempt.finished).collect();
    let exams = exam::fresh(attempts);
    let ladders = roles.ladders.iter().map(|ladder| LadderStanding {
        id: ladder.id.clone(),
        title: ladder.title.clone(),
        about: ladder.about.clone(),
        steps: ladder
            .steps
            .iter()
            .map(|rung| step(ladder, rung, &practice, &exams, installed, now))
            .collect(),
    });
    ladders.collect()
}

fn step(
    ladder: &Ladder,
    rung: &Rung,
    practice: &[&AttemptSummary],
    exams: &[&AttemptSummary],
    installed: &[ScenarioHead],
    now: Timestamp,
) -> StepStanding {
    let scope = Scope { ladder, rung };
    let needs = scope.needs(practice, installed);
    let played = practice.iter().chain(exams).map(|attempt| &attempt.scenario);
    let state = if !played.chain(installed).any(|scenario| scope.counts(scenario)) {
        StepState::NotAvailable
    } else if needs.iter().all(RequirementStanding::is_met) {
        StepState::Shown
    } else {
        StepState::Open
    };
    StepStanding {
        id: rung.id.clone(),
        title: rung.title.clone(),
        about: rung.about.clone(),
        state,
        needs,
        exam: exam::standing(scope, exams, installed, now),
    }
}

/// What counts towards a step.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    ladder: &'a Ladder,
    pub(super) rung: &'a Rung,
}

impl Scope<'_> {
    /// Whether attempts in this scenario count towards any requirement of the step.
    pub(super) fn counts(self, scenario: &ScenarioHead) -> bool {
        self.rung.needs.iter().any(|need| self.counts_for(*need, scenario))
    }

    fn counts_for(self, need: Requirement, scenario: &ScenarioHead) -> bool {
        need.kind.is_none_or(|kind| kind == scenario.kind)
            && scenario.level >= need.level
            && scenario.roles.iter().any(|role| *role == self.ladder.id || *role == self.rung.id)
    }

    /// How far these attempts meet each requirement.
    pub(super) fn needs(
        self,
        attempts: &[&AttemptSummary],
        installed: &[ScenarioHead],
    ) -> Vec<RequirementStanding> {
        self.rung.needs.iter().map(|need| self.need(*need, attempts, installed)).collect()
    }

    fn need(
        self,
        need: Requirement,
        attempts: &[&AttemptSummary],
        installed: &[ScenarioHead],
    ) -> RequirementStanding {
        let tried: Vec<_> =
            attempts.iter().filter(|attempt| self.counts_for(need, &attempt.scenario)).collect();
        let meeting = || tried.iter().filter(|attempt| attempt.meets(need));
        let shown: BTreeSet<&str> = meeting().map(|attempt| attempt.scenario.id.as_str()).collect();
        let met = if need.distinct { shown.len() } else { meeting().count() };
        let met = u8::try_from(met).unwrap_or(u8::MAX).min(need.attempts);
        let more = |scenario: &&ScenarioHead| {
            met < need.attempts
                && self.counts_for(need, scenario)
                && !(need.distinct && shown.contains(scenario.id.as_str()))
        };
        let would_count: BTreeSet<_> =
            installed.iter().filter(more).map(|scenario| scenario.id.clone()).collect();
        RequirementStanding {
            need,
            met,
            of: need.attempts,
            best: tried.iter().filter_map(|attempt| attempt.score(need.ability)).max(),
            would_count: would_count.into_iter().collect(),
        }
    }
}
