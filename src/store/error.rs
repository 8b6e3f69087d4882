//! What can go wrong with kept data, and what SQLite's own words for it mean.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ffi;
use thiserror::Error;

use super::attempt::AttemptId;
use super::person::BadName;
use super::review_error::ReviewError;
use super::right::{Permission, missing};

/// Why the store could not do what was asked; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// Another process holds the database, and held it for the whole patience.
    #[error("`{}` is in use by another program: close the other Hotseat window or backup program, then try again", file.display())]
    Locked {
        /// The database.
        file: PathBuf,
    },
    /// The file is no database, or a part of it is lost; it was left as it is.
    #[error(
        "`{}` is damaged ({detail}); it was not touched: restore a copy of it, or move it aside and Hotseat starts a new one", file.display()
    )]
    Damaged {
        /// The database.
        file: PathBuf,
        /// What SQLite said.
        detail: String,
    },
    /// No room on the disk.
    #[error("the disk that holds `{}` is full: free some space, then try again", file.display())]
    Full {
        /// The database.
        file: PathBuf,
    },
    /// The folder or the file cannot be written.
    #[error(
        "cannot write `{}` ({detail}): check that you may write there, or choose another folder with --data", path.display()
    )]
    NotWritable {
        /// The folder or the database.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The data folder is a file, or lies below one.
    #[error("`{}` is not a folder: choose another one with --data", path.display())]
    NotAFolder {
        /// What was asked for.
        path: PathBuf,
    },
    /// The disk failed.
    #[error("cannot read or write `{}` ({detail}): check the disk, or choose another folder with --data", file.display())]
    Disk {
        /// The database.
        file: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// A newer version of Hotseat wrote the database.
    #[error(
        "`{}` was written by a newer Hotseat (layout {found}, this one knows {known}): update Hotseat, or choose another folder with --data", file.display()
    )]
    Newer {
        /// The database.
        file: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest layout this version knows.
        known: i64,
    },
    /// Statistics of so few people that one could tell who they are.
    #[error(
        "`{scenario}` was played by {people} people: nothing is shown of fewer than {least}, whom one could recognise"
    )]
    TooFewPeople {
        /// The scenario.
        scenario: String,
        /// How many played it.
        people: u32,
        /// How many are needed.
        least: u32,
    },
    /// Somebody else went on with the attempt; this append was refused, not merged.
    #[error(
        "this session went on in another window (it has {found} actions, not {expected}): go on there, or resume it here anew"
    )]
    Moved {
        /// How many actions the caller took to be kept.
        expected: u32,
        /// How many are.
        found: u32,
    },
    /// The attempt was finished or abandoned before.
    #[error("attempt {attempt} has ended and takes nothing more: start a new one")]
    Ended {
        /// Which.
        attempt: AttemptId,
    },
    /// There is no such attempt.
    #[error("there is no attempt {attempt}: it may be kept in another folder (--data)")]
    NoSuchAttempt {
        /// Which.
        attempt: AttemptId,
    },
    /// A name that cannot be kept.
    #[error(transparent)]
    BadName(#[from] BadName),
    /// An entry that cannot be read back.
    #[error(
        "entry {seq} of attempt {attempt} cannot be read ({detail}): it is damaged or from another version; other attempts are unharmed, start a new one"
    )]
    BadEntry {
        /// The attempt.
        attempt: AttemptId,
        /// The entry, 0 for the beginning.
        seq: u32,
        /// What is wrong with it.
        detail: String,
    },
    /// A record that cannot be read back.
    #[error("a record in `{}` cannot be read ({detail}): restore a copy of the file, or update Hotseat", file.display())]
    BadRecord {
        /// The database.
        file: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The settings file does not say settings; it was left as it is.
    #[error(
        "`{}` cannot be read as settings ({detail}); it was not touched: mend it, or move it aside and Hotseat starts with the usual settings", file.display()
    )]
    BadSettings {
        /// The settings file.
        file: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The server does not answer, or not any more.
    #[error("the team's store {} does not answer ({detail}): check network and address, or ask whoever looks after the server; practice goes on meanwhile and is kept on this machine", place.display())]
    Away {
        /// The database.
        place: PathBuf,
        /// What went wrong.
        detail: String,
    },
    /// The server lets this user not do that.
    #[error("{} does not let this user do that ({detail}): ask whoever looks after the server", place.display())]
    NotGranted {
        /// The database.
        place: PathBuf,
        /// What the server said.
        detail: String,
    },
    /// An address that names no database.
    #[error(
        "HOTSEAT_STORE cannot be read as an address ({detail}): write postgresql://user:passphrase@host/database, or leave it unset"
    )]
    BadAddress {
        /// What is wrong with it.
        detail: String,
    },
    /// Whoever acts may not do that, or nobody acts.
    #[error("{}", missing(*needs))]
    NotPermitted {
        /// What is missing.
        needs: Permission,
    },
    /// This person, or everybody in this store, signs in with a passphrase.
    #[error("sign in with your passphrase: in this store everybody has one")]
    PassphraseNeeded,
    /// The passphrase is not that of this name, or there is no such name.
    #[error("name and passphrase do not fit: check both; after five wrong tries there is a wait")]
    WrongPassphrase,
    /// Too many wrong passphrases in a row.
    #[error(
        "too many wrong passphrases: wait {seconds} seconds, or ask the owner of the store for a new one"
    )]
    TooManyTries {
        /// How long to wait.
        seconds: u64,
    },
    /// A passphrase that cannot be taken.
    #[error("the passphrase has {chars} characters: take 8 to 256, several words are best")]
    BadPassphrase {
        /// How many it has.
        chars: usize,
    },
    /// The first passphrase would lock every owner out.
    #[error("the first passphrase is the owner's, who lets in everybody else: set the owner's first")]
    OwnerFirst,
    /// There is no memory to hash a passphrase with.
    #[error("the passphrase cannot be hashed ({detail}): close other programs, then try again")]
    NoHash {
        /// What the hash said.
        detail: String,
    },
    /// There is no such person.
    #[error("there is no such person: check the name with `hotseat people list`")]
    NoSuchPerson,
    /// Somebody who left plays, or signs in.
    #[error("{name} has left: the owner brings them back with `hotseat people return {name}`")]
    HasLeft {
        /// Who.
        name: String,
    },
    /// Somebody has to own the store.
    #[error(
        "this is the last owner who can sign in: make somebody else an owner, with a passphrase of their own, first"
    )]
    LastOwner,
    /// There is no such assignment for this person, scenario and mode.
    #[error("there is no such assignment: it may have been taken back, look at your list again")]
    NoSuchAssignment,
    /// Certifying without an exam.
    #[error("certifying takes an exam a manager assigned or opened: ask for one, or practise")]
    NoExam,
    /// All attempts an assignment allows are used up.
    #[error("no attempt is left of {allowed}: ask your manager for another assignment")]
    NoAttemptsLeft {
        /// How many there were.
        allowed: u8,
    },
    /// An exam with lines and variants this person has had before.
    #[error("you have had this very exam before: begin it anew and another one is drawn")]
    KnownExam,
    /// An exam of this scenario or assignment is not over.
    #[error(
        "exam {attempt} is not over and its time is running: go on with it, in the terminal with `hotseat play --resume`, and end it before you begin another"
    )]
    ExamOpen {
        /// Which.
        attempt: AttemptId,
    },
    /// Something that is no exam, or not over, and that nobody decides.
    #[error("only exams that are over are decided, and attempt {attempt} is none: see `hotseat review`")]
    NotForDecision {
        /// Which.
        attempt: AttemptId,
    },
    /// Another rubric was adopted under this number before.
    #[error("rubric {number} was adopted before and says otherwise: give yours another number")]
    RubricTaken {
        /// The number.
        number: u32,
    },
    /// There is no such team.
    #[error("there is no team `{name}`: check the name with `hotseat people teams`")]
    NoSuchTeam {
        /// What was asked for.
        name: String,
    },
    /// The credential does not hold, or is about somebody or something else.
    #[error("this is no certificate of that person and step: issue it anew with `hotseat certificate issue`")]
    OtherCertificate,
    /// An attempt a certificate cannot rest on.
    #[error(
        "attempt {attempt} certifies nothing: it is no finished exam of that person with a score, or its record was changed; see `hotseat verify {attempt}`"
    )]
    NotAnExam {
        /// Which.
        attempt: AttemptId,
    },
    /// A certificate that was revoked before.
    #[error("this certificate was revoked before: look at `hotseat certificate list`")]
    RevokedBefore,
    /// A reason without a letter.
    #[error("a reason is needed: write why, in a few words")]
    NoReason,
    /// A review or calibration that could not be kept.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// There is no such certificate.
    #[error("there is no such certificate: look at `hotseat certificate list`")]
    NoSuchCertificate,
    /// The file with the key that signs certificates holds something else.
    #[error(
        "`{}` holds no Ed25519 key (PKCS#8, PEM); it was not touched: restore a copy of it, or move it aside and a new key is made, which issues under another name", file.display()
    )]
    BadKey {
        /// The file.
        file: PathBuf,
    },
    /// There is nothing in a store that shall be copied.
    #[error("there is nothing in {} to copy: check where your store is", place.display())]
    NothingToCopy {
        /// The store.
        place: PathBuf,
    },
    /// A store that shall take in a copy holds something already.
    #[error("{} is not empty, and a copy is never merged: name an empty folder or database", place.display())]
    NotEmpty {
        /// The store.
        place: PathBuf,
    },
    /// What was copied does not read back as it was written.
    #[error("the copy in {} differs in `{table}` and was taken back: check that disk and server, then try again", place.display())]
    BadCopy {
        /// The store that was written to.
        place: PathBuf,
        /// The table.
        table: &'static str,
    },
    /// The server is away, and this machine does not know who wants to play.
    #[error(
        "the team's store is away, and this machine does not know {name} yet: sign in here once while it answers"
    )]
    UnknownHere {
        /// Who.
        name: String,
    },
    /// An exam or something assigned, and the server that keeps it is away.
    #[error(
        "the team's store is away, and exams and assignments are kept there only: practise freely, or try again when it answers"
    )]
    AssignedAway,
    /// The database refused, which a caller should not have been able to cause.
    #[error("`{}` refused ({detail}): this is a fault in Hotseat, please report it", file.display())]
    Refused {
        /// The database.
        file: PathBuf,
        /// What SQLite said.
        detail: String,
    },
}

