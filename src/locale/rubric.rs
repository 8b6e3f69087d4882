//! What the points of a rubric are for, in words.

use std::ops::RangeInclusive;

use crate::scenario::Language;
use crate::score::{Points, Rubric};

/// What one point of a rubric is worth, to be read and set.
#[derive(Debug)]
pub struct Worth<'a> {
    /// What it is for.
    pub words: &'static str,
    /// How much; below 0 where it is taken.
    pub points: &'a mut i32,
    /// What it may be.
    pub range: RangeInclusive<i32>,
}

/// A rubric by its number and title.
pub fn name(rubric: &Rubric, language: Language) -> String {
    let (number, title) = (rubric.number, rubric.title.get(language));
    language.pick(format!("Rubric {number} — {title}"), format!("第 {number} 号评分规则——{title}"))
}

/// That a rubric counts from now on, and how many scorecards came of it.
pub fn adopted(number: u32, added: u32, language: Language) -> String {
    language.pick(
        format!("Rubric {number} counts from now on; scorecards added: {added}. The old ones stay."),
        format!("第 {number} 号评分规则已启用，新增评分卡 {added} 份，原有评分卡保留。"),
    )
}

/// Every point by its ability: empathy, tools, resolution. The mood from which on responsibility is asked for is none of
/// them.
pub fn worths(points: &mut Points, language: Language) -> [Vec<Worth<'_>>; 3] {
    let earned = |en, zh, points| Worth { words: language.pick(en, zh), points, range: 0..=100 };
    let part = |en, zh, points, most| Worth { words: language.pick(en, zh), points, range: 0..=most };
    let taken = |en, zh, points| Worth { words: language.pick(en, zh), points, range: -100..=0 };
    let Points {
        opportunity,
        generic,
        ownership,
        upset: _,
        forbidden,
        noted,
        rude,
        blame,
        dismiss,
        deflect,
        verified,
        consent,
        expected,
        too_early,
        limit,
        approval,
        draft,
        wrong_reason,
        blind,
        never,
        checked,
        stale,
        summary,
        goal,
        told,
        left,
        ended,
        wrap_up,
        told_false,
        overpromise,
        cut_off,
    } = points;
    let (most_generic, most_wrong) = (*opportunity, *draft);
    [
        vec![
            earned("A feeling answered to the point", "针对性地回应客户情绪", opportunity),
            part("A feeling answered in general words", "用套话回应客户情绪", generic, most_generic),
            earned("Taking responsibility for an upset customer", "客户不满时主动担责", ownership),
            taken("A phrase the house forbids", "使用服务禁语", forbidden),
            taken("A trainer's own finding that is no praise", "培训师设定的扣分项", noted),
            taken("Being rude", "言语粗鲁", rude),
            taken("Blaming the customer", "指责客户", blame),
            taken("Dismissing what the customer says", "轻视客户的感受", dismiss),
            taken("Deflecting the question", "推诿回避", deflect),
        ],
        vec![
            earned("Identity verified in time", "及时核实身份", verified),
            earned("Consent before a change", "变更前征得同意", consent),
            earned("What else a tool expects first", "工具要求的其他前置步骤", expected),
            taken("A tool refused because it was too early", "前置步骤未完成就使用工具", too_early),
            taken("Above a limit nobody may exceed", "超出不可突破的上限", limit),
            taken("Above a limit without the supervisor", "超出权限未请示主管", approval),
            earned("An AI draft judged rightly", "正确判断 AI 草稿", draft),
            part(
                "A faulty draft rejected for a wrong reason",
                "拒绝有错的草稿但理由不对",
                wrong_reason,
                most_wrong,
            ),
            taken("A faulty draft sent as it was", "原样发送有错的草稿", blind),
            taken("Asking for what must never be asked", "索要禁止询问的信息", never),
            earned("A fact looked up before it was told", "先查证再告知", checked),
            taken("A false fact out of an outdated article", "引用过期文章告知错误信息", stale),
            earned("A fault of the AI summary corrected", "更正 AI 小结中的错误", summary),
        ],
        vec![
            earned("The problem solved", "问题得到解决", goal),
            earned("The customer told what they must know", "把必须告知的内容说清楚", told),
            earned("How the customer is left", "客户结束时的情绪", left),
            earned("How the contact ended", "会话的结束方式", ended),
            earned("The wrap-up", "话后处理", wrap_up),
            taken("A false fact told", "告知错误信息", told_false),
            taken("A promise nobody can keep", "过度承诺", overpromise),
            taken("A contact ended without need", "无故结束会话", cut_off),
        ],
    ]
}
