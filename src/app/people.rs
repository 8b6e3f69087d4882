//! Who sits at the desk, and what they played so far.

use bevy::prelude::*;
use uuid::Uuid;

use super::archive::{Archive, Done, now};
use super::{Screen, Wish};
use crate::store::{Person, PersonId, Summary};

/// Everybody known, and who is here.
#[derive(Resource, Default)]
pub struct People {
    /// Everybody known.
    pub known: Vec<Person>,
    /// Who is here.
    pub here: Option<Person>,
    /// All they played, the newest first.
    pub attempts: Vec<Summary>,
    /// Who is coming in, until the archive has answered.
    entering: Option<String>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<People>()
        .add_systems(PostStartup, |archive: Res<Archive>| {
            archive.ask(|store| Ok(Done::People(store.people()?)));
        })
        .add_systems(OnEnter(Screen::Home), refresh)
        .add_systems(Update, (obey, learn).chain());
}

fn refresh(people: Res<People>, archive: Res<Archive>) {
    if let Some(person) = people.here.clone() {
        archive.ask(move |store| {
            let attempts = store.attempts(person.id)?;
            Ok(Done::Entered(person, attempts))
        });
    }
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut people: ResMut<People>,
    archive: Res<Archive>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Enter(name) => {
                people.entering = Some(name.clone());
                let name = name.clone();
                archive.ask(move |store| {
                    let person = store.person(&name, PersonId(Uuid::now_v7()), now())?;
                    let attempts = store.attempts(person.id)?;
                    Ok(Done::Entered(person, attempts))
                });
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
            Done::Entered(person, attempts) => {
                people.here = Some(person.clone());
                people.attempts.clone_from(attempts);
                people.attempts.sort_by_key(|attempt| std::cmp::Reverse(attempt.started));
                people.entering = None;
                if *now.get() == Screen::Profile {
                    NextState::set_if_neq(&mut screen, Screen::Home);
                }
            }
            // Nothing can be kept, and that is being told; practising is possible all the same.
            Done::Failed(_) => {
                if let Some(name) = people.entering.take() {
                    people.here = Some(Person {
                        id: PersonId(Uuid::now_v7()),
                        name,
                        created: crate::app::archive::now(),
                    });
                    people.attempts.clear();
                    NextState::set_if_neq(&mut screen, Screen::Home);
                }
            }
            Done::Saved { .. } | Done::Loaded(..) | Done::Noted(..) => {}
        }
    }
}
