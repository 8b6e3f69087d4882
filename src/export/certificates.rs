//! Certificates: who was certified for what, and until when.

use super::{Cell, Desk, ExportError, Question, Sheets, Subject};
use crate::badge::verify;

/// The rows about the certificates of one person.
pub(super) fn rows(
    desk: &Desk<'_>,
    subject: &Subject<'_>,
    sheets: &mut dyn Sheets,
) -> Result<(), ExportError> {
    for held in desk.store.certificates(subject.person.id)? {
        let one = &held.new;
        let read = verify(one.credential.as_bytes(), None).ok().map(|verified| verified.certificate);
        let mut steps = desk.roles.ladders.iter().flat_map(|ladder| &ladder.steps);
        let step = steps.find(|step| step.id == one.step);
        let row = [
            Cell::text(&subject.person.name),
            Cell::text(&subject.teams),
            Cell::text(step.map_or(one.step.as_str(), |step| step.title.get(desk.language))),
            desk.day(one.made),
            read.as_ref().and_then(|read| read.until).map_or(Cell::Empty, |until| desk.day(until)),
            read.as_ref().map_or(Cell::Empty, |read| Cell::count(read.exams.len())),
            match read {
                Some(_) if held.revoked.is_some() => desk.t("revoked", "已撤销"),
                Some(_) => desk.t("holds", "有效"),
                None => desk.t("does not hold", "无效"),
            },
            Cell::text(&one.id.to_string()),
        ];
        sheets.row(Question::Certificates, &row)?;
    }
    Ok(())
}
