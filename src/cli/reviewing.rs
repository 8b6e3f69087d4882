//! `hotseat review …`: the queue, comments, rulings, samples.

use anyhow::{Context, bail};
use clap::ArgMatches;
use jiff::tz::TimeZone;

use super::Setup;
use super::keep::now;
use super::screen::{Look, Screen, say};
use crate::locale::names::headed;
use crate::locale::{debrief, findings, reviewing as words};
use crate::score::Scorecard;
use crate::store::{
    AttemptId, Comment, NewOverruling, Overruling, PersonId, ReviewItem, ReviewStep, Reviewing, Store,
    Summary,
};

impl Setup {
    /// `review queue|take|give|…`.
    pub(super) fn reviewing(&self, name: &str, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, me) = self.signed_in(true)?;
        // Not every one of them has each argument.
        let text = |name: &str| inner.try_get_one::<String>(name).ok().flatten().map(|text| text.trim());
        let number = |name: &str| inner.try_get_one::<u32>(name).ok().flatten().copied();
        let reason = || text("reason").unwrap_or_default();
        if name == "queue" {
            let mine = inner.get_flag("mine").then_some(me.id);
            return self.review_queue(&store, mine);
        }
        if name == "overruled" {
            return self.overruled(&store);
        }
        if name == "export" {
            return self.export_overruled(&store, inner);
        }
        if name == "sample" {
            return self.sample(&store, inner);
        }
        let id = self.attempt_id(text("attempt").context("no attempt")?)?;
        let due = text("due").map(|due| self.due(due)).transpose()?;
        match name {
            "take" => {
                self.told(store.take_review(id, due, now()?))?;
                say(self.t("It is yours.", "已由您负责。"))
            }
            "give" => {
                let to = self.someone(&store, text("to").context("no name")?)?;
                self.told(store.give_review(id, to.id, due, now()?))?;
                say(&self
                    .language
                    .pick(format!("{} has it now.", to.name), format!("已转交给 {}。", to.name)))
            }
            "done" => {
                self.told(store.finish_review(id, reason(), now()?))?;
                say(self.t("Done.", "已处理。"))
            }
            "comment" => {
                let moment = number("moment").context("no moment")?;
                let comment = text("text").unwrap_or_default();
                let number = self.told(store.comment(id, moment.saturating_sub(1), comment, now()?))?;
                say(&self.language.pick(
                    format!("Kept as comment {number}; the trainee reads it in their debrief."),
                    format!("已记为第 {number} 号点评，学员可在复盘中看到。"),
                ))
            }
            "answer" => {
                let comment = number("comment").context("no comment")?;
                self.told(store.answer(id, comment, text("text").unwrap_or_default(), now()?))?;
                say(self.t("Answered.", "已回复。"))
            }
            "overrule" => self.overrule(&store, id, inner),
            _ => bail!("no such command"),
        }
    }

    fn review_queue(&self, store: &Store, only: Option<PersonId>) -> anyhow::Result<u8> {
        let mut queue = self.told(store.review_queue())?;
        queue.retain(|item| only.is_none_or(|me| item.owner == Some(me)));
        if queue.is_empty() {
            return say(self.t("Nothing waits for a reviewer.", "没有待复核的练习。"));
        }
        let people = self.names(store)?;
        let name = |id: PersonId| people.iter().find(|person| person.id == id).map_or("?", |one| &one.name);
        let (mut screen, now) = (Screen::new(), now()?);
        for ReviewItem { attempt, causes, due, owner, barred, .. } in queue {
            let title = attempt.played.title.as_deref().unwrap_or(&attempt.played.scenario);
            let causes: Vec<_> = causes.into_iter().map(|cause| words::cause(cause, self.language)).collect();
            let owner = owner.map_or(self.t("nobody has it yet", "尚无负责人"), name);
            let mut line = format!(
                "{} · {title} · {} · {owner} · {}",
                name(attempt.person),
                causes.join(self.t(", ", "、")),
                words::due(due, now, self.language)
            );
            if barred {
                line += self.t(
                    " · for somebody else: the appeal is against you",
                    " · 须由他人处理：申诉针对您的决定",
                );
            }
            screen.say(if due < now { Look::Warn } else { Look::Plain }, 2, &line)?;
            screen.say(Look::Faint, 2, &format!("  hotseat review {}", attempt.id))?;
        }
        Ok(0)
    }

    fn sample(&self, store: &Store, inner: &ArgMatches) -> anyhow::Result<u8> {
        let team = inner.get_one::<String>("team").context("no team")?;
        let team = self.told(store.find_team(team))?;
        if let Some(percent) = inner.get_one::<u16>("percent") {
            self.told(store.set_sample(team.id, percent * 10, now()?))?;
        }
        let (share, since) = self.told(store.sample(team.id))?;
        let (name, percent) = (&team.name, f64::from(share) / 10.0);
        let Some(since) = since.filter(|_| share > 0) else {
            return say(&self
                .language
                .pick(format!("{name}: nothing is drawn for review."), format!("{name}：未开启抽查。")));
        };
        let day = since.to_zoned(TimeZone::system()).date();
        say(&self.language.pick(
            format!("{name}: {percent} % of what was assigned or certified and ended since {day} is drawn for review."),
            format!("{name}：自 {day} 起结束的指派练习和考试，抽查 {percent}%。"),
        ))
    }

    fn overrule(&self, store: &Store, attempt: AttemptId, inner: &ArgMatches) -> anyhow::Result<u8> {
        let number = |name: &str| inner.get_one::<u32>(name).copied();
        let about = self.told(store.summary(attempt))?;
        let (rubric, back) = (about.played.rubric, inner.get_flag("take-back"));
        let what = match (number("finding"), number("critical")) {
            (Some(finding), _) => {
                let finding = finding.saturating_sub(1);
                let points = if back { None } else { Some(self.ruled(store, attempt, finding, inner)?) };
                Overruling::Finding { finding, points }
            }
            (None, Some(error)) => Overruling::Critical { error: error.saturating_sub(1), lifted: !back },
            (None, None) => bail!(self.t(
                "say which: --finding N, or --critical N; `hotseat review ID` numbers them",
                "请指明哪一条：--finding N 或 --critical N，编号见 `hotseat review ID`",
            )),
        };
        let reason = inner.get_one::<String>("reason").cloned().unwrap_or_default();
        self.told(store.overrule(&NewOverruling { attempt, what, rubric, reason, at: now()? }))?;
        let after = self.told(store.summary(attempt))?;
        let said = after.grade.zip(after.machine);
        say(&said.map_or_else(String::new, |(grade, machine)| words::counts(&grade, &machine, self.language)))
    }

    /// The points asked for, else those of a finding that is turned round.
    fn ruled(
        &self,
        store: &Store,
        attempt: AttemptId,
        finding: u32,
        inner: &ArgMatches,
    ) -> anyhow::Result<i32> {
        if let Some(points) = inner.get_one::<i32>("points") {
            return Ok(*points);
        }
        let cards = self.told(store.scorecards(attempt))?;
        let card = cards.first().and_then(|(_, json)| serde_json::from_str::<Scorecard>(json).ok());
        let found = card.as_ref().and_then(|card| card.findings.get(finding as usize));
        match found.map(crate::score::Finding::reversed) {
            // The store says that there is none.
            None => Ok(0),
            Some(reversed) => reversed.context(self.t(
                "this finding was worth nothing: say with --points what it is worth",
                "这一条原本不计分：请用 --points 写明应得分数",
            )),
        }
    }

    /// One comment with its answers.
    pub(super) fn comment(
        &self,
        screen: &mut Screen,
        store: &Store,
        comment: &Comment,
    ) -> anyhow::Result<()> {
        let people = self.names(store)?;
        let mut line = |step: &ReviewStep, mark: &str| {
            let by = people.iter().find(|one| one.id == step.by).map_or("?", |one| &one.name);
            screen.say(Look::Desk, 10, &format!("      {mark} {}", headed(by, &step.text, self.language)))
        };
        let number = comment.said.number;
        line(
            &comment.said,
            &self.language.pick(format!("✎ comment {number},"), format!("✎ 第 {number} 号点评，")),
        )?;
        comment.answers.iter().try_for_each(|answer| line(answer, "  ↳"))?;
        Ok(())
    }

    /// The findings and critical errors with the numbers by which they are overruled.
    pub(super) fn for_ruling(
        &self,
        screen: &mut Screen,
        id: AttemptId,
        card: &Scorecard,
    ) -> anyhow::Result<()> {
        if card.findings.is_empty() {
            return Ok(());
        }
        screen.title(self.t("You judge one of these otherwise?", "对其中某条有不同判断？"))?;
        for (number, finding) in (1..).zip(&card.findings) {
            let (points, text) = (debrief::points(finding), findings::finding(finding, self.language));
            screen.say(Look::Plain, 5, &format!("{number:>3}  {points:>7}  {text}"))?;
        }
        for (number, error) in (1..).zip(&card.critical) {
            let kind = self.t("critical error", "致命错误");
            let line = format!("  {kind} {number}");
            screen.say(Look::Bad, 5, &headed(&line, &error.what, self.language))?;
        }
        let how = "hotseat review overrule";
        screen.say(Look::Faint, 0, &format!("{how} {id} --finding N [--points P] --reason …"))?;
        Ok(())
    }

    /// What was done in the review, step by step, and what the attempt counts as since.
    pub(super) fn reviewed(
        &self,
        screen: &mut Screen,
        store: &Store,
        about: &Summary,
        card: &Scorecard,
    ) -> anyhow::Result<()> {
        let people = self.names(store)?;
        let name = |id: PersonId| people.iter().find(|person| person.id == id).map_or("?", |one| &one.name);
        let mut steps = self.told(store.review_steps(about.id))?;
        steps.retain(|step| {
            !matches!(
                step.what,
                Reviewing::Commented { .. } | Reviewing::Answered { .. } | Reviewing::Decided { .. }
            )
        });
        if !steps.is_empty() {
            screen.title(self.t("In review", "复核记录"))?;
        }
        for step in steps {
            let mut given = "";
            if let Reviewing::Taken { by, .. } = step.what
                && by != step.by
            {
                given = name(by);
            }
            let what =
                words::step(step.what, given, &words::about(step.what, card, self.language), self.language);
            let day = step.at.to_zoned(TimeZone::system()).date();
            let by = name(step.by);
            let head = self.language.pick(format!("{day}, {by} {what}"), format!("{day}，{by} {what}"));
            let line = if step.text.is_empty() { head } else { headed(&head, &step.text, self.language) };
            screen.say(Look::Plain, 2, &line)?;
        }
        if let (Some(grade), Some(machine)) = (about.grade, about.machine) {
            screen.gap()?;
            screen.say(Look::Good, 0, &words::counts(&grade, &machine, self.language))?;
        }
        Ok(())
    }
}
