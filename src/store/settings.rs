//! Settings: how the interface looks and behaves, kept in `settings.json` beside the database.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::StoreError;
use super::error::from_io;
use crate::scenario::Language;

/// The file's name within the data folder.
const FILE: &str = "settings.json";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shade {
    /// Dark text on light ground.
    #[default]
    Light,
    /// Light text on dark ground.
    Dark,
}

/// What was chosen for the interface; anything a file does not say is as in [`Settings::default`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface; none follows the system's.
    pub language: Option<Language>,
    /// Light or dark.
    pub shade: Shade,
    /// Size of text in percent, one of [`Settings::TEXTS`].
    pub text: u16,
    /// Whether nothing moves that need not.
    pub reduced_motion: bool,
    /// Whether colours are taken that colour-blind eyes tell apart.
    pub colour_safe: bool,
    /// Whether Enter sends a reply; else Ctrl+Enter does and Enter begins a new line.
    pub enter_sends: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            shade: Shade::Light,
            text: 100,
            reduced_motion: false,
            colour_safe: false,
            enter_sends: false,
        }
    }
}

impl Settings {
    /// The sizes of text on offer, in percent.
    pub const TEXTS: [u16; 6] = [100, 115, 130, 150, 175, 200];

    /// The same with the size on offer that is nearest to the one written.
    fn tidied(self) -> Self {
        let nearest = Self::TEXTS.into_iter().min_by_key(|size| size.abs_diff(self.text));
        Self { text: nearest.unwrap_or(100), ..self }
    }
}

/// The settings kept in the data folder; the usual ones where none are kept yet.
///
/// # Errors
/// Where the file cannot be read, or does not say settings; it is left as it is.
pub fn load(dir: &Path) -> Result<Settings, StoreError> {
    let file = dir.join(FILE);
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(StoreError::Disk { file, detail: error.to_string() }),
    };
    // Some editors write a mark in front that JSON does not know.
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match serde_json::from_slice::<Settings>(json) {
        Ok(settings) => Ok(settings.tidied()),
        Err(error) => Err(StoreError::BadSettings { file, detail: error.to_string() }),
    }
}

/// Keeps the settings, whole or not at all: beside the file first, then in its place.
///
/// # Errors
/// Where the folder cannot be written to, or a file lies there that cannot be read, which is not overwritten.
pub fn save(dir: &Path, settings: &Settings) -> Result<(), StoreError> {
    load(dir)?;
    fs::create_dir_all(dir).map_err(|error| from_io(dir, &error))?;
    let file = dir.join(FILE);
    // Two windows may save at once; each writes a file of its own.
    let beside = dir.join(format!("{FILE}.{}.part", std::process::id()));
    write(&beside, settings).and_then(|()| fs::rename(&beside, &file)).map_err(|error| {
        // What is left of a failed try is of no use; where it cannot be removed, it does no harm.
        let _ = fs::remove_file(&beside);
        from_io(&file, &error)
    })
}

fn write(path: &Path, settings: &Settings) -> io::Result<()> {
    let mut json = serde_json::to_string_pretty(settings)?;
    json.push('\n');
    let mut file = File::create(path)?;
    file.write_all(json.as_bytes())?;
    file.sync_all()
}
