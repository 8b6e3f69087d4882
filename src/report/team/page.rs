//! A report about a team as one HTML file.

use minijinja::{Error, Value, context};

use super::TeamReport;
use crate::locale::{assignment, names, progress, report, team as words};
use crate::progress::Estimate;
use crate::progress::team::{Cell, Gap, Row};
use crate::report::Paper;
use crate::report::chart::inline::{moved, parts};
use crate::report::sheet::{Head, page};
use crate::scenario::Language;
use crate::scenario::roles::{Measure, Rung};
use crate::stats::share::Share;
use crate::store::Slice;

const PAGE: &str = include_str!("team.html");

/// So many people are named who lack something; then how many more there are.
const NAMED: usize = 12;
/// So many people are named who moved most, up and down.
const MOVERS: usize = 10;

const MEASURES: [Measure; 4] = [Measure::Overall, Measure::Empathy, Measure::Tools, Measure::Resolution];

impl TeamReport {
    /// The page.
    ///
    /// # Errors
    /// None that a user could cause: the template is part of the program.
    pub fn html(&self, paper: &Paper<'_>) -> Result<String, Error> {
        let ui = paper.language;
        let of = self.members.len();
        let name = self.name.clone().unwrap_or_else(|| paper.t("Everybody", "全部人员"));
        let head = Head {
            title: name,
            kind: paper.t("Report about a team", "团队报告"),
            about: ui.pick(format!("people: {of}"), format!("{of} 人")),
            foot: report::caution(ui).to_owned(),
        };
        let rows = self.members.iter().zip(&self.overview.rows).enumerate();
        let rows: Vec<Value> = rows
            .map(|(place, (member, row))| {
                context! {
                    name => member.person.name.as_str(),
                    cells => row.cells.iter().map(|one| cell(one, ui)).collect::<Vec<_>>(),
                    late => self.late(place),
                    certified => certified(row, ui),
                }
            })
            .collect();
        let body = context! {
            made_of => report::team_made_of(self.everything, ui),
            narrowed => narrowed(&self.slice, paper),
            empty => self.members.is_empty(),
            measures => MEASURES.map(|one| progress::measure(one, ui)),
            rows,
            legend => words::sheet_legend(ui),
            steps => self.steps(paper),
            overdue => self.late_ones(paper),
            movement => self.movement(ui),
            movers => self.movers(),
            gaps => self.overview.gaps.iter().map(|gap| self.gap(gap, paper)).collect::<Vec<_>>(),
        };
        page(PAGE, paper, &head, body)
    }

    /// How many are ready for each step.
    fn steps(&self, paper: &Paper<'_>) -> Vec<Value> {
        let ui = paper.language;
        let of = self.members.len();
        let share =
            |count: usize| Share::new(whole(count), whole(of)).estimate().map_or(0.0, |one| one.value);
        let one = |ladder: &str, rung: &Rung| {
            let (shown, certified) = self.overview.ready(&rung.id);
            let only = self.shown_only(&rung.id);
            context! {
                ladder,
                title => rung.title.get(ui),
                certified,
                shown,
                bar => parts(share(certified), share(only)),
            }
        };
        let ladders = paper.roles.ladders.iter();
        ladders.flat_map(|ladder| ladder.steps.iter().map(|rung| one(ladder.title.get(ui), rung))).collect()
    }

    /// How many have shown a step in practice and are not certified for it.
    fn shown_only(&self, step: &str) -> usize {
        let steps = self.overview.rows.iter().flat_map(|row| &row.standing).flat_map(|ladder| &ladder.steps);
        let shown = crate::progress::StepState::Shown;
        steps.filter(|one| one.id == step && one.state == shown && !one.exam.certified).count()
    }

    fn name(&self, place: usize) -> &str {
        self.members.get(place).map_or("?", |member| member.person.name.as_str())
    }

    fn late_ones(&self, paper: &Paper<'_>) -> Vec<Value> {
        let ui = paper.language;
        let each = self.overdue.iter().map(|one| {
            let asked = &one.given.assignment.new;
            let title = |id: &str| paper.titles.get(id).map(|title| title.get(ui).to_owned());
            context! {
                name => self.name(one.member),
                title => assignment::title(&asked.task, title, paper.roles, ui),
                how => if asked.certify { paper.t("exam", "认证考试") } else { paper.t("practice", "练习") },
                due => asked.due.map(|due| assignment::due(due, paper.now, ui)),
            }
        });
        each.collect()
    }

