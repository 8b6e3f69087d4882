//! The key this machine signs certificates with: `issuer.pem` in the data folder, readable by nobody else.
//!
//! Desks that are to issue as one share one such file; whoever has it can sign in that name.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::error::from_io;
use crate::badge::Key;

/// No key is longer.
const LONGEST: u64 = 64 * 1024;

fn file(folder: &Path) -> PathBuf {
    folder.join("issuer.pem")
}

/// The key; none where there is none yet.
///
/// # Errors
/// [`StoreError::BadKey`] where the file is something else; it is left as it is. Else as the system says.
pub fn read(folder: &Path) -> Result<Option<Key>, StoreError> {
    let file = file(folder);
    let length = match fs::metadata(&file) {
        Ok(about) => about.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(from_io(&file, &error)),
    };
    let bytes = if length > LONGEST {
        Vec::new()
    } else {
        fs::read(&file).map_err(|error| from_io(&file, &error))?
    };
    let key = String::from_utf8(bytes).ok().and_then(|text| Key::from_pem(&text).ok());
    key.map(Some).ok_or(StoreError::BadKey { file })
}

/// The key, or, where there is none yet, the one of these 32 bytes, kept from now on. Of two that begin at once one is
/// kept and both get it.
///
/// # Errors
/// As for [`read`], or where the folder cannot be written.
pub fn read_or_keep(folder: &Path, secret: &[u8; 32]) -> Result<Key, StoreError> {
    if let Some(key) = read(folder)? {
        return Ok(key);
    }
    let (file, key) = (file(folder), Key::new(secret));
    let pem = key.to_pem().map_err(|_no_memory| StoreError::BadKey { file: file.clone() })?;
    match place(folder, &file, &key.did(), &pem) {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(folder)?.ok_or(StoreError::BadKey { file })
        }
        Err(error) => Err(from_io(&file, &error)),
    }
}

/// Writes the key beside its place, under a name of its own, and puts it there whole, unless something is there by now.
fn place(folder: &Path, file: &Path, name: &str, pem: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let tail = name.rsplit(':').next().unwrap_or(name);
    let beside = folder.join(format!("issuer.pem.{tail}.part"));
    let placed = write_new(&beside, pem).and_then(|()| fs::hard_link(&beside, file));
    fs::remove_file(&beside).ok();
    match placed {
        // There are file systems without links.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) =>
        {
            write_new(file, pem)
        }
        placed => placed,
    }
}

/// Writes a file that is not there yet, readable by nobody else.
fn write_new(file: &Path, pem: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(file)?;
    open.write_all(pem.as_bytes())?;
    open.sync_all()
}
