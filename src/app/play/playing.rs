//! A session with its clock, and what of it is on disk.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::keep::{Keep, Step};
use crate::app::archive::Done;
use crate::session::event::Origin;
use crate::session::{Action, Deed, Event, Mode, Phase, Rejected, Session, What};
use uuid::Uuid;

use crate::store::{AssignmentId, AttemptId, NewAttempt, PersonId, Played, Store, StoreError};

/// Seconds a customer waits for another message before answering.
const MORE: f64 = 2.0;
/// Seconds between two keys up to which typing goes on.
const TYPING: f64 = 4.0;
/// Characters a customer's line types out in a second.
const SPEED: f64 = 34.0;
/// The longest a line takes to type out, in seconds.
const LONGEST: f64 = 3.0;
/// How far ahead is looked for what happens by itself, in seconds.
const AHEAD: u32 = 600;
/// Seconds after the last event up to which the clock shows every second; later it saves its strength.
const LIVELY: f64 = 10.0;

/// A session being played.
pub struct Playing {
    session: Session,
    steps: Vec<Step>,
    keep: Keep,
    started: Timestamp,
    /// Whether it is for an assignment, so that others see it.
    watched: bool,
    reported: bool,
    /// When the last action happened, less the fraction of a second that did not count yet.
    since: f64,
    busy: f64,
    key: Option<f64>,
    /// When the last message was sent to which more may follow.
    more: f64,
    /// The second on the customer's clock before which nothing happens by itself.
    quiet: u32,
    spoke: f64,
    line: usize,
    stirred: f64,
    /// Since when the trainee is not at the desk.
    away: Option<f64>,
    news: Vec<Event>,
}

impl Playing {
    /// A session that begins now, perhaps to try another attempt again or for an assignment: at `started`, and at `now` in seconds of the window's own clock.
    pub fn new(
        session: Session,
        attempt: AttemptId,
        person: PersonId,
        (parent, assignment): (Option<AttemptId>, Option<AssignmentId>),
        started: Timestamp,
        now: f64,
    ) -> Self {
        let played = Played::of(&session);
        let opening = session.log().to_vec();
        let salt = Uuid::new_v4().into_bytes();
        let keep =
            Keep::new(NewAttempt { id: attempt, person, parent, assignment, salt, played, opening, started });
        Self { watched: assignment.is_some(), ..Self::of(session, Vec::new(), keep, started, now) }
    }

    /// Whether it is for an assignment, so that whoever leads the trainee's team sees it.
    pub fn is_watched(&self) -> bool {
        self.watched
    }

    /// Says that it is.
    pub(in crate::app) fn watch(&mut self, watched: bool) {
        self.watched = watched;
    }

    /// The same, going on in this folder where the team's store goes away.
    #[must_use]
    pub fn or_at(self, desk: Option<PathBuf>) -> Self {
        Self { keep: self.keep.or_at(desk), ..self }
    }

    /// An attempt that goes on, its actions already played into `session`.
    pub fn resumed(
        session: Session,
        attempt: AttemptId,
        steps: Vec<Step>,
        started: Timestamp,
        now: f64,
    ) -> Self {
        let keep = Keep::begun(attempt, steps.len());
        let playing = Self::of(session, steps, keep, started, now);
        Self { line: 0, ..playing }
    }

    /// Charges an exam that was cut off the time since it was begun, `gone` seconds of it.
    pub fn charge(&mut self, begun_ago: u32, now: f64) {
        let gone = begun_ago.saturating_sub(self.session.clock());
        if self.is_exam() && self.session.phase() == Phase::Talking && gone > 0 {
            self.apply(Deed::Resume(gone), now).ok();
        }
    }

    pub(super) fn is_exam(&self) -> bool {
        self.session.mode() == Mode::Certify
    }

    fn of(session: Session, steps: Vec<Step>, keep: Keep, started: Timestamp, now: f64) -> Self {
        let news = session.log().to_vec();
        Self {
            session,
            steps,
            keep,
            started,
            watched: false,
            reported: false,
            since: now,
            busy: 0.0,
            key: None,
            more: now,
            quiet: 0,
            spoke: now,
            line: last_line(&news),
            stirred: now,
            away: None,
            news,
        }
    }

