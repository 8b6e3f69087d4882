//! `hotseat progress`: where somebody stands, by practice and by exams, and what they should practise.

use std::io::Write;

use jiff::tz::TimeZone;
use serde::Serialize;

use super::Setup;
use super::keep::now;
use super::listing::padded;
use super::screen::{Look, Screen};
use crate::locale::names::headed;
use crate::locale::progress as words;
use crate::progress::{
    AbilityEstimate, Due, LadderStanding, ScenarioHead, StepStanding, StepState, due, estimates, standing,
};
use crate::scenario::{Language, Scenario};
use crate::store::{Person, State, Store};

/// The most cards shown that are not due yet.
const SOON: usize = 5;

/// Everything that is shown, as `--format json` writes it.
#[derive(Serialize)]
struct Progress<'a> {
    person: &'a str,
    /// Attempts with a scorecard that whoever asks may see.
    attempts: usize,
    /// How many there are that only the person themselves sees.
    hidden: u32,
    /// How many of them a desk kept while the team's store was away.
    self_kept: usize,
    ladders: Vec<LadderStanding>,
    abilities: [AbilityEstimate; 4],
    due: Vec<Due>,
}

/// Prints the standing of a person, by default the one at the desk.
pub(super) fn show(setup: &Setup, asked: Option<&String>, json: bool) -> anyhow::Result<u8> {
    let (store, me, person) = who(setup, asked)?;
    let library = setup.library()?;
    let roles = library.roles().map_err(|problems| setup.worded(&problems))?;
    let all = library.list().map_err(|problem| setup.worded(&[problem]))?;
    let scenarios: Vec<&Scenario> = all.values().flatten().collect();
    let installed: Vec<ScenarioHead> =
        scenarios.iter().map(|scenario| ScenarioHead::from(scenario.file())).collect();
    let kept = setup.told(store.attempts(person.id))?;
    let now = now()?;
    let attempts = setup.told(store.evidence(&kept, &installed, now))?;
    let hidden = if me.id == person.id || setup.told(store.is_open())? {
        0
    } else {
        setup.told(store.practice(person.id))?
    };
    let zone = TimeZone::system();
    let progress = Progress {
        person: &person.name,
        attempts: kept.iter().filter(|attempt| attempt.state != State::Open).count(),
        hidden,
        self_kept: kept.iter().filter(|attempt| attempt.self_kept).count(),
        ladders: standing(&roles, &attempts, &installed, now),
        abilities: estimates(&attempts, now),
        // From a part of what was practised nobody can say what fades.
        due: if hidden == 0 { due(&attempts, &installed, &now.to_zoned(zone)) } else { Vec::new() },
    };
    if json {
        writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&progress)?)?;
        return Ok(0);
    }
    let title = |id: &str| {
        let installed = scenarios.iter().find(|scenario| scenario.file().id == id);
        installed.map_or_else(|| id.to_owned(), |one| one.file().title.get(setup.language).to_owned())
    };
    draw(&mut Screen::new(), setup.language, &progress, title)?;
    Ok(0)
}

/// The store, who asks, and about whom. Where people sign in, a name is of somebody else whom whoever asks leads; where
/// nobody does, whoever is named is trusted to be there.
fn who(setup: &Setup, asked: Option<&String>) -> anyhow::Result<(Store, Person, Person)> {
    let Some(name) = asked else {
        let (store, me) = setup.signed_in(false)?;
        return Ok((store, me.clone(), me));
    };
    if setup.told(setup.store()?.is_open())? {
        let named = Setup { name: Some(name.clone()), ..setup.clone() };
        let (store, me) = named.signed_in(false)?;
        return Ok((store, me.clone(), me));
    }
    let (store, me) = setup.signed_in(true)?;
    let person = setup.someone(&store, name)?;
    Ok((store, me, person))
}

