//! What an audit found, in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::scenario::Language;
use crate::store::{Altered, Unjournaled, Verdict, Version};

/// A verdict in a line.
pub fn verdict(verdict: &Verdict, language: Language) -> String {
    match verdict {
        Verdict::Intact => language.pick("intact", "完好").to_owned(),
        Verdict::Erased => language
            .pick(
                "erased: somebody's data were taken away on purpose; nothing else was changed",
                "已抹除：此人的数据已按要求清除，其余未被改动",
            )
            .to_owned(),
        Verdict::Altered(what) => altered(what, language),
        Verdict::NotReproducible(version) => old(version, language),
    }
}

/// What a journal does not bear out; `name` is whose it is, where whoever asks may know.
pub fn unjournaled(what: &Unjournaled, name: &str, language: Language) -> String {
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    match what {
        Unjournaled::Line { number, .. } => language.pick(
            format!(
                "{name}: ALTERED: line {number} of the journal of attempts was changed, moved or removed"
            ),
            format!("{name}：已被改动：练习日志第 {number} 行被修改、移动或删除"),
        ),
        Unjournaled::Gone { attempt, began, .. } => language.pick(
            format!("{attempt}  {name}: GONE: the attempt that began on {} was removed whole", day(*began)),
            format!("{attempt}  {name}：已被删除：{} 开始的整条练习记录不见了", day(*began)),
        ),
        Unjournaled::Times { attempt } => language.pick(
            format!("{attempt}  ALTERED: when it began or ended was changed"),
            format!("{attempt}  已被改动：开始或结束时间被改过"),
        ),
        Unjournaled::KeptBy { attempt } => language.pick(
            format!("{attempt}  ALTERED: who kept it, this store or a desk, was changed"),
            format!("{attempt}  已被改动：由谁保存（本存储或某台机器）被改过"),
        ),
        Unjournaled::Added { attempt } => language.pick(
            format!("{attempt}  ADDED: it stands in no journal, so it was not begun here"),
            format!("{attempt}  被添加：日志里没有这次练习，它不是在这里开始的"),
        ),
    }
}

fn altered(what: &Altered, language: Language) -> String {
    match what {
        Altered::Log { entry: 0 } => language
            .pick(
                "ALTERED: what was played, or its opening, was changed after it was written",
                "已被改动：练习的基本信息或开场在写入后被改过",
            )
            .to_owned(),
        Altered::Log { entry } => language.pick(
            format!("ALTERED: action {entry} was changed, moved or removed after it was written"),
            format!("已被改动：第 {entry} 步在写入后被修改、移动或删除"),
        ),
        Altered::End => language
            .pick("ALTERED: the end or the scorecard was changed", "已被改动：结尾或评分卡被改过")
            .to_owned(),
        Altered::Scenario => language
            .pick(
                "ALTERED: the kept scenario is not the one that was played",
                "已被改动：保存的场景不是当时所用的场景",
            )
            .to_owned(),
        Altered::Replay { action: 0 } => language
            .pick(
                "ALTERED: played again, it begins differently; its seed, mode or opening is not the true one",
                "已被改动：重放时开场不同，种子、模式或开场不是原来的",
            )
            .to_owned(),
        Altered::Replay { action } => language.pick(
            format!("ALTERED: played again, something else happens after action {action}"),
            format!("已被改动：重放到第 {action} 步时结果不同"),
        ),
        Altered::Score => language
            .pick("ALTERED: graded again, another score comes out", "已被改动：重新评分的结果不同")
            .to_owned(),
        Altered::Review { step } => language.pick(
            format!("ALTERED: step {step} of its review, or the decision made there, was changed, moved or removed"),
            format!("已被改动：复核记录第 {step} 条或相应的裁定被修改、移动或删除"),
        ),
        Altered::Reviewed { rubric } => language.pick(
            format!("ALTERED: the reviewed scorecard by rubric {rubric} is not what the reviewers ruled"),
            format!("已被改动：按第 {rubric} 号评分规则的复核后评分卡与复核人的改判不符"),
        ),
        Altered::Rescored { rubric } => language.pick(
            format!("ALTERED: the scorecard by rubric {rubric} is not what that rubric comes to"),
            format!("已被改动：按第 {rubric} 号评分规则得出的评分卡与重新评分的结果不符"),
        ),
    }
}

fn old(version: &Version, language: Language) -> String {
    match version {
        Version::Engine(found) => language.pick(
            format!("not reproducible: played under session rules {found}; the chain holds"),
            format!("无法重放：按第 {found} 版会话规则进行，哈希链完好"),
        ),
        Version::Rubric(found) => language.pick(
            format!("not graded again: scored under rubric {found}; log and chain hold"),
            format!("无法重新评分：按第 {found} 版评分规则打分，记录和哈希链完好"),
        ),
        Version::Listener(_) => language
            .pick(
                "not listened to again: heard by another listener; log and chain hold (leave out --deep)",
                "无法重新听辨：当时所用的听辨模型不同，哈希链完好（可去掉 --deep）",
            )
            .to_owned(),
        Version::Scenario(id) => language.pick(
            format!("not reproducible: no readable copy of the scenario `{id}` is kept; the chain holds"),
            format!("无法重放：没有保存场景“{id}”的可读副本，哈希链完好"),
        ),
    }
}
