//! Tallies as they are kept, and added up: versions and criteria go by their names and not by the place they were met at,
//! so that the same attempts give the same text however they were counted.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Cell, Count, Standing, Tally, VersionCount};
use crate::analysis::Criterion;
use crate::scenario::Language;
use crate::session::Outcome;
use crate::stats::Pairs;

/// A tally with every list in the order of its names.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Hash, attempts, first and last.
    versions: Vec<(String, u64, Timestamp, Timestamp)>,
    /// Criterion, attempts and worth, and its cells: version, language, rest, attempts, met, pairs.
    criteria: Vec<(Criterion, u64, u64, Vec<KeptCell>)>,
    /// Two criteria and their credits, the later first.
    pairs: Vec<(usize, usize, Pairs)>,
    totals: Vec<(usize, Language, u8, u64)>,
    seconds: Vec<(u32, u64)>,
    outcomes: Vec<(Option<Outcome>, u64)>,
    scores: [(u64, u64); 4],
    beats: Vec<(usize, String, u64)>,
    rules: Vec<(usize, String, u64)>,
}

type KeptCell = (usize, Language, u8, u64, u64, Pairs);

impl Tally {
    /// Adds what other attempts at the same scenario came to.
    pub fn join(&mut self, other: &Self) {
        let versions: Vec<usize> = other.versions.iter().map(|version| self.join_version(version)).collect();
        let at = |place: usize| versions.get(place).copied().unwrap_or_default();
        let moved = |standing: &Standing| Standing { version: at(standing.version), ..*standing };
        let mut places = vec![0; other.counts.len()];
        for (criterion, place) in &other.criteria {
            if let Some(own) = places.get_mut(*place) {
                *own = self.place(criterion);
            }
        }
        let own = |place: usize| places.get(place).copied().unwrap_or_default();
        for (place, count) in other.counts.iter().enumerate() {
            let Some(sum) = self.counts.get_mut(own(place)) else { continue };
            sum.attempts += count.attempts;
            sum.worth += count.worth;
            for (standing, cell) in &count.cells {
                sum.cells.entry(moved(standing)).or_default().join(cell);
            }
        }
        for (later, row) in other.pairs.iter().enumerate() {
            for (earlier, pairs) in row.iter().enumerate() {
                self.join_pairs(own(later), own(earlier), *pairs);
            }
        }
        for (standing, attempts) in &other.totals {
            *self.totals.entry(moved(standing)).or_default() += attempts;
        }
        add(&mut self.seconds, &other.seconds, |seconds| *seconds);
        add(&mut self.outcomes, &other.outcomes, |outcome| *outcome);
        add(&mut self.beats, &other.beats, |(version, beat)| (at(*version), beat.clone()));
        add(&mut self.rules, &other.rules, |(version, rule)| (at(*version), rule.clone()));
        for ((count, sum), (more, points)) in self.scores.iter_mut().zip(&other.scores) {
            *count += more;
            *sum += points;
        }
    }

    /// The place of a version here, with these attempts at it counted too.
    fn join_version(&mut self, other: &VersionCount) -> usize {
        if let Some(place) = self.versions.iter().position(|version| version.hash == other.hash) {
            if let Some(version) = self.versions.get_mut(place) {
                version.attempts += other.attempts;
                version.first = version.first.min(other.first);
                version.last = version.last.max(other.last);
            }
            return place;
        }
        self.versions.push(other.clone());
        self.versions.len() - 1
    }

    /// Adds the credits of two criteria, the first's first.
    fn join_pairs(&mut self, first: usize, second: usize, pairs: Pairs) {
        let (later, earlier) = (first.max(second), first.min(second));
        let pairs = if first >= second { pairs } else { pairs.turned() };
        if let Some(sum) = self.pairs.get_mut(later).and_then(|row| row.get_mut(earlier)) {
            sum.join(&pairs);
        }
    }

