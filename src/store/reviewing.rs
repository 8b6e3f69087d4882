//! What was done in the review of an attempt, by whom and when: only added to, each row hashing the one before it.
//!
//! Comments, answers, rulings, decisions, who took it: all of it is one list, and everything else about a review is
//! folded from that. The chain runs over the hashes of the texts, so that a text may go where somebody is erased. Rows at
//! the end that were cut off cannot be told from what never was, but where a ruling goes its scorecard stays behind, and
//! a decision stands in a table of its own.

use blake3::{Hash, Hasher};
use jiff::Timestamp;

use super::attempt::AttemptId;
use super::copy::REVIEW;
use super::person::PersonId;
use super::row::{Broken, Row, Value, values};
use super::{LOCAL, Store, StoreError};

/// One thing that was done in the review of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewStep {
    /// Its number within the attempt, from 1.
    pub number: u32,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Reviewing,
    /// The comment, answer or reason; empty where there is none, and where it was erased.
    pub text: String,
}

/// What can be done in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewing {
    /// A reviewer commented a moment.
    Commented {
        /// The place in the log, from 0.
        event: u32,
    },
    /// A comment was answered, by the trainee or the reviewer.
    Answered {
        /// The number of the comment.
        to: u32,
    },
    /// A finding was ruled to be worth other points, or to stand again as the machine has it.
    Overruled {
        /// Its place in the machine's scorecard, from 0.
        finding: u32,
        /// The rubric of that scorecard.
        rubric: u32,
        /// What it is worth; none where an earlier ruling is taken back.
        points: Option<i32>,
    },
    /// A critical error was ruled to be none, or to be one after all.
    Lifted {
        /// Its place in the machine's scorecard, from 0.
        error: u32,
        /// The rubric of that scorecard.
        rubric: u32,
        /// Whether it was none.
        lifted: bool,
    },
    /// An exam was decided.
    Decided {
        /// Which decision, from 1.
        decision: u32,
        /// Whether it is passed.
        passed: bool,
    },
    /// The trainee appealed against what was decided or ruled.
    Appealed,
    /// Somebody has the review now.
    Taken {
        /// Who.
        by: PersonId,
        /// Until when it shall be done.
        due: Option<Timestamp>,
    },
    /// It was looked at, and no more is to be done.
    Done {
        /// How many disputes there were by then.
        disputes: u32,
    },
}

/// The columns behind `what`: about, rubric, points, whom, due.
type Columns = (Option<u32>, Option<u32>, Option<i64>, Option<PersonId>, Option<Timestamp>);

impl Reviewing {
    fn word(self) -> &'static str {
        match self {
            Self::Commented { .. } => "commented",
            Self::Answered { .. } => "answered",
            Self::Overruled { .. } => "overruled",
            Self::Lifted { .. } => "lifted",
            Self::Decided { .. } => "decided",
            Self::Appealed => "appealed",
            Self::Taken { .. } => "taken",
            Self::Done { .. } => "done",
        }
    }

    fn columns(self) -> Columns {
        match self {
            Self::Commented { event } => (Some(event), None, None, None, None),
            Self::Answered { to } => (Some(to), None, None, None, None),
            Self::Overruled { finding, rubric, points } => {
                (Some(finding), Some(rubric), points.map(i64::from), None, None)
            }
            Self::Lifted { error, rubric, lifted } => {
                (Some(error), Some(rubric), Some(lifted.into()), None, None)
            }
            Self::Decided { decision, passed } => (Some(decision), None, Some(passed.into()), None, None),
            Self::Appealed => (None, None, None, None, None),
            Self::Taken { by, due } => (None, None, None, Some(by), due),
            Self::Done { disputes } => (Some(disputes), None, None, None, None),
        }
    }

    /// Whether it changes what an attempt is worth, so that whoever did it does not hear an appeal against it.
    pub fn is_ruling(self) -> bool {
        matches!(self, Self::Overruled { .. } | Self::Lifted { .. } | Self::Decided { .. })
    }

    fn read(row: &Row) -> Result<Self, Broken> {
        Ok(match row.text(3)? {
            "commented" => Self::Commented { event: row.get(4)? },
            "answered" => Self::Answered { to: row.get(4)? },
            "overruled" => {
                let points = row.get::<Option<i64>>(6)?.map(i32::try_from).transpose();
                let points = points.map_err(|error| Broken(error.to_string()))?;
                Self::Overruled { finding: row.get(4)?, rubric: row.get(5)?, points }
            }
            "lifted" => Self::Lifted { error: row.get(4)?, rubric: row.get(5)?, lifted: row.get(6)? },
            "decided" => Self::Decided { decision: row.get(4)?, passed: row.get(6)? },
            "appealed" => Self::Appealed,
            "taken" => Self::Taken { by: PersonId(row.get(7)?), due: row.maybe_time(8)? },
            "done" => Self::Done { disputes: row.get(4)? },
            other => return Err(Broken(format!("`{other}` is nothing that is done in a review"))),
        })
    }
}

/// A step as it is kept, with what its chain is made of.
pub(super) struct Kept {
    pub(super) step: ReviewStep,
    said: [u8; 32],
    chain: [u8; 32],
}

