//! The conversation: what was said and done, the newest below.

use egui::{Align, Color32, CornerRadius, Frame, Layout, Margin, RichText, ScrollArea, TextStyle, Ui};

use super::heard::{self, Meant};
use super::{Scene, SeatIntent};
use crate::locale::{causes, debrief, names};
use crate::session::event::{Verdict, Warning};
use crate::session::{Event, Mode, Session, What};
use crate::views::lazily::{self, Rows};
use crate::views::page;
use crate::views::parts;
use crate::views::theme::Kit;
use crate::views::transcript;

/// How much of the width a bubble takes at most.
const WIDEST: f32 = 0.84;
/// What a bubble takes beside its text, in lines: who speaks, and the margins.
const BUBBLE: f32 = 1.9;

/// How the conversation is scrolled.
pub struct TalkState {
    rows: Rows,
    /// What the trainee says they meant.
    pub meant: Meant,
    /// How many rows there were when it was last drawn.
    seen: usize,
}

impl Default for TalkState {
    fn default() -> Self {
        Self { rows: Rows::sticky(), meant: Meant::new(), seen: 0 }
    }
}

/// Draws the conversation.
pub fn show(ui: &mut Ui, kit: &Kit, scene: &Scene<'_>, state: &mut TalkState, intents: &mut Vec<SeatIntent>) {
    let session = scene.session;
    let rows: Vec<usize> = (0..session.log().len())
        .filter(|index| session.log().get(*index).is_some_and(|event| is_shown(&event.what, session.mode())))
        .collect();
    let undone = undone(session.log());
    let file = session.scenario().file();
    // The first row is what the bot left behind, where there was one.
    let bot = usize::from(!file.bot.is_empty());
    let index = |row: usize| row.checked_sub(bot).and_then(|row| rows.get(row)).copied();
    let at = |row: usize| index(row).and_then(|index| session.log().get(index));
    let count = rows.len() + bot;
    let last =
        (0..count).rfind(|row| at(*row).is_some_and(|event| matches!(event.what, What::Customer { .. })));
    // Whoever has scrolled up comes back when something is said: a customer must not wait unseen.
    let is_said =
        |row| at(row).is_some_and(|event| matches!(event.what, What::Customer { .. } | What::Sent { .. }));
    if (state.seen..count).any(is_said) {
        state.rows.go(count - 1);
    }
    state.seen = count;
    let TalkState { rows: places, meant, .. } = state;
    let draw = |ui: &mut Ui, row: usize| {
        let (Some(index), Some(event)) = (index(row), at(row)) else {
            transcript::before(ui, kit, file, session.language());
            return;
        };
        if undone.iter().any(|range| range.contains(&index)) {
            ui.set_opacity(0.45);
        }
        if let What::Replied(reply) = &event.what {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            heard::show(ui, kit, index, reply, meant, intents);
        }
        let newest = Some(row) == last;
        let drawn = one(ui, kit, session, event, scene.spoken.filter(|_| newest));
        // Read aloud once it is all there.
        if let Some(words) = drawn.filter(|_| newest && scene.spoken.is_none()) {
            parts::announced(words);
        }
    };
    let area = ScrollArea::vertical().id_salt("talk").auto_shrink(false).stick_to_bottom(true);
    area.animated(false).show(ui, |ui| {
        places.show(ui, count, |ui, row| at(row).map_or(0.0, |event| guess(ui, event)), draw);
        ui.add_space(6.0);
        page::pages(ui);
    });
}

/// About how high an event is, before it was ever drawn.
fn guess(ui: &Ui, event: &Event) -> f32 {
    let line = ui.text_style_height(&TextStyle::Body);
    if let What::Customer { text } | What::Sent { text, .. } = &event.what {
        line * lazily::lines(ui, text, ui.available_width() * WIDEST) + BUBBLE * line
    } else {
        line
    }
}

/// The stretches of the log that a step back has taken back.
fn undone(log: &[Event]) -> Vec<std::ops::Range<usize>> {
    let taken = log.iter().enumerate().filter_map(|(index, event)| {
        if let What::SteppedBack { to } = event.what { Some(to as usize..index) } else { None }
    });
    taken.collect()
}

