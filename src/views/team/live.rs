//! Which sessions go on at this moment, and listening in to one.

use egui::{Grid, ScrollArea, Ui};

use super::{Look, TeamIntent};
use crate::locale::live as words;
use crate::locale::names;
use crate::session::Event;
use crate::session::event::Warning;
use crate::store::{AttemptId, Live};
use crate::views::page::{self, em};
use crate::views::parts::{self, faint};
use crate::views::theme::Kit;

/// What is heard of a session so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Overheard {
    /// Which.
    pub attempt: AttemptId,
    /// Who plays.
    pub name: String,
    /// The customer's name.
    pub customer: String,
    /// What happened so far.
    pub log: Vec<Event>,
    /// Whether it is over.
    pub over: bool,
}

pub(super) fn show(ui: &mut Ui, kit: &Kit, look: Look<'_>) -> Option<TeamIntent> {
    let Some(live) = look.seen.live else { return Some(TeamIntent::Live) };
    let mut intent = None;
    if live.is_empty() {
        let remedy = kit.t(
            "Assigned practice and exams show here while they are played; free practice stays the trainee's own.",
            "指派的练习和考试进行时会显示在这里；自主练习不会显示。",
        );
        parts::empty(ui, kit, kit.t("Nobody is in a session right now.", "现在没有人在练习。"), remedy);
    } else {
        Grid::new("live").num_columns(6).striped(true).spacing([em(ui), em(ui) * 0.4]).show(ui, |ui| {
            for head in [
                kit.t("Name", "姓名"),
                kit.t("Scenario", "场景"),
                kit.t("Mode", "模式"),
                kit.t("Quiet for", "静默"),
                kit.t("Customer", "客户"),
                "",
            ] {
                ui.label(parts::bold(ui, head));
            }
            ui.end_row();
            for one in live {
                intent = intent.take().or(line(ui, kit, look, one));
                ui.end_row();
            }
        });
        faint(ui, kit, kit.t("Whoever is listened to sees it.", "被旁听的学员会看到提示。"));
    }
    if let Some(heard) = look.seen.overheard {
        ui.add_space(6.0);
        intent = intent.or(overheard(ui, kit, heard));
    }
    intent
}

fn line(ui: &mut Ui, kit: &Kit, look: Look<'_>, one: &Live) -> Option<TeamIntent> {
    let played = &one.attempt.played;
    ui.label(&one.name);
    ui.label(played.title.as_deref().unwrap_or(&played.scenario));
    ui.label(names::mode(played.mode, kit.language));
    let quiet = look.now.duration_since(one.last).as_secs().max(0);
    ui.label(parts::clock(u32::try_from(quiet).unwrap_or(u32::MAX)));
    let colour = match one.warning {
        Warning::Calm => kit.palette.good,
        Warning::Watch => kit.palette.warn,
        Warning::Alarm => kit.palette.bad,
    };
    parts::coloured(ui, colour, words::customer(one, kit.language));
    let spoken = kit.t(format!("Listen in: {}", one.name), format!("旁听：{}", one.name));
    let button = parts::named(ui.button(kit.t("Listen in", "旁听")), &spoken);
    button.clicked().then_some(TeamIntent::ListenIn(Some(one.attempt.id)))
}

/// What is said and done, read only.
fn overheard(ui: &mut Ui, kit: &Kit, heard: &Overheard) -> Option<TeamIntent> {
    page::note(ui, kit, kit.palette.accent, |ui| {
        let name = &heard.name;
        ui.label(parts::bold(ui, &kit.t(format!("Listening to {name}"), format!("正在旁听 {name}"))));
        let tall = em(ui) * 22.0;
        ScrollArea::vertical().id_salt("overheard").max_height(tall).stick_to_bottom(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for event in &heard.log {
                if let Some(line) = words::heard(event, &heard.customer, kit.language) {
                    ui.label(line);
                }
            }
        });
        if heard.over {
            faint(ui, kit, kit.t("The session is over.", "练习已结束。"));
        }
        ui.button(kit.t("Stop listening", "停止旁听")).clicked().then_some(TeamIntent::ListenIn(None))
    })
}
