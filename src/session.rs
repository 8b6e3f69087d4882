//! The session: actions in, events out.
//!
//! A [`Session`] owns a checked scenario and a listener; each [`Action`] of the trainee moves it and yields
//! [`Event`]s. The same scenario, seed and actions give the same events on every machine: time comes in with the
//! actions, chance with the seed.

pub mod action;
pub mod event;
pub mod run;
pub mod rating;
mod again;
mod desk;
mod disclose;
mod draft;
mod exam;
mod feel;
mod hear;
mod lines;
mod mood;
mod over;
mod rejected;
mod state;
mod talk;
mod time;
mod tool;
mod view;
mod when;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use action::{Action, Deed, Ticket};
pub use event::{Event, Mode, Outcome, What};
pub use rejected::Rejected;
pub use run::Run;
pub use state::Phase;
pub use view::hash;

use crate::listen::Listener;
use crate::scenario::{Language, Scenario};
use event::Origin;
use state::{Seat, State};

/// The version of the session's rules; part of the identity of a run.
pub const ENGINE: u32 = 1;
/// Characters a message may have; nobody reads more in a chat.
pub const MOST_CHARACTERS: usize = 4_000;
/// The longest wait in seconds, and the longest time between two actions that counts.
pub const LONGEST_WAIT: u32 = 3_600;

/// A customer being served.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    listener: Arc<Listener>,
    language: Language,
    mode: Mode,
    seed: u64,
    state: State,
    past: Vec<(u32, State)>,
    /// Where a reply began that is not complete yet.
    writing: Option<(u32, State)>,
    log: Vec<Event>,
}

impl Session {
    /// Sits the trainee down: the first line of the customer is already in the log.
    pub fn begin(
        scenario: Arc<Scenario>,
        listener: Arc<Listener>,
        language: Language,
        mode: Mode,
        seed: u64,
    ) -> Self {
        let file = scenario.file();
        let mut state = State::new(file);
        let (id, start, mood) = (file.id.clone(), file.start.clone(), file.customer.mood);
        let mut seat = Seat {
            scenario: &scenario,
            listener: &listener,
            language,
            mode,
            origin: Origin::Typed,
            seed,
            state: &mut state,
            events: Vec::new(),
            heard: None,
        };
        seat.push(What::Began { scenario: id, language, mode, seed, mood });
        seat.open_desk();
        seat.enter(&start);
        seat.warn();
        let log = seat.events;
        Self { scenario, listener, language, mode, seed, state, past: Vec::new(), writing: None, log }
    }

    /// Does what the trainee does and returns what happened; silence before it comes first.
    ///
    /// # Errors
    /// Where the action cannot be done now; nothing has changed then, not even the clock.
    pub fn apply(&mut self, action: &Action) -> Result<Vec<Event>, Rejected> {
        self.act(action, None)
    }

    /// The same for an action that was played before: replies are heard as `recorded` says they were, so that a session
    /// is replayed by whatever listener, and quickly.
    ///
    /// # Errors
    /// As for [`Session::apply`].
    pub fn apply_as_heard(&mut self, action: &Action, recorded: &[Event]) -> Result<Vec<Event>, Rejected> {
        self.act(action, Some(recorded))
    }

    fn act(&mut self, action: &Action, heard: Option<&[Event]>) -> Result<Vec<Event>, Rejected> {
        self.check(&action.deed)?;
        if action.deed == Deed::StepBack {
            return self.step_back();
        }
        let mut next = self.state.clone();
        next.action += 1;
        let mut seat = Seat {
            scenario: &self.scenario,
            listener: &self.listener,
            language: self.language,
            mode: self.mode,
            origin: action.origin,
            seed: self.seed,
            state: &mut next,
            events: Vec::new(),
            heard,
        };
        let busy = action.busy.min(action.after);
        seat.pass(busy.min(LONGEST_WAIT), false);
        seat.pass((action.after - busy).min(LONGEST_WAIT), true);
        seat.perform(&action.deed)?;
        seat.close_hours();
        let events = seat.events;
        if self.mode == Mode::Learn {
            self.remember(&events, &next);
        }
        self.state = next;
        self.log.extend(events.iter().cloned());
        Ok(events)
    }

