//! Reviews in words: why something waits, what was done, what was ruled.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::scenario::Language;
use crate::score::{Grade, Scorecard};
use crate::store::{ReviewCause, Reviewing};

use super::{debrief, findings};

/// Why an attempt waits for a reviewer.
pub fn cause(cause: ReviewCause, language: Language) -> &'static str {
    match cause {
        ReviewCause::Appeal => language.pick("appeal", "申诉"),
        ReviewCause::Dispute => language.pick("disputed", "本人有异议"),
        ReviewCause::Alleged => language.pick("critical error only heard", "疑似致命错误"),
        ReviewCause::Undecided => language.pick("undecided", "结果不确定"),
        ReviewCause::Sample => language.pick("random check", "随机抽查"),
    }
}

/// Who has a review.
pub fn owner(name: Option<&str>, mine: bool, language: Language) -> String {
    match name {
        _ if mine => language.pick("It is yours.", "由您负责。").to_owned(),
        Some(name) => language.pick(format!("{name} has it."), format!("由 {name} 负责。")),
        None => language.pick("Nobody has it yet.", "尚无负责人。").to_owned(),
    }
}

/// Until when something is due, by the calendar here.
pub fn due(due: Timestamp, now: Timestamp, language: Language) -> String {
    let day = due.to_zoned(TimeZone::system()).date();
    if due < now {
        language.pick(format!("was due {day}"), format!("已逾期（{day}）"))
    } else {
        language.pick(format!("due {day}"), format!("{day} 前完成"))
    }
}

/// What was done, without who and why; `given` is the name of whoever has it now, empty where they took it themselves, `about` what a ruling is about.
pub fn step(what: Reviewing, given: &str, about: &str, language: Language) -> String {
    match what {
        Reviewing::Commented { .. } => language.pick("commented", "点评").to_owned(),
        Reviewing::Answered { to } => {
            language.pick(format!("answered comment {to}"), format!("回复第 {to} 号点评"))
        }
        Reviewing::Overruled { points: Some(points), .. } => {
            language.pick(format!("gave {points} instead: {about}"), format!("改判为 {points} 分：{about}"))
        }
        Reviewing::Overruled { points: None, .. } | Reviewing::Lifted { lifted: false, .. } => {
            language.pick(format!("took a ruling back: {about}"), format!("撤回改判：{about}"))
        }
        Reviewing::Lifted { lifted: true, .. } => language
            .pick(format!("ruled to be no critical error: {about}"), format!("判定不属于致命错误：{about}")),
        Reviewing::Decided { passed, .. } => {
            let result = debrief::passed(Some(passed), language);
            language.pick(format!("signed off: {result}"), format!("裁定签字：{result}"))
        }
        Reviewing::Appealed => language.pick("appealed", "提出申诉").to_owned(),
        Reviewing::Taken { .. } if given.is_empty() => {
            language.pick("took the review", "领取复核").to_owned()
        }
        Reviewing::Taken { .. } => {
            language.pick(format!("gave the review to {given}"), format!("交由 {given} 复核"))
        }
        Reviewing::Done { .. } => language.pick("reviewed, nothing more to do", "复核完毕").to_owned(),
    }
}

/// What a ruling is about, by the machine's scorecard; empty where it is about none of it.
pub fn about(what: Reviewing, card: &Scorecard, language: Language) -> String {
    let found = match what {
        Reviewing::Overruled { finding, .. } => {
            card.findings.get(finding as usize).map(|found| findings::finding(found, language))
        }
        Reviewing::Lifted { error, .. } => card.critical.get(error as usize).map(|error| error.what.clone()),
        Reviewing::Commented { .. }
        | Reviewing::Answered { .. }
        | Reviewing::Decided { .. }
        | Reviewing::Appealed
        | Reviewing::Taken { .. }
        | Reviewing::Done { .. } => None,
    };
    found.unwrap_or_default()
}

/// What an attempt counts as since a reviewer overruled part of it, with the machine's result beside it.
pub fn counts(reviewed: &Grade, machine: &Grade, language: Language) -> String {
    let said = |grade: &Grade| {
        let (score, passed) =
            (debrief::score(grade.overall, language), debrief::passed(grade.passed, language));
        language.pick(format!("{score}, {passed}"), format!("{score} 分，{passed}"))
    };
    let (reviewed, machine) = (said(reviewed), said(machine));
    language.pick(
        format!("It counts as reviewed: {reviewed}. The machine's own result: {machine}."),
        format!("以复核结果为准：{reviewed}。机器原评分：{machine}。"),
    )
}
