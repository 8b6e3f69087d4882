//! What if: another rubric tried on everything that was played, before it is adopted.

use std::collections::BTreeMap;

use egui::{Checkbox, CollapsingHeader, DragValue, Grid, ProgressBar, TextEdit, Ui};
use jiff::tz::TimeZone;

use super::records::{MOST, more};
use super::{Look, TeamIntent, TeamState, Told};
use crate::locale::{audit, problem, progress, rescore as words, rubric};
use crate::scenario::goal::Weights;
use crate::scenario::problem::Problem;
use crate::scenario::roles::Measure;
use crate::scenario::{Language, Text};
use crate::score::{Rubric, RubricFile};
use crate::store::{Line, PersonId, Preview};
use crate::views::page::em;
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;

/// By what everybody is graded, as the owner may change it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// What counts now.
    pub counting: Rubric,
    /// The number of the next one.
    pub free: u32,
    /// What the house asks for where a rubric says nothing: the pass mark, the cap of a critical error, the weights.
    pub house: (u8, u8, Weights),
}

/// How far a rubric was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Which.
    pub file: RubricFile,
    /// What it would change, as far as that is known.
    pub preview: Preview,
    /// How many attempts were looked at.
    pub done: usize,
    /// Of how many.
    pub of: usize,
    /// Who is who.
    pub names: BTreeMap<PersonId, String>,
}

impl Trial {
    /// Whether all were looked at.
    pub fn is_over(&self) -> bool {
        self.done >= self.of
    }
}

/// The rubric as it is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    rubric: Option<Rubric>,
    title: String,
    sure: String,
}

pub(super) fn show(
    ui: &mut Ui,
    kit: &Kit,
    (look, rules): (Look<'_>, &Rules),
    state: &mut TeamState,
) -> Option<TeamIntent> {
    let form = &mut state.rules;
    let counts = rubric::name(&rules.counting, kit.language);
    ui.label(kit.t(format!("Counts now: {counts}"), format!("当前启用：{counts}")));
    faint(
        ui,
        kit,
        kit.t(
            "Change what you like and see who would move before anything is adopted. A scenario's own pass mark and weights go first.",
            "修改后可先试算谁会受影响，确认后再启用。场景自带的及格分和权重优先。",
        ),
    );
    ui.add_space(4.0);
    let trial = match look.told {
        Some(Told::Tried(trial)) => Some(&**trial),
        _ => None,
    };
    let begun = form.rubric.clone().unwrap_or_else(|| rules.counting.clone());
    let mut draft = begun.clone();
    marks(ui, kit, rules, &mut draft);
    points(ui, kit, &mut draft);
    let changed = !draft.scores_as(&Rubric { number: draft.number, ..rules.counting.clone() });
    if changed {
        title(ui, kit, form, rules.free);
    }
    let file = changed.then(|| written(&draft, rules, form));
    let mut intent = None;
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let idle = trial.is_none_or(Trial::is_over);
        let file = file.as_ref().and_then(|file| file.as_ref().ok());
        let pressed =
            parts::primary(ui, kit, kit.t("See who would move", "试算影响"), idle && file.is_some())
                .clicked();
        if let (true, Some(file)) = (pressed, file) {
            intent = Some(TeamIntent::Try(Box::new(file.clone())));
        }
        if ui.add_enabled(changed, egui::Button::new(kit.t("Start over", "恢复当前规则"))).clicked() {
            draft = rules.counting.clone();
        }
        let words = kit.t("The built-in rubric", "内置评分规则");
        let built_in = Rubric::builtin();
        if rules.counting.number != built_in.number && ui.button(words).clicked() {
            draft = built_in;
        }
    });
    if let Some(Err(faults)) = &file {
        for fault in faults {
            let problem::Words { what, remedy } = problem::words(&fault.what, kit.language);
            parts::coloured(
                ui,
                kit.palette.bad,
                kit.t(format!("{what}: {remedy}"), format!("{what}：{remedy}")),
            );
        }
    }
    if draft != begun {
        form.rubric = (draft != rules.counting).then_some(draft);
    }
    if let Some(trial) = trial {
        ui.add_space(6.0);
        tried(ui, kit, trial);
        let same = file.is_some_and(|file| file.as_ref() == Ok(&trial.file));
        if trial.is_over() {
            intent = intent.or(adopt(ui, kit, trial, same, form));
        }
    }
    if let Some(Told::Adopted(number, added)) = look.told {
        parts::coloured(ui, kit.palette.good, rubric::adopted(*number, *added, kit.language));
    }
    intent
}

