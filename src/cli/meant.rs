//! What trainees meant, as labelled replies to teach the listener with once somebody has looked at them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context;
use clap::ArgMatches;
use serde_json::{Value, json};

use super::Setup;
use super::screen::Look;
use super::seat::Seat;
use crate::locale::names;
use crate::scenario::Act;
use crate::session::{Deed, Event, Mode, What};
use crate::store::{Attempt, AttemptId, Store, StoreError, write_whole};

impl Setup {
    /// `listener export -o FILE`: every reply whose trainee meant more than was heard.
    pub(super) fn export_meant(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let file = inner.get_one::<PathBuf>("output").context("no file was named")?;
        let (store, _) = self.signed_in(true)?;
        let (rows, hidden) = self.told(rows(&store))?;
        let lines: Vec<u8> = rows.iter().flat_map(|row| format!("{row}\n").into_bytes()).collect();
        write_whole(file, lines).with_context(|| file.display().to_string())?;
        if hidden > 0 {
            let told = self.language.pick(
                format!("Left out: {hidden} that only their trainees may read, who can share the attempts."),
                format!("未导出：{hidden} 条仅学员本人可看，学员分享练习后可导出。"),
            );
            writeln!(anstream::stdout(), "{told}")?;
        }
        let (count, file) = (rows.len(), file.display());
        writeln!(
            anstream::stdout(),
            "{}",
            self.language.pick(
                format!("{file}: {count} replies. Read each before you train with it: `acts` is what was heard with what was meant."),
                format!("已写入 {file}：{count} 条回复。训练前请逐条审读：`acts` 是听到的和学员本意的合并。"),
            )
        )?;
        Ok(0)
    }
}

impl Seat<'_> {
    /// Keeps what the last reply was meant to do.
    pub(super) fn meant(&mut self, written: &str) -> anyhow::Result<()> {
        if self.session.mode() != Mode::Learn {
            return self.apply(Deed::Hint);
        }
        let named = |act: &Act| act.code() == written || names::act(*act, self.ui) == written;
        let Some(act) = Act::ALL.into_iter().filter(|act| !act.is_harm()).find(named) else {
            let known = Act::ALL.iter().filter(|act| !act.is_harm());
            let known: Vec<_> = known.map(|act| names::act(*act, self.ui)).collect();
            let known = known.join(self.t(", ", "、"));
            let text = self.ui.pick(
                format!("Say /meant and one of: {known}"),
                format!("用法：/本意 加上其中一项：{known}"),
            );
            return self.tell(&text);
        };
        let replied = |event: &Event| matches!(event.what, What::Replied(_));
        let Some(last) = self.session.log().iter().rposition(replied) else {
            return self.tell(self.t("You have not answered yet.", "您还没有回复。"));
        };
        self.kept.mean(u32::try_from(last).unwrap_or(u32::MAX), act)?;
        let act = names::act(act, self.ui);
        let text = self.ui.pick(
            format!(
                "Noted as a dispute: you meant “{act}”. It changes no score by itself; a reviewer can read it."
            ),
            format!("已记为异议：您的本意是“{act}”。本身不影响得分，供人复核。"),
        );
        self.screen.say(Look::Good, 0, &text)?;
        Ok(())
    }
}

/// The replies as lines for `listener train`, by attempt and place, and how many whoever asks may not read; one whose place
/// holds no reply is passed over.
fn rows(store: &Store) -> Result<(Vec<Value>, u32), StoreError> {
    let mut meant: BTreeMap<(AttemptId, u32), BTreeSet<Act>> = BTreeMap::new();
    for one in store.meant(None)? {
        meant.entry((one.attempt, one.event)).or_default().insert(one.act);
    }
    let (mut rows, mut hidden) = (Vec::new(), 0);
    let mut open: Option<Attempt> = None;
    for ((id, event), acts) in meant {
        let attempt = match open.take().filter(|attempt| attempt.meta.id == id) {
            Some(attempt) => attempt,
            None => match store.load(id) {
                Err(StoreError::NotPermitted { .. }) => {
                    hidden += 1;
                    continue;
                }
                loaded => loaded?,
            },
        };
        rows.extend(row(&attempt, event, &acts));
        open = Some(attempt);
    }
    Ok((rows, hidden))
}

fn row(attempt: &Attempt, event: u32, meant: &BTreeSet<Act>) -> Option<Value> {
    let log: Vec<&Event> =
        attempt.opening.iter().chain(attempt.entries.iter().flat_map(|entry| &entry.events)).collect();
    let What::Replied(reply) = &log.get(event as usize)?.what else { return None };
    let before = log.iter().take(event as usize).rev();
    let customer = before.filter_map(|event| {
        let What::Customer { text } = &event.what else { return None };
        Some(text.as_str())
    });
    let heard: BTreeSet<Act> = reply.acts.iter().filter(|one| one.heard).map(|one| one.act).collect();
    let played = &attempt.meta.played;
    Some(json!({
        "id": format!("meant-{}-{event}", attempt.meta.id),
        "lang": played.language,
        "situation": played.scenario,
        "customer": customer.take(1).collect::<String>(),
        "reply": reply.text,
        "acts": heard.union(meant).collect::<Vec<_>>(),
        "unsure": [],
        "heard": heard,
        "meant": meant,
    }))
}
