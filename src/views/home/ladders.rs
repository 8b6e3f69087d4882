//! The ladders: each step with what has been shown and what is still missing.

use egui::{Button, Label, Rect, RichText, Sense, Stroke, Ui, vec2};

use super::data::{HomeData, open_step};
use super::{FRAME, HomeIntent, HomeState};
use crate::locale::names;
use crate::locale::progress as words;
use crate::progress::{LadderStanding, RequirementStanding, StepStanding, StepState};
use crate::views::page::{em, link};
use crate::views::parts::{self, faint, meter};
use crate::views::theme::{Kit, bold, section};
use crate::views::tiles;

/// How many scenarios that would count are named at a requirement.
const NAMED: usize = 3;

/// Draws the ladders side by side.
pub(super) fn show(ui: &mut Ui, kit: &Kit, data: &HomeData, state: &mut HomeState) -> Option<HomeIntent> {
    let mut intent = None;
    if data.standing.is_empty() {
        faint(
            ui,
            kit,
            kit.t("This library has no roles (roles.ron).", "这个场景库没有岗位\u{ff08}roles.ron\u{ff09}。"),
        );
    }
    let narrowest = (em(ui) * 14.0).max(300.0);
    tiles::show(ui, "ladders", data.standing.len(), narrowest, |ui, index, height| {
        let Some(standing) = data.standing.get(index) else { return 0.0 };
        parts::card(ui, kit, |ui| {
            ui.set_width(ui.available_width());
            let wanted = ladder(ui, kit, data, standing, state);
            intent = intent.take().or(wanted);
            tiles::fill(ui, height, FRAME)
        })
    });
    intent
}

fn ladder(
    ui: &mut Ui,
    kit: &Kit,
    data: &HomeData,
    standing: &LadderStanding,
    state: &mut HomeState,
) -> Option<HomeIntent> {
    let title = RichText::new(standing.title.get(kit.language)).text_style(section());
    ui.add(Label::new(title).wrap());
    ui.add(Label::new(RichText::new(standing.about.get(kit.language)).color(kit.palette.faint)).wrap());
    ui.add_space(6.0);
    let nearest = open_step(standing).map(|step| step.id.as_str());
    let mut intent = None;
    for (index, one) in standing.steps.iter().enumerate() {
        let last = index + 1 == standing.steps.len();
        let usual = nearest == Some(one.id.as_str());
        let wanted =
            rail(ui, kit, (one.state, one.exam.certified), last, |ui| step(ui, kit, data, one, usual, state));
        intent = intent.or(wanted);
    }
    intent
}

/// A step beside its dot on the rail, with the line up to the next one.
fn rail<R>(
    ui: &mut Ui,
    kit: &Kit,
    (state, certified): (StepState, bool),
    last: bool,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let size = em(ui) * 0.7;
    let shown = ui.horizontal_top(|ui| {
        let (dot, _) = ui.allocate_exact_size(vec2(size, ui.spacing().interact_size.y), Sense::hover());
        let inner = ui
            .vertical(|ui| {
                ui.set_width(ui.available_width());
                let inner = contents(ui);
                ui.add_space(4.0);
                inner
            })
            .inner;
        (dot.center(), inner)
    });
    let (centre, inner) = shown.inner;
    let painter = ui.painter();
    if !last {
        let down = Rect::everything_below(centre.y + size / 2.0 + 2.0).intersect(shown.response.rect);
        let bottom = down.bottom() + ui.spacing().item_spacing.y + 4.0;
        painter.vline(centre.x, down.top()..=bottom, Stroke::new(2.0, kit.palette.line));
    }
    match state {
        _ if certified => {
            painter.circle_filled(centre, size / 2.0, kit.palette.good);
            painter.circle_stroke(centre, size / 2.0 + 2.0, Stroke::new(1.5, kit.palette.good));
        }
        StepState::Shown => {
            painter.circle_filled(centre, size / 2.0, kit.palette.good);
            let tick = [vec2(-0.22, 0.02), vec2(-0.06, 0.18), vec2(0.24, -0.18)];
            let points = tick.map(|to| centre + to * size).to_vec();
            painter.line(points, Stroke::new(1.8, kit.palette.card));
        }
        StepState::Open => {
            painter.circle_stroke(centre, size / 2.0 - 1.0, Stroke::new(2.0, kit.palette.accent));
        }
        StepState::NotAvailable => {
            painter.circle_filled(centre, size / 4.0, kit.palette.faint);
        }
    }
    inner
}

