//! Assignments: what was given to whom, until when.

use std::fmt;

use uuid::Uuid;

/// An assignment's id: a UUIDv7 made by whoever holds the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssignmentId(pub Uuid);

impl fmt::Display for AssignmentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
