//! Where the user's data lies.

use std::path::PathBuf;

use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};
use thiserror::Error;

/// Why no data folder can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DataDirError {
    /// The one given is an empty path.
    #[error("the data folder is empty: name a folder after --data or in HOTSEAT_DATA")]
    Empty,
    /// The system names no home folder.
    #[error("no home folder is known: name a data folder with --data or HOTSEAT_DATA")]
    NoHome,
}

/// The data folder: the one given, or else the system's place for a program's data
/// (`~/.local/share/hotseat`, `~/Library/Application Support/…`, `%APPDATA%\…`).
pub fn data_dir(explicit: Option<PathBuf>) -> Result<PathBuf, DataDirError> {
    match explicit {
        Some(path) if path.as_os_str().is_empty() => Err(DataDirError::Empty),
        Some(path) => Ok(path),
        None => {
            let names = AppStrategyArgs {
                top_level_domain: "org".to_owned(),
                author: "Hotseat".to_owned(),
                app_name: "Hotseat".to_owned(),
            };
            choose_native_strategy(names).map(|places| places.data_dir()).or(Err(DataDirError::NoHome))
        }
    }
}
