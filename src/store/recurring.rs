//! What somebody loses points on again and again, as far as whoever asks may see their attempts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attempt::{AttemptId, Summary};
use super::items::Reading;
use super::{Store, StoreError};
use crate::analysis::{Recurring, recurring};
use crate::scenario::{Scenario, ScenarioFile};

/// How many attempts are looked into, the newest: what went wrong longer ago says little of what goes wrong now.
pub const RECENT: usize = 100;

/// What recurs in somebody's attempts.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// What recurs, the gravest first.
    pub all: Vec<Recurring<AttemptId>>,
    /// The scenarios that are known, as they were played last.
    pub scenarios: BTreeMap<String, Arc<Scenario>>,
}

impl Habits {
    /// The file of a scenario, for its own words.
    pub fn file(&self, scenario: &str) -> Option<&ScenarioFile> {
        self.scenarios.get(scenario).map(|known| known.file())
    }
}

impl Store {
    /// What recurs in the newest [`RECENT`] of these attempts; they come the newest first. One that cannot be read is left
    /// out.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where whoever asks may not see one of them.
    pub fn habits(&self, attempts: &[Summary]) -> Result<Habits, StoreError> {
        let mut reading = Reading::default();
        let (mut lost, mut scenarios) = (Vec::new(), BTreeMap::new());
        for attempt in attempts.iter().filter(|one| one.grade.is_some()).take(RECENT) {
            self.seen(attempt.id)?;
            let (losses, played) = self.losses(attempt, &mut reading)?;
            let scenario = attempt.played.scenario.clone();
            if let Some(played) = played {
                scenarios.entry(scenario.clone()).or_insert(played);
            }
            lost.push((attempt.id, scenario, losses));
        }
        Ok(Habits { all: recurring(lost), scenarios })
    }
}
