//! How scenarios work on people: a line each, and behind it what to look at.

use egui::{Grid, ProgressBar, Ui};

use super::{Look, Page, TeamIntent, TeamState};
use crate::locale::analysis as words;
use crate::locale::store::store_error;
use crate::report::ScenarioReport;
use crate::store::StoreError;
use crate::views::page::{self, em};
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;

/// What attempts at each scenario come to, as far as that is known.
#[derive(Debug, Default)]
pub struct Study {
    /// Of how many scenarios.
    pub of: usize,
    /// What each comes to, or why that cannot be said.
    pub all: Vec<(String, Result<ScenarioReport, StoreError>)>,
}

impl Study {
    /// Whether every scenario was looked at.
    pub fn is_over(&self) -> bool {
        self.all.len() >= self.of
    }
}

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>, state: &mut TeamState) -> Option<TeamIntent> {
    let mut intent = None;
    let Some(study) = look.seen.study else {
        // Once it is looked at, it is looked up.
        return Some(TeamIntent::Study);
    };
    faint(
        ui,
        kit,
        kit.t(
            "All attempts that were finished in practice and exams, without names.",
            "统计所有已完成的练习和考试，不显示姓名。",
        ),
    );
    if !study.is_over() {
        #[expect(clippy::cast_precision_loss, reason = "a bar needs no more")]
        let part = study.all.len() as f32 / study.of as f32;
        let bar = ProgressBar::new(part).desired_width(em(ui) * 20.0);
        ui.add(bar.text(format!("{} / {}", study.all.len(), study.of)));
    } else if study.all.is_empty() {
        let remedy = kit.t("Numbers come once people have played.", "有人完成练习后，这里会显示统计。");
        parts::empty(ui, kit, kit.t("Nobody has finished a scenario yet.", "还没有人完成任何场景。"), remedy);
        return None;
    } else if ui.button(kit.t("Look again", "重新统计")).clicked() {
        intent = Some(TeamIntent::Study);
    }
    ui.add_space(4.0);
    egui::ScrollArea::horizontal().id_salt("study").show(ui, |ui| {
        Grid::new("study").num_columns(6).striped(true).spacing([em(ui), em(ui) * 0.3]).show(ui, |ui| {
            for head in [
                kit.t("Scenario", "场景"),
                kit.t("Finished", "完成"),
                kit.t("Median time", "时长中位数"),
                kit.t("Mean score", "均分"),
                kit.t("Reliability α", "信度 α"),
                kit.t("What to look at", "需要查看"),
            ] {
                ui.label(parts::bold(ui, head));
            }
            ui.end_row();
            for (id, report) in &study.all {
                line(ui, kit, (look, id), report.as_ref(), state);
                ui.end_row();
            }
        });
    });
    let open = state.studied.as_ref().and_then(|id| study.all.iter().find(|(one, _)| one == id));
    if let Some((id, Ok(report))) = open {
        ui.add_space(6.0);
        intent = intent.or(behind(ui, kit, (id, report)));
    }
    intent
}

fn line(
    ui: &mut Ui,
    kit: &Kit,
    (look, id): (Look<'_>, &str),
    report: Result<&ScenarioReport, &StoreError>,
    state: &mut TeamState,
) {
    let title = look.title(&crate::store::Task::Scenario(id.to_owned()));
    let report = match report {
        Ok(report) => report,
        Err(error) => {
            ui.label(title);
            for _ in 0..4 {
                ui.label("–");
            }
            faint(ui, kit, store_error(error, kit.language));
            return;
        }
    };
    if page::link(ui, &title).clicked() {
        let open = state.studied.as_deref() == Some(id);
        state.studied = (!open).then(|| id.to_owned());
    }
    let found = &report.analysis;
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    ui.label(found.attempts.to_string());
    ui.label(or_none(found.seconds.map(|seconds| parts::clock(seconds.median))));
    ui.label(or_none(found.means[0].map(|mean| format!("{mean:.0}"))));
    ui.label(or_none(found.reliability.ok().map(|one| words::signed(one.alpha.value))));
    let summary = words::summary(found, kit.language);
    if found.amiss().next().is_some() {
        parts::coloured(ui, kit.palette.warn, summary);
    } else {
        ui.label(summary);
    }
}

/// What to look at in a scenario, in words with the numbers behind.
fn behind(ui: &mut Ui, kit: &Kit, (id, report): (&str, &ScenarioReport)) -> Option<TeamIntent> {
    let language = kit.language;
    page::note(ui, kit, kit.palette.accent, |ui| {
        ui.label(parts::bold(ui, report.title(language)));
        if report.analysis.amiss().next().is_none() {
            faint(ui, kit, kit.t("Nothing strikes in its numbers.", "各项数字没有异常。"));
        }
        for item in report.analysis.amiss() {
            ui.label(parts::bold(ui, &words::criterion(&item.criterion, report.file(), language)));
            for verdict in &item.verdicts {
                ui.label(words::verdict(*verdict, item, language));
            }
        }
        ui.add_space(4.0);
        let words = kit.t("Every number, as a page", "查看全部数字（网页）");
        ui.button(words).clicked().then(|| TeamIntent::Page(Page::Scenario(id.to_owned())))
    })
}
