//! `hotseat play`: choosing a customer, resuming, recording.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use clap::ArgMatches;
use uuid::Uuid;

use super::briefing::briefing;
use super::input::Input;
use super::keep::{Kept, now};
use super::screen::{Look, Screen};
use super::seat::Seat;
use super::{Setup, listing};
use crate::progress::ScenarioHead;
use crate::scenario::{Language, Library, Scenario};
use crate::score::{RUBRIC, score};
use crate::session::run::Identity;
use crate::session::{Action, ENGINE, Mode, Phase, Run, Session};
use crate::store::{AssignmentId, Given, State, StoreError};

/// Plays a scenario at the terminal, or from a script.
pub(super) fn play(setup: &Setup, matches: &ArgMatches) -> anyhow::Result<u8> {
    let mut screen = Screen::new();
    let mut input = Input::open()?;
    let mut kept = Kept::new(setup.seated()?, setup.language).or_at(setup.desk()?);
    let asked = matches.try_get_one::<String>("scenario").ok().flatten();
    let wanted = matches.get_flag("resume") || input.is_live();
    let resumed =
        if wanted { resume(setup, &mut screen, &mut input, &mut kept, asked, matches)? } else { None };
    let (session, actions) = if let Some(resumed) = resumed {
        resumed
    } else {
        let begun = begin(setup, &mut screen, &mut input, &kept, asked, matches)?;
        let Some((session, assignment)) = begun else { return Ok(0) };
        kept.begin(&session, assignment, session.scenario().sources())?;
        (session, Vec::new())
    };
    let mut seat = Seat::new(&mut screen, &mut input, &mut kept, session, actions, setup.language);
    seat.go_on_with_exam()?;
    let played = seat.play();
    let (session, actions) = (seat.session, seat.actions);
    played?;
    if let Phase::Ended(_) = session.phase() {
        kept.finish(&session, &score(session.scenario(), session.log()))?;
    }
    if let Some(file) = matches.get_one::<std::path::PathBuf>("record") {
        record(file, &session, actions)?;
        let text = setup
            .language
            .pick(format!("Recorded in {}", file.display()), format!("已记录到 {}", file.display()));
        screen.say(Look::Faint, 0, &text)?;
    }
    Ok(0)
}

/// Begins the scenario asked for, or the one chosen from the list; none where the input ends before a choice.
fn begin(
    setup: &Setup,
    screen: &mut Screen,
    input: &mut Input,
    kept: &Kept,
    asked: Option<&String>,
    matches: &ArgMatches,
) -> anyhow::Result<Option<(Session, Option<AssignmentId>)>> {
    let library = setup.library()?;
    let id = match asked {
        Some(id) => id.clone(),
        None => match choose(setup, screen, input, &library)? {
            Some(id) => id,
            None => return Ok(None),
        },
    };
    let mode = match matches.get_one::<String>("mode").map(String::as_str) {
        Some("learn") => Mode::Learn,
        Some("certify") => Mode::Certify,
        _ => Mode::Practice,
    };
    let plain = setup.scenario(&library, &id, 0)?;
    let assignment = assignment(setup, kept, &library, &plain, mode)?;
    let seed = match matches.get_one::<u64>("seed") {
        _ if mode == Mode::Certify => unseen(&plain, &kept.had(&id)?),
        Some(seed) => *seed,
        None if input.is_live() => u64::from(now()?.subsec_nanosecond().unsigned_abs()),
        None => 0,
    };
    let scenario = setup.scenario(&library, &id, seed)?;
    let talk = talk_in(setup.language, &scenario.file().languages);
    if talk != setup.language {
        let text = setup.language.pick("This scenario is in Chinese only.", "这个场景只有英文版。");
        screen.say(Look::Warn, 0, text)?;
    }
    let session = Session::begin(Arc::clone(&scenario), setup.listener()?, talk, mode, seed);
    briefing(screen, &scenario, talk, setup.language)?;
    let how = setup.language.pick(
        "Type your answer. /help lists what the desk can do.",
        "直接输入回复。输入 /帮助 查看工作台的全部操作。",
    );
    screen.say(Look::Faint, 0, how)?;
    if mode == Mode::Certify {
        screen.say(Look::Warn, 0, &exam_rules(&scenario, setup.language))?;
    } else if assignment.is_some() {
        let text = setup.language.pick(
            "This counts for your assignment; whoever leads your team sees it.",
            "本次计入指派给您的任务，您的主管可以查看。",
        );
        screen.say(Look::Good, 0, text)?;
    }
    screen.gap()?;
    Ok(Some((session, assignment)))
}

