//! `hotseat assign` and `hotseat assignments`: giving work, and seeing what became of it.

use anyhow::{anyhow, bail};
use clap::ArgMatches;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::Setup;
use super::keep::now;
use super::screen::{Look, Screen, say};
use crate::locale::assignment as words;
use crate::progress::{ScenarioHead, least};
use crate::scenario::Library;
use crate::store::{AssignmentId, Given, Ladders, NewAssignment, Person, Store, Task, Whom};

impl Setup {
    /// `assign …`.
    pub(super) fn assign(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        let library = self.library()?;
        let task = match (text("scenario"), text("step")) {
            (Some(id), _) => {
                self.scenario(&library, id, 0)?;
                Task::Scenario(id.to_owned())
            }
            (None, Some(step)) => Task::Step(self.step(&library, step)?),
            (None, None) => {
                bail!(self.t("say what: --scenario or --step", "请指明内容：--scenario 或 --step"))
            }
        };
        let whom = if let Some(name) = text("to") {
            Whom::Person(self.someone(&store, name)?.id)
        } else if let Some(team) = text("team") {
            Whom::Team(self.told(store.find_team(team))?.id)
        } else {
            Whom::Anybody
        };
        let new = NewAssignment {
            id: AssignmentId(Uuid::now_v7()),
            task,
            whom,
            certify: inner.get_flag("exam") || whom == Whom::Anybody,
            due: text("due").map(|due| self.due(due)).transpose()?,
            pass_mark: inner.get_one::<u8>("pass-mark").copied(),
            attempts: inner.get_one::<u8>("attempts").copied(),
            at: now()?,
        };
        self.enough(&library, &new)?;
        self.told(store.assign(&new))?;
        say(&self.language.pick(format!("Assigned: {}", new.id), format!("已指派：{}", new.id)))
    }

    /// Refuses a step with fewer attempts than it takes.
    fn enough(&self, library: &Library, new: &NewAssignment) -> anyhow::Result<()> {
        let (Task::Step(step), Some(attempts)) = (&new.task, new.attempts) else { return Ok(()) };
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let least = least(&roles, step, &self.heads(library)?, new.certify);
        if u16::from(attempts) >= least {
            return Ok(());
        }
        bail!(self.language.pick(
            format!("“{step}” takes at least {least} attempts: allow as many, or leave --attempts out"),
            format!("“{step}”至少要尝试 {least} 次：请把次数设得不少于此，或不写 --attempts"),
        ))
    }

    /// What decides which roles each installed scenario counts towards.
    pub(super) fn heads(&self, library: &Library) -> anyhow::Result<Vec<ScenarioHead>> {
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        Ok(all.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect())
    }

    /// The end of a day, `2026-12-01`, on this machine's calendar; or so many days from now, `14d`.
    pub(super) fn due(&self, written: &str) -> anyhow::Result<Timestamp> {
        let zone = TimeZone::system();
        let days = written.strip_suffix(['d', '天']).and_then(|days| days.parse::<i64>().ok());
        let today = now()?.to_zoned(zone.clone()).date();
        let date = match days {
            Some(days) => today.checked_add(days.days()).ok(),
            None => written.parse::<Date>().ok(),
        };
        let end = date.and_then(|date| date.to_datetime(Time::MAX).to_zoned(zone).ok());
        let end = end.map(|end| end.timestamp()).ok_or_else(|| {
            anyhow!(self.language.pick(
                format!("“{written}” is no date: write 2026-12-01, or 14d for a fortnight"),
                format!("“{written}”不是日期：请写 2026-12-01，或 14d 表示十四天内"),
            ))
        })?;
        if end < now()? {
            bail!(self.language.pick(
                format!("“{written}” has passed: name today or a later day"),
                format!("“{written}”已经过去：请写今天或以后的日期"),
            ));
        }
        Ok(end)
    }

