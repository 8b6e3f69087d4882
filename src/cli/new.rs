//! `hotseat new`: a few answers become a commented scenario that plays.

mod ask;
mod command;

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use regex::{Captures, Regex};
use thiserror::Error;

use crate::scenario::beat::Feeling;
use crate::scenario::file::ScenarioKind;
use crate::scenario::{Language, Text};

pub use ask::{AskError, Setting, ask};

const TEMPLATE: &str = include_str!("new/template.ron");

/// What an author says about a scenario that does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The id, as [`clean_id`] gives it.
    pub id: String,
    /// The title.
    pub title: Text,
    /// The languages it is to be played in.
    pub spoken: Spoken,
    /// What kind of conversation it is.
    pub kind: ScenarioKind,
    /// 1 easy to 5 hard; what lies outside is moved to the nearer end.
    pub level: u8,
    /// The customer's name.
    pub name: Text,
    /// What went wrong, in the customer's own words: their first line.
    pub trouble: Text,
    /// A shared desk to build on, by its path from the scenario folder.
    pub desk: Option<String>,
    /// The language of the comments: the author's.
    pub comments: Language,
}

/// The languages of a new scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// One only; texts become plain strings.
    One(Language),
    /// English and Chinese.
    Both,
}

impl Spoken {
    /// Every choice there is.
    pub const ALL: [Self; 3] = [Self::One(Language::En), Self::One(Language::Zh), Self::Both];

    /// The languages, in the order they are asked for and written.
    pub fn languages(self) -> &'static [Language] {
        match self {
            Self::One(Language::En) => &[Language::En],
            Self::One(Language::Zh) => &[Language::Zh],
            Self::Both => &Language::ALL,
        }
    }
}

/// Every kind of conversation, in the order they are offered.
pub const KINDS: [ScenarioKind; 8] = [
    ScenarioKind::Question,
    ScenarioKind::Complaint,
    ScenarioKind::Outage,
    ScenarioKind::Privacy,
    ScenarioKind::Billing,
    ScenarioKind::Delivery,
    ScenarioKind::Grief,
    ScenarioKind::Retention,
];

/// Why no scenario was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NewError {
    /// The file is there already; it was not touched.
    #[error("`{}` exists already and was left as it is: choose another id", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It could not be written.
    #[error("cannot write `{}` ({detail}): check the folder, its permissions and the room on the disk", path.display())]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

/// Why an id cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadId {
    /// It holds something else than small letters, digits and hyphens, or begins or ends with a hyphen.
    #[error("`{0}` is no id: write small letters, digits and hyphens, e.g. `late-parcel`")]
    Written(String),
    /// A file of this name has another purpose here or on some system.
    #[error("`{0}` is a reserved name: choose another")]
    Reserved(String),
}

/// The id as written, without spaces around it.
pub fn clean_id(written: &str) -> Result<String, BadId> {
    let id = written.trim();
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let edges = id.starts_with('-') || id.ends_with('-');
    if id.is_empty() || id.len() > 64 || edges || !id.chars().all(letters) {
        return Err(BadId::Written(id.to_owned()));
    }
    let device = ["com", "lpt"].iter().any(|name| id.strip_prefix(name).is_some_and(|port| port.len() == 1));
    if device || matches!(id, "house" | "roles" | "con" | "prn" | "aux" | "nul") {
        return Err(BadId::Reserved(id.to_owned()));
    }
    Ok(id.to_owned())
}

/// The scenario file for these answers.
pub fn template(answers: &Answers) -> String {
    let text = comments(TEMPLATE, answers.comments).replace("@base@\n", base(answers));
    let text = match answers.spoken {
        Spoken::Both => text,
        Spoken::One(language) => plain(&text, language),
    };
    // One pass over the template only, so that an answer that looks like a blank is not filled in.
    replace(&text, r"@([a-z_]+)@", |blank| fill(blank.get(1).map_or("", |name| name.as_str()), answers))
}

/// Keeps the comments of one language.
fn comments(template: &str, language: Language) -> String {
    let mut text = String::new();
    for line in template.lines() {
        let Some(comment) = line.trim_start().strip_prefix("//") else {
            text = text + line + "\n";
            continue;
        };
        if let Some(words) = comment.strip_prefix(language.code()) {
            let indent = line.len() - line.trim_start().len();
            let _ = writeln!(text, "{:indent$}//{words}", "");
        }
    }
    text
}

