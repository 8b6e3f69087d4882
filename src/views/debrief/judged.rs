//! What reviewers said about a moment or a finding, and the forms to say something.

use std::ops::Range;

use egui::{DragValue, Frame, Label, Margin, RichText, Ui};

use super::reviewed::{About, ReviewAct};
use super::{DebriefIntent, DebriefState, Page};
use crate::locale::names;
use crate::review::{Said, Turn};
use crate::score::Finding;
use crate::store::Overruling;
use crate::views::parts;

/// What stands behind a finding that was ruled otherwise.
pub(super) fn ruled(page: Page<'_>, at: usize) -> Option<String> {
    let (_, points) = page.kept.reviewed.ruling(at)?;
    Some(page.kit.t(format!(" (a reviewer gave {points} instead)"), format!("（复核改判为 {points} 分）")))
}

/// What was ruled about a finding, and the form to rule.
pub(super) fn ruling(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    (at, finding): (usize, &Finding),
    wants: &mut Vec<DebriefIntent>,
) {
    let (kit, reviewed, form) = (page.kit, &page.kept.reviewed, &mut state.review);
    if let Some((step, points)) = reviewed.ruling(at) {
        let by = reviewed.name(step.by);
        let head = kit.t(format!("{by} gave {points} instead"), format!("{by} 改判为 {points} 分"));
        parts::coloured(ui, kit.palette.accent, names::headed(&head, &step.text, kit.language));
    }
    let Some(rubric) = reviewed.rules_by(page) else { return };
    let (place, why) = (u32::try_from(at).unwrap_or(u32::MAX), kit.t("Why?", "理由"));
    let mut rule = |points: Option<i32>, reason: String| {
        let what = Overruling::Finding { finding: place, points };
        wants.push(DebriefIntent::Review(ReviewAct::Overrule { what, rubric, reason }));
    };
    if form.what == Some(About::Points(at)) {
        let least = if finding.of > 0 { finding.points.min(0) } else { -100 };
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(kit.t("Points", "应得分数"));
            let most = finding.of.max(finding.points).max(0);
            ui.add(DragValue::new(&mut form.points).range(least..=most)).labelled_by(label.id);
        });
    }
    let points = form.points;
    if let Some(reason) = form.show(ui, page, About::Points(at), (why, kit.t("Rule", "改判"))) {
        rule(Some(points), reason);
    }
    let back = kit.t("Take the ruling back", "撤回改判");
    if let Some(reason) = form.show(ui, page, About::TakeBack(at), (why, back)) {
        rule(None, reason);
    }
    if !matches!(form.what, Some(About::Points(one) | About::TakeBack(one)) if one == at) {
        ui.horizontal_wrapped(|ui| {
            let button = ui.button(kit.t("Rule otherwise", "改判"));
            super::follow(&button);
            if button.clicked() {
                form.open(About::Points(at));
                form.points = finding.reversed().unwrap_or(finding.points);
            }
            if reviewed.ruling(at).is_some() && ui.button(back).clicked() {
                form.open(About::TakeBack(at));
            }
        });
    }
}

/// The comments on this part of the log, with what was answered.
pub(super) fn comments(ui: &mut Ui, page: Page<'_>, part: Range<u32>) {
    let (kit, reviewed) = (page.kit, &page.kept.reviewed);
    for comment in reviewed.comments.iter().filter(|comment| part.contains(&comment.event)) {
        Frame::new().inner_margin(Margin { left: 16, ..Margin::ZERO }).show(ui, |ui| {
            let by = reviewed.name(comment.said.by);
            let head = kit.t(format!("Comment by {by}"), format!("{by} 点评"));
            parts::coloured(ui, kit.palette.accent, names::headed(&head, &comment.said.text, kit.language));
            for answer in &comment.answers {
                let said = names::headed(reviewed.name(answer.by), &answer.text, kit.language);
                ui.add(Label::new(RichText::new(format!("    {said}")).color(kit.palette.text)).wrap());
            }
        });
    }
}

/// The forms under a chosen turn: to comment it, and to answer.
pub(super) fn commenting(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    (turn, part): (&Turn, Range<u32>),
    wants: &mut Vec<DebriefIntent>,
) {
    let (kit, reviewed, form) = (page.kit, &page.kept.reviewed, &mut state.review);
    let sent = turn.lines.iter().rfind(|line| matches!(line.said, Said::Sent(..)));
    let event = sent.or(turn.lines.first()).map_or(turn.first, |line| line.index);
    if reviewed.reviews {
        let ask =
            (kit.t("Your comment; the trainee reads it", "点评内容，学员可以看到"), kit.t("Comment", "点评"));
        if let Some(text) = form.show(ui, page, About::Comment(event), ask) {
            wants.push(DebriefIntent::Review(ReviewAct::Comment { event, text }));
        }
    }
    let own = !page.kept.watched;
    let here = reviewed.comments.iter().filter(|comment| part.contains(&comment.event));
    for comment in here.filter(|_| reviewed.reviews || own) {
        let (number, by) = (comment.said.number, reviewed.name(comment.said.by));
        let question = kit.t(format!("Your answer to {by}"), format!("回复 {by}"));
        let ask = (question.as_str(), kit.t("Answer", "回复"));
        if let Some(text) = form.show(ui, page, About::Answer(number), ask) {
            wants.push(DebriefIntent::Review(ReviewAct::Answer { comment: number, text }));
        }
        if form.what != Some(About::Answer(number)) {
            let words = kit.t(format!("Answer {by}"), format!("回复 {by}"));
            if ui.small_button(words).clicked() {
                form.open(About::Answer(number));
            }
        }
    }
    if reviewed.reviews && form.what != Some(About::Comment(event)) {
        let button = ui.button(kit.t("Comment this moment", "点评这一刻"));
        super::follow(&button);
        if button.clicked() {
            form.open(About::Comment(event));
        }
    }
}
