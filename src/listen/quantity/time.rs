//! Times of day and days of the calendar.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan as _};

use super::Measure;
use super::number::{Kind, Token, number, sign, word};

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
        "half" if word(tokens, at + 1) == "past" => {
            let (value, next) = number(tokens, at + 2)?;
            let (half, next) = half_of_day(tokens, next);
            return clock(value / 1_000, 30, half).map(|clock| (clock, next));
        }
        _ => {}
    }
    let (value, next) = number(tokens, at)?;
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
    let hour = number(tokens, start).filter(|(hour, next)| {
        matches!(word(tokens, *next), "点" | "时") && (0..=24_000).contains(hour) && hour % 1_000 == 0
    });
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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(name: &str) -> Option<i8> {
    let near = |month: &&str| {
        *month == name
            || (name.len() >= 3 && month.get(..3) == Some(name))
            || name == "sept" && month.starts_with("sept")
    };
    MONTHS.iter().position(near).and_then(|index| i8::try_from(index + 1).ok())
}

const DAYS: [(&str, &str, Weekday); 7] = [
    ("monday", "一", Weekday::Monday),
    ("tuesday", "二", Weekday::Tuesday),
    ("wednesday", "三", Weekday::Wednesday),
    ("thursday", "四", Weekday::Thursday),
    ("friday", "五", Weekday::Friday),
    ("saturday", "六", Weekday::Saturday),
    ("sunday", "日", Weekday::Sunday),
];

fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

/// The day of this name: the coming one, or the one `weeks` after this week's.
fn weekday(today: Date, day: Weekday, weeks: Option<i64>) -> Option<Date> {
    let offset = i64::from(day.to_monday_zero_offset());
    let now = i64::from(today.weekday().to_monday_zero_offset());
    let days = weeks.map_or_else(|| (offset - now).rem_euclid(7), |weeks| offset - now + weeks * 7);
    plus(today, days.days())
}

/// A day of the month, with the year nearest to now.
fn dated(today: Date, year: Option<i16>, month: i8, day: i64) -> Option<Date> {
    let day = i8::try_from(day).ok()?;
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let away = |date: &Date| today.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
    let years = [today.year() - 1, today.year(), today.year() + 1];
    years.into_iter().filter_map(|year| Date::new(year, month, day).ok()).min_by_key(away)
}

