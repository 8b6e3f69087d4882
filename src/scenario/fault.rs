//! Faults: everything that can be wrong in a file, as data.

use super::act::Act;
use super::text::Language;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read at all.
    Reading(Reading),
    /// The text is not RON.
    Syntax(Syntax),
    /// A field that does not exist here.
    UnknownField {
        /// As written.
        name: String,
        /// The nearest that exists.
        near: Option<String>,
        /// All that exist.
        known: Vec<String>,
    },
    /// A variant, act, feeling or other code word that does not exist here.
    UnknownWord {
        /// As written.
        name: String,
        /// The nearest that exists.
        near: Option<String>,
        /// All that exist.
        known: Vec<String>,
    },
    /// A field that must be there is not.
    MissingField(String),
    /// A key or field that stands twice.
    Duplicate(String),
    /// One kind of value where another is wanted.
    WrongType {
        /// What is wanted.
        wanted: Wanted,
        /// What stands there.
        found: Found,
    },
    /// A number outside what is allowed.
    Outside {
        /// As written.
        value: i64,
        /// The least allowed.
        least: i64,
        /// The most allowed.
        most: i64,
    },
    /// A field of the desk not written `table.key.column`.
    BadPath(String),
    /// A version of the format that this program does not know.
    WrongFormat(u8),
    /// An id with other than small letters, digits and hyphens.
    BadId(String),
    /// An id that is not the file's name.
    IdNotFileName {
        /// The id.
        id: String,
        /// The file's name without `.ron`.
        file: String,
    },
    /// A moment not written `2026-05-18 10:05`, or one that does not exist.
    BadMoment(String),
    /// A date not written `2026-05-18`, or one that does not exist.
    BadDate(String),
    /// A month not written `2026-05`.
    BadMonth(String),
    /// A list that must have an entry is empty.
    Empty(&'static str),
    /// A text that is missing in a language the scenario promises.
    MissingText(Language),
    /// A text with nothing in it.
    BlankText,
    /// A name that leads nowhere.
    Unknown {
        /// What kind of thing is named.
        kind: Kind,
        /// As written.
        name: String,
        /// The nearest that exists.
        near: Option<String>,
        /// All that exist.
        known: Vec<String>,
    },
    /// A beat no route leads to.
    Unreachable(String),
    /// A beat from which the conversation cannot end.
    DeadEnd(String),
    /// A rule or condition that can never be met.
    NeverFires(Never),
    /// A fact that cannot be learnt anywhere.
    NobodyLearns(String),
    /// A goal that no route reaches.
    GoalOutOfReach,
    /// A tool that is never allowed, because nothing grants what it needs.
    NeverAllowed(String),
    /// A critical error that can never happen, because the tool already needs the same.
    NeverCritical(String),
    /// A planted fault that nothing on the desk disproves.
    NotDisproved,
    /// Planted words that the text does not contain.
    WordsNotInText {
        /// The words.
        words: String,
        /// The language.
        language: Language,
    },
    /// A sample reply that is not heard as it says: worth a look, and no fault.
    Misheard {
        /// The language.
        language: Language,
        /// Acts it is said to carry, of which nothing is heard.
        missing: Vec<Act>,
        /// Harm that is heard and not said of it.
        harm: Vec<Act>,
        /// Facts it tells wrongly.
        wrong: Vec<String>,
    },
    /// Weights that are all nought.
    NoWeight,
    /// A service whose first status does not begin at 0, or whose times do not rise.
    StatusTimes,
    /// A failure that ends before it begins.
    FailureWindow {
        /// From this second.
        from: u32,
        /// Until this second.
        until: u32,
    },
    /// A variant's path that leads into what another one replaces.
    VariantOverlap {
        /// As written.
        path: String,
        /// The path of the other one.
        other: String,
    },
    /// A variant's path that leads nowhere in the file.
    VariantPath {
        /// As written.
        path: String,
        /// The part that leads nowhere.
        part: String,
        /// The nearest that exists.
        near: Option<String>,
    },
    /// A variant whose value makes a faulty scenario.
    VariantFaulty(Box<Fault>),
    /// A file that is included but not there.
    IncludeMissing(String),
    /// A file that is included from outside the scenario folder.
    IncludeOutside(String),
    /// Files that include one another.
    IncludeCycle(Vec<String>),
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is not there.
    Missing,
    /// The system does not let us.
    Denied,
    /// It is a folder, a device or something else that is no file.
    NoFile,
    /// It is larger than [`super::folder::LARGEST`] bytes.
    TooLarge(u64),
    /// It is not UTF-8 from this byte on.
    NotText(usize),
    /// Something else, in the system's words.
    System(String),
}

/// What is wrong with the writing itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// The file holds nothing.
    Nothing,
    /// A bracket that is never closed.
    Unclosed(char),
    /// A closing bracket that closes nothing, or the wrong one; the one wanted, if any.
    Closes(char, Option<char>),
    /// No comma between two entries.
    NoComma,
    /// No colon after a name.
    NoColon,
    /// A comma too many.
    ExtraComma,
    /// A text that is never closed.
    UnclosedText,
    /// A comment that is never closed.
    UnclosedComment,
    /// A full-width mark (，：（“) where a plain one is wanted.
    FullWidth(char, char),
    /// A mark that has no place here; the one probably meant.
    Stray(char, Option<char>),
    /// Something after the end.
    AfterEnd,
    /// Brackets in brackets, too deep.
    TooDeep,
    /// An unknown extension in the head.
    Extension(String),
    /// A backslash that starts nothing known.
    Escape,
    /// A number that cannot be read.
    Number,
    /// Something else, in the reader's words.
    Other(String),
}

