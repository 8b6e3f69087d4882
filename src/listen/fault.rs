//! What can be wrong with a lexicon file, as data.

use std::fmt;

/// One fault in a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the file.
    pub file: String,
    /// Where the faulty part begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
    /// What is wrong there.
    pub what: FaultKind,
}

/// What is wrong with a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The file is not the RON it should be; the parser's own words.
    Syntax(String),
    /// No act or judgement has this name; the nearest one that exists, where one is near.
    UnknownAct {
        /// The name written.
        name: String,
        /// The name meant, perhaps.
        nearest: Option<String>,
    },
    /// A phrase without a word in it.
    EmptyPhrase,
    /// A phrase written twice under one act.
    DoublePhrase(String),
    /// A pattern names a word class the file does not define.
    UnknownClass(String),
    /// A pattern with a bracket that does not close, or with nothing beside its gaps.
    BrokenPattern(String),
    /// A mark that no reply can carry.
    UnknownMark(String),
    /// Two files for one language.
    DoubleLanguage,
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: ", self.file, self.from)?;
        match &self.what {
            FaultKind::Syntax(words) => write!(to, "not a lexicon: {words}"),
            FaultKind::UnknownAct { name, nearest: Some(near) } => {
                write!(to, "no act is called `{name}`; did you mean `{near}`?")
            }
            FaultKind::UnknownAct { name, nearest: None } => write!(to, "no act is called `{name}`"),
            FaultKind::EmptyPhrase => write!(to, "this phrase has no word in it: write one or delete it"),
            FaultKind::DoublePhrase(phrase) => {
                write!(to, "`{phrase}` stands twice under this act: delete one of them")
            }
            FaultKind::UnknownClass(name) => {
                write!(to, "no class is called `{name}`: add it to `classes` or write the words out")
            }
            FaultKind::BrokenPattern(phrase) => {
                write!(to, "`{phrase}` has an open bracket or no words: use (a|b), <class>, * between words")
            }
            FaultKind::UnknownMark(name) => write!(to, "no mark is called `{name}`"),
            FaultKind::DoubleLanguage => write!(to, "another file already holds this language"),
        }
    }
}

impl std::error::Error for Fault {}
