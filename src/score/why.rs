//! Why a point was given or taken, as data; the locale puts it into words.

use serde::{Deserialize, Serialize};

use crate::scenario::Act;
use crate::scenario::beat::{FaultKind, Feeling};
use crate::session::event::Outcome;

/// What a finding judged; texts are in the language of the session, `at` is in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A feeling was shown at `at`, and this is how the next reply met it.
    Feeling {
        /// Which feeling.
        feeling: Feeling,
        /// When it was shown.
        at: u32,
        /// How it was met.
        met: Met,
        /// How often nearly the same had been said before.
        repeats: u8,
    },
    /// Responsibility was taken while the customer was upset.
    Owned {
        /// When.
        at: u32,
    },
    /// Nobody took responsibility while the customer was upset.
    NotOwned {
        /// When it was first due.
        at: u32,
    },
    /// A reply hurt.
    Harm {
        /// How.
        act: Act,
        /// When.
        at: u32,
    },
    /// A reply may have hurt; it costs nothing until a person says so.
    PerhapsHarm {
        /// How.
        act: Act,
        /// When.
        at: u32,
    },
    /// A phrase the house forbids.
    Forbidden {
        /// The phrase.
        phrase: String,
        /// When.
        at: u32,
    },
    /// A trainer's own finding.
    Noted {
        /// Its words.
        text: String,
        /// Whether it is praise.
        praise: bool,
    },
    /// Identity was verified before personal data was told and tools were used that demand it.
    VerifiedFirst,
    /// Personal data was told to, or a tool that demands it was used for, somebody who was not verified.
    NotVerified {
        /// The columns told and titles of the tools used.
        what: Vec<String>,
    },
    /// The customer said yes before a tool changed something.
    ConsentFirst {
        /// The tool's title.
        tool: String,
    },
    /// A tool changed something without the customer's yes.
    NoConsent {
        /// The tool's title.
        tool: String,
    },
    /// What a tool expects had happened.
    InOrder {
        /// The tool's title.
        tool: String,
    },
    /// What a tool expects had not happened.
    OutOfOrder {
        /// The tool's title.
        tool: String,
    },
    /// The desk refused a tool because something had to come first.
    TooEarly {
        /// The tool's title.
        tool: String,
        /// What had to come first.
        lacks: Lack,
    },
    /// A limit nobody may exceed was tried.
    OverLimit {
        /// The tool's title.
        tool: String,
    },
    /// Something the supervisor has to approve was tried without asking.
    NotApproved {
        /// The tool's title.
        tool: String,
    },
    /// An AI draft was judged.
    Draft {
        /// How well.
        judged: Judged,
        /// The faults planted in it.
        faults: Vec<FaultKind>,
        /// Why they are faults, in the trainer's words; may be empty.
        because: Vec<String>,
    },
    /// Something was asked for that must never be asked.
    AskedNever {
        /// The item.
        item: String,
    },
    /// A fact was told that had been looked up.
    Checked {
        /// How the fact is told.
        fact: String,
    },
    /// A fact was told rightly but nothing was opened that states it.
    Unchecked {
        /// How the fact is told.
        fact: String,
    },
    /// A fact was told falsely out of an article that is out of date.
    Stale {
        /// The article's title.
        article: String,
        /// What is true instead.
        truth: String,
    },
    /// A fault of the AI summary was corrected, or not.
    Summary {
        /// Which.
        fault: FaultKind,
        /// Whether it was corrected.
        corrected: bool,
        /// Why it is a fault, in the trainer's words; may be empty.
        because: Option<String>,
    },
    /// Whether an end state of the goal was reached.
    Goal {
        /// Whether it was.
        reached: bool,
    },
    /// A fact the customer had to be told.
    MustTell {
        /// How it is told.
        fact: String,
        /// Whether it was.
        told: bool,
    },
    /// How the customer was left.
    Left {
        /// Anger, worry, trust at the end.
        mood: [i64; 3],
        /// Whether that is as the goal wants it.
        well: bool,
    },
    /// How the contact ended; none where it did not.
    Ended {
        /// How.
        outcome: Option<Outcome>,
        /// Whether that was a good end.
        well: bool,
    },
    /// No ticket was filed.
    NotFiled,
    /// The ticket's disposition.
    Disposition {
        /// What was filed.
        filed: String,
        /// The right ones.
        right: Vec<String>,
        /// Whether it was filed rightly.
        well: bool,
    },
    /// A field of the ticket.
    TicketField {
        /// Its title.
        field: String,
        /// What was filed.
        filed: String,
        /// The right values.
        right: Vec<String>,
        /// Whether it was filed rightly.
        well: bool,
    },
    /// A fact was told falsely.
    ToldFalse {
        /// How it would have been right.
        fact: String,
        /// When.
        at: u32,
    },
    /// A promise nobody can keep.
    Overpromised {
        /// When.
        at: u32,
    },
    /// The agent ended the contact without need.
    CutOff,
}

impl Why {
    /// Whether it happened at one moment a better reply could have changed, rather than being a sum of the whole.
    pub fn is_moment(&self) -> bool {
        !matches!(
            self,
            Self::Goal { .. }
                | Self::MustTell { .. }
                | Self::Left { .. }
                | Self::Ended { .. }
                | Self::NotFiled
                | Self::Disposition { .. }
                | Self::TicketField { .. }
                | Self::Summary { .. }
        )
    }
}

/// How a feeling was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// Nobody replied.
    Silence,
    /// The reply did not answer it.
    Not,
    /// With words that would fit anybody.
    Generic,
    /// With words for this customer.
    Specific,
}

/// What had to come before a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Verification.
    Verified,
    /// The customer's yes.
    Consented,
    /// Something else.
    Other,
}

/// How well an AI draft was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// A faulty one rejected for its fault.
    Caught,
    /// A faulty one mended before it was sent.
    Mended,
    /// A faulty one rejected, but for another reason.
    WrongReason,
    /// A faulty one mended in part.
    PartlyMended,
    /// A faulty one sent.
    BlindTrust,
    /// A good one used.
    Used,
    /// A good one rejected.
    FalseAlarm,
}