    /// Remembers where a reply began, so that a step back takes all its messages along.
    fn remember(&mut self, events: &[Event], next: &State) {
        let replied = events.iter().any(|event| matches!(event.what, What::Replied(_)));
        let began = self.state.pending.is_empty() && !next.pending.is_empty();
        if !replied && !began {
            return;
        }
        let here = || (u32::try_from(self.log.len()).unwrap_or(u32::MAX), self.state.clone());
        let from = self.writing.take().unwrap_or_else(here);
        if replied {
            self.past.push(from);
        } else {
            self.writing = Some(from);
        }
    }

    /// Plays a list of actions, as recorded or written; the first that is rejected stops it.
    ///
    /// # Errors
    /// The position of the rejected action, from 0, and why.
    pub fn play(&mut self, actions: &[Action]) -> Result<(), (usize, Rejected)> {
        for (index, action) in actions.iter().enumerate() {
            self.apply(action).map_err(|rejected| (index, rejected))?;
        }
        Ok(())
    }

    /// What can be known without moving anything.
    fn check(&self, deed: &Deed) -> Result<(), Rejected> {
        match (self.state.phase, deed) {
            (Phase::Ended(_), _) => return Err(Rejected::Ended),
            (Phase::Talking, Deed::WrapUp(_)) => return Err(Rejected::StillTalking),
            (
                Phase::WrapUp(_),
                Deed::Say(_)
                | Deed::More(_)
                | Deed::SendDraft
                | Deed::EditDraft(_)
                | Deed::RejectDraft(_)
                | Deed::Consult(_)
                | Deed::HandOver(..)
                | Deed::EndContact
                | Deed::Hint,
            ) => return Err(Rejected::Over),
            _ => {}
        }
        match deed {
            Deed::Say(text) | Deed::More(text) | Deed::EditDraft(text) => check_text(text),
            Deed::HandOver(_, note) => check_length(note),
            Deed::WrapUp(ticket) => {
                ticket.fields.values().chain([&ticket.summary]).try_for_each(|text| check_length(text))
            }
            Deed::Tool(_, args) => args.values().try_for_each(|text| check_length(text)),
            Deed::Wait(seconds) if *seconds == 0 || *seconds > LONGEST_WAIT => {
                Err(Rejected::BadWait { seconds: *seconds, most: LONGEST_WAIT })
            }
            Deed::Hint | Deed::StepBack if self.mode != Mode::Learn => Err(Rejected::NotLearning),
            Deed::Resume(_) if self.mode != Mode::Certify => Err(Rejected::NoExam),
            Deed::Wait(_)
            | Deed::Read(_)
            | Deed::SendDraft
            | Deed::RejectDraft(_)
            | Deed::Consult(_)
            | Deed::EndContact
            | Deed::Hint
            | Deed::StepBack
            | Deed::Resume(_)
            | Deed::Abandon => Ok(()),
        }
    }

    /// Goes back to before the last reply: an event is appended, nothing is cut from the log.
    fn step_back(&mut self) -> Result<Vec<Event>, Rejected> {
        let (to, state) = self.writing.take().or_else(|| self.past.pop()).ok_or(Rejected::NothingToUndo)?;
        let action = self.state.action + 1;
        let event = Event { at: self.state.clock, action, what: What::SteppedBack { to } };
        self.state = State { action, ..state };
        self.log.push(event.clone());
        Ok(vec![event])
    }
}

