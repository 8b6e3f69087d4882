//! A report about a scenario as one HTML file: words first, the number behind them, and a bar to see it by.

use minijinja::{Error, Value, context};

use super::ScenarioReport;
use crate::analysis::{Item, Known, Quartiles, Unused, Verdict};
use crate::locale::{analysis as words, progress, report};
use crate::report::Paper;
use crate::report::chart::inline::{interval, share, signed, times};
use crate::report::sheet::{Head, page};
use crate::scenario::Language;
use crate::scenario::roles::Measure;
use crate::stats::Estimate;
use crate::stats::share::Share;

const PAGE: &str = include_str!("scenario.html");

impl ScenarioReport {
    /// The page.
    ///
    /// # Errors
    /// None that a user could cause: the template is part of the program.
    pub fn html(&self, paper: &Paper<'_>) -> Result<String, Error> {
        let ui = paper.language;
        let found = &self.analysis;
        let head = Head {
            title: self.title(ui).to_owned(),
            kind: paper.t("Report about a scenario", "场景报告"),
            about: self.id.clone(),
            foot: report::about_items(ui).to_owned(),
        };
        let amiss: Vec<Value> = found
            .amiss()
            .map(|item| {
                let said: Vec<String> =
                    item.verdicts.iter().map(|one| words::verdict(*one, item, ui)).collect();
                context! { criterion => words::criterion(&item.criterion, self.file(), ui), said }
            })
            .collect();
        let mut items: Vec<&Item> = found.items.iter().collect();
        // What is earned least stands first; what nobody knows yet last.
        items.sort_by(|one, other| {
            let share = |item: &Item| item.facility.map_or(2.0, |facility| facility.value);
            share(one).total_cmp(&share(other)).then_with(|| one.criterion.cmp(&other.criterion))
        });
        let body = context! {
            summary => words::summary(found, ui),
            fine => amiss.is_empty() && items.iter().any(|item| item.facility.is_ok()),
            installed => self.scenario.is_some(),
            finished => found.attempts,
            people => found.people,
            left => found.abandoned,
            unread => self.people.unread,
            languages => found.languages.iter().map(|(language, count)| {
                format!("{} {count}", language.code())
            }).collect::<Vec<_>>().join(ui.pick(", ", "，")),
            versions => self.versions(paper),
            reliability => self.reliability(ui),
            means => self.means(ui),
            endings => self.endings(ui),
            seconds => found.seconds.map(clocks),
            amiss,
            items => items.into_iter().map(|one| self.item(one, ui)).collect::<Vec<_>>(),
            unused => self.never(ui),
        };
        page(PAGE, paper, &head, body)
    }

    fn versions(&self, paper: &Paper<'_>) -> Vec<Value> {
        let versions = self.analysis.versions.iter();
        versions
            .map(|one| {
                context! {
                    hash => one.hash.get(..12).unwrap_or(&one.hash),
                    attempts => one.attempts,
                    first => paper.day(one.first),
                    last => paper.day(one.last),
                }
            })
            .collect()
    }

    fn reliability(&self, ui: Language) -> Value {
        match self.analysis.reliability {
            Ok(one) => {
                let [alpha, low, high] = [one.alpha.value, one.alpha.low, one.alpha.high].map(words::signed);
                context! {
                    alpha,
                    range => ui.pick(format!("{low} to {high}"), format!("{low} 到 {high}")),
                    says => words::reliability(one.alpha.value, ui),
                    criteria => one.criteria,
                    bar => interval(one.alpha.low * 100.0, one.alpha.value * 100.0, one.alpha.high * 100.0),
                }
            }
            Err(why) => context! { unknown => words::unknown(why, ui) },
        }
    }

    fn means(&self, ui: Language) -> Vec<Value> {
        let measures = [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution];
        let known = measures.iter().zip(self.analysis.means).filter_map(|(one, mean)| Some((one, mean?)));
        known
            .map(|(one, mean)| {
                let part = mean / 100.0;
                let bar = share(Estimate { value: part, low: part, high: part });
                context! { name => progress::measure(*one, ui), mean => format!("{mean:.0}"), bar }
            })
            .collect()
    }

    fn endings(&self, ui: Language) -> Vec<Value> {
        let all: u64 = self.analysis.endings.iter().map(|(_, count)| count).sum();
        let each = self.analysis.endings.iter().map(|(outcome, count)| {
            let part = Share::new(*count, all).estimate().ok();
            context! {
                name => words::ending(*outcome, ui),
                count => *count,
                percent => part.map(|part| words::percent(part.value, ui)),
                range => part.map(range),
                bar => part.map(share),
            }
        });
        each.collect()
    }

    fn item(&self, item: &Item, ui: Language) -> Value {
        let number =
            |found: Known<Estimate>| found.map_or_else(|_| "–".to_owned(), |one| words::signed(one.value));
        let limits = |found: Known<Estimate>| {
            found.ok().map(|one| {
                ui.pick(
                    format!("{} to {}", words::signed(one.low), words::signed(one.high)),
                    format!("{} 到 {}", words::signed(one.low), words::signed(one.high)),
                )
            })
        };
        let amiss = item.verdicts.iter().any(|one| *one != Verdict::TooFew);
        context! {
            criterion => words::criterion(&item.criterion, self.file(), ui),
            amiss,
            n => item.attempts,
            unknown => item.facility.err().map(|why| words::unknown(why, ui)),
            earned => item.facility.ok().map(|one| words::percent(one.value, ui)),
            earned_range => item.facility.ok().map(range),
            earned_bar => item.facility.ok().map(share),
            related => number(item.discrimination),
            related_range => limits(item.discrimination),
            related_bar => item.discrimination.ok().map(signed),
            upper => number(item.upper_lower),
            without => item.alpha_without.map_or_else(|| "–".to_owned(), words::signed),
            languages => item.languages.as_ref().map_or("–", |one| words::class(one.found.class)),
            delta => item.languages.as_ref().ok().map(|one| words::signed(one.found.delta)),
            drift => number(item.drift),
            drift_range => limits(item.drift),
        }
    }

    /// What nobody used, in words; or why that is not known.
    fn never(&self, ui: Language) -> Value {
        match &self.unused {
            Err(why) => context! { unknown => words::unknown(*why, ui) },
            Ok(list) => {
                let list: Vec<Value> = list.iter().map(|one| self.unused_row(one, ui)).collect();
                context! { list }
            }
        }
    }

    fn unused_row(&self, one: &Unused, ui: Language) -> Value {
        match one {
            Unused::Beat { beat } => context! {
                part => beat,
                says => ui.pick("nobody gets there", "没有人到过"),
                chances => "–",
            },
            Unused::Rule { path, chances } => context! {
                part => format!("{path}{}", self.leads(path, ui)),
                says => ui.pick("never given", "从未触发"),
                chances => *chances,
            },
        }
    }
}

/// The limits of a share, `40–62 %`.
fn range(share: Estimate) -> String {
    format!("{:.0}–{:.0}", share.low * 100.0, share.high * 100.0)
}

fn clocks(seconds: Quartiles) -> Value {
    let Quartiles { lower, median, upper } = seconds;
    let all = [lower, median, upper];
    let [lower, median, upper] = all.map(|seconds| format!("{}:{:02}", seconds / 60, seconds % 60));
    let bar = times(all.map(f64::from), f64::from(all[2]) * 1.25);
    context! { lower, median, upper, bar }
}
