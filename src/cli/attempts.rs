//! `hotseat attempts`: what somebody played, and whether whoever leads their teams sees it.

use anyhow::anyhow;
use clap::ArgMatches;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::Setup;
use super::screen::{Look, Screen, say};
use crate::locale::{debrief, handover, names};
use crate::score::Scorecard;
use crate::store::{AttemptId, Ending, State, Summary};

impl Setup {
    /// `attempts [PERSON]`, `attempts --share ID`, `attempts --hide ID`.
    pub(super) fn attempts(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        let (store, me) = self.signed_in(true)?;
        if let Some(id) = text("share") {
            self.told(store.share(self.attempt_id(id)?, true))?;
            return say(self.t("Whoever leads your team sees it now.", "您的主管现在可以看到这次练习。"));
        }
        if let Some(id) = text("hide") {
            self.told(store.share(self.attempt_id(id)?, false))?;
            return say(self.t("It is yours alone again.", "这次练习又只有您自己可见。"));
        }
        let person = match text("person") {
            Some(name) => self.someone(&store, name)?,
            None => me.clone(),
        };
        let all = self.told(store.attempts(person.id))?;
        let mut screen = Screen::new();
        if all.is_empty() {
            return say(self.t("No attempts yet: hotseat play", "还没有练习记录：hotseat play"));
        }
        for attempt in &all {
            let look = match (attempt.state, result(attempt)) {
                (State::Open, _) => Look::Faint,
                (_, Some(true)) => Look::Good,
                (_, Some(false)) => Look::Bad,
                (_, None) => Look::Warn,
            };
            screen.say(look, 4, &format!("  {}", self.line(attempt)))?;
            screen.say(Look::Faint, 4, &format!("    {}", attempt.id))?;
        }
        if person.id != me.id {
            let hidden = self.told(store.practice(person.id))?;
            if hidden > 0 {
                screen.say(
                    Look::Faint,
                    0,
                    &self.language.pick(
                        format!("Practice of their own that is not shown: {hidden}"),
                        format!("另有自主练习 {hidden} 次，未显示"),
                    ),
                )?;
            }
        }
        Ok(0)
    }

    fn attempt_id(&self, written: &str) -> anyhow::Result<AttemptId> {
        Uuid::parse_str(written).map(AttemptId).map_err(|_wrong| {
            anyhow!(self.language.pick(
                format!("“{written}” is no id of an attempt: `hotseat attempts` shows them"),
                format!("“{written}”不是练习编号：请用 `hotseat attempts` 查看"),
            ))
        })
    }

    /// An attempt in a line: when, what, how, and what came of it.
    fn line(&self, attempt: &Summary) -> String {
        let when = attempt.started.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
        let title = attempt.played.title.clone().unwrap_or_else(|| attempt.played.scenario.clone());
        let mut parts = vec![when, title, names::mode(attempt.played.mode, self.language).to_owned()];
        parts.push(match attempt.state {
            State::Open => self.t("cut off, can go on", "未完成，可继续").to_owned(),
            State::Ended(Ending::Abandoned) => self.t("left early", "中途退出").to_owned(),
            State::Ended(Ending::Finished) => {
                let overall = card(attempt).and_then(|card| card.overall);
                let score = debrief::score(overall, self.language);
                format!("{score} {}", debrief::passed(result(attempt), self.language))
            }
        });
        if attempt.assignment.is_some() {
            parts.push(self.t("assigned", "指派任务").to_owned());
        }
        if attempt.shared {
            parts.push(self.t("shared", "已分享").to_owned());
        }
        if attempt.self_kept {
            parts.push(handover::self_kept(self.language).to_owned());
        }
        parts.join(" · ")
    }
}

fn card(attempt: &Summary) -> Option<Scorecard> {
    serde_json::from_str(attempt.scorecard.as_deref()?).ok()
}

/// Whether it passed: by the last decision of a reviewer, else by its scorecard.
fn result(attempt: &Summary) -> Option<bool> {
    attempt.decided.or_else(|| card(attempt)?.passed)
}