    pub(super) fn step(&self, library: &Library, asked: &str) -> anyhow::Result<String> {
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let steps: Vec<&String> =
            roles.ladders.iter().flat_map(|ladder| &ladder.steps).map(|step| &step.id).collect();
        steps.iter().find(|step| step.as_str() == asked).map(|step| (*step).clone()).ok_or_else(|| {
            let known: Vec<&str> = steps.iter().map(|step| step.as_str()).collect();
            let known = known.join(self.t(", ", "、"));
            anyhow!(self.language.pick(
                format!("there is no step `{asked}`; there are {known}"),
                format!("没有岗位“{asked}”，现有：{known}"),
            ))
        })
    }

    /// `assignments`: one's own, somebody's, or a team's; `--withdraw ID` takes one back.
    pub(super) fn assignments(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let (store, me) = self.signed_in(true)?;
        let text = |name: &str| inner.get_one::<String>(name).map(String::as_str);
        if let Some(id) = text("withdraw") {
            let id = Uuid::parse_str(id).map_err(|_wrong| {
                anyhow!(self.language.pick(
                    format!("“{id}” is no id of an assignment: `hotseat assignments` shows them"),
                    format!("“{id}”不是任务编号：请用 `hotseat assignments` 查看"),
                ))
            })?;
            self.told(store.withdraw(AssignmentId(id), now()?))?;
            return say(self.t("It is taken back.", "已撤回。"));
        }
        let (given, people) = if let Some(team) = text("team") {
            let team = self.told(store.find_team(team))?;
            let people = self.told(store.members(team.id))?;
            let people: Vec<Person> = people.into_iter().map(|one| one.person).collect();
            (self.told(store.given_to_team(team.id))?, people)
        } else {
            let person = match text("person") {
                Some(name) => self.someone(&store, name)?,
                None => me,
            };
            (self.told(store.given(person.id))?, vec![person])
        };
        self.show_given(&store, &given, &people, text("team").is_some())
    }

    fn show_given(
        &self,
        store: &Store,
        given: &[Given],
        people: &[Person],
        of_team: bool,
    ) -> anyhow::Result<u8> {
        let mut screen = Screen::new();
        if given.is_empty() {
            return say(self.t("Nothing is assigned.", "目前没有指派的任务。"));
        }
        let (now, library) = (now()?, self.library()?);
        let roles = library.roles().unwrap_or_default();
        let installed = self.heads(&library)?;
        let ladders = Ladders { roles: &roles, installed: &installed, now };
        for one in given {
            let came = self.told(store.came(one, &ladders))?;
            let progress = came.progress;
            let look = match progress {
                words::Progress::Waiting => Look::Warn,
                words::Progress::Done => Look::Good,
                words::Progress::Late | words::Progress::Failed => Look::Bad,
                words::Progress::Open => Look::Plain,
            };
            let name = people.iter().find(|person| person.id == one.person).map_or("", |person| &person.name);
            let named = |id: &str| {
                let scenario = library.scenario(id, 0).ok()?;
                Some(scenario.file().title.get(self.language).to_owned())
            };
            let title = words::title(&one.assignment.new.task, named, &roles, self.language);
            let line = words::line(one, &title, came, now, self.language);
            let line = if of_team { format!("{name}  {line}") } else { line };
            screen.say(look, 2, &line)?;
            let id = one.assignment.new.id;
            let mine = store.acting() == Some(one.person) && !of_team;
            let todo = mine && matches!(progress, words::Progress::Open | words::Progress::Late);
            let how = if todo { format!("  {}", how_to(one)) } else { String::new() };
            screen.say(Look::Faint, 2, &format!("  {id}{how}"))?;
        }
        Ok(0)
    }
}

/// How an assignment is begun at the terminal.
fn how_to(given: &Given) -> String {
    let new = &given.assignment.new;
    let what = match &new.task {
        Task::Scenario(id) => id.as_str(),
        Task::Step(_) => "…",
    };
    format!("hotseat play {what}{}", if new.certify { " --mode certify" } else { "" })
}
