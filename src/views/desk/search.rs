//! Finding words in texts whatever their case and width, and where they stand.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::views::parts;

/// A letter in comparable form, with the bytes it came from.
struct Glyph {
    letter: char,
    from: Range<usize>,
}

fn glyphs(text: &str) -> Vec<Glyph> {
    text.char_indices()
        .flat_map(|(at, letter)| {
            let from = at..at + letter.len_utf8();
            let plain = std::iter::once(letter).nfkc().flat_map(char::to_lowercase);
            plain.map(move |letter| Glyph { letter, from: from.clone() })
        })
        .collect()
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// The words of a query in comparable form.
pub(super) fn words(query: &str) -> Vec<String> {
    folded(query).split_whitespace().map(str::to_owned).collect()
}

/// Whether a text holds every one of the words.
pub(super) fn holds(text: &str, words: &[String]) -> bool {
    let text = folded(text);
    words.iter().all(|word| text.contains(word))
}

/// Where the words stand in a text: ranges of bytes, in order, none touching another.
pub(super) fn hits(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let glyphs = glyphs(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        for window in glyphs.windows(letters.len().max(1)) {
            let same = window.iter().map(|glyph| glyph.letter).eq(letters.iter().copied());
            if let (true, Some(first), Some(last)) = (same, window.first(), window.last()) {
                found.push(first.from.start..last.from.end);
            }
        }
    }
    found.sort_by_key(|hit| (hit.start, hit.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for hit in found {
        match joined.last_mut() {
            Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
            _ => joined.push(hit),
        }
    }
    joined
}

/// Markdown without its marks, on one line.
pub(super) fn plain(markdown: &str) -> String {
    let lines = markdown.lines().map(|line| {
        let line = line.trim().trim_start_matches(['#', '>', '-', '*', '+', '|']).trim_start();
        let numbered = line.trim_start_matches(|letter: char| letter.is_ascii_digit()).strip_prefix(". ");
        let line =
            numbered.filter(|_| line.starts_with(|letter: char| letter.is_ascii_digit())).unwrap_or(line);
        line.replace("**", "").replace(['`', '|'], "")
    });
    let mut text = String::new();
    lines.filter(|line| !line.trim().is_empty()).for_each(|line| parts::append(&mut text, &line));
    text
}

/// The part of a text around its first hit, about `length` characters, with its own hits.
pub(super) fn snippet(text: &str, words: &[String], length: usize) -> (String, Vec<Range<usize>>) {
    let first = hits(text, words).first().map_or(0, |hit| hit.start);
    let before = text.get(..first).map_or(0, |before| before.chars().count());
    let start = if before > length / 3 { before - length / 4 } else { 0 };
    let mut part: String = text.chars().skip(start).take(length).collect();
    let more = text.chars().count() > start + length;
    if start > 0 {
        part = after_broken_word(&part).to_owned();
    }
    if more
        && let Some((whole, broken)) = part.rsplit_once(' ')
        && broken.len() < 20
        && broken.is_ascii()
    {
        part = whole.to_owned();
    }
    let open = if start > 0 { "…" } else { "" };
    let close = if more { "…" } else { "" };
    let part = format!("{open}{}{close}", part.trim());
    let hits = hits(&part, words);
    (part, hits)
}

/// What stands after the rest of a word cut in two; Chinese has no such words.
fn after_broken_word(part: &str) -> &str {
    match part.split_once(' ') {
        Some((broken, whole)) if broken.len() < 20 && broken.is_ascii() => whole,
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_found_whatever_case_and_width() {
        let text = "Ｈide the Profile";
        let found: Vec<&str> = hits(text, &words("HIDE profile")).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, ["Ｈide", "Profile"]);
    }

    #[test]
    fn a_snippet_shows_the_first_hit_of_a_long_text() {
        let text = format!("{}退费三天到账{}", "前言".repeat(100), "后话".repeat(100));
        let (part, hits) = snippet(&text, &words("退费"), 40);
        assert!(part.starts_with('…') && part.ends_with('…') && part.contains("退费"), "{part}");
        assert_eq!(hits.len(), 1);
    }

    #[test]
    fn every_word_has_to_be_found() {
        assert!(holds("Refund a charge", &words("refund CHARGE")));
        assert!(!holds("Refund a charge", &words("refund letter")));
    }
}
