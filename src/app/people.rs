//! Who sits at the desk, what they may do, and what they played so far.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use jiff::SignedDuration;
use uuid::Uuid;

use super::archive::{Archive, Done, is_of_the_door, now};
use super::pace::Pace;
use super::play::Table;
use super::shelf::Shelf;
use super::{Launch, Screen, Wish};
use crate::locale::assignment::Progress;
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::scenario::roles::Roles;
use crate::store::{
    Given, Held, Ladders, Person, PersonId, Place, Rights, Store, StoreError, Summary, remembered,
    write_whole,
};

/// Seconds between two tries to reach a team's store that is away.
const KNOCK: f64 = 15.0;
/// How long nothing is done in a session that was broken off.
const IDLE: SignedDuration = SignedDuration::from_hours(1);

/// Everybody known, and who is here.
#[derive(Resource, Default)]
pub struct People {
    /// Everybody known.
    pub known: Vec<Person>,
    /// Whether people come in by passphrase.
    pub closed: bool,
    /// Why the last one was not let in.
    pub refused: Option<Arc<StoreError>>,
    /// Who is here.
    pub here: Option<Person>,
    /// What they may do.
    pub rights: Option<Rights>,
    /// Whether they have a passphrase.
    pub locked: bool,
    /// All they played, the newest first.
    pub attempts: Vec<Summary>,
    /// What it counts for.
    pub evidence: Vec<AttemptSummary>,
    /// What they were given, and the open exams, with where each stands.
    pub given: Vec<(Given, Progress)>,
    /// What they are certified for.
    pub certificates: Vec<Held>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<People>()
        .init_resource::<Knock>()
        .add_systems(PostStartup, arrive)
        .add_systems(OnEnter(Screen::Home), refresh)
        .add_systems(
            Update,
            (
                refresh.run_if(in_state(Screen::Home).and_then(resource_changed::<Shelf>.or_else(knocks))),
                wait.run_if(in_state(Screen::Home)),
                obey,
                learn,
            )
                .chain(),
        );
}

/// Lets in whoever this machine remembers, else looks at the door.
fn arrive(archive: Res<Archive>, launch: Res<Launch>) {
    let folder = launch.data.clone();
    archive.ask(move |store| {
        let remembered = remembered::read(&folder).map(|token| store.recall(token)).transpose()?.flatten();
        match remembered {
            Some(person) => entered(store, person, (&Roles::default(), &[])),
            None => door(store),
        }
    });
}

fn door(store: &Store) -> Result<Done, StoreError> {
    Ok(Done::Door(if store.is_open()? { Some(store.people()?) } else { None }))
}

fn refresh(
    people: Res<People>,
    shelf: Res<Shelf>,
    archive: Res<Archive>,
    launch: Res<Launch>,
    table: Res<Table>,
) {
    if let Some(person) = people.here.clone() {
        let (roles, heads) = (shelf.roles().clone(), shelf.heads());
        if let Some(desk) = launch.store.desk(&launch.data) {
            let (id, place) = (person.id, launch.store.clone());
            // A session that goes on is kept where it began.
            let free = table.goes_on().is_none();
            archive.ask(move |store| settle(store, id, (&place, &desk), free));
        }
        let name = person.name.clone();
        archive.try_to(
            move |store| entered(store, person, (&roles, &heads)),
            |error| {
                if is_of_the_door(&error) { Done::NotEntered { name, error } } else { Done::Failed(error) }
            },
        );
    }
}

/// Somebody with all they played.
fn entered(
    store: &Store,
    person: Person,
    (roles, installed): (&Roles, &[ScenarioHead]),
) -> Result<Done, StoreError> {
    let attempts = store.attempts(person.id)?;
    let evidence = store.evidence(&attempts, installed, now())?;
    let given = given(store, person.id, &Ladders { roles, installed, now: now() })?;
    let certificates = store.certificates(person.id)?;
    let locked = store.has_passphrase(&person.name)?;
    let rights = store.rights().unwrap_or(Rights::TRAINEE);
    Ok(Done::Entered { person, attempts, evidence, rights, given, certificates, locked })
}

/// What somebody was given, with where it stands.
pub(super) fn given(
    store: &Store,
    person: PersonId,
    ladders: &Ladders<'_>,
) -> Result<Vec<(Given, Progress)>, StoreError> {
    let mut all = Vec::new();
    for one in store.given(person)? {
        let progress = store.came(&one, ladders)?.progress;
        all.push((one, progress));
    }
    Ok(all)
}

/// Writes a certificate into a folder of its own beside the data, byte by byte as it was signed.
fn save_certificate(store: &Store, id: Uuid, folder: &Path) -> Result<Done, StoreError> {
    let found = store.certificate(id)?.new;
    let short: String = id.simple().to_string().chars().rev().take(8).collect();
    let folder = folder.join("certificates");
    let file = folder.join(format!("{}-{short}.jwt", found.step));
    let written = std::fs::create_dir_all(&folder).and_then(|()| write_whole(&file, &found.credential));
    Ok(match written {
        Ok(()) => Done::Exported(file),
        Err(error) => Done::NotExported(file, error.to_string()),
    })
}

/// Signs somebody in, and has this machine remember them where they want it.
fn sign_in(
    store: &mut Store,
    (name, passphrase): (&str, &str),
    folder: Option<&Path>,
    ground: (&Roles, &[ScenarioHead]),
) -> Result<Done, StoreError> {
    let person = store.sign_in(name, passphrase, now())?;
    if let Some(folder) = folder {
        let token = crate::cli::new_token();
        store.remember(token, now())?;
        remembered::write(folder, token)?;
    }
    entered(store, person, ground)
}

