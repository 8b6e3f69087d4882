//! The store: attempts, appended while they are played; the only writer of user data.
//!
//! One SQLite file, `hotseat.db`, in the user's data folder, or one PostgreSQL database for a team. What is kept and how
//! is written once, over two thin engines (`store/driver`). Ids, times and salts come in as values. An append names
//! how many actions its caller knows, so that a second window is refused, not merged; entries are never changed, which
//! triggers in the database hold against every other program too.

mod append;
mod assignment;
mod decision;
mod earned;
mod erase;
mod attempt;
mod audit;
mod audit_review;
mod calibration;
mod came;
mod certificate;
mod chain;
mod comment;
mod copy;
mod driver;
mod error;
mod everybody;
mod evidence;
mod fill;
mod glance;
mod handover;
mod import;
pub mod issuer;
mod items;
mod journal;
mod live;
mod looked;
mod meant;
mod outbox;
mod overrule;
pub mod packed;
mod person;
mod queue;
mod recurring;
pub mod remembered;
mod rescore;
mod review;
mod review_error;
mod reviewing;
mod right;
mod rollup;
mod row;
mod rubric;
mod scratch;
pub mod settings;
mod sign_in;
mod source;
mod team;
mod whole;
pub use source::{write_whole, write_whole_with};

use std::path::{Path, PathBuf};
use std::time::Duration;

use driver::{Access, Driver, postgres::Postgres, sqlite::Sqlite};
use row::{Broken, Row, Value};

pub use assignment::{Assignment, AssignmentId, Given, NewAssignment, Task, Whom};
pub use attempt::{Attempt, AttemptId, Ending, Entry, NewAttempt, Played, State, Summary};
pub use audit::{Altered, Auditor, Verdict, Version};
pub use calibration::{Blind, BlindRating, Calibration, CalibrationId, NewCalibration, Scored};
pub use came::{Came, Part, Progress};
pub use certificate::{Award, Held, NewCertificate, Revoked};
pub use chain::Chain;
pub use comment::Comment;
pub use copy::Copied;
pub use decision::{Decision, NewDecision};
pub use earned::Earned;
pub use error::StoreError;
pub use everybody::{Ask, DIRECTLY, Everybody, Line as PersonLine, Sort, Sum};
pub use fill::{Filling, Sample};
pub use glance::{Glance, Slice};
pub use handover::{HandOver, Refusal};
pub use import::{BadLine, BadList, Listed, read_people, read_rights};
pub use journal::Unjournaled;
pub use live::{LISTENING, Live, QUIET, Watcher};
pub use looked::Looked;
pub use meant::Meant;
pub use outbox::{Outgoing, Record};
pub use overrule::{NewOverruling, Overruling};
pub use person::{BadName, Person, PersonId, clean_name};
pub use queue::{ReviewCause, ReviewItem};
pub use recurring::{Habits, RECENT};
pub use rescore::{Crossing, Ladders, Left, Line, Preview, Stand, StepMove};
pub use review::{Dispute, Disputed, NewDispute, SelfRating};
pub use review_error::ReviewError;
pub use reviewing::{ReviewStep, Reviewing};
pub use right::{Permission, Right, Rights};
pub use rollup::{Behind, Differs, Folded, Folder};
pub use rubric::Adopted;
pub use scratch::Scratch;
pub use sign_in::SHORTEST;
pub use team::{Member, Team, TeamId};

/// The organisation of a store.
const LOCAL: [u8; 16] = [0; 16];

/// How long a file or a server is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Kept people, attempts and scenario sources, open for one process.
#[derive(Debug)]
pub struct Store {
    driver: Box<dyn Driver>,
    acting: Option<right::Acting>,
    place: PathBuf,
    /// Whether it stands in for a team's store that is away.
    desk: bool,
}

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A database on a server, by address.
    Server(String),
}

impl Place {
    /// What `HOTSEAT_STORE` says, a server's address or a folder; else `folder`.
    pub fn new(said: Option<&str>, folder: &Path) -> Self {
        match said.map(str::trim).filter(|said| !said.is_empty()) {
            None => Self::Folder(folder.to_owned()),
            Some(said) if said.contains("://") => Self::Server(said.to_owned()),
            Some(said) => Self::Folder(PathBuf::from(said)),
        }
    }
}

impl Store {
    /// Opens the store at this place.
    ///
    /// # Errors
    /// As for [`Store::open`] and [`Store::connect`].
    pub fn at(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::Folder(folder) => Self::open(folder),
            Place::Server(address) => Self::connect(address),
        }
    }

    /// Opens the store in the folder `dir`, making folder and file where needed; waits up to 5 seconds for another process.
    ///
    /// # Errors
    /// [`StoreError`] where the folder or the file cannot be used.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::open_patiently(dir, PATIENCE)
    }

    /// Like [`Store::open`], with another patience for a file that is in use, here and in every later call.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open_patiently(dir: &Path, patience: Duration) -> Result<Self, StoreError> {
        let (driver, place) = Sqlite::open(dir, patience)?;
        Ok(Self { driver: Box::new(driver), acting: None, place, desk: false })
    }

    /// Opens the store on a PostgreSQL server, `postgresql://user@host/database`, making its tables where needed.
    ///
    /// # Errors
    /// [`StoreError::BadAddress`] where the address cannot be read, [`StoreError::Away`] where nobody answers within 5
    /// seconds, or any other [`StoreError`] where the database cannot be used.
    pub fn connect(address: &str) -> Result<Self, StoreError> {
        let (driver, place) = Postgres::open(address, PATIENCE)?;
        Ok(Self { driver: Box::new(driver), acting: None, place, desk: false })
    }

    /// Whether this is what a desk keeps while the team's store is away.
    pub fn is_desk(&self) -> bool {
        self.desk
    }

    /// The database file, or the server without its passphrase, for messages and backups.
    pub fn file(&self) -> &Path {
        &self.place
    }

    /// Copies of the file that updates made beside it before they changed its layout.
    pub fn copies(&self) -> Vec<PathBuf> {
        let folder = self.place.parent().map(std::fs::read_dir);
        let files = folder.into_iter().flatten().flatten().flatten().map(|entry| entry.path());
        let is_copy = |file: &PathBuf| {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with("hotseat.v") && file.extension().is_some_and(|end| end == "db")
        };
        let mut copies: Vec<PathBuf> = files.filter(is_copy).collect();
        copies.sort();
        copies
    }

    fn run(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        self.driver.run(sql, values)
    }

    /// All rows of a statement, each as `read` reads it.
    fn rows<T>(
        &self,
        sql: &str,
        values: &[Value],
        read: impl Fn(&Row) -> Result<T, Broken>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        self.driver.query(sql, values, &mut |row| {
            all.push(read(&row).map_err(|broken| self.broken(broken))?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first row of a statement, or none.
    fn row<T>(
        &self,
        sql: &str,
        values: &[Value],
        read: impl Fn(&Row) -> Result<T, Broken>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.rows(sql, values, read)?.into_iter().next())
    }

    fn broken(&self, Broken(detail): Broken) -> StoreError {
        StoreError::BadRecord { file: self.place.clone(), detail }
    }

    /// Does `work` in one transaction: kept wholly where it succeeds, undone where it fails.
    fn within<T>(
        &self,
        access: Access,
        work: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.driver.begin(access)?;
        let done = work().and_then(|done| self.driver.commit().map(|()| done));
        if done.is_err() {
            self.driver.roll_back();
        }
        done
    }
}
