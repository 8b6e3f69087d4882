//! Sessions that go on, for whoever leads: looked at again and again while somebody looks; and for the trainee, who
//! listens in.

use std::collections::BTreeSet;
use std::time::Duration;

use bevy::prelude::*;

use super::archive::{Archive, Done, now};
use super::pace::Pace;
use super::taste::Taste;
use super::team::Led;
use super::{Banner, Screen, Wish};
use crate::locale::live::listens_in;
use crate::scenario::Library;
use crate::store::{self, AttemptId, PersonId, Store, StoreError};
use crate::views::team::{Overheard, TeamIntent};

/// Seconds until one looks again.
const AGAIN: f64 = 2.0;

/// What is being looked at.
#[derive(Resource, Default)]
struct Watch {
    /// When to look again; none where nobody looks.
    next: Option<f64>,
    /// The session that is listened to.
    attempt: Option<AttemptId>,
    /// Who was said to listen in to what.
    said: BTreeSet<(AttemptId, PersonId)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Watch>()
        .add_systems(Update, (obey.before(super::team::obey), again, learn).chain())
        .add_systems(OnExit(Screen::Team), stop);
}

fn stop(mut watch: ResMut<Watch>, mut led: ResMut<Led>) {
    (watch.next, watch.attempt) = (None, None);
    (led.live, led.overheard) = (None, None);
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut watch: ResMut<Watch>,
    mut led: ResMut<Led>,
    archive: Res<Archive>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Team(TeamIntent::Live) => {
                // It is asked for as long as nothing is there.
                led.live = Some(Vec::new());
            }
            Wish::Team(TeamIntent::ListenIn(attempt)) => {
                watch.attempt = *attempt;
                led.overheard = None;
            }
            _ => continue,
        }
        let attempt = watch.attempt;
        watch.next = None;
        archive.ask(move |store| look(store, attempt));
    }
}

/// Looks again after a while, as long as somebody is on the team's page.
fn again(
    mut watch: ResMut<Watch>,
    screen: Res<State<Screen>>,
    archive: Res<Archive>,
    time: Res<Time<Real>>,
    mut pace: Option<ResMut<Pace>>,
) {
    let Some(next) = watch.next.filter(|_| *screen.get() == Screen::Team) else { return };
    let left = next - time.elapsed_secs_f64();
    if left <= 0.0 {
        watch.next = None;
        let attempt = watch.attempt;
        archive.ask(move |store| look(store, attempt));
    } else if let Some(pace) = &mut pace {
        pace.within(Duration::from_secs_f64(left));
    }
}

fn look(store: &Store, attempt: Option<AttemptId>) -> Result<Done, StoreError> {
    let live = store.live(now())?;
    let Some(id) = attempt else { return Ok(Done::Live(live, None)) };
    let heard = store.listen_in(id, now())?;
    let played = &heard.meta.played;
    let scenario = Library::of(store.sources(&played.hash)?).scenario(&played.scenario, played.seed).ok();
    let customer = scenario.map(|one| one.file().customer.name.get(played.language).to_owned());
    let name = live.iter().find(|one| one.attempt.id == id).map(|one| one.name.clone());
    let known =
        || store.people().ok()?.into_iter().find(|one| one.id == heard.meta.person).map(|one| one.name);
    let log = heard.opening.iter().chain(heard.entries.iter().flat_map(|one| &one.events)).cloned().collect();
    let overheard = Overheard {
        attempt: id,
        name: name.or_else(known).unwrap_or_default(),
        customer: customer.unwrap_or_else(|| "?".to_owned()),
        log,
        over: heard.meta.state != store::State::Open,
    };
    Ok(Done::Live(live, Some(Box::new(overheard))))
}

fn learn(
    mut done: MessageReader<Done>,
    mut watch: ResMut<Watch>,
    mut led: ResMut<Led>,
    archive: Res<Archive>,
    time: Res<Time<Real>>,
    mut banner: ResMut<Banner>,
    taste: Res<Taste>,
) {
    for one in done.read() {
        match one {
            Done::Live(live, overheard) => {
                led.live = Some(live.clone());
                let wanted = overheard.as_ref().filter(|heard| Some(heard.attempt) == watch.attempt);
                led.overheard = wanted.map(|heard| (**heard).clone());
                watch.next = Some(time.elapsed_secs_f64() + AGAIN);
            }
            // The trainee did something: who listens to that?
            Done::Saved { attempt, finished: false, .. } => {
                let attempt = *attempt;
                archive.ask(move |store| {
                    let mut all = store.watchers(attempt)?;
                    all.retain(|watcher| watcher.is_here(now()));
                    Ok(Done::Watched(attempt, all))
                });
            }
            Done::Watched(attempt, all) => {
                for watcher in all {
                    if watch.said.insert((*attempt, watcher.person)) {
                        banner.tell(listens_in(watcher, taste.kit().language));
                    }
                }
            }
            _ => {}
        }
    }
}
