//! `report person`: where somebody stands, what they played, and what came of it.

use anyhow::Context;
use clap::ArgMatches;
use serde_json::{Value, json};

use super::outlet::{Format, Outlet, Written};
use super::table::{dash, table};
use crate::analysis::Lapse;
use crate::cli::Setup;
use crate::cli::progress;
use crate::cli::screen::{Look, Screen};
use crate::locale::analysis::{how_often, recurring};
use crate::locale::{assignment, badge, names, report as words};
use crate::report::{Ended, HABITS, Paper, PersonReport, Tried};
use crate::scenario::Language;
use crate::store::{Held, Progress};

impl Setup {
    /// A person, by default whoever asks.
    pub(super) fn report_person(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let outlet = Outlet::of(self, inner)?;
        let (store, me) = self.signed_in(true)?;
        let person = match inner.get_one::<String>("person") {
            Some(name) => self.someone(&store, name)?,
            None => me,
        };
        self.with_paper(|paper, ladders| {
            let report = self.told(PersonReport::of(&store, person.id, ladders, &paper.zone))?;
            let written = match outlet.format {
                Format::Html => Written::Html(report.html(paper).context("the page")?),
                Format::Json => Written::Json(as_json(&report, paper)),
                Format::Text => {
                    let mut screen = outlet.screen();
                    draw(&mut screen, &report, paper)?;
                    Written::Text(screen)
                }
            };
            outlet.put(self, written)
        })
    }
}

fn draw(screen: &mut Screen, report: &PersonReport, paper: &Paper<'_>) -> anyhow::Result<()> {
    let ui = paper.language;
    let left = report.departed.map(|at| words::left(&paper.day(at), ui));
    let name = &report.person.name;
    screen.title(&left.map_or_else(|| name.clone(), |left| names::headed(name, &left, ui)))?;
    screen.say(Look::Faint, 0, &words::made_of(report.hidden, ui))?;
    progress::practice(screen, ui, &report.due, |id| paper.title(id, None))?;
    progress::abilities(screen, ui, &report.abilities)?;
    for ladder in &report.ladders {
        progress::draw_ladder(screen, ui, ladder)?;
    }
    habits(screen, report, paper)?;
    screen.title(ui.pick("Critical errors", "致命错误"))?;
    let mut none = true;
    for one in &report.tried {
        for error in &one.errors {
            none = false;
            let (day, scenario) = (paper.day(one.attempt.started), paper.played(&one.attempt));
            let rests = words::rests_on(error, one.attempt.played.mode, one.attempt.decided, ui);
            screen.say(Look::Bad, 4, &format!("  {day}  {scenario} · {} · {rests}", error.what))?;
        }
    }
    if none {
        screen.say(Look::Good, 2, ui.pick("  None in these attempts.", "  这些练习中没有。"))?;
    }
    given(screen, report, paper)?;
    attempts(screen, &report.tried, paper)?;
    certificates(screen, &report.certificates, paper)
}

/// What goes wrong again and again.
fn habits(screen: &mut Screen, report: &PersonReport, paper: &Paper<'_>) -> anyhow::Result<()> {
    let ui = paper.language;
    if report.habits.all.is_empty() {
        return Ok(());
    }
    screen.title(ui.pick("What keeps going wrong", "反复失分之处"))?;
    for one in report.habits.all.iter().take(HABITS) {
        let look = if matches!(one.loss.lapse, Lapse::Critical(_)) { Look::Bad } else { Look::Plain };
        let what = recurring(one, report.habits.file(&one.scenario), ui);
        let title = paper.title(&one.scenario, None);
        screen.say(look, 4, &format!("  {what}"))?;
        screen.say(Look::Faint, 4, &format!("    {title} · {}", how_often(one, ui)))?;
    }
    Ok(())
}

fn given(screen: &mut Screen, report: &PersonReport, paper: &Paper<'_>) -> anyhow::Result<()> {
    let ui = paper.language;
    if report.given.is_empty() {
        return Ok(());
    }
    screen.title(ui.pick("Assignments", "指派的任务"))?;
    let titles = |id: &str| paper.titles.get(id).map(|title| title.get(ui).to_owned());
    for (given, came) in &report.given {
        let title = assignment::title(&given.assignment.new.task, titles, paper.roles, ui);
        let look = match came.progress {
            Progress::Late | Progress::Failed => Look::Bad,
            Progress::Waiting => Look::Warn,
            Progress::Open => Look::Plain,
            Progress::Done => Look::Good,
        };
        screen.say(look, 4, &format!("  {}", assignment::line(given, &title, *came, paper.now, ui)))?;
    }
    Ok(())
}

