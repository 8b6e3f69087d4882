//! Conditions: when a rule fires, what a tool needs, what counts as the goal.

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::text::Phrases;
use super::value::{Path, Value};

/// A condition over the last reply, the desk, the customer and the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// All of these hold.
    All(Vec<When>),
    /// At least one of these holds.
    Any(Vec<When>),
    /// This does not hold.
    Not(Box<When>),
    /// The reply carries this act.
    Act(Act),
    /// The reply contains one of these phrases.
    Says(Phrases),
    /// The reply shows empathy of at least this degree: 1 generic, 2 specific to this customer.
    Empathy(u8),
    /// The reply tells this fact truly.
    Tells(String),
    /// The reply tells this fact falsely.
    TellsWrong(String),
    /// This fact has been told truly at some time.
    Told(String),
    /// The reply asks for this identity item (`order`, `last4`, …).
    Asks(String),
    /// The reply asks for something that `identity.never` forbids.
    AsksNever,
    /// This tool succeeded since the customer's last line.
    Uses(String),
    /// This tool succeeded at some time.
    Used(String),
    /// A field of the desk holds this value.
    Is(Path, Value),
    /// A service has this status now.
    Service(String, String),
    /// The customer's identity has been verified.
    Verified,
    /// The customer has said yes to the change, and that yes has not been used up by this tool.
    Consented,
    /// The supervisor has approved this tool.
    Approved(String),
    /// The customer's anger.
    Anger(Bound),
    /// The customer's worry.
    Worry(Bound),
    /// The customer's trust.
    Trust(Bound),
    /// At least so many seconds have passed since the start.
    After(u32),
    /// This beat has been entered at some time.
    Seen(String),
    /// The reply has been said, word for word or nearly, before.
    Repeats,
    /// The trainee has warned the customer at least so often that the contact will be ended.
    Warned(u8),
    /// The reply was handed over to this team (goals only).
    HandedOver(String),
    /// Always.
    Always,
}

/// A bound on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// This or more.
    AtLeast(i64),
    /// This or less.
    AtMost(i64),
}

impl Bound {
    /// Whether `value` lies within the bound.
    pub fn holds(self, value: i64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }
}

impl When {
    /// Visits this condition and every condition inside it.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a When)) {
        see(self);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Not(part) => part.visit(see),
            Self::Act(_)
            | Self::Says(_)
            | Self::Empathy(_)
            | Self::Tells(_)
            | Self::TellsWrong(_)
            | Self::Told(_)
            | Self::Asks(_)
            | Self::AsksNever
            | Self::Uses(_)
            | Self::Used(_)
            | Self::Is(..)
            | Self::Service(..)
            | Self::Verified
            | Self::Consented
            | Self::Approved(_)
            | Self::Anger(_)
            | Self::Worry(_)
            | Self::Trust(_)
            | Self::After(_)
            | Self::Seen(_)
            | Self::Repeats
            | Self::Warned(_)
            | Self::HandedOver(_)
            | Self::Always => {}
        }
    }
}
