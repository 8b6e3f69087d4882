//! Calibration: how far reviewers and the machine agree, where they do not, and what the machine is often overruled in.
//!
//! Everything is computed from values the store hands out; nothing here knows whose attempts these were.

mod agreement;
mod overruled;
mod replies;
mod words;

pub use agreement::{Agreed, Apart, Bias, Report, lots, machine, report};
pub use overruled::{Often, overruled};
pub use replies::{Hidden, Reply, replies};
pub use words::{agreed, bias, often};
