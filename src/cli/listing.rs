//! What lies on the desk: tools, records, articles, services, teams.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::screen::{Look, Screen};
use super::show::label;
use crate::locale::rejected;
use crate::scenario::Language;
use crate::scenario::desk::{Article, Kind, Tool};
use crate::session::Session;

/// Pads a text to a width in columns, Chinese characters counted as two.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Rows of a name and what it means, in two columns.
pub(super) fn pairs(screen: &mut Screen, rows: &[(String, String)]) -> io::Result<()> {
    let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or_default().min(34);
    for (name, about) in rows {
        screen.say(Look::Plain, width + 4, &format!("  {}  {about}", padded(name, width)))?;
    }
    Ok(())
}

/// All tools, a line each.
pub(super) fn tools(screen: &mut Screen, session: &Session) -> io::Result<()> {
    let talk = session.language();
    let rows: Vec<_> = session
        .scenario()
        .file()
        .desk
        .tools
        .iter()
        .map(|(name, tool)| {
            let fields: Vec<&str> = tool.args.iter().map(|argument| argument.name.as_str()).collect();
            let title = tool.title.get(talk).to_owned();
            let about = tool.about.as_ref().map(|about| format!("{title} — {}", about.get(talk)));
            (format!("/{name} {}", fields.join(" ")), about.unwrap_or(title))
        })
        .collect();
    pairs(screen, &rows)
}

/// One tool with its fields.
pub(super) fn tool(
    screen: &mut Screen,
    session: &Session,
    name: &str,
    tool: &Tool,
    ui: Language,
) -> io::Result<()> {
    let talk = session.language();
    screen.say(Look::Title, 0, &format!("/{name} — {}", tool.title.get(talk)))?;
    if let Some(about) = &tool.about {
        screen.line(about.get(talk))?;
    }
    let rows: Vec<_> = tool
        .args
        .iter()
        .map(|argument| {
            let wanted = match &argument.kind {
                Kind::Choice(codes) => {
                    let named = codes.iter().map(|code| match label(session, code) {
                        name if name == code => code.clone(),
                        name => format!("{code} ({name})"),
                    });
                    named.collect::<Vec<_>>().join(", ")
                }
                Kind::Key(table) => {
                    format!("{} ({})", rejected::wanted(&argument.kind, ui), label(session, table))
                }
                Kind::Text | Kind::Number | Kind::Date => rejected::wanted(&argument.kind, ui),
            };
            let may = if argument.optional { ui.pick(" (may be left out)", "（可不填）") } else { "" };
            (format!("{}=", argument.name), format!("{} — {wanted}{may}", label(session, &argument.name)))
        })
        .collect();
    pairs(screen, &rows)
}

/// A record, `table.key`, with its columns.
pub(super) fn record(screen: &mut Screen, session: &Session, name: &str) -> io::Result<()> {
    let Some((table, key)) = name.split_once('.') else { return Ok(()) };
    screen.say(Look::Desk, 2, &format!("  {} {key}", label(session, table)))?;
    let rows: Vec<_> = session
        .record(table, key)
        .into_iter()
        .map(|(column, value)| {
            let value = value.to_string();
            (format!("  {}", label(session, &column)), label(session, &value).to_owned())
        })
        .collect();
    pairs(screen, &rows)
}

/// An article.
pub(super) fn article(screen: &mut Screen, session: &Session, id: &str, ui: Language) -> io::Result<()> {
    let Some(article) = session.scenario().file().desk.articles.get(id) else { return Ok(()) };
    let talk = session.language();
    let updated = updated(article, ui);
    screen.say(Look::Title, 2, &format!("{id} · {}{updated}", article.title.get(talk)))?;
    screen.say(Look::Desk, 2, article.body.get(talk))
}

/// When an article was last changed, in brackets.
fn updated(article: &Article, ui: Language) -> String {
    let when = article.updated.as_deref();
    when.map_or(String::new(), |when| ui.pick(format!(" ({when})"), format!("（{when}）")))
}

/// Articles that hold all of the words, a line each.
pub(super) fn articles(screen: &mut Screen, session: &Session, words: &str, ui: Language) -> io::Result<()> {
    let talk = session.language();
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let rows: Vec<_> = session
        .scenario()
        .file()
        .desk
        .articles
        .iter()
        .filter(|(id, article)| {
            let text = format!("{id} {} {}", article.title.get(talk), article.body.get(talk)).to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
        .map(|(id, article)| {
            let updated = updated(article, ui);
            (format!("/read {id}"), format!("{}{updated}", article.title.get(talk)))
        })
        .collect();
    if rows.is_empty() {
        return screen.say(
            Look::Faint,
            0,
            ui.pick("No article holds these words.", "没有包含这些词的文章。"),
        );
    }
    pairs(screen, &rows)
}

/// The services with their status.
pub(super) fn status(screen: &mut Screen, session: &Session, ui: Language) -> io::Result<()> {
    let services = session.services();
    if services.is_empty() {
        return screen.say(
            Look::Faint,
            0,
            ui.pick("This desk watches no services.", "这个工作台没有服务状态页。"),
        );
    }
    let rows: Vec<_> = services
        .into_iter()
        .map(|(title, code, says)| (title.to_owned(), format!("{} {says}", label(session, code))))
        .collect();
    pairs(screen, &rows)
}

/// The policies.
pub(super) fn policies(screen: &mut Screen, session: &Session) -> io::Result<()> {
    let talk = session.language();
    session
        .scenario()
        .file()
        .desk
        .policies
        .iter()
        .try_for_each(|policy| screen.say(Look::Plain, 2, &format!("• {}", policy.get(talk))))
}

/// The teams and the supervisor's topics.
pub(super) fn teams(screen: &mut Screen, session: &Session) -> io::Result<()> {
    let talk = session.language();
    let desk = &session.scenario().file().desk;
    let rows: Vec<_> = desk
        .teams
        .iter()
        .map(|(name, team)| (format!("/handover {name} …"), team.title.get(talk).to_owned()))
        .collect();
    pairs(screen, &rows)
}

/// What the supervisor can be asked.
pub(super) fn topics(screen: &mut Screen, session: &Session, ui: Language) -> io::Result<()> {
    let Some(supervisor) = &session.scenario().file().desk.supervisor else {
        return screen.say(Look::Faint, 0, ui.pick("This desk has no supervisor.", "这个工作台没有主管。"));
    };
    let seconds = supervisor.seconds;
    let about = ui.pick(
        format!("asking takes {seconds} s while the customer waits"),
        format!("请示需要 {seconds} 秒，客户在线等候"),
    );
    let mut rows: Vec<(String, String)> = supervisor
        .topics
        .keys()
        .map(|topic| (format!("/consult {topic}"), label(session, topic).to_owned()))
        .collect();
    rows.push(("/consult …".to_owned(), about));
    pairs(screen, &rows)
}

/// Ready replies found by words or by pinyin.
pub(super) fn macros(screen: &mut Screen, session: &Session, query: &str, ui: Language) -> io::Result<()> {
    let found = session.scenario().house().replies(query, session.language());
    let rows: Vec<_> = found.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    if rows.is_empty() {
        return screen.say(Look::Faint, 0, ui.pick("No ready reply fits.", "没有符合的常用语。"));
    }
    pairs(screen, &rows)
}
