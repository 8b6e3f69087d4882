//! The conversation, turn by turn, with what was heard under each reply.

use egui::{Color32, CornerRadius, Frame, Margin, RichText, Stroke, Ui};

use super::{DebriefIntent, DebriefState, Page, judged};
use crate::locale::{debrief, findings, names};
use crate::review::{Chip, Line, Said, Turn};
use crate::scenario::Act;
use crate::views::lazily;
use crate::views::parts::{self, clock};

pub(super) fn show(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    marked: Option<usize>,
    wants: &mut Vec<DebriefIntent>,
) {
    let turns = &page.review.turns;
    let mut talk = std::mem::take(&mut state.talk);
    let height = ui.text_style_height(&egui::TextStyle::Body);
    talk.show(
        ui,
        turns.len(),
        |ui, row| turns.get(row).map_or(height, |turn| guess(ui, turn) * height),
        |ui, row| {
            if let Some(turn) = turns.get(row) {
                one(ui, page, state, marked == Some(row), (row, turn), wants);
            }
        },
    );
    // What was asked for while drawing went to the empty one.
    let asked = std::mem::replace(&mut state.talk, talk);
    state.talk.take_over(&asked);
}

/// About how many lines of text a turn takes.
fn guess(ui: &Ui, turn: &Turn) -> f32 {
    let lines = turn.lines.iter().map(|line| match &line.said {
        Said::Customer(text) | Said::Sent(text, _) => lazily::lines(ui, text, ui.available_width()) + 2.0,
        Said::Heard(_)
        | Said::Tool(..)
        | Said::Read(_)
        | Said::Notice(_)
        | Said::Offered(_)
        | Said::Judged(..)
        | Said::HandedOver(..)
        | Said::Filed(..)
        | Said::Other(_) => 1.5,
    });
    lines.sum::<f32>() + 3.0
}

fn one(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    marked: bool,
    (row, turn): (usize, &Turn),
    wants: &mut Vec<DebriefIntent>,
) {
    let (kit, chosen) = (page.kit, state.turn == Some(row));
    let edge = if chosen || marked { kit.palette.accent } else { Color32::TRANSPARENT };
    let frame = Frame::new()
        .fill(if marked { kit.palette.chosen } else { Color32::TRANSPARENT })
        .stroke(Stroke::new(1.5, edge))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::same(8));
    let drawn = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        title(ui, page, state, row, turn);
        let next = page.review.turns.get(row + 1).map_or(u32::MAX, |next| next.first);
        let ends = turn.lines.iter().skip(1).map(|line| line.index).chain([next]);
        for (line, end) in turn.lines.iter().zip(ends) {
            said(ui, page, line);
            judged::comments(ui, page, line.index..end);
        }
        if chosen {
            opened(ui, page, state, row, turn, wants);
        }
    });
    if ui.rect_contains_pointer(drawn.response.rect) {
        state.marked = Some(row);
    }
}

fn title(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, row: usize, turn: &Turn) {
    let (kit, chosen) = (page.kit, state.turn == Some(row));
    ui.horizontal_wrapped(|ui| {
        let name = kit.t(
            format!("Turn {}, {}", row + 1, clock(turn.at)),
            format!("第 {} 轮，{}", row + 1, clock(turn.at)),
        );
        let button = ui.selectable_label(chosen, RichText::new(name).small());
        if button.clicked() {
            state.turn = (!chosen).then_some(row);
        }
        super::follow(&button);
        let steps: Vec<_> = page.review.steps.iter().filter(|step| step.turn == row).collect();
        if let (Some(first), Some(last)) = (steps.first(), steps.last()) {
            let change = debrief::change(first.from, last.to, kit.language);
            ui.label(RichText::new(change).small().color(kit.palette.faint));
        }
    });
}

fn said(ui: &mut Ui, page: Page<'_>, line: &Line) {
    let (kit, language) = (page.kit, page.kit.language);
    match &line.said {
        Said::Customer(text) => bubble(ui, page, false, page.review.customer.get(language), text),
        Said::Sent(text, origin) => {
            let you = page.kept.reviewed.player(page.kept).unwrap_or(kit.t("You", "您"));
            let who = match debrief::origin(*origin, language) {
                Some(origin) => names::headed(you, origin, language),
                None => you.to_owned(),
            };
            bubble(ui, page, true, &who, text);
        }
        Said::Heard(chips) => heard(ui, page, chips, page.kept.meant.get(&line.index)),
        told @ (Said::Tool(..)
        | Said::Read(_)
        | Said::Notice(_)
        | Said::Offered(_)
        | Said::Judged(..)
        | Said::HandedOver(..)
        | Said::Filed(..)
        | Said::Other(_)) => {
            if let Some(words) = debrief::said(told, language) {
                let words = format!("{}  {words}", clock(line.at));
                ui.label(RichText::new(words).small().color(kit.palette.faint));
            }
        }
    }
}

