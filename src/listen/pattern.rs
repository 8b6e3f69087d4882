//! Phrases and gap patterns: compiled once into one automaton, matched in one pass.
//!
//! A pattern is words with `(a|b)` for alternatives, `<class>` for a list of words, `*` for a few words or characters
//! between, `^` and `$` for the beginning and end of a clause.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::fault::FaultKind;
use super::fold::Folded;

/// Where a pattern matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) pattern: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) clause: usize,
}

/// Bytes a gap may skip at most.
const REACH: usize = 63;

/// Where slots were found, as first byte and end byte, side by side for every slot.
struct Places {
    all: Vec<(usize, usize)>,
    /// For every slot where its places begin; they end where those of the next begin.
    begins: Vec<usize>,
}

impl Places {
    /// Sorts by counting: a reply has thousands of places, and comparing them would cost most of the hearing.
    fn new(found: &[(usize, usize, usize)], slots: usize) -> Self {
        let mut begins = vec![0; slots + 2];
        for (slot, ..) in found {
            if let Some(count) = begins.get_mut(slot + 2) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        let mut all = vec![(0, 0); found.len()];
        for (slot, start, end) in found {
            if let Some(next) = begins.get_mut(slot + 1) {
                if let Some(place) = all.get_mut(*next) {
                    *place = (*start, *end);
                }
                *next += 1;
            }
        }
        for pair in begins.windows(2) {
            if let [from, to] = pair
                && let Some(places) = all.get_mut(*from..*to)
            {
                places.sort_unstable();
            }
        }
        Self { all, begins }
    }

    /// The places of a slot that begin at `from` or behind it, the nearest first.
    fn behind(&self, slot: usize, from: usize) -> &[(usize, usize)] {
        let places = self.of(slot);
        places.get(places.partition_point(|(start, _)| *start < from)..).unwrap_or_default()
    }

    fn of(&self, slot: usize) -> &[(usize, usize)] {
        let (Some(begin), Some(end)) = (self.begins.get(slot), self.begins.get(slot + 1)) else { return &[] };
        self.all.get(*begin..*end).unwrap_or_default()
    }
}

#[derive(Debug)]
struct Part {
    slot: usize,
    gap: bool,
}

#[derive(Debug)]
struct Pattern {
    parts: Vec<Part>,
    opens: bool,
    closes: bool,
}

/// Collects patterns before they are compiled.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: BTreeMap<String, Vec<usize>>,
    slots: BTreeMap<String, usize>,
    patterns: Vec<Pattern>,
    gap: usize,
}

/// The compiled patterns of one language.
#[derive(Debug)]
pub(super) struct Patterns {
    automaton: AhoCorasick,
    slots_of: Vec<Vec<usize>>,
    slots: BTreeMap<String, usize>,
    all: Vec<Pattern>,
    gap: usize,
    by_first: Vec<Vec<usize>>,
}

/// Words brought into the shape the text is in.
pub(super) fn fold_phrase(phrase: &str) -> String {
    Folded::new(phrase).text
}

impl Builder {
    /// A `*` will skip at most `gap` words (English) or characters (Chinese).
    pub(super) fn new(gap: usize) -> Self {
        Self { gap, ..Self::default() }
    }

    /// Declares a class; one without words is filled by the caller at matching time.
    pub(super) fn class(&mut self, name: &str, words: &[String]) {
        let slot = self.slot(&format!("<{name}>"));
        for word in words {
            self.word(&fold_phrase(word), slot);
        }
    }

    fn slot(&mut self, key: &str) -> usize {
        let next = self.slots.len();
        *self.slots.entry(key.to_owned()).or_insert(next)
    }

