//! The learned listener: per act a weight for every feature, in whole numbers, so that every machine hears the same.

use super::features::{Family, Features, Name};
use crate::scenario::text::Language;

/// What a model file begins with.
const MAGIC: &[u8; 8] = b"HOTSEAT\x02";
/// Judgements: one for each act, then warm (empathy at least 1), specific (2) and stuffed (written for a grader).
pub(super) const HEADS: usize = 26;
/// The head that judges whether a reply has empathy at all.
pub(super) const WARM: usize = 23;
/// The head that judges whether its empathy is for this customer only.
pub(super) const SPECIFIC: usize = 24;
/// The head that judges whether a reply is a pile of stock phrases.
pub(super) const STUFFED: usize = 25;
/// Inverse document frequencies are counted in 64ths.
pub(super) const RARITY: f64 = 64.0;

/// The rarity of what was never learned: as if it stood in two of 3,600 replies.
const UNKNOWN: i64 = 480;

/// Log-odds in thousandths from which a chance of 1 %, 2 % … 99 % is reached.
const ODDS: [i64; 99] = [
    -4_595, -3_892, -3_476, -3_178, -2_944, -2_752, -2_587, -2_442, -2_314, -2_197, -2_091, -1_992, -1_901,
    -1_815, -1_735, -1_658, -1_586, -1_516, -1_450, -1_386, -1_325, -1_266, -1_208, -1_153, -1_099, -1_046,
    -995, -944, -895, -847, -800, -754, -708, -663, -619, -575, -532, -490, -447, -405, -364, -323, -282,
    -241, -201, -160, -120, -80, -40, 0, 40, 80, 120, 160, 201, 241, 282, 323, 364, 405, 447, 490, 532, 575,
    619, 663, 708, 754, 800, 847, 895, 944, 995, 1_046, 1_099, 1_153, 1_208, 1_266, 1_325, 1_386, 1_450,
    1_516, 1_586, 1_658, 1_735, 1_815, 1_901, 1_992, 2_091, 2_197, 2_314, 2_442, 2_587, 2_752, 2_944, 3_178,
    3_476, 3_892, 4_595,
];

/// The chance in percent, 0..=99, for log-odds in thousandths.
pub(super) fn percent(odds: i64) -> u8 {
    u8::try_from(ODDS.partition_point(|least| *least <= odds)).unwrap_or(99)
}

/// Why a model file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It is no model file, or one of another version.
    #[error("this is not a listener's model, or one of another version: train it again")]
    Foreign,
    /// It ends too early, or says what cannot be.
    #[error("the model is damaged: train it again")]
    Damaged,
}

/// A judgement's constants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Log-odds of a reply without features, in thousandths.
    pub(super) bias: i32,
    /// Thousandths of log-odds that one step of a weight is worth, times 2^16.
    pub(super) step: i32,
    /// Percent from which it counts as heard.
    pub(super) heard_from: u8,
}

/// What the second hearing sees of the first: by head its log-odds, then its chance, both in thousandths.
pub(super) const SEEN: usize = 2 * HEADS;

/// The second hearing: each head judges again by what all of them made of the reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Second {
    /// Log-odds in thousandths where nothing is seen.
    pub(super) bias: [i32; HEADS],
    /// What is seen counts so many 65,536ths.
    pub(super) weights: [[i32; SEEN]; HEADS],
}

/// What the second hearing sees of these log-odds.
pub(super) fn seen(odds: &[i64; HEADS]) -> [i64; SEEN] {
    std::array::from_fn(|at| match odds.get(at) {
        Some(odds) => (*odds).clamp(-6_000, 6_000),
        None => odds.get(at - HEADS).map_or(0, |odds| 10 * i64::from(percent(*odds))),
    })
}

impl Second {
    fn judge(&self, odds: &[i64; HEADS]) -> [i64; HEADS] {
        let seen = seen(odds);
        std::array::from_fn(|head| {
            let (Some(bias), Some(weights)) = (self.bias.get(head), self.weights.get(head)) else { return 0 };
            let sum: i64 = weights.iter().zip(&seen).map(|(weight, seen)| i64::from(*weight) * seen).sum();
            i64::from(*bias) + (sum >> 16)
        })
    }
}

