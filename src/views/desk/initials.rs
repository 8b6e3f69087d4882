//! Finding Chinese texts by their pinyin: by initials (`kcy`), in full (`kancha`), or mixed.

use pinyin::ToPinyinMulti as _;

/// Letters of a query that are looked at.
const LONGEST: usize = 24;

/// The readings of each character that can be typed; Latin letters and digits read as themselves.
pub(super) struct Readings(Vec<Vec<String>>);

impl Readings {
    /// The readings of a text; characters without any are passed over.
    pub(super) fn new(text: &str) -> Self {
        let all = text.chars().filter_map(|letter| {
            if letter.is_ascii_alphanumeric() {
                return Some(vec![letter.to_ascii_lowercase().to_string()]);
            }
            let readings = letter.to_pinyin_multi()?.into_iter();
            let mut plain: Vec<String> = readings.map(|one| one.plain().replace('ü', "v")).collect();
            plain.sort();
            plain.dedup();
            Some(plain)
        });
        Self(all.collect())
    }

    /// Whether the query, typed without tones, reads some part of the text.
    pub(super) fn hold(&self, query: &str) -> bool {
        let query: String = query.chars().filter(|letter| !letter.is_whitespace()).take(LONGEST).collect();
        let query = query.to_ascii_lowercase();
        if query.is_empty() || !query.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return false;
        }
        (0..self.0.len()).any(|start| reads(self.0.get(start..).unwrap_or_default(), &query))
    }
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
        let initial = reading.get(..1).and_then(|initial| query.strip_prefix(initial));
        whole || initial.is_some_and(|left| reads(rest, left))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_and_whole_syllables_find_a_text() {
        let text = Readings::new("我看查一下，大概{minutes}分钟");
        for query in ["kcy", "kanchayi", "kanc", "wkcyxdg", "fenzhong", "fz"] {
            assert!(text.hold(query), "{query}");
        }
        for query in ["kyc", "xyz", "kanyi", ""] {
            assert!(!text.hold(query), "{query}");
        }
    }

    #[test]
    fn every_reading_of_a_character_counts() {
        let text = Readings::new("重新查");
        assert!(text.hold("cxc") && text.hold("chongxin") && text.hold("zxc"));
    }
}
