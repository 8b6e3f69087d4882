//! Everybody at a glance, where they are too many for a heat map: what teams come to, and people by page.

use egui::{ComboBox, Grid, TextEdit, Ui};
use jiff::tz::TimeZone;

use super::{Look, Tab, TeamIntent, TeamState};
use crate::locale::{progress, rollup, team as words};
use crate::scenario::roles::Measure;
use crate::store::{Ask, Everybody, PersonId, Sort, Sum};
use crate::views::page::{self, em};
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;

const MEASURES: [Measure; 4] = [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution];
/// How many people are on a page.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    find: String,
    sort: Option<Sort>,
    page: usize,
    asked: Option<Ask>,
}

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let form = &mut state.everybody;
    let before = (form.find.clone(), form.sort);
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(kit.t("Find by name", "按姓名查找"));
        let field = TextEdit::singleline(&mut form.find).desired_width(em(ui) * 12.0).margin(parts::INSIDE);
        ui.add(field).labelled_by(label.id);
        let label = ui.label(kit.t("Sorted by", "排序"));
        let sorts = sorts(kit);
        let chosen = form.sort.unwrap_or(Sort::Name);
        let shown = sorts.iter().find(|(sort, _)| *sort == Some(chosen)).map_or("", |(_, name)| name);
        let combo = ComboBox::from_id_salt("sort").width(em(ui) * 14.0).truncate().selected_text(shown);
        parts::choose(ui, combo, &mut form.sort, sorts.clone()).labelled_by(label.id);
    });
    if before != (form.find.clone(), form.sort) {
        form.page = 0;
    }
    let name = Some(form.find.trim().to_owned()).filter(|name| !name.is_empty());
    let sort = form.sort.unwrap_or(Sort::Name);
    let ask = Ask { team: look.crew.shown, name, sort, reversed: false, skip: form.page * PAGE, show: PAGE };
    let mut intent = None;
    if form.asked.as_ref() != Some(&ask) || look.seen.everybody.is_none() {
        form.asked = Some(ask.clone());
        intent = Some(TeamIntent::Everybody(ask));
    }
    let Some(seen) = look.seen.everybody else { return intent };
    if let Some(old) = rollup::old(seen, kit.language) {
        parts::coloured(ui, kit.palette.warn, old);
    }
    if seen.all.people == 0 {
        let remedy = kit.t(
            "Look for another name, or add people under Members.",
            "请换个姓名查找，或在“成员”里添加人员。",
        );
        parts::empty(ui, kit, kit.t("There is nobody to show.", "没有可以查看的人员。"), remedy);
        return intent;
    }
    let mut opened = false;
    ui.add_space(6.0);
    egui::ScrollArea::horizontal().id_salt("everybody").show(ui, |ui| {
        intent = intent.take().or(sums(ui, kit, seen));
        ui.add_space(6.0);
        ready(ui, kit, look, seen);
        ui.add_space(6.0);
        if let Some(person) = people(ui, kit, look, seen) {
            opened = true;
            intent = Some(TeamIntent::Only(person));
        }
    });
    if opened {
        // What is behind the numbers is told there.
        state.tab = Tab::Glance;
    }
    faint(ui, kit, words::legend(kit.language));
    pages(ui, kit, form, seen.all.people);
    intent
}

fn sorts(kit: &Kit) -> Vec<(Option<Sort>, String)> {
    let mut all = vec![(Sort::Name, kit.t("name", "姓名").to_owned())];
    let lowest = |(place, measure): (usize, &Measure)| {
        let measure = progress::measure(*measure, kit.language);
        let name = kit.t(format!("{measure}, the lowest first"), format!("{measure}，低者在前"));
        (Sort::Ability(place), name)
    };
    all.extend(MEASURES.iter().enumerate().map(lowest));
    all.extend([
        (Sort::Late, kit.t("late, the most first", "逾期，多者在前").to_owned()),
        (Sort::Waiting, kit.t("to review, the most first", "待复核，多者在前").to_owned()),
        (Sort::Last, kit.t("who played longest ago", "最久未练者在前").to_owned()),
        (Sort::Attempts, kit.t("fewest attempts", "次数少者在前").to_owned()),
    ]);
    all.into_iter().map(|(sort, name)| (Some(sort), name)).collect()
}