fn bubble(ui: &mut Ui, page: Page<'_>, ours: bool, who: &str, text: &str) {
    let palette = &page.kit.palette;
    let aside = (ui.available_width() * 0.08).min(48.0);
    #[expect(clippy::cast_possible_truncation, reason = "at most 48")]
    let aside = aside as i8;
    let outer =
        if ours { Margin { left: aside, ..Margin::ZERO } } else { Margin { right: aside, ..Margin::ZERO } };
    Frame::new()
        .fill(if ours { palette.ours } else { palette.theirs })
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(10, 6))
        .outer_margin(outer)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(who).small().color(palette.faint));
            ui.label(text);
        });
}

/// What was heard, as chips; hovering one shows the words that prove it.
fn heard(ui: &mut Ui, page: Page<'_>, chips: &[Chip], meant: Option<&Vec<Act>>) {
    let (kit, language) = (page.kit, page.kit.language);
    ui.horizontal_wrapped(|ui| {
        let head = if chips.is_empty() {
            kit.t("Heard: nothing in particular", "听到：没有特别的内容")
        } else {
            kit.t("Heard:", "听到：")
        };
        ui.label(RichText::new(head).small().color(kit.palette.faint));
        let mut said = std::collections::BTreeSet::new();
        for chip in chips.iter().filter(|chip| said.insert(chip.act)) {
            let colour = if chip.act.is_harm() { kit.palette.bad } else { kit.palette.good };
            let proof = kit.t(
                format!("“{}”, {} % sure", chip.words, chip.sure),
                format!("“{}”，把握 {}%", chip.words, chip.sure),
            );
            parts::badge(ui, colour, names::act(chip.act, language)).on_hover_text(proof);
        }
        for act in meant.into_iter().flatten() {
            let badge = parts::badge(ui, kit.palette.faint, &names::meant(*act, language));
            badge.on_hover_text(kit.t(
                "You see it differently. This is kept as a dispute: a reviewer reads it, the score stays as it is until then.",
                "您有不同看法，已记为异议：会有人复核，在此之前得分不变。",
            ));
        }
    });
}

/// What a chosen turn shows beside its lines: why the mood moved, what was judged, what would have been strong.
fn opened(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    row: usize,
    turn: &Turn,
    wants: &mut Vec<DebriefIntent>,
) {
    let (kit, language, review) = (page.kit, page.kit.language, page.review);
    ui.separator();
    for step in review.steps.iter().filter(|step| step.turn == row) {
        ui.label(RichText::new(debrief::step(step, language)).small());
    }
    let here = review.card.findings.iter().enumerate().zip(&review.moments);
    for ((at, finding), _) in here.filter(|(_, moment)| **moment == Some(row)) {
        let words = format!("{}  {}", debrief::points(finding), findings::finding(finding, language));
        let button =
            egui::Button::new(RichText::new(words).small().color(super::card::colour(page, finding)));
        let button = ui.add(button.wrap().frame(false));
        super::follow(&button);
        if button.clicked() {
            state.show_finding(at);
        }
    }
    if let Some(model) = &turn.model {
        let said = names::headed(kit.t("A strong reply here", "这里可以这样说"), model, language);
        ui.label(RichText::new(said).color(kit.palette.good));
    }
    let next = review.turns.get(row + 1).map_or(u32::MAX, |next| next.first);
    judged::commenting(ui, page, state, (turn, turn.first..next), wants);
    ui.horizontal_wrapped(|ui| {
        let compute = ui.button(kit.t("What else could I have said?", "换种说法会怎样？"));
        super::follow(&compute);
        if compute.clicked() {
            state.compute(row, wants);
        }
        if page.kept.watched {
            return;
        }
        let again = ui.button(kit.t("Try again from here", "从这里重来"));
        super::follow(&again);
        if again.clicked() {
            wants.push(DebriefIntent::TryAgain { turn: row });
        }
    });
}
