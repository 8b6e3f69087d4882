//! Attempts a person has looked at: what the machine judged there, and what of it was overruled.

use super::attempt::{AttemptId, Summary};
use super::overrule::rulings;
use super::right::Right;
use super::row::values;
use super::{LOCAL, Store, StoreError};
use crate::score::{Ruling, Scorecard};

/// An attempt a reviewer looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The attempt.
    pub attempt: Summary,
    /// The machine's scorecard it ended with.
    pub card: Scorecard,
    /// What counts of what was ruled otherwise.
    pub rulings: Vec<Ruling>,
}

impl Store {
    /// Hands over every attempt that was decided, overruled or done in review and that whoever acts may see, in the order
    /// of their ids; only one is held at a time.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever leads nobody.
    pub fn looked_at(
        &self,
        each: &mut dyn FnMut(&Looked) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let query = "SELECT DISTINCT attempt FROM review WHERE organisation = ?1
            AND what IN ('overruled', 'lifted', 'decided', 'done') ORDER BY attempt";
        for id in self.rows(query, values![LOCAL], |row| Ok(AttemptId(row.get(0)?)))? {
            let attempt = match self.seen(id) {
                Err(StoreError::NotPermitted { .. }) => continue,
                seen => seen?,
            };
            let cards = self.judged_cards(id)?;
            let (rulings, _) = rulings(&self.steps_of(id)?, &cards);
            if let Some((_, card)) = cards.into_iter().next() {
                each(&Looked { attempt, card, rulings })?;
            }
        }
        Ok(())
    }
}
