//! Item analysis in words: what a criterion is, what its numbers mean, and why there is none.

use super::{items, names};
use crate::analysis::{
    Analysis, Criterion, Differences, Item, Kind, Known, Lapse, Recurring, Unknown, Verdict,
};
use crate::scenario::beat::FaultKind;
use crate::scenario::{Act, Language, ScenarioFile};
use crate::session::Outcome;
use crate::stats::differential::Class;
use crate::stats::{Estimate, Undefined};

/// What a criterion asks for; names from the scenario stand in its own words where it is known.
pub fn criterion(criterion: &Criterion, file: Option<&ScenarioFile>, language: Language) -> String {
    let name = &criterion.name;
    let tool = || {
        let tool = file.and_then(|file| file.desk.tools.get(name));
        tool.map_or_else(|| name.clone(), |tool| tool.title.get(language).to_owned())
    };
    let fact = || {
        let fact = file.and_then(|file| file.facts.get(name)).and_then(|fact| fact.named(language));
        fact.unwrap_or_else(|| name.clone())
    };
    let said = |en: String, zh: String| language.pick(en, zh);
    let plain = |en: &str, zh: &str| language.pick(en, zh).to_owned();
    match criterion.kind {
        Kind::Feeling => feeling(name, file, language),
        Kind::Ownership => plain("takes it on personally", "主动担责"),
        Kind::Harm => {
            let act = Act::ALL.into_iter().find(|act| format!("{act:?}").to_lowercase() == *name);
            let act = act.map_or(name.as_str(), |act| names::act(act, language));
            said(format!("no {act}"), format!("没有{act}"))
        }
        Kind::Forbidden => plain("no phrase the house forbids", "没有使用禁语"),
        Kind::Noted => said(
            format!("the trainer's own note: {}", note(name, file, language)),
            format!("培训师的评语：{}", note(name, file, language)),
        ),
        Kind::Verified => plain("verifies before anything personal", "先核实身份，再谈个人信息"),
        Kind::Consent => {
            said(format!("has the customer's yes before “{}”", tool()), format!("“{}”之前征得同意", tool()))
        }
        Kind::Order => {
            said(format!("does first what “{}” rests on", tool()), format!("“{}”之前该做的先做", tool()))
        }
        Kind::TooEarly => {
            said(format!("does not try “{}” too early", tool()), format!("没有过早使用“{}”", tool()))
        }
        Kind::OverLimit => {
            said(format!("keeps to the limit of “{}”", tool()), format!("“{}”没有超出限额", tool()))
        }
        Kind::NotApproved => said(
            format!("asks before “{}” beyond the limit", tool()),
            format!("超限使用“{}”前先请示", tool()),
        ),
        Kind::FaultyDraft => {
            said(format!("catches the faulty AI draft in “{name}”"), format!("识破“{name}”处有错的 AI 草稿"))
        }
        Kind::GoodDraft => {
            said(format!("uses the good AI draft in “{name}”"), format!("用上“{name}”处合格的 AI 草稿"))
        }
        Kind::AskedNever => said(
            format!("never asks for {}", items::item(name, language)),
            format!("没有索要{}", items::item(name, language)),
        ),
        Kind::Checked => {
            said(format!("looks up before telling: “{}”", fact()), format!("告知前先查证：“{}”", fact()))
        }
        Kind::Stale => {
            let article = file.and_then(|file| file.desk.articles.get(name));
            let title = article.map_or(name.as_str(), |article| article.title.get(language));
            said(
                format!("is not misled by “{title}”, which is out of date"),
                format!("没有被过时的“{title}”误导"),
            )
        }
        Kind::Summary => said(
            format!("corrects the AI summary: {}", fault(name, file, language)),
            format!("改正 AI 小结：{}", fault(name, file, language)),
        ),
        Kind::Goal => plain("the problem is solved", "问题得到解决"),
        Kind::MustTell => said(format!("tells: “{}”", fact()), format!("告知：“{}”", fact())),
        Kind::Left => plain("the customer is left as the goal wants", "客户结束时的情绪达到目标"),
        Kind::Ended => plain("the contact ends well", "对话妥善结束"),
        Kind::NotFiled => plain("files the ticket", "提交工单"),
        Kind::Disposition => plain("the right disposition", "工单结果选对"),
        Kind::Field => {
            let field = file.and_then(|file| file.wrap_up.fields.get(name));
            let title = field.map_or(name.as_str(), |field| field.title.get(language));
            said(format!("files “{title}” rightly"), format!("工单“{title}”填对"))
        }
        Kind::ToldFalse => {
            said(format!("says nothing false about “{}”", fact()), format!("“{}”没有说错", fact()))
        }
        Kind::Overpromised => plain("makes no empty promise", "没有过度承诺"),
        Kind::CutOff => plain("does not end the contact too soon", "没有过早结束对话"),
    }
}

