//! The end of every session, and what an exam asks beyond practice: a time limit, and no pauses.

use super::event::{Mode, Outcome, What};
use super::state::{Phase, Seat};
use super::{LONGEST_WAIT, Session};
use crate::scenario::ScenarioFile;

/// Actions after which the customer has to go, and after which even the wrap-up is closed.
const MOST_ACTIONS: (u32, u32) = (240, 300);
/// How many times the scenario's minutes a customer stays.
const MOST_TIMES: u32 = 4;
/// How many times the scenario's minutes the conversation of an exam may take.
const EXAM_TIMES: u32 = 2;

impl ScenarioFile {
    /// Seconds the conversation of an exam may take: twice the scenario's minutes.
    pub fn exam_seconds(&self) -> u32 {
        u32::from(self.minutes) * 60 * EXAM_TIMES
    }
}

impl Session {
    /// Seconds an exam has left; none where this is no exam, or the conversation is over.
    pub fn left(&self) -> Option<u32> {
        let limited = self.mode == Mode::Certify && self.phase() == Phase::Talking;
        limited.then(|| self.scenario.file().exam_seconds().saturating_sub(self.clock()))
    }
}

impl Seat<'_> {
    /// Goes on with an exam that was cut off. The time that passed counts; the customer does not hold it against anybody.
    pub(super) fn resume(&mut self, seconds: u32) {
        self.pass(seconds.min(LONGEST_WAIT), false);
        self.push(What::Resumed { seconds });
    }

    /// Nobody stays for ever: an exam's time is up, the customer has to go, and the desk closes.
    pub(super) fn close_hours(&mut self) {
        let closing = u32::from(self.file().minutes) * 60 * MOST_TIMES;
        if self.talking() && self.mode == Mode::Certify && self.state.clock >= self.file().exam_seconds() {
            self.finish_reply();
            if self.talking() {
                self.push(What::TimeUp);
                self.over(Outcome::Gone);
            }
        }
        if self.talking() && (self.state.action >= MOST_ACTIONS.0 || self.state.clock >= closing) {
            self.finish_reply();
            if self.talking() {
                self.leave();
            }
        }
        if let (Phase::WrapUp(outcome), true) = (self.state.phase, self.state.action >= MOST_ACTIONS.1) {
            self.state.phase = Phase::Ended(outcome);
            self.push(What::Ended);
        }
    }
}
