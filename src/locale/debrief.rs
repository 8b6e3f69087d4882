//! The debrief in words.

use super::{items, names};
use crate::review::{Alternative, Said, Source, Step};
use crate::scenario::Language;
use crate::scenario::beat::FaultKind;
use crate::scenario::customer::Mood;
use crate::score::{AbilityKind, FLOOR, Finding, Scorecard};
use crate::session::event::{Origin, Verdict, What};
use crate::session::{Outcome, Rejected};

/// An ability's name.
pub fn ability(kind: AbilityKind, language: Language) -> &'static str {
    match kind {
        AbilityKind::Empathy => language.pick("Empathy", "共情"),
        AbilityKind::Tools => language.pick("Tools", "工具使用"),
        AbilityKind::Resolution => language.pick("Resolution", "解决问题"),
    }
}

/// What an ability is about, for somebody who rates themselves.
pub fn ability_question(kind: AbilityKind, language: Language) -> &'static str {
    match kind {
        AbilityKind::Empathy => {
            language.pick("How well did you meet the customer?", "您觉得自己接住客户的情绪了吗？")
        }
        AbilityKind::Tools => {
            language.pick("How well did you use the desk and judge its AI?", "工具和 AI 草稿，您用得怎么样？")
        }
        AbilityKind::Resolution => language.pick("How well was the problem solved?", "问题解决得怎么样？"),
    }
}

/// A score from 0 to 100 as somebody would say it.
pub fn degree(score: u8, language: Language) -> &'static str {
    let (en, zh) = match score {
        0..=24 => ("poorly", "不好"),
        25..=49 => ("not well enough", "还差一截"),
        50..=74 => ("fairly well", "还可以"),
        75..=89 => ("well", "不错"),
        _ => ("very well", "很好"),
    };
    language.pick(en, zh)
}

/// Whether it is passed.
pub fn passed(passed: Option<bool>, language: Language) -> &'static str {
    match passed {
        Some(true) => language.pick("passed", "通过"),
        Some(false) => language.pick("not passed", "未通过"),
        None => language.pick("undecided: a person has to look at it", "待定：需要人工复核"),
    }
}

/// That the score counts by a rubric that was adopted since, by number, and what it is by that.
pub fn counts((rubric, overall, passed): (u32, Option<u8>, Option<bool>), language: Language) -> String {
    let (overall, passed) = (score(overall, language), self::passed(passed, language));
    language.pick(
        format!("It counts by rubric {rubric}, which was adopted since: {overall}, {passed}. The points below are as it was played."),
        format!("现按后来启用的第 {rubric} 号评分规则计入：{overall} 分，{passed}。下方各项仍按练习当时的规则列出。"),
    )
}

/// Why it is not passed, in one line; none where it is, or where a person decides.
pub fn why_not(card: &Scorecard, mark: u8, language: Language) -> Option<String> {
    if card.passed != Some(false) {
        return None;
    }
    let mut why = Vec::new();
    let mut say = |en: String, zh: String| why.push(language.pick(en, zh));
    if !card.goal_reached {
        say("the problem is not solved".to_owned(), "问题没有解决".to_owned());
    }
    if !card.critical.is_empty() {
        say("there is a critical error".to_owned(), "出现致命错误".to_owned());
    } else if let Some(overall) = card.overall.filter(|overall| *overall < mark) {
        say(format!("{overall} is below the pass mark {mark}"), format!("总分 {overall} 低于及格线 {mark}"));
    }
    let low = AbilityKind::ALL.into_iter().filter_map(|kind| {
        let score = card.ability(kind).score.filter(|score| *score < FLOOR)?;
        Some(format!("{} {score}", ability(kind, language)))
    });
    let low = low.collect::<Vec<_>>().join(language.pick(", ", "、"));
    if !low.is_empty() {
        say(
            format!("{low}, where every ability needs at least {FLOOR}"),
            format!("{low}，单项至少要有 {FLOOR}"),
        );
    }
    let why = why.join(language.pick("; ", "；"));
    (!why.is_empty()).then(|| names::headed(language.pick("Not passed", "未通过原因"), &why, language))
}

