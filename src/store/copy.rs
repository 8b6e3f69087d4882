//! Copying: everything of a store into an empty one, of the same engine or the other, and read back row by row.

use super::driver::Access;
use super::right::Right;
use super::row::{Row, Value, values};
use super::{LOCAL, Store, StoreError};

/// How many rows are read at a time.
const PAGE: usize = 500;
/// How many of them go into one statement.
const BATCH: usize = 50;

/// One table: its primary key within the organisation, and its other columns.
pub(super) struct Table {
    name: &'static str,
    key: &'static [&'static str],
    rest: &'static [&'static str],
}

/// Every table of the newest layout but that of the organisations and those of rollups, which are folded anew from the
/// others, each behind those it refers to.
const TABLES: [Table; 26] = [
    table(
        "person",
        &["id"],
        &["name", "created", "rights", "passphrase", "failed", "failed_at", "erased", "departed"],
    ),
    table("remembered", &["token"], &["person", "made"]),
    table("team", &["id"], &["name", "created", "ended", "sample", "sampled"]),
    table("member", &["team", "person"], &["manages"]),
    table(
        "assignment",
        &["id"],
        &[
            "scenario",
            "role",
            "person",
            "team",
            "certify",
            "due",
            "pass_mark",
            "attempts",
            "given_by",
            "created",
            "withdrawn",
        ],
    ),
    ATTEMPT,
    ENTRY,
    SCORECARD,
    SOURCE,
    DISPUTE,
    MEANT,
    SELF_RATING,
    table("scratch", &["attempt"], &["reply", "notes"]),
    table("decision", &["attempt", "number"], &["decided_by", "passed", "reason", "at", "disputes"]),
    table(
        "certificate",
        &["id"],
        &["person", "step", "credential", "made", "revoked", "revoked_by", "revoked_for", "signed_by"],
    ),
    JOURNAL,
    table("rubric", &["number"], &["text"]),
    table("adoption", &["number"], &["rubric", "adopted_by", "at"]),
    table("outbox", &["attempt", "lrs"], &["address", "state", "at"]),
    table("watch", &["attempt", "person"], &["since", "last"]),
    REVIEW,
    REVIEWED,
    table("calibration", &["id"], &["title", "begun_by", "begun", "due", "closed"]),
    table("calibration_attempt", &["calibration", "attempt"], &[]),
    table("calibration_reviewer", &["calibration", "person"], &[]),
    table("rating", &["calibration", "attempt", "person", "criterion"], &["rating", "at"]),
];

pub(super) const ATTEMPT: Table = table(
    "attempt",
    &["id"],
    &[
        "parent",
        "person",
        "kept_by",
        "scenario",
        "scenario_hash",
        "title",
        "language",
        "mode",
        "seed",
        "engine",
        "rubric",
        "listener",
        "started",
        "ended",
        "state",
        "actions",
        "head",
        "salt",
        "seal",
        "assignment",
        "shared",
        "erased",
    ],
);
/// Where the parent of an attempt stands in its row, and who keeps it.
const PARENT: usize = 2;
pub(super) const KEPT_BY: usize = 4;

pub(super) const ENTRY: Table =
    table("entry", &["attempt", "seq"], &["action", "events", "chain", "at", "commitment"]);
pub(super) const SCORECARD: Table = table(
    "scorecard",
    &["attempt", "rubric"],
    &[
        "json",
        "made",
        "outcome",
        "overall",
        "low",
        "empathy",
        "tools",
        "resolution",
        "passed",
        "critical",
        "alleged",
    ],
);
pub(super) const REVIEW: Table = table(
    "review",
    &["attempt", "number"],
    &["done_by", "what", "about", "rubric", "points", "whom", "due", "text", "at", "said", "chain"],
);
pub(super) const REVIEWED: Table = table(
    "reviewed",
    &["attempt", "rubric", "number"],
    &[
        "made",
        "outcome",
        "overall",
        "low",
        "empathy",
        "tools",
        "resolution",
        "passed",
        "critical",
        "alleged",
        "json",
    ],
);
pub(super) const JOURNAL: Table =
    table("journal", &["person", "number"], &["attempt", "what", "at", "chain"]);
