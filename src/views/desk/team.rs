//! Other people: the house's policies, the supervisor, and the teams that take customers over.

use egui::{Button, ComboBox, RichText, TextEdit, Ui};

use super::fields::{self, entered, line, pair};
use super::look::Look;
use super::seen::Seen;
use super::{DeskIntent, DeskState, Out, scroll};
use crate::scenario::desk::Supervisor;
use crate::session::Phase;
use crate::views::parts;

/// What is being asked, and the hand-over being written.
#[derive(Debug, Default)]
pub(super) struct State {
    topic: String,
    team: String,
    note: String,
    asking: Option<String>,
    hand_over: Option<String>,
    /// Whether the hand-over was tried as it stands, so that what is missing is named.
    tried: bool,
    sure: bool,
}

impl State {
    /// Shows why the session refused to consult or to hand over.
    pub(super) fn rejected(&mut self, what: &str, why: String) {
        let place = if what == DeskState::CONSULT { &mut self.asking } else { &mut self.hand_over };
        *place = Some(why);
    }
}

/// Draws policies, supervisor and hand-over.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, seen: &Seen, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    let desk = look.desk();
    let talking = look.session.phase() == Phase::Talking;
    scroll(ui, "team", |ui| {
        if !talking {
            let over = kit.t(
                "The conversation is over: nobody can be asked or take over now.",
                "对话已经结束，不能再请示或转交。",
            );
            parts::coloured(ui, kit.palette.warn, over);
        }
        parts::heading(ui, kit.t("Policies", "制度"));
        if desk.policies.is_empty() {
            parts::faint(
                ui,
                kit,
                kit.t("This desk has no policies of its own.", "这个工作台没有专门的制度。"),
            );
        }
        for policy in &desk.policies {
            bullet(ui, look.say(policy));
        }
        ui.add_space(10.0);
        parts::heading(ui, kit.t("Supervisor", "主管"));
        match &desk.supervisor {
            Some(supervisor) => {
                ui.add_enabled_ui(talking, |ui| consult(ui, look, supervisor, state, out));
                answers(ui, look, &seen.answers);
            }
            None => {
                parts::faint(ui, kit, kit.t("This desk has no supervisor.", "这个工作台没有主管。"));
            }
        }
        ui.add_space(10.0);
        parts::heading(ui, kit.t("Hand over", "转交"));
        if desk.teams.is_empty() {
            parts::faint(ui, kit, kit.t("There is no team to hand over to.", "没有可以转交的团队。"));
        } else {
            ui.add_enabled_ui(talking, |ui| hand_over(ui, look, state, out));
            refusals(ui, look, &seen.refusals);
        }
    });
}

/// A line of a list whose further lines stand below its first word.
fn bullet(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label("•");
        ui.vertical(|ui| ui.label(text));
    });
}

fn consult(ui: &mut Ui, look: Look<'_>, supervisor: &Supervisor, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    let seconds = supervisor.seconds;
    let about = kit.t(
        format!("Asking takes {seconds} s while the customer waits."),
        format!("请示需要 {seconds} 秒，客户在线等候。"),
    );
    parts::faint(ui, kit, about);
    ui.horizontal_wrapped(|ui| {
        for topic in supervisor.topics.keys() {
            let name = topic_name(look, topic);
            let ask = kit.t(format!("Ask: {name}"), format!("请示：{name}"));
            if ui.button(ask).clicked() {
                ask_about(state, topic, out);
            }
        }
    });
    let sent = pair(
        ui,
        |ui| fields::name(ui, kit.t("Something else", "其他事项")),
        |ui, label| {
            let field = line(ui, &mut state.topic, label, "", out);
            let pressed = ui.button(kit.t("Ask", "请示")).clicked();
            entered(ui, &field) || pressed
        },
    );
    if sent {
        let topic = state.topic.trim().to_owned();
        if topic.is_empty() {
            state.asking = Some(kit.t("Say what you want to ask.", "请写明要请示什么。").to_owned());
        } else {
            ask_about(state, &topic, out);
            state.topic.clear();
        }
    }
    if let Some(why) = &state.asking {
        fields::wrong(ui, kit, why);
    }
}

fn ask_about(state: &mut State, topic: &str, out: &mut Out) {
    state.asking = None;
    out.intents.push(DeskIntent::Consult(topic.to_owned()));
}

/// What a topic is called: its label, or the tool it is named after.
fn topic_name(look: Look<'_>, topic: &str) -> String {
    let desk = look.desk();
    let label = desk.labels.get(topic).or_else(|| desk.tools.get(topic).map(|tool| &tool.title));
    label.map_or(topic, |label| look.say(label)).to_owned()
}

