//! Hotseat (坐席, the agent's seat), the flight simulator for customer service.
//!
//! A trainee sits down in front of a scripted customer, talks in their own words, works the desk's tools, and gets up
//! with a score they can argue with: every point names the moment that earned it.
//!
//! # Architecture
//!
//! The modules stand in the order of their dependencies: each uses only those above it, and a test keeps it so.
//!
//! ```text
//!  a trainer's .ron ──► scenario ──► Scenario (checked) or every Problem at once
//!                                       │
//!  what was typed  ──► listen ──► acts, facts, identity items, each with its words
//!                                       │
//!  Action ────────────► session ──► Event …  the log is the only record
//!                                       │
//!                        score ──► Scorecard: findings that cite events
//!                        review ──► the debrief: turns, the mood's steps, what else could have been said
//!                        stats ──► agreement, reliability, differences between groups, of bare numbers
//!                        analysis ──► which criteria of a scenario measure something
//!                        progress ──► standing towards a role, computed, never stored
//!                        badge ──► certificates, signed and checked; the roles as a framework
//!                        store ──► attempts, appended while they are played
//!                        locale ──► every value in words, English and Chinese
//!                        report ──► the debrief as one HTML file
//!                        export ──► tables, as CSV files or a workbook
//!                        qa ──► a company's own scorecards, filled in from what was found
//!                        xapi ──► attempts as statements, and their way to a learning record store
//!                        cli ──► the terminal seat
//!                        views ──► panels in egui: values in, intents out
//!                        app ──► the window, in Bevy
//! ```
//!
//! * [`scenario`] reads RON files into types that cannot be wrong, or names every fault with its place and remedy.
//! * [`listen`] turns a reply into acts with the words that prove them; local and deterministic.
//! * [`session`] is a state machine: [`session::Session::apply`] takes an action and returns events or a rejection
//!   that has changed nothing.
//! * [`score`] judges a log against its scenario; it never listens again.
//! * [`review`] takes a finished session apart turn by turn, and forks it to compute what another reply would have done.
//! * [`stats`] knows only numbers: agreement, reliability, item analysis, each with its interval and source.
//! * [`analysis`] folds attempts without names into what each criterion of a scenario measures, and where it fails to.
//! * [`progress`] computes standing towards roles, abilities with their uncertainty, and practice that is due.
//! * [`badge`] writes certificates as Open Badges and checks them offline.
//! * [`store`] is the only writer of user data.
//! * [`locale`] puts values into words.
//! * [`report`] writes a review down as a file anybody can open and print.
//! * [`export`] writes tables for other programs, one question each.
//! * [`qa`] reads a company's own scorecards and fills them in.
//! * [`calibration`] says how far reviewers and the machine agree, and turns what was overruled into labelled replies.
//! * [`xapi`] tells learning record stores what happened, as xAPI statements.
//! * `views` (feature `views`) draws values with egui and returns what the trainee wants; it knows no Bevy.
//! * `app` (feature `app`) is the window: Bevy states, the stage with the customer, tasks that load and save.
//! * Only [`cli`] and `app` read clocks and draw seeds, so that everything above replays bit for bit on every machine.
//!
//! # Example
//!
//! ```
//! use std::sync::Arc;
//! use hotseat::listen::Listener;
//! use hotseat::scenario::{Language, Library};
//! use hotseat::session::{Action, Deed, Mode, Session};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let scenario = Library::embedded().scenario("first-day", 0).map_err(|problems| format!("{problems:?}"))?;
//! let listener = Listener::builtin().map_err(|faults| format!("{faults:?}"))?;
//! let mut session =
//!     Session::begin(Arc::new(scenario), Arc::new(listener), Language::En, Mode::Practice, 0);
//! let reply = Deed::Say("Hello! What a worry before a birthday. Let me put that right.".to_owned());
//! let events = session.apply(&Action::new(4, 4, reply))?;
//! assert!(!events.is_empty());
//! let card = hotseat::score::score(session.scenario(), session.log());
//! assert!(card.outcome.is_none(), "the customer is still there");
//! # Ok(())
//! # }
//! ```

pub mod scenario;
pub mod listen;
pub mod session;
pub mod score;
pub mod review;
pub mod stats;
pub mod analysis;
pub mod progress;
pub mod badge;
pub mod store;
pub mod locale;
pub mod report;
pub mod export;
pub mod qa;
pub mod calibration;
pub mod xapi;
pub mod cli;
#[cfg(feature = "views")]
pub mod views;
#[cfg(feature = "app")]
pub mod app;
