//! Rebuilding: everything folded anew from the log, and compared with what was there.

use uuid::Uuid;

use super::super::driver::Access;
use super::super::evidence::Weigher;
use super::super::person::PersonId;
use super::super::row::{Row, Value, values};
use super::super::{LOCAL, Ladders, Store, StoreError};
use super::brief::{Basis, Short};
use super::fold::{Folder, Plan, Work};
use super::{codec, waiting};

/// A rollup that did not say what the log says, though nothing waited to be folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// A person's.
    Person(PersonId),
    /// A sum over a part of all people at a scenario.
    Sum {
        /// The scenario.
        scenario: String,
        /// Which part.
        part: u8,
    },
}

/// What is kept of a person beside item analysis: attempts, basis, brief.
type Kept = (Value, Option<[u8; 32]>, Option<String>);

impl Store {
    /// Folds everything anew from the log, and names what had been folded otherwise. What waited to be folded is folded
    /// and not named. `each` is told how many people are done, of how many.
    ///
    /// # Errors
    /// As for [`Store::fold`].
    pub fn rebuild(
        &self,
        by: &mut Folder,
        batch: u32,
        ladders: &Ladders<'_>,
        each: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<Differs>, StoreError> {
        self.folds()?;
        let mut differing = self.within(Access::Read, || self.wrong_sums())?;
        let query = "SELECT count(*) FROM person WHERE organisation = ?1";
        let all: usize = self.row(query, values![LOCAL], |row| row.get(0))?.unwrap_or_default();
        let (mut last, mut done) = (Uuid::nil(), 0);
        loop {
            let basis = self.basis(ladders)?;
            let (plan, wrong, page) =
                self.within(Access::Read, || self.anew(by, (last, batch), basis, ladders))?;
            let Some(end) = page.last() else { break };
            if !self.keep(&plan, basis, ladders)? {
                // Somebody else folded meanwhile: once more.
                continue;
            }
            last = end.0;
            done += page.len();
            differing.extend(wrong.into_iter().map(Differs::Person));
            each(done, all.max(done));
        }
        self.fold_all(by, batch, ladders, &mut |_| true)?;
        Ok(differing)
    }

    /// The next people, worked out anew, with those of them of whom something else was kept.
    fn anew(
        &self,
        by: &mut Folder,
        (last, batch): (Uuid, u32),
        basis: Basis,
        ladders: &Ladders<'_>,
    ) -> Result<(Plan, Vec<PersonId>, Vec<PersonId>), StoreError> {
        let turn = self.turn()?;
        let query = "SELECT id FROM person WHERE organisation = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
        let page = self.rows(query, values![LOCAL, last, batch], |row| Ok(PersonId(row.get(0)?)))?;
        let mut scales = Weigher::new(ladders.installed, self.all_marks()?);
        let (mut works, mut wrong) = (Vec::new(), Vec::new());
        for person in &page {
            let work = self.work(by, *person, true, basis, &mut scales, ladders)?;
            if !self.is_waiting_to_be_folded(*person)? && !self.agrees(&work, basis, ladders)? {
                wrong.push(*person);
            }
            works.push(work);
        }
        Ok((Plan::of(turn, works), wrong, page))
    }

    fn is_waiting_to_be_folded(&self, person: PersonId) -> Result<bool, StoreError> {
        let waits = waiting();
        let query = format!("SELECT 1 FROM person p WHERE p.organisation = ?1 AND p.id = ?2 AND {waits}");
        Ok(self.row(&query, values![LOCAL, person.0], |_| Ok(()))?.is_some())
    }

    /// Whether what is kept of a person is what was worked out.
    fn agrees(&self, work: &Work, basis: Basis, ladders: &Ladders<'_>) -> Result<bool, StoreError> {
        let query = "SELECT attempts, basis, brief FROM rollup WHERE person = ?1";
        let read = |row: &Row| Ok((row.0.first().cloned().unwrap_or(Value::Null), row.get(1)?, row.get(2)?));
        let kept: Option<Kept> = self.row(query, values![work.person.0], read)?;
        let Some((attempts, by, brief)) = kept else { return Ok(false) };
        let same =
            |one: &[Row], other: &[Row]| one.iter().map(|row| &row.0).eq(other.iter().map(|row| &row.0));
        if !codec::unpack(&attempts).is_ok_and(|rows| same(&rows, &work.attempts)) {
            return Ok(false);
        }
        if by == Some(basis.hash) {
            let short = brief.and_then(|text| serde_json::from_str::<Short>(&text).ok());
            let Some(short) = short else { return Ok(false) };
            if short.brief.holds(ladders.now) && !short.agrees(&work.short, ladders.now) {
                return Ok(false);
            }
        }
        let kept = self.items_of(work.person)?.into_iter();
        let kept =
            kept.map(|(scenario, counts)| (scenario, Row(vec![counts]).unpacked(0).unwrap_or_default()));
        let found = work.items.iter().filter_map(|(scenario, counts)| Some((scenario, counts.as_ref()?)));
        let mut now = Vec::new();
        for (scenario, counts) in found {
            now.push((scenario.clone(), self.json(counts)?));
        }
        now.sort();
        Ok(kept.eq(now))
    }

    /// The sums that are not what is kept of the people in them.
    fn wrong_sums(&self) -> Result<Vec<Differs>, StoreError> {
        let query = "SELECT scenario, part, counts FROM item_part WHERE organisation = ?1";
        let sums = self.rows(query, values![LOCAL], |row| {
            Ok((row.get::<String>(0)?, row.get::<u8>(1)?, row.unpacked(2).unwrap_or_default()))
        })?;
        let mut wrong = Vec::new();
        for (scenario, part, kept) in sums {
            if self.json(&self.added_up(&scenario, part)?)? != kept {
                wrong.push(Differs::Sum { scenario, part });
            }
        }
        wrong.sort_by_key(|one| format!("{one:?}"));
        Ok(wrong)
    }
}
