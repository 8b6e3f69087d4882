//! Everybody at a glance: all people somebody leads, thousands of them, by ability, team and step, a page of them at a time.
//!
//! It rests on the briefs of [`super::rollup`]. Whose brief does not hold any more is worked out from their attempts, of
//! [`DIRECTLY`] people at most, those on the page first; of the others the last brief counts, and how many they are is said.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::driver::Access;
use super::evidence::Weigher;
use super::person::PersonId;
use super::right::Right;
use super::rollup::{Basis, Short, Sight, Task, layout};
use super::row::{Row, values};
use super::team::{Member, TeamId};
use super::{Behind, LOCAL, Ladders, Store, StoreError};
use crate::progress::team::Cell;
use crate::progress::{Estimate, Reached};

/// Of so many people what is behind is worked out while one waits.
pub const DIRECTLY: usize = 40;

/// What the people of a page are sorted by; equal ones by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Their names.
    #[default]
    Name,
    /// An ability, by its place: overall, empathy, tools, resolution; whoever has no number comes last.
    Ability(usize),
    /// How many assignments are late, the most first.
    Late,
    /// How many exams wait for a person, the most first.
    Waiting,
    /// When they last played, the longest ago first, never before that.
    Last,
    /// On how many attempts it rests, the fewest first.
    Attempts,
}

/// Which people are shown, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Only people of this team.
    pub team: Option<TeamId>,
    /// Only people whose name holds this, whatever the case.
    pub name: Option<String>,
    /// What they are sorted by.
    pub sort: Sort,
    /// The other way round.
    pub reversed: bool,
    /// How many are skipped.
    pub skip: usize,
    /// How many are shown at most.
    pub show: usize,
}

impl Default for Ask {
    fn default() -> Self {
        Self { team: None, name: None, sort: Sort::Name, reversed: false, skip: 0, show: 50 }
    }
}

/// Somebody in the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Who.
    pub member: Member,
    /// The teams they are in.
    pub teams: Vec<TeamId>,
    /// Each ability, the overall score first.
    pub cells: [Cell; 4],
    /// Each step of each ladder, in the order of the file.
    pub steps: Vec<Reached>,
    /// On how many attempts it rests.
    pub attempts: u16,
    /// When the last of them ended.
    pub last: Option<Timestamp>,
    /// How many of their assignments are late.
    pub late: u32,
    /// How many of their exams wait for a person.
    pub waiting: u32,
    /// As of when this is, where it is not of now.
    pub as_of: Option<Timestamp>,
}

/// What several people come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    /// How many they are.
    pub people: usize,
    /// Of each ability: of how many it is known, and the mean of what is expected of them.
    pub abilities: [(usize, Option<f64>); 4],
    /// Of each step, in the order of the file: by how many it was shown in practice, and how many are certified for it.
    pub steps: Vec<(usize, usize)>,
    /// How many of them are late with something.
    pub late: usize,
    /// How many exams wait for a person.
    pub waiting: u32,
}

/// Everybody at a glance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Everybody {
    /// All who are asked about.
    pub all: Sum,
    /// Those of each team, by its name; somebody in two counts in both.
    pub teams: Vec<(TeamId, String, Sum)>,
    /// The page.
    pub lines: Vec<Line>,
    /// Of how many the numbers are not of now.
    pub old: usize,
    /// Of how many nothing was ever folded, so that they are in no number but that of the people.
    pub unknown: usize,
    /// How far the rollups are behind.
    pub behind: Behind,
}

/// An assignment that is past its date.
struct PastDue {
    id: Uuid,
    person: Option<PersonId>,
    team: Option<TeamId>,
    withdrawn: bool,
}

/// Somebody on the way to a line.
struct One {
    member: Member,
    teams: Vec<TeamId>,
    short: Option<Short>,
    as_of: Option<Timestamp>,
    late: u32,
}

impl Store {
    /// All people whom whoever acts leads, at `ladders.now`; for the owner, and where nobody has a passphrase, all there are.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] for whoever leads nobody.
    pub fn everybody_at_a_glance(&self, ask: &Ask, ladders: &Ladders<'_>) -> Result<Everybody, StoreError> {
        self.need(Right::Owner).or_else(|_| self.need(Right::Manager))?;
        let basis = self.basis(ladders)?;
        self.within(Access::Read, || {
            let sight = self.sight()?;
            let names = self.led_teams(&sight)?;
            let mut people = self.led_people(&sight, &names, ask)?;
            self.fill_in(&mut people, &sight, basis, ladders)?;
            self.count_late(&mut people, ladders.now)?;
            sort(&mut people, ask, ladders.now);
            self.bring_up(&mut people, ask, &sight, ladders)?;
            self.count_late(&mut people, ladders.now)?;
            sort(&mut people, ask, ladders.now);
            let teams = names.into_iter().map(|(id, name)| {
                let own = people.iter().filter(|one| one.teams.contains(&id));
                (id, name, sum(own, ladders))
            });
            let mut teams: Vec<_> = teams.filter(|(_, _, sum)| sum.people > 0).collect();
            teams.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
            let page = people.iter().skip(ask.skip).take(ask.show);
            Ok(Everybody {
                all: sum(people.iter(), ladders),
                teams,
                lines: page.map(|one| line(one, ladders)).collect(),
                old: people.iter().filter(|one| one.short.is_some() && one.as_of.is_some()).count(),
                unknown: people.iter().filter(|one| one.short.is_none()).count(),
                behind: self.behind_now()?,
            })
        })
    }

