//! What the values of a session are called.

use crate::scenario::Language;
use crate::scenario::act::Act;
use crate::scenario::beat::{FaultKind, Feeling};
use crate::scenario::file::ScenarioKind;
use crate::session::event::{Failing, Reason, Warning};
use crate::session::{Mode, Outcome};

/// `Name: text`, as this language writes it.
pub fn headed(head: &str, text: &str, language: Language) -> String {
    format!("{head}{}{text}", language.pick(": ", "："))
}

/// An act in a word or two.
pub fn act(act: Act, language: Language) -> &'static str {
    let (en, zh) = match act {
        Act::Greet => ("greeting", "问候"),
        Act::Verify => ("asks identity", "核实身份"),
        Act::Restate => ("restates", "复述问题"),
        Act::Explore => ("asks about it", "了解情况"),
        Act::Feel => ("feeling", "回应情绪"),
        Act::Understand => ("understanding", "说出难处"),
        Act::Reassure => ("reassures", "安抚"),
        Act::Apologise => ("apology", "道歉"),
        Act::Own => ("takes charge", "主动担责"),
        Act::Suggest => ("suggests", "给出方案"),
        Act::Inform => ("informs", "告知"),
        Act::Expect => ("says what and when", "告知时限"),
        Act::Consent => ("asks for a yes", "征得同意"),
        Act::Report => ("reports it done", "告知已办"),
        Act::Feedback => ("checks back", "确认满意"),
        Act::Invite => ("invites back", "欢迎再联系"),
        Act::Thank => ("thanks", "致谢"),
        Act::Close => ("farewell", "道别"),
        Act::Blame => ("blame", "责怪客户"),
        Act::Dismiss => ("dismissal", "敷衍"),
        Act::Deflect => ("passes on", "推诿"),
        Act::Rude => ("rudeness", "态度恶劣"),
        Act::Overpromise => ("empty promise", "过度承诺"),
    };
    language.pick(en, zh)
}

/// What a reply was meant to do where that was not heard.
pub fn meant(act: Act, language: Language) -> String {
    language.pick("you meant: ", "本意：").to_owned() + self::act(act, language)
}

/// A mode.
pub fn mode(mode: Mode, language: Language) -> &'static str {
    match mode {
        Mode::Learn => language.pick("learn", "学习模式"),
        Mode::Practice => language.pick("practice", "练习模式"),
        Mode::Certify => language.pick("exam", "认证考试"),
    }
}

/// How a conversation ended.
pub fn outcome(outcome: Outcome, language: Language) -> &'static str {
    let (en, zh) = match outcome {
        Outcome::Resolved => ("resolved", "问题解决"),
        Outcome::HandedOver => ("handed over", "已转交"),
        Outcome::Closed => ("ended by you", "由您结束"),
        Outcome::Gone => ("the customer left", "客户离开"),
        Outcome::Abandoned => ("abandoned", "中途退出"),
    };
    language.pick(en, zh)
}

/// A level of the early warning.
pub fn warning(warning: Warning, language: Language) -> &'static str {
    match warning {
        Warning::Calm => language.pick("calm", "平稳"),
        Warning::Watch => language.pick("watch", "留意"),
        Warning::Alarm => language.pick("alarm", "告急"),
    }
}

/// A feeling a customer shows.
pub fn feeling(feeling: Feeling, language: Language) -> &'static str {
    let (en, zh) = match feeling {
        Feeling::Anger => ("anger", "愤怒"),
        Feeling::Worry => ("worry", "担心"),
        Feeling::Sadness => ("sadness", "难过"),
        Feeling::Frustration => ("frustration", "烦躁"),
        Feeling::Fear => ("fear", "害怕"),
        Feeling::Shame => ("embarrassment", "难为情"),
        Feeling::Distrust => ("distrust", "不信任"),
        Feeling::Relief => ("relief", "松了口气"),
    };
    language.pick(en, zh)
}

/// A kind of conversation.
pub fn kind(kind: ScenarioKind, language: Language) -> &'static str {
    let (en, zh) = match kind {
        ScenarioKind::Question => ("question", "咨询"),
        ScenarioKind::Complaint => ("complaint", "投诉"),
        ScenarioKind::Outage => ("outage", "故障"),
        ScenarioKind::Privacy => ("privacy", "隐私"),
        ScenarioKind::Billing => ("billing", "账单"),
        ScenarioKind::Delivery => ("delivery", "配送"),
        ScenarioKind::Grief => ("bereavement", "亲属过世"),
        ScenarioKind::Retention => ("cancellation", "退订挽留"),
    };
    language.pick(en, zh)
}

/// A fault an AI draft can carry.
pub fn fault(fault: &FaultKind, language: Language) -> &'static str {
    let (en, zh) = match fault {
        FaultKind::WrongFact(_) => ("wrong fact", "事实错误"),
        FaultKind::WrongPolicy => ("against policy", "违反政策"),
        FaultKind::Privacy => ("privacy", "泄露隐私"),
        FaultKind::Tone => ("tone", "语气不当"),
        FaultKind::WrongCustomer => ("wrong customer", "张冠李戴"),
    };
    language.pick(en, zh)
}

/// Why a tool did not succeed, in a sentence.
pub fn failing(why: &Failing, language: Language) -> &'static str {
    let (en, zh) = match why {
        Failing::Needs(_) => ("Refused: something has to come first.", "系统拒绝：前置步骤还没有完成。"),
        Failing::Check(_) => ("The details do not match.", "信息核对不一致。"),
        Failing::Limit(_) => ("Refused: beyond the limit.", "系统拒绝：超出上限。"),
        Failing::Approval(_) => (
            "Refused: above your limit, the supervisor has to approve first.",
            "系统拒绝：超出您的权限，需要主管先批准。",
        ),
        Failing::Fault(_) => ("The system does not respond as it should.", "系统暂时异常。"),
        Failing::NotFound => ("Nothing found.", "没有查到记录。"),
    };
    language.pick(en, zh)
}

/// A reason for the customer's rating.
pub fn reason(reason: Reason, language: Language) -> &'static str {
    let (en, zh) = match reason {
        Reason::Solved => ("the problem is solved", "问题解决了"),
        Reason::NotSolved => ("the problem is not solved", "问题没有解决"),
        Reason::Calm => ("left calm", "离开时心平气和"),
        Reason::Angry => ("left angry", "离开时还在生气"),
        Reason::Trusting => ("left with trust", "离开时心里有底"),
        Reason::Distrusting => ("lost trust", "失去了信任"),
        Reason::Hurt => ("was treated rudely", "受到了无礼对待"),
        Reason::GaveUp => ("had to give up", "只好放弃"),
    };
    language.pick(en, zh)
}
