//! The lexicon files as a trainer writes them, checked and compiled.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::fault::{Fault, FaultKind};
use super::fold;
use super::marks::{self, StopWords};
use super::pattern::{Builder, Patterns};
use crate::scenario::act::Act;
use crate::scenario::text::Language;

/// A map that refuses a key written twice, which RON accepts in silence.
#[derive(Debug)]
struct Unique<V>(BTreeMap<String, V>);

impl<V> Default for Unique<V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Unique<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(std::marker::PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = Unique<V>;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("a map with every key once")
            }

            fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Unique<V>, A::Error> {
                crate::scenario::text::unique(access).map(Unique)
            }
        }
        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Language,
    #[serde(default)]
    classes: Unique<Vec<String>>,
    #[serde(default)]
    stop_words: Vec<String>,
    #[serde(default)]
    negators: Vec<String>,
    #[serde(default)]
    not_negating: Vec<String>,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    requests: Vec<String>,
    #[serde(default)]
    holds: Vec<String>,
    /// What somebody else said.
    #[serde(default)]
    reports: Vec<String>,
    /// What is only supposed, or was so once.
    #[serde(default)]
    supposes: Vec<String>,
    /// What is turned down without a negator.
    #[serde(default)]
    refusals: Vec<String>,
    /// Questions that lay out what there is to choose from.
    #[serde(default)]
    offers: Vec<String>,
    /// Questions to which a yes is no answer.
    #[serde(default)]
    choices: Vec<String>,
    /// Words that show that a clause does more than name an identity item.
    #[serde(default)]
    actions: Vec<String>,
    #[serde(default)]
    identity: Unique<Vec<String>>,
    #[serde(default)]
    acts: Unique<Entry>,
    #[serde(default)]
    judgements: Unique<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    base: i32,
    #[serde(default = "even")]
    heard_from: u8,
    #[serde(default)]
    groups: Unique<Group>,
    #[serde(default)]
    marks: Unique<i32>,
}

fn even() -> u8 {
    50
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    points: i32,
    #[serde(default)]
    form: Form,
    #[serde(default)]
    place: Place,
    #[serde(default)]
    even_negated: bool,
    /// Beginnings of a next clause that cancel the group: "sorry" before "but no" regrets nothing.
    #[serde(default)]
    cancelled_by_next: Vec<String>,
    phrases: Vec<String>,
}

/// Whether a phrase counts in questions, in statements, or in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) enum Form {
    #[default]
    Either,
    Asking,
    Telling,
}

/// Where in the reply a phrase counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) enum Place {
    #[default]
    Anywhere,
    Start,
    End,
}

/// What a compiled pattern is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Group(usize),
    /// In the clause behind a hit of this group, cancels it.
    Cancels(usize),
    Negator,
    NotNegating,
    Question,
    Request,
    Hold,
    Report,
    Suppose,
    Refusal,
    Offer,
    Choice,
    Action,
    Item(usize),
}

/// When a group of phrases counts.
#[derive(Debug)]
pub(super) struct Conditions {
    pub(super) form: Form,
    pub(super) place: Place,
    pub(super) even_negated: bool,
}

/// What is added up for one act or judgement.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) base: i32,
    pub(super) heard_from: u8,
    /// Mark number, ascending, and its points, tenths of log-odds.
    pub(super) weights: Vec<(usize, i32)>,
}

/// One compiled lexicon.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) language: Language,
    pub(super) patterns: Patterns,
    pub(super) roles: Vec<Role>,
    pub(super) groups: Vec<Conditions>,
    /// Names of all marks: those of structure first, then `act.group`.
    pub(super) marks: Vec<String>,
    pub(super) acts: Vec<(Act, Head)>,
    pub(super) judgements: BTreeMap<String, Head>,
    pub(super) stop_words: StopWords,
    pub(super) items: Vec<String>,
}

/// The judgements a lexicon may hold beside the acts.
const JUDGEMENTS: [&str; 3] = ["stuffed", "warm", "specific"];

struct Compiler<'a> {
    file: &'a str,
    source: &'a str,
    faults: Vec<Fault>,
    builder: Builder,
    roles: Vec<Role>,
}

impl Compiler<'_> {
    /// Reports a fault at the `nth` place where the text stands in quotes.
    fn fault(&mut self, text: &str, nth: usize, what: FaultKind) {
        let quoted = format!("{text:?}");
        let (from, to) = self
            .source
            .match_indices(&quoted)
            .nth(nth)
            .map_or((0, 0), |(from, found)| (from, from + found.len()));
        self.faults.push(Fault { file: self.file.to_owned(), from, to, what });
    }

    fn phrase(&mut self, phrase: &str, role: Role) {
        for variant in variants(phrase) {
            match self.builder.pattern(&variant) {
                Ok(()) => self.roles.push(role),
                Err(what) => return self.fault(phrase, 0, what),
            }
        }
    }

    fn phrases(&mut self, phrases: &[String], role: Role) {
        for phrase in phrases {
            self.phrase(phrase, role);
        }
    }
}

