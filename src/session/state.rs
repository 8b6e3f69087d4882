//! Everything about a session that changes while it is played.

use std::collections::{BTreeMap, BTreeSet};

use crate::listen::Listener;
use crate::scenario::Scenario;
use crate::scenario::customer::Mood;
use crate::scenario::file::ScenarioFile;
use crate::scenario::text::Language;
use crate::scenario::value::{Path, Value};

use super::desk::{self, Changes};
use super::event::{Event, Mode, Origin, Outcome, Warning, What};
use super::lines::Lines;

/// What a session remembers between two actions.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) clock: u32,
    pub(super) action: u32,
    pub(super) phase: Phase,
    pub(super) mood: Mood,
    pub(super) warning: Warning,
    pub(super) beat: String,
    pub(super) seen: BTreeSet<String>,
    pub(super) verified: bool,
    pub(super) consents: u32,
    pub(super) consent_used: BTreeMap<String, u32>,
    pub(super) approved: BTreeSet<String>,
    pub(super) told: BTreeSet<String>,
    pub(super) team: Option<String>,
    pub(super) desk: Changes,
    pub(super) tools_used: BTreeMap<String, u32>,
    pub(super) tools_in_reply: Vec<String>,
    pub(super) pending: Vec<String>,
    pub(super) draft: Option<String>,
    pub(super) replies: Vec<String>,
    pub(super) customer: Vec<String>,
    pub(super) disclosed: BTreeSet<Path>,
    pub(super) fired: BTreeMap<String, u32>,
    pub(super) acts: BTreeMap<crate::scenario::Act, u32>,
    pub(super) lines: Lines,
    pub(super) idle: u32,
    pub(super) silences: u32,
    pub(super) reading: u32,
    pub(super) held_until: Option<u32>,
    pub(super) not_understood: u32,
    pub(super) stalled: u32,
    pub(super) furious: u32,
    pub(super) hurt: bool,
    pub(super) abuse_warnings: u8,
    pub(super) hints: u32,
}

impl State {
    /// The state before anything has happened.
    pub(super) fn new(file: &ScenarioFile) -> Self {
        Self {
            clock: 0,
            action: 0,
            phase: Phase::Talking,
            mood: file.customer.mood,
            warning: Warning::Calm,
            beat: file.start.clone(),
            seen: BTreeSet::new(),
            verified: file.identity.verified,
            consents: 0,
            consent_used: BTreeMap::new(),
            approved: BTreeSet::new(),
            told: BTreeSet::new(),
            team: None,
            desk: Changes::default(),
            tools_used: BTreeMap::new(),
            tools_in_reply: Vec::new(),
            pending: Vec::new(),
            draft: None,
            replies: Vec::new(),
            customer: Vec::new(),
            disclosed: BTreeSet::new(),
            fired: BTreeMap::new(),
            acts: BTreeMap::new(),
            lines: Lines::default(),
            idle: 0,
            silences: 0,
            reading: 0,
            held_until: None,
            not_understood: 0,
            stalled: 0,
            furious: 0,
            hurt: false,
            abuse_warnings: 0,
            hints: 0,
        }
    }
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The customer is there.
    Talking,
    /// The conversation is over; the ticket is to be filed.
    WrapUp(Outcome),
    /// All is done.
    Ended(Outcome),
}

/// One action at work: the state it changes and the events it makes.
pub(super) struct Seat<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) listener: &'a Listener,
    pub(super) language: Language,
    pub(super) mode: Mode,
    /// How a message of this action came into the composer.
    pub(super) origin: Origin,
    pub(super) seed: u64,
    pub(super) state: &'a mut State,
    pub(super) events: Vec<Event>,
    /// What happened when this action was played before, where replies shall be heard as they were then.
    pub(super) heard: Option<&'a [Event]>,
}

impl<'a> Seat<'a> {
    pub(super) fn file(&self) -> &'a ScenarioFile {
        self.scenario.file()
    }

    /// Notes that something happened.
    pub(super) fn push(&mut self, what: What) {
        self.events.push(Event { at: self.state.clock, action: self.state.action, what });
    }

    /// The value of a field as it stands now.
    pub(super) fn field(&self, path: &Path) -> Option<Value> {
        self.state.desk.field(self.file(), self.language, path)
    }

    /// The status of a service now.
    pub(super) fn status(&self, name: &str) -> Option<&'a str> {
        let service = self.file().desk.services.get(name)?;
        desk::status(service, self.state.clock).map(|status| status.is.as_str())
    }

    /// Whether a cautious answer tells this fact as well.
    pub(super) fn takes_caution(&self, fact: &str) -> bool {
        self.file().facts.get(fact).is_some_and(|fact| fact.cautious)
    }

    /// Whether the customer is still there.
    pub(super) fn talking(&self) -> bool {
        self.state.phase == Phase::Talking
    }
}