/// A score, or that there is none.
pub fn score(score: Option<u8>, language: Language) -> String {
    score.map_or_else(|| language.pick("not rated", "未评分").to_owned(), |score| score.to_string())
}

/// The range of the overall score, where some words were not heard for sure.
pub fn range(card: &Scorecard, language: Language) -> Option<String> {
    let (Some(low), Some(high)) = (card.low, card.high) else { return None };
    (low != high).then(|| {
        language.pick(
            format!(
                "Some words were not heard for sure: between {low} and {high}, depending on how they are read."
            ),
            format!("有些话听得不十分确定：按不同理解，分数在 {low} 到 {high} 之间。"),
        )
    })
}

/// What a finding gave or took: `2/3`, `-4`, or a dot for a note.
pub fn points(finding: &Finding) -> String {
    match (finding.of, finding.points) {
        (1.., points) => format!("{points}/{}", finding.of),
        (_, 0) => "·".to_owned(),
        (_, points) => format!("{points:+}"),
    }
}

/// How the conversation ended, and whether the problem is solved.
pub fn ending(outcome: Option<Outcome>, goal: bool, language: Language) -> String {
    let Some(outcome) = outcome else {
        return language.pick("still going on", "对话还在继续").to_owned();
    };
    let solved = if goal {
        language.pick("the problem is solved", "问题已解决")
    } else {
        language.pick("the problem is not solved", "问题未解决")
    };
    format!("{}{}{solved}", names::outcome(outcome, language), language.pick("; ", "；"))
}

/// How anger, worry and trust changed: `anger -8, trust +5`.
pub fn change(from: Mood, to: Mood, language: Language) -> String {
    let parts = [
        (mood_name(0, language), to.anger.get() - from.anger.get()),
        (mood_name(1, language), to.worry.get() - from.worry.get()),
        (mood_name(2, language), to.trust.get() - from.trust.get()),
    ];
    let moved = parts.iter().filter(|(_, by)| *by != 0);
    let words: Vec<_> = moved.map(|(name, by)| format!("{name} {by:+}")).collect();
    if words.is_empty() {
        return language.pick("no change", "没有变化").to_owned();
    }
    words.join(language.pick(", ", "，"))
}

/// Anger (0), worry (1) or trust (2).
pub fn mood_name(which: usize, language: Language) -> &'static str {
    match which {
        0 => language.pick("anger", "怒气"),
        1 => language.pick("worry", "担忧"),
        _ => language.pick("trust", "信任"),
    }
}

/// A mood: `anger 62, worry 33, trust 34`.
pub fn mood(mood: Mood, language: Language) -> String {
    let levels = [mood.anger, mood.worry, mood.trust];
    let words = levels.iter().enumerate();
    let words: Vec<_> =
        words.map(|(which, level)| format!("{} {}", mood_name(which, language), level.get())).collect();
    words.join(language.pick(", ", "，"))
}

/// A step of the mood curve: what changed, what caused it, and by which rule.
pub fn step(step: &Step, language: Language) -> String {
    let cause = super::causes::cause(&step.cause, language);
    let said = names::headed(&change(step.from, step.to, language), &cause, language);
    match (super::causes::rule(&step.cause, language), language) {
        (Some(rule), Language::En) => format!("{said} ({rule})"),
        (Some(rule), Language::Zh) => format!("{said}（{rule}）"),
        (None, _) => said,
    }
}

/// Where a reply that was tried comes from.
pub fn source(source: &Source, language: Language) -> String {
    match source {
        Source::Own => language.pick("What you said", "您的回复").to_owned(),
        Source::Model => language.pick("A strong reply", "示范回复").to_owned(),
        Source::Rule(_) => language.pick("Another strong reply", "另一种好回复").to_owned(),
        Source::Draft => language.pick("The AI's draft, as it was", "直接发送 AI 草稿").to_owned(),
    }
}

