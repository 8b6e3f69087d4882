//! The first screen of somebody known: what to go on with, where they stand, what they have done.

mod attempts;
mod data;
mod ladders;
mod outlook;
mod todo;

pub use data::{HomeData, next};
pub use outlook::{Held, Outlook};
pub use todo::Todo;

use std::collections::BTreeMap;

use egui::{Label, RichText, Ui};
use uuid::Uuid;

use super::face::{face, level};
use super::page::{self, em};
use super::parts::{self, badge, faint, heading};
use super::theme::{Kit, section};
use super::tiles;
use crate::locale::names;
use crate::store::{AssignmentId, AttemptId, Summary};

/// How many attempts that were cut off are offered at once.
const OFFERED: usize = 3;
/// What a card's frame takes of its height.
const FRAME: f32 = 30.0;

/// What was folded and unfolded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeState {
    /// Steps whose requirements were shown or hidden, by id.
    pub open: BTreeMap<String, bool>,
}

/// What is wanted from the first screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomeIntent {
    /// Go on with an attempt that was cut off.
    Resume(AttemptId),
    /// The briefing of this scenario.
    Play(String),
    /// The briefing of what was given.
    Given(AssignmentId),
    /// The debrief of an attempt that is over.
    Debrief(AttemptId),
    /// A certificate as a file.
    Certificate(Uuid),
    /// The team whoever is here leads.
    Team,
    /// All scenarios.
    Library,
    /// The settings.
    Settings,
    /// Somebody else sits down.
    SwitchPerson,
}

/// Draws the first screen.
pub fn show(ui: &mut Ui, kit: &Kit, data: &HomeData, state: &mut HomeState) -> Option<HomeIntent> {
    page::show(ui, "home", |ui| {
        let mut intent = greeting(ui, kit, data);
        ui.add_space(12.0);
        if !data.todo.is_empty() {
            intent = intent.take().or(todo::show(ui, kit, &data.todo));
            ui.add_space(8.0);
        }
        let go_on = usize::from(!data.open.is_empty());
        tiles::show(ui, "now", 1 + go_on, em(ui) * 18.0, |ui, index, height| {
            parts::card(ui, kit, |ui| {
                ui.set_width(ui.available_width());
                let wanted = if index < go_on { cut_off(ui, kit, data) } else { next_card(ui, kit, data) };
                intent = intent.take().or(wanted);
                tiles::fill(ui, height, FRAME)
            })
        });
        ui.add_space(8.0);
        intent = intent.take().or(outlook::show(ui, kit, data));
        ui.add_space(16.0);
        heading(ui, kit.t("Where you stand", "岗位进度"));
        faint(
            ui,
            kit,
            kit.t(
                "Practice tells you where you are and moves no role; exams certify.",
                "练习成绩供您了解自己的进度\u{ff0c}不会变更岗位\u{ff1b}岗位认证只看考试。",
            ),
        );
        ui.add_space(4.0);
        intent = intent.take().or(ladders::show(ui, kit, data, state));
        ui.add_space(16.0);
        intent.or(attempts::show(ui, kit, data))
    })
}

fn greeting(ui: &mut Ui, kit: &Kit, data: &HomeData) -> Option<HomeIntent> {
    let mut intent = None;
    let person = &data.person;
    let newcomer = data.attempts.is_empty();
    ui.horizontal_wrapped(|ui| {
        let words = if newcomer {
            kit.t(format!("Welcome, {person}"), format!("{person}\u{ff0c}欢迎您"))
        } else {
            kit.t(format!("Good to see you, {person}"), format!("{person}\u{ff0c}欢迎回来"))
        };
        page::title(ui, &words);
    });
    ui.horizontal_wrapped(|ui| {
        if newcomer {
            faint(ui, kit, kit.t("Not you?", "不是您\u{ff1f}"));
            if page::link(ui, kit.t("Switch person", "切换用户")).clicked() {
                intent = Some(HomeIntent::SwitchPerson);
            }
            faint(ui, kit, kit.t("Larger text, dark colours:", "调大文字、改用深色\u{ff1a}"));
            if page::link(ui, kit.t("go to the settings", "前往设置")).clicked() {
                intent = Some(HomeIntent::Settings);
            }
        } else {
            let (all, passed) = (data.attempts.len(), data.passed());
            let said = match all {
                1 => {
                    kit.t(format!("1 attempt, {passed} passed"), format!("练习 1 次\u{ff0c}通过 {passed} 次"))
                }
                _ => kit.t(
                    format!("{all} attempts, {passed} passed"),
                    format!("练习 {all} 次\u{ff0c}通过 {passed} 次"),
                ),
            };
            faint(ui, kit, said);
        }
        if ui.button(kit.t("All scenarios", "全部场景")).clicked() {
            intent = Some(HomeIntent::Library);
        }
        if data.leads && ui.button(kit.t("Team", "团队")).clicked() {
            intent = Some(HomeIntent::Team);
        }
    });
    intent
}

