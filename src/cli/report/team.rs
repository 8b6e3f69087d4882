//! `report team`: who is ready, on what evidence, and what the team lacks.

use anyhow::Context;
use clap::ArgMatches;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::outlet::{Format, Outlet, Written};
use super::table::table;
use crate::cli::Setup;
use crate::cli::screen::{Look, Screen};
use crate::locale::progress::measure;
use crate::locale::{assignment, names, report, team as words};
use crate::progress::team::Row;
use crate::report::{Paper, TeamReport};
use crate::scenario::Language;
use crate::scenario::roles::Measure;
use crate::session::Mode;
use crate::store::{Member, Right, Slice, Store};

impl Setup {
    /// A team, or everybody.
    pub(super) fn report_team(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let outlet = Outlet::of(self, inner)?;
        let (store, _) = self.signed_in(true)?;
        let name = inner.get_one::<String>("team").cloned();
        let members = match &name {
            Some(name) => self.told(store.members(self.told(store.find_team(name))?.id))?,
            None => self.everybody_led(&store)?,
        };
        let slice = self.slice(inner)?;
        self.with_paper(|paper, ladders| {
            let team = self.told(TeamReport::of(&store, (name, members), slice, ladders))?;
            let written = match outlet.format {
                Format::Json => Written::Json(as_json(&team, paper)),
                Format::Html => Written::Html(team.html(paper)?),
                Format::Text => {
                    let mut screen = outlet.screen();
                    draw(&mut screen, &team, paper)?;
                    Written::Text(screen)
                }
            };
            outlet.put(self, written)
        })
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
}

fn name(team: &TeamReport, ui: Language) -> &str {
    team.name.as_deref().unwrap_or(ui.pick("Everybody", "全部人员"))
}

fn draw(screen: &mut Screen, team: &TeamReport, paper: &Paper<'_>) -> anyhow::Result<()> {
    let (ui, of) = (paper.language, team.members.len());
    let name = name(team, ui);
    screen.title(&ui.pick(format!("{name} — people: {of}"), format!("{name}——{of} 人")))?;
    if team.members.is_empty() {
        screen.say(Look::Faint, 0, ui.pick("Nobody is in this team yet.", "这个团队还没有成员。"))?;
        return Ok(());
    }
    screen.say(Look::Faint, 0, report::team_made_of(team.everything, ui))?;
    people(screen, team, ui)?;
    screen.title(ui.pick("Ready for each step", "各岗位就绪情况"))?;
    for rung in paper.roles.ladders.iter().flat_map(|ladder| &ladder.steps) {
        let ready = words::ready(team.overview.ready(&rung.id), of, ui);
        let line = names::headed(rung.title.get(ui), &ready, ui);
        screen.say(Look::Plain, 4, &format!("  {line}"))?;
    }
    overdue(screen, team, paper)?;
    if !team.overview.gaps.is_empty() {
        screen.title(ui.pick("What the team lacks", "团队短板"))?;
    }
    for gap in &team.overview.gaps {
        screen.say(Look::Plain, 4, &format!("  {}", words::gap(gap, of, paper.roles, ui)))?;
        let names: Vec<&str> = gap
            .lacking
            .iter()
            .filter_map(|place| team.members.get(*place))
            .map(|member| member.person.name.as_str())
            .collect();
        screen.say(Look::Faint, 6, &format!("    {}", names.join(ui.pick(", ", "、"))))?;
        screen.say(Look::Good, 6, &format!("    {}", words::closing(gap, |id| paper.title(id, None), ui)))?;
    }
    Ok(())
}

/// Everybody with their abilities.
fn people(screen: &mut Screen, team: &TeamReport, ui: Language) -> anyhow::Result<()> {
    let mut head = vec![ui.pick("Name", "姓名").to_owned()];
    for of in [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution] {
        head.push(measure(of, ui).to_owned());
    }
    head.push(ui.pick("Late", "逾期").to_owned());
    head.push(ui.pick("Certified for", "已认证").to_owned());
    let mut rows = vec![(Look::Title, head)];
    for (place, (member, row)) in team.members.iter().zip(&team.overview.rows).enumerate() {
        let late = team.late(place);
        let mut cells = vec![member.person.name.clone()];
        for cell in &row.cells {
            let moved = words::moved(cell).map_or_else(String::new, |moved| format!(" {moved}"));
            cells.push(words::cell(cell) + &moved);
        }
        cells.push(if late == 0 { String::new() } else { late.to_string() });
        cells.push(certified(row, ui));
        rows.push((if late > 0 { Look::Warn } else { Look::Plain }, cells));
    }
    table(screen, &rows, &[5])?;
    Ok(screen.say(Look::Faint, 0, words::legend(ui))?)
}

/// What is late, the longest overdue first.
fn overdue(screen: &mut Screen, team: &TeamReport, paper: &Paper<'_>) -> anyhow::Result<()> {
    let ui = paper.language;
    if !team.overdue.is_empty() {
        screen.title(ui.pick("Overdue", "已逾期"))?;
    }
    for one in &team.overdue {
        let who = team.members.get(one.member).map_or("?", |member| member.person.name.as_str());
        let asked = &one.given.assignment.new;
        let titles = |id: &str| paper.titles.get(id).map(|title| title.get(ui).to_owned());
        let what = assignment::title(&asked.task, titles, paper.roles, ui);
        let due = asked.due.map(|due| assignment::due(due, paper.now, ui)).unwrap_or_default();
        screen.say(Look::Warn, 4, &format!("  {who} · {what} · {due}"))?;
    }
    Ok(())
}

fn as_json(team: &TeamReport, paper: &Paper<'_>) -> serde_json::Value {
    let rows = team.members.iter().zip(&team.overview.rows).enumerate();
    let people: Vec<_> = rows
        .map(|(place, (member, row))| {
            json!({ "person": member.person.name, "late": team.late(place), "is": row })
        })
        .collect();
    json!({ "team": name(team, paper.language), "people": people, "gaps": team.overview.gaps })
}

/// The highest certified step of each ladder.
fn certified(row: &Row, ui: Language) -> String {
    let steps = row.standing.iter().filter_map(|ladder| ladder.certified());
    let titles: Vec<&str> = steps.map(|step| step.title.get(ui)).collect();
    if titles.is_empty() { "–".to_owned() } else { titles.join(ui.pick(", ", "、")) }
}
