//! Assignments: what was given to whom, until when, and what came of it.

use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;

use super::attempt::{NewAttempt, Played, State, Summary};
use super::driver::Access;
use super::person::PersonId;
use super::right::Right;
use super::row::{Broken, Row, values};
use super::team::TeamId;
use super::{LOCAL, Store, StoreError};
use crate::progress::{self, ScenarioHead};
use crate::scenario::roles::Roles;
use crate::session::Mode;

/// An assignment's id: a UUIDv7 made by whoever holds the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssignmentId(pub Uuid);

impl fmt::Display for AssignmentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// One scenario, by id.
    Scenario(String),
    /// Every scenario that counts towards a step of a ladder, by the step's id.
    Step(String),
}

/// Who shall do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// One person.
    Person(PersonId),
    /// Everybody in a team, whoever joins later too.
    Team(TeamId),
    /// Whoever wants to: an open exam.
    Anybody,
}

/// An assignment to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAssignment {
    /// Its id.
    pub id: AssignmentId,
    /// What.
    pub task: Task,
    /// To whom.
    pub whom: Whom,
    /// Whether it is an exam: played in certify mode.
    pub certify: bool,
    /// Until when.
    pub due: Option<Timestamp>,
    /// The overall score it takes beside passing, 0..=100.
    pub pass_mark: Option<u8>,
    /// How often it may be tried; none for as often as wanted.
    pub attempts: Option<u8>,
    /// Now.
    pub at: Timestamp,
}

impl NewAssignment {
    /// Whether it takes being certified for a step.
    pub(super) fn is_exam_of_a_step(&self) -> bool {
        self.certify && matches!(self.task, Task::Step(_))
    }
}

/// A kept assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// What was given, and when.
    pub new: NewAssignment,
    /// Who gave it.
    pub given_by: PersonId,
    /// When it was taken back.
    pub withdrawn: Option<Timestamp>,
}

/// An assignment as one person has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The assignment.
    pub assignment: Assignment,
    /// Who has it.
    pub person: PersonId,
    /// Their attempts at it, the newest first.
    pub attempts: Vec<Summary>,
}

impl Given {
    /// How many more attempts there are; none where there is no limit.
    pub fn left(&self) -> Option<u8> {
        let begun = u8::try_from(self.attempts.len()).unwrap_or(u8::MAX);
        self.assignment.new.attempts.map(|allowed| allowed.saturating_sub(begun))
    }

    /// Whether an attempt at this scenario in this mode would be for it: it is open, and may be tried again.
    pub fn takes(&self, scenario: &ScenarioHead, mode: Mode, roles: &Roles) -> bool {
        let new = &self.assignment.new;
        let fits = match &new.task {
            Task::Scenario(id) => *id == scenario.id,
            Task::Step(step) => progress::counts(roles, step, scenario),
        };
        fits && new.certify == (mode == Mode::Certify)
            && self.assignment.withdrawn.is_none()
            && self.left() != Some(0)
    }

    /// Whether it was due before `now`.
    pub fn was_due(&self, now: Timestamp) -> bool {
        self.assignment.new.due.is_some_and(|due| due < now)
    }
}

impl Summary {
    /// Whether it is an exam that is not over and can go on by the rules and with the listener of `now`.
    pub fn goes_on(&self, now: &Played) -> bool {
        self.state == State::Open
            && self.played.mode == Mode::Certify
            && (self.played.engine, &self.played.listener) == (now.engine, &now.listener)
    }
}

const ASSIGNMENT: &str =
    "SELECT s.id, s.scenario, s.role, s.person, s.team, s.certify, s.due, s.pass_mark, s.attempts,
    s.given_by, s.created, s.withdrawn FROM assignment s WHERE s.organisation = ?1 AND ";

impl Store {
    /// Gives an assignment.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead that person or team; an open exam takes a manager or the
    /// owner. [`StoreError::NoSuchTeam`] where the team has ended, [`StoreError::HasLeft`].
    pub fn assign(&self, new: &NewAssignment) -> Result<(), StoreError> {
        let by = match new.whom {
            Whom::Person(person) => {
                let by = self.lead(person)?;
                self.is_here(person)?;
                by
            }
            Whom::Team(team) => {
                self.lead_team(team)?;
                self.is_there(team)?;
                self.need(Right::Trainee)?
            }
            Whom::Anybody => self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?,
        };
        let (scenario, step) = match &new.task {
            Task::Scenario(id) => (Some(id), None),
            Task::Step(id) => (None, Some(id)),
        };
        let (person, team) = match new.whom {
            Whom::Person(person) => (Some(person.0), None),
            Whom::Team(team) => (None, Some(team.0)),
            Whom::Anybody => (None, None),
        };
        let insert =
            "INSERT INTO assignment (id, organisation, scenario, role, person, team, certify, due, pass_mark,
            attempts, given_by, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let values = values![
            new.id.0,
            LOCAL,
            scenario,
            step,
            person,
            team,
            new.certify,
            new.due,
            new.pass_mark,
            new.attempts,
            by.0,
            new.at,
        ];
        self.within(Access::Write, || {
            self.run(insert, values)?;
            self.stale_whom(new.whom)
        })
    }

