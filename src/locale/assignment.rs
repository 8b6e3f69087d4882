//! Assignments in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::scenario::Language;
use crate::scenario::roles::Roles;
use crate::store::{Decision, Given, State, Summary, Task};

/// Where an assignment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// It was due and is not done.
    Late,
    /// It is to be done.
    Open,
    /// A person has to decide whether it is passed.
    Waiting,
    /// All attempts are used up, and none passed.
    Failed,
    /// It is passed.
    Done,
}

impl Progress {
    /// Where `given` stands at `now`, after what was decided about its attempts.
    pub fn of(given: &Given, decided: &[Decision], now: Timestamp) -> Self {
        let asked = &given.assignment.new;
        let results: Vec<Option<bool>> =
            given.attempts.iter().map(|attempt| result(attempt, decided, asked.pass_mark)).collect();
        let over = |attempt: &&Summary| attempt.state != State::Open;
        let waits = |(result, attempt): (&Option<bool>, &Summary)| result.is_none() && over(&attempt);
        if results.contains(&Some(true)) {
            Self::Done
        } else if asked.certify && results.iter().zip(&given.attempts).any(waits) {
            Self::Waiting
        } else if given.left() == Some(0) && given.attempts.iter().all(|attempt| over(&attempt)) {
            Self::Failed
        } else if given.was_due(now) {
            Self::Late
        } else {
            Self::Open
        }
    }
}

/// Whether an attempt passes: by the last decision, else by its scorecard; none where neither says.
pub fn result(attempt: &Summary, decided: &[Decision], mark: Option<u8>) -> Option<bool> {
    if let Some(decision) = decided.iter().rev().find(|one| one.new.attempt == attempt.id) {
        return Some(decision.new.passed);
    }
    let grade = attempt.grade?;
    let high = mark.is_none_or(|mark| grade.overall.is_some_and(|overall| overall >= mark));
    Some(grade.passed? && high)
}

/// What there is to do: the title of the scenario, of whose titles the caller knows, or of the step; else its id.
pub fn title(
    task: &Task,
    titles: impl Fn(&str) -> Option<String>,
    roles: &Roles,
    language: Language,
) -> String {
    match task {
        Task::Scenario(id) => titles(id).unwrap_or_else(|| id.clone()),
        Task::Step(id) => {
            let step = roles.ladders.iter().flat_map(|ladder| &ladder.steps).find(|step| step.id == *id);
            step.map_or_else(|| id.clone(), |step| step.title.get(language).to_owned())
        }
    }
}

/// An assignment in a line.
pub fn line(given: &Given, title: &str, progress: Progress, now: Timestamp, language: Language) -> String {
    let asked = &given.assignment.new;
    let t = |en: &str, zh: &str| language.pick(en, zh).to_owned();
    let mut parts = vec![title.to_owned()];
    parts.push(if asked.certify { t("exam", "认证考试") } else { t("practice", "练习") });
    parts.push(self::progress(progress, language).to_owned());
    parts.extend(terms(given, now, language));
    parts.join(" · ")
}

/// Where an assignment stands, in a word or two.
pub fn progress(progress: Progress, language: Language) -> &'static str {
    match progress {
        Progress::Late => language.pick("late", "已逾期"),
        Progress::Open => language.pick("to do", "待完成"),
        Progress::Waiting => language.pick("waits for a reviewer", "待人工复核"),
        Progress::Failed => language.pick("not passed", "未通过"),
        Progress::Done => language.pick("passed", "已通过"),
    }
}

/// Until when, how well and how often.
pub fn terms(given: &Given, now: Timestamp, language: Language) -> Vec<String> {
    let asked = &given.assignment.new;
    let mut parts = Vec::new();
    if let Some(due) = asked.due {
        parts.push(self::due(due, now, language));
    }
    if let Some(mark) = asked.pass_mark {
        parts.push(language.pick(format!("pass mark {mark}"), format!("及格线 {mark}")));
    }
    if let Some(left) = given.left() {
        parts.push(match left {
            1 => language.pick("1 attempt left", "还可尝试 1 次").to_owned(),
            _ => language.pick(format!("{left} attempts left"), format!("还可尝试 {left} 次")),
        });
    }
    parts
}

/// A due date with how far it is.
pub fn due(due: Timestamp, now: Timestamp, language: Language) -> String {
    let zone = TimeZone::system();
    let (day, today) = (due.to_zoned(zone.clone()).date(), now.to_zoned(zone).date());
    let days = today.until(day).map_or(0, |span| span.get_days());
    match days {
        0 => language.pick("due today".to_owned(), "今天到期".to_owned()),
        1 => language.pick("due tomorrow".to_owned(), "明天到期".to_owned()),
        2.. => language.pick(format!("due {day}, in {days} days"), format!("{day} 到期，还有 {days} 天")),
        -1 => language.pick("due yesterday".to_owned(), "昨天到期".to_owned()),
        _ => {
            language.pick(format!("due {day}, {} days ago", -days), format!("{day} 到期，已过 {} 天", -days))
        }
    }
}
