//! A session with its clock, and what of it is on disk.

use std::time::Duration;

use jiff::Timestamp;

use crate::app::archive::Done;
use crate::score::{RUBRIC, score};
use crate::session::{Action, Deed, ENGINE, Event, Mode, Outcome, Phase, Rejected, Session, What};
use crate::store::{AttemptId, Ending, NewAttempt, PersonId, Played, Store, StoreError};

/// Seconds a customer waits for another message before answering.
const MORE: f64 = 2.0;
/// Seconds between two keys up to which typing goes on.
const TYPING: f64 = 4.0;
/// Characters a customer's line types out in a second.
const SPEED: f64 = 34.0;
/// The longest a line takes to type out, in seconds.
const LONGEST: f64 = 3.0;
/// Seconds after the last event up to which the clock shows every second; later it saves its strength.
const LIVELY: f64 = 10.0;

/// A session being played.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing about what is on disk")]
pub struct Playing {
    session: Session,
    attempt: AttemptId,
    new: Option<NewAttempt>,
    steps: Vec<(Action, Vec<Event>)>,
    kept: u32,
    flying: bool,
    /// Whether the last try failed, so that only the disk knows how far it came.
    unsure: bool,
    finished: bool,
    reported: bool,
    /// When the last action happened, less the fraction of a second that did not count yet.
    since: f64,
    busy: f64,
    key: Option<f64>,
    /// When the last message was sent to which more may follow.
    more: f64,
    looked: u64,
    spoke: f64,
    line: usize,
    stirred: f64,
    news: Vec<Event>,
}

impl Playing {
    /// A session that begins now, in seconds of the window's own clock.
    pub fn new(
        session: Session,
        attempt: AttemptId,
        person: PersonId,
        parent: Option<AttemptId>,
        now: f64,
    ) -> Self {
        let scenario = session.scenario();
        let new = NewAttempt {
            id: attempt,
            person,
            parent,
            played: Played {
                scenario: scenario.file().id.clone(),
                hash: scenario.hash().to_owned(),
                title: Some(scenario.file().title.get(session.language()).to_owned()),
                language: session.language(),
                mode: session.mode(),
                seed: session.seed(),
                engine: ENGINE,
                rubric: RUBRIC,
                listener: session.listener().fingerprint().to_owned(),
            },
            opening: session.log().to_vec(),
            started: Timestamp::UNIX_EPOCH,
        };
        let news = session.log().to_vec();
        Self {
            session,
            attempt,
            new: Some(new),
            steps: Vec::new(),
            kept: 0,
            flying: false,
            unsure: false,
            finished: false,
            reported: false,
            since: now,
            busy: 0.0,
            key: None,
            more: now,
            looked: 0,
            spoke: now,
            line: last_line(&news),
            stirred: now,
            news,
        }
    }

