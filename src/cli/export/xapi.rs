//! `hotseat export xapi`: statements into a file, or to a learning record store.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;

use crate::cli::Setup;
use crate::cli::keep::now;
use crate::locale::store::store_error;
use crate::store::{Person, Store, StoreError, write_whole_with};
use crate::xapi::{
    Answer, Delivered, Lrs, Naming, Progress, Scope, Sender, Undelivered, deliver, statements,
};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_mins(1);
/// The most refused statements told one by one.
const MOST: usize = 20;

impl Setup {
    /// `export xapi …`.
    pub(super) fn export_xapi(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        let base = text("base").context(self.t(
            "say what ids begin with, a web address of yours that stays the same: --base https://training.example.com/hotseat",
            "请指明活动编号的开头，即贵单位的一个固定网址：--base https://training.example.com/hotseat",
        ))?;
        let naming = Naming::new(base, text("home")).map_err(|bad| {
            let address = &bad.address;
            let zh = format!(
                "“{address}”不是网址：请写贵单位的一个固定网址，例如 https://training.example.com/hotseat"
            );
            anyhow!(self.language.pick(bad.to_string(), zh))
        })?;
        let naming = naming.with_names(inner.get_flag("names"));
        let scope = Scope { since: self.since(inner)?, again: inner.get_flag("again"), now: now()? };
        let (store, _) = self.signed_in(false)?;
        let people = self.exported_people(&store, inner)?;
        match (text("lrs"), text("to")) {
            (Some(address), _) => self.send_xapi(&store, &people, &naming, scope, address),
            (None, Some(file)) if file != "-" => {
                let (mut told, path) = (Told::default(), Path::new(file));
                write_whole_with(path, |out| {
                    self.write_xapi(&store, &people, &naming, scope, out, &mut told)
                })
                .with_context(|| file.to_owned())?;
                self.summed(&told, file)
            }
            (None, _) => {
                let (mut told, mut out) = (Told::default(), io::stdout().lock());
                self.write_xapi(&store, &people, &naming, scope, &mut out, &mut told)?;
                self.summed(&told, "-")
            }
        }
    }

    /// Writes every statement on a line of its own.
    fn write_xapi(
        &self,
        store: &Store,
        people: &[Person],
        naming: &Naming,
        scope: Scope,
        out: &mut dyn Write,
        told: &mut Told,
    ) -> anyhow::Result<()> {
        for person in people {
            let outgoing = match store.outgoing(person.id, None, scope.since, scope.idle()) {
                Err(StoreError::NotPermitted { .. }) => continue,
                other => self.told(other)?,
            };
            for attempt in outgoing {
                match store.record(attempt.id) {
                    Ok(record) => {
                        told.attempts += 1;
                        for statement in statements(&record, &person.name, naming) {
                            told.statements += 1;
                            writeln!(out, "{}", statement.json)?;
                        }
                    }
                    Err(away @ StoreError::Away { .. }) => return self.told(Err(away)),
                    Err(why) => told.unread.push(store_error(&why, self.language)),
                }
            }
        }
        Ok(())
    }

    fn summed(&self, told: &Told, file: &str) -> anyhow::Result<u8> {
        let Told { attempts, statements, unread } = told;
        let mut err = anstream::stderr();
        for why in unread {
            writeln!(err, "{why}")?;
        }
        if file != "-" {
            writeln!(
                err,
                "{}",
                self.language.pick(
                    format!("{file}: {statements} statements of {attempts} attempts"),
                    format!("{file}：{attempts} 次练习的 {statements} 条语句"),
                )
            )?;
        }
        Ok(u8::from(!unread.is_empty()))
    }

    fn send_xapi(
        &self,
        store: &Store,
        people: &[Person],
        naming: &Naming,
        scope: Scope,
        address: &str,
    ) -> anyhow::Result<u8> {
        let said = |name: &str| std::env::var(name).ok().filter(|said| !said.is_empty());
        let (user, password) = (said("HOTSEAT_LRS_USER"), said("HOTSEAT_LRS_PASSWORD").unwrap_or_default());
        let user = user.as_deref().map(|user| (user, password.as_str()));
        let lrs = Lrs::new(address, user, PATIENCE).map_err(|error| anyhow!(error.0.words(self.language)))?;
        let live = io::stderr().is_terminal();
        let mut wait = |time: Duration, answer: &Answer| {
            self.tell_wait(time, answer);
            std::thread::sleep(time);
        };
        let mut progress = |progress: Progress| {
            if live {
                self.tell_progress(progress);
            }
        };
        let mut sender = Sender::new(&lrs, &mut wait);
        let came = deliver(store, people, &mut sender, naming, scope, &mut progress);
        let came = self.told(came)?;
        self.tell_delivered(&came)?;
        match &came.stopped {
            Some(error) => bail!(error.0.words(self.language)),
            None => Ok(u8::from(!came.left.is_empty())),
        }
    }

    fn tell_wait(&self, time: Duration, answer: &Answer) {
        let seconds = time.as_secs();
        let what = match answer {
            Answer::Busy { status, .. } => {
                self.language.pick(format!("it answers {status}"), format!("返回 {status}"))
            }
            Answer::Silent(detail) => {
                self.language.pick(format!("no answer: {detail}"), format!("没有响应：{detail}"))
            }
            Answer::Taken | Answer::Conflict | Answer::Refused(_) | Answer::TooLarge => String::new(),
        };
        let line = self.language.pick(
            format!("The learning record store cannot take it now ({what}); trying again in {seconds} s"),
            format!("学习记录存储暂时无法接收（{what}），{seconds} 秒后重试"),
        );
        // Where standard error is closed there is nobody left to tell.
        anstream::stderr().write_all(format!("\n{line}\n").as_bytes()).ok();
    }

    fn tell_progress(&self, progress: Progress) {
        let Progress { attempts, of, statements } = progress;
        let line = self.language.pick(
            format!("{attempts} of {of} attempts, {statements} statements"),
            format!("已发送 {attempts}/{of} 次练习，{statements} 条语句"),
        );
        anstream::stderr().write_all(format!("\r{line}").as_bytes()).ok();
    }

    fn tell_delivered(&self, came: &Delivered) -> anyhow::Result<()> {
        let mut err = anstream::stderr();
        if io::stderr().is_terminal() {
            writeln!(err)?;
        }
        for Undelivered { attempt, why } in came.left.iter().take(MOST) {
            let line = match why {
                Ok((statement, said)) => self.language.pick(
                    format!("refused: statement {statement} of attempt {attempt}: {said}"),
                    format!("被拒绝：练习 {attempt} 的语句 {statement}：{said}"),
                ),
                Err(why) => store_error(why, self.language),
            };
            writeln!(err, "{line}")?;
        }
        if let Some(more) = came.left.len().checked_sub(MOST).filter(|more| *more > 0) {
            writeln!(err, "{}", self.language.pick(format!("and {more} more"), format!("另有 {more} 条")))?;
        }
        let (attempts, statements) = (came.attempts, came.statements);
        writeln!(
            err,
            "{}",
            self.language.pick(
                format!("{statements} statements of {attempts} attempts are there."),
                format!("已送达 {attempts} 次练习的 {statements} 条语句。"),
            )
        )?;
        Ok(())
    }
}

/// What was written.
#[derive(Default)]
struct Told {
    attempts: usize,
    statements: usize,
    unread: Vec<String>,
}
