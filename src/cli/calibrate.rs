//! `hotseat calibrate`: the same attempts scored blind by several reviewers, and what came of it.

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::screen::{Look, Screen, say};
use crate::calibration::{self, agreed, lots, report};
use crate::locale::names::headed;
use crate::qa::Criterion;
use crate::session::What;
use crate::store::{
    AttemptId, BlindRating, Calibration, CalibrationId, NewCalibration, Person, PersonId, State, Store,
    Summary,
};

/// How many attempts are drawn where nothing is said.
const DRAWN: u32 = 10;
/// How many cases that are seen differently are listed.
const SHOWN: usize = 12;

impl Setup {
    /// `calibrate begin|list|case|score|close|show`.
    pub(super) fn calibrate(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, me) = self.signed_in(true)?;
        let (name, inner) = inner.subcommand().context("no command")?;
        if name == "begin" {
            return self.begin_calibration(&store, inner);
        }
        if name == "list" {
            return self.calibrations(&store, &me);
        }
        let written = inner.get_one::<String>("calibration").context("no id")?;
        let id = CalibrationId(Uuid::parse_str(written).map_err(|_wrong| {
            anyhow!(self.language.pick(
                format!("“{written}” is no id of a calibration: `hotseat calibrate list` shows them"),
                format!("“{written}”不是校准编号：请用 `hotseat calibrate list` 查看"),
            ))
        })?);
        let found = self.told(store.calibration(id))?;
        match name {
            "case" => self.case(&store, &found, inner),
            "score" => self.score_case(&store, &found, inner),
            "close" => {
                self.told(store.close_calibration(id, now()?))?;
                say(&self.language.pick(
                    format!("Closed. `hotseat calibrate show {written}` says what it came to."),
                    format!("已结束。结果请用 `hotseat calibrate show {written}` 查看。"),
                ))
            }
            "show" => self.show_calibration(&store, &found),
            _ => bail!("no such command"),
        }
    }

    fn begin_calibration(&self, store: &Store, inner: &ArgMatches) -> anyhow::Result<u8> {
        let many = |name: &str| inner.get_many::<String>(name).into_iter().flatten();
        let reviewers = many("with").map(|name| Ok(self.someone(store, name)?.id));
        let reviewers: Vec<PersonId> = reviewers.collect::<anyhow::Result<_>>()?;
        let mut attempts: Vec<AttemptId> =
            many("attempt").map(|id| self.attempt_id(id)).collect::<anyhow::Result<_>>()?;
        if let Some(team) = inner.get_one::<String>("team") {
            let team = self.told(store.find_team(team))?;
            let count = inner.get_one::<u32>("draw").copied().unwrap_or(DRAWN);
            let seed =
                inner.get_one::<u64>("draw-seed").copied().unwrap_or_else(|| Uuid::new_v4().as_u64_pair().0);
            let mut open_to_draw = Vec::new();
            for member in self.told(store.members(team.id))? {
                let drawable = |one: &Summary| one.state != State::Open && one.grade.is_some();
                if !reviewers.contains(&member.person.id) && store.acting() != Some(member.person.id) {
                    let theirs = self.told(store.exportable(member.person.id))?;
                    open_to_draw.extend(theirs.iter().filter(|one| drawable(one)).map(|one| one.id));
                }
            }
            attempts.extend(lots(open_to_draw, usize::try_from(count)?, seed));
        }
        let new = NewCalibration {
            id: CalibrationId(Uuid::now_v7()),
            title: inner.get_one::<String>("title").cloned().unwrap_or_default(),
            attempts,
            reviewers,
            due: inner.get_one::<String>("due").map(|due| self.due(due)).transpose()?,
            at: now()?,
        };
        self.told(store.calibrate(&new))?;
        let kept = self.told(store.calibration(new.id))?;
        let (id, cases, people) = (new.id.0, kept.new.attempts.len(), kept.new.reviewers.len());
        say(&self.language.pick(
            format!("Begun: {cases} cases for {people} reviewers. Each reads `hotseat calibrate case {id} 1`, and so on."),
            format!("已开始：{cases} 个案例，{people} 位评分人。请各自用 `hotseat calibrate case {id} 1` 依次阅读。"),
        ))
    }

    fn calibrations(&self, store: &Store, me: &Person) -> anyhow::Result<u8> {
        let all = self.told(store.calibrations())?;
        if all.is_empty() {
            return say(self.t("There are no calibrations for you.", "没有与您有关的校准。"));
        }
        let mut screen = Screen::new();
        for Calibration { new, closed, scored, .. } in all {
            let day = new.at.to_zoned(TimeZone::system()).date();
            let cases = new.attempts.len();
            let mut line = format!("{day}  {} · ", new.title);
            if closed.is_some() {
                line += self.t("closed", "已结束");
            } else if new.reviewers.contains(&me.id) {
                let left = cases - scored.iter().filter(|(who, _)| *who == me.id).count();
                line += &self.language.pick(
                    format!("you have {left} of {cases} cases to score"),
                    format!("{cases} 个案例，您还有 {left} 个待评"),
                );
            } else {
                let (done, of) = (scored.len(), cases * new.reviewers.len());
                line += &self.language.pick(format!("{done} of {of} scored"), format!("已评 {done}/{of}"));
            }
            screen.say(Look::Plain, 2, &line)?;
            screen.say(Look::Faint, 2, &format!("  {}", new.id.0))?;
        }
        Ok(0)
    }

    /// The attempt of a case by its number.
    fn case_of(&self, found: &Calibration, inner: &ArgMatches) -> anyhow::Result<AttemptId> {
        let number = inner.get_one::<u32>("case").copied().unwrap_or_default();
        let place = usize::try_from(number)?.checked_sub(1);
        place.and_then(|place| found.new.attempts.get(place)).copied().ok_or_else(|| {
            let cases = found.new.attempts.len();
            anyhow!(self.language.pick(
                format!("there is no case {number}: this calibration has {cases}"),
                format!("没有第 {number} 个案例：这场校准共有 {cases} 个"),
            ))
        })
    }

    fn case(&self, store: &Store, found: &Calibration, inner: &ArgMatches) -> anyhow::Result<u8> {
        let blind = self.told(store.blind(found.new.id, self.case_of(found, inner)?))?;
        let mut screen = Screen::new();
        screen.title(blind.played.title.as_deref().unwrap_or(&blind.played.scenario))?;
        for event in &blind.log {
            let minute = format!("{}:{:02}", event.at / 60, event.at % 60);
            let (look, who, text) = if let What::Customer { text } = &event.what {
                (Look::Customer, self.t("Customer", "客户"), text.as_str())
            } else if let What::Sent { text, .. } = &event.what {
                (Look::Trainee, self.t("Agent", "坐席"), text.as_str())
            } else if let What::Used { tool, .. } = &event.what {
                (Look::Desk, self.t("Tool", "工具"), tool.as_str())
            } else {
                continue;
            };
            screen.say(look, 6, &format!("{minute:>5} {}", headed(who, text, self.language)))?;
        }
        screen
            .title(self.t("Score it: 0 not met, 1 partly, 2 met", "请打分：0 未做到，1 部分做到，2 做到"))?;
        for criterion in Criterion::ALL {
            screen.say(
                Look::Plain,
                4,
                &format!("{:<13} {}", criterion.word(), criterion.question(self.language)),
            )?;
        }
        let (id, case) = (found.new.id.0, inner.get_one::<u32>("case").copied().unwrap_or_default());
        screen.say(Look::Faint, 0, &format!("hotseat calibrate score {id} {case} empathy=2 goal=1 …"))?;
        Ok(0)
    }

    fn score_case(&self, store: &Store, found: &Calibration, inner: &ArgMatches) -> anyhow::Result<u8> {
        let attempt = self.case_of(found, inner)?;
        let written = inner.get_many::<String>("ratings").into_iter().flatten();
        let ratings: Vec<BlindRating> =
            written.map(|written| self.rating(written)).collect::<anyhow::Result<_>>()?;
        self.told(store.score_blind(found.new.id, attempt, &ratings, now()?))?;
        say(self.t("Scored.", "已提交评分。"))
    }

    fn rating(&self, written: &str) -> anyhow::Result<BlindRating> {
        let parsed = written.split_once('=').and_then(|(word, rating)| {
            let place = Criterion::ALL.iter().position(|criterion| criterion.word() == word.trim())?;
            let rating = match rating.trim() {
                "-" => None,
                rating => Some(rating.parse::<u8>().ok().filter(|rating| *rating <= 2)?),
            };
            Some((u8::try_from(place).ok()?, rating))
        });
        parsed.ok_or_else(|| {
            let known: Vec<_> = Criterion::ALL.iter().map(|criterion| criterion.word()).collect();
            let known = known.join(self.t(", ", "、"));
            anyhow!(self.language.pick(
                format!("“{written}” is no rating: write CRITERION=0, 1 or 2; criteria are {known}"),
                format!("“{written}”不是有效的评分：请写成 项目=0、1 或 2；项目有：{known}"),
            ))
        })
    }

    fn show_calibration(&self, store: &Store, found: &Calibration) -> anyhow::Result<u8> {
        let scores = self.told(store.calibration_scores(found.new.id))?;
        let cards = self.told(store.calibration_cards(found.new.id))?;
        let report = report(&scores, &cards);
        if report.reviewers.is_empty() {
            return say(self.t("Nobody scored anything.", "没有人打分。"));
        }
        let people = self.names(store)?;
        let name = |id: &PersonId| people.iter().find(|person| person.id == *id).map_or("?", |one| &one.name);
        let mut screen = Screen::new();
        screen.title(self.t("How far the reviewers agree", "评分人之间的一致程度"))?;
        for one in &report.reviewers {
            screen.say(Look::Plain, 2, &agreed(one, self.language))?;
        }
        screen.title(self.t("How far the machine agrees with them", "机器与评分人的一致程度"))?;
        for one in &report.machine {
            screen.say(Look::Plain, 2, &agreed(one, self.language))?;
        }
        screen.title(self.t("Lenient or severe", "宽严差异"))?;
        let said = report
            .leaning
            .iter()
            .filter_map(|one| calibration::bias(one, one.who.as_ref().map(name), self.language));
        let said: Vec<String> = said.collect();
        if said.is_empty() {
            screen.say(Look::Good, 2, self.t("Nobody beyond chance.", "没有人明显偏宽或偏严。"))?;
        }
        said.iter().try_for_each(|line| screen.say(Look::Warn, 2, line))?;
        if !report.apart.is_empty() {
            screen.title(self.t("Furthest apart: talk about these", "分歧最大，建议讨论"))?;
        }
        for apart in report.apart.iter().take(SHOWN) {
            let case =
                found.new.attempts.iter().position(|id| *id == apart.attempt).map_or(0, |place| place + 1);
            let step = |given: Option<u8>| given.map_or_else(|| "–".to_owned(), |given| given.to_string());
            let mut given: Vec<String> =
                apart.given.iter().map(|(who, given)| format!("{} {}", name(who), step(*given))).collect();
            given.push(format!("{} {}", self.t("machine", "机器"), step(apart.machine)));
            let (what, given) = (apart.criterion.question(self.language), given.join(self.t(", ", "，")));
            let line = self
                .language
                .pick(format!("Case {case}: {what} {given}"), format!("案例 {case}：{what}{given}"));
            screen.say(Look::Plain, 2, &line)?;
        }
        Ok(0)
    }
}
