//! Finding Chinese texts by their pinyin: by initials (`kcy`), in full (`kancha`), or mixed.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// Letters of a query that are looked at.
const LONGEST: usize = 24;

/// The readings of each character of a text; Latin letters and digits in it read as themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings(Vec<Vec<String>>);

impl Readings {
    /// The readings of a text; a character without any is passed over, and a text without a Chinese one has none.
    pub fn new(text: &str) -> Self {
        if !text.chars().any(|letter| letter.to_pinyin().is_some()) {
            return Self(Vec::new());
        }
        Self(text.chars().filter_map(readings).collect())
    }

    /// Whether a query typed without tones (`v` for `ü`) reads some part of the text; spaces in it do not count.
    pub fn read(&self, query: &str) -> bool {
        let query: String = query.chars().filter(|letter| !letter.is_whitespace()).take(LONGEST).collect();
        let query = query.to_ascii_lowercase();
        if query.is_empty() || !query.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return false;
        }
        (0..self.0.len()).any(|start| reads(self.0.get(start..).unwrap_or_default(), &query))
    }
}

/// How one character can be typed; none where it cannot.
fn readings(letter: char) -> Option<Vec<String>> {
    if letter.is_ascii_alphanumeric() {
        return Some(vec![letter.to_ascii_lowercase().to_string()]);
    }
    let all = letter.to_pinyin_multi()?.into_iter();
    let mut plain: Vec<String> = all.map(|one| one.plain().replace('ü', "v")).collect();
    plain.sort();
    plain.dedup();
    Some(plain)
}

/// Whether a query is read off these characters from the first one on.
fn reads(characters: &[Vec<String>], query: &str) -> bool {
    if query.is_empty() {
        return true;
    }
    let Some((first, rest)) = characters.split_first() else { return false };
    first.iter().any(|reading| {
        // The last syllable may be typed in part.
        if reading.starts_with(query) {
            return true;
        }
        let whole = query.strip_prefix(reading.as_str()).is_some_and(|left| reads(rest, left));
        // A reading of one letter is its own initial: trying it twice would double the work at every character.
        let initial = reading.get(..1).filter(|initial| initial.len() < reading.len());
        whole || initial.and_then(|initial| query.strip_prefix(initial)).is_some_and(|left| reads(rest, left))
    })
}
