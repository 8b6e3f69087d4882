//! The review queue: what waits for a person, why, who has it, and until when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::attempt::{AttemptId, COLUMNS, State, Summary, TABLES, summary};
use super::decision::waits;
use super::driver::Access;
use super::person::PersonId;
use super::review_error::ReviewError;
use super::reviewing::{ReviewStep, Reviewing};
use super::right::{Permission, Right, is_for_managers};
use super::row::{Row, values};
use super::team::TeamId;
use super::{LOCAL, Store, StoreError};
use crate::score::Grade;

/// When an item is due for which nobody named a day: so long after it began to wait.
const WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// All of a sample, in thousandths.
const WHOLE: u16 = 1000;

/// Why an attempt waits for a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewCause {
    /// The trainee appeals against what was decided or ruled.
    Appeal,
    /// The trainee sees a finding differently.
    Dispute,
    /// A critical error of an exam rests on heard words.
    Alleged,
    /// Whether an exam is passed hangs on a doubt.
    Undecided,
    /// It was drawn by lot.
    Sample,
}

/// One attempt that waits for a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    /// The attempt.
    pub attempt: Summary,
    /// Why it waits, the most urgent first.
    pub causes: Vec<ReviewCause>,
    /// Since when.
    pub since: Timestamp,
    /// Until when it shall be done: as whoever took or gave it said, else a week after it began to wait.
    pub due: Timestamp,
    /// Who has it; nobody yet where none.
    pub owner: Option<PersonId>,
    /// Whether whoever asks may not hear it, because the appeal is against them.
    pub barred: bool,
}

/// What the steps of a review come to.
struct Review {
    appeal: Option<Timestamp>,
    /// Whom an open appeal is against.
    against: BTreeSet<PersonId>,
    owner: Option<(PersonId, Option<Timestamp>)>,
    /// How many disputes there were when it was last done.
    done: Option<u32>,
}

impl Review {
    fn of(steps: &[ReviewStep]) -> Self {
        let mut review = Self { appeal: None, against: BTreeSet::new(), owner: None, done: None };
        let mut ruled = BTreeSet::new();
        for step in steps {
            match step.what {
                Reviewing::Overruled { .. } | Reviewing::Lifted { .. } => drop(ruled.insert(step.by)),
                Reviewing::Decided { .. } => {
                    ruled.insert(step.by);
                    (review.appeal, review.owner) = (None, None);
                }
                Reviewing::Appealed => {
                    review.appeal = review.appeal.or(Some(step.at));
                    review.owner = None;
                    review.against.extend(&ruled);
                }
                Reviewing::Taken { by, due } => review.owner = Some((by, due)),
                Reviewing::Done { disputes } => {
                    (review.appeal, review.owner, review.done) = (None, None, Some(disputes));
                }
                Reviewing::Commented { .. } | Reviewing::Answered { .. } => {}
            }
            if review.appeal.is_none() {
                review.against.clear();
            }
        }
        review
    }
}

impl Store {
    /// Everything that waits for a reviewer among those whom whoever acts leads, the first due first.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever leads nobody.
    pub fn review_queue(&self) -> Result<Vec<ReviewItem>, StoreError> {
        let me = self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let touched = "SELECT attempt FROM review WHERE organisation = ?1
            UNION SELECT attempt FROM dispute WHERE organisation = ?1
            UNION SELECT attempt FROM meant WHERE organisation = ?1";
        let touched = self.rows(touched, values![LOCAL], |row| Ok(AttemptId(row.get(0)?)))?;
        let touched: BTreeSet<AttemptId> = touched.into_iter().collect();
        let mut queue = Vec::new();
        for (id, (attempt, drawn)) in self.candidates(me)? {
            queue.extend(self.queued(attempt, (drawn, touched.contains(&id)), me)?);
        }
        queue.sort_by_key(|item: &ReviewItem| (item.due, item.since, item.attempt.id));
        Ok(queue)
    }

    /// Takes the review of an attempt, to be done until `due`, a week after it began to wait where none is named.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead the trainee, for the trainee, and for whoever decided or ruled
    /// while an appeal against that is open.
    pub fn take_review(
        &self,
        attempt: AttemptId,
        due: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let me = self.need(Right::Trainee)?;
        self.give_review(attempt, me, due, at)
    }

    /// Gives the review of an attempt to somebody who may review it.
    ///
    /// # Errors
    /// As for [`Store::take_review`], also about `to`; [`ReviewError::NotAReviewer`] where they lead no team of the trainee.
    pub fn give_review(
        &self,
        attempt: AttemptId,
        to: PersonId,
        due: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let about = self.kept(attempt)?;
        let by = self.reviewer_of(&about)?;
        if about.state == State::Open {
            return Err(ReviewError::NotOver { attempt }.into());
        }
        self.may_review(&about, to)?;
        self.hears(&about, to)?;
        let what = Reviewing::Taken { by: to, due };
        self.within(Access::Write, || self.step(attempt, by, what, "", at)).map(drop)
    }

