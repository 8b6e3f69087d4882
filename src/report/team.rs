//! A team: who is ready on what evidence, who is overdue, how it moved, and what it lacks.

mod page;

use crate::progress::team::Overview;
use crate::store::{Given, Glance, Ladders, Member, PersonId, Progress, Slice, Store, StoreError};

/// What a report about a team says.
#[derive(Clone, Debug)]
pub struct TeamReport {
    /// The team's name; none where it is about everybody whom whoever asks leads.
    pub name: Option<String>,
    /// Who is in it, by name; not who left.
    pub members: Vec<Member>,
    /// Everybody's abilities and standing, in the order of `members`, and what is lacking.
    pub overview: Overview,
    /// What is late, the longest overdue first.
    pub overdue: Vec<Overdue>,
    /// Which attempts were looked at.
    pub slice: Slice,
    /// Whether all attempts are in it, because nobody here has a passphrase.
    pub everything: bool,
}

/// Something that was due and is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Whose, by their place in the team.
    pub member: usize,
    /// What was given.
    pub given: Given,
}

impl TeamReport {
    /// These people at `ladders.now`, by the attempts of theirs that whoever looks may see.
    ///
    /// # Errors
    /// Where the store cannot be read; somebody whom one may not see has no attempts here.
    pub fn of(
        store: &Store,
        (name, members): (Option<String>, Vec<Member>),
        slice: Slice,
        ladders: &Ladders<'_>,
    ) -> Result<Self, StoreError> {
        let people: Vec<PersonId> = members.iter().map(|member| member.person.id).collect();
        let Glance { overview, .. } = store.glance(&people, &slice, ladders)?;
        let mut overdue = Vec::new();
        for (member, person) in people.into_iter().enumerate() {
            let given = match store.given(person) {
                Err(StoreError::NotPermitted { .. }) => continue,
                read => read?,
            };
            for given in given.into_iter().filter(|one| one.was_due(ladders.now)) {
                if store.came(&given, ladders)?.progress == Progress::Late {
                    overdue.push(Overdue { member, given });
                }
            }
        }
        overdue.sort_by_key(|one| (one.given.assignment.new.due, one.member));
        Ok(Self { name, members, overview, overdue, slice, everything: store.is_open()? })
    }

    /// How many assignments of this member are late.
    pub fn late(&self, member: usize) -> usize {
        self.overdue.iter().filter(|one| one.member == member).count()
    }
}
