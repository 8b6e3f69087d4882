//! Faults in Chinese.

use super::names;
use crate::scenario::problem::{Fault, Found, Kind, Never, Reading, Syntax, Wanted};
use crate::scenario::{Act, Language};

/// What is wrong, and how to mend it.
#[expect(clippy::too_many_lines, reason = "one arm a fault reads best in one place")]
pub(super) fn words(fault: &Fault) -> (String, String) {
    let (what, remedy) = match fault {
        Fault::Reading(reading) => return unread(reading),
        Fault::Syntax(syntax) => return written(syntax),
        Fault::UnknownField { name, near, known } => {
            return (format!("这里没有名为 `{name}` 的字段"), instead(near.as_deref(), known));
        }
        Fault::UnknownWord { name, near, known } => {
            return (format!("这里不认识 `{name}`"), instead(near.as_deref(), known));
        }
        Fault::Unknown { kind, name, near, known } => return unknown(*kind, name, near.as_deref(), known),
        Fault::MissingField(name) => {
            (format!("缺少字段 `{name}`"), format!("在这对圆括号里补上 `{name}: …`"))
        }
        Fault::Duplicate(name) => (format!("`{name}` 写了两遍"), "只留一个，或者给这一个换个名字".into()),
        Fault::WrongType { wanted: want @ Wanted::Values(count), .. } => {
            (format!("这里的圆括号里要写 {count} 个值"), example(want))
        }
        Fault::WrongType { wanted: want, found } => {
            (format!("这里要写{}，现在写的是{}", wanted(want), found_words(*found)), example(want))
        }
        Fault::Outside { value, least, most } => {
            (format!("{value} 超出了 {least} 到 {most} 的范围"), format!("请写 {least} 到 {most} 之间的数"))
        }
        Fault::BadPath(path) => (
            format!("`{path}` 不是工作台上的字段"),
            "依次写表名、记录的键和列名，用点号隔开，例如 \"orders.O-77.state\"".into(),
        ),
        Fault::WrongFormat(version) => (format!("本程序不认识格式 {version}"), "请写 `format: 1`".into()),
        Fault::BadId(id) => {
            (format!("`{id}` 不能用作编号"), "只用小写字母、数字和连字符，例如 \"third-broken-sofa\"".into())
        }
        Fault::IdNotFileName { id, file } => (
            format!("编号是 `{id}`，文件名却是 `{file}.ron`"),
            format!("把编号改成 `id: \"{file}\"`，或者把文件改名为 `{id}.ron`"),
        ),
        Fault::BadMoment(written) => {
            (format!("`{written}` 不是有效的时间"), "日期和时间请这样写：\"2026-05-18 10:05\"".into())
        }
        Fault::BadDate(written) => {
            (format!("`{written}` 不是有效的日期"), "请写真实存在的日子，例如 \"2026-05-18\"".into())
        }
        Fault::BadMonth(written) => {
            (format!("`{written}` 不是有效的月份"), "年月请这样写：\"2026-05\"".into())
        }
        Fault::Empty(name) => (format!("`{name}` 是空的"), format!("`{name}` 里至少要写一项")),
        Fault::MissingText(language) => (
            format!("这段文字缺少{}", tongue(*language)),
            format!("补上 `\"{}\": \"…\"`，或者把这种语言从 `languages` 里去掉", language.code()),
        ),
        Fault::BlankText => ("这段文字是空白的".into(), "写上要说的话，或者整项删掉".into()),
        Fault::Unreachable(beat) => (
            format!("没有任何路线能走到节点 `{beat}`"),
            format!("让某条规则用 `to: \"{beat}\"` 通到这里，或者删掉这个节点"),
        ),
        Fault::DeadEnd(beat) => (
            format!("走到节点 `{beat}` 之后，对话再也结束不了"),
            "用规则的 `to` 接着往下走，或者写上 `ends: Resolved` 或 `ends: Gone`".into(),
        ),
        Fault::NeverFires(never) => return never_fires(never),
        Fault::NobodyLearns(fact) => (
            format!("没有任何地方能查到事实 `{fact}`"),
            "写明出处：`from: [Article(\"…\")]`，或字段、工具、政策、主管、节点".into(),
        ),
        Fault::GoalOutOfReach => (
            "没有任何路线能达成这个目标".into(),
            "让某个工具或定时变化写入目标要求的值，或者换一个可能发生的目标".into(),
        ),
        Fault::NeverAllowed(tool) => (
            format!("工具 `{tool}` 要求先核实身份，但没有任何办法能核实"),
            "让某个工具写入 `Verified`，或者在 `identity` 里写 `verified: true`".into(),
        ),
        Fault::NeverCritical(tool) => (
            format!("这个致命错误不可能发生：`{tool}` 本来就要求满足同样的条件"),
            "把这个条件从工具的 `needs` 移到 `expects`，或者删掉这个致命错误".into(),
        ),
        Fault::NotDisproved => (
            "工作台上没有任何内容能证明这里写错了".into(),
            "补上 `disproof: Article(\"…\")` 之类的依据，或者用 `why` 说明错在哪里".into(),
        ),
        Fault::WordsNotInText { words, language } => {
            (format!("{}文字里没有“{words}”", tongue(*language)), "把写错的原话一字不差地抄过来".into())
        }
        Fault::Misheard { language, missing, harm, wrong } => misheard(*language, missing, harm, wrong),
        Fault::NoWeight => ("所有权重都是 0".into(), "至少给一项能力分配权重".into()),
        Fault::StatusTimes => (
            "这个服务的各个时间没有从 0 开始依次递增".into(),
            "第一个状态从 0 开始（不写 `from` 即可），后面每个都要比前一个晚".into(),
        ),
        Fault::FailureWindow { from, until } => (
            format!("这个故障在第 {until} 秒结束，却在第 {from} 秒才开始"),
            "让 `until` 晚于 `from`，或者不写 `until`".into(),
        ),
        Fault::VariantPath { path, part, near } => (
            format!("路径 `{path}` 在本文件里走不通：没有 `{part}`"),
            near.as_ref().map_or_else(
                || "按本文件的写法依次写字段、键和列表里的位置（从 0 数起），用点号隔开".into(),
                |near| format!("是不是想写 `{near}`？"),
            ),
        ),
        Fault::VariantOverlap { path, other } => (
            format!("`{path}` 在 `{other}` 里面，而后者也要抽取：两处会丢掉一处"),
            format!("把这处变化写进 `{other}` 的各个取值里，去掉 `{path}`"),
        ),
        Fault::VariantFaulty(fault) => {
            let (what, remedy) = words(fault);
            return (format!("换成这个值以后场景有错：{what}"), remedy);
        }
        Fault::IncludeMissing(path) => {
            (format!("找不到文件 `{path}`"), "路径从本文件所在的文件夹写起，例如 \"desks/retail.ron\"".into())
        }
        Fault::IncludeOutside(path) => {
            (format!("`{path}` 在场景文件夹之外"), "把文件放进场景文件夹，再从这里写它的路径".into())
        }
        Fault::IncludeCycle(paths) => {
            (format!("这几个工作台互相引用：{}", paths.join(" → ")), "去掉其中一个 `base`".into())
        }
    };
    (what, remedy)
}