/// What was learned for one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) language: Language,
    pub(super) heads: [Head; HEADS],
    second: Second,
    /// Features in ascending order of family and name.
    pub(super) names: Vec<Name>,
    pub(super) rarity: Vec<u16>,
    pub(super) weights: Vec<[i8; HEADS]>,
    index: Index,
}

/// Finds a feature by its name: open addressing over a table twice as large as need be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Index {
    /// One bit for every place of a larger table, so that most unknown names are told apart at once.
    known: Vec<u64>,
    slots: Vec<u32>,
    mask: usize,
}

impl Index {
    fn new(names: &[Name]) -> Self {
        let size = (names.len() * 2).next_power_of_two().max(64);
        let mut index = Self { known: vec![0; size / 8], slots: vec![0; size], mask: size - 1 };
        for (at, name) in names.iter().enumerate() {
            let (word, bit) = index.bit(*name);
            if let Some(word) = index.known.get_mut(word) {
                *word |= bit;
            }
            let mut slot = *name as usize & index.mask;
            while index.slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) & index.mask;
            }
            if let Some(place) = index.slots.get_mut(slot) {
                *place = u32::try_from(at + 1).unwrap_or(0);
            }
        }
        index
    }

    /// Eight bits for every slot, found by the upper part of the name.
    fn bit(&self, name: Name) -> (usize, u64) {
        let place = (name.rotate_left(9) as usize) & (self.known.len() * 64 - 1);
        (place / 64, 1 << (place % 64))
    }

    fn find(&self, names: &[Name], name: Name) -> Option<usize> {
        let (word, bit) = self.bit(name);
        if self.known.get(word)? & bit == 0 {
            return None;
        }
        let mut slot = name as usize & self.mask;
        loop {
            let at = *self.slots.get(slot)? as usize;
            if at == 0 {
                return None;
            }
            if names.get(at - 1) == Some(&name) {
                return Some(at - 1);
            }
            slot = (slot + 1) & self.mask;
        }
    }
}

/// What a model makes of one reply.
#[derive(Debug)]
pub(super) struct Judgement {
    /// Log-odds by head, in thousandths.
    odds: [i64; HEADS],
    /// Known features with their clause and what they are multiplied with.
    found: Vec<(usize, u16, i64)>,
}

impl Judgement {
    /// Adds to the log-odds by head, in thousandths.
    pub(super) fn lift(&mut self, by: &[i64; HEADS]) {
        for (odds, by) in self.odds.iter_mut().zip(by) {
            *odds += by;
        }
    }

    /// The chance in percent.
    pub(super) fn percent(&self, head: usize) -> u8 {
        self.odds.get(head).map_or(0, |odds| percent(*odds))
    }

    /// How much each clause spoke for it, in steps of any size.
    pub(super) fn clauses(&self, model: &Model, head: usize, count: usize) -> Vec<i64> {
        let mut sums = vec![0; count];
        for (feature, clause, factor) in &self.found {
            let weight = model.weights.get(*feature).and_then(|row| row.get(head)).copied().unwrap_or(0);
            if let Some(sum) = sums.get_mut(usize::from(*clause)) {
                *sum += i64::from(weight) * factor;
            }
        }
        sums
    }
}

impl Model {
    pub(super) fn new(
        language: Language,
        heads: &[Head; HEADS],
        second: Second,
        features: Vec<(Name, u16, [i8; HEADS])>,
    ) -> Self {
        let names: Vec<Name> = features.iter().map(|(name, _, _)| *name).collect();
        let index = Index::new(&names);
        let rarity = features.iter().map(|(_, rarity, _)| *rarity).collect();
        let weights = features.into_iter().map(|(_, _, weights)| weights).collect();
        Self { language, heads: *heads, second, names, rarity, weights, index }
    }

    /// How rare a feature is, in the units of [`RARITY`]; one that was never learned is as rare as any.
    pub(super) fn rarity_of(&self, name: Name) -> i64 {
        self.index
            .find(&self.names, name)
            .and_then(|at| self.rarity.get(at))
            .map_or(UNKNOWN, |rarity| i64::from(*rarity))
    }

