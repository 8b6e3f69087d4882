//! Findings in Chinese.

use super::{because, clock};
use crate::locale::items;
use crate::scenario::Act;
use crate::scenario::Language;
use crate::scenario::beat::{FaultKind, Feeling};
use crate::score::{Judged, Lack, Met, Why};
use crate::session::Outcome;

/// The sentence for `why`, quoting `words`.
pub(super) fn words(why: &Why, words: &str) -> String {
    match why {
        Why::Feeling { feeling, at, met, repeats } => {
            met_feeling(*feeling, &clock(*at), *met, *repeats, words)
        }
        Why::Owned { at } => format!("{} 您主动承担了责任：“{words}”。", clock(*at)),
        Why::NotOwned { at } => {
            format!("客户从 {} 起情绪激动，却没有人把事情接下来。请说明您本人接下来会做什么。", clock(*at))
        }
        Why::Harm { act, at } => format!("{} 您说的“{words}”{}。", clock(*at), harm(*act)),
        Why::PerhapsHarm { act, at } => {
            format!("{} 您说的“{words}”在客户听来可能{}，本次不扣分。", clock(*at), harm(*act))
        }
        Why::Forbidden { phrase, at } => format!("{} 您用了公司的服务禁语“{phrase}”。", clock(*at)),
        Why::Noted { text, praise: true } => format!("做得好：{text}"),
        Why::Noted { text, praise: false } => format!("培训师提示：{text}"),
        Why::VerifiedFirst => "您先核实了客户身份，再透露个人信息、使用相关工具。".to_owned(),
        Why::NotVerified { what } => {
            format!("还没核实身份，就透露或使用了：{}。请先核实，并告诉客户为什么要核实。", what.join("、"))
        }
        Why::ConsentFirst { tool } => format!("“{tool}”：您先征得客户同意，再做了更改。"),
        Why::NoConsent { tool } => {
            format!("客户还没同意，您就用“{tool}”做了更改。请先说清楚要改什么，再征求同意。")
        }
        Why::InOrder { tool } => format!("使用“{tool}”之前，该做的您都做到了。"),
        Why::OutOfOrder { tool } => format!("使用“{tool}”之前，还有该先做的事没做。"),
        Why::TooEarly { tool, lacks } => match lacks {
            Lack::Verified => format!("系统拒绝了“{tool}”：客户身份还没核实。"),
            Lack::Consented => format!("系统拒绝了“{tool}”：客户还没有同意这项更改。"),
            Lack::Other => format!("系统拒绝了“{tool}”：在此之前还有必须先做的事。"),
        },
        Why::OverLimit { tool } => format!("您用“{tool}”时超出了政策允许的范围。操作前请先看清限额。"),
        Why::NotApproved { tool } => format!("您用“{tool}”时超出了自己的权限。主管可以批准，请先请示。"),
        Why::Draft { judged, faults, because } => draft(*judged, faults, because),
        Why::AskedNever { item } => format!(
            "您向客户索要了任何客服都不能问的信息（{}）：“{words}”。",
            items::item(item, Language::Zh)
        ),
        Why::Checked { fact } => format!("您先查证，再告诉客户：“{fact}”。"),
        Why::Unchecked { fact } => format!("“{fact}”说对了，但您此前没有打开过任何依据。请先查证，再答复。"),
        Why::Stale { article, truth } => {
            format!("“{words}”来自《{article}》，而这篇文章已经过期。正确的是：{truth}")
        }
        Why::Summary { fault, corrected: true, .. } => {
            format!("您改正了 AI 小结中的错误：{}。", fault_name(fault))
        }
        Why::Summary { fault, corrected: false, because: reason } => format!(
            "您提交的 AI 小结里还留着错误：{}。{}",
            fault_name(fault),
            because(reason.as_slice(), "", "")
        ),
        Why::Goal { reached: true } => "问题解决了。".to_owned(),
        Why::Goal { reached: false } => "对话结束时，问题还没有解决。".to_owned(),
        Why::MustTell { fact, told: true } => format!("该告诉客户的，您说到了：“{fact}”。"),
        Why::MustTell { fact, told: false } => format!("客户始终不知道这一点：“{fact}”。"),
        Why::Left { mood: [anger, worry, trust], well } => format!(
            "客户离开时：怒气 {anger}、担忧 {worry}、信任 {trust}，{}。",
            if *well { "达到了目标" } else { "还没有达到目标" }
        ),
        Why::Ended { outcome, well } => ended(*outcome, *well),
        Why::NotFiled => "没有提交工单，接手的同事只能从头再来。".to_owned(),
        Why::Disposition { filed, right, well } => filing("问题归类", filed, right, *well),
        Why::TicketField { field, filed, right, well } => filing(&format!("“{field}”"), filed, right, *well),
        Why::ToldFalse { fact, at } => format!("{} 您说的是“{words}”，正确的是：“{fact}”。", clock(*at)),
        Why::Overpromised { at } => {
            format!("{} 您说的“{words}”承诺了现在谁也无法保证的事。请改为承诺您的下一步行动。", clock(*at))
        }
        Why::CutOff => "客户还需要帮助，您就结束了对话。请先解决、转交，或在结束前明确提醒对方。".to_owned(),
    }
}

