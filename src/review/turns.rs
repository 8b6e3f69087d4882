//! Turns: what the customer said, what the trainee did about it, and what was heard.

use super::Step;
use crate::listen::Heard;
use crate::scenario::beat::FaultKind;
use crate::scenario::{Act, ScenarioFile};
use crate::score::surviving;
use crate::session::Session;
use crate::session::event::{Event, Failing, Origin, Reply, Verdict, What};

/// One exchange: the customer's lines up to and with the reply to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The second in which it began.
    pub at: u32,
    /// The second in which it ended.
    pub until: u32,
    /// Index in the event log of its first event.
    pub first: u32,
    /// What happened, in order.
    pub lines: Vec<Line>,
    /// The reply as it was sent, messages joined by line breaks; none where nobody answered.
    pub reply: Option<String>,
    /// The beat that was answered.
    pub beat: String,
    /// The trainer's strong reply to that beat.
    pub model: Option<String>,
    /// The action that began it, counted from 1; 0 for the opening.
    pub(super) opened: u32,
    /// The actions that sent its messages.
    pub(super) sent: Vec<u32>,
}

/// One thing that happened in a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index in the event log.
    pub index: u32,
    /// Second of the session.
    pub at: u32,
    /// What it was.
    pub said: Said,
}

/// What happened, with the names a reader knows; texts are in the language of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The customer spoke.
    Customer(String),
    /// The trainee sent a message.
    Sent(String, Origin),
    /// What was heard in the reply.
    Heard(Vec<Chip>),
    /// A tool was used: its title, what it printed, and why it failed, if it did.
    Tool(String, String, Option<Failing>),
    /// An article was opened.
    Read(String),
    /// The desk showed a notice.
    Notice(String),
    /// The AI offered a draft.
    Offered(String),
    /// The trainee judged the draft.
    Judged(Verdict, Vec<FaultKind>),
    /// The customer was handed over to a team, with a note.
    HandedOver(String, String),
    /// The ticket was filed: its disposition, and the summary's faults that still stand.
    Filed(String, Vec<FaultKind>),
    /// Anything else, as it stands in the log.
    Other(What),
}

/// An act that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Which.
    pub act: Act,
    /// The words that prove it.
    pub words: String,
    /// How sure, in percent.
    pub sure: u8,
}

impl Turn {
    fn begin(index: u32, event: &Event, beat: &str) -> Self {
        Self {
            at: event.at,
            until: event.at,
            first: index,
            lines: Vec::new(),
            reply: None,
            beat: beat.to_owned(),
            model: None,
            opened: event.action,
            sent: Vec::new(),
        }
    }
}

/// The turns of a session, as far as they were not taken back.
pub(super) fn of(session: &Session) -> Vec<Turn> {
    let file = session.scenario().file();
    let mut turns: Vec<Turn> = Vec::new();
    let mut beat = file.start.clone();
    // The action that completed the reply of the turn at work; what it set off before the answer belongs to it.
    let mut replied: Option<u32> = None;
    for (index, event) in surviving(session.log()) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        if let Some(action) = replied
            && (event.action != action || opens(&event.what))
        {
            replied = None;
            turns.push(Turn::begin(index, event, &beat));
        }
        if turns.is_empty() {
            turns.push(Turn::begin(index, event, &beat));
        }
        let Some(turn) = turns.last_mut() else { continue };
        turn.until = event.at;
        if let What::Entered { beat: entered } = &event.what {
            beat.clone_from(entered);
            turn.beat.clone_from(entered);
        } else if let What::Replied(reply) = &event.what {
            turn.reply = Some(reply.text.clone());
            replied = Some(event.action);
        } else if matches!(event.what, What::Sent { .. }) && !turn.sent.contains(&event.action) {
            turn.sent.push(event.action);
        }
        if let Some(said) = said(session, file, &event.what) {
            turn.lines.push(Line { index, at: event.at, said });
        }
    }
    for turn in &mut turns {
        let model = file.beats.get(&turn.beat).and_then(|beat| beat.model.as_ref());
        turn.model = model.map(|text| text.get(session.language()).to_owned());
    }
    turns
}

/// Whether this is the customer's answer to a reply, or what comes after it.
fn opens(what: &What) -> bool {
    matches!(what, What::Customer { .. } | What::Entered { .. } | What::Over { .. } | What::HandedOver { .. })
}

/// The turn that holds an event.
pub(super) fn holding(turns: &[Turn], index: u32) -> Option<usize> {
    turns.iter().rposition(|turn| turn.first <= index)
}

