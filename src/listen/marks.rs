//! Marks of structure: what can be seen in a reply beside its phrases.

use std::collections::BTreeSet;

use super::Moment;
use super::fold::{Folded, Glyph, count, is_han};
use super::lexicon::{Lexicon, stem};
use super::quantity::{Measure, Quantity};

/// The names a lexicon file may use under `marks`.
pub(super) const NAMES: [&str; 40] = [
    "tiny",
    "short",
    "long",
    "very_long",
    "one_clause",
    "asks",
    "asks_last",
    "asks_twice",
    "all_asked",
    "exclaims",
    "exclaims_often",
    "capitals",
    "emoji",
    "lower_start",
    "no_stop",
    "dots",
    "figure",
    "figures",
    "money",
    "clock",
    "day",
    "duration",
    "overlap",
    "overlap_two",
    "overlap_four",
    "no_overlap",
    "first",
    "first_often",
    "we",
    "you",
    "you_often",
    "familiar",
    "negated",
    "negated_often",
    "but",
    "repeated",
    "customer_asks",
    "customer_upset",
    "tools",
    "opening",
];

/// Words too common to tie a reply to its customer; single signs apart, as every Chinese character is looked up.
#[derive(Debug)]
pub(super) struct StopWords {
    signs: BTreeSet<char>,
    words: BTreeSet<String>,
}

impl StopWords {
    pub(super) fn new(written: &[String]) -> Self {
        let (mut signs, mut words) = (BTreeSet::new(), BTreeSet::new());
        for word in written.iter().map(|word| super::pattern::fold_phrase(word)) {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(sign), None) => _ = signs.insert(sign),
                _ => _ = words.insert(word),
            }
        }
        Self { signs, words }
    }

    pub(super) fn sign(&self, sign: char) -> bool {
        self.signs.contains(&sign)
    }

    /// Whether a word of two characters or more is one.
    pub(super) fn word(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// What the marks are read from.
pub(super) struct Seen<'a> {
    pub(super) moment: &'a Moment<'a>,
    pub(super) glyphs: &'a [Glyph],
    pub(super) text: &'a Folded,
    pub(super) asks: &'a [bool],
    pub(super) negators: usize,
    pub(super) quantities: &'a [Quantity],
    pub(super) shared: &'a [(usize, usize)],
}

fn contains(seen: &Seen<'_>, words: &[&str]) -> usize {
    let text = &seen.text.text;
    words
        .iter()
        .map(|word| text.match_indices(word).filter(|(at, _)| seen.text.whole(*at, at + word.len())).count())
        .sum()
}

/// Which marks the reply carries, in the order of [`NAMES`].
pub(super) fn of(seen: &Seen<'_>, lexicon: &Lexicon) -> Vec<bool> {
    let length = count(&seen.text.text);
    let han = lexicon.language == crate::scenario::text::Language::Zh;
    let (tiny, short, long, very) = if han { (8, 18, 45, 75) } else { (6, 13, 32, 50) };
    let asked = seen.asks.iter().filter(|asks| **asks).count();
    let clauses = seen.asks.len();
    let sign = |wanted: char| seen.glyphs.iter().filter(|glyph| glyph.ch == wanted).count();
    let exclaims = sign('!');
    let first_char = seen.moment.reply.trim_start().chars().next().unwrap_or(' ');
    let last_char = seen.moment.reply.trim_end().chars().next_back().unwrap_or(' ');
    let money = seen.quantities.iter().any(|q| matches!(q.what, Measure::Money(..)));
    let clock = seen.quantities.iter().any(|q| matches!(q.what, Measure::Clock { .. }));
    let day = seen.quantities.iter().any(|q| matches!(q.what, Measure::Day(_)));
    let duration = seen
        .quantities
        .iter()
        .any(|q| matches!(q.what, Measure::Seconds(..) | Measure::WorkingDays(..) | Measure::Months(..)));
    let shared = seen.shared.len();
    let (first, we) = if han {
        (contains(seen, &["我"]), contains(seen, &["我们", "咱们"]))
    } else {
        (contains(seen, &["i", "me", "my"]), contains(seen, &["we", "our", "us"]))
    };
    let you = contains(seen, if han { &["您"] } else { &["you", "your"] });
    let customer = seen.moment.customer;
    vec![
        length <= tiny,
        length <= short,
        length >= long,
        length >= very,
        clauses <= 1,
        asked > 0,
        seen.asks.last().copied().unwrap_or(false),
        asked > 1,
        clauses > 0 && asked == clauses,
        exclaims > 0,
        exclaims > 2,
        shouts(seen.moment.reply),
        seen.moment.reply.chars().any(is_emoji),
        first_char.is_lowercase(),
        last_char.is_alphanumeric(),
        seen.glyphs.windows(2).any(|pair| pair.iter().all(|glyph| glyph.ch == '.')),
        !seen.quantities.is_empty(),
        seen.quantities.len() > 2,
        money,
        clock,
        day,
        duration,
        shared > 0,
        shared > 1,
        shared > 3,
        shared == 0,
        first.saturating_sub(if han { we } else { 0 }) > 0,
        first.saturating_sub(if han { we } else { 0 }) > 2,
        we > 0,
        you > 0,
        you > 2,
        contains(seen, if han { &["你"] } else { &["mate", "buddy", "dear", "sir", "madam", "ma am"] }) > 0,
        seen.negators > 0,
        seen.negators > 2,
        contains(seen, if han { &["但", "不过", "可是", "只是"] } else { &["but", "however", "though"] }) > 0,
        repeats(seen.text),
        customer.contains(['?', '?']),
        customer.contains(['!', '!']) || shouts(customer),
        !seen.moment.tools.is_empty(),
        seen.moment.turn.is_some_and(|turn| turn <= 1),
    ]
}

