//! Agreement in words a manager understands, with the number behind.

use super::agreement::{Agreed, Bias};
use super::overruled::Often;
use crate::locale::names;
use crate::scenario::Language;
use crate::stats::Estimate;

/// Below so many scored twice nothing is said.
const LEAST: usize = 5;

/// How far reviewers agree with each other, or the machine with the middle of them, by one criterion or by all.
pub fn agreed(agreed: &Agreed, language: Language) -> String {
    let what = what(agreed, language);
    let said = said(agreed, language);
    language.pick(format!("{what} {said}"), format!("{what}{said}"))
}

fn what(agreed: &Agreed, language: Language) -> String {
    agreed.criterion.map_or_else(
        || language.pick("All criteria together:", "全部项目：").to_owned(),
        |criterion| criterion.question(language).to_owned(),
    )
}

fn said(agreed: &Agreed, language: Language) -> String {
    if agreed.things < LEAST {
        let things = agreed.things;
        return language.pick(
            format!("too few to say anything ({things} scored by two)"),
            format!("样本太少，暂无结论（仅 {things} 项有两份评分）"),
        );
    }
    let percent = agreed.percent.as_ref().map_or_else(|_| String::new(), |one| share(one, language));
    let Ok(kappa) = &agreed.kappa else {
        return language.pick(
            format!("everybody always gave the same, so that nothing can be told from it ({percent})"),
            format!("所有评分都相同，无从比较（{percent}）"),
        );
    };
    let weighted = agreed.weighted.as_ref().ok().map(number);
    let weighted = weighted
        .map_or_else(String::new, |one| language.pick(format!(", weighted {one}"), format!("，加权 {one}")));
    let (verdict, kappa) = (verdict(kappa, language), number(kappa));
    language.pick(
        format!("{verdict} ({percent}; kappa {kappa}{weighted}; {} compared)", agreed.things),
        format!("{verdict}（{percent}；kappa {kappa}{weighted}；共比较 {} 项）", agreed.things),
    )
}

/// What a kappa means, after Landis & Koch (Biometrics 33, 1977), as far as its interval allows.
fn verdict(kappa: &Estimate, language: Language) -> &'static str {
    if !kappa.excludes(0.0) {
        return language.pick("no more than by chance", "与随机打分没有明显差别");
    }
    match kappa.value {
        value if value < 0.0 => language.pick("opposite views", "看法相反"),
        value if value <= 0.4 => {
            language.pick("seldom the same view: talk it through", "看法多有不同，建议一起讨论")
        }
        value if value <= 0.6 => language.pick("often the same view", "看法大体一致"),
        value if value <= 0.8 => language.pick("mostly the same view", "看法基本一致"),
        _ => language.pick("nearly always the same view", "看法高度一致"),
    }
}

fn share(one: &Estimate, language: Language) -> String {
    let [value, low, high] = [one.value, one.low, one.high].map(|share| (share * 100.0).round());
    language.pick(format!("the same in {value} %, {low}–{high}"), format!("一致 {value}%，{low}–{high}%"))
}

fn number(one: &Estimate) -> String {
    format!("{:.2}, {:.2}–{:.2}", one.value, one.low, one.high)
}

/// Who leans which way; `name` is the reviewer's, none for the machine. None where it may be chance.
pub fn bias(bias: &Bias, name: Option<&str>, language: Language) -> Option<String> {
    if !bias.leniency.surely {
        return None;
    }
    let (en, zh) = match name {
        Some(name) => (name.to_owned(), name.to_owned()),
        None => ("The machine".to_owned(), "机器".to_owned()),
    };
    let more = &bias.leniency.more;
    let lenient = more.value > 0.0;
    let (size, low, high) =
        (more.value.abs(), more.low.abs().min(more.high.abs()), more.low.abs().max(more.high.abs()));
    Some(language.pick(
        format!(
            "{en} is more {} than the others: {size:.2} steps of three on average ({low:.2}–{high:.2})",
            if lenient { "lenient" } else { "severe" }
        ),
        format!(
            "{zh}评分偏{}：在三档评分上平均相差 {size:.2} 档（{low:.2}–{high:.2}）",
            if lenient { "宽" } else { "严" }
        ),
    ))
}

/// How often the machine was overruled in one kind of finding.
pub fn often(often: &Often, language: Language) -> String {
    let Often { judged, overruled, .. } = *often;
    let what = often.criterion.question(language);
    let act = often.act.map_or_else(String::new, |act| {
        let act = names::act(act, language);
        language.pick(format!(" [{act}]"), format!("［{act}］"))
    });
    let [share, low, high] =
        [often.share.value, often.share.low, often.share.high].map(|share| (share * 100.0).round());
    let wrong = match (often.is_wrong_here(), often.heard) {
        (true, true) => language.pick("The listener is wrong here. ", "听辨有误：").to_owned(),
        (true, false) => language.pick("The rules do not fit here. ", "规则不合适：").to_owned(),
        (false, _) => String::new(),
    };
    language.pick(
        format!("{wrong}{what}{act} {overruled} of {judged} overruled ({share} %, {low}–{high})"),
        format!("{wrong}{what}{act} {judged} 条中改判 {overruled} 条（{share}%，{low}–{high}%）"),
    )
}
