//! A person: where they stand, what they can do, what they played and what came of it, as far as whoever asks may see it.

mod page;

pub use page::HABITS;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::progress::{AbilityEstimate, Due, LadderStanding, due, estimates, standing};
use crate::score::{CriticalError, Scorecard};
use crate::session::Mode;
use crate::store::{
    AssignmentId, Came, Decision, Given, Habits, Held, Ladders, Person, PersonId, State, Store, StoreError,
    Summary,
};

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// It is not over.
    Open,
    /// An exam that was cut off, and whose time is over: not passed.
    TimeOver,
    /// It is passed.
    Passed,
    /// It is not.
    NotPassed,
    /// An exam that a person has to decide.
    Waits,
    /// Practice whose result hangs on words that were not heard for sure.
    InDoubt,
}

/// An attempt with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The attempt.
    pub attempt: Summary,
    /// The overall score as it counts, 0..=100.
    pub overall: Option<u8>,
    /// What came of it.
    pub ended: Ended,
    /// The last decision a person made about it, and their name.
    pub decided: Option<(Decision, String)>,
    /// Its critical errors.
    pub errors: Vec<CriticalError>,
}

/// What a report about a person says.
#[derive(Clone, Debug)]
pub struct PersonReport {
    /// Who.
    pub person: Person,
    /// When they left, where they did.
    pub departed: Option<Timestamp>,
    /// How many attempts are not in it, because they are the person's own practice; none where they ask themselves.
    pub hidden: Option<u32>,
    /// The attempts, newest first.
    pub tried: Vec<Tried>,
    /// What goes wrong again and again in the newest of them, the gravest first.
    pub habits: Habits,
    /// Each ability.
    pub abilities: [AbilityEstimate; 4],
    /// Where they stand towards each step.
    pub ladders: Vec<LadderStanding>,
    /// What they were given, and what came of it.
    pub given: Vec<(Given, Came)>,
    /// Their certificates, oldest first.
    pub certificates: Vec<Held>,
    /// Practice that comes due; nothing where attempts are left out, since from a part nobody can say what fades.
    pub due: Vec<Due>,
}

impl PersonReport {
    /// This person at `ladders.now`, by the attempts that may leave the store: all of their own where they ask themselves,
    /// else what was assigned, certified or shared. `zone` says whose days practice comes due on.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor leads them, [`StoreError::NoSuchPerson`].
    pub fn of(
        store: &Store,
        person: PersonId,
        ladders: &Ladders<'_>,
        zone: &TimeZone,
    ) -> Result<Self, StoreError> {
        let attempts = store.exportable(person)?;
        let everybody = store.everybody()?;
        let found = everybody.iter().find(|(one, _)| one.id == person).cloned();
        let (who, departed) = found.ok_or(StoreError::NoSuchPerson)?;
        let names: BTreeMap<PersonId, &str> =
            everybody.iter().map(|(one, _)| (one.id, one.name.as_str())).collect();
        let own = store.acting() == Some(person);
        let hidden = if own { None } else { Some(store.practice(person)?) };
        let evidence = store.evidence(&attempts, ladders.installed, ladders.now)?;
        let habits = store.habits(&attempts)?;
        let all = store.given(person)?;
        let marks = marks(&all);
        let mut given = Vec::new();
        for one in all {
            let came = store.came(&one, ladders)?;
            given.push((one, came));
        }
        // What is late stands first, what is done last.
        given.sort_by_key(|(_, came)| came.progress);
        let mut tried = Vec::new();
        for attempt in attempts {
            tried.push(self::tried(store, attempt, ladders, &marks, &names)?);
        }
        let whole = hidden.is_none_or(|hidden| hidden == 0);
        let due = if whole && departed.is_none() {
            due(&evidence, ladders.installed, &ladders.now.to_zoned(zone.clone()))
        } else {
            Vec::new()
        };
        Ok(Self {
            person: who,
            departed,
            hidden,
            tried,
            habits,
            abilities: estimates(&evidence, ladders.now),
            ladders: standing(ladders.roles, &evidence, ladders.installed, ladders.now),
            given,
            certificates: store.certificates(person)?,
            due,
        })
    }
}

/// The overall scores assignments ask for.
fn marks(given: &[Given]) -> BTreeMap<AssignmentId, u8> {
    let asked = given.iter().map(|one| &one.assignment.new);
    asked.filter_map(|one| Some((one.id, one.pass_mark?))).collect()
}

fn tried(
    store: &Store,
    attempt: Summary,
    ladders: &Ladders<'_>,
    marks: &BTreeMap<AssignmentId, u8>,
    names: &BTreeMap<PersonId, &str>,
) -> Result<Tried, StoreError> {
    let mode = attempt.played.mode;
    let mark = attempt.assignment.and_then(|id| marks.get(&id).copied()).filter(|_| mode == Mode::Certify);
    let ended = match (&attempt.grade, attempt.state) {
        (_, State::Open) => {
            // One that is open past its time is evidence already.
            let known = store.evidence(std::slice::from_ref(&attempt), ladders.installed, ladders.now)?;
            if known.is_empty() { Ended::Open } else { Ended::TimeOver }
        }
        (None, State::Ended(_)) => Ended::NotPassed,
        (Some(grade), State::Ended(_)) => match grade.passes(mode, attempt.decided, mark) {
            Some(true) => Ended::Passed,
            Some(false) => Ended::NotPassed,
            None if mode == Mode::Certify => Ended::Waits,
            None => Ended::InDoubt,
        },
    };
    let decided = match attempt.decided {
        None => None,
        Some(_) => store.decisions(attempt.id)?.pop().map(|last| {
            let by = names.get(&last.by).map_or("?", |name| *name).to_owned();
            (last, by)
        }),
    };
    let errors = if attempt.grade.is_some_and(|grade| grade.critical > 0) {
        let card = store.scorecard(attempt.id)?;
        card.and_then(|json| serde_json::from_str::<Scorecard>(&json).ok())
            .map_or_else(Vec::new, |card| card.critical)
    } else {
        Vec::new()
    };
    let overall = attempt.grade.and_then(|grade| grade.counted(attempt.decided));
    Ok(Tried { attempt, overall, ended, decided, errors })
}
