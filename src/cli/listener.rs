//! `hotseat listen` and `hotseat listener`: what is heard; teach it from labelled replies, and measure how well it hears.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;

use super::Setup;
use crate::listen::cross::cross;
use crate::listen::measure::measure;
use crate::listen::train::{Labelled, train};
use crate::listen::{Listener, ModelError, jsonl};
use crate::locale::names;

impl Setup {
    /// Runs `listener train`, `measure`, `cross` or `export`.
    pub(super) fn listener_command(&self, matches: &ArgMatches) -> anyhow::Result<u8> {
        match matches.subcommand() {
            Some(("train", inner)) => self.train(inner),
            Some(("measure", inner)) => self.measure(inner),
            Some(("cross", inner)) => self.cross(inner),
            Some(("export", inner)) => self.export_meant(inner),
            _ => bail!(
                self.t("say train, measure, cross or export", "请写明 train、measure、cross 或 export",)
            ),
        }
    }

    /// Runs `listen`: a heard line for each reply on standard input.
    pub(super) fn listen(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let listener = self.listener()?;
        let scenario = match inner.get_one::<String>("scenario") {
            Some(id) => Some(self.scenario(&self.library()?, id, 0)?),
            None => None,
        };
        let facts = scenario.as_ref().map(|scenario| (&scenario.file().facts, scenario.today()));
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut failed = false;
        for (number, line) in (1..).zip(io::stdin().lines()) {
            let line = line.context(self.t("standard input cannot be read", "标准输入无法读取"))?;
            if line.trim().is_empty() {
                continue;
            }
            match jsonl::answer(&listener, &line, facts) {
                Ok(answer) => writeln!(out, "{answer}")?,
                Err(error) => {
                    failed = true;
                    let text = self
                        .language
                        .pick(format!("line {number}: {error}\n"), format!("第 {number} 行：{error}\n"));
                    anstream::stderr().write_all(text.as_bytes())?;
                }
            }
        }
        out.flush()?;
        Ok(u8::from(failed))
    }

    fn train(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let replies = self.labelled(inner)?;
        let file = inner.get_one::<PathBuf>("output").context("no file was named")?;
        let (model, reports) = train(&self.lexicons()?, &replies);
        crate::store::write_whole(file, &model).with_context(|| file.display().to_string())?;
        let mut out = anstream::stdout();
        for report in reports {
            let language = report.language.code();
            let (count, f1) = (report.replies, report.macro_f1);
            writeln!(
                out,
                "{}",
                self.language.pick(
                    format!("{language}: {count} replies; on situations left out, macro F1 {f1:.3}"),
                    format!("{language}：{count} 条回复；未参与训练的情境上，宏平均 F1 {f1:.3}"),
                )
            )?;
            for (act, f1) in report.acts {
                writeln!(out, "  {:24} {f1:.2}", names::act(act, self.language))?;
            }
        }
        let (file, size) = (file.display(), model.len() / 1_024);
        let told = self.language.pick(format!("{file}: {size} KiB"), format!("已写入 {file}（{size} KiB）"));
        writeln!(out, "{told}")?;
        Ok(0)
    }

    fn measure(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let replies = self.labelled(inner)?;
        let listener = match inner.get_one::<PathBuf>("model") {
            Some(model) => Arc::new(self.taught(model)?),
            None => self.listener()?,
        };
        write!(anstream::stdout(), "{}", measure(&listener, &replies))?;
        Ok(0)
    }

    fn cross(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let replies = self.labelled(inner)?;
        let share = inner.get_one::<u8>("share").copied().unwrap_or(100);
        for crossed in cross(|| self.lexicons(), &replies, usize::from(share))? {
            write!(anstream::stdout(), "{crossed}")?;
        }
        Ok(0)
    }

    /// Every labelled reply of the files, or what is wrong with them, by file and line.
    fn labelled(&self, inner: &ArgMatches) -> anyhow::Result<Vec<Labelled>> {
        let mut replies: Vec<Labelled> = Vec::new();
        let mut faults = Vec::new();
        let mut ids = BTreeSet::new();
        for file in inner.get_many::<PathBuf>("data").into_iter().flatten() {
            let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
            for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                let place = format!("{}:{number}", file.display());
                match serde_json::from_str::<Labelled>(line) {
                    Ok(reply) if !ids.insert(reply.id.clone()) => {
                        let id = reply.id;
                        faults.push(self.language.pick(
                            format!(
                                "{place}: the id “{id}” stands here a second time; give each reply its own"
                            ),
                            format!("{place}：id“{id}”重复；每条回复的 id 必须不同"),
                        ));
                    }
                    Ok(reply) if reply.empathy.is_some_and(|empathy| empathy > 2) => {
                        faults.push(self.language.pick(
                            format!("{place}: empathy is 0, 1 or 2"),
                            format!("{place}：empathy 只能是 0、1 或 2"),
                        ));
                    }
                    Ok(reply) => replies.push(reply),
                    Err(error) => faults.push(self.language.pick(
                        format!("{place}: not a labelled reply: {error}"),
                        format!("{place}：不是有效的标注回复：{error}"),
                    )),
                }
            }
        }
        if !faults.is_empty() {
            let more = faults.len().saturating_sub(20);
            faults.truncate(20);
            if more > 0 {
                faults.push(self.language.pick(format!("… and {more} more"), format!("……另有 {more} 处")));
            }
            return Err(anyhow!(faults.join("\n")));
        }
        if replies.is_empty() {
            bail!(self.t("there is no labelled reply in these files", "这些文件里没有标注回复"));
        }
        Ok(replies)
    }

    /// The lexicons with the model in a file.
    pub(super) fn taught(&self, model: &Path) -> anyhow::Result<Listener> {
        let bytes = std::fs::read(model).with_context(|| model.display().to_string())?;
        self.lexicons()?.taught(&bytes).map_err(|error| {
            let why = match error {
                ModelError::Foreign => "这不是听辨模型，或属于另一个版本，请重新训练",
                ModelError::Damaged => "模型已损坏，请重新训练",
            };
            let model = model.display();
            anyhow!(self.language.pick(format!("{model}: {error}"), format!("{model}：{why}")))
        })
    }
}