    /// Of each ability how many moved up, down or not, and by how much on average.
    fn movement(&self, ui: Language) -> Vec<Value> {
        let each = MEASURES.iter().enumerate().map(|(place, measure)| {
            let cells = self.overview.rows.iter().filter_map(|row| row.cells.get(place));
            let moves: Vec<f64> = cells.filter_map(|cell| cell.moved).collect();
            let count = |it: fn(f64) -> bool| moves.iter().filter(|by| it(by.round())).count();
            let sum: f64 = moves.iter().sum();
            let known = moves.len();
            let of = moves.iter().fold(0.0, |all, _| all + 1.0);
            let mean = (known > 0).then(|| sum / of);
            context! {
                name => progress::measure(*measure, ui),
                up => count(|by| by >= 1.0),
                down => count(|by| by <= -1.0),
                same => count(|by| by.abs() < 1.0),
                unknown => self.overview.rows.len() - known,
                mean => mean.map(signed),
                bar => mean.map(|mean| moved(mean, 10.0)),
            }
        });
        each.collect()
    }

    /// Who moved most, overall: up first, then down.
    fn movers(&self) -> Vec<Value> {
        let rows = self.overview.rows.iter().enumerate();
        let mut moves: Vec<(f64, usize)> = rows
            .filter_map(|(place, row)| Some((row.cells.first()?.moved?, place)))
            .filter(|(by, _)| by.round().abs() >= 1.0)
            .collect();
        moves.sort_by(|(one, first), (other, second)| other.total_cmp(one).then(first.cmp(second)));
        let (up, down): (Vec<_>, Vec<_>) = moves.into_iter().partition(|(by, _)| *by > 0.0);
        let down = down.into_iter().rev().take(MOVERS).rev();
        let most = up.first().map_or(0.0, |(by, _)| *by).max(10.0);
        let shown = up.into_iter().take(MOVERS).chain(down);
        shown
            .map(|(by, place)| {
                let mark = if by > 0.0 { "▲" } else { "▼" };
                context! { name => self.name(place), by => signed(by), mark, bar => moved(by, most.max(by.abs())) }
            })
            .collect()
    }

    fn gap(&self, gap: &Gap, paper: &Paper<'_>) -> Value {
        let ui = paper.language;
        let first: Vec<&str> = gap.lacking.iter().take(NAMED).map(|place| self.name(*place)).collect();
        let mut who = first.join(ui.pick(", ", "、"));
        if let Some(more) = gap.lacking.len().checked_sub(NAMED).filter(|more| *more > 0) {
            who += &ui.pick(format!(" and {more} more"), format!(" 等，还有 {more} 人"));
        }
        context! {
            step => gap.title.get(ui),
            asked => words::asked(gap, paper.roles, ui),
            count => gap.lacking.len(),
            of => self.members.len(),
            who,
            closing => gap.closing.iter().map(|(id, people)| {
                context! { title => paper.title(id, None), people => *people }
            }).collect::<Vec<_>>(),
        }
    }
}

fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Points with their sign, `+4.0`.
fn signed(points: f64) -> String {
    let points = (points * 10.0).round() / 10.0;
    if points.abs() < 0.05 { "0.0".to_owned() } else { format!("{points:+.1}").replace('-', "−") }
}

/// An ability in the heat map: the number, its limits, on how many attempts, and how it moved; darker where it is higher.
fn cell(cell: &Cell, ui: Language) -> Value {
    match cell.now.estimate {
        Estimate::NotEnough { attempts } => context! {
            class => "none",
            said => ui.pick("not enough", "样本不足"),
            small => format!("n {attempts}"),
        },
        Estimate::Known { mean, low, high, practice, exams } => {
            let shade = [50.0, 65.0, 75.0, 85.0].iter().filter(|least| mean >= **least).count();
            context! {
                class => format!("h{shade}"),
                mean => format!("{mean:.0}"),
                small => format!("{low:.0}–{high:.0} · n {}", practice + exams),
                moved => words::moved(cell),
            }
        }
    }
}

/// The highest certified step of each ladder.
fn certified(row: &Row, ui: Language) -> String {
    let steps = row.standing.iter().filter_map(|ladder| ladder.certified());
    steps.map(|step| step.title.get(ui)).collect::<Vec<_>>().join(ui.pick(", ", "、"))
}

/// To what the attempts looked at were narrowed; none where all were.
fn narrowed(slice: &Slice, paper: &Paper<'_>) -> Option<String> {
    let ui = paper.language;
    let mut parts = Vec::new();
    if let Some(since) = slice.since {
        let day = paper.day(since);
        parts.push(ui.pick(format!("since {day}"), format!("{day} 以来")));
    }
    if let Some(id) = &slice.scenario {
        parts.push(paper.title(id, None));
    }
    if let Some(language) = slice.language {
        parts.push(
            match language {
                Language::En => ui.pick("in English", "英文"),
                Language::Zh => ui.pick("in Chinese", "中文"),
            }
            .to_owned(),
        );
    }
    if let Some(mode) = slice.mode {
        parts.push(names::mode(mode, ui).to_owned());
    }
    let said = parts.join(ui.pick(", ", "、"));
    (!parts.is_empty()).then(|| {
        ui.pick(
            format!("Only these attempts were looked at: {said}. Readiness too is told from them alone."),
            format!("只统计了这些记录：{said}。就绪情况也仅据此得出。"),
        )
    })
}
