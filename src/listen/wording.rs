//! A wording of a fact, taken apart into words and quantities that stand in one sentence.

use jiff::civil::DateTime;

use super::fold::{Folded, glyphs, number};
use super::quantity::{Measure, quantities};

/// A part of a wording.
#[derive(Debug)]
pub(super) enum Need {
    Words(String),
    Quantity(Measure),
}

/// What a reply has to hold to tell a wording.
pub(super) fn needs(wording: &str, now: DateTime) -> Vec<Need> {
    let mut found = Vec::new();
    for part in wording.split(" + ").map(str::trim) {
        let letters = glyphs(part);
        let measures = quantities(&letters, now);
        let mut at = 0;
        let end = number(part.chars().count());
        for (from, to) in measures.iter().map(|measure| (measure.from, measure.to)).chain([(end, end)]) {
            let words: Vec<_> =
                letters.iter().filter(|letter| (at..from).contains(&letter.at)).copied().collect();
            let words = Folded::of(&words).text;
            if !words.is_empty() {
                found.push(Need::Words(words));
            }
            at = to;
        }
        found.extend(measures.into_iter().map(|measure| Need::Quantity(measure.what)));
    }
    found
}
