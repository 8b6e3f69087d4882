//! Learning to listen: from labelled replies to a model of whole numbers.
//!
//! Each act is a logistic regression over the features of a reply (L2, dual coordinate descent after Yu, Huang and Lin
//! 2011). What all of them say of a reply is heard once more by each (stacked generalisation, Wolpert 1992), so that an
//! apology makes thanks likelier and a farewell a question less. Chances are calibrated (Platt 1999) and thresholds
//! chosen on situations left out. Nothing here draws by chance or reads a clock, and logarithms come from `libm`: the
//! same replies give the same file on every machine.

mod calibrate;
mod dual;
mod second;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::features::{Family, Features, Name};
use super::learned::{self, HEADS, Head, Model, RARITY, SPECIFIC, STUFFED, WARM};
use super::sample::Example;
use super::{Listener, Moment};
use crate::scenario::act::Act;
use crate::scenario::text::Language;
use dual::Rows;

/// Situations are left out in so many parts.
pub(super) const FOLDS: usize = 5;
/// A labelled reply.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Labelled {
    /// Its id, each once.
    pub id: String,
    /// The language it is in.
    pub lang: Language,
    /// Where it was said; replies of one situation are never split between learning and checking.
    pub situation: String,
    /// Who wrote it, where that is known; [`super::cross::cross`] leaves out one writer at a time.
    #[serde(default)]
    pub writer: Option<String>,
    /// The customer's line.
    #[serde(default)]
    pub customer: String,
    /// What the agent answered.
    pub reply: String,
    /// What it does.
    pub acts: BTreeSet<Act>,
    /// What it may do, by some raters: neither for nor against.
    #[serde(default)]
    pub unsure: BTreeSet<Act>,
    /// 0 none, 1 generic, 2 specific; none where nobody judged it.
    #[serde(default)]
    pub empathy: Option<u8>,
    /// What the moment waits for; listened with, and not learned from.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// What the writer was asked for; `gaming` teaches what is stuffed.
    #[serde(default)]
    pub intended: Option<String>,
}

impl Labelled {
    /// Whether it is an example for a head, a counterexample, or neither.
    fn label(&self, head: usize) -> Option<bool> {
        match head {
            WARM => self.empathy.map(|empathy| empathy >= 1),
            SPECIFIC => self.empathy.map(|empathy| empathy >= 2),
            STUFFED => self.intended.as_ref().map(|intended| intended == "gaming"),
            act => {
                let act = Act::ALL.get(act)?;
                (!self.unsure.contains(act)).then(|| self.acts.contains(act))
            }
        }
    }
}

/// How a model did on situations it had not seen while learning.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The language.
    pub language: Language,
    /// How many replies.
    pub replies: usize,
    /// F1 by act, where the act occurs, at the chosen threshold.
    pub acts: Vec<(Act, f64)>,
    /// The mean of them.
    pub macro_f1: f64,
}

/// Learns from labelled replies, each language by itself; gives the file, and how each did on situations left out.
pub fn train(listener: &Listener, replies: &[Labelled]) -> (Vec<u8>, Vec<LeftOut>) {
    let mut models = Vec::new();
    let mut reports = Vec::new();
    for language in Language::ALL {
        let own: Vec<&Labelled> = replies.iter().filter(|reply| reply.lang == language).collect();
        if own.is_empty() {
            continue;
        }
        let (model, report) = learn(listener, language, &own);
        models.push(model);
        reports.push(report);
    }
    (learned::write(&models), reports)
}

