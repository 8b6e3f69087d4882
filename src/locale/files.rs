//! The user's own files, in words: why one cannot be read or written, and what is in it.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::store::bad_line;
use crate::scenario::Language;
use crate::store::{BadLine, Copied};

/// Why a file cannot be read, and what to do.
pub fn unreadable(file: &Path, error: &Error, language: Language) -> String {
    let (name, kind) = (file.display(), error.kind());
    if kind == ErrorKind::NotFound {
        language.pick(
            format!("there is no file {name}: check its name and folder"),
            format!("没有文件 {name}：请检查文件名和所在文件夹"),
        )
    } else if kind == ErrorKind::InvalidData {
        language.pick(
            format!("{name} is not written in UTF-8: save it again as “CSV UTF-8”"),
            format!("{name} 不是 UTF-8 编码：请另存为“CSV UTF-8”格式"),
        )
    } else {
        language.pick(
            format!("{name} cannot be read ({error}): check who may read it"),
            format!("无法读取 {name}（{error}）：请检查读取权限"),
        )
    }
}

/// Why a file cannot be written, and what to do.
pub fn unwritable(file: &Path, error: &Error, language: Language) -> String {
    let name = file.display();
    language.pick(
        format!("{name} cannot be written ({error}): name a file in a folder that exists and is yours"),
        format!("无法写入 {name}（{error}）：请换一个存在且有写入权限的文件夹"),
    )
}

/// That a table of people has faults; they follow, a line each.
pub fn bad_table(file: &Path, faults: &[BadLine], language: Language) -> Vec<String> {
    let name = file.display();
    let head = language.pick(
        format!("{name} has faults, and nobody of it was added:"),
        format!("{name} 有错误，未导入任何人："),
    );
    std::iter::once(head).chain(faults.iter().map(|fault| bad_line(fault, language))).collect()
}

/// How many people came in from a table.
pub fn imported(added: usize, known: usize, language: Language) -> String {
    language.pick(
        format!("Added: {added}. Here before: {known}."),
        format!("新增 {added} 人，{known} 人已存在。"),
    )
}

/// Where their first passphrases are.
pub fn first_passphrases(file: &Path, language: Language) -> String {
    let name = file.display();
    language.pick(
        format!("Their first passphrases are in {name}. Hand them out, then delete the file."),
        format!("初始口令已写入 {name}，分发后请删除该文件。"),
    )
}

/// What is in the file about somebody.
pub fn exported(file: &Path, name: &str, language: Language) -> String {
    let file = file.display();
    language.pick(format!("{file}: everything kept about {name}"), format!("{file}：{name} 的全部数据"))
}

/// That somebody is erased.
pub fn erased(name: &str, language: Language) -> String {
    language.pick(format!("Everything {name} wrote is erased."), format!("{name} 的数据已全部清除。"))
}

/// A copy that still holds what was erased.
pub fn copy_left(file: &Path, language: Language) -> String {
    let name = file.display();
    language.pick(
        format!("A copy from before an update still holds it; delete it too: {name}"),
        format!("升级前的备份里还留有这些数据，请一并删除：{name}"),
    )
}

/// That a whole store was copied: where, and how many people, attempts and rows.
pub fn copied(place: &Path, copied: Copied, language: Language) -> String {
    let (place, Copied { people, attempts, rows }) = (place.display(), copied);
    language.pick(
        format!(
            "Copied to {place} and compared: people {people}, attempts {attempts}, rows in all {rows}. The old store is as it was."
        ),
        format!("已复制到 {place} 并逐行核对：人员 {people}，练习 {attempts}，共 {rows} 行。原存储未作改动。"),
    )
}
