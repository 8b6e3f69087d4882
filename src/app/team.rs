//! The team's screen: what whoever leads it may see and do, read and written in the archive.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bevy::prelude::*;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::archive::{Archive, Done, now};
use super::people::given;
use super::rules::rules;
use super::shelf::Shelf;
use super::{Launch, Screen, Wish};
use crate::badge::Achievement;
use crate::locale::badge::criteria;
use crate::progress::team::Row;
use crate::progress::{ScenarioHead, standing};
use crate::scenario::goal::Weights;
use crate::scenario::roles::{Roles, Rung};
use crate::store::{
    AssignmentId, Award, Disputed, Everybody, Habits, Ladders, Live, Member, NewAssignment, NewDecision,
    Person, PersonId, ReviewCause, Right, Slice, Store, StoreError, Summary, TeamId, Whom, issuer,
};
use crate::views::team::{Crew, Crewmate, Gift, Overheard, Queued, Seen, Study, TeamIntent, Told, Waiting};

/// Of more people than this a team is not drawn at a glance: nobody reads so many lines.
const MOST_AT_A_GLANCE: usize = 60;

/// How many of what waits for a reviewer are looked into at once.
const MOST_IN_THE_QUEUE: usize = 40;

/// Who leads whom, once it was read.
#[derive(Resource, Default)]
pub struct Led {
    /// What is shown.
    pub crew: Option<Crew>,
    /// What came of the last work on everybody's records.
    pub told: Option<Told>,
    /// What everybody comes to, once it was asked for.
    pub everybody: Option<Everybody>,
    /// Which sessions go on.
    pub live: Option<Vec<Live>>,
    /// The session that is listened to.
    pub overheard: Option<Overheard>,
    /// What scenarios come to.
    pub study: Option<Study>,
    /// What somebody loses points on again and again.
    pub habits: Option<(PersonId, Habits)>,
    view: View,
}

/// Whom and what one looks at.
#[derive(Clone, Default)]
struct View {
    shown: Option<TeamId>,
    /// This person alone.
    only: Option<PersonId>,
    /// Which attempts count in the team at a glance.
    slice: Slice,
}

impl Led {
    /// Which attempts count in the team at a glance.
    pub(super) fn slice(&self) -> &Slice {
        &self.view.slice
    }

    /// The name of the team that is shown, where it is one, and who is in it.
    pub(super) fn team(&self) -> (Option<String>, Vec<Member>) {
        let Some(crew) = &self.crew else { return (None, Vec::new()) };
        let shown = crew.teams.iter().find(|team| Some(team.id) == crew.shown);
        let members = crew.members.iter().map(|mate| mate.member.clone());
        (shown.map(|team| team.name.clone()), members.collect())
    }

    /// The attempts of somebody in the team at a glance, the newest first.
    pub(super) fn attempts(&self, person: PersonId) -> Vec<Summary> {
        let Some(crew) = &self.crew else { return Vec::new() };
        let mut all = crew.members.iter().zip(&crew.glance.attempts);
        let found = all.find(|(mate, _)| mate.member.person.id == person);
        found.map_or_else(Vec::new, |(_, attempts)| attempts.clone())
    }

    /// The same to be drawn.
    pub(super) fn seen(&self) -> Seen<'_> {
        Seen {
            everybody: self.everybody.as_ref(),
            live: self.live.as_deref(),
            overheard: self.overheard.as_ref(),
            study: self.study.as_ref(),
            habits: self.habits.as_ref(),
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Led>()
        .add_systems(OnEnter(Screen::Team), look)
        .add_systems(Update, (obey, learn).chain());
}

fn look(led: Res<Led>, archive: Res<Archive>, shelf: Res<Shelf>, launch: Res<Launch>) {
    let (view, ground) = (led.view.clone(), Ground::of(&shelf, &launch));
    archive.ask(move |store| crew(store, &view, &ground));
}

/// What a certificate takes beside the exams: the roles, the scenarios, and where the key lies.
pub(super) struct Ground {
    roles: Roles,
    heads: Vec<ScenarioHead>,
    pub(super) folder: PathBuf,
    /// What the house asks for: the pass mark, the cap of a critical error, the weights.
    pub(super) house: Option<(u8, u8, Weights)>,
}

impl Ground {
    pub(super) fn of(shelf: &Shelf, launch: &Launch) -> Self {
        let house = shelf.scenarios().next().map(|one| one.house());
        let house = house.map(|house| (house.pass, house.cap, house.weights));
        Self { roles: shelf.roles().clone(), heads: shelf.heads(), folder: launch.data.clone(), house }
    }

