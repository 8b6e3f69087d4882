//! What the first screen shows, worked out once.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::progress::{LadderStanding, StepStanding, StepState};
use crate::scenario::{Language, Text};
use crate::store::{Ending, State, Summary};
use crate::views::library::{Done, Entry};

use super::{Outlook, Todo};

/// The scenario for somebody who has played none to its end.
const FIRST: &str = "first-day";

/// Everything the first screen shows of a person.
#[derive(Clone, Debug)]
pub struct HomeData {
    /// Their name.
    pub person: String,
    /// Their standing towards each ladder.
    pub standing: Vec<LadderStanding>,
    /// Their attempts, newest first.
    pub attempts: Vec<Summary>,
    /// Those that were cut off and can be resumed.
    pub open: Vec<Summary>,
    /// The installed scenarios, with what this person has done of each.
    pub heads: Vec<Entry>,
    /// The scenario that brings most now, by id.
    pub next: Option<String>,
    /// What they were given.
    pub todo: Vec<Todo>,
    /// What lies ahead of them, and what they have reached.
    pub outlook: Outlook,
    /// Whether they lead others.
    pub leads: bool,
    /// The time zone of the desk.
    pub zone: TimeZone,
    rows: Vec<Row>,
    towards: Option<Text>,
}

/// An attempt as far as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// When it began, as written here.
    pub(super) when: String,
    /// The overall score.
    pub(super) overall: Option<u8>,
    /// What came of it.
    pub(super) result: Verdict,
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Open,
    Left,
    Unrated,
    Passed,
    Failed,
    Undecided,
}

impl HomeData {
    /// Reads the scorecards, marks what was done, and works out what comes next.
    pub fn new(
        person: String,
        standing: Vec<LadderStanding>,
        attempts: Vec<Summary>,
        heads: Vec<Entry>,
        zone: TimeZone,
    ) -> Self {
        let open = attempts.iter().filter(|attempt| attempt.state == State::Open).cloned().collect();
        let rows = attempts.iter().map(|attempt| Row::new(attempt, &zone)).collect();
        let mut data = Self {
            person,
            standing,
            attempts,
            open,
            heads,
            next: None,
            todo: Vec::new(),
            outlook: Outlook::default(),
            leads: false,
            zone,
            rows,
            towards: None,
        };
        for (attempt, row) in data.attempts.iter().zip(&data.rows) {
            let done = if row.result == Verdict::Passed { Done::Passed } else { Done::Tried };
            for entry in data.heads.iter_mut().filter(|entry| entry.id == attempt.played.scenario) {
                entry.done = entry.done.max(done);
            }
        }
        let chosen = choose(&data);
        data.towards = chosen.as_ref().and_then(|(_, towards)| towards.clone());
        data.next = chosen.map(|(id, _)| id);
        data
    }

    /// The same with what lies ahead of them.
    #[must_use]
    pub fn with_outlook(self, outlook: Outlook) -> Self {
        Self { outlook, ..self }
    }

    /// The same with what they were given, and whether they lead others.
    #[must_use]
    pub fn with_todo(self, todo: Vec<Todo>, leads: bool) -> Self {
        Self { todo, leads, ..self }
    }

    /// The installed scenario of this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.heads.iter().find(|entry| entry.id == id)
    }

    /// How many attempts passed.
    pub fn passed(&self) -> usize {
        self.rows.iter().filter(|row| row.result == Verdict::Passed).count()
    }

    /// What an attempt is called: its scenario's title in the interface's language, where it is still installed.
    pub(super) fn title<'a>(&'a self, attempt: &'a Summary, language: Language) -> &'a str {
        let played = &attempt.played;
        let installed = self.entry(&played.scenario).filter(|entry| entry.is_playable());
        let installed = installed.map(|entry| entry.title.get(language));
        installed.or(played.title.as_deref()).unwrap_or(&played.scenario)
    }

    /// When an attempt began.
    pub(super) fn when(&self, attempt: &Summary) -> String {
        written(attempt.started, &self.zone)
    }

    /// The step the next scenario counts towards.
    pub(super) fn towards(&self) -> Option<&Text> {
        self.towards.as_ref()
    }

    /// An attempt as the list shows it.
    pub(super) fn row(&self, index: usize) -> Option<(&Summary, &Row)> {
        self.attempts.get(index).zip(self.rows.get(index))
    }
}

