//! Moving the customer's mood, each step with its cause.

use crate::scenario::customer::Shift;

use super::event::{Cause, What};
use super::mood;
use super::state::Seat;

impl Seat<'_> {
    /// Moves the mood by `shift`, felt for the `again`-th time, and notes why.
    pub(super) fn feel(&mut self, shift: Shift, again: u32, because: Cause) {
        let from = self.state.mood;
        let to = mood::after(from, shift, self.file().customer.temper, again);
        if to != from {
            self.state.mood = to;
            self.push(What::Moved { from, to, because });
        }
    }

    /// Raises or lowers the early warning where the mood calls for it.
    pub(super) fn warn(&mut self) {
        let level = mood::warning(self.state.mood);
        if level != self.state.warning {
            self.state.warning = level;
            self.push(What::Warned { level });
        }
    }
}