    pub(super) fn ladders(&self) -> Ladders<'_> {
        Ladders { roles: &self.roles, installed: &self.heads, now: now() }
    }

    fn steps(&self) -> impl Iterator<Item = &Rung> {
        self.roles.ladders.iter().flat_map(|ladder| &ladder.steps)
    }
}

/// What there is to see: of a team, of one person, or of everybody for the owner.
fn crew(store: &Store, view: &View, ground: &Ground) -> Result<Done, StoreError> {
    let View { shown, only, slice } = view;
    let owner = store.rights().is_some_and(|rights| rights.has(Right::Owner));
    let teams = store.teams()?;
    let known = (*shown).filter(|id| teams.iter().any(|team| team.id == *id));
    let shown = if owner { known } else { known.or(teams.first().map(|team| team.id)) };
    let alone = match only {
        Some(id) => store.staff()?.into_iter().find(|one| one.person.id == *id),
        None => None,
    };
    let only = alone.as_ref().map(|one| one.person.clone());
    let members = match shown {
        _ if alone.is_some() => alone.into_iter().collect(),
        Some(team) => store.members(team)?,
        None if owner => store.staff()?,
        None => Vec::new(),
    };
    let people: Vec<PersonId> = members.iter().map(|member| member.person.id).collect();
    let seen = if people.len() > MOST_AT_A_GLANCE { &[] } else { people.as_slice() };
    let glance = store.glance(seen, slice, &ground.ladders())?;
    let mut rows = glance.overview.rows.iter().filter(|_| slice.is_all());
    let members = members.into_iter().map(|member| mate(store, member, rows.next(), ground));
    let members = members.collect::<Result<_, _>>()?;
    let queue = queue(store)?;
    let mut waiting = Vec::new();
    for Queued { item, name, .. } in queue.iter().take(MOST_IN_THE_QUEUE) {
        if !item.causes.iter().any(|cause| matches!(cause, ReviewCause::Alleged | ReviewCause::Undecided)) {
            continue;
        }
        let (attempt, name) = (item.attempt.clone(), name.clone());
        let decided = store.decisions(attempt.id)?;
        let reasons = store.disputes(attempt.id)?.into_iter().filter_map(|dispute| match dispute.about {
            Disputed::Finding { reason, .. } => Some(reason),
            Disputed::Heard { .. } => None,
        });
        let card = store.scorecard(attempt.id)?.and_then(|json| serde_json::from_str(&json).ok());
        waiting.push(Waiting { attempt, card, name, decided, reasons: reasons.collect() });
    }
    let closed = !store.is_open()?;
    let left = if owner { departed(store)? } else { Vec::new() };
    let rules = if owner { rules(store, ground)? } else { None };
    let sample = shown.and_then(|team| store.sample(team).ok()).map(|(share, _)| share);
    let crew = Crew { teams, shown, only, members, glance, queue, waiting, sample, left, closed, rules };
    Ok(Done::Crew(Box::new(crew)))
}

/// What waits for a reviewer among those whom whoever is here leads.
fn queue(store: &Store) -> Result<Vec<Queued>, StoreError> {
    let items = match store.review_queue() {
        Err(StoreError::NotPermitted { .. }) => return Ok(Vec::new()),
        read => read?,
    };
    let people: BTreeMap<PersonId, String> =
        store.everybody()?.into_iter().map(|(person, _)| (person.id, person.name)).collect();
    let name = |person: PersonId| people.get(&person).cloned().unwrap_or_default();
    let queued = items.into_iter().map(|item| Queued {
        name: name(item.attempt.person),
        owner: item.owner.map(name),
        mine: item.owner.is_some() && item.owner == store.acting(),
        item,
    });
    Ok(queued.collect())
}