fn feeling(beat: &str, file: Option<&ScenarioFile>, language: Language) -> String {
    let shown = file.and_then(|file| file.beats.get(beat)).and_then(|beat| beat.shows);
    match shown {
        Some(shown) => {
            let shown = names::feeling(shown, language);
            language.pick(format!("meets the {shown} in “{beat}”"), format!("回应“{beat}”处的{shown}情绪"))
        }
        None => language.pick(format!("meets the feeling in “{beat}”"), format!("回应“{beat}”处的情绪")),
    }
}

/// The finding a rule leaves, by its path; the path where the scenario is not known.
fn note(path: &str, file: Option<&ScenarioFile>, language: Language) -> String {
    let place = path.strip_suffix(']').and_then(|path| path.rsplit_once('['));
    let found = file.zip(place).and_then(|(file, (list, index))| {
        let beat = list.strip_prefix("beats.").and_then(|rest| rest.strip_suffix(".hears"));
        let rules = match beat {
            Some(beat) => &file.beats.get(beat)?.hears,
            None => &file.always,
        };
        rules.get(index.parse::<usize>().ok()?)?.finding.as_ref()
    });
    found.map_or_else(|| path.to_owned(), |text| text.get(language).to_owned())
}

/// A planted fault, with the fact where it is about one.
fn fault(name: &str, file: Option<&ScenarioFile>, language: Language) -> String {
    let kind = match name {
        "wrong_policy" => FaultKind::WrongPolicy,
        "privacy" => FaultKind::Privacy,
        "tone" => FaultKind::Tone,
        "wrong_customer" => FaultKind::WrongCustomer,
        _ => FaultKind::WrongFact(String::new()),
    };
    let said = names::fault(&kind, language);
    let Some(fact) = name.strip_prefix("wrong_fact.") else { return said.to_owned() };
    let named = file.and_then(|file| file.facts.get(fact)).and_then(|fact| fact.named(language));
    let named = named.unwrap_or_else(|| fact.to_owned());
    language.pick(format!("{said}, “{named}”"), format!("{said}，“{named}”"))
}

/// What goes wrong again and again: what is asked for, or the critical error.
pub fn recurring<K>(one: &Recurring<K>, file: Option<&ScenarioFile>, language: Language) -> String {
    match &one.loss.lapse {
        Lapse::Criterion(asked) => criterion(asked, file, language),
        Lapse::Critical(what) => {
            let known = file.and_then(|file| {
                file.critical.iter().find(|error| error.title.get(Language::En) == what.as_str())
            });
            let what = known.map_or(what.as_str(), |error| error.title.get(language));
            names::headed(language.pick("Critical error", "致命错误"), what, language)
        }
    }
}

/// How often it did, and what it cost in all.
pub fn how_often<K>(one: &Recurring<K>, language: Language) -> String {
    let (times, of, points) = (one.times, one.of, one.loss.points);
    match one.loss.lapse {
        Lapse::Critical(_) => {
            language.pick(format!("in {times} of {of} attempts"), format!("{of} 次中出现 {times} 次"))
        }
        Lapse::Criterion(_) => language.pick(
            format!("points lost in {times} of {of} attempts, {points} in all"),
            format!("{of} 次中有 {times} 次失分，共 {points} 分"),
        ),
    }
}

