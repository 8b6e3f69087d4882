//! What is typed and not sent, and the notepad, kept a moment after they change, so that nothing typed is lost.

use std::time::Duration;

use bevy::prelude::*;

use super::Table;
use crate::app::archive::{Archive, Done};
use crate::app::pace::Pace;
use crate::store::{Meant, Scratch, Store};

/// Seconds without a change after which it is kept.
const STILL: f64 = 0.7;

/// What is on disk, and what lies on the desk since when.
#[derive(Default)]
pub(super) struct Desk {
    kept: Scratch,
    lies: Scratch,
    since: f64,
}

impl Table {
    /// Lays on the desk what lay there when the session was broken off.
    pub(in crate::app) fn lay_out(&mut self, scratch: &Scratch, meant: &[Meant]) {
        for one in meant {
            self.seat.talk.meant.entry(one.event).or_default().insert(one.act);
        }
        if !scratch.reply.is_empty() {
            self.seat.composer.restore(&scratch.reply);
        }
        self.seat.desk.set_note(scratch.notes.clone());
        self.desk = Desk { kept: scratch.clone(), lies: scratch.clone(), since: 0.0 };
    }

    /// Hands what lies on the desk to the archive unless it is there.
    pub(super) fn keep_scratch(&mut self, archive: &Archive) {
        let Some(playing) = &self.playing else { return };
        let lies = self.lying();
        if lies == self.desk.kept {
            return;
        }
        let attempt = playing.attempt();
        self.desk.kept = lies.clone();
        let work = move |store: &mut Store| {
            store.keep_scratch(attempt, &lies).map(|()| Done::Scratched(attempt, true))
        };
        archive.try_to(work, move |_| Done::Scratched(attempt, false));
    }

    fn lying(&self) -> Scratch {
        Scratch { reply: self.seat.composer.text().to_owned(), notes: self.seat.desk.note().to_owned() }
    }
}

/// What could not be kept is tried again; the trainee is told by the session, which cannot be saved either.
pub(super) fn keep(
    mut table: ResMut<Table>,
    mut done: MessageReader<Done>,
    archive: Res<Archive>,
    time: Res<Time<Real>>,
    mut pace: Option<ResMut<Pace>>,
) {
    let table = table.bypass_change_detection();
    let now = time.elapsed_secs_f64();
    for one in done.read() {
        if let Done::Scratched(attempt, false) = one
            && table.playing.as_ref().is_some_and(|playing| playing.attempt() == *attempt)
        {
            table.desk.kept = Scratch::default();
            table.desk.since = now + super::RETRY;
        }
    }
    if table.seat.composer.text() != table.desk.lies.reply || table.seat.desk.note() != table.desk.lies.notes
    {
        table.desk.lies = table.lying();
        table.desk.since = now;
    }
    if table.desk.lies == table.desk.kept {
        return;
    }
    let left = STILL - (now - table.desk.since);
    if left <= 0.0 {
        table.keep_scratch(&archive);
    } else if let Some(pace) = &mut pace {
        pace.within(Duration::from_secs_f64(left));
    }
}