fn is_shown(what: &What, mode: Mode) -> bool {
    match what {
        What::Customer { .. }
        | What::Sent { .. }
        | What::Notice { .. }
        | What::DraftJudged { .. }
        | What::Used { .. }
        | What::Failed { .. }
        | What::Read { .. }
        | What::Verified
        | What::Consented
        | What::Declined
        | What::Consulted { .. }
        | What::HandOverRefused { .. }
        | What::HandedOver { .. }
        | What::AbuseWarned { .. }
        | What::Hinted { .. }
        | What::SteppedBack { .. }
        | What::Held { .. }
        | What::TimeUp
        | What::Resumed { .. }
        | What::Over { .. } => true,
        What::Warned { level } => mode != Mode::Certify && *level != Warning::Calm,
        What::Replied(_) | What::Moved { .. } => mode == Mode::Learn,
        What::Began { .. }
        | What::Entered { .. }
        | What::Showed { .. }
        | What::AskedFor { .. }
        | What::Disclosed { .. }
        | What::Forbidden { .. }
        | What::Noted { .. }
        | What::DraftOffered { .. }
        | What::Silent { .. }
        | What::Filed { .. }
        | What::Rated { .. }
        | What::Ended => false,
    }
}

/// Draws an event; the words of a message are returned.
fn one(
    ui: &mut Ui,
    kit: &Kit,
    session: &Session,
    event: &Event,
    spoken: Option<usize>,
) -> Option<egui::Response> {
    let customer = session.scenario().file().customer.name.get(session.language());
    if let What::Customer { text } = &event.what {
        let said: String = spoken.map_or_else(|| text.clone(), |count| text.chars().take(count).collect());
        return Some(bubble(ui, kit, customer, &said, event.at, false));
    } else if let What::Sent { text, .. } = &event.what {
        return Some(bubble(ui, kit, kit.t("You", "您"), text, event.at, true));
    } else if let What::Moved { because, from, to } = &event.what {
        let words = format!(
            "{} · {}",
            debrief::change(*from, *to, kit.language),
            causes::cause(because, kit.language)
        );
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.add(egui::Label::new(RichText::new(words).small().color(kit.palette.faint)).wrap());
        });
    } else if let Some((colour, sign, words)) = at_the_desk(kit, session, &event.what) {
        note(ui, colour, sign, &words);
    } else if let Some((colour, sign, words)) = on_the_way(kit, &event.what) {
        note(ui, colour, sign, &words);
    }
    None
}

