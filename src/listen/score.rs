//! From hits and marks to acts: points are added up and read as a percentage.

mod words;

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::features::{self, Features};
use super::fold::{Folded, glyphs};
use super::learned::{self, Model};
use super::lexicon::{Form, Head, Lexicon, Place, Role};
use super::marks::{self, Seen};
use super::memo::Memo;
use super::pattern::Hit;
use super::quantity::{Quantity, quantities};
use super::sample::Likeness;
use super::{Heard, Hearing, Moment};
use crate::scenario::act::Act;

/// Candidates below this are not worth reporting.
const WORTH: u8 = 15;
/// So many kinds of courtesy, with no word of the customer's and no figure, are a pile.
const PILE: usize = 6;
/// So many kinds of courtesy in one clause are a list of phrases and not a sentence.
const CROWD: usize = 3;
/// From how much of the customer's own line on, in percent, a reply is a copy of it; shorter ones are never looked at.
const COPIED: (usize, usize) = (60, 5);
/// How sure an accusation can be that rests on a single phrase.
const SINGLE: u8 = 78;
/// How sure an accusation can be that no phrase proves.
const UNPROVEN: u8 = 35;
/// How many words or characters before a phrase a negator reaches.
pub(super) const REACH: usize = 3;

/// Everything found in one reply with one lexicon.
pub(super) struct Reading<'a> {
    pub(super) text: Folded,
    pub(super) hits: Vec<Hit>,
    pub(super) asks: Vec<bool>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) quantities: Vec<Quantity>,
    marks: Vec<bool>,
    customer: Folded,
    model: Option<&'a Model>,
    shared: Vec<(usize, usize)>,
    /// Hits that count, as (mark, first byte, end byte, clause).
    counted: Vec<(usize, usize, usize, usize)>,
    /// Marks of phrases that were said, but denied or asked about.
    denied: Vec<usize>,
    /// How like the moment's sample replies it is.
    pub(super) likeness: Option<Likeness<'a>>,
    /// What the moment's sample replies add to each judgement.
    lifts: Option<[i64; learned::HEADS]>,
}

/// One phrase that speaks for an act.
struct Proof {
    points: i32,
    start: usize,
    end: usize,
    clause: usize,
}

/// Chance in percent for points in tenths of log-odds, by a table, so that every machine agrees.
fn percent(points: i32) -> u8 {
    const TABLE: [u8; 24] =
        [50, 55, 60, 65, 69, 73, 77, 80, 83, 86, 88, 90, 92, 93, 94, 95, 96, 97, 97, 98, 98, 98, 99, 99];
    let step = usize::try_from(points.unsigned_abs() / 2).unwrap_or(usize::MAX);
    let above = TABLE.get(step).copied().unwrap_or(99);
    if points < 0 { 100 - above } else { above }
}

fn sum(head: &Head, marks: &[bool]) -> i32 {
    let carried = |mark: usize| marks.get(mark).copied().unwrap_or(false);
    head.base + head.weights.iter().filter(|(mark, _)| carried(*mark)).map(|(_, points)| points).sum::<i32>()
}

