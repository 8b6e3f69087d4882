//! What the store asks of an engine: statements, rows, and transactions. Everything else is written once, above it.

pub(super) mod postgres;
pub(super) mod sqlite;

use std::fmt::Debug;

use super::StoreError;
use super::row::{Row, Value};

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// A picture of one moment, whatever others write meanwhile.
    Read,
    /// A change, wholly or not at all.
    Write,
}

/// One engine with one open database. Statements number their values `?1`, `?2`, …
pub(super) trait Driver: Debug + Send {
    /// Runs a statement and hands over its rows one by one until `each` has had enough or fails.
    fn query(
        &self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Runs a statement and counts the rows it changed.
    fn run(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError>;

    /// Begins a transaction; there is none open yet.
    fn begin(&self, access: Access) -> Result<(), StoreError>;

    /// Ends it, kept. Once this returns, no crash undoes it.
    fn commit(&self) -> Result<(), StoreError>;

    /// Ends it, undone; that the connection is lost undoes it too.
    fn roll_back(&self);

    /// Takes what was deleted out of the engine's files too, as far as the engine can.
    fn scrub(&self) -> Result<(), StoreError>;

    /// Runs a file of statements.
    fn script(&self, sql: &str) -> Result<(), StoreError>;
}

/// The newest layout these migrations make.
fn newest(migrations: &refinery::Runner) -> i64 {
    let versions = migrations.get_migrations().iter().map(refinery::Migration::version);
    versions.max().map_or(0, i64::from)
}
