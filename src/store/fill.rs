//! Filling a store with many attempts, to see how it fares with them: sessions that were really played, kept again and
//! again under new ids, people and times.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use uuid::{Builder, Uuid};

use super::append::scorecard_row;
use super::assignment::{AssignmentId, NewAssignment, Task, Whom};
use super::attempt::{AttemptId, Ending, Entry, NewAttempt, Played, word};
use super::copy::{ATTEMPT, ENTRY, JOURNAL, SCORECARD};
use super::driver::Access;
use super::journal::{Pen, What};
use super::person::PersonId;
use super::right::{Right, Rights};
use super::row::{Row, Value, values};
use super::team::TeamId;
use super::{LOCAL, Store, StoreError, chain};
use crate::session::{Event, Mode};

/// How many people a team has.
const TEAM: u32 = 30;
/// How many attempts go into one transaction.
const PAGE: u32 = 500;

/// A session that was played.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What was played.
    pub played: Played,
    /// The files of its scenario, by name.
    pub sources: Vec<(String, String)>,
    /// The events before the first action.
    pub opening: Vec<Event>,
    /// The actions with their events.
    pub entries: Vec<Entry>,
    /// How it ended.
    pub ending: Ending,
    /// Its scorecard, a JSON text.
    pub scorecard: String,
}

/// How much there shall be.
#[derive(Clone, Copy, Debug)]
pub struct Filling {
    /// How many attempts.
    pub attempts: u32,
    /// How many people they are spread over, at least one; every thirty are a team, and the first of them leads it.
    pub people: u32,
    /// The same seed gives the same store.
    pub seed: u64,
    /// When the first attempt began.
    pub from: Timestamp,
    /// How much later the last began.
    pub span: SignedDuration,
}

/// A sample as it is written, so that nothing is worded a million times.
struct Written<'a> {
    played: &'a Played,
    /// Actions, none for the opening, with their events, and both packed.
    log: Vec<(Option<String>, String, (Value, Value))>,
    state: &'static str,
    scorecard: &'a str,
}

