//! What the tally of a scenario comes to: statistics of each criterion, and what they mean.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::{Spread, between_languages, drift};
use super::criterion::Criterion;
use super::tally::{Tally, VersionCount};
use super::{LEAST, LEAST_PEOPLE, People};
use crate::scenario::Language;
use crate::session::Outcome;
use crate::stats::differential::Differential;
use crate::stats::distribution::bonferroni;
use crate::stats::reliability::{alpha, upper_lower};
use crate::stats::share::Share;
use crate::stats::{Estimate, Pairs, Undefined};

/// Discrimination below which an item is poor (Ebel & Frisbie, Essentials of Educational Measurement, 5th ed., 1991).
const POOR: f64 = 0.2;
/// From this share on everybody gets a criterion, and below what is left nobody does.
const EVERYBODY: f64 = 0.98;
/// A criterion that belongs to a scorecard in fewer attempts than this share is left out of reliability.
const USUAL: f64 = 0.8;
/// Drift of the facility that is worth a word.
const DRIFT: f64 = 0.1;
/// The chance that any criterion of a scenario is said to differ or drift where none does.
const FALSE_ALARM: f64 = 0.01;

/// A number, or why there is none.
pub type Known<T> = Result<T, Unknown>;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "unknown", rename_all = "snake_case")]
pub enum Unknown {
    /// Too few attempts.
    Attempts {
        /// How many there are.
        have: u64,
        /// How many are needed.
        need: u64,
    },
    /// Too few people: one could tell who they are.
    People {
        /// How many are needed.
        need: u32,
    },
    /// It was only played in one language.
    OneLanguage,
    /// The scenario never changed.
    OneVersion,
    /// The statistic is not defined.
    Undefined(Undefined),
}

impl From<Undefined> for Unknown {
    fn from(undefined: Undefined) -> Self {
        Self::Undefined(undefined)
    }
}

/// How long attempts take, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quartiles {
    /// A quarter is faster.
    pub lower: u32,
    /// Half is faster.
    pub median: u32,
    /// A quarter is slower.
    pub upper: u32,
}

/// How well the criteria of a scenario measure one thing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// Cronbach's alpha of the points.
    pub alpha: Estimate,
    /// Over how many criteria.
    pub criteria: usize,
    /// Over how many attempts, where fewest share two of them.
    pub attempts: u64,
}

/// A criterion in two languages at equal ability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Differences {
    /// The language played more often.
    pub reference: Language,
    /// The language looked at.
    pub focal: Language,
    /// How the criterion differs.
    pub found: Differential,
    /// Whether it is class C beyond chance, all criteria looked at together.
    pub surely: bool,
}

/// What the numbers of a criterion mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Too few attempts to say anything.
    TooFew,
    /// Everybody gets it: it measures nothing.
    EverybodyGetsIt,
    /// Nobody gets it: it measures nothing.
    NobodyGetsIt,
    /// Who is good gets it hardly more often than who is not.
    TellsNothing,
    /// Who is good gets it less often.
    Backwards,
    /// At equal ability it is harder in this language.
    HarderIn(Language),
    /// Since the scenario changed it is easier.
    Easier,
    /// Since the scenario changed it is harder.
    Harder,
}

/// A criterion with its statistics.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Which.
    pub criterion: Criterion,
    /// In how many attempts it was judged.
    pub attempts: u64,
    /// How much of it is earned, 0 to 1: the difficulty index.
    pub facility: Known<Estimate>,
    /// How it goes with the rest of the score, -1 to 1: the corrected item-total correlation.
    pub discrimination: Known<Estimate>,
    /// How much better the best 27 % do on it than the weakest, -1 to 1.
    pub upper_lower: Known<Estimate>,
    /// Cronbach's alpha of the others; none where it is not among those of [`Reliability`].
    pub alpha_without: Option<f64>,
    /// How it differs between languages.
    pub languages: Known<Differences>,
    /// By how much more or less of it is earned since the scenario changed, -1 to 1.
    pub drift: Known<Estimate>,
    /// What that means; empty where nothing is amiss.
    pub verdicts: Vec<Verdict>,
}

