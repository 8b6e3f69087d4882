//! What others may see of a session.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::listen::Listener;
use crate::scenario::Scenario;
use crate::scenario::customer::Mood;
use crate::scenario::text::Language;
use crate::scenario::value::Value;

use super::event::{Event, Mode, Origin, Warning};
use super::state::{Phase, Seat};
use super::{Session, desk};

impl Session {
    /// The scenario being played.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The listener that hears the replies.
    pub fn listener(&self) -> &Arc<Listener> {
        &self.listener
    }

    /// The language the session is held in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The mode it is played in.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Everything that happened, in order.
    pub fn log(&self) -> &[Event] {
        &self.log
    }

    /// Where the session stands.
    pub fn phase(&self) -> Phase {
        self.state.phase
    }

    /// Seconds since the beginning.
    pub fn clock(&self) -> u32 {
        self.state.clock
    }

    /// The customer's mood now.
    pub fn mood(&self) -> Mood {
        self.state.mood
    }

    /// The early warning now.
    pub fn warning(&self) -> Warning {
        self.state.warning
    }

    /// The name of the beat the script is in.
    pub fn beat(&self) -> &str {
        &self.state.beat
    }

    /// Whether the customer's identity is verified.
    pub fn verified(&self) -> bool {
        self.state.verified
    }

    /// When an announced hold is over, in seconds since the beginning; none where the customer is not on hold.
    pub fn held_until(&self) -> Option<u32> {
        self.state.held_until.filter(|_| self.state.phase == Phase::Talking)
    }

    /// Whether an end state of the goal holds.
    pub fn is_solved(&self) -> bool {
        let seat = Seat {
            scenario: &self.scenario,
            listener: &self.listener,
            language: self.language,
            mode: self.mode,
            origin: Origin::Typed,
            seed: self.seed,
            state: &mut self.state.clone(),
            events: Vec::new(),
            heard: None,
        };
        seat.goal_holds()
    }

    /// Whether a message waits for more to follow before the customer answers.
    pub fn writing(&self) -> bool {
        !self.state.pending.is_empty()
    }

    /// The AI draft on offer, if any.
    pub fn draft(&self) -> Option<&str> {
        let beat = self.scenario.file().beats.get(self.state.draft.as_ref()?)?;
        beat.draft.as_ref().map(|draft| draft.text.get(self.language))
    }

    /// The keys of a table as it stands now.
    pub fn keys(&self, table: &str) -> BTreeSet<String> {
        self.state.desk.keys(self.scenario.file(), table)
    }

    /// A record as it stands now, its columns with their values.
    pub fn record(&self, table: &str, key: &str) -> BTreeMap<String, Value> {
        self.state.desk.record(self.scenario.file(), self.language, table, key)
    }

    /// The services with their status now: name, code, and what the status page says.
    pub fn services(&self) -> Vec<(&str, &str, &str)> {
        let services = &self.scenario.file().desk.services;
        services
            .values()
            .filter_map(|service| {
                let status = desk::status(service, self.state.clock)?;
                let says = status.says.as_ref().map_or("", |text| text.get(self.language));
                Some((service.title.get(self.language), status.is.as_str(), says))
            })
            .collect()
    }

    /// BLAKE3 over the whole event log, in hexadecimal: the same for the same actions on every machine.
    pub fn hash(&self) -> String {
        hash(&self.log)
    }
}

/// BLAKE3 over an event log, in hexadecimal.
pub fn hash(log: &[Event]) -> String {
    let mut hasher = blake3::Hasher::new();
    // An event holds nothing that JSON cannot say, so that writing to a hasher cannot fail.
    let written = serde_json::to_writer(&mut hasher, log);
    debug_assert!(written.is_ok(), "events are plain data");
    hasher.finalize().to_hex().to_string()
}
