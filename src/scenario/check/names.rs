//! Names: what may be named in a scenario, and whether a name leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::super::desk::Effect;
use super::super::fault::{Fault, Kind, nearest};
use super::super::place::{At, Layers};
use super::super::value::Path;
use super::{Context, Findings};

/// Names of one kind.
pub(super) type Known = BTreeSet<String>;

/// Everything that may be named.
pub(super) struct Names {
    pub(super) beats: Known,
    pub(super) facts: Known,
    pub(super) tools: Known,
    pub(super) articles: Known,
    pub(super) services: Known,
    pub(super) teams: Known,
    /// Identity items of this scenario; usual ones are known to the listener alone.
    pub(super) items: Known,
    /// Columns by table and key, as written.
    pub(super) tables: BTreeMap<String, BTreeMap<String, Known>>,
    /// Tables that get new records while it is played.
    grows: Known,
    /// Columns that are written while it is played, by table.
    written: BTreeMap<String, Known>,
    /// Whether tables, keys and columns are all known.
    records: bool,
}

impl Names {
    pub(super) fn of(context: &Context<'_>, layers: &mut Layers) -> Self {
        let file = context.file;
        let desk = &file.desk;
        let identity = &file.identity;
        let mut names = Self {
            beats: file.beats.keys().cloned().collect(),
            facts: file.facts.keys().cloned().collect(),
            tools: desk.tools.keys().cloned().collect(),
            articles: desk.articles.keys().cloned().collect(),
            services: desk.services.keys().cloned().collect(),
            teams: desk.teams.keys().cloned().collect(),
            items: [&identity.known, &identity.may_ask, &identity.never]
                .into_iter()
                .flatten()
                .chain(identity.words.keys())
                .cloned()
                .collect(),
            tables: BTreeMap::new(),
            grows: Known::new(),
            written: BTreeMap::new(),
            records: !context.damaged.contains("desk"),
        };
        for (table, rows) in &desk.records {
            let rows = rows.iter().map(|(key, row)| (key.clone(), row.keys().cloned().collect()));
            names.tables.insert(table.clone(), rows.collect());
        }
        names.effects(context);
        if context.damaged.contains("beats") {
            names.beats.extend(layers.names(&["beats"]));
        }
        if context.damaged.contains("facts") {
            names.facts.extend(layers.names(&["facts"]));
        }
        if context.damaged.contains("desk") {
            names.tools.extend(layers.names(&["desk", "tools"]));
            names.articles.extend(layers.names(&["desk", "articles"]));
            names.services.extend(layers.names(&["desk", "services"]));
            names.teams.extend(layers.names(&["desk", "teams"]));
        }
        names
    }

    fn effects(&mut self, context: &Context<'_>) {
        let desk = &context.file.desk;
        for tool in desk.tools.values() {
            for effect in &tool.sets {
                self.effect(effect, tool.args.iter().map(|argument| &argument.name));
            }
        }
        for effect in desk.clock.iter().flat_map(|tick| &tick.sets) {
            self.effect(effect, []);
        }
    }

