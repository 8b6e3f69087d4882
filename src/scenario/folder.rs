//! Libraries: where scenarios and what they share are kept, on disk, in the program or in memory.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::fault::{Fault, Reading};
use super::problem::{Problem, Source};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// The company's own rules, at the root of a library.
pub const HOUSE: &str = "house.ron";

/// The ladders of roles, at the root of a library.
pub const ROLES: &str = "roles.ron";

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// A folder of scenarios with the desks, house and roles they share.
#[derive(Clone, Debug)]
pub struct Library {
    place: Place,
    /// What is put before a file's name when it is shown.
    shown: String,
}

#[derive(Clone, Debug)]
enum Place {
    Folder(PathBuf),
    Embedded,
    Memory(BTreeMap<String, String>),
}

impl Library {
    /// A folder on disk.
    ///
    /// # Errors
    /// Where it is not a folder that can be read.
    pub fn open(folder: &Path) -> Result<Self, Problem> {
        let shown = folder.display().to_string();
        let found = std::fs::read_dir(folder).map(|_| ()).map_err(|error| reading(&error));
        match found {
            Ok(()) => {
                let shown = if shown == "." || shown.is_empty() {
                    String::new()
                } else {
                    format!("{}/", shown.trim_end_matches('/'))
                };
                Ok(Self { place: Place::Folder(folder.to_owned()), shown })
            }
            Err(why) => Err(Problem::new(&nothing(shown), 0..0, Fault::Reading(why))),
        }
    }

    /// The scenarios that come with the program.
    pub fn embedded() -> Self {
        Self { place: Place::Embedded, shown: String::new() }
    }

    /// Files in memory, by path.
    pub fn of(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { place: Place::Memory(files.into_iter().collect()), shown: String::new() }
    }

    /// The ids of its scenarios: every `.ron` file at its root except house and roles, without the ending.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn ids(&self) -> Result<Vec<String>, Problem> {
        let names = match &self.place {
            Place::Memory(files) => files.keys().cloned().collect(),
            Place::Embedded => {
                EMBEDDED.files().filter_map(|file| Some(file.path().to_str()?.to_owned())).collect()
            }
            Place::Folder(root) => names_in(root).map_err(|error| {
                Problem::new(&nothing(self.shown.clone()), 0..0, Fault::Reading(reading(&error)))
            })?,
        };
        let mut ids: Vec<String> = names
            .iter()
            .filter(|name| !name.contains('/') && *name != HOUSE && *name != ROLES && !name.starts_with('.'))
            .filter_map(|name| name.strip_suffix(".ron").map(str::to_owned))
            .collect();
        ids.sort();
        Ok(ids)
    }

    /// The `.ron` files in its folders, by path from the root: what scenarios share.
    pub(crate) fn shared(&self) -> Vec<String> {
        let mut paths = match &self.place {
            Place::Memory(files) => files.keys().filter(|path| path.contains('/')).cloned().collect(),
            Place::Embedded => {
                let inside = EMBEDDED.dirs().flat_map(Dir::files);
                inside.filter_map(|file| Some(file.path().to_str()?.to_owned())).collect()
            }
            Place::Folder(root) => inside(root),
        };
        paths.retain(|path| Path::new(path).extension().is_some_and(|ending| ending == "ron"));
        paths.sort();
        paths
    }

    /// A file by its path from the root, with `/`.
    ///
    /// # Errors
    /// Where it cannot be read; the problem has no text.
    pub(crate) fn read(&self, path: &str) -> Result<Arc<Source>, Problem> {
        let name = format!("{}{path}", self.shown);
        match self.bytes(path).and_then(text) {
            Ok(text) => Ok(Arc::new(Source { name, text })),
            Err(why) => Err(Problem::new(&nothing(name), 0..0, Fault::Reading(why))),
        }
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Reading> {
        match &self.place {
            Place::Memory(files) => {
                files.get(path).map(|text| text.clone().into_bytes()).ok_or(Reading::Missing)
            }
            Place::Embedded => {
                EMBEDDED.get_file(path).map(|file| file.contents().to_vec()).ok_or(Reading::Missing)
            }
            Place::Folder(root) => bytes(&root.join(path)),
        }
    }

    /// The path from the root of what `from` includes as `written`; none where it lies outside the library.
    pub(crate) fn included(&self, from: &str, written: &str) -> Option<String> {
        if written.contains('\\') || written.contains(':') {
            return None;
        }
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for component in Path::new(written).components() {
            match component {
                Component::Normal(part) => parts.push(part.to_str()?),
                Component::CurDir => {}
                Component::ParentDir => {
                    parts.pop()?;
                }
                Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        let path = parts.join("/");
        if let Place::Folder(root) = &self.place
            && let (Ok(root), Ok(real)) = (root.canonicalize(), root.join(&path).canonicalize())
            && !real.starts_with(root)
        {
            return None;
        }
        Some(path)
    }
}

/// A file outside any library, such as one named on the command line.
pub(crate) fn nothing(name: String) -> Arc<Source> {
    Arc::new(Source { name, text: String::new() })
}

fn names_in(root: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let entry = entry?;
        if let Some(name) = entry.file_name().to_str() {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// The files in the folders of a folder, one level down; what cannot be read there is told where it is used.
fn inside(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for folder in names_in(root).unwrap_or_default() {
        let real = root.join(&folder);
        if real.is_dir() && !real.is_symlink() && !folder.starts_with('.') {
            let names = names_in(&real).unwrap_or_default();
            paths.extend(names.iter().map(|name| format!("{folder}/{name}")));
        }
    }
    paths
}

fn bytes(path: &Path) -> Result<Vec<u8>, Reading> {
    let about = std::fs::metadata(path).map_err(|error| reading(&error))?;
    if !about.is_file() {
        return Err(Reading::NoFile);
    }
    if about.len() > LARGEST {
        return Err(Reading::TooLarge(about.len()));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| reading(&error))?;
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| reading(&error))?;
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> Result<String, Reading> {
    String::from_utf8(bytes).map_err(|error| Reading::NotText(error.utf8_error().valid_up_to()))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "systems fail in many more ways")]
fn reading(error: &std::io::Error) -> Reading {
    match error.kind() {
        std::io::ErrorKind::NotFound => Reading::Missing,
        std::io::ErrorKind::PermissionDenied => Reading::Denied,
        std::io::ErrorKind::NotADirectory | std::io::ErrorKind::IsADirectory => Reading::NoFile,
        _ => Reading::System(error.to_string()),
    }
}
