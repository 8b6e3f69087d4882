//! Which days are worked, so that "by Thursday" and "within 3 working days" can be compared.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// Days off and days worked out of turn, as `2026-05-01`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    /// Weekdays off.
    pub weekend: Vec<Weekday>,
    /// Dates off.
    pub holidays: Vec<String>,
    /// Weekend dates that are worked (调休).
    pub workdays: Vec<String>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { weekend: vec![Weekday::Sat, Weekday::Sun], holidays: Vec::new(), workdays: Vec::new() }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// When a scenario plays, and on which days its people work.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// Its date and time.
    pub now: DateTime,
    /// Its working days.
    pub calendar: &'a Calendar,
}

impl Calendar {
    /// Whether people work on this day.
    pub fn is_worked(&self, day: Date) -> bool {
        let named = |list: &[String]| {
            list.iter().any(|written| written.parse().is_ok_and(|written: Date| written == day))
        };
        let name = Weekday::ALL.get(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0));
        let off = name.is_some_and(|name| self.weekend.contains(name));
        named(&self.workdays) || !off && !named(&self.holidays)
    }

    /// The last of so many working days after a day, which itself does not count; `None` where it lies more than a
    /// year ahead or the count is not from 1 to 250.
    pub fn working_day(&self, after: Date, count: i64) -> Option<Date> {
        let count = usize::try_from(count).ok().filter(|count| (1..=250).contains(count))?;
        let days = (1_i64..=366).filter_map(|days| after.checked_add(days.days()).ok());
        days.filter(|day| self.is_worked(*day)).nth(count - 1)
    }
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];
}
