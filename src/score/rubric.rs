//! The rubric: what every judged point is worth and what passes, as data a company may write anew.

use std::sync::Arc;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::scenario::goal::Weights;
use crate::scenario::outline::{Outline, Step};
use crate::scenario::problem::{Fault, Problem, Source, tidy};
use crate::scenario::read::read;
use crate::scenario::{Act, Language, Text};

/// The number of the built-in rubric; a score is only compared with scores of the same one.
pub const RUBRIC: u32 = 1;

/// What every rated ability must reach to pass under the built-in rubric, 0..=100.
pub const FLOOR: u8 = 50;

/// The largest number a rubric may have.
const LAST: u32 = 9_999;

/// The rules a log is scored by; whatever a file leaves out is as in the built-in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The version of the format; 1.
    #[serde(default = "first")]
    pub format: u8,
    /// Its number, 1 to 9999; [`RUBRIC`] is the built-in one, and no other may have that.
    pub number: u32,
    /// Its title, in English and Chinese.
    pub title: Text,
    /// What every rated ability must reach to pass, 0..=100.
    #[serde(default = "floor")]
    pub floor: u8,
    /// The overall score to pass where a scenario gives none, 0..=100; the house's where none.
    #[serde(default)]
    pub pass: Option<u8>,
    /// What a critical error caps the result at, 0..=100; the house's where none.
    #[serde(default)]
    pub cap: Option<u8>,
    /// Weights of the abilities where a scenario gives none, each 0..=100 and one of them above 0; the house's where none.
    #[serde(default)]
    pub weights: Option<Weights>,
    /// What every judged point is worth.
    #[serde(default)]
    pub points: Points,
}

/// What every judged point is worth: what can be earned 0..=100, what is taken -100..=0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Points {
    /// An answered opportunity, full for a specific answer.
    pub opportunity: i32,
    /// The same answered with words that would fit anybody, 0..=`opportunity`.
    pub generic: i32,
    /// Taking responsibility once while the customer is upset.
    pub ownership: i32,
    /// Anger or worry from which on somebody has to take responsibility: no points but a mood, 0..=100.
    pub upset: u8,
    /// A phrase the house forbids, taken each time.
    pub forbidden: i32,
    /// A trainer's rule with a finding that is no praise, taken once a finding.
    pub noted: i32,
    /// Being rude to the customer, taken once a reply.
    pub rude: i32,
    /// Blaming the customer, taken once a reply.
    pub blame: i32,
    /// Dismissing what the customer says, taken once a reply.
    pub dismiss: i32,
    /// Deflecting what the customer asks, taken once a reply.
    pub deflect: i32,
    /// Verified before personal data was told and before tools that demand it.
    pub verified: i32,
    /// Consent before what a tool changes, each tool once.
    pub consent: i32,
    /// What else a tool expects first, each tool once.
    pub expected: i32,
    /// A tool the desk refused because something had to come first, taken once a tool and reason.
    pub too_early: i32,
    /// A limit nobody may exceed, taken once a tool.
    pub limit: i32,
    /// A limit above which the supervisor is to be asked, taken once a tool.
    pub approval: i32,
    /// An AI draft judged.
    pub draft: i32,
    /// A faulty draft rejected for a reason that is not its fault, 0..=`draft`.
    pub wrong_reason: i32,
    /// A faulty draft sent as it was, or edited with every fault left in; taken.
    pub blind: i32,
    /// Asking for what must never be asked, taken once an item.
    pub never: i32,
    /// A fact told that was looked up before, each fact once.
    pub checked: i32,
    /// A fact told falsely out of an article that is out of date, taken once an article.
    pub stale: i32,
    /// A fault of the AI summary corrected.
    pub summary: i32,
    /// The end state of the goal.
    pub goal: i32,
    /// The facts that must have been told, together.
    pub told: i32,
    /// How the customer is left.
    pub left: i32,
    /// How the contact ended.
    pub ended: i32,
    /// The wrap-up's judged parts, together.
    pub wrap_up: i32,
    /// A fact told falsely, taken once a fact.
    pub told_false: i32,
    /// A promise nobody can keep, taken once a reply.
    pub overpromise: i32,
    /// A contact ended by the agent without need; taken.
    pub cut_off: i32,
}

