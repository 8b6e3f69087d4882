//! What many attempts at one scenario come to before statistics are made of it: the tally with the people behind it. Parts
//! that were counted apart add up to what counting all at once gives.

use serde::{Deserialize, Serialize};

use super::{People, Tally};

/// Attempts at one scenario, counted, and how many people stand behind them.
///
/// Written as JSON it is the same text for the same attempts, in whatever order and parts they came.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gathered {
    /// How many people, and how many attempts could not be read.
    pub people: People,
    /// The attempts.
    pub tally: Tally,
}

impl Gathered {
    /// Adds what others came to. Nobody may stand behind both, or they count twice.
    pub fn join(&mut self, other: &Self) {
        self.tally.join(&other.tally);
        let (own, more) = (&mut self.people, &other.people);
        own.all += more.all;
        own.unread += more.unread;
        for (language, people) in &more.by_language {
            *own.by_language.entry(*language).or_default() += people;
        }
        for (version, people) in &more.by_version {
            *own.by_version.entry(version.clone()).or_default() += people;
        }
    }
}