pub(super) const SOURCE: Table = table("scenario_source", &["hash", "name"], &["source"]);
pub(super) const DISPUTE: Table =
    table("dispute", &["attempt", "number"], &["finding", "rubric", "reason", "at"]);
pub(super) const MEANT: Table = table("meant", &["attempt", "number"], &["event", "act", "at"]);
pub(super) const SELF_RATING: Table =
    table("self_rating", &["attempt"], &["empathy", "tools", "resolution", "at"]);

const fn table(name: &'static str, key: &'static [&'static str], rest: &'static [&'static str]) -> Table {
    Table { name, key, rest }
}

impl Table {
    fn columns(&self) -> String {
        let all = [&["organisation"][..], self.key, self.rest];
        all.concat().join(", ")
    }

    /// The columns of the key, e.g. `(attempt, seq)`.
    fn keys(&self) -> String {
        format!("({})", self.key.join(", "))
    }

    fn insert(&self, rows: usize) -> String {
        let width = 1 + self.key.len() + self.rest.len();
        let row = |row: usize| {
            let numbers: Vec<String> =
                (1..=width).map(|column| format!("?{}", row * width + column)).collect();
            format!("({})", numbers.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("INSERT INTO {} ({}) VALUES {}", self.name, self.columns(), rows.join(", "))
    }
}

/// What a copy came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many people.
    pub people: u64,
    /// How many attempts.
    pub attempts: u64,
    /// How many rows in all.
    pub rows: u64,
}

impl Store {
    /// Copies everything into `to`, which is empty: in one transaction there, and each row read back and compared
    /// before it is kept. What is written here meanwhile stays here only.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is not the owner where passphrases are set,
    /// [`StoreError::NothingToCopy`], [`StoreError::NotEmpty`], [`StoreError::BadCopy`]; nothing is kept then.
    pub fn copy_to(&self, to: &Self) -> Result<Copied, StoreError> {
        if !self.is_open()? {
            self.need(Right::Owner)?;
        }
        self.within(Access::Read, || {
            let [people, ..] = &TABLES;
            if self.is_bare(people)? {
                return Err(StoreError::NothingToCopy { place: self.place.clone() });
            }
            to.within(Access::Write, || {
                for table in &TABLES {
                    if !to.is_bare(table)? {
                        return Err(StoreError::NotEmpty { place: to.place.clone() });
                    }
                }
                TABLES.iter().try_for_each(|table| self.pour(table, to))?;
                let mut copied = Copied::default();
                for table in &TABLES {
                    let rows = self.compare(table, to)?;
                    copied.rows += rows;
                    match table.name {
                        "person" => copied.people = rows,
                        "attempt" => copied.attempts = rows,
                        _ => {}
                    }
                }
                Ok(copied)
            })
        })
    }

    /// Whether a table has no row.
    fn is_bare(&self, table: &Table) -> Result<bool, StoreError> {
        let query = format!("SELECT 1 FROM {} WHERE organisation = ?1 LIMIT 1", table.name);
        Ok(self.row(&query, values![LOCAL], |_| Ok(()))?.is_none())
    }

    /// Copies all rows of a table, a page at a time.
    fn pour(&self, table: &Table, to: &Self) -> Result<(), StoreError> {
        let mut parents = Vec::new();
        let mut last = None;
        loop {
            let mut page = self.page(table, last.as_deref())?;
            last = page.last().map(|row| key(table, row));
            if table.name == ATTEMPT.name {
                // An attempt may stand before the one it tries again.
                for row in &mut page {
                    let id = row.0.get(1).cloned();
                    let parent = row.0.get_mut(PARENT).map(|parent| std::mem::replace(parent, Value::Null));
                    parents.extend(id.zip(parent.filter(|parent| *parent != Value::Null)));
                }
            }
            to.put(table, &page)?;
            if page.len() < PAGE {
                break;
            }
        }
        for (id, parent) in parents {
            to.run("UPDATE attempt SET parent = ?2 WHERE id = ?1", &[id, parent])?;
        }
        Ok(())
    }

    /// Inserts rows of a table.
    pub(super) fn put(&self, table: &Table, rows: &[Row]) -> Result<(), StoreError> {
        let whole = table.insert(BATCH);
        let single = table.insert(1);
        for batch in rows.chunks(BATCH) {
            if batch.len() == BATCH {
                let values: Vec<Value> = batch.iter().flat_map(|row| row.0.iter().cloned()).collect();
                self.run(&whole, &values)?;
            } else {
                batch.iter().try_for_each(|row| self.run(&single, &row.0).map(drop))?;
            }
        }
        Ok(())
    }

    /// Inserts those rows of a table that are not there yet, and counts them.
    pub(super) fn put_new(&self, table: &Table, rows: &[Row]) -> Result<u64, StoreError> {
        let insert = format!("{} ON CONFLICT DO NOTHING", table.insert(1));
        rows.iter().try_fold(0, |new, row| Ok(new + self.run(&insert, &row.0)?))
    }

    /// The next rows of a table behind the one with this key, in the key's order.
    fn page(&self, table: &Table, last: Option<&[Value]>) -> Result<Vec<Row>, StoreError> {
        let mut values = vec![Value::from(LOCAL)];
        let behind = last.map_or_else(String::new, |last| {
            values.extend_from_slice(last);
            let numbers: Vec<String> = (2..2 + last.len()).map(|number| format!("?{number}")).collect();
            format!(" AND {} > ({})", table.keys(), numbers.join(", "))
        });
        let query = format!(
            "SELECT {} FROM {} WHERE organisation = ?1{behind} ORDER BY {} LIMIT {PAGE}",
            table.columns(),
            table.name,
            table.key.join(", ")
        );
        self.rows(&query, &values, |row| Ok(row.clone()))
    }

    /// Rows of a table that fit a condition over `?1`, in the key's order.
    pub(super) fn raw(&self, table: &Table, which: &str, value: Value) -> Result<Vec<Row>, StoreError> {
        let query = format!(
            "SELECT {} FROM {} WHERE {which} ORDER BY {}",
            table.columns(),
            table.name,
            table.key.join(", ")
        );
        self.rows(&query, &[value], |row| Ok(row.clone()))
    }

    /// Compares a table here and there, row by row, and counts its rows.
    fn compare(&self, table: &Table, to: &Self) -> Result<u64, StoreError> {
        let differs = || StoreError::BadCopy { place: to.place.clone(), table: table.name };
        let mut rows = 0;
        if table.name == SOURCE.name {
            // The engines order texts differently.
            let query = "SELECT hash, count(*) FROM scenario_source WHERE organisation = ?1 GROUP BY hash";
            let read = |row: &Row| Ok((row.get::<String>(0)?, row.get::<u32>(1)?));
            let mut here = self.rows(query, values![LOCAL], read)?;
            let mut there = to.rows(query, values![LOCAL], read)?;
            here.sort();
            there.sort();
            if here != there {
                return Err(differs());
            }
            for (hash, files) in here {
                if self.sources(&hash)? != to.sources(&hash)? {
                    return Err(differs());
                }
                rows += u64::from(files);
            }
            return Ok(rows);
        }
        let mut last = None;
        loop {
            let here = self.page(table, last.as_deref())?;
            let there = to.page(table, last.as_deref())?;
            if here.iter().map(|row| &row.0).ne(there.iter().map(|row| &row.0)) {
                return Err(differs());
            }
            rows += here.len() as u64;
            last = here.last().map(|row| key(table, row));
            if here.len() < PAGE {
                return Ok(rows);
            }
        }
    }
}

/// The key of a row, without the organisation.
fn key(table: &Table, row: &Row) -> Vec<Value> {
    row.0.iter().skip(1).take(table.key.len()).cloned().collect()
}
