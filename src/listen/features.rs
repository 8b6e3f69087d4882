//! What a learned listener looks at: word groups of the reply, where they stand, what they answer, and the marks.

use std::collections::BTreeSet;

use super::fold::{Folded, is_han};

/// Kinds of features; each is brought to the same length, so that long replies weigh no more than short ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// Word groups of the reply: one to three words, or Chinese characters.
    Words,
    /// Parts of words, so that a misspelt one still speaks.
    Parts,
    /// Word groups of the first clause, of the last, and of questions.
    Places,
    /// Word groups of the customer's line.
    Theirs,
    /// Phrase groups of the lexicon, and marks of structure.
    Marks,
}

impl Family {
    pub(super) const ALL: [Self; 5] = [Self::Words, Self::Parts, Self::Places, Self::Theirs, Self::Marks];

    /// In how many replies a feature has to occur to be learned.
    pub(super) fn least(self) -> u32 {
        match self {
            Self::Words | Self::Marks => 2,
            Self::Parts | Self::Places => 3,
            Self::Theirs => 4,
        }
    }

    /// What it weighs beside the others, in hundredths.
    pub(super) fn share(self) -> i64 {
        match self {
            Self::Words => 100,
            Self::Parts | Self::Places => 60,
            Self::Theirs => 40,
            Self::Marks => 35,
        }
    }
}

/// A feature's name: 32 bits of a hash over its family and words.
pub(super) type Name = u32;

/// The features of one reply.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// Names by family, each once, with the clause it stands in first (0 where it has none).
    pub(super) families: [Vec<(Name, u16)>; 5],
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn mix(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

fn name(family: Family, hash: u64) -> Name {
    let whole = mix(hash, [family as u8]);
    u32::try_from(whole >> 32).unwrap_or(0)
}

/// One word or Chinese character as a hash, with its clause.
#[derive(Clone, Copy)]
struct Token {
    hash: u64,
    clause: u16,
}

/// Tokens of a text: words with figures made alike, Chinese characters, and the ends of clauses.
fn tokens(text: &Folded, asks: &[bool]) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.text.len() / 3);
    for (index, clause) in text.clauses.iter().enumerate() {
        let at = u16::try_from(index).unwrap_or(u16::MAX);
        let mut word = BASIS;
        let mut figure = false;
        for ch in text.words(clause).chars().chain(std::iter::once(' ')) {
            let han = is_han(ch);
            if (han || ch == ' ') && word != BASIS {
                found.push(Token { hash: word, clause: at });
                word = BASIS;
            }
            if han {
                found.push(Token { hash: mix(BASIS, u32::from(ch).to_le_bytes()), clause: at });
            } else if ch != ' ' {
                let digit = ch.is_ascii_digit();
                if !(digit && figure) {
                    let shown = if digit { '0' } else { ch };
                    word = mix(word, u32::from(shown).to_le_bytes());
                }
            }
            figure = ch.is_ascii_digit();
        }
        let asked = asks.get(index).copied().unwrap_or(clause.asks);
        let last = text.clauses.get(index + 1).is_none_or(|next| next.sentence != clause.sentence);
        let end = if asked {
            b'?'
        } else if last {
            b'.'
        } else {
            b','
        };
        found.push(Token { hash: mix(BASIS, [end]), clause: at });
    }
    found
}

/// Groups of one to `most` neighbours.
fn groups(tokens: &[Token], most: usize, salt: u64, family: Family, out: &mut Vec<(Name, u16)>) {
    for start in 0..tokens.len() {
        let mut hash = salt;
        for token in tokens.iter().skip(start).take(most) {
            hash = mix(hash, token.hash.to_le_bytes());
            out.push((name(family, hash), token.clause));
        }
    }
}

/// Four letters in a row within each word written with letters, its ends marked.
fn parts(text: &Folded, out: &mut Vec<(Name, u16)>) {
    for (index, clause) in text.clauses.iter().enumerate() {
        let at = u16::try_from(index).unwrap_or(u16::MAX);
        for word in text.words(clause).split(' ').filter(|word| word.len() > 3 && !word.chars().any(is_han)) {
            let letters: Vec<u32> =
                std::iter::once(' ').chain(word.chars()).chain(std::iter::once(' ')).map(u32::from).collect();
            for four in letters.windows(4) {
                let hash = mix(BASIS, four.iter().flat_map(|letter| letter.to_le_bytes()));
                out.push((name(Family::Parts, hash), at));
            }
        }
    }
}

/// How much of a text another one holds word for word, in percent of its runs of three words; 0 where it is shorter
/// than `least` of them.
pub(super) fn copied(text: &Folded, from: &Folded, least: usize) -> usize {
    let runs = |text: &Folded| -> BTreeSet<u64> {
        let words: Vec<u64> = tokens(text, &[]).iter().map(|token| token.hash).collect();
        words
            .windows(3)
            .map(|run| run.iter().fold(BASIS, |hash, word| mix(hash, word.to_le_bytes())))
            .collect()
    };
    let (said, theirs) = (runs(text), runs(from));
    if said.len() < least { 0 } else { 100 * said.intersection(&theirs).count() / said.len() }
}

/// The words and pairs of words of a text, each once.
pub(super) fn words(text: &Folded) -> Vec<(Name, u16)> {
    let mut found = Vec::new();
    groups(&tokens(text, &[]), 2, BASIS, Family::Words, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|(name, _)| seen.insert(*name));
    found
}

/// Everything learned from: the reply, what it answers, and the marks found in it.
pub(super) fn of<'a>(
    reply: &Folded,
    asks: &[bool],
    customer: &Folded,
    marks: impl IntoIterator<Item = &'a str>,
) -> Features {
    let mut features = Features::default();
    let [words, letters, places, theirs, signs] = &mut features.families;
    let said = tokens(reply, asks);
    groups(&said, 3, BASIS, Family::Words, words);
    parts(reply, letters);
    let last = reply.clauses.len().saturating_sub(1);
    let clause = |index: usize| -> Vec<Token> {
        said.iter().filter(|token| usize::from(token.clause) == index).copied().collect()
    };
    for (index, asked) in asks.iter().enumerate() {
        let roles = [(index == 0, b'F'), (index == last, b'L'), (*asked, b'Q')];
        if roles.iter().any(|(holds, _)| *holds) {
            let here = clause(index);
            for (_, salt) in roles.iter().filter(|(holds, _)| *holds) {
                groups(&here, 2, mix(BASIS, [*salt]), Family::Places, places);
            }
        }
    }
    groups(&tokens(customer, &[]), 2, BASIS, Family::Theirs, theirs);
    signs.extend(marks.into_iter().map(|mark| (name(Family::Marks, mix(BASIS, mark.bytes())), 0)));
    for family in &mut features.families {
        let mut seen = BTreeSet::new();
        family.retain(|(name, _)| seen.insert(*name));
    }
    features
}
