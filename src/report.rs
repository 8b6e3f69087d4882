//! Reports as HTML files of one piece: no scripts, nothing from the network, printed on A4. Here the debrief of an attempt;
//! below it what is told of a person, a team and a scenario.

mod chart;
mod index;
mod person;
mod scenario;
mod sheet;
mod team;

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, Value, context};

use crate::locale::{debrief, findings, names};
use crate::review::{Line, Review, Said};
use crate::scenario::{Act, Language};
use crate::score::{AbilityKind, Finding};

pub use index::{Entry, index};
pub use person::{Ended, HABITS, PersonReport, Tried};
pub use scenario::ScenarioReport;
pub use sheet::Paper;
pub use team::{Overdue, TeamReport};

const PAGE: &str = include_str!("report/debrief.html");

/// What is known of an attempt beside its review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Who played.
    pub person: String,
    /// When, as it shall be read; empty where it is not to be told.
    pub when: String,
    /// How they rated themselves: empathy, tools, resolution.
    pub rating: Option<[u8; 3]>,
    /// Findings they see differently, by place in the scorecard, with the reason.
    pub disputes: Vec<(usize, String)>,
    /// What they meant where it was not heard, by the place in the log of what was heard.
    pub meant: BTreeMap<u32, Vec<Act>>,
}

/// The page, in the language of the interface; texts of the conversation stay in the language of the session.
///
/// # Errors
/// None that a user could cause: the template is part of the program.
pub fn html(review: &Review, about: &About, language: Language) -> Result<String, minijinja::Error> {
    let mut pages = Environment::new();
    pages.set_auto_escape_callback(|_| AutoEscape::Html);
    pages.add_function("t", move |en: &str, zh: &str| language.pick(en, zh).to_owned());
    pages.add_template("style", sheet::STYLE)?;
    pages.add_template("debrief", PAGE)?;
    let card = &review.card;
    let costliest = review.costliest.as_ref().and_then(|worst| {
        let words = findings::finding(card.findings.get(worst.finding)?, language);
        Some(context! { words, model => worst.model.clone(), turn => worst.turn.map(|turn| turn + 1) })
    });
    let errors = card.critical.iter().zip(&review.critical);
    let critical: Vec<Value> = errors
        .map(|(error, turn)| {
            let (what, alleged) = (error.what.clone(), error.alleged);
            context! { what, alleged, turn => turn.map(|turn| turn + 1) }
        })
        .collect();
    let abilities: Vec<Value> =
        AbilityKind::ALL.into_iter().map(|kind| ability(review, about, kind, language)).collect();
    let turns: Vec<Value> = (0..review.turns.len()).map(|at| exchange(review, about, at, language)).collect();
    pages.get_template("debrief")?.render(context! {
        code => language.pick("en", "zh-CN"),
        title => review.title.get(language),
        person => about.person.as_str(),
        when => about.when.as_str(),
        customer => review.customer.get(language),
        overall => debrief::score(card.overall, language),
        passed => debrief::passed(card.passed, language),
        class => match card.passed { Some(true) => "good", Some(false) => "bad", None => "warn" },
        mark => review.pass_mark,
        why_not => debrief::why_not(card, review.pass_mark, language),
        range => debrief::range(card, language),
        uncapped => card.uncapped.filter(|_| !card.critical.is_empty()),
        critical,
        ending => debrief::ending(card.outcome, card.goal_reached, language),
        stars => stars(review, language),
        curve => chart::curve(review, language),
        abilities,
        costliest,
        turns,
        identity => identity(review, language),
    })
}

fn stars(review: &Review, language: Language) -> Option<Value> {
    let (stars, because) = review.stars.as_ref()?;
    let full = usize::from(*stars);
    let why: Vec<_> = because
        .iter()
        .map(|reason| format!("{} {:+}", names::reason(*reason, language), reason.stars()))
        .collect();
    let drawn = format!("{}{}", "★".repeat(full), "☆".repeat(5_usize.saturating_sub(full)));
    Some(context! { drawn, why => why.join(language.pick(", ", "，")) })
}

