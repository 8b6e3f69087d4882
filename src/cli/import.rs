//! `hotseat people import`: people from a table, with the passphrases they begin with.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::ArgMatches;
use jiff::Timestamp;
use uuid::Uuid;

use super::Setup;
use super::files::Private;
use super::keep::now;
use super::screen::say;
use crate::locale::files::{bad_table, first_passphrases, imported, unwritable};
use crate::scenario::Language;
use crate::store::{Listed, Store, StoreError, read_people};

/// People who came in.
pub(crate) struct Imported {
    /// How many are new.
    pub(crate) added: usize,
    /// How many were here before.
    pub(crate) known: usize,
    /// The new ones with their first passphrases as a table, where people sign in.
    pub(crate) passphrases: Option<Vec<u8>>,
}

/// Why nobody came in.
pub(crate) enum NotImported {
    /// The store says no.
    Store(StoreError),
    /// Their passphrases cannot be written down.
    File(io::Error),
}

impl Setup {
    pub(super) fn import_people(&self, store: &Store, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("file").context("no file was named")?;
        let people = read_people(&self.text_of(file)?)
            .map_err(|faults| anyhow!(bad_table(file, &faults, self.language).join("\n")))?;
        self.add_people(store, &people, inner.get_one::<PathBuf>("output").map(PathBuf::as_path))
    }

    /// Adds these people; first passphrases go to `output`, or are printed.
    pub(super) fn add_people(
        &self,
        store: &Store,
        people: &[Listed],
        output: Option<&Path>,
    ) -> anyhow::Result<u8> {
        let came = match bring_in(store, people, output, self.language, now()?) {
            Ok(came) => came,
            Err(NotImported::Store(error)) => return self.told(Err(error)),
            Err(NotImported::File(error)) => {
                let file = output.unwrap_or(Path::new("-"));
                return Err(anyhow!(unwritable(file, &error, self.language)));
            }
        };
        say(&imported(came.added, came.known, self.language))?;
        match (output, came.passphrases) {
            (_, None) => Ok(0),
            (Some(file), Some(_)) => say(&first_passphrases(file, self.language)),
            (None, Some(table)) => {
                std::io::stdout().write_all(&table)?;
                Ok(0)
            }
        }
    }
}

/// Adds these people. Where people sign in, their first passphrases go to `output`, if there is one; nobody is added where
/// it cannot be written.
pub(crate) fn bring_in(
    store: &Store,
    people: &[Listed],
    output: Option<&Path>,
    language: Language,
    now: Timestamp,
) -> Result<Imported, NotImported> {
    let signs_in = !store.is_open().map_err(NotImported::Store)?;
    let output = output.filter(|_| signs_in).map(Private::open).transpose().map_err(NotImported::File)?;
    let mut passphrase = first_passphrase;
    let passphrases: Option<&mut dyn FnMut() -> String> = if signs_in { Some(&mut passphrase) } else { None };
    let added = store.import(people, &mut Uuid::now_v7, passphrases, now).map_err(NotImported::Store)?;
    let known = people.len().saturating_sub(added.len());
    let mut came = Imported { added: added.len(), known, passphrases: None };
    if signs_in && !added.is_empty() {
        let table = table(&added, language).map_err(NotImported::File)?;
        if let Some(output) = output {
            output.keep(&table).map_err(NotImported::File)?;
        }
        came.passphrases = Some(table);
    }
    Ok(came)
}

fn table(added: &[(Listed, Option<String>)], language: Language) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([language.pick("name", "姓名"), language.pick("passphrase", "口令")])?;
    for (one, passphrase) in added {
        writer.write_record([one.name.as_str(), passphrase.as_deref().unwrap_or_default()])?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// A passphrase to begin with: 80 bits nobody can guess, in letters that are not mixed up.
fn first_passphrase() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789=";
    let random = Uuid::new_v4();
    let letters = random.as_bytes().iter().filter_map(|byte| LETTERS.get(usize::from(byte % 31)));
    let letters: Vec<char> = letters.map(|letter| char::from(*letter)).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
