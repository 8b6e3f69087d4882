//! What can be wrong with a lexicon, in words.

use crate::listen::FaultKind;
use crate::scenario::Language;

/// A fault's code, what is wrong, and how to mend it.
pub fn words(fault: &FaultKind, language: Language) -> (&'static str, String, String) {
    let t = |en: String, zh: String| language.pick(en, zh);
    match fault {
        FaultKind::Syntax(words) => (
            "lexicon-syntax",
            t(format!("this is not a lexicon: {words}"), format!("这不是词库格式：{words}")),
            t("compare it with assets/listener/en.ron".into(), "请对照 assets/listener/zh.ron 的写法".into()),
        ),
        FaultKind::UnknownAct { name, nearest } => (
            "unknown-act",
            t(format!("no act is called `{name}`"), format!("没有名为 `{name}` 的应答要素")),
            match nearest {
                Some(near) => t(format!("did you mean `{near}`?"), format!("您是指 `{near}` 吗？")),
                None => t("use one of the 23 acts".into(), "请使用 23 种应答要素之一".into()),
            },
        ),
        FaultKind::EmptyPhrase => (
            "empty-phrase",
            t("this phrase has no word in it".into(), "这个短语里没有字词".into()),
            t("write one or delete it".into(), "请填写内容，或删掉它".into()),
        ),
        FaultKind::DoublePhrase(phrase) => (
            "double-phrase",
            t(
                format!("`{phrase}` stands twice under this act"),
                format!("`{phrase}` 在这个要素下出现了两次"),
            ),
            t("delete one of them".into(), "请删掉其中一个".into()),
        ),
        FaultKind::UnknownClass(name) => (
            "unknown-class",
            t(format!("no class is called `{name}`"), format!("没有名为 `{name}` 的词类")),
            t(
                "add it to `classes` or write the words out".into(),
                "请在 `classes` 中补上，或直接写出词语".into(),
            ),
        ),
        FaultKind::BrokenPattern(phrase) => (
            "broken-pattern",
            t(
                format!("`{phrase}` has an open bracket or no words"),
                format!("`{phrase}` 的括号没有闭合，或没有词语"),
            ),
            t(
                "use (a|b), <class>, and * between words".into(),
                "可用 (甲|乙)、<词类>，以及词语之间的 *".into(),
            ),
        ),
        FaultKind::UnknownMark(name) => (
            "unknown-mark",
            t(format!("no mark is called `{name}`"), format!("没有名为 `{name}` 的标记")),
            t(
                "delete it, or see assets/listener/README.md".into(),
                "请删掉它，或查阅 assets/listener/README.md".into(),
            ),
        ),
        FaultKind::DoubleLanguage => (
            "double-language",
            t("another file already holds this language".into(), "已有另一个文件使用这种语言".into()),
            t("keep one file a language".into(), "每种语言只保留一个文件".into()),
        ),
    }
}
