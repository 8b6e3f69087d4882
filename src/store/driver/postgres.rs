//! PostgreSQL 15 and later: one database for a team.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::thread;
use std::time::Duration;

use bytes::BytesMut;
use postgres::config::Host;
use postgres::types::{IsNull, ToSql, Type};
use postgres::{Client, Config, NoTls, Statement};

use super::{Access, Driver};
use crate::store::row::{Row, Value};
use crate::store::{StoreError, error};

mod migrations {
    //! The layouts of the database, oldest first.
    refinery::embed_migrations!("src/store/driver/postgres");
}

/// How often setting up is tried while other desks do the same.
const TRIES: u32 = 20;

/// A database on a server; a lost connection is made anew before the next transaction or lone statement.
pub(in crate::store) struct Postgres {
    config: Config,
    place: PathBuf,
    line: RefCell<Option<Line>>,
    busy: Cell<bool>,
}

/// One connection, with the statements it has prepared.
struct Line {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl fmt::Debug for Postgres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Postgres").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Driver for Postgres {
    fn query(
        &self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // Only what reads comes here, so nothing happens twice.
        let rows = self.again(|| {
            let mut line = self.line()?;
            let statement = line.prepare(sql, values).map_err(self.at())?;
            line.client.query(&statement, &parameters(values)).map_err(self.at())
        })?;
        for row in rows {
            each(Row((0..row.len()).map(|column| self.read(&row, column)).collect::<Result<_, _>>()?))?;
        }
        Ok(())
    }

    fn run(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        if !self.busy.get() {
            // Nobody could tell whether a change that was cut off was made; so the connection is tried first.
            self.again(|| self.script(""))?;
        }
        let mut line = self.line()?;
        let statement = line.prepare(sql, values).map_err(self.at())?;
        line.client.execute(&statement, &parameters(values)).map_err(self.at())
    }

    fn begin(&self, access: Access) -> Result<(), StoreError> {
        let how = match access {
            Access::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Access::Write => "BEGIN",
        };
        self.again(|| self.script(how))?;
        self.busy.set(true);
        Ok(())
    }

    fn commit(&self) -> Result<(), StoreError> {
        let done = self.script("COMMIT");
        self.busy.set(false);
        done
    }

    fn roll_back(&self) {
        // Where the connection is lost, the server rolls back by itself.
        self.script("ROLLBACK").ok();
        self.busy.set(false);
    }

    fn scrub(&self) -> Result<(), StoreError> {
        for table in [
            "entry",
            "scorecard",
            "dispute",
            "person",
            "scratch",
            "decision",
            "review",
            "reviewed",
            "rollup",
            "item_person",
        ] {
            // Only the owner of a table may; the server's own autovacuum does it within the day otherwise.
            self.line()?.client.batch_execute(&format!("VACUUM {table}")).ok();
        }
        Ok(())
    }

    fn script(&self, sql: &str) -> Result<(), StoreError> {
        self.line()?.client.batch_execute(sql).map_err(self.at())
    }
}

