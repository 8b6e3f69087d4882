//! The acts a reply can carry: what an agent's words do.

use serde::{Deserialize, Serialize};

/// What a reply does, multi-label; the taxonomy merges the 12 strategies of CSC/COPC (arXiv 2508.04423), EPITOME
/// (Sharma et al. 2020), `ESConv` (Liu et al. 2021) and tau-bench's consent before a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Opens politely: hello, welcome, introduces itself.
    Greet,
    /// Asks for identity data before account work.
    Verify,
    /// Repeats the customer's own facts in other words.
    Restate,
    /// Asks a question that helps to understand the problem.
    Explore,
    /// Reacts to the emotion: names it, shares it, shows warmth.
    Feel,
    /// Shows why the situation is hard for this customer.
    Understand,
    /// Calms, with no guarantee that cannot be kept.
    Reassure,
    /// Expresses regret or admits the company's fault.
    Apologise,
    /// Takes responsibility for the next step.
    Own,
    /// Offers options or proposes a next step.
    Suggest,
    /// Tells facts: policy, process, status, cause, price.
    Inform,
    /// Says what happens next and when or how the customer will hear.
    Expect,
    /// States a change about to be made and asks for a yes.
    Consent,
    /// Says that something has been done or is being done right now.
    Report,
    /// Asks whether it is solved or if anything else is needed.
    Feedback,
    /// Tells how to come back or get help later.
    Invite,
    /// Thanks or appreciates the customer.
    Thank,
    /// Ends the conversation, says goodbye.
    Close,
    /// Puts the fault on the customer or lectures them.
    Blame,
    /// Minimises the feeling or problem, or refuses with no reason.
    Dismiss,
    /// Passes the problem away without help.
    Deflect,
    /// Hostile, sarcastic, insulting, threatening.
    Rude,
    /// Guarantees what the agent cannot know or may not promise.
    Overpromise,
}

impl Act {
    /// All 23 acts, in the order of the taxonomy.
    pub const ALL: [Self; 23] = [
        Self::Greet,
        Self::Verify,
        Self::Restate,
        Self::Explore,
        Self::Feel,
        Self::Understand,
        Self::Reassure,
        Self::Apologise,
        Self::Own,
        Self::Suggest,
        Self::Inform,
        Self::Expect,
        Self::Consent,
        Self::Report,
        Self::Feedback,
        Self::Invite,
        Self::Thank,
        Self::Close,
        Self::Blame,
        Self::Dismiss,
        Self::Deflect,
        Self::Rude,
        Self::Overpromise,
    ];

    /// Its name in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Greet => "greet",
            Self::Verify => "verify",
            Self::Restate => "restate",
            Self::Explore => "explore",
            Self::Feel => "feel",
            Self::Understand => "understand",
            Self::Reassure => "reassure",
            Self::Apologise => "apologise",
            Self::Own => "own",
            Self::Suggest => "suggest",
            Self::Inform => "inform",
            Self::Expect => "expect",
            Self::Consent => "consent",
            Self::Report => "report",
            Self::Feedback => "feedback",
            Self::Invite => "invite",
            Self::Thank => "thank",
            Self::Close => "close",
            Self::Blame => "blame",
            Self::Dismiss => "dismiss",
            Self::Deflect => "deflect",
            Self::Rude => "rude",
            Self::Overpromise => "overpromise",
        }
    }

    /// The act of this name in files.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Whether the act hurts: blame, dismiss, deflect, rude or overpromise.
    pub fn is_harm(self) -> bool {
        matches!(self, Self::Blame | Self::Dismiss | Self::Deflect | Self::Rude | Self::Overpromise)
    }
}
