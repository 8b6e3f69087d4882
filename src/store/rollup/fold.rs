//! Folding: the watermark job, a step at a time.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::super::attempt::{AttemptId, COLUMNS, State, Summary, TABLES, summary};
use super::super::driver::Access;
use super::super::evidence::Weigher;
use super::super::items::Reading;
use super::super::person::PersonId;
use super::super::row::{Row, Value, values};
use super::super::{LOCAL, Ladders, Store, StoreError};
use super::brief::{Basis, Short};
use super::recall::{OPEN, OVER};
use super::{Behind, codec, layout, parts, waiting};
use crate::analysis::{Gathered, People};
use crate::session::Mode;

/// What folding keeps in mind from one step to the next: scenarios that were read. It may be thrown away at any time.
#[derive(Debug, Default)]
pub struct Folder {
    pub(super) reading: Reading,
}

/// What a step came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// How many people were folded from their attempts.
    pub people: usize,
    /// How many were only brought up to the day, since nothing of theirs changed.
    pub refreshed: usize,
    /// How many sums over many people were made.
    pub sums: usize,
    /// How far the rollups are behind now.
    pub behind: Behind,
}

impl Folded {
    /// Whether there was nothing left to do.
    pub fn is_done(&self) -> bool {
        self.people + self.refreshed + self.sums == 0
    }
}

/// One person as their attempts say.
pub(super) struct Work {
    pub(super) person: PersonId,
    pub(super) attempts: Vec<Row>,
    pub(super) short: Short,
    /// What they come to by scenario; none where nothing is left of a scenario.
    pub(super) items: Vec<(String, Option<Gathered>)>,
    /// The marks that were seen.
    marks: Vec<Uuid>,
}

/// What one step will write, and the turn it was read at.
#[derive(Default)]
pub(super) struct Plan {
    turn: i64,
    work: Vec<Work>,
    briefs: Vec<(PersonId, Short)>,
    sums: Vec<(String, u8, Gathered)>,
}

impl Plan {
    /// What will be written of people, read at this turn.
    pub(super) fn of(turn: i64, work: Vec<Work>) -> Self {
        Self { turn, work, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.work.is_empty() && self.briefs.is_empty() && self.sums.is_empty()
    }
}

impl Store {
    /// Folds a step: so many people who wait, or, where nobody does, brings so many up to the day, or else makes so many
    /// sums. Where somebody else folded meanwhile, that was thrown away, and is tried again. The more at once, the fewer
    /// transactions; nobody else waits for more than the writing.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever neither leads people nor writes scenarios, [`StoreError::NotGranted`] for
    /// the role of desks.
    pub fn fold(&self, by: &mut Folder, batch: u32, ladders: &Ladders<'_>) -> Result<Folded, StoreError> {
        self.folds()?;
        loop {
            let basis = self.basis(ladders)?;
            let plan = self.within(Access::Read, || self.plan(by, batch, (basis, ladders)))?;
            let folded = Folded {
                people: plan.work.len(),
                refreshed: plan.briefs.len(),
                sums: plan.sums.len(),
                behind: Behind::default(),
            };
            if plan.is_empty() || self.keep(&plan, basis, ladders)? {
                return Ok(Folded { behind: self.behind_now()?, ..folded });
            }
        }
    }

    /// Folds until nothing waits, in steps of `batch`; `go_on` is told what each step came to, and may end it.
    ///
    /// # Errors
    /// As for [`Store::fold`].
    pub fn fold_all(
        &self,
        by: &mut Folder,
        batch: u32,
        ladders: &Ladders<'_>,
        go_on: &mut dyn FnMut(&Folded) -> bool,
    ) -> Result<Behind, StoreError> {
        loop {
            let folded = self.fold(by, batch, ladders)?;
            if !go_on(&folded) || folded.is_done() {
                return Ok(folded.behind);
            }
        }
    }

