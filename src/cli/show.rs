//! What happened, as the trainee sees it.

use std::io;

use super::screen::{Look, Screen};
use crate::locale::{causes, debrief, names};
use crate::scenario::Language;
use crate::scenario::customer::Mood;
use crate::session::event::Reply;
use crate::session::{Event, Mode, Session, What};

/// Shows the events of one action.
pub(super) fn events(
    screen: &mut Screen,
    session: &Session,
    events: &[Event],
    language: Language,
) -> io::Result<()> {
    let before = screen.width();
    let learn = session.mode() == Mode::Learn;
    for event in events {
        one(screen, session, &event.what, language, learn)?;
    }
    let moved = events.iter().any(|event| {
        matches!(event.what, What::Moved { .. } | What::Began { .. } | What::SteppedBack { .. })
    });
    if learn && moved {
        screen.exact(Look::Faint, &mood_bar(session.mood(), language, before))?;
    }
    Ok(())
}

fn one(screen: &mut Screen, session: &Session, what: &What, ui: Language, learn: bool) -> io::Result<()> {
    let scenario = session.scenario();
    let file = scenario.file();
    let talk = session.language();
    match what {
        What::Customer { text } => {
            screen.say(Look::Customer, 2, &names::headed(file.customer.name.get(talk), text, ui))
        }
        What::Sent { text, .. } if !screen.live => {
            screen.say(Look::Trainee, 2, &names::headed(ui.pick("You", "您"), text, ui))
        }
        What::Replied(reply) if learn => heard(screen, reply, ui),
        What::Moved { because, from, to } if learn => {
            let step = format!("  {} {}", debrief::change(*from, *to, ui), causes::cause(because, ui));
            screen.say(Look::Faint, 4, &step)
        }
        What::Warned { .. } if session.mode() == Mode::Certify => Ok(()),
        What::Warned { level } => {
            let text = ui.pick("Early warning: ", "情绪预警：").to_owned() + names::warning(*level, ui);
            screen.say(Look::Warn, 2, &format!("⚠ {text}"))
        }
        What::Notice { service, status, text } => {
            let title =
                service.as_ref().and_then(|name| file.desk.services.get(name)).map(|one| one.title.get(talk));
            let parts = [title, status.as_deref().map(|code| label(session, code))].into_iter().flatten();
            let mut line: Vec<&str> = parts.collect();
            if !text.is_empty() {
                line.push(text);
            }
            screen.say(Look::Desk, 2, &format!("▪ {}", line.join(" · ")))
        }
        What::DraftOffered { text, .. } => {
            screen.say(Look::Desk, 2, &names::headed(ui.pick("AI draft", "AI 草稿"), text, ui))?;
            let how = ui.pick(
                "/send · /edit TEXT · /reject WHY, or just answer yourself",
                "/发送 · /修改 内容 · /拒绝 原因，也可以不用它，自己回复",
            );
            screen.say(Look::Faint, 2, &format!("  {how}"))
        }
        What::Used { tool, says, shows, .. } => {
            let title = file.desk.tools.get(tool).map_or(tool.as_str(), |tool| tool.title.get(talk));
            let said = if says.is_empty() { title.to_owned() } else { names::headed(title, says, ui) };
            screen.say(Look::Good, 2, &format!("✓ {said}"))?;
            shows.iter().try_for_each(|record| super::listing::record(screen, session, record))
        }
        What::Failed { tool, says, why, .. } => {
            let title = file.desk.tools.get(tool).map_or(tool.as_str(), |tool| tool.title.get(talk));
            let reason = if says.is_empty() { names::failing(why, ui) } else { says };
            screen.say(Look::Bad, 2, &format!("✗ {}", names::headed(title, reason, ui)))
        }
        What::Read { article } => super::listing::article(screen, session, article, ui),
        What::Verified => screen.say(Look::Good, 2, ui.pick("✓ Identity verified.", "✓ 身份已核实。")),
        What::Consented => screen.say(Look::Good, 2, ui.pick("✓ The customer agreed.", "✓ 客户已同意。")),
        What::Declined => {
            screen.say(Look::Warn, 2, ui.pick("✗ The customer did not agree.", "✗ 客户没有同意。"))
        }
        What::Consulted { says, .. } => {
            screen.say(Look::Desk, 2, &names::headed(ui.pick("Supervisor", "主管"), says, ui))
        }
        What::HandOverRefused { says, .. } => screen.say(Look::Warn, 2, &format!("✗ {says}")),
        What::AbuseWarned { count } => screen.say(
            Look::Faint,
            2,
            &ui.pick(
                format!("Warning {count} to the customer is on record."),
                format!("已记录：第 {count} 次警告客户。"),
            ),
        ),
        What::Hinted { text } => screen.say(Look::Good, 2, &names::headed(ui.pick("Hint", "提示"), text, ui)),
        What::SteppedBack { .. } => screen.say(
            Look::Good,
            0,
            ui.pick("↶ Back to before your last reply.", "↶ 已回到上一次回复之前。"),
        ),
        What::Over { outcome, .. } => {
            screen.gap()?;
            let text =
                ui.pick("The conversation is over: ", "对话结束：").to_owned() + names::outcome(*outcome, ui);
            screen.say(Look::Title, 0, &text)
        }
        What::TimeUp | What::Resumed { .. } => {
            debrief::other(what, ui).map_or(Ok(()), |words| screen.say(Look::Warn, 0, &words))
        }
        What::Began { .. }
        | What::Entered { .. }
        | What::Showed { .. }
        | What::Sent { .. }
        | What::Replied(_)
        | What::Moved { .. }
        | What::AskedFor { .. }
        | What::Disclosed { .. }
        | What::Forbidden { .. }
        | What::Noted { .. }
        | What::DraftJudged { .. }
        | What::Held { .. }
        | What::Silent { .. }
        | What::HandedOver { .. }
        | What::Filed { .. }
        | What::Rated { .. }
        | What::Ended => Ok(()),
    }
}

/// What was heard in a reply, as chips with the words that prove them.
fn heard(screen: &mut Screen, reply: &Reply, ui: Language) -> io::Result<()> {
    let chips: Vec<String> = reply
        .acts
        .iter()
        .filter(|one| one.heard)
        .map(|one| {
            let words: String =
                reply.text.chars().skip(one.from as usize).take((one.to - one.from) as usize).collect();
            format!("[{}: {words}]", names::act(one.act, ui))
        })
        .collect();
    if chips.is_empty() {
        return screen.say(
            Look::Faint,
            2,
            ui.pick("  heard: nothing in particular", "  听到：没有特别的内容"),
        );
    }
    screen.say(Look::Faint, 4, &format!("  {} {}", ui.pick("heard:", "听到："), chips.join(" ")))
}

/// The customer's mood as three bars.
pub(super) fn mood_bar(mood: Mood, ui: Language, width: usize) -> String {
    let cells = if width < 70 { 5 } else { 10 };
    let bar = |level: i64| {
        let full = usize::try_from(level).unwrap_or(0) * cells / 100;
        format!("{}{} {level:>3}", "█".repeat(full), "░".repeat(cells - full))
    };
    format!(
        "  {} {}   {} {}   {} {}",
        debrief::mood_name(0, ui),
        bar(mood.anger.get()),
        debrief::mood_name(1, ui),
        bar(mood.worry.get()),
        debrief::mood_name(2, ui),
        bar(mood.trust.get())
    )
}

/// What the desk calls a code or a column.
pub(super) fn label<'a>(session: &'a Session, code: &'a str) -> &'a str {
    session.scenario().file().desk.labels.get(code).map_or(code, |label| label.get(session.language()))
}