/// What attempts at a scenario come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// How many were finished.
    pub attempts: u64,
    /// How many were begun and left.
    pub abandoned: u64,
    /// How many people played them.
    pub people: u32,
    /// By language.
    pub languages: BTreeMap<Language, u64>,
    /// By version, the newest last.
    pub versions: Vec<VersionCount>,
    /// How long they took; none where nothing was finished.
    pub seconds: Option<Quartiles>,
    /// How they ended, the most frequent first.
    pub endings: Vec<(Outcome, u64)>,
    /// The means of overall, empathy, tools and resolution, 0..=100.
    pub means: [Option<f64>; 4],
    /// Whether the criteria measure one thing.
    pub reliability: Known<Reliability>,
    /// Every criterion, in its order.
    pub items: Vec<Item>,
}

impl Analysis {
    /// What `tally` comes to, of attempts by `people`.
    pub fn of(tally: &Tally, people: &People) -> Self {
        let steady = Steady::of(tally);
        let errors = bonferroni(tally.criteria().count(), FALSE_ALARM);
        let items = tally.criteria().map(|(criterion, place)| {
            let alpha_without = steady.without.get(&place).copied();
            item(tally, people, criterion, place, alpha_without, errors)
        });
        let mut versions = tally.versions().to_vec();
        versions.sort_by(|one, other| (one.first, &one.hash).cmp(&(other.first, &other.hash)));
        let left = [None, Some(Outcome::Abandoned)];
        let outcomes = tally.outcomes();
        let mut endings: Vec<(Outcome, u64)> =
            outcomes.iter().filter_map(|(outcome, count)| Some(((*outcome)?, *count))).collect();
        endings.retain(|(outcome, _)| *outcome != Outcome::Abandoned);
        endings.sort_by_key(|(outcome, count)| (std::cmp::Reverse(*count), *outcome));
        Self {
            attempts: tally.finished(),
            abandoned: left.iter().filter_map(|outcome| outcomes.get(outcome)).sum(),
            people: people.all,
            languages: tally.languages(),
            versions,
            seconds: quartiles(tally.seconds()),
            endings,
            means: tally.means(),
            reliability: enough(tally.finished(), LEAST).and(steady.reliability),
            items: items.collect(),
        }
    }

    /// The criteria with something amiss.
    pub fn amiss(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.verdicts.iter().any(|verdict| *verdict != Verdict::TooFew))
    }
}

/// Refuses fewer than needed.
pub(super) fn enough(have: u64, need: u64) -> Known<()> {
    if have < need { Err(Unknown::Attempts { have, need }) } else { Ok(()) }
}

/// Refuses fewer people than hide each other.
pub(super) fn hidden(people: Option<&u32>) -> Known<()> {
    if people.copied().unwrap_or_default() < LEAST_PEOPLE {
        Err(Unknown::People { need: LEAST_PEOPLE })
    } else {
        Ok(())
    }
}

fn item(
    tally: &Tally,
    people: &People,
    criterion: &Criterion,
    place: usize,
    alpha_without: Option<f64>,
    errors: f64,
) -> Item {
    let spread = Spread::of(tally.cells(criterion, place));
    let all = spread.whole();
    let attempts = all.attempts;
    let ready = enough(attempts, LEAST);
    let facility = ready.and_then(|()| Ok(spread.share().estimate()?));
    let discrimination = ready.and_then(|()| Ok(all.pairs.correlation()?));
    let upper_lower = ready.and_then(|()| Ok(upper_lower(&spread.levels())?));
    let languages = ready.and_then(|()| between_languages(&spread, people, errors));
    let drift = ready.and_then(|()| drift(tally, &spread, people, errors));
    let verdicts = verdicts(criterion, ready, facility, discrimination, &languages, drift);
    let drift = drift.map(|(drift, _)| drift);
    Item {
        criterion: criterion.clone(),
        attempts,
        facility,
        discrimination,
        upper_lower,
        alpha_without,
        languages,
        drift,
        verdicts,
    }
}

