//! What attempts count for: their scorecards with the scenarios they were played on, for [`crate::progress`].

use std::collections::BTreeMap;

use super::{Store, StoreError, Summary};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::Library;
use crate::score::Scorecard;

impl Store {
    /// What standing needs to know of these attempts; those without a scorecard say nothing yet. What a scenario
    /// counts towards is as installed, or, where it is not installed any more, as in the copy that was kept.
    pub fn evidence(
        &self,
        attempts: &[Summary],
        installed: &[ScenarioHead],
    ) -> Result<Vec<AttemptSummary>, StoreError> {
        let mut gone = BTreeMap::new();
        let mut evidence = Vec::new();
        for attempt in attempts {
            let played = &attempt.played;
            let card = attempt.scorecard.as_deref();
            let Some(card) = card.and_then(|json| serde_json::from_str::<Scorecard>(json).ok()) else {
                continue;
            };
            let head = if let Some(head) = installed.iter().find(|head| head.id == played.scenario) {
                Some(head.clone())
            } else if let Some(known) = gone.get(&played.hash) {
                Option::clone(known)
            } else {
                let head = self.kept_head(attempt)?;
                gone.insert(played.hash.clone(), head.clone());
                head
            };
            evidence.extend(head.map(|head| AttemptSummary::new(head, played.mode, &card)));
        }
        Ok(evidence)
    }

    fn kept_head(&self, attempt: &Summary) -> Result<Option<ScenarioHead>, StoreError> {
        let played = &attempt.played;
        let kept = Library::of(self.sources(&played.hash)?).scenario(&played.scenario, played.seed);
        Ok(kept.ok().map(|scenario| ScenarioHead::from(scenario.file())))
    }
}
