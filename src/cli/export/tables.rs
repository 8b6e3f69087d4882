//! `hotseat export csv` and `hotseat export xlsx`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::ArgMatches;
use jiff::tz::TimeZone;

use crate::cli::Setup;
use crate::cli::keep::now;
use crate::export::{CsvFiles, Desk, ExportError, Exported, Sheets, Workbook, export_fitting};
use crate::locale::store::store_error;
use crate::progress::ScenarioHead;
use crate::scenario::Language;
use crate::store::{Person, write_whole_with};

impl Setup {
    /// `export csv DIR`.
    pub(super) fn export_csv(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let folder = inner.get_one::<PathBuf>("to").context("no folder was named")?;
        let name = folder.display().to_string();
        let mut files =
            CsvFiles::new(folder, self.language).map_err(|error| self.not_exported(&name, &error.into()))?;
        let exported = self.tables(inner, &name, &mut files, true)?;
        files.finish().map_err(|error| self.not_exported(&name, &error.into()))?;
        self.tell_exported(&name, exported)
    }

    /// `export xlsx FILE`.
    pub(super) fn export_xlsx(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("to").context("no file was named")?;
        let name = file.display().to_string();
        let mut book = Workbook::new(self.language).map_err(|error| self.not_exported(&name, &error))?;
        let exported = self.tables(inner, &name, &mut book, inner.get_flag("findings"))?;
        write_whole_with(file, |out| book.write(out)).map_err(|error| self.not_exported(&name, &error))?;
        self.tell_exported(&name, exported)
    }

    fn tables(
        &self,
        inner: &ArgMatches,
        name: &str,
        sheets: &mut (dyn Sheets + Send),
        findings: bool,
    ) -> anyhow::Result<Exported> {
        let watched = io::stderr().is_terminal();
        let done = |done: usize, of: usize| {
            if watched {
                let line =
                    self.language.pick(format!("{done} of {of} people"), format!("已完成 {done}/{of} 人"));
                // Where standard error is closed there is nobody left to tell.
                anstream::stderr().write_all(format!("\r{line}").as_bytes()).ok();
            }
        };
        let exported = self.at_desk(inner, |desk, people| {
            export_fitting(Desk { findings, ..desk }, people, sheets, &mut |number| {
                done(number, people.len());
            })
        })?;
        if watched {
            anstream::stderr().write_all(b"\n").ok();
        }
        exported.map_err(|error| self.not_exported(name, &error))
    }

    /// Does something with the store, the people wanted, and what is installed.
    pub(super) fn at_desk<T>(
        &self,
        inner: &ArgMatches,
        work: impl FnOnce(Desk<'_>, &[Person]) -> T,
    ) -> anyhow::Result<T> {
        let (store, _) = self.signed_in(false)?;
        let people = self.exported_people(&store, inner)?;
        let library = self.library()?;
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        let scenarios = || all.values().flatten();
        let installed: Vec<ScenarioHead> =
            scenarios().map(|scenario| ScenarioHead::from(scenario.file())).collect();
        let titles = scenarios().map(|one| (one.file().id.clone(), one.file().title.clone())).collect();
        let desk = Desk {
            store: &store,
            roles: &roles,
            installed: &installed,
            titles,
            language: self.language,
            zone: TimeZone::system(),
            since: self.since(inner)?,
            findings: true,
            now: now()?,
        };
        Ok(work(desk, &people))
    }

    fn tell_exported(&self, name: &str, exported: Exported) -> anyhow::Result<u8> {
        let Exported { people, attempts } = exported;
        writeln!(
            anstream::stderr(),
            "{}",
            self.language.pick(
                format!("{name}: {attempts} attempts of {people} people"),
                format!("{name}：{people} 人的 {attempts} 次练习"),
            )
        )?;
        Ok(0)
    }

    pub(super) fn not_exported(&self, name: &str, error: &ExportError) -> anyhow::Error {
        anyhow!(not_exported(name, error, self.language))
    }
}

/// Why tables could not be written, and what to do.
pub(crate) fn not_exported(name: &str, error: &ExportError, language: Language) -> String {
    match error {
        ExportError::Store(error) => store_error(error, language),
        ExportError::Io(error) => language.pick(
            format!("{name} cannot be written ({error}): name a place in a folder that exists and is yours, and close it in other programs"),
            format!("无法写入 {name}（{error}）：请换一个存在且有写入权限的位置，并在其他程序中关闭它"),
        ),
        ExportError::Workbook(detail) => language.pick(
            format!("{name} cannot be made ({detail}): this is a fault in Hotseat, please report it"),
            format!("无法生成 {name}（{detail}）：这是 Hotseat 的缺陷，请反馈给我们"),
        ),
    }
}
