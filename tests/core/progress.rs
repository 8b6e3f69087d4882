//! Roles: standing towards them, and the file they are written in.

mod due;
mod estimate;
mod exam;
mod file;
mod given;
mod kept;
mod laws;
mod open;
mod team;
mod words;

use hotseat::progress::{AttemptSummary, LadderStanding, ScenarioHead, StepState};
use hotseat::scenario::file::ScenarioKind;
use hotseat::scenario::roles::Roles;
use hotseat::scenario::{Library, ScenarioFile};
use hotseat::session::Mode;
use jiff::{SignedDuration, Timestamp};

/// The day on which everything here is looked at.
fn today() -> Timestamp {
    "2026-12-01T10:00:00Z".parse().unwrap()
}

/// So many days before that.
fn ago(days: i64) -> Timestamp {
    today() - SignedDuration::from_hours(24 * days)
}

/// The standing today.
fn standing(roles: &Roles, attempts: &[AttemptSummary], installed: &[ScenarioHead]) -> Vec<LadderStanding> {
    hotseat::progress::standing(roles, attempts, installed, today())
}

/// The ladders of one `needs` list, on the only step of the only ladder.
fn roles(needs: &str) -> Roles {
    let text = format!(
        r#"(format: 1, ladders: [(id: "ladder", title: "L", about: "l", steps: [
            (id: "step", title: "S", about: "s", needs: [{needs}]) ])])"#
    );
    Library::of([("roles.ron".to_owned(), text)]).roles().unwrap()
}

fn head(id: &str) -> ScenarioHead {
    ScenarioHead {
        id: id.to_owned(),
        kind: ScenarioKind::Complaint,
        level: 3,
        roles: vec!["step".to_owned()],
    }
}

fn attempt(id: &str, score: u8) -> AttemptSummary {
    let score = Some(score);
    AttemptSummary {
        scenario: head(id),
        mode: Mode::Practice,
        at: ago(1),
        seed: 0,
        assigned: false,
        overall: score,
        empathy: score,
        tools: score,
        resolution: score,
        passed: Some(true),
        critical: false,
        finished: true,
    }
}

fn met(needs: &str, attempts: &[AttemptSummary]) -> u8 {
    standing(&roles(needs), attempts, &[])[0].steps[0].needs[0].met
}

#[test]
fn attempts_count_up_to_what_is_asked_for() {
    let tries = [attempt("a", 80), attempt("a", 69), attempt("a", 70), attempt("a", 90)];
    assert_eq!(met("(ability: empathy, at_least: 70, attempts: 5)", &tries), 3);
    assert_eq!(met("(ability: empathy, at_least: 70, attempts: 2)", &tries), 2);
}

#[test]
fn each_ability_is_measured_by_itself() {
    let tries = [AttemptSummary { empathy: None, tools: Some(90), resolution: Some(20), ..attempt("a", 60) }];
    let met = |ability: &str| met(&format!("(ability: {ability}, at_least: 50)"), &tries);
    assert_eq!(["empathy", "tools", "resolution", "overall"].map(met), [0, 1, 0, 1]);
}

#[test]
fn distinct_scenarios_count_once_each() {
    let tries = [attempt("a", 80), attempt("a", 90), attempt("b", 80)];
    assert_eq!(met("(at_least: 70, attempts: 3, distinct: true)", &tries), 2);
}

#[test]
fn a_pass_that_a_person_still_has_to_decide_is_no_pass() {
    let tries = [AttemptSummary { passed: None, ..attempt("a", 90) }];
    assert_eq!(met("(passed: true)", &tries), 0);
}

#[test]
fn a_critical_error_spoils_only_what_asks_for_none() {
    let tries = [AttemptSummary { critical: true, ..attempt("a", 90) }];
    assert_eq!(met("(at_least: 50)", &tries), 1);
    assert_eq!(met("(at_least: 50, no_critical: true)", &tries), 0);
}

#[test]
fn kind_and_level_narrow_what_counts() {
    let tries = [attempt("a", 90)];
    assert_eq!(met("(at_least: 50, kind: Complaint, level: 3)", &tries), 1);
    assert_eq!(met("(at_least: 50, kind: Outage)", &tries), 0);
    assert_eq!(met("(at_least: 50, level: 4)", &tries), 0);
}

