//! Actions that cannot be done now, and why; a rejected action changes nothing.

use crate::scenario::desk::Kind;

/// Why an action was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// The session has ended.
    #[error("the session has ended")]
    Ended,
    /// The conversation is over; only the ticket is left.
    #[error("the conversation is over; file the ticket")]
    Over,
    /// The customer is still there, so the ticket cannot be filed.
    #[error("the customer is still there; end the contact before the wrap-up")]
    StillTalking,
    /// A message without words.
    #[error("the message is empty")]
    Empty,
    /// A message beyond what a customer would read.
    #[error("the message has {characters} characters; {most} are the most")]
    TooLong {
        /// How many it has.
        characters: usize,
        /// How many it may have.
        most: usize,
    },
    /// A wait of no seconds, or of more than an hour.
    #[error("a wait lasts from 1 to {most} seconds, not {seconds}")]
    BadWait {
        /// What was asked.
        seconds: u32,
        /// The longest.
        most: u32,
    },
    /// A tool this desk does not have.
    #[error("there is no tool `{name}`")]
    UnknownTool {
        /// What was asked.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// An argument the tool does not take.
    #[error("tool `{tool}` takes no `{argument}`")]
    UnknownArgument {
        /// The tool.
        tool: String,
        /// What was given.
        argument: String,
        /// The nearest it takes.
        near: Option<String>,
    },
    /// An argument the tool needs.
    #[error("tool `{tool}` needs `{argument}`")]
    MissingArgument {
        /// The tool.
        tool: String,
        /// What is missing.
        argument: String,
    },
    /// A look-up by nothing.
    #[error("tool `{tool}` needs at least one argument")]
    NoArguments {
        /// The tool.
        tool: String,
    },
    /// An argument of the wrong kind.
    #[error("`{given}` does not fit `{argument}` of tool `{tool}`")]
    BadArgument {
        /// The tool.
        tool: String,
        /// The argument.
        argument: String,
        /// What was given.
        given: String,
        /// What is wanted.
        kind: Kind,
    },
    /// An article this desk does not have.
    #[error("there is no article `{name}`")]
    UnknownArticle {
        /// What was asked.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A team this desk does not know.
    #[error("there is no team `{name}`")]
    UnknownTeam {
        /// What was asked.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A disposition this scenario does not offer.
    #[error("there is no disposition `{name}`")]
    UnknownDisposition {
        /// What was given.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A ticket field this scenario does not have.
    #[error("the ticket has no field `{name}`")]
    UnknownField {
        /// What was given.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A value a ticket field does not offer.
    #[error("`{given}` is no choice for field `{field}`")]
    BadChoice {
        /// The field.
        field: String,
        /// What was given.
        given: String,
        /// What it offers.
        choices: Vec<String>,
    },
    /// No draft is on offer.
    #[error("no draft is on offer")]
    NoDraft,
    /// No supervisor can be consulted.
    #[error("this desk has no supervisor")]
    NoSupervisor,
    /// Hints and step back belong to learn mode.
    #[error("only learn mode has hints and step back")]
    NotLearning,
    /// Only an exam goes on with the time that passed.
    #[error("only an exam is resumed with the time that passed")]
    NoExam,
    /// There is no hint left.
    #[error("there is no further hint here")]
    NoHint,
    /// There is nothing to go back to.
    #[error("there is no reply to go back to")]
    NothingToUndo,
}
