//! Rows: an attempt without a name, as item analysis needs it, and how it is read from its log and scorecard.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::criterion::{Criterion, Kind};
use crate::scenario::beat::{FaultKind, Rule};
use crate::scenario::{Language, Scenario, Text};
use crate::score::{Finding, Judged, Scorecard, Why, surviving};
use crate::session::event::{Cause, Event, What};
use crate::session::{Mode, Outcome};

/// What an attempt got for a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub criterion: Criterion,
    /// Points given, or taken where negative.
    pub points: i32,
    /// Points there were to earn; 0 for a pure deduction.
    pub of: i32,
}

/// An attempt that has ended, without a name and without a word of what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The language it was held in.
    pub language: Language,
    /// The mode.
    pub mode: Mode,
    /// Which lines and variants were drawn.
    pub seed: u64,
    /// The hash of the scenario that was played.
    pub version: String,
    /// When it ended.
    pub ended: Timestamp,
    /// How long it took, as the session counts, in seconds.
    pub seconds: u32,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The overall score, 0..=100.
    pub overall: Option<u8>,
    /// Empathy, tools and resolution, each 0..=100.
    pub abilities: [Option<u8>; 3],
    /// What was judged, each criterion once.
    pub marks: Vec<Mark>,
    /// Beats that were entered.
    pub beats: BTreeSet<String>,
    /// Rules that fired, by path (`beats.outburst.hears[1]`).
    pub rules: BTreeSet<String>,
}

/// What is known of an attempt beside its log and scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) language: Language,
    pub(crate) mode: Mode,
    pub(crate) seed: u64,
    pub(crate) version: String,
    pub(crate) ended: Timestamp,
}

/// Reads attempts at one scenario, as one seed draws it, in one language.
#[derive(Clone, Debug)]
pub struct Reader {
    scenario: Option<Arc<Scenario>>,
    language: Language,
    /// Names in the file by their texts in that language.
    facts: Names,
    tools: Names,
    articles: Names,
    fields: Names,
    notes: Names,
    critical: Names,
}

type Names = BTreeMap<String, String>;

impl Reader {
    /// A reader for attempts at `scenario`; where it is not known any more, texts stand for the names they came from.
    pub fn new(scenario: Option<Arc<Scenario>>, language: Language) -> Self {
        let empty = Names::new();
        let mut reader = Self {
            scenario,
            language,
            facts: empty.clone(),
            tools: empty.clone(),
            articles: empty.clone(),
            fields: empty.clone(),
            notes: empty.clone(),
            critical: empty,
        };
        let Some(scenario) = &reader.scenario else { return reader };
        let file = scenario.file();
        let by = |text: &Text, name: &String| (text.get(language).to_owned(), name.clone());
        let facts = file.facts.iter().filter_map(|(name, fact)| Some((fact.named(language)?, name.clone())));
        reader.facts = facts.collect();
        reader.tools = file.desk.tools.iter().map(|(name, tool)| by(&tool.title, name)).collect();
        reader.articles = file.desk.articles.iter().map(|(name, one)| by(&one.title, name)).collect();
        reader.fields = file.wrap_up.fields.iter().map(|(name, field)| by(&field.title, name)).collect();
        let notes = rules(scenario).filter_map(|(path, rule)| Some(by(rule.finding.as_ref()?, &path)));
        reader.notes = notes.collect();
        let critical =
            file.critical.iter().map(|one| by(&one.title, &one.title.get(Language::En).to_owned()));
        reader.critical = critical.collect();
        reader
    }

    /// The scenario, where it is known.
    pub fn scenario(&self) -> Option<&Arc<Scenario>> {
        self.scenario.as_ref()
    }

