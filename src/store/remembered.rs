//! What a machine remembers of its user: a token in the data folder, readable by nobody else.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::error::from_io;

fn file(folder: &Path) -> PathBuf {
    folder.join("signed-in")
}

/// The token; none where this machine remembers nobody.
pub fn read(folder: &Path) -> Option<[u8; 32]> {
    let text = fs::read_to_string(file(folder)).ok()?;
    blake3::Hash::from_hex(text.trim()).ok().map(|token| *token.as_bytes())
}

/// Keeps the token.
///
/// # Errors
/// [`StoreError::NotWritable`] and the like where the folder cannot be written.
pub fn write(folder: &Path, token: [u8; 32]) -> Result<(), StoreError> {
    let (file, hex) = (file(folder), blake3::Hash::from_bytes(token).to_hex());
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut open = options.open(&file)?;
        std::io::Write::write_all(&mut open, hex.as_bytes())
    });
    written.map_err(|error| from_io(&file, &error))
}

/// Forgets it.
///
/// # Errors
/// As for [`write()`].
pub fn remove(folder: &Path) -> Result<(), StoreError> {
    let file = file(folder);
    fs::remove_file(&file).map_err(|error| from_io(&file, &error))
}
