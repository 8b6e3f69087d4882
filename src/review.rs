//! The debrief as values: a session taken apart turn by turn, and what another reply would have done.
//!
//! Nothing here is worded for the interface; texts of the scenario are in the language of the session.

mod drill;
mod fork;
mod turns;

pub use drill::{Drill, Head, next_drill};
pub use fork::{Alternative, Fork, Source, alternatives, fork, surviving, until};
pub use turns::{Chip, Line, Said, Turn};

use crate::scenario::Language;
use crate::scenario::customer::Mood;
use crate::scenario::text::Text;
use crate::score::{RUBRIC, Scorecard, costliest, score};
use crate::session::event::{Cause, Reason, What};
use crate::session::run::Identity;
use crate::session::{Action, ENGINE, Mode, Session};

/// Everything a debrief shows of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The scenario's id.
    pub scenario: String,
    /// Its title.
    pub title: Text,
    /// The customer's name.
    pub customer: Text,
    /// The language the session was held in.
    pub language: Language,
    /// The mode it was played in.
    pub mode: Mode,
    /// Its seed.
    pub seed: u64,
    /// The versions and the event hash that make it this run and no other.
    pub identity: Identity,
    /// How many actions were done, those taken back too.
    pub actions: usize,
    /// What it was worth.
    pub card: Scorecard,
    /// The overall score to pass, 0..=100.
    pub pass_mark: u8,
    /// The customer's stars with the reasons, in order; none where nobody rated.
    pub stars: Option<(u8, Vec<Reason>)>,
    /// The conversation; what was stepped back over is not in it.
    pub turns: Vec<Turn>,
    /// The mood at the start.
    pub start: Mood,
    /// Every move of the mood, in order.
    pub steps: Vec<Step>,
    /// Seconds the session took.
    pub seconds: u32,
    /// For each finding of the card, the turn in which it happened; none where no moment proves it.
    pub moments: Vec<Option<usize>>,
    /// The same for each critical error.
    pub critical: Vec<Option<usize>>,
    /// What cost most; none where nothing was lost.
    pub costliest: Option<Costliest>,
    /// What to practise next, where a library was at hand.
    pub drill: Option<Drill>,
}

/// One move of the customer's mood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index in the event log.
    pub index: u32,
    /// Second of the session.
    pub at: u32,
    /// The mood before.
    pub from: Mood,
    /// The mood after.
    pub to: Mood,
    /// What moved it.
    pub cause: Cause,
    /// The turn whose reply or silence moved it.
    pub turn: usize,
}

/// The finding that cost most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costliest {
    /// Which finding of the card.
    pub finding: usize,
    /// The turn it happened in.
    pub turn: Option<usize>,
    /// What a strong reply would have been there.
    pub model: Option<String>,
}

impl Review {
    /// The turn that holds an event of the log, by its place there; none before the first.
    pub fn turn_of(&self, event: u32) -> Option<usize> {
        turns::holding(&self.turns, event)
    }

    /// Takes a session apart; `actions` are all that were accepted, in order.
    pub fn new(session: &Session, actions: &[Action]) -> Self {
        let scenario = session.scenario();
        let file = scenario.file();
        let log = session.log();
        let card = score(scenario, log);
        let turns = turns::of(session);
        let turn_of = |events: &[u32]| events.iter().find_map(|index| turns::holding(&turns, *index));
        let moments: Vec<_> = card.findings.iter().map(|finding| turn_of(&finding.events)).collect();
        let critical = card.critical.iter().map(|error| turn_of(&error.events)).collect();
        let worst = costliest(&card)
            .and_then(|worst| card.findings.iter().position(|finding| std::ptr::eq(finding, worst)));
        let costliest = worst.map(|finding| {
            let turn = moments.get(finding).copied().flatten();
            let model = turn.and_then(|turn| turns.get(turn)?.model.clone());
            Costliest { finding, turn, model }
        });
        let stars = log.iter().rev().find_map(|event| {
            if let What::Rated { stars, because } = &event.what {
                Some((*stars, because.clone()))
            } else {
                None
            }
        });
        Self {
            scenario: file.id.clone(),
            title: file.title.clone(),
            customer: file.customer.name.clone(),
            language: session.language(),
            mode: session.mode(),
            seed: session.seed(),
            identity: Identity {
                engine: ENGINE,
                rubric: RUBRIC,
                listener: session.listener().fingerprint().to_owned(),
                scenario: scenario.hash().to_owned(),
                hash: session.hash(),
            },
            actions: actions.len(),
            pass_mark: scenario.pass_mark(),
            stars,
            start: file.customer.mood,
            steps: turns::steps(session, &turns),
            seconds: log.last().map_or(0, |event| event.at),
            moments,
            critical,
            costliest,
            drill: None,
            card,
            turns,
        }
    }

    /// The mood at a second of the session.
    pub fn mood_at(&self, second: u32) -> Mood {
        self.steps.iter().take_while(|step| step.at <= second).last().map_or(self.start, |step| step.to)
    }

    /// The turn that runs at a second of the session.
    pub fn turn_at(&self, second: u32) -> usize {
        self.turns.iter().rposition(|turn| turn.at <= second).unwrap_or(0)
    }
}
