//! What waits for a person: alleged errors, results the listener is not sure of, and exams whose taker sees a finding
//! differently.

use egui::{Label, TextEdit, Ui};

use super::{Look, TeamIntent, TeamState, Waiting};
use crate::locale::debrief;
use crate::views::page::em;
use crate::views::parts::{self, badge, faint};
use crate::views::theme::Kit;

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    if look.crew.waiting.is_empty() {
        let remedy = kit.t(
            "Exams in doubt, alleged critical errors and what somebody sees differently come here.",
            "有疑问的考试结果、疑似致命错误和学员的异议会列在这里。",
        );
        parts::empty(ui, kit, kit.t("Nothing waits for you.", "没有需要您裁定的内容。"), remedy);
    }
    for (place, one) in look.crew.waiting.iter().enumerate() {
        if place > 0 {
            ui.separator();
        }
        intent = intent.take().or(review(ui, kit, one, state));
    }
    intent
}

fn review(ui: &mut Ui, kit: &Kit, one: &Waiting, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    let id = one.attempt.id;
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(parts::bold(ui, &one.name)));
        ui.label(one.attempt.played.title.as_deref().unwrap_or(&one.attempt.played.scenario));
        if let Some(card) = &one.card {
            let score = debrief::score(card.overall, kit.language);
            badge(ui, kit.palette.warn, &score);
        }
        if ui.button(kit.t("Look at it", "查看经过")).clicked() {
            intent = Some(TeamIntent::Debrief(id));
        }
    });
    if let Some(card) = &one.card {
        if let Some(range) = debrief::range(card, kit.language) {
            faint(ui, kit, range);
        }
        for error in card.critical.iter().filter(|error| error.alleged) {
            let said = kit.t(
                format!("Alleged critical error, by what was heard: {}", error.what),
                format!("疑似致命错误（依据听到的内容）：{}", error.what),
            );
            parts::coloured(ui, kit.palette.bad, said);
        }
    }
    for reason in &one.reasons {
        let said = kit.t(format!("{} says: {reason}", one.name), format!("{}的申诉：{reason}", one.name));
        ui.add(Label::new(said).wrap());
    }
    if let Some(passed) = one.attempt.decided {
        let before = if passed {
            kit.t("Decided before: passed", "此前裁定：通过")
        } else {
            kit.t("Decided before: not passed", "此前裁定：不通过")
        };
        faint(ui, kit, before);
    }
    let reason = state.reasons.entry(id).or_default();
    let label = ui.label(kit.t("Your reason; the trainee reads it", "裁定理由，学员可以看到"));
    let field =
        TextEdit::multiline(reason).desired_rows(2).desired_width(em(ui) * 40.0).margin(parts::INSIDE);
    ui.add(field).labelled_by(label.id);
    let ready = !reason.trim().is_empty();
    ui.horizontal_wrapped(|ui| {
        for (passed, words) in [(true, kit.t("Passed", "通过")), (false, kit.t("Not passed", "不通过"))]
        {
            let button = ui.add_enabled(ready, egui::Button::new(words));
            let button = parts::named(button, &format!("{words}: {}", one.name));
            if button.clicked() {
                intent = Some(TeamIntent::Decide(id, passed, reason.trim().to_owned()));
            }
        }
        if !ready {
            faint(ui, kit, kit.t("Write a reason to decide.", "写明理由后才能裁定。"));
        }
    });
    intent
}
