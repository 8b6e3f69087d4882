//! Time passing: silence, holds, changes of the desk on the clock.

use crate::scenario::beat::Silence;

use super::desk;
use super::event::{Cause, Mode, Outcome, What};
use super::mood;
use super::state::Seat;

/// Silences after which a customer leaves.
const MOST_SILENCES: u32 = 3;
/// Letters and characters a customer reads in a second.
const READ_A_SECOND: u32 = 12;

impl Seat<'_> {
    /// Lets `seconds` pass; `idle` ones count as silence, those spent typing or in a form do not.
    pub(super) fn pass(&mut self, seconds: u32, idle: bool) {
        let mut until = self.state.clock.saturating_add(seconds);
        if self.mode == Mode::Certify && self.talking() {
            until = until.min(self.file().exam_seconds());
        }
        while self.state.clock < until {
            let mut next = until;
            if let Some(change) = self.next_change() {
                next = next.min(change);
            }
            if idle && let Some(silence) = self.next_silence() {
                next = next.min(silence);
            }
            let step = next.saturating_sub(self.state.clock).max(1);
            let before = self.state.clock;
            self.state.clock = before + step;
            self.change_desk(before);
            if idle && self.talking() {
                self.be_silent(before, step);
            }
        }
    }

    /// The next second at which a service or the desk changes.
    fn next_change(&self) -> Option<u32> {
        let desk = &self.file().desk;
        let services =
            desk.services.values().flat_map(|service| service.status.iter().map(|status| status.from));
        services.chain(desk.clock.iter().map(|tick| tick.at)).filter(|at| *at > self.state.clock).min()
    }

    /// Changes what the clock changes after `before` up to now.
    fn change_desk(&mut self, before: u32) {
        let file = self.file();
        let now = self.state.clock;
        for (name, service) in &file.desk.services {
            for status in service.status.iter().filter(|status| status.from > before && status.from <= now) {
                let text = status.says.as_ref().map_or("", |text| text.get(self.language)).to_owned();
                self.push(What::Notice {
                    service: Some(name.clone()),
                    status: Some(status.is.clone()),
                    text,
                });
            }
        }
        for tick in file.desk.clock.iter().filter(|tick| tick.at > before && tick.at <= now) {
            for effect in &tick.sets {
                for write in self.state.desk.writes(file, effect, &std::collections::BTreeMap::new()) {
                    self.state.desk.write(write);
                }
            }
            if let Some(notice) = &tick.notice {
                let text = notice.get(self.language).to_owned();
                self.push(What::Notice { service: None, status: None, text });
            }
        }
    }

    /// The second at which the customer next loses patience, were nothing said until then.
    fn next_silence(&self) -> Option<u32> {
        let start = self.state.held_until.map_or(self.state.clock, |until| until.max(self.state.clock));
        let left = self.patience().saturating_sub(self.state.idle);
        self.talking().then(|| start.saturating_add(left.max(1)))
    }

    /// Idle seconds this customer bears now, the time to read the last line included.
    fn patience(&self) -> u32 {
        let bears = self.silence().map_or(self.file().customer.temper.patience, |silence| silence.after);
        u32::from(bears).max(1) + self.state.reading / READ_A_SECOND
    }

    fn silence(&self) -> Option<&Silence> {
        self.file().beats.get(&self.state.beat)?.silence.as_ref()
    }

    /// Counts `step` seconds since `before` as silence, as far as no hold covers them.
    fn be_silent(&mut self, before: u32, step: u32) {
        let covered = self.state.held_until.map_or(0, |until| until.saturating_sub(before)).min(step);
        self.state.idle += step - covered;
        if self.state.idle < self.patience() {
            return;
        }
        let seconds = self.state.idle;
        self.state.idle = 0;
        self.state.reading = 0;
        self.state.silences += 1;
        self.push(What::Silent { seconds });
        if self.state.held_until.take().is_some() {
            self.feel(mood::BROKEN_HOLD, 0, Cause::BrokenHold);
        }
        self.complain_of_silence();
        self.warn();
        if self.talking() && self.state.silences >= MOST_SILENCES {
            self.leave();
        }
    }

    fn complain_of_silence(&mut self) {
        let file = self.file();
        let rule = file.beats.get(&self.state.beat).and_then(|beat| beat.silence.as_ref());
        let shift = rule.map_or(mood::SILENCE, |silence| silence.mood);
        self.feel(shift, 0, Cause::Silence);
        if self.state.silences >= MOST_SILENCES {
            return;
        }
        let from = format!("beats.{}.silence", self.state.beat);
        let own = rule.map_or(&[][..], |silence| silence.says.as_slice());
        let used_up = self.state.lines.used_up(&from, own.len());
        if used_up || !self.say_one(&from, own) {
            self.say_one("house.silence", &self.scenario.house().lines.silence);
        }
        if let Some(to) = rule.and_then(|silence| silence.to.clone()) {
            self.enter(&to);
        }
    }

    /// The customer leaves, out of patience.
    pub(super) fn leave(&mut self) {
        self.say_one("house.leaves", &self.scenario.house().lines.leaves);
        self.over(Outcome::Gone);
    }

    /// Notes what the desk shows at the very beginning.
    pub(super) fn open_desk(&mut self) {
        for (name, service) in &self.file().desk.services {
            if let Some(status) = desk::status(service, 0) {
                let text = status.says.as_ref().map_or("", |text| text.get(self.language)).to_owned();
                self.push(What::Notice {
                    service: Some(name.clone()),
                    status: Some(status.is.clone()),
                    text,
                });
            }
        }
    }
}
