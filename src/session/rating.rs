//! The customer's own rating, 1 to 5, explained.

use crate::scenario::customer::Mood;

use super::event::{Outcome, Reason};

/// The stars a customer gives and the reasons in order: from 3, each reason adds or takes one.
pub fn rating(mood: Mood, outcome: Outcome, solved: bool, hurt: bool) -> (u8, Vec<Reason>) {
    let mut because = vec![if solved { Reason::Solved } else { Reason::NotSolved }];
    if mood.anger.get() <= 35 {
        because.push(Reason::Calm);
    } else if mood.anger.get() >= 65 {
        because.push(Reason::Angry);
    }
    if mood.trust.get() >= 60 && !because.contains(&Reason::Calm) {
        because.push(Reason::Trusting);
    } else if mood.trust.get() <= 20 {
        because.push(Reason::Distrusting);
    }
    if hurt {
        because.push(Reason::Hurt);
    }
    if outcome == Outcome::Gone && !solved {
        because.push(Reason::GaveUp);
    }
    let sum: i32 = because.iter().map(|reason| reason.stars()).sum();
    (u8::try_from((3 + sum).clamp(1, 5)).unwrap_or(1), because)
}

impl Reason {
    /// What the reason adds to the rating, -1 or 1.
    pub fn stars(self) -> i32 {
        match self {
            Self::Solved | Self::Calm | Self::Trusting => 1,
            Self::NotSolved | Self::Angry | Self::Distrusting | Self::Hurt | Self::GaveUp => -1,
        }
    }
}