    /// Says that an attempt was looked at and nothing more is to be done; an open appeal is turned down by it.
    ///
    /// # Errors
    /// As for [`Store::take_review`]; [`ReviewError::NotDecided`] for an exam that waits for a decision,
    /// [`StoreError::NoReason`] where an appeal is turned down without one.
    pub fn finish_review(&self, attempt: AttemptId, text: &str, at: Timestamp) -> Result<(), StoreError> {
        let about = self.kept(attempt)?;
        let by = self.reviewer_of(&about)?;
        self.hears(&about, by)?;
        if about.state == State::Open {
            return Err(ReviewError::NotOver { attempt }.into());
        }
        if waits(&about) && about.decided.is_none() {
            return Err(ReviewError::NotDecided { attempt }.into());
        }
        let text = text.trim();
        if text.is_empty() && Review::of(&self.steps_of(attempt)?).appeal.is_some() {
            return Err(StoreError::NoReason);
        }
        let disputes = u32::try_from(self.disputes(attempt)?.len()).unwrap_or(u32::MAX);
        let what = Reviewing::Done { disputes };
        self.within(Access::Write, || self.step(attempt, by, what, text, at)).map(drop)
    }

    /// How many of a thousand attempts of a team are drawn for review, and of those that ended since when.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead it.
    pub fn sample(&self, team: TeamId) -> Result<(u16, Option<Timestamp>), StoreError> {
        self.lead_team(team)?;
        let query = "SELECT sample, sampled FROM team WHERE organisation = ?1 AND id = ?2";
        let found = self.row(query, values![LOCAL, team.0], |row| Ok((row.get(0)?, row.maybe_time(1)?)))?;
        found.ok_or_else(|| StoreError::NoSuchTeam { name: team.0.to_string() })
    }

    /// Says how many of a thousand attempts of a team are drawn for review from now on: of those that were assigned or
    /// certified and end from now on. Which, follows from their ids alone.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever does not lead it, [`StoreError::NoSuchTeam`] where it has ended.
    pub fn set_sample(&self, team: TeamId, of_thousand: u16, now: Timestamp) -> Result<(), StoreError> {
        self.lead_team(team)?;
        self.is_there(team)?;
        let update =
            "UPDATE team SET sample = ?3, sampled = CASE WHEN sample > 0 AND ?3 > 0 THEN sampled ELSE ?4 END
            WHERE organisation = ?1 AND id = ?2";
        self.run(update, values![LOCAL, team.0, of_thousand.min(WHOLE), now]).map(drop)
    }

    /// Refuses whoever decided or ruled while an appeal against that is open.
    pub(super) fn hears(&self, attempt: &Summary, who: PersonId) -> Result<(), StoreError> {
        let review = Review::of(&self.steps_of(attempt.id)?);
        if review.appeal.is_some() && self.is_against(attempt.id, &review, who)? {
            return Err(StoreError::NotPermitted { needs: Permission::AnotherReviewer });
        }
        Ok(())
    }

    /// Whether an open appeal is against this person. What was decided under older layouts stands in no step.
    fn is_against(&self, attempt: AttemptId, review: &Review, who: PersonId) -> Result<bool, StoreError> {
        if review.against.contains(&who) {
            return Ok(true);
        }
        let query = "SELECT 1 FROM decision d WHERE d.attempt = ?1 AND d.decided_by = ?2 AND NOT EXISTS
            (SELECT 1 FROM review r WHERE r.attempt = d.attempt AND r.what = 'decided' AND r.about = d.number) LIMIT 1";
        Ok(self.row(query, values![attempt.0, who.0], |_| Ok(()))?.is_some())
    }

