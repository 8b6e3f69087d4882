//! Readings: how a reply is judged when the listener is not sure what it heard.
//!
//! `sure` is about how often the raters of the labelled replies agree, in percent; the thresholds are set by that.

use crate::listen::Heard;
use crate::scenario::Act;
use crate::session::event::Reply;

/// Percent from which a good act that was heard counts even in the worst reading.
pub const SURELY_GOOD: u8 = 40;
/// Percent from which a good act that was not heard counts in the best reading.
pub const PERHAPS_GOOD: u8 = 35;
/// Percent from which showing why it is hard for this customer is proof enough, alone, of a specific answer.
pub const SPECIFIC: u8 = 50;
/// Percent from which a harmful act that was heard counts even in the best reading.
pub const SURELY_HARM: u8 = 70;
/// Percent from which a harmful act that was heard costs points: likelier than not, else it is only a "perhaps".
pub const LIKELY_HARM: u8 = 50;
/// Percent from which a harmful act that was not heard counts in the worst reading.
pub const PERHAPS_HARM: u8 = 50;

/// Which way doubts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Against the trainee.
    Worst,
    /// As heard; an accusation only where it is likelier than not.
    Plain,
    /// For the trainee.
    Best,
}

impl Reading {
    /// Whether a good act counts.
    fn good(self, act: &Heard) -> bool {
        match self {
            Self::Worst => act.heard && act.sure >= SURELY_GOOD,
            Self::Plain => act.heard,
            Self::Best => act.heard || act.sure >= PERHAPS_GOOD,
        }
    }

    /// Whether a harmful act counts.
    fn bad(self, act: &Heard) -> bool {
        match self {
            Self::Worst => act.heard || act.sure >= PERHAPS_HARM,
            Self::Plain => act.heard && act.sure >= LIKELY_HARM,
            Self::Best => act.heard && act.sure >= SURELY_HARM,
        }
    }

    /// The surest span in which `reply` does `act` to the trainee's credit.
    pub(super) fn earns(self, reply: &Reply, act: Act) -> Option<&Heard> {
        reply.acts.iter().filter(|heard| heard.act == act && self.good(heard)).max_by_key(|heard| heard.sure)
    }

    /// The surest span in which `reply` does `act` to the trainee's discredit.
    pub(super) fn costs(self, reply: &Reply, act: Act) -> Option<&Heard> {
        reply.acts.iter().filter(|heard| heard.act == act && self.bad(heard)).max_by_key(|heard| heard.sure)
    }
}

/// The words from `from` to `to`, counted in Unicode scalars.
pub(super) fn quote(text: &str, from: u32, to: u32) -> String {
    let (from, to) = (usize::try_from(from).unwrap_or(0), usize::try_from(to).unwrap_or(0));
    brief(&text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>())
}

/// A text on one line, cut with an ellipsis where it is longer than 80 Unicode scalars.
pub(super) fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 80 {
        return line;
    }
    line.chars().take(79).chain(['…']).collect()
}

/// A value without spaces and capitals, to compare what people filled in.
pub(super) fn plain(value: &str) -> String {
    value.split_whitespace().collect::<String>().to_lowercase()
}
