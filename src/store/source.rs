//! Scenario sources, kept by hash, so that an old attempt can be shown and verified after its scenario has changed.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{LOCAL, Store, StoreError};

impl Store {
    /// Keeps one file of the scenario with this hash: its own, its desk's or the house's; a second time does nothing.
    pub fn keep_source(&self, hash: &str, name: &str, source: &str) -> Result<(), StoreError> {
        let insert = "INSERT INTO scenario_source (organisation, hash, name, source) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (hash, name) DO NOTHING";
        self.db.execute(insert, params![LOCAL, hash, name, source]).map(|_| ()).map_err(self.at())
    }

    /// The files kept under a scenario's hash, by name; none where it was never kept.
    pub fn sources(&self, hash: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let query = "SELECT name, source FROM scenario_source WHERE organisation = ?1 AND hash = ?2";
        let mut statement = self.db.prepare_cached(query).map_err(self.at())?;
        let files = statement
            .query_map(params![LOCAL, hash], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(self.at())?;
        files.collect::<Result<_, _>>().map_err(self.at())
    }
}

/// Writes a file of the user's, whole or not at all: beside it first, then in its place.
///
/// # Errors
/// Where its folder cannot be written to.
pub fn write_whole(file: &std::path::Path, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = std::path::PathBuf::from(beside);
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, file)
}
