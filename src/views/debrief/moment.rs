//! The moment that cost most: what a strong reply would have been, and what each would have come to.

use egui::{Color32, Frame, Margin, RichText, Ui};

use super::{DebriefIntent, DebriefState, Page};
use crate::locale::{debrief, findings, names};
use crate::review::{Alternative, Review, Source};
use crate::views::parts::{self, clock};

/// The turn that cost most.
pub(super) fn first(review: &Review) -> Option<usize> {
    review.costliest.as_ref().and_then(|costliest| costliest.turn)
}

pub(super) fn show(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    let (kit, review) = (page.kit, page.review);
    let turn = state.computing.or_else(|| first(review));
    parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        costliest(ui, page, state, wants);
    });
    let Some(turn) = turn else { return };
    parts::card(ui, kit, |ui| {
        ui.set_width(ui.available_width());
        let at = review.turns.get(turn).map_or(0, |turn| turn.at);
        parts::heading(
            ui,
            &kit.t(
                format!("What else could have been said in turn {}, {}", turn + 1, clock(at)),
                format!("第 {} 轮（{}）还可以怎么说", turn + 1, clock(at)),
            ),
        );
        computed(ui, page);
        if page.kept.watched {
            return;
        }
        let button = ui
            .button(kit.t(format!("Try again from turn {}", turn + 1), format!("从第 {} 轮重来", turn + 1)));
        super::follow(&button);
        if button.clicked() {
            wants.push(DebriefIntent::TryAgain { turn });
        }
    });
}

fn costliest(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    let (kit, language, review) = (page.kit, page.kit.language, page.review);
    parts::heading(ui, kit.t("The moment that cost most", "丢分最多的地方"));
    let Some(costliest) = &review.costliest else {
        let praise = kit.t("Nothing was lost anywhere. Well done.", "没有丢分，干得漂亮。");
        parts::coloured(ui, kit.palette.good, praise);
        return;
    };
    if let Some(finding) = review.card.findings.get(costliest.finding) {
        let words = format!("{}  {}", debrief::points(finding), findings::finding(finding, language));
        parts::coloured(ui, kit.palette.bad, words);
    }
    if let Some(model) = &costliest.model {
        parts::faint(ui, kit, kit.t("A strong reply there:", "当时可以这样说："));
        quote(ui, kit.palette.ours, model);
    }
    ui.horizontal_wrapped(|ui| {
        if let Some(turn) = costliest.turn {
            let open = ui.button(kit.t("Open this moment", "查看这一刻"));
            super::follow(&open);
            if open.clicked() {
                state.open_turn(turn, page.narrow);
            }
            if state.computing != Some(turn)
                && ui.button(kit.t("What else could I have said?", "换种说法会怎样？")).clicked()
            {
                state.compute(turn, wants);
            }
        }
        if ui.button(kit.t("Show the finding", "查看这条评分")).clicked() {
            state.show_finding(costliest.finding);
        }
    });
}

fn computed(ui: &mut Ui, page: Page<'_>) {
    let kit = page.kit;
    let Some(all) = page.alternatives else {
        ui.horizontal_wrapped(|ui| {
            if kit.motion {
                ui.spinner();
            }
            ui.label(kit.t("Playing it out …", "正在推演……"));
        });
        return;
    };
    if all.len() < 2 {
        let said = kit.t(
            "There is no other reply to try here: the trainer wrote none, or nobody was there to hear it.",
            "这里没有别的说法可以推演：培训师没有写，或者客户已经不在线。",
        );
        parts::faint(ui, kit, said);
    }
    let own = all.iter().find(|one| one.source == Source::Own);
    for (at, one) in all.iter().enumerate() {
        ui.push_id(at, |ui| alternative(ui, page, one, own));
    }
}

fn alternative(ui: &mut Ui, page: Page<'_>, one: &Alternative, own: Option<&Alternative>) {
    let (kit, language) = (page.kit, page.kit.language);
    ui.separator();
    let is_own = one.source == Source::Own;
    ui.strong(debrief::source(&one.source, language));
    if one.text.is_empty() {
        parts::faint(ui, kit, kit.t("You said nothing.", "您什么也没说。"));
    } else {
        quote(ui, if is_own { kit.palette.well } else { kit.palette.ours }, &one.text);
    }
    let headed = |en, zh, text: &str| names::headed(kit.t(en, zh), text, language);
    for answer in &one.answer {
        ui.label(headed("The customer", "客户", answer));
    }
    ui.label(headed("Mood after it", "说完后的情绪", &debrief::mood(one.after, language)));
    ui.label(headed("Mood at the end", "最后的情绪", &debrief::mood(one.end, language)));
    ui.label(headed("End", "结局", &debrief::ending(one.outcome, one.card.goal_reached, language)));
    let (words, colour) = score(page, one, own);
    ui.label(RichText::new(headed("Score", "得分", &words)).color(colour).strong());
    parts::faint(ui, kit, debrief::computed(one, language));
}

/// The score of an alternative, against the trainee's own where both went to the end.
fn score(page: Page<'_>, one: &Alternative, own: Option<&Alternative>) -> (String, Color32) {
    let kit = page.kit;
    let said = debrief::score(one.card.overall, kit.language);
    if one.outcome.is_none() {
        let partly = kit.t(
            format!("{said} as far as it went, not to be compared"),
            format!("到此为止 {said}，不能直接比较"),
        );
        return (partly, kit.palette.faint);
    }
    let own =
        own.filter(|own| own.source != one.source && own.outcome.is_some()).and_then(|own| own.card.overall);
    let (Some(score), Some(own)) = (one.card.overall, own) else { return (said, kit.palette.text) };
    let by = i16::from(score) - i16::from(own);
    let colour = match by {
        1.. => kit.palette.good,
        0 => kit.palette.text,
        _ => kit.palette.bad,
    };
    (kit.t(format!("{said} ({by:+} against yours)"), format!("{said}（与您相比 {by:+}）")), colour)
}

fn quote(ui: &mut Ui, ground: Color32, text: &str) {
    Frame::new().fill(ground).corner_radius(8).inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(text);
    });
}