fn tongue(language: Language) -> &'static str {
    match language {
        Language::En => "英文",
        Language::Zh => "中文",
    }
}

/// The nearest name, or all there are.
fn instead(near: Option<&str>, known: &[String]) -> String {
    match (near, known) {
        (Some(near), _) => format!("是不是想写 `{near}`？"),
        (None, []) => "这里还没有可以引用的名字".into(),
        (None, known) => format!("可以写：{}", list(known)),
    }
}

fn list(known: &[String]) -> String {
    let names: Vec<String> = known.iter().take(12).map(|name| format!("`{name}`")).collect();
    let more = if known.len() > 12 { "……" } else { "" };
    format!("{}{more}", names.join("、"))
}

fn misheard(language: Language, missing: &[Act], harm: &[Act], wrong: &[String]) -> (String, String) {
    let named =
        |acts: &[Act]| acts.iter().map(|act| names::act(*act, Language::Zh)).collect::<Vec<_>>().join("、");
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("完全没听出“{}”", named(missing)));
    }
    if !harm.is_empty() {
        parts.push(format!("听成了“{}”", named(harm)));
    }
    if !wrong.is_empty() {
        parts.push(format!(
            "听成说错了 {}",
            wrong.iter().map(|fact| format!("`{fact}`")).collect::<Vec<_>>().join("、")
        ));
    }
    (
        format!("这条{}示例听下来不一样：{}", tongue(language), parts.join("；")),
        "换个外人的眼光再读一遍；确认标得没错就留着，示例正是用来教这个节点的".into(),
    )
}