    /// What the features come to.
    pub(super) fn judge(&self, features: &Features) -> Judgement {
        let mut total = [0_i64; HEADS];
        let mut found = Vec::new();
        for (family, named) in Family::ALL.iter().zip(&features.families) {
            let begin = found.len();
            let mut square = 0_i64;
            let mut sums = [0_i32; HEADS];
            for (name, clause) in named {
                let Some(at) = self.index.find(&self.names, *name) else { continue };
                let (Some(rarity), Some(row)) = (self.rarity.get(at), self.weights.get(at)) else { continue };
                let rarity = i32::from(*rarity);
                square += i64::from(rarity) * i64::from(rarity);
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight) * rarity;
                }
                found.push((at, *clause, i64::from(rarity)));
            }
            let factor = scale(*family, square);
            for (total, sum) in total.iter_mut().zip(sums) {
                *total += i64::from(sum) * factor;
            }
            let own = matches!(family, Family::Words | Family::Parts | Family::Places);
            if own {
                for (_, _, weight) in found.iter_mut().skip(begin) {
                    *weight *= factor;
                }
            } else {
                found.truncate(begin);
            }
        }
        let odds = std::array::from_fn(|head| {
            let (Some(head), Some(sum)) = (self.heads.get(head), total.get(head)) else { return 0 };
            i64::from(head.bias) + (((sum >> 12) * i64::from(head.step)) >> (SHIFT - 12 + 16))
        });
        Judgement { odds: self.second.judge(&odds), found }
    }
}

/// Bits of a family's factor behind the point.
const SHIFT: u32 = 24;

/// What every feature of a family is multiplied with, times 2^24: its share over the length of all, or for marks
/// its share alone.
pub(super) fn scale(family: Family, square: i64) -> i64 {
    let length = if family == Family::Marks { RARITY_UNITS } else { square.isqrt().max(1) };
    (family.share() << SHIFT) / (100 * length)
}

#[expect(clippy::cast_possible_truncation, reason = "64")]
const RARITY_UNITS: i64 = RARITY as i64;

/// The models of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Model>, ModelError> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
    let mut models = Vec::new();
    while !rest.is_empty() {
        models.push(one(&mut rest)?);
    }
    Ok(models)
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Result<&'a [u8; N], ModelError> {
    let (taken, left) = rest.split_first_chunk::<N>().ok_or(ModelError::Damaged)?;
    *rest = left;
    Ok(taken)
}

fn one(rest: &mut &[u8]) -> Result<Model, ModelError> {
    let language = match take::<1>(rest)? {
        [0] => Language::En,
        [1] => Language::Zh,
        _ => return Err(ModelError::Damaged),
    };
    let count = u32::from_le_bytes(*take(rest)?) as usize;
    let mut heads = [Head::default(); HEADS];
    for head in &mut heads {
        *head = Head {
            bias: i32::from_le_bytes(*take(rest)?),
            step: i32::from_le_bytes(*take(rest)?),
            heard_from: u8::from_le_bytes(*take(rest)?),
        };
    }
    let mut second = Second { bias: [0; HEADS], weights: [[0; SEEN]; HEADS] };
    for number in second.bias.iter_mut().chain(second.weights.as_flattened_mut()) {
        *number = i32::from_le_bytes(*take(rest)?);
    }
    let mut features = Vec::with_capacity(count.min(1 << 20));
    for _ in 0..count {
        let name = u32::from_le_bytes(*take(rest)?);
        let rarity = u16::from_le_bytes(*take(rest)?);
        features.push((name, rarity, take::<HEADS>(rest)?.map(u8::cast_signed)));
    }
    Ok(Model::new(language, &heads, second, features))
}

/// The models as a file.
pub(super) fn write(models: &[Model]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for model in models {
        bytes.push(u8::from(model.language == Language::Zh));
        bytes.extend(u32::try_from(model.names.len()).unwrap_or(0).to_le_bytes());
        for head in &model.heads {
            bytes.extend(head.bias.to_le_bytes());
            bytes.extend(head.step.to_le_bytes());
            bytes.push(head.heard_from);
        }
        for number in model.second.bias.iter().chain(model.second.weights.as_flattened()) {
            bytes.extend(number.to_le_bytes());
        }
        for ((name, rarity), weights) in model.names.iter().zip(&model.rarity).zip(&model.weights) {
            bytes.extend(name.to_le_bytes());
            bytes.extend(rarity.to_le_bytes());
            bytes.extend(weights.map(i8::cast_unsigned));
        }
    }
    bytes
}
