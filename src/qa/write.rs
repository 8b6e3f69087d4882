//! Scorecards as CSV: Hotseat's own criteria to begin with, and filled ones.

use std::io::Write;

use super::{Card, Criterion, Field, Scale, fill};
use crate::export::{Cell, Desk, ExportError, write_row};
use crate::locale::debrief;
use crate::locale::findings::finding;
use crate::scenario::Language;
use crate::store::{Person, StoreError};

/// The headings of filled scorecards, in both languages.
pub const TITLES: [(&str, &str); 15] = [
    ("Person", "姓名"),
    ("Scenario", "场景"),
    ("Ended", "结束时间"),
    ("Group", "分组"),
    ("Question", "问题"),
    ("Answer", "答案"),
    ("Scale", "评分方式"),
    ("Reached", "达成比例"),
    ("Weight", "权重"),
    ("Doubtful", "是否存疑"),
    ("Basis", "依据"),
    ("Words", "原话"),
    ("Score", "总分"),
    ("Left for a person", "待人工回答"),
    ("Attempt id", "练习编号"),
];

/// What Hotseat judges, as a scorecard: to compare one's own with, and to copy the last column from. Each ability weighs
/// as in a scorecard of Hotseat's, a criterion as much as the others of its ability.
///
/// # Errors
/// [`ExportError::Io`] where it cannot be written.
pub fn rubric(out: &mut dyn Write, language: Language) -> Result<(), ExportError> {
    write_row(out, true, &Field::ALL.map(|field| Cell::text(field.word())))?;
    for criterion in Criterion::ALL {
        let group = criterion.ability().map_or(language.pick("Critical errors", "致命错误"), |ability| {
            debrief::ability(ability, language)
        });
        let critical = criterion == Criterion::Critical;
        let said = |yes: bool| {
            Cell::text(if yes { language.pick("yes", "是") } else { language.pick("no", "否") })
        };
        let row = [
            Cell::text(group),
            Cell::text(criterion.question(language)),
            Cell::Whole(1),
            if critical { Cell::text(language.pick("yes/no", "是/否")) } else { Cell::text("0-100") },
            said(critical),
            said(critical),
            said(!criterion.is_kept_by_silence()),
            Cell::text(criterion.word()),
        ];
        write_row(out, false, &row)?;
    }
    Ok(())
}

/// This scorecard filled in for every attempt with a score: a row for each question. Returns how many attempts.
///
/// # Errors
/// [`ExportError`].
pub fn scorecards(
    desk: &Desk<'_>,
    people: &[Person],
    card: &Card,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let ui = desk.language;
    write_row(out, true, &TITLES.map(|(en, zh)| Cell::text(ui.pick(en, zh))))?;
    let mut count = 0;
    for person in people {
        let attempts = match desk.store.exportable(person.id) {
            Err(StoreError::NotPermitted { .. }) => continue,
            other => other?,
        };
        for attempt in attempts.iter().filter(|one| desk.since.is_none_or(|since| one.started >= since)) {
            let Some(found) = crate::export::scorecard(desk.store, attempt.id)? else { continue };
            let filled = fill(card, &found);
            count += 1;
            for (question, answer) in &filled.answers {
                let joined = |texts: Vec<String>| Cell::text(&texts.join("\n"));
                let value = match (answer.on(question.scale), question.scale) {
                    (None, _) if answer.not_applicable => desk.t("n/a", "不适用"),
                    (None, _) => Cell::Empty,
                    (Some(value), Scale::YesNo) => desk.yes(value == 1),
                    (Some(value), Scale::Numbers { .. }) => Cell::Whole(value.into()),
                };
                let percent = |share: u32| u8::try_from((share + 5) / 10).unwrap_or(100);
                let row = [
                    Cell::text(&person.name),
                    Cell::text(&desk.title(&attempt.played.scenario, attempt.played.title.as_deref())),
                    attempt.ended.map_or(Cell::Empty, |at| desk.moment(at)),
                    Cell::text(&question.group),
                    Cell::text(&question.text),
                    value,
                    match question.scale {
                        Scale::YesNo => desk.t("yes/no", "是/否"),
                        Scale::Numbers { low, high } => Cell::text(&format!("{low}–{high}")),
                    },
                    answer.share.map_or(Cell::Empty, |share| Cell::Percent(percent(share))),
                    Cell::text(&format!("{}.{:02}", question.weight / 100, question.weight % 100)),
                    if answer.doubtful { desk.yes(true) } else { Cell::Empty },
                    joined(answer.findings.iter().map(|one| finding(one, ui)).collect()),
                    joined(
                        answer
                            .findings
                            .iter()
                            .map(|one| one.words.clone())
                            .filter(|one| !one.is_empty())
                            .collect(),
                    ),
                    filled.score.map_or(Cell::Empty, |score| Cell::Whole(score.into())),
                    Cell::Whole(i64::try_from(filled.open).unwrap_or(i64::MAX)),
                    Cell::text(&attempt.id.to_string()),
                ];
                write_row(out, false, &row)?;
            }
        }
    }
    Ok(count)
}
