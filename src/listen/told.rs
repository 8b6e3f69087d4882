//! Which facts a reply tells, truly, falsely or with caution.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::fold::{Clause, Folded, glyphs};
use super::lexicon::Role;
use super::memo::Memo;
use super::quantity::{Measure, Quantity, quantities};
use super::sample::Sample;
use super::score::{self, Reading};
use super::wording::Need;
use super::{Moment, Told, Truth};
use crate::scenario::Today;
use crate::scenario::fact::{Fact, Facts};
use crate::scenario::text::{Language, Phrases};

/// One reply, read for facts.
struct Page<'a> {
    text: Folded,
    quantities: Vec<Quantity>,
    /// Places of negators as bytes of the folded text, with their clause.
    negators: Vec<(usize, usize, usize)>,
    readings: &'a [Reading<'a>],
    asks: &'a [bool],
    /// Sentences that lay out what there is, and tell it though they ask: "Would you like a refund or a new bed?"
    offers: BTreeSet<u32>,
    today: Today<'a>,
}

/// A wording found: its parts as bytes of the folded text.
type Place = Vec<(usize, usize)>;

pub(super) fn told(
    reply: &str,
    facts: &Facts,
    today: Today<'_>,
    readings: &[Reading<'_>],
    memo: &Memo,
) -> Vec<Told> {
    let letters = glyphs(reply);
    let text = Folded::of(&letters);
    let quantities = quantities(&letters, today.now);
    let negators = readings
        .iter()
        .flat_map(|reading| score::negators(&reading.hits, reading.lexicon))
        .map(|hit| (hit.start, hit.end, hit.clause))
        .collect();
    let asked: Vec<bool> = (0..text.clauses.len())
        .map(|clause| readings.iter().any(|reading| reading.asks.get(clause).copied().unwrap_or(false)))
        .collect();
    let offers = |(at, clause): (usize, &Clause)| {
        readings.iter().any(|reading| reading.says(at, Role::Offer)).then_some(clause.sentence)
    };
    let offers = text.clauses.iter().enumerate().filter_map(offers).collect();
    let page = Page { text, quantities, negators, readings, asks: &asked, offers, today };
    let mut all = Vec::new();
    for (name, fact) in facts {
        let mut places: Vec<(Truth, Place)> = Vec::new();
        for (truth, wordings) in wordings(fact) {
            for wording in wordings {
                let place = page.find(&memo.wording(wording, today.now).1, truth);
                places.extend(place.into_iter().map(|place| (truth, place)));
            }
        }
        page.settle(&mut places);
        let said: Vec<_> = places
            .iter()
            .filter(|(_, place)| !places.iter().any(|(_, other)| inside(place, other)))
            .collect();
        for truth in [Truth::True, Truth::False, Truth::Hedged] {
            if let Some((_, place)) = said.iter().find(|(other, _)| *other == truth) {
                let (from, to) = page.span(place);
                all.push(Told { fact: name.clone(), from, to, truth });
            }
        }
    }
    all.sort_by_key(|told| told.from);
    all
}

/// Facts told in nearly the words of a sample reply, with the same figures and neither denied nor asked; `known`
/// holds those whose own wordings were found.
pub(super) fn by_sample(
    reply: &str,
    samples: &[Sample<'_>],
    known: &[Told],
    now: DateTime,
    readings: &[&Reading<'_>],
    memo: &Memo,
) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    let new = |all: &[Told], fact: &str| !known.iter().chain(all).any(|told| told.fact == fact);
    for sample in samples.iter().filter(|sample| !sample.tells.is_empty()) {
        let place = readings.iter().find_map(|reading| says(reply, reading, sample.reply, now, memo));
        let Some((from, to)) = place else { continue };
        for fact in sample.tells {
            if new(&all, fact) {
                all.push(Told { fact: fact.clone(), from, to, truth: Truth::True });
            }
        }
    }
    all
}

/// Where a reply says the same as a sample.
fn says(reply: &str, reading: &Reading<'_>, sample: &str, now: DateTime, memo: &Memo) -> Option<(u32, u32)> {
    let sentence = reading.likeness.as_ref()?.same(&memo.shape(sample))?;
    let clauses = reading.text.clauses.iter().enumerate();
    let here: Vec<_> = clauses.filter(|(_, clause)| clause.sentence as usize == sentence).collect();
    let (from, to) = (here.first()?.1.from, here.last()?.1.to);
    if here.iter().any(|(index, _)| reading.asks.get(*index).copied().unwrap_or(false)) {
        return None;
    }
    let moment = Moment { reply: sample, customer: "", turn: None, tools: &[], samples: &[] };
    let model = score::read(&moment, reading.lexicon, None, memo);
    let negators = |reading: &Reading<'_>, within: &dyn Fn(usize) -> bool| {
        score::negators(&reading.hits, reading.lexicon).iter().filter(|hit| within(hit.clause)).count()
    };
    let said = negators(reading, &|clause| here.iter().any(|(index, _)| *index == clause));
    let wanted = quantities(&glyphs(sample), now);
    let told: Vec<_> =
        quantities(&glyphs(reply), now).into_iter().filter(|one| (from..to).contains(&one.from)).collect();
    let same = wanted.len() == told.len()
        && wanted.iter().all(|one| told.iter().any(|other| other.what.same(&one.what)));
    (same && said == negators(&model, &|_| true)).then_some((from, to))
}

fn wordings(fact: &Fact) -> Vec<(Truth, BTreeSet<&str>)> {
    let mut found = vec![(Truth::True, every_phrase(&fact.is)), (Truth::False, every_phrase(&fact.wrong))];
    if fact.cautious {
        found.push((Truth::Hedged, every_phrase(&fact.hedged)));
    }
    found
}

fn every_phrase(phrases: &Phrases) -> BTreeSet<&str> {
    Language::ALL.iter().flat_map(|language| phrases.get(*language)).map(String::as_str).collect()
}

/// Whether one place lies strictly within another, so that "can be refunded in part" beats "can be refunded".
fn inside(place: &Place, other: &Place) -> bool {
    let within = |part: &(usize, usize)| other.iter().any(|whole| whole.0 <= part.0 && part.1 <= whole.1);
    let length = |place: &Place| place.iter().map(|(start, end)| end - start).sum::<usize>();
    place.iter().all(within) && length(other) > length(place)
}

impl Page<'_> {
    /// Drops what would be false where the same sentence tells the fact as it is: "Monday instead of tonight", "I can't
    /// do 300, 100 is what I may give".
    fn settle(&self, places: &mut Vec<(Truth, Place)>) {
        let sentence = |place: &Place| {
            let start = place.first().map_or(0, |part| part.0);
            self.text
                .clause_at(start)
                .and_then(|clause| self.text.clauses.get(clause))
                .map(|one| one.sentence)
        };
        let told: BTreeSet<_> = places
            .iter()
            .filter(|(truth, _)| *truth != Truth::False)
            .map(|(_, place)| sentence(place))
            .collect();
        places.retain(|(truth, place)| *truth != Truth::False || !told.contains(&sentence(place)));
    }

    /// Where a wording is told: the first sentence that holds all its parts, none negated, none asked.
    fn find(&self, needs: &[Need], truth: Truth) -> Option<Place> {
        if needs.is_empty() {
            return None;
        }
        let last = self.text.clauses.last().map_or(0, |clause| clause.sentence);
        (0..=last).find_map(|sentence| {
            let mut clauses = self.text.clauses.iter().filter(|clause| clause.sentence == sentence);
            let first = clauses.next()?;
            let end = clauses.next_back().unwrap_or(first).end;
            let worded = needs.len() > 1;
            let offered = worded && self.offers.contains(&sentence);
            let part = |need| self.part(need, truth != Truth::False && worded, offered, first.start, end);
            let place: Place = needs.iter().map(part).collect::<Option<_>>()?;
            (truth != Truth::False || !self.refused(&place)).then_some(place)
        })
    }

    /// Whether something that would be false is refused in the clause that says it, wherever the refusal stands in it, or
    /// only supposed, or said by somebody else.
    fn refused(&self, place: &Place) -> bool {
        // A wording that denies something itself is not refused by its own denial.
        let own = |from: usize, until: usize| place.iter().any(|part| part.0 <= from && until <= part.1);
        place.iter().any(|(start, _)| {
            let Some(at) = self.text.clause_at(*start) else { return false };
            self.negators.iter().any(|(from, until, clause)| *clause == at && !own(*from, *until))
                || [Role::Refusal, Role::Report, Role::Suppose].into_iter().any(|role| self.says(at, role))
        })
    }

    fn says(&self, clause: usize, role: Role) -> bool {
        self.readings.iter().any(|reading| reading.says(clause, role))
    }

    fn part(
        &self,
        need: &Need,
        counts_days: bool,
        offered: bool,
        start: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        match need {
            Need::Words(words) => {
                let sentence = self.text.text.get(start..end)?;
                let places = sentence
                    .match_indices(words.as_str())
                    .map(|(at, word)| (start + at, start + at + word.len()));
                places
                    .filter(|(from, to)| self.text.whole(*from, *to))
                    .find(|(from, to)| self.stands(*from, *to, offered))
            }
            Need::Quantity(measure) => self
                .quantities
                .iter()
                .filter(|quantity| {
                    self.is_meant(measure, &quantity.what, counts_days) && !self.is_rate(quantity)
                })
                .map(|quantity| self.text.bytes(quantity.from, quantity.to))
                .filter(|(from, to)| *from >= start && *to <= end && from < to)
                .find(|(from, to)| self.stands(*from, *to, offered)),
        }
    }

    /// Whether what is said is what a wording wants. The calendar is asked only where words beside it say what the day
    /// is for, and speaks for the trainee and never against them.
    fn is_meant(&self, wanted: &Measure, said: &Measure, counts_days: bool) -> bool {
        if counts_days { wanted.is_met(said, self.today) } else { wanted.same(said) }
    }

    /// Whether it is what a price is for, as in "32 a month".
    fn is_rate(&self, quantity: &Quantity) -> bool {
        let (start, _) = self.text.bytes(quantity.from, quantity.to);
        let words = self.text.text.get(start..).unwrap_or_default();
        quantity.what.is_time()
            && ["a ", "an ", "一"].iter().any(|one| words.starts_with(one))
            && self.quantities.iter().any(|other| {
                let (_, end) = self.text.bytes(other.from, other.to);
                !other.what.is_time()
                    && self.text.text.get(end..start).is_some_and(|between| between.trim().is_empty())
            })
    }

    /// Whether what stands here is said and not denied or asked.
    fn stands(&self, start: usize, end: usize, offered: bool) -> bool {
        let Some(clause) = self.text.clause_at(start) else { return false };
        if self.asks.get(clause).copied().unwrap_or(false) && !offered {
            return false;
        }
        let reaches = |(_, until, place): &(usize, usize, usize)| {
            if *place != clause || *until > start {
                return false;
            }
            let between = self.text.text.get(*until..start).unwrap_or_default();
            let other = self.quantities.iter().any(|quantity| {
                let (from, to) = self.text.bytes(quantity.from, quantity.to);
                from >= *until && to <= start
            });
            !(between.split(' ').any(|word| word == "but")
                || between.contains("而是")
                || (other && between.ends_with('是')))
        };
        let after = self.text.text.get(end..).unwrap_or_default();
        let denied_after = [" is not ", " is wrong", " was wrong", "不对", "是错的", "不可能"].iter();
        !self.negators.iter().any(reaches)
            && !denied_after.into_iter().any(|denial| after.starts_with(denial))
    }

    /// The span to show: the whole wording where it lies in one clause, else its longest part.
    fn span(&self, place: &Place) -> (u32, u32) {
        let start = place.iter().map(|part| part.0).min().unwrap_or(0);
        let end = place.iter().map(|part| part.1).max().unwrap_or(0);
        if self.text.clause_at(start) == self.text.clause_at(end.saturating_sub(1)) {
            return self.text.span(start, end);
        }
        let longest = place.iter().max_by_key(|part| part.1 - part.0).copied().unwrap_or((start, end));
        self.text.span(longest.0, longest.1)
    }
}
