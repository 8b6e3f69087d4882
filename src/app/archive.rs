//! The archive: a thread that owns the store, so that no frame ever waits for the disk.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use bevy::prelude::*;
use jiff::Timestamp;

use super::{Banner, Launch};
use crate::locale::assignment::Progress;
use crate::locale::handover;
use crate::locale::store::store_error;
use crate::progress::AttemptSummary;
use crate::report::ScenarioReport;
use crate::store::{
    Attempt, AttemptId, Everybody, Given, Habits, HandOver, Held, Live, Meant, Person, PersonId, Rights,
    Scratch, Store, StoreError, Summary, Watcher,
};
use crate::views::debrief::Kept;
use crate::views::team::{Crew, Overheard, Told};

/// What the archive has done.
#[derive(Message, Debug)]
pub enum Done {
    /// Everybody it knows, where people come in by name; none where a passphrase is asked for.
    Door(Option<Vec<Person>>),
    /// One's own passphrase is set.
    Passphrase,
    /// Somebody came in.
    Entered {
        /// Who.
        person: Person,
        /// All they played, the newest first.
        attempts: Vec<Summary>,
        /// What it counts for.
        evidence: Vec<AttemptSummary>,
        /// What they may do.
        rights: Rights,
        /// What they were given, and the open exams, with where each stands.
        given: Vec<(Given, Progress)>,
        /// What they are certified for.
        certificates: Vec<Held>,
        /// Whether they have a passphrase.
        locked: bool,
    },
    /// Somebody could not be looked up.
    NotEntered {
        /// Their name.
        name: String,
        /// Why.
        error: Arc<StoreError>,
    },
    /// Who leads whom.
    Crew(Box<Crew>),
    /// The scenarios that were played.
    Study(Vec<String>),
    /// What attempts at a scenario come to, or why that cannot be said, and the scenarios that are left.
    Studied(Box<(String, Result<ScenarioReport, StoreError>)>, Vec<String>),
    /// What everybody comes to.
    Everybody(Box<Everybody>),
    /// What somebody loses points on again and again.
    Habits(PersonId, Box<Habits>),
    /// Which sessions go on, and what is heard of one.
    Live(Vec<Live>, Option<Box<Overheard>>),
    /// Who listens in to an attempt now.
    Watched(AttemptId, Vec<Watcher>),
    /// What came of work on everybody's records, and what is left of it.
    Told(Box<Told>, Rest),
    /// So many actions of an attempt are on disk; the scorecard too where it is finished.
    Saved {
        /// Which attempt.
        attempt: AttemptId,
        /// How many of its actions.
        actions: u32,
        /// Whether its end is on disk.
        finished: bool,
    },
    /// The same, but in what this machine keeps while the team's store is away.
    Aside {
        /// Which attempt.
        attempt: AttemptId,
        /// How many of its actions.
        actions: u32,
        /// Whether its end is on disk.
        finished: bool,
    },
    /// Actions of an attempt are not on disk.
    Unsaved {
        /// Which attempt.
        attempt: AttemptId,
        /// Why.
        error: Arc<StoreError>,
    },
    /// An attempt with its log, what was noted about it, the files of its scenario, and what lay on its desk with what
    /// its replies were meant to do.
    Loaded(Box<Attempt>, Box<Kept>, BTreeMap<String, String>, Box<(Scratch, Vec<Meant>)>),
    /// What is noted about an attempt.
    Noted(AttemptId, Box<Kept>),
    /// What lies on the desk of an attempt, or was meant in it, is kept, or is not.
    Scratched(AttemptId, bool),
    /// A page was written to this file.
    Exported(PathBuf),
    /// It could not be written.
    NotExported(PathBuf, String),
    /// The team's store is away, and this machine keeps what is played until it is back.
    Away,
    /// What was kept meanwhile is handed over.
    HandedOver(HandOver),
    /// Anything else failed.
    Failed(Arc<StoreError>),
}

/// What is left of work that goes through everything that was played, bit by bit so that others have their turn.
#[derive(Clone, Debug)]
pub enum Rest {
    /// Nothing.
    Nothing,
    /// These attempts are to be checked.
    Check(Vec<AttemptId>),
    /// On these a rubric is to be tried.
    Try(Vec<(PersonId, AttemptId)>),
}

type Work = Box<dyn FnOnce(Result<&mut Store, StoreError>) -> Done + Send>;

/// Takes work for the store and gives back what came of it. When it is dropped it finishes what it was given.
#[derive(Resource)]
pub struct Archive {
    work: Option<Sender<Work>>,
    done: Mutex<Receiver<Done>>,
    thread: Option<JoinHandle<()>>,
}

impl Archive {
    /// Hands over work; its outcome comes as a [`Done`] message in some later frame.
    pub fn ask(&self, work: impl FnOnce(&mut Store) -> Result<Done, StoreError> + Send + 'static) {
        self.try_to(work, Done::Failed);
    }

