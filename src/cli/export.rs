//! `hotseat export …`: results for other programs.

mod html;
mod scorecards;
mod tables;
mod xapi;

use anyhow::anyhow;
use clap::ArgMatches;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

#[cfg(feature = "app")]
pub(crate) use tables::not_exported;

use super::Setup;
use super::keep::now;
use crate::store::{Person, Store};

impl Setup {
    /// `export …`.
    pub(super) fn export(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        match inner.subcommand() {
            Some(("csv", inner)) => self.export_csv(inner),
            Some(("xlsx", inner)) => self.export_xlsx(inner),
            Some(("html", inner)) => self.export_html(inner),
            Some(("xapi", inner)) => self.export_xapi(inner),
            Some(("rubric", inner)) => self.export_rubric(inner),
            Some(("scorecards", inner)) => self.export_scorecards(inner),
            _ => Ok(0),
        }
    }

    /// Whose attempts are wanted: one person's, else everybody's whom whoever asks may see.
    fn exported_people(&self, store: &Store, inner: &ArgMatches) -> anyhow::Result<Vec<Person>> {
        if let Some(name) = inner.get_one::<String>("person") {
            let person = self.someone(store, name)?;
            // Refused here rather than left out without a word.
            self.told(store.exportable(person.id))?;
            return Ok(vec![person]);
        }
        self.told(store.people())
    }

    /// Since when: the beginning of a day, `2026-12-01`, on this machine's calendar, or so many days ago, `30d`.
    fn since(&self, inner: &ArgMatches) -> anyhow::Result<Option<Timestamp>> {
        let Some(written) = inner.get_one::<String>("since") else { return Ok(None) };
        let zone = TimeZone::system();
        let date = match written.strip_suffix(['d', '天']).map(str::parse::<i64>) {
            Some(Ok(days)) if (0..=100_000).contains(&days) => {
                now()?.to_zoned(zone.clone()).date().checked_sub(days.days()).ok()
            }
            Some(_) => None,
            None => written.parse::<Date>().ok(),
        };
        let begins = date.and_then(|date| date.to_zoned(zone).ok()).map(|begins| begins.timestamp());
        begins.map(Some).ok_or_else(|| {
            anyhow!(self.language.pick(
                format!("“{written}” is no date: write 2026-12-01, or 30d for the last thirty days"),
                format!("“{written}”不是日期：请写 2026-12-01，或 30d 表示最近三十天"),
            ))
        })
    }
}
