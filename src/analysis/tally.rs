//! The tally: attempts folded into whole numbers, the same in whatever order they came.

mod kept;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::criterion::Criterion;
use super::row::{Mark, Row};
use crate::scenario::Language;
use crate::session::Outcome;
use crate::stats::Pairs;

/// Credit from which a criterion counts as met where only yes or no can be counted: half of its points.
const MET: i32 = 50;

/// Attempts at one version of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionCount {
    /// The scenario's hash.
    pub hash: String,
    /// How many attempts at it were finished.
    pub attempts: u64,
    /// When the first of these ended.
    pub first: Timestamp,
    /// When the last of these ended.
    pub last: Timestamp,
}

/// Where an attempt stands: its version, its language, and its score on everything else, 0..=100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The place of the version among [`Tally::versions`].
    pub version: usize,
    /// The language.
    pub language: Language,
    /// The rest score in percent.
    pub rest: u8,
}

/// What all who stand at one place got for a criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) attempts: u64,
    pub(super) met: u64,
    pub(super) pairs: Pairs,
}

impl Cell {
    fn add(&mut self, credit: i32, rest: u8, times: u64) {
        self.attempts += times;
        self.met += if credit >= MET { times } else { 0 };
        self.pairs.add_times(credit, i32::from(rest), times);
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.attempts += other.attempts;
        self.met += other.met;
        self.pairs.join(&other.pairs);
    }
}

/// What is counted of a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// In how many attempts a scorecard mentions it.
    pub(super) attempts: u64,
    /// The points there were to earn, or, where none were, those that were taken, added up.
    pub(super) worth: u64,
    pub(super) cells: BTreeMap<Standing, Cell>,
}

/// Attempts at one scenario, counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Versions in the order they were met.
    versions: Vec<VersionCount>,
    criteria: BTreeMap<Criterion, usize>,
    counts: Vec<Count>,
    /// Credits of two criteria in the same attempt, by their places, the later first.
    pairs: Vec<Vec<Pairs>>,
    /// All finished attempts by where they stand in total.
    totals: BTreeMap<Standing, u64>,
    seconds: BTreeMap<u32, u64>,
    outcomes: BTreeMap<Option<Outcome>, u64>,
    /// Overall, empathy, tools, resolution: how many, and their sum.
    scores: [(u64, u64); 4],
    beats: BTreeMap<(usize, String), u64>,
    rules: BTreeMap<(usize, String), u64>,
}

impl Tally {
    /// Adds an attempt. One that its trainee left counts among the endings and nowhere else: nobody knows what would
    /// have come of it.
    pub fn add(&mut self, row: &Row) {
        *self.outcomes.entry(row.outcome).or_default() += 1;
        if matches!(row.outcome, None | Some(Outcome::Abandoned)) {
            return;
        }
        let version = self.version(row);
        *self.seconds.entry(row.seconds).or_default() += 1;
        let [empathy, tools, resolution] = row.abilities;
        for ((count, sum), score) in self.scores.iter_mut().zip([row.overall, empathy, tools, resolution]) {
            *count += u64::from(score.is_some());
            *sum += u64::from(score.unwrap_or_default());
        }
        for beat in &row.beats {
            *self.beats.entry((version, beat.clone())).or_default() += 1;
        }
        for rule in &row.rules {
            *self.rules.entry((version, rule.clone())).or_default() += 1;
        }
        self.add_marks(&row.marks, version, row.language);
    }

    fn add_marks(&mut self, marks: &[Mark], version: usize, language: Language) {
        let points: i32 = marks.iter().map(earned).sum();
        let of: i32 = marks.iter().map(|mark| mark.of).sum();
        let total = percent(points, of);
        if let Some(rest) = total {
            *self.totals.entry(Standing { version, language, rest }).or_default() += 1;
        }
        let mut credits = Vec::with_capacity(marks.len());
        for mark in marks {
            let place = self.place(&mark.criterion);
            let Some(count) = self.counts.get_mut(place) else { continue };
            count.attempts += 1;
            let worth = if mark.of > 0 { mark.of } else { mark.points };
            count.worth += u64::from(worth.unsigned_abs());
            let lapse = mark.criterion.kind.is_lapse();
            let credit = if lapse { 0 } else { percent(earned(mark), mark.of).map_or(0, i32::from) };
            // A lapse is set against the whole score: so it is for everybody who did not make it.
            let rest = if lapse { total } else { percent(points - earned(mark), of - mark.of) };
            if let Some(rest) = rest {
                let standing = Standing { version, language, rest };
                count.cells.entry(standing).or_default().add(credit, rest, 1);
            }
            if !lapse {
                credits.push((place, credit));
            }
        }
        credits.sort_unstable();
        for (position, (later, first)) in credits.iter().enumerate() {
            let Some(row) = self.pairs.get_mut(*later) else { continue };
            for (earlier, second) in credits.iter().take(position + 1) {
                if let Some(pairs) = row.get_mut(*earlier) {
                    pairs.add(*first, *second);
                }
            }
        }
    }

