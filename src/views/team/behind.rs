//! What lies behind a number of the team at a glance.

use egui::Ui;

use super::{Crewmate, Look, TeamIntent};
use crate::locale::analysis as words;
use crate::locale::{debrief, progress};
use crate::scenario::roles::Measure;
use crate::score::AbilityKind;
use crate::session::Mode;
use crate::store::{State, Summary, Task};
use crate::views::page;
use crate::views::parts::{self, badge, faint};
use crate::views::theme::Kit;

/// How many attempts are listed.
const MOST: usize = 12;

/// How much of what goes wrong again and again is listed.
const HABITS: usize = 6;

/// What a number rests on: what goes wrong again and again, then the attempts; each opens its debrief.
pub(super) fn show(
    ui: &mut Ui,
    kit: &Kit,
    look: Look<'_>,
    place: usize,
    measure: Measure,
) -> Option<TeamIntent> {
    let mut intent = None;
    let (mate, attempts) = look.crew.members.get(place).zip(look.crew.glance.attempts.get(place))?;
    let (name, what) = (&mate.member.person.name, progress::measure(measure, kit.language));
    page::note(ui, kit, kit.palette.accent, |ui| {
        let head = kit.t(format!("{name}: what {what} rests on"), format!("{name}：{what}的依据"));
        ui.label(parts::bold(ui, &head));
        if attempts.is_empty() {
            faint(ui, kit, nothing(kit));
        } else {
            intent = habits(ui, kit, look, mate, measure);
            ui.label(parts::bold(ui, kit.t("Attempts", "练习记录")));
        }
        for attempt in attempts.iter().filter(|one| one.state != State::Open).take(MOST) {
            intent = intent.take().or(line(ui, kit, look, attempt, measure));
        }
        if attempts.len() > MOST {
            let more = attempts.len() - MOST;
            faint(ui, kit, kit.t(format!("and {more} older ones"), format!("另有更早的 {more} 次")));
        }
    });
    intent
}

fn nothing(kit: &Kit) -> &str {
    kit.t(
        "Nothing you may see: assigned practice, exams, and what is shared with you.",
        "没有您可以查看的记录：指派的练习、考试，以及分享给您的练习。",
    )
}

fn line(ui: &mut Ui, kit: &Kit, look: Look<'_>, attempt: &Summary, measure: Measure) -> Option<TeamIntent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        let day = attempt.started.to_zoned(jiff::tz::TimeZone::system()).date().to_string();
        faint(ui, kit, day);
        let score = attempt.grade.and_then(|grade| match measure {
            Measure::Overall => grade.overall,
            Measure::Empathy => grade.empathy,
            Measure::Tools => grade.tools,
            Measure::Resolution => grade.resolution,
        });
        ui.label(parts::bold(ui, &debrief::score(score, kit.language)));
        let known =
            look.tasks.iter().find(|(task, _)| *task == Task::Scenario(attempt.played.scenario.clone()));
        let played = || attempt.played.title.clone().unwrap_or_else(|| attempt.played.scenario.clone());
        let title = known.map_or_else(played, |(_, title)| title.clone());
        if page::link(ui, &title).clicked() {
            intent = Some(TeamIntent::Debrief(attempt.id));
        }
        if attempt.played.mode == Mode::Certify {
            badge(ui, kit.palette.accent, kit.t("Exam", "认证考试"));
        }
    });
    intent
}

/// What goes wrong again and again, each opens the last moment in which it did.
fn habits(ui: &mut Ui, kit: &Kit, look: Look<'_>, mate: &Crewmate, measure: Measure) -> Option<TeamIntent> {
    let mut intent = None;
    ui.label(parts::bold(ui, kit.t("What keeps going wrong", "反复失分之处")));
    let Some((_, habits)) = look.seen.habits.filter(|(whose, _)| *whose == mate.member.person.id) else {
        faint(ui, kit, kit.t("Reading…", "正在读取……"));
        return None;
    };
    let shown = habits.all.iter().filter(|one| one.loss.ability.is_none_or(|kind| counts(measure, kind)));
    let shown: Vec<_> = shown.take(HABITS).collect();
    if shown.is_empty() {
        faint(ui, kit, kit.t("Nothing went wrong twice.", "没有重复出现的失分。"));
    }
    for one in shown {
        ui.horizontal_wrapped(|ui| {
            let what = words::recurring(one, habits.file(&one.scenario), kit.language);
            if page::link(ui, &what).clicked() {
                intent = Some(match one.loss.event {
                    Some(event) => TeamIntent::Moment(one.last, event),
                    None => TeamIntent::Debrief(one.last),
                });
            }
            let title = look.title(&Task::Scenario(one.scenario.clone()));
            faint(ui, kit, format!("{title} · {}", words::how_often(one, kit.language)));
        });
    }
    intent
}

/// Whether a loss in this ability lowers this number.
fn counts(measure: Measure, kind: AbilityKind) -> bool {
    match measure {
        Measure::Overall => true,
        Measure::Empathy => kind == AbilityKind::Empathy,
        Measure::Tools => kind == AbilityKind::Tools,
        Measure::Resolution => kind == AbilityKind::Resolution,
    }
}
