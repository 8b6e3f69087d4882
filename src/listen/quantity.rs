//! Amounts, times, dates and durations, compared by what they mean and not by how they are written.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::fold::Glyph;
use crate::scenario::Today;

mod clock;
mod day;
mod number;
mod read;

/// One quantity named in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What it means.
    pub what: Measure,
    /// The first character of it.
    pub from: u32,
    /// One past its last character.
    pub to: u32,
}

/// What a quantity means; numbers are thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// A bare number.
    Count(i64),
    /// Digits that name something: an order, an account, a room.
    Digits(String),
    /// An amount of money; `None` where no currency is named.
    Money(i64, Option<Currency>),
    /// Parts of a hundred.
    Percent(i64),
    /// A time of day.
    Clock {
        /// Minutes since midnight.
        minute: u16,
        /// Whether morning and evening are told apart.
        certain: bool,
    },
    /// A day of the calendar.
    Day(Date),
    /// A stretch of time in seconds; a day is 86,400 of them.
    Seconds(i64, i64),
    /// A stretch counted in working days, from and to.
    WorkingDays(i64, i64),
    /// A stretch counted in months, from and to.
    Months(i64, i64),
}

/// A currency people name in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Currency {
    /// US and other dollars.
    Dollar,
    /// The Chinese yuan.
    Yuan,
    /// The euro.
    Euro,
    /// Pounds sterling.
    Pound,
}

impl Measure {
    /// Whether two quantities say the same: an hour without morning or evening fits both, an amount without a
    /// currency fits any, a bare number fits the amount, the digits and nothing else.
    pub fn same(&self, other: &Self) -> bool {
        if let (Self::Clock { minute: ours, certain: sure }, Self::Clock { minute: theirs, certain: also }) =
            (self, other)
        {
            return ours == theirs || (!(*sure && *also) && ours % 720 == theirs % 720);
        }
        if let (Self::Money(ours, currency), Self::Money(theirs, other)) = (self, other) {
            return ours == theirs && (currency.is_none() || other.is_none() || currency == other);
        }
        if let (Self::WorkingDays(least, most), Self::WorkingDays(from, until)) = (self, other) {
            // "1 to 3 working days" is within 3.
            return most == until && (least == from || least == most || from == until);
        }
        self == other
            || (self.is_bare() || other.is_bare()) && self.value().is_some_and(|v| other.value() == Some(v))
    }

    /// Whether what is said means what is wanted on this day: the same, or the day by which so many days are over,
    /// or the time when so many minutes are.
    pub fn is_met(&self, said: &Self, today: Today<'_>) -> bool {
        let date = today.now.date();
        let after = |seconds: i64| today.now.checked_add(seconds.seconds()).ok();
        self.same(said)
            || match (self, said) {
                (Self::WorkingDays(_, most), Self::Day(day))
                | (Self::Day(day), Self::WorkingDays(_, most)) => {
                    today.calendar.working_day(date, *most) == Some(*day)
                }
                (Self::Day(day), Self::Seconds(least, most)) => {
                    least == most && most % 86_400 == 0 && after(*most).map(DateTime::date) == Some(*day)
                }
                (Self::Clock { .. }, Self::Seconds(least, most)) if least == most && *most < 86_400 => {
                    let minute = |then: DateTime| i64::from(then.hour()) * 60 + i64::from(then.minute());
                    let then = after(*most).and_then(|then| u16::try_from(minute(then)).ok());
                    then.is_some_and(|minute| self.same(&Self::Clock { minute, certain: true }))
                }
                _ => false,
            }
    }

    fn is_bare(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Digits(_))
    }

    fn value(&self) -> Option<i64> {
        match self {
            Self::Count(value) | Self::Money(value, _) => Some(*value),
            Self::Digits(digits) if digits.len() < 16 => digits.parse::<i64>().ok()?.checked_mul(1_000),
            Self::Digits(_)
            | Self::Percent(_)
            | Self::Clock { .. }
            | Self::Day(_)
            | Self::Seconds(..)
            | Self::WorkingDays(..)
            | Self::Months(..) => None,
        }
    }

    /// Whether it says when something happens or how long it takes.
    pub fn is_time(&self) -> bool {
        match self {
            Self::Clock { .. }
            | Self::Day(_)
            | Self::Seconds(..)
            | Self::WorkingDays(..)
            | Self::Months(..) => true,
            Self::Count(_) | Self::Digits(_) | Self::Money(..) | Self::Percent(_) => false,
        }
    }
}

/// Every quantity in the text, left to right; `now` settles "tomorrow" and "Friday".
pub(super) fn quantities(glyphs: &[Glyph], now: DateTime) -> Vec<Quantity> {
    let text: String = glyphs.iter().map(|glyph| glyph.ch).collect();
    let tokens = number::tokens(glyphs, &text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let read = read::quantity(&tokens, at, now);
        let Some((what, begin, end)) = read else {
            at += 1;
            continue;
        };
        let from = tokens.get(begin).map_or(0, |token| token.from);
        let to = end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(from, |token| token.to);
        found.extend(what.into_iter().map(|what| Quantity { what, from, to }));
        at = end.max(at + 1);
    }
    found
}