    /// Hands over work and says what its failure is called.
    pub fn try_to(
        &self,
        work: impl FnOnce(&mut Store) -> Result<Done, StoreError> + Send + 'static,
        failed: impl FnOnce(Arc<StoreError>) -> Done + Send + 'static,
    ) {
        self.run(move |store| store.and_then(work).unwrap_or_else(|error| failed(Arc::new(error))));
    }

    /// Hands over work that can do without a store.
    pub fn run(&self, work: impl FnOnce(Result<&mut Store, StoreError>) -> Done + Send + 'static) {
        if let Some(orders) = &self.work {
            // The thread lives as long as this sender; were it gone, there would be nobody left to tell.
            orders.send(Box::new(work)).ok();
        }
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        self.work = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
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
    let place = launch.store.clone();
    let desk = launch.store.desk(&launch.data);
    let waker = waker.map(|waker| waker.clone());
    let keep = move || {
        let mut store = None;
        for work in orders {
            if store.is_none() {
                let opened = Store::at(&place);
                // While the team's store is away, what this machine keeps for the time without it stands in.
                let away = matches!(opened, Err(StoreError::Away { .. }));
                let desk = desk.as_deref().filter(|desk| away && desk.join("hotseat.db").is_file());
                store = match desk.map_or(opened, Store::at_desk) {
                    Ok(open) => {
                        if desk.is_some() {
                            answers.send(Done::Away).ok();
                        }
                        Some(open)
                    }
                    Err(error) => {
                        answers.send(work(Err(error))).ok();
                        wake(waker.as_ref());
                        continue;
                    }
                };
            }
            if let Some(open) = &mut store {
                // At the end of the program nobody listens any more, and what is left is done all the same.
                answers.send(work(Ok(open))).ok();
            }
            wake(waker.as_ref());
        }
    };
    let thread = std::thread::Builder::new().name("archive".to_owned()).spawn(keep);
    if let Err(error) = &thread {
        error!("the archive's thread could not be started: {error}");
    }
    commands.insert_resource(Archive { work: Some(work), done: Mutex::new(done), thread: thread.ok() });
}

/// Whether somebody was refused who may try again; anything else means that nothing can be kept.
pub(super) fn is_of_the_door(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::WrongPassphrase
            | StoreError::TooManyTries { .. }
            | StoreError::PassphraseNeeded
            | StoreError::NotPermitted { .. }
    )
}

fn wake(waker: Option<&super::pace::Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn collect(archive: Option<Res<Archive>>, mut done: MessageWriter<Done>) {
    let Some(archive) = archive else { return };
    let answers = archive.done.lock().unwrap_or_else(PoisonError::into_inner);
    done.write_batch(answers.try_iter());
}

fn complain(mut done: MessageReader<Done>, mut banner: ResMut<Banner>, taste: Res<super::taste::Taste>) {
    let kit = taste.kit();
    for one in done.read() {
        match one {
            Done::Failed(error) => banner.complain(store_error(error, kit.language)),
            Done::NotEntered { error, .. } if is_of_the_door(error) => {}
            Done::NotEntered { error, .. } => banner.unsaved(store_error(error, kit.language)),
            Done::Unsaved { error, .. } => {
                let why = store_error(error, kit.language);
                banner.unsaved(kit.t(
                    format!("Not saved yet: {why}. Hotseat goes on trying; leave the window open until it is saved."),
                    format!("尚未保存：{why}。程序会继续尝试，保存成功前请不要关闭窗口。"),
                ));
            }
            Done::Saved { .. } => banner.saved(),
            Done::Exported(file) => {
                let place = file.display();
                banner.written(file.clone(), kit.t(format!("Saved: {place}"), format!("已保存：{place}")));
            }
            Done::NotExported(file, why) => {
                let file = file.display();
                banner.complain(
                    kit.t(format!("{file} cannot be written: {why}"), format!("无法写入 {file}：{why}")),
                );
            }
            Done::Away | Done::Aside { .. } => banner.unsaved(handover::away(kit.language)),
            Done::HandedOver(came) => {
                let lines = handover::handed_over(came, kit.language);
                if !lines.is_empty() {
                    banner.tell(lines.join("\n"));
                }
            }
            Done::Passphrase => banner.tell(kit.t("Your passphrase is set.", "口令已设置。")),
            Done::Door(_)
            | Done::Crew(_)
            | Done::Told(..)
            | Done::Study(_)
            | Done::Studied(..)
            | Done::Everybody(_)
            | Done::Habits(..)
            | Done::Live(..)
            | Done::Watched(..)
            | Done::Entered { .. }
            | Done::Loaded(..)
            | Done::Noted(..)
            | Done::Scratched(..) => {}
        }
    }
}
