//! The briefing: what is known before the customer's first line, and how the session is held.

use egui::{Align, Label, Layout, Ui};

use super::face::{face, level};
use super::page::{self, em};
use super::parts::{self, badge, faint, heading};
use super::theme::Kit;
use super::transcript;
use crate::locale::names;
use crate::scenario::{Language, Scenario, ScenarioFile};
use crate::session::Mode;

/// What was chosen so far; none is the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefingState {
    /// The id of the scenario it was chosen for; with another one everything is as usual again.
    pub of: String,
    /// The language of the session; the interface's where the scenario has it.
    pub language: Option<Language>,
    /// The mode; learning where the scenario is of level 1.
    pub mode: Option<Mode>,
    /// Whether this is an exam, in which there is no choice of mode.
    pub exam: bool,
}

/// What is wanted here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingIntent {
    /// The customer may come.
    Start {
        /// The language of the session.
        language: Language,
        /// The mode.
        mode: Mode,
    },
    /// Not this one.
    Back,
}

impl BriefingState {
    /// Forgets what was chosen for another scenario.
    fn turn_to(&mut self, scenario: &Scenario) {
        if self.of != scenario.file().id {
            *self = Self { of: scenario.file().id.clone(), ..Self::default() };
        }
    }

    /// The language the session would be held in.
    pub fn language(&self, scenario: &Scenario, interface: Language) -> Language {
        let all = &scenario.file().languages;
        let wanted = [self.language, Some(interface), all.first().copied()];
        wanted.into_iter().flatten().find(|language| all.contains(language)).unwrap_or(interface)
    }

    /// The mode it would be held in.
    pub fn mode(&self, scenario: &Scenario) -> Mode {
        if self.exam {
            return Mode::Certify;
        }
        self.mode.unwrap_or(if scenario.file().level <= 1 { Mode::Learn } else { Mode::Practice })
    }
}

/// Draws the briefing in the language the session will have.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    scenario: &Scenario,
    exam: bool,
    state: &mut BriefingState,
) -> Option<BriefingIntent> {
    state.turn_to(scenario);
    state.exam = exam;
    let file = scenario.file();
    let talk = state.language(scenario, kit.language);
    page::show(ui, "briefing", |ui| {
        ui.horizontal_top(|ui| {
            face(ui, kit, Some((&file.customer.look, file.customer.mood)), 4.0);
            ui.add_space(4.0);
            ui.vertical(|ui| {
                page::title(ui, file.title.get(talk));
                ui.horizontal_wrapped(|ui| facts(ui, kit, file, talk));
            });
        });
        ui.add_space(12.0);
        let room = ui.available_width();
        let side = em(ui) * 17.0;
        if room < side * 2.2 {
            known(ui, kit, file, talk);
            return choose(ui, kit, scenario, state);
        }
        let mut intent = None;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            column(ui, room - side - 20.0, |ui| known(ui, kit, file, talk));
            column(ui, side, |ui| intent = choose(ui, kit, scenario, state));
        });
        intent
    })
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.set_width(width);
        contents(ui);
    });
}

fn facts(ui: &mut Ui, kit: &Kit, file: &ScenarioFile, talk: Language) {
    badge(ui, kit.palette.accent, names::kind(file.kind, kit.language));
    level(ui, kit, file.level);
    let minutes = file.minutes;
    faint(ui, kit, kit.t(format!("about {minutes} minutes"), format!("约 {minutes} 分钟")));
    faint(ui, kit, "\u{b7}");
    ui.label(names::headed(kit.t("Customer", "客户"), file.customer.name.get(talk), kit.language));
}

/// Everything the trainee may read before.
fn known(ui: &mut Ui, kit: &Kit, file: &ScenarioFile, talk: Language) {
    section(ui, kit, kit.t("What is known", "已知情况"), |ui| {
        for paragraph in file.briefing.get(talk).split('\n').filter(|line| !line.trim().is_empty()) {
            ui.add(Label::new(paragraph).wrap());
        }
    });
    if !file.critical.is_empty() {
        page::note(ui, kit, kit.palette.bad, |ui| {
            heading(ui, kit.t("Critical errors", "致命错误"));
            faint(ui, kit, kit.t("Any of these fails the session.", "犯其中任何一条\u{ff0c}本次即不通过。"));
            for critical in &file.critical {
                let words = format!("\u{2022} {}", critical.title.get(talk));
                ui.add(Label::new(words).wrap());
            }
        });
        ui.add_space(8.0);
    }
    if !file.bot.is_empty() {
        section(ui, kit, transcript::title(kit), |ui| transcript::show(ui, kit, file, talk));
    }
}