fn answers(ui: &mut Ui, look: Look<'_>, answers: &[(u32, String, String)]) {
    for (at, topic, says) in answers.iter().rev() {
        said(ui, look, *at, &topic_name(look, topic), says);
    }
}

fn refusals(ui: &mut Ui, look: Look<'_>, refusals: &[(u32, String, String)]) {
    for (at, team, says) in refusals.iter().rev() {
        let title = look.desk().teams.get(team).map_or(team.as_str(), |team| look.say(&team.title));
        let head = look.kit.t(format!("✖ {title} refused"), format!("✖ {title}未接收"));
        said(ui, look, *at, &head, says);
    }
}

/// Something a colleague said: when, about what, and the words.
fn said(ui: &mut Ui, look: Look<'_>, at: u32, head: &str, says: &str) {
    let palette = &look.kit.palette;
    let frame = egui::Frame::new().fill(palette.well).corner_radius(6).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(RichText::new(format!("{} · {head}", crate::views::parts::clock(at))).small().weak());
        ui.label(says);
    });
}

fn hand_over(ui: &mut Ui, look: Look<'_>, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    let before = (state.team.clone(), state.note.clone());
    pair(
        ui,
        |ui| fields::name(ui, kit.t("Team", "团队")),
        |ui, label| {
            let title = look.desk().teams.get(&state.team).map(|team| look.say(&team.title));
            let chosen = title.unwrap_or(kit.t("Choose a team…", "请选择团队…"));
            let width = ui.available_width();
            let combo = ComboBox::from_id_salt("team").width(width).truncate().selected_text(chosen);
            let teams = &look.desk().teams;
            let options = teams.iter().map(|(name, team)| (name.clone(), look.say(&team.title).to_owned()));
            parts::choose(ui, combo, &mut state.team, options).labelled_by(label.id);
            if state.tried && title.is_none() {
                fields::wrong(ui, kit, kit.t("Choose a team.", "请选择团队。"));
            }
        },
    );
    pair(
        ui,
        |ui| fields::name(ui, kit.t("Note for the colleague", "给同事的交接说明")),
        |ui, label| {
            let hint =
                kit.t("What happened, what was done, what is promised", "前因后果、已办事项、答应过什么");
            let edit = TextEdit::multiline(&mut state.note)
                .hint_text(hint)
                .desired_rows(3)
                .desired_width(f32::INFINITY)
                .margin(parts::INSIDE)
                .char_limit(crate::session::MOST_CHARACTERS);
            ui.add(edit).labelled_by(label.id);
            if state.tried && state.note.trim().is_empty() {
                let why = kit.t(
                    "Write a note: without one the customer has to start over.",
                    "请写交接说明，不然客户得从头再讲一遍。",
                );
                fields::wrong(ui, kit, why);
            }
        },
    );
    if (&state.team, &state.note) != (&before.0, &before.1) {
        out.typed = true;
        state.hand_over = None;
        state.sure = false;
    }
    let title = look.desk().teams.get(&state.team).map(|team| look.say(&team.title));
    match title {
        Some(title) if state.sure => confirm(ui, look, title, state, out),
        _ => {
            if ui.button(kit.t("Hand over…", "转交…")).clicked() {
                state.hand_over = None;
                state.tried = true;
                state.sure = title.is_some() && !state.note.trim().is_empty();
            }
        }
    }
    if let Some(why) = &state.hand_over {
        fields::wrong(ui, kit, why);
    }
}

fn confirm(ui: &mut Ui, look: Look<'_>, title: &str, state: &mut State, out: &mut Out) {
    let kit = look.kit;
    ui.label(kit.t(
        format!("Hand the customer over to {title}? The conversation ends for you."),
        format!("确定把客户转交给{title}？您的对话将到此结束。"),
    ));
    ui.horizontal_wrapped(|ui| {
        let yes = kit.t(format!("Yes, hand over to {title}"), format!("确认转交{title}"));
        let words = RichText::new(yes).color(kit.palette.on_accent);
        if ui.add(Button::new(words).fill(kit.palette.accent).wrap()).clicked() {
            (state.sure, state.tried) = (false, false);
            out.intents.push(DeskIntent::HandOver(state.team.clone(), state.note.trim().to_owned()));
        }
        if ui.button(kit.t("Cancel", "取消")).clicked() {
            state.sure = false;
        }
    });
}