/// Which part of an alternative is computed, and how far the trainee's own actions carried on.
pub fn computed(one: &Alternative, language: Language) -> String {
    let (played, of) = (one.played, one.of);
    if one.source == Source::Own {
        return language
            .pick("This is what happened; nothing is computed.", "实际发生的对话，没有推演。")
            .to_owned();
    }
    let mut said = language.pick(
        format!("Computed from here on: {played} of {of} of your later actions could still be played."),
        format!("从这里起为推演：您后面的 {of} 步操作中，有 {played} 步还能照做。"),
    );
    if let Some(why) = &one.stopped {
        let why = stopped(why, language);
        said += &language.pick(format!(" Then it stops: {why}"), format!("到此为止：{why}"));
    }
    said
}

/// Why the trainee's own actions no longer fitted, without the advice a player gets.
fn stopped(why: &Rejected, language: Language) -> String {
    match why {
        Rejected::NoDraft => language
            .pick("the AI's draft you judged was never offered.", "您处理过的那条 AI 草稿不会再出现。")
            .to_owned(),
        Rejected::Over | Rejected::Ended => {
            language.pick("the conversation was already over.", "对话这时已经结束。").to_owned()
        }
        Rejected::StillTalking => {
            language.pick("the customer was still there.", "客户这时还在线。").to_owned()
        }
        Rejected::Empty
        | Rejected::TooLong { .. }
        | Rejected::BadWait { .. }
        | Rejected::UnknownTool { .. }
        | Rejected::UnknownArgument { .. }
        | Rejected::MissingArgument { .. }
        | Rejected::NoArguments { .. }
        | Rejected::BadArgument { .. }
        | Rejected::UnknownArticle { .. }
        | Rejected::UnknownTeam { .. }
        | Rejected::UnknownDisposition { .. }
        | Rejected::UnknownField { .. }
        | Rejected::BadChoice { .. }
        | Rejected::NoSupervisor
        | Rejected::NotLearning
        | Rejected::NoExam
        | Rejected::NoHint
        | Rejected::NothingToUndo => {
            language.pick("that step cannot be taken here.", "这一步在此做不了。").to_owned()
        }
    }
}

/// Where a message came from, where it was not typed.
pub fn origin(origin: Origin, language: Language) -> Option<&'static str> {
    match origin {
        Origin::Typed => None,
        Origin::Macro => Some(language.pick("saved answer", "快捷回复")),
        Origin::Pasted => Some(language.pick("pasted", "粘贴")),
        Origin::Draft => Some(language.pick("AI draft, sent as it was", "AI 草稿，原样发送")),
        Origin::EditedDraft => Some(language.pick("AI draft, edited", "AI 草稿，修改后发送")),
    }
}

/// A line of the conversation; chips and bubbles are drawn by whoever shows them.
pub fn said(said: &Said, language: Language) -> Option<String> {
    let headed = |en: &str, zh: &str, text: &str| names::headed(language.pick(en, zh), text, language);
    Some(match said {
        Said::Customer(text) | Said::Sent(text, _) => text.clone(),
        Said::Heard(_) => return None,
        Said::Tool(title, says, None) if says.is_empty() => title.clone(),
        Said::Tool(title, says, None) => names::headed(title, says, language),
        Said::Tool(title, says, Some(why)) => {
            let reason = if says.is_empty() { names::failing(why, language) } else { says };
            names::headed(title, reason, language)
        }
        Said::Read(title) => headed("Opened the article", "查阅文章", title),
        Said::Notice(text) => headed("The desk", "工作台提示", text),
        Said::Offered(text) => headed("AI draft offered", "AI 给出草稿", text),
        Said::Judged(verdict, kinds) => judged(*verdict, kinds, language),
        Said::HandedOver(team, note) => {
            let head = language.pick(format!("Handed over to {team}"), format!("转交给 {team}"));
            if note.is_empty() { head } else { names::headed(&head, note, language) }
        }
        Said::Filed(disposition, standing) => {
            let filed = if disposition.is_empty() {
                language.pick("Ticket filed without a category", "工单已提交，未选分类").to_owned()
            } else {
                headed("Ticket filed", "工单已提交", disposition)
            };
            if standing.is_empty() {
                filed
            } else {
                let still = language.pick("the summary still says", "小结里还留着");
                format!(
                    "{filed}{}{}",
                    language.pick("; ", "；"),
                    names::headed(still, &faults(standing, language), language)
                )
            }
        }
        Said::Other(what) => return other(what, language),
    })
}