/// What is read of a step; the attempt first.
pub(super) const STEP: &str =
    "attempt, number, done_by, what, about, rubric, points, whom, due, text, at, said, chain";

impl Kept {
    pub(super) fn read(row: &Row) -> Result<Self, Broken> {
        let step = ReviewStep {
            number: row.get(1)?,
            by: PersonId(row.get(2)?),
            at: row.time(10)?,
            what: Reviewing::read(row)?,
            text: row.get(9)?,
        };
        Ok(Self { step, said: row.get(11)?, chain: row.get(12)? })
    }
}

/// The first step that does not follow from those before it; none where all do. Of an erased attempt, which has no salt
/// any more, the texts are gone and their hashes stand for them.
pub(super) fn breaks(
    attempt: AttemptId,
    salt: Option<&[u8; 16]>,
    erased: bool,
    steps: &[Kept],
) -> Option<u32> {
    let mut head = first(attempt);
    for (wanted, kept) in (1..).zip(steps) {
        let step = &kept.step;
        let said =
            if erased { step.text.is_empty() } else { said(salt, &step.text).as_bytes() == &kept.said };
        head = linked(&head, step, &kept.said);
        if step.number != wanted || !said || head.as_bytes() != &kept.chain {
            return Some(wanted);
        }
    }
    None
}

fn first(attempt: AttemptId) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"hotseat review 1");
    hasher.update(attempt.0.as_bytes());
    hasher.finalize()
}

fn said(salt: Option<&[u8; 16]>, text: &str) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"hotseat said 1");
    hasher.update(salt.map_or(&[][..], |salt| salt));
    hasher.update(text.as_bytes());
    hasher.finalize()
}

fn linked(before: &Hash, step: &ReviewStep, said: &[u8; 32]) -> Hash {
    let (about, rubric, points, whom, due) = step.what.columns();
    let mut hasher = Hasher::new();
    hasher.update(before.as_bytes());
    hasher.update(step.by.0.as_bytes());
    hasher.update(&step.at.as_millisecond().to_le_bytes());
    hasher.update(step.what.word().as_bytes());
    let numbers = [about.map(i64::from), rubric.map(i64::from), points, due.map(Timestamp::as_millisecond)];
    for number in numbers {
        hasher.update(&[u8::from(number.is_some())]);
        hasher.update(&number.unwrap_or_default().to_le_bytes());
    }
    hasher.update(whom.map(|whom| whom.0).unwrap_or_default().as_bytes());
    hasher.update(said);
    hasher.finalize()
}

impl Store {
    /// Everything done in the review of an attempt, in order.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever may not see the attempt.
    pub fn review_steps(&self, attempt: AttemptId) -> Result<Vec<ReviewStep>, StoreError> {
        self.seen(attempt)?;
        self.steps_of(attempt)
    }

    /// The same, for the store itself.
    pub(super) fn steps_of(&self, attempt: AttemptId) -> Result<Vec<ReviewStep>, StoreError> {
        Ok(self.kept_steps(attempt)?.into_iter().map(|kept| kept.step).collect())
    }

    fn kept_steps(&self, attempt: AttemptId) -> Result<Vec<Kept>, StoreError> {
        let query = format!("SELECT {STEP} FROM review WHERE attempt = ?1 ORDER BY number");
        self.rows(&query, values![attempt.0], Kept::read)
    }

    /// Adds a step, within the transaction that changes what belongs to it; returns its number. Whoever else adds one to
    /// this attempt waits.
    pub(super) fn step(
        &self,
        attempt: AttemptId,
        by: PersonId,
        what: Reviewing,
        text: &str,
        at: Timestamp,
    ) -> Result<u32, StoreError> {
        self.run("UPDATE attempt SET shared = shared WHERE id = ?1", values![attempt.0])?;
        let salt = self
            .row("SELECT salt FROM attempt WHERE id = ?1", values![attempt.0], |row| row.get(0))?
            .flatten();
        let last = "SELECT number, chain FROM review WHERE attempt = ?1 ORDER BY number DESC LIMIT 1";
        let last = self
            .row(last, values![attempt.0], |row| Ok((row.get::<u32>(0)?, Hash::from_bytes(row.get(1)?))))?;
        let (before, head) = last.unwrap_or_else(|| (0, first(attempt)));
        // As it is kept, so that it is hashed as it is read.
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        let due = |due: Timestamp| Timestamp::from_millisecond(due.as_millisecond()).unwrap_or(due);
        let what = if let Reviewing::Taken { by, due: Some(until) } = what {
            Reviewing::Taken { by, due: Some(due(until)) }
        } else {
            what
        };
        let step = ReviewStep { number: before + 1, by, at, what, text: text.to_owned() };
        let said = said(salt.as_ref(), text);
        let chain = linked(&head, &step, said.as_bytes());
        let (about, rubric, points, whom, due) = what.columns();
        let row: &[Value] = values![
            LOCAL,
            attempt.0,
            step.number,
            by.0,
            what.word(),
            about,
            rubric,
            points,
            whom.map(|whom| whom.0),
            due,
            text,
            at,
            said,
            chain,
        ];
        self.put(&REVIEW, &[Row(row.to_vec())])?;
        Ok(step.number)
    }
}