    /// The teams whose people are led, with their names.
    fn led_teams(&self, sight: &Sight) -> Result<BTreeMap<TeamId, String>, StoreError> {
        let query = "SELECT id, name FROM team WHERE organisation = ?1 AND ended IS NULL";
        let all = self.rows(query, values![LOCAL], |row| Ok((TeamId(row.get(0)?), row.get(1)?)))?;
        Ok(all.into_iter().filter(|(team, _)| sight.leads(*team)).collect())
    }

    /// The people who are led and asked about, with their teams.
    fn led_people(
        &self,
        sight: &Sight,
        names: &BTreeMap<TeamId, String>,
        ask: &Ask,
    ) -> Result<Vec<One>, StoreError> {
        let mut teams: BTreeMap<PersonId, Vec<TeamId>> = BTreeMap::new();
        let query = "SELECT person, team FROM member WHERE organisation = ?1 ORDER BY person, team";
        let read = |row: &Row| Ok((PersonId(row.get(0)?), TeamId(row.get(1)?)));
        for (person, team) in self.rows(query, values![LOCAL], read)? {
            if names.contains_key(&team) {
                teams.entry(person).or_default().push(team);
            }
        }
        let wanted = ask.name.as_ref().map(|name| name.to_lowercase());
        let everybody = self.staff()?.into_iter().map(|member| {
            let teams = teams.remove(&member.person.id).unwrap_or_default();
            One { member, teams, short: None, as_of: None, late: 0 }
        });
        Ok(everybody
            .filter(|one| sight.sees(one.member.person.id))
            .filter(|one| ask.team.is_none_or(|team| one.teams.contains(&team)))
            .filter(|one| {
                wanted.as_ref().is_none_or(|wanted| one.member.person.name.to_lowercase().contains(wanted))
            })
            .collect())
    }

    /// Takes everybody's last brief; whose does not say how it is now is marked with when it was made.
    fn fill_in(
        &self,
        people: &mut [One],
        sight: &Sight,
        basis: Basis,
        ladders: &Ladders<'_>,
    ) -> Result<(), StoreError> {
        let query = "SELECT person FROM stale WHERE organisation = ?1";
        let stale: BTreeSet<PersonId> =
            self.rows(query, values![LOCAL], |row| Ok(PersonId(row.get(0)?)))?.into_iter().collect();
        let query = "SELECT person, made, basis, brief FROM rollup WHERE organisation = ?1 AND layout = ?2";
        let read = |row: &Row| {
            let hash: Option<[u8; 32]> = row.get(2)?;
            let brief: Option<String> = row.get(3)?;
            let short = brief.and_then(|text| serde_json::from_str::<Short>(&text).ok());
            Ok((PersonId(row.get(0)?), (row.time(1)?, hash == Some(basis.hash), short)))
        };
        let mut kept: BTreeMap<PersonId, _> =
            self.rows(query, values![LOCAL, layout()], read)?.into_iter().collect();
        for one in people {
            let id = one.member.person.id;
            let Some((made, same, Some(short))) = kept.remove(&id) else { continue };
            // What whoever acts sees of themselves is more than their leaders see.
            let own = sight.sees_all(id) != basis.open;
            if !same {
                continue;
            }
            let holds = !own && short.brief.holds(ladders.now) && !stale.contains(&id);
            one.as_of = (!holds).then_some(made);
            one.short = Some(short);
        }
        Ok(())
    }

    /// Works out those who are behind, as many as one can wait for, those of the page first.
    fn bring_up(
        &self,
        people: &mut [One],
        ask: &Ask,
        sight: &Sight,
        ladders: &Ladders<'_>,
    ) -> Result<(), StoreError> {
        let page = ask.skip..ask.skip.saturating_add(ask.show);
        let behind = |one: &One| one.as_of.is_some() || one.short.is_none();
        let mut places: Vec<usize> =
            people.iter().enumerate().filter(|(_, one)| behind(one)).map(|(place, _)| place).collect();
        places.sort_by_key(|place| (!page.contains(place), *place));
        places.truncate(DIRECTLY);
        let mut scales = Weigher::new(ladders.installed, self.all_marks()?);
        for place in places {
            let Some(one) = people.get_mut(place) else { continue };
            let id = one.member.person.id;
            let attempts = self.attempts_of(&[id])?.pop().unwrap_or_default();
            one.short = Some(self.short(id, attempts, sight.sees_all(id), &mut scales, ladders)?);
            one.as_of = None;
        }
        Ok(())
    }

