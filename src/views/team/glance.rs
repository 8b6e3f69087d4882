//! The team at a glance: a heat map of people and abilities, who is ready, what the team lacks; every number opens the
//! attempts behind it.

use egui::{Align, Button, Color32, ComboBox, Grid, Layout, TextStyle, Ui, vec2};

use super::{Crewmate, Look, Page, Tab, TeamIntent, TeamState, behind};
use crate::locale::assignment::Progress;
use crate::locale::team as words;
use crate::locale::{names, progress};
use crate::progress::Estimate;
use crate::progress::team::Cell;
use crate::scenario::Language;
use crate::scenario::roles::Measure;
use crate::session::Mode;
use crate::store::{PersonId, Slice, Task, TeamId};
use crate::views::page::em;
use crate::views::parts::{self, badge, faint};
use crate::views::theme::Kit;

/// How far back one may look, in days, with how that is called.
const SPANS: [(Option<u16>, &str, &str); 4] = [
    (None, "any time", "全部时间"),
    (Some(7), "a week", "一周"),
    (Some(30), "a month", "一个月"),
    (Some(90), "three months", "三个月"),
];

/// What is being looked at: of which team, how far back, and which number is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    whose: (Option<TeamId>, Option<PersonId>),
    days: Option<u16>,
    slice: Slice,
    /// Whose number is open, by place, and of what.
    open: Option<(usize, usize)>,
    /// Whether it was opened just now, and is to be brought into sight.
    opened: bool,
}

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let crew = look.crew;
    let whose = (crew.shown, crew.only.as_ref().map(|person| person.id));
    if state.glance.whose != whose {
        // A place in another team is somebody else's.
        state.glance.whose = whose;
        state.glance.open = None;
    }
    let mut intent = filters(ui, kit, look, &mut state.glance);
    if crew.members.is_empty() {
        faint(ui, kit, kit.t("Nobody is in this team yet.", "这个团队还没有成员。"));
        return intent;
    }
    let people = crew.members.len();
    if crew.glance.overview.rows.is_empty() {
        let said = kit.t(
            format!(
                "{people} people are too many to be seen at a glance: choose a team, or see them page by page."
            ),
            format!("共 {people} 人，人数过多，请选择一个团队，或分页查看全员。"),
        );
        faint(ui, kit, said);
        if ui.button(kit.t("See all people", "查看全员汇总")).clicked() {
            state.tab = Tab::Everybody;
        }
        return intent;
    }
    ui.add_space(6.0);
    let heat = |ui: &mut Ui| heat(ui, kit, look, &mut state.glance);
    intent = egui::ScrollArea::horizontal().id_salt("heat").show(ui, heat).inner.or(intent);
    faint(ui, kit, words::legend(kit.language));
    if let Some((place, measure)) = state.glance.open {
        ui.add_space(6.0);
        let shown = ui.scope(|ui| behind::show(ui, kit, look, place, *MEASURES.get(measure)?));
        if std::mem::take(&mut state.glance.opened) {
            shown.response.scroll_to_me(Some(Align::TOP));
        }
        intent = intent.or(shown.inner);
    }
    ui.add_space(6.0);
    ready(ui, kit, look);
    ui.add_space(6.0);
    gaps(ui, kit, look, state);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if ui.button(kit.t("A page to print", "打印用报告（网页）")).clicked() {
            intent = Some(TeamIntent::Page(Page::Team));
        }
        if ui.button(kit.t("Tables for a meeting (XLSX)", "导出会议用表格（XLSX）")).clicked() {
            intent = Some(TeamIntent::Workbook);
        }
    });
    intent
}

