//! Times of day.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Measure;
use super::number::{Kind, Token, number, sign, spelled, word};

/// Chinese words for a part of the day: (word, whether hours up to 12 mean the afternoon, days from today).
const PARTS: [(&str, bool, Option<i64>); 16] = [
    ("今天晚上", true, Some(0)),
    ("明天晚上", true, Some(1)),
    ("凌晨", false, None),
    ("早上", false, None),
    ("早晨", false, None),
    ("上午", false, None),
    ("中午", true, None),
    ("下午", true, None),
    ("傍晚", true, None),
    ("晚上", true, None),
    ("今晚", true, Some(0)),
    ("明晚", true, Some(1)),
    ("今早", false, Some(0)),
    ("明早", false, Some(1)),
    ("早", false, None),
    ("晚", true, None),
];

fn minute_of(hour: i64, minute: i64) -> Option<u16> {
    ((0..=24).contains(&hour) && (0..60).contains(&minute))
        .then(|| u16::try_from((hour % 24) * 60 + minute).ok())?
}

fn clock(hour: i64, minute: i64, afternoon: Option<bool>) -> Option<Measure> {
    let hour_of_day = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let certain = afternoon.is_some() || hour > 12 || hour == 0;
    minute_of(hour_of_day, minute).map(|minute| Measure::Clock { minute, certain })
}