/// Every move of the mood; one that a reply caused belongs to that reply, even where the customer spoke before it.
pub(super) fn steps(session: &Session, turns: &[Turn]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut replied: Option<(u32, usize)> = None;
    for (index, event) in surviving(session.log()) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let here = holding(turns, index).unwrap_or(0);
        if matches!(event.what, What::Replied(_)) {
            replied = Some((event.action, here));
        } else if let What::Moved { from, to, because } = &event.what {
            let turn = replied.filter(|(action, _)| *action == event.action).map_or(here, |(_, turn)| turn);
            let (from, to, cause) = (*from, *to, because.clone());
            steps.push(Step { index, at: event.at, from, to, cause, turn });
        }
    }
    steps
}

fn said(session: &Session, file: &ScenarioFile, what: &What) -> Option<Said> {
    let talk = session.language();
    let label = |code: &str| file.desk.labels.get(code).map_or(code, |label| label.get(talk)).to_owned();
    let tool = |name: &str| file.desk.tools.get(name).map_or(name, |tool| tool.title.get(talk)).to_owned();
    Some(match what {
        What::Customer { text } => Said::Customer(text.clone()),
        What::Sent { text, origin } => Said::Sent(text.clone(), *origin),
        What::Replied(reply) => Said::Heard(chips(reply)),
        What::Used { tool: name, says, .. } => Said::Tool(tool(name), says.clone(), None),
        What::Failed { tool: name, why, says, .. } => Said::Tool(tool(name), says.clone(), Some(why.clone())),
        What::Read { article } => {
            let title = file.desk.articles.get(article).map(|found| found.title.get(talk));
            Said::Read(title.unwrap_or(article).to_owned())
        }
        What::Notice { service, status, text } => {
            let title = service.as_ref().and_then(|name| file.desk.services.get(name));
            let title = title.map(|service| service.title.get(talk).to_owned());
            let parts =
                [title, status.as_deref().map(label), Some(text.clone()).filter(|text| !text.is_empty())];
            Said::Notice(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
        }
        What::DraftOffered { text, .. } => Said::Offered(text.clone()),
        What::DraftJudged { verdict, faults, .. } => Said::Judged(*verdict, faults.clone()),
        What::HandedOver { team, note } => {
            let title = file.desk.teams.get(team).map_or(team.as_str(), |team| team.title.get(talk));
            Said::HandedOver(title.to_owned(), note.clone())
        }
        What::Filed { ticket, standing, .. } => {
            let code = &ticket.disposition;
            let name = file.wrap_up.dispositions.get(code).map_or(code.as_str(), |name| name.get(talk));
            Said::Filed(name.to_owned(), standing.clone())
        }
        What::Disclosed { field, verified } => {
            let column = label(&field.column);
            let field = crate::scenario::value::Path { column, ..field.clone() };
            Said::Other(What::Disclosed { field, verified: *verified })
        }
        What::AskedFor { item, never } => Said::Other(What::AskedFor { item: label(item), never: *never }),
        What::TimeUp => Said::Other(What::TimeUp),
        What::Resumed { seconds } => Said::Other(What::Resumed { seconds: *seconds }),
        What::Began { .. }
        | What::Entered { .. }
        | What::Moved { .. }
        | What::SteppedBack { .. }
        | What::Rated { .. }
        | What::Ended => return None,
        What::Showed { .. }
        | What::Warned { .. }
        | What::Verified
        | What::Consented
        | What::Declined
        | What::Forbidden { .. }
        | What::Noted { .. }
        | What::Held { .. }
        | What::Silent { .. }
        | What::Consulted { .. }
        | What::HandOverRefused { .. }
        | What::AbuseWarned { .. }
        | What::Hinted { .. }
        | What::Over { .. } => Said::Other(what.clone()),
    })
}

fn chips(reply: &Reply) -> Vec<Chip> {
    let words = |heard: &Heard| {
        let length = heard.to.saturating_sub(heard.from) as usize;
        reply.text.chars().skip(heard.from as usize).take(length).collect()
    };
    // An act may be heard twice; its surest words stand for it.
    let surest = |act: &&Heard| {
        reply.acts.iter().filter(|other| other.heard && other.act == act.act).max_by_key(|other| other.sure)
            == Some(*act)
    };
    let heard = reply.acts.iter().filter(|act| act.heard).filter(surest);
    heard.map(|act| Chip { act: act.act, words: words(act), sure: act.sure }).collect()
}