fn unknown(kind: Kind, name: &str, near: Option<&str>, known: &[String]) -> (String, String) {
    let what = match kind {
        Kind::Beat => format!("没有节点 `{name}`"),
        Kind::Tool => format!("没有工具 `{name}`"),
        Kind::Fact => format!("没有事实 `{name}`"),
        Kind::Table => format!("没有表 `{name}`"),
        Kind::Record => format!("没有记录 `{name}`"),
        Kind::Column => format!("没有列 `{name}`"),
        Kind::Article => format!("没有知识文章 `{name}`"),
        Kind::Policy => format!("没有第 `{name}` 条政策"),
        Kind::Service => format!("没有服务 `{name}`"),
        Kind::Status => format!("这个服务没有状态 `{name}`"),
        Kind::Team => format!("没有团队 `{name}`"),
        Kind::Item => format!("没有身份信息项 `{name}`"),
        Kind::Role => format!("没有岗位 `{name}`"),
        Kind::Argument => format!("这个工具没有参数 `{name}`"),
        Kind::Disposition => format!("没有处理结果 `{name}`"),
        Kind::Choice => format!("这个字段没有选项 `{name}`"),
        Kind::Supervisor => {
            return (
                "这个工作台没有主管".into(),
                "在工作台里补上 `supervisor: ( … )`，或者换一个出处".into(),
            );
        }
    };
    (what, instead(near, known))
}

fn never_fires(never: &Never) -> (String, String) {
    let (what, remedy): (String, &str) = match never {
        Never::Contradiction => ("永远不会成立：既要求它，又要求它的反面".into(), "去掉其中一个"),
        Never::AnyOfNothing => ("永远不会成立：一个可选的条件都没有".into(), "在方括号里写上条件"),
        Never::Bound => ("永远不会成立：情绪值只在 0 到 100 之间".into(), "请写 0 到 100 之间的界限"),
        Never::Degree(_) => {
            ("永远不会成立：共情只有 0、1、2 三档".into(), "1 表示泛泛的共情，2 表示针对这位客户的共情")
        }
        Never::Value(value) => (
            format!("永远不会成立：没有任何操作会把它变成 `{value}`"),
            "让某个工具或定时变化写入这个值，或者换一个会出现的值",
        ),
        Never::Shadowed => {
            ("这条规则永远轮不到：前面有条件相同的规则先跳走了".into(), "把两条合并，或者把前一条写得更窄")
        }
        Never::NotAlways => ("永远不会成立：它否定了恒成立的条件".into(), "去掉 `Not(Always)`"),
        Never::NotApproved => (
            "永远不会成立：主管的任何主题都不批准这个工具".into(),
            "给主管加一个主题，写上 `approves: \"…\"`",
        ),
        Never::NothingForbidden => (
            "永远不会成立：`identity.never` 里什么都没禁止".into(),
            "在那里列出绝不能问的信息，例如 \"password\"",
        ),
        Never::NoSuchDraft => {
            ("永远不会发生：没有哪份草稿带着这种错误".into(), "在某份草稿里埋下这种错误，或者删掉这一条")
        }
        Never::OutOfPlace => ("在这个位置永远不会成立".into(), "改成这里能够知道的条件"),
    };
    (what, remedy.into())
}

fn unread(reading: &Reading) -> (String, String) {
    let (what, remedy): (String, &str) = match reading {
        Reading::Missing => ("没有这个文件".into(), "检查路径和拼写"),
        Reading::Denied => ("没有权限读取".into(), "请先取得读取权限"),
        Reading::NoFile => ("这不是文件".into(), "请指定一个 `.ron` 文件，或者装着它们的文件夹"),
        Reading::TooLarge(bytes) => (
            format!("文件太大：{} MB", bytes.div_ceil(1024 * 1024)),
            "场景文件最大 4 MB，请拆分，或者确认没有选错文件",
        ),
        Reading::NotText(at) => (format!("从第 {at} 个字节起不是 UTF-8 文本"), "请用 UTF-8 编码保存文件"),
        Reading::System(why) => (format!("读不出来：{why}"), "请重试，或者把文件复制到别处"),
    };
    (what, remedy.into())
}