/// What kind of value is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A plain text.
    Text,
    /// A text, plain or by language.
    Texts,
    /// Phrases, plain or by language.
    Phrases,
    /// A whole number.
    Number,
    /// A whole number within bounds.
    NumberWithin(i64, i64),
    /// true or false.
    Flag,
    /// A list.
    List,
    /// A map in braces.
    Map,
    /// Named fields in parentheses.
    Fields,
    /// A text, number, flag or list of these.
    Cell,
    /// A plain value, the same in every language.
    Plain,
    /// One of the known words.
    Word,
    /// Values in parentheses after a word: so many.
    Values(usize),
}

/// What kind of value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Found {
    Text,
    Number,
    Word,
    List,
    Map,
    Fields,
    Character,
    Nothing,
}

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Beat,
    Tool,
    Fact,
    Table,
    Record,
    Column,
    Article,
    Policy,
    Service,
    Status,
    Team,
    Item,
    Role,
    Argument,
    Disposition,
    Choice,
    Supervisor,
}

/// Why a condition can never be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Never {
    /// It wants something and its contrary.
    Contradiction,
    /// It wants one of nothing.
    AnyOfNothing,
    /// A bound no mood reaches.
    Bound,
    /// A degree of empathy above 2.
    Degree(u8),
    /// A field that never holds this value.
    Value(String),
    /// A rule before it already moves on the same condition.
    Shadowed,
    /// The contrary of something that always holds.
    NotAlways,
    /// A condition that makes no sense in this place.
    OutOfPlace,
    /// A tool that no topic of the supervisor approves.
    NotApproved,
    /// Something forbidden, where nothing is.
    NothingForbidden,
    /// A draft with a fault that no draft carries.
    NoSuchDraft,
}

impl Fault {
    /// Whether it is only worth a look: the file can be played as it is.
    pub fn is_doubt(&self) -> bool {
        matches!(self, Self::Misheard { .. })
    }

    /// A short, stable name for programs that read the report.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Reading(reading) => match reading {
                Reading::Missing => "missing-file",
                Reading::Denied => "denied",
                Reading::NoFile => "no-file",
                Reading::TooLarge(_) => "too-large",
                Reading::NotText(_) => "not-utf8",
                Reading::System(_) => "unreadable",
            },
            Self::Syntax(Syntax::TooDeep) => "too-deep",
            Self::Syntax(_) => "syntax",
            Self::UnknownField { .. } => "unknown-field",
            Self::UnknownWord { .. } => "unknown-word",
            Self::MissingField(_) => "missing-field",
            Self::Duplicate(_) => "duplicate",
            Self::WrongType { .. } => "wrong-type",
            Self::Outside { .. } => "outside",
            Self::BadPath(_) => "bad-path",
            Self::WrongFormat(_) => "wrong-format",
            Self::BadId(_) => "bad-id",
            Self::IdNotFileName { .. } => "id-not-file-name",
            Self::BadMoment(_) => "bad-moment",
            Self::BadDate(_) => "bad-date",
            Self::BadMonth(_) => "bad-month",
            Self::Empty(_) => "empty",
            Self::MissingText(_) => "missing-text",
            Self::BlankText => "blank-text",
            Self::Unknown { kind, .. } => kind.code(),
            Self::Unreachable(_) => "unreachable-beat",
            Self::DeadEnd(_) => "dead-end",
            Self::NeverFires(_) => "never-fires",
            Self::NobodyLearns(_) => "nobody-learns",
            Self::GoalOutOfReach => "goal-out-of-reach",
            Self::NeverAllowed(_) => "never-allowed",
            Self::NeverCritical(_) => "never-critical",
            Self::NotDisproved => "not-disproved",
            Self::WordsNotInText { .. } => "words-not-in-text",
            Self::Misheard { .. } => "misheard",
            Self::NoWeight => "no-weight",
            Self::StatusTimes => "status-times",
            Self::FailureWindow { .. } => "failure-window",
            Self::VariantPath { .. } => "variant-path",
            Self::VariantOverlap { .. } => "variant-overlap",
            Self::VariantFaulty(_) => "variant-faulty",
            Self::IncludeMissing(_) => "include-missing",
            Self::IncludeOutside(_) => "include-outside",
            Self::IncludeCycle(_) => "include-cycle",
        }
    }
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Beat => "unknown-beat",
            Self::Tool => "unknown-tool",
            Self::Fact => "unknown-fact",
            Self::Table => "unknown-table",
            Self::Record => "unknown-record",
            Self::Column => "unknown-column",
            Self::Article => "unknown-article",
            Self::Policy => "unknown-policy",
            Self::Service => "unknown-service",
            Self::Status => "unknown-status",
            Self::Team => "unknown-team",
            Self::Item => "unknown-item",
            Self::Role => "unknown-role",
            Self::Argument => "unknown-argument",
            Self::Disposition => "unknown-disposition",
            Self::Choice => "unknown-choice",
            Self::Supervisor => "no-supervisor",
        }
    }
}

/// The name among `known` that `written` was probably meant to be.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let small = written.to_lowercase();
    known
        .into_iter()
        .filter(|name| *name != written)
        .map(|name| (strsim::damerau_levenshtein(&small, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count().max(small.chars().count()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.to_owned())
}