fn attempts(screen: &mut Screen, tried: &[Tried], paper: &Paper<'_>) -> anyhow::Result<()> {
    let ui = paper.language;
    screen.title(ui.pick("Attempts", "练习记录"))?;
    if tried.is_empty() {
        screen.say(Look::Faint, 2, ui.pick("  There are no attempts to show.", "  没有可显示的练习。"))?;
        return Ok(());
    }
    let head = [
        ui.pick("Date", "日期"),
        ui.pick("Mode", "模式"),
        ui.pick("Overall", "总分"),
        ui.pick("Result", "结果"),
        ui.pick("How decided", "如何判定"),
        ui.pick("Scenario", "场景"),
    ];
    let mut rows = vec![(Look::Title, head.map(str::to_owned).to_vec())];
    for one in tried {
        let look = match one.ended {
            Ended::Passed => Look::Good,
            Ended::NotPassed | Ended::TimeOver => Look::Plain,
            Ended::Waits | Ended::InDoubt => Look::Warn,
            Ended::Open => Look::Faint,
        };
        let by = one.decided.as_ref().map(|(_, name)| name.clone());
        let rule = || {
            let over = matches!(one.ended, Ended::Passed | Ended::NotPassed | Ended::TimeOver);
            if over { words::by_rule(ui).to_owned() } else { dash() }
        };
        rows.push((
            look,
            vec![
                paper.moment(one.attempt.started),
                names::mode(one.attempt.played.mode, ui).to_owned(),
                one.overall.map_or_else(dash, |score| score.to_string()),
                short(one.ended, ui).to_owned(),
                by.unwrap_or_else(rule),
                paper.played(&one.attempt),
            ],
        ));
    }
    table(screen, &rows, &[2])?;
    for one in tried.iter().filter(|one| one.decided.is_some()) {
        let day = paper.day(one.attempt.started);
        screen.say(Look::Faint, 4, &format!("  {day}  {}", one.decided_by(paper)))?;
    }
    Ok(())
}

/// What came of an attempt, short enough for a column.
fn short(ended: Ended, ui: Language) -> &'static str {
    match ended {
        Ended::TimeOver => words::passed(false, ui),
        Ended::InDoubt => ui.pick("in doubt", "存疑"),
        Ended::Open | Ended::Passed | Ended::NotPassed | Ended::Waits => ended.words(ui),
    }
}

fn certificates(screen: &mut Screen, all: &[Held], paper: &Paper<'_>) -> anyhow::Result<()> {
    let ui = paper.language;
    if all.is_empty() {
        return Ok(());
    }
    screen.title(ui.pick("Certificates", "证书"))?;
    for held in all {
        let revoked = held.revoked.as_ref().map(|one| format!(" · {}", badge::revoked(one, ui)));
        let line =
            format!("  {}  {}{}", paper.day(held.new.made), held.new.step, revoked.unwrap_or_default());
        screen.say(Look::Plain, 4, &line)?;
    }
    Ok(())
}

fn as_json(report: &PersonReport, paper: &Paper<'_>) -> Value {
    let attempts = report.tried.iter().map(|one| {
        let played = &one.attempt.played;
        let grade = one.attempt.grade.unwrap_or_default();
        let errors = one.errors.iter().map(|error| json!({ "what": error.what, "alleged": error.alleged }));
        let decided = one.decided.as_ref().map(|(last, by)| {
            json!({ "passed": last.new.passed, "by": by, "at": last.new.at.to_string(), "reason": last.new.reason })
        });
        json!({
            "id": one.attempt.id.to_string(), "scenario": played.scenario, "title": paper.played(&one.attempt),
            "language": played.language, "mode": played.mode, "started": one.attempt.started.to_string(),
            "ended": one.attempt.ended.map(|at| at.to_string()), "overall": one.overall,
            "empathy": grade.empathy, "tools": grade.tools, "resolution": grade.resolution,
            "result": word(one.ended), "decided": decided,
            "critical": errors.collect::<Vec<_>>(), "assigned": one.attempt.assignment.is_some(),
            "shared": one.attempt.shared,
        })
    });
    let given = report.given.iter().map(|(given, came)| {
        let asked = &given.assignment.new;
        let title = |id: &str| paper.titles.get(id).map(|title| title.get(paper.language).to_owned());
        json!({
            "title": assignment::title(&asked.task, title, paper.roles, paper.language), "exam": asked.certify,
            "due": asked.due.map(|at| at.to_string()), "late": came.progress == Progress::Late,
            "progress": assignment::progress(came.progress, paper.language),
        })
    });
    let certificates = report.certificates.iter().map(|held| {
        json!({
            "id": held.new.id.to_string(), "step": held.new.step, "made": held.new.made.to_string(),
            "revoked": held.revoked.as_ref().map(|one| one.reason.clone()),
        })
    });
    let habits = report.habits.all.iter().map(|one| {
        let (lapse, key) = match &one.loss.lapse {
            Lapse::Critical(title) => ("critical", title.clone()),
            Lapse::Criterion(criterion) => ("criterion", criterion.to_string()),
        };
        json!({
            "kind": lapse, "key": key, "what": recurring(one, report.habits.file(&one.scenario), paper.language),
            "scenario": one.scenario, "ability": one.loss.ability, "times": one.times, "of": one.of,
            "points": one.loss.points, "last": one.last.to_string(),
        })
    });
    json!({
        "person": report.person.name, "departed": report.departed.map(|at| at.to_string()),
        "hidden": report.hidden, "abilities": report.abilities, "ladders": report.ladders,
        "recurring": habits.collect::<Vec<_>>(), "attempts": attempts.collect::<Vec<_>>(), "assignments": given.collect::<Vec<_>>(),
        "certificates": certificates.collect::<Vec<_>>(), "due": report.due,
    })
}

/// What came of an attempt, for programs: the same in every language.
fn word(ended: Ended) -> &'static str {
    match ended {
        Ended::Open => "open",
        Ended::TimeOver => "time_over",
        Ended::Passed => "passed",
        Ended::NotPassed => "not_passed",
        Ended::Waits => "waits",
        Ended::InDoubt => "in_doubt",
    }
}
