//! What was given to whoever is here: assignments first, open exams after them.

use egui::{Label, Ui};

use crate::locale::assignment::{Progress, progress};
use crate::locale::names;
use crate::store::{AssignmentId, AttemptId};
use crate::views::parts::{self, badge, faint, heading};
use crate::views::theme::Kit;

use super::HomeIntent;

/// An assignment as the first screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// Which.
    pub id: AssignmentId,
    /// The scenario or step.
    pub title: String,
    /// Whether it is an exam.
    pub exam: bool,
    /// Whether it is an exam open to everybody, and not begun.
    pub offered: bool,
    /// Where it stands.
    pub progress: Progress,
    /// Until when, how well and how often.
    pub terms: Vec<String>,
    /// The attempt that was cut off, to go on with.
    pub open: Option<AttemptId>,
    /// Whether another attempt may begin.
    pub more: bool,
}

/// Draws what is to be done.
pub(super) fn show(ui: &mut Ui, kit: &Kit, todo: &[Todo]) -> Option<HomeIntent> {
    let mut intent = None;
    let offered = |offered| todo.iter().filter(move |one: &&Todo| one.offered == offered);
    for (head, part) in
        [(kit.t("Assigned to you", "指派给您的任务"), false), (kit.t("Open exams", "开放的认证考试"), true)]
    {
        if offered(part).next().is_none() {
            continue;
        }
        parts::card(ui, kit, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, head);
            for one in offered(part) {
                ui.add_space(4.0);
                intent = intent.take().or(row(ui, kit, one));
            }
        });
        ui.add_space(8.0);
    }
    intent
}

fn row(ui: &mut Ui, kit: &Kit, one: &Todo) -> Option<HomeIntent> {
    let palette = &kit.palette;
    let mut intent = None;
    parts::ends(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.add(Label::new(parts::bold(ui, &one.title)).wrap());
                let kind = if one.exam { kit.t("Exam", "认证考试") } else { kit.t("Practice", "练习") };
                badge(ui, palette.accent, kind);
                let colour = match one.progress {
                    Progress::Late | Progress::Failed => palette.bad,
                    Progress::Waiting => palette.warn,
                    Progress::Done => palette.good,
                    Progress::Open => palette.faint,
                };
                if !one.offered {
                    badge(ui, colour, progress(one.progress, kit.language));
                }
                faint(ui, kit, one.terms.join(" · "));
            });
        },
        |ui| {
            let (words, wanted) = match one.open {
                Some(attempt) => (kit.t("Go on", "继续"), HomeIntent::Resume(attempt)),
                None if one.more => (kit.t("Begin", "开始"), HomeIntent::Given(one.id)),
                None => return,
            };
            let button = ui.button(words);
            let name = names::headed(words, &one.title, kit.language);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
            if button.clicked() {
                intent = Some(wanted);
            }
        },
    );
    intent
}
