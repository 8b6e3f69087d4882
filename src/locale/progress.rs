//! Standing, estimates and due practice in words.

use jiff::tz::TimeZone;

use super::{debrief, names};
use crate::progress::{
    Card, Due, Estimate, ExamStanding, LEAST, RequirementStanding, StepStanding, StepState,
};
use crate::scenario::Language;
use crate::scenario::roles::{Measure, Requirement};

/// How many scenarios that would count are named.
const NAMED: usize = 5;

/// Where a step stands: `certified`, `62 % (practice only)`, or `not available yet`.
pub fn step(step: &StepStanding, language: Language) -> String {
    if step.exam.certified {
        return language.pick("certified", "已认证").to_owned();
    }
    let shown = match (step.state, step.percent()) {
        (StepState::NotAvailable, _) | (_, None) => {
            return language.pick("not available yet", "暂未开放").to_owned();
        }
        (StepState::Shown, _) => language.pick("shown", "已达到").to_owned(),
        (StepState::Open, Some(percent)) => format!("{percent} %"),
    };
    language.pick(format!("{shown} (practice only)"), format!("{shown}（仅为练习成绩）"))
}

/// What a requirement asks for.
pub fn requirement(need: Requirement, language: Language) -> String {
    match language {
        Language::En => english(need),
        Language::Zh => chinese(need),
    }
}

/// How far a requirement is met in practice, and what would meet it.
pub fn met(standing: &RequirementStanding, language: Language) -> String {
    if standing.met == 0 && standing.best.is_none() && standing.would_count.is_empty() {
        return language.pick("not available yet", "暂未开放").to_owned();
    }
    let done = so_far(standing, language);
    let said = language.pick(done.clone(), format!("已完成 {done}"));
    if standing.is_met() {
        return said;
    }
    said + language.pick("; ", "；") + &would_count(standing, language)
}

/// How far a requirement is met in practice and in exams, side by side, and what would meet it.
pub fn both(practice: &RequirementStanding, exams: &RequirementStanding, language: Language) -> String {
    let none = |one: &RequirementStanding| one.best.is_none() && one.would_count.is_empty();
    if none(practice) && none(exams) && !practice.is_met() && !exams.is_met() {
        return language.pick("not available yet", "暂未开放").to_owned();
    }
    let (shown, certified) = (so_far(practice, language), so_far(exams, language));
    let mut said = language
        .pick(format!("practice {shown} · exams {certified}"), format!("练习 {shown} · 考试 {certified}"));
    let missing = exams.of.saturating_sub(exams.met);
    if missing > 0 {
        let (exam, is) = if missing == 1 { ("exam", "is") } else { ("exams", "are") };
        let which = would_count(exams, language);
        said += &language.pick(
            format!("; {missing} more such {exam} {is} needed ({which})"),
            format!("；还需 {missing} 次达标的考试（{which}）"),
        );
    }
    if !practice.is_met() && practice.would_count != exams.would_count {
        said += language.pick("; in practice ", "；练习方面，");
        said += &would_count(practice, language);
    }
    said
}

/// `1 of 3, best so far 78`.
fn so_far(standing: &RequirementStanding, language: Language) -> String {
    let RequirementStanding { need, met, of, best, .. } = standing;
    let mut said = language.pick(format!("{met} of {of}"), format!("{met}/{of}"));
    if let (Some(best), 1.., false) = (best, need.at_least, standing.is_met()) {
        said += &language.pick(format!(", best so far {best}"), format!("，目前最好 {best} 分"));
    }
    said
}

fn would_count(standing: &RequirementStanding, language: Language) -> String {
    if standing.would_count.is_empty() {
        return language.pick("no other scenario here counts yet", "目前没有其他场景可以计入").to_owned();
    }
    let which = named(&standing.would_count, language);
    language.pick(format!("would count: {which}"), format!("可计入的场景：{which}"))
}