pub(super) fn read<'a>(
    moment: &Moment<'_>,
    lexicon: &'a Lexicon,
    model: Option<&'a Model>,
    memo: &Memo,
) -> Reading<'a> {
    let glyphs = glyphs(moment.reply);
    let text = Folded::of(&glyphs);
    let quantities = quantities(&glyphs, DateTime::constant(2026, 1, 1, 12, 0, 0, 0));
    let customer = Folded::new(moment.customer);
    let shared = marks::shared(&text, &customer, lexicon);
    let mut extra: Vec<(&str, usize, usize)> =
        shared.iter().map(|(start, end)| ("theirs", *start, *end)).collect();
    for quantity in &quantities {
        let (start, end) = text.bytes(quantity.from, quantity.to);
        extra.push(("figure", start, end));
        if quantity.what.is_time() {
            extra.push(("when", start, end));
        }
    }
    let hits = lexicon.patterns.find(&text, &extra);
    let mut asks: Vec<bool> = text.clauses.iter().map(|clause| clause.asks).collect();
    for hit in &hits {
        if lexicon.roles.get(hit.pattern) == Some(&Role::Question)
            && let Some(asks) = asks.get_mut(hit.clause)
        {
            *asks = true;
        }
    }
    let negators = negators(&hits, lexicon);
    let seen = Seen {
        moment,
        glyphs: &glyphs,
        text: &text,
        asks: &asks,
        negators: negators.len(),
        quantities: &quantities,
        shared: &shared,
    };
    let mut marks = marks::of(&seen, lexicon);
    marks.resize(lexicon.marks.len(), false);
    let cancelled: BTreeSet<(usize, usize)> = hits
        .iter()
        .filter_map(|hit| match lexicon.roles.get(hit.pattern) {
            Some(Role::Cancels(group)) => Some((*group, hit.clause.checked_sub(1)?)),
            Some(_) | None => None,
        })
        .collect();
    let (mut counted, mut denied) = (Vec::new(), Vec::new());
    for hit in &hits {
        let Some(Role::Group(group)) = lexicon.roles.get(hit.pattern) else { continue };
        let Some(conditions) = lexicon.groups.get(*group) else { continue };
        let asking = asks.get(hit.clause).copied().unwrap_or(false);
        let fits = match conditions.form {
            Form::Either => true,
            Form::Asking => asking,
            Form::Telling => !asking,
        } && match conditions.place {
            Place::Anywhere => true,
            Place::Start => hit.clause < 2,
            Place::End => hit.clause + 2 >= text.clauses.len(),
        };
        let fits = fits && !cancelled.contains(&(*group, hit.clause));
        let mark = marks::NAMES.len() + group;
        if fits && (conditions.even_negated || !negated(&text, &negators, hit)) {
            if let Some(carried) = marks.get_mut(mark) {
                *carried = true;
            }
            counted.push((mark, hit.start, hit.end, hit.clause));
        } else {
            denied.push(mark);
        }
    }
    let likeness = model
        .filter(|_| !moment.samples.is_empty())
        .map(|model| Likeness::of(&text, &features::words(&text), model));
    let lifts = likeness.as_ref().map(|likeness| likeness.lifts(moment.samples, memo));
    Reading {
        text,
        hits,
        asks,
        lexicon,
        quantities,
        marks,
        customer,
        model,
        shared,
        counted,
        denied,
        likeness,
        lifts,
    }
}

/// The negators that negate: those within a phrase like "no problem" do not.
pub(super) fn negators(hits: &[Hit], lexicon: &Lexicon) -> Vec<Hit> {
    let role = |hit: &Hit| lexicon.roles.get(hit.pattern);
    let harmless: Vec<&Hit> = hits.iter().filter(|hit| role(hit) == Some(&Role::NotNegating)).collect();
    let negates = |hit: &&Hit| {
        role(hit) == Some(&Role::Negator)
            && !harmless.iter().any(|other| other.start <= hit.start && hit.end <= other.end)
    };
    hits.iter().filter(negates).copied().collect()
}

fn negated(text: &Folded, negators: &[Hit], hit: &Hit) -> bool {
    negators.iter().any(|negator| {
        negator.clause == hit.clause
            && negator.end <= hit.start
            && text.distance(negator.end, hit.start) <= REACH
    })
}