    /// Whether it reads attempts at this scenario in this language.
    pub(crate) fn reads(&self, scenario: Option<&Arc<Scenario>>, language: Language) -> bool {
        let same = match (&self.scenario, scenario) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (own, other) => own.is_none() && other.is_none(),
        };
        same && self.language == language
    }

    /// The row of an attempt.
    pub(crate) fn row(&self, head: Head, log: &[Event], card: &Scorecard) -> Row {
        let (beats, rules) = self.way(log);
        Row {
            language: head.language,
            mode: head.mode,
            seed: head.seed,
            version: head.version,
            ended: head.ended,
            seconds: log.last().map_or(0, |event| event.at),
            outcome: card.outcome,
            overall: card.overall,
            abilities: [card.empathy, card.tools, card.resolution].map(|ability| ability.score),
            marks: self.marks(log, card),
            beats,
            rules,
        }
    }

    /// What a scorecard judged, each criterion once: what is judged several times is added up.
    pub fn marks(&self, log: &[Event], card: &Scorecard) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::with_capacity(card.findings.len());
        for finding in card.findings.iter().filter(|finding| finding.points != 0 || finding.of != 0) {
            let criterion = self.criterion(finding, log);
            match marks.iter_mut().find(|mark| mark.criterion == criterion) {
                Some(mark) => {
                    mark.points += finding.points;
                    mark.of += finding.of;
                }
                None => marks.push(Mark { criterion, points: finding.points, of: finding.of }),
            }
        }
        marks
    }

    /// The English title of a critical error, from the one in the language of these attempts.
    pub(super) fn critical(&self, what: &str) -> String {
        self.critical.get(what).map_or(what, String::as_str).to_owned()
    }

    /// What a finding judges. `log` is the log it cites.
    pub fn criterion(&self, finding: &Finding, log: &[Event]) -> Criterion {
        let known = |names: &Names, text: &String| names.get(text).unwrap_or(text).clone();
        let (tool, fact) = (|title| known(&self.tools, title), |text| known(&self.facts, text));
        let beat = |last: bool| beat_of(finding, log, last);
        let (kind, name) = match &finding.why {
            Why::Feeling { feeling, .. } => {
                (Kind::Feeling, beat(false).unwrap_or_else(|| format!("{feeling:?}")))
            }
            Why::Owned { .. } | Why::NotOwned { .. } => (Kind::Ownership, String::new()),
            Why::Harm { act, .. } | Why::PerhapsHarm { act, .. } => {
                (Kind::Harm, format!("{act:?}").to_lowercase())
            }
            Why::Forbidden { .. } => (Kind::Forbidden, String::new()),
            Why::Noted { text, .. } => (Kind::Noted, known(&self.notes, text)),
            Why::VerifiedFirst | Why::NotVerified { .. } => (Kind::Verified, String::new()),
            Why::ConsentFirst { tool: title } | Why::NoConsent { tool: title } => {
                (Kind::Consent, tool(title))
            }
            Why::InOrder { tool: title } | Why::OutOfOrder { tool: title } => (Kind::Order, tool(title)),
            Why::TooEarly { tool: title, .. } => (Kind::TooEarly, tool(title)),
            Why::OverLimit { tool: title } => (Kind::OverLimit, tool(title)),
            Why::NotApproved { tool: title } => (Kind::NotApproved, tool(title)),
            Why::Draft { judged, .. } => {
                let good = matches!(judged, Judged::Used | Judged::FalseAlarm);
                let kind = if good { Kind::GoodDraft } else { Kind::FaultyDraft };
                (kind, beat(true).unwrap_or_default())
            }
            Why::AskedNever { item } => (Kind::AskedNever, item.clone()),
            Why::Checked { fact: text } | Why::Unchecked { fact: text } => (Kind::Checked, fact(text)),
            Why::Stale { article, .. } => (Kind::Stale, known(&self.articles, article)),
            Why::Summary { fault, .. } => (Kind::Summary, fault_name(fault)),
            Why::Goal { .. } => (Kind::Goal, String::new()),
            Why::MustTell { fact: text, .. } => (Kind::MustTell, fact(text)),
            Why::Left { .. } => (Kind::Left, String::new()),
            Why::Ended { .. } => (Kind::Ended, String::new()),
            Why::NotFiled => (Kind::NotFiled, String::new()),
            Why::Disposition { .. } => (Kind::Disposition, String::new()),
            Why::TicketField { field, .. } => (Kind::Field, known(&self.fields, field)),
            Why::ToldFalse { fact: text, .. } => (Kind::ToldFalse, fact(text)),
            Why::Overpromised { .. } => (Kind::Overpromised, String::new()),
            Why::CutOff => (Kind::CutOff, String::new()),
        };
        Criterion { kind, name }
    }

    /// The beats a log entered, and the rules it shows to have fired.
    ///
    /// A rule shows in the mood it moved, the line it had the customer say, the finding it left, or the beat it led to.
    /// Where two rules would show the same, both count as fired: that nobody gives a reply must be sure.
    fn way(&self, log: &[Event]) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut beats, mut fired) = (BTreeSet::new(), BTreeSet::new());
        // The beat in which the last reply was given, while what follows may be its doing.
        let (mut beat, mut answering) = (String::new(), None::<String>);
        for (_, event) in surviving(log) {
            let mut show = |shows: &dyn Fn(&Rule) -> bool| {
                let Some((scenario, heard)) = self.scenario.as_ref().zip(answering.as_deref()) else {
                    return;
                };
                fired.extend(rules_in(scenario, heard).filter(|(_, rule)| shows(rule)).map(|(path, _)| path));
            };
            if let What::Entered { beat: entered } = &event.what {
                show(&|rule| rule.to.as_ref() == Some(entered));
                answering = None;
                beats.insert(entered.clone());
                beat.clone_from(entered);
            } else if let What::Replied(_) = &event.what {
                answering = Some(beat.clone());
            } else if let What::Customer { text } = &event.what {
                show(&|rule| rule.says.iter().any(|line| line.get(self.language) == text));
            } else if let What::Noted { text, .. } = &event.what {
                let notes = |finding: &Text| finding.get(self.language) == text;
                show(&|rule| rule.finding.as_ref().is_some_and(notes));
            } else if let What::Moved { because: Cause::Rule { path, .. }, .. } = &event.what {
                fired.insert(path.clone());
            } else if let What::Silent { .. } = &event.what {
                answering = None;
            }
        }
        (beats, fired)
    }
}

