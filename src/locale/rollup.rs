//! Rollups, in words.

use crate::scenario::Language;
use crate::store::{Behind, Everybody};

/// How far folding has come, on one line that is written again and again.
pub fn folding(left: u64, language: Language) -> String {
    language.pick(
        format!("Bringing the numbers up to date: {left} people left"),
        format!("正在更新汇总：还剩 {left} 人"),
    )
}

/// How far rebuilding has come.
pub fn rebuilding(done: usize, of: usize, language: Language) -> String {
    language.pick(format!("Counting anew: {done} of {of} people"), format!("正在重新统计：{done}/{of} 人"))
}

/// How far a look at all scenarios has come.
pub fn gathering(done: usize, of: usize, language: Language) -> String {
    language.pick(format!("Scenarios: {done} of {of}"), format!("场景：{done}/{of}"))
}

/// What was folded.
pub fn folded(people: usize, behind: &Behind, language: Language) -> String {
    let left = behind.people;
    match (people, left) {
        (0, 0) => language.pick("The rollups are up to date.", "汇总已是最新。").to_owned(),
        (_, 0) => language.pick(
            format!("Brought up to date for {people} people; nothing waits."),
            format!("已为 {people} 人更新汇总，没有待处理的变化。"),
        ),
        _ => language.pick(
            format!("Brought up to date for {people} people; {left} wait for the next time."),
            format!("已为 {people} 人更新汇总，还有 {left} 人待更新。"),
        ),
    }
}

/// What a rebuild came to.
pub fn rebuilt(people: usize, wrong: usize, language: Language) -> String {
    if wrong == 0 {
        language.pick(
            format!("Counted anew from the log for {people} people: every rollup was right."),
            format!("已按原始记录为 {people} 人重新统计：原有汇总全部正确。"),
        )
    } else {
        language.pick(
            format!(
                "Counted anew from the log for {people} people. These were wrong and are right now: {wrong}"
            ),
            format!("已按原始记录为 {people} 人重新统计。以下 {wrong} 项原先不对，现已改正："),
        )
    }
}

/// A sum that was wrong.
pub fn wrong_sum(scenario: &str, part: u8, language: Language) -> String {
    language.pick(
        format!("Sum of scenario {scenario}, part {part}"),
        format!("场景 {scenario} 的合计，第 {part} 部分"),
    )
}

/// Where numbers about everybody are not of now; nothing where they are.
pub fn old(seen: &Everybody, language: Language) -> Option<String> {
    let (old, unknown) = (seen.old, seen.unknown);
    if old + unknown == 0 {
        return None;
    }
    let when = seen.behind.as_of.map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default();
    Some(match (old, unknown) {
        (_, 0) => language.pick(
            format!("Of {old} people the numbers are older, from {when} at the earliest. hotseat store rollup brings them up to date."),
            format!("其中 {old} 人的数字不是最新，最早为 {when}。可运行 hotseat store rollup 更新。"),
        ),
        (0, _) => language.pick(
            format!("{unknown} people are not counted yet. hotseat store rollup counts them."),
            format!("还有 {unknown} 人尚未统计。可运行 hotseat store rollup 统计。"),
        ),
        _ => language.pick(
            format!("Of {old} people the numbers are older, from {when} at the earliest; {unknown} are not counted yet. hotseat store rollup brings all up to date."),
            format!("其中 {old} 人的数字不是最新，最早为 {when}；还有 {unknown} 人尚未统计。可运行 hotseat store rollup 更新。"),
        ),
    })
}