impl Default for Points {
    fn default() -> Self {
        Self {
            opportunity: 20,
            generic: 10,
            ownership: 10,
            upset: 40,
            forbidden: -4,
            noted: -5,
            rude: -30,
            blame: -20,
            dismiss: -15,
            deflect: -15,
            verified: 15,
            consent: 15,
            expected: 8,
            too_early: -3,
            limit: -5,
            approval: -3,
            draft: 20,
            wrong_reason: 12,
            blind: -10,
            never: -15,
            checked: 8,
            stale: -8,
            summary: 8,
            goal: 45,
            told: 15,
            left: 15,
            ended: 10,
            wrap_up: 15,
            told_false: -10,
            overpromise: -10,
            cut_off: -20,
        }
    }
}

impl Points {
    /// What a hurtful act costs in empathy; overpromising is judged under resolution.
    pub(super) fn harm(&self, act: Act) -> i32 {
        let costs = [
            (Act::Rude, self.rude),
            (Act::Blame, self.blame),
            (Act::Dismiss, self.dismiss),
            (Act::Deflect, self.deflect),
        ];
        costs.into_iter().find_map(|(harmful, cost)| (harmful == act).then_some(cost)).unwrap_or_default()
    }

    /// What can be earned, and the one mood, by name.
    fn earned(&self) -> [(&'static str, i32); 16] {
        [
            ("opportunity", self.opportunity),
            ("generic", self.generic),
            ("ownership", self.ownership),
            ("upset", i32::from(self.upset)),
            ("verified", self.verified),
            ("consent", self.consent),
            ("expected", self.expected),
            ("draft", self.draft),
            ("wrong_reason", self.wrong_reason),
            ("checked", self.checked),
            ("summary", self.summary),
            ("goal", self.goal),
            ("told", self.told),
            ("left", self.left),
            ("ended", self.ended),
            ("wrap_up", self.wrap_up),
        ]
    }

    /// What is taken, by name.
    fn taken(&self) -> [(&'static str, i32); 15] {
        [
            ("forbidden", self.forbidden),
            ("noted", self.noted),
            ("rude", self.rude),
            ("blame", self.blame),
            ("dismiss", self.dismiss),
            ("deflect", self.deflect),
            ("too_early", self.too_early),
            ("limit", self.limit),
            ("approval", self.approval),
            ("blind", self.blind),
            ("never", self.never),
            ("stale", self.stale),
            ("told_false", self.told_false),
            ("overpromise", self.overpromise),
            ("cut_off", self.cut_off),
        ]
    }
}

fn first() -> u8 {
    1
}

fn floor() -> u8 {
    FLOOR
}

impl Rubric {
    /// The built-in rubric written out as a file: what somebody who writes their own begins with.
    pub const BUILTIN: &'static str = include_str!("../../assets/rubric.ron");

    /// The built-in rubric.
    pub fn builtin() -> Self {
        let title = [(Language::En, "The built-in rubric"), (Language::Zh, "内置评分规则")];
        Self {
            format: 1,
            number: RUBRIC,
            title: Text::By(title.map(|(language, title)| (language, title.to_owned())).into()),
            floor: FLOOR,
            pass: None,
            cap: None,
            weights: None,
            points: Points::default(),
        }
    }

    /// Whether every log is scored alike by both: all but the title is the same.
    pub fn scores_as(&self, other: &Self) -> bool {
        Self { title: other.title.clone(), ..self.clone() } == *other
    }
}

/// A rubric with the text it was read from, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubricFile {
    rubric: Rubric,
    text: String,
}

impl RubricFile {
    /// Reads and checks a rubric; `name` is the file's, as faults are to show it.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place, worded as `hotseat check` words the faults of scenarios.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let source = Arc::new(Source { name: name.to_owned(), text: text.to_owned() });
        let found = read::<Rubric>(&source);
        let mut problems = found.problems;
        if let Some(rubric) = &found.value {
            let outline = found.outline.unwrap_or_else(|| Outline::of(text));
            problems =
                Check { source: &source, outline, whole: problems.is_empty(), problems }.rubric(rubric);
        }
        tidy(&mut problems);
        let rubric = found.value.filter(|_| problems.is_empty()).ok_or(problems)?;
        Ok(Self { rubric, text: text.to_owned() })
    }

