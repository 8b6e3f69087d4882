//! Assignments in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::scenario::Language;
use crate::scenario::roles::Roles;
use crate::store::{Came, Given, Part, Task};

pub use crate::store::Progress;

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
pub fn line(given: &Given, title: &str, came: Came, now: Timestamp, language: Language) -> String {
    let asked = &given.assignment.new;
    let t = |en: &str, zh: &str| language.pick(en, zh).to_owned();
    let mut parts = vec![title.to_owned()];
    parts.push(if asked.certify { t("exam", "认证考试") } else { t("practice", "练习") });
    parts.push(progress(came.progress, language).to_owned());
    if let Some(part) = came.part.filter(|_| came.progress != Progress::Done) {
        parts.push(self::part(part, language));
    }
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

/// How much of an assignment of a step is done.
pub fn part(part: Part, language: Language) -> String {
    match part {
        Part::Scenarios { passed, of } => language
            .pick(format!("{passed} of {of} scenarios passed"), format!("{of} 个场景，已通过 {passed} 个")),
        Part::Exams { taken: 0, .. } => language.pick("no exam counts yet", "还没有计入的考试").to_owned(),
        Part::Exams { passed, taken, more } => {
            let (held, wanted) = (
                language.pick(
                    format!("{passed} of {taken} exams passed"),
                    format!("考试 {taken} 次，通过 {passed} 次"),
                ),
                match more {
                    0 => {
                        language.pick("not every requirement is met".to_owned(), "尚有要求未达到".to_owned())
                    }
                    1 => language.pick("1 more pass would do".to_owned(), "再通过 1 次即可".to_owned()),
                    _ => language.pick(
                        format!("{more} more passes in a row would do"),
                        format!("再连续通过 {more} 次即可"),
                    ),
                },
            );
            language.pick(format!("{held}, {wanted}"), format!("{held}，{wanted}"))
        }
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