impl Seat<'_> {
    /// Does one deed, unless the customer left in the silence before it.
    fn perform(&mut self, deed: &Deed) -> Result<(), Rejected> {
        if let Phase::WrapUp(outcome) = self.state.phase {
            return match deed {
                Deed::WrapUp(ticket) => self.file_ticket(ticket, outcome),
                Deed::Tool(name, args) => self.use_tool(name, args),
                Deed::Read(article) => self.read(article),
                Deed::Abandon => {
                    self.state.phase = Phase::Ended(outcome);
                    self.push(What::Ended);
                    Ok(())
                }
                Deed::Wait(seconds) => {
                    self.pass(*seconds, true);
                    Ok(())
                }
                Deed::Say(_)
                | Deed::More(_)
                | Deed::SendDraft
                | Deed::EditDraft(_)
                | Deed::RejectDraft(_)
                | Deed::Consult(_)
                | Deed::HandOver(..)
                | Deed::EndContact
                | Deed::Hint
                | Deed::StepBack => Ok(()),
                Deed::Resume(seconds) => {
                    self.resume(*seconds);
                    Ok(())
                }
            };
        }
        match deed {
            Deed::More(text) => self.send(text),
            Deed::Say(text) => {
                self.send(text);
                self.finish_reply();
            }
            Deed::Wait(seconds) => {
                self.finish_reply();
                self.pass(*seconds, true);
            }
            Deed::Tool(name, args) => self.use_tool(name, args)?,
            Deed::Read(article) => self.read(article)?,
            Deed::SendDraft => self.send_draft(None)?,
            Deed::EditDraft(text) => self.send_draft(Some(text))?,
            Deed::RejectDraft(faults) => self.reject_draft(faults)?,
            Deed::Consult(topic) => self.consult(topic)?,
            Deed::HandOver(team, note) => self.hand_over(team, note)?,
            Deed::EndContact => self.end_contact(),
            Deed::Hint => self.hint()?,
            Deed::Abandon => {
                self.finish_reply();
                self.abandon();
            }
            Deed::Resume(seconds) => self.resume(*seconds),
            Deed::StepBack | Deed::WrapUp(_) => {}
        }
        Ok(())
    }

    fn send(&mut self, text: &str) {
        let origin = match self.origin {
            Origin::Macro | Origin::Pasted => self.origin,
            Origin::Typed | Origin::Draft | Origin::EditedDraft => Origin::Typed,
        };
        self.push(What::Sent { text: text.to_owned(), origin });
        self.state.pending.push(text.to_owned());
        self.state.idle = 0;
    }

    fn read(&mut self, name: &str) -> Result<(), Rejected> {
        let articles = &self.file().desk.articles;
        if !articles.contains_key(name) {
            return Err(Rejected::UnknownArticle {
                name: name.to_owned(),
                near: near(name, articles.keys()),
            });
        }
        self.push(What::Read { article: name.to_owned() });
        Ok(())
    }

    fn hint(&mut self) -> Result<(), Rejected> {
        let beat = self.file().beats.get(&self.state.beat).ok_or(Rejected::NoHint)?;
        let hint =
            beat.hints.iter().chain(&beat.model).nth(self.state.hints as usize).ok_or(Rejected::NoHint)?;
        self.state.hints += 1;
        self.push(What::Hinted { text: hint.get(self.language).to_owned() });
        Ok(())
    }

    /// Leaves whatever happens: the customer if still there, else the desk.
    fn abandon(&mut self) {
        match self.state.phase {
            Phase::Talking => self.over(Outcome::Abandoned),
            Phase::WrapUp(outcome) => {
                self.state.phase = Phase::Ended(outcome);
                self.push(What::Ended);
            }
            Phase::Ended(_) => {}
        }
    }
}

fn check_text(text: &str) -> Result<(), Rejected> {
    if text.chars().all(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(Rejected::Empty);
    }
    check_length(text)
}

fn check_length(text: &str) -> Result<(), Rejected> {
    let characters = text.chars().count();
    if characters > MOST_CHARACTERS {
        return Err(Rejected::TooLong { characters, most: MOST_CHARACTERS });
    }
    Ok(())
}

/// The known name nearest to what was typed, where one is near enough to be meant.
pub(crate) fn near<'a>(typed: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    known
        .map(|name| (strsim::damerau_levenshtein(&typed.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance * 3 <= name.chars().count().max(3))
        .min()
        .map(|(_, name)| name.clone())
}

/// The arguments of a tool, by name.
pub type Arguments = BTreeMap<String, String>;
