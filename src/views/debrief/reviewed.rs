//! What reviewers did about an attempt and may do: comments, rulings, appeals, and who has it.

use std::collections::BTreeMap;

use egui::{Label, Ui};
use jiff::tz::TimeZone;

use super::{DebriefIntent, DebriefState, Kept, Page, form};
use crate::locale::{findings, names, reviewing as words};
use crate::score::{Grade, Scorecard};
use crate::store::{Comment, Overruling, PersonId, ReviewStep, Reviewing};
use crate::views::parts;

/// What reviewers did about an attempt, and what whoever looks at it may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// The comments, in the order of the log.
    pub comments: Vec<Comment>,
    /// Everything that was done, the oldest first.
    pub steps: Vec<ReviewStep>,
    /// What those who did it are called.
    pub names: BTreeMap<PersonId, String>,
    /// What the attempt counts as since part of it was overruled, and the machine's own result.
    pub counts: Option<(Grade, Grade)>,
    /// The machine's scorecard as it is kept, with the number of its rubric: rulings are about that one.
    pub machine: Option<(u32, Scorecard)>,
    /// Who played it.
    pub player: Option<PersonId>,
    /// Who looks at it.
    pub here: Option<PersonId>,
    /// Whether they may review it.
    pub reviews: bool,
}

/// What is wanted of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAct {
    /// Comment the event at this place of the log.
    Comment {
        /// Which, from 0.
        event: u32,
        /// What is said.
        text: String,
    },
    /// Answer the comment of this number.
    Answer {
        /// Which.
        comment: u32,
        /// What is said.
        text: String,
    },
    /// Judge otherwise than the machine, by the rubric of its scorecard.
    Overrule {
        /// What.
        what: Overruling,
        /// The rubric.
        rubric: u32,
        /// Why.
        reason: String,
    },
    /// Appeal against what was decided or ruled.
    Appeal(String),
    /// Take the review.
    Take,
    /// Say that nothing more is to be done, and what came of it.
    Finish(String),
}

/// What is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub(super) what: Option<About>,
    text: String,
    pub(super) points: i32,
    focus: bool,
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Comment(u32),
    Answer(u32),
    Points(usize),
    TakeBack(usize),
    Critical(usize, bool),
    Appeal,
    Finish,
}

impl Form {
    pub(super) fn open(&mut self, what: About) {
        *self = Self { what: Some(what), focus: true, ..Self::default() };
    }

    /// Draws it where it is about this; gives the text once it is done.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        page: Page<'_>,
        what: About,
        words: (&str, &str),
    ) -> Option<String> {
        if self.what != Some(what) {
            return None;
        }
        let done = form::show(ui, page, words, &mut self.text, std::mem::take(&mut self.focus))?;
        self.what = None;
        let text = std::mem::take(&mut self.text);
        done.then(|| text.trim().to_owned())
    }
}

impl Reviewed {
    pub(super) fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("?", String::as_str)
    }

    /// What whoever played it is called, for somebody else.
    pub(super) fn player(&self, kept: &Kept) -> Option<&str> {
        self.player.filter(|_| kept.watched).map(|player| self.name(player))
    }

    /// Whether there is anything to see or to do.
    pub(super) fn is_any(&self, kept: &Kept) -> bool {
        self.reviews || !self.steps.is_empty() || self.appeals(kept)
    }

    /// Whether the trainee may appeal: something was ruled since they last did.
    fn appeals(&self, kept: &Kept) -> bool {
        let ruled = self.steps.iter().rposition(|step| step.what.is_ruling());
        let appealed = self.steps.iter().rposition(|step| step.what == Reviewing::Appealed);
        !kept.watched && appealed.map_or(ruled.is_some() || !kept.decided.is_empty(), |at| ruled > Some(at))
    }

    /// Who has it now.
    fn owner(&self) -> Option<PersonId> {
        self.steps.iter().fold(None, |owner, step| match step.what {
            Reviewing::Taken { by, .. } => Some(by),
            Reviewing::Decided { .. } | Reviewing::Appealed | Reviewing::Done { .. } => None,
            Reviewing::Commented { .. }
            | Reviewing::Answered { .. }
            | Reviewing::Overruled { .. }
            | Reviewing::Lifted { .. } => owner,
        })
    }

    /// The last ruling about a finding, where it holds, with its points.
    pub(super) fn ruling(&self, at: usize) -> Option<(&ReviewStep, i32)> {
        for step in self.steps.iter().rev() {
            if let Reviewing::Overruled { finding, points, .. } = step.what
                && finding as usize == at
            {
                return points.map(|points| (step, points));
            }
        }
        None
    }

    /// Whether a critical error was ruled to be none.
    fn is_lifted(&self, at: usize) -> bool {
        for step in self.steps.iter().rev() {
            if let Reviewing::Lifted { error, lifted, .. } = step.what
                && error as usize == at
            {
                return lifted;
            }
        }
        false
    }

    /// The rubric of the machine's scorecard, where whoever looks may rule and that card is the one they see.
    pub(super) fn rules_by(&self, page: Page<'_>) -> Option<u32> {
        let (rubric, card) = self.machine.as_ref().filter(|_| self.reviews)?;
        let (seen, kept) = (&page.review.card, card);
        (seen.findings == kept.findings && seen.critical == kept.critical).then_some(*rubric)
    }
}

