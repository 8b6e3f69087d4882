//! What somebody loses points on again and again: the same criterion, or the same critical error, in several attempts.

use std::collections::BTreeMap;

use super::{Criterion, Reader};
use crate::score::{AbilityKind, Scorecard};
use crate::session::Event;

/// In so many attempts something went wrong before it is called recurring.
const LEAST_TIMES: u32 = 2;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lapse {
    /// A critical error, by its English title; as the scorecard calls it where the scenario is not known any more.
    Critical(String),
    /// Points were lost on this.
    Criterion(Criterion),
}

/// Something that went wrong in one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub lapse: Lapse,
    /// The ability it counts for; none for a critical error, which caps them all.
    pub ability: Option<AbilityKind>,
    /// Points of that ability that were not earned or were taken.
    pub points: u32,
    /// The first event that proves it, by its place in the log.
    pub event: Option<u32>,
}

/// The same in several attempts at a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring<K> {
    /// Which scenario, by id.
    pub scenario: String,
    /// What went wrong, as in the last of them; its points are those of all of them.
    pub loss: Loss,
    /// In how many attempts it went wrong.
    pub times: u32,
    /// How many attempts at the scenario were looked at.
    pub of: u32,
    /// The last attempt in which it did.
    pub last: K,
}

impl Reader {
    /// What went wrong by a scorecard, each criterion once. `log` is the log it cites.
    pub fn losses(&self, log: &[Event], card: &Scorecard) -> Vec<Loss> {
        let critical = card.critical.iter().map(|error| Loss {
            lapse: Lapse::Critical(self.critical(&error.what)),
            ability: None,
            points: 0,
            event: error.events.first().copied(),
        });
        let mut losses: Vec<Loss> = critical.collect();
        for finding in card.findings.iter().filter(|finding| finding.lost() > 0) {
            let lapse = Lapse::Criterion(self.criterion(finding, log));
            let points = finding.lost().unsigned_abs();
            match losses.iter_mut().find(|loss| loss.lapse == lapse) {
                Some(loss) => loss.points += points,
                None => losses.push(Loss {
                    lapse,
                    ability: Some(finding.ability),
                    points,
                    event: finding.events.first().copied(),
                }),
            }
        }
        losses
    }
}

/// What recurs in these attempts, each with its scenario; they come the newest first. Critical errors stand first, then what
/// cost most points in all.
pub fn recurring<K: Copy>(attempts: impl IntoIterator<Item = (K, String, Vec<Loss>)>) -> Vec<Recurring<K>> {
    let mut played: BTreeMap<String, u32> = BTreeMap::new();
    let mut all: Vec<Recurring<K>> = Vec::new();
    for (last, scenario, losses) in attempts {
        *played.entry(scenario.clone()).or_default() += 1;
        for loss in losses {
            let same = |one: &&mut Recurring<K>| one.scenario == scenario && one.loss.lapse == loss.lapse;
            if let Some(known) = all.iter_mut().find(same) {
                known.times += 1;
                known.loss.points += loss.points;
            } else {
                all.push(Recurring { scenario: scenario.clone(), loss, times: 1, of: 0, last });
            }
        }
    }
    all.retain(|one| one.times >= LEAST_TIMES);
    for one in &mut all {
        one.of = played.get(&one.scenario).copied().unwrap_or_default();
    }
    // Two of the same weight stand in a fixed order.
    all.sort_by(|one, other| {
        let key = |one: &Recurring<K>| {
            let critical = matches!(one.loss.lapse, Lapse::Critical(_));
            (!critical, std::cmp::Reverse((one.loss.points, one.times)))
        };
        let names = (&one.scenario, &one.loss.lapse).cmp(&(&other.scenario, &other.loss.lapse));
        key(one).cmp(&key(other)).then(names)
    });
    all
}
