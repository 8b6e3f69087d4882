//! Whether nearly the same was said before.

use std::collections::BTreeSet;

use crate::scenario::house::House;
use crate::scenario::text::Language;

/// Letters below which a sentence is too short to count as a repetition ("Yes.", "好的").
const SHORT: usize = 6;

/// How many earlier replies said at least two thirds of this one's sentences word for word.
///
/// Phrases the house demands do not count.
pub(super) fn count(text: &str, earlier: &[String], house: &House, language: Language) -> u8 {
    let sentences = sentences(text, house, language);
    if sentences.is_empty() {
        return 0;
    }
    let same = |before: &&String| {
        let known = self::sentences(before, house, language);
        sentences.intersection(&known).count() * 3 >= sentences.len() * 2
    };
    u8::try_from(earlier.iter().filter(same).count()).unwrap_or(u8::MAX)
}

/// The sentences of a text, letters and digits only, long ones only.
fn sentences(text: &str, house: &House, language: Language) -> BTreeSet<String> {
    let demanded: Vec<String> = house
        .required
        .values()
        .flat_map(|phrases| phrases.get(language))
        .map(|phrase| letters(phrase))
        .collect();
    text.split(['.', '!', '?', ';', '。', '\u{ff01}', '\u{ff1f}', '\u{ff1b}', '\n'])
        .map(letters)
        .filter(|sentence| sentence.chars().count() >= SHORT)
        .filter(|sentence| !demanded.iter().any(|phrase| sentence.contains(phrase.as_str())))
        .collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
