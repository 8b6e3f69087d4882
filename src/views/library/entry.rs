//! A scenario as the library shows it.

use crate::scenario::customer::Look;
use crate::scenario::file::{ScenarioFile, ScenarioKind};
use crate::scenario::roles::Roles;
use crate::scenario::{Language, Text};

/// A scenario in the library, playable or faulty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title; the id where a fault hides it.
    pub title: Text,
    /// Its kind; none where a fault hides it.
    pub kind: Option<ScenarioKind>,
    /// Its level, 1..=5; 0 where a fault hides it.
    pub level: u8,
    /// How long it takes, in minutes; 0 where a fault hides it.
    pub minutes: u8,
    /// The roles it names.
    pub roles: Vec<Role>,
    /// The languages it is complete in.
    pub languages: Vec<Language>,
    /// How the customer looks.
    pub look: Look,
    /// What is known before.
    pub briefing: Text,
    /// How far this person has got with it.
    pub done: Done,
    /// Its faults, each as the terminal shows it; with any, it cannot be played.
    pub faults: Vec<String>,
}

/// A ladder, or a step of one, that a scenario counts towards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// The ladder it belongs to; its own id where it is one.
    pub ladder: String,
    /// Its title.
    pub title: Text,
}

/// How far somebody has got with a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// Not begun.
    #[default]
    Never,
    /// Begun, and not passed.
    Tried,
    /// Passed at least once.
    Passed,
}

impl Entry {
    /// A playable scenario nobody has tried; `roles` lends the titles, where it could be read.
    pub fn new(file: &ScenarioFile, roles: Option<&Roles>) -> Self {
        Self {
            id: file.id.clone(),
            title: file.title.clone(),
            kind: Some(file.kind),
            level: file.level,
            minutes: file.minutes,
            roles: file.roles.iter().map(|id| Role::new(id, roles)).collect(),
            languages: file.languages.clone(),
            look: file.customer.look.clone(),
            briefing: file.briefing.clone(),
            done: Done::Never,
            faults: Vec::new(),
        }
    }

    /// A scenario that cannot be read; `faults` as the terminal shows them.
    pub fn faulty(id: &str, faults: Vec<String>) -> Self {
        Self {
            id: id.to_owned(),
            title: Text::Plain(id.to_owned()),
            kind: None,
            level: 0,
            minutes: 0,
            roles: Vec::new(),
            languages: Vec::new(),
            look: Look::default(),
            briefing: Text::Plain(String::new()),
            done: Done::Never,
            faults,
        }
    }

    /// Whether it can be played.
    pub fn is_playable(&self) -> bool {
        self.faults.is_empty()
    }
}

impl Role {
    fn new(id: &str, roles: Option<&Roles>) -> Self {
        let found = roles.into_iter().flat_map(|roles| &roles.ladders).find_map(|ladder| {
            let rung = ladder.steps.iter().find(|rung| rung.id == id).map(|rung| &rung.title);
            let title = if ladder.id == id { Some(&ladder.title) } else { rung };
            title.map(|title| (ladder.id.clone(), title.clone()))
        });
        let (ladder, title) = found.unwrap_or_else(|| (id.to_owned(), Text::Plain(id.to_owned())));
        Self { id: id.to_owned(), ladder, title }
    }

    /// Whether a scenario that names this role counts where `wanted` is asked for.
    pub(super) fn counts_for(&self, wanted: &Self) -> bool {
        self.id == wanted.id || self.id == wanted.ladder || self.ladder == wanted.id
    }
}
