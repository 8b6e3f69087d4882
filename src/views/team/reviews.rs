//! What waits for a person: alleged errors, results the listener is not sure of, and exams whose taker sees a finding
//! differently.

use egui::{Label, TextEdit, Ui};

use super::{Look, Queued, TeamIntent, TeamState, Waiting};
use crate::locale::{debrief, reviewing as words};
use crate::views::page::em;
use crate::views::parts::{self, badge, faint};
use crate::views::theme::Kit;

/// How much of it is listed at once.
const MOST: usize = 40;

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    if look.crew.queue.is_empty() {
        let remedy = kit.t(
            "Exams in doubt, alleged critical errors, appeals, random checks and what somebody sees differently come here.",
            "有疑问的考试结果、疑似致命错误、申诉、随机抽查和学员的异议会列在这里。",
        );
        parts::empty(ui, kit, kit.t("Nothing waits for a reviewer.", "没有待复核的内容。"), remedy);
    }
    for (place, one) in look.crew.queue.iter().take(MOST).enumerate() {
        if place > 0 {
            ui.separator();
        }
        intent = intent.take().or(queued(ui, kit, look, one));
        let exam = look.crew.waiting.iter().find(|exam| exam.attempt.id == one.item.attempt.id);
        if let Some(exam) = exam.filter(|_| !one.item.barred) {
            intent = intent.take().or(review(ui, kit, exam, state));
        }
    }
    if let Some(more) = look.crew.queue.len().checked_sub(MOST).filter(|more| *more > 0) {
        faint(ui, kit, kit.t(format!("and {more} more, due later"), format!("另有 {more} 项，期限更晚")));
    }
    if let Some(share) = look.crew.sample {
        ui.add_space(6.0);
        intent = intent.or(sample(ui, kit, share));
    }
    intent
}

/// Why something waits, who has it, and until when.
fn queued(ui: &mut Ui, kit: &Kit, look: Look<'_>, one: &Queued) -> Option<TeamIntent> {
    let mut intent = None;
    let (item, id) = (&one.item, one.item.attempt.id);
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(parts::bold(ui, &one.name)));
        let played = &item.attempt.played;
        ui.label(played.title.as_deref().unwrap_or(&played.scenario));
        for cause in &item.causes {
            badge(ui, kit.palette.warn, words::cause(*cause, kit.language));
        }
        let late = if item.due < look.now { kit.palette.bad } else { kit.palette.faint };
        parts::coloured(ui, late, words::due(item.due, look.now, kit.language));
    });
    ui.horizontal_wrapped(|ui| {
        let named = |button, words: &str| parts::named(button, &format!("{words}: {}", one.name));
        let label = kit.t("Look at it", "查看经过");
        if named(ui.button(label), label).clicked() {
            intent = Some(TeamIntent::Debrief(id));
        }
        if item.barred {
            let said =
                kit.t("For somebody else: the appeal is against you.", "须由他人处理：申诉针对您的决定。");
            faint(ui, kit, said);
            return;
        }
        faint(ui, kit, words::owner(one.owner.as_deref(), one.mine, kit.language));
        let label = kit.t("Take it", "由我负责");
        if !one.mine && named(ui.button(label), label).clicked() {
            intent = Some(TeamIntent::TakeReview(id));
        }
        let played_by = item.attempt.person;
        let others = look.crew.members.iter().filter(|mate| mate.member.leads);
        let others = others.map(|mate| &mate.member.person);
        for other in others.filter(|other| other.id != played_by && item.owner != Some(other.id)) {
            let label = kit.t(format!("Give it to {}", other.name), format!("交给 {}", other.name));
            if named(ui.button(&label), &label).clicked() {
                intent = Some(TeamIntent::GiveReview(id, other.id));
            }
        }
    });
    intent
}

/// How much is drawn by lot, in steps of a hundredth.
fn sample(ui: &mut Ui, kit: &Kit, share: u16) -> Option<TeamIntent> {
    let mut percent = share / 10;
    ui.horizontal_wrapped(|ui| {
        let label =
            ui.label(kit.t("Random check of assigned practice and exams", "指派练习和考试的随机抽查比例"));
        let field =
            egui::DragValue::new(&mut percent).range(0..=100).suffix(" %").update_while_editing(false);
        ui.add(field).labelled_by(label.id);
    });
    (percent != share / 10).then_some(TeamIntent::Sample(percent * 10))
}

fn review(ui: &mut Ui, kit: &Kit, one: &Waiting, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    let id = one.attempt.id;
    if let Some(card) = &one.card {
        let score = debrief::score(card.overall, kit.language);
        faint(ui, kit, kit.t(format!("Overall {score}"), format!("总分 {score}")));
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