fn faults(kinds: &[FaultKind], language: Language) -> String {
    let named: Vec<_> = kinds.iter().map(|kind| names::fault(kind, language)).collect();
    named.join(language.pick(", ", "、"))
}

fn judged(verdict: Verdict, kinds: &[FaultKind], language: Language) -> String {
    let named = faults(kinds, language);
    match (verdict, kinds.is_empty()) {
        (Verdict::Sent, _) => {
            language.pick("You sent the AI draft as it was", "您原样发送了 AI 草稿").to_owned()
        }
        (Verdict::Edited, true) => language.pick("You edited the AI draft", "您修改了 AI 草稿").to_owned(),
        (Verdict::Edited, false) => {
            let head = language.pick("You edited the AI draft; still in it", "您修改了 AI 草稿，仍留有");
            names::headed(head, &named, language)
        }
        (Verdict::Rejected, true) => {
            language.pick("You rejected the AI draft", "您拒绝了 AI 草稿").to_owned()
        }
        (Verdict::Rejected, false) => {
            names::headed(language.pick("You rejected the AI draft", "您拒绝了 AI 草稿"), &named, language)
        }
    }
}

/// What happened beside the talking, where it has words.
pub(crate) fn other(what: &What, language: Language) -> Option<String> {
    let headed = |en: &str, zh: &str, text: &str| names::headed(language.pick(en, zh), text, language);
    let plain = |en: &str, zh: &str| language.pick(en, zh).to_owned();
    Some(match what {
        What::Showed { feeling, .. } => headed("Shows", "流露", names::feeling(*feeling, language)),
        What::Warned { level } => headed("Early warning", "情绪预警", names::warning(*level, language)),
        What::AskedFor { item, never: true } => {
            headed("Asked for what must never be asked", "索要了不该问的信息", &items::item(item, language))
        }
        What::AskedFor { item, never: false } => headed("Asked for", "询问", &items::item(item, language)),
        What::Verified => plain("Identity verified", "身份已核实"),
        What::Consented => plain("The customer agreed", "客户已同意"),
        What::Declined => plain("The customer did not agree", "客户没有同意"),
        What::Disclosed { field, verified: true } => headed("Told", "透露了", &field.column),
        What::Disclosed { field, verified: false } => {
            headed("Told somebody not verified", "向未核实身份的人透露了", &field.column)
        }
        What::Forbidden { phrase } => headed("Phrase the company forbids", "公司禁语", phrase),
        What::Noted { text, .. } => headed("The trainer notes", "培训师点评", text),
        What::Held { seconds } => {
            language.pick(format!("Promised to be back in {seconds} s"), format!("承诺 {seconds} 秒内回来"))
        }
        What::Silent { seconds } => {
            language.pick(format!("Nobody answered for {seconds} s"), format!("{seconds} 秒无人应答"))
        }
        What::Consulted { says, .. } => headed("Supervisor", "主管", says),
        What::HandOverRefused { says, .. } => headed("Hand-over refused", "转交被拒绝", says),
        What::AbuseWarned { count } => language.pick(
            format!("Warning {count} to the customer is on record"),
            format!("已记录：第 {count} 次警告客户"),
        ),
        What::Hinted { text } => headed("Hint", "提示", text),
        What::TimeUp => plain("The time of the exam was up", "考试时间到"),
        What::Resumed { seconds } => language.pick(
            format!("The exam was cut off for {seconds} s; they count"),
            format!("考试中断了 {seconds} 秒，已计入用时"),
        ),
        What::Over { outcome, goal } => {
            headed("The conversation is over", "对话结束", &ending(Some(*outcome), *goal, language))
        }
        What::Began { .. }
        | What::Entered { .. }
        | What::Customer { .. }
        | What::Sent { .. }
        | What::Replied(_)
        | What::Moved { .. }
        | What::Used { .. }
        | What::Failed { .. }
        | What::Read { .. }
        | What::Notice { .. }
        | What::DraftOffered { .. }
        | What::DraftJudged { .. }
        | What::HandedOver { .. }
        | What::SteppedBack { .. }
        | What::Filed { .. }
        | What::Rated { .. }
        | What::Ended => return None,
    })
}
