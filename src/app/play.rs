//! The session at the desk: the clock, silence, what is typed out, and keeping every action.

mod playing;

use bevy::prelude::*;
use uuid::Uuid;

pub use playing::Playing;

use super::archive::{Archive, Done, now};
use super::people::People;
use super::report::Report;
use super::shelf::Shelf;
use super::taste::Taste;
use super::{Banner, Launch, Screen, Wish};
use crate::locale::rejected::rejected;
use crate::session::{Deed, Phase, Rejected, Session};
use crate::store::{AttemptId, StoreError};
use crate::views::desk::DeskIntent;
use crate::views::seat::{SeatIntent, SeatState};
use crate::views::wrap_up::WrapUpState;

/// Seconds between two tries to save what could not be saved.
const RETRY: f64 = 5.0;

/// The customer at the desk, if there is one.
#[derive(Resource, Default)]
pub struct Table {
    /// The session with its clock.
    pub playing: Option<Playing>,
    /// What the seat's view remembers.
    pub seat: SeatState,
    /// What the wrap-up's view remembers.
    pub wrap_up: WrapUpState,
    retry: f64,
}

impl Table {
    /// Seats the trainee.
    pub fn sit(&mut self, playing: Playing) {
        *self = Self { playing: Some(playing), ..Self::default() };
    }
}

/// The systems of the session; the debrief's come after them.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Obeyed;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Table>()
        .add_systems(Update, (begin, resume, obey, tick, save, saved, finish).chain().in_set(Obeyed));
}

/// Sits down with the briefing's scenario.
fn begin(
    mut wishes: MessageReader<Wish>,
    mut table: ResMut<Table>,
    shelf: Res<Shelf>,
    people: Res<People>,
    launch: Res<Launch>,
    time: Res<Time<Real>>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        let Wish::Start { language, mode } = wish else { continue };
        let (Some(scenario), Some(person)) = (shelf.chosen.clone(), &people.here) else { continue };
        let session = Session::begin(scenario, launch.listener.clone(), *language, *mode, 0);
        let attempt = AttemptId(Uuid::now_v7());
        table.sit(Playing::new(session, attempt, person.id, None, time.elapsed_secs_f64()));
        NextState::set_if_neq(&mut screen, Screen::Seat);
    }
}

/// Goes on with an attempt that was cut off.
fn resume(mut wishes: MessageReader<Wish>, archive: Res<Archive>) {
    for wish in wishes.read() {
        if let Wish::Resume(id) | Wish::Debrief(id) = wish {
            let id = *id;
            archive.ask(move |store| {
                let attempt = store.load(id)?;
                let kept = super::report::kept(store, id)?;
                let sources = store.sources(&attempt.meta.played.hash)?;
                Ok(Done::Loaded(Box::new(attempt), Box::new(kept), sources))
            });
        }
    }
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut table: ResMut<Table>,
    taste: Res<Taste>,
    time: Res<Time<Real>>,
    mut screen: ResMut<NextState<Screen>>,
) {
    let language = taste.kit().language;
    let now = time.elapsed_secs_f64();
    for wish in wishes.read() {
        let table = &mut *table;
        let Some(playing) = &mut table.playing else { continue };
        match wish {
            Wish::Seat(SeatIntent::Typing) => playing.key(now),
            Wish::Seat(intent) => {
                let tool =
                    if let SeatIntent::Desk(DeskIntent::Tool(name, _)) = intent { Some(name) } else { None };
                table.seat.refused = None;
                let Some(deed) = deed(intent) else { continue };
                let Err(why) = playing.apply(deed, now) else { continue };
                let words = rejected(&why, language);
                match tool {
                    Some(tool) => table.seat.desk.rejected(tool, words),
                    None => table.seat.refused = Some(words),
                }
            }
            Wish::WrapUp if !matches!(playing.session().phase(), Phase::Talking) => {
                NextState::set_if_neq(&mut screen, Screen::WrapUp);
            }
            Wish::File(ticket) => {
                let filed = playing.apply(Deed::WrapUp(ticket.clone()), now);
                table.wrap_up.refused = filed.err().map(|why: Rejected| rejected(&why, language));
            }
            _ => {}
        }
    }
}