/// Two words of three letters or more in capitals side by side.
fn shouts(text: &str) -> bool {
    let loud = |word: &str| word.len() > 2 && word.chars().all(|ch| ch.is_ascii_uppercase());
    let mut before = false;
    text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let now = loud(word);
        std::mem::replace(&mut before, now) && now
    })
}

fn is_emoji(ch: char) -> bool {
    matches!(ch, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

/// The same clause twice, or a third of the word pairs said before.
fn repeats(text: &Folded) -> bool {
    let mut seen = BTreeSet::new();
    let same = text.clauses.iter().filter(|clause| !seen.insert(text.words(clause))).count();
    if same > 0 && text.clauses.iter().any(|clause| clause.end - clause.start > 8) {
        return true;
    }
    let units = units(&text.text);
    if units.len() < 8 {
        return false;
    }
    let pairs: BTreeSet<_> = units.windows(2).collect();
    (units.len() - 1 - pairs.len()) * 4 > units.len()
}

/// Words, or single Chinese characters.
fn units(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in text.split(' ') {
        let mut start = 0;
        for (at, ch) in word.char_indices().filter(|(_, ch)| is_han(*ch)) {
            found.extend(word.get(start..at).filter(|part| !part.is_empty()));
            found.extend(word.get(at..at + ch.len_utf8()));
            start = at + ch.len_utf8();
        }
        found.extend(word.get(start..).filter(|part| !part.is_empty()));
    }
    found
}

/// The customer's content words that come back in the reply, as bytes of the folded reply; each word once.
pub(super) fn shared(reply: &Folded, customer: &Folded, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let theirs: BTreeSet<&str> =
        content(&customer.text, lexicon).into_iter().map(|(_, _, word)| word).collect();
    let mut said = BTreeSet::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (start, end, word) in content(&reply.text, lexicon) {
        if theirs.contains(word) && said.insert(word) {
            match found.last_mut() {
                Some(last) if start < last.1 => last.1 = end,
                _ => found.push((start, end)),
            }
        }
    }
    found
}

/// Content words with their places: stems in English, pairs of characters in Chinese, numbers in both.
fn content<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<(usize, usize, &'a str)> {
    let mut found = Vec::new();
    let mut before: Option<(usize, char)> = None;
    let mut word: Option<usize> = None;
    let close = |word: &mut Option<usize>, end: usize, found: &mut Vec<(usize, usize, &'a str)>| {
        if let Some(start) = word.take()
            && let Some(text) = text.get(start..end)
            && (text.len() > 2 || text.starts_with(|ch: char| ch.is_ascii_digit()))
            && !lexicon.stop_words.word(text)
        {
            found.push((start, end, stem(text)));
        }
    };
    for (at, ch) in text.char_indices() {
        if is_han(ch) {
            let stop = lexicon.stop_words.sign(ch);
            close(&mut word, at, &mut found);
            if let Some((start, _)) = before.filter(|_| !stop)
                && let Some(pair) = text.get(start..at + ch.len_utf8())
                && !lexicon.stop_words.word(pair)
            {
                found.push((start, at + ch.len_utf8(), pair));
            }
            before = (!stop).then_some((at, ch));
        } else {
            before = None;
            if ch == ' ' {
                close(&mut word, at, &mut found);
            } else if word.is_none() {
                word = Some(at);
            }
        }
    }
    close(&mut word, text.len(), &mut found);
    found
}
