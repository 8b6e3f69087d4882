//! The shelf: the installed scenarios, read in a thread, and read again whenever a file is saved.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bevy::prelude::*;
use notify::{RecursiveMode, Watcher as _};
use uuid::Uuid;

use super::archive::now;
use super::people::People;
use super::taste::Taste;
use super::{Banner, Launch, Screen, Wish};
use crate::cli::check::render;
use crate::progress::ScenarioHead;
use crate::scenario::problem::Problem;
use crate::scenario::roles::Roles;
use crate::scenario::{Library, Scenario};
use crate::session::Mode;
use crate::store::{AssignmentId, Given};
use crate::views::library::Entry;

/// How long a folder has to be quiet before it is read again: editors save in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// A scenario, or what is wrong with it.
type Read = Result<Arc<Scenario>, Vec<Problem>>;

/// What the shelf's thread is asked.
enum Order {
    /// The folder changed: read it again.
    Read,
    /// Draw a scenario's lines and variants.
    Draw(Draw),
}

/// A scenario as one seed draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Draw {
    id: String,
    seed: u64,
}

/// What the shelf's thread answers.
enum News {
    Read(Found),
    Drawn(Draw, Read),
}

/// What was read from the scenario folder.
#[derive(Default)]
struct Found {
    scenarios: BTreeMap<String, Read>,
    roles: Roles,
    faults: Vec<Problem>,
}

/// The installed scenarios.
#[derive(Resource)]
pub struct Shelf {
    found: Found,
    orders: Sender<Order>,
    news: Mutex<Receiver<News>>,
    /// What the trainee is to be briefed for once it is drawn.
    awaited: Option<Draw>,
    /// Kept alive, or nothing is watched any more.
    _watcher: Option<notify::RecommendedWatcher>,
    /// What the library shows.
    pub entries: Vec<Entry>,
    /// The scenario of the briefing, with the seed it was drawn with.
    pub chosen: Option<(Arc<Scenario>, u64)>,
    /// The exam the briefing is for.
    pub exam: Option<AssignmentId>,
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

    /// Asks for a scenario to be drawn for the briefing.
    fn brief(&mut self, id: &str, seed: u64, exam: Option<AssignmentId>) {
        let draw = Draw { id: id.to_owned(), seed };
        self.exam = exam;
        self.awaited = Some(draw.clone());
        self.orders.send(Order::Draw(draw)).ok();
    }

    /// The scenario to play for an assignment: of those that count, the one played least, then the easiest.
    fn pick(&self, given: &Given, people: &People) -> Option<Arc<Scenario>> {
        let mode = if given.assignment.new.certify { Mode::Certify } else { Mode::Practice };
        let counts = |one: &&Arc<Scenario>| given.takes(&ScenarioHead::from(one.file()), mode, self.roles());
        let played = |id: &str| seeds(people, id).count();
        let file = |one: &&Arc<Scenario>| (played(&one.file().id), one.file().level);
        self.scenarios().filter(counts).min_by_key(file).cloned()
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
    let (orders, taken) = channel();
    let (answers, news) = channel();
    let folder = launch.scenarios.clone();
    let waker = waker.map(|waker| waker.clone());
    let watching = folder.as_ref().and_then(|folder| listen(folder, orders.clone()));
    orders.send(Order::Read).ok();
    let reading = move || serve(folder.as_ref(), &taken, &answers, waker.as_ref());
    if let Err(error) = std::thread::Builder::new().name("shelf".to_owned()).spawn(reading) {
        error!("the shelf's thread could not be started: {error}");
    }
    commands.insert_resource(Shelf {
        found: Found::default(),
        orders,
        awaited: None,
        news: Mutex::new(news),
        _watcher: watching,
        entries: Vec::new(),
        chosen: None,
        exam: None,
        trouble: None,
        ready: false,
    });
}

fn listen(folder: &Path, orders: Sender<Order>) -> Option<notify::RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            orders.send(Order::Read).ok();
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}

