//! What is wrong in a file and how to mend it, in words.

use super::{problem_en, problem_zh};
use crate::scenario::Language;
use crate::scenario::problem::{Fault, Note};

/// A fault in words: what is wrong, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, one line.
    pub what: String,
    /// How to mend it, one line.
    pub remedy: String,
}

/// Words a fault.
pub fn words(fault: &Fault, language: Language) -> Words {
    let (what, remedy) = match language {
        Language::En => problem_en::words(fault),
        Language::Zh => problem_zh::words(fault),
    };
    Words { what, remedy }
}

/// Words what is to be seen at a related place.
pub fn note(note: Note, language: Language) -> &'static str {
    match (note, language) {
        (Note::First, Language::En) => "it stands here first",
        (Note::First, Language::Zh) => "第一次写在这里",
        (Note::Opened, Language::En) => "opened here",
        (Note::Opened, Language::Zh) => "在这里打开",
        (Note::UsedHere, Language::En) => "used here",
        (Note::UsedHere, Language::Zh) => "在这里引用",
    }
}

/// The heading of a problem and of its remedy.
pub fn headings(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::En => ("error", "help"),
        Language::Zh => ("错误", "建议"),
    }
}

/// The heading of what is no fault and only worth a look.
pub fn doubt_heading(language: Language) -> &'static str {
    language.pick("worth a look", "请留意")
}
