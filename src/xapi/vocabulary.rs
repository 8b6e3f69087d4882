//! Verbs, kinds of activities and extensions, each with its IRI.

/// What every IRI of our own begins with. A URN, since a name on the web would have to be somebody's to keep.
const OWN: &str = "urn:x-hotseat:xapi";

/// The IRI of our profile, in the version the statements are written by.
pub const PROFILE: &str = "urn:x-hotseat:xapi/v1.0";

/// The version of xAPI, as the header `X-Experience-API-Version` says it.
pub const VERSION: &str = "1.0.3";

/// What was done. All are ADL's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// A session began.
    Initialized,
    /// The customer was answered.
    Responded,
    /// A tool, an article, a draft, a colleague or the ticket was used.
    Interacted,
    /// A session was broken off.
    Suspended,
    /// It went on.
    Resumed,
    /// It was played to its end.
    Completed,
    /// It is passed.
    Passed,
    /// It is not.
    Failed,
    /// A person judged it.
    Scored,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Initialized,
        Self::Responded,
        Self::Interacted,
        Self::Suspended,
        Self::Resumed,
        Self::Completed,
        Self::Passed,
        Self::Failed,
        Self::Scored,
    ];

    /// Its last word in ADL's list, and what a reader is shown in English.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initialized => "initialized",
            Self::Responded => "responded",
            Self::Interacted => "interacted",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Completed => "completed",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Scored => "scored",
        }
    }

    /// The same in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Initialized => "开始",
            Self::Responded => "回复",
            Self::Interacted => "操作",
            Self::Suspended => "中断",
            Self::Resumed => "继续",
            Self::Completed => "完成",
            Self::Passed => "通过",
            Self::Failed => "未通过",
            Self::Scored => "人工评定",
        }
    }

    /// The IRI.
    pub fn iri(self) -> String {
        format!("http://adlnet.gov/expapi/verbs/{}", self.word())
    }
}

/// What it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A scenario (ADL's `simulation`).
    Scenario,
    /// A moment of it that waits for an answer (ADL's `cmi.interaction`, filled in at length).
    Beat,
    /// A profile (ADL's).
    Profile,
    /// A tool of the desk.
    Tool,
    /// A knowledge article.
    Article,
    /// A reply draft of the AI.
    Draft,
    /// Somebody asked for help: the supervisor, or another team.
    Colleague,
    /// Help in learn mode.
    Help,
    /// The ticket.
    Ticket,
    /// What a manager assigned.
    Assignment,
}

impl Thing {
    /// Those that are our own.
    pub const OWN: [Self; 7] =
        [Self::Tool, Self::Article, Self::Draft, Self::Colleague, Self::Help, Self::Ticket, Self::Assignment];

    /// The IRI of its kind.
    pub fn iri(self) -> String {
        match self {
            Self::Scenario => "http://adlnet.gov/expapi/activities/simulation".to_owned(),
            Self::Beat => "http://adlnet.gov/expapi/activities/cmi.interaction".to_owned(),
            Self::Profile => "http://adlnet.gov/expapi/activities/profile".to_owned(),
            Self::Tool => own("activity-types", "tool"),
            Self::Article => own("activity-types", "article"),
            Self::Draft => own("activity-types", "draft"),
            Self::Colleague => own("activity-types", "colleague"),
            Self::Help => own("activity-types", "help"),
            Self::Ticket => own("activity-types", "ticket"),
            Self::Assignment => own("activity-types", "assignment"),
        }
    }
}

/// The IRI of one of our extensions, e.g. `mood`.
pub fn extension(name: &str) -> String {
    own("extensions", name)
}

fn own(what: &str, name: &str) -> String {
    format!("{OWN}/{what}/{name}")
}