    fn word(&mut self, word: &str, slot: usize) {
        if !word.is_empty() {
            let slots = self.words.entry(word.to_owned()).or_default();
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
    }

    /// Adds a pattern; the first has the number 0.
    pub(super) fn pattern(&mut self, source: &str) -> Result<(), FaultKind> {
        let broken = || FaultKind::BrokenPattern(source.to_owned());
        let mut rest = source.trim();
        let opens = rest.starts_with('^');
        rest = rest.trim_start_matches('^');
        let closes = rest.ends_with('$');
        rest = rest.trim_end_matches('$');
        let mut parts: Vec<Part> = Vec::new();
        let mut gap = false;
        while !rest.is_empty() {
            let slot = match rest.chars().next() {
                Some('*') => {
                    gap = true;
                    rest = rest.get(1..).unwrap_or_default();
                    continue;
                }
                Some('(') => {
                    let (inner, tail) = rest.get(1..).and_then(|r| r.split_once(')')).ok_or_else(broken)?;
                    rest = tail;
                    let slot = self.slot(&format!("({inner})"));
                    for word in inner.split('|') {
                        self.word(&fold_phrase(word), slot);
                    }
                    slot
                }
                Some('<') => {
                    let (name, tail) = rest.get(1..).and_then(|r| r.split_once('>')).ok_or_else(broken)?;
                    rest = tail;
                    let known = self.slots.get(&format!("<{name}>")).copied();
                    known.ok_or_else(|| FaultKind::UnknownClass(name.to_owned()))?
                }
                _ => {
                    let end = rest.find(['*', '(', '<']).unwrap_or(rest.len());
                    let (words, tail) = rest.split_at(end);
                    rest = tail;
                    let words = fold_phrase(words);
                    if words.is_empty() {
                        continue;
                    }
                    let slot = self.slot(&words);
                    self.word(&words, slot);
                    slot
                }
            };
            parts.push(Part { slot, gap: std::mem::take(&mut gap) });
        }
        if parts.is_empty() {
            return Err(if fold_phrase(source).is_empty() { FaultKind::EmptyPhrase } else { broken() });
        }
        self.patterns.push(Pattern { parts, opens, closes });
        Ok(())
    }

    pub(super) fn build(self) -> Result<Patterns, FaultKind> {
        let broken = |error: &dyn std::fmt::Display| FaultKind::BrokenPattern(error.to_string());
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(self.words.keys())
            .map_err(|error| broken(&error))?;
        let count = self.slots.len();
        let mut by_first = vec![Vec::new(); count];
        for (index, pattern) in self.patterns.iter().enumerate() {
            if let Some(list) = pattern.parts.first().and_then(|part| by_first.get_mut(part.slot)) {
                list.push(index);
            }
        }
        let slots_of = self.words.into_values().collect();
        Ok(Patterns { automaton, slots_of, slots: self.slots, all: self.patterns, gap: self.gap, by_first })
    }
}

impl Patterns {
    /// Every match of every pattern, each within one clause; `extra` are class hits found elsewhere, as
    /// (class, first byte, end byte).
    pub(super) fn find(&self, text: &Folded, extra: &[(&str, usize, usize)]) -> Vec<Hit> {
        let mut found_at = Vec::new();
        for found in self.automaton.find_overlapping_iter(&text.text) {
            if text.whole(found.start(), found.end()) {
                for slot in self.slots_of.get(found.pattern().as_usize()).into_iter().flatten() {
                    found_at.push((*slot, found.start(), found.end()));
                }
            }
        }
        for (class, start, end) in extra {
            found_at.extend(self.slots.get(*class).map(|slot| (*slot, *start, *end)));
        }
        let places = Places::new(&found_at, self.by_first.len());
        let mut hits = Vec::new();
        for (slot, start, end) in &found_at {
            let Some(patterns) = self.by_first.get(*slot).filter(|patterns| !patterns.is_empty()) else {
                continue;
            };
            let Some(clause) = text.clause_at(*start) else { continue };
            let Some(bounds) = text.clauses.get(clause).filter(|bounds| *end <= bounds.end) else { continue };
            for index in patterns {
                let Some(pattern) = self.all.get(*index) else { continue };
                if pattern.opens && *start != bounds.start {
                    continue;
                }
                let rest = pattern.parts.get(1..).unwrap_or_default();
                if let Some(end) = self.join(text, &places, rest, *end, bounds.end)
                    && (!pattern.closes || end == bounds.end)
                {
                    hits.push(Hit { pattern: *index, start: *start, end, clause });
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    /// Finds the remaining parts of a pattern behind `end`; the end of the last one.
    fn join(
        &self,
        text: &Folded,
        places: &Places,
        parts: &[Part],
        end: usize,
        limit: usize,
    ) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(end) };
        let (allowed, reach) = if part.gap { (self.gap, REACH) } else { (0, 1) };
        places
            .behind(part.slot, end)
            .iter()
            .take_while(|(start, _)| start - end <= reach)
            .filter(|(start, stop)| {
                *stop <= limit && (*start == end || text.distance(end, *start) <= allowed)
            })
            .find_map(|(_, stop)| self.join(text, places, rest, *stop, limit))
    }
}
