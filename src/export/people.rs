//! People: how able they are, and where they stand towards each step.

use super::{Cell, Desk, ExportError, Question, Sheets, Subject};
use crate::locale::progress as words;
use crate::progress::{Estimate, StepStanding, estimates, standing};

/// The rows about one person: their abilities, and each step of each ladder.
pub(super) fn rows(
    desk: &Desk<'_>,
    subject: &Subject<'_>,
    sheets: &mut dyn Sheets,
) -> Result<(), ExportError> {
    let person = subject.person;
    let evidence = desk.store.evidence(&subject.attempts, desk.installed, desk.now)?;
    let hidden = if desk.store.acting() == Some(person.id) {
        0
    } else {
        // What somebody practised freely and shared is shown.
        desk.store.practice(person.id)?
    };
    let last = subject.attempts.iter().map(|one| one.ended.unwrap_or(one.started)).max();
    let mut row = vec![
        Cell::text(&person.name),
        Cell::text(&subject.teams),
        Cell::count(subject.attempts.len()),
        Cell::Whole(hidden.into()),
        last.map_or(Cell::Empty, |at| desk.moment(at)),
    ];
    for one in estimates(&evidence, desk.now) {
        row.extend(match one.estimate {
            Estimate::NotEnough { attempts } => {
                [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Whole(attempts.into())]
            }
            Estimate::Known { mean, low, high, practice, exams } => {
                let count = u32::from(practice) + u32::from(exams);
                [tenths(mean), tenths(low), tenths(high), Cell::Whole(count.into())]
            }
        });
    }
    row.push(Cell::text(&person.id.to_string()));
    sheets.row(Question::People, &row)?;
    for ladder in standing(desk.roles, &evidence, desk.installed, desk.now) {
        let title = ladder.title.get(desk.language);
        for step in &ladder.steps {
            sheets.row(Question::Standing, &step_row(desk, subject, title, step))?;
        }
    }
    Ok(())
}

fn step_row(desk: &Desk<'_>, subject: &Subject<'_>, ladder: &str, step: &StepStanding) -> Vec<Cell> {
    let ui = desk.language;
    let exam = &step.exam;
    let (mut met, mut missing) = (Vec::new(), Vec::new());
    for need in &exam.needs {
        let asked = words::requirement(need.need, ui);
        if need.is_met() {
            met.push(asked);
        } else {
            let done = format!("{}/{}", need.met, need.of);
            missing.push(ui.pick(format!("{asked} ({done})"), format!("{asked}（{done}）")));
        }
    }
    if !exam.is_sure() {
        missing.push(words::exams(exam, ui));
    }
    let certified = if exam.certified { desk.yes(true) } else { Cell::Empty };
    vec![
        Cell::text(&subject.person.name),
        Cell::text(&subject.teams),
        Cell::text(ladder),
        Cell::text(step.title.get(ui)),
        certified,
        exam.until.filter(|_| exam.certified).map_or(Cell::Empty, |until| desk.day(until)),
        step.percent().map_or(Cell::Empty, Cell::Percent),
        Cell::Whole(exam.passed.into()),
        Cell::Whole(exam.taken.into()),
        Cell::Whole(exam.waiting.into()),
        exam.chance.map_or(Cell::Empty, Cell::Percent),
        Cell::text(&met.join(ui.pick("; ", "；"))),
        Cell::text(&missing.join(ui.pick("; ", "；"))),
    ]
}

/// A number of 0..=100 in tenths.
fn tenths(value: f64) -> Cell {
    let wanted = (value * 10.0).round();
    let whole = (0..=1000).find(|tenths| f64::from(*tenths) >= wanted).unwrap_or(1000);
    Cell::Tenths(whole.into())
}
