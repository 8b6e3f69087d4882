//! The bar of the seat: who is there, how they are, the clock, and the ways out.

use egui::{RichText, Ui};

use super::{Scene, SeatIntent, SeatState};
use crate::locale::names;
use crate::session::event::Warning;
use crate::session::{Mode, Phase};
use crate::views::help::{self, Command};
use crate::views::parts;
use crate::views::theme::{Kit, section};

/// Whether the trainee is asked if the contact shall end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Nobody wants to leave.
    #[default]
    No,
    /// To be asked, with the keyboard on the answer.
    Ask,
    /// Being asked.
    Asked,
}

impl Leaving {
    /// Asks whether the contact shall end.
    pub(super) fn ask(&mut self) {
        *self = Self::Ask;
    }
}

/// Draws the bar.
pub(super) fn show(
    ui: &mut Ui,
    kit: &Kit,
    scene: &Scene<'_>,
    state: &mut SeatState,
    narrow: bool,
    intents: &mut Vec<SeatIntent>,
) {
    ui.horizontal_wrapped(|ui| {
        let session = scene.session;
        let title = session.scenario().file().title.get(session.language());
        ui.label(RichText::new(title).text_style(section()));
        signs(ui, kit, scene);
        if narrow {
            let name = if state.at_desk {
                kit.t("To the conversation", "回到对话")
            } else {
                kit.t("To the desk", "打开工作台")
            };
            if ui.button(name).clicked() {
                state.at_desk = !state.at_desk;
            }
        }
        let (talking, learning) = (session.phase() == Phase::Talking, session.mode() == Mode::Learn);
        if talking && learning && ui.button(kit.t("Hint", "提示")).clicked() {
            intents.push(SeatIntent::Hint);
        }
        if learning && ui.button(kit.t("← Step back", "← 退回一步")).clicked() {
            intents.push(SeatIntent::StepBack);
        }
        if talking {
            leave(ui, kit, state, intents);
        }
    });
}

/// What is to be known at a glance: time, early warning, identity, hold, saving.
fn signs(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>) {
    if scene.session.mode() == Mode::Certify {
        exam(ui, kit, scene);
    } else {
        let time = ui.label(RichText::new(parts::clock(scene.clock)).monospace());
        time.on_hover_text(kit.t("Time with this customer", "与该客户的通话时长"));
        warning(ui, kit, scene.session.warning());
    }
    if scene.watched && scene.session.mode() != Mode::Certify {
        parts::badge(ui, kit.palette.accent, kit.t("Assigned", "指派任务")).on_hover_text(kit.t(
            "You were assigned this: whoever leads your team sees the attempt afterwards.",
            "这是指派的任务，完成后您的主管可以查看。",
        ));
    }
    if scene.session.verified() {
        parts::badge(ui, kit.palette.good, kit.t("✓ Identity verified", "✓ 身份已核实"));
    }
    if let Some(left) = scene.hold {
        let text = kit.t("On hold", "客户等候中").to_owned() + " " + &parts::clock(left);
        parts::badge(ui, kit.palette.warn, &text);
    }
    if !scene.saved {
        parts::badge(ui, kit.palette.warn, kit.t("Saving…", "正在保存……"));
    }
}

/// That this is an exam, which the trainee's manager will see, and the time it has left.
fn exam(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>) {
    let watched = kit.t(
        "An exam: no pause, no hints, the mood is hidden. Whoever leads your team sees it afterwards.",
        "认证考试：不能暂停，没有提示，不显示情绪。考完后您的主管可以查看。",
    );
    parts::badge(ui, kit.palette.accent, kit.t("Exam", "认证考试")).on_hover_text(watched);
    if scene.session.phase() == Phase::Talking {
        let left = scene.session.scenario().file().exam_seconds().saturating_sub(scene.clock);
        let colour = if left < 60 { kit.palette.bad } else { kit.palette.text };
        let time = ui.label(RichText::new(parts::clock(left)).monospace().color(colour));
        time.on_hover_text(kit.t("Time left", "剩余时间"));
    }
}

/// The early-warning light: a shape, a word and a colour.
fn warning(ui: &mut Ui, kit: &Kit, level: Warning) {
    let (sign, colour) = match level {
        Warning::Calm => ("●", kit.palette.good),
        Warning::Watch => ("▲", kit.palette.warn),
        Warning::Alarm => ("■", kit.palette.bad),
    };
    let words = format!("{sign} {}", names::warning(level, kit.language));
    parts::badge(ui, colour, &words)
        .on_hover_text(kit.t("Early warning from emotion recognition", "情绪识别的早期预警"));
}

/// The way out, which asks first; Esc stays.
fn leave(ui: &mut Ui, kit: &Kit, state: &mut SeatState, intents: &mut Vec<SeatIntent>) {
    if state.leaving == Leaving::No {
        let keys = help::keys(ui.ctx(), Command::WrapUp);
        if ui.button(kit.t("End contact…", "结束服务…")).on_hover_text(keys).clicked() {
            state.leaving.ask();
            ui.ctx().request_repaint();
        }
        return;
    }
    ui.label(kit.t("End the contact?", "结束这次服务？"));
    let yes = ui.button(kit.t("Yes, end it", "结束"));
    if state.leaving == Leaving::Ask {
        yes.request_focus();
        state.leaving = Leaving::Asked;
    }
    let no = ui.button(kit.t("No, stay", "继续服务"));
    if yes.clicked() {
        state.leaving = Leaving::No;
        intents.push(SeatIntent::End);
    } else if no.clicked() || help::pressed(ui.ctx(), Command::Back) {
        state.leaving = Leaving::No;
        state.composer.wants_focus();
    }
}