/// Reads the folder once for every burst of changes, and draws what is asked for.
fn serve(
    folder: Option<&PathBuf>,
    orders: &Receiver<Order>,
    answers: &Sender<News>,
    waker: Option<&super::pace::Waker>,
) {
    let mut first = true;
    while let Ok(order) = orders.recv() {
        let mut draws = Vec::new();
        let mut changed = false;
        let mut next = Some(order);
        while let Some(order) = next {
            match order {
                Order::Read => changed = true,
                Order::Draw(draw) => draws.push(draw),
            }
            let quiet = if changed && !first { QUIET } else { Duration::ZERO };
            next = orders.recv_timeout(quiet).ok();
        }
        if changed {
            first = false;
            answers.send(News::Read(read(folder))).ok();
        }
        for draw in draws {
            let scenario = open(folder)
                .map_err(|problem| vec![problem])
                .and_then(|library| library.scenario(&draw.id, draw.seed))
                .map(Arc::new);
            answers.send(News::Drawn(draw, scenario)).ok();
        }
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

fn open(folder: Option<&PathBuf>) -> Result<Library, Problem> {
    folder.map_or_else(|| Ok(Library::embedded()), |folder| Library::open(folder))
}

fn read(folder: Option<&PathBuf>) -> Found {
    let library = match open(folder) {
        Ok(library) => library,
        Err(problem) => return Found { faults: vec![problem], ..Found::default() },
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

/// Takes in what the thread answered; the briefing follows its file, and keeps what it had where that is broken.
fn renew(
    mut shelf: ResMut<Shelf>,
    taste: Res<Taste>,
    mut banner: ResMut<Banner>,
    mut screen: ResMut<NextState<Screen>>,
) {
    let news: Vec<News> = shelf.news.lock().unwrap_or_else(PoisonError::into_inner).try_iter().collect();
    for one in news {
        match one {
            News::Read(found) => {
                shelf.found = found;
                shelf.ready = true;
                if let Some((old, seed)) = &shelf.chosen {
                    let draw = Draw { id: old.file().id.clone(), seed: *seed };
                    shelf.orders.send(Order::Draw(draw)).ok();
                }
            }
            News::Drawn(draw, drawn) => {
                let awaited = shelf.awaited.take_if(|awaited| *awaited == draw).is_some();
                let chosen = shelf
                    .chosen
                    .as_ref()
                    .is_some_and(|(one, seed)| one.file().id == draw.id && *seed == draw.seed);
                match drawn {
                    Ok(scenario) if awaited || chosen => {
                        shelf.chosen = Some((scenario, draw.seed));
                        if awaited {
                            NextState::set_if_neq(&mut screen, Screen::Briefing);
                        }
                    }
                    Err(problems) if awaited => banner.complain(shown(&problems, &taste).join("\n\n")),
                    Ok(_) | Err(_) => {}
                }
            }
        }
    }
}

/// The seeds with which whoever is here played a scenario.
fn seeds<'a>(people: &'a People, scenario: &'a str) -> impl Iterator<Item = u64> + 'a {
    let attempts = people.attempts.iter().filter(move |one| one.played.scenario == scenario);
    attempts.map(|one| one.played.seed)
}

fn shown(problems: &[Problem], taste: &Taste) -> Vec<String> {
    problems.iter().map(|problem| render(problem, taste.kit().language, false)).collect()
}

/// Says what the library shows whenever the scenarios or the language changed.
fn describe(mut shelf: ResMut<Shelf>, taste: Res<Taste>) {
    if !(shelf.is_changed() || taste.is_changed()) {
        return;
    }
    let entries = shelf
        .found
        .scenarios
        .iter()
        .map(|(id, one)| match one {
            Ok(scenario) => Entry::new(scenario.file(), Some(shelf.roles())),
            Err(problems) => Entry::faulty(id, shown(problems, &taste)),
        })
        .collect();
    let trouble = shown(&shelf.found.faults, &taste).join("\n\n");
    let shelf = shelf.bypass_change_detection();
    shelf.entries = entries;
    shelf.trouble = (!trouble.is_empty()).then_some(trouble);
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut shelf: ResMut<Shelf>,
    people: Res<People>,
    launch: Res<Launch>,
    taste: Res<Taste>,
    mut banner: ResMut<Banner>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Brief(id) => {
                let seed = launch.seed.unwrap_or_else(|| now().subsec_nanosecond().unsigned_abs().into());
                shelf.brief(id, seed, None);
            }
            Wish::Given(id) => {
                let given = people.given.iter().find(|(one, _)| one.assignment.new.id == *id);
                let Some((scenario, given)) =
                    given.and_then(|(one, _)| Some((shelf.pick(one, &people)?, one)))
                else {
                    banner.complain(taste.kit().t(
                        "No scenario that is installed here counts for this assignment.",
                        "这里没有安装可计入这项任务的场景。",
                    ));
                    continue;
                };
                let id = scenario.file().id.clone();
                if given.assignment.new.certify {
                    let had: Vec<u64> = seeds(&people, &id).collect();
                    let seeds = std::iter::repeat_with(|| Uuid::new_v4().as_u64_pair().1 >> 12).take(500);
                    let seed = scenario.file().fresh(&had, seeds).unwrap_or(1);
                    shelf.brief(&id, seed, Some(given.assignment.new.id));
                } else {
                    let seed = launch.seed.unwrap_or_else(|| now().subsec_nanosecond().unsigned_abs().into());
                    shelf.brief(&id, seed, None);
                }
            }
            Wish::OpenFolder => open_folder(launch.scenarios.as_deref(), &taste, &mut banner),
            _ => {}
        }
    }
}

/// Opens the scenario folder with whatever the system opens folders with.
fn open_folder(folder: Option<&Path>, taste: &Taste, banner: &mut Banner) {
    let kit = taste.kit();
    let Some(folder) = folder else {
        banner.tell(kit.t(
            "These scenarios are part of the program. To write your own, run `hotseat new` in an empty folder, and \
             start Hotseat with `--scenarios` and that folder.",
            "这些场景内置在程序里。要自己编写，请在空文件夹里运行 hotseat new，再用 --scenarios 加该文件夹启动 Hotseat。",
        ));
        return;
    };
    if let Err(error) = open::that_detached(folder) {
        let folder = folder.display();
        banner.complain(kit.t(
            format!("The folder could not be opened ({error}). It is {folder}"),
            format!("无法打开文件夹（{error}）。位置：{folder}"),
        ));
    }
}