/// What a verdict about a criterion means for whoever wrote the scenario, with the number behind it.
pub fn verdict(verdict: Verdict, item: &Item, language: Language) -> String {
    let facility = item.facility.map_or_else(|_| "–".to_owned(), |one| percent(one.value, language));
    let related = related(item.discrimination);
    let said = |en: String, zh: String| language.pick(en, zh);
    match verdict {
        Verdict::TooFew => {
            unknown(Unknown::Attempts { have: item.attempts, need: crate::analysis::LEAST }, language)
        }
        Verdict::EverybodyGetsIt => said(
            format!(
                "Measures nothing: everybody gets it ({facility} earned). Ask for more, or leave it out."
            ),
            format!("没有区分作用：人人都能做到（得分率 {facility}）。可提高要求，或取消这一项。"),
        ),
        Verdict::NobodyGetsIt if item.criterion.kind.is_lapse() => said(
            format!(
                "Almost everybody makes this error ({facility} avoid it). See whether the scenario leaves a choice."
            ),
            format!("几乎人人都会犯这个错（只有 {facility} 避免）。请检查场景是否留有余地。"),
        ),
        Verdict::NobodyGetsIt => said(
            format!(
                "Measures nothing: nobody gets it ({facility} earned). See whether it can be done, and whether it is heard."
            ),
            format!("没有区分作用：几乎无人做到（得分率 {facility}）。请检查能否做到，以及系统能否听出来。"),
        ),
        Verdict::TellsNothing => said(
            format!(
                "Measures something else: who does well otherwise hardly gets it more often (correlation {related})."
            ),
            format!("测的不是同一件事：其他项得分高的人，这一项并不更好（相关系数 {related}）。"),
        ),
        Verdict::Backwards => said(
            format!(
                "Works against the rest: who does well otherwise gets it less often (correlation {related}). Check that good work is heard as such."
            ),
            format!(
                "与其他项背道而驰：其他项得分高的人，这一项反而更差（相关系数 {related}）。请检查好的做法是否被误判。"
            ),
        ),
        Verdict::HarderIn(hard) => {
            let hard = match hard {
                Language::En => language.pick("English", "英文"),
                Language::Zh => language.pick("Chinese", "中文"),
            };
            let by = item.languages.as_ref().map_or_else(|_| String::new(), |found| odds(found, language));
            said(
                format!(
                    "Harder in {hard} at equal ability: {by}. Compare the two wordings, and what is heard in each."
                ),
                format!("能力相当时，{hard}版更难：{by}。请对照两种语言的台词和听辨。"),
            )
        }
        Verdict::Easier | Verdict::Harder => {
            let by = item.drift.map_or_else(|_| String::new(), |drift| points(drift.value.abs()));
            if verdict == Verdict::Easier {
                said(
                    format!(
                        "Easier since the scenario changed, by {by} points: scores before and after are not the same."
                    ),
                    format!("场景修改后变容易了，得分率上升 {by} 个百分点：前后的分数不能直接比较。"),
                )
            } else {
                said(
                    format!(
                        "Harder since the scenario changed, by {by} points: scores before and after are not the same."
                    ),
                    format!("场景修改后变难了，得分率下降 {by} 个百分点：前后的分数不能直接比较。"),
                )
            }
        }
    }
}

/// How much harder a criterion is in one language, in odds and in the class of ETS.
fn odds(found: &Differences, language: Language) -> String {
    let ratio = found.found.odds_ratio.value;
    let times = if ratio < 1.0 { 1.0 / ratio } else { ratio };
    let class = class(found.found.class);
    let delta = found.found.delta.abs();
    language.pick(
        format!("the odds are {times:.1} times worse (delta {delta:.1}, class {class})"),
        format!("做到的几率相差 {times:.1} 倍（delta {delta:.1}，{class} 级）"),
    )
}

/// The letter of a class.
pub fn class(class: Class) -> &'static str {
    match class {
        Class::A => "A",
        Class::B => "B",
        Class::C => "C",
    }
}