    /// Actions played before the window's clock began, as in trying again from a turn.
    ///
    /// # Errors
    /// Where one of them cannot be played.
    pub fn play(&mut self, actions: &[Action]) -> Result<(), Rejected> {
        for action in actions {
            let events = self.session.apply(action)?;
            self.steps.push((action.clone(), events));
        }
        Ok(())
    }

    /// The same, kept nowhere and with every line already said: for pictures.
    #[must_use]
    pub fn unkept(self) -> Self {
        let keep = Keep::nothing(self.attempt(), self.steps.len());
        Self { keep, spoke: f64::NEG_INFINITY, ..self }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The attempt it is kept as.
    pub fn attempt(&self) -> AttemptId {
        self.keep.attempt()
    }

    /// When it began.
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// Everything done so far.
    pub fn actions(&self) -> Vec<Action> {
        self.steps.iter().map(|(action, _)| action.clone()).collect()
    }

    /// Whether everything is on disk.
    pub fn is_saved(&self) -> bool {
        self.keep.is_saved(&self.steps)
    }

    /// Whether its debrief was begun.
    pub fn is_reported(&self) -> bool {
        self.reported
    }

    pub(super) fn report(&mut self) {
        self.reported = true;
    }

    /// A key was pressed: time up to the key before it was spent typing.
    pub fn key(&mut self, now: f64) {
        let from = self.key.filter(|last| now - last < TYPING).unwrap_or(now - 0.5).max(self.since);
        self.busy += (now - from).max(0.0);
        self.key = Some(now);
    }

    fn is_typing(&self, now: f64) -> bool {
        self.key.is_some_and(|last| now - last < TYPING)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to whole seconds first"
    )]
    fn next(&self, deed: Deed, now: f64) -> Action {
        let whole = |seconds: f64| seconds.floor().clamp(0.0, 3_600.0) as u32;
        let after = whole(now - self.since);
        Action::new(after, whole(self.busy).min(after), deed)
    }

    /// Does what the trainee does.
    ///
    /// # Errors
    /// Where it cannot be done now; nothing has changed then.
    pub fn apply(&mut self, deed: Deed, now: f64) -> Result<(), Rejected> {
        self.apply_from(deed, Origin::Typed, now)
    }

    /// The same for a message that came into the composer this way.
    ///
    /// # Errors
    /// As for [`Playing::apply`].
    pub fn apply_from(&mut self, deed: Deed, origin: Origin, now: f64) -> Result<(), Rejected> {
        let waits = matches!(deed, Deed::More(_));
        let action = Action { origin, ..self.next(deed, now) };
        let passed =
            f64::from(action.after) + f64::from(if let Deed::Wait(more) = action.deed { more } else { 0 });
        let events = self.session.apply(&action)?;
        self.since = (self.since + passed).min(now);
        (self.busy, self.key) = (0.0, None);
        if waits {
            self.more = now;
        }
        if events.iter().any(|event| matches!(event.what, What::Customer { .. })) {
            self.spoke = now;
            self.line = last_line(&events);
        }
        if !events.is_empty() {
            self.stirred = now;
        }
        self.news.extend(events.iter().cloned());
        self.steps.push((action, events));
        self.quiet = 0;
        Ok(())
    }

    /// Lets time pass; `composing` is true while there is something in the composer.
    pub fn tick(&mut self, now: f64, composing: bool) {
        if self.session.phase() != Phase::Talking || self.away.is_some() {
            return;
        }
        if self.session.writing() {
            let typing = self.is_typing(now) && composing;
            if now - self.more >= MORE && !typing {
                self.apply(Deed::Wait(1), now).ok();
            }
            return;
        }
        if self.is_typing(now) || self.is_speaking(now) || self.clock(now) + 1 < self.quiet {
            return;
        }
        let mut ahead = self.session.clone();
        let far = self.next(Deed::Wait(AHEAD), now);
        let due = ahead.apply(&far).ok().and_then(|events| events.first().map(|event| event.at));
        let clock = self.clock(now) + 1;
        if due.is_some_and(|at| at <= clock) {
            self.apply(Deed::Wait(1), now).ok();
        } else {
            self.quiet = due.unwrap_or(clock + AHEAD).min(clock + AHEAD);
        }
    }

