//! `report everybody`: all people somebody leads, by ability, team and step, a page of them at a time.

use std::io::Write;

use clap::ArgMatches;
use jiff::tz::TimeZone;
use serde_json::json;

use super::table::{dash, table};
use crate::cli::Setup;
use crate::cli::rollup::Rungs;
use crate::cli::screen::{Look, Screen};
use crate::locale::names::headed;
use crate::locale::progress::measure;
use crate::locale::{rollup as freshness, team as words};
use crate::scenario::Language;
use crate::scenario::roles::{Measure, Rung};
use crate::store::{Ask, Everybody, PersonLine, Sort, Sum};

const ABILITIES: [Measure; 4] = [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution];

impl Setup {
    /// Everybody.
    pub(super) fn report_everybody(&self, inner: &ArgMatches, as_json: bool) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let rungs = self.rungs()?;
        let ladders = rungs.now()?;
        self.told(store.staff())?;
        self.catch_up(&store, &ladders)?;
        let team = inner.get_one::<String>("team");
        let team = team.map(|name| self.told(store.find_team(name))).transpose()?;
        let number = |name: &str| inner.get_one::<u32>(name).copied().unwrap_or(1) as usize;
        let show = number("show");
        let ask = Ask {
            team: team.map(|team| team.id),
            name: inner.get_one::<String>("find").cloned(),
            sort: sort(inner.get_one::<String>("sort").map_or("", String::as_str)),
            reversed: inner.get_flag("reversed"),
            skip: show * (number("page") - 1),
            show,
        };
        let seen = self.told(store.everybody_at_a_glance(&ask, &ladders))?;
        if as_json {
            writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&to_json(&seen, &rungs))?)?;
            return Ok(0);
        }
        draw(&mut Screen::new(), &seen, &ask, &rungs, self.language)?;
        Ok(0)
    }
}

fn sort(word: &str) -> Sort {
    match word {
        "overall" => Sort::Ability(0),
        "empathy" => Sort::Ability(1),
        "tools" => Sort::Ability(2),
        "resolution" => Sort::Ability(3),
        "late" => Sort::Late,
        "waiting" => Sort::Waiting,
        "last" => Sort::Last,
        "attempts" => Sort::Attempts,
        _ => Sort::Name,
    }
}

fn steps(rungs: &Rungs) -> impl Iterator<Item = &Rung> {
    rungs.roles.ladders.iter().flat_map(|ladder| &ladder.steps)
}

fn draw(screen: &mut Screen, seen: &Everybody, ask: &Ask, rungs: &Rungs, ui: Language) -> anyhow::Result<()> {
    let all = &seen.all;
    screen.title(
        &ui.pick(format!("Everybody — people: {}", all.people), format!("全部人员——{} 人", all.people)),
    )?;
    if let Some(old) = freshness::old(seen, ui) {
        screen.say(Look::Warn, 0, &old)?;
    }
    if all.people == 0 {
        screen.say(Look::Faint, 0, ui.pick("There is nobody to show.", "没有可以查看的人员。"))?;
        return Ok(());
    }
    let mut head = vec![ui.pick("Team", "团队").to_owned(), ui.pick("People", "人数").to_owned()];
    head.extend(ABILITIES.map(|ability| measure(ability, ui).to_owned()));
    head.push(ui.pick("Late", "逾期").to_owned());
    head.push(ui.pick("To review", "待复核").to_owned());
    let mut rows = vec![(Look::Title, head)];
    rows.push((Look::Plain, sum_cells(ui.pick("All", "合计"), all)));
    rows.extend(seen.teams.iter().map(|(_, name, sum)| (Look::Plain, sum_cells(name, sum))));
    table(screen, &rows, &[1, 2, 3, 4, 5, 6])?;
    screen.say(Look::Faint, 0, ui.pick(
        "The mean of what is expected of each person in a scenario of level 3 (of how many it is known). Late: people. To review: exams.",
        "以 3 级场景为准的人均预计得分（有数据的人数）。逾期按人计，待复核按考试计。",
    ))?;
    screen.title(ui.pick("Ready for each step", "各岗位就绪情况"))?;
    for (rung, (shown, certified)) in steps(rungs).zip(&all.steps) {
        let ready = words::ready((*shown, *certified), all.people, ui);
        screen.say(Look::Plain, 4, &format!("  {}", headed(rung.title.get(ui), &ready, ui)))?;
    }
    let (from, to) = (ask.skip + 1, ask.skip + seen.lines.len());
    if seen.lines.is_empty() {
        screen.gap()?;
        return Ok(screen.say(Look::Faint, 0, ui.pick("This page is empty.", "这一页没有内容。"))?);
    }
    screen.title(&ui.pick(
        format!("People {from} to {to} of {}", all.people),
        format!("第 {from} 到 {to} 人，共 {} 人", all.people),
    ))?;
    draw_people(screen, &seen.lines, rungs, ui)?;
    screen.say(Look::Faint, 0, words::legend(ui))?;
    Ok(())
}