/// The draft as a file, under a number and a title of its own.
fn written(draft: &Rubric, rules: &Rules, form: &Form) -> Result<RubricFile, Vec<Problem>> {
    if draft.scores_as(&Rubric { number: draft.number, ..Rubric::builtin() }) {
        return RubricFile::parse("rubric.ron", Rubric::BUILTIN);
    }
    let own = form.title.trim();
    let title = Language::ALL.map(|language| {
        let unnamed = untitled(rules.free, language);
        (language, if own.is_empty() { unnamed } else { own.to_owned() })
    });
    RubricFile::write(&Rubric { number: rules.free, title: Text::By(title.into()), ..draft.clone() })
}

fn untitled(number: u32, language: Language) -> String {
    language.pick(format!("Our rubric {number}"), format!("本公司评分规则 {number}"))
}

fn title(ui: &mut Ui, kit: &Kit, form: &mut Form, number: u32) {
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(kit.t("What it is called", "规则名称"));
        let field = TextEdit::singleline(&mut form.title).desired_width(em(ui) * 18.0).margin(parts::INSIDE);
        ui.add(field.hint_text(untitled(number, kit.language))).labelled_by(label.id);
    });
}

/// The marks and the weights, each its own or the house's.
fn marks(ui: &mut Ui, kit: &Kit, rules: &Rules, draft: &mut Rubric) {
    let (pass, cap, weights) = rules.house;
    Grid::new("marks").num_columns(2).spacing([em(ui), em(ui) * 0.5]).show(ui, |ui| {
        own(ui, kit, kit.t("Overall score to pass", "总分及格线"), &mut draft.pass, pass);
        own(ui, kit, kit.t("A critical error caps the result at", "致命错误封顶分"), &mut draft.cap, cap);
        let label = ui.label(kit.t("Least score of every ability to pass", "单项最低分"));
        ui.add(DragValue::new(&mut draft.floor).range(0..=100).speed(0.2)).labelled_by(label.id);
        ui.end_row();
        let words = kit.t("Weights of the abilities", "能力权重");
        ui.label(words);
        ui.horizontal_wrapped(|ui| {
            let mut theirs = draft.weights.is_some();
            tick(ui, kit, words, &mut theirs);
            let mut shown = draft.weights.unwrap_or(weights);
            let each = [
                (Measure::Empathy, &mut shown.empathy),
                (Measure::Tools, &mut shown.tools),
                (Measure::Resolution, &mut shown.resolution),
            ];
            for (measure, weight) in each {
                let label = ui.label(progress::measure(measure, kit.language));
                let value = DragValue::new(weight).range(0..=100).speed(0.2);
                ui.add_enabled(theirs, value).labelled_by(label.id);
            }
            draft.weights = theirs.then_some(shown);
        });
        ui.end_row();
    });
}

/// A mark that is the rubric's own, or the house's.
fn own(ui: &mut Ui, kit: &Kit, words: &str, mark: &mut Option<u8>, house: u8) {
    let label = ui.label(words);
    ui.horizontal_wrapped(|ui| {
        let mut theirs = mark.is_some();
        tick(ui, kit, words, &mut theirs);
        let mut shown = mark.unwrap_or(house);
        ui.add_enabled(theirs, DragValue::new(&mut shown).range(0..=100).speed(0.2)).labelled_by(label.id);
        *mark = theirs.then_some(shown);
    });
    ui.end_row();
}

fn tick(ui: &mut Ui, kit: &Kit, what: &str, theirs: &mut bool) {
    let words = kit.t("set here", "自行设定");
    let spoken = kit.t(format!("{what}: {words}"), format!("{what}：{words}"));
    parts::named(ui.add(Checkbox::new(theirs, words)), &spoken);
}

/// What each point is worth, behind a fold.
fn points(ui: &mut Ui, kit: &Kit, draft: &mut Rubric) {
    CollapsingHeader::new(kit.t("What each point is worth", "各评分项的分值")).id_salt("points").show(
        ui,
        |ui| {
            let measures = [Measure::Empathy, Measure::Tools, Measure::Resolution];
            for (measure, worths) in measures.into_iter().zip(rubric::worths(&mut draft.points, kit.language))
            {
                ui.label(parts::bold(ui, progress::measure(measure, kit.language)));
                Grid::new(("points", progress::measure(measure, kit.language)))
                    .num_columns(2)
                    .spacing([em(ui), em(ui) * 0.3])
                    .show(ui, |ui| {
                        for worth in worths {
                            let label = ui.label(worth.words);
                            let value = DragValue::new(worth.points).range(worth.range).speed(0.2);
                            ui.add(value).labelled_by(label.id);
                            ui.end_row();
                        }
                    });
                ui.add_space(4.0);
            }
            ui.horizontal_wrapped(|ui| {
                let words =
                    kit.t("Anger or worry from which on a customer is upset", "愤怒或担忧达到此值即视为不满");
                let label = ui.label(words);
                ui.add(DragValue::new(&mut draft.points.upset).range(0..=100).speed(0.2))
                    .labelled_by(label.id);
            });
        },
    );
}