/// A colour, a sign and words.
type Note = (Color32, &'static str, String);

/// What happened at the desk.
#[expect(clippy::wildcard_enum_match_arm, reason = "what else there is has its own place")]
fn at_the_desk(kit: &Kit, session: &Session, what: &What) -> Option<Note> {
    let file = session.scenario().file();
    let talk = session.language();
    let palette = &kit.palette;
    let headed = |head: &str, text: &str| names::headed(head, text, kit.language);
    let tool_title =
        |tool: &str| file.desk.tools.get(tool).map_or(tool.to_owned(), |one| one.title.get(talk).to_owned());
    Some(match what {
        What::Notice { service, status, text } => {
            let title =
                service.as_ref().and_then(|name| file.desk.services.get(name)).map(|one| one.title.get(talk));
            let label = |code: &str| {
                file.desk.labels.get(code).map_or(code.to_owned(), |label| label.get(talk).to_owned())
            };
            let status = status.as_deref().map(label);
            let parts = [title, status.as_deref(), Some(text.as_str())].into_iter().flatten();
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            (palette.accent, "▪", parts.join(" · "))
        }
        What::Used { tool, says, .. } => {
            let title = tool_title(tool);
            let words = if says.is_empty() { title } else { headed(&title, says) };
            (palette.good, "✓", words)
        }
        What::Failed { tool, says, why, .. } => {
            let reason = if says.is_empty() { names::failing(why, kit.language) } else { says };
            (palette.bad, "✖", headed(&tool_title(tool), reason))
        }
        What::Read { article } => {
            let title = file.desk.articles.get(article).map_or(article.as_str(), |one| one.title.get(talk));
            (palette.faint, "·", headed(kit.t("Article opened", "已打开文章"), title))
        }
        What::Consulted { says, .. } => (palette.accent, "▪", headed(kit.t("Supervisor", "主管"), says)),
        What::HandOverRefused { says, .. } => (palette.warn, "✖", says.clone()),
        What::HandedOver { team, .. } => {
            let title = file.desk.teams.get(team).map_or(team.as_str(), |one| one.title.get(talk));
            (palette.good, "✓", headed(kit.t("Handed over to", "已转交"), title))
        }
        _ => return None,
    })
}

/// What happened between trainee and customer beside the talking.
#[expect(clippy::wildcard_enum_match_arm, reason = "what else there is has its own place")]
fn on_the_way(kit: &Kit, what: &What) -> Option<Note> {
    let palette = &kit.palette;
    let headed = |head: &str, text: &str| names::headed(head, text, kit.language);
    Some(match what {
        What::Warned { level } => (
            palette.warn,
            "▲",
            headed(kit.t("Early warning", "情绪预警"), names::warning(*level, kit.language)),
        ),
        What::DraftJudged { verdict, .. } => {
            let words = match verdict {
                Verdict::Sent => kit.t("AI draft sent as it was", "已原样发送 AI 草稿"),
                Verdict::Edited => kit.t("AI draft edited and sent", "已修改并发送 AI 草稿"),
                Verdict::Rejected => kit.t("AI draft rejected", "已拒绝 AI 草稿"),
            };
            (palette.faint, "·", words.to_owned())
        }
        What::Verified => (palette.good, "✓", kit.t("Identity verified", "身份已核实").to_owned()),
        What::Consented => (palette.good, "✓", kit.t("The customer agreed", "客户已同意").to_owned()),
        What::Declined => (palette.warn, "✖", kit.t("The customer did not agree", "客户没有同意").to_owned()),
        What::AbuseWarned { count } => {
            let words = kit.t(
                format!("Warning {count} to the customer is on record"),
                format!("已记录：第 {count} 次警告客户"),
            );
            (palette.faint, "·", words)
        }
        What::Hinted { text } => (palette.accent, "✓", headed(kit.t("Hint", "提示"), text)),
        What::TimeUp => (palette.warn, "▲", kit.t("The time of this exam is up", "考试时间到").to_owned()),
        What::Resumed { seconds } => {
            let gone = parts::clock(*seconds);
            let words = kit.t(
                format!("You go on; the {gone} you were away count"),
                format!("考试继续，离开的 {gone} 计入用时"),
            );
            (palette.warn, "▲", words)
        }
        What::SteppedBack { .. } => {
            (palette.accent, "←", kit.t("Back to before your last reply", "已回到上一次回复之前").to_owned())
        }
        What::Held { seconds } => {
            let words = kit.t(
                format!("The customer will wait for {}", parts::clock(*seconds)),
                format!("客户愿意等 {}", parts::clock(*seconds)),
            );
            (palette.faint, "·", words)
        }
        What::Over { outcome, .. } => {
            let how = names::outcome(*outcome, kit.language);
            (palette.text, "■", headed(kit.t("The conversation is over", "对话结束"), how))
        }
        _ => return None,
    })
}

fn bubble(ui: &mut Ui, kit: &Kit, who: &str, text: &str, at: u32, ours: bool) -> egui::Response {
    let fill = if ours { kit.palette.ours } else { kit.palette.theirs };
    let layout = if ours { Layout::right_to_left(Align::TOP) } else { Layout::left_to_right(Align::TOP) };
    let widest = ui.available_width() * WIDEST;
    let frame =
        Frame::new().fill(fill).corner_radius(CornerRadius::same(10)).inner_margin(Margin::symmetric(12, 7));
    ui.with_layout(layout, |ui| {
        ui.set_max_width(widest);
        frame
            .show(ui, |ui| {
                ui.vertical(|ui| {
                    let head = format!("{who} · {}", parts::clock(at));
                    ui.label(RichText::new(head).small().color(kit.palette.faint));
                    ui.add(egui::Label::new(text).wrap().selectable(true))
                })
                .inner
            })
            .inner
    })
    .inner
}

/// A line of what happened beside the talking: a sign, a colour and words.
fn note(ui: &mut Ui, colour: Color32, sign: &str, words: &str) {
    ui.horizontal_top(|ui| {
        ui.label(RichText::new(sign).small().color(colour));
        ui.add(egui::Label::new(RichText::new(words).small().color(colour)).wrap());
    });
}
