//! `hotseat replay`: a recorded run played again, its scorecard printed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use serde_json::json;

use super::screen::Screen;
use super::{Setup, debrief, is_json};
use crate::locale::findings;
use crate::locale::rejected::rejected;
use crate::score::{Ability, RUBRIC, Scorecard, score};
use crate::session::{ENGINE, Run, Session};

/// Bytes a run file may have.
const LARGEST: u64 = 4 << 20;

/// Plays a run and prints its scorecard.
pub(super) fn replay(setup: &Setup, matches: &ArgMatches) -> anyhow::Result<u8> {
    let path = matches.get_one::<PathBuf>("run").context("no run was named")?;
    let ui = setup.language;
    let run = read(setup, path)?;
    let library = setup.library()?;
    let scenario = setup.scenario(&library, &run.scenario, run.seed)?;
    if !scenario.file().languages.contains(&run.language) {
        bail!(ui.pick(
            format!("scenario `{}` has no language `{}`", run.scenario, run.language.code()),
            format!("场景“{}”没有语言“{}”", run.scenario, run.language.code()),
        ));
    }
    let listener = setup.listener()?;
    let play = || {
        let mut session =
            Session::begin(scenario.clone(), listener.clone(), run.language, run.mode, run.seed);
        session.play(&run.actions).map_err(|(index, why)| {
            let why = rejected(&why, ui);
            anyhow!("{}: {} {}: {why}", path.display(), ui.pick("action", "操作"), index + 1)
        })?;
        anyhow::Ok(session)
    };
    let session = play()?;
    let hash = session.hash();
    let times = matches.get_one::<u32>("times").copied().unwrap_or(1);
    for _ in 1..times {
        let again = play()?.hash();
        if again != hash {
            bail!("{} {again} ≠ {hash}", ui.pick("two replays differ:", "两次重放结果不同："));
        }
    }
    if is_json(matches) {
        let card = score(session.scenario(), session.log());
        let mut out = std::io::stdout();
        writeln!(out, "{}", serde_json::to_string_pretty(&report(&session, &card, setup))?)?;
    } else {
        let mut screen = Screen::new();
        debrief::show(&mut screen, &session, ui)?;
        if times > 1 {
            screen.line(
                &ui.pick(format!("{times} replays, one hash."), format!("重放 {times} 次，哈希一致。")),
            )?;
        }
        screen.line(&hash)?;
    }
    verdict(setup, &run, &session, &hash)
}

fn read(setup: &Setup, path: &PathBuf) -> anyhow::Result<Run> {
    let ui = setup.language;
    let named = || path.display().to_string();
    let length = std::fs::metadata(path).with_context(named)?.len();
    if length > LARGEST {
        bail!(ui.pick(
            format!("{}: a run file may have 4 MB, this has {length} bytes", path.display()),
            format!("{}：记录文件最大 4 MB，这个有 {length} 字节", path.display()),
        ));
    }
    let text = std::fs::read_to_string(path).with_context(named)?;
    Run::read(&text).map_err(|error| {
        let place = format!("{}:{}:{}", path.display(), error.line, error.column);
        let advice = ui.pick(
            "a run is written as scenarios/README.md shows; `hotseat play --record FILE` writes one",
            "记录文件的写法见 scenarios/README.zh.md，也可用 `hotseat play --record 文件` 生成",
        );
        anyhow!("{place}: {}; {advice}", error.what)
    })
}

/// Holds the replay against what the run was recorded with.
fn verdict(setup: &Setup, run: &Run, session: &Session, hash: &str) -> anyhow::Result<u8> {
    let Some(recorded) = &run.recorded else { return Ok(0) };
    if recorded.hash == hash {
        return Ok(0);
    }
    let changed = recorded.engine != ENGINE
        || recorded.rubric != RUBRIC
        || recorded.listener != session.listener().fingerprint()
        || recorded.scenario != session.scenario().hash();
    let text = if changed {
        setup.t(
            "not reproducible by this version: the engine, the listener or the scenario has changed since it was recorded\n",
            "本版本无法重现：录制之后，引擎、听取规则或场景已有变化\n",
        )
    } else {
        setup.t(
            "altered: the run does not replay to the hash it carries\n",
            "已被改动：重放结果与记录中的哈希不符\n",
        )
    };
    anstream::stderr().write_all(text.as_bytes())?;
    Ok(1)
}

fn report(session: &Session, card: &Scorecard, setup: &Setup) -> serde_json::Value {
    let ability = |ability: Ability| json!({ "score": ability.score, "rated": ability.is_rated() });
    let findings: Vec<_> = card
        .findings
        .iter()
        .map(|finding| {
            json!({
                "ability": finding.ability, "points": finding.points, "of": finding.of,
                "why": findings::finding(finding, setup.language), "events": finding.events,
                "words": finding.words, "perhaps": finding.perhaps,
            })
        })
        .collect();
    let critical: Vec<_> = card
        .critical
        .iter()
        .map(|error| json!({ "what": error.what, "alleged": error.alleged, "events": error.events }))
        .collect();
    json!({
        "scenario": session.scenario().file().id,
        "language": session.language(),
        "seed": session.seed(),
        "hash": session.hash(),
        "outcome": card.outcome,
        "abilities": {
            "empathy": ability(card.empathy),
            "tools": ability(card.tools),
            "resolution": ability(card.resolution),
        },
        "overall": card.overall,
        "uncapped": card.uncapped,
        "low": card.low,
        "high": card.high,
        "passed": card.passed,
        "critical": critical,
        "rating": card.rating,
        "findings": findings,
        "mood": card.mood,
    })
}
