//! How well a listener hears: what it says of labelled replies against their labels.

use std::collections::BTreeMap;
use std::fmt;

use rand_mt::Mt;

use super::sample::Example;
use super::train::Labelled;
use super::{Hearing, Listener, Moment};
use crate::scenario::act::Act;

/// Groups of replies drawn for the correlation over an attempt.
const GROUPS: usize = 1_000;
/// Replies in each of them.
const GROUP: usize = 10;

/// Right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Said and there.
    pub hit: u32,
    /// Said and not there.
    pub wrong: u32,
    /// There and not said.
    pub missed: u32,
}

impl Counts {
    /// Harmonic mean of precision and recall; 1 where there was nothing to say and nothing was said.
    pub fn f1(self) -> f64 {
        let all = 2 * self.hit + self.wrong + self.missed;
        if all == 0 { 1.0 } else { f64::from(2 * self.hit) / f64::from(all) }
    }
}

/// Claims of at least 80 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sure {
    /// How many were made.
    pub said: u32,
    /// How many of them are right.
    pub right: u32,
    /// How many could have been made.
    pub there: u32,
}

impl Sure {
    /// Share of the claims that are right.
    pub fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.said.max(1))
    }

    /// Share of what is there that was claimed.
    pub fn coverage(self) -> f64 {
        f64::from(self.right) / f64::from(self.there.max(1))
    }
}

/// What measuring came to; printed in the lines of `measure.py`, with the reliability of what is said behind them.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// How many replies.
    pub replies: usize,
    /// Counts by act, every act.
    pub acts: Vec<(Act, Counts)>,
    /// Claims of at least 80 %, of any act.
    pub sure: Sure,
    /// The same for harmful acts.
    pub harm: Sure,
    /// Expected calibration error over ten bins, and the pairs it is over.
    pub calibration: (f64, u32),
    /// By bin of sureness: pairs, mean sureness, share that is right.
    pub bins: Vec<(u32, f64, f64)>,
    /// Quadratic-weighted kappa of empathy 0, 1, 2.
    pub empathy: f64,
    /// Pearson's correlation of summed empathy over 1,000 groups of ten replies.
    pub groups: f64,
    /// Share of acts in replies of more than 60 characters whose words are at most half of it.
    pub spans: f64,
}

impl Measured {
    /// Mean F1 over the acts that occur.
    pub fn macro_f1(&self) -> f64 {
        let occurring: Vec<f64> =
            self.acts.iter().filter(|(_, one)| one.hit + one.missed > 0).map(|(_, one)| one.f1()).collect();
        occurring.iter().sum::<f64>() / count(occurring.len().max(1))
    }