/// Attempts that were cut off, to go on exactly there.
fn cut_off(ui: &mut Ui, kit: &Kit, data: &HomeData) -> Option<HomeIntent> {
    let mut intent = None;
    heading(ui, kit.t("Go on with", "继续上次的对话"));
    for (place, attempt) in data.open.iter().take(OFFERED).enumerate() {
        let title = data.title(attempt, kit.language).to_owned();
        ui.add(Label::new(&title).wrap());
        faint(ui, kit, about(kit, data, attempt));
        let words = kit.t("Go on", "继续");
        let button = if place == 0 { parts::primary(ui, kit, words, true) } else { ui.button(words) };
        let name = names::headed(words, &title, kit.language);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
        if button.clicked() {
            intent = Some(HomeIntent::Resume(attempt.id));
        }
        ui.add_space(4.0);
    }
    if let Some(more @ 1..) = data.open.len().checked_sub(OFFERED) {
        let said = kit.t(format!("{more} more in the list below"), format!("另有 {more} 个见下方列表"));
        faint(ui, kit, said);
    }
    intent
}

fn about(kit: &Kit, data: &HomeData, attempt: &Summary) -> String {
    let when = data.when(attempt);
    let mode = names::mode(attempt.played.mode, kit.language);
    let actions = attempt.actions;
    match actions {
        1 => kit.t(format!("{when}, {mode}, 1 action"), format!("{when}\u{ff0c}{mode}\u{ff0c}1 步操作")),
        _ => kit.t(
            format!("{when}, {mode}, {actions} actions"),
            format!("{when}\u{ff0c}{mode}\u{ff0c}{actions} 步操作"),
        ),
    }
}

/// The scenario that brings most now.
fn next_card(ui: &mut Ui, kit: &Kit, data: &HomeData) -> Option<HomeIntent> {
    heading(ui, kit.t("Next for you", "下一个练习"));
    let Some(entry) = data.next.as_deref().and_then(|id| data.entry(id)) else {
        faint(
            ui,
            kit,
            kit.t(
                "Nothing here would bring you further just now. Play whatever you like.",
                "目前没有特别推荐的场景\u{ff0c}可以任选一个练习。",
            ),
        );
        let all = ui.button(kit.t("Go to the library", "前往场景库"));
        return all.clicked().then_some(HomeIntent::Library);
    };
    let title = entry.title.get(kit.language);
    ui.horizontal_top(|ui| {
        face(ui, kit, entry.customer(), 3.0);
        ui.vertical(|ui| {
            ui.add(Label::new(RichText::new(title).text_style(section())).wrap());
            ui.horizontal_wrapped(|ui| {
                if let Some(kind) = entry.kind {
                    badge(ui, kit.palette.accent, names::kind(kind, kit.language));
                }
                level(ui, kit, entry.level);
                let minutes = entry.minutes;
                faint(ui, kit, kit.t(format!("about {minutes} min"), format!("约 {minutes} 分钟")));
            });
        });
    });
    let why = match data.towards() {
        Some(step) => names::headed(kit.t("Counts towards", "可计入"), step.get(kit.language), kit.language),
        None if data.attempts.is_empty() => kit
            .t(
                "A friendly customer and a small problem, to get to know the seat.",
                "客户友善、问题简单\u{ff0c}适合用来熟悉操作。",
            )
            .to_owned(),
        None => kit.t("You have not passed this one yet.", "这个场景您还没有通过。").to_owned(),
    };
    faint(ui, kit, why);
    ui.add_space(4.0);
    let words = kit.t("Take this customer", "接待这位客户");
    let button = if data.open.is_empty() { parts::primary(ui, kit, words, true) } else { ui.button(words) };
    let name = names::headed(words, title, kit.language);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
    button.clicked().then(|| HomeIntent::Play(entry.id.clone()))
}