/// The assignment an attempt would be for; an exam without one is refused before the briefing.
fn assignment(
    setup: &Setup,
    kept: &Kept,
    library: &Library,
    scenario: &Scenario,
    mode: Mode,
) -> anyhow::Result<Option<AssignmentId>> {
    if mode == Mode::Learn {
        return Ok(None);
    }
    let head = ScenarioHead::from(scenario.file());
    let roles = library.roles().map_err(|problems| setup.worded(&problems))?;
    let all = kept.given()?;
    let given = all.iter().find(|one| one.takes(&head, mode, &roles));
    if mode == Mode::Certify {
        may_take(setup, &all, given, |one| one.takes(&head, mode, &roles))?;
    }
    Ok(given.map(|one| one.assignment.new.id))
}

/// Refuses an exam that is not there, is used up, or was begun and is not over, as the store would after the briefing.
fn may_take(
    setup: &Setup,
    all: &[Given],
    given: Option<&Given>,
    takes: impl Fn(&Given) -> bool,
) -> anyhow::Result<()> {
    let begun = |one: &Given| {
        one.attempts
            .iter()
            .find(|attempt| attempt.state == State::Open && attempt.played.engine == ENGINE)
            .map(|one| one.id)
    };
    let unused = |one: &&Given| takes(&Given { attempts: Vec::new(), ..Given::clone(one) });
    setup.told(match (given, all.iter().find(unused)) {
        (Some(given), _) => begun(given).map_or(Ok(()), |attempt| Err(StoreError::ExamOpen { attempt })),
        (None, Some(used)) => Err(begun(used).map_or(
            StoreError::NoAttemptsLeft { allowed: used.assignment.new.attempts.unwrap_or_default() },
            |attempt| StoreError::ExamOpen { attempt },
        )),
        (None, None) => Err(StoreError::NoExam),
    })
}

/// A seed whose variants this person has not had.
fn unseen(scenario: &Scenario, had: &[u64]) -> u64 {
    let seeds = std::iter::repeat_with(|| Uuid::new_v4().as_u64_pair().1 >> 12).take(500);
    scenario.file().fresh(had, seeds).unwrap_or(1)
}

/// What is different in an exam.
fn exam_rules(scenario: &Scenario, language: Language) -> String {
    let minutes = scenario.file().exam_seconds() / 60;
    language.pick(
        format!(
            "This is an exam: {minutes} minutes, no pause, no hints, the mood is hidden. Whoever leads your team sees \
             it afterwards."
        ),
        format!("这是认证考试：限时 {minutes} 分钟，不能暂停，没有提示，不显示情绪。考完后您的主管可以查看。"),
    )
}

/// The language a session is held in: the interface's where the scenario has it, else the scenario's first.
fn talk_in(wanted: Language, offered: &[Language]) -> Language {
    if offered.contains(&wanted) { wanted } else { offered.first().copied().unwrap_or(wanted) }
}

