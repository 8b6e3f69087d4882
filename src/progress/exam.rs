//! Certifying: what exams show, how sure that is, and what would be enough.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::attempt::{AttemptSummary, ScenarioHead};
use super::standing::{RequirementStanding, Scope};
use super::{age, count};
use crate::scenario::roles::{ExamRule, Rung};
use crate::session::Mode;

/// How far somebody is certified for a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExamStanding {
    /// Whether they are: every requirement is met in exams, and the rule holds.
    pub certified: bool,
    /// Where they are: when so many exams have grown too old that they are not any more, unless they pass others.
    pub until: Option<Timestamp>,
    /// How sure it must be.
    pub rule: ExamRule,
    /// Exams passed, of those that count.
    pub passed: u16,
    /// Exams that count: decided, not too old, and the first on their variant; whoever left an exam did not pass it.
    pub taken: u16,
    /// Exams that wait for a reviewer and count neither way until then.
    pub waiting: u16,
    /// The chance to pass `rule.in_a_row` exams in a row, in whole percent; none before the first exam.
    pub chance: Option<u8>,
    /// How many more exams passed in a row make the rule hold; 0 where it holds.
    pub more: u16,
    /// Installed scenarios whose exams count, by id.
    pub would_count: Vec<String>,
    /// Each requirement by exams, in the order of the file.
    pub needs: Vec<RequirementStanding>,
}

impl ExamStanding {
    /// Whether the rule holds: exams enough, and the chance high enough.
    pub fn is_sure(&self) -> bool {
        self.more == 0
    }
}

/// The chance to pass `in_a_row` exams in a row, after `passed` of `taken`: pass^k of Yao et al., "tau-bench"
/// (arXiv:2406.12045, 2024), which estimates it by the share of k-subsets that passed and so needs many trials. For few
/// trials we take its posterior mean: each exam is passed with the same unknown chance p, every p is as likely before the
/// first exam (the uniform prior Beta(1, 1)), hence
/// E\[p^k\] = (c+1)(c+2)…(c+k) / ((n+2)(n+3)…(n+k+1)) with c passed of n, the k-th moment of a Beta distribution
/// (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4 and A.1).
pub fn pass_chance(passed: u16, taken: u16, in_a_row: u8) -> f64 {
    let (passed, taken) = (f64::from(passed.min(taken)), f64::from(taken));
    let each =
        (0..in_a_row).map(|index| (passed + 1.0 + f64::from(index)) / (taken + 2.0 + f64::from(index)));
    each.product()
}

/// The same in whole percent, rounded down, so that what is shown is what is compared with the rule.
fn percent(passed: u16, taken: u16, in_a_row: u8) -> u8 {
    // What is a whole percent stays one, whatever the product of fractions was rounded to.
    let hundredths = pass_chance(passed, taken, in_a_row) * 100.0 + 1e-9;
    (0..100).rev().find(|whole| f64::from(*whole) <= hundredths).unwrap_or(0)
}

fn holds(rule: ExamRule, passed: u16, taken: u16) -> bool {
    taken >= u16::from(rule.exams) && percent(passed, taken, rule.in_a_row) >= rule.chance
}

/// How many more passes in a row make the rule hold.
fn more(rule: ExamRule, passed: u16, taken: u16) -> u16 {
    let enough = |more: &u16| holds(rule, passed.saturating_add(*more), taken.saturating_add(*more));
    (0..u16::MAX).find(enough).unwrap_or(u16::MAX)
}

/// The fewest exams that certify somebody without any: enough for the rule, and for each requirement.
pub(super) fn least(rung: &Rung) -> u16 {
    let needs = rung.needs.iter().map(|need| u16::from(need.attempts));
    needs.max().unwrap_or_default().max(more(rung.exam, 0, 0))
}

/// The exams that may count: assigned or open to all, and the first on each variant, the oldest first.
pub(super) fn fresh(attempts: &[AttemptSummary]) -> Vec<&AttemptSummary> {
    let is_exam = |attempt: &&AttemptSummary| attempt.mode == Mode::Certify && attempt.assigned;
    let mut exams: Vec<_> = attempts.iter().filter(is_exam).collect();
    exams.sort_by_key(|exam| (exam.at, exam.passed, exam.overall, exam.empathy, exam.tools, exam.resolution));
    let mut seen = BTreeSet::new();
    exams.retain(|exam| seen.insert((exam.scenario.id.as_str(), exam.seed)));
    exams
}

/// How far these exams certify at `now`.
pub(super) fn standing(
    scope: Scope<'_>,
    exams: &[&AttemptSummary],
    installed: &[ScenarioHead],
    now: Timestamp,
) -> ExamStanding {
    let exams: Vec<_> = exams.iter().filter(|exam| scope.counts(&exam.scenario)).copied().collect();
    let mut found = at(scope, &exams, installed, now);
    if found.certified {
        let lasts = lasts(scope.rung.exam);
        let ends = exams.iter().filter_map(|exam| exam.at.checked_add(lasts).ok()).filter(|end| *end >= now);
        let after = |end: Timestamp| end.checked_add(SignedDuration::from_secs(1)).unwrap_or(end);
        found.until = ends.map(after).find(|end| !at(scope, &exams, &[], *end).certified);
    }
    found
}

fn lasts(rule: ExamRule) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(rule.within_days))
}

fn at(
    scope: Scope<'_>,
    exams: &[&AttemptSummary],
    installed: &[ScenarioHead],
    now: Timestamp,
) -> ExamStanding {
    let rule = scope.rung.exam;
    let lasts = lasts(rule);
    let recent = exams.iter().filter(|exam| age(exam.at, now) <= lasts).copied();
    let (waiting, decided): (Vec<_>, Vec<_>) = recent.partition(|exam| exam.waits());
    let finished: Vec<_> = decided.iter().filter(|exam| exam.finished).copied().collect();
    let taken = count(decided.len());
    let passed = count(finished.iter().filter(|exam| exam.passed == Some(true)).count());
    let needs = scope.needs(&finished, installed);
    let more = more(rule, passed, taken);
    let would_count: BTreeSet<_> = installed
        .iter()
        .filter(|scenario| scope.counts(scenario))
        .map(|scenario| scenario.id.clone())
        .collect();
    ExamStanding {
        certified: more == 0 && needs.iter().all(RequirementStanding::is_met),
        until: None,
        rule,
        passed,
        taken,
        waiting: count(waiting.len()),
        chance: (taken > 0).then(|| percent(passed, taken, rule.in_a_row)),
        more,
        would_count: would_count.into_iter().collect(),
        needs,
    }
}
