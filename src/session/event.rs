//! Events: what happened because of an action; the log is the only record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::action::Origin;
use super::action::Ticket;
use crate::listen::{Asked, Heard, Told};
use crate::scenario::beat::{FaultKind, Feeling};
use crate::scenario::customer::Mood;
use crate::scenario::text::Language;
use crate::scenario::value::{Path, Value};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Seconds since the session began.
    pub at: u32,
    /// The action that caused it, counted from 1; 0 for the beginning.
    pub action: u32,
    /// What happened.
    pub what: What,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The session began.
    Began {
        /// The scenario's id.
        scenario: String,
        /// The language it is held in.
        language: Language,
        /// The mode it is played in.
        mode: Mode,
        /// The seed.
        seed: u64,
        /// The mood at the start.
        mood: Mood,
    },
    /// The script reached a beat.
    Entered {
        /// Its name.
        beat: String,
    },
    /// The customer said something.
    Customer {
        /// The words.
        text: String,
    },
    /// The customer showed a feeling: an empathic opportunity.
    Showed {
        /// Which.
        feeling: Feeling,
        /// In which beat.
        beat: String,
    },
    /// The trainee sent a message; a reply is all of them up to `Replied`.
    Sent {
        /// The words.
        text: String,
        /// Where they came from.
        origin: Origin,
    },
    /// A reply was complete and heard; offsets count Unicode scalars in the messages joined by line breaks.
    Replied(Box<Reply>),
    /// The customer's mood moved.
    Moved {
        /// The mood before.
        from: Mood,
        /// The mood after.
        to: Mood,
        /// Why.
        because: Cause,
    },
    /// The early warning changed.
    Warned {
        /// The new level.
        level: Warning,
    },
    /// A reply asked the customer for an identity item.
    AskedFor {
        /// Which.
        item: String,
        /// Whether it must never be asked.
        never: bool,
    },
    /// The customer's identity became verified.
    Verified,
    /// The customer said yes to a change.
    Consented,
    /// The customer said no to a change.
    Declined,
    /// A reply gave away personal data.
    Disclosed {
        /// The field.
        field: Path,
        /// Whether the customer was verified.
        verified: bool,
    },
    /// A phrase the house forbids was used.
    Forbidden {
        /// The phrase.
        phrase: String,
    },
    /// A trainer's rule with a finding fired.
    Noted {
        /// The finding by language of the session.
        text: String,
        /// Whether it is praise.
        praise: bool,
    },
    /// A tool succeeded.
    Used {
        /// Which.
        tool: String,
        /// With what.
        args: BTreeMap<String, String>,
        /// What it printed.
        says: String,
        /// The records it showed, `table.key`.
        shows: Vec<String>,
        /// What it changed.
        wrote: Vec<(Path, Value)>,
        /// Conditions of `expects` that did not hold, by position.
        unmet: Vec<u32>,
        /// Whether the customer was verified.
        verified: bool,
        /// Whether the customer's yes was on record.
        consented: bool,
    },
    /// A tool was refused or failed.
    Failed {
        /// Which.
        tool: String,
        /// With what.
        args: BTreeMap<String, String>,
        /// Why.
        why: Failing,
        /// What it printed.
        says: String,
    },
    /// An article was opened.
    Read {
        /// Its id.
        article: String,
    },
    /// A service changed its status, or the desk showed a notice.
    Notice {
        /// The service, where it was one.
        service: Option<String>,
        /// Its new status.
        status: Option<String>,
        /// What the desk shows.
        text: String,
    },
    /// The AI offered a draft.
    DraftOffered {
        /// In which beat.
        beat: String,
        /// The draft.
        text: String,
    },
    /// The AI's draft was judged.
    DraftJudged {
        /// In which beat.
        beat: String,
        /// How.
        verdict: Verdict,
        /// Faults named by the trainee (reject), or still standing in the text that was sent.
        faults: Vec<FaultKind>,
    },
    /// An announced hold: the customer waits until then.
    Held {
        /// Seconds promised.
        seconds: u32,
    },
    /// Nobody answered the customer.
    Silent {
        /// Idle seconds so far.
        seconds: u32,
    },
    /// The supervisor was asked.
    Consulted {
        /// About what.
        topic: String,
        /// The answer.
        says: String,
        /// The tool approved.
        approved: Option<String>,
    },
    /// The customer was handed over.
    HandedOver {
        /// To which team.
        team: String,
        /// The note for the colleague.
        note: String,
    },
    /// A team refused a hand-over.
    HandOverRefused {
        /// Which.
        team: String,
        /// Its answer.
        says: String,
    },
    /// The trainee warned an abusive customer.
    AbuseWarned {
        /// How many warnings so far.
        count: u8,
    },
    /// A hint was given.
    Hinted {
        /// The hint.
        text: String,
    },
    /// The session went back: events from `to` up to here no longer count.
    SteppedBack {
        /// Index in the log of the first event undone.
        to: u32,
    },
    /// The conversation is over.
    Over {
        /// How.
        outcome: Outcome,
        /// Whether an end state of the goal holds.
        goal: bool,
    },
    /// The ticket was filed.
    Filed {
        /// What was filed.
        ticket: Ticket,
        /// Summary faults that still stand.
        standing: Vec<FaultKind>,
        /// Summary faults that were corrected.
        corrected: Vec<FaultKind>,
    },
    /// The customer rated the contact.
    Rated {
        /// 1 to 5.
        stars: u8,
        /// Why, in order.
        because: Vec<Reason>,
    },
    /// The time of an exam is up.
    TimeUp,
    /// An exam that was cut off goes on.
    Resumed {
        /// Seconds it was cut off for; they count.
        seconds: u32,
    },
    /// The session ended.
    Ended,
}