impl Reading<'_> {
    /// Names of the marks this reply carries.
    pub(super) fn names(&self) -> Vec<String> {
        let carried = self.lexicon.marks.iter().zip(&self.marks).filter(|(_, carried)| **carried);
        carried.map(|(name, _)| name.clone()).collect()
    }

    /// What a model looks at.
    pub(super) fn features(&self) -> Features {
        let carried = self.lexicon.marks.iter().zip(&self.marks).filter(|(_, carried)| **carried);
        features::of(&self.text, &self.asks, &self.customer, carried.map(|(name, _)| name.as_str()))
    }

    /// What a model has learned to hear.
    fn learned(&self, model: &Model) -> Hearing {
        let mut judged = model.judge(&self.features());
        if let Some(lifts) = &self.lifts {
            judged.lift(lifts);
        }
        let heard_from = |head: usize| model.heads.get(head).map_or(50, |head| head.heard_from);
        let stuffed =
            judged.percent(learned::STUFFED) >= heard_from(learned::STUFFED) || self.piled() || self.pasted();
        let mut acts = Vec::new();
        for (at, act) in Act::ALL.into_iter().enumerate() {
            let mut sure = judged.percent(at);
            if self.denies(act) {
                sure = sure.min(heard_from(at).saturating_sub(1));
            }
            if act.is_harm() {
                sure = sure.max(self.told_in_so_many_words(act));
            }
            if sure < WORTH {
                continue;
            }
            let (from, to) = self.words_for(act, at, &judged, model);
            let here = self.text.clause_of(from);
            if act.is_harm() && self.says(here, Role::Report) {
                sure = sure.min(super::ACCUSES - 1);
            }
            if act == Act::Consent && self.says(here, Role::Choice) {
                sure = sure.min(heard_from(at).saturating_sub(1));
            }
            acts.push(Heard { act, from, to, sure, heard: sure >= heard_from(at) });
        }
        let warm = judged.percent(learned::WARM) >= heard_from(learned::WARM);
        let specific = judged.percent(learned::SPECIFIC) >= heard_from(learned::SPECIFIC);
        let empathy = u8::from(warm) + u8::from(warm && specific);
        Hearing { acts, empathy, stuffed }
    }

    /// How sure the lexicon alone is of a harm its phrases prove, in percent; 0 where it is not very sure.
    fn told_in_so_many_words(&self, act: Act) -> u8 {
        let known = self.lexicon.acts.iter().find(|(known, _)| *known == act);
        let sure = known
            .filter(|(_, head)| !self.proof(head).is_empty())
            .map_or(0, |(_, head)| percent(sum(head, &self.marks)).min(SINGLE));
        if sure == SINGLE { sure } else { 0 }
    }

    /// Whether all its phrases that were said were denied or asked about, as in "I can't promise".
    fn denies(&self, act: Act) -> bool {
        let Some((_, head)) = self.lexicon.acts.iter().find(|(known, _)| *known == act) else { return false };
        let speaks = |mark: &usize| head.weights.iter().any(|(known, points)| known == mark && *points > 0);
        self.denied.iter().any(speaks) && self.proof(head).is_empty()
    }

    /// Whether a clause holds a phrase that is there for this.
    pub(super) fn says(&self, clause: usize, role: Role) -> bool {
        self.hits.iter().any(|hit| hit.clause == clause && self.lexicon.roles.get(hit.pattern) == Some(&role))
    }

    /// Announced pauses that are not negated.
    pub(super) fn holds(&self) -> Vec<Hit> {
        let negators = negators(&self.hits, self.lexicon);
        let holds = |hit: &&Hit| self.lexicon.roles.get(hit.pattern) == Some(&Role::Hold);
        self.hits.iter().filter(holds).filter(|hit| !negated(&self.text, &negators, hit)).copied().collect()
    }

    fn judged(&self, name: &str) -> u8 {
        self.lexicon.judgements.get(name).map_or(0, |head| percent(sum(head, &self.marks)))
    }

    pub(super) fn hearing(&self) -> Hearing {
        if self.text.clauses.is_empty() {
            return Hearing { acts: Vec::new(), empathy: 0, stuffed: false };
        }
        if let Some(model) = self.model {
            return self.learned(model);
        }
        let stuffed = self.judged("stuffed") >= 50 || self.piled() || self.pasted();
        let mut acts = Vec::new();
        for (act, head) in &self.lexicon.acts {
            let mut sure = percent(sum(head, &self.marks));
            let proof = self.proof(head);
            if act.is_harm() && proof.is_empty() {
                sure = sure.min(UNPROVEN);
            }
            if act.is_harm() && proof.len() < 2 {
                sure = sure.min(SINGLE);
            }
            let heard = sure >= head.heard_from;
            if sure < WORTH {
                continue;
            }
            for (index, (from, to)) in self.spans(*act, &proof).into_iter().enumerate() {
                let sure = sure.saturating_sub(if index == 0 { 0 } else { 5 });
                acts.push(Heard {
                    act: *act,
                    from,
                    to,
                    sure,
                    heard: heard && (index == 0 || sure >= head.heard_from),
                });
            }
        }
        let warm = self.judged("warm");
        let specific = self.judged("specific");
        let tied = !self.shared.is_empty() || !self.quantities.is_empty();
        let specific = if tied { specific } else { 0 };
        let empathy = u8::from(warm >= 50) + u8::from(warm.min(specific) >= 50);
        Hearing { acts, empathy, stuffed }
    }

    /// Whether it is the customer's own line given back.
    fn pasted(&self) -> bool {
        let (most, least) = COPIED;
        !self.shared.is_empty() && features::copied(&self.text, &self.customer, least) >= most
    }

    /// Whether courtesies are piled up: many kinds with nothing of this customer among them, or several in one clause.
    fn piled(&self) -> bool {
        const COURTESIES: [Act; 8] = [
            Act::Greet,
            Act::Thank,
            Act::Close,
            Act::Apologise,
            Act::Feedback,
            Act::Feel,
            Act::Reassure,
            Act::Own,
        ];
        let heard = self.lexicon.acts.iter().filter(|(act, head)| {
            COURTESIES.contains(act) && percent(sum(head, &self.marks)) >= head.heard_from
        });
        let mut best: Vec<(usize, usize, usize)> = heard
            .filter_map(|(_, head)| self.proof(head).first().map(|hit| (hit.clause, hit.start, hit.end)))
            .collect();
        let said = best.len();
        best.sort_unstable();
        best.dedup_by(|next, kept| next.1 < kept.2);
        let tied = !self.shared.is_empty() || !self.quantities.is_empty();
        let crowded = best.iter().any(|hit| best.iter().filter(|other| other.0 == hit.0).count() >= CROWD);
        crowded || (said >= PILE && !tied)
    }
}