    /// F1 over all acts thrown together.
    pub fn micro_f1(&self) -> f64 {
        let mut all = Counts::default();
        for (_, one) in &self.acts {
            all = Counts {
                hit: all.hit + one.hit,
                wrong: all.wrong + one.wrong,
                missed: all.missed + one.missed,
            };
        }
        all.f1()
    }
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// Measures a listener on labelled replies; pairs on which the raters were unsure are left out.
pub fn measure(listener: &Listener, replies: &[Labelled]) -> Measured {
    let replies: Vec<&Labelled> = replies.iter().collect();
    measured(&replies, &hear(listener, &replies))
}

/// What is heard in each reply.
pub(super) fn hear(listener: &Listener, replies: &[&Labelled]) -> Vec<Hearing> {
    replies
        .iter()
        .map(|one| {
            let samples: Vec<_> = one.examples.iter().map(Example::sample).collect();
            let (reply, customer) = (&one.reply, &one.customer);
            listener.listen(&Moment { reply, customer, turn: None, tools: &[], samples: &samples })
        })
        .collect()
}

/// Compares what was heard in each reply with its labels.
pub(super) fn measured(replies: &[&Labelled], heard: &[Hearing]) -> Measured {
    let mut acts = Act::ALL.map(|act| (act, Counts::default()));
    let (mut sure, mut harm) = (Sure::default(), Sure::default());
    let mut bins = [(0_u32, 0.0_f64, 0_u32); 10];
    let (mut all, mut short) = (0_u32, 0_u32);
    for (one, hearing) in replies.iter().zip(heard) {
        let length = one.reply.chars().count();
        for (act, counts) in acts.iter_mut().filter(|(act, _)| !one.unsure.contains(act)) {
            let is = one.acts.contains(act);
            let said: Vec<_> = hearing.acts.iter().filter(|heard| heard.act == *act).collect();
            match (said.iter().any(|heard| heard.heard), is) {
                (true, true) => counts.hit += 1,
                (true, false) => counts.wrong += 1,
                (false, true) => counts.missed += 1,
                (false, false) => {}
            }
            let strongest = said.iter().map(|heard| heard.sure).max();
            let claims = if act.is_harm() { vec![&mut sure, &mut harm] } else { vec![&mut sure] };
            for claim in claims {
                claim.there += u32::from(is);
                claim.said += u32::from(strongest.is_some_and(|sure| sure >= 80));
                claim.right += u32::from(is && strongest.is_some_and(|sure| sure >= 80));
            }
            if let Some(strongest) = strongest
                && let Some(bin) = bins.get_mut(usize::from(strongest / 10).min(9))
            {
                *bin = (bin.0 + 1, bin.1 + f64::from(strongest) / 100.0, bin.2 + u32::from(is));
            }
            if length > 60 {
                all += u32::try_from(said.len()).unwrap_or(0);
                let half = said.iter().filter(|heard| (heard.to - heard.from) as usize * 2 <= length);
                short += u32::try_from(half.count()).unwrap_or(0);
            }
        }
    }
    let pairs: u32 = bins.iter().map(|bin| bin.0).sum();
    let off: f64 = bins.iter().map(|bin| (bin.1 - f64::from(bin.2)).abs()).sum();
    let judged = replies.iter().zip(heard).filter_map(|(one, hearing)| Some((one.empathy?, hearing.empathy)));
    Measured {
        replies: replies.len(),
        acts: acts.to_vec(),
        sure,
        harm,
        calibration: (off / f64::from(pairs.max(1)), pairs),
        bins: bins
            .iter()
            .map(|(pairs, sure, right)| {
                let of = f64::from((*pairs).max(1));
                (*pairs, sure / of, f64::from(*right) / of)
            })
            .collect(),
        empathy: kappa(judged),
        groups: groups(replies, heard),
        spans: f64::from(short) / f64::from(all.max(1)),
    }
}

/// Quadratic-weighted kappa over 0, 1, 2 (Cohen, Psychological Bulletin 70, 1968).
pub(super) fn kappa(pairs: impl Iterator<Item = (u8, u8)>) -> f64 {
    let mut seen = [[0.0_f64; 3]; 3];
    for (is, said) in pairs {
        if let Some(cell) = seen.get_mut(usize::from(is)).and_then(|row| row.get_mut(usize::from(said))) {
            *cell += 1.0;
        }
    }
    let total: f64 = seen.iter().flatten().sum();
    let across = seen.map(|row| row.iter().sum::<f64>());
    let down: [f64; 3] = std::array::from_fn(|at| seen.iter().filter_map(|row| row.get(at)).sum());
    let (mut off, mut chance) = (0.0, 0.0);
    for (one, (row, whole)) in seen.iter().zip(across).enumerate() {
        for (other, (cell, column)) in row.iter().zip(down).enumerate() {
            let far = count(one.abs_diff(other)).powi(2);
            off += far * cell;
            chance += far * whole * column / total.max(1.0);
        }
    }
    if chance == 0.0 { 1.0 } else { 1.0 - off / chance }
}

/// Draws as Python's `random.Random(10)` does, so that the groups are those of `measure.py`.
struct Draw(Mt);

impl Draw {
    /// One of `of` things, by rejection over the fewest bits.
    fn choice(&mut self, of: usize) -> usize {
        let bits = usize::BITS - of.leading_zeros();
        loop {
            let drawn = (self.0.next_u32() >> (32 - bits)) as usize;
            if drawn < of {
                return drawn;
            }
        }
    }

