//! Why a customer's mood moved, in words.

use super::names;
use crate::scenario::Language;
use crate::session::event::Cause;

/// A step of the mood curve: its cause with the words that set it off.
pub fn cause(cause: &Cause, language: Language) -> String {
    let quoted = |en: &str, zh: &str, words: &str| {
        let shown = language.pick(en, zh);
        match (words.is_empty(), language) {
            (true, _) => shown.to_owned(),
            (false, Language::En) => format!("{shown}: “{words}”"),
            (false, Language::Zh) => format!("{shown}：“{words}”"),
        }
    };
    match cause {
        Cause::Rule { words, .. } if words.is_empty() => language.pick("what you did", "您的做法").to_owned(),
        Cause::Rule { words, .. } => quoted("what you said", "您的话", words),
        Cause::Act { act, words } => {
            quoted(names::act(*act, Language::En), names::act(*act, Language::Zh), words)
        }
        Cause::RedLine(words) => quoted("a sore point", "触到痛处", words),
        Cause::Calms(words) => quoted("just what this customer needed", "正说到心坎上", words),
        Cause::Silence => language.pick("silence", "无人应答").to_owned(),
        Cause::Repetition => language.pick("the same again", "重复同样的话").to_owned(),
        Cause::NotUnderstood => language.pick("no answer in it", "没有回应到点上").to_owned(),
        Cause::BrokenHold => language.pick("a promised wait was exceeded", "让等的时间超过了承诺").to_owned(),
        Cause::AskedNever(words) => quoted("asked for a secret", "索要不该问的信息", words),
    }
}

/// Which rule moved the mood, for those who want to look it up; none where the cause names itself.
pub fn rule(cause: &Cause, language: Language) -> Option<String> {
    let Cause::Rule { path, .. } = cause else {
        return matches!(cause, Cause::Act { .. })
            .then(|| language.pick("how anybody takes it", "人之常情").to_owned());
    };
    let (list, number) = match path.strip_suffix(']').and_then(|path| path.rsplit_once('[')) {
        Some((list, index)) => (list, index.parse().unwrap_or(0_usize) + 1),
        None => (path.as_str(), 0),
    };
    Some(if list == "house.forbidden" {
        language.pick("phrases the company forbids", "公司禁语").to_owned()
    } else if list == "house.always" {
        language.pick(format!("company rule {number}"), format!("公司规则第 {number} 条"))
    } else if list == "always" {
        language.pick(format!("this customer's rule {number}"), format!("本场景通用规则第 {number} 条"))
    } else {
        let beat = list.trim_start_matches("beats.").trim_end_matches(".hears");
        language.pick(
            format!("rule {number} of the moment “{beat}”"),
            format!("节点“{beat}”的规则第 {number} 条"),
        )
    })
}
