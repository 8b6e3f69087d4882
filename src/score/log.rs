//! The log as graders read it: only what still counts, with the indexes of the whole log.

use super::rubric::{Points, Rubric};
use crate::scenario::customer::Mood;
use crate::scenario::house::House;
use crate::scenario::{Language, ScenarioFile};
use crate::session::event::{Event, Mode, Outcome, Reply, What};

/// The events that still count after every step back, with their index in the whole log.
pub fn surviving(events: &[Event]) -> impl Iterator<Item = (usize, &Event)> {
    let mut kept: Vec<(usize, &Event)> = Vec::with_capacity(events.len());
    for (index, event) in events.iter().enumerate() {
        if let What::SteppedBack { to } = event.what {
            let to = usize::try_from(to).unwrap_or(usize::MAX);
            kept.retain(|(kept, _)| *kept < to);
        } else {
            kept.push((index, event));
        }
    }
    kept.into_iter()
}

/// What graders look at.
pub(super) struct Case<'a> {
    /// The scenario.
    pub(super) file: &'a ScenarioFile,
    /// The company's rules.
    pub(super) house: &'a House,
    /// What it is scored by.
    pub(super) rubric: &'a Rubric,
    /// What every judged point is worth.
    pub(super) points: &'a Points,
    /// The session's language.
    pub(super) language: Language,
    /// How it was played.
    pub(super) mode: Mode,
    /// The events that count, by index in the whole log.
    pub(super) log: Vec<(u32, &'a Event)>,
}

/// How the conversation ended.
#[derive(Clone, Copy)]
pub(super) struct End {
    /// Index of the event.
    pub(super) index: u32,
    /// The action that ended it.
    pub(super) action: u32,
    /// How.
    pub(super) outcome: Outcome,
    /// Whether an end state of the goal holds.
    pub(super) goal: bool,
}

impl<'a> Case<'a> {
    /// The case of `file` played under `house`, scored by `rubric`.
    pub(super) fn new(
        rubric: &'a Rubric,
        file: &'a ScenarioFile,
        house: &'a House,
        events: &'a [Event],
    ) -> Self {
        let log: Vec<_> = surviving(events)
            .map(|(index, event)| (u32::try_from(index).unwrap_or(u32::MAX), event))
            .collect();
        let began = events.iter().find_map(|event| {
            if let What::Began { language, mode, .. } = event.what { Some((language, mode)) } else { None }
        });
        let (language, mode) = began.unzip();
        let language = language.or_else(|| file.languages.first().copied()).unwrap_or(Language::En);
        Self { file, house, rubric, points: &rubric.points, language, mode: mode.unwrap_or_default(), log }
    }

    /// The replies, with index and second.
    pub(super) fn replies(&self) -> impl Iterator<Item = (u32, u32, &'a Reply)> {
        self.log.iter().filter_map(|&(index, event)| {
            if let What::Replied(reply) = &event.what {
                Some((index, event.at, reply.as_ref()))
            } else {
                None
            }
        })
    }

    /// How the conversation ended, if it did.
    pub(super) fn end(&self) -> Option<End> {
        self.log.iter().rev().find_map(|&(index, event)| {
            if let What::Over { outcome, goal } = event.what {
                Some(End { index, action: event.action, outcome, goal })
            } else {
                None
            }
        })
    }

    /// The mood just before the event at `index`.
    pub(super) fn mood(&self, index: u32) -> Mood {
        let before = self.log.iter().take_while(|(at, _)| *at < index);
        before.filter_map(|(_, event)| mood_in(event)).last().unwrap_or(self.file.customer.mood)
    }

    /// The mood at the end of the log.
    pub(super) fn last_mood(&self) -> Mood {
        self.mood(u32::MAX)
    }

    /// Seconds, anger, worry, trust at the beginning, at every move and at the end.
    pub(super) fn curve(&self) -> Vec<[i64; 4]> {
        let point = |event: &Event, mood: Mood| {
            [i64::from(event.at), mood.anger.get(), mood.worry.get(), mood.trust.get()]
        };
        let mut curve: Vec<_> =
            self.log.iter().filter_map(|(_, event)| Some(point(event, mood_in(event)?))).collect();
        let over = self.log.iter().find(|(_, event)| matches!(event.what, What::Over { .. }));
        curve.extend(over.map(|(_, event)| point(event, self.last_mood())));
        curve.dedup();
        curve
    }
}

/// The mood an event leaves the customer in, where it says so.
fn mood_in(event: &Event) -> Option<Mood> {
    if let What::Began { mood, .. } | What::Moved { to: mood, .. } = event.what { Some(mood) } else { None }
}
