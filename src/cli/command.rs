//! What a trainee types at the seat: words for the customer, or a command after a slash.

use std::collections::BTreeMap;

use crate::scenario::Language;
use crate::scenario::beat::FaultKind;

/// A command, with its names in both languages and what it is for.
pub(super) struct Word {
    pub(super) name: &'static str,
    pub(super) zh: &'static str,
    pub(super) usage: (&'static str, &'static str),
    pub(super) about: (&'static str, &'static str),
    pub(super) learn: bool,
}

macro_rules! words {
    ($($name:literal $zh:literal ($usage:literal, $usage_zh:literal) ($about:literal, $about_zh:literal) $learn:literal;)*) => {
        &[$(Word { name: $name, zh: $zh, usage: ($usage, $usage_zh), about: ($about, $about_zh), learn: $learn }),*]
    };
}

/// Every command of the seat, in the order of `/help`.
pub(super) const WORDS: &[Word] = words! {
    "help" "帮助" ("", "") ("list the commands", "列出全部命令") false;
    "briefing" "简报" ("", "") ("read the briefing again", "再看一遍简报") false;
    "history" "记录" ("", "") ("show the conversation so far", "显示到目前为止的对话") false;
    "more" "还有" ("TEXT", "内容") ("send a message to which more follows, as one reply", "先发一条，后面还有，合成一次回复") false;
    "wait" "等待" ("SECONDS", "秒数") ("let time pass in silence", "什么也不说，等一会儿") false;
    "tools" "工具" ("[NAME]", "[名称]") ("list the desk's tools, or show one; use it as /NAME field=value", "列出工作台的工具，或查看一个；用法：/名称 项目=内容") false;
    "tool" "用" ("NAME field=value …", "名称 项目=内容 …") ("use a tool", "使用一个工具") false;
    "status" "状态" ("", "") ("show the services' status", "查看各项服务的状态") false;
    "articles" "知识库" ("[WORDS]", "[关键词]") ("search the knowledge base", "搜索知识库") false;
    "read" "阅读" ("ID", "编号") ("open an article", "打开一篇文章") false;
    "policies" "政策" ("", "") ("show the policies", "查看公司政策") false;
    "draft" "草稿" ("", "") ("show the AI's draft", "查看 AI 草稿") false;
    "send" "发送" ("", "") ("send the draft as it is", "原样发送草稿") false;
    "edit" "修改" ("TEXT", "内容") ("send the draft as you changed it", "发送修改后的草稿") false;
    "reject" "拒绝" ("[fact|policy|privacy|tone|customer …]", "[事实|政策|隐私|语气|客户 …]") ("reject the draft and say what is wrong with it", "拒绝草稿并指出问题") false;
    "macros" "常用语" ("[WORDS]", "[关键词或拼音]") ("show ready replies, found by words or pinyin", "查看常用语，可按关键词或拼音首字母查找") false;
    "consult" "主管" ("[TOPIC]", "[事由]") ("ask the supervisor while the customer waits", "请示主管，客户在线等候") false;
    "teams" "团队" ("", "") ("list the teams you can hand over to", "列出可以转交的团队") false;
    "handover" "转交" ("TEAM NOTE", "团队 备注") ("hand the customer over with a note for the colleague", "转交给其他团队，并给同事留备注") false;
    "end" "结束" ("", "") ("end the contact", "结束对话") false;
    "wrap-up" "小结" ("", "") ("file the ticket after the conversation", "对话结束后填写工单") false;
    "hint" "提示" ("", "") ("a hint, plainer each time", "给一点提示，一次比一次明白") true;
    "back" "回退" ("", "") ("take the last reply back", "撤回上一次回复") true;
    "meant" "本意" ("ACT", "做到的事") ("say what your last reply was meant to do, where it was not heard", "上一次回复没被听出来的，注明本意") true;
    "quit" "退出" ("", "") ("leave; a session with a customer waiting counts as abandoned", "退出；客户还在线时算中途退出") false;
};

/// What a line at the seat means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Words for the customer.
    Words(&'a str),
    /// A command and what stands behind it.
    Command(&'static str, &'a str),
    /// A slash and a name that is no command: perhaps a tool.
    Other(&'a str, &'a str),
}