/// A reply as heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// All messages joined by line breaks.
    pub text: String,
    /// The acts, with the words that prove them.
    pub acts: Vec<Heard>,
    /// 0 none, 1 generic, 2 specific.
    pub empathy: u8,
    /// Facts told.
    pub told: Vec<Told>,
    /// Identity items asked for.
    pub asked: Vec<Asked>,
    /// How often nearly the same was said before.
    pub repeats: u8,
}

/// How a session is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Hints, what was heard, step back.
    Learn,
    /// Feedback after.
    #[default]
    Practice,
    /// No hints, mood and face hidden, a variant not had before, against the clock; only this moves a role.
    Certify,
}

/// Why the mood moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// A rule of the scenario or the house, by its path (`beats.outburst.hears[1]`), with the words that set it off.
    Rule {
        /// The path.
        path: String,
        /// The words, quoted from the reply; empty where no words caused it.
        words: String,
    },
    /// This person's default reaction to an act, with the words.
    Act {
        /// The act.
        act: crate::scenario::Act,
        /// The words.
        words: String,
    },
    /// A red line of this person, with the words.
    RedLine(String),
    /// Something that calms this person, with the words.
    Calms(String),
    /// Silence.
    Silence,
    /// The same again.
    Repetition,
    /// Not understood.
    NotUnderstood,
    /// A promise of an earlier hold was not kept.
    BrokenHold,
    /// An identity item that must never be asked.
    AskedNever(String),
}

/// The early warning of emotion recognition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Warning {
    #[default]
    Calm,
    Watch,
    Alarm,
}

/// How a draft was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Verdict {
    Sent,
    Edited,
    Rejected,
}

/// Why a tool did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failing {
    /// A condition of `needs` does not hold, by position.
    Needs(u32),
    /// A check on its arguments failed, by position.
    Check(u32),
    /// A limit was exceeded, by position.
    Limit(u32),
    /// The supervisor has not approved what goes beyond a limit, by position.
    Approval(u32),
    /// A fault of the desk, by position.
    Fault(u32),
    /// No record was found.
    NotFound,
}

/// How a conversation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The goal was reached and the customer took leave.
    Resolved,
    /// Handed over to a team.
    HandedOver,
    /// The agent ended the contact.
    Closed,
    /// The customer left.
    Gone,
    /// The trainee left.
    Abandoned,
}

/// A reason for the customer's rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// The problem is solved (+1).
    Solved,
    /// The problem is not solved (-1).
    NotSolved,
    /// Left calm (+1).
    Calm,
    /// Left angry (-1).
    Angry,
    /// Left with trust (+1 where not calm already counted).
    Trusting,
    /// Left without trust (-1).
    Distrusting,
    /// Was treated rudely (-1).
    Hurt,
    /// Had to leave (-1).
    GaveUp,
}
