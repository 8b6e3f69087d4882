//! `roles.ron`: the ladders people climb, and what each step asks for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::fault::{Fault, Reading};
use super::file::ScenarioKind;
use super::folder::{Library, ROLES};
use super::outline::{Outline, Step};
use super::problem::{Problem, Source, tidy};
use super::read::read;
use super::text::{Language, Text};

/// All ladders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// The version of the format; 1.
    pub format: u8,
    /// The ladders, in the order shown.
    pub ladders: Vec<Ladder>,
}

/// A way up, from the first step to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Its name; a scenario that names it counts towards every step.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What the work is, in a sentence.
    pub about: Text,
    /// Its steps, the first first.
    pub steps: Vec<Rung>,
}

/// One step of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Its name; a scenario that names it counts towards it.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What somebody on it does, in a sentence.
    pub about: Text,
    /// What must be shown; all of it.
    pub needs: Vec<Requirement>,
    /// How sure it must be before somebody is certified.
    #[serde(default)]
    pub exam: ExamRule,
}

/// How sure certifying must be: the least chance to pass so many exams in a row, estimated from all exams that count and
/// not from the best of them. This is pass^k of Yao et al., "tau-bench" (arXiv:2406.12045, 2024), with k as `in_a_row`.
///
/// Whatever the file says within what is allowed, one passed exam certifies nobody, alone or among failed ones: with two
/// in a row to be expected the chance is at most 30 % then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExamRule {
    /// How many exams in a row are to be expected to be passed, 2..=8.
    pub in_a_row: u8,
    /// The least chance of that, in percent, 50..=95.
    pub chance: u8,
    /// The least number of exams it is estimated from, 2..=100.
    pub exams: u8,
    /// For how many days an exam counts, 1..=3650.
    pub within_days: u16,
}

impl Default for ExamRule {
    fn default() -> Self {
        Self { in_a_row: 3, chance: 50, exams: 3, within_days: 365 }
    }
}

/// Something to be shown in attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// What is measured.
    #[serde(default)]
    pub ability: Measure,
    /// The score it must reach, 0..=100.
    #[serde(default)]
    pub at_least: u8,
    /// In how many attempts, from 1.
    #[serde(default = "once")]
    pub attempts: u8,
    /// In scenarios of this kind only.
    #[serde(default)]
    pub kind: Option<ScenarioKind>,
    /// In scenarios of this level or above, 1..=5.
    #[serde(default = "once")]
    pub level: u8,
    /// Only attempts that passed.
    #[serde(default)]
    pub passed: bool,
    /// Each attempt in another scenario.
    #[serde(default)]
    pub distinct: bool,
    /// Only attempts without a critical error.
    #[serde(default)]
    pub no_critical: bool,
}

fn once() -> u8 {
    1
}

/// What a requirement measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// The overall score.
    #[default]
    Overall,
    /// How the customer was met.
    Empathy,
    /// How the desk was used.
    Tools,
    /// What was achieved.
    Resolution,
}

impl Library {
    /// The ladders; none where the library has no `roles.ron`.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn roles(&self) -> Result<Roles, Vec<Problem>> {
        match self.read(ROLES) {
            Ok(source) => checked(&source),
            Err(problem) if problem.what == Fault::Reading(Reading::Missing) => Ok(Roles::default()),
            Err(problem) => Err(vec![problem]),
        }
    }
}

/// Reads and checks the file.
fn checked(source: &Arc<Source>) -> Result<Roles, Vec<Problem>> {
    let found = read::<Roles>(source);
    let mut problems = found.problems;
    if let (Some(roles), true) = (&found.value, problems.is_empty()) {
        let outline = Outline::of(&source.text);
        let mut check = Check { source, outline: &outline, problems: Vec::new(), seen: Vec::new() };
        check.roles(roles);
        problems.extend(check.problems);
    }
    tidy(&mut problems);
    found.value.filter(|_| problems.is_empty()).ok_or(problems)
}

