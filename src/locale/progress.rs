//! Standing in words.

use super::names;
use crate::progress::{Basis, RequirementStanding, StepStanding, StepState};
use crate::scenario::Language;
use crate::scenario::roles::{Measure, Requirement};

/// Where a step stands: `62 %, practice only`, or `not available yet`.
pub fn step(step: &StepStanding, language: Language) -> String {
    let shown = match (step.state, step.percent()) {
        (StepState::NotAvailable, _) | (_, None) => {
            return language.pick("not available yet", "暂未开放").to_owned();
        }
        (StepState::Shown, _) => language.pick("shown", "已达到").to_owned(),
        (StepState::Open, Some(percent)) => format!("{percent} %"),
    };
    language.pick(
        format!("{shown} ({})", basis(step.basis, language)),
        format!("{shown}（{}）", basis(step.basis, language)),
    )
}

/// What a standing rests on.
pub fn basis(basis: Basis, language: Language) -> &'static str {
    match basis {
        Basis::Practice => language.pick("practice only", "仅为练习成绩"),
    }
}

/// What a requirement asks for.
pub fn requirement(need: Requirement, language: Language) -> String {
    match language {
        Language::En => english(need),
        Language::Zh => chinese(need),
    }
}

/// How far a requirement is met, and what would meet it.
pub fn met(standing: &RequirementStanding, language: Language) -> String {
    let RequirementStanding { need, met, of, best, would_count } = standing;
    if *met == 0 && best.is_none() && would_count.is_empty() {
        return language.pick("not available yet", "暂未开放").to_owned();
    }
    let mut said = language.pick(format!("{met} of {of}"), format!("已完成 {met}/{of}"));
    if standing.is_met() {
        return said;
    }
    if let (Some(best), 1..) = (best, need.at_least) {
        said += &language.pick(format!(", best so far {best}"), format!("，目前最好 {best} 分"));
    }
    said += &if would_count.is_empty() {
        language.pick("; no other scenario here counts yet", "；目前没有其他场景可以计入").to_owned()
    } else {
        language.pick(
            format!("; would count: {}", would_count.join(", ")),
            format!("；可计入的场景：{}", would_count.join("、")),
        )
    };
    said
}

fn measure(measure: Measure, language: Language) -> &'static str {
    match measure {
        Measure::Overall => language.pick("overall", "总分"),
        Measure::Empathy => language.pick("empathy", "共情"),
        Measure::Tools => language.pick("tools", "工具使用"),
        Measure::Resolution => language.pick("resolution", "解决问题"),
    }
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
        (times, false) if kind.is_empty() && level.is_empty() => format!("在 {times} 次练习中"),
        (times, false) => format!("在{level}{kind}场景的 {times} 次练习中"),
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
