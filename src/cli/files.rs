//! The user's own files, read and written: what goes wrong is said in the language of the interface, with what to do.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anyhow::anyhow;

use super::Setup;
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
        let name = file.display();
        let kind = error.kind();
        anyhow!(if kind == ErrorKind::NotFound {
            self.language.pick(
                format!("there is no file {name}: check its name and folder"),
                format!("没有文件 {name}：请检查文件名和所在文件夹"),
            )
        } else if kind == ErrorKind::InvalidData {
            self.language.pick(
                format!("{name} is not written in UTF-8: save it again as “CSV UTF-8”"),
                format!("{name} 不是 UTF-8 编码：请另存为“CSV UTF-8”格式"),
            )
        } else {
            self.language.pick(
                format!("{name} cannot be read ({error}): check who may read it"),
                format!("无法读取 {name}（{error}）：请检查读取权限"),
            )
        })
    }

    fn unwritable(&self, file: &Path, error: &io::Error) -> anyhow::Error {
        let name = file.display();
        anyhow!(self.language.pick(
            format!("{name} cannot be written ({error}): name a file in a folder that exists and is yours"),
            format!("无法写入 {name}（{error}）：请换一个存在且有写入权限的文件夹"),
        ))
    }
}

/// Writes a file that only this user can read, in place of what was there.
pub(crate) fn write_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = OsString::from(file);
    beside.push(".part");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&beside)?.write_all(bytes)?;
    fs::rename(&beside, file)
}
