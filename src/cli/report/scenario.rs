//! `report scenario` and `report scenarios`: item analysis.

mod draw;
mod json;

use std::io::Write;
use std::sync::Arc;

use anyhow::Context;
use clap::ArgMatches;

use super::outlet::{Format, Outlet, Written};
use super::table::{clock, dash, table};
use crate::analysis::{Gathered, Tally};
use crate::cli::Setup;
use crate::cli::rollup::progress;
use crate::cli::screen::{Look, Screen, say};
use crate::locale::analysis as words;
use crate::locale::rollup::gathering;
use crate::report::ScenarioReport;
use crate::scenario::{Language, Scenario};
use crate::store::{Store, StoreError};

impl Setup {
    /// One scenario.
    pub(super) fn report_scenario(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let outlet = Outlet::of(self, inner)?;
        let id = inner.get_one::<String>("scenario").context("no scenario was named")?;
        let (store, _) = self.signed_in(true)?;
        let rungs = self.rungs()?;
        self.told(store.behind())?;
        let folded = self.catch_up(&store, &rungs.now()?)?.is_none();
        let played = self.told(played(&store, folded))?;
        let installed = self.installed(id)?;
        if !played.contains(id) {
            if installed.is_none() {
                // Neither here nor ever played: the library says which may be meant.
                self.scenario(&self.library()?, id, 0)?;
            }
            say(self.t(
                "Nobody has finished an attempt at it in practice or certify mode yet.",
                "还没有人在练习模式或认证考试中完成过这个场景。",
            ))?;
            return Ok(outlet.without());
        }
        let gathered = match self.gathered(&store, std::slice::from_ref(id), folded)?.pop() {
            Some((_, gathered)) => self.told(gathered)?,
            None => return Ok(outlet.without()),
        };
        let report = ScenarioReport::from(id, installed, gathered);
        let written = match outlet.format {
            Format::Json => Written::Json(json::of(&report, self.language)),
            Format::Html => self.with_paper(|paper, _| Ok(Written::Html(report.html(paper)?)))?,
            Format::Text => {
                let mut screen = outlet.screen();
                draw::report(&mut screen, &report, self.language)?;
                Written::Text(screen)
            }
        };
        outlet.put(self, written)
    }

    /// All of them, a line each.
    pub(super) fn report_scenarios(&self, json: bool) -> anyhow::Result<u8> {
        let (store, _) = self.signed_in(true)?;
        let rungs = self.rungs()?;
        self.told(store.behind())?;
        let folded = self.catch_up(&store, &rungs.now()?)?.is_none();
        let played = self.told(played(&store, folded))?;
        let mut reports = Vec::new();
        for (id, gathered) in self.gathered(&store, &played, folded)? {
            match gathered {
                Ok(gathered) => {
                    let report = ScenarioReport::from(&id, self.installed(&id)?, gathered);
                    reports.push((id, Ok(report)));
                }
                Err(few @ StoreError::TooFewPeople { .. }) => reports.push((id, Err(few))),
                Err(other) => return self.told(Err(other)),
            }
        }
        if json {
            let all = reports.iter().map(|(id, report)| match report {
                Ok(report) => json::of(report, self.language),
                Err(few) => serde_json::json!({ "scenario": id, "unknown": self.refusal(few) }),
            });
            writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&all.collect::<Vec<_>>())?)?;
            return Ok(0);
        }
        let mut screen = Screen::new();
        if reports.is_empty() {
            screen.line(
                self.t("No attempt in practice or certify mode has ended yet.", "还没有已结束的练习或考试。"),
            )?;
            return Ok(0);
        }
        self.draw_table(&mut screen, &reports)?;
        Ok(0)
    }

    /// What attempts at these scenarios come to: from rollups where these say what the log says, else from the log.
    fn gathered(
        &self,
        store: &Store,
        ids: &[String],
        folded: bool,
    ) -> anyhow::Result<Vec<(String, Result<Gathered, StoreError>)>> {
        let said = |done, of| progress(&gathering(done, of, self.language));
        let gathered = if folded {
            let found = store.gather(ids, &mut |done, of| {
                said(done, of);
                true
            });
            self.told(found)?.unwrap_or_default()
        } else {
            let one = |(done, id): (usize, &String)| {
                said(done, ids.len());
                let mut tally = Tally::default();
                let people = store.items(id, &mut |row| tally.add(row));
                (id.clone(), people.map(|people| Gathered { people, tally }))
            };
            ids.iter().enumerate().map(one).collect()
        };
        progress("");
        Ok(gathered)
    }

    /// The scenario as it is installed; none where it is not, or has faults.
    pub(in crate::cli) fn installed(&self, id: &str) -> anyhow::Result<Option<Arc<Scenario>>> {
        let library = self.library()?;
        let ids = library.ids().map_err(|problem| self.worded(&[problem]))?;
        let known = ids.iter().any(|known| known == id);
        Ok(known.then(|| library.scenario(id, 0).ok().map(Arc::new)).flatten())
    }

    fn refusal(&self, error: &StoreError) -> String {
        crate::locale::store::store_error(error, self.language)
    }

    fn draw_table(
        &self,
        screen: &mut Screen,
        reports: &[(String, Result<ScenarioReport, StoreError>)],
    ) -> anyhow::Result<()> {
        let ui = self.language;
        let head = [
            ui.pick("Scenario", "场景"),
            ui.pick("Finished", "完成"),
            ui.pick("Median", "时长"),
            ui.pick("Score", "均分"),
            ui.pick("Alpha", "信度"),
            ui.pick("What to look at", "需要查看"),
        ];
        let mut rows = vec![(Look::Title, head.map(str::to_owned).to_vec())];
        for (id, report) in reports {
            rows.push(match report {
                Ok(report) => {
                    let found = &report.analysis;
                    let amiss = found.amiss().count() > 0;
                    let cells = vec![
                        id.clone(),
                        found.attempts.to_string(),
                        found.seconds.map_or_else(dash, |seconds| clock(seconds.median)),
                        found.means[0].map_or_else(dash, |mean| format!("{mean:.0}")),
                        found.reliability.map_or_else(|_| dash(), |one| words::signed(one.alpha.value)),
                        words::summary(found, ui),
                    ];
                    (if amiss { Look::Warn } else { Look::Plain }, cells)
                }
                Err(few) => {
                    let cells = vec![id.clone(), dash(), dash(), dash(), dash(), too_few(few, ui)];
                    (Look::Faint, cells)
                }
            });
        }
        table(screen, &rows, &[1, 2, 3, 4])?;
        screen.gap()?;
        screen.say(
            Look::Faint,
            0,
            self.t(
                "hotseat report scenario ID says more; docs/numbers.md says what each number means.",
                "hotseat report scenario 场景代号 可查看详情；各项数字的含义见 docs/numbers.zh.md。",
            ),
        )?;
        Ok(())
    }
}

/// The scenarios that were played.
fn played(store: &Store, folded: bool) -> Result<Vec<String>, StoreError> {
    if folded { store.scenarios_folded() } else { store.scenarios_played() }
}

pub(in crate::cli) fn too_few(error: &StoreError, ui: Language) -> String {
    let StoreError::TooFewPeople { people, least, .. } = error else {
        return crate::locale::store::store_error(error, ui);
    };
    ui.pick(
        format!("{people} people: not shown below {least}"),
        format!("只有 {people} 人，少于 {least} 人不显示"),
    )
}
