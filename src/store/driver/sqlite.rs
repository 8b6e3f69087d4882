//! SQLite: one file, `hotseat.db`, for one desk or a few on one machine.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{fs, thread};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};

use super::{Access, Driver};
use crate::store::row::{Row, Value};
use crate::store::{StoreError, error};

mod migrations {
    //! The layouts of the database, oldest first.
    refinery::embed_migrations!("src/store/driver/sqlite");
}

/// How often setting up is tried while another process does the same; SQLite does not always wait there by itself.
const TRIES: u32 = 20;

/// How many copies this process has begun, so that no two write into one file.
static COPIES: AtomicU32 = AtomicU32::new(0);

/// An open file.
#[derive(Debug)]
pub(in crate::store) struct Sqlite {
    db: Connection,
    file: PathBuf,
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => rusqlite::types::Null.into(),
            Self::Int(number) => (*number).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Bytes(bytes) => bytes.as_slice().into(),
        })
    }
}

impl Driver for Sqlite {
    fn query(
        &self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(sql).map_err(self.at())?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(values)).map_err(self.at())?;
        while let Some(row) = rows.next().map_err(self.at())? {
            let read = (0..columns).map(|column| row.get_ref(column).and_then(|value| read(column, value)));
            each(Row(read.collect::<Result<_, _>>().map_err(self.at())?))?;
        }
        Ok(())
    }

    fn run(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.db.prepare_cached(sql).map_err(self.at())?;
        statement.execute(params_from_iter(values)).map(|changed| changed as u64).map_err(self.at())
    }

    fn begin(&self, access: Access) -> Result<(), StoreError> {
        // A writer takes its turn at once, so that it never finds out half-way that it cannot.
        let how = match access {
            Access::Read => "BEGIN",
            Access::Write => "BEGIN IMMEDIATE",
        };
        self.script(how)
    }

    fn commit(&self) -> Result<(), StoreError> {
        self.script("COMMIT")
    }

    fn roll_back(&self) {
        // Some failures have rolled back by themselves; then there is nothing left to undo.
        self.db.execute_batch("ROLLBACK").ok();
    }

    fn scrub(&self) -> Result<(), StoreError> {
        // The log holds the pages as they were; while somebody else reads it, the next checkpoint takes it away.
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(self.at())
    }

    fn script(&self, sql: &str) -> Result<(), StoreError> {
        self.db.execute_batch(sql).map_err(self.at())
    }
}

/// A value of a row, as the store knows it.
fn read(column: usize, value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(_) => Value::Text(value.as_str()?.to_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => {
            let name = "a fraction".to_owned();
            return Err(rusqlite::Error::InvalidColumnType(column, name, value.data_type()));
        }
    })
}

impl Sqlite {
    /// Opens the file in `dir`, making both where needed; waits for another process as long as `patience`.
    pub(in crate::store) fn open(dir: &Path, patience: Duration) -> Result<(Self, PathBuf), StoreError> {
        let folder = |error| error::from_io(dir, &error);
        fs::create_dir_all(dir).map_err(folder)?;
        if !fs::metadata(dir).map_err(folder)?.is_dir() {
            return Err(StoreError::NotAFolder { path: dir.to_owned() });
        }
        let file = dir.join("hotseat.db");
        refuse_lost_file(&file)?;
        let db = Connection::open(&file).map_err(|error| error::from_sql(&file, &error))?;
        db.set_prepared_statement_cache_capacity(128);
        let mut open = Self { db, file: file.clone() };
        let mut tries = 0;
        loop {
            tries += 1;
            match open.set_up(patience / TRIES) {
                Err(StoreError::Locked { .. }) if tries < TRIES => thread::sleep(patience / (TRIES * 10)),
                Err(error) => return Err(error),
                Ok(()) => break,
            }
        }
        open.db.busy_timeout(patience).map_err(open.at())?;
        Ok((open, file))
    }

    /// Reads SQLite's errors as errors about this file.
    fn at(&self) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
        |error| error::from_sql(&self.file, &error)
    }

    fn set_up(&mut self, wait: Duration) -> Result<(), StoreError> {
        self.db.busy_timeout(wait).map_err(self.at())?;
        if self.db.is_readonly("main").map_err(self.at())? {
            let detail = "it is read-only".to_owned();
            return Err(StoreError::NotWritable { path: self.file.clone(), detail });
        }
        let known = super::newest(&migrations::migrations::runner());
        let found = self.layout()?;
        if found > known {
            return Err(StoreError::Newer { file: self.file.clone(), found, known });
        }
        self.db.pragma_update(None, "journal_mode", "WAL").map_err(self.at())?;
        self.db.pragma_update(None, "synchronous", "FULL").map_err(self.at())?;
        self.db.pragma_update(None, "foreign_keys", true).map_err(self.at())?;
        // What is deleted is overwritten, not only forgotten.
        self.db.pragma_update(None, "secure_delete", true).map_err(self.at())?;
        // 64 MiB of the file stay in memory, so that a list of hundreds of attempts is not read page by page from the system.
        self.db.pragma_update(None, "cache_size", -65_536).map_err(self.at())?;
        if found == known {
            return Ok(());
        }
        if found > 0 {
            self.copy_aside(found)?;
        }
        self.migrate(known)
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

    /// Keeps the file as an older version left it, as `hotseat.v4.db`, before its layout changes; a copy made by a
    /// first try that did not come to its end stays.
    fn copy_aside(&self, layout: i64) -> Result<(), StoreError> {
        let copy = self.file.with_file_name(format!("hotseat.v{layout}.db"));
        if copy.exists() {
            return Ok(());
        }
        let (process, number) = (std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed));
        let half = self.file.with_file_name(format!("hotseat.v{layout}.{process}-{number}.part"));
        fs::remove_file(&half).ok();
        let place = half.to_string_lossy().into_owned();
        let made = self.db.execute("VACUUM INTO ?1", [place]).map_err(self.at());
        let made = made.and_then(|_| match self.layout()? {
            // Another process changed the layout meanwhile, and has made the copy.
            changed if changed != layout => Ok(()),
            _ => fs::rename(&half, &copy).map_err(|error| error::from_io(&copy, &error)),
        });
        fs::remove_file(&half).ok();
        made
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