    /// The trainee leaves the desk, and the customer's clock stands still; not that of an exam, which knows no pause.
    pub fn leave(&mut self, now: f64) {
        if self.is_exam() {
            return;
        }
        self.away.get_or_insert(now);
    }

    /// The trainee is back at the desk.
    pub fn come_back(&mut self, now: f64) {
        let gone = self.away.take().map_or(0.0, |left| (now - left).max(0.0));
        self.since += gone;
        self.more += gone;
        self.spoke += gone;
        self.stirred += gone;
        self.key = self.key.map(|key| key + gone);
    }

    /// How long until something may have to be drawn; none where nothing is due.
    pub fn wait(&self, now: f64) -> Option<Duration> {
        if self.session.phase() != Phase::Talking {
            return None;
        }
        if self.is_speaking(now) {
            return Some(Duration::from_millis(33));
        }
        if self.session.writing() || now - self.stirred < LIVELY || self.is_typing(now) {
            return Some(Duration::from_millis(500));
        }
        if self.is_exam() {
            return Some(Duration::from_secs(1));
        }
        let until = f64::from(self.quiet) - f64::from(self.session.clock()) - (now - self.since);
        Some(Duration::from_secs_f64(until.clamp(0.5, 10.0)))
    }

    fn is_speaking(&self, now: f64) -> bool {
        now - self.spoke < self.talking_time()
    }

    /// Seconds the customer's last line takes to type out.
    pub fn talking_time(&self) -> f64 {
        let length = u32::try_from(self.line).unwrap_or(u32::MAX);
        (f64::from(length) / SPEED).min(LONGEST)
    }

    /// How many characters of the customer's last line are out; none where all of it is.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred characters")]
    pub fn spoken(&self, now: f64) -> Option<usize> {
        let part = (now - self.spoke) / self.talking_time().max(0.001);
        (part < 1.0).then(|| (part.max(0.0) * f64::from(u32::try_from(self.line).unwrap_or(0))) as usize)
    }

    /// Seconds on the customer's clock, running on between two actions.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole seconds of one session"
    )]
    pub fn clock(&self, now: f64) -> u32 {
        let running =
            if self.session.phase() == Phase::Talking { (now - self.since).max(0.0) as u32 } else { 0 };
        self.session.clock().saturating_add(running)
    }

    /// What happened since it was last asked, for the stage.
    pub fn news(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.news)
    }

    /// Seconds an announced hold still lasts.
    pub fn hold(&self, now: f64) -> Option<u32> {
        self.session.held_until()?.checked_sub(self.clock(now))
    }

    /// What has to be written next, unless something is being written.
    pub fn unsaved(
        &mut self,
        at: Timestamp,
    ) -> Option<impl FnOnce(&mut Store) -> Result<Done, StoreError> + Send + 'static + use<>> {
        self.keep.unsaved(&self.session, &self.steps, at)
    }

    /// So much is on disk.
    pub fn saved(&mut self, attempt: AttemptId, actions: u32, finished: bool) {
        self.keep.saved(attempt, actions, finished);
    }

    /// It is kept on this machine while the team's store is away.
    pub fn went_aside(&mut self, attempt: AttemptId) {
        self.keep.went_aside(attempt);
    }

    /// What was handed over may not be on disk.
    pub fn not_saved(&mut self) {
        self.keep.not_saved();
    }
}

fn last_line(events: &[Event]) -> usize {
    let lines = events.iter().rev().find_map(|event| match &event.what {
        What::Customer { text } => Some(text.chars().count()),
        _ => None,
    });
    lines.unwrap_or(0)
}