    /// Takes an assignment back; what was played for it stays.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever could not have given it.
    pub fn withdraw(&self, id: AssignmentId, now: Timestamp) -> Result<(), StoreError> {
        let Some(assignment) = self.assignment(id)? else { return Err(StoreError::NoSuchAssignment) };
        match assignment.new.whom {
            Whom::Person(person) => self.lead(person).map(drop)?,
            Whom::Team(team) => self.lead_team(team)?,
            Whom::Anybody => self.need(Right::Owner).or_else(|_| self.need(Right::Manager)).map(drop)?,
        }
        let update = "UPDATE assignment SET withdrawn = ?3 WHERE organisation = ?1 AND id = ?2";
        self.run(update, values![LOCAL, id.0, now]).map(drop)
    }

    /// What somebody was given, and the open exams, the first due first; what was taken back only where it was begun.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever is neither that person nor leads them.
    pub fn given(&self, person: PersonId) -> Result<Vec<Given>, StoreError> {
        if self.own(person).is_err() {
            self.lead(person)?;
        }
        self.given_of(person, &self.attempts(person)?)
    }

    /// The same for the store itself, of somebody with these attempts.
    pub(super) fn given_of(&self, person: PersonId, attempts: &[Summary]) -> Result<Vec<Given>, StoreError> {
        let query = format!(
            "{ASSIGNMENT}(s.person = ?2 OR (s.person IS NULL AND s.team IS NULL) OR EXISTS
            (SELECT 1 FROM member m WHERE m.team = s.team AND m.person = ?2)) ORDER BY s.created, s.id"
        );
        let assignments = self.rows(&query, values![LOCAL, person.0], assignment)?;
        let mut given = Vec::new();
        for assignment in assignments {
            let id = assignment.new.id;
            let own = attempts.iter().filter(|attempt| attempt.assignment == Some(id)).cloned();
            let given_now = Given { assignment, person, attempts: own.collect() };
            if given_now.assignment.withdrawn.is_none() || !given_now.attempts.is_empty() {
                given.push(given_now);
            }
        }
        given.sort_by_key(|one| one.assignment.new.due.unwrap_or(Timestamp::MAX));
        Ok(given)
    }

    /// What the members of a team were given, person by person.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead it.
    pub fn given_to_team(&self, team: TeamId) -> Result<Vec<Given>, StoreError> {
        self.lead_team(team)?;
        let mut all = Vec::new();
        for member in self.members(team)? {
            let begun = |one: &Given| one.assignment.new.whom != Whom::Anybody || !one.attempts.is_empty();
            all.extend(self.given(member.person.id)?.into_iter().filter(begun));
        }
        Ok(all)
    }

    fn assignment(&self, id: AssignmentId) -> Result<Option<Assignment>, StoreError> {
        self.row(&format!("{ASSIGNMENT}s.id = ?2"), values![LOCAL, id.0], assignment)
    }

    /// Refuses somebody who left, an attempt that is not what was assigned, and certifying without an exam.
    pub(super) fn may_begin(&self, new: &NewAttempt) -> Result<(), StoreError> {
        self.is_here(new.person)?;
        let Some(id) = new.assignment else {
            let certifies = new.played.mode == Mode::Certify;
            return if certifies { Err(StoreError::NoExam) } else { Ok(()) };
        };
        let given = self.given(new.person)?.into_iter().find(|one| one.assignment.new.id == id);
        let Some(given) = given.filter(|one| one.assignment.withdrawn.is_none()) else {
            return Err(StoreError::NoSuchAssignment);
        };
        let asked = &given.assignment.new;
        let other = matches!(&asked.task, Task::Scenario(id) if *id != new.played.scenario);
        if other || asked.certify != (new.played.mode == Mode::Certify) {
            return Err(StoreError::NoSuchAssignment);
        }
        if given.left() == Some(0) {
            return Err(StoreError::NoAttemptsLeft { allowed: asked.attempts.unwrap_or_default() });
        }
        if !asked.certify {
            return Ok(());
        }
        let all: Vec<Summary> =
            self.attempts(new.person)?.into_iter().filter(|one| one.id != new.id).collect();
        let alike = |one: &&Summary| one.played.scenario == new.played.scenario;
        if all.iter().filter(alike).any(|one| one.played.seed == new.played.seed) {
            return Err(StoreError::KnownExam);
        }
        // Whichever assignment it was begun for: with a second one nobody gets rid of an exam that went badly.
        let bars = |one: &&Summary| one.goes_on(&new.played) && (alike(one) || one.assignment == Some(id));
        match all.iter().find(bars) {
            Some(open) => Err(StoreError::ExamOpen { attempt: open.id }),
            None => Ok(()),
        }
    }
}

fn assignment(row: &Row) -> Result<Assignment, Broken> {
    let task = match row.get::<Option<String>>(1)? {
        Some(scenario) => Task::Scenario(scenario),
        None => Task::Step(row.get(2)?),
    };
    let whom = match (row.get::<Option<Uuid>>(3)?, row.get::<Option<Uuid>>(4)?) {
        (Some(person), _) => Whom::Person(PersonId(person)),
        (None, Some(team)) => Whom::Team(TeamId(team)),
        (None, None) => Whom::Anybody,
    };
    Ok(Assignment {
        new: NewAssignment {
            id: AssignmentId(row.get(0)?),
            task,
            whom,
            certify: row.get(5)?,
            due: row.maybe_time(6)?,
            pass_mark: row.get(7)?,
            attempts: row.get(8)?,
            at: row.time(10)?,
        },
        given_by: PersonId(row.get(9)?),
        withdrawn: row.maybe_time(11)?,
    })
}