fn draw_people(screen: &mut Screen, lines: &[PersonLine], rungs: &Rungs, ui: Language) -> anyhow::Result<()> {
    let mut head = vec![ui.pick("Name", "姓名").to_owned()];
    head.extend(ABILITIES.map(|ability| measure(ability, ui).to_owned()));
    for word in [("Late", "逾期"), ("To review", "待复核"), ("Last", "最近"), ("Certified for", "已认证")]
    {
        head.push(ui.pick(word.0, word.1).to_owned());
    }
    let mut rows = vec![(Look::Title, head)];
    for line in lines {
        let mut cells = vec![line.member.person.name.clone()];
        for cell in &line.cells {
            let moved = words::moved(cell).map_or_else(String::new, |moved| format!(" {moved}"));
            cells.push(words::cell(cell) + &moved);
        }
        let number = |count: u32| if count == 0 { String::new() } else { count.to_string() };
        cells.push(number(line.late));
        cells.push(number(line.waiting));
        let last = line.last.map(|at| at.to_zoned(TimeZone::system()).date().to_string());
        cells.push(last.unwrap_or_else(dash));
        let certified: Vec<&str> = steps(rungs)
            .zip(&line.steps)
            .filter(|(_, step)| step.certified)
            .map(|(rung, _)| rung.title.get(ui))
            .collect();
        let certified = certified.join(ui.pick(", ", "、"));
        cells.push(if certified.is_empty() { dash() } else { certified });
        rows.push((if line.late > 0 { Look::Warn } else { Look::Plain }, cells));
    }
    table(screen, &rows, &[5, 6])?;
    Ok(())
}

fn sum_cells(name: &str, sum: &Sum) -> Vec<String> {
    let mut cells = vec![name.to_owned(), sum.people.to_string()];
    cells.extend(
        sum.abilities.map(|(known, mean)| mean.map_or_else(dash, |mean| format!("{mean:.0} ({known})"))),
    );
    cells.push(sum.late.to_string());
    cells.push(sum.waiting.to_string());
    cells
}

fn to_json(seen: &Everybody, rungs: &Rungs) -> serde_json::Value {
    let ids: Vec<&str> = steps(rungs).map(|rung| rung.id.as_str()).collect();
    let sum = |sum: &Sum| {
        let ready = ids
            .iter()
            .zip(&sum.steps)
            .map(|(id, (shown, certified))| json!({ "step": id, "shown": shown, "certified": certified }));
        let abilities = ABILITIES
            .iter()
            .zip(&sum.abilities)
            .map(|(ability, (known, mean))| json!({ "ability": ability, "known": known, "mean": mean }));
        json!({
            "people": sum.people, "late": sum.late, "waiting": sum.waiting,
            "abilities": abilities.collect::<Vec<_>>(), "steps": ready.collect::<Vec<_>>(),
        })
    };
    let teams: Vec<_> =
        seen.teams.iter().map(|(_, name, of)| json!({ "team": name, "is": sum(of) })).collect();
    let people = seen.lines.iter().map(|line| {
        let steps = ids
            .iter()
            .zip(&line.steps)
            .map(|(id, step)| json!({ "step": id, "shown": step.shown, "certified": step.certified }));
        json!({
            "person": line.member.person.name, "cells": line.cells, "steps": steps.collect::<Vec<_>>(),
            "attempts": line.attempts, "last": line.last, "late": line.late, "waiting": line.waiting,
            "as_of": line.as_of,
        })
    });
    json!({
        "all": sum(&seen.all), "teams": teams, "people": people.collect::<Vec<_>>(),
        "older": seen.old, "not_counted": seen.unknown, "as_of": seen.behind.as_of,
    })
}