    /// Refuses somebody who could not review this attempt.
    fn may_review(&self, attempt: &Summary, who: PersonId) -> Result<(), StoreError> {
        if who == attempt.person {
            return Err(StoreError::NotPermitted { needs: Permission::NotYourself });
        }
        let query = "SELECT p.name, CASE WHEN p.rights >= 8 OR ((p.rights & 4) <> 0 AND EXISTS (SELECT 1
                FROM member one JOIN member lead ON lead.team = one.team
                WHERE one.person = ?3 AND lead.person = p.id AND lead.manages = 1)) THEN 1 ELSE 0 END
            FROM person p WHERE p.organisation = ?1 AND p.id = ?2 AND p.erased IS NULL AND p.departed IS NULL";
        let found = self.row(query, values![LOCAL, who.0, attempt.person.0], |row| {
            Ok((row.get::<String>(0)?, row.get::<bool>(1)?))
        })?;
        match found.ok_or(StoreError::NoSuchPerson)? {
            (_, true) => Ok(()),
            (name, false) => Err(ReviewError::NotAReviewer { name }.into()),
        }
    }

    /// The attempts that may wait, with whether each was drawn by lot.
    fn candidates(&self, me: PersonId) -> Result<BTreeMap<AttemptId, (Summary, bool)>, StoreError> {
        let owner = self.need(Right::Owner).is_ok();
        let led = if owner {
            "a.person <> ?2"
        } else {
            "a.person <> ?2 AND a.person IN (SELECT one.person FROM member one JOIN member lead
                ON lead.team = one.team WHERE lead.person = ?2 AND lead.manages = 1)"
        };
        let over = format!("a.erased IS NULL AND a.state <> 'open' AND {led}");
        let card = |column: &str| {
            format!(
                "CASE WHEN v.made IS NOT NULL THEN v.{column} WHEN n.made IS NOT NULL THEN n.{column}
                ELSE s.{column} END"
            )
        };
        let exams = format!(
            "SELECT {COLUMNS} {TABLES} WHERE a.organisation = ?1 AND {over} AND a.mode = 'certify'
            AND ({} IS NULL OR {} > 0) AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.attempt = a.id)",
            card("passed"),
            card("alleged")
        );
        // An id says enough; asked for the organisation too, SQLite walks through all of its attempts.
        let said = format!(
            "SELECT {COLUMNS} {TABLES} WHERE a.id IN (SELECT attempt FROM dispute WHERE organisation = ?1
            UNION SELECT attempt FROM meant WHERE organisation = ?1
            UNION SELECT attempt FROM review WHERE organisation = ?1 AND what = 'appealed') AND {over}"
        );
        let mut found = BTreeMap::new();
        for query in [exams, said] {
            let all = self.rows(&query, values![LOCAL, me.0], summary)?;
            found.extend(all.into_iter().map(|attempt| (attempt.id, (attempt, false))));
        }
        // From the teams to their members to what they played, whatever the engine thinks.
        let lots = format!(
            "SELECT a.id, t.sample FROM team t CROSS JOIN member m CROSS JOIN attempt a
            WHERE t.organisation = ?1 AND t.sample > 0 AND t.ended IS NULL AND m.team = t.id
            AND a.organisation = ?1 AND a.person = m.person AND a.ended >= t.sampled AND {over}
            AND (a.mode = 'certify' OR (a.assignment IS NOT NULL AND a.mode <> 'learn'))"
        );
        let read = |row: &Row| Ok((AttemptId(row.get(0)?), row.get::<u16>(1)?));
        for (id, share) in self.rows(&lots, values![LOCAL, me.0], read)? {
            if is_drawn(id, share) {
                let attempt = match found.remove(&id) {
                    Some((attempt, _)) => attempt,
                    None => self.kept(id)?,
                };
                found.insert(id, (attempt, true));
            }
        }
        found.retain(|_, (attempt, _)| is_for_managers(attempt));
        Ok(found)
    }

    /// The item of an attempt, which was drawn or not, and about which anybody said anything or not; none where nothing
    /// waits.
    fn queued(
        &self,
        attempt: Summary,
        (drawn, touched): (bool, bool),
        me: PersonId,
    ) -> Result<Option<ReviewItem>, StoreError> {
        // Of most nobody said anything, and asking about each would take longer than all the rest.
        let steps = if touched { self.steps_of(attempt.id)? } else { Vec::new() };
        let review = Review::of(&steps);
        let ended = attempt.ended.unwrap_or(attempt.started);
        let mut causes = Vec::new();
        causes.extend(review.appeal.map(|at| (ReviewCause::Appeal, at)));
        let disputes = if touched { self.disputes(attempt.id)? } else { Vec::new() };
        let known = review.done.unwrap_or_default() as usize;
        if let Some(last) = disputes.last().filter(|_| disputes.len() > known)
            && self.is_disputed(attempt.id)?
        {
            causes.push((ReviewCause::Dispute, last.at));
        }
        if waits(&attempt) && attempt.decided.is_none() {
            let grade = attempt.grade.unwrap_or_default();
            let Grade { alleged, passed, .. } = grade;
            causes.extend((alleged > 0).then_some((ReviewCause::Alleged, ended)));
            causes.extend(passed.is_none().then_some((ReviewCause::Undecided, ended)));
        }
        if drawn && review.done.is_none() && attempt.decided.is_none() {
            causes.push((ReviewCause::Sample, ended));
        }
        let Some(since) = causes.iter().map(|(_, at)| *at).min() else { return Ok(None) };
        let due = review.owner.and_then(|(_, due)| due);
        Ok(Some(ReviewItem {
            causes: causes.into_iter().map(|(cause, _)| cause).collect(),
            since,
            due: due.or_else(|| since.checked_add(WITHIN).ok()).unwrap_or(since),
            owner: review.owner.map(|(owner, _)| owner),
            barred: review.appeal.is_some() && self.is_against(attempt.id, &review, me)?,
            attempt,
        }))
    }
}

/// Whether an attempt is drawn by lot, of which so many in a thousand are: the same attempt always is or is not.
fn is_drawn(attempt: AttemptId, of_thousand: u16) -> bool {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"hotseat sample 1");
    hasher.update(attempt.0.as_bytes());
    let [one, two, three, four, ..] = *hasher.finalize().as_bytes();
    u32::from_le_bytes([one, two, three, four]) % u32::from(WHOLE) < u32::from(of_thousand)
}
