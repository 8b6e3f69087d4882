//! A report about a person as one HTML file.

use minijinja::{Error, Value, context};

use super::{Ended, PersonReport, Tried};
use crate::analysis::{Lapse, Recurring};
use crate::badge::verify;
use crate::locale::analysis::{how_often, recurring};
use crate::locale::{assignment, badge, debrief, names, progress as words, report};
use crate::progress::{
    AbilityEstimate, Estimate, LadderStanding, RequirementStanding, StepStanding, StepState,
};
use crate::report::Paper;
use crate::report::chart::inline::interval;
use crate::report::chart::time::{Point, scores};
use crate::report::sheet::{Head, page};
use crate::scenario::Language;
use crate::store::{AttemptId, Came, Given, Held, Progress, RECENT};

const PAGE: &str = include_str!("person.html");

/// So many of what goes wrong again and again are told.
pub const HABITS: usize = 12;

/// So many points the chart holds at most, the newest.
const POINTS: usize = 300;

impl Ended {
    /// What came of it, in a word or two.
    pub fn words(self, language: Language) -> &'static str {
        match self {
            Self::Open => report::open(language),
            Self::TimeOver => report::time_over(language),
            Self::Passed => report::passed(true, language),
            Self::NotPassed => report::passed(false, language),
            Self::Waits => report::waits(language),
            Self::InDoubt => report::in_doubt(language),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Passed => "good",
            Self::NotPassed | Self::TimeOver => "bad",
            Self::Waits | Self::InDoubt => "warn",
            Self::Open => "faint",
        }
    }
}

impl Tried {
    /// Who decided what came of it, and why; empty where nothing was decided yet.
    pub fn decided_by(&self, paper: &Paper<'_>) -> String {
        match (&self.decided, self.ended) {
            (Some((decision, name)), _) => report::by_reviewer(decision, name, &paper.zone, paper.language),
            (None, Ended::Passed | Ended::NotPassed | Ended::TimeOver) => {
                report::by_rule(paper.language).to_owned()
            }
            (None, Ended::Open | Ended::Waits | Ended::InDoubt) => String::new(),
        }
    }
}

impl PersonReport {
    /// The page.
    ///
    /// # Errors
    /// None that a user could cause: the template is part of the program.
    pub fn html(&self, paper: &Paper<'_>) -> Result<String, Error> {
        let ui = paper.language;
        let points = self.points(paper);
        let shown = points.get(points.len().saturating_sub(POINTS)..).unwrap_or_default();
        let left = self.departed.map(|at| report::left(&paper.day(at), ui));
        let head = Head {
            title: self.person.name.clone(),
            kind: paper.t("Report about a person", "个人报告"),
            about: left.unwrap_or_default(),
            foot: report::caution(ui).to_owned(),
        };
        let certified: Vec<String> = self
            .ladders
            .iter()
            .filter_map(|ladder| Some(ladder.certified()?.title.get(ui).to_owned()))
            .collect();
        let abilities: Vec<Value> = self.abilities.iter().map(|one| ability(one, ui)).collect();
        let ladders: Vec<Value> = self.ladders.iter().map(|one| ladder(one, paper)).collect();
        let body = context! {
            made_of => report::made_of(self.hidden, ui),
            certified => certified.join(ui.pick(", ", "、")),
            abilities,
            scale => words::scale(ui),
            curve => scores(shown, paper),
            cut => (points.len() > POINTS).then_some(POINTS),
            ladders,
            errors => self.errors(paper),
            recent => RECENT,
            habits => self.habits.all.iter().take(HABITS).map(|one| self.habit(one, paper)).collect::<Vec<_>>(),
            given => self.given.iter().map(|one| given(one, paper)).collect::<Vec<_>>(),
            attempts => self.tried.iter().map(|one| tried(one, paper)).collect::<Vec<_>>(),
            certificates => self.certificates.iter().map(|one| certificate(one, paper)).collect::<Vec<_>>(),
            due => self.due.iter().map(|one| {
                let said = words::due(one, |id| paper.title(id, None), ui);
                context! { said, today => one.is_due() }
            }).collect::<Vec<_>>(),
            whole => self.hidden.is_none_or(|hidden| hidden == 0),
        };
        page(PAGE, paper, &head, body)
    }

