//! Everybody's records, for the owner: read, checked, exported and erased in the archive.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::prelude::*;
use jiff::tz::TimeZone;

use super::archive::{Archive, Done, Rest, now};
use super::shelf::Shelf;
use super::taste::Taste;
use super::team::{Ground, Led};
use super::{Launch, Wish};
use crate::cli::{NotImported, bring_in, not_exported, write_private};
use crate::export::{Desk, ExportError, Workbook, export_fitting};
use crate::listen::Listener;
use crate::locale::files::{unreadable, unwritable};
use crate::scenario::{Language, Text};
use crate::store::{
    AttemptId, Auditor, Ladders, Person, PersonId, Place, Store, StoreError, Unjournaled, Verdict,
    read_people, settings, write_whole_with,
};
use crate::views::team::{Audit, TeamIntent, Told};

/// How many attempts are checked before anything else in the archive may have its turn.
const AT_ONCE: usize = 100;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (obey.before(super::team::obey), go_on));
}

fn obey(
    mut wishes: MessageReader<Wish>,
    archive: Res<Archive>,
    launch: Res<Launch>,
    taste: Res<Taste>,
    shelf: Res<Shelf>,
    led: Res<Led>,
) {
    for wish in wishes.read() {
        let Wish::Team(intent) = wish else { continue };
        let (folder, language) = (launch.data.clone(), taste.kit().language);
        match intent.clone() {
            TeamIntent::Import(table) => archive.ask(move |store| import(store, &table, &folder, language)),
            TeamIntent::Export(person) => archive.ask(move |store| export(store, person, &folder, language)),
            TeamIntent::Erase(person) => archive.ask(move |store| erase(store, person)),
            TeamIntent::Audit => {
                let listener = Arc::clone(&launch.listener);
                archive.ask(move |store| {
                    let all = Auditor::new(store, listener, false).attempts()?;
                    let audit = Audit { of: all.len(), unjournaled: unjournaled(store)?, ..Audit::default() };
                    Ok(Done::Told(Box::new(Told::Audited(audit)), Rest::Check(all)))
                });
            }
            TeamIntent::Copy(there) => archive.ask(move |store| copy(store, &there, &folder)),
            TeamIntent::Workbook => {
                let people = led.crew.iter().flat_map(|crew| &crew.members);
                let people = people.map(|mate| mate.member.person.clone()).collect();
                let scenarios =
                    shelf.scenarios().map(|one| (one.file().id.clone(), one.file().title.clone()));
                let (titles, ground) = (scenarios.collect(), Ground::of(&shelf, &launch));
                archive.ask(move |store| workbook(store, people, titles, &ground, language));
            }
            TeamIntent::Show(_)
            | TeamIntent::Everybody(_)
            | TeamIntent::Live
            | TeamIntent::ListenIn(_)
            | TeamIntent::Study
            | TeamIntent::Page(_)
            | TeamIntent::Try(_)
            | TeamIntent::Adopt(..)
            | TeamIntent::Narrow(_)
            | TeamIntent::NewTeam(_)
            | TeamIntent::End(_)
            | TeamIntent::Depart(_)
            | TeamIntent::Return(_)
            | TeamIntent::Revoke(..)
            | TeamIntent::Join(..)
            | TeamIntent::Leave(_)
            | TeamIntent::Rights(..)
            | TeamIntent::Passphrase(..)
            | TeamIntent::Give(_)
            | TeamIntent::Withdraw(_)
            | TeamIntent::Certify(..)
            | TeamIntent::TakeReview(_)
            | TeamIntent::GiveReview(..)
            | TeamIntent::Sample(_)
            | TeamIntent::Only(_)
            | TeamIntent::Decide(..)
            | TeamIntent::Habits(_)
            | TeamIntent::Moment(..)
            | TeamIntent::Debrief(_) => {}
        }
    }
}

/// Keeps what came of it, and goes on checking where some are left.
fn go_on(mut done: MessageReader<Done>, mut led: ResMut<Led>, archive: Res<Archive>, launch: Res<Launch>) {
    for one in done.read() {
        let Done::Told(told, left) = one else { continue };
        led.told = Some((**told).clone());
        if let (Told::Audited(audit), Rest::Check(left)) = (&**told, left) {
            let (audit, left, listener) = (audit.clone(), left.clone(), Arc::clone(&launch.listener));
            archive.ask(move |store| check(store, audit, left, listener));
        }
    }
}

/// What the journals do not bear out, with whose they are.
fn unjournaled(store: &Store) -> Result<Vec<(Unjournaled, String)>, StoreError> {
    let people = store.people()?;
    let named = |found: Unjournaled| {
        let person = match found {
            Unjournaled::Line { person, .. } | Unjournaled::Gone { person, .. } => Some(person),
            Unjournaled::Times { .. } | Unjournaled::KeptBy { .. } | Unjournaled::Added { .. } => None,
        };
        let name = people.iter().find(|one| Some(one.id) == person).map_or("?", |one| one.name.as_str());
        (found, name.to_owned())
    };
    Ok(store.unjournaled()?.into_iter().map(named).collect())
}

