//! Numbers in digits, English words and Chinese characters.

use crate::listen::fold::{Glyph, is_han, is_latin};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Digits without commas, with the value in thousandths.
    Number(String, i64),
    Word(&'a str),
    Sign(char),
}

#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) from: u32,
    pub(super) to: u32,
    /// Whether white space stands before it.
    pub(super) apart: bool,
}

/// Cuts text into numbers, words, single Chinese characters and signs; `text` is what the glyphs spell.
pub(super) fn tokens<'a>(glyphs: &[Glyph], text: &'a str) -> Vec<Token<'a>> {
    let mut found = Vec::with_capacity(glyphs.len());
    let (mut index, mut begin) = (0, 0);
    let mut apart = false;
    while let Some(first) = glyphs.get(index).copied() {
        if first.ch.is_whitespace() && first.ch != '\n' {
            begin += first.ch.len_utf8();
            (index, apart) = (index + 1, true);
            continue;
        }
        let ch = |at: usize| glyphs.get(at).map_or(' ', |glyph| glyph.ch);
        let length = if first.ch.is_ascii_digit() {
            let inside = |at: &usize| {
                ch(*at).is_ascii_digit()
                    || (matches!(ch(*at), ',' | '.') && ch(at - 1).is_ascii_digit() && groups(&ch, *at))
            };
            (index..glyphs.len()).take_while(|at| *at == index || inside(at)).count()
        } else if is_latin(first.ch) {
            let inside = |at: &usize| is_latin(ch(*at)) && !ch(*at).is_ascii_digit();
            (index..glyphs.len()).take_while(inside).count().max(1)
        } else {
            1
        };
        let run = glyphs.get(index..index + length).unwrap_or_default();
        let end = begin + run.iter().map(|glyph| glyph.ch.len_utf8()).sum::<usize>();
        let written = text.get(begin..end).unwrap_or_default();
        let kind = if first.ch.is_ascii_digit() {
            let plain = written.replace(',', "");
            let value = thousandths(&plain);
            Kind::Number(plain, value)
        } else if is_latin(first.ch) || is_han(first.ch) {
            Kind::Word(written)
        } else {
            Kind::Sign(first.ch)
        };
        let to = run.last().map_or(first.at, |glyph| glyph.at) + 1;
        found.push(Token { kind, from: first.at, to, apart });
        (index, begin, apart) = (index + length, end, false);
    }
    found
}

/// A comma must part thousands, a point must stand before a digit.
fn groups(ch: &impl Fn(usize) -> char, at: usize) -> bool {
    let digits = (at + 1..at + 5).take_while(|next| ch(*next).is_ascii_digit()).count();
    if ch(at) == ',' { digits == 3 } else { digits > 0 }
}

fn thousandths(plain: &str) -> i64 {
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    let whole = whole.parse::<i64>().unwrap_or(i64::MAX / 2_000);
    whole.saturating_mul(1_000).saturating_add(digits.parse().unwrap_or(0))
}

pub(super) fn word<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => word,
        Some(Kind::Number(..) | Kind::Sign(_)) | None => "",
    }
}

pub(super) fn sign(tokens: &[Token<'_>], at: usize) -> char {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Sign(sign)) => *sign,
        Some(Kind::Number(..) | Kind::Word(_)) | None => ' ',
    }
}

/// Whether these Chinese characters stand here, one a token; the token behind them.
pub(super) fn spelled(tokens: &[Token<'_>], at: usize, phrase: &str) -> Option<usize> {
    let mut next = at;
    for ch in phrase.chars() {
        let mut buffer = [0; 4];
        if word(tokens, next) != &*ch.encode_utf8(&mut buffer) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// A number at this place, in thousandths, and the token behind it.
pub(super) fn number(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let (value, next) = match &tokens.get(at)?.kind {
        Kind::Number(_, value) => (*value, at + 1),
        Kind::Word(word) if word.chars().next().is_some_and(is_han) => chinese(tokens, at)?,
        Kind::Word(_) => english(tokens, at)?,
        Kind::Sign(_) => return None,
    };
    match word(tokens, next) {
        "万" => Some((value.saturating_mul(10_000), next + 1)),
        "k" if tokens.get(next).is_some_and(|token| !token.apart) => {
            Some((value.saturating_mul(1_000), next + 1))
        }
        _ => Some((value, next)),
    }
}

fn small(word: &str) -> Option<i64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    WORDS.iter().position(|name| *name == word).and_then(|index| i64::try_from(index).ok())
}

fn tens(word: &str) -> Option<i64> {
    const WORDS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    WORDS
        .iter()
        .position(|name| *name == word)
        .and_then(|i| i64::try_from(i).ok())
        .map(|index| (index + 2) * 10)
}

fn english(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let (mut total, mut part, mut next) = (0, 0, at);
    let mut said = false;
    loop {
        let name = word(tokens, next);
        if let Some(value) = tens(name) {
            part += value;
            next += 1;
            let dash = usize::from(sign(tokens, next) == '-');
            if let Some(unit) = small(word(tokens, next + dash)).filter(|unit| (1..10).contains(unit)) {
                part += unit;
                next += dash + 1;
            }
        } else if let Some(value) = small(name).filter(|_| !said || part % 100 == 0) {
            part += value;
            next += 1;
        } else if name == "hundred" && said {
            part *= 100;
            next += 1;
        } else if !said
            && matches!(name, "a" | "an")
            && matches!(word(tokens, next + 1), "hundred" | "thousand")
        {
            part = 1;
            next += 1;
        } else if !said && name == "couple" && word(tokens, next + 1) == "of" {
            (part, next) = (2, next + 2);
        } else if name == "thousand" && said {
            (total, part) = (part * 1_000, 0);
            next += 1;
        } else if name == "and"
            && said
            && (part % 100 == 0 && part > 0 || total > 0)
            && (small(word(tokens, next + 1)).is_some() || tens(word(tokens, next + 1)).is_some())
        {
            next += 1;
        } else {
            break;
        }
        said = true;
    }
    said.then_some(((total + part) * 1_000, next))
}

pub(super) fn han_digit(word: &str) -> Option<i64> {
    let mut chars = word.chars();
    let value = match chars.next()? {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    chars.next().is_none().then_some(value)
}

fn chinese(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let (mut total, mut digit, mut last, mut next) = (0, None, 1, at);
    loop {
        let name = word(tokens, next);
        if let Some(value) = han_digit(name) {
            if digit.is_some_and(|digit| digit != 0) {
                break;
            }
            digit = Some(value);
        } else if let Some(scale) =
            [("十", 10), ("百", 100), ("千", 1_000)].iter().find(|(sign, _)| *sign == name)
        {
            if digit.is_none() && (scale.1 != 10 || next != at) {
                break;
            }
            total += digit.take().unwrap_or(1) * scale.1;
            last = scale.1;
        } else {
            break;
        }
        next += 1;
    }
    if next == at {
        return None;
    }
    let tail = digit.unwrap_or(0);
    // 两千三 is 2,300, but 两百零三 is 203 and 二十三 is 23.
    let short = last >= 100 && next >= at + 3 && word(tokens, next - 2) != "零" && tail > 0;
    total += if short { tail * last / 10 } else { tail };
    Some((total * 1_000, next))
}
