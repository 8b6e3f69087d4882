//! The criteria by which questions are answered: what findings are about, in the words of quality assurance.

use crate::scenario::Language;
use crate::score::{AbilityKind, Why};

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// Feelings the customer showed were met.
    Empathy,
    /// Somebody took responsibility.
    Ownership,
    /// Nothing hurtful or forbidden was said.
    Courtesy,
    /// The trainer's own findings.
    Trainer,
    /// Identity was verified, and nothing asked that must never be.
    Verification,
    /// The customer said yes to changes.
    Consent,
    /// Tools were used in order and within limits.
    Process,
    /// AI drafts were judged rightly.
    Drafts,
    /// What was told was looked up and true.
    Accuracy,
    /// Faults of the AI summary were corrected.
    Summary,
    /// The problem was solved.
    Goal,
    /// The customer was told what they had to know.
    Information,
    /// No promise was made that nobody can keep.
    Promises,
    /// The customer was left calm and with trust.
    Mood,
    /// The contact ended as it should.
    Ending,
    /// The ticket was filed rightly.
    Ticket,
    /// No critical error was made.
    Critical,
}

impl Criterion {
    /// All of them, in the order shown.
    pub const ALL: [Self; 17] = [
        Self::Empathy,
        Self::Ownership,
        Self::Courtesy,
        Self::Trainer,
        Self::Verification,
        Self::Consent,
        Self::Process,
        Self::Drafts,
        Self::Accuracy,
        Self::Summary,
        Self::Goal,
        Self::Information,
        Self::Promises,
        Self::Mood,
        Self::Ending,
        Self::Ticket,
        Self::Critical,
    ];

    /// The word it is written as in a scorecard.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empathy => "empathy",
            Self::Ownership => "ownership",
            Self::Courtesy => "courtesy",
            Self::Trainer => "trainer",
            Self::Verification => "verification",
            Self::Consent => "consent",
            Self::Process => "process",
            Self::Drafts => "drafts",
            Self::Accuracy => "accuracy",
            Self::Summary => "summary",
            Self::Goal => "goal",
            Self::Information => "information",
            Self::Promises => "promises",
            Self::Mood => "mood",
            Self::Ending => "ending",
            Self::Ticket => "ticket",
            Self::Critical => "critical",
        }
    }

    /// It as a question.
    pub fn question(self, language: Language) -> &'static str {
        let (en, zh) = match self {
            Self::Empathy => ("Were the customer's feelings met?", "是否回应了客户的情绪？"),
            Self::Ownership => ("Did the agent take responsibility?", "是否主动担责？"),
            Self::Courtesy => ("Was the agent courteous throughout?", "是否全程有礼、无禁语？"),
            Self::Trainer => ("Were the trainer's own points met?", "是否符合培训师另设的要点？"),
            Self::Verification => ("Was identity verified as it must be?", "是否按规定核实身份？"),
            Self::Consent => ("Did the customer agree before changes?", "变更前是否征得客户同意？"),
            Self::Process => ("Were steps taken in order and within limits?", "是否按流程、在权限内操作？"),
            Self::Drafts => ("Were AI drafts judged rightly?", "是否正确判断了 AI 草稿？"),
            Self::Accuracy => {
                ("Was what the customer was told checked and true?", "告知的内容是否查证且属实？")
            }
            Self::Summary => ("Were faults of the AI summary corrected?", "是否更正了 AI 摘要中的错误？"),
            Self::Goal => ("Was the problem solved?", "问题是否解决？"),
            Self::Information => {
                ("Was the customer told everything they had to know?", "该告知的是否都已告知？")
            }
            Self::Promises => ("Were only promises made that can be kept?", "是否没有过度承诺？"),
            Self::Mood => ("Was the customer left calm and with trust?", "客户离开时是否平静、信任？"),
            Self::Ending => ("Did the contact end as it should?", "是否妥善结束对话？"),
            Self::Ticket => ("Was the ticket filed rightly?", "工单是否填写正确？"),
            Self::Critical => ("Was there no critical error?", "是否没有致命错误？"),
        };
        language.pick(en, zh)
    }

    /// The ability it counts for; none for what caps the whole.
    pub fn ability(self) -> Option<AbilityKind> {
        match self {
            Self::Empathy | Self::Ownership | Self::Courtesy | Self::Trainer => Some(AbilityKind::Empathy),
            Self::Verification
            | Self::Consent
            | Self::Process
            | Self::Drafts
            | Self::Accuracy
            | Self::Summary => Some(AbilityKind::Tools),
            Self::Goal | Self::Information | Self::Promises | Self::Mood | Self::Ending | Self::Ticket => {
                Some(AbilityKind::Resolution)
            }
            Self::Critical => None,
        }
    }

    /// Whether it only shows where it is broken, so that silence speaks for the agent.
    pub fn is_kept_by_silence(self) -> bool {
        matches!(self, Self::Courtesy | Self::Promises | Self::Critical)
    }

    /// What a finding is about.
    pub fn of(why: &Why) -> Self {
        match why {
            Why::Feeling { .. } => Self::Empathy,
            Why::Owned { .. } | Why::NotOwned { .. } => Self::Ownership,
            Why::Harm { .. } | Why::PerhapsHarm { .. } | Why::Forbidden { .. } => Self::Courtesy,
            Why::Noted { .. } => Self::Trainer,
            Why::VerifiedFirst | Why::NotVerified { .. } | Why::AskedNever { .. } => Self::Verification,
            Why::ConsentFirst { .. } | Why::NoConsent { .. } => Self::Consent,
            Why::InOrder { .. }
            | Why::OutOfOrder { .. }
            | Why::TooEarly { .. }
            | Why::OverLimit { .. }
            | Why::NotApproved { .. } => Self::Process,
            Why::Draft { .. } => Self::Drafts,
            Why::Checked { .. } | Why::Unchecked { .. } | Why::Stale { .. } | Why::ToldFalse { .. } => {
                Self::Accuracy
            }
            Why::Summary { .. } => Self::Summary,
            Why::Goal { .. } => Self::Goal,
            Why::MustTell { .. } => Self::Information,
            Why::Overpromised { .. } => Self::Promises,
            Why::Left { .. } => Self::Mood,
            Why::Ended { .. } | Why::CutOff => Self::Ending,
            Why::NotFiled | Why::Disposition { .. } | Why::TicketField { .. } => Self::Ticket,
        }
    }
}