    fn kept(&self) -> Kept {
        let mut sorted: Vec<(usize, &VersionCount)> = self.versions.iter().enumerate().collect();
        sorted.sort_by(|(_, one), (_, other)| one.hash.cmp(&other.hash));
        let at = |place: usize| sorted.iter().position(|(own, _)| *own == place).unwrap_or_default();
        let places: Vec<usize> = self.criteria.values().copied().collect();
        let criteria = self.criteria.iter().map(|(criterion, place)| {
            let count = self.counts.get(*place).cloned().unwrap_or_default();
            let mut cells: Vec<KeptCell> = count
                .cells
                .iter()
                .map(|(one, cell)| {
                    (at(one.version), one.language, one.rest, cell.attempts, cell.met, cell.pairs)
                })
                .collect();
            cells.sort_by_key(|(version, language, rest, ..)| (*version, *language, *rest));
            (criterion.clone(), count.attempts, count.worth, cells)
        });
        let pairs = places.iter().enumerate().flat_map(|(later, first)| {
            let row = places.iter().take(later + 1).enumerate();
            row.map(move |(earlier, second)| (later, earlier, self.pair(*first, *second)))
        });
        let mut totals: Vec<_> = self
            .totals
            .iter()
            .map(|(one, attempts)| (at(one.version), one.language, one.rest, *attempts))
            .collect();
        totals.sort_unstable();
        Kept {
            versions: sorted
                .iter()
                .map(|(_, one)| (one.hash.clone(), one.attempts, one.first, one.last))
                .collect(),
            criteria: criteria.collect(),
            pairs: pairs.filter(|(_, _, pairs)| pairs.count() > 0).collect(),
            totals,
            seconds: self.seconds.iter().map(|(seconds, count)| (*seconds, *count)).collect(),
            outcomes: self.outcomes.iter().map(|(outcome, count)| (*outcome, *count)).collect(),
            scores: self.scores,
            beats: named(&self.beats, at),
            rules: named(&self.rules, at),
        }
    }
}

/// Adds one list of counts to another, each under the name it has there.
fn add<K: Ord>(to: &mut BTreeMap<K, u64>, more: &BTreeMap<K, u64>, name: impl Fn(&K) -> K) {
    for (key, count) in more {
        *to.entry(name(key)).or_default() += count;
    }
}

fn named(counts: &BTreeMap<(usize, String), u64>, at: impl Fn(usize) -> usize) -> Vec<(usize, String, u64)> {
    let all = counts.iter().map(|((version, name), count)| (at(*version), name.clone(), *count));
    let mut all: Vec<_> = all.collect();
    all.sort_unstable();
    all
}

impl From<Kept> for Tally {
    fn from(kept: Kept) -> Self {
        let versions = kept.versions.into_iter();
        let mut tally = Self {
            versions: versions
                .map(|(hash, attempts, first, last)| VersionCount { hash, attempts, first, last })
                .collect(),
            scores: kept.scores,
            seconds: kept.seconds.into_iter().collect(),
            outcomes: kept.outcomes.into_iter().collect(),
            beats: kept.beats.into_iter().map(|(version, name, count)| ((version, name), count)).collect(),
            rules: kept.rules.into_iter().map(|(version, name, count)| ((version, name), count)).collect(),
            ..Self::default()
        };
        let standing = |version, language, rest| Standing { version, language, rest };
        for (version, language, rest, attempts) in kept.totals {
            tally.totals.insert(standing(version, language, rest), attempts);
        }
        for (criterion, attempts, worth, cells) in kept.criteria {
            let place = tally.place(&criterion);
            let cells = cells.into_iter().map(|(version, language, rest, attempts, met, pairs)| {
                (standing(version, language, rest), Cell { attempts, met, pairs })
            });
            let cells = cells.collect();
            if let Some(count) = tally.counts.get_mut(place) {
                *count = Count { attempts, worth, cells };
            }
        }
        for (later, earlier, pairs) in kept.pairs {
            tally.join_pairs(later, earlier, pairs);
        }
        tally
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.kept().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Tally {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Kept::deserialize(deserializer).map(Self::from)
    }
}