fn section(ui: &mut Ui, kit: &Kit, title: &str, contents: impl FnOnce(&mut Ui)) {
    parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, title);
        ui.add_space(4.0);
        contents(ui);
    });
    ui.add_space(8.0);
}

/// What is chosen, and the start.
fn choose(ui: &mut Ui, kit: &Kit, scenario: &Scenario, state: &mut BriefingState) -> Option<BriefingIntent> {
    let file = scenario.file();
    let language = state.language(scenario, kit.language);
    let mut mode = state.mode(scenario);
    if state.exam {
        exam(ui, kit, file);
    }
    let modes = |ui: &mut Ui| {
        for (one, about) in [
            (
                Mode::Learn,
                kit.t(
                    "Hints, what was heard under each reply, and a step back. Shows nothing towards a role yet.",
                    "有提示\u{ff0c}每句回复下显示听到了什么\u{ff0c}还能撤回一步。不计入岗位进度。",
                ),
            ),
            (
                Mode::Practice,
                kit.t(
                    "On your own; feedback afterwards. Counts towards the roles, as practice.",
                    "独立完成\u{ff0c}结束后看点评。作为练习成绩计入岗位进度。",
                ),
            ),
        ] {
            if page::choice(ui, kit, mode == one, parts::capital(names::mode(one, kit.language)).as_str()).clicked() {
                mode = one;
                state.mode = Some(one);
            }
            faint(ui, kit, about);
            ui.add_space(4.0);
        }
    };
    if !state.exam {
        section(ui, kit, kit.t("Mode", "模式"), modes);
    }
    if file.languages.len() > 1 {
        section(ui, kit, kit.t("The customer speaks", "客户使用的语言"), |ui| {
            ui.horizontal_wrapped(|ui| {
                for one in &file.languages {
                    if page::choice(ui, kit, language == *one, one.pick("English", "中文")).clicked() {
                        state.language = Some(*one);
                    }
                }
            });
        });
    }
    ui.add_space(4.0);
    let mut intent = None;
    ui.vertical_centered_justified(|ui| {
        if parts::primary(ui, kit, kit.t("Let the customer in", "接入客户"), true).clicked() {
            let language = state.language(scenario, kit.language);
            intent = Some(BriefingIntent::Start { language, mode });
        }
        if ui.button(kit.t("Choose another", "换一个场景")).clicked() {
            intent = Some(BriefingIntent::Back);
        }
    });
    intent
}

/// What is different in an exam.
fn exam(ui: &mut Ui, kit: &Kit, file: &ScenarioFile) {
    let minutes = file.exam_seconds() / 60;
    section(ui, kit, kit.t("Exam", "认证考试"), |ui| {
        let rules = [
            kit.t(
                format!("{minutes} minutes for the conversation, from the moment the customer comes in."),
                format!("对话限时 {minutes} 分钟\u{ff0c}从接入客户起计时。"),
            ),
            kit.t(
                "No pause: time goes on in the settings, and when the program is closed.",
                "不能暂停\u{ff1a}打开设置或关闭程序\u{ff0c}计时都会继续。",
            )
            .to_owned(),
            kit.t(
                "No hints, no step back; the customer's face stays neutral, and the mood is hidden.",
                "没有提示\u{ff0c}不能退回\u{ff1b}客户表情保持中性\u{ff0c}不显示情绪。",
            )
            .to_owned(),
            kit.t(
                "Whoever leads your team sees this attempt. What the program is not sure of, a person decides.",
                "您的主管可以查看这次考试。程序没有把握的地方由人来裁定。",
            )
            .to_owned(),
        ];
        for rule in rules {
            ui.add(Label::new(format!("\u{2022} {rule}")).wrap());
        }
    });
}
