//! The attempts and what their scores rest on.

use std::collections::BTreeMap;

use super::card::{self, Proof};
use super::{Cell, Desk, ExportError, Question, Sheets, Subject};
use crate::locale::{debrief, findings as words, names};
use crate::scenario::Language;
use crate::session::Mode;
use crate::store::{AssignmentId, Given, State, Summary};

/// So many attempts' findings a workbook holds without being a burden to whoever opens it: some three hundred thousand rows.
pub const FINDINGS: u64 = 20_000;

/// What stands in the place of findings where there are too many for a workbook, and how to get them.
pub fn not_here(attempts: u64, language: Language) -> String {
    language.pick(
        format!("Findings of {attempts} attempts are too many for a workbook: narrow it with --since or --person, say --findings to have them all the same, or take `hotseat export csv`, which has them all."),
        format!("{attempts} 次练习的评分依据太多，不宜放进工作簿：请用 --since 或 --person 缩小范围；仍要全部放入请加 --findings；或使用 `hotseat export csv`，其中全部都有。"),
    )
}

/// The rows about attempts of one person; how many attempts.
pub(super) fn rows(
    desk: &Desk<'_>,
    subject: &Subject<'_>,
    given: &[Given],
    sheets: &mut dyn Sheets,
) -> Result<usize, ExportError> {
    let marks: BTreeMap<AssignmentId, u8> =
        given.iter().filter_map(|one| Some((one.assignment.new.id, one.assignment.new.pass_mark?))).collect();
    let mut count = 0;
    for attempt in &subject.attempts {
        if desk.since.is_some_and(|since| attempt.started < since) {
            continue;
        }
        let exam = attempt.played.mode == Mode::Certify;
        let mark = attempt.assignment.and_then(|id| marks.get(&id).copied()).filter(|_| exam);
        sheets.row(Question::Attempts, &row(desk, subject, attempt, mark))?;
        if desk.findings {
            judged(desk, subject, attempt, sheets)?;
        }
        count += 1;
    }
    Ok(count)
}

fn row(desk: &Desk<'_>, subject: &Subject<'_>, attempt: &Summary, mark: Option<u8>) -> Vec<Cell> {
    let ui = desk.language;
    let played = &attempt.played;
    let grade = attempt.grade.as_ref();
    let minutes = attempt.ended.map_or(Cell::Empty, |ended| {
        let seconds = ended.duration_since(attempt.started).as_secs().max(0);
        Cell::Tenths((seconds + 3) / 6)
    });
    let result =
        match (grade.map(|grade| grade.passes(attempt.played.mode, attempt.decided, mark)), attempt.state) {
            (_, State::Open) => desk.t("not over", "未结束"),
            (None, _) => Cell::Empty,
            (Some(Some(true)), _) => desk.t("passed", "通过"),
            (Some(Some(false)), _) => desk.t("not passed", "未通过"),
            (Some(None), _) if played.mode == Mode::Certify => desk.t("waits for a reviewer", "待人工复核"),
            (Some(None), _) => desk.t("in doubt", "存疑"),
        };
    let critical = grade.and_then(card::critical);
    let decided = attempt.decided.map_or(Cell::Empty, |passed| {
        if passed { desk.t("passed", "通过") } else { desk.t("not passed", "未通过") }
    });
    let score = |score: Option<u8>| Cell::maybe(score.map(i64::from));
    vec![
        Cell::text(&subject.person.name),
        Cell::text(&subject.teams),
        Cell::text(&desk.title(&played.scenario, played.title.as_deref())),
        Cell::text(played.language.code()),
        Cell::text(names::mode(played.mode, ui)),
        desk.yes(attempt.assignment.is_some()),
        desk.moment(attempt.started),
        attempt.ended.map_or(Cell::Empty, |at| desk.moment(at)),
        minutes,
        grade
            .as_ref()
            .and_then(|grade| grade.outcome)
            .map_or(Cell::Empty, |how| Cell::text(names::outcome(how, ui))),
        score(grade.and_then(|grade| grade.counted(attempt.decided))),
        score(grade.and_then(|grade| grade.empathy)),
        score(grade.and_then(|grade| grade.tools)),
        score(grade.and_then(|grade| grade.resolution)),
        result,
        match critical {
            None => Cell::Empty,
            Some(Proof::Proven) => desk.t("yes", "有"),
            Some(Proof::Alleged) => desk.t("alleged", "疑似"),
        },
        decided,
        Cell::text(&played.scenario),
        Cell::text(&attempt.id.to_string()),
    ]
}

fn judged(
    desk: &Desk<'_>,
    subject: &Subject<'_>,
    attempt: &Summary,
    sheets: &mut dyn Sheets,
) -> Result<(), ExportError> {
    let ui = desk.language;
    let played = &attempt.played;
    let findings = card::findings(desk.store, attempt.id)?;
    if findings.is_empty() {
        return Ok(());
    }
    let name = Cell::text(&subject.person.name);
    let title = Cell::text(&desk.title(&played.scenario, played.title.as_deref()));
    let ended = attempt.ended.map_or(Cell::Empty, |at| desk.moment(at));
    let id = Cell::text(&attempt.id.to_string());
    for finding in findings {
        let row = [
            name.clone(),
            title.clone(),
            ended.clone(),
            Cell::text(debrief::ability(finding.ability, ui)),
            Cell::Whole(finding.points.into()),
            Cell::Whole(finding.of.into()),
            Cell::text(&words::finding(&finding, ui)),
            Cell::text(&finding.words),
            if finding.perhaps { desk.yes(true) } else { Cell::Empty },
            id.clone(),
        ];
        sheets.row(Question::Findings, &row)?;
    }
    Ok(())
}
