//! From the store to a learning record store: what is new since the last time, attempt by attempt.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::context::{Naming, STALE};
use super::fault::LrsError;
use super::send::{BATCH, Sender};
use super::statement::Statement;
use super::statements;
use crate::store::{AttemptId, Outgoing, Person, Store, StoreError};

/// What is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Only attempts that began then or later.
    pub since: Option<Timestamp>,
    /// Whether what is there already goes once more, as to a learning record store that lost it.
    pub again: bool,
    /// Now.
    pub now: Timestamp,
}

impl Scope {
    /// Until when nothing must have been done in a session for it to count as broken off.
    pub fn idle(&self) -> Timestamp {
        self.now.checked_sub(SignedDuration::from_secs(STALE)).unwrap_or(self.now)
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Attempts that are through.
    pub attempts: usize,
    /// Attempts there are to send.
    pub of: usize,
    /// Statements that are through.
    pub statements: usize,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Attempts that are wholly there now.
    pub attempts: usize,
    /// Statements that are there now.
    pub statements: usize,
    /// What is not there; it is tried again the next time.
    pub left: Vec<Undelivered>,
    /// Why it stopped before its end.
    pub stopped: Option<LrsError>,
}

/// Something of an attempt that did not go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// The attempt.
    pub attempt: AttemptId,
    /// The statement that was refused, and what was said; else why the attempt could not be read.
    pub why: Result<(Uuid, String), StoreError>,
}

/// An attempt under way, and how many statements of the batch are its own.
struct Under {
    attempt: Outgoing,
    statements: usize,
}

/// Sends what these people's attempts have come to since the last time, and notes in the store what is there: cut off
/// anywhere, the next time goes on from there. What whoever acts may not take out of the store is left out.
///
/// # Errors
/// [`StoreError`] where the store cannot be read or written; what a learning record store does stands in [`Delivered`].
pub fn deliver(
    store: &Store,
    people: &[Person],
    sender: &mut Sender<'_>,
    naming: &Naming,
    scope: Scope,
    progress: &mut dyn FnMut(Progress),
) -> Result<Delivered, StoreError> {
    let address = sender.lrs().address().to_owned();
    let known = (!scope.again).then_some(address.as_str());
    let mut all = Vec::new();
    for person in people {
        match store.outgoing(person.id, known, scope.since, scope.idle()) {
            Ok(outgoing) => all.extend(outgoing.into_iter().map(|one| (person, one))),
            Err(StoreError::NotPermitted { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    let mut delivery = Delivery {
        store,
        address,
        now: scope.now,
        of: all.len(),
        batch: Vec::new(),
        under: Vec::new(),
        came: Delivered::default(),
    };
    for (person, attempt) in all {
        match store.record(attempt.id) {
            Ok(record) => {
                let new = statements(&record, &person.name, naming);
                let full = delivery.batch.len() + new.len() > BATCH;
                if full && !delivery.batch.is_empty() && !delivery.flush(sender, progress)? {
                    return Ok(delivery.came);
                }
                delivery.under.push(Under { attempt, statements: new.len() });
                delivery.batch.extend(new);
            }
            Err(away @ (StoreError::Away { .. } | StoreError::Locked { .. })) => return Err(away),
            Err(why) => delivery.came.left.push(Undelivered { attempt: attempt.id, why: Err(why) }),
        }
    }
    delivery.flush(sender, progress)?;
    Ok(delivery.came)
}

struct Delivery<'a> {
    store: &'a Store,
    address: String,
    now: Timestamp,
    of: usize,
    batch: Vec<Statement>,
    under: Vec<Under>,
    came: Delivered,
}

impl Delivery<'_> {
    /// Sends the batch and notes what is there; false where it has to stop.
    fn flush(
        &mut self,
        sender: &mut Sender<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool, StoreError> {
        let batch = std::mem::take(&mut self.batch);
        let refused = match sender.send(&batch) {
            Ok(refused) => refused,
            Err(error) => {
                self.came.stopped = Some(error);
                return Ok(false);
            }
        };
        let mut rest = batch.as_slice();
        let mut there = Vec::new();
        for Under { attempt, statements } in self.under.drain(..) {
            let (own, others) = rest.split_at(statements.min(rest.len()));
            rest = others;
            let before = self.came.left.len();
            for refused in refused.iter().filter(|refused| own.iter().any(|one| one.id == refused.id)) {
                let why = Ok((refused.id, refused.said.clone()));
                self.came.left.push(Undelivered { attempt: attempt.id, why });
            }
            self.came.statements += own.len() - (self.came.left.len() - before);
            if self.came.left.len() == before {
                there.push(attempt);
            }
        }
        self.store.sent(&self.address, &there, self.now)?;
        self.came.attempts += there.len();
        let Delivered { attempts, statements, .. } = self.came;
        progress(Progress { attempts, of: self.of, statements });
        Ok(true)
    }
}