/// The beat of the first or last event a finding cites that names one.
fn beat_of(finding: &Finding, log: &[Event], last: bool) -> Option<String> {
    let mut beats = finding.events.iter().filter_map(|index| {
        let event = log.get(usize::try_from(*index).ok()?)?;
        if let What::Showed { beat, .. } | What::DraftJudged { beat, .. } = &event.what {
            Some(beat.clone())
        } else {
            None
        }
    });
    if last { beats.next_back() } else { beats.next() }
}

/// A planted fault by its name in the file.
fn fault_name(fault: &FaultKind) -> String {
    match fault {
        FaultKind::WrongFact(fact) => format!("wrong_fact.{fact}"),
        FaultKind::WrongPolicy => "wrong_policy".to_owned(),
        FaultKind::Privacy => "privacy".to_owned(),
        FaultKind::Tone => "tone".to_owned(),
        FaultKind::WrongCustomer => "wrong_customer".to_owned(),
    }
}

/// Every rule a scenario's author wrote, by its path.
pub(super) fn rules(scenario: &Scenario) -> impl Iterator<Item = (String, &Rule)> {
    let beats = scenario.file().beats.iter();
    beats.flat_map(|(name, beat)| listed(format!("beats.{name}.hears"), &beat.hears)).chain(always(scenario))
}

/// The rules that are tried on a reply in a beat.
fn rules_in<'a>(scenario: &'a Scenario, beat: &str) -> impl Iterator<Item = (String, &'a Rule)> {
    let own = scenario.file().beats.get(beat).map_or(&[][..], |beat| beat.hears.as_slice());
    listed(format!("beats.{beat}.hears"), own).chain(always(scenario))
}

fn always(scenario: &Scenario) -> impl Iterator<Item = (String, &Rule)> {
    listed("always".to_owned(), &scenario.file().always)
}

fn listed(list: String, rules: &[Rule]) -> impl Iterator<Item = (String, &Rule)> {
    rules.iter().enumerate().map(move |(index, rule)| (format!("{list}[{index}]"), rule))
}
