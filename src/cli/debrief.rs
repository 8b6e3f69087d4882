//! The debrief: what it came to, which moment earned what, and what to practise next.

use std::io;

use super::screen::{Look, Screen};
use super::show::mood_bar;
use super::{curve, listing};
use crate::locale::{debrief, findings, names};
use crate::scenario::Language;
use crate::score::{AbilityKind, Finding, Scorecard, costliest, score};
use crate::session::event::Reason;
use crate::session::{Event, Mode, Session, What};

/// Shows the whole debrief of a session.
pub(super) fn show(screen: &mut Screen, session: &Session, ui: Language) -> io::Result<Scorecard> {
    let card = score(session.scenario(), session.log());
    screen.title(ui.pick("── Debrief ──", "── 复盘 ──"))?;
    result(screen, session, &card, ui)?;
    rating(screen, session.log(), ui)?;
    screen.title(ui.pick("How the customer felt", "客户情绪变化"))?;
    for line in curve::draw(&card.mood, screen.width().min(78), ui) {
        screen.exact(Look::Plain, &line)?;
    }
    screen.exact(Look::Faint, &mood_bar(session.mood(), ui, screen.width()))?;
    for kind in AbilityKind::ALL {
        ability(screen, session, &card, kind, ui)?;
    }
    moment(screen, session, &card, ui)?;
    Ok(card)
}

fn result(screen: &mut Screen, session: &Session, card: &Scorecard, ui: Language) -> io::Result<()> {
    let look = match card.passed {
        Some(true) => Look::Good,
        Some(false) => Look::Bad,
        None => Look::Warn,
    };
    let waits = session.mode() == Mode::Certify && card.waits();
    let look = if waits { Look::Warn } else { look };
    let passed = if waits { None } else { card.passed };
    let (passed, overall) = (debrief::passed(passed, ui), debrief::score(card.overall, ui));
    let mark = session.scenario().pass_mark();
    let line = ui.pick(
        format!("Overall {overall} of 100 (pass mark {mark}): {passed}"),
        format!("总分 {overall}（及格线 {mark}）：{passed}"),
    );
    screen.say(look, 0, &line)?;
    if let Some(why) = debrief::why_not(card, mark, ui).filter(|_| !waits) {
        screen.say(Look::Bad, 0, &why)?;
    }
    if let Some(doubt) = debrief::range(card, ui) {
        screen.say(Look::Faint, 0, &doubt)?;
    }
    for critical in &card.critical {
        let kind = if critical.alleged {
            ui.pick("critical error (rests on what was heard)", "致命错误（依据听到的内容）")
        } else {
            ui.pick("critical error", "致命错误")
        };
        screen.say(
            Look::Bad,
            2,
            &format!("✗ {}{}", names::headed(kind, &critical.what, ui), places(session, &critical.events)),
        )?;
    }
    if let (Some(uncapped), false) = (card.uncapped, card.critical.is_empty()) {
        let capped = ui.pick(
            format!("Without it the score would be {uncapped}."),
            format!("若没有这条错误，得分是 {uncapped}。"),
        );
        screen.say(Look::Faint, 0, &capped)?;
    }
    if card.outcome.is_some() {
        let ending = debrief::ending(card.outcome, card.goal_reached, ui);
        screen.line(&names::headed(ui.pick("Ending", "结局"), &ending, ui))?;
    }
    Ok(())
}

fn rating(screen: &mut Screen, log: &[Event], ui: Language) -> io::Result<()> {
    let rated = log.iter().rev().find_map(|event| {
        if let What::Rated { stars, because } = &event.what { Some((*stars, because)) } else { None }
    });
    let Some((stars, because)) = rated else { return Ok(()) };
    let full = usize::from(stars);
    let why: Vec<String> = because
        .iter()
        .map(|reason: &Reason| format!("{} {:+}", names::reason(*reason, ui), reason.stars()))
        .collect();
    let stars =
        format!("{}{} {}", "★".repeat(full), "☆".repeat(5 - full.min(5)), why.join(ui.pick(", ", "，")));
    screen.line(&names::headed(ui.pick("The customer's rating", "客户评价"), &stars, ui))
}

fn ability(
    screen: &mut Screen,
    session: &Session,
    card: &Scorecard,
    kind: AbilityKind,
    ui: Language,
) -> io::Result<()> {
    let score = card.ability(kind).score.map_or_else(
        || ui.pick("not rated: nothing called for it", "未评分：没有出现相应的时机").to_owned(),
        |score| score.to_string(),
    );
    screen.title(&names::headed(debrief::ability(kind, ui), &score, ui))?;
    for finding in card.findings.iter().filter(|finding| finding.ability == kind) {
        let look = if finding.lost() <= 0 && finding.points >= 0 { Look::Good } else { Look::Bad };
        let points = debrief::points(finding);
        let place = places(session, &finding.events);
        screen.say(
            look,
            8,
            &format!("{} {}{place}", listing::padded(&points, 7), findings::finding(finding, ui)),
        )?;
    }
    Ok(())
}

/// The moments a finding cites, as times.
fn places(session: &Session, events: &[u32]) -> String {
    let mut times: Vec<String> = events
        .iter()
        .filter_map(|index| session.log().get(*index as usize))
        .map(|event| format!("{}:{:02}", event.at / 60, event.at % 60))
        .collect();
    times.dedup();
    if times.is_empty() { String::new() } else { format!(" [{}]", times.join(", ")) }
}

/// The costliest moment, with what a strong reply would have been.
fn moment(screen: &mut Screen, session: &Session, card: &Scorecard, ui: Language) -> io::Result<()> {
    let Some(finding) = costliest(card) else {
        screen.gap()?;
        return screen.say(
            Look::Good,
            0,
            ui.pick("Nothing was lost anywhere. Well done.", "没有丢分，干得漂亮。"),
        );
    };
    screen.title(ui.pick("The moment that cost most", "丢分最多的地方"))?;
    screen.say(
        Look::Bad,
        0,
        &format!("{}{}", findings::finding(finding, ui), places(session, &finding.events)),
    )?;
    if let Some(model) = model(session, finding) {
        screen.say(
            Look::Good,
            2,
            &names::headed(ui.pick("A strong reply there", "当时可以这样说"), model, ui),
        )?;
    }
    Ok(())
}

/// The model answer of the beat in which a finding's first event happened.
fn model<'a>(session: &'a Session, finding: &Finding) -> Option<&'a str> {
    let first = *finding.events.first()? as usize;
    let before = session.log().get(..=first)?;
    let beat = before
        .iter()
        .rev()
        .find_map(|event| if let What::Entered { beat } = &event.what { Some(beat) } else { None })?;
    let model = session.scenario().file().beats.get(beat)?.model.as_ref()?;
    Some(model.get(session.language()))
}