/// What is being checked, and what was found so far.
struct Check<'a> {
    source: &'a Arc<Source>,
    outline: &'a Outline,
    problems: Vec<Problem>,
    seen: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, path: &[Step<'_>], what: Fault) {
        let (node, taken) = self.outline.follow(&self.source.text, path);
        let span = node.map_or(0..0, |node| {
            if taken == path.len() { self.outline.value(node) } else { self.outline.head(node) }
        });
        self.problems.push(Problem::new(self.source, span, what));
    }

    fn roles(&mut self, roles: &Roles) {
        if roles.format != 1 {
            self.fault(&[Step::Name("format")], Fault::WrongFormat(roles.format));
        }
        self.some(&[], "ladders", roles.ladders.len());
        for (index, ladder) in roles.ladders.iter().enumerate() {
            let at = [Step::Name("ladders"), Step::Index(index)];
            self.heading(&at, &ladder.id, [&ladder.title, &ladder.about]);
            self.some(&at, "steps", ladder.steps.len());
            for (index, rung) in ladder.steps.iter().enumerate() {
                let at = under(&at, &[Step::Name("steps"), Step::Index(index)]);
                self.heading(&at, &rung.id, [&rung.title, &rung.about]);
                self.some(&at, "needs", rung.needs.len());
                for (index, need) in rung.needs.iter().enumerate() {
                    self.need(&under(&at, &[Step::Name("needs"), Step::Index(index)]), *need);
                }
                self.exam(&under(&at, &[Step::Name("exam")]), rung.exam);
            }
        }
    }

    fn heading(&mut self, at: &[Step<'_>], id: &str, [title, about]: [&Text; 2]) {
        let place = under(at, &[Step::Name("id")]);
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.starts_with('-') || !id.chars().all(good) {
            self.fault(&place, Fault::BadId(id.to_owned()));
        } else if self.seen.iter().any(|seen| seen == id) {
            self.fault(&place, Fault::Duplicate(id.to_owned()));
        }
        self.seen.push(id.to_owned());
        for (name, text) in [("title", title), ("about", about)] {
            let place = under(at, &[Step::Name(name)]);
            for language in Language::ALL {
                if !text.has(language) {
                    self.fault(&place, Fault::MissingText(language));
                } else if text.get(language).trim().is_empty() {
                    self.fault(&place, Fault::BlankText);
                    break;
                }
            }
        }
    }

    fn need(&mut self, at: &[Step<'_>], need: Requirement) {
        let bounds = [
            ("at_least", need.at_least.into(), 0, 100),
            ("attempts", need.attempts.into(), 1, 100),
            ("level", need.level.into(), 1, 5),
        ];
        self.within(at, bounds);
        if need.at_least == 0 && !need.passed {
            self.fault(at, Fault::MissingField("at_least".to_owned()));
        }
    }

    fn exam(&mut self, at: &[Step<'_>], rule: ExamRule) {
        let bounds = [
            ("in_a_row", rule.in_a_row.into(), 2, 8),
            ("chance", rule.chance.into(), 50, 95),
            ("exams", rule.exams.into(), 2, 100),
            ("within_days", rule.within_days.into(), 1, 3650),
        ];
        self.within(at, bounds);
    }

    /// Reports each number that is not from the least to the most allowed.
    fn within<const N: usize>(&mut self, at: &[Step<'_>], bounds: [(&str, i64, i64, i64); N]) {
        for (name, value, least, most) in bounds {
            if !(least..=most).contains(&value) {
                self.fault(&under(at, &[Step::Name(name)]), Fault::Outside { value, least, most });
            }
        }
    }

    fn some(&mut self, at: &[Step<'_>], name: &'static str, count: usize) {
        if count == 0 {
            self.fault(&under(at, &[Step::Name(name)]), Fault::Empty(name));
        }
    }
}

fn under<'a>(at: &[Step<'a>], more: &[Step<'a>]) -> Vec<Step<'a>> {
    [at, more].concat()
}
