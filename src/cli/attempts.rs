//! `hotseat attempts`: what somebody played, one attempt with its conversation, sharing it, and seeing a finding
//! differently.

use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::keep::now;
use super::screen::{Look, Screen, say};
use super::{Setup, debrief};
use crate::locale::debrief as words;
use crate::locale::live::listened_in;
use crate::locale::{findings, handover, names};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::{Language, Library};
use crate::score::{RUBRIC, Scorecard};
use crate::session::{ENGINE, Session, What};
use crate::store::{Attempt, AttemptId, Comment, Disputed, NewDispute, State, Store, Summary};

impl Setup {
    /// `attempts …`.
    pub(super) fn attempts(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, me) = self.signed_in(true)?;
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        if let Some(id) = text("show") {
            return self.show_attempt(&store, self.attempt_id(id)?);
        }
        if let Some((id, shared)) =
            text("share").map(|id| (id, true)).or(text("unshare").map(|id| (id, false)))
        {
            self.told(store.share(self.attempt_id(id)?, shared))?;
            return say(if shared {
                self.t("Whoever leads your team may see it now.", "已分享，您的主管现在可以查看。")
            } else {
                self.t("It is yours alone again.", "已取消分享，只有您自己可以查看。")
            });
        }
        if let Some(id) = text("appeal") {
            let reason = text("reason").unwrap_or_default();
            self.told(store.appeal(self.attempt_id(id)?, reason, now()?))?;
            return say(self.t(
                "Kept. Somebody else than who decided will look at it.",
                "已提交申诉，将由作出裁定之外的人处理。",
            ));
        }
        if let Some(id) = text("answer") {
            let comment = inner.get_one::<u32>("comment").copied().context(self.t(
                "say which comment: --comment N; `hotseat attempts --show ID` numbers them",
                "请指明哪一号点评：--comment N，编号见 `hotseat attempts --show ID`",
            ))?;
            let text = text("reason").unwrap_or_default();
            self.told(store.answer(self.attempt_id(id)?, comment, text, now()?))?;
            return say(self.t("Answered.", "已回复。"));
        }
        if let Some(id) = text("dispute") {
            return self.dispute(&store, self.attempt_id(id)?, inner);
        }
        let person = match text("person") {
            Some(name) => self.someone(&store, name)?,
            None => me,
        };
        self.list_attempts(&store, &self.told(store.attempts(person.id))?)
    }

    /// The attempt of this id.
    pub(super) fn attempt_id(&self, written: &str) -> anyhow::Result<AttemptId> {
        Uuid::parse_str(written).map(AttemptId).map_err(|_wrong| {
            anyhow!(self.language.pick(
                format!("“{written}” is no id of an attempt: `hotseat attempts` shows them"),
                format!("“{written}”不是练习编号：请用 `hotseat attempts` 查看"),
            ))
        })
    }

    fn list_attempts(&self, store: &Store, all: &[Summary]) -> anyhow::Result<u8> {
        if all.is_empty() {
            return say(self.t("No attempts yet.", "还没有练习记录。"));
        }
        let library = self.library()?;
        let scenarios = library.list().map_err(|problem| self.worded(&[problem]))?;
        let heads: Vec<ScenarioHead> =
            scenarios.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
        let mut screen = Screen::new();
        for attempt in all {
            let evidence = self.told(store.evidence(std::slice::from_ref(attempt), &heads, now()?))?;
            let (look, result) = result(attempt, evidence.first(), self.language);
            let day = attempt.started.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M");
            let title = attempt.played.title.as_deref().unwrap_or(&attempt.played.scenario);
            let mode = names::mode(attempt.played.mode, self.language);
            let mut line = format!("{day}  {title} · {mode} · {result}");
            if attempt.shared {
                line += self.t(" · shared", " · 已分享");
            }
            if attempt.self_kept {
                line += " · ";
                line += handover::self_kept(self.language);
            }
            screen.say(look, 2, &line)?;
            screen.say(Look::Faint, 2, &format!("  {}", attempt.id))?;
        }
        Ok(0)
    }

    /// Shows the conversation with how each message came in, the debrief, what is seen differently and what was decided.
    pub(super) fn show_attempt(&self, store: &Store, id: AttemptId) -> anyhow::Result<u8> {
        let attempt = self.told(store.load(id))?;
        let mut screen = Screen::new();
        let session = self.as_played(store, &attempt)?;
        screen.title(session.scenario().file().title.get(session.language()))?;
        let reviews = store.acting() != Some(attempt.meta.person);
        let comments = self.told(store.comments(id))?;
        self.conversation(&mut screen, &session, (store, &comments), reviews)?;
        let card = debrief::show(&mut screen, &session, self.language)?;
        let lost: Vec<String> = (1..)
            .zip(&card.findings)
            .filter(|(_, finding)| finding.lost() > 0 || finding.points < 0)
            .map(|(number, finding): (usize, _)| {
                format!("{number:>3}  {}", findings::finding(finding, self.language))
            })
            .collect();
        if store.acting() == Some(attempt.meta.person) && !lost.is_empty() {
            screen.title(self.t("You see one of these differently?", "对其中某条有不同看法？"))?;
            for line in lost {
                screen.say(Look::Plain, 5, &line)?;
            }
            screen.say(Look::Faint, 0, &format!("hotseat attempts --dispute {id} --finding N --reason …"))?;
        }
        if reviews {
            self.for_ruling(&mut screen, id, &card)?;
        }
        self.beside(&mut screen, store, id, &card)?;
        self.reviewed(&mut screen, store, &attempt.meta, &card)?;
        Ok(0)
    }

    /// The session as it was played and heard.
    fn as_played(&self, store: &Store, attempt: &Attempt) -> anyhow::Result<Session> {
        let played = &attempt.meta.played;
        let library = Library::of(self.told(store.sources(&played.hash))?);
        let scenario =
            library.scenario(&played.scenario, played.seed).ok().filter(|_| played.engine == ENGINE);
        let told = self.t(
            "this version cannot play the attempt again: `hotseat verify` says why",
            "本版本无法重放这次练习：原因请用 `hotseat verify` 查看",
        );
        let scenario = Arc::new(scenario.context(told)?);
        let listener = self.listener()?;
        let mut session = Session::begin(scenario, listener, played.language, played.mode, played.seed);
        for entry in &attempt.entries {
            session.apply_as_heard(&entry.action, &entry.events).map_err(|_rejected| anyhow!(told))?;
        }
        Ok(session)
    }

    fn conversation(
        &self,
        screen: &mut Screen,
        session: &Session,
        (store, comments): (&Store, &[Comment]),
        numbered: bool,
    ) -> anyhow::Result<()> {
        let customer = session.scenario().file().customer.name.get(session.language());
        for (event, place) in session.log().iter().zip(0_u32..) {
            let minute = format!("{}:{:02}", event.at / 60, event.at % 60);
            let minute =
                if numbered { format!("{:>4}  {minute}", format!("#{}", place + 1)) } else { minute };
            if let What::Customer { text } = &event.what {
                let line = format!("{minute:>5} {}", names::headed(customer, text, self.language));
                screen.say(Look::Customer, 6, &line)?;
            } else if let What::Sent { text, origin } = &event.what {
                let how = words::origin(*origin, self.language).unwrap_or(self.t("typed", "手动输入"));
                let who = self.t("Trainee", "学员");
                let who = self.language.pick(format!("{who} ({how})"), format!("{who}（{how}）"));
                let line = format!("{minute:>5} {}", names::headed(&who, text, self.language));
                screen.say(Look::Trainee, 6, &line)?;
            } else if let What::TimeUp | What::Resumed { .. } = &event.what
                && let Some(said) = words::other(&event.what, self.language)
            {
                screen.say(Look::Warn, 6, &format!("{minute:>5} {said}"))?;
            }
            let mut here = comments.iter().filter(|comment| comment.event == place);
            here.try_for_each(|comment| self.comment(screen, store, comment))?;
        }
        Ok(())
    }

    /// What its trainee sees differently, and what was decided about it.
    fn beside(
        &self,
        screen: &mut Screen,
        store: &Store,
        id: AttemptId,
        card: &Scorecard,
    ) -> anyhow::Result<()> {
        let ui = self.language;
        if let Some((rubric, grade)) = self.told(store.adopted_grade(id))? {
            screen.gap()?;
            screen.say(Look::Warn, 0, &words::counts((rubric, grade.overall, grade.passed), ui))?;
        }
        let disputes = self.told(store.disputes(id))?;
        if !disputes.is_empty() {
            screen.title(self.t("Seen differently", "不同看法"))?;
        }
        for dispute in disputes {
            let line = match dispute.about {
                Disputed::Finding { finding, reason, .. } => {
                    let found = card.findings.get(finding as usize);
                    let found = found.map_or_else(String::new, |found| findings::finding(found, ui));
                    format!("{}  {found} → {reason}", finding + 1)
                }
                Disputed::Heard { meant, .. } => {
                    names::headed(self.t("Meant", "本意"), names::act(meant, ui), ui)
                }
            };
            screen.say(Look::Plain, 3, &line)?;
        }
        for watcher in self.told(store.watchers(id))? {
            let since = watcher.since.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
            screen.say(Look::Faint, 0, &listened_in(&watcher, &since, ui))?;
        }
        let people = self.names(store)?;
        for decision in self.told(store.decisions(id))? {
            let by = people.iter().find(|person| person.id == decision.by).map_or("?", |one| &one.name);
            let day = decision.new.at.to_zoned(TimeZone::system()).date();
            let result = words::passed(Some(decision.new.passed), ui);
            let head = ui.pick(format!("{day}, {by}, {result}"), format!("{day}，{by}，{result}"));
            screen.gap()?;
            screen.say(Look::Title, 2, &names::headed(&head, &decision.new.reason, ui))?;
        }
        Ok(())
    }

    fn dispute(&self, store: &Store, attempt: AttemptId, inner: &ArgMatches) -> anyhow::Result<u8> {
        let reason = inner.get_one::<String>("reason").map(|reason| reason.trim());
        let reason = reason.filter(|reason| !reason.is_empty());
        let (Some(number), Some(reason)) = (inner.get_one::<u32>("finding").copied(), reason) else {
            bail!(self.t(
                "say which and why: --finding N --reason …; `hotseat attempts --show ID` numbers them",
                "请指明哪一条和理由：--finding N --reason …，编号见 `hotseat attempts --show ID`",
            ));
        };
        let card = self.told(store.scorecard(attempt))?;
        let card = card.and_then(|json| serde_json::from_str::<Scorecard>(&json).ok());
        let count = card.map_or(0, |card| card.findings.len());
        let finding = number.checked_sub(1).filter(|finding| (*finding as usize) < count);
        let Some(finding) = finding else {
            bail!(self.language.pick(
                format!("there is no finding {number}: the attempt has {count}"),
                format!("没有第 {number} 条：这次练习共有 {count} 条评分依据"),
            ));
        };
        let reason = reason.to_owned();
        self.told(store.dispute(&NewDispute { attempt, finding, rubric: RUBRIC, reason, at: now()? }))?;
        if !self.told(store.decisions(attempt))?.is_empty() {
            return say(self.t(
                "Kept. It was decided before, and waits for whoever leads your team again.",
                "已记录。此前已作出裁定，现再次等待您的主管复核。",
            ));
        }
        say(self.t(
            "Kept. If it was an exam, it waits for whoever leads your team.",
            "已记录。如果是考试，将等待您的主管复核。",
        ))
    }
}

/// What came of an attempt: by the last decision where there is one.
fn result(attempt: &Summary, counted: Option<&AttemptSummary>, language: Language) -> (Look, String) {
    let word = |en: &str, zh: &str| language.pick(en, zh).to_owned();
    let (Some(card), State::Ended(_)) = (attempt.grade, attempt.state) else {
        if counted.is_some() {
            let said = word("cut off, and its time is over: not passed", "已中断且超时，未通过");
            return (Look::Plain, said);
        }
        return (
            Look::Faint,
            word("cut off: hotseat play --resume", "已中断，可用 hotseat play --resume 继续"),
        );
    };
    let passed = counted.map_or(card.passed, |one| one.passed);
    let look = match passed {
        Some(true) => Look::Good,
        Some(false) => Look::Plain,
        None => Look::Warn,
    };
    let said = match passed {
        None => word("waits for a reviewer", "待人工复核"),
        passed => words::passed(passed, language).to_owned(),
    };
    let score = words::score(card.overall, language);
    (look, language.pick(format!("{score}, {said}"), format!("{score} 分，{said}")))
}
