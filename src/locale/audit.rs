//! What an audit found, in words.

use crate::scenario::Language;
use crate::store::{Altered, Verdict, Version};

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