fn deed(intent: &SeatIntent) -> Option<Deed> {
    Some(match intent {
        SeatIntent::Send(text) => Deed::More(text.clone()),
        SeatIntent::SendDraft => Deed::SendDraft,
        SeatIntent::EditDraft(text) => Deed::EditDraft(text.clone()),
        SeatIntent::RejectDraft(faults) => Deed::RejectDraft(faults.clone()),
        SeatIntent::Desk(DeskIntent::Tool(name, args)) => Deed::Tool(name.clone(), args.clone()),
        SeatIntent::Desk(DeskIntent::Read(id)) => Deed::Read(id.clone()),
        SeatIntent::Desk(DeskIntent::Consult(topic)) => Deed::Consult(topic.clone()),
        SeatIntent::Desk(DeskIntent::HandOver(team, note)) => Deed::HandOver(team.clone(), note.clone()),
        SeatIntent::Hint => Deed::Hint,
        SeatIntent::StepBack => Deed::StepBack,
        SeatIntent::End => Deed::EndContact,
        SeatIntent::Desk(DeskIntent::Insert(_) | DeskIntent::Typing)
        | SeatIntent::Typing
        | SeatIntent::WrapUp => return None,
    })
}

/// Lets time pass: the customer answers, grows impatient, the desk's clock strikes.
fn tick(
    mut table: ResMut<Table>,
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    mut pace: Option<ResMut<super::pace::Pace>>,
) {
    if *screen.get() != Screen::Seat {
        return;
    }
    let typing = !table.seat.composer.is_empty();
    let Some(playing) = &mut table.playing else { return };
    playing.tick(time.elapsed_secs_f64(), typing);
    if let (Some(pace), Some(wait)) = (&mut pace, playing.wait(time.elapsed_secs_f64())) {
        pace.within(wait);
    }
}

/// Hands what is not on disk yet to the archive; one batch at a time, in order.
fn save(mut table: ResMut<Table>, archive: Res<Archive>, time: Res<Time<Real>>) {
    let soonest = table.retry;
    let Some(playing) = &mut table.playing else { return };
    if time.elapsed_secs_f64() >= soonest
        && let Some(work) = playing.unsaved(now())
    {
        archive.ask(work);
    }
}

fn saved(
    mut done: MessageReader<Done>,
    mut table: ResMut<Table>,
    time: Res<Time<Real>>,
    mut banner: ResMut<Banner>,
    mut screen: ResMut<NextState<Screen>>,
    taste: Res<Taste>,
) {
    for one in done.read() {
        match one {
            Done::Saved { attempt, actions, finished } => {
                if let Some(playing) = &mut table.playing {
                    playing.saved(*attempt, *actions, *finished);
                }
            }
            Done::Failed(error) => {
                table.retry = time.elapsed_secs_f64() + RETRY;
                if let Some(playing) = &mut table.playing {
                    playing.not_saved();
                }
                if matches!(**error, StoreError::Moved { .. } | StoreError::Ended { .. })
                    && table.playing.is_some()
                {
                    let words = taste.kit().t(
                        "This session goes on in another window; it is closed here so that nothing is mixed up.",
                        "这次练习已在另一个窗口继续，为免混淆，此处已关闭。",
                    );
                    banner.0 = Some(words.to_owned());
                    table.playing = None;
                    NextState::set_if_neq(&mut screen, Screen::Home);
                }
            }
            Done::People(_) | Done::Entered(..) | Done::Loaded(..) | Done::Noted(..) => {}
        }
    }
}

/// On to the debrief once the session has ended.
fn finish(mut table: ResMut<Table>, mut report: ResMut<Report>, mut screen: ResMut<NextState<Screen>>) {
    let ended = table.playing.as_ref().is_some_and(|playing| {
        matches!(playing.session().phase(), Phase::Ended(_)) && !playing.is_reported()
    });
    if ended && let Some(playing) = &mut table.playing {
        playing.report();
        report.of(playing.session().clone(), playing.actions(), playing.attempt(), None);
        NextState::set_if_neq(&mut screen, Screen::Debrief);
    }
}