    /// The place of a criterion, a new one where it was never met.
    fn place(&mut self, criterion: &Criterion) -> usize {
        if let Some(place) = self.criteria.get(criterion) {
            return *place;
        }
        let place = self.counts.len();
        self.criteria.insert(criterion.clone(), place);
        self.counts.push(Count::default());
        self.pairs.push(vec![Pairs::default(); place + 1]);
        place
    }

    fn version(&mut self, row: &Row) -> usize {
        if let Some(place) = self.versions.iter().position(|version| version.hash == row.version) {
            if let Some(version) = self.versions.get_mut(place) {
                version.attempts += 1;
                version.first = version.first.min(row.ended);
                version.last = version.last.max(row.ended);
            }
            return place;
        }
        self.versions.push(VersionCount {
            hash: row.version.clone(),
            attempts: 1,
            first: row.ended,
            last: row.ended,
        });
        self.versions.len() - 1
    }

    /// How many attempts were finished.
    pub fn finished(&self) -> u64 {
        self.versions.iter().map(|version| version.attempts).sum()
    }

    /// The versions that were played, in the order they were met.
    pub fn versions(&self) -> &[VersionCount] {
        &self.versions
    }

    /// The place of the version that came last; none where nothing was played.
    pub(super) fn newest(&self) -> Option<usize> {
        let places = self.versions.iter().enumerate();
        places
            .max_by(|(_, one), (_, other)| (one.first, &one.hash).cmp(&(other.first, &other.hash)))
            .map(|(place, _)| place)
    }

    /// The criteria with their places, in their order.
    pub(super) fn criteria(&self) -> impl Iterator<Item = (&Criterion, usize)> {
        self.criteria.iter().map(|(criterion, place)| (criterion, *place))
    }

    pub(super) fn count(&self, place: usize) -> Option<&Count> {
        self.counts.get(place)
    }

    /// What all got for a criterion, by where they stand. Of a lapse that is everybody: who did not make it got it all.
    pub(super) fn cells(&self, criterion: &Criterion, place: usize) -> BTreeMap<Standing, Cell> {
        let Some(count) = self.counts.get(place) else { return BTreeMap::new() };
        let mut cells = count.cells.clone();
        if criterion.kind.is_lapse() {
            for (standing, all) in &self.totals {
                let cell = cells.entry(*standing).or_default();
                cell.add(100, standing.rest, all.saturating_sub(cell.attempts));
            }
        }
        cells
    }

    /// The credits of two criteria in the same attempts, the first's first.
    pub(super) fn pair(&self, first: usize, second: usize) -> Pairs {
        let (later, earlier) = (first.max(second), first.min(second));
        let pairs = self.pairs.get(later).and_then(|row| row.get(earlier)).copied().unwrap_or_default();
        if first >= second { pairs } else { pairs.turned() }
    }

    /// What a criterion is worth in points, on average.
    pub(super) fn weight(&self, place: usize) -> f64 {
        let Some(count) = self.counts.get(place) else { return 0.0 };
        let all = crate::stats::share::Share::new(count.worth, count.attempts);
        if all.whole > 0.0 { all.part / all.whole } else { 0.0 }
    }

    pub(super) fn seconds(&self) -> &BTreeMap<u32, u64> {
        &self.seconds
    }

    pub(super) fn outcomes(&self) -> &BTreeMap<Option<Outcome>, u64> {
        &self.outcomes
    }

    /// The means of overall, empathy, tools and resolution, 0..=100.
    pub(super) fn means(&self) -> [Option<f64>; 4] {
        self.scores.map(|(count, sum)| {
            let whole = crate::stats::share::Share::new(sum, count * 100);
            whole.estimate().ok().map(|mean| mean.value * 100.0)
        })
    }

    /// By language, how many attempts were finished.
    pub(super) fn languages(&self) -> BTreeMap<Language, u64> {
        let mut languages = BTreeMap::new();
        for (standing, attempts) in &self.totals {
            *languages.entry(standing.language).or_default() += attempts;
        }
        languages
    }

    /// How often a rule of a version fired, by path, and a beat of it was entered, by name.
    pub(super) fn used(&self, version: usize, rule: &str, beat: &str) -> [u64; 2] {
        let rules = self.rules.get(&(version, rule.to_owned()));
        let beats = self.beats.get(&(version, beat.to_owned()));
        [rules, beats].map(|count| count.copied().unwrap_or_default())
    }
}

/// Points earned, as far as there were any to earn: a deduction tells nothing of the rest of an ability.
fn earned(mark: &Mark) -> i32 {
    mark.points.clamp(0, mark.of.max(0))
}

/// So much of so much in percent, rounded half up; none of nothing.
fn percent(points: i32, of: i32) -> Option<u8> {
    (of > 0)
        .then(|| (points.clamp(0, of) * 200 + of) / (2 * of))
        .and_then(|percent| u8::try_from(percent).ok())
}
