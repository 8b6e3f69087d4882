//! Actions: what the trainee does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scenario::beat::FaultKind;

/// One step of a trainee: what was done, and how long after the step before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Whole seconds since the action before, measured by whoever holds the clock.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub after: u32,
    /// How many of these seconds the trainee was typing or filling in a form; they are no silence.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub busy: u32,
    /// How a message came into the composer; nothing is scored by it.
    #[serde(default, skip_serializing_if = "is_typed")]
    pub origin: Origin,
    /// What was done.
    #[serde(rename = "do")]
    pub deed: Deed,
}

impl Action {
    /// Something done `after` so many seconds, `busy` of them typing; a message of it was typed.
    pub fn new(after: u32, busy: u32, deed: Deed) -> Self {
        Self { after, busy, origin: Origin::Typed, deed }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes by reference")]
fn is_typed(origin: &Origin) -> bool {
    *origin == Origin::Typed
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes by reference")]
fn is_zero(seconds: &u32) -> bool {
    *seconds == 0
}

/// Where a message came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Origin {
    #[default]
    Typed,
    /// Mostly put in from the desk: a saved answer, a quoted article or record.
    Macro,
    /// Mostly pasted from elsewhere.
    Pasted,
    Draft,
    EditedDraft,
}

/// What a trainee can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Sends a message and yields the floor: the customer answers.
    Say(String),
    /// Sends a message to which more follows; the next `Say` or `Wait` ends the reply.
    More(String),
    /// Waits so many seconds.
    Wait(u32),
    /// Uses a tool with these arguments.
    Tool(String, BTreeMap<String, String>),
    /// Opens a knowledge article by id.
    Read(String),
    /// Sends the AI draft as it is.
    SendDraft,
    /// Sends the AI draft after editing it to this text.
    EditDraft(String),
    /// Rejects the AI draft, naming the faults seen in it.
    RejectDraft(Vec<FaultKind>),
    /// Asks the supervisor about a topic.
    Consult(String),
    /// Hands the customer over to a team, with a note for the colleague.
    HandOver(String, String),
    /// Ends the contact.
    EndContact,
    /// Asks for a hint (learn mode).
    Hint,
    /// Goes back to before the last reply (learn mode).
    StepBack,
    /// Goes on with an exam that was cut off so many seconds ago: they count against its time.
    Resume(u32),
    /// Files the ticket: disposition, fields, corrected summary.
    WrapUp(Ticket),
    /// Gets up and leaves: the session is abandoned.
    Abandon,
}

/// What is filed after the conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ticket {
    /// What it was about, one of the scenario's codes.
    pub disposition: String,
    /// The ticket's fields by name.
    pub fields: BTreeMap<String, String>,
    /// The AI summary as corrected; empty leaves it as it is.
    pub summary: String,
}