impl Filling {
    /// A number that looks like chance (splitmix64), the same for the same seed and number.
    fn chance(&self, number: u64) -> u64 {
        let mut mixed = self.seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A UUIDv7 of that time.
    fn id(&self, at: Timestamp, kind: u8, number: u32) -> Uuid {
        let mut random = [0; 10];
        let chance = self.chance(u64::from(number) << 8 | u64::from(kind)).to_le_bytes();
        for (byte, chance) in random.iter_mut().zip(chance.into_iter().chain([kind, 0])) {
            *byte = chance;
        }
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// When attempt `number` began.
    fn began(&self, number: u32) -> Timestamp {
        let step = self.span.as_millis() / i128::from(self.attempts.max(1));
        let after = i64::try_from(step * i128::from(number)).unwrap_or_default();
        self.from.checked_add(SignedDuration::from_millis(after)).unwrap_or(self.from)
    }

    fn person(&self, number: u32) -> PersonId {
        PersonId(self.id(self.from, 1, number))
    }

    fn team(&self, number: u32) -> TeamId {
        TeamId(self.id(self.from, 2, number))
    }

    /// What sample `sample` is assigned as: an exam to everybody, or practice to a team.
    fn assignment(&self, sample: usize, team: Option<u32>) -> AssignmentId {
        let sample = u32::try_from(sample).unwrap_or_default();
        let number = sample << 20 | team.map_or(0, |team| team + 1);
        AssignmentId(self.id(self.from, 3, number))
    }
}

impl Store {
    /// Fills an empty store. Exams are played as open exams; every other practice is assigned to a team.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] where there is anything in it, or any other [`StoreError`].
    pub fn fill(&mut self, samples: &[Sample], filling: &Filling) -> Result<(), StoreError> {
        if !self.people()?.is_empty() {
            return Err(StoreError::NotEmpty { place: self.place.clone() });
        }
        let teams = filling.people.max(1).div_ceil(TEAM);
        self.enter("Owner", PersonId(filling.id(filling.from, 0, 0)), filling.from)?;
        for number in 0..filling.people.max(1) {
            let person =
                self.person(&format!("Person {}", number + 1), filling.person(number), filling.from)?;
            let team = number / TEAM;
            let leads = number % TEAM == 0;
            if leads {
                self.team(&format!("Team {}", team + 1), filling.team(team), filling.from)?;
                self.set_rights(person.id, Rights::TRAINEE.with(Right::Manager))?;
            }
            self.join(filling.team(team), person.id, leads)?;
        }
        for (place, sample) in samples.iter().enumerate() {
            for (name, text) in &sample.sources {
                self.keep_source(&sample.played.hash, name, text)?;
            }
            let certify = sample.played.mode == Mode::Certify;
            let whom: Vec<Option<u32>> = if certify { vec![None] } else { (0..teams).map(Some).collect() };
            for team in whom {
                self.assign(&NewAssignment {
                    id: filling.assignment(place, team),
                    task: Task::Scenario(sample.played.scenario.clone()),
                    whom: team.map_or(Whom::Anybody, |team| Whom::Team(filling.team(team))),
                    certify,
                    due: None,
                    pass_mark: None,
                    attempts: None,
                    at: filling.from,
                })?;
            }
        }
        let written: Vec<Written<'_>> =
            samples.iter().map(|sample| self.written(sample)).collect::<Result<_, _>>()?;
        let (mut first, mut pens) = (0, BTreeMap::new());
        while first < filling.attempts {
            let last = first.saturating_add(PAGE).min(filling.attempts);
            self.within(Access::Write, || self.page_of(&written, filling, (first..last, &mut pens)))?;
            first = last;
        }
        Ok(())
    }

    fn page_of(
        &self,
        written: &[Written<'_>],
        filling: &Filling,
        (numbers, pens): (std::ops::Range<u32>, &mut BTreeMap<PersonId, Pen>),
    ) -> Result<(), StoreError> {
        let (mut attempts, mut entries, mut cards) = (Vec::new(), Vec::new(), Vec::new());
        let mut lines = Vec::new();
        for number in numbers {
            let chance = filling.chance(u64::from(number));
            let place = usize::try_from(chance % written.len().max(1) as u64).unwrap_or_default();
            let Some(sample) = written.get(place) else { continue };
            let who = u32::try_from((chance >> 20) % u64::from(filling.people.max(1))).unwrap_or_default();
            let certify = sample.played.mode == Mode::Certify;
            let assignment = match (certify, number % 2) {
                (true, _) => Some(filling.assignment(place, None)),
                (false, 0) => Some(filling.assignment(place, Some(who / TEAM))),
                (false, _) => None,
            };
            let began = filling.began(number);
            let new = NewAttempt {
                id: AttemptId(filling.id(began, 4, number)),
                person: filling.person(who),
                parent: None,
                assignment,
                salt: filling.id(began, 5, number).into_bytes(),
                played: sample.played.clone(),
                opening: Vec::new(),
                started: began,
            };
            let mut tip = chain::beginning(&new);
            for (seq, (action, events, packed)) in (0_u32..).zip(&sample.log) {
                let link = tip.then(action.as_deref().unwrap_or_default(), events);
                let at = began.checked_add(SignedDuration::from_secs(i64::from(seq) * 15)).unwrap_or(began);
                let row = values![
                    LOCAL,
                    new.id.0,
                    seq,
                    packed.0.clone(),
                    packed.1.clone(),
                    link.head,
                    at,
                    link.commitment
                ];
                entries.push(Row(row.to_vec()));
                tip.head = link.head;
            }
            let end = tip.sealed(sample.state, sample.scorecard);
            attempts.push(attempt(&new, sample, &end));
            let pen = pens.entry(new.person).or_insert_with(|| Pen::new(new.person));
            lines.push(pen.line(new.id, What::Begun, began));
            lines.push(pen.line(new.id, What::Ended, ended(began)));
            let rubric = sample.played.rubric;
            cards.push(scorecard_row(new.id, rubric, sample.scorecard, new.started));
        }
        self.put(&ATTEMPT, &attempts)?;
        self.put(&ENTRY, &entries)?;
        self.put(&SCORECARD, &cards)?;
        self.put(&JOURNAL, &lines)
    }

    fn written<'a>(&self, sample: &'a Sample) -> Result<Written<'a>, StoreError> {
        let opening = self.text(&sample.opening)?;
        let packed = (Value::Null, Value::packed(&opening));
        let mut log = vec![(None, opening, packed)];
        for entry in &sample.entries {
            let (action, events) = (self.text(&entry.action)?, self.text(&entry.events)?);
            let packed = (Value::packed(&action), Value::packed(&events));
            log.push((Some(action), events, packed));
        }
        let state = match sample.ending {
            Ending::Finished => "finished",
            Ending::Abandoned => "abandoned",
        };
        Ok(Written { played: &sample.played, log, state, scorecard: &sample.scorecard })
    }

    fn text<T: Serialize>(&self, value: &T) -> Result<String, StoreError> {
        serde_json::to_string(value)
            .map_err(|error| StoreError::Refused { file: self.place.clone(), detail: error.to_string() })
    }
}

/// When an attempt that began then was over.
fn ended(began: Timestamp) -> Timestamp {
    began.checked_add(SignedDuration::from_mins(8)).unwrap_or(began)
}

/// The row of an attempt that is over, in the order of the table's columns.
fn attempt(new: &NewAttempt, sample: &Written<'_>, end: &chain::Link) -> Row {
    let played = &new.played;
    let actions = u32::try_from(sample.log.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let row: &[Value] = values![
        LOCAL,
        new.id.0,
        Value::Null,
        new.person.0,
        "here",
        &played.scenario,
        &played.hash,
        played.title.as_deref(),
        word(&played.language),
        word(&played.mode),
        played.seed.cast_signed(),
        played.engine,
        played.rubric,
        &played.listener,
        new.started,
        ended(new.started),
        sample.state,
        actions,
        end.head,
        new.salt,
        end.commitment,
        new.assignment.map(|assignment| assignment.0),
        false,
        Value::Null,
    ];
    Row(row.to_vec())
}
