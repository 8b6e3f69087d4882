//! Why an action was refused, in the words of the window: what is wrong, and what to press or write instead.

use super::theme::Kit;
use crate::locale::rejected::wanted;
use crate::session::Rejected;

/// A refused action in a sentence or two, without the terminal's commands.
pub fn refusal(why: &Rejected, kit: &Kit) -> String {
    let say = |en: &str, zh: &str| kit.t(en, zh).to_owned();
    match why {
        Rejected::Ended => say(
            "This session has ended. Begin another from the first screen.",
            "本次练习已经结束，请回到首页开始新的练习。",
        ),
        Rejected::Over => say(
            "The conversation is over. Go to the wrap-up and file the ticket.",
            "对话已经结束，请填写话后小结并提交工单。",
        ),
        Rejected::StillTalking => say(
            "The customer is still there. Say goodbye, hand over, or press “End contact…” first.",
            "客户还在线。请先道别、转交，或点击“结束服务…”。",
        ),
        Rejected::Empty => {
            say("There are no words in it. Write something first.", "内容是空的，请先输入文字。")
        }
        Rejected::TooLong { characters, most } => kit.t(
            format!("That is {characters} characters; {most} are the most. Shorten it."),
            format!("一共 {characters} 个字，最多 {most} 个字，请删减。"),
        ),
        Rejected::BadWait { seconds, most } => kit.t(
            format!("A wait lasts from 1 to {most} seconds, not {seconds}."),
            format!("等待时间应在 1 到 {most} 秒之间，不能是 {seconds} 秒。"),
        ),
        Rejected::NoDraft => {
            say("No AI draft is on offer now. Write a reply of your own.", "现在没有 AI 草稿，请自己写回复。")
        }
        Rejected::NoSupervisor => say(
            "This desk has no supervisor to ask. Decide yourself, or hand the customer over.",
            "这个工作台没有可以请示的主管。请自己决定，或转交客户。",
        ),
        Rejected::NoExam => say(
            "Only an exam counts the time it was cut off for. Go on as usual.",
            "只有考试会计入中断的时间，请照常继续。",
        ),
        Rejected::NotLearning => say(
            "Hints and stepping back belong to learn mode. Choose it in the briefing next time.",
            "提示和退回只在学习模式可用，下次可在任务简报中选择学习模式。",
        ),
        Rejected::NoHint => say(
            "There is no further hint here. Go on with the conversation.",
            "这里没有更多提示了，请继续对话。",
        ),
        Rejected::NothingToUndo => say(
            "There is no reply to take back yet. Answer the customer first.",
            "还没有可以退回的回复，请先回复客户。",
        ),
        Rejected::UnknownTool { name, near } | Rejected::UnknownArticle { name, near } => {
            let list = say("Choose one from the list.", "请从列表中选择。");
            unknown(kit, name, near.as_deref(), &list)
        }
        Rejected::UnknownTeam { name, near } => {
            let list = say("Choose one of the teams on offer.", "请从列出的团队中选择。");
            unknown(kit, name, near.as_deref(), &list)
        }
        Rejected::UnknownArgument { argument: name, near, .. } | Rejected::UnknownField { name, near } => {
            let list = say("Fill in only the fields on show.", "请只填写列出的项目。");
            unknown(kit, name, near.as_deref(), &list)
        }
        Rejected::UnknownDisposition { name, near } => {
            let list = say("Choose what it was about from those on offer.", "请从列出的归类中选择。");
            unknown(kit, name, near.as_deref(), &list)
        }
        Rejected::MissingArgument { .. } | Rejected::NoArguments { .. } | Rejected::BadArgument { .. } => {
            form(kit, why)
        }
        Rejected::BadChoice { field, given, choices } => {
            let choices = choices.join(kit.t(", ", "、"));
            kit.t(
                format!("“{given}” is no choice for “{field}”. Choose from: {choices}."),
                format!("“{field}”不能填“{given}”，可选：{choices}。"),
            )
        }
    }
}

/// What is wrong with a form.
fn form(kit: &Kit, why: &Rejected) -> String {
    if let Rejected::MissingArgument { argument, .. } = why {
        kit.t(
            format!("“{argument}” is missing. Fill it in and try again."),
            format!("“{argument}”还没有填，请填好再试。"),
        )
    } else if let Rejected::BadArgument { argument, given, kind, .. } = why {
        let wanted = wanted(kind, kit.language);
        kit.t(
            format!("“{given}” does not fit “{argument}”. What fits: {wanted}."),
            format!("“{argument}”不能填“{given}”，应为{wanted}。"),
        )
    } else {
        kit.t("Fill in at least one field.", "请至少填写一项。").to_owned()
    }
}

/// Something nobody here knows, what may have been meant, and where to look.
fn unknown(kit: &Kit, name: &str, near: Option<&str>, remedy: &str) -> String {
    let meant = near.map_or(String::new(), |near| {
        kit.t(format!("Did you mean “{near}”? "), format!("您是指“{near}”吗？"))
    });
    kit.t(
        format!("“{name}” does not exist here. {meant}{remedy}"),
        format!("这里没有“{name}”。{meant}{remedy}"),
    )
}
