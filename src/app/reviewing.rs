//! Reviews in the window: comments, rulings, appeals, kept in the archive.

use bevy::prelude::*;

use super::Wish;
use super::archive::{Archive, Done, now};
use super::report::{Report, kept};
use crate::store::{AttemptId, NewOverruling, Store, StoreError};
use crate::views::debrief::{DebriefIntent, ReviewAct, Reviewed};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, obey.after(super::play::Obeyed));
}

/// What reviewers did about an attempt.
///
/// # Errors
/// Where the store cannot be read, or whoever acts may not see it.
pub(super) fn reviewed(store: &Store, attempt: AttemptId) -> Result<Reviewed, StoreError> {
    let about = store.summary(attempt)?;
    let people = store.everybody()?.into_iter().map(|(person, _)| (person.id, person.name));
    let read = |(rubric, json): (u32, String)| Some((rubric, serde_json::from_str(&json).ok()?));
    Ok(Reviewed {
        comments: store.comments(attempt)?,
        steps: store.review_steps(attempt)?,
        names: people.collect(),
        counts: about.grade.zip(about.machine),
        // Of all the machine's scorecards the debrief shows the one the attempt ended with.
        machine: store.scorecards(attempt)?.into_iter().next().and_then(read),
        player: Some(about.person),
        here: store.acting(),
        reviews: store.reviews(attempt)?,
    })
}

fn act(store: &Store, attempt: AttemptId, act: ReviewAct) -> Result<(), StoreError> {
    match act {
        ReviewAct::Comment { event, text } => store.comment(attempt, event, &text, now()).map(drop),
        ReviewAct::Answer { comment, text } => store.answer(attempt, comment, &text, now()).map(drop),
        ReviewAct::Overrule { what, rubric, reason } => {
            store.overrule(&NewOverruling { attempt, what, rubric, reason, at: now() })
        }
        ReviewAct::Appeal(reason) => store.appeal(attempt, &reason, now()),
        ReviewAct::Take => store.take_review(attempt, None, now()),
        ReviewAct::Finish(text) => store.finish_review(attempt, &text, now()),
    }
}

fn obey(mut wishes: MessageReader<Wish>, report: Res<Report>, archive: Res<Archive>) {
    for wish in wishes.read() {
        let Wish::Review(DebriefIntent::Review(wanted)) = wish else { continue };
        let Some(attempt) = report.attempt else { continue };
        let wanted = wanted.clone();
        archive.ask(move |store| {
            act(store, attempt, wanted)?;
            Ok(Done::Noted(attempt, Box::new(kept(store, attempt)?)))
        });
    }
}
