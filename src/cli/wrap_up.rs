//! The wrap-up at the terminal: one question a field, the AI summary to correct.

use super::input::Input;
use super::listing;
use super::screen::{Look, Screen, tame};
use crate::scenario::Language;
use crate::session::{Session, Ticket};

/// Asks for the ticket; none where the input ended before anything was filed.
pub(super) fn ask(
    screen: &mut Screen,
    input: &mut Input,
    session: &Session,
    ui: Language,
) -> anyhow::Result<Option<Ticket>> {
    let scenario = session.scenario();
    let wrap_up = &scenario.file().wrap_up;
    let talk = session.language();
    screen.title(ui.pick("Wrap-up", "话后小结"))?;
    let mut ticket = Ticket::default();
    if !wrap_up.dispositions.is_empty() {
        let choices: Vec<_> = wrap_up
            .dispositions
            .iter()
            .map(|(code, text)| (code.clone(), text.get(talk).to_owned()))
            .collect();
        let title = ui.pick("What was it about?", "归类：这次是什么问题？");
        let Some(chosen) = choose(screen, input, title, &choices, ui)? else { return Ok(None) };
        ticket.disposition = chosen;
    }
    for (name, field) in &wrap_up.fields {
        let choices: Vec<_> =
            field.choices.iter().map(|(code, text)| (code.clone(), text.get(talk).to_owned())).collect();
        let Some(value) = choose(screen, input, field.title.get(talk), &choices, ui)? else {
            return Ok(None);
        };
        if !value.is_empty() {
            ticket.fields.insert(name.clone(), value);
        }
    }
    if let Some(summary) = &wrap_up.summary {
        let written = summary.text.get(talk);
        screen.say(
            Look::Desk,
            2,
            &crate::locale::names::headed(ui.pick("AI summary", "AI 小结"), written, ui),
        )?;
        let how = if input.is_live() {
            ui.pick("Correct it where it is wrong, then Enter:", "有错就改，改好后按回车：")
        } else {
            ui.pick("Type it as it should read; an empty line keeps it:", "请写出正确的小结，空行表示不改：")
        };
        screen.say(Look::Faint, 0, how)?;
        let Some(typed) = input.next("✎ ", &tame(written))? else { return Ok(None) };
        typed.text.trim().clone_into(&mut ticket.summary);
    }
    Ok(Some(ticket))
}

/// Asks for one of several codes, by number, code or name, or for free text where there are none.
fn choose(
    screen: &mut Screen,
    input: &mut Input,
    title: &str,
    choices: &[(String, String)],
    ui: Language,
) -> anyhow::Result<Option<String>> {
    screen.say(Look::Title, 0, title)?;
    let rows: Vec<_> = (1..)
        .zip(choices)
        .map(|(number, (code, text)): (usize, _)| (format!("{number} {code}"), text.clone()))
        .collect();
    listing::pairs(screen, &rows)?;
    loop {
        let Some(typed) = input.next("? ", "")? else { return Ok(None) };
        let answer = typed.text.trim();
        if choices.is_empty() || answer.is_empty() {
            return Ok(Some(answer.to_owned()));
        }
        let numbered = answer.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
        let named = choices.iter().find(|(code, text)| code.eq_ignore_ascii_case(answer) || text == answer);
        if let Some((code, _)) = numbered.or(named) {
            return Ok(Some(code.clone()));
        }
        let text = ui
            .pick("Choose by number or code; Enter leaves it open.", "请输入序号或代码，直接回车表示不填。");
        screen.say(Look::Warn, 0, text)?;
    }
}
