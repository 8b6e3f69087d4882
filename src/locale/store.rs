//! What can go wrong with kept data, in words.

use crate::scenario::Language;
use crate::store::{BadName, StoreError};

/// The place and the remedy of a store's error, one sentence.
pub fn store_error(error: &StoreError, language: Language) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => chinese(error),
    }
}

fn chinese(error: &StoreError) -> String {
    match error {
        StoreError::Locked { file } => {
            format!("“{}”正被其他程序占用：请关闭另一个 Hotseat 窗口或备份程序，然后重试", file.display())
        }
        StoreError::Damaged { file, detail } => format!(
            "“{}”已损坏（{detail}），文件未被改动：请用备份恢复，或将它移到别处，Hotseat 会新建一个",
            file.display()
        ),
        StoreError::Full { file } => {
            format!("“{}”所在的磁盘已满：请腾出空间，然后重试", file.display())
        }
        StoreError::NotWritable { path, detail } => {
            format!("无法写入“{}”（{detail}）：请检查写入权限，或用 --data 换一个文件夹", path.display())
        }
        StoreError::NotAFolder { path } => {
            format!("“{}”不是文件夹：请用 --data 换一个文件夹", path.display())
        }
        StoreError::Disk { file, detail } => {
            format!("无法读写“{}”（{detail}）：请检查磁盘，或用 --data 换一个文件夹", file.display())
        }
        StoreError::Newer { file, found, known } => format!(
            "“{}”由更新版本的 Hotseat 写入（格式 {found}，本版本只认到 {known}）：请升级 Hotseat，或用 --data 换一个文件夹",
            file.display()
        ),
        StoreError::Moved { expected, found } => format!(
            "本次练习已在另一个窗口继续（已有 {found} 步，而非 {expected} 步）：请到那个窗口继续，或在这里重新恢复"
        ),
        StoreError::Ended { attempt } => format!("练习记录 {attempt} 已经结束，不能再追加：请重新开始一次"),
        StoreError::NoSuchAttempt { attempt } => {
            format!("没有练习记录 {attempt}：它可能保存在另一个文件夹（--data）")
        }
        StoreError::BadName(name) => bad_name(*name, Language::Zh),
        StoreError::BadEntry { attempt, seq, detail } => format!(
            "练习记录 {attempt} 的第 {seq} 条无法读取（{detail}）：它已损坏或来自其他版本；其他记录不受影响，请重新开始一次"
        ),
        StoreError::BadRecord { file, detail } => format!(
            "“{}”中有一条记录无法读取（{detail}）：请用备份恢复该文件，或升级 Hotseat",
            file.display()
        ),
        StoreError::BadSettings { file, detail } => format!(
            "“{}”不是有效的设置文件（{detail}），文件未被改动：请改正它，或将它移到别处，Hotseat 会改用默认设置",
            file.display()
        ),
        StoreError::Away { place, detail } => {
            format!("团队存储 {} 没有响应（{detail}）：您的操作已保存在本机，之后会自动提交", place.display())
        }
        StoreError::NotGranted { place, detail } => {
            format!("{} 不允许当前用户这样做（{detail}）：请联系服务器的管理人员", place.display())
        }
        StoreError::BadAddress { detail } => format!(
            "HOTSEAT_STORE 不是有效的地址（{detail}）：请写成 postgresql://用户:口令@主机/数据库，或不设置该变量"
        ),
        StoreError::Refused { file, detail } => {
            format!("“{}”拒绝了操作（{detail}）：这是 Hotseat 的缺陷，请反馈给我们", file.display())
        }
    }
}

/// Why a name cannot be kept.
pub fn bad_name(name: BadName, language: Language) -> String {
    if language == Language::En {
        return name.to_string();
    }
    match name {
        BadName::Empty => "姓名为空：请输入 1 到 80 个字符".to_owned(),
        BadName::TooLong { chars } => format!("姓名有 {chars} 个字符：最多 80 个"),
        BadName::Invisible { code } => format!("姓名中有看不见的字符（U+{code:04X}）：请重新输入"),
    }
}
