//! What the log has shown so far: records, keys, outcomes, the history of services.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::value::Value;
use crate::score::surviving;
use crate::session::{Session, What};

/// A status a service had, as the desk showed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Second of the session.
    pub(super) at: u32,
    /// The status code; none for a notice of the desk.
    pub(super) status: Option<String>,
    /// What the page said.
    pub(super) says: String,
}

/// What can be read off a log, kept until the session moves.
#[derive(Debug, Default)]
pub(super) struct Seen {
    read_at: Option<(usize, u32)>,
    /// Keys of the records shown, by table, in the order they were first shown.
    pub(super) records: BTreeMap<String, Vec<String>>,
    /// The last outcome of each tool, as an index in the log.
    pub(super) outcomes: BTreeMap<String, usize>,
    /// Every service's status so far, the oldest first.
    pub(super) services: BTreeMap<String, Vec<Change>>,
    /// Notices that belong to no service, the oldest first.
    pub(super) notices: Vec<Change>,
    /// Articles opened.
    pub(super) read: BTreeSet<String>,
    /// The supervisor's answers, `(second, topic, answer)`, the oldest first.
    pub(super) answers: Vec<(u32, String, String)>,
    /// Refused hand-overs, `(second, team, answer)`, the oldest first.
    pub(super) refusals: Vec<(u32, String, String)>,
    words: BTreeSet<String>,
    changes: usize,
    known: usize,
}

impl Seen {
    /// Reads the log again where the session has moved.
    pub(super) fn refresh(&mut self, session: &Session) {
        let now = Some((session.log().len(), session.clock()));
        if self.read_at == now {
            return;
        }
        *self = Self { read_at: now, known: self.known, ..Self::default() };
        let mut shown: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (index, event) in surviving(session.log()) {
            self.note(index, event.at, &event.what);
            if let What::Used { shows, .. } = &event.what {
                for (table, key) in shows.iter().filter_map(|name| name.split_once('.')) {
                    if shown.insert((table, key)) {
                        self.records.entry(table.to_owned()).or_default().push(key.to_owned());
                        self.words.insert(key.to_owned());
                        session.record(table, key).values().for_each(|value| texts(value, &mut self.words));
                    }
                }
            }
        }
    }

    fn note(&mut self, index: usize, at: u32, what: &What) {
        if let What::Used { tool, args, .. } = what {
            self.words.extend(args.values().cloned());
            self.outcomes.insert(tool.clone(), index);
        } else if let What::Failed { tool, .. } = what {
            self.outcomes.insert(tool.clone(), index);
        } else if let What::Notice { service, status, text } = what {
            let change = Change { at, status: status.clone(), says: text.clone() };
            self.changes += usize::from(at > 0);
            match service {
                Some(service) => self.services.entry(service.clone()).or_default().push(change),
                None => self.notices.push(change),
            }
        } else if let What::Read { article } = what {
            self.read.insert(article.clone());
        } else if let What::Consulted { topic, says, .. } = what {
            self.answers.push((at, topic.clone(), says.clone()));
        } else if let What::HandOverRefused { team, says } = what {
            self.refusals.push((at, team.clone(), says.clone()));
        }
    }

    /// Changes of services nobody has looked at yet; `looking` says that somebody is.
    pub(super) fn news(&mut self, looking: bool) -> usize {
        if looking {
            self.known = self.changes;
        }
        self.changes.saturating_sub(self.known)
    }

    /// Keys of a table that have been on screen, never one that nobody has looked up.
    pub(super) fn keys(&self, session: &Session, table: &str) -> Vec<String> {
        session.keys(table).into_iter().filter(|key| self.words.contains(key)).collect()
    }
}

fn texts(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Text(text) => {
            into.insert(text.clone());
        }
        Value::List(values) => values.iter().for_each(|value| texts(value, into)),
        Value::Bool(_) | Value::Int(_) => {}
    }
}