impl Row {
    fn new(attempt: &Summary, zone: &TimeZone) -> Self {
        let result = match (attempt.state, &attempt.grade) {
            (State::Ended(_), _) if attempt.decided == Some(true) => Verdict::Passed,
            (State::Ended(_), _) if attempt.decided == Some(false) => Verdict::Failed,
            (State::Open, _) => Verdict::Open,
            (State::Ended(Ending::Abandoned), _) => Verdict::Left,
            (State::Ended(Ending::Finished), None) => Verdict::Unrated,
            (State::Ended(Ending::Finished), Some(card)) => match card.passed {
                _ if card.outcome.is_some() && !card.is_finished() => Verdict::Left,
                Some(true) => Verdict::Passed,
                Some(false) => Verdict::Failed,
                None => Verdict::Undecided,
            },
        };
        let overall = attempt.grade.and_then(|grade| grade.overall).filter(|_| result != Verdict::Open);
        Self { when: written(attempt.started, zone), overall, result }
    }
}

fn written(time: Timestamp, zone: &TimeZone) -> String {
    time.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The scenario that brings most now, by id: the first day for a newcomer, else what would count most towards the
/// open step that is nearest, else the easiest that was not passed. One just passed, or one to go on with, is none.
pub fn next(data: &HomeData) -> Option<String> {
    choose(data).map(|(id, _)| id)
}

/// The same, with the step it counts towards.
fn choose(data: &HomeData) -> Option<(String, Option<Text>)> {
    let playable = || data.heads.iter().filter(|entry| entry.is_playable());
    let easiest = |entry: &&Entry| (entry.level, entry.id.clone());
    if !data.attempts.iter().any(|attempt| attempt.state == State::Ended(Ending::Finished)) {
        let first = playable().find(|entry| entry.id == FIRST);
        return first.or_else(|| playable().min_by_key(easiest)).map(|entry| (entry.id.clone(), None));
    }
    let last = data.attempts.iter().zip(&data.rows).find(|(_, row)| row.result != Verdict::Open);
    let just_passed = last
        .filter(|(_, row)| row.result == Verdict::Passed)
        .map(|(attempt, _)| attempt.played.scenario.as_str());
    let going_on = |entry: &Entry| data.open.iter().any(|attempt| attempt.played.scenario == entry.id);
    let fresh = |entry: &&Entry| Some(entry.id.as_str()) != just_passed && !going_on(entry);
    let mut nearest: Vec<&StepStanding> = data.standing.iter().filter_map(open_step).collect();
    nearest.sort_by_key(|step| std::cmp::Reverse(step.percent()));
    for step in nearest {
        let counts =
            |entry: &Entry| step.needs.iter().filter(|need| need.would_count.contains(&entry.id)).count();
        let best = playable()
            .filter(fresh)
            .filter(|entry| counts(entry) > 0)
            .min_by_key(|entry| (std::cmp::Reverse(counts(entry)), entry.done, easiest(entry)));
        if let Some(best) = best {
            return Some((best.id.clone(), Some(step.title.clone())));
        }
    }
    let left = playable().filter(fresh).filter(|entry| entry.done != Done::Passed);
    left.min_by_key(easiest).map(|entry| (entry.id.clone(), None))
}

/// The first step of a ladder at which something is still to be shown.
pub(super) fn open_step(ladder: &LadderStanding) -> Option<&StepStanding> {
    ladder
        .steps
        .iter()
        .find(|step| step.state != StepState::Shown)
        .filter(|step| step.state == StepState::Open)
}