/// Who left.
fn departed(store: &Store) -> Result<Vec<Person>, StoreError> {
    let all = store.everybody()?;
    Ok(all.into_iter().filter(|(_, departed)| departed.is_some()).map(|(person, _)| person).collect())
}

/// Somebody with what they were given; of whom one does not lead only the name is seen.
fn mate(store: &Store, member: Member, row: Option<&Row>, ground: &Ground) -> Result<Crewmate, StoreError> {
    let id = member.person.id;
    let nothing =
        Crewmate { member, given: Vec::new(), practice: 0, certified: Vec::new(), held: Vec::new() };
    let mut given = match given(store, id, &ground.ladders()) {
        Err(StoreError::NotPermitted { .. }) => return Ok(nothing),
        given => given?,
    };
    // An exam that is open to everybody is nobody's in particular until it is taken.
    given.retain(|(one, _)| one.assignment.new.whom != Whom::Anybody || !one.attempts.is_empty());
    let held = store.certificates(id)?;
    let ladders = if let Some(row) = row {
        row.standing.clone()
    } else {
        let evidence = store.evidence(&store.attempts(id)?, &ground.heads, now())?;
        standing(&ground.roles, &evidence, &ground.heads, now())
    };
    let certified = ladders.iter().flat_map(|ladder| &ladder.steps).filter(|step| step.exam.certified);
    let issued = |step: &str| held.iter().any(|one| one.new.step == step && one.revoked.is_none());
    let certified = certified.map(|step| (step.id.clone(), issued(&step.id))).collect();
    let held = held.into_iter().filter(|one| one.revoked.is_none());
    let held = held.map(|one| (one.new.id, one.new.step)).collect();
    Ok(Crewmate { given, practice: store.practice(id)?, certified, held, ..nothing })
}

/// Issues somebody the certificate of a step, where their exams certify it.
fn certify(store: &Store, person: PersonId, step: &str, ground: &Ground) -> Result<(), StoreError> {
    let earned = store.earned(person, (&ground.roles, step), &ground.heads, now())?;
    let (Some(earned), Some(rung)) = (earned, ground.steps().find(|rung| rung.id == step)) else {
        return Err(StoreError::NoExam);
    };
    let key = issuer::read_or_keep(&ground.folder, &crate::cli::new_secret())?;
    let award = Award {
        id: Uuid::now_v7(),
        person,
        achievement: Achievement::of(rung, criteria(rung)),
        exams: earned.exams,
        organisation: std::env::var("HOTSEAT_ORGANISATION").ok().filter(|name| !name.trim().is_empty()),
        until: earned.until,
        at: now(),
    };
    store.certify(&key, award).map(drop)
}

fn assignment(gift: Gift, at: Timestamp) -> NewAssignment {
    let hours = gift.days.map(|days| i64::from(days) * 24);
    NewAssignment {
        id: AssignmentId(Uuid::now_v7()),
        task: gift.task,
        whom: gift.whom,
        certify: gift.certify,
        due: hours.and_then(|hours| at.checked_add(hours.hours()).ok()),
        pass_mark: gift.pass_mark,
        attempts: gift.attempts,
        at,
    }
}