    /// Writes a rubric down as a file, and checks it as one that was read.
    ///
    /// # Errors
    /// As for [`Self::parse`].
    pub fn write(rubric: &Rubric) -> Result<Self, Vec<Problem>> {
        let style = PrettyConfig::new().extensions(Extensions::IMPLICIT_SOME);
        // A rubric holds numbers and texts only, which RON can always write.
        let text = ron::ser::to_string_pretty(rubric, style).unwrap_or_default();
        Self::parse("rubric.ron", &text)
    }

    /// The rubric.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The text as it was written, with its comments.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A rubric being checked, and what was found so far.
struct Check<'a> {
    source: &'a Arc<Source>,
    outline: Outline,
    /// Whether all of it could be read; else only what is written is judged, not what stands in for the rest.
    whole: bool,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn rubric(mut self, rubric: &Rubric) -> Vec<Problem> {
        if rubric.format != 1 {
            self.fault(&[Step::Name("format")], Fault::WrongFormat(rubric.format));
        }
        if rubric.number != RUBRIC || !rubric.scores_as(&Rubric::builtin()) {
            self.within(&["number"], i64::from(rubric.number), i64::from(RUBRIC) + 1, i64::from(LAST));
        }
        for language in Language::ALL {
            if !rubric.title.has(language) {
                self.fault(&[Step::Name("title")], Fault::MissingText(language));
            } else if rubric.title.get(language).trim().is_empty() {
                self.fault(&[Step::Name("title")], Fault::BlankText);
            }
        }
        let marks = [("floor", Some(rubric.floor)), ("pass", rubric.pass), ("cap", rubric.cap)];
        for (name, mark) in marks {
            self.within(&[name], mark.map_or(0, i64::from), 0, 100);
        }
        if let Some(weights) = rubric.weights {
            let each =
                [("empathy", weights.empathy), ("tools", weights.tools), ("resolution", weights.resolution)];
            for (name, weight) in each {
                self.within(&["weights", name], i64::from(weight), 0, 100);
            }
            if each.iter().all(|(_, weight)| *weight == 0) {
                self.fault(&[Step::Name("weights")], Fault::NoWeight);
            }
        }
        let points = &rubric.points;
        for (name, points) in points.earned() {
            self.within(&["points", name], i64::from(points), 0, 100);
        }
        self.part("generic", points.generic, "opportunity", points.opportunity);
        self.part("wrong_reason", points.wrong_reason, "draft", points.draft);
        for (name, points) in points.taken() {
            self.within(&["points", name], i64::from(points), -100, 0);
        }
        self.problems
    }

    /// What is earned in part is worth no more than the whole; the fault is shown at the one that is written.
    fn part(&mut self, part: &str, worth: i32, whole: &str, most: i32) {
        let [worth, most] = [worth, most].map(i64::from);
        let sound = |points| (0..=100).contains(&points);
        if worth <= most || !sound(worth) || !sound(most) {
            return;
        }
        let path = [Step::Name("points"), Step::Name(part)];
        if self.outline.follow(&self.source.text, &path).1 == path.len() {
            self.within(&["points", part], worth, 0, most);
        } else {
            self.within(&["points", whole], most, worth, 100);
        }
    }

    fn within(&mut self, path: &[&str], value: i64, least: i64, most: i64) {
        if !(least..=most).contains(&value) {
            let path: Vec<Step<'_>> = path.iter().map(|name| Step::Name(name)).collect();
            self.fault(&path, Fault::Outside { value, least, most });
        }
    }

    fn fault(&mut self, path: &[Step<'_>], what: Fault) {
        let (node, taken) = self.outline.follow(&self.source.text, path);
        let kept = node.and_then(|node| self.outline.node(node)).is_some_and(|node| !node.removed);
        let written = kept && taken == path.len();
        if !(self.whole || written) {
            return;
        }
        let span = node.map_or(0..0, |node| {
            if taken == path.len() { self.outline.value(node) } else { self.outline.head(node) }
        });
        self.problems.push(Problem::new(self.source, span, what));
    }
}
