//! Reads one quantity at a place: a number and what stands around it.

use jiff::civil::DateTime;

use crate::listen::fold::is_han;

use super::number::{Kind, Token, han_digit, number, sign, spelled, word};
use super::{Currency, Measure, clock, day};

type Read = (Vec<Measure>, usize, usize);

/// Chinese characters a quantity can begin with; the others are passed over at once.
const OPENERS: &str =
    "今明后大昨前凌早上中下傍晚本这周星礼百半零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖俩仨";

/// The quantity that begins here, with its first token and the one behind it.
pub(super) fn quantity(tokens: &[Token<'_>], at: usize, now: DateTime) -> Option<Read> {
    if word(tokens, at).chars().next().is_some_and(|ch| is_han(ch) && !OPENERS.contains(ch)) {
        return None;
    }
    if let Some((date, next)) = day::day(tokens, at, now) {
        return Some((vec![Measure::Day(date)], at, next));
    }
    if let Some((measures, next)) = clock::chinese(tokens, at, now.date()) {
        return Some((measures, at, next));
    }
    if let Some((clock, next)) = clock::english(tokens, at) {
        return Some((vec![clock], at, next));
    }
    percent_in_words(tokens, at)
        .or_else(|| money_sign(tokens, at))
        .or_else(|| half(tokens, at))
        .or_else(|| counted(tokens, at))
}

#[allow(clippy::unnecessary_wraps, reason = "every reader ends in it")]
fn one(measure: Measure, at: usize, next: usize) -> Option<Read> {
    Some((vec![measure], at, next))
}

fn percent_in_words(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let next = spelled(tokens, at, "百分之")?;
    if word(tokens, next) == "百" {
        return one(Measure::Percent(100_000), at, next + 1);
    }
    let (value, next) = number(tokens, next)?;
    one(Measure::Percent(value), at, next)
}

fn money_sign(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let currency = match (sign(tokens, at), word(tokens, at)) {
        ('$', _) | (_, "usd") => Currency::Dollar,
        ('¥', _) | (_, "rmb" | "cny") => Currency::Yuan,
        ('€', _) | (_, "eur") => Currency::Euro,
        ('£', _) | (_, "gbp") => Currency::Pound,
        _ => return None,
    };
    let (value, next) = number(tokens, at + 1)?;
    one(Measure::Money(value, Some(currency)), at, next)
}

/// `half an hour`, `半小时`, `半个月`.
fn half(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let next = match word(tokens, at) {
        "half" => at + 1 + usize::from(matches!(word(tokens, at + 1), "a" | "an")),
        "半" => at + 1 + usize::from(word(tokens, at + 1) == "个"),
        "an" | "a" if !matches!(word(tokens, at + 1), "hundred" | "thousand" | "couple") => {
            let (unit, next) = unit(tokens, at + usize::from(word(tokens, at + 1) == "good") + 1)?;
            let half =
                ["and", "a", "half"].iter().enumerate().all(|(i, part)| word(tokens, next + i) == *part);
            let (length, next) = if half { (1_500, next + 3) } else { (1_000, next) };
            return one(unit.of(length, length), at, next);
        }
        _ => return None,
    };
    match unit(tokens, next)? {
        (Unit::Seconds(length), next) if length < 86_400 => {
            one(Measure::Seconds(length / 2, length / 2), at, next)
        }
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Seconds(i64),
    WorkingDays,
    Months(i64),
}

impl Unit {
    fn of(self, low: i64, high: i64) -> Measure {
        match self {
            Self::Seconds(length) => {
                Measure::Seconds(low.saturating_mul(length) / 1_000, high.saturating_mul(length) / 1_000)
            }
            Self::WorkingDays => Measure::WorkingDays(low / 1_000, high / 1_000),
            Self::Months(length) => Measure::Months(low * length / 1_000, high * length / 1_000),
        }
    }
}

fn unit(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    const HAN: [(&str, Unit); 26] = [
        ("个工作日", Unit::WorkingDays),
        ("工作日", Unit::WorkingDays),
        ("个工作天", Unit::WorkingDays),
        ("个工做日", Unit::WorkingDays),
        ("个上班日", Unit::WorkingDays),
        ("天工作日", Unit::WorkingDays),
        ("个自然日", Unit::Seconds(86_400)),
        ("自然日", Unit::Seconds(86_400)),
        ("分钟", Unit::Seconds(60)),
        ("个小时", Unit::Seconds(3_600)),
        ("小时", Unit::Seconds(3_600)),
        ("个钟头", Unit::Seconds(3_600)),
        ("钟头", Unit::Seconds(3_600)),
        ("个钟", Unit::Seconds(3_600)),
        ("天", Unit::Seconds(86_400)),
        ("日", Unit::Seconds(86_400)),
        ("个星期", Unit::Seconds(604_800)),
        ("星期", Unit::Seconds(604_800)),
        ("个礼拜", Unit::Seconds(604_800)),
        ("礼拜", Unit::Seconds(604_800)),
        ("周", Unit::Seconds(604_800)),
        ("个月", Unit::Months(1)),
        ("年", Unit::Months(12)),
        ("秒钟", Unit::Seconds(1)),
        ("秒", Unit::Seconds(1)),
        ("分", Unit::Seconds(60)),
    ];
    let at = at + usize::from(sign(tokens, at) == '-');
    let at = at + usize::from(matches!(word(tokens, at), "full" | "bank" | "clear"));
    let unit = match word(tokens, at) {
        "second" | "seconds" | "sec" | "secs" => Unit::Seconds(1),
        "minute" | "minutes" | "min" | "mins" => Unit::Seconds(60),
        "hour" | "hours" | "hr" | "hrs" | "h" => Unit::Seconds(3_600),
        "day" | "days" => Unit::Seconds(86_400),
        "calendar" if word(tokens, at + 1).starts_with("day") => {
            return Some((Unit::Seconds(86_400), at + 2));
        }
        "workday" | "workdays" => Unit::WorkingDays,
        "working" | "business" | "work" | "workin" | "biz" | "banking"
            if word(tokens, at + 1 + usize::from(sign(tokens, at + 1) == '-')).starts_with("day") =>
        {
            return Some((Unit::WorkingDays, at + 2 + usize::from(sign(tokens, at + 1) == '-')));
        }
        "fortnight" => Unit::Seconds(1_209_600),
        "week" | "weeks" | "wk" | "wks" => Unit::Seconds(604_800),
        "month" | "months" => Unit::Months(1),
        "year" | "years" => Unit::Months(12),
        _ => return HAN.iter().find_map(|(name, unit)| spelled(tokens, at, name).map(|next| (*unit, next))),
    };
    Some((unit, at + 1))
}

/// A number or a range of two, and its unit.
fn counted(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let (low, next) = number(tokens, at)?;
    if let Some(digits) = digits(tokens, at) {
        return Some(digits);
    }
    let joined = matches!(sign(tokens, next), '-' | '~' | '–' | '—')
        || matches!(word(tokens, next), "to" | "or" | "到" | "至");
    let range = joined.then(|| number(tokens, next + 1)).flatten().filter(|(high, _)| *high >= low);
    let (high, next) = range.or_else(|| side_by_side(tokens, low, next)).unwrap_or((low, next));
    // 十来分钟 and 十几分钟 are about ten.
    let about = usize::from(matches!(word(tokens, next), "来" | "几" | "多"));
    let next = next + about * usize::from(unit(tokens, next + about).is_some());
    let and_a_half = spelled(tokens, next, "个半");
    if let Some((Unit::Seconds(length), end)) = and_a_half.and_then(|next| unit(tokens, next)) {
        let length = low * length / 1_000 + length / 2;
        return one(Measure::Seconds(length, length), at, end);
    }
    if let Some((unit, end)) = unit(tokens, next) {
        return one(unit.of(low, high), at, end);
    }
    let money = |currency, end| one(Measure::Money(high, currency), at, end);
    match word(tokens, next) {
        "percent" => return one(Measure::Percent(high), at, next + 1),
        "per" if word(tokens, next + 1) == "cent" => return one(Measure::Percent(high), at, next + 2),
        "dollar" | "dollars" | "bucks" | "usd" => return money(Some(Currency::Dollar), next + 1),
        "euro" | "euros" | "eur" => return money(Some(Currency::Euro), next + 1),
        "pound" | "pounds" | "quid" | "gbp" => return money(Some(Currency::Pound), next + 1),
        "yuan" | "rmb" | "cny" | "元" | "圆" => return money(Some(Currency::Yuan), next + 1),
        "块" => {
            let end = next + 1 + usize::from(word(tokens, next + 1) == "钱");
            return money(Some(Currency::Yuan), end);
        }
        "美" if word(tokens, next + 1) == "元" => return money(Some(Currency::Dollar), next + 2),
        "欧" if word(tokens, next + 1) == "元" => return money(Some(Currency::Euro), next + 2),
        "英" if word(tokens, next + 1) == "镑" => return money(Some(Currency::Pound), next + 2),
        _ => {}
    }
    match sign(tokens, next) {
        '%' => one(Measure::Percent(high), at, next + 1),
        '€' => money(Some(Currency::Euro), next + 1),
        '£' => money(Some(Currency::Pound), next + 1),
        '$' => money(Some(Currency::Dollar), next + 1),
        _ if high == 1_000 && matches!(word(tokens, at), "一" | "one") => None,
        _ => one(Measure::Count(high), at, next),
    }
}

/// The second of two Chinese digits said together, as in 三五天.
fn side_by_side(tokens: &[Token<'_>], low: i64, next: usize) -> Option<(i64, usize)> {
    let high = han_digit(word(tokens, next))? * 1_000;
    (low < high && high < 10_000 && unit(tokens, next + 1).is_some()).then_some((high, next + 1))
}

/// A long number, or several groups of digits apart by a blank or a dash: the name of something.
fn digits(tokens: &[Token<'_>], at: usize) -> Option<Read> {
    let group = |at: usize| match &tokens.get(at)?.kind {
        Kind::Number(text, _) if !text.contains('.') => Some(text.as_str()),
        Kind::Number(..) | Kind::Word(_) | Kind::Sign(_) => None,
    };
    let first = group(at)?;
    let mut all = first.to_owned();
    let mut next = at + 1;
    while first.len() >= 3 {
        let dash = usize::from(sign(tokens, next) == '-');
        let Some(more) = group(next + dash).filter(|more| more.len() >= 3) else { break };
        all.push_str(more);
        next += dash + 1;
    }
    let names = all.len() >= 5 || (first.starts_with('0') && first.len() > 1);
    let unit = unit(tokens, next).is_some()
        || matches!(word(tokens, next), "元" | "块" | "yuan" | "dollars" | "euros" | "万");
    (names && !unit).then(|| (vec![Measure::Digits(all)], at, next))
}
