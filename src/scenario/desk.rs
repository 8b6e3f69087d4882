//! The desk: the simulated back office with its records, services, articles and tools.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::text::Text;
use super::value::{Cell, Path, Value};
use super::when::When;

/// Rows of one table by key; a row is its columns by name.
pub type Rows = BTreeMap<String, BTreeMap<String, Cell>>;

/// A desk as written: in a scenario it patches its `base`, entry by entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Desk {
    /// A shared desk file, relative to the scenario file, within the scenario folder.
    pub base: Option<String>,
    /// Tables by name.
    #[serde(deserialize_with = "super::text::unique_records")]
    pub records: BTreeMap<String, Rows>,
    /// Columns that hold personal data, by table: telling them to an unverified person is a disclosure.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub private: BTreeMap<String, Vec<String>>,
    /// What a column, a code or an argument is called on screen.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub labels: BTreeMap<String, Text>,
    /// Services with their status over time.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub services: BTreeMap<String, Service>,
    /// Tools by name.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub tools: BTreeMap<String, Tool>,
    /// Knowledge articles by id.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub articles: BTreeMap<String, Article>,
    /// Policies the trainee can read.
    pub policies: Vec<Text>,
    /// Teams a customer can be handed over to, by name.
    #[serde(deserialize_with = "super::text::unique_map")]
    pub teams: BTreeMap<String, Team>,
    /// The supervisor who can be consulted.
    pub supervisor: Option<Supervisor>,
    /// Changes on a clock.
    pub clock: Vec<Tick>,
}

impl Desk {
    /// This desk where it says something, and `base` elsewhere: entries by key, lists whole.
    pub(crate) fn over(self, base: &Self) -> Self {
        let mut records = base.records.clone();
        for (table, rows) in self.records {
            records.entry(table).or_default().extend(rows);
        }
        Self {
            base: self.base,
            records,
            private: merged(&base.private, self.private),
            labels: merged(&base.labels, self.labels),
            services: merged(&base.services, self.services),
            tools: merged(&base.tools, self.tools),
            articles: merged(&base.articles, self.articles),
            policies: if self.policies.is_empty() { base.policies.clone() } else { self.policies },
            teams: merged(&base.teams, self.teams),
            supervisor: self.supervisor.or_else(|| base.supervisor.clone()),
            clock: if self.clock.is_empty() { base.clock.clone() } else { self.clock },
        }
    }
}

fn merged<V: Clone>(base: &BTreeMap<String, V>, over: BTreeMap<String, V>) -> BTreeMap<String, V> {
    let mut all = base.clone();
    all.extend(over);
    all
}

/// Reads a desk, or a plain string that names a shared one.
pub(crate) fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Desk, D::Error> {
    struct Written;
    impl<'de> Visitor<'de> for Written {
        type Value = Desk;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("struct Desk or the path of a shared one")
        }

        fn visit_str<E: de::Error>(self, base: &str) -> Result<Desk, E> {
            Ok(Desk { base: Some(base.to_owned()), ..Desk::default() })
        }

        fn visit_unit<E: de::Error>(self) -> Result<Desk, E> {
            Ok(Desk::default())
        }

        fn visit_map<A: de::MapAccess<'de>>(self, access: A) -> Result<Desk, A::Error> {
            Desk::deserialize(de::value::MapAccessDeserializer::new(access))
        }
    }
    deserializer.deserialize_any(Written)
}

/// A tool of the desk: what it takes, reads, needs, changes and costs, all as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name on screen.
    pub title: Text,
    /// One sentence that says what it is for.
    #[serde(default)]
    pub about: Option<Text>,
    /// What it asks for, in order of the form.
    #[serde(default)]
    pub args: Vec<Argument>,
    /// The table it looks records up in, and by which columns.
    #[serde(default)]
    pub finds: Option<Find>,
    /// Tests on its arguments; where one fails the tool fails and says `else_says`.
    #[serde(default)]
    pub checks: Vec<Test>,
    /// What it prints when a check fails.
    #[serde(default)]
    pub else_says: Option<Text>,
    /// What must hold, or the desk refuses.
    #[serde(default)]
    pub needs: Vec<When>,
    /// What should hold first; the desk does not stop the trainee, the score does.
    #[serde(default)]
    pub expects: Vec<When>,
    /// Limits on its arguments nobody may exceed.
    #[serde(default)]
    pub limits: Vec<Test>,
    /// Limits above which the supervisor must have approved.
    #[serde(default)]
    pub approval: Vec<Test>,
    /// What it changes.
    #[serde(default)]
    pub sets: Vec<Effect>,
    /// Whether it counts as a change that the customer should have said yes to; found by itself from `expects`.
    #[serde(default)]
    pub fails: Vec<Failure>,
    /// What it prints when it succeeds; `{arg}` and `{table.key.column}` are filled in.
    #[serde(default)]
    pub says: Option<Text>,
    /// Seconds it takes.
    #[serde(default)]
    pub seconds: u16,
}