    /// What there is to do, worked out in one picture of the store.
    fn plan(
        &self,
        by: &mut Folder,
        batch: u32,
        (basis, ladders): (Basis, &Ladders<'_>),
    ) -> Result<Plan, StoreError> {
        let mut plan = Plan { turn: self.turn()?, ..Plan::default() };
        let query = format!(
            "SELECT p.id FROM person p WHERE p.organisation = ?1 AND {} ORDER BY p.id LIMIT ?2",
            waiting()
        );
        let waiting = self.rows(&query, values![LOCAL, batch], |row| Ok(PersonId(row.get(0)?)))?;
        let mut scales = Weigher::new(ladders.installed, self.all_marks()?);
        for person in waiting {
            plan.work.push(self.work(by, person, false, basis, &mut scales, ladders)?);
        }
        if !plan.work.is_empty() {
            return Ok(plan);
        }
        let query = "SELECT person FROM rollup WHERE organisation = ?1
            AND (basis IS NULL OR basis <> ?2 OR good_until <= ?3) ORDER BY person LIMIT ?4";
        let old = self
            .rows(query, values![LOCAL, basis.hash, ladders.now, batch], |row| Ok(PersonId(row.get(0)?)))?;
        if !old.is_empty() {
            let attempts = self.recalled(&old)?;
            for (person, attempts) in old.into_iter().zip(attempts) {
                let short = self.short(person, attempts, basis.open, &mut scales, ladders)?;
                plan.briefs.push((person, short));
            }
            return Ok(plan);
        }
        for (scenario, part) in self.parts_missing(batch)? {
            let counts = self.added_up(&scenario, part)?;
            plan.sums.push((scenario, part, counts));
        }
        Ok(plan)
    }

    /// Works out one person; `anew` also what nothing says has changed.
    pub(super) fn work(
        &self,
        by: &mut Folder,
        person: PersonId,
        anew: bool,
        basis: Basis,
        scales: &mut Weigher<'_>,
        ladders: &Ladders<'_>,
    ) -> Result<Work, StoreError> {
        let query = "SELECT id, attempt FROM stale WHERE organisation = ?1 AND person = ?2";
        let marks = self.rows(query, values![LOCAL, person.0], |row| {
            Ok((row.get::<Uuid>(0)?, row.get::<Option<Uuid>>(1)?))
        })?;
        let known = "SELECT 1 FROM rollup WHERE person = ?1 AND layout = ?2";
        let known = self.row(known, values![person.0, layout()], |_| Ok(()))?.is_some();
        let whole = anew || !known || marks.iter().any(|(_, attempt)| attempt.is_none());
        let query = format!("SELECT {COLUMNS} {TABLES} WHERE a.organisation = ?1 AND {OVER}");
        let rows = self.rows(&query, values![LOCAL, person.0], |row| Ok(row.clone()))?;
        let over = rows.iter().map(summary).collect::<Result<Vec<_>, _>>();
        let over = over.map_err(|broken| self.broken(broken))?;
        let changed: BTreeSet<AttemptId> =
            marks.iter().filter_map(|(_, attempt)| attempt.map(AttemptId)).collect();
        let items = self.items_to_keep(by, person, &over, (whole, &changed))?;
        let mut all = over;
        all.extend(self.summaries(OPEN, person)?);
        all.sort_by_key(|one| std::cmp::Reverse((one.started, one.id)));
        let short = self.short(person, all, basis.open, scales, ladders)?;
        let marks = marks.into_iter().map(|(mark, _)| mark).collect();
        Ok(Work { person, attempts: rows, short, items, marks })
    }

    /// What a person's attempts come to in item analysis: at every scenario, or at those with a change.
    fn items_to_keep(
        &self,
        by: &mut Folder,
        person: PersonId,
        over: &[Summary],
        (whole, changed): (bool, &BTreeSet<AttemptId>),
    ) -> Result<Vec<(String, Option<Gathered>)>, StoreError> {
        let mut scenarios: BTreeMap<&str, Vec<&Summary>> = BTreeMap::new();
        for attempt in over.iter().filter(|one| one.state != State::Open && one.played.mode != Mode::Learn) {
            scenarios.entry(&attempt.played.scenario).or_default().push(attempt);
        }
        let mut items = Vec::new();
        for (scenario, attempts) in &scenarios {
            if whole || attempts.iter().any(|attempt| changed.contains(&attempt.id)) {
                items.push(((*scenario).to_owned(), Some(self.counted_of(by, attempts)?)));
            }
        }
        if whole {
            let kept = self.items_of(person)?.into_iter().map(|(scenario, _)| scenario);
            let gone = kept.filter(|scenario| !scenarios.contains_key(scenario.as_str()));
            items.extend(gone.map(|scenario| (scenario, None)));
        }
        Ok(items)
    }

    /// What these attempts of one person at one scenario come to.
    fn counted_of(&self, by: &mut Folder, attempts: &[&Summary]) -> Result<Gathered, StoreError> {
        let mut counts = Gathered { people: People { all: 1, ..People::default() }, ..Gathered::default() };
        for attempt in attempts {
            counts.people.by_language.insert(attempt.played.language, 1);
            counts.people.by_version.insert(attempt.played.hash.clone(), 1);
            match self.item_of(attempt, &mut by.reading)? {
                Some(row) => counts.tally.add(&row),
                None => counts.people.unread += 1,
            }
        }
        Ok(counts)
    }

    /// How often something was folded.
    pub(super) fn turn(&self) -> Result<i64, StoreError> {
        let query = "SELECT turn FROM fold WHERE organisation = ?1";
        Ok(self.row(query, values![LOCAL], |row| row.get(0))?.unwrap_or_default())
    }

    /// Writes a step, unless somebody else folded since it was read.
    pub(super) fn keep(&self, plan: &Plan, basis: Basis, ladders: &Ladders<'_>) -> Result<bool, StoreError> {
        let packed = |counts: &Gathered| parts::pack(counts).map_err(|broken| self.broken(broken));
        self.within(Access::Write, || {
            let turn = "UPDATE fold SET turn = turn + 1 WHERE organisation = ?1 AND turn = ?2";
            if self.run(turn, values![LOCAL, plan.turn])? == 0 {
                return Ok(false);
            }
            let put = "INSERT INTO rollup (organisation, person, made, attempts, layout)
                VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (person) DO UPDATE
                SET made = excluded.made, attempts = excluded.attempts, layout = excluded.layout";
            for work in &plan.work {
                let attempts = codec::pack(&work.attempts).map_err(|broken| self.broken(broken))?;
                self.run(put, values![LOCAL, work.person.0, ladders.now, attempts, layout()])?;
                self.put_short(work.person, &work.short, basis)?;
                for (scenario, counts) in &work.items {
                    let counts = counts.as_ref().map(packed).transpose()?;
                    self.put_item(work.person, scenario, counts.as_ref())?;
                }
                self.take_marks(&work.marks)?;
            }
            for (person, short) in &plan.briefs {
                self.put_short(*person, short, basis)?;
            }
            for (scenario, part, counts) in &plan.sums {
                self.put_part(scenario, *part, &packed(counts)?)?;
            }
            Ok(true)
        })
    }

    fn put_short(&self, person: PersonId, short: &Short, basis: Basis) -> Result<(), StoreError> {
        let update = "UPDATE rollup SET basis = ?2, brief = ?3, good_until = ?4 WHERE person = ?1";
        let until: Value = short.brief.again().into();
        self.run(update, values![person.0, basis.hash, self.json(short)?, until]).map(drop)
    }
}