/// Nobody is here any more, and this machine forgets whoever it remembered.
fn leave(store: &mut Store, folder: &Path) -> Result<Done, StoreError> {
    store.sign_out();
    if let Some(token) = remembered::read(folder) {
        remembered::remove(folder)?;
        store.forget(token)?;
    }
    door(store)
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut people: ResMut<People>,
    shelf: Res<Shelf>,
    archive: Res<Archive>,
    launch: Res<Launch>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        let (roles, heads) = (shelf.roles().clone(), shelf.heads());
        let folder: PathBuf = launch.data.clone();
        match wish {
            Wish::Enter(name) => {
                let (name, who) = (name.clone(), name.clone());
                archive.try_to(
                    move |store| {
                        let person = store.enter(&name, PersonId(Uuid::now_v7()), now())?;
                        entered(store, person, (&roles, &heads))
                    },
                    |error| Done::NotEntered { name: who, error },
                );
            }
            Wish::SignIn { name, passphrase, remember } => {
                let (name, who, passphrase) = (name.clone(), name.clone(), passphrase.clone());
                let folder = remember.then_some(folder);
                archive.try_to(
                    move |store| sign_in(store, (&name, &passphrase), folder.as_deref(), (&roles, &heads)),
                    |error| Done::NotEntered { name: who, error },
                );
            }
            Wish::Passphrase(new) => {
                let (new, me) = (new.clone(), people.here.as_ref().map(|person| person.id));
                archive.ask(move |store| {
                    if let Some(me) = me {
                        store.set_passphrase(me, &new)?;
                    }
                    Ok(Done::Passphrase)
                });
            }
            Wish::SaveCertificate(id) => {
                let id = *id;
                archive.ask(move |store| save_certificate(store, id, &folder));
            }
            Wish::SwitchPerson => {
                *people = People::default();
                archive.ask(move |store| leave(store, &folder));
                NextState::set_if_neq(&mut screen, Screen::Profile);
            }
            _ => {}
        }
    }
}

/// Has this machine know whoever came in to the team's store, and hands over what it kept for them meanwhile. Where what
/// this machine keeps stands in for the team's store, goes back to that first, if it answers again.
fn settle(
    store: &mut Store,
    person: PersonId,
    (place, desk): (&Place, &Path),
    free: bool,
) -> Result<Done, StoreError> {
    if store.is_desk() {
        if !free {
            return Ok(Done::Away);
        }
        let mut team = match Store::at(place) {
            Err(StoreError::Away { .. }) => return Ok(Done::Away),
            opened => opened?,
        };
        let came = team.welcome(store);
        *store = team;
        match came {
            Err(StoreError::PassphraseNeeded) => return door(store),
            came => came.map(drop)?,
        }
    }
    let (now, here) = (now(), Store::at_desk(desk)?);
    let idle = now.checked_sub(IDLE).unwrap_or(now);
    match here.mirror(store, person).and_then(|()| here.hand_over(store, person, idle, now)) {
        Err(StoreError::Away { .. }) => Ok(Done::Away),
        came => came.map(Done::HandedOver),
    }
}

/// When to knock again at a team's store that is away, in seconds since the start.
#[derive(Resource, Default)]
struct Knock(Option<f64>);

fn knocks(knock: Res<Knock>, time: Res<Time<Real>>) -> bool {
    knock.0.is_some_and(|at| at <= time.elapsed_secs_f64())
}

/// Knocks time and again, while somebody is at home.
fn wait(
    mut done: MessageReader<Done>,
    time: Res<Time<Real>>,
    mut pace: Option<ResMut<Pace>>,
    mut knock: ResMut<Knock>,
) {
    let now = time.elapsed_secs_f64();
    knock.0 = knock.0.filter(|at| *at > now);
    for one in done.read() {
        match one {
            Done::Away => knock.0 = Some(now + KNOCK),
            Done::HandedOver(_) => knock.0 = None,
            _ => {}
        }
    }
    if let Some((at, pace)) = knock.0.zip(pace.as_mut()) {
        pace.within(Duration::from_secs_f64(at - now));
    }
}

fn learn(
    mut done: MessageReader<Done>,
    mut people: ResMut<People>,
    now: Res<State<Screen>>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for one in done.read() {
        match one {
            Done::Door(known) => {
                people.closed = known.is_none();
                people.known = known.clone().unwrap_or_default();
            }
            Done::Entered { person, attempts, evidence, rights, given, certificates, locked } => {
                people.certificates.clone_from(certificates);
                people.here = Some(person.clone());
                people.refused = None;
                people.rights = Some(*rights);
                people.locked = *locked;
                people.attempts.clone_from(attempts);
                people.evidence.clone_from(evidence);
                people.given.clone_from(given);
                if *now.get() == Screen::Profile {
                    NextState::set_if_neq(&mut screen, Screen::Home);
                }
            }
            Done::Passphrase => people.locked = true,
            Done::NotEntered { error, .. } if is_of_the_door(error) => {
                people.here = None;
                people.closed = true;
                people.refused = Some(Arc::clone(error));
                NextState::set_if_neq(&mut screen, Screen::Profile);
            }
            // Nothing can be kept, and that is being told; practising is possible all the same.
            Done::NotEntered { name, error } if !matches!(**error, StoreError::BadName(_)) => {
                let id = PersonId(Uuid::now_v7());
                let created = crate::app::archive::now();
                *people = People {
                    known: std::mem::take(&mut people.known),
                    here: Some(Person { id, name: name.clone(), created }),
                    ..People::default()
                };
                NextState::set_if_neq(&mut screen, Screen::Home);
            }
            _ => {}
        }
    }
}
