//! The head of the debrief: the result in a few lines, and what can be done next.

use egui::{RichText, Ui};

use super::{DebriefIntent, DebriefState, Page};
use crate::locale::{debrief, names, reviewing};
use crate::score::AbilityKind;
use crate::views::parts;

pub(super) fn show(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    parts::card(ui, page.kit, |ui| {
        ui.set_width(ui.available_width());
        result(ui, page);
        critical(ui, page, state);
        customer(ui, page);
        next(ui, page, wants);
    });
}

fn result(ui: &mut Ui, page: Page<'_>) {
    let (kit, card) = (page.kit, &page.review.card);
    let language = kit.language;
    let colour = match card.passed {
        Some(true) => kit.palette.good,
        Some(false) => kit.palette.bad,
        None => kit.palette.warn,
    };
    if let Some(name) = page.kept.reviewed.player(page.kept) {
        ui.label(parts::bold(ui, &kit.t(format!("Played by {name}"), format!("练习人：{name}"))));
    }
    ui.horizontal_wrapped(|ui| {
        let overall = debrief::score(card.overall, language);
        let said = kit.t(format!("Overall {overall} of 100"), format!("总分 {overall}（满分 100）"));
        ui.label(RichText::new(said).heading().color(colour));
        parts::badge(ui, colour, debrief::passed(card.passed, language));
        let mark = page.review.pass_mark;
        parts::faint(ui, kit, kit.t(format!("pass mark {mark}"), format!("及格线 {mark}")));
        for (place, kind) in AbilityKind::ALL.into_iter().enumerate() {
            let score = debrief::score(card.ability(kind).score, language);
            ui.separator();
            ui.label(names::headed(debrief::ability(kind, language), &score, language));
            if let Some(own) = page.kept.rating.and_then(|rating| rating.get(place).copied()) {
                parts::faint(ui, kit, kit.t(format!("(you said {own})"), format!("（自评 {own}）")));
            }
        }
    });
    for (passed, reason) in &page.kept.decided {
        let (colour, head) = if *passed {
            (kit.palette.good, kit.t("A reviewer decided: passed", "复核结论：通过"))
        } else {
            (kit.palette.bad, kit.t("A reviewer decided: not passed", "复核结论：不通过"))
        };
        parts::coloured(ui, colour, names::headed(head, reason, language));
    }
    if let Some((grade, machine)) = &page.kept.reviewed.counts {
        parts::coloured(ui, kit.palette.accent, reviewing::counts(grade, machine, language));
    }
    if let Some(counts) = page.kept.counts {
        parts::coloured(ui, kit.palette.warn, debrief::counts(counts, language));
    }
    if let Some(why) = debrief::why_not(card, page.review.pass_mark, language) {
        parts::coloured(ui, kit.palette.bad, why);
    }
    if let Some(range) = debrief::range(card, language) {
        parts::faint(ui, kit, range);
    }
}

fn critical(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState) {
    let (kit, card) = (page.kit, &page.review.card);
    for (error, moment) in card.critical.iter().zip(&page.review.critical) {
        ui.horizontal_wrapped(|ui| {
            let kind = if error.alleged {
                kit.t("Critical error, by what was heard", "致命错误（依据听到的内容）")
            } else {
                kit.t("Critical error", "致命错误")
            };
            parts::coloured(ui, kit.palette.bad, names::headed(kind, &error.what, kit.language));
            if let Some(turn) = moment
                && ui.small_button(kit.t("Open this moment", "查看这一刻")).clicked()
            {
                state.open_turn(*turn, page.narrow);
            }
        });
    }
    if let (Some(uncapped), false) = (card.uncapped, card.critical.is_empty()) {
        let said = kit.t(
            format!("Without it the score would be {uncapped}."),
            format!("若没有致命错误，得分是 {uncapped}。"),
        );
        parts::faint(ui, kit, said);
    }
}

fn customer(ui: &mut Ui, page: Page<'_>) {
    let (kit, card) = (page.kit, &page.review.card);
    let language = kit.language;
    ui.horizontal_wrapped(|ui| {
        let ending = debrief::ending(card.outcome, card.goal_reached, language);
        ui.label(names::headed(kit.t("Ending", "结局"), &ending, language));
        let Some((stars, because)) = &page.review.stars else { return };
        ui.separator();
        let drawn = format!(
            "{}{}",
            "★".repeat(usize::from(*stars)),
            "☆".repeat(5_usize.saturating_sub((*stars).into()))
        );
        let head = kit.t("The customer's rating", "客户评价");
        let said = kit.t(format!("{stars} of 5 stars"), format!("{stars} 星（满分 5 星）"));
        let label = ui.label(format!("{}{drawn}", names::headed(head, "", language)));
        let spoken = names::headed(head, &said, language);
        label.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &spoken));
        let why: Vec<_> = because
            .iter()
            .map(|reason| format!("{} {:+}", names::reason(*reason, language), reason.stars()))
            .collect();
        parts::faint(ui, kit, why.join(kit.t(", ", "，")));
    });
}

fn next(ui: &mut Ui, page: Page<'_>, wants: &mut Vec<DebriefIntent>) {
    let kit = page.kit;
    ui.horizontal_wrapped(|ui| {
        if let Some(drill) = page.review.drill.as_ref().filter(|_| !page.kept.watched) {
            let title = drill.title.get(kit.language);
            let said = names::headed(kit.t("Next drill", "下一个练习"), title, kit.language);
            let why = kit.t(
                format!("trains {}", debrief::ability(drill.trains, kit.language).to_lowercase()),
                format!("练的是{}", debrief::ability(drill.trains, kit.language)),
            );
            if parts::primary(ui, kit, &said, true).on_hover_text(why).clicked() {
                wants.push(DebriefIntent::Drill(drill.id.clone()));
            }
        }
        if let Some(turn) = super::moment::first(page.review)
            && !page.kept.watched
            && ui.button(kit.t("Try again from the costliest moment", "从丢分最多处重来")).clicked()
        {
            wants.push(DebriefIntent::TryAgain { turn });
        }
        if let Some(mut shared) = page.kept.shared.filter(|_| !page.kept.watched) {
            let words = kit.t("My manager may see it", "允许我的主管查看");
            if ui.checkbox(&mut shared, words).changed() {
                wants.push(DebriefIntent::Share(shared));
            }
        }
        if ui.button(kit.t("Export as a file", "导出为文件")).clicked() {
            wants.push(DebriefIntent::Export);
        }
        if ui.button(kit.t("Home", "回到首页")).clicked() {
            wants.push(DebriefIntent::Home);
        }
    });
}