/// Reads a line; two slashes at its start stand for one.
pub(super) fn read(line: &str) -> Line<'_> {
    let Some(rest) = line.trim().strip_prefix('/') else { return Line::Words(line.trim()) };
    if rest.starts_with('/') {
        return Line::Words(rest);
    }
    let (name, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let small = name.to_lowercase();
    match WORDS.iter().find(|word| word.name == small || word.zh == small || alias(&small) == Some(word.name))
    {
        Some(word) => Line::Command(word.name, behind.trim()),
        None => Line::Other(name, behind.trim()),
    }
}

fn alias(name: &str) -> Option<&'static str> {
    match name {
        "?" | "h" => Some("help"),
        "wrapup" | "wrap" => Some("wrap-up"),
        "hand-over" | "hand_over" => Some("handover"),
        "supervisor" | "ask" => Some("consult"),
        "kb" | "search" => Some("articles"),
        "历史" => Some("history"),
        "exit" | "q" => Some("quit"),
        _ => None,
    }
}

/// Reads `field=value field="two words"`; words without a field name fill the fields in order.
pub(super) fn fields(written: &str, names: &[&str]) -> BTreeMap<String, String> {
    let mut given = BTreeMap::new();
    let mut loose = Vec::new();
    let mut last: Option<String> = None;
    for piece in pieces(written) {
        match piece.split_once('=') {
            Some((name, value)) if !name.is_empty() && !name.contains(char::is_whitespace) => {
                given.insert(name.to_owned(), value.trim_matches('"').to_owned());
                last = Some(name.to_owned());
            }
            _ => match last.as_ref().and_then(|name| given.get_mut(name)) {
                Some(value) => {
                    value.push(' ');
                    value.push_str(piece.trim_matches('"'));
                }
                None => loose.push(piece.trim_matches('"').to_owned()),
            },
        }
    }
    let spare = names.len().saturating_sub(1);
    for (index, name) in names.iter().enumerate() {
        let value = if index == spare {
            loose.get(index..).map(|rest| rest.join(" "))
        } else {
            loose.get(index).cloned()
        };
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            given.entry((*name).to_owned()).or_insert(value);
        }
    }
    given
}

/// Words separated by spaces, quoted ones kept together.
fn pieces(written: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut quoted = false;
    for letter in written.chars() {
        let letter = if matches!(letter, '“' | '”') { '"' } else { letter };
        quoted ^= letter == '"';
        if letter.is_whitespace() && !quoted {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Reads the faults named when a draft is rejected; the first word that names none is given back.
pub(super) fn faults(written: &str, facts: &[&String]) -> Result<Vec<FaultKind>, String> {
    let mut kinds = Vec::new();
    for word in written.split([' ', ',', '、', '\u{ff0c}']).filter(|word| !word.is_empty()) {
        let small = word.to_lowercase();
        let (name, fact) =
            small.split_once(':').map_or((small.as_str(), None), |(name, fact)| (name, Some(fact)));
        kinds.push(match name {
            "fact" | "wrong-fact" | "事实" => {
                let fact = fact.map(str::to_owned).unwrap_or_default();
                if !fact.is_empty() && !facts.iter().any(|known| **known == fact) {
                    return Err(word.to_owned());
                }
                FaultKind::WrongFact(fact)
            }
            "policy" | "政策" => FaultKind::WrongPolicy,
            "privacy" | "隐私" => FaultKind::Privacy,
            "tone" | "语气" => FaultKind::Tone,
            "customer" | "wrong-customer" | "客户" => FaultKind::WrongCustomer,
            _ => return Err(word.to_owned()),
        });
    }
    Ok(kinds)
}

/// The commands, one a line.
pub(super) fn help(language: Language, learn: bool) -> Vec<(String, &'static str)> {
    WORDS
        .iter()
        .filter(|word| learn || !word.learn)
        .map(|word| {
            let name = language.pick(word.name, word.zh);
            let usage = language.pick(word.usage.0, word.usage.1);
            let gap = if usage.is_empty() { "" } else { " " };
            (format!("/{name}{gap}{usage}"), language.pick(word.about.0, word.about.1))
        })
        .collect()
}