/// Reads one file; every fault at once.
pub(super) fn parse(file: &str, source: &str) -> Result<Lexicon, Vec<Fault>> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let read: File = options.from_str(source).map_err(|error| {
        let (from, to) = (offset(source, error.span.start), offset(source, error.span.end));
        vec![Fault { file: file.to_owned(), from, to, what: FaultKind::Syntax(error.code.to_string()) }]
    })?;
    let gap = match read.language {
        Language::En => 5,
        Language::Zh => 8,
    };
    let mut compiler =
        Compiler { file, source, faults: Vec::new(), builder: Builder::new(gap), roles: Vec::new() };
    for built_in in ["figure", "when", "theirs"] {
        compiler.builder.class(built_in, &[]);
    }
    for (name, words) in &read.classes.0 {
        compiler.builder.class(name, words);
    }
    compiler.phrases(&read.negators, Role::Negator);
    compiler.phrases(&read.not_negating, Role::NotNegating);
    compiler.phrases(&read.questions, Role::Question);
    compiler.phrases(&read.requests, Role::Request);
    compiler.phrases(&read.holds, Role::Hold);
    compiler.phrases(&read.reports, Role::Report);
    compiler.phrases(&read.supposes, Role::Suppose);
    compiler.phrases(&read.refusals, Role::Refusal);
    compiler.phrases(&read.offers, Role::Offer);
    compiler.phrases(&read.choices, Role::Choice);
    compiler.phrases(&read.actions, Role::Action);
    let mut items = Vec::new();
    for (item, words) in &read.identity.0 {
        compiler.phrases(words, Role::Item(items.len()));
        items.push(item.clone());
    }
    let mut names: Vec<String> = marks::NAMES.iter().map(|name| (*name).to_owned()).collect();
    let mut groups = Vec::new();
    for (act, entry) in read.acts.0.iter().chain(&read.judgements.0) {
        collect(&mut compiler, act, entry, &mut names, &mut groups);
    }
    let mut acts = Vec::new();
    for (name, entry) in &read.acts.0 {
        let head = head(&mut compiler, name, entry, &names);
        match Act::of(name) {
            Some(act) => acts.push((act, head)),
            None => unknown(&mut compiler, name, &Act::ALL.map(Act::code)),
        }
    }
    acts.sort_by_key(|(act, _)| *act);
    let mut judgements = BTreeMap::new();
    for (name, entry) in &read.judgements.0 {
        if !JUDGEMENTS.contains(&name.as_str()) {
            unknown(&mut compiler, name, &JUDGEMENTS);
        }
        judgements.insert(name.clone(), head(&mut compiler, name, entry, &names));
    }
    let Compiler { mut faults, builder, roles, .. } = compiler;
    let stop_words = StopWords::new(&read.stop_words);
    match builder.build() {
        Ok(patterns) if faults.is_empty() => Ok(Lexicon {
            language: read.language,
            patterns,
            roles,
            groups,
            marks: names,
            acts,
            judgements,
            stop_words,
            items,
        }),
        built => {
            if let Err(what) = built {
                faults.push(Fault { file: file.to_owned(), from: 0, to: 0, what });
            }
            Err(faults)
        }
    }
}

/// The phrase with and without each `(…)?`.
fn variants(phrase: &str) -> Vec<String> {
    let Some((head, tail)) = phrase.split_once(")?") else { return vec![phrase.to_owned()] };
    let before = head.rsplit_once('(').map_or("", |(before, _)| before);
    let rest = variants(tail);
    let with = rest.iter().map(|rest| format!("{head}){rest}"));
    with.chain(rest.iter().map(|rest| format!("{before}{rest}"))).collect()
}

fn unknown(compiler: &mut Compiler<'_>, name: &str, known: &[&str]) {
    let near = known.iter().min_by_key(|other| strsim::levenshtein(name, other));
    let nearest = near.filter(|other| strsim::levenshtein(name, other) <= 3).map(|other| (*other).to_owned());
    compiler.fault(name, 0, FaultKind::UnknownAct { name: name.to_owned(), nearest });
}

fn collect(
    compiler: &mut Compiler<'_>,
    act: &str,
    entry: &Entry,
    names: &mut Vec<String>,
    groups: &mut Vec<Conditions>,
) {
    let mut seen = BTreeSet::new();
    for (group, written) in &entry.groups.0 {
        for phrase in &written.phrases {
            if !seen.insert(phrase.trim().to_lowercase()) {
                compiler.fault(phrase, 1, FaultKind::DoublePhrase(phrase.clone()));
            }
            compiler.phrase(phrase, Role::Group(groups.len()));
        }
        compiler.phrases(&written.cancelled_by_next, Role::Cancels(groups.len()));
        groups.push(Conditions {
            form: written.form,
            place: written.place,
            even_negated: written.even_negated,
        });
        names.push(format!("{act}.{group}"));
    }
}

fn head(compiler: &mut Compiler<'_>, act: &str, entry: &Entry, names: &[String]) -> Head {
    let mut weights = Vec::new();
    let own = entry.groups.0.iter().map(|(group, written)| (format!("{act}.{group}"), group, written.points));
    let marked = entry.marks.0.iter().map(|(mark, points)| (mark.clone(), mark, *points));
    for (name, written, points) in own.chain(marked) {
        match names.iter().position(|other| *other == name) {
            Some(index) => weights.push((index, points)),
            None => compiler.fault(written, 0, FaultKind::UnknownMark(name)),
        }
    }
    weights.sort_unstable();
    Head { base: entry.base, heard_from: entry.heard_from, weights }
}

/// The byte a RON position (line and column from 1, columns in characters) stands at.
fn offset(source: &str, position: ron::error::Position) -> usize {
    let line: usize = source.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let rest = source.get(line..).unwrap_or_default();
    line + rest.char_indices().nth(position.col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// A word without its ending, so that "books" meets "booking".
pub(super) fn stem(word: &str) -> &str {
    for tail in ["ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e"] {
        if let Some(stem) =
            word.strip_suffix(tail).filter(|stem| stem.len() >= 3 && !stem.chars().any(fold::is_han))
        {
            return stem;
        }
    }
    word
}
