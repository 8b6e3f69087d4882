//! Who sits at the desk, and what they played so far.

use bevy::prelude::*;
use uuid::Uuid;

use super::archive::{Archive, Done, now};
use super::shelf::Shelf;
use super::{Screen, Wish};
use crate::progress::{AttemptSummary, ScenarioHead};
use crate::store::{Person, PersonId, Store, StoreError, Summary};

/// Everybody known, and who is here.
#[derive(Resource, Default)]
pub struct People {
    /// Everybody known.
    pub known: Vec<Person>,
    /// Who is here.
    pub here: Option<Person>,
    /// All they played, the newest first.
    pub attempts: Vec<Summary>,
    /// What it counts for.
    pub evidence: Vec<AttemptSummary>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<People>()
        .add_systems(PostStartup, |archive: Res<Archive>| {
            archive.ask(|store| Ok(Done::People(store.people()?)));
        })
        .add_systems(OnEnter(Screen::Home), refresh)
        .add_systems(
            Update,
            (refresh.run_if(in_state(Screen::Home).and_then(resource_changed::<Shelf>)), obey, learn).chain(),
        );
}

fn refresh(people: Res<People>, shelf: Res<Shelf>, archive: Res<Archive>) {
    if let Some(person) = people.here.clone() {
        let heads = shelf.heads();
        archive.ask(move |store| entered(store, person, &heads));
    }
}

/// Somebody with all they played.
fn entered(store: &Store, person: Person, installed: &[ScenarioHead]) -> Result<Done, StoreError> {
    let attempts = store.attempts(person.id)?;
    let evidence = store.evidence(&attempts, installed)?;
    Ok(Done::Entered { person, attempts, evidence })
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut people: ResMut<People>,
    shelf: Res<Shelf>,
    archive: Res<Archive>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Enter(name) => {
                let (name, heads) = (name.clone(), shelf.heads());
                let who = name.clone();
                archive.try_to(
                    move |store| {
                        let person = store.person(&name, PersonId(Uuid::now_v7()), now())?;
                        entered(store, person, &heads)
                    },
                    |error| Done::NotEntered { name: who, error },
                );
            }
            Wish::SwitchPerson => {
                people.here = None;
                archive.ask(|store| Ok(Done::People(store.people()?)));
                NextState::set_if_neq(&mut screen, Screen::Profile);
            }
            _ => {}
        }
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
            Done::People(known) => people.known.clone_from(known),
            Done::Entered { person, attempts, evidence } => {
                people.here = Some(person.clone());
                people.attempts.clone_from(attempts);
                people.evidence.clone_from(evidence);
                if *now.get() == Screen::Profile {
                    NextState::set_if_neq(&mut screen, Screen::Home);
                }
            }
            // Nothing can be kept, and that is being told; practising is possible all the same.
            Done::NotEntered { name, error } if !matches!(**error, StoreError::BadName(_)) => {
                let id = PersonId(Uuid::now_v7());
                let created = crate::app::archive::now();
                people.here = Some(Person { id, name: name.clone(), created });
                people.attempts.clear();
                people.evidence.clear();
                NextState::set_if_neq(&mut screen, Screen::Home);
            }
            _ => {}
        }
    }
}