    /// Counts what of everybody's assignments is late.
    fn count_late(&self, people: &mut [One], now: Timestamp) -> Result<(), StoreError> {
        let query = "SELECT id, person, team, withdrawn FROM assignment
            WHERE organisation = ?1 AND due IS NOT NULL AND due < ?2";
        let past = self.rows(query, values![LOCAL, now], |row| {
            Ok(PastDue {
                id: row.get(0)?,
                person: row.get::<Option<Uuid>>(1)?.map(PersonId),
                team: row.get::<Option<Uuid>>(2)?.map(TeamId),
                withdrawn: row.maybe_time(3)?.is_some(),
            })
        })?;
        let (mut of_person, mut of_team, mut of_all) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for one in &past {
            match (one.person, one.team) {
                (Some(person), _) => of_person.entry(person).or_insert_with(Vec::new).push(one),
                (None, Some(team)) => of_team.entry(team).or_insert_with(Vec::new).push(one),
                (None, None) => of_all.push(one),
            }
        }
        for one in people {
            let Some(short) = &one.short else { continue };
            let own = of_person.get(&one.member.person.id).into_iter().flatten();
            let with_team = one.teams.iter().filter_map(|team| of_team.get(team)).flatten();
            let late = own.chain(with_team).chain(&of_all).filter(|past| is_late(past, short));
            one.late = u32::try_from(late.count()).unwrap_or(u32::MAX);
        }
        Ok(())
    }
}

fn is_late(past: &PastDue, short: &Short) -> bool {
    let nothing = Task { open: true, begun: false };
    let task = short.tasks.get(&past.id.as_u128()).copied().unwrap_or(nothing);
    task.open && (task.begun || !past.withdrawn)
}

fn sort(people: &mut [One], ask: &Ask, now: Timestamp) {
    let mean = |one: &One, place: usize| {
        let cell = one.short.as_ref().and_then(|short| short.brief.cells(now).get(place).copied());
        match cell.map(|cell| cell.now.estimate) {
            Some(Estimate::Known { mean, .. }) => Some(mean),
            Some(Estimate::NotEnough { .. }) | None => None,
        }
    };
    match ask.sort {
        Sort::Name => people.sort_by(|one, other| one.member.person.name.cmp(&other.member.person.name)),
        Sort::Ability(place) => people.sort_by(|one, other| {
            let (one, other) = (mean(one, place), mean(other, place));
            let unknown = one.is_none().cmp(&other.is_none());
            unknown.then(one.unwrap_or_default().total_cmp(&other.unwrap_or_default()))
        }),
        Sort::Late => people.sort_by_key(|one| std::cmp::Reverse(one.late)),
        Sort::Waiting => {
            people.sort_by_key(|one| std::cmp::Reverse(one.short.as_ref().map_or(0, |short| short.waiting)));
        }
        Sort::Last => people.sort_by_key(|one| one.short.as_ref().and_then(|short| short.brief.last)),
        Sort::Attempts => people.sort_by_key(|one| one.short.as_ref().map(|short| short.brief.attempts)),
    }
    if ask.reversed {
        people.reverse();
    }
}

fn line(one: &One, ladders: &Ladders<'_>) -> Line {
    let nothing = || crate::progress::Brief::of(&[], ladders.roles, ladders.installed, ladders.now, None);
    let brief = one.short.as_ref().map_or_else(nothing, |short| short.brief.clone());
    Line {
        member: one.member.clone(),
        teams: one.teams.clone(),
        cells: brief.cells(ladders.now),
        steps: brief.steps,
        attempts: brief.attempts,
        last: brief.last,
        late: one.late,
        waiting: one.short.as_ref().map_or(0, |short| short.waiting),
        as_of: one.as_of,
    }
}

fn sum<'a>(people: impl Iterator<Item = &'a One>, ladders: &Ladders<'_>) -> Sum {
    let steps = ladders.roles.ladders.iter().map(|ladder| ladder.steps.len()).sum();
    let mut sum = Sum { steps: vec![(0, 0); steps], ..Sum::default() };
    let mut totals = [(0_u32, 0.0); 4];
    for one in people {
        sum.people += 1;
        let Some(short) = &one.short else { continue };
        sum.late += usize::from(one.late > 0);
        sum.waiting += short.waiting;
        for ((shown, certified), step) in sum.steps.iter_mut().zip(&short.brief.steps) {
            *shown += usize::from(step.shown);
            *certified += usize::from(step.certified);
        }
        for ((count, total), cell) in totals.iter_mut().zip(short.brief.cells(ladders.now)) {
            if let Estimate::Known { mean, .. } = cell.now.estimate {
                *count += 1;
                *total += mean;
            }
        }
    }
    sum.abilities = totals.map(|(count, total)| {
        (usize::try_from(count).unwrap_or_default(), (count > 0).then(|| total / f64::from(count)))
    });
    sum
}
