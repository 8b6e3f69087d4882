//! The window: Bevy states for the screens, one plugin a domain, and the stage on which the customer stands.
//!
//! Every wish of the trainee is a [`Wish`]; the plugins obey it, and the views only draw what they hold. Nothing here
//! waits for the disk: the [`archive`] works in a thread of its own.
#![allow(
    elided_lifetimes_in_paths,
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    clippy::type_complexity,
    reason = "systems take what Bevy hands them, as it hands it to them"
)]
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a system obeys its own wishes and news and leaves the others alone"
)]

pub mod archive;
pub mod banner;
pub mod launch;
pub mod people;
pub mod play;
pub mod report;
pub mod shelf;
pub mod taste;
mod live;
mod pages;
mod records;
mod reviewing;
mod rules;
pub mod team;
mod ime;
mod pace;
mod preflight;
mod shots;
mod stage;
mod travel;
mod window;

use bevy::prelude::*;

pub use banner::Banner;
pub use launch::Launch;
pub use shots::shots;
pub use window::open;

use crate::scenario::Language;
use crate::session::{Mode, Ticket};
use crate::store::{AssignmentId, AttemptId};
use crate::views::debrief::DebriefIntent;
use crate::views::seat::SeatIntent;
use crate::views::team::TeamIntent;

/// Where the trainee is.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Who are you?
    #[default]
    Profile,
    /// Standing, what is next, attempts so far.
    Home,
    /// All scenarios.
    Library,
    /// Before the customer comes.
    Briefing,
    /// With the customer.
    Seat,
    /// The ticket.
    WrapUp,
    /// What each moment cost.
    Debrief,
    /// Who leads whom, and what was given.
    Team,
    /// Language, text size, colours.
    Settings,
}

/// What the trainee wants; every view's intents come down to these.
#[derive(Message, Clone, Debug)]
pub enum Wish {
    /// Be this person.
    Enter(String),
    /// Be this person, who knows the passphrase.
    SignIn {
        /// The name as typed.
        name: String,
        /// The passphrase.
        passphrase: String,
        /// Whether this machine remembers it.
        remember: bool,
    },
    /// Write a certificate to a file.
    SaveCertificate(uuid::Uuid),
    /// Take another passphrase.
    Passphrase(String),
    /// Choose another person.
    SwitchPerson,
    /// See a screen.
    Show(Screen),
    /// Leave the screen for the one it was opened from.
    Back,
    /// Be briefed for a scenario.
    Brief(String),
    /// Be briefed for an assignment.
    Given(AssignmentId),
    /// Sit down.
    Start {
        /// The language of the session.
        language: Language,
        /// Its mode.
        mode: Mode,
    },
    /// Go on with an attempt that was cut off.
    Resume(AttemptId),
    /// See the debrief of an attempt.
    Debrief(AttemptId),
    /// See the debrief of an attempt where this event of its log stands.
    Moment(AttemptId, u32),
    /// Something in the seat.
    Seat(SeatIntent),
    /// On to the ticket.
    WrapUp,
    /// File the ticket.
    File(Ticket),
    /// Something on the team's screen.
    Team(TeamIntent),
    /// Something in the debrief.
    Review(DebriefIntent),
    /// Change how everything looks.
    Taste(crate::store::settings::Settings),
    /// Open the scenario folder in the system's file manager.
    OpenFolder,
}

/// Everything but the window itself, so that a test can walk through it without one.
pub fn domains(app: &mut App) {
    app.init_state::<Screen>().add_message::<Wish>().init_resource::<Banner>();
    app.add_plugins((
        taste::plugin,
        travel::plugin,
        archive::plugin,
        people::plugin,
        (team::plugin, records::plugin, rules::plugin, reviewing::plugin, pages::plugin, live::plugin),
        shelf::plugin,
        play::plugin,
        report::plugin,
    ));
}
