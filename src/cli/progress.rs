//! `hotseat progress`: where somebody stands.

use std::io::Write;

use super::Setup;
use super::keep::Kept;
use super::screen::{Look, Screen};
use crate::locale::progress as words;
use crate::progress::{LadderStanding, ScenarioHead, StepState, standing};

/// Prints the standing of a person, by default the one at the desk.
pub(super) fn show(setup: &Setup, person: Option<&String>, json: bool) -> anyhow::Result<u8> {
    let asked = person.cloned().or_else(|| setup.name.clone());
    let kept = Kept::new(Setup { name: asked, ..setup.clone() }.signed_in(false)?, setup.language);
    let library = setup.library()?;
    let roles = library.roles().map_err(|problems| setup.worded(&problems))?;
    let all = library.list().map_err(|problem| setup.worded(&[problem]))?;
    let installed: Vec<ScenarioHead> =
        all.values().flatten().map(|scenario| ScenarioHead::from(scenario.file())).collect();
    let attempts = kept.evidence(&installed)?;
    let ladders = standing(&roles, &attempts, &installed);
    if json {
        writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&ladders)?)?;
        return Ok(0);
    }
    let mut screen = Screen::new();
    let counted = attempts.len();
    screen.title(&setup.language.pick(
        format!("{} — attempts with a scorecard: {counted}", kept.person().name),
        format!("{}——已完成评分的练习 {counted} 次", kept.person().name),
    ))?;
    let own = kept.self_kept()?;
    if own > 0 {
        screen.say(Look::Faint, 0, &crate::locale::handover::self_kept_count(own, setup.language))?;
    }
    ladders.iter().try_for_each(|ladder| draw(&mut screen, setup, ladder))?;
    Ok(0)
}

fn draw(screen: &mut Screen, setup: &Setup, ladder: &LadderStanding) -> anyhow::Result<()> {
    let ui = setup.language;
    screen.title(ladder.title.get(ui))?;
    screen.say(Look::Faint, 0, ladder.about.get(ui))?;
    for step in &ladder.steps {
        let look = match step.state {
            StepState::NotAvailable => Look::Faint,
            StepState::Open => Look::Plain,
            StepState::Shown => Look::Good,
        };
        let mark = match step.state {
            StepState::NotAvailable => '·',
            StepState::Open => '○',
            StepState::Shown => '●',
        };
        screen.say(look, 4, &format!("  {mark} {}: {}", step.title.get(ui), words::step(step, ui)))?;
        if step.state == StepState::NotAvailable {
            continue;
        }
        for need in &step.needs {
            let mark = if need.is_met() { '✓' } else { '–' };
            let asked = words::requirement(need.need, ui);
            let line = ui.pick(
                format!("      {mark} {asked}: {}", words::met(need, ui)),
                format!("      {mark} {asked}：{}", words::met(need, ui)),
            );
            screen.say(Look::Plain, 8, &line)?;
        }
    }
    Ok(())
}