/// What SQLite's error about `file` means.
pub(super) fn from_sql(file: &Path, error: &rusqlite::Error) -> StoreError {
    let (file, detail) = (file.to_owned(), error.to_string());
    if let rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) = error {
        return StoreError::BadRecord { file, detail };
    }
    let Some(code) = error.sqlite_error() else { return StoreError::Refused { file, detail } };
    if code.extended_code == ffi::SQLITE_IOERR_SHMSIZE {
        return StoreError::Full { file };
    }
    match code.extended_code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED | ffi::SQLITE_PROTOCOL => StoreError::Locked { file },
        ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => StoreError::Damaged { file, detail },
        ffi::SQLITE_FULL => StoreError::Full { file },
        ffi::SQLITE_READONLY | ffi::SQLITE_CANTOPEN | ffi::SQLITE_PERM | ffi::SQLITE_AUTH => {
            StoreError::NotWritable { path: file, detail }
        }
        ffi::SQLITE_IOERR => StoreError::Disk { file, detail },
        _ => StoreError::Refused { file, detail },
    }
}

/// What the system's error about `path` means.
pub(super) fn from_io(path: &Path, error: &io::Error) -> StoreError {
    let kind = error.kind();
    let path = path.to_owned();
    if matches!(kind, io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists) {
        StoreError::NotAFolder { path }
    } else if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
        StoreError::Full { file: path }
    } else {
        StoreError::NotWritable { path, detail: error.to_string() }
    }
}

/// What the error of PostgreSQL about the database at `place` means.
pub(super) fn from_postgres(place: &Path, error: &postgres::Error) -> StoreError {
    let file = place.to_owned();
    let Some(told) = error.as_db_error() else {
        let detail = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
        let gone = error.is_closed() || detail.contains("connect") || is_io(error);
        return if gone {
            StoreError::Away { place: file, detail }
        } else {
            StoreError::Refused { file, detail }
        };
    };
    let detail = told.message().to_owned();
    let code = told.code().code();
    match code.get(..2).unwrap_or_default() {
        // Connection lost, operator intervention (shutting down, starting up), wrong name or passphrase, no such database.
        "08" | "57" | "28" | "3D" => StoreError::Away { place: file, detail },
        // A deadlock, or a row that somebody held longer than the patience.
        "40" | "55" => StoreError::Locked { file },
        "XX" => StoreError::Damaged { file, detail },
        "58" => StoreError::Disk { file, detail },
        _ if code == "53100" => StoreError::Full { file },
        "53" => StoreError::Away { place: file, detail },
        _ if code == "42501" => StoreError::NotGranted { place: file, detail },
        _ => StoreError::Refused { file, detail },
    }
}

fn is_io(error: &postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<io::Error>)
}
