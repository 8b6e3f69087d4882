//! `hotseat review overruled|export`: where the machine is often wrong, and the replies that teach it better.

use std::path::PathBuf;

use anyhow::Context;
use clap::ArgMatches;

use super::Setup;
use super::screen::{Look, Screen, say};
use crate::calibration::{Hidden, Reply, often, overruled, replies};
use crate::session::Event;
use crate::store::{Looked, Store, write_whole};

impl Setup {
    fn looked(&self, store: &Store) -> anyhow::Result<Vec<Looked>> {
        let mut all = Vec::new();
        self.told(store.looked_at(&mut |one| {
            all.push(one.clone());
            Ok(())
        }))?;
        Ok(all)
    }

    /// What is overruled, the most often first.
    pub(super) fn overruled(&self, store: &Store) -> anyhow::Result<u8> {
        let looked = self.looked(store)?;
        let all = overruled(looked.iter().map(|one| (&one.card, one.rulings.as_slice())));
        if all.is_empty() {
            return say(self.t("Nothing was overruled yet.", "还没有任何改判。"));
        }
        let mut screen = Screen::new();
        for one in &all {
            let look = if one.is_wrong_here() { Look::Warn } else { Look::Plain };
            screen.say(look, 2, &often(one, self.language))?;
        }
        let count = looked.len();
        screen.say(
            Look::Faint,
            0,
            &self.language.pick(
                format!(
                    "Of {count} attempts a person looked at. `hotseat review export` writes the replies down."
                ),
                format!("依据 {count} 次经人复核的练习。用 `hotseat review export` 导出这些回复。"),
            ),
        )?;
        Ok(0)
    }

    /// Writes the replies about which something was ruled as labelled ones.
    pub(super) fn export_overruled(&self, store: &Store, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("output").context("no file was named")?;
        let people = self.names(store)?;
        let hidden = Hidden::new(people.iter().map(|person| person.name.as_str()));
        let mut found: Vec<Reply> = Vec::new();
        for one in self.looked(store)?.into_iter().filter(|one| !one.rulings.is_empty()) {
            let attempt = self.told(store.load(one.attempt.id))?;
            let mut log: Vec<Event> = attempt.opening;
            log.extend(attempt.entries.into_iter().flat_map(|entry| entry.events));
            let played = &one.attempt.played;
            let key = blake3::derive_key("hotseat ruled reply", one.attempt.id.0.as_bytes());
            found.extend(replies((played.language, &played.scenario), &log, &one.rulings, &hidden, &key));
        }
        let mut lines = String::new();
        for reply in &found {
            lines += &serde_json::to_string(reply)?;
            lines.push('\n');
        }
        write_whole(file, lines.into_bytes()).with_context(|| file.display().to_string())?;
        let (count, file) = (found.len(), file.display());
        say(&self.language.pick(
            format!("{file}: {count} replies. Read each before you train with it: `hotseat listener train {file} -o …`"),
            format!("已写入 {file}：{count} 条回复。请逐条审读后再训练：`hotseat listener train {file} -o …`"),
        ))
    }
}