    /// The scores, the oldest first.
    fn points(&self, paper: &Paper<'_>) -> Vec<Point> {
        let mut points: Vec<Point> = self
            .tried
            .iter()
            .filter_map(|one| {
                let played = &one.attempt.played;
                let title = paper.played(&one.attempt);
                Some(Point { at: one.attempt.ended?, score: one.overall?, mode: played.mode, title })
            })
            .collect();
        points.sort_by_key(|point| point.at);
        points
    }

    fn habit(&self, one: &Recurring<AttemptId>, paper: &Paper<'_>) -> Value {
        let ui = paper.language;
        let last = self.tried.iter().find(|tried| tried.attempt.id == one.last);
        context! {
            what => recurring(one, self.habits.file(&one.scenario), ui),
            grave => matches!(one.loss.lapse, Lapse::Critical(_)),
            scenario => last.map_or_else(|| one.scenario.clone(), |tried| paper.played(&tried.attempt)),
            ability => one.loss.ability.map(|kind| debrief::ability(kind, ui)),
            how_often => how_often(one, ui),
            last => last.map(|tried| paper.day(tried.attempt.started)),
        }
    }

    /// Every critical error, newest first.
    fn errors(&self, paper: &Paper<'_>) -> Vec<Value> {
        let ui = paper.language;
        let each = self.tried.iter().flat_map(|one| one.errors.iter().map(move |error| (one, error)));
        each.map(|(one, error)| {
            let played = &one.attempt.played;
            context! {
                day => paper.day(one.attempt.started),
                scenario => paper.played(&one.attempt),
                mode => names::mode(played.mode, ui),
                what => error.what.as_str(),
                rests => report::rests_on(error, played.mode, one.attempt.decided, ui),
            }
        })
        .collect()
    }
}

fn ability(one: &AbilityEstimate, ui: Language) -> Value {
    let known = match one.estimate {
        Estimate::NotEnough { .. } => None,
        Estimate::Known { mean, low, high, practice, exams } => Some(context! {
            mean => format!("{mean:.0}"),
            range => format!("{low:.0}–{high:.0}"),
            n => practice + exams,
            practice,
            exams,
            bar => interval(low, mean, high),
        }),
    };
    context! { name => words::measure(one.ability, ui), known, said => words::estimate(&one.estimate, ui) }
}

fn ladder(one: &LadderStanding, paper: &Paper<'_>) -> Value {
    let ui = paper.language;
    let steps: Vec<Value> = one.steps.iter().map(|one| step(one, paper)).collect();
    context! { title => one.title.get(ui), about => one.about.get(ui), steps }
}

fn step(one: &StepStanding, paper: &Paper<'_>) -> Value {
    let ui = paper.language;
    let mark = match one.state {
        _ if one.exam.certified => "★",
        StepState::NotAvailable => "·",
        StepState::Open => "○",
        StepState::Shown => "●",
    };
    let needs: Vec<Value> = one
        .needs
        .iter()
        .zip(&one.exam.needs)
        .map(|(practice, exams)| {
            let (practice, exams) = (titled(practice, paper), titled(exams, paper));
            context! {
                met => exams.is_met(),
                asked => words::requirement(practice.need, ui),
                stands => words::both(&practice, &exams, ui),
            }
        })
        .collect();
    let mut exam = one.exam.clone();
    exam.would_count = titles(&exam.would_count, paper);
    context! {
        mark,
        title => one.title.get(ui),
        about => one.about.get(ui),
        state => words::step(one, ui),
        class => if one.exam.certified { "good" } else { "" },
        available => one.state != StepState::NotAvailable,
        needs,
        sure => one.exam.is_sure(),
        exams => words::exams(&exam, ui),
        until => words::until(&one.exam, &paper.zone, ui),
    }
}