fn met_feeling(feeling: Feeling, at: &str, met: Met, repeats: u8, words: &str) -> String {
    let shown = match feeling {
        Feeling::Anger => "非常愤怒",
        Feeling::Worry => "很担心",
        Feeling::Sadness => "很难过",
        Feeling::Frustration => "很沮丧",
        Feeling::Fear => "很害怕",
        Feeling::Shame => "觉得难堪",
        Feeling::Distrust => "不信任您",
        Feeling::Relief => "松了一口气",
    };
    let said = match met {
        Met::Silence => format!("客户在 {at} {shown}，却没有人回应。"),
        Met::Not => format!(
            "客户在 {at} {shown}，您的回复“{words}”没有回应这份情绪。好的回复会先说出这件事对客户意味着什么，再谈怎么解决。"
        ),
        Met::Generic => {
            format!(
                "客户在 {at} {shown}，“{words}”虽然礼貌，但对谁都能这么说。请说出这件事对这位客户意味着什么。"
            )
        }
        Met::Specific => format!("客户在 {at} {shown}，您接住了：“{words}”。"),
    };
    if repeats > 0 && met >= Met::Generic {
        format!("{said}类似的话您之前说过，所以分数打了折扣。")
    } else {
        said
    }
}

fn harm(act: Act) -> &'static str {
    if act == Act::Rude {
        "不礼貌，会伤人"
    } else if act == Act::Blame {
        "是在怪客户"
    } else if act == Act::Dismiss {
        "没有把客户的问题当回事"
    } else if act == Act::Deflect {
        "是在推脱，没有给出帮助"
    } else if act == Act::Overpromise {
        "承诺了谁也无法保证的事"
    } else {
        "会伤人"
    }
}

fn draft(judged: Judged, faults: &[FaultKind], reasons: &[String]) -> String {
    let named = faults.iter().map(fault_name).collect::<Vec<_>>().join("、");
    let reasons = because(reasons, "", "");
    match judged {
        Judged::Caught => format!("您看出了 AI 草稿的错误：{named}。"),
        Judged::Mended => format!("您把 AI 草稿改对之后才发出：{named}。"),
        Judged::WrongReason => format!("AI 草稿确实该拒绝，但它的错误是：{named}。{reasons}"),
        Judged::PartlyMended => format!("AI 草稿只改对了一部分，它的错误有：{named}。{reasons}"),
        Judged::BlindTrust => {
            format!("您把有错误的 AI 草稿发了出去：{named}。{reasons}发送前请先对照系统核实。")
        }
        Judged::Used => "您看出 AI 草稿没有问题，并采用了它。".to_owned(),
        Judged::FalseAlarm => "AI 草稿没有问题，您却拒绝了。".to_owned(),
    }
}

fn fault_name(fault: &FaultKind) -> &'static str {
    match fault {
        FaultKind::WrongFact(_) => "与事实不符",
        FaultKind::WrongPolicy => "违反政策",
        FaultKind::Privacy => "泄露隐私",
        FaultKind::Tone => "语气不当",
        FaultKind::WrongCustomer => "说的是别的客户的事",
    }
}

fn ended(outcome: Option<Outcome>, well: bool) -> String {
    let text = match (outcome, well) {
        (None, _) => "对话还没有结束。",
        (Some(Outcome::Resolved), _) => "客户道别离开。",
        (Some(Outcome::HandedOver), true) => "您把客户转交给了合适的团队。",
        (Some(Outcome::HandedOver), false) => "您转交了客户，但问题并没有因此解决。",
        (Some(Outcome::Closed), true) => "您结束了对话，处理得当。",
        (Some(Outcome::Closed), false) => "问题还没解决，您就结束了对话。",
        (Some(Outcome::Gone), _) => "客户放弃并离开了。",
        (Some(Outcome::Abandoned), _) => "对话还没结束，您就离开了。",
    };
    text.to_owned()
}

fn filing(what: &str, filed: &str, right: &[String], well: bool) -> String {
    let wanted = right.join("或");
    if well {
        format!("工单中的{what}填对了：{filed}。")
    } else if filed.trim().is_empty() {
        format!("工单中的{what}没有填，应填：{wanted}。")
    } else {
        format!("工单中的{what}填的是{filed}，应填：{wanted}。")
    }
}