    /// An attempt that goes on, its actions already played into `session`.
    pub fn resumed(session: Session, attempt: AttemptId, steps: Vec<(Action, Vec<Event>)>, now: f64) -> Self {
        let kept = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        let person = PersonId(uuid::Uuid::nil());
        let playing = Self::new(session, attempt, person, None, now);
        Self { new: None, steps, kept, line: 0, ..playing }
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
        let kept = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        Self { new: None, kept, finished: true, spoke: f64::NEG_INFINITY, ..self }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The attempt it is kept as.
    pub fn attempt(&self) -> AttemptId {
        self.attempt
    }

    /// Everything done so far.
    pub fn actions(&self) -> Vec<Action> {
        self.steps.iter().map(|(action, _)| action.clone()).collect()
    }

    /// Whether everything is on disk.
    pub fn is_saved(&self) -> bool {
        self.new.is_none() && self.kept as usize >= self.steps.len()
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
        Action { after, busy: whole(self.busy).min(after), deed }
    }

    /// Does what the trainee does.
    ///
    /// # Errors
    /// Where it cannot be done now; nothing has changed then.
    pub fn apply(&mut self, deed: Deed, now: f64) -> Result<(), Rejected> {
        let waits = matches!(deed, Deed::More(_));
        let action = self.next(deed, now);
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
        self.looked = 0;
        Ok(())
    }

    /// Lets time pass; `composing` is true while there is something in the composer.
    pub fn tick(&mut self, now: f64, composing: bool) {
        if self.session.phase() != Phase::Talking {
            return;
        }
        if self.session.writing() {
            let typing = self.is_typing(now) && composing;
            if now - self.more >= MORE && !typing {
                self.apply(Deed::Wait(1), now).ok();
            }
            return;
        }
        let elapsed = self.next(Deed::Wait(1), now);
        let second = u64::from(elapsed.after) + 1;
        if second == self.looked || self.is_typing(now) || self.is_speaking(now) {
            return;
        }
        self.looked = second;
        let mut ahead = self.session.clone();
        if ahead.apply(&elapsed).is_ok_and(|events| !events.is_empty()) {
            self.apply(Deed::Wait(1), now).ok();
        }
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
        let mut ahead = self.session.clone();
        let far = self.next(Deed::Wait(600), now);
        let due = ahead.apply(&far).ok().and_then(|events| events.first().map(|event| event.at));
        let clock = f64::from(self.session.clock()) + (now - self.since);
        let until = due.map_or(10.0, |at| (f64::from(at) - clock).clamp(0.5, 10.0));
        Some(Duration::from_secs_f64(until))
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

    /// What has to be written next, unless something is being written.
    pub fn unsaved(
        &mut self,
        at: Timestamp,
    ) -> Option<impl FnOnce(&mut Store) -> Result<Done, StoreError> + Send + 'static + use<>> {
        let ended = matches!(self.session.phase(), Phase::Ended(_));
        if self.flying || self.finished || (self.is_saved() && !ended) {
            return None;
        }
        self.flying = true;
        let new = self.new.clone().map(|new| {
            let sources = self.session.scenario().sources().to_vec();
            (NewAttempt { started: at, ..new }, sources)
        });
        let (attempt, unsure) = (self.attempt, self.unsure);
        let first = self.kept;
        let steps: Vec<_> = self.steps.iter().skip(first as usize).cloned().collect();
        let end = ended.then(|| {
            let card = score(self.session.scenario(), self.session.log());
            let left = matches!(self.session.phase(), Phase::Ended(Outcome::Abandoned));
            (
                serde_json::to_string(&card).unwrap_or_default(),
                if left { Ending::Abandoned } else { Ending::Finished },
            )
        });
        Some(move |store: &mut Store| {
            let known = if unsure { store.summary(attempt).ok() } else { None };
            if let (Some((new, sources)), None) = (new, &known) {
                for (name, text) in &sources {
                    store.keep_source(&new.played.hash, name, text)?;
                }
                store.begin(&new)?;
            }
            let mut actions = known.map_or(first, |known| known.actions.max(first));
            for (action, events) in steps.iter().skip((actions - first) as usize) {
                store.append(attempt, actions, action, events, at)?;
                actions += 1;
            }
            let finished = end.is_some();
            if let Some((card, ending)) = end {
                store.finish(attempt, &card, ending, at)?;
            }
            Ok(Done::Saved { attempt, actions, finished })
        })
    }

    /// So much is on disk.
    pub fn saved(&mut self, attempt: AttemptId, actions: u32, finished: bool) {
        if attempt == self.attempt {
            (self.new, self.kept, self.flying, self.unsure, self.finished) =
                (None, actions, false, false, finished);
        }
    }

    /// What was handed over is not on disk.
    pub fn not_saved(&mut self) {
        (self.flying, self.unsure) = (false, true);
    }

    /// Whether hints and steps back are allowed.
    pub fn is_learning(&self) -> bool {
        self.session.mode() == Mode::Learn
    }
}

fn last_line(events: &[Event]) -> usize {
    let lines = events.iter().rev().find_map(|event| match &event.what {
        What::Customer { text } => Some(text.chars().count()),
        _ => None,
    });
    lines.unwrap_or(0)
}
