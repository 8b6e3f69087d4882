//! Brings text into the shape phrases are compared in, and remembers where every letter came from.

use std::borrow::Cow;
use std::iter;

use unicode_normalization::UnicodeNormalization as _;

/// How many characters of a reply are listened to; what stands behind them is not heard.
pub(super) const LIMIT: usize = 4_000;

/// One letter in comparable form: compatibility-normalised, lower case, look-alikes replaced, Traditional characters by
/// their Simplified ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) ch: char,
    /// The position of the character it came from.
    pub(super) at: u32,
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether a character belongs to a word written with spaces.
pub(super) fn is_latin(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || !ch.is_ascii() && !is_han(ch) && ch.is_alphanumeric()
}

pub(super) fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The glyphs of the first [`LIMIT`] characters.
pub(super) fn glyphs(text: &str) -> Vec<Glyph> {
    let mut found = Vec::with_capacity(text.len().min(LIMIT));
    // One character for one, so that places stay.
    let simplified = if text.is_ascii() { Cow::from(text) } else { Cow::from(fast2s::convert(text)) };
    for (index, ch) in simplified.chars().take(LIMIT).enumerate() {
        let at = number(index);
        if ch.is_ascii() {
            match ch {
                '\n' | '\r' => found.push(Glyph { ch: '\n', at }),
                '\t' => found.push(Glyph { ch: ' ', at }),
                _ if ch.is_ascii_control() => {}
                _ => found.push(Glyph { ch: ch.to_ascii_lowercase(), at }),
            }
        } else if is_han(ch) && !matches!(ch, '\u{f900}'..='\u{faff}') {
            found.push(Glyph { ch, at });
        } else if !invisible(ch) {
            for plain in iter::once(ch).nfkc().flat_map(char::to_lowercase).filter(|ch| !invisible(*ch)) {
                found.push(Glyph { ch: alike(plain), at });
            }
        }
    }
    found
}

fn invisible(ch: char) -> bool {
    matches!(ch,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
        || ch.is_control()
}

/// Cyrillic and Greek letters that look like Latin ones, and quotation marks that look like an apostrophe.
fn alike(ch: char) -> char {
    match ch {
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'ո' | 'η' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'х' | 'χ' => 'x',
        'у' => 'y',
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '…' => '.',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        other => other,
    }
}

/// Text as phrases see it: words apart by one blank, Chinese characters side by side, no punctuation.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// For every byte of `text` the position of its character in the original.
    origin: Vec<u32>,
    pub(super) clauses: Vec<Clause>,
}

