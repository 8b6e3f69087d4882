//! `hotseat review`: the exams that wait for a person, and what is decided about them.

use anyhow::{Context, bail};
use clap::ArgMatches;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::screen::{Look, Screen, say};
use crate::locale::debrief;
use crate::score::Scorecard;
use crate::store::{AttemptId, NewDecision};

impl Setup {
    /// Lists what waits, or decides one.
    pub(super) fn review(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        let Some(id) = text("attempt") else {
            let waiting = self.told(store.waiting())?;
            if waiting.is_empty() {
                return say(self.t("Nothing waits for you.", "没有等待您复核的考试。"));
            }
            let people = self.told(store.people())?;
            let mut screen = Screen::new();
            for attempt in waiting {
                let person = people.iter().find(|person| person.id == attempt.person);
                let name = person.map_or("?", |person| person.name.as_str());
                let card = attempt.scorecard.as_deref().map(serde_json::from_str::<Scorecard>).transpose()?;
                let title = attempt.played.title.as_deref().unwrap_or(&attempt.played.scenario);
                let total = card.as_ref().map_or_else(String::new, |card| {
                    debrief::score(card.overall, self.language) + &alleged(card, self.language)
                });
                screen.say(Look::Plain, 2, &format!("{name}  {title}  {total}"))?;
                screen.say(Look::Faint, 2, &format!("  {}", attempt.id))?;
            }
            return Ok(0);
        };
        let attempt = AttemptId(Uuid::parse_str(id).context("this is no id of an attempt")?);
        let passed = match (inner.get_flag("pass"), inner.get_flag("fail")) {
            (true, false) => true,
            (false, true) => false,
            _ => bail!(self.t("say --pass or --fail", "请用 --pass 或 --fail 说明结论")),
        };
        let reason = text("reason").context(self.t("say why with --reason", "请用 --reason 说明理由"))?;
        let decision = NewDecision { attempt, passed, reason: reason.to_owned(), at: now()? };
        self.told(store.decide(&decision))?;
        say(self.t("Decided.", "已作出决定。"))
    }
}

fn alleged(card: &Scorecard, language: crate::scenario::Language) -> String {
    let errors: Vec<&str> =
        card.critical.iter().filter(|error| error.alleged).map(|error| error.what.as_str()).collect();
    if errors.is_empty() {
        return String::new();
    }
    language.pick(format!(", alleged: {}", errors.join("; ")), format!("，疑似：{}", errors.join("；")))
}
