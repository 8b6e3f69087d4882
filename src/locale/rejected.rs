//! Why an action was rejected, and what to do instead.

use crate::scenario::Language;
use crate::scenario::desk::Kind;
use crate::session::Rejected;

/// A rejected action in a sentence or two.
pub fn rejected(why: &Rejected, language: Language) -> String {
    let did_you_mean = |near: &Option<String>| match near {
        Some(near) => language.pick(format!(" Did you mean `{near}`?"), format!("您是指 `{near}` 吗？")),
        None => String::new(),
    };
    match why {
        Rejected::Ended => language.pick("The session has ended.", "本次练习已经结束。").to_owned(),
        Rejected::Over => language
            .pick("The conversation is over. Finish with /wrap-up.", "对话已经结束，请用 /小结 填写工单。")
            .to_owned(),
        Rejected::StillTalking => language
            .pick(
                "The customer is still there. Say goodbye, hand over, or /end the contact first.",
                "客户还在线。请先道别、转交，或用 /结束 结束对话。",
            )
            .to_owned(),
        Rejected::Empty => language.pick("There are no words in it.", "消息是空的。").to_owned(),
        Rejected::TooLong { characters, most } => language.pick(
            format!("That is {characters} characters; a message may have {most}. Shorten it."),
            format!("这条消息有 {characters} 个字，最多 {most} 个字，请删减后再发。"),
        ),
        Rejected::BadWait { seconds, most } => language.pick(
            format!("A wait lasts from 1 to {most} seconds, not {seconds}."),
            format!("等待时间应在 1 到 {most} 秒之间，不能是 {seconds} 秒。"),
        ),
        Rejected::UnknownTool { name, near } => language.pick(
            format!("There is no tool `{name}`.{} /tools lists them.", did_you_mean(near)),
            format!("没有名为 `{name}` 的工具。{}输入 /工具 查看全部。", did_you_mean(near)),
        ),
        Rejected::UnknownArgument { tool, argument, near } => language.pick(
            format!("`{tool}` has no field `{argument}`.{}", did_you_mean(near)),
            format!("`{tool}` 没有 `{argument}` 这一项。{}", did_you_mean(near)),
        ),
        Rejected::MissingArgument { tool, argument } => language.pick(
            format!("`{tool}` needs `{argument}`: /{tool} {argument}=…"),
            format!("`{tool}` 需要填写 `{argument}`：/{tool} {argument}=…"),
        ),
        Rejected::NoArguments { tool } => language.pick(
            format!("Fill in at least one field of `{tool}`. /tools shows them."),
            format!("`{tool}` 至少要填一项，输入 /工具 查看。"),
        ),
        Rejected::BadArgument { tool, argument, given, kind } => {
            let wanted = wanted(kind, language);
            language.pick(
                format!("`{given}` does not fit `{argument}` of `{tool}`: {wanted}"),
                format!("`{tool}` 的 `{argument}` 不能填 `{given}`：{wanted}"),
            )
        }
        Rejected::UnknownArticle { name, near } => language.pick(
            format!("There is no article `{name}`.{} /articles lists them.", did_you_mean(near)),
            format!("没有编号为 `{name}` 的文章。{}输入 /知识库 查看全部。", did_you_mean(near)),
        ),
        Rejected::UnknownTeam { name, near } => language.pick(
            format!("There is no team `{name}`.{} /teams lists them.", did_you_mean(near)),
            format!("没有名为 `{name}` 的团队。{}输入 /团队 查看全部。", did_you_mean(near)),
        ),
        Rejected::UnknownDisposition { name, near } => language.pick(
            format!("`{name}` is no disposition of this desk.{}", did_you_mean(near)),
            format!("没有 `{name}` 这个归类。{}", did_you_mean(near)),
        ),
        Rejected::UnknownField { name, near } => language.pick(
            format!("The ticket has no field `{name}`.{}", did_you_mean(near)),
            format!("工单没有 `{name}` 这一栏。{}", did_you_mean(near)),
        ),
        Rejected::BadChoice { field, given, choices } => language.pick(
            format!("`{given}` is no choice for `{field}`. Choose from: {}.", choices.join(", ")),
            format!("`{field}` 不能填 `{given}`，可选：{}。", choices.join("、")),
        ),
        Rejected::NoDraft => language.pick("No AI draft is on offer now.", "现在没有 AI 草稿。").to_owned(),
        Rejected::NoSupervisor => {
            language.pick("This desk has no supervisor to ask.", "这个工作台没有可咨询的主管。").to_owned()
        }
        Rejected::NoExam => language
            .pick("Only an exam counts the time it was cut off for.", "只有考试会计入中断的时间。")
            .to_owned(),
        Rejected::NotLearning => language
            .pick(
                "Hints and step back belong to learn mode: start with --mode learn.",
                "提示和回退只在学习模式可用，请用 --mode learn 开始。",
            )
            .to_owned(),
        Rejected::NoHint => {
            language.pick("There is no further hint here.", "这里没有更多提示了。").to_owned()
        }
        Rejected::NothingToUndo => {
            language.pick("There is no reply to take back.", "没有可以撤回的回复。").to_owned()
        }
    }
}

/// What may stand in an argument.
pub fn wanted(kind: &Kind, language: Language) -> String {
    match kind {
        Kind::Text => language.pick("any text", "任意文字").to_owned(),
        Kind::Number => language.pick("a whole number", "整数").to_owned(),
        Kind::Date => language.pick("a date such as 2026-05-20", "日期，如 2026-05-20").to_owned(),
        Kind::Key(table) => language.pick(format!("a key of {table}"), format!("{table} 中的编号")),
        Kind::Choice(codes) => {
            let codes = codes.join(language.pick(", ", "、"));
            language.pick(format!("one of {codes}"), format!("以下之一：{codes}"))
        }
    }
}