fn step(
    ui: &mut Ui,
    kit: &Kit,
    data: &HomeData,
    step: &StepStanding,
    usual: bool,
    state: &mut HomeState,
) -> Option<HomeIntent> {
    let title = step.title.get(kit.language);
    if step.state == StepState::NotAvailable {
        ui.add(Label::new(RichText::new(title).family(bold()).color(kit.palette.faint)).wrap());
        faint(ui, kit, words::step(step, kit.language));
        return None;
    }
    let open = state.open.get(&step.id).copied().unwrap_or(usual);
    let arrow = if open { '\u{23f7}' } else { '\u{23f5}' };
    let head = RichText::new(format!("{title} {arrow}")).family(bold()).color(kit.palette.text);
    let head = ui
        .scope(|ui| {
            // The title stands flush with the words below it.
            ui.spacing_mut().button_padding.x = 2.0;
            ui.add(Button::new(head).frame_when_inactive(false).wrap())
        })
        .inner;
    let name = if open {
        kit.t(format!("{title}: hide what it takes"), format!("{title}\u{ff1a}收起要求"))
    } else {
        kit.t(format!("{title}: show what it takes"), format!("{title}\u{ff1a}展开要求"))
    };
    head.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
    if head.clicked() {
        state.open.insert(step.id.clone(), !open);
    }
    let colour = if step.state == StepState::Shown || step.exam.certified {
        kit.palette.good
    } else {
        kit.palette.faint
    };
    parts::coloured(ui, colour, words::step(step, kit.language));
    if let (Some(percent), StepState::Open) = (step.percent(), step.state) {
        meter(ui, kit, percent, kit.palette.accent, title);
    }
    if !open {
        return None;
    }
    faint(ui, kit, step.about.get(kit.language));
    let mut intent = None;
    for one in &step.needs {
        intent = intent.or(need(ui, kit, data, one));
    }
    exams(ui, kit, step);
    intent
}

/// What exams have shown, how sure that is, and what would be enough.
fn exams(ui: &mut Ui, kit: &Kit, step: &StepStanding) {
    let exam = &step.exam;
    let colour = if exam.certified { kit.palette.good } else { kit.palette.faint };
    let said = names::headed(kit.t("Exams", "考试"), &words::exams(exam, kit.language), kit.language);
    ui.add_space(2.0);
    ui.add(Label::new(RichText::new(said).color(colour)).wrap());
    if let Some(until) = words::until(exam, &jiff::tz::TimeZone::system(), kit.language) {
        ui.add(Label::new(RichText::new(until).color(kit.palette.good)).wrap());
    }
}

/// One requirement: met or not, how far, and what would count.
fn need(ui: &mut Ui, kit: &Kit, data: &HomeData, standing: &RequirementStanding) -> Option<HomeIntent> {
    let RequirementStanding { need, met, of, best, would_count } = standing;
    let done = standing.is_met();
    let (mark, colour) = if done { ('\u{2714}', kit.palette.good) } else { ('\u{25cb}', kit.palette.text) };
    ui.add_space(2.0);
    let asked = words::requirement(*need, kit.language);
    ui.add(Label::new(RichText::new(format!("{mark} {asked}")).color(colour)).wrap());
    if *met == 0 && best.is_none() && would_count.is_empty() {
        faint(ui, kit, kit.t("not available yet", "暂未开放"));
        return None;
    }
    let mut said = kit.t(format!("{met} of {of}"), format!("已完成 {met}/{of}"));
    if let (Some(best), 1.., false) = (best, need.at_least, done) {
        said += &kit.t(format!(", best so far {best}"), format!("\u{ff0c}目前最好 {best} 分"));
    }
    if !done {
        said += if would_count.is_empty() {
            kit.t("; no other scenario here counts yet", "\u{ff1b}目前没有其他场景可以计入")
        } else {
            kit.t("; would count:", "\u{ff1b}可计入的场景\u{ff1a}")
        };
    }
    faint(ui, kit, said);
    let mut intent = None;
    for id in would_count.iter().take(NAMED) {
        let title = data.entry(id).map_or(id.as_str(), |entry| entry.title.get(kit.language));
        if link(ui, title).clicked() {
            intent = Some(HomeIntent::Play(id.clone()));
        }
    }
    if let Some(more @ 1..) = would_count.len().checked_sub(NAMED)
        && link(ui, &kit.t(format!("and {more} more"), format!("还有 {more} 个"))).clicked()
    {
        intent = Some(HomeIntent::Library);
    }
    intent
}