/// A stretch between two punctuation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    /// Bytes of the folded text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Characters of the original.
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) sentence: u32,
    pub(super) asks: bool,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        Self::of(&glyphs(text))
    }

    pub(super) fn of(glyphs: &[Glyph]) -> Self {
        let mut folded = Self::default();
        let (mut index, mut start, mut sentence) = (0, 0, 0);
        while let Some(glyph) = glyphs.get(index).copied() {
            let next = glyphs.get(index + 1).map_or(' ', |next| next.ch);
            let before = index.checked_sub(1).and_then(|last| glyphs.get(last)).map_or(' ', |last| last.ch);
            if is_latin(glyph.ch) {
                index += folded.word(glyphs, index);
                continue;
            }
            if is_han(glyph.ch) {
                folded.push(glyph.ch, glyph.at);
            } else if breaks(glyph.ch, before, next) {
                folded.close(&mut start, glyph, &mut sentence);
            }
            index += 1;
        }
        let end = glyphs.last().map_or(0, |last| last.at + 1);
        folded.close(&mut start, Glyph { ch: '\n', at: end }, &mut sentence);
        folded
    }

    fn push(&mut self, ch: char, at: u32) {
        self.text.push(ch);
        self.origin.resize(self.text.len(), at);
    }

    fn push_word(&mut self, word: &str, at: u32) {
        if self.text.chars().next_back().is_some_and(is_latin) {
            self.push(' ', at);
        }
        for ch in word.chars() {
            self.push(ch, at);
        }
    }

    /// Takes one word, spelling contractions out (`can't` = `can not`); returns its length in glyphs.
    fn word(&mut self, glyphs: &[Glyph], index: usize) -> usize {
        let inside = |at: usize| {
            let ch = glyphs.get(at).map_or(' ', |glyph| glyph.ch);
            let next = glyphs.get(at + 1).map_or(' ', |glyph| glyph.ch);
            let before = at.checked_sub(1).and_then(|last| glyphs.get(last)).map_or(' ', |last| last.ch);
            is_latin(ch)
                || (ch == '\'' && next.is_ascii_alphabetic())
                || (matches!(ch, ',' | '.' | ':') && before.is_ascii_digit() && next.is_ascii_digit())
        };
        let length = (index..glyphs.len()).take_while(|at| inside(*at)).count();
        let run = glyphs.get(index..index + length).unwrap_or_default();
        let at = run.first().map_or(0, |glyph| glyph.at);
        let word: String = run.iter().map(|glyph| glyph.ch).filter(|ch| *ch != ',').collect();
        if word.is_ascii()
            && let Some(parts) = spelled_out(&word)
        {
            for part in parts.split(' ') {
                self.push_word(part, at);
            }
            self.stretch(run);
        } else if word.contains('\'') {
            for part in word.split('\'') {
                self.push_word(part, at);
            }
            self.stretch(run);
        } else {
            if self.text.chars().next_back().is_some_and(is_latin) {
                self.push(' ', at);
            }
            for glyph in run.iter().filter(|glyph| glyph.ch != ',') {
                self.push(glyph.ch, glyph.at);
            }
        }
        length
    }

    /// Lets the last byte of a respelled word stand for the whole of it.
    fn stretch(&mut self, run: &[Glyph]) {
        if let (Some(last), Some(glyph)) = (self.origin.last_mut(), run.last()) {
            *last = glyph.at;
        }
    }

    fn close(&mut self, start: &mut usize, mark: Glyph, sentence: &mut u32) {
        let end = self.text.len();
        let blank = self.text.get(*start..).is_some_and(|text| text.starts_with(' '));
        *start += usize::from(blank);
        if end > *start {
            let from = self.origin.get(*start).copied().unwrap_or(0);
            self.clauses.push(Clause {
                start: *start,
                end,
                from,
                to: mark.at.max(from + 1),
                sentence: *sentence,
                asks: mark.ch == '?',
            });
        } else if mark.ch == '?'
            && let Some(last) = self.clauses.last_mut()
        {
            last.asks = true;
        }
        *start = end;
        *sentence += u32::from(ends(mark.ch) && end > 0);
    }

    /// The span of original characters under a range of bytes.
    pub(super) fn span(&self, start: usize, end: usize) -> (u32, u32) {
        let from = self.origin.get(start).copied().unwrap_or(0);
        let to = end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(from, |at| at + 1);
        (from, to.max(from))
    }

    /// The bytes under a span of original characters.
    pub(super) fn bytes(&self, from: u32, to: u32) -> (usize, usize) {
        let first = self.origin.partition_point(|at| *at < from);
        let end = self.origin.partition_point(|at| *at < to).max(first);
        // The blank that joins two sentences belongs to neither.
        let blank = self.text.get(first..end).is_some_and(|words| words.starts_with(' '));
        (first + usize::from(blank), end)
    }

    /// The clause that holds an original character.
    pub(super) fn clause_of(&self, character: u32) -> usize {
        self.clauses.partition_point(|clause| clause.to <= character)
    }

    pub(super) fn clause_at(&self, byte: usize) -> Option<usize> {
        let index = self.clauses.partition_point(|clause| clause.end <= byte);
        (index < self.clauses.len()).then_some(index)
    }

    pub(super) fn words(&self, clause: &Clause) -> &str {
        self.text.get(clause.start..clause.end).unwrap_or_default()
    }

    /// Whether a match may stand here: latin words only as whole words.
    pub(super) fn whole(&self, start: usize, end: usize) -> bool {
        let cut = |at: usize| {
            let before = self.text.get(..at).and_then(|text| text.chars().next_back());
            let after = self.text.get(at..).and_then(|text| text.chars().next());
            before.is_some_and(is_latin) && after.is_some_and(is_latin)
        };
        !cut(start) && !cut(end)
    }

    /// Words and Chinese characters between two places.
    pub(super) fn distance(&self, start: usize, end: usize) -> usize {
        count(self.text.get(start..end).unwrap_or_default())
    }
}

/// Words and Chinese characters in folded text.
pub(super) fn count(text: &str) -> usize {
    let mut words = 0;
    let mut inside = false;
    for ch in text.chars() {
        let latin = ch != ' ' && !is_han(ch);
        words += usize::from(is_han(ch) || (latin && !inside));
        inside = latin;
    }
    words
}

fn breaks(ch: char, before: char, next: char) -> bool {
    match ch {
        ',' | ':' | '~' => !(before.is_ascii_digit() && next.is_ascii_digit()),
        '.' => !next.is_alphanumeric(),
        ';' | '!' | '?' | '\n' | '。' | '⸺' => true,
        _ => false,
    }
}

fn ends(ch: char) -> bool {
    matches!(ch, '.' | ';' | '!' | '?' | '\n' | '。' | '~')
}

fn spelled_out(word: &str) -> Option<String> {
    let whole = match word {
        "can't" | "cant" | "cannot" => "can not",
        "won't" | "wont" => "will not",
        "dont" => "do not",
        "doesnt" => "does not",
        "didnt" => "did not",
        "isnt" => "is not",
        "arent" => "are not",
        "wasnt" => "was not",
        "werent" => "were not",
        "havent" => "have not",
        "hasnt" => "has not",
        "couldnt" => "could not",
        "shouldnt" => "should not",
        "wouldnt" => "would not",
        "im" => "i am",
        "ive" => "i have",
        "youre" | "ur" => "you are",
        "youve" => "you have",
        "youll" => "you will",
        "theyre" => "they are",
        "thats" => "that is",
        "whats" => "what is",
        "lets" | "let's" => "let us",
        "u" => "you",
        _ => "",
    };
    if !whole.is_empty() {
        return Some(whole.to_owned());
    }
    let (stem, tail) = word.split_once('\'')?;
    let tail = match tail {
        "ll" => "will",
        "re" => "are",
        "ve" => "have",
        "m" => "am",
        "d" => "would",
        "s" if matches!(
            stem,
            "it" | "that"
                | "there"
                | "here"
                | "what"
                | "who"
                | "where"
                | "he"
                | "she"
                | "how"
                | "nothing"
                | "everything"
        ) =>
        {
            "is"
        }
        "t" => return stem.strip_suffix('n').map(|stem| format!("{stem} not")),
        _ => return None,
    };
    Some(format!("{stem} {tail}"))
}