/// The same with titles in the place of scenarios' ids.
fn titled(standing: &RequirementStanding, paper: &Paper<'_>) -> RequirementStanding {
    RequirementStanding { would_count: titles(&standing.would_count, paper), ..standing.clone() }
}

fn titles(ids: &[String], paper: &Paper<'_>) -> Vec<String> {
    ids.iter().map(|id| paper.title(id, None)).collect()
}

fn given((given, came): &(Given, Came), paper: &Paper<'_>) -> Value {
    let ui = paper.language;
    let asked = &given.assignment.new;
    let title = |id: &str| paper.titles.get(id).map(|title| title.get(ui).to_owned());
    let part = came.part.filter(|_| came.progress != Progress::Done);
    context! {
        title => assignment::title(&asked.task, title, paper.roles, ui),
        how => if asked.certify { paper.t("exam", "认证考试") } else { paper.t("practice", "练习") },
        progress => assignment::progress(came.progress, ui),
        class => match came.progress {
            Progress::Late | Progress::Failed => "bad",
            Progress::Waiting => "warn",
            Progress::Open => "",
            Progress::Done => "good",
        },
        part => part.map(|part| assignment::part(part, ui)),
        due => asked.due.map(|due| paper.day(due)),
    }
}

fn tried(one: &Tried, paper: &Paper<'_>) -> Value {
    let ui = paper.language;
    let played = &one.attempt.played;
    let abilities = one.attempt.grade.map(|grade| [grade.empathy, grade.tools, grade.resolution]);
    let abilities =
        abilities.unwrap_or_default().map(|score| score.map_or_else(|| "–".to_owned(), |it| it.to_string()));
    let mut notes = Vec::new();
    if one.attempt.shared {
        notes.push(ui.pick("shared", "已分享").to_owned());
    }
    if one.attempt.assignment.is_some() {
        notes.push(ui.pick("assigned", "指派").to_owned());
    }
    if one.attempt.self_kept {
        notes.push(crate::locale::handover::self_kept(ui).to_owned());
    }
    if !paper.titles.contains_key(&played.scenario) {
        notes.push(ui.pick("not installed any more", "场景已移除").to_owned());
    }
    context! {
        day => paper.day(one.attempt.started),
        hour => paper.hour(one.attempt.started),
        scenario => paper.played(&one.attempt),
        language => played.language.code(),
        mode => names::mode(played.mode, ui),
        notes => notes.join(ui.pick(", ", "、")),
        overall => debrief::score(one.overall, ui),
        abilities => abilities.join(" · "),
        ended => one.ended.words(ui),
        class => one.ended.class(),
        decided => one.decided_by(paper),
    }
}

fn certificate(held: &Held, paper: &Paper<'_>) -> Value {
    let ui = paper.language;
    let steps = paper.roles.ladders.iter().flat_map(|ladder| &ladder.steps);
    let step = steps.filter(|step| step.id == held.new.step).map(|step| step.title.get(ui)).next();
    let found = verify(held.new.credential.as_bytes(), Some(paper.now));
    let state = match (&held.revoked, &found) {
        (Some(revoked), _) => badge::revoked(revoked, ui),
        (None, Err(fault)) => badge::fault(fault, ui),
        (None, Ok(found)) => match found.certificate.until {
            Some(until) => {
                let day = paper.day(until);
                ui.pick(format!("holds until {day}"), format!("有效期至 {day}"))
            }
            None => paper.t("holds", "有效"),
        },
    };
    context! {
        step => step.unwrap_or(&held.new.step),
        made => paper.day(held.new.made),
        id => held.new.id.to_string(),
        holds => held.revoked.is_none() && found.is_ok(),
        state,
    }
}