/// What all and each team come to; a team's name shows it.
fn sums(ui: &mut Ui, kit: &Kit, seen: &Everybody) -> Option<TeamIntent> {
    let mut intent = None;
    Grid::new("sums").num_columns(8).striped(true).spacing([em(ui), em(ui) * 0.3]).show(ui, |ui| {
        ui.label(parts::bold(ui, kit.t("Team", "团队")));
        ui.label(parts::bold(ui, kit.t("People", "人数")));
        for measure in MEASURES {
            ui.label(parts::bold(ui, progress::measure(measure, kit.language)));
        }
        ui.label(parts::bold(ui, kit.t("Late", "逾期")));
        ui.label(parts::bold(ui, kit.t("To review", "待复核")));
        ui.end_row();
        ui.label(kit.t("All", "合计"));
        cells(ui, &seen.all);
        for (id, name, sum) in &seen.teams {
            if page::link(ui, name).clicked() {
                intent = Some(TeamIntent::Show(Some(*id)));
            }
            cells(ui, sum);
        }
    });
    intent
}

fn cells(ui: &mut Ui, sum: &Sum) {
    ui.label(sum.people.to_string());
    for (known, mean) in sum.abilities {
        ui.label(mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.0} ({known})")));
    }
    ui.label(sum.late.to_string());
    ui.label(sum.waiting.to_string());
    ui.end_row();
}

fn ready(ui: &mut Ui, kit: &Kit, look: Look<'_>, seen: &Everybody) {
    let rungs = look.roles.ladders.iter().flat_map(|ladder| &ladder.steps);
    Grid::new("ready").num_columns(3).striped(true).spacing([em(ui), em(ui) * 0.3]).show(ui, |ui| {
        for head in [
            kit.t("Ready for", "岗位"),
            kit.t("Certified", "已认证"),
            kit.t("Shown in practice", "练习中已达到"),
        ] {
            ui.label(parts::bold(ui, head));
        }
        ui.end_row();
        for (rung, (shown, certified)) in rungs.zip(&seen.all.steps) {
            ui.label(rung.title.get(kit.language));
            ui.label(certified.to_string());
            ui.label(shown.to_string());
            ui.end_row();
        }
    });
}

/// Those of the page; a name shows them alone.
fn people(ui: &mut Ui, kit: &Kit, look: Look<'_>, seen: &Everybody) -> Option<PersonId> {
    let mut opened = None;
    Grid::new("people").num_columns(9).striped(true).spacing([em(ui), em(ui) * 0.3]).show(ui, |ui| {
        ui.label(parts::bold(ui, kit.t("Name", "姓名")));
        for measure in MEASURES {
            ui.label(parts::bold(ui, progress::measure(measure, kit.language)));
        }
        for head in [
            kit.t("Late", "逾期"),
            kit.t("To review", "待复核"),
            kit.t("Last", "最近"),
            kit.t("Certified for", "已认证"),
        ] {
            ui.label(parts::bold(ui, head));
        }
        ui.end_row();
        for line in &seen.lines {
            if page::link(ui, &line.member.person.name).clicked() {
                opened = Some(line.member.person.id);
            }
            for cell in &line.cells {
                let moved = words::moved(cell).map_or_else(String::new, |moved| format!(" {moved}"));
                ui.label(words::cell(cell) + &moved);
            }
            let late = if line.late > 0 { kit.palette.bad } else { kit.palette.faint };
            parts::coloured(ui, late, line.late.to_string());
            let waiting = if line.waiting > 0 { kit.palette.warn } else { kit.palette.faint };
            parts::coloured(ui, waiting, line.waiting.to_string());
            let last = line.last.map(|at| at.to_zoned(TimeZone::system()).date().to_string());
            ui.label(last.unwrap_or_else(|| "–".to_owned()));
            let rungs = look.roles.ladders.iter().flat_map(|ladder| &ladder.steps);
            let certified = rungs.zip(&line.steps).filter(|(_, step)| step.certified);
            let titles: Vec<&str> = certified.map(|(rung, _)| rung.title.get(kit.language)).collect();
            ui.label(if titles.is_empty() { "–".to_owned() } else { titles.join(kit.t(", ", "、")) });
            ui.end_row();
        }
    });
    opened
}

fn pages(ui: &mut Ui, kit: &Kit, form: &mut Form, people: usize) {
    let last = people.div_ceil(PAGE).max(1);
    if last == 1 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let back = egui::Button::new(kit.t("Back", "上一页"));
        if ui.add_enabled(form.page > 0, back).clicked() {
            form.page -= 1;
        }
        let page = form.page + 1;
        ui.label(kit.t(format!("Page {page} of {last}"), format!("第 {page} 页，共 {last} 页")));
        let next = egui::Button::new(kit.t("Next", "下一页"));
        if ui.add_enabled(page < last, next).clicked() {
            form.page += 1;
        }
    });
}