/// Turns texts by language into plain ones.
fn plain(text: &str, language: Language) -> String {
    let value = r#""(?:[^"\\]|\\.)*"|\[[^\]]*\]"#;
    let both = format!(r#"\{{\s*"en": ({value}),\s*"zh": ({value}),?\s*\}}"#);
    let which = match language {
        Language::En => 1,
        Language::Zh => 2,
    };
    replace(text, &both, |found| found.get(which).map_or("", |value| value.as_str()).to_owned())
}

fn replace(text: &str, pattern: &str, with: impl Fn(&Captures<'_>) -> String) -> String {
    match Regex::new(pattern) {
        Ok(pattern) => pattern.replace_all(text, with).into_owned(),
        Err(_) => text.to_owned(),
    }
}

/// What stands in a blank of the template.
fn fill(blank: &str, answers: &Answers) -> String {
    let level = i32::from(answers.level.clamp(1, 5));
    match blank {
        "id" => escaped(&answers.id),
        "title_en" => escaped(answers.title.get(Language::En)),
        "title_zh" => escaped(answers.title.get(Language::Zh)),
        "name_en" => escaped(answers.name.get(Language::En)),
        "name_zh" => escaped(answers.name.get(Language::Zh)),
        "trouble_en" => escaped(answers.trouble.get(Language::En)),
        "trouble_zh" => escaped(answers.trouble.get(Language::Zh)),
        "languages" => {
            let codes = answers.spoken.languages().iter().map(|language| format!("\"{}\"", language.code()));
            codes.collect::<Vec<_>>().join(", ")
        }
        "kind" => format!("{:?}", answers.kind),
        "feeling" => format!("{:?}", feeling(answers.kind)),
        "level" => level.to_string(),
        "anger" => (10 * level).to_string(),
        "worry" => (25 + 5 * level).to_string(),
        "trust" => (55 - 5 * level).to_string(),
        "heats" => (90 + 10 * level).to_string(),
        "desk" => escaped(answers.desk.as_deref().unwrap_or_default()),
        other => format!("@{other}@"),
    }
}

/// The lines that take a shared desk, where one is wanted.
fn base(answers: &Answers) -> &'static str {
    match (&answers.desk, answers.comments) {
        (None, _) => "",
        (Some(_), Language::En) => {
            "        // A shared desk: its records, tools and articles are here too; what follows adds to it.
        base: \"@desk@\",\n"
        }
        (Some(_), Language::Zh) => {
            "        // 共用工作台：它的数据、工具和文章这里都能用，下面的内容在它之上增加。
        base: \"@desk@\",\n"
        }
    }
}

/// The feeling that fits a kind of conversation.
fn feeling(kind: ScenarioKind) -> Feeling {
    match kind {
        ScenarioKind::Question => Feeling::Worry,
        ScenarioKind::Complaint => Feeling::Anger,
        ScenarioKind::Outage | ScenarioKind::Delivery => Feeling::Frustration,
        ScenarioKind::Privacy => Feeling::Fear,
        ScenarioKind::Billing | ScenarioKind::Retention => Feeling::Distrust,
        ScenarioKind::Grief => Feeling::Sadness,
    }
}

/// A string as it stands between quotation marks in RON.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            // Direction marks too: unescaped, they would turn around the rest of the author's line.
            letter
                if letter.is_control()
                    || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                let _ = write!(escaped, "\\u{{{:x}}}", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Writes the scenario into `folder` as `<id>.ron`, making the folder where needed; never over an existing file.
pub fn write(folder: &Path, answers: &Answers) -> Result<PathBuf, NewError> {
    let path = folder.join(format!("{}.ron", answers.id));
    let failed = |error: io::Error| {
        if error.kind() == io::ErrorKind::AlreadyExists && path.exists() {
            NewError::Exists { path: path.clone() }
        } else {
            NewError::NotWritten { path: path.clone(), detail: error.to_string() }
        }
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    if let Err(error) = file.write_all(template(answers).as_bytes()).and_then(|()| file.sync_all()) {
        // Ours and half written: take it away again, so that the next try is not refused because of it.
        let _ = fs::remove_file(&path);
        return Err(failed(error));
    }
    Ok(path)
}