fn check(
    store: &Store,
    mut audit: Audit,
    mut left: Vec<AttemptId>,
    listener: Arc<Listener>,
) -> Result<Done, StoreError> {
    let later = left.split_off(left.len().min(AT_ONCE));
    let verdicts = Auditor::new(store, listener, false).audit_some(&left)?;
    for (id, verdict) in left.into_iter().zip(verdicts) {
        match verdict {
            Verdict::Intact => audit.intact += 1,
            Verdict::Erased => audit.erased += 1,
            Verdict::NotReproducible(_) => audit.old += 1,
            Verdict::Altered(_) => audit.altered.push((id, named(store, id), verdict)),
        }
    }
    let rest = if later.is_empty() { Rest::Nothing } else { Rest::Check(later) };
    Ok(Done::Told(Box::new(Told::Audited(audit)), rest))
}

/// Whose attempt it is, of what and when, as far as that can still be read.
fn named(store: &Store, id: AttemptId) -> String {
    let Ok(about) = store.summary(id) else { return "?".to_owned() };
    let name = store.people().ok().and_then(|all| all.into_iter().find(|one| one.id == about.person));
    let name = name.map_or_else(|| "?".to_owned(), |one| one.name);
    let day = about.started.to_zoned(TimeZone::system()).date();
    format!("{name} · {} · {day}", about.played.title.as_deref().unwrap_or(&about.played.scenario))
}

fn told(told: Told) -> Done {
    Done::Told(Box::new(told), Rest::Nothing)
}

fn import(store: &Store, table: &Path, folder: &Path, language: Language) -> Result<Done, StoreError> {
    let text = match std::fs::read_to_string(table) {
        Ok(text) => text,
        Err(error) => return Ok(told(Told::NoFile(unreadable(table, &error, language)))),
    };
    let people = match read_people(&text) {
        Ok(people) => people,
        Err(faults) => return Ok(told(Told::BadTable(table.to_owned(), faults))),
    };
    let file = folder.join(format!("passphrases-{}.csv", now().strftime("%Y%m%d-%H%M%S")));
    match bring_in(store, &people, Some(&file), language, now()) {
        Ok(came) => {
            let passphrases = came.passphrases.map(|_written| file);
            Ok(told(Told::Imported { added: came.added, known: came.known, passphrases }))
        }
        Err(NotImported::Store(error)) => Err(error),
        Err(NotImported::File(error)) => Ok(told(Told::NoFile(unwritable(&file, &error, language)))),
    }
}

fn export(store: &Store, person: PersonId, folder: &Path, language: Language) -> Result<Done, StoreError> {
    let data = store.export_person(person)?;
    let name = name_of(store, person)?;
    let short: String = person.to_string().chars().rev().take(8).collect();
    let file: PathBuf = folder.join("exports").join(format!("person-{short}.json"));
    let written = serde_json::to_vec_pretty(&data).map_err(std::io::Error::from).and_then(|text| {
        std::fs::create_dir_all(folder.join("exports"))?;
        write_private(&file, &text)
    });
    Ok(told(match written {
        Ok(()) => Told::Exported(name, file),
        Err(error) => Told::NoFile(unwritable(&file, &error, language)),
    }))
}

fn erase(store: &mut Store, person: PersonId) -> Result<Done, StoreError> {
    let name = name_of(store, person)?;
    store.erase_person(person, now())?;
    Ok(told(Told::Erased(name, store.copies())))
}

fn name_of(store: &Store, person: PersonId) -> Result<String, StoreError> {
    let found = store.people()?.into_iter().find(|one| one.id == person);
    found.map(|one| one.name).ok_or(StoreError::NoSuchPerson)
}

/// Copies everything to another store; to a folder this machine's settings too.
fn copy(store: &Store, there: &str, data: &Path) -> Result<Done, StoreError> {
    let place = Place::new(Some(there), Path::new(there));
    let target = Store::at(&place)?;
    let copied = store.copy_to(&target)?;
    if let Place::Folder(folder) = &place {
        settings::load(data).and_then(|kept| settings::save(folder, &kept))?;
    }
    Ok(told(Told::Copied(target.file().to_owned(), copied)))
}

/// Writes tables about these people into a folder beside the data.
fn workbook(
    store: &Store,
    people: Vec<Person>,
    titles: BTreeMap<String, Text>,
    ground: &Ground,
    language: Language,
) -> Result<Done, StoreError> {
    let Ladders { roles, installed, now } = ground.ladders();
    let (zone, since, findings) = (TimeZone::system(), None, false);
    let day = now.to_zoned(zone.clone()).strftime("%Y%m%d-%H%M%S").to_string();
    let desk = Desk { store, roles, installed, titles, language, zone, since, findings, now };
    let file = ground.folder.join("exports").join(format!("team-{day}.xlsx"));
    let write = || {
        std::fs::create_dir_all(ground.folder.join("exports"))?;
        let mut book = Workbook::new(language)?;
        export_fitting(desk, &people, &mut book, &mut |_| {})?;
        write_whole_with(&file, |out| book.write(out))
    };
    match write() {
        Ok(()) => Ok(Done::Exported(file)),
        Err(ExportError::Store(error)) => Err(error),
        Err(error) => {
            let why = not_exported(&file.display().to_string(), &error, language);
            Ok(told(Told::NoFile(why)))
        }
    }
}
