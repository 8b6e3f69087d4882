//! The script: beats, rules, drafts and what is planted in them.

use super::super::beat::{Beat, FaultKind, Planted, Rule};
use super::super::fact::Source;
use super::super::fault::{Fault, Kind, Never};
use super::super::place::{At, SCENARIO};
use super::super::problem::Note;
use super::super::text::{Language, Text};
use super::super::value::Path;
use super::super::when::When;
use super::condition::{Judge, Place};
use super::names::known;
use super::{Context, Findings, wording};

/// Beats, `always` and drafts.
pub(super) fn check(judge: &Judge<'_>, found: &mut Findings) {
    let file = judge.context.file;
    known(found, &SCENARIO.name("start"), Kind::Beat, &file.start, &judge.names.beats);
    rules(judge, found, &SCENARIO.name("always"), &file.always);
    let beats = SCENARIO.name("beats");
    for (name, beat) in &file.beats {
        let at = beats.name(name);
        if *name == file.start && beat.says.is_empty() && !judge.context.damaged.contains("beats") {
            found.head(&at, Fault::Empty("says"));
        }
        self::beat(judge, found, &at, beat);
    }
}

fn beat(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, beat: &Beat) {
    rules(judge, found, &at.name("hears"), &beat.hears);
    if let Some(to) = beat.silence.as_ref().and_then(|silence| silence.to.as_ref()) {
        known(found, &at.name("silence").name("to"), Kind::Beat, to, &judge.names.beats);
    }
    let examples = at.name("examples");
    for (index, example) in beat.examples.iter().enumerate() {
        let here = examples.index(index);
        if example.acts.is_empty() && example.tells.is_empty() {
            found.head(&here, Fault::Empty("acts"));
        }
        let tells = here.name("tells");
        for (place, fact) in example.tells.iter().enumerate() {
            known(found, &tells.index(place), Kind::Fact, fact, &judge.names.facts);
        }
    }
    if let Some(draft) = &beat.draft {
        planted(judge, found, &at.name("draft"), &draft.text, &draft.faults);
    }
}

fn rules(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, rules: &[Rule]) {
    for (index, rule) in rules.iter().enumerate() {
        let here = at.index(index);
        judge.check(found, &here.name("when"), &rule.when, Place::Rule, true);
        if let Some(to) = &rule.to {
            known(found, &here.name("to"), Kind::Beat, to, &judge.names.beats);
        }
        let before = rules.iter().take(index).position(|one| shadows(one, rule));
        if let Some(before) = before {
            let first = at.index(before);
            found.related(
                &here.name("when"),
                Fault::NeverFires(Never::Shadowed),
                &first.name("when"),
                Note::First,
            );
        }
    }
}

/// Whether `one`, standing first, always moves before `rule` can: harm goes first, else the order counts.
fn shadows(one: &Rule, rule: &Rule) -> bool {
    let harms = |rule: &Rule| rule.mood.anger > 0 || rule.mood.worry > 0 || rule.mood.trust < 0;
    let first = harms(one) || !harms(rule);
    one.to.is_some() && rule.to.is_some() && !one.once && one.when == rule.when && first
}

/// Faults planted in a draft or a summary.
pub(super) fn planted(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, text: &Text, faults: &[Planted]) {
    let at = at.name("faults");
    for (index, fault) in faults.iter().enumerate() {
        let here = at.index(index);
        let mut told = false;
        if let FaultKind::WrongFact(name) = &fault.is {
            let kind = here.name("is");
            known(found, &kind.inside(), Kind::Fact, name, &judge.names.facts);
            told = !judge.names.facts.contains(name)
                || judge.context.damaged.contains("facts")
                || judge.context.file.facts.get(name).is_some_and(|fact| !fact.from.is_empty());
        }
        match &fault.disproof {
            Some(source) => self::source(judge, found, &here.name("disproof"), source),
            // A tone is in the words themselves; no record could show it.
            None if told || fault.why.is_some() || fault.is == FaultKind::Tone => {}
            None => found.head(&here, Fault::NotDisproved),
        }
        for language in languages(judge.context, text, &fault.words) {
            let words = fault.words.get(language);
            let there = letters(text.get(language)).contains(&letters(words));
            if !there && !words.trim().is_empty() {
                let what = Fault::WordsNotInText { words: words.to_owned(), language };
                found.value(&wording(&here.name("words"), &fault.words, language), what);
            }
        }
    }
}

/// The languages in which both texts can be compared; one suffices where both are plain.
fn languages(context: &Context<'_>, text: &Text, words: &Text) -> Vec<Language> {
    let mut all: Vec<Language> =
        context.file.languages.iter().copied().filter(|one| text.has(*one) && words.has(*one)).collect();
    if matches!((text, words), (Text::Plain(_), Text::Plain(_))) {
        all.truncate(1);
    }
    all
}

/// Letters and digits, small: as the session compares an edited draft.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where something can be learnt.
pub(super) fn source(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, source: &Source) {
    let names = judge.names;
    let desk = &judge.context.file.desk;
    let inside = at.inside();
    match source {
        Source::Article(id) => known(found, &inside, Kind::Article, id, &names.articles),
        Source::Service(name) => known(found, &inside, Kind::Service, name, &names.services),
        Source::Tool(name) => known(found, &inside, Kind::Tool, name, &names.tools),
        Source::Beat(name) => known(found, &inside, Kind::Beat, name, &names.beats),
        Source::Policy(place) => {
            if *place >= desk.policies.len() && !judge.context.damaged.contains("desk") {
                let known = (0..desk.policies.len()).map(|place| place.to_string()).collect();
                let what = Fault::Unknown { kind: Kind::Policy, name: place.to_string(), near: None, known };
                found.value(&inside, what);
            }
        }
        Source::Supervisor => {
            if desk.supervisor.is_none() && !judge.context.damaged.contains("desk") {
                let (kind, name) = (Kind::Supervisor, String::new());
                found.value(at, Fault::Unknown { kind, name, near: None, known: Vec::new() });
            }
        }
        Source::Field(written) => match written.parse::<Path>() {
            Ok(path) => names.field(found, &inside, &path, true),
            Err(_) => found.value(&inside, Fault::BadPath(written.clone())),
        },
        Source::Briefing => {}
    }
}

/// Every beat a rule or a silence leads to, from anywhere.
pub(super) fn leads(rule: &Rule) -> Option<&str> {
    rule.to.as_deref()
}

/// Whether a condition, or a part of it that must hold, is `wanted`.
pub(super) fn demands(when: &When, wanted: &When) -> bool {
    when == wanted || matches!(when, When::All(parts) if parts.iter().any(|part| demands(part, wanted)))
}
