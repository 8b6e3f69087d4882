//! The session: actions in, events out.

pub mod action;
pub mod event;
pub mod run;

pub use action::{Action, Deed, Ticket};
pub use event::{Event, Mode, Outcome, What};
