//! `report team`: who is ready, on what evidence, and what the team lacks.

use std::io::Write;

use anyhow::Context;
use clap::ArgMatches;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::table::table;
use crate::cli::Setup;
use crate::cli::keep::now;
use crate::cli::screen::{Look, Screen};
use crate::locale::progress::measure;
use crate::locale::team as words;
use crate::progress::ScenarioHead;
use crate::progress::team::Row;
use crate::scenario::roles::{Measure, Roles};
use crate::scenario::{Language, Scenario};
use crate::session::Mode;
use crate::store::{Glance, Ladders, Member, PersonId, Progress, Right, Slice, Store};

/// A team with what is needed to put it into words.
struct Team {
    name: String,
    members: Vec<Member>,
    glance: Glance,
    /// How many assignments of each member are late.
    late: Vec<usize>,
}

impl Setup {
    /// A team, or everybody.
    pub(super) fn report_team(&self, inner: &ArgMatches, json: bool) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let (name, members) = match inner.get_one::<String>("team") {
            Some(name) => (name.clone(), self.told(store.members(self.told(store.find_team(name))?.id))?),
            None => (self.t("Everybody", "全部人员").to_owned(), self.everybody_led(&store)?),
        };
        let library = self.library()?;
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        let scenarios: Vec<&Scenario> = all.values().flatten().collect();
        let installed: Vec<ScenarioHead> =
            scenarios.iter().map(|scenario| ScenarioHead::from(scenario.file())).collect();
        let ladders = Ladders { roles: &roles, installed: &installed, now: now()? };
        let people: Vec<PersonId> = members.iter().map(|member| member.person.id).collect();
        let glance = self.told(store.glance(&people, &self.slice(inner)?, &ladders))?;
        let late = people.iter().map(|person| self.late(&store, *person, &ladders));
        let late = late.collect::<anyhow::Result<_>>()?;
        let team = Team { name, members, glance, late };
        if json {
            writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&team.json())?)?;
            return Ok(0);
        }
        let title = |id: &str| {
            let installed = scenarios.iter().find(|scenario| scenario.file().id == id);
            installed.map_or_else(|| id.to_owned(), |one| one.file().title.get(self.language).to_owned())
        };
        team.draw(&mut Screen::new(), &roles, title, self.language)?;
        Ok(0)
    }

    /// Everybody whom whoever asks leads, or everybody there is for the owner.
    fn everybody_led(&self, store: &Store) -> anyhow::Result<Vec<Member>> {
        if self.told(store.is_open())? || store.rights().is_some_and(|has| has.has(Right::Owner)) {
            return self.told(store.staff());
        }
        let mut all: Vec<Member> = Vec::new();
        for team in self.told(store.teams())? {
            for member in self.told(store.members(team.id))? {
                if all.iter().all(|known| known.person.id != member.person.id) {
                    all.push(member);
                }
            }
        }
        Ok(all)
    }

    fn slice(&self, inner: &ArgMatches) -> anyhow::Result<Slice> {
        let since = inner.get_one::<String>("since").map(|text| self.day(text)).transpose()?;
        let since = since.map(|day| day.to_zoned(TimeZone::system())).transpose()?;
        Ok(Slice {
            since: since.map(|day| day.timestamp()),
            scenario: inner.get_one::<String>("scenario").cloned(),
            language: inner
                .get_one::<String>("in")
                .map(|code| if code == "zh" { Language::Zh } else { Language::En }),
            mode: inner
                .get_one::<String>("mode")
                .map(|mode| if mode == "certify" { Mode::Certify } else { Mode::Practice }),
        })
    }

    fn day(&self, text: &str) -> anyhow::Result<Date> {
        text.trim().parse().ok().with_context(|| {
            self.language.pick(
                format!("“{text}” is no day: write it as 2026-05-31"),
                format!("“{text}”不是日期：请写成 2026-05-31 的形式"),
            )
        })
    }

    fn late(&self, store: &Store, person: PersonId, ladders: &Ladders<'_>) -> anyhow::Result<usize> {
        let mut late = 0;
        let given = match store.given(person) {
            Err(crate::store::StoreError::NotPermitted { .. }) => return Ok(0),
            read => self.told(read)?,
        };
        for one in given {
            late += usize::from(self.told(store.came(&one, ladders))?.progress == Progress::Late);
        }
        Ok(late)
    }
}

impl Team {
    fn draw(
        &self,
        screen: &mut Screen,
        roles: &Roles,
        title: impl Fn(&str) -> String,
        ui: Language,
    ) -> anyhow::Result<()> {
        let of = self.members.len();
        screen.title(&ui.pick(format!("{} — people: {of}", self.name), format!("{}——{of} 人", self.name)))?;
        if self.members.is_empty() {
            screen.say(Look::Faint, 0, ui.pick("Nobody is in this team yet.", "这个团队还没有成员。"))?;
            return Ok(());
        }
        let mut head = vec![ui.pick("Name", "姓名").to_owned()];
        for of in [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution] {
            head.push(measure(of, ui).to_owned());
        }
        head.push(ui.pick("Late", "逾期").to_owned());
        head.push(ui.pick("Certified for", "已认证").to_owned());
        let mut rows = vec![(Look::Title, head)];
        for ((member, row), late) in self.members.iter().zip(&self.glance.overview.rows).zip(&self.late) {
            let mut cells = vec![member.person.name.clone()];
            for cell in &row.cells {
                let moved = words::moved(cell).map_or_else(String::new, |moved| format!(" {moved}"));
                cells.push(words::cell(cell) + &moved);
            }
            cells.push(if *late == 0 { String::new() } else { late.to_string() });
            cells.push(certified(row, ui));
            rows.push((if *late > 0 { Look::Warn } else { Look::Plain }, cells));
        }
        table(screen, &rows, &[5])?;
        screen.say(Look::Faint, 0, words::legend(ui))?;
        screen.title(ui.pick("Ready for each step", "各岗位就绪情况"))?;
        for rung in roles.ladders.iter().flat_map(|ladder| &ladder.steps) {
            let ready = words::ready(self.glance.overview.ready(&rung.id), of, ui);
            let line = crate::locale::names::headed(rung.title.get(ui), &ready, ui);
            screen.say(Look::Plain, 4, &format!("  {line}"))?;
        }
        if !self.glance.overview.gaps.is_empty() {
            screen.title(ui.pick("What the team lacks", "团队短板"))?;
        }
        for gap in &self.glance.overview.gaps {
            screen.say(Look::Plain, 4, &format!("  {}", words::gap(gap, of, roles, ui)))?;
            let names: Vec<&str> = gap
                .lacking
                .iter()
                .filter_map(|place| self.members.get(*place))
                .map(|member| member.person.name.as_str())
                .collect();
            screen.say(Look::Faint, 6, &format!("    {}", names.join(ui.pick(", ", "、"))))?;
            screen.say(Look::Good, 6, &format!("    {}", words::closing(gap, &title, ui)))?;
        }
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        let rows = self.members.iter().zip(&self.glance.overview.rows).zip(&self.late);
        let people: Vec<_> = rows
            .map(|((member, row), late)| json!({ "person": member.person.name, "late": late, "is": row }))
            .collect();
        json!({ "team": self.name, "people": people, "gaps": self.glance.overview.gaps })
    }
}

/// The highest certified step of each ladder.
fn certified(row: &Row, ui: Language) -> String {
    let steps = row.standing.iter().filter_map(|ladder| ladder.certified());
    let titles: Vec<&str> = steps.map(|step| step.title.get(ui)).collect();
    if titles.is_empty() { "–".to_owned() } else { titles.join(ui.pick(", ", "、")) }
}