fn ability(review: &Review, about: &About, kind: AbilityKind, language: Language) -> Value {
    let score = review.card.ability(kind).score;
    let place = AbilityKind::ALL.iter().position(|one| *one == kind);
    let own = about.rating.and_then(|rating| rating.get(place?).copied());
    let all = review.card.findings.iter().enumerate().filter(|(_, finding)| finding.ability == kind);
    let findings: Vec<Value> = all.map(|(at, finding)| row(review, about, at, finding, language)).collect();
    context! {
        name => debrief::ability(kind, language),
        score => debrief::score(score, language),
        own => own.map(|own| language.pick(format!("self-rating {own}"), format!("自评 {own}"))),
        bar => chart::bar(score),
        findings,
    }
}

fn row(review: &Review, about: &About, at: usize, finding: &Finding, language: Language) -> Value {
    let turn = review.moments.get(at).copied().flatten();
    let time = turn.and_then(|turn| review.turns.get(turn)).map(|turn| clock(turn.at));
    let disputed = about.disputes.iter().filter(|(disputed, _)| *disputed == at);
    let differs: Vec<Value> = disputed.map(|(_, reason)| Value::from(reason.as_str())).collect();
    context! {
        class => if finding.lost() > 0 { "bad" } else { "good" },
        points => debrief::points(finding),
        words => findings::finding(finding, language),
        time,
        turn => turn.map(|turn| turn + 1),
        differs,
    }
}

fn exchange(review: &Review, about: &About, at: usize, language: Language) -> Value {
    let turn = review.turns.get(at);
    let steps = review.steps.iter().filter(|step| step.turn == at);
    let steps: Vec<Value> = steps.map(|step| Value::from(debrief::step(step, language))).collect();
    let lines = turn.into_iter().flat_map(|turn| &turn.lines);
    let lines: Vec<Value> = lines.filter_map(|line| told(review, about, line, language)).collect();
    context! { number => at + 1, time => clock(turn.map_or(0, |turn| turn.at)), lines, steps }
}

fn told(review: &Review, about: &About, line: &Line, language: Language) -> Option<Value> {
    let text = debrief::said(&line.said, language);
    Some(match &line.said {
        Said::Customer(_) => {
            context! { class => "theirs", who => review.customer.get(language), text => text? }
        }
        Said::Sent(_, origin) => {
            let you = language.pick("You", "您");
            let from = debrief::origin(*origin, language);
            let who = from.map_or_else(|| you.to_owned(), |from| names::headed(you, from, language));
            context! { class => "ours", who, text => text? }
        }
        Said::Heard(chips) => {
            let chips = chips.iter().map(|chip| {
                let (act, words) = (names::act(chip.act, language), chip.words.as_str());
                context! { act, words, harm => chip.act.is_harm() }
            });
            let meant = about.meant.get(&line.index).into_iter().flatten();
            let meant: Vec<_> = meant.map(|act| names::meant(*act, language)).collect();
            context! { class => "heard", chips => chips.collect::<Vec<Value>>(), meant }
        }
        Said::Tool(..)
        | Said::Read(_)
        | Said::Notice(_)
        | Said::Offered(_)
        | Said::Judged(..)
        | Said::HandedOver(..)
        | Said::Filed(..)
        | Said::Other(_) => context! { class => "desk", who => clock(line.at), text => text? },
    })
}

/// What makes this run this run: name and value.
fn identity(review: &Review, language: Language) -> Vec<Value> {
    let run = &review.identity;
    let t = |en, zh| language.pick(en, zh);
    let rows = [
        (t("Scenario", "场景"), review.scenario.clone()),
        (t("Scenario hash", "场景哈希"), run.scenario.clone()),
        (t("Language of the session", "会话语言"), review.language.code().to_owned()),
        (t("Mode", "模式"), names::mode(review.mode, language).to_owned()),
        (t("Seed", "种子"), review.seed.to_string()),
        (t("Actions", "操作数"), review.actions.to_string()),
        (t("Engine", "引擎版本"), run.engine.to_string()),
        (t("Rubric", "评分版本"), run.rubric.to_string()),
        (t("Listener", "听取规则"), run.listener.clone()),
        (t("Event hash", "事件哈希"), run.hash.clone()),
    ];
    rows.into_iter().map(|(name, value)| context! { name, value }).collect()
}

/// Seconds as `m:ss`.
fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