/// Does what is wanted of the store.
fn act(
    store: &mut Store,
    shown: Option<TeamId>,
    intent: TeamIntent,
    ground: &Ground,
) -> Result<Option<TeamId>, StoreError> {
    match intent {
        TeamIntent::Show(team) => return Ok(team),
        TeamIntent::NewTeam(name) => return Ok(Some(store.team(&name, TeamId(Uuid::now_v7()), now())?.id)),
        TeamIntent::Join(name, leads) => {
            let person = store.person(&name, PersonId(Uuid::now_v7()), now())?;
            if let Some(team) = shown {
                store.join(team, person.id, leads)?;
            }
        }
        TeamIntent::Leave(person) => {
            if let Some(team) = shown {
                store.leave(team, person)?;
            }
        }
        TeamIntent::End(team) => store.end_team(team, now())?,
        TeamIntent::Depart(person) => store.depart(person, now())?,
        TeamIntent::Return(person) => store.bring_back(person)?,
        TeamIntent::Revoke(id, reason) => store.revoke(id, &reason, now())?,
        TeamIntent::Rights(person, rights) => store.set_rights(person, rights)?,
        TeamIntent::Passphrase(person, passphrase) => store.set_passphrase(person, &passphrase)?,
        TeamIntent::Give(gift) => store.assign(&assignment(gift, now()))?,
        TeamIntent::Withdraw(id) => store.withdraw(id, now())?,
        TeamIntent::TakeReview(attempt) => store.take_review(attempt, None, now())?,
        TeamIntent::GiveReview(attempt, to) => store.give_review(attempt, to, None, now())?,
        TeamIntent::Sample(share) => {
            if let Some(team) = shown {
                store.set_sample(team, share, now())?;
            }
        }
        TeamIntent::Decide(attempt, passed, reason) => {
            store.decide(&NewDecision { attempt, passed, reason, at: now() })?;
        }
        TeamIntent::Certify(person, step) => certify(store, person, &step, ground)?,
        TeamIntent::Narrow(_)
        | TeamIntent::Import(_)
        | TeamIntent::Audit
        | TeamIntent::Workbook
        | TeamIntent::Everybody(_)
        | TeamIntent::Live
        | TeamIntent::ListenIn(_)
        | TeamIntent::Study
        | TeamIntent::Page(_)
        | TeamIntent::Try(_)
        | TeamIntent::Adopt(..)
        | TeamIntent::Copy(_)
        | TeamIntent::Export(_)
        | TeamIntent::Erase(_)
        | TeamIntent::Only(_)
        | TeamIntent::Habits(_)
        | TeamIntent::Moment(..)
        | TeamIntent::Debrief(_) => {}
    }
    Ok(shown)
}

/// Does what is wanted, and reads what there is to see then.
pub(super) fn obey(
    mut wishes: MessageReader<Wish>,
    mut led: ResMut<Led>,
    archive: Res<Archive>,
    shelf: Res<Shelf>,
    launch: Res<Launch>,
) {
    for wish in wishes.read() {
        let Wish::Team(intent) = wish else { continue };
        if !changes(intent) {
            continue;
        }
        if let TeamIntent::Narrow(slice) = intent {
            led.view.slice = slice.clone();
        }
        match intent {
            TeamIntent::Only(person) => led.view.only = Some(*person),
            TeamIntent::Show(_) => led.view.only = None,
            _ => {}
        }
        let (intent, view, ground) = (intent.clone(), led.view.clone(), Ground::of(&shelf, &launch));
        archive.ask(move |store| {
            let shown = act(store, view.shown, intent, &ground)?;
            crew(store, &View { shown, ..view }, &ground)
        });
    }
}

/// Whether there is something else to see of the team afterwards.
fn changes(intent: &TeamIntent) -> bool {
    !matches!(
        intent,
        TeamIntent::Audit
            | TeamIntent::Export(_)
            | TeamIntent::Try(_)
            | TeamIntent::Copy(_)
            | TeamIntent::Workbook
            | TeamIntent::Everybody(_)
            | TeamIntent::Live
            | TeamIntent::ListenIn(_)
            | TeamIntent::Study
            | TeamIntent::Habits(_)
            | TeamIntent::Page(_)
    )
}

fn learn(mut done: MessageReader<Done>, mut led: ResMut<Led>) {
    for one in done.read() {
        if let Done::Crew(crew) = one {
            led.view.shown = crew.shown;
            led.crew = Some((**crew).clone());
        }
    }
}