fn verdicts(
    criterion: &Criterion,
    ready: Known<()>,
    facility: Known<Estimate>,
    discrimination: Known<Estimate>,
    languages: &Known<Differences>,
    drift: Known<(Estimate, bool)>,
) -> Vec<Verdict> {
    if ready.is_err() {
        return vec![Verdict::TooFew];
    }
    let mut verdicts = Vec::new();
    let share = facility.map_or(0.5, |facility| facility.value);
    if share > EVERYBODY {
        // That hardly anybody makes an error is why it is watched for.
        if !criterion.kind.is_lapse() {
            verdicts.push(Verdict::EverybodyGetsIt);
        }
    } else if share < 1.0 - EVERYBODY {
        verdicts.push(Verdict::NobodyGetsIt);
    } else if let Ok(found) = discrimination {
        if found.high < 0.0 {
            verdicts.push(Verdict::Backwards);
        } else if found.high < POOR && !criterion.kind.is_lapse() {
            verdicts.push(Verdict::TellsNothing);
        }
    }
    if let Ok(found) = languages
        && found.surely
    {
        let harder = if found.found.delta < 0.0 { found.focal } else { found.reference };
        verdicts.push(Verdict::HarderIn(harder));
    }
    if let Ok((drift, true)) = drift
        && drift.value.abs() >= DRIFT
    {
        verdicts.push(if drift.value > 0.0 { Verdict::Easier } else { Verdict::Harder });
    }
    verdicts
}

/// Reliability over the criteria that belong to most scorecards.
struct Steady {
    reliability: Known<Reliability>,
    /// Alpha without a criterion, by its place.
    without: BTreeMap<usize, f64>,
}

impl Steady {
    fn of(tally: &Tally) -> Self {
        let usual = |place: usize| {
            let share = tally.count(place).map(|count| Share::new(count.attempts, tally.finished()));
            share.and_then(|share| share.estimate().ok()).is_some_and(|share| share.value >= USUAL)
        };
        let varies = |place: usize| tally.pair(place, place).covariance().is_ok_and(|own| own > 0.0);
        let places: Vec<usize> = tally
            .criteria()
            .filter(|(criterion, place)| !criterion.kind.is_lapse() && usual(*place) && varies(*place))
            .map(|(_, place)| place)
            .collect();
        let pairs: Vec<Vec<Pairs>> = places
            .iter()
            .map(|first| places.iter().map(|second| tally.pair(*first, *second)).collect())
            .collect();
        let attempts = pairs.iter().flatten().map(Pairs::count).min().unwrap_or_default();
        // Points are what counts, so each credit weighs as many as there were to earn.
        let weights: Vec<f64> = places.iter().map(|place| tally.weight(*place)).collect();
        let covariances: Vec<Vec<f64>> = pairs
            .iter()
            .zip(&weights)
            .map(|(row, weight)| {
                let row = row.iter().zip(&weights);
                row.map(|(pairs, other)| pairs.covariance().unwrap_or_default() * weight * other).collect()
            })
            .collect();
        match alpha(&covariances, attempts) {
            Ok(found) => Self {
                reliability: Ok(Reliability { alpha: found.whole, criteria: places.len(), attempts }),
                without: places
                    .into_iter()
                    .zip(found.without)
                    .filter_map(|(place, alpha)| Some((place, alpha?)))
                    .collect(),
            },
            Err(undefined) => Self { reliability: Err(undefined.into()), without: BTreeMap::new() },
        }
    }
}

/// The times by which a quarter, half and three quarters were done.
fn quartiles(seconds: &BTreeMap<u32, u64>) -> Option<Quartiles> {
    let all: u64 = seconds.values().sum();
    let quarter = |quarters: u64| {
        let wanted = (all * quarters).div_ceil(4).max(1);
        let mut so_far = 0;
        seconds.iter().find_map(|(seconds, count)| {
            so_far += count;
            (so_far >= wanted).then_some(*seconds)
        })
    };
    Some(Quartiles { lower: quarter(1)?, median: quarter(2)?, upper: quarter(3)? })
}
