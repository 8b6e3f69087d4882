//! Scenario sources, kept by hash, so that an old attempt can be shown and verified after its scenario has changed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::row::values;
use super::{LOCAL, Store, StoreError};

impl Store {
    /// Keeps one file of the scenario with this hash: its own, its desk's or the house's; a second time does nothing.
    pub fn keep_source(&self, hash: &str, name: &str, source: &str) -> Result<(), StoreError> {
        let insert = "INSERT INTO scenario_source (organisation, hash, name, source) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (hash, name) DO NOTHING";
        self.run(insert, values![LOCAL, hash, name, source]).map(drop)
    }

    /// The files kept under a scenario's hash, by name; none where it was never kept.
    pub fn sources(&self, hash: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let query = "SELECT name, source FROM scenario_source WHERE organisation = ?1 AND hash = ?2";
        let files = self.rows(query, values![LOCAL, hash], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(files.into_iter().collect())
    }
}

/// Writes a file of the user's, whole or not at all: beside it first, then in its place.
///
/// # Errors
/// Where its folder cannot be written to.
pub fn write_whole(file: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    write_whole_with(file, |beside| beside.write_all(bytes.as_ref()))
}

/// The same for what is too long to be held at once: `write` is handed what stands beside the file.
///
/// # Errors
/// Where its folder cannot be written to, or where `write` fails; then the file is as it was.
pub fn write_whole_with<E: From<io::Error>>(
    file: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
) -> Result<(), E> {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    let beside = PathBuf::from(name);
    let done = File::create(&beside).map_err(E::from).and_then(|opened| {
        let mut opened = BufWriter::new(opened);
        write(&mut opened)?;
        opened.flush()?;
        Ok(fs::rename(&beside, file)?)
    });
    if done.is_err() {
        // What is left of a failed try is of no use; where it cannot be removed, it does no harm.
        fs::remove_file(&beside).ok();
    }
    done
}
