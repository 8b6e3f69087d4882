//! The shelf: the installed scenarios, read in a thread, and read again whenever a file is saved.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bevy::prelude::*;
use notify::{RecursiveMode, Watcher as _};

use super::taste::Taste;
use super::{Launch, Screen, Wish};
use crate::cli::check::render;
use crate::progress::ScenarioHead;
use crate::scenario::problem::Problem;
use crate::scenario::roles::Roles;
use crate::scenario::{Library, Scenario};
use crate::views::library::Entry;

/// How long a folder has to be quiet before it is read again: editors save in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// Scenarios by id, or what is wrong with each.
type Read = BTreeMap<String, Result<Arc<Scenario>, Vec<Problem>>>;

/// What was read from the scenario folder.
#[derive(Default)]
struct Found {
    scenarios: Read,
    roles: Roles,
    faults: Vec<Problem>,
}

/// The installed scenarios.
#[derive(Resource)]
pub struct Shelf {
    found: Found,
    news: Mutex<Receiver<Found>>,
    /// Kept alive, or nothing is watched any more.
    _watcher: Option<notify::RecommendedWatcher>,
    /// What the library shows.
    pub entries: Vec<Entry>,
    /// The scenario of the briefing.
    pub chosen: Option<Arc<Scenario>>,
    /// Faults of the folder as a whole.
    pub trouble: Option<String>,
    /// Whether it has been read at all.
    pub ready: bool,
}

impl Shelf {
    /// A scenario by its id, where it can be played.
    pub fn scenario(&self, id: &str) -> Option<&Arc<Scenario>> {
        self.found.scenarios.get(id).and_then(|one| one.as_ref().ok())
    }

    /// Every scenario that can be played.
    pub fn scenarios(&self) -> impl Iterator<Item = &Arc<Scenario>> {
        self.found.scenarios.values().filter_map(|one| one.as_ref().ok())
    }

    /// The roles people climb towards.
    pub fn roles(&self) -> &Roles {
        &self.found.roles
    }

    /// What decides which roles each scenario counts towards.
    pub fn heads(&self) -> Vec<ScenarioHead> {
        self.scenarios().map(|one| ScenarioHead::from(one.file())).collect()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, watch).add_systems(Update, (renew, describe, obey).chain());
}

fn watch(mut commands: Commands, launch: Res<Launch>, waker: Option<Res<super::pace::Waker>>) {
    let (changed, changes) = channel();
    let (found, news) = channel();
    let folder = launch.scenarios.clone();
    let waker = waker.map(|waker| waker.clone());
    let watching = folder.as_ref().and_then(|folder| listen(folder, changed.clone()));
    changed.send(()).ok();
    let reading = move || read_on(folder.as_ref(), &changes, &found, waker.as_ref());
    if let Err(error) = std::thread::Builder::new().name("shelf".to_owned()).spawn(reading) {
        error!("the shelf's thread could not be started: {error}");
    }
    commands.insert_resource(Shelf {
        found: Found::default(),
        news: Mutex::new(news),
        _watcher: watching,
        entries: Vec::new(),
        chosen: None,
        trouble: None,
        ready: false,
    });
}

fn listen(folder: &Path, changed: Sender<()>) -> Option<notify::RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            changed.send(()).ok();
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}

/// Reads the folder once for every burst of changes.
fn read_on(
    folder: Option<&PathBuf>,
    changes: &Receiver<()>,
    found: &Sender<Found>,
    waker: Option<&super::pace::Waker>,
) {
    let mut first = true;
    while changes.recv().is_ok() {
        while !std::mem::take(&mut first) && changes.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {}
        if found.send(read(folder)).is_err() {
            return;
        }
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

fn read(folder: Option<&PathBuf>) -> Found {
    let library = match folder.map(|folder| Library::open(folder)) {
        Some(Ok(library)) => library,
        Some(Err(problem)) => return Found { faults: vec![problem], ..Found::default() },
        None => Library::embedded(),
    };
    let (roles, mut faults) = match library.roles() {
        Ok(roles) => (roles, Vec::new()),
        Err(faults) => (Roles::default(), faults),
    };
    match library.list() {
        Ok(list) => {
            let scenarios = list.into_iter().map(|(id, one)| (id, one.map(Arc::new))).collect();
            Found { scenarios, roles, faults }
        }
        Err(problem) => {
            faults.push(problem);
            Found { roles, faults, ..Found::default() }
        }
    }
}

fn renew(mut shelf: ResMut<Shelf>) {
    let newest = {
        let news = shelf.news.lock().unwrap_or_else(PoisonError::into_inner);
        news.try_iter().last()
    };
    if let Some(found) = newest {
        shelf.found = found;
        shelf.ready = true;
        let fresh = shelf.chosen.as_ref().and_then(|old| shelf.scenario(&old.file().id).cloned());
        if fresh.is_some() {
            shelf.chosen = fresh;
        }
    }
}

/// Says what the library shows whenever the scenarios or the language changed.
fn describe(mut shelf: ResMut<Shelf>, taste: Res<Taste>) {
    if !(shelf.is_changed() || taste.is_changed()) {
        return;
    }
    let language = taste.kit().language;
    let shown = |problems: &[Problem]| {
        problems.iter().map(|problem| render(problem, language, false)).collect::<Vec<_>>()
    };
    let entries = shelf
        .found
        .scenarios
        .iter()
        .map(|(id, one)| match one {
            Ok(scenario) => Entry::new(scenario.file(), Some(shelf.roles())),
            Err(problems) => Entry::faulty(id, shown(problems)),
        })
        .collect();
    let trouble = shown(&shelf.found.faults).join("\n\n");
    let shelf = shelf.bypass_change_detection();
    shelf.entries = entries;
    shelf.trouble = (!trouble.is_empty()).then_some(trouble);
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut shelf: ResMut<Shelf>,
    launch: Res<Launch>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Brief(id) => {
                if let Some(scenario) = shelf.scenario(id).cloned() {
                    shelf.chosen = Some(scenario);
                    NextState::set_if_neq(&mut screen, Screen::Briefing);
                }
            }
            Wish::OpenFolder => {
                if let Some(folder) = &launch.scenarios {
                    webbrowser(folder);
                }
            }
            _ => {}
        }
    }
}

/// Opens a folder with whatever the system opens folders with.
fn webbrowser(folder: &std::path::Path) {
    let opener = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    if let Err(error) = std::process::Command::new(opener).arg(folder).spawn() {
        warn!("{opener}: {error}");
    }
}
