//! `hotseat store rollup`: brings what attempts come to up to date, or counts all of it anew and compares.

use std::io::{IsTerminal, Write as _};

use clap::ArgMatches;

use super::Setup;
use super::keep::now;
use super::screen::{Look, Screen, say};
use crate::locale::rollup as words;
use crate::progress::ScenarioHead;
use crate::scenario::roles::Roles;
use crate::store::{Behind, Differs, Folder, Ladders, Store, StoreError};

/// A rollup was wrong.
const WRONG: u8 = 1;
/// How many people are folded in one step.
const BATCH: u32 = 8;

/// The ladders and the scenarios there are, to be borrowed as [`Ladders`].
pub(super) struct Rungs {
    pub(super) roles: Roles,
    pub(super) installed: Vec<ScenarioHead>,
}

impl Rungs {
    pub(super) fn now(&self) -> anyhow::Result<Ladders<'_>> {
        Ok(Ladders { roles: &self.roles, installed: &self.installed, now: now()? })
    }
}

impl Setup {
    /// The ladders and the scenarios there are.
    pub(super) fn rungs(&self) -> anyhow::Result<Rungs> {
        let library = self.library()?;
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        let heads = all.values().flatten().map(|scenario| ScenarioHead::from(scenario.file()));
        Ok(Rungs { roles, installed: heads.collect() })
    }

    /// `store rollup`.
    pub(super) fn rollup(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let rungs = self.rungs()?;
        if inner.get_flag("rebuild") {
            return self.rebuild(&store, &rungs);
        }
        let (people, behind) = self.told(self.fold(&store, &rungs.now()?))?;
        say(&words::folded(people, &behind, self.language))
    }

    fn rebuild(&self, store: &Store, rungs: &Rungs) -> anyhow::Result<u8> {
        let mut people = 0;
        let wrong = store.rebuild(&mut Folder::default(), BATCH, &rungs.now()?, &mut |done, of| {
            people = done;
            progress(&words::rebuilding(done, of, self.language));
        });
        progress("");
        let wrong = self.told(wrong)?;
        let names = self.told(store.everybody())?;
        let mut screen = Screen::new();
        let look = if wrong.is_empty() { Look::Good } else { Look::Bad };
        screen.say(look, 0, &words::rebuilt(people, wrong.len(), self.language))?;
        for one in &wrong {
            let line = match one {
                Differs::Person(id) => {
                    let known = names.iter().find(|(person, _)| person.id == *id);
                    known.map_or_else(|| id.to_string(), |(person, _)| person.name.clone())
                }
                Differs::Sum { scenario, part } => words::wrong_sum(scenario, *part, self.language),
            };
            screen.say(Look::Plain, 2, &format!("  {line}"))?;
        }
        Ok(if wrong.is_empty() { 0 } else { WRONG })
    }

    /// Folds all that waits, saying how far it is; how many people it were, and what still waits.
    pub(super) fn fold(&self, store: &Store, ladders: &Ladders<'_>) -> Result<(usize, Behind), StoreError> {
        let mut people = 0;
        let behind = store.fold_all(&mut Folder::default(), BATCH, ladders, &mut |folded| {
            people += folded.people;
            if folded.behind.people > 0 {
                progress(&words::folding(folded.behind.people, self.language));
            }
            true
        });
        progress("");
        Ok((people, behind?))
    }

    /// The same before a report; where whoever asks may not fold, such as the role for desks, or somebody else writes, it
    /// stays as it is.
    pub(super) fn catch_up(&self, store: &Store, ladders: &Ladders<'_>) -> anyhow::Result<Behind> {
        match self.fold(store, ladders) {
            Err(StoreError::NotGranted { .. } | StoreError::Locked { .. }) => self.told(store.behind()),
            folded => Ok(self.told(folded)?.1),
        }
    }
}

/// Writes a line over the one before, where somebody looks; an empty one takes it away.
pub(super) fn progress(line: &str) {
    let mut error = std::io::stderr();
    if error.is_terminal() {
        // Where standard error is closed there is nobody left to tell.
        error.write_all(format!("\r\u{1b}[K{line}").as_bytes()).and_then(|()| error.flush()).ok();
    }
}
