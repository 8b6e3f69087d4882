//! What a desk keeps while the team's store is away, in words.

use crate::scenario::Language;
use crate::store::{HandOver, Refusal};

/// Said when somebody sits down while the team's store is away.
pub fn away(language: Language) -> &'static str {
    language.pick(
        "The team's store is away; what you play is kept on this machine and handed over later.",
        "团队存储暂时连不上；您的练习先保存在本机，之后会自动提交。",
    )
}

/// What was handed over and what was not, a line each; nothing where there was nothing.
pub fn handed_over(came: &HandOver, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    match came.taken.len() {
        0 => {}
        1 => lines.push(
            language
                .pick(
                    "One attempt kept on this machine is in the team's store now.",
                    "本机保存的 1 次练习已提交到团队存储。",
                )
                .to_owned(),
        ),
        taken => lines.push(language.pick(
            format!("{taken} attempts kept on this machine are in the team's store now."),
            format!("本机保存的 {taken} 次练习已提交到团队存储。"),
        )),
    }
    for (id, why) in &came.refused {
        lines.push(match why {
            Refusal::Altered => language.pick(
                format!("Attempt {id} was changed after it was written; it is not handed over and stays on this machine."),
                format!("练习 {id} 在写入后被改动过，不予提交，仍留在本机。"),
            ),
            Refusal::Assigned => language.pick(
                format!("Attempt {id} is an exam or was assigned, and did not begin in the team's store; it is not handed over and stays on this machine."),
                format!("练习 {id} 是考试或指派的任务，却不是在团队存储里开始的，不予提交，仍留在本机。"),
            ),
            Refusal::Elsewhere => language.pick(
                format!("Attempt {id} went on differently in the team's store; what was played here stays on this machine."),
                format!("练习 {id} 在团队存储里已有不同的后续，本机上的这一份仍留在本机。"),
            ),
        });
    }
    lines
}

/// Said of attempts that a desk kept while the team's store was away; in a list, behind each of them.
pub fn self_kept(language: Language) -> &'static str {
    language.pick("self-kept", "本机自存")
}

/// How many of somebody's attempts a desk kept.
pub fn self_kept_count(count: usize, language: Language) -> String {
    language.pick(
        format!("of these {}, played while the team's store was away: {count}", self_kept(language)),
        format!("其中{}（团队存储不可用期间）{count} 次", self_kept(language)),
    )
}
