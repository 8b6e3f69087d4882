//! What a page of the desk looks at, and what the desk calls it.

use crate::scenario::desk::{Argument, Desk, Kind};
use crate::scenario::value::Value;
use crate::scenario::{Language, Text};
use crate::session::Session;
use crate::views::parts::capital;
use crate::views::theme::Kit;

/// A session as shown with a kit.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// Language and colours of the interface.
    pub(super) kit: &'a Kit,
    /// The session.
    pub(super) session: &'a Session,
}

impl<'a> Look<'a> {
    /// The scenario's desk.
    pub(super) fn desk(self) -> &'a Desk {
        &self.session.scenario().file().desk
    }

    /// The language the session is held in.
    pub(super) fn talk(self) -> Language {
        self.session.language()
    }

    /// A text of the scenario.
    pub(super) fn say(self, text: &'a Text) -> &'a str {
        text.get(self.talk())
    }

    /// What the desk calls a code or a column; the code itself where it has no label.
    pub(super) fn label(self, code: &'a str) -> &'a str {
        self.named(code).unwrap_or(code)
    }

    fn named(self, code: &str) -> Option<&'a str> {
        self.desk().labels.get(code).map(|label| self.say(label))
    }

    /// What the desk calls a column or an argument, as a title.
    pub(super) fn title(self, code: &str) -> String {
        capital(self.named(code).unwrap_or(code))
    }

    /// A value in words, codes as the desk labels them.
    pub(super) fn value(self, value: &Value) -> String {
        let word = |code: String| self.named(&code).map_or(code.clone(), str::to_owned);
        match value {
            Value::Bool(yes) => {
                let code = yes.to_string();
                let plain = if *yes { self.kit.t("yes", "是") } else { self.kit.t("no", "否") };
                self.named(&code).unwrap_or(plain).to_owned()
            }
            Value::List(values) => {
                let words: Vec<String> = values.iter().map(|value| self.value(value)).collect();
                words.join(self.kit.t(", ", "、"))
            }
            Value::Int(_) | Value::Text(_) => word(value.to_string()),
        }
    }

    /// What a table is called: its label, else what one of its records is called, else the tool that looks into it.
    pub(super) fn table(self, table: &str) -> String {
        let looks_in = || {
            let mut tools = self.desk().tools.values();
            let tool = tools.find(|tool| tool.finds.as_ref().is_some_and(|find| find.table == table))?;
            Some(self.say(&tool.title))
        };
        let name = self.named(table).or_else(|| self.taken(table)).or_else(looks_in);
        capital(name.unwrap_or(table))
    }

    /// What one record of a table is called.
    pub(super) fn key(self, table: &str) -> &'a str {
        self.taken(table).unwrap_or(self.kit.t("No.", "编号"))
    }

    /// [`Self::key`] as a title.
    pub(super) fn title_of(self, table: &str) -> String {
        capital(self.key(table))
    }

    /// The label of an argument that takes a key of this table.
    fn taken(self, table: &str) -> Option<&'a str> {
        let takes = |argument: &&'a Argument| {
            argument.name != "id" && matches!(&argument.kind, Kind::Key(of) if of == table)
        };
        let argument = self.desk().tools.values().flat_map(|tool| &tool.args).find(takes);
        self.named(&argument?.name)
    }

    /// Whether a column holds personal data.
    pub(super) fn private(self, table: &str, column: &str) -> bool {
        self.desk().private.get(table).is_some_and(|columns| columns.iter().any(|one| one == column))
    }

    /// The columns of a record in the order of its look-up's fields, then by name, with their values.
    pub(super) fn record(self, table: &str, key: &str) -> Vec<(String, Value)> {
        let mut row: Vec<(String, Value)> = self.session.record(table, key).into_iter().collect();
        row.sort_by_key(|(column, _)| self.rank(table, column));
        row
    }

    /// How far to the front a column belongs: what records are looked up by comes first.
    pub(super) fn rank(self, table: &str, column: &str) -> usize {
        let finds = self.desk().tools.values().filter_map(|tool| tool.finds.as_ref());
        let mut by = finds.filter(|find| find.table == table).flat_map(|find| &find.by);
        by.position(|one| one == column).unwrap_or(usize::MAX)
    }
}
