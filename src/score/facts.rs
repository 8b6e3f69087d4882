//! Facts told: whether they were looked up first, told falsely, and told at all.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{AbilityKind, Finding};
use super::log::Case;
use super::points;
use super::reading::quote;
use super::why::Why;
use crate::listen::{Told, Truth};
use crate::scenario::Source;
use crate::session::event::{Event, Reply, What};

/// Findings under tools: checked before telling, or told out of an article that is out of date.
pub(super) fn checking(case: &Case<'_>) -> Vec<Finding> {
    let (mut findings, mut seen) = (Vec::new(), BTreeSet::new());
    for (index, _, reply, told) in all(case) {
        let words = quote(&reply.text, told.from, told.to);
        match told.truth {
            Truth::True if seen.insert(told.fact.as_str()) => {
                if let Some(finding) = checked(case, index, &told.fact) {
                    findings.push(finding.quoting(words));
                }
            }
            Truth::False => {
                let stale = stale_article(case, index, &told.fact);
                findings.extend(stale.map(|(why, read)| {
                    Finding::new(AbilityKind::Tools, case.points.stale, 0, why, vec![read, index])
                        .quoting(words)
                }));
            }
            Truth::True | Truth::Hedged => {}
        }
    }
    let mut stale: Vec<Why> = Vec::new();
    findings.retain(|finding| {
        let again = stale.contains(&finding.why);
        stale.push(finding.why.clone());
        !again
    });
    findings
}

/// Findings under resolution: each fact told falsely, once.
pub(super) fn told_falsely(case: &Case<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let falsely = all(case).filter(|(_, _, _, told)| told.truth == Truth::False && seen.insert(&told.fact));
    let findings = falsely.map(|(index, at, reply, told)| {
        let why = Why::ToldFalse { fact: wording(case, &told.fact), at };
        Finding::new(AbilityKind::Resolution, case.points.told_false, 0, why, vec![index]).quoting(quote(
            &reply.text,
            told.from,
            told.to,
        ))
    });
    findings.collect()
}

/// Findings under resolution: each fact the customer had to be told.
pub(super) fn must_tell(case: &Case<'_>) -> Vec<Finding> {
    let wanted = &case.file.goal.told;
    let findings = wanted.iter().enumerate().map(|(position, fact)| {
        let cautious = case.file.facts.get(fact).is_some_and(|fact| fact.cautious);
        let of = points::share(case.points.told, position, wanted.len());
        let mut tellings = all(case).filter(|(_, _, _, told)| told.fact == *fact);
        let telling = tellings.find(|(_, _, _, told)| match told.truth {
            Truth::True => true,
            Truth::Hedged => cautious,
            Truth::False => false,
        });
        let why = Why::MustTell { fact: wording(case, fact), told: telling.is_some() };
        let finding = Finding::new(AbilityKind::Resolution, 0, of, why, Vec::new());
        let Some((index, _, reply, told)) = telling else { return finding };
        Finding { points: of, events: vec![index], ..finding }.quoting(quote(&reply.text, told.from, told.to))
    });
    findings.collect()
}

fn all<'a>(case: &'a Case<'_>) -> impl Iterator<Item = (u32, u32, &'a Reply, &'a Told)> {
    case.replies().flat_map(|(index, at, reply)| reply.told.iter().map(move |told| (index, at, reply, told)))
}

/// What a fact is about in the session's language.
fn wording(case: &Case<'_>, fact: &str) -> String {
    let named = case.file.facts.get(fact).and_then(|known| known.named(case.language));
    named.unwrap_or_else(|| fact.to_owned())
}

/// Whether a true fact was looked up before it was told; not judged where it is in plain sight.
fn checked(case: &Case<'_>, index: u32, name: &str) -> Option<Finding> {
    let sources = &case.file.facts.get(name)?.from;
    let mut before = case.log.iter().take_while(|(at, _)| *at < index);
    let opened = before.find(|(_, event)| sources.iter().any(|source| opens(case, event, source)));
    let fact = wording(case, name);
    if let Some((read, _)) = opened {
        let why = Why::Checked { fact };
        return Some(Finding::new(
            AbilityKind::Tools,
            case.points.checked,
            case.points.checked,
            why,
            vec![*read, index],
        ));
    }
    let hidden = !sources.is_empty() && sources.iter().all(must_be_opened);
    hidden.then(|| {
        Finding::new(AbilityKind::Tools, 0, case.points.checked, Why::Unchecked { fact }, vec![index])
    })
}

/// Whether one has to do something to see the source.
fn must_be_opened(source: &Source) -> bool {
    match source {
        Source::Article(_) | Source::Field(_) | Source::Tool(_) | Source::Supervisor => true,
        Source::Service(_) | Source::Policy(_) | Source::Beat(_) | Source::Briefing => false,
    }
}

/// Whether an event opens the source.
fn opens(case: &Case<'_>, event: &Event, source: &Source) -> bool {
    match (&event.what, source) {
        (What::Read { article }, Source::Article(id)) => article == id,
        (What::Used { tool, .. }, Source::Tool(name)) => tool == name,
        (What::Used { tool, args, shows, .. }, Source::Field(path)) => {
            let shown = |record: &String| {
                path.strip_prefix(record.as_str()).is_some_and(|rest| rest.starts_with('.'))
            };
            let says = case.file.desk.tools.get(tool).and_then(|tool| tool.says.as_ref());
            shows.iter().any(shown) || says.is_some_and(|says| prints(says.get(case.language), args, path))
        }
        (What::Notice { service: Some(service), .. }, Source::Service(name)) => service == name,
        (What::Consulted { .. }, Source::Supervisor) => true,
        _ => false,
    }
}

/// Whether what a tool prints holds the field at `path`.
fn prints(says: &str, args: &BTreeMap<String, String>, path: &str) -> bool {
    let filled =
        args.iter().fold(says.to_owned(), |says, (name, given)| says.replace(&format!("{{{name}}}"), given));
    filled.contains(&format!("{{{path}}}"))
}

/// The article out of date, read before, that misled: one of the fact's sources, or one that says the false wording.
fn stale_article(case: &Case<'_>, index: u32, name: &str) -> Option<(Why, u32)> {
    let fact = case.file.facts.get(name)?;
    let before = case.log.iter().take_while(|(at, _)| *at < index);
    before
        .filter_map(|&(at, event)| {
            let What::Read { article: id } = &event.what else { return None };
            let article = case.file.desk.articles.get(id)?;
            let stale = article.stale.as_ref()?;
            let body = article.body.get(case.language).to_lowercase();
            let says =
                |wording: &String| wording.split(" + ").all(|part| body.contains(&part.to_lowercase()));
            let misled = fact.from.contains(&Source::Article(id.clone()))
                || fact.wrong.get(case.language).iter().any(says);
            let title = article.title.get(case.language).to_owned();
            let truth = stale.truth.get(case.language).to_owned();
            misled.then_some((Why::Stale { article: title, truth }, at))
        })
        .last()
}
