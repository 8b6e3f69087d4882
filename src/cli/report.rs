//! `hotseat report`: what attempts come to, as tables for the terminal and as JSON for programs.

mod everybody;
mod scenario;
pub(super) mod table;
mod team;

use clap::ArgMatches;

use super::{Setup, is_json};

impl Setup {
    /// `report …`.
    pub(super) fn report_command(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        match inner.subcommand() {
            Some(("scenario", inner)) => self.report_scenario(inner, is_json(inner)),
            Some(("everybody", inner)) => self.report_everybody(inner, is_json(inner)),
            Some(("team", inner)) => self.report_team(inner, is_json(inner)),
            Some(("scenarios", inner)) => self.report_scenarios(is_json(inner)),
            _ => super::screen::say(self.t("hotseat report --help", "hotseat report --help")),
        }
    }
}
