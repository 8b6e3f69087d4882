//! Sample replies: how like one a reply is, and what that adds to what is heard.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::features::{self, Name};
use super::fold::{Clause, Folded};
use super::learned::{self, Model};
use super::memo::Memo;
use crate::scenario::act::Act;

/// A reply written down as an example of what a moment waits for.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The reply.
    pub reply: &'a str,
    /// Acts it carries.
    pub acts: &'a [Act],
    /// Facts it tells.
    pub tells: &'a [String],
}

/// A sample as a line of data holds it: `{"reply","acts"}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Example {
    /// The reply.
    pub reply: String,
    /// Acts it carries.
    #[serde(default)]
    pub acts: Vec<Act>,
}

impl Example {
    /// The sample it is.
    pub fn sample(&self) -> Sample<'_> {
        Sample { reply: &self.reply, acts: &self.acts, tells: &[] }
    }
}

/// Likeness, in percent, from which a sample speaks.
const ALIKE: i64 = 10;
/// Thousandths of log-odds for every percent of likeness above that.
const SLOPE: i64 = 60;
/// Thousandths of log-odds that a sample adds at most: it settles doubt, it does not turn a hearing round.
const MOST: i64 = 2_500;

/// Likeness, in percent, from which a sentence tells what a sample tells, if its figures are the same too.
const SAME: i64 = 45;

/// A text's word groups.
pub(super) type Shape = Vec<Name>;

pub(super) fn shape(text: &str) -> Shape {
    features::words(&Folded::new(text)).into_iter().map(|(name, _)| name).collect()
}

/// How like a sample each sentence of a reply is, and the whole of it.
pub(super) struct Likeness<'a> {
    model: &'a Model,
    /// Word groups of the reply with their weight and sentence.
    said: BTreeMap<Name, (i64, usize)>,
    /// Squares of the sentences' lengths.
    squares: Vec<i64>,
}

impl<'a> Likeness<'a> {
    pub(super) fn of(text: &Folded, words: &[(Name, u16)], model: &'a Model) -> Self {
        let sentence = |clause: u16| text.clauses.get(usize::from(clause)).map_or(0, sentence_of);
        let mut squares = vec![0; 1 + text.clauses.last().map_or(0, sentence_of)];
        let mut said = BTreeMap::new();
        for (name, clause) in words {
            let (weight, sentence) = (model.rarity_of(*name), sentence(*clause));
            if said.insert(*name, (weight, sentence)).is_none()
                && let Some(square) = squares.get_mut(sentence)
            {
                *square += weight * weight;
            }
        }
        Self { model, said, squares }
    }

    /// The likeness of the sentence most like the sample, or of the whole, in percent.
    fn to(&self, sample: &Shape) -> i64 {
        let (sentences, whole) = self.by_sentence(sample);
        sentences.into_iter().max().unwrap_or(0).max(whole)
    }

    /// The sentence that says the same as a sample in nearly the same words, if one does.
    pub(super) fn same(&self, sample: &Shape) -> Option<usize> {
        let (sentences, _) = self.by_sentence(sample);
        let best = sentences.iter().enumerate().max_by_key(|(_, likeness)| **likeness)?;
        (*best.1 >= SAME).then_some(best.0)
    }

    /// The likeness of each sentence to the sample, and that of the whole, in percent.
    fn by_sentence(&self, sample: &Shape) -> (Vec<i64>, i64) {
        let mut shared = vec![0; self.squares.len()];
        let mut length = 0;
        for name in sample {
            let weight = self.model.rarity_of(*name);
            length += weight * weight;
            if let Some((_, sentence)) = self.said.get(name)
                && let Some(shared) = shared.get_mut(*sentence)
            {
                *shared += weight * weight;
            }
        }
        let cosine = |shared: i64, square: i64| {
            let lengths = (square.isqrt() * length.isqrt()).max(1);
            100 * shared / lengths
        };
        let whole = cosine(shared.iter().sum(), self.squares.iter().sum());
        let sentences = shared.iter().zip(&self.squares).map(|(shared, square)| cosine(*shared, *square));
        (sentences.collect(), whole)
    }

    /// What the samples add to each judgement, in thousandths of log-odds.
    pub(super) fn lifts(&self, samples: &[Sample<'_>], memo: &Memo) -> [i64; learned::HEADS] {
        let mut lifts = [0; learned::HEADS];
        for sample in samples.iter().filter(|sample| !sample.acts.is_empty()) {
            let shape: Arc<Shape> = memo.shape(sample.reply);
            let lift = ((self.to(&shape) - ALIKE) * SLOPE).clamp(0, MOST);
            for (known, act) in lifts.iter_mut().zip(Act::ALL) {
                if sample.acts.contains(&act) {
                    *known = (*known).max(lift);
                }
            }
        }
        lifts
    }
}

fn sentence_of(clause: &Clause) -> usize {
    clause.sentence as usize
}
