//! Reports as pages to print, and what scenarios come to, computed in the archive.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use bevy::prelude::*;
use jiff::tz::TimeZone;

use super::archive::{Archive, Done, Rest};
use super::shelf::Shelf;
use super::taste::Taste;
use super::team::{Ground, Led};
use super::{Launch, Wish};
use crate::locale::files::unwritable;
use crate::report::{Paper, PersonReport, ScenarioReport, TeamReport};
use crate::scenario::{Language, Scenario, Text};
use crate::store::{Ask, Folder, Ladders, Member, Slice, Store, StoreError, write_whole};
use crate::views::team::{Page, Study, TeamIntent, Told};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (obey.before(super::team::obey), go_on));
}

fn obey(
    mut wishes: MessageReader<Wish>,
    archive: Res<Archive>,
    launch: Res<Launch>,
    shelf: Res<Shelf>,
    taste: Res<Taste>,
    mut led: ResMut<Led>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Team(TeamIntent::Study) => {
                // Nobody knows yet of how many; one is not over.
                led.study = Some(Study { of: 1, all: Vec::new() });
                let ground = Ground::of(&shelf, &launch);
                archive.ask(move |store| study(store, &ground));
            }
            Wish::Team(TeamIntent::Page(page)) => {
                let desk = Desk::of(&shelf, &launch, taste.kit().language);
                let (page, slice, team) = (page.clone(), led.slice().clone(), led.team());
                archive.ask(move |store| desk.put_down(store, &page, team, slice));
            }
            Wish::Team(TeamIntent::Everybody(ask)) => {
                let (ask, ground) = (ask.clone(), Ground::of(&shelf, &launch));
                archive.ask(move |store| everybody(store, &ask, &ground));
            }
            Wish::Team(TeamIntent::Habits(person)) => {
                led.habits = None;
                let (person, attempts) = (*person, led.attempts(*person));
                archive.ask(move |store| Ok(Done::Habits(person, Box::new(store.habits(&attempts)?))));
            }
            Wish::SwitchPerson => {
                led.study = None;
                led.habits = None;
                led.everybody = None;
            }
            _ => {}
        }
    }
}

/// So many people are folded in one step.
const BATCH: u32 = 8;
/// Of more people than this the numbers are shown as they were folded last, rather than let anybody wait.
const WAITING: u64 = 200;

/// Brings rollups up to date where little waits; whether they say what the log says. Where whoever looks may not fold, or
/// somebody else does, they stay as they are.
fn fold(store: &Store, ground: &Ground, most: u64) -> Result<bool, StoreError> {
    let behind = store.behind()?;
    if behind.people > most {
        return Ok(false);
    }
    match store.fold_all(&mut Folder::default(), BATCH, &ground.ladders(), &mut |_| true) {
        Err(StoreError::NotGranted { .. } | StoreError::Locked { .. }) => Ok(store.behind()?.is_none()),
        folded => Ok(folded?.is_none()),
    }
}

fn everybody(store: &Store, ask: &Ask, ground: &Ground) -> Result<Done, StoreError> {
    fold(store, ground, WAITING)?;
    store.everybody_at_a_glance(ask, &ground.ladders()).map(|seen| Done::Everybody(Box::new(seen)))
}

fn study(store: &Store, ground: &Ground) -> Result<Done, StoreError> {
    let folded = fold(store, ground, u64::MAX)?;
    let ids = if folded { store.scenarios_folded()? } else { store.scenarios_played()? };
    Ok(Done::Study(ids))
}

/// What is known of a scenario: from rollups where these say what the log says, else from the log.
fn report(store: &Store, id: &str, scenario: Option<Arc<Scenario>>) -> Result<ScenarioReport, StoreError> {
    if !store.behind()?.is_none() {
        return ScenarioReport::of(store, id, scenario);
    }
    let gathered = store.gather(&[id.to_owned()], &mut |_, _| true)?;
    match gathered.unwrap_or_default().pop() {
        Some((_, gathered)) => Ok(ScenarioReport::from(id, scenario, gathered?)),
        None => ScenarioReport::of(store, id, scenario),
    }
}

/// Goes on with the next scenario.
fn go_on(mut done: MessageReader<Done>, mut led: ResMut<Led>, archive: Res<Archive>, shelf: Res<Shelf>) {
    for one in done.read() {
        let mut left = match one {
            Done::Study(ids) => {
                led.study = Some(Study { of: ids.len(), all: Vec::new() });
                ids.clone()
            }
            Done::Everybody(seen) => {
                led.everybody = Some((**seen).clone());
                continue;
            }
            Done::Habits(person, habits) => {
                led.habits = Some((*person, (**habits).clone()));
                continue;
            }
            Done::Studied(found, left) => {
                let Some(study) = &mut led.study else { continue };
                study.all.push((**found).clone());
                left.clone()
            }
            _ => continue,
        };
        if left.is_empty() {
            continue;
        }
        let id = left.remove(0);
        let scenario = shelf.scenario(&id).cloned();
        archive.ask(move |store| {
            let report = report(store, &id, scenario);
            Ok(Done::Studied(Box::new((id, report)), left))
        });
    }
}

/// What a page is made with.
struct Desk {
    ground: Ground,
    scenarios: BTreeMap<String, Arc<Scenario>>,
    titles: BTreeMap<String, Text>,
    language: Language,
}

impl Desk {
    fn of(shelf: &Shelf, launch: &Launch, language: Language) -> Self {
        let all = shelf.scenarios().map(|one| (one.file().id.clone(), Arc::clone(one)));
        let scenarios: BTreeMap<String, Arc<Scenario>> = all.collect();
        let titles = scenarios.iter().map(|(id, one)| (id.clone(), one.file().title.clone())).collect();
        Self { ground: Ground::of(shelf, launch), scenarios, titles, language }
    }

    /// Writes a page into a folder beside the data.
    fn put_down(
        &self,
        store: &Store,
        page: &Page,
        (name, members): (Option<String>, Vec<Member>),
        slice: Slice,
    ) -> Result<Done, StoreError> {
        let (language, ladders) = (self.language, self.ground.ladders());
        let Ladders { roles, now, .. } = ladders;
        let paper = Paper { language, zone: TimeZone::system(), titles: &self.titles, roles, now };
        let (about, html) = match page {
            Page::Person(person) => {
                let report = PersonReport::of(store, *person, &ladders, &paper.zone)?;
                let short: String = person.to_string().chars().rev().take(8).collect();
                (format!("person-{short}"), report.html(&paper))
            }
            Page::Team => {
                let known = name.clone().unwrap_or_else(|| "all".to_owned());
                let report = TeamReport::of(store, (name, members), slice, &ladders)?;
                (format!("team-{}", plain(&known)), report.html(&paper))
            }
            Page::Scenario(id) => {
                let report = report(store, id, self.scenarios.get(id).cloned())?;
                (format!("scenario-{}", plain(id)), report.html(&paper))
            }
        };
        let day = now.to_zoned(TimeZone::system()).date();
        let folder = self.ground.folder.join("exports");
        let file: PathBuf = folder.join(format!("{about}-{day}.html"));
        let written = html.map_err(std::io::Error::other).and_then(|html| {
            std::fs::create_dir_all(&folder)?;
            write_whole(&file, &html)
        });
        Ok(match written {
            Ok(()) => Done::Exported(file),
            Err(error) => {
                let why = unwritable(&file, &error, language);
                Done::Told(Box::new(Told::NoFile(why)), Rest::Nothing)
            }
        })
    }
}

/// A name as every file system takes it.
fn plain(name: &str) -> String {
    name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).take(60).collect()
}