/// Who would move, as far as that is known.
fn tried(ui: &mut Ui, kit: &Kit, trial: &Trial) {
    let (preview, language) = (&trial.preview, kit.language);
    ui.label(parts::bold(ui, &rubric::name(trial.file.rubric(), language)));
    if !trial.is_over() {
        #[expect(clippy::cast_precision_loss, reason = "a bar needs no more")]
        let part = trial.done as f32 / trial.of as f32;
        let bar = ProgressBar::new(part).desired_width(em(ui) * 20.0);
        ui.add(bar.text(format!("{} / {}", trial.done, trial.of)));
    }
    Grid::new("numbers").num_columns(2).spacing([em(ui) * 1.5, em(ui) * 0.2]).show(ui, |ui| {
        for (what, number) in words::numbers(preview, language) {
            ui.label(what);
            ui.label(parts::bold(ui, &number));
            ui.end_row();
        }
    });
    let named = |person| trial.names.get(&person).map_or("?", String::as_str);
    let [crossings, steps, left] = words::headings(language);
    listed(ui, kit, crossings, preview.crossings.len(), |ui| {
        for one in preview.crossings.iter().take(MOST) {
            let [from, to] = one.lines;
            let day = one.ended.map(|at| at.to_zoned(TimeZone::system()).date().to_string());
            ui.label(named(one.person));
            faint(ui, kit, day.unwrap_or_default());
            ui.label(&one.title);
            ui.label(one.scores.map(words::score).join(" → "));
            let colour = match to {
                Line::Passed => kit.palette.good,
                Line::NotPassed => kit.palette.bad,
                Line::PersonDecides => kit.palette.warn,
            };
            let moves = format!("{} → {}", words::line(from, language), words::line(to, language));
            parts::coloured(ui, colour, moves);
            ui.end_row();
        }
    });
    if preview.hidden > 0 {
        faint(ui, kit, words::hidden(preview.hidden, language));
    }
    listed(ui, kit, steps, preview.steps.len(), |ui| {
        for one in preview.steps.iter().take(MOST) {
            ui.label(named(one.person));
            ui.label(one.ladder.get(language));
            ui.label(one.step.get(language));
            ui.label(one.stands.map(|stand| words::stand(stand, language)).join(" → "));
            ui.end_row();
        }
    });
    listed(ui, kit, left, preview.left.len(), |ui| {
        for one in preview.left.iter().take(MOST) {
            ui.label(named(one.person));
            faint(ui, kit, one.attempt.to_string());
            ui.label(audit::verdict(&one.why, language));
            ui.end_row();
        }
    });
}

/// A list under a heading, cut where it grows too long; nothing where it is empty.
fn listed(ui: &mut Ui, kit: &Kit, heading: &str, all: usize, rows: impl FnOnce(&mut Ui)) {
    if all == 0 {
        return;
    }
    ui.add_space(4.0);
    ui.label(parts::bold(ui, heading));
    let room = [em(ui), em(ui) * 0.2];
    egui::ScrollArea::horizontal().id_salt(heading).show(ui, |ui| {
        Grid::new(heading).spacing(room).show(ui, rows);
    });
    more(ui, kit, all);
}

/// Adopting what was tried, once its number was typed.
fn adopt(ui: &mut Ui, kit: &Kit, trial: &Trial, same: bool, form: &mut Form) -> Option<TeamIntent> {
    let mut intent = None;
    ui.add_space(4.0);
    if !same {
        faint(
            ui,
            kit,
            kit.t("You changed something since: look again first.", "规则已再次修改，请重新试算。"),
        );
        return None;
    }
    let number = trial.file.rubric().number.to_string();
    ui.horizontal_wrapped(|ui| {
        let words = kit.t(
            format!("To adopt it, type its number ({number})"),
            format!("如需启用，请输入规则编号（{number}）"),
        );
        let label = ui.label(words);
        let field = TextEdit::singleline(&mut form.sure).desired_width(em(ui) * 4.0).margin(parts::INSIDE);
        ui.add(field).labelled_by(label.id);
        let sure = form.sure.trim() == number;
        if ui.add_enabled(sure, egui::Button::new(kit.t("Adopt", "启用"))).clicked() {
            *form = Form::default();
            intent = Some(TeamIntent::Adopt(Box::new(trial.file.clone()), trial.preview.left_ids()));
        }
    });
    faint(
        ui,
        kit,
        kit.t(
            "From then on it counts for everybody. Old scorecards stay; adopting rubric 1 goes back.",
            "启用后对所有人生效；原有评分卡保留，重新启用第 1 号规则即可恢复。",
        ),
    );
    intent
}
