//! `hotseat report`: what attempts come to, as tables for the terminal, as JSON for programs, and as pages to print.

mod everybody;
mod outlet;
mod person;
pub(super) mod scenario;
pub(super) mod table;
mod team;

use clap::ArgMatches;
use jiff::tz::TimeZone;

use super::keep::now;
use super::{Setup, is_json};
use crate::progress::ScenarioHead;
use crate::report::Paper;
use crate::scenario::Scenario;
use crate::store::Ladders;

impl Setup {
    /// `report …`.
    pub(super) fn report_command(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        match inner.subcommand() {
            Some(("person", inner)) => self.report_person(inner),
            Some(("scenario", inner)) => self.report_scenario(inner),
            Some(("everybody", inner)) => self.report_everybody(inner, is_json(inner)),
            Some(("team", inner)) => self.report_team(inner),
            Some(("scenarios", inner)) => self.report_scenarios(is_json(inner)),
            _ => super::screen::say(self.t("hotseat report --help", "hotseat report --help")),
        }
    }

    /// Does something with the ladders, and with what reports are put down with.
    pub(in crate::cli) fn with_paper<T>(
        &self,
        work: impl FnOnce(&Paper<'_>, &Ladders<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let library = self.library()?;
        let roles = library.roles().map_err(|problems| self.worded(&problems))?;
        let all = library.list().map_err(|problem| self.worded(&[problem]))?;
        let files = || all.values().flatten().map(Scenario::file);
        let installed: Vec<ScenarioHead> = files().map(ScenarioHead::from).collect();
        let titles = files().map(|file| (file.id.clone(), file.title.clone())).collect();
        let now = now()?;
        let ladders = Ladders { roles: &roles, installed: &installed, now };
        let zone = TimeZone::system();
        let paper = Paper { language: self.language, zone, titles: &titles, roles: &roles, now };
        work(&paper, &ladders)
    }
}