/// What is looked at.
fn filters(ui: &mut Ui, kit: &Kit, look: Look<'_>, form: &mut Form) -> Option<TeamIntent> {
    let before = form.clone();
    ui.horizontal_wrapped(|ui| {
        // As tall as a list is, so that each next one stands on the same line.
        let tall = ui.text_style_height(&TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
        ui.spacing_mut().interact_size.y = tall;
        let spans = SPANS.map(|(days, en, zh)| (days, kit.t(en, zh).to_owned())).to_vec();
        filter(ui, kit.t("Within", "时间"), &mut form.days, spans);
        let scenarios = look.tasks.iter().filter_map(|(task, title)| match task {
            Task::Scenario(id) => Some((Some(id.clone()), title.clone())),
            Task::Step(_) => None,
        });
        let mut all = vec![(None, kit.t("all scenarios", "全部场景").to_owned())];
        all.extend(scenarios);
        filter(ui, kit.t("Scenario", "场景"), &mut form.slice.scenario, all);
        let languages = vec![
            (None, kit.t("both languages", "两种语言").to_owned()),
            (Some(Language::En), "English".to_owned()),
            (Some(Language::Zh), "中文".to_owned()),
        ];
        filter(ui, kit.t("Language", "语言"), &mut form.slice.language, languages);
        let modes = vec![
            (None, kit.t("practice and exams", "练习和考试").to_owned()),
            (Some(Mode::Practice), kit.t("practice", "练习").to_owned()),
            (Some(Mode::Certify), kit.t("exams", "考试").to_owned()),
        ];
        filter(ui, kit.t("Mode", "模式"), &mut form.slice.mode, modes);
    });
    form.slice.since = form
        .days
        .and_then(|days| look.now.checked_sub(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok());
    let changed = (before.days, &before.slice.scenario, before.slice.language, before.slice.mode)
        != (form.days, &form.slice.scenario, form.slice.language, form.slice.mode);
    if changed {
        form.open = None;
    }
    changed.then(|| TeamIntent::Narrow(form.slice.clone()))
}

fn filter<T: PartialEq + Clone>(ui: &mut Ui, name: &str, value: &mut T, options: Vec<(T, String)>) {
    let shown = options.iter().find(|(one, _)| one == value).map_or("", |(_, words)| words.as_str());
    let label = ui.label(name);
    let combo = ComboBox::from_id_salt(name).selected_text(shown.to_owned());
    parts::choose(ui, combo, value, options).labelled_by(label.id);
}

/// The heat map; what is wanted where a number was pressed.
fn heat(ui: &mut Ui, kit: &Kit, look: Look<'_>, form: &mut Form) -> Option<TeamIntent> {
    let (crew, mut wanted) = (look.crew, None);
    Grid::new("heat map").num_columns(6).spacing(vec2(4.0, 4.0)).show(ui, |ui| {
        faint(ui, kit, kit.t("Name", "姓名"));
        for measure in MEASURES {
            ui.label(parts::bold(ui, &parts::capital(progress::measure(measure, kit.language))));
        }
        faint(ui, kit, kit.t("Certified for", "已认证"));
        ui.end_row();
        for (place, (mate, row)) in crew.members.iter().zip(&crew.glance.overview.rows).enumerate() {
            name(ui, kit, mate);
            for (measure, cell) in row.cells.iter().enumerate() {
                let open = form.open == Some((place, measure));
                if number(ui, kit, &mate.member.person.name, cell, open) {
                    wanted = (!open).then_some(TeamIntent::Habits(mate.member.person.id));
                    form.open = if open { None } else { Some((place, measure)) };
                    form.opened = !open;
                }
            }
            let steps = row.standing.iter().filter_map(|ladder| ladder.certified());
            let titles: Vec<&str> = steps.map(|step| step.title.get(kit.language)).collect();
            ui.label(if titles.is_empty() { "–".to_owned() } else { titles.join(kit.t(", ", "、")) });
            ui.end_row();
        }
    });
    wanted
}

const MEASURES: [Measure; 4] = [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution];

fn name(ui: &mut Ui, kit: &Kit, mate: &Crewmate) {
    ui.horizontal(|ui| {
        ui.label(&mate.member.person.name);
        let late = mate.given.iter().filter(|(_, stands)| *stands == Progress::Late).count();
        if late > 0 {
            badge(ui, kit.palette.bad, &kit.t(format!("{late} late"), format!("{late} 项逾期")));
        }
    });
}

/// One number, coloured by how it stands to the usual pass mark; whether it was pressed.
fn number(ui: &mut Ui, kit: &Kit, name: &str, cell: &Cell, open: bool) -> bool {
    let mut text = words::cell(cell);
    if let Some(moved) = words::moved(cell) {
        text = format!("{text}  {moved}");
    }
    let ground = match cell.now.estimate {
        Estimate::NotEnough { .. } => kit.palette.well,
        Estimate::Known { mean, .. } => tint(kit, mean),
    };
    let stroke = if open { kit.palette.accent } else { kit.palette.line };
    let button = Button::new(text).fill(ground).stroke((if open { 2.0 } else { 1.0 }, stroke));
    let width = em(ui) * 8.5;
    let layout = Layout::left_to_right(Align::Center).with_main_justify(true);
    let height = em(ui) * 1.9;
    let pressed = ui.allocate_ui_with_layout(vec2(width, height), layout, |ui| ui.add(button)).inner;
    let what = progress::measure(cell.now.ability, kit.language);
    let said = progress::estimate(&cell.now.estimate, kit.language);
    let spoken = kit.t(format!("{name}, {what}: {said}"), format!("{name}，{what}：{said}"));
    parts::named(pressed, &spoken).on_hover_text(said).clicked()
}

/// From bad through warn to good, thinned so that text stays readable on it.
fn tint(kit: &Kit, mean: f64) -> Color32 {
    let palette = &kit.palette;
    let colour = if mean >= 75.0 {
        palette.good
    } else if mean >= 60.0 {
        palette.warn
    } else {
        palette.bad
    };
    palette.card.lerp_to_gamma(colour, 0.22)
}

/// How many are ready for each step.
fn ready(ui: &mut Ui, kit: &Kit, look: Look<'_>) {
    let overview = &look.crew.glance.overview;
    ui.label(parts::bold(ui, kit.t("Ready for each step", "各岗位就绪情况")));
    let steps = overview.rows.first().into_iter().flat_map(|row| &row.standing);
    for step in steps.flat_map(|ladder| &ladder.steps) {
        let of = overview.rows.len();
        let said = words::ready(overview.ready(&step.id), of, kit.language);
        ui.label(names::headed(step.title.get(kit.language), &said, kit.language));
    }
}

/// What the team lacks, with what would close it.
fn gaps(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) {
    let overview = &look.crew.glance.overview;
    ui.label(parts::bold(ui, kit.t("What the team lacks", "团队短板")));
    if overview.gaps.is_empty() {
        faint(ui, kit, kit.t("Nothing the next steps ask for.", "下一步岗位的要求均已满足。"));
    }
    for gap in &overview.gaps {
        ui.label(words::gap(gap, overview.rows.len(), look.roles, kit.language));
        ui.indent((&gap.step, gap.need), |ui| {
            let people = gap.lacking.iter().filter_map(|place| look.crew.members.get(*place));
            let names: Vec<&str> = people.map(|mate| mate.member.person.name.as_str()).collect();
            faint(ui, kit, names.join(kit.t(", ", "、")));
            if gap.closing.is_empty() {
                faint(ui, kit, words::closing(gap, str::to_owned, kit.language));
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.label(kit.t("Assign, for how many it helps:", "指派（可帮到的人数）："));
                for (id, people) in &gap.closing {
                    let title = look.title(&Task::Scenario(id.clone()));
                    let said = kit.t(format!("{title} ({people})"), format!("{title}（{people} 人）"));
                    if ui.button(said).clicked() {
                        state.give.suggest(id);
                        state.tab = Tab::Assign;
                    }
                }
            });
        });
    }
}