/// The first few of these, and how many more there are.
fn named(ids: &[String], language: Language) -> String {
    let first: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
    let said = first.join(language.pick(", ", "、"));
    match ids.len().saturating_sub(NAMED) {
        0 => said,
        more => language.pick(format!("{said} and {more} more"), format!("{said}，还有 {more} 个")),
    }
}

/// How sure the exams for a step make it, and what would be enough.
pub fn exams(exam: &ExamStanding, language: Language) -> String {
    let ExamStanding { rule, passed, taken, waiting, more, .. } = exam;
    let (row, needed, least) = (rule.in_a_row, rule.chance, rule.exams);
    let mut said = if *taken == 0 {
        language.pick("no exam counts yet", "还没有计入的考试").to_owned()
    } else {
        language
            .pick(format!("{passed} of {taken} exams passed"), format!("考试 {taken} 次，通过 {passed} 次"))
    };
    if *waiting > 0 {
        let wait = if *waiting == 1 { "waits" } else { "wait" };
        said += &language
            .pick(format!(", {waiting} {wait} for a reviewer"), format!("，另有 {waiting} 次待人工复核"));
    }
    if let Some(chance) = exam.chance {
        said += &language.pick(
            format!("; passes {row} in a row: {chance} %"),
            format!("；连过 {row} 场的把握：{chance} %"),
        );
        if chance < needed {
            said += &language.pick(format!(", {needed} % is needed"), format!("，需达到 {needed} %"));
        } else if *taken < u16::from(least) {
            said += &language
                .pick(format!(", from at least {least} exams"), format!("，至少要有 {least} 次考试"));
        }
    }
    if !exam.is_sure() {
        let another = if *taken == 0 { "" } else { " more" };
        said += &match more {
            1 => language.pick("; 1 more pass would do".to_owned(), "；再通过 1 次即可".to_owned()),
            _ => language.pick(
                format!("; {more}{another} passes in a row would do"),
                format!("；{}连续通过 {more} 次即可", if *taken == 0 { "" } else { "再" }),
            ),
        };
        // Where a requirement is missing too, it says where; then the same would be said twice.
        let which = named(&exam.would_count, language);
        if exam.needs.iter().all(RequirementStanding::is_met) && !which.is_empty() {
            said += &language.pick(format!(", in {which}"), format!("，可选场景：{which}"));
        }
    } else if !exam.certified {
        said += language.pick("; not every requirement is met in exams yet", "；还有要求未在考试中达到");
    }
    said
}

/// Until when somebody is certified, where they are.
pub fn until(exam: &ExamStanding, zone: &TimeZone, language: Language) -> Option<String> {
    let on = exam.until?.to_zoned(zone.clone()).date();
    Some(language.pick(
        format!("certified until {on}, unless more exams are passed"),
        format!("认证有效期至 {on}，通过新的考试可延长"),
    ))
}

/// What is known of an ability: `78, between 66 and 90`, or that it is not enough.
pub fn estimate(estimate: &Estimate, language: Language) -> String {
    match estimate {
        Estimate::NotEnough { attempts } => language.pick(
            format!("not enough evidence: {attempts} of {LEAST} attempts"),
            format!("样本不足：已有 {attempts} 次，至少需要 {LEAST} 次"),
        ),
        Estimate::Known { mean, low, high, practice, exams } => language.pick(
            format!("{mean:.0}, between {low:.0} and {high:.0} (practice: {practice}, exams: {exams})"),
            format!("{mean:.0} 分，区间 {low:.0}–{high:.0}（练习 {practice} 次，考试 {exams} 次）"),
        ),
    }
}

/// What the numbers of [`estimate`] are.
pub fn scale(language: Language) -> &'static str {
    language.pick(
        "what is to be expected in a scenario of level 3, with the range that holds it nine times in ten",
        "以 3 级场景为准的预计得分，区间的把握为九成",
    )
}