/// Lists the scenarios and asks for one, by number or name.
fn choose(
    setup: &Setup,
    screen: &mut Screen,
    input: &mut Input,
    library: &Library,
) -> anyhow::Result<Option<String>> {
    let all = library.list().map_err(|problem| setup.worded(&[problem]))?;
    screen.title(setup.language.pick("Hotseat — who is waiting?", "Hotseat 坐席——谁在等您？"))?;
    let rows: Vec<(String, String)> = (1..)
        .zip(&all)
        .map(|(number, (id, scenario)): (usize, _)| (format!("{number} {id}"), setup.heading(scenario)))
        .collect();
    listing::pairs(screen, &rows)?;
    screen.gap()?;
    let ask = setup.language.pick(
        "Which one? A number or a name; new here? first-day",
        "选哪一个？输入序号或名称；第一次来？选 first-day",
    );
    loop {
        screen.say(Look::Title, 0, ask)?;
        let Some(typed) = input.next("▸ ", "")? else { return Ok(None) };
        let answer = typed.text.trim();
        let numbered = answer.parse::<usize>().ok().and_then(|number| all.keys().nth(number.checked_sub(1)?));
        match numbered.or_else(|| all.keys().find(|id| *id == answer)) {
            Some(id) => return Ok(Some(id.clone())),
            None if matches!(answer, "/quit" | "/退出" | "q") => return Ok(None),
            None => {}
        }
    }
}

/// Goes on with a session that was broken off, where the trainee wants to.
fn resume(
    setup: &Setup,
    screen: &mut Screen,
    input: &mut Input,
    kept: &mut Kept,
    asked: Option<&String>,
    matches: &ArgMatches,
) -> anyhow::Result<Option<(Session, Vec<Action>)>> {
    let Some(open) = kept.broken_off(asked.map(String::as_str))? else {
        if matches.get_flag("resume") {
            bail!(setup.language.pick("no session was broken off", "没有中断的练习"));
        }
        return Ok(None);
    };
    if !matches.get_flag("resume") {
        let title = open.played.title.clone().unwrap_or_else(|| open.played.scenario.clone());
        let ask = setup.language.pick(
            format!("“{title}” was broken off after {} actions. Go on with it? [Y/n]", open.actions),
            format!("“{title}”上次中断，已有 {} 步操作。继续吗？[Y/n]", open.actions),
        );
        screen.say(Look::Title, 0, &ask)?;
        match input.next("▸ ", "")? {
            Some(typed) if !typed.text.trim().to_lowercase().starts_with(['n', '否', '不']) => {}
            _ => return Ok(None),
        }
    }
    let sources = kept.sources(&open.played.hash)?;
    let scenario = Library::of(sources)
        .scenario(&open.played.scenario, open.played.seed)
        .map(Arc::new)
        .map_err(|problems| setup.worded(&problems))?;
    let listener = setup.listener()?;
    if open.played.engine != ENGINE || open.played.listener != listener.fingerprint() {
        let text = setup.language.pick(
            "Hotseat has changed since; this session cannot go on exactly there. It is kept; begin a new one.",
            "Hotseat 已更新，无法从原处继续。上次的记录仍保留，请重新开始。",
        );
        screen.say(Look::Warn, 0, text)?;
        return Ok(None);
    }
    let actions = kept.resume(open.id)?;
    let mut session =
        Session::begin(scenario, listener, open.played.language, open.played.mode, open.played.seed);
    session.play(&actions).map_err(|(index, why)| {
        let why = crate::locale::rejected::rejected(&why, setup.language);
        anyhow!("{} {}: {why}", setup.language.pick("action", "操作"), index + 1)
    })?;
    Ok(Some((session, actions)))
}

/// Writes a run file that replays to the same hash.
fn record(file: &Path, session: &Session, actions: Vec<Action>) -> anyhow::Result<()> {
    let run = Run {
        scenario: session.scenario().file().id.clone(),
        language: session.language(),
        mode: session.mode(),
        seed: session.seed(),
        recorded: Some(Identity {
            engine: ENGINE,
            rubric: RUBRIC,
            listener: session.listener().fingerprint().to_owned(),
            scenario: session.scenario().hash().to_owned(),
            hash: session.hash(),
        }),
        actions,
    };
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let text =
        options.to_string_pretty(&run, ron::ser::PrettyConfig::new()).context("the run cannot be written")?;
    crate::store::write_whole(file, &text).with_context(|| file.display().to_string())
}