fn draw(
    screen: &mut Screen,
    ui: Language,
    progress: &Progress<'_>,
    title: impl Fn(&str) -> String,
) -> anyhow::Result<()> {
    let Progress { person, attempts, hidden, .. } = progress;
    screen.title(&ui.pick(
        format!("{person} — attempts with a scorecard: {attempts}"),
        format!("{person}——已完成评分的练习 {attempts} 次"),
    ))?;
    if *hidden > 0 {
        let said = ui.pick(
            format!(
                "Not shown: {hidden} of their own practice, which nobody assigned and they did not share."
            ),
            format!("未显示：本人自主练习 {hidden} 次，没有指派，也未分享。"),
        );
        screen.say(Look::Faint, 0, &said)?;
    }
    if progress.self_kept > 0 {
        screen.say(Look::Faint, 0, &crate::locale::handover::self_kept_count(progress.self_kept, ui))?;
    }
    practice(screen, ui, &progress.due, title)?;
    abilities(screen, ui, &progress.abilities)?;
    progress.ladders.iter().try_for_each(|ladder| draw_ladder(screen, ui, ladder))
}

/// What is due today, or else what comes next.
pub(super) fn practice(
    screen: &mut Screen,
    ui: Language,
    cards: &[Due],
    title: impl Fn(&str) -> String,
) -> anyhow::Result<()> {
    let (today, soon): (Vec<_>, Vec<_>) = cards.iter().partition(|card| card.is_due());
    for (head, look, cards, most) in [
        (ui.pick("Due today", "今天该练"), Look::Plain, today, usize::MAX),
        (ui.pick("Due later", "之后该练"), Look::Faint, soon, SOON),
    ] {
        if !cards.is_empty() {
            screen.title(head)?;
        }
        for card in cards.into_iter().take(most) {
            screen.say(look, 4, &format!("  {}", words::due(card, &title, ui)))?;
        }
    }
    Ok(())
}

/// Each ability with how sure it is.
pub(super) fn abilities(
    screen: &mut Screen,
    ui: Language,
    abilities: &[AbilityEstimate],
) -> anyhow::Result<()> {
    screen.title(ui.pick("Abilities", "能力"))?;
    screen.say(Look::Faint, 0, &headed(ui.pick("Estimated", "估计值"), words::scale(ui), ui))?;
    for one in abilities {
        let name = padded(words::measure(one.ability, ui), 10);
        screen.say(Look::Plain, 14, &format!("  {name}  {}", words::estimate(&one.estimate, ui)))?;
    }
    Ok(())
}

/// A ladder with each step, what it asks for, and how far that is met.
pub(super) fn draw_ladder(screen: &mut Screen, ui: Language, ladder: &LadderStanding) -> anyhow::Result<()> {
    screen.title(ladder.title.get(ui))?;
    screen.say(Look::Faint, 0, ladder.about.get(ui))?;
    ladder.steps.iter().try_for_each(|step| draw_step(screen, ui, step))
}

fn draw_step(screen: &mut Screen, ui: Language, step: &StepStanding) -> anyhow::Result<()> {
    let (look, mark) = match step.state {
        _ if step.exam.certified => (Look::Good, '★'),
        StepState::NotAvailable => (Look::Faint, '·'),
        StepState::Open => (Look::Plain, '○'),
        StepState::Shown => (Look::Good, '●'),
    };
    let head = headed(step.title.get(ui), &words::step(step, ui), ui);
    screen.say(look, 4, &format!("  {mark} {head}"))?;
    if step.state == StepState::NotAvailable {
        return Ok(());
    }
    for (practice, exams) in step.needs.iter().zip(&step.exam.needs) {
        let mark = if exams.is_met() { '✓' } else { '–' };
        let asked = words::requirement(practice.need, ui);
        screen.say(Look::Plain, 8, &format!("      {mark} {asked}"))?;
        screen.say(Look::Faint, 8, &format!("        {}", words::both(practice, exams, ui)))?;
    }
    let mark = if step.exam.is_sure() { '✓' } else { '–' };
    screen.say(Look::Plain, 8, &format!("      {mark} {}", words::exams(&step.exam, ui)))?;
    if let Some(until) = words::until(&step.exam, &TimeZone::system(), ui) {
        screen.say(Look::Good, 8, &format!("        {until}"))?;
    }
    Ok(())
}
