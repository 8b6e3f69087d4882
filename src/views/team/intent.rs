//! What can be wanted on the team's page.

use std::collections::BTreeSet;
use std::path::PathBuf;

use uuid::Uuid;

use crate::score::RubricFile;
use crate::store::{Ask, AssignmentId, AttemptId, PersonId, Rights, Slice, Task, TeamId, Whom};

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// One person.
    Person(PersonId),
    /// Whoever is shown.
    Team,
    /// A scenario.
    Scenario(String),
}

/// What shall be given.
#[derive(Clone, Debug, PartialEq)]
pub struct Gift {
    /// What.
    pub task: Task,
    /// To whom.
    pub whom: Whom,
    /// Whether it is an exam.
    pub certify: bool,
    /// Within how many days.
    pub days: Option<u16>,
    /// The overall score it takes beside passing, 0..=100.
    pub pass_mark: Option<u8>,
    /// How often it may be tried.
    pub attempts: Option<u8>,
}

/// What is wanted here.
#[derive(Clone, Debug, PartialEq)]
pub enum TeamIntent {
    /// Only these attempts count in the team at a glance.
    Narrow(Slice),
    /// Another team, or everybody.
    Show(Option<TeamId>),
    /// This person alone.
    Only(PersonId),
    /// A team of this name.
    NewTeam(String),
    /// Somebody of this name here, known or new; whether they lead the team that is shown.
    Join(String, bool),
    /// Somebody out of the team that is shown.
    Leave(PersonId),
    /// A team is no more.
    End(TeamId),
    /// Somebody has left.
    Depart(PersonId),
    /// Somebody who left is back.
    Return(PersonId),
    /// A certificate does not hold any more, and why.
    Revoke(Uuid, String),
    /// Somebody may do this and nothing else.
    Rights(PersonId, Rights),
    /// Somebody gets this passphrase.
    Passphrase(PersonId, String),
    /// Something is given.
    Give(Gift),
    /// Something is taken back.
    Withdraw(AssignmentId),
    /// Somebody gets the certificate of a step.
    Certify(PersonId, String),
    /// A review is taken.
    TakeReview(AttemptId),
    /// A review is given to somebody.
    GiveReview(AttemptId, PersonId),
    /// So many of a thousand attempts of the team that is shown are drawn for review.
    Sample(u16),
    /// An exam is decided.
    Decide(AttemptId, bool, String),
    /// The people of this table shall be here.
    Import(PathBuf),
    /// Every attempt is checked.
    Audit,
    /// What would this rubric change?
    Try(Box<RubricFile>),
    /// This rubric counts from now on; these attempts keep what they have.
    Adopt(Box<RubricFile>, BTreeSet<AttemptId>),
    /// What does everybody come to?
    Everybody(Ask),
    /// Which sessions go on now?
    Live,
    /// A session is listened to, or no longer.
    ListenIn(Option<AttemptId>),
    /// What do attempts at every scenario come to?
    Study,
    /// A report as a page to print.
    Page(Page),
    /// Tables about whoever is shown, as a workbook.
    Workbook,
    /// Everything goes to another, empty store as well.
    Copy(String),
    /// Everything kept about somebody shall be in a file.
    Export(PersonId),
    /// Everything kept about somebody shall be gone.
    Erase(PersonId),
    /// What does somebody lose points on again and again, in the attempts at a glance?
    Habits(PersonId),
    /// An attempt is looked at.
    Debrief(AttemptId),
    /// An attempt is looked at where this event of its log stands.
    Moment(AttemptId, u32),
}
