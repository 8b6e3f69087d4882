//! Reports in words: what came of an attempt, who decided it, and what is left out.

use jiff::tz::TimeZone;

use super::names;
use crate::scenario::Language;
use crate::score::CriticalError;
use crate::session::Mode;
use crate::store::Decision;

/// Whether an attempt is passed, in a word or two.
pub fn passed(passed: bool, language: Language) -> &'static str {
    if passed { language.pick("passed", "通过") } else { language.pick("not passed", "未通过") }
}

/// That an attempt is not over.
pub fn open(language: Language) -> &'static str {
    language.pick("not over", "未结束")
}

/// That an exam was cut off and its time is over.
pub fn time_over(language: Language) -> &'static str {
    language.pick("cut off, time over: not passed", "中断且超时，未通过")
}

/// That the result is for a person to decide.
pub fn waits(language: Language) -> &'static str {
    language.pick("waits for a reviewer", "待人工复核")
}

/// That the result of practice hangs on words that were not heard for sure.
pub fn in_doubt(language: Language) -> &'static str {
    language.pick("in doubt: not everything was heard for sure", "存疑：有些话听得不十分确定")
}

/// That nobody but the program judged.
pub fn by_rule(language: Language) -> &'static str {
    language.pick("by the rules", "系统按规则评定")
}

/// Who decided, when, and why.
pub fn by_reviewer(decision: &Decision, name: &str, zone: &TimeZone, language: Language) -> String {
    let day = decision.new.at.to_zoned(zone.clone()).date();
    let result = passed(decision.new.passed, language);
    let head = language.pick(format!("{name}, {day}, {result}"), format!("{name} 于 {day} 裁定{result}"));
    names::headed(&head, &decision.new.reason, language)
}

/// What a critical error rests on, and what came of it.
pub fn rests_on(
    error: &CriticalError,
    mode: Mode,
    decided: Option<bool>,
    language: Language,
) -> &'static str {
    if !error.alleged {
        return language.pick("rests on what was done", "依据实际操作");
    }
    match (mode, decided) {
        (Mode::Certify, Some(false)) => language.pick(
            "rests on what was heard; the exam was decided: not passed",
            "依据听到的内容，考试已裁定未通过",
        ),
        (_, Some(true)) => language
            .pick("rests on what was heard; a reviewer passed the attempt", "依据听到的内容，复核后判为通过"),
        (Mode::Certify, None) => {
            language.pick("rests on what was heard; waits for a reviewer", "依据听到的内容，待人工复核")
        }
        (Mode::Learn | Mode::Practice, None | Some(false)) => {
            language.pick("rests on what was heard", "依据听到的内容")
        }
    }
}

/// Which attempts a report about somebody is made of; `hidden` is how many of their own are left out, none where they ask
/// themselves.
pub fn made_of(hidden: Option<u32>, language: Language) -> String {
    match hidden {
        None => language
            .pick(
                "Made by the person it is about: it rests on all their attempts, free practice too.",
                "由本人生成，包含全部练习，也包括自主练习。",
            )
            .to_owned(),
        Some(0) => language
            .pick(
                "It rests on practice that was assigned or shared, and on exams. There is no other practice.",
                "依据指派或分享的练习以及考试；本人没有其他自主练习。",
            )
            .to_owned(),
        Some(hidden) => language.pick(
            format!("It rests on practice that was assigned or shared, and on exams. Not in it: {hidden} of their own practice, which stays theirs; so what comes due is not told either."),
            format!("依据指派或分享的练习以及考试。本人自主练习的 {hidden} 次不在其中，仅本人可见；因此也不列出到期的练习。"),
        ),
    }
}

/// Which attempts a report about a team is made of.
pub fn team_made_of(everything: bool, language: Language) -> &'static str {
    if everything {
        language.pick(
            "It rests on every attempt: nobody here has a passphrase yet, so that nothing is kept from anybody.",
            "依据全部练习：这里还没有人设口令，所有记录均可查看。",
        )
    } else {
        language.pick(
            "It rests on practice that was assigned or shared, and on exams, as far as whoever made it may see them. Free practice is not counted.",
            "依据生成者可以查看的记录：指派或分享的练习，以及考试。自主练习不计入。",
        )
    }
}

/// That somebody left, and when.
pub fn left(day: &str, language: Language) -> String {
    language.pick(format!("left on {day}"), format!("{day} 已离开"))
}

/// What to keep in mind about scores, at the foot of a report.
pub fn caution(language: Language) -> &'static str {
    language.pick(
        "The numbers are about scripted customers; two ranges that overlap are not shown to differ. Do not pay or dismiss by them alone.",
        "这些数字来自脚本客户；区间重叠的两个结果不能说有差别。请勿仅凭这些数字决定薪酬或去留。",
    )
}

/// What the numbers about a scenario are, at the foot of a report.
pub fn about_items(language: Language) -> &'static str {
    language.pick(
        "Practice and exams without names; an interval holds the true value in 95 of 100 samples. docs/numbers.md says what each number means and by which formula.",
        "统计练习模式和认证考试，不含姓名；区间在 100 次抽样中约有 95 次包含真实值。各项数字的含义和公式见 docs/numbers.zh.md。",
    )
}
