//! `hotseat export html`: every report whoever asks may see, each a file of its own, and a list of them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::ArgMatches;

use crate::cli::Setup;
use crate::cli::report::scenario::too_few;
use crate::locale::files::unwritable;
use crate::report::{Entry, Paper, PersonReport, ScenarioReport, TeamReport, index};
use crate::store::{Ladders, Member, Person, Right, Slice, Store, StoreError, Team};

/// The most letters of a name that go into a file's.
const LETTERS: usize = 60;

/// A folder reports are written into, one file each.
struct Folder<'a> {
    setup: &'a Setup,
    path: &'a Path,
    taken: BTreeSet<String>,
}

impl Setup {
    /// `export html DIR`.
    pub(super) fn export_html(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let to = inner.get_one::<PathBuf>("to").context("no folder was named")?;
        let (store, _) = self.signed_in(false)?;
        let people = self.exported_people(&store, inner)?;
        fs::create_dir_all(to).map_err(|error| anyhow!(unwritable(to, &error, self.language)))?;
        let mut folder = Folder { setup: self, path: to, taken: BTreeSet::new() };
        let one = inner.get_one::<String>("person").is_some();
        let count = self.with_paper(|paper, ladders| {
            let people = self.people_pages(&store, &people, &mut folder, (paper, ladders))?;
            let (teams, scenarios) = if one {
                (Vec::new(), Vec::new())
            } else {
                (
                    self.team_pages(&store, &mut folder, (paper, ladders))?,
                    self.scenario_pages(&store, &mut folder, paper)?,
                )
            };
            // Last, so that the list names only what is there.
            self.write(&to.join("index.html"), index(&teams, &scenarios, &people, paper)?.as_bytes())?;
            let all = [teams, scenarios, people];
            Ok(all.iter().flatten().filter(|entry| entry.file.is_some()).count())
        })?;
        let name = to.join("index.html").display().to_string();
        let said =
            self.language.pick(format!("{name}: reports: {count}"), format!("{name}：共 {count} 份报告"));
        writeln!(anstream::stderr(), "{said}")?;
        Ok(0)
    }

    fn people_pages(
        &self,
        store: &Store,
        people: &[Person],
        folder: &mut Folder<'_>,
        (paper, ladders): (&Paper<'_>, &Ladders<'_>),
    ) -> anyhow::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for person in people {
            let report = match PersonReport::of(store, person.id, ladders, &paper.zone) {
                Err(StoreError::NotPermitted { .. }) => continue,
                read => self.told(read)?,
            };
            let attempts = report.tried.len();
            let note = self.language.pick(format!("attempts: {attempts}"), format!("练习 {attempts} 次"));
            let file = Some(folder.put("person", &person.name, &report.html(paper)?)?);
            entries.push(Entry { title: person.name.clone(), file, note });
        }
        Ok(entries)
    }

    fn team_pages(
        &self,
        store: &Store,
        folder: &mut Folder<'_>,
        (paper, ladders): (&Paper<'_>, &Ladders<'_>),
    ) -> anyhow::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let owner = store.rights().is_some_and(|has| has.has(Right::Owner));
        let manages = store.rights().is_some_and(|has| has.has(Right::Manager));
        for Team { id, name } in self.told(store.teams())? {
            let members = self.told(store.members(id))?;
            let leads = |one: &Member| one.leads && store.acting() == Some(one.person.id);
            if !(owner || (manages && members.iter().any(leads))) {
                continue;
            }
            let count = members.len();
            let report = (Some(name.clone()), members);
            let report = self.told(TeamReport::of(store, report, Slice::default(), ladders))?;
            let note = self.language.pick(format!("people: {count}"), format!("{count} 人"));
            let file = Some(folder.put("team", &name, &report.html(paper)?)?);
            entries.push(Entry { title: name, file, note });
        }
        Ok(entries)
    }

    fn scenario_pages(
        &self,
        store: &Store,
        folder: &mut Folder<'_>,
        paper: &Paper<'_>,
    ) -> anyhow::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let played = match store.scenarios_played() {
            Err(StoreError::NotPermitted { .. }) => Vec::new(),
            read => self.told(read)?,
        };
        for id in played {
            let (file, note) = match ScenarioReport::of(store, &id, self.installed(&id)?) {
                Ok(report) => {
                    let summary = crate::locale::analysis::summary(&report.analysis, self.language);
                    (Some(folder.put("scenario", &id, &report.html(paper)?)?), summary)
                }
                Err(few @ StoreError::TooFewPeople { .. }) => (None, too_few(&few, self.language)),
                Err(other) => return self.told(Err(other)),
            };
            entries.push(Entry { title: paper.title(&id, None), file, note });
        }
        Ok(entries)
    }
}

impl Folder<'_> {
    /// Writes a page, and says into which file: named after what it is about, in letters every system takes.
    fn put(&mut self, kind: &str, name: &str, page: &str) -> anyhow::Result<String> {
        let letters = name.chars().take(LETTERS);
        let plain: String = letters.map(|one| if one.is_alphanumeric() { one } else { '-' }).collect();
        let first = format!("{kind}-{plain}");
        let numbered = (2..).map(|number: u32| format!("{first}-{number}"));
        // Some systems take large and small letters for the same.
        let free = std::iter::once(first.clone())
            .chain(numbered)
            .find(|file| self.taken.insert(file.to_lowercase()));
        let file = format!("{}.html", free.unwrap_or(first));
        self.setup.write(&self.path.join(&file), page.as_bytes())?;
        Ok(file)
    }
}
