//! The team's screen: what whoever leads it may see and do, read and written in the archive.

use bevy::prelude::*;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::archive::{Archive, Done, now};
use super::people::given;
use super::{Screen, Wish};
use crate::store::{
    AssignmentId, Disputed, Member, NewAssignment, NewDecision, PersonId, Right, Store, StoreError, TeamId,
};
use crate::views::team::{Crew, Crewmate, Gift, TeamIntent, Waiting};

/// Who leads whom, once it was read.
#[derive(Resource, Default)]
pub struct Led {
    /// What is shown.
    pub crew: Option<Crew>,
    shown: Option<TeamId>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Led>()
        .add_systems(OnEnter(Screen::Team), look)
        .add_systems(Update, (obey, learn).chain());
}

fn look(led: Res<Led>, archive: Res<Archive>) {
    let shown = led.shown;
    archive.ask(move |store| crew(store, shown));
}

/// What there is to see: of a team, or of everybody for the owner.
fn crew(store: &Store, shown: Option<TeamId>) -> Result<Done, StoreError> {
    let owner = store.rights().is_some_and(|rights| rights.has(Right::Owner));
    let teams = store.teams()?;
    let known = shown.filter(|id| teams.iter().any(|team| team.id == *id));
    let shown = if owner { known } else { known.or(teams.first().map(|team| team.id)) };
    let members = match shown {
        Some(team) => store.members(team)?,
        None if owner => store.staff()?,
        None => Vec::new(),
    };
    let members = members.into_iter().map(|member| mate(store, member)).collect::<Result<_, _>>()?;
    let people = store.people()?;
    let mut waiting = Vec::new();
    for attempt in store.waiting()? {
        let name = people.iter().find(|person| person.id == attempt.person);
        let name = name.map_or_else(String::new, |person| person.name.clone());
        let decided = store.decisions(attempt.id)?;
        let reasons = store.disputes(attempt.id)?.into_iter().filter_map(|dispute| match dispute.about {
            Disputed::Finding { reason, .. } => Some(reason),
            Disputed::Heard { .. } => None,
        });
        waiting.push(Waiting { attempt, name, decided, reasons: reasons.collect() });
    }
    let closed = !store.is_open()?;
    Ok(Done::Crew(Box::new(Crew { teams, shown, members, waiting, closed })))
}

/// Somebody with what they were given; of whom one does not lead only the name is seen.
fn mate(store: &Store, member: Member) -> Result<Crewmate, StoreError> {
    let id = member.person.id;
    let seen = given(store, id).and_then(|given| Ok((given, store.practice(id)?)));
    let (given, practice) = match seen {
        Ok(seen) => seen,
        Err(StoreError::NotPermitted { .. }) => (Vec::new(), 0),
        Err(error) => return Err(error),
    };
    Ok(Crewmate { member, given, practice })
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
fn act(store: &mut Store, shown: Option<TeamId>, intent: TeamIntent) -> Result<Option<TeamId>, StoreError> {
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
        TeamIntent::Rights(person, rights) => store.set_rights(person, rights)?,
        TeamIntent::Passphrase(person, passphrase) => store.set_passphrase(person, &passphrase)?,
        TeamIntent::Give(gift) => store.assign(&assignment(gift, now()))?,
        TeamIntent::Withdraw(id) => store.withdraw(id, now())?,
        TeamIntent::Decide(attempt, passed, reason) => {
            store.decide(&NewDecision { attempt, passed, reason, at: now() })?;
        }
        TeamIntent::Debrief(_) => {}
    }
    Ok(shown)
}

fn obey(mut wishes: MessageReader<Wish>, led: Res<Led>, archive: Res<Archive>) {
    for wish in wishes.read() {
        let Wish::Team(intent) = wish else { continue };
        let (intent, shown) = (intent.clone(), led.shown);
        archive.ask(move |store| {
            let shown = act(store, shown, intent)?;
            crew(store, shown)
        });
    }
}

fn learn(mut done: MessageReader<Done>, mut led: ResMut<Led>) {
    for one in done.read() {
        if let Done::Crew(crew) = one {
            led.shown = crew.shown;
            led.crew = Some((**crew).clone());
        }
    }
}