/// What an ability or the overall score is called.
pub fn measure(measure: Measure, language: Language) -> &'static str {
    match measure {
        Measure::Overall => language.pick("overall", "总分"),
        Measure::Empathy => language.pick("empathy", "共情"),
        Measure::Tools => language.pick("tools", "工具使用"),
        Measure::Resolution => language.pick("resolution", "解决问题"),
    }
}

/// What is to be practised, when, and why; `title` puts a scenario's id into words.
pub fn due(due: &Due, title: impl Fn(&str) -> String, language: Language) -> String {
    let what = match &due.card {
        Card::Ability(ability) => debrief::ability(*ability, language).to_owned(),
        Card::Scenario(id) => title(id),
    };
    let Due { ago, score, lasts, left, on, recall, .. } = due;
    let last = match ago {
        0 => language.pick("last practised today".to_owned(), "今天练过".to_owned()),
        1 => language.pick("last practised yesterday".to_owned(), "昨天练过".to_owned()),
        _ => language.pick(format!("last practised {ago} days ago"), format!("上次练习是 {ago} 天前")),
    };
    let days = if *lasts == 1 { "day" } else { "days" };
    let mut said = language.pick(
        format!("{what}: {last}, scored {score}; it begins to fade after about {lasts} {days}"),
        format!("{what}：{last}，得 {score} 分，约 {lasts} 天后开始生疏"),
    );
    said += &match left {
        ..=0 => language.pick(format!(" (retention now {recall} %)"), format!("（目前保持率约 {recall} %）")),
        1 => language.pick(", so tomorrow".to_owned(), "，明天该练".to_owned()),
        _ => language.pick(format!(", so on {on}, in {left} days"), format!("，{on} 该练，还有 {left} 天")),
    };
    if let (Some(id), true) = (&due.suggested, due.is_due()) {
        let suggested = title(id);
        said += &language.pick(format!(". Try {suggested}."), format!("。建议：{suggested}。"));
    }
    said
}

fn english(need: Requirement) -> String {
    let mut wanted = Vec::new();
    if need.passed {
        wanted.push("pass".to_owned());
    }
    if need.at_least > 0 {
        wanted.push(format!("{} at least {}", measure(need.ability, Language::En), need.at_least));
    }
    let clean = if need.no_critical { ", with no critical error," } else { "" };
    let kind = need.kind.map(|kind| format!("{} ", names::kind(kind, Language::En))).unwrap_or_default();
    let level = match need.level {
        0 | 1 => String::new(),
        5.. => " of level 5".to_owned(),
        level => format!(" of level {level} or above"),
    };
    let place = match (need.attempts, need.distinct) {
        (1, _) => format!("in one {kind}scenario{level}"),
        (times, true) => format!("in {times} different {kind}scenarios{level}"),
        (times, false) if kind.is_empty() && level.is_empty() => format!("in {times} attempts"),
        (times, false) => format!("in {times} attempts at {kind}scenarios{level}"),
    };
    format!("{}{clean} {place}", wanted.join(" and "))
}

fn chinese(need: Requirement) -> String {
    let kind = need.kind.map(|kind| format!("{}类", names::kind(kind, Language::Zh))).unwrap_or_default();
    let level = match need.level {
        0 | 1 => String::new(),
        5.. => " 5 级".to_owned(),
        level => format!(" {level} 级及以上的"),
    };
    let place = match (need.attempts, need.distinct) {
        (1, _) => format!("在一个{level}{kind}场景中"),
        (times, true) => format!("在 {times} 个不同的{level}{kind}场景中"),
        (times, false) if kind.is_empty() && level.is_empty() => format!("有 {times} 次"),
        (times, false) => format!("在{level}{kind}场景中有 {times} 次"),
    };
    let mut wanted = Vec::new();
    if need.passed {
        wanted.push("通过".to_owned());
    }
    if need.at_least > 0 {
        wanted.push(format!("{}不低于 {} 分", measure(need.ability, Language::Zh), need.at_least));
    }
    if need.no_critical {
        wanted.push("没有致命错误".to_owned());
    }
    format!("{place}{}", wanted.join("，且"))
}
