//! The scorecard by ability, each finding with its moment and a way to see it differently.

use egui::{Button, Color32, RichText, Ui};

use super::{DebriefIntent, DebriefState, Page, form, judged};
use crate::locale::{debrief, findings, names};
use crate::score::{AbilityKind, Finding};
use crate::views::parts::{self, clock};

pub(super) fn show(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    for (place, kind) in AbilityKind::ALL.into_iter().enumerate() {
        parts::card(ui, page.kit, |ui| {
            ui.set_width(ui.available_width());
            ability(ui, page, place, kind);
            let all = page.review.card.findings.iter().enumerate();
            for (at, one) in all.filter(|(_, finding)| finding.ability == kind) {
                ui.push_id(at, |ui| finding(ui, page, state, (at, one), wants));
            }
        });
    }
}

fn ability(ui: &mut Ui, page: Page<'_>, place: usize, kind: AbilityKind) {
    let (kit, language) = (page.kit, page.kit.language);
    let name = debrief::ability(kind, language);
    let score = page.review.card.ability(kind).score;
    parts::heading(ui, &names::headed(name, &debrief::score(score, language), language));
    let Some(score) = score else {
        parts::faint(ui, kit, kit.t("Nothing called for it.", "没有出现相应的时机。"));
        return;
    };
    let colour = if score >= crate::score::FLOOR { kit.palette.good } else { kit.palette.bad };
    parts::meter(ui, kit, score, colour, name);
    let own = page.kept.rating.and_then(|rating| rating.get(place).copied());
    if let Some(own) = own {
        parts::faint(ui, kit, compared(page, own, score));
    }
}

/// What somebody thought of themselves beside what was found.
fn compared(page: Page<'_>, own: u8, score: u8) -> String {
    let kit = page.kit;
    let judged = match i16::from(own) - i16::from(score) {
        -10..=10 => kit.t("you saw it as it was", "您看得很准"),
        11.. => kit.t("you saw it brighter than it was", "您高估了自己"),
        _ => kit.t("you did better than you thought", "您比自己以为的做得好"),
    };
    kit.t(
        format!("You said {own}, it came to {score}: {judged}."),
        format!("您自评 {own} 分，实得 {score} 分：{judged}。"),
    )
}

/// The colour of what a finding gave or took; its points say the same.
pub(super) fn colour(page: Page<'_>, finding: &Finding) -> Color32 {
    let palette = &page.kit.palette;
    if finding.lost() > 0 {
        palette.bad
    } else if finding.perhaps {
        palette.warn
    } else if finding.of == 0 {
        palette.text
    } else {
        palette.good
    }
}

fn finding(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    (at, finding): (usize, &Finding),
    wants: &mut Vec<DebriefIntent>,
) {
    let open = state.open.contains(&at);
    let mut words = findings::finding(finding, page.kit.language);
    words.extend(judged::ruled(page, at));
    let text = RichText::new(format!("{}  {words}", debrief::points(finding))).color(colour(page, finding));
    let row = ui.add(Button::selectable(open, text).wrap());
    super::follow(&row);
    if state.shown == Some(at) {
        state.shown = None;
        row.scroll_to_me(Some(egui::Align::Center));
        row.request_focus();
    }
    if row.clicked() {
        if open {
            state.open.remove(&at);
        } else {
            state.open.insert(at);
        }
    }
    if open {
        ui.indent("opened", |ui| details(ui, page, state, at, finding, wants));
    }
}

fn details(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    at: usize,
    finding: &Finding,
    wants: &mut Vec<DebriefIntent>,
) {
    let (kit, language) = (page.kit, page.kit.language);
    if !finding.words.is_empty() {
        let quoted = format!("“{}”", finding.words);
        parts::faint(
            ui,
            kit,
            names::headed(kit.t("It rests on these words", "依据的原话"), &quoted, language),
        );
    }
    if let Some(turn) = page.review.moments.get(at).copied().flatten() {
        let when = page.review.turns.get(turn).map_or(0, |turn| turn.at);
        let said = kit.t(format!("Open its moment, {}", clock(when)), format!("查看这一刻，{}", clock(when)));
        let button = ui.button(said);
        super::follow(&button);
        if button.clicked() {
            state.open_turn(turn, page.narrow);
        }
    }
    for reason in page.kept.disputes.get(&at).into_iter().flatten() {
        let noted = kit.t("Noted, you see this differently", "已记录您的不同看法");
        parts::coloured(ui, kit.palette.accent, names::headed(noted, reason, language));
    }
    judged::ruling(ui, page, state, (at, finding), wants);
    if page.kept.watched {
        return;
    }
    match &mut state.disputing {
        Some((disputed, reason)) if *disputed == at => {
            let question = kit.t("Why do you see it differently?", "您为什么有不同看法？");
            let words = (question, kit.t("Note it", "记录下来"));
            if let Some(done) = form::show(ui, page, words, reason, std::mem::take(&mut state.focus)) {
                state.focus = true;
                let reason = std::mem::take(reason);
                state.disputing = None;
                if done {
                    wants.push(DebriefIntent::Dispute { finding: at, reason: reason.trim().to_owned() });
                }
            }
        }
        _ => {
            // The same control however many reasons stand above it.
            let differ = |ui: &mut Ui| ui.button(kit.t("I see this differently", "我有不同看法"));
            let button = ui.scope_builder(egui::UiBuilder::new().id(ui.id().with("differ")), differ).inner;
            super::follow(&button);
            if std::mem::take(&mut state.focus) {
                button.request_focus();
            }
            if button.clicked() {
                state.disputing = Some((at, String::new()));
                state.focus = true;
            }
        }
    }
}