/// Why there is no number.
pub fn unknown(unknown: Unknown, language: Language) -> String {
    let said = |en: String, zh: String| language.pick(en, zh);
    let plain = |en: &str, zh: &str| language.pick(en, zh).to_owned();
    match unknown {
        Unknown::Attempts { have, need } => said(
            format!("not enough attempts: {have} of {need}"),
            format!("练习次数不足：{have} 次，至少要 {need} 次"),
        ),
        Unknown::People { need } => said(
            format!("too few people: nothing is shown of fewer than {need}"),
            format!("人数太少：少于 {need} 人时不显示"),
        ),
        Unknown::OneLanguage => plain("played in one language only", "只用一种语言练习过"),
        Unknown::OneVersion => plain("the scenario has not changed", "场景没有修改过"),
        Unknown::Undefined(why) => undefined(why, language),
    }
}

/// Why a statistic is not defined.
pub fn undefined(why: Undefined, language: Language) -> String {
    let (en, zh) = match why {
        Undefined::Nothing => ("nothing to count", "没有可统计的数据"),
        Undefined::OneRater => ("nothing was rated by two people", "没有由两人评过的内容"),
        Undefined::OneCategory => ("every rating is the same", "所有评分都相同"),
        Undefined::TooFew { have, need } => {
            return language.pick(
                format!("too few observations: {have} of {need}"),
                format!("数据太少：{have} 个，至少要 {need} 个"),
            );
        }
        Undefined::NoVariance => ("everybody has the same value", "所有人的数值都相同"),
        Undefined::OneItem => ("fewer than two criteria vary", "有差异的评分项不足两个"),
        Undefined::NotComparable => {
            ("the groups cannot be compared at equal ability", "两组在同等能力下无法比较")
        }
    };
    language.pick(en, zh).to_owned()
}

/// How far a reliability can be trusted (Nunnally, Psychometric Theory, 2nd ed., 1978).
pub fn reliability(alpha: f64, language: Language) -> &'static str {
    if alpha >= 0.9 {
        language.pick("enough to decide about one person", "足以据此对个人作出决定")
    } else if alpha >= 0.7 {
        language.pick("enough to compare groups", "足以比较群体")
    } else if alpha >= 0.5 {
        language.pick("low: one attempt says little", "偏低：单次成绩说明不了多少")
    } else {
        language.pick("very low: the criteria do not belong together", "很低：各评分项测的不是同一件事")
    }
}

/// What is amiss with a scenario in a line.
pub fn summary(analysis: &Analysis, language: Language) -> String {
    let ready = analysis.items.iter().filter(|item| item.facility.is_ok()).count();
    if ready == 0 {
        let unknown = self::unknown(
            Unknown::Attempts { have: analysis.attempts, need: crate::analysis::LEAST },
            language,
        );
        return unknown;
    }
    match analysis.amiss().count() {
        0 => language.pick("nothing amiss".to_owned(), "未发现问题".to_owned()),
        1 => language.pick("1 criterion to look at".to_owned(), "1 项需要查看".to_owned()),
        more => language.pick(format!("{more} criteria to look at"), format!("{more} 项需要查看")),
    }
}

/// How a conversation ended, as somebody says who was not there.
pub fn ending(outcome: Outcome, language: Language) -> &'static str {
    if outcome == Outcome::Closed {
        return language.pick("ended by the agent", "坐席结束");
    }
    names::outcome(outcome, language)
}

/// A share in whole percent.
pub fn percent(share: f64, language: Language) -> String {
    let blank = language.pick(" ", "");
    format!("{:.0}{blank}%", share * 100.0)
}

/// A difference of shares in points, without its sign.
fn points(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// A correlation, or a dash.
fn related(found: Known<Estimate>) -> String {
    found.map_or_else(|_| "–".to_owned(), |found| signed(found.value))
}

/// A number of two digits with its sign: `−0.12`.
pub fn signed(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{:.2}", value.abs())
}
