//! Days of the calendar.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan as _};

use super::number::{Kind, Token, number, sign, spelled, word};

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

/// How days are written in a hurry.
const MISSPELT: [(&str, &str); 7] = [
    ("weds", "wednesday"),
    ("wensday", "wednesday"),
    ("wednsday", "wednesday"),
    ("wendesday", "wednesday"),
    ("thrusday", "thursday"),
    ("thursdy", "thursday"),
    ("tuseday", "tuesday"),
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
        let misspelt = MISSPELT.iter().find(|(wrong, _)| *wrong == name).map_or(name, |(_, right)| right);
        DAYS.iter().find(|day| misspelt.len() > 2 && day.0.starts_with(misspelt))
    };
    match word(tokens, at) {
        "today" | "tonight" => return Some((today, at + 1)),
        "tomorrow" | "tomorow" | "tommorow" | "tommorrow" | "tmr" | "tmrw" => {
            return plus(today, 1.day()).map(|date| (date, at + 1));
        }
        "yesterday" => return plus(today, (-1).days()).map(|date| (date, at + 1)),
        "day" if word(tokens, at + 1) == "after" && word(tokens, at + 2) == "tomorrow" => {
            return plus(today, 2.days()).map(|date| (date, at + 3));
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
    if let Some(found) = slashed(tokens, at, today) {
        return Some(found);
    }
    let next_word = ordinal(tokens, next);
    let of = usize::from(word(tokens, next_word) == "of");
    if let Some(month) = month(word(tokens, next_word + of)).filter(|_| (1..32).contains(&whole)) {
        let next = next_word + of + 1;
        let (year, next) = year(tokens, next).map_or((None, next), |(year, next)| (Some(year), next));
        return dated(today, year, month, whole).map(|date| (date, next));
    }
    let before = at.checked_sub(1).map_or("", |last| word(tokens, last));
    let the = matches!(before, "the" | "on" | "by" | "sat" | "sun") || named(before).is_some();
    (the && next_word > next && (1..32).contains(&whole))
        .then(|| dated(today, Some(today.year()), today.month(), whole).map(|date| (date, next_word)))?
}

/// `20/05` or `5/20`: the reading that is a date and nearest to now; `24/7` and fractions are none.
fn slashed(tokens: &[Token<'_>], at: usize, today: Date) -> Option<(Date, usize)> {
    let plain = |at: usize| match &tokens.get(at)?.kind {
        Kind::Number(written, value) if written.len() < 3 => i8::try_from(value / 1_000).ok(),
        Kind::Number(..) | Kind::Word(_) | Kind::Sign(_) => None,
    };
    let (first, second) = (plain(at)?, plain(at + 2).filter(|_| sign(tokens, at + 1) == '/')?);
    if sign(tokens, at + 3) == '/' || (first, second) == (24, 7) || first < second && second < 10 {
        return None;
    }
    let readings = [dated(today, None, second, first.into()), dated(today, None, first, second.into())];
    let away = |date: &Date| today.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
    readings.into_iter().flatten().min_by_key(away).map(|date| (date, at + 3))
}

fn chinese_day(tokens: &[Token<'_>], at: usize, today: Date) -> Option<(Date, usize)> {
    const NEAR: [(&str, i64); 15] = [
        ("大后天", 3),
        ("大后儿", 3),
        ("后天", 2),
        ("后儿", 2),
        ("明天", 1),
        ("明日", 1),
        ("明儿", 1),
        ("今天", 0),
        ("今日", 0),
        ("今儿", 0),
        ("今个", 0),
        ("昨儿", -1),
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
        // 约一下周三 is 一下 and 周三.
        if name == "下" && at.checked_sub(1).is_some_and(|before| word(tokens, before) == "一") {
            continue;
        }
        let Some(next) = spelled(tokens, at, name) else { continue };
        let week = ["周", "星期", "礼拜"].iter().find_map(|week| spelled(tokens, next, week));
        let Some(next) = week else { continue };
        let sunday = word(tokens, next) == "天";
        let figure = match tokens.get(next).map(|token| &token.kind) {
            Some(Kind::Number(written, _)) if written.len() == 1 => written.parse().ok(),
            _ => None,
        };
        let of_week = |(index, day): &(usize, &(&str, &str, Weekday))| {
            day.1 == word(tokens, next) || (sunday && day.1 == "日") || figure == Some(index + 1)
        };
        if let Some((_, day)) = DAYS.iter().enumerate().find(of_week) {
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
