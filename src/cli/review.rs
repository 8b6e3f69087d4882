//! `hotseat review`: the exams that wait for a person, and what is decided about them.

use anyhow::{Context, bail};
use clap::ArgMatches;

use super::Setup;
use super::keep::now;
use super::screen::{Look, Screen, say};
use crate::locale::debrief;
use crate::locale::names::headed;
use crate::scenario::Language;
use crate::score::Scorecard;
use crate::store::{NewDecision, Store};

impl Setup {
    /// Lists what waits, shows one, or decides it.
    pub(super) fn review(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        if let Some((name, inner)) = inner.subcommand() {
            return self.reviewing(name, inner);
        }
        let (store, _) = self.signed_in(true)?;
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        let Some(id) = text("attempt") else { return self.waiting(&store) };
        let attempt = self.attempt_id(id)?;
        let passed = match (inner.get_flag("pass"), inner.get_flag("fail")) {
            (true, false) => true,
            (false, true) => false,
            (true, true) => bail!(self.t("say --pass or --fail, not both", "--pass 和 --fail 只能选一个")),
            (false, false) => {
                self.show_attempt(&store, attempt)?;
                let how = format!("hotseat review {id} --pass|--fail --reason …");
                return say(&format!("\n{}", headed(self.t("Decide it", "作出决定"), &how, self.language)));
            }
        };
        let reason = text("reason").map(str::trim).filter(|reason| !reason.is_empty());
        let reason = reason.context(self.t("say why with --reason", "请用 --reason 说明理由"))?;
        let decision = NewDecision { attempt, passed, reason: reason.to_owned(), at: now()? };
        self.told(store.decide(&decision))?;
        say(if passed {
            self.t("Decided: passed.", "已决定：通过。")
        } else {
            self.t("Decided: not passed.", "已决定：不通过。")
        })
    }

    fn waiting(&self, store: &Store) -> anyhow::Result<u8> {
        let waiting = self.told(store.waiting())?;
        if waiting.is_empty() {
            return say(self.t("Nothing waits for you.", "没有等待您复核的考试。"));
        }
        let people = self.names(store)?;
        let mut screen = Screen::new();
        for attempt in waiting {
            let person = people.iter().find(|person| person.id == attempt.person);
            let name = person.map_or("?", |person| person.name.as_str());
            let card = self.told(store.scorecard(attempt.id))?;
            let card = card.as_deref().map(serde_json::from_str::<Scorecard>).transpose()?;
            let title = attempt.played.title.as_deref().unwrap_or(&attempt.played.scenario);
            let mut why = card.as_ref().map_or_else(String::new, |card| why(card, self.language));
            if !self.told(store.disputes(attempt.id))?.is_empty() {
                why += self.t(" · disputed", " · 本人有异议");
            }
            if let Some(passed) = attempt.decided {
                let before = if passed {
                    self.t(" · decided before: passed", " · 此前裁定：通过")
                } else {
                    self.t(" · decided before: not passed", " · 此前裁定：不通过")
                };
                why += before;
            }
            screen.say(Look::Plain, 2, &format!("{name} · {title}{why}"))?;
            screen.say(Look::Faint, 2, &format!("  hotseat review {}", attempt.id))?;
        }
        Ok(0)
    }
}

/// The score, and what makes it wait.
fn why(card: &Scorecard, language: Language) -> String {
    let score = debrief::score(card.overall, language);
    let score = language.pick(format!("score {score}"), format!("得分 {score}"));
    let errors: Vec<&str> =
        card.critical.iter().filter(|error| error.alleged).map(|error| error.what.as_str()).collect();
    let alleged = if errors.is_empty() {
        String::new()
    } else {
        language.pick(format!(" · alleged: {}", errors.join("; ")), format!(" · 疑似：{}", errors.join("；")))
    };
    let open = if card.passed.is_none() { language.pick(" · undecided", " · 结果不确定") } else { "" };
    format!(" · {score}{alleged}{open}")
}
