//! `hotseat export rubric` and `hotseat export scorecards`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::ArgMatches;

use crate::cli::Setup;
use crate::qa::{Card, Mapper, read, rubric, scorecards};
use crate::store::write_whole_with;

impl Setup {
    /// `export rubric FILE`.
    pub(super) fn export_rubric(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("to").context("no file was named")?;
        let name = file.display().to_string();
        write_whole_with(file, |out| rubric(out, self.language))
            .map_err(|error| self.not_exported(&name, &error))?;
        Ok(0)
    }

    /// `export scorecards FILE`.
    pub(super) fn export_scorecards(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("to").context("no file was named")?;
        let name = file.display().to_string();
        let card = self.card(inner)?;
        let mut count = 0;
        let done = self.at_desk(inner, |desk, people| {
            write_whole_with(file, |out| {
                count = scorecards(&desk, people, &card, out)?;
                Ok(())
            })
        })?;
        done.map_err(|error| self.not_exported(&name, &error))?;
        let unmapped = card.questions.iter().filter(|question| question.criteria.is_empty()).count();
        let mut err = anstream::stderr();
        writeln!(
            err,
            "{}",
            self.language.pick(
                format!("{name}: scorecards of {count} attempts"),
                format!("{name}：{count} 次练习的评分表"),
            )
        )?;
        if unmapped > 0 {
            writeln!(
                err,
                "{}",
                self.language.pick(
                    format!("Questions that name no criterion and are left for a person: {unmapped}"),
                    format!("没有写明对应标准、留待人工回答的问题：{unmapped} 个"),
                )
            )?;
        }
        Ok(0)
    }

    /// The scorecard that was named, else Hotseat's own.
    fn card(&self, inner: &ArgMatches) -> anyhow::Result<Card> {
        let (text, name) = if let Some(file) = inner.get_one::<PathBuf>("card") {
            (self.text_of(file)?, file.display().to_string())
        } else {
            let mut own = Vec::new();
            rubric(&mut own, self.language)?;
            (String::from_utf8(own)?, String::new())
        };
        let mapper = inner.get_one::<String>("map").map_or("", String::as_str);
        let mapper = Mapper::read(mapper).map_err(|part| {
            anyhow!(self.language.pick(
                format!("`{part}` says no column: write question=NAME; fields are group, question, weight, scale, critical, auto-fail, n/a, hotseat"),
                format!("“{part}”没有指明列：请写 question=列名，可用的有 group、question、weight、scale、critical、auto-fail、n/a、hotseat"),
            ))
        })?;
        read(&text, &mapper).map_err(|faults| {
            let faults = faults.iter().map(|fault| {
                let (line, what) = (fault.line, fault.what.words(self.language));
                self.language.pick(format!("line {line}: {what}"), format!("第 {line} 行：{what}"))
            });
            let head = self.language.pick(
                format!("{name} cannot be read as a scorecard:"),
                format!("无法把 {name} 读作评分表："),
            );
            anyhow!("{head}\n{}", faults.collect::<Vec<_>>().join("\n"))
        })
    }
}
