//! Replies nobody gives: rules of a scenario that never fire, and beats nobody gets to.

use serde::Serialize;

use super::LEAST;
use super::result::{Known, enough};
use super::row::rules;
use super::tally::Tally;
use crate::scenario::Scenario;
use crate::scenario::beat::Rule;

/// A part of a scenario that no attempt used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "unused", rename_all = "snake_case")]
pub enum Unused {
    /// A beat nobody got to.
    Beat {
        /// Its name.
        beat: String,
    },
    /// A rule for a reply nobody gave.
    Rule {
        /// Its path, `beats.outburst.hears[1]`.
        path: String,
        /// In how many attempts its beat was entered; those of a rule that holds everywhere are all.
        chances: u64,
    },
}

/// What of `scenario` no attempt at this very version used, in its order. The rules of a beat nobody got to are not named
/// beside it, nor is a rule that would leave no trace.
///
/// # Errors
/// Where there were too few attempts at this version.
pub fn unused(tally: &Tally, scenario: &Scenario) -> Known<Vec<Unused>> {
    let place = tally.versions().iter().position(|version| version.hash == scenario.hash());
    let attempts = place.and_then(|place| tally.versions().get(place)).map_or(0, |version| version.attempts);
    enough(attempts, LEAST)?;
    let place = place.unwrap_or_default();
    let entered = |beat: &str| tally.used(place, "", beat)[1];
    let beats = scenario.file().beats.keys().filter(|beat| entered(beat) == 0);
    let beats = beats.map(|beat| Unused::Beat { beat: beat.clone() });
    let silent = rules(scenario).filter_map(|(path, rule)| {
        let beat = path.strip_prefix("beats.").and_then(|rest| rest.strip_suffix(']'));
        let beat = beat.and_then(|rest| rest.rsplit_once(".hears[")).map(|(beat, _)| beat);
        let chances = beat.map_or(attempts, entered);
        let [fired, _] = tally.used(place, &path, "");
        (fired == 0 && chances > 0 && shows(rule)).then_some(Unused::Rule { path, chances })
    });
    Ok(beats.chain(silent).collect())
}

/// Whether one can see in a log that a rule fired.
fn shows(rule: &Rule) -> bool {
    let moves = rule.mood != crate::scenario::customer::Shift::default();
    moves || !rule.says.is_empty() || rule.to.is_some() || rule.finding.is_some()
}
