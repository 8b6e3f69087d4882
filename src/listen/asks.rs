//! Which identity items a reply asks the customer for.

use std::collections::BTreeMap;

use super::Asked;
use super::fold::{Folded, count, is_han};
use super::lexicon::Role;
use super::memo::Memo;
use super::score::{Reading, negators};
use crate::scenario::text::{Language, Phrases};

/// A clause of at most this many words or characters that names an item continues a list of what is asked.
const LIST: usize = 10;

pub(super) fn asks(
    readings: &[Reading<'_>],
    own_words: &BTreeMap<String, Phrases>,
    memo: &Memo,
) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    for reading in readings {
        let denied: Vec<_> = negators(&reading.hits, reading.lexicon);
        let mut named: Vec<(&str, usize, usize)> = own(&reading.text, own_words, memo);
        for hit in &reading.hits {
            if let Some(Role::Item(item)) = reading.lexicon.roles.get(hit.pattern)
                && let Some(item) = reading.lexicon.items.get(*item)
            {
                named.push((item, hit.start, hit.end));
            }
        }
        let longest = named.clone();
        named.retain(|(_, start, end)| {
            !longest.iter().any(|(_, s, e)| s <= start && end <= e && e - s > end - start)
        });
        for (item, start, end) in named {
            let Some(clause) = reading.text.clause_at(start) else { continue };
            let no = denied.iter().any(|negator| negator.clause == clause && negator.end <= start);
            if !no && wanted(reading, clause, &denied) {
                let (from, to) = reading.text.span(start, end);
                let again = found.iter().any(|asked| asked.item == item);
                if !again {
                    found.push(Asked { item: item.to_owned(), from, to });
                }
            }
        }
    }
    found.sort_by_key(|asked| asked.from);
    found
}

/// The scenario's own words for its items.
fn own<'a>(
    text: &Folded,
    own_words: &'a BTreeMap<String, Phrases>,
    memo: &Memo,
) -> Vec<(&'a str, usize, usize)> {
    let mut found = Vec::new();
    for (item, phrases) in own_words {
        for phrase in Language::ALL.iter().flat_map(|language| phrases.get(*language)) {
            let phrase = memo.phrase(phrase);
            if phrase.is_empty() {
                continue;
            }
            let places = text.text.match_indices(phrase.as_str()).map(|(at, word)| (at, at + word.len()));
            found.extend(
                places.filter(|(start, end)| text.whole(*start, *end)).map(|(s, e)| (item.as_str(), s, e)),
            );
        }
    }
    found
}

/// Whether the clause asks for what it names, or continues a list that does.
fn wanted(reading: &Reading<'_>, clause: usize, denied: &[super::pattern::Hit]) -> bool {
    let requests = |clause: usize| {
        reading.hits.iter().any(|hit| {
            hit.clause == clause
                && reading.lexicon.roles.get(hit.pattern) == Some(&Role::Request)
                && !denied.iter().any(|negator| negator.clause == clause && negator.end <= hit.end)
        })
    };
    if requests(clause) {
        return true;
    }
    let Some(here) = reading.text.clauses.get(clause) else { return false };
    if !lists(reading, clause) {
        return false;
    }
    if reading.asks.get(clause).copied().unwrap_or(false) {
        return true;
    }
    let near = clause.saturating_sub(3)..=clause + 2;
    near.clone().any(|other| {
        let joined = reading
            .text
            .clauses
            .get(other)
            .is_some_and(|c| c.sentence == here.sentence || other + 1 == clause);
        let (low, high) = (other.min(clause), other.max(clause));
        let unbroken = (low + 1..high).all(|between| lists(reading, between));
        other != clause && joined && unbroken && requests(other)
    })
}

/// A short clause with nobody acting in it: "your date of birth", "手机尾号".
fn lists(reading: &Reading<'_>, clause: usize) -> bool {
    let Some(here) = reading.text.clauses.get(clause) else { return false };
    let words = reading.text.words(here);
    let limit = if words.chars().any(is_han) { LIST + 4 } else { LIST };
    !reading.says(clause, Role::Action) && count(words) <= limit
}
