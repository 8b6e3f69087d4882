//! What if: a rubric tried on everything that was played, person by person, and adopted where that is wanted.

use std::collections::BTreeSet;
use std::sync::Arc;

use bevy::prelude::*;

use super::archive::{Archive, Done, Rest, now};
use super::shelf::Shelf;
use super::team::Ground;
use super::{Launch, Wish};
use crate::listen::Listener;
use crate::score::{Rubric, RubricFile};
use crate::store::{AttemptId, Auditor, PersonId, Preview, Store, StoreError};
use crate::views::team::{Rules, TeamIntent, Told, Trial};

/// How many attempts are graded anew, at the least, before anything else in the archive may have its turn.
const AT_ONCE: usize = 100;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (obey.before(super::team::obey), go_on));
}

/// By what everybody is graded, for whoever may change it; none where no scenario says what the house asks for.
pub(super) fn rules(store: &Store, ground: &Ground) -> Result<Option<Rules>, StoreError> {
    let Some(house) = ground.house else { return Ok(None) };
    let counting = store.adopted()?.map_or_else(Rubric::builtin, |adopted| adopted.file.rubric().clone());
    Ok(Some(Rules { counting, free: store.free_rubric()?, house }))
}

fn obey(mut wishes: MessageReader<Wish>, archive: Res<Archive>, launch: Res<Launch>, shelf: Res<Shelf>) {
    for wish in wishes.read() {
        let Wish::Team(intent) = wish else { continue };
        match intent {
            TeamIntent::Try(file) => {
                let (file, ground) = (file.clone(), Ground::of(&shelf, &launch));
                let listener = Arc::clone(&launch.listener);
                archive.ask(move |store| begin(store, *file, &ground, listener));
            }
            TeamIntent::Adopt(file, left) => {
                let (file, left) = (file.clone(), left.clone());
                archive.ask(move |store| adopt(store, &file, &left));
            }
            _ => {}
        }
    }
}

/// Goes on trying where some attempts are left.
fn go_on(mut done: MessageReader<Done>, archive: Res<Archive>, launch: Res<Launch>, shelf: Res<Shelf>) {
    for one in done.read() {
        let Done::Told(told, Rest::Try(left)) = one else { continue };
        if let Told::Tried(trial) = &**told {
            let (trial, left, ground) = (trial.clone(), left.clone(), Ground::of(&shelf, &launch));
            let listener = Arc::clone(&launch.listener);
            archive.ask(move |store| further(store, *trial, left, &ground, listener));
        }
    }
}

fn begin(
    store: &Store,
    file: RubricFile,
    ground: &Ground,
    listener: Arc<Listener>,
) -> Result<Done, StoreError> {
    let all = Auditor::new(store, Arc::clone(&listener), false).ended()?;
    let names = store.everybody()?.into_iter().map(|(person, _)| (person.id, person.name)).collect();
    let trial = Trial { file, preview: Preview::default(), done: 0, of: all.len(), names };
    further(store, trial, all, ground, listener)
}

/// Tries it on the next few people.
fn further(
    store: &Store,
    mut trial: Trial,
    mut left: Vec<(PersonId, AttemptId)>,
    ground: &Ground,
    listener: Arc<Listener>,
) -> Result<Done, StoreError> {
    let people = left.chunk_by(|one, next| one.0 == next.0);
    let next = people
        .scan(0, |taken, theirs| {
            let before = *taken;
            *taken += theirs.len();
            (before < AT_ONCE).then_some(*taken)
        })
        .last()
        .unwrap_or_default();
    let later = left.split_off(next);
    let rubric = trial.file.rubric().clone();
    Auditor::new(store, listener, false).preview_of(&mut trial.preview, &left, &rubric, &ground.ladders())?;
    trial.done += left.len();
    let rest = if later.is_empty() { Rest::Nothing } else { Rest::Try(later) };
    Ok(Done::Told(Box::new(Told::Tried(Box::new(trial))), rest))
}

fn adopt(store: &mut Store, file: &RubricFile, left: &BTreeSet<AttemptId>) -> Result<Done, StoreError> {
    let added = store.adopt(file, left, now())?;
    Ok(Done::Told(Box::new(Told::Adopted(file.rubric().number, added)), Rest::Nothing))
}