fn learn(listener: &Listener, language: Language, replies: &[&Labelled]) -> (Model, LeftOut) {
    let features: Vec<Features> = replies
        .iter()
        .map(|one| {
            let moment =
                Moment { reply: &one.reply, customer: &one.customer, turn: None, tools: &[], samples: &[] };
            listener.features(&moment, language)
        })
        .collect();
    let known = vocabulary(&features);
    let rows = Rows::new(&features, &known);
    let folds = folds(replies);
    let (fits, scores) =
        fit_all(replies, &folds, |labels| dual::fit(&rows, labels), |fit, at| fit.score(&rows, at));
    let first = calibrate::heads(replies, &scores);
    let rows = second::rows(&first, &scores);
    let (again, scores) = fit_all(
        replies,
        &folds,
        |labels| second::fit(&rows, labels),
        |fit, at| rows.get(at).map_or(0.0, |row| fit.score(row)),
    );
    let mut heads = calibrate::heads(replies, &scores);
    calibrate::empathy(&mut heads, replies, &scores);
    let acts: Vec<(Act, f64)> = Act::ALL
        .iter()
        .zip(&heads)
        .filter(|(act, _)| replies.iter().any(|reply| reply.acts.contains(act)))
        .map(|(act, head)| (*act, head.f1))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "23 acts")]
    let macro_f1 = acts.iter().map(|(_, f1)| f1).sum::<f64>() / acts.len().max(1) as f64;
    let mut constants = [Head::default(); HEADS];
    let mut weights = vec![[0_i8; HEADS]; known.len()];
    for (at, ((fit, head), last)) in fits.iter().zip(&first).zip(&heads).enumerate() {
        let most = fit.weights.iter().fold(1e-6_f64, |most, weight| most.max(weight.abs()));
        let step = most / 127.0;
        for (row, weight) in weights.iter_mut().zip(&fit.weights) {
            #[expect(clippy::cast_possible_truncation, reason = "at most 127 by the step")]
            if let Some(place) = row.get_mut(at) {
                *place = (weight / step).round() as i8;
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "log-odds of a few units")]
        if let Some(place) = constants.get_mut(at) {
            *place = Head {
                bias: (1_000.0 * (head.slope * fit.bias + head.offset)).round() as i32,
                step: (1_000.0 * head.slope * step * 65_536.0).round() as i32,
                heard_from: last.heard_from,
            };
        }
    }
    let features = known
        .into_iter()
        .zip(weights)
        .map(|((name, (_, rarity)), weights)| (name, rarity, weights))
        .collect();
    (
        Model::new(language, &constants, second::whole(&again, &heads), features),
        LeftOut { language, replies: replies.len(), acts, macro_f1 },
    )
}

/// The features worth learning: their place and how rare they are, in 64ths of an inverse document frequency.
fn vocabulary(replies: &[Features]) -> BTreeMap<Name, (u32, u16)> {
    let mut often: BTreeMap<Name, (Family, u32)> = BTreeMap::new();
    for features in replies {
        for (family, named) in Family::ALL.into_iter().zip(&features.families) {
            for (name, _) in named {
                often.entry(*name).or_insert((family, 0)).1 += 1;
            }
        }
    }
    let all = f64::from(u32::try_from(replies.len()).unwrap_or(u32::MAX));
    often.retain(|_, (family, count)| *count >= family.least());
    often
        .into_iter()
        .zip(0..)
        .map(|((name, (family, count)), at)| {
            let rare = libm::log((1.0 + all) / (1.0 + f64::from(count))) + 1.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1,000")]
            let rarity = if family == Family::Marks { RARITY } else { (RARITY * rare).round() } as u16;
            (name, (at, rarity))
        })
        .collect()
}

/// Which part each reply belongs to: whole situations, dealt out in the order of their names.
pub(super) fn folds(replies: &[&Labelled]) -> Vec<usize> {
    let situations: BTreeSet<&str> = replies.iter().map(|reply| reply.situation.as_str()).collect();
    let part: BTreeMap<&str, usize> = situations.into_iter().zip((0..FOLDS).cycle()).collect();
    replies.iter().map(|reply| part.get(reply.situation.as_str()).copied().unwrap_or(0)).collect()
}

/// Every head fitted on all replies, with the scores every reply gets from a fit that had not seen its situation; `fit`
/// fits the labels there are, and `score` is what a fit gives a reply.
fn fit_all<F: Send>(
    replies: &[&Labelled],
    folds: &[usize],
    fit: impl Fn(&[Option<bool>]) -> F + Sync,
    score: impl Fn(&F, usize) -> f64 + Sync,
) -> (Vec<F>, Vec<Vec<f64>>) {
    let one = |head: usize| {
        let labels: Vec<Option<bool>> = replies.iter().map(|reply| reply.label(head)).collect();
        let mut scores = vec![0.0; replies.len()];
        for fold in 0..FOLDS {
            let seen: Vec<Option<bool>> =
                labels.iter().zip(folds).map(|(label, part)| label.filter(|_| *part != fold)).collect();
            let fit = fit(&seen);
            let unseen = scores.iter_mut().zip(folds).enumerate().filter(|(_, (_, part))| **part == fold);
            for (at, (place, _)) in unseen {
                *place = score(&fit, at);
            }
        }
        (fit(&labels), scores)
    };
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(HEADS);
    let mut all: Vec<Option<(F, Vec<f64>)>> = (0..HEADS).map(|_| None).collect();
    let share = HEADS.div_ceil(workers);
    std::thread::scope(|scope| {
        for (part, places) in all.chunks_mut(share).enumerate() {
            let one = &one;
            scope.spawn(move || {
                for (offset, place) in places.iter_mut().enumerate() {
                    *place = Some(one(part * share + offset));
                }
            });
        }
    });
    all.into_iter().flatten().unzip()
}