/// One input of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// What may stand in it.
    #[serde(default)]
    pub kind: Kind,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// What may stand in an argument.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A whole number.
    Number,
    /// A date, `2026-05-20`, or words such as "tomorrow".
    Date,
    /// The key of a record in this table.
    Key(String),
    /// One of these codes.
    Choice(Vec<String>),
}

/// A look-up: which table, by which columns (`id` is the key).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// The table.
    pub table: String,
    /// Columns the arguments of the same names are compared with; all given ones must match.
    pub by: Vec<String>,
}

/// A test on a tool's arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// Both are the same; texts without regard to case and spaces.
    Equal(Operand, Operand),
    /// Both differ.
    Differ(Operand, Operand),
    /// The first number is at most the second.
    AtMost(Operand, Operand),
    /// The first number is at least the second.
    AtLeast(Operand, Operand),
    /// An argument that may be left out was left out.
    Missing(String),
    /// At least one of these holds.
    Any(Vec<Test>),
}

/// A side of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operand {
    /// The value of an argument.
    Arg(String),
    /// A field of the desk.
    Field(Path),
    /// A number.
    Int(i64),
    /// A text or code.
    Text(String),
}

/// What a tool changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// A field gets this value.
    Field(Path, Value),
    /// A field gets the value of an argument.
    FromArg(Path, String),
    /// The customer's identity is verified.
    Verified,
    /// The customer's yes is on record.
    Consented,
    /// A new record in this table, with the arguments as columns; its key is the table's name and a number.
    Record(String),
}

/// A way a tool fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// From this second of the session on.
    #[serde(default)]
    pub from: u32,
    /// Until this second; none for ever.
    #[serde(default)]
    pub until: Option<u32>,
    /// Only while this holds.
    #[serde(default)]
    pub when: Option<When>,
    /// What it prints.
    pub says: Text,
}

/// A service with its status over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its name on screen.
    pub title: Text,
    /// Its status from given seconds on; the first from 0.
    pub status: Vec<Status>,
}

/// A status a service takes at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Second of the session.
    #[serde(default)]
    pub from: u32,
    /// Its code: `up`, `degraded`, `down` or the trainer's own.
    pub is: String,
    /// What the status page says.
    #[serde(default)]
    pub says: Option<Text>,
}

/// A knowledge article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its title.
    pub title: Text,
    /// Its text, in Markdown.
    pub body: Text,
    /// When it was last changed, as shown to the trainee: `2025-11`.
    #[serde(default)]
    pub updated: Option<String>,
    /// Set where it is out of date.
    #[serde(default)]
    pub stale: Option<Stale>,
}

/// How an article is out of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stale {
    /// Since when: `2026-03`.
    pub since: String,
    /// What is true instead, for the debrief.
    pub truth: Text,
}

/// A team a customer can be handed over to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its name on screen.
    pub title: Text,
    /// When it takes the customer over; always where empty.
    #[serde(default)]
    pub accepts: Vec<When>,
    /// What it answers when it does not.
    #[serde(default)]
    pub refuses: Option<Text>,
}

/// The supervisor who can be consulted without ending the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supervisor {
    /// Seconds a consultation takes.
    pub seconds: u16,
    /// What can be asked, by topic (usually a tool's name).
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub topics: BTreeMap<String, Topic>,
    /// The answer to anything else.
    pub otherwise: Text,
}

/// What the supervisor says to a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What must hold for the approval.
    #[serde(default)]
    pub when: Option<When>,
    /// The tool that is approved.
    #[serde(default)]
    pub approves: Option<String>,
    /// The answer when it holds.
    pub says: Text,
    /// The answer when it does not.
    #[serde(default)]
    pub refuses: Option<Text>,
}

/// A change of the desk at a second of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// Second of the session.
    pub at: u32,
    /// What changes.
    #[serde(default)]
    pub sets: Vec<Effect>,
    /// What the desk shows.
    #[serde(default)]
    pub notice: Option<Text>,
}
