//! Everybody's records, for the owner: read, checked, exported and erased in the archive.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::prelude::*;
use jiff::tz::TimeZone;

use super::archive::{Archive, Done, Rest, now};
use super::taste::Taste;
use super::team::Led;
use super::{Launch, Wish};
use crate::cli::{NotImported, bring_in, write_private};
use crate::listen::Listener;
use crate::locale::files::{unreadable, unwritable};
use crate::scenario::Language;
use crate::store::{AttemptId, Auditor, PersonId, Store, StoreError, Unjournaled, Verdict, read_people};
use crate::views::team::{Audit, TeamIntent, Told};

/// How many attempts are checked before anything else in the archive may have its turn.
const AT_ONCE: usize = 100;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (obey.before(super::team::obey), go_on));
}

fn obey(mut wishes: MessageReader<Wish>, archive: Res<Archive>, launch: Res<Launch>, taste: Res<Taste>) {
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
            TeamIntent::Show(_)
            | TeamIntent::Try(_)
            | TeamIntent::Adopt(..)
            | TeamIntent::Copy(_)
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
            | TeamIntent::Decide(..)
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