fn ordinal(tokens: &[Token<'_>], at: usize) -> usize {
    let glued = tokens.get(at).is_some_and(|token| !token.apart);
    at + usize::from(glued && matches!(word(tokens, at), "st" | "nd" | "rd" | "th"))
}

fn year(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let skip = at + usize::from(sign(tokens, at) == ',');
    let (value, next) = number(tokens, skip)?;
    let value = i16::try_from(value / 1_000).ok()?;
    (2_000..2_100).contains(&value).then_some((value, next))
}

/// Any day: `tomorrow`, `next Monday`, `20 May`, `May 20th`, `2026-05-20`, `5月20日`, `20号`, `下周一`.
pub(super) fn day(tokens: &[Token<'_>], at: usize, now: DateTime) -> Option<(Date, usize)> {
    let today = now.date();
    chinese_day(tokens, at, today).or_else(|| english_day(tokens, at, today))
}

fn english_day(tokens: &[Token<'_>], at: usize, today: Date) -> Option<(Date, usize)> {
    let named = |name: &str| {
        DAYS.iter().find(|day| day.0 == name || (name.len() > 2 && day.0.get(..3) == Some(name)))
    };
    match word(tokens, at) {
        "today" | "tonight" => return Some((today, at + 1)),
        "tomorrow" | "tmr" | "tmrw" => return plus(today, 1.day()).map(|date| (date, at + 1)),
        "yesterday" => return plus(today, (-1).days()).map(|date| (date, at + 1)),
        "the"
            if word(tokens, at + 1) == "day"
                && word(tokens, at + 2) == "after"
                && word(tokens, at + 3) == "tomorrow" =>
        {
            return plus(today, 2.days()).map(|date| (date, at + 4));
        }
        "next" => {
            return named(word(tokens, at + 1))
                .and_then(|day| weekday(today, day.2, Some(1)))
                .map(|d| (d, at + 2));
        }
        "this" => {
            return named(word(tokens, at + 1))
                .and_then(|day| weekday(today, day.2, Some(0)))
                .map(|d| (d, at + 2));
        }
        name if name.len() > 2 && !matches!(name, "sun" | "sat") => {
            if let Some(day) = named(name) {
                return weekday(today, day.2, None).map(|date| (date, at + 1));
            }
        }
        _ => {}
    }
    if let Some(month) = month(word(tokens, at)) {
        let (value, next) = number(tokens, at + 1).filter(|(value, _)| (1_000..32_000).contains(value))?;
        let next = ordinal(tokens, next);
        let (year, next) = year(tokens, next).map_or((None, next), |(year, next)| (Some(year), next));
        return dated(today, year, month, value / 1_000).map(|date| (date, next));
    }
    let (value, next) = number(tokens, at)?;
    let whole = value / 1_000;
    if (2_000..2_100).contains(&whole) && matches!(sign(tokens, next), '-' | '/') {
        let (month, after) = number(tokens, next + 1)?;
        let (day, end) = number(tokens, after + 1).filter(|_| sign(tokens, after) == sign(tokens, next))?;
        let date = dated(today, i16::try_from(whole).ok(), i8::try_from(month / 1_000).ok()?, day / 1_000);
        return date.map(|date| (date, end));
    }
    let next_word = ordinal(tokens, next);
    let of = usize::from(word(tokens, next_word) == "of");
    if let Some(month) = month(word(tokens, next_word + of)).filter(|_| (1..32).contains(&whole)) {
        let next = next_word + of + 1;
        let (year, next) = year(tokens, next).map_or((None, next), |(year, next)| (Some(year), next));
        return dated(today, year, month, whole).map(|date| (date, next));
    }
    let the = at.checked_sub(1).is_some_and(|last| word(tokens, last) == "the");
    (the && next_word > next && (1..32).contains(&whole))
        .then(|| dated(today, Some(today.year()), today.month(), whole).map(|date| (date, next_word)))?
}

fn chinese_day(tokens: &[Token<'_>], at: usize, today: Date) -> Option<(Date, usize)> {
    const NEAR: [(&str, i64); 9] = [
        ("大后天", 3),
        ("后天", 2),
        ("明天", 1),
        ("明日", 1),
        ("今天", 0),
        ("今日", 0),
        ("当天", 0),
        ("昨天", -1),
        ("前天", -2),
    ];
    for (name, days) in NEAR {
        if name != "当天"
            && let Some(next) = spelled(tokens, at, name)
        {
            return plus(today, days.days()).map(|date| (date, next));
        }
    }
    for (name, weeks) in [
        ("下下", Some(2)),
        ("下个", Some(1)),
        ("下", Some(1)),
        ("本", Some(0)),
        ("这", Some(0)),
        ("上", Some(-1)),
        ("", None),
    ] {
        let Some(next) = spelled(tokens, at, name) else { continue };
        let week = ["周", "星期", "礼拜"].iter().find_map(|week| spelled(tokens, next, week));
        let Some(next) = week else { continue };
        let sunday = word(tokens, next) == "天";
        let day = DAYS.iter().find(|day| day.1 == word(tokens, next) || (sunday && day.1 == "日"));
        if let Some(day) = day {
            return weekday(today, day.2, weeks).map(|date| (date, next + 1));
        }
    }
    let (value, next) = number(tokens, at)?;
    let whole = value / 1_000;
    match word(tokens, next) {
        "年" if (2_000..2_100).contains(&whole) => {
            let (month, next) = number(tokens, next + 1).filter(|(_, next)| word(tokens, *next) == "月")?;
            let (day, next) =
                number(tokens, next + 1).filter(|(_, next)| matches!(word(tokens, *next), "日" | "号"))?;
            dated(today, i16::try_from(whole).ok(), i8::try_from(month / 1_000).ok()?, day / 1_000)
                .map(|d| (d, next + 1))
        }
        "月" if (1..=12).contains(&whole) => {
            let (day, next) = number(tokens, next + 1)?;
            let end = next + usize::from(matches!(word(tokens, next), "日" | "号"));
            dated(today, None, i8::try_from(whole).ok()?, day / 1_000).map(|date| (date, end))
        }
        "号" if (1..32).contains(&whole) && word(tokens, next + 1) != "楼" => {
            dated(today, Some(today.year()), today.month(), whole).map(|date| (date, next + 1))
        }
        _ => None,
    }
}
