//! Opening: the folder, the file, its settings and its layout.

use std::path::Path;
use std::time::Duration;
use std::{fs, thread};

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreError, error};

mod migrations {
    //! The layouts of the database, oldest first.
    refinery::embed_migrations!("src/store/migrations");
}

/// How often setting up is tried while another process does the same; SQLite does not always wait there by itself.
const TRIES: u32 = 20;

impl Store {
    /// Opens the store in `dir`, making folder and file where needed; waits up to 5 seconds for another process.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::open_patiently(dir, Duration::from_secs(5))
    }

    /// Like [`Store::open`], with another patience for a file that is in use, here and in every later call.
    pub fn open_patiently(dir: &Path, patience: Duration) -> Result<Self, StoreError> {
        let folder = |error| error::from_io(dir, &error);
        fs::create_dir_all(dir).map_err(folder)?;
        if !fs::metadata(dir).map_err(folder)?.is_dir() {
            return Err(StoreError::NotAFolder { path: dir.to_owned() });
        }
        let file = dir.join("hotseat.db");
        refuse_lost_file(&file)?;
        let mut store =
            Self { db: Connection::open(&file).map_err(|error| error::from_sql(&file, &error))?, file };
        let mut tries = 0;
        loop {
            tries += 1;
            match store.set_up(patience / TRIES) {
                Err(StoreError::Locked { .. }) if tries < TRIES => thread::sleep(patience / (TRIES * 10)),
                Err(error) => return Err(error),
                Ok(()) => break,
            }
        }
        store.db.busy_timeout(patience).map_err(store.at())?;
        Ok(store)
    }

    fn set_up(&mut self, wait: Duration) -> Result<(), StoreError> {
        self.db.busy_timeout(wait).map_err(self.at())?;
        if self.db.is_readonly("main").map_err(self.at())? {
            let detail = "it is read-only".to_owned();
            return Err(StoreError::NotWritable { path: self.file.clone(), detail });
        }
        let known = i64::from(
            migrations::migrations::runner()
                .get_migrations()
                .iter()
                .map(refinery::Migration::version)
                .max()
                .unwrap_or(0),
        );
        let found = self.layout()?;
        if found > known {
            return Err(StoreError::Newer { file: self.file.clone(), found, known });
        }
        self.db.pragma_update(None, "journal_mode", "WAL").map_err(self.at())?;
        self.db.pragma_update(None, "synchronous", "FULL").map_err(self.at())?;
        self.db.pragma_update(None, "foreign_keys", true).map_err(self.at())?;
        if found < known { self.migrate(known) } else { Ok(()) }
    }

    /// The layout the file has; 0 for a new one.
    fn layout(&self) -> Result<i64, StoreError> {
        let table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'refinery_schema_history'";
        match self.db.query_row(table, [], |_| Ok(())).optional().map_err(self.at())? {
            None => Ok(0),
            Some(()) => self
                .db
                .query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| {
                    row.get(0)
                })
                .map_err(self.at()),
        }
    }

    /// Brings the file to the newest layout, wholly or not at all.
    fn migrate(&mut self, known: i64) -> Result<(), StoreError> {
        // Grouped: the change and the note that it was made are one transaction, so a crash cannot part them.
        let run = migrations::migrations::runner().set_grouped(true).run(&mut self.db);
        let Err(failed) = run else { return Ok(()) };
        // Another process may have done the same meanwhile; then ours failed and nothing is missing.
        if self.layout()? == known {
            return Ok(());
        }
        let cause =
            std::error::Error::source(&failed).and_then(|cause| cause.downcast_ref::<rusqlite::Error>());
        Err(match cause {
            Some(cause) => error::from_sql(&self.file, cause),
            None => StoreError::Refused { file: self.file.clone(), detail: failed.to_string() },
        })
    }
}

/// SQLite takes an empty file for a new database and then deletes its journal, which may hold all there is left.
fn refuse_lost_file(file: &Path) -> Result<(), StoreError> {
    let size = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    if fs::metadata(file).is_ok_and(|found| found.is_dir()) {
        let detail = "it is a folder".to_owned();
        return Err(StoreError::NotWritable { path: file.to_owned(), detail });
    }
    if size(file) == 0 && size(&file.with_extension("db-wal")) > 0 {
        let detail = "it is empty, but its journal `hotseat.db-wal` is not".to_owned();
        return Err(StoreError::Damaged { file: file.to_owned(), detail });
    }
    Ok(())
}