/// The review as a whole.
pub(super) fn show(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    let (kit, reviewed) = (page.kit, &page.kept.reviewed);
    parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        parts::heading(ui, kit.t("Review", "复核"));
        disputes(ui, page, state);
        let form = &mut state.review;
        if reviewed.steps.is_empty() {
            parts::faint(ui, kit, kit.t("Nobody has reviewed it yet.", "还没有人复核过。"));
        }
        for step in &reviewed.steps {
            ui.add(Label::new(line(page, step)).wrap());
        }
        if reviewed.reviews {
            critical(ui, page, form, wants);
            duties(ui, page, form, wants);
        }
        if reviewed.appeals(page.kept) {
            appeal(ui, page, form, wants);
        }
    });
}

/// What the trainee sees differently, each with a way to its finding.
fn disputes(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState) {
    let (kit, card) = (page.kit, &page.review.card);
    let player = page.kept.reviewed.player(page.kept).unwrap_or(kit.t("You", "您"));
    for (at, reasons) in &page.kept.disputes {
        let Some(finding) = card.findings.get(*at) else { continue };
        for reason in reasons {
            let head = kit.t(format!("Disputed by {player}"), format!("{player} 有异议"));
            parts::coloured(ui, kit.palette.warn, names::headed(&head, reason, kit.language));
        }
        let words = findings::finding(finding, kit.language);
        if ui.add(egui::Button::new(words).wrap()).clicked() {
            state.show_finding(*at);
        }
        ui.add_space(4.0);
    }
}

/// A step in words: when, who, what, why.
fn line(page: Page<'_>, step: &ReviewStep) -> String {
    let (reviewed, language) = (&page.kept.reviewed, page.kit.language);
    let mut given = "";
    if let Reviewing::Taken { by, .. } = step.what
        && by != step.by
    {
        given = reviewed.name(by);
    }
    let card = reviewed.machine.as_ref().map_or(&page.review.card, |(_, card)| card);
    let what = words::step(step.what, given, &words::about(step.what, card, language), language);
    let (day, by) = (step.at.to_zoned(TimeZone::system()).date(), reviewed.name(step.by));
    let head = language.pick(format!("{day}, {by} {what}"), format!("{day}，{by} {what}"));
    if step.text.is_empty() { head } else { names::headed(&head, &step.text, language) }
}

/// The critical errors, each to be ruled to be none, or one after all.
fn critical(ui: &mut Ui, page: Page<'_>, form: &mut Form, wants: &mut Vec<DebriefIntent>) {
    let (kit, reviewed) = (page.kit, &page.kept.reviewed);
    let Some(rubric) = reviewed.rules_by(page) else { return };
    for (at, error) in page.review.card.critical.iter().enumerate() {
        ui.separator();
        let lifted = reviewed.is_lifted(at);
        let head = if lifted {
            kit.t("Ruled to be no critical error", "已判定不属于致命错误")
        } else {
            kit.t("Critical error", "致命错误")
        };
        let colour = if lifted { kit.palette.good } else { kit.palette.bad };
        parts::coloured(ui, colour, names::headed(head, &error.what, kit.language));
        let about = About::Critical(at, !lifted);
        let words = if lifted {
            kit.t("It was one after all", "恢复为致命错误")
        } else {
            kit.t("Rule that it was none", "判定不属于致命错误")
        };
        if let Some(reason) = form.show(ui, page, about, (kit.t("Why?", "理由"), words)) {
            let error = u32::try_from(at).unwrap_or(u32::MAX);
            let what = Overruling::Critical { error, lifted: !lifted };
            wants.push(DebriefIntent::Review(ReviewAct::Overrule { what, rubric, reason }));
        }
        if form.what != Some(about) && ui.button(words).clicked() {
            form.open(about);
        }
    }
}

/// Taking a review, and being done with it.
fn duties(ui: &mut Ui, page: Page<'_>, form: &mut Form, wants: &mut Vec<DebriefIntent>) {
    let (kit, reviewed) = (page.kit, &page.kept.reviewed);
    ui.separator();
    let owner = reviewed.owner();
    let (name, mine) = (owner.map(|one| reviewed.name(one)), owner.is_some() && owner == reviewed.here);
    parts::faint(ui, kit, words::owner(name, mine, kit.language));
    let finish = kit.t("Nothing more to do", "复核完毕");
    let ask = (kit.t("What came of it; the trainee reads it", "复核意见，学员可以看到"), finish);
    if let Some(text) = form.show(ui, page, About::Finish, ask) {
        wants.push(DebriefIntent::Review(ReviewAct::Finish(text)));
    }
    ui.horizontal_wrapped(|ui| {
        if !mine && ui.button(kit.t("Take it", "由我负责")).clicked() {
            wants.push(DebriefIntent::Review(ReviewAct::Take));
        }
        if form.what != Some(About::Finish) && ui.button(finish).clicked() {
            form.open(About::Finish);
        }
    });
}

fn appeal(ui: &mut Ui, page: Page<'_>, form: &mut Form, wants: &mut Vec<DebriefIntent>) {
    let kit = page.kit;
    ui.separator();
    let words = kit.t("Appeal", "申诉");
    let question = kit.t("Why do you see it differently?", "您为什么有不同看法？");
    if let Some(reason) = form.show(ui, page, About::Appeal, (question, words)) {
        wants.push(DebriefIntent::Review(ReviewAct::Appeal(reason)));
    }
    if form.what != Some(About::Appeal) {
        let said = kit
            .t("An appeal is heard by somebody else than who decided.", "申诉由作出结论的人以外的人处理。");
        parts::faint(ui, kit, said);
        if ui.button(words).clicked() {
            form.open(About::Appeal);
        }
    }
}
