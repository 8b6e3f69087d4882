//! A team at a glance: everybody's attempts, as far as whoever looks may see them, narrowed to what is asked about.

use jiff::Timestamp;

use super::attempt::Summary;
use super::driver::Access;
use super::evidence::Weigher;
use super::person::PersonId;
use super::rescore::Ladders;
use super::{Store, StoreError};
use crate::progress::team::{Overview, overview};
use crate::scenario::Language;
use crate::session::Mode;

/// Which attempts are looked at; all of them where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// Only those that began then or later.
    pub since: Option<Timestamp>,
    /// Only those at this scenario.
    pub scenario: Option<String>,
    /// Only those held in this language.
    pub language: Option<Language>,
    /// Only those in this mode.
    pub mode: Option<Mode>,
}

/// A team with what lies behind each number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glance {
    /// What it comes to, in the order of the people asked about.
    pub overview: Overview,
    /// The attempts each of them rests on, newest first; none of whom whoever looks may not see.
    pub attempts: Vec<Vec<Summary>>,
}

impl Slice {
    /// Whether an attempt is looked at.
    pub fn takes(&self, attempt: &Summary) -> bool {
        let played = &attempt.played;
        self.since.is_none_or(|since| attempt.started >= since)
            && self.scenario.as_ref().is_none_or(|scenario| *scenario == played.scenario)
            && self.language.is_none_or(|language| language == played.language)
            && self.mode.is_none_or(|mode| mode == played.mode)
    }

    /// Whether every attempt is.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

impl Store {
    /// These people at `ladders.now`, by the attempts of theirs that whoever looks may see.
    ///
    /// # Errors
    /// Where the store cannot be read; somebody whom one may not see has no attempts here.
    pub fn glance(
        &self,
        people: &[PersonId],
        slice: &Slice,
        ladders: &Ladders<'_>,
    ) -> Result<Glance, StoreError> {
        let (attempts, evidence) = self.within(Access::Read, || {
            let mut attempts = self.attempts_of(people)?;
            let mut scales = Weigher::new(ladders.installed, self.all_marks()?);
            let mut evidence = Vec::new();
            for theirs in &mut attempts {
                theirs.retain(|attempt| slice.takes(attempt));
                let weighed = self.weigh(&mut scales, theirs, ladders.now)?;
                evidence.push(weighed.evidence.into_iter().map(|(_, one)| one).collect());
            }
            Ok((attempts, evidence))
        })?;
        let overview = overview(&evidence, ladders.roles, ladders.installed, ladders.now);
        Ok(Glance { overview, attempts })
    }
}