impl Postgres {
    /// Connects to the database at `address`, `postgresql://user@host/database`, and brings it to the newest layout.
    pub(in crate::store) fn open(address: &str, patience: Duration) -> Result<(Self, PathBuf), StoreError> {
        let bad = |error: postgres::Error| {
            let detail =
                std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            StoreError::BadAddress { detail }
        };
        let mut config = Config::from_str(address).map_err(bad)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(patience);
        }
        if config.get_application_name().is_none() {
            config.application_name("hotseat");
        }
        // A server that lost its power closes nothing; it is given up after a while.
        config.tcp_user_timeout(patience * 2);
        config.keepalives_idle(patience * 2).keepalives_interval(patience).keepalives_retries(2);
        let place = place(&config);
        let (line, busy) = (RefCell::new(None), Cell::new(false));
        let open = Self { config, place: place.clone(), line, busy };
        open.set_up(patience)?;
        Ok((open, place))
    }

    /// The connection; made where there is none, and anew where it was lost outside of a transaction.
    fn line(&self) -> Result<RefMut<'_, Line>, StoreError> {
        let mut line = self.line.borrow_mut();
        if line.as_ref().is_none_or(|line| line.client.is_closed()) {
            if self.busy.get() {
                return self.lost();
            }
            let mut client = self.config.connect(NoTls).map_err(self.at())?;
            client.batch_execute("SET lock_timeout = '10s'").map_err(self.at())?;
            *line = Some(Line { client, prepared: HashMap::new() });
        }
        RefMut::filter_map(line, Option::as_mut).or_else(|_none| self.lost())
    }

    /// Does something that may be done twice; where the connection turns out to be lost, once more on a new one.
    fn again<T>(&self, work: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connected = self.line.borrow().is_some();
        match work() {
            Err(StoreError::Away { .. }) if connected && !self.busy.get() => {
                self.line.replace(None);
                work()
            }
            done => done,
        }
    }

    fn lost<T>(&self) -> Result<T, StoreError> {
        Err(StoreError::Away { place: self.place.clone(), detail: "the connection was lost".to_owned() })
    }

    /// Reads the server's errors as errors about this database.
    fn at(&self) -> impl Fn(postgres::Error) -> StoreError + Copy + '_ {
        |error| error::from_postgres(&self.place, &error)
    }

    /// A value of a row, as the store knows it.
    fn read(&self, row: &postgres::Row, column: usize) -> Result<Value, StoreError> {
        let kind = row.columns().get(column).map(postgres::Column::type_);
        let read = match kind {
            Some(&Type::INT8) => row.try_get::<_, Option<i64>>(column).map(Value::from),
            Some(&Type::INT4) => {
                row.try_get::<_, Option<i32>>(column).map(|number| Value::from(number.map(i64::from)))
            }
            Some(&Type::BYTEA) => {
                row.try_get::<_, Option<Vec<u8>>>(column).map(|bytes| bytes.map_or(Value::Null, Value::Bytes))
            }
            _ => row.try_get::<_, Option<String>>(column).map(Value::from),
        };
        read.map_err(|error| StoreError::BadRecord { file: self.place.clone(), detail: error.to_string() })
    }

    fn set_up(&self, patience: Duration) -> Result<(), StoreError> {
        let known = super::newest(&migrations::migrations::runner());
        let found = self.layout()?;
        if found > known {
            return Err(StoreError::Newer { file: self.place.clone(), found, known });
        }
        if found == known {
            return Ok(());
        }
        let mut tries = 0;
        loop {
            tries += 1;
            // Grouped: the change and the note that it was made are one transaction, so a crash cannot part them.
            let run =
                migrations::migrations::runner().set_grouped(true).run(&mut self.line()?.client).map(drop);
            let Err(failed) = run else { return Ok(()) };
            // Another desk may be at the same; then ours failed, and soon nothing is missing.
            if self.layout()? == known {
                return Ok(());
            }
            let cause =
                std::error::Error::source(&failed).and_then(|cause| cause.downcast_ref::<postgres::Error>());
            let failed = match cause {
                Some(cause) => error::from_postgres(&self.place, cause),
                None => StoreError::Refused { file: self.place.clone(), detail: failed.to_string() },
            };
            let denied = matches!(failed, StoreError::NotGranted { .. } | StoreError::Away { .. });
            if denied || tries == TRIES {
                return Err(failed);
            }
            thread::sleep(patience / (TRIES * 10));
        }
    }

    /// The layout the database has; 0 for a new one.
    fn layout(&self) -> Result<i64, StoreError> {
        let mut found = 0;
        let table = "SELECT to_regclass('refinery_schema_history')::text";
        let mut known = false;
        self.query(table, &[], &mut |row| {
            known = row.0.first().is_some_and(|name| *name != Value::Null);
            Ok(())
        })?;
        if known {
            let newest = "SELECT coalesce(max(version), 0)::bigint FROM refinery_schema_history";
            self.query(newest, &[], &mut |row| {
                found = row.get(0).unwrap_or(0);
                Ok(())
            })?;
        }
        Ok(found)
    }
}

impl Line {
    /// The statement with the types of these values, so that the server need not guess them.
    fn prepare(&mut self, sql: &str, values: &[Value]) -> Result<Statement, postgres::Error> {
        let types: Vec<Type> = values.iter().map(kind).collect();
        let fits = |known: &&Statement| {
            known.params().iter().zip(&types).all(|(known, asked)| known == asked || *asked == Type::UNKNOWN)
        };
        if let Some(known) = self.prepared.get(sql).filter(fits) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare_typed(&sql.replace('?', "$"), &types)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn kind(value: &Value) -> Type {
    match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

/// Where a server is, without the passphrase.
fn place(config: &Config) -> PathBuf {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.clone(),
        #[cfg(unix)]
        Some(Host::Unix(folder)) => folder.display().to_string(),
        None => "localhost".to_owned(),
    };
    let name = config.get_dbname().or(config.get_user()).unwrap_or_default();
    PathBuf::from(format!("postgresql://{}@{host}/{name}", config.get_user().unwrap_or_default()))
}