    /// A number in 0..1 of 53 bits.
    fn random(&mut self) -> f64 {
        let (upper, lower) = (self.0.next_u32() >> 5, self.0.next_u32() >> 6);
        (f64::from(upper) * 67_108_864.0 + f64::from(lower)) / 9_007_199_254_740_992.0
    }
}

fn groups(replies: &[&Labelled], heard: &[Hearing]) -> f64 {
    let mut sorted: Vec<(&Labelled, &Hearing)> = replies.iter().copied().zip(heard).collect();
    sorted.sort_by(|one, other| one.0.id.cmp(&other.0.id));
    let mut pools: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for (one, hearing) in sorted {
        let Some(empathy) = one.empathy else { continue };
        let kind = one.intended.as_deref().unwrap_or_default();
        pools.entry(kind).or_default().push((f64::from(empathy), f64::from(hearing.empathy)));
    }
    let pools: Vec<Vec<(f64, f64)>> = pools.into_values().collect();
    if pools.is_empty() {
        return 0.0;
    }
    let mut draw = Draw(Mt::new_with_key([10]));
    let mut sums = Vec::new();
    for _ in 0..GROUPS {
        let main = draw.choice(pools.len());
        let mut sum = (0.0, 0.0);
        for _ in 0..GROUP {
            let pool = if draw.random() < 0.5 { main } else { draw.choice(pools.len()) };
            let Some(pool) = pools.get(pool) else { continue };
            let Some(one) = pool.get(draw.choice(pool.len())) else { continue };
            sum = (sum.0 + one.0, sum.1 + one.1);
        }
        sums.push(sum);
    }
    pearson(&sums)
}

fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let of = count(pairs.len().max(1));
    let (one, other) = (
        pairs.iter().map(|pair| pair.0).sum::<f64>() / of,
        pairs.iter().map(|pair| pair.1).sum::<f64>() / of,
    );
    let sum =
        |of: fn(f64, f64) -> f64| pairs.iter().map(|pair| of(pair.0 - one, pair.1 - other)).sum::<f64>();
    let spread = sum(|x, _| x * x).sqrt() * sum(|_, y| y * y).sqrt();
    if spread == 0.0 { 0.0 } else { sum(|x, y| x * y) / spread }
}

impl fmt::Display for Measured {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "replies {}", self.replies)?;
        writeln!(out, "macro F1 {:.3}   micro F1 {:.3}", self.macro_f1(), self.micro_f1())?;
        for (name, sure) in [("all", self.sure), ("harm", self.harm)] {
            let (precision, coverage) = (sure.precision(), sure.coverage());
            writeln!(out, "sure >= 0.8, {name}: precision {precision:.3}, coverage {coverage:.3}")?;
        }
        writeln!(out, "calibration error {:.3} over {} pairs", self.calibration.0, self.calibration.1)?;
        writeln!(out, "empathy QWK {:.3}", self.empathy)?;
        writeln!(out, "empathy over ten replies, Pearson {:.3}", self.groups)?;
        writeln!(out, "spans within half of a long reply {:.3}", self.spans)?;
        for (act, one) in &self.acts {
            let (name, f1) = (act.code(), one.f1());
            let Counts { hit, wrong, missed } = one;
            writeln!(out, "  {name:12} F1 {f1:.2}   hit {hit:3}  false {wrong:3}  missed {missed:3}")?;
        }
        for (place, (pairs, sure, right)) in self.bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
            let (from, to) = (place * 10, place * 10 + 9);
            writeln!(out, "  said {from:2}-{to:2} %  {pairs:6} times, mean {sure:.2}, right {right:.2}")?;
        }
        Ok(())
    }
}