fn written(syntax: &Syntax) -> (String, String) {
    let (what, remedy): (String, String) = match syntax {
        Syntax::Nothing => ("文件是空的".into(), "请从别的场景复制一份再改".into()),
        Syntax::Unclosed(close) => ("这个括号没有闭合".into(), format!("在它结束的地方补上 `{close}`")),
        Syntax::Closes(mark, None) => (format!("`{mark}` 没有对应的开括号"), "把它删掉".into()),
        Syntax::Closes(mark, Some(wanted)) => {
            (format!("`{mark}` 和里层的括号对不上"), format!("先用 `{wanted}` 闭合里层的括号"))
        }
        Syntax::NoComma => ("这里缺一个逗号".into(), "两项之间写英文逗号 `,`".into()),
        Syntax::NoColon => ("这里缺一个冒号".into(), "请写成 `名字：值`".into()),
        Syntax::ExtraComma => ("这个逗号是多余的".into(), "把它删掉".into()),
        Syntax::UnclosedText => {
            ("这段文字没有收尾的引号".into(), "补上英文引号；文字里面的引号写成 \\\"".into())
        }
        Syntax::UnclosedComment => ("这段注释没有结束".into(), "用 */ 结束注释".into()),
        Syntax::FullWidth(mark, plain) => {
            (format!("`{mark}` 是全角符号"), format!("文字之外请用半角符号：{plain}"))
        }
        Syntax::Stray(mark, Some(meant)) => {
            (format!("`{mark}` 不该出现在这里"), format!("是不是想写 `{meant}`？"))
        }
        Syntax::Stray(mark, None) => (format!("`{mark}` 不该出现在这里"), "把它删掉".into()),
        Syntax::AfterEnd => {
            ("结尾之后还有内容".into(), "所有内容都要写在第一个 （ 和最后一个 ） 之间".into())
        }
        Syntax::TooDeep => ("括号套得太深".into(), "请少套几层".into()),
        Syntax::Extension(name) => {
            (format!("没有名为 `{name}` 的扩展"), "请写 `#![enable(implicit_some)]`，或者不写".into())
        }
        Syntax::Escape => ("文字里有无法识别的反斜杠".into(), "要写反斜杠本身，请写成 \\\\".into()),
        Syntax::Number => ("这个数读不出来".into(), "只写数字，例如 40 或 -5".into()),
        Syntax::Other(why) => (format!("读不出来：{why}"), "请对照一个能用的场景检查".into()),
    };
    (what, remedy)
}

fn wanted(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Text | Wanted::Texts => "文字".into(),
        Wanted::Phrases => "一组短语".into(),
        Wanted::Number => "整数".into(),
        Wanted::NumberWithin(least, most) => format!("{least} 到 {most} 的整数"),
        Wanted::Flag => " `true` 或 `false`".into(),
        Wanted::List => "列表".into(),
        Wanted::Map => "映射表".into(),
        Wanted::Fields => "一组字段".into(),
        Wanted::Cell => "文字、数字、`true`、`false` 或列表".into(),
        Wanted::Plain => "各语言通用的一个值".into(),
        Wanted::Word => "不带引号的关键字".into(),
        Wanted::Values(count) => format!("圆括号里的 {count} 个值"),
    }
}

fn example(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Text => "请加英文引号：\"…\"".into(),
        Wanted::Texts => "请写 \"…\" 或 { \"en\": \"…\", \"zh\": \"…\" }".into(),
        Wanted::Phrases => "请写 [\"…\"] 或 { \"en\": [\"…\"], \"zh\": [\"…\"] }".into(),
        Wanted::Number => "只写数字，例如 40 或 -5".into(),
        Wanted::NumberWithin(least, most) => format!("只写数字，从 {least} 到 {most}"),
        Wanted::Flag => "请写 true 或 false，不加引号".into(),
        Wanted::List => "请写 [ …， … ]".into(),
        Wanted::Map => "请写 { \"名字\": …， \"名字\": … }".into(),
        Wanted::Fields => "请写 （ 名字： …，名字： … ）".into(),
        Wanted::Cell => "请写 \"…\"、40、true 或 [ …， … ]".into(),
        Wanted::Plain => "只写一个值，不要按语言分开写".into(),
        Wanted::Word => "关键字不加引号，例如 `shows: Anger` 或 `Act(feel)`".into(),
        Wanted::Values(1) => "关键字后面写一个值，例如 Act(feel)".into(),
        Wanted::Values(_) => "各个值用逗号隔开，例如 Is(\"orders.O-77.state\", \"refunded\")".into(),
    }
}

fn found_words(found: Found) -> &'static str {
    match found {
        Found::Text => "文字",
        Found::Number => "这个数",
        Found::Word => "不带引号的词",
        Found::List => "列表",
        Found::Map => "映射表",
        Found::Fields => "圆括号",
        Found::Character => "单个字符",
        Found::Nothing => "空",
    }
}