    fn effect<'a>(&mut self, effect: &Effect, args: impl IntoIterator<Item = &'a String>) {
        match effect {
            Effect::Field(path, _) | Effect::FromArg(path, _) => {
                self.written.entry(path.table.clone()).or_default().insert(path.column.clone());
                self.grows.insert(path.table.clone());
            }
            Effect::Record(table) => {
                self.grows.insert(table.clone());
                self.written.entry(table.clone()).or_default().extend(args.into_iter().cloned());
            }
            Effect::Verified | Effect::Consented => {}
        }
    }

    /// Whether a field that is read exists, or may come to exist; `strict` where nobody else supplies records.
    pub(super) fn field(&self, found: &mut Findings, at: &At<'_>, path: &Path, strict: bool) {
        if !self.records {
            return;
        }
        let tables: Known = self.tables.keys().cloned().collect();
        let Some(rows) = self.tables.get(&path.table) else {
            if !self.grows.contains(&path.table) {
                self.wrong(found, at, Kind::Table, &path.table, &tables, strict);
            }
            return;
        };
        if self.written.get(&path.table).is_some_and(|columns| columns.contains(&path.column)) {
            return;
        }
        let columns = match rows.get(&path.key) {
            Some(columns) => columns.clone(),
            None if path.key.contains('{') || self.grows.contains(&path.table) => {
                rows.values().flatten().cloned().collect()
            }
            None => {
                let keys: Known = rows.keys().cloned().collect();
                return self.wrong(found, at, Kind::Record, &path.key, &keys, strict);
            }
        };
        if path.column != "id" && !columns.contains(&path.column) && !rows.is_empty() {
            self.wrong(found, at, Kind::Column, &path.column, &columns, strict);
        }
    }

    /// Whether a table exists, or may come to exist.
    pub(super) fn table(&self, found: &mut Findings, at: &At<'_>, table: &str, strict: bool) {
        if self.records && !self.grows.contains(table) {
            let tables: Known = self.tables.keys().cloned().collect();
            self.wrong(found, at, Kind::Table, table, &tables, strict);
        }
    }

    /// Whether some record of a table has a column, or may come to have it.
    pub(super) fn column(&self, found: &mut Findings, at: &At<'_>, table: &str, column: &str, strict: bool) {
        let Some(rows) = self.tables.get(table).filter(|rows| self.records && !rows.is_empty()) else {
            return;
        };
        let mut columns: Known = rows.values().flatten().cloned().collect();
        columns.extend(self.written.get(table).into_iter().flatten().cloned());
        columns.insert("id".to_owned());
        self.wrong(found, at, Kind::Column, column, &columns, strict);
    }

    #[expect(clippy::unused_self, reason = "reads as one of the questions one asks of names")]
    fn wrong(&self, found: &mut Findings, at: &At<'_>, kind: Kind, name: &str, all: &Known, strict: bool) {
        if strict { known(found, at, kind, name, all) } else { misspelt(found, at, kind, name, all) }
    }
}

/// Reports a name that is not known.
pub(super) fn known(found: &mut Findings, at: &At<'_>, kind: Kind, name: &str, known: &Known) {
    if !known.contains(name) {
        let near = nearest(name, known.iter().map(String::as_str));
        let known = known.iter().cloned().collect();
        found.value(at, Fault::Unknown { kind, name: name.to_owned(), near, known });
    }
}

/// Reports a key that is not known.
pub(super) fn known_key(found: &mut Findings, at: &At<'_>, kind: Kind, name: &str, known: &Known) {
    if !known.contains(name) {
        let near = nearest(name, known.iter().map(String::as_str));
        let known = known.iter().cloned().collect();
        found.head(at, Fault::Unknown { kind, name: name.to_owned(), near, known });
    }
}

/// Reports a name that is not known only where it is a slip of one that is: others may be known elsewhere.
pub(super) fn misspelt(found: &mut Findings, at: &At<'_>, kind: Kind, name: &str, all: &Known) {
    if !all.contains(name) && all.iter().any(|one| is_slip(name, one)) {
        known(found, at, kind, name, all);
    }
}

/// Whether one letter makes the difference; `phone1` and `phone2` are no slip.
fn is_slip(written: &str, meant: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    written.chars().count() >= 4
        && letters(written) != letters(meant)
        && strsim::damerau_levenshtein(written, meant) == 1
}

/// Whether a fault names something that a desk may have.
pub(super) fn is_of_the_desk(fault: &Fault) -> bool {
    let Fault::Unknown { kind, .. } = fault else { return false };
    match kind {
        Kind::Tool
        | Kind::Table
        | Kind::Record
        | Kind::Column
        | Kind::Article
        | Kind::Policy
        | Kind::Service
        | Kind::Status
        | Kind::Team
        | Kind::Supervisor => true,
        Kind::Beat
        | Kind::Fact
        | Kind::Item
        | Kind::Role
        | Kind::Argument
        | Kind::Disposition
        | Kind::Choice => false,
    }
}
