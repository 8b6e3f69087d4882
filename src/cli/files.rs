//! The user's own files, read and written: what goes wrong is said in the language of the interface, with what to do.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::Setup;
use crate::locale::files::{unreadable, unwritable};
use crate::store::write_whole;

impl Setup {
    /// The text of a file.
    pub(super) fn text_of(&self, file: &Path) -> anyhow::Result<String> {
        fs::read_to_string(file).map_err(|error| self.unreadable(file, &error))
    }

    /// Writes a file whole, in place of what was there.
    pub(super) fn write(&self, file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        write_whole(file, bytes).map_err(|error| self.unwritable(file, &error))
    }

    /// The same for what is nobody else's business: on Unix only this user can read it.
    pub(super) fn write_private(&self, file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        write_private(file, bytes).map_err(|error| self.unwritable(file, &error))
    }

    /// Why a file cannot be read.
    pub(super) fn unreadable(&self, file: &Path, error: &io::Error) -> anyhow::Error {
        anyhow!(unreadable(file, error, self.language))
    }

    fn unwritable(&self, file: &Path, error: &io::Error) -> anyhow::Error {
        anyhow!(unwritable(file, error, self.language))
    }
}

/// Writes a file that only this user can read, in place of what was there.
pub(crate) fn write_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    Private::open(file)?.keep(bytes)
}

/// A file that only this user can read, open beside the one it will take the place of; gone again where nothing is kept.
pub(super) struct Private {
    file: PathBuf,
    beside: PathBuf,
    open: File,
}

impl Private {
    /// Opens it; what was there stays until something is kept.
    pub(super) fn open(file: &Path) -> io::Result<Self> {
        let mut beside = OsString::from(file);
        beside.push(".part");
        let beside = PathBuf::from(beside);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let open = options.open(&beside)?;
        Ok(Self { file: file.to_owned(), beside, open })
    }

    /// Keeps these bytes in place of what was there.
    pub(super) fn keep(mut self, bytes: &[u8]) -> io::Result<()> {
        self.open.write_all(bytes)?;
        fs::rename(&self.beside, &self.file)
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        // Where it was kept it is there no more.
        fs::remove_file(&self.beside).ok();
    }
}
