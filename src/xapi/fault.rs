//! What can go wrong between here and a learning record store, in both languages, with what to do.

use thiserror::Error;

use crate::scenario::Language;

/// Why nothing more goes to a learning record store; what it has stays, and the rest goes the next time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .0.words(Language::En))]
pub struct LrsError(pub LrsFault);

/// What went wrong, at this address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LrsFault {
    /// No address of a learning record store.
    BadAddress {
        /// What was written.
        address: String,
    },
    /// Name or password is wrong (401).
    Unknown {
        /// The address.
        address: String,
    },
    /// They are right, and may not write statements (403).
    Forbidden {
        /// The address.
        address: String,
    },
    /// There is no such thing at this address (404, 405).
    NotThere {
        /// The address.
        address: String,
    },
    /// It moved (301, 302, 307, 308).
    Moved {
        /// The address.
        address: String,
        /// Where to, where it says so.
        to: String,
    },
    /// Nobody answers, or not in time, however often it is tried.
    Away {
        /// The address.
        address: String,
        /// What the system said last.
        detail: String,
    },
    /// It says that it cannot just now (408, 429, 5xx), however often it is tried.
    Busy {
        /// The address.
        address: String,
        /// The status of the last answer.
        status: u16,
    },
    /// It says something else.
    Other {
        /// The address.
        address: String,
        /// The status.
        status: u16,
        /// The beginning of what it said.
        said: String,
    },
}

impl LrsFault {
    /// What happened and what to do, in the language of the interface.
    pub fn words(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::BadAddress { address } => format!(
                "`{address}` is no address of a learning record store: write it as https://lrs.example.com/xapi, and name and password in HOTSEAT_LRS_USER and HOTSEAT_LRS_PASSWORD"
            ),
            Self::Unknown { address } => format!(
                "{address} does not know this name and password (401): check HOTSEAT_LRS_USER and HOTSEAT_LRS_PASSWORD"
            ),
            Self::Forbidden { address } => format!(
                "{address} does not let this user write statements (403): ask whoever looks after it for the scope `statements/write`"
            ),
            Self::NotThere { address } => format!(
                "there is no learning record store at {address} (404): the address often ends in /xapi or /data/xAPI"
            ),
            Self::Moved { address, to } if to.is_empty() => {
                format!("{address} has moved and does not say where to: ask whoever looks after it")
            }
            Self::Moved { address, to } => format!("{address} has moved: name {to} instead"),
            Self::Away { address, detail } => format!(
                "{address} does not answer ({detail}): check network and address; what was sent is noted, run this again and it goes on from there"
            ),
            Self::Busy { address, status } => format!(
                "{address} cannot take statements now (it answers {status}): what was sent is noted, run this again later and it goes on from there"
            ),
            Self::Other { address, status, said } => format!(
                "{address} answers in a way no learning record store does ({status}: {said}): check the address, or ask whoever looks after it"
            ),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::BadAddress { address } => format!(
                "“{address}”不是学习记录存储的地址：请写成 https://lrs.example.com/xapi，用户名和密码写在 HOTSEAT_LRS_USER 和 HOTSEAT_LRS_PASSWORD 中"
            ),
            Self::Unknown { address } => format!(
                "{address} 不认识这个用户名和密码（401）：请检查 HOTSEAT_LRS_USER 和 HOTSEAT_LRS_PASSWORD"
            ),
            Self::Forbidden { address } => {
                format!("{address} 不允许此用户写入记录（403）：请向管理员申请“statements/write”权限")
            }
            Self::NotThere { address } => {
                format!("{address} 没有学习记录存储（404）：地址通常以 /xapi 或 /data/xAPI 结尾")
            }
            Self::Moved { address, to } if to.is_empty() => {
                format!("{address} 已迁移，但没有说明新地址：请询问管理员")
            }
            Self::Moved { address, to } => format!("{address} 已迁移：请改用 {to}"),
            Self::Away { address, detail } => format!(
                "{address} 没有响应（{detail}）：请检查网络和地址。已发送的部分已记下，再次运行即可接着发送"
            ),
            Self::Busy { address, status } => format!(
                "{address} 暂时无法接收（返回 {status}）：已发送的部分已记下，请稍后再次运行，会接着发送"
            ),
            Self::Other { address, status, said } => {
                format!("{address} 的回应不像学习记录存储（{status}：{said}）：请检查地址，或询问管理员")
            }
        }
    }
}
