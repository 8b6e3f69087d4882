//! The archive: a thread that owns the store, so that no frame ever waits for the disk.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use bevy::prelude::*;
use jiff::Timestamp;

use super::{Banner, Launch};
use crate::locale::store::store_error;
use crate::store::{Attempt, AttemptId, Person, Store, StoreError, Summary};
use crate::views::debrief::Kept;

/// What the archive has done.
#[derive(Message, Debug)]
pub enum Done {
    /// Everybody it knows.
    People(Vec<Person>),
    /// Somebody came in: who, and all they played, the newest first.
    Entered(Person, Vec<Summary>),
    /// So many actions of an attempt are on disk; the scorecard too where it is finished.
    Saved {
        /// Which attempt.
        attempt: AttemptId,
        /// How many of its actions.
        actions: u32,
        /// Whether its end is on disk.
        finished: bool,
    },
    /// An attempt with its log, what was noted about it, and the files of its scenario.
    Loaded(Box<Attempt>, Box<Kept>, BTreeMap<String, String>),
    /// What is noted about an attempt.
    Noted(AttemptId, Box<Kept>),
    /// It failed; what was to be saved is not.
    Failed(Arc<StoreError>),
}

type Work = Box<dyn FnOnce(&mut Store) -> Result<Done, StoreError> + Send>;

/// Takes work for the store and gives back what came of it.
#[derive(Resource)]
pub struct Archive {
    work: Sender<Work>,
    done: Mutex<Receiver<Done>>,
}

impl Archive {
    /// Hands over work; its outcome comes as a [`Done`] message in some later frame.
    pub fn ask(&self, work: impl FnOnce(&mut Store) -> Result<Done, StoreError> + Send + 'static) {
        // The thread lives as long as this sender; were it gone, there would be nobody left to tell.
        self.work.send(Box::new(work)).ok();
    }
}

/// Now, for what is kept; the system's clock may jump, and the order of what is kept does not hang on it.
#[expect(clippy::disallowed_methods, reason = "the window is where time is measured")]
pub fn now() -> Timestamp {
    Timestamp::try_from(std::time::SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH)
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Done>()
        .add_systems(Startup, open)
        .add_systems(PreUpdate, collect)
        .add_systems(Update, complain);
}

fn open(mut commands: Commands, launch: Res<Launch>, waker: Option<Res<super::pace::Waker>>) {
    let (work, orders) = channel::<Work>();
    let (answers, done) = channel();
    let folder = launch.data.clone();
    let waker = waker.map(|waker| waker.clone());
    let keep = move || {
        let mut store = None;
        for work in orders {
            let answer = match store.take().map_or_else(|| Store::open(&folder), Ok) {
                Ok(mut open) => {
                    let answer = work(&mut open);
                    store = Some(open);
                    answer
                }
                Err(error) => Err(error),
            };
            if answers.send(answer.unwrap_or_else(|error| Done::Failed(Arc::new(error)))).is_err() {
                return;
            }
            if let Some(waker) = &waker {
                waker.wake();
            }
        }
    };
    let thread = std::thread::Builder::new().name("archive".to_owned());
    if let Err(error) = thread.spawn(keep) {
        error!("the archive's thread could not be started: {error}");
    }
    commands.insert_resource(Archive { work, done: Mutex::new(done) });
}

fn collect(archive: Option<Res<Archive>>, mut done: MessageWriter<Done>) {
    let Some(archive) = archive else { return };
    let answers = archive.done.lock().unwrap_or_else(PoisonError::into_inner);
    done.write_batch(answers.try_iter());
}

fn complain(mut done: MessageReader<Done>, mut banner: ResMut<Banner>, taste: Res<super::taste::Taste>) {
    for one in done.read() {
        match one {
            Done::Failed(error) => banner.0 = Some(store_error(error, taste.kit().language)),
            Done::Saved { .. } => banner.0 = None,
            Done::People(_) | Done::Entered(..) | Done::Loaded(..) | Done::Noted(..) => {}
        }
    }
}