/// `18:00`, `6 pm`, `6.30 p.m.`, `half past six`, `noon`.
pub(super) fn english(tokens: &[Token<'_>], at: usize) -> Option<(Measure, usize)> {
    match word(tokens, at) {
        "noon" | "midday" => return Some((Measure::Clock { minute: 720, certain: true }, at + 1)),
        "midnight" => return Some((Measure::Clock { minute: 0, certain: true }, at + 1)),
        "half" => return half_past(tokens, at + 1),
        _ => {}
    }
    if let Some(found) = past_or_to(tokens, at) {
        return Some(found);
    }
    let (value, next) = number(tokens, at)?;
    if let Some(found) = opens_a_range(tokens, value, next) {
        return Some(found);
    }
    if value % 1_000 == 0 && sign(tokens, next) == ':' {
        let Some(Kind::Number(minutes, part)) = tokens.get(next + 1).map(|token| &token.kind) else {
            return None;
        };
        if minutes.len() != 2 {
            return None;
        }
        let (half, end) = half_of_day(tokens, next + 2);
        let zero = matches!(tokens.get(at).map(|token| &token.kind), Some(Kind::Number(text, _)) if text.starts_with('0'));
        let half = half.or_else(|| zero.then_some(false));
        return clock(value / 1_000, part / 1_000, half).map(|clock| (clock, end));
    }
    let (half, end) = half_of_day(tokens, next);
    let (hour, minute) = (value / 1_000, value % 1_000 / 10);
    if half.is_some() && (1..=12).contains(&hour) {
        return clock(hour, minute, half).map(|clock| (clock, end));
    }
    if matches!(word(tokens, next), "o")
        && sign(tokens, next + 1) == '\''
        && word(tokens, next + 2) == "clock"
    {
        let (half, end) = half_of_day(tokens, next + 3);
        return clock(hour, 0, half).map(|clock| (clock, end));
    }
    let before = at.checked_sub(1).map_or("", |last| word(tokens, last));
    let free = matches!(
        word(tokens, next),
        "" | "today" | "tomorrow" | "on" | "and" | "or" | "sharp" | "this" | "at"
    ) && !matches!(sign(tokens, next), '%' | '-' | '$' | '/');
    let bare = matches!(before, "at" | "by" | "before" | "until" | "till" | "after") && free;
    (bare && value % 1_000 == 0 && (1..=12).contains(&hour))
        .then(|| clock(hour, 0, None).map(|clock| (clock, next)))?
}

/// An hour of a twelve-hour clock.
fn hour(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let (value, next) = number(tokens, at)?;
    (value % 1_000 == 0 && (1_000..13_000).contains(&value)).then_some((value / 1_000, next))
}

/// `half past six`, and `half six` as the British say it.
fn half_past(tokens: &[Token<'_>], at: usize) -> Option<(Measure, usize)> {
    let past = usize::from(word(tokens, at) == "past");
    let (hour, next) = hour(tokens, at + past)?;
    let ends = past == 1 || word(tokens, next).is_empty() || half_of_day(tokens, next).0.is_some();
    let (half, next) = half_of_day(tokens, next);
    clock(hour, 30, half).filter(|_| ends).map(|clock| (clock, next))
}

/// `quarter past six`, `ten to seven`.
fn past_or_to(tokens: &[Token<'_>], at: usize) -> Option<(Measure, usize)> {
    let (minutes, next) = match word(tokens, at) {
        "quarter" => (15, at + 1),
        _ => number(tokens, at)
            .filter(|(value, _)| matches!(value / 1_000, 5 | 10 | 20 | 25) && value % 1_000 == 0)
            .map(|(value, next)| (value / 1_000, next))?,
    };
    let past = match word(tokens, next) {
        "past" => true,
        // "10 to 12 days" is a range.
        "to" if minutes == 15 => false,
        _ => return None,
    };
    let (hour, next) = hour(tokens, next + 1)?;
    let (half, next) = half_of_day(tokens, next);
    let (hour, minute) = if past { (hour, minutes) } else { ((hour + 10) % 12 + 1, 60 - minutes) };
    clock(hour, minute, half).map(|clock| (clock, next))
}

/// The first hour of `7-9pm` and `7 to 9 pm`; the second is read after it.
fn opens_a_range(tokens: &[Token<'_>], value: i64, next: usize) -> Option<(Measure, usize)> {
    let joined = matches!(sign(tokens, next), '-' | '~' | '–' | '—') || word(tokens, next) == "to";
    if !joined || value % 1_000 != 0 || !(1_000..13_000).contains(&value) {
        return None;
    }
    let (until, end) = hour(tokens, next + 1)?;
    let (half, _) = half_of_day(tokens, end);
    let half = half.map(|afternoon| afternoon == (value / 1_000 % 12 <= until % 12));
    half.and_then(|half| clock(value / 1_000, 0, Some(half))).map(|clock| (clock, next + 1))
}

/// `am`, `p.m.`, `in the evening`, `tonight` behind a number; true is the afternoon.
fn half_of_day(tokens: &[Token<'_>], at: usize) -> (Option<bool>, usize) {
    match word(tokens, at) {
        "am" => (Some(false), at + 1),
        "pm" => (Some(true), at + 1),
        "a" | "p" if sign(tokens, at + 1) == '.' && word(tokens, at + 2) == "m" => {
            let stop = usize::from(sign(tokens, at + 3) == '.');
            (Some(word(tokens, at) == "p"), at + 3 + stop)
        }
        "tonight" => (Some(true), at),
        "in" if word(tokens, at + 1) == "the" => match word(tokens, at + 2) {
            "morning" => (Some(false), at + 3),
            "afternoon" | "evening" => (Some(true), at + 3),
            _ => (None, at),
        },
        _ => (None, at),
    }
}

/// `晚上六点半`, `18点`, `下午3点20分`; a day in the word (`今晚`) comes out too.
pub(super) fn chinese(tokens: &[Token<'_>], at: usize, today: Date) -> Option<(Vec<Measure>, usize)> {
    let part = PARTS.iter().find_map(|part| spelled(tokens, at, part.0).map(|next| (part, next)));
    let (half, start) = part.map_or((None, at), |(part, next)| (Some(part.1), next));
    let day = part.and_then(|(part, _)| part.2).and_then(|days| today.checked_add(days.days()).ok());
    let oclock = |(hour, next): &(i64, usize)| {
        matches!(word(tokens, *next), "点" | "时") && (0..=24_000).contains(hour) && hour % 1_000 == 0
    };
    let first = number(tokens, start);
    // 晚7-9点: the second hour is read after the first.
    if let Some((value, next)) = first.filter(|(value, _)| part.is_some() && value % 1_000 == 0)
        && (matches!(sign(tokens, next), '-' | '~' | '–' | '—') || matches!(word(tokens, next), "到" | "至"))
        && number(tokens, next + 1).is_some_and(|until| oclock(&until))
    {
        let time = clock(value / 1_000, 0, half)?;
        return Some((day.map(Measure::Day).into_iter().chain([time]).collect(), next + 1));
    }
    let hour = first.filter(oclock);
    let written = || english(tokens, start).filter(|_| part.is_some());
    let Some((hour, next)) = hour else {
        if let Some((Measure::Clock { minute, .. }, next)) = written() {
            let time = clock(i64::from(minute / 60), i64::from(minute % 60), half)?;
            return Some((day.map(Measure::Day).into_iter().chain([time]).collect(), next));
        }
        return day.map(|day| (vec![Measure::Day(day)], start));
    };
    let mut next = next + 1;
    let mut minute = 0;
    if word(tokens, next) == "钟" {
        next += 1;
    } else if word(tokens, next) == "半" {
        (minute, next) = (30, next + 1);
    } else if let Some(end) = spelled(tokens, next, "一刻") {
        (minute, next) = (15, end);
    } else if let Some((value, end)) =
        number(tokens, next).filter(|(value, _)| (1_000..60_000).contains(value))
    {
        let zero = usize::from(word(tokens, next) == "零");
        if word(tokens, end) == "分" && word(tokens, end + 1) != "钟" {
            (minute, next) = (value / 1_000, end + 1);
        } else if zero == 1 || value >= 10_000 && !matches!(word(tokens, end), "分" | "个" | "天" | "号")
        {
            (minute, next) = (value / 1_000, end);
        }
    }
    let hour = hour / 1_000;
    // 中午十二点 and 晚上十二点 differ, 中午一点 is 13:00.
    let time = match (part.map(|(part, _)| part.0), hour) {
        (Some("晚上" | "今晚" | "晚" | "明晚" | "今天晚上"), 12) => {
            Measure::Clock { minute: 0, certain: true }
        }
        (Some("中午"), 11) => clock(11, minute, None)?,
        _ => clock(hour, minute, half)?,
    };
    Some((day.map(Measure::Day).into_iter().chain([time]).collect(), next))
}