#[test]
fn a_scenario_counts_that_names_the_step_or_its_ladder() {
    let naming = |role: &str| {
        let mut one = attempt("a", 90);
        one.scenario.roles = vec![role.to_owned()];
        met("(at_least: 50)", &[one])
    };
    assert_eq!(["step", "ladder", "another"].map(naming), [1, 1, 0]);
}

#[test]
fn attempts_with_hints_or_left_early_show_nothing() {
    let hints = AttemptSummary { mode: Mode::Learn, ..attempt("a", 90) };
    let left = AttemptSummary { finished: false, ..attempt("a", 90) };
    assert_eq!(met("(at_least: 50)", &[hints, left]), 0);
}

#[test]
fn a_step_no_scenario_counts_towards_is_not_available_and_has_no_percentage() {
    let steps = |installed: &[ScenarioHead]| {
        let step = standing(&roles("(passed: true, attempts: 2)"), &[], installed)[0].steps[0].clone();
        (step.state, step.percent())
    };
    assert_eq!(steps(&[]), (StepState::NotAvailable, None));
    assert_eq!(steps(&[head("a")]), (StepState::Open, Some(0)));
    let other = ScenarioHead { roles: vec!["another".to_owned()], ..head("a") };
    assert_eq!(steps(&[other]), (StepState::NotAvailable, None));
}

#[test]
fn what_was_shown_in_a_scenario_no_longer_installed_still_counts() {
    let ladders = standing(&roles("(passed: true)"), &[attempt("gone", 90)], &[]);
    assert_eq!(ladders[0].steps[0].state, StepState::Shown);
    assert_eq!(ladders[0].reached().map(|step| step.id.as_str()), Some("step"));
}

#[test]
fn what_would_count_more_is_named_and_so_is_the_best_so_far() {
    let roles = roles("(at_least: 85, attempts: 2, distinct: true)");
    let installed = [head("b"), head("a"), head("c")];
    let ladders = standing(&roles, &[attempt("a", 90), attempt("b", 70)], &installed);
    let need = &ladders[0].steps[0].needs[0];
    assert_eq!((need.met, need.of, need.best), (1, 2, Some(90)));
    assert_eq!(need.would_count, ["b", "c"]);
    let ladders = standing(&roles, &[attempt("a", 90), attempt("b", 90)], &installed);
    assert!(ladders[0].steps[0].needs[0].would_count.is_empty());
}

#[test]
fn only_steps_without_a_gap_below_them_are_reached() {
    let mut roles = roles("(at_least: 80)");
    let mut second = roles.ladders[0].steps[0].clone();
    second.id = "second".to_owned();
    second.needs[0].at_least = 10;
    roles.ladders[0].steps.push(second);
    let mut one = attempt("a", 50);
    one.scenario.roles = vec!["ladder".to_owned()];
    let ladder = &standing(&roles, &[one], &[])[0];
    assert_eq!(
        ladder.steps.iter().map(|step| step.state).collect::<Vec<_>>(),
        [StepState::Open, StepState::Shown]
    );
    assert_eq!(ladder.reached(), None);
}

#[test]
fn an_attempt_is_summed_up_from_its_scorecard() {
    let file: ScenarioFile = super::score::scenario();
    let card = super::score::well();
    let summary = AttemptSummary::new(ScenarioHead::from(&file), Mode::Practice, &card);
    assert_eq!((summary.scenario.id.as_str(), summary.scenario.level), ("sofa", 3));
    assert_eq!((summary.overall, summary.empathy, summary.passed), (Some(100), Some(100), Some(true)));
    assert!(summary.finished && !summary.critical);
}

#[test]
fn the_shipped_ladders_are_open_where_scenarios_count_and_else_not_available() {
    let roles = Library::embedded().roles().unwrap();
    let outage = ScenarioHead {
        id: "outage".to_owned(),
        kind: ScenarioKind::Outage,
        level: 3,
        roles: vec!["complex-interaction-specialist".to_owned(), "system-operations-specialist".to_owned()],
    };
    let open: Vec<_> = standing(&roles, &[], &[outage])
        .iter()
        .flat_map(|ladder| ladder.steps.clone())
        .filter(|step| step.state == StepState::Open)
        .map(|step| step.id)
        .collect();
    assert_eq!(
        open,
        ["seat-ready", "complaints-agent", "complex-case-specialist", "system-operations-specialist"]
    );
    assert_eq!(roles.ladders.len(), 3);
    assert!(roles.ladders.iter().all(|ladder| (2..=4).contains(&ladder.steps.len())));
}
