//! The session at the desk: the clock, silence, what is typed out, and keeping every action.

mod keep;
mod playing;
mod scratch;

use std::time::Duration;

use bevy::prelude::*;
use uuid::Uuid;

pub use playing::Playing;

use super::archive::{self, Archive, Done, now};
use super::people::People;
use super::report::Report;
use super::shelf::Shelf;
use super::taste::Taste;
use super::{Banner, Launch, Screen, Wish};
use crate::locale::assignment::Progress;
use crate::progress::ScenarioHead;
use crate::session::event::Origin;
use crate::session::{Deed, Mode, Phase, Rejected, Session};
use crate::store::{AttemptId, Given, Meant, StoreError};
use crate::views::desk::{DeskIntent, DeskState};
use crate::views::refusal;
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
    desk: scratch::Desk,
}

impl Table {
    /// Seats the trainee; whoever was at the desk before has everything handed to the archive.
    pub(super) fn sit(&mut self, playing: Playing, archive: &Archive) {
        self.hand_over(archive);
        *self = Self::of(playing);
    }

    /// A desk with this customer and nothing on it.
    pub(super) fn of(playing: Playing) -> Self {
        Self { playing: Some(playing), ..Self::default() }
    }

    /// Hands everything that may not be on disk to the archive, at once.
    fn hand_over(&mut self, archive: &Archive) {
        if let Some(playing) = &mut self.playing {
            playing.not_saved();
            keep(playing, archive);
        }
        self.keep_scratch(archive);
    }

    /// The screen of a session that is still going on.
    pub fn goes_on(&self) -> Option<Screen> {
        match self.playing.as_ref()?.session().phase() {
            Phase::Talking => Some(Screen::Seat),
            Phase::WrapUp(_) => Some(Screen::WrapUp),
            Phase::Ended(_) => None,
        }
    }
}

/// Hands what is not on disk yet to the archive.
fn keep(playing: &mut Playing, archive: &Archive) {
    if let Some(work) = playing.unsaved(now()) {
        let attempt = playing.attempt();
        archive.try_to(work, move |error| Done::Unsaved { attempt, error });
    }
}

/// The systems of the session; the debrief's come after them.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Obeyed;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Table>()
        .add_systems(
            Update,
            (begin, resume, obey, tick, save, scratch::keep, saved, finish).chain().in_set(Obeyed),
        )
        .add_systems(Last, hand_over.run_if(on_message::<AppExit>));
    for screen in [Screen::Seat, Screen::WrapUp] {
        app.add_systems(OnExit(screen), leave).add_systems(OnEnter(screen), come_back);
    }
}

fn leave(mut table: ResMut<Table>, time: Res<Time<Real>>) {
    if let Some(playing) = &mut table.playing {
        playing.leave(time.elapsed_secs_f64());
    }
}

fn come_back(mut table: ResMut<Table>, time: Res<Time<Real>>) {
    if let Some(playing) = &mut table.playing {
        playing.come_back(time.elapsed_secs_f64());
    }
}

/// The window closes: what was done last is written before it is gone.
fn hand_over(mut table: ResMut<Table>, archive: Res<Archive>) {
    table.hand_over(&archive);
}

/// Sits down with the briefing's scenario, or gets up for somebody else.
fn begin(
    mut wishes: MessageReader<Wish>,
    mut table: ResMut<Table>,
    shelf: Res<Shelf>,
    people: Res<People>,
    launch: Res<Launch>,
    archive: Res<Archive>,
    time: Res<Time<Real>>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        if matches!(wish, Wish::SwitchPerson) {
            table.hand_over(&archive);
            *table = Table::default();
        }
        let Wish::Start { language, mode } = wish else { continue };
        let (Some((scenario, seed)), Some(person)) = (shelf.chosen.clone(), &people.here) else { continue };
        let session = Session::begin(scenario, launch.listener.clone(), *language, *mode, seed);
        let attempt = AttemptId(Uuid::now_v7());
        let head = ScenarioHead::from(session.scenario().file());
        let fits = |(one, _): &&(Given, Progress)| {
            let id = one.assignment.new.id;
            one.takes(&head, *mode, shelf.roles()) && (*mode != Mode::Certify || shelf.exam == Some(id))
        };
        let given = people.given.iter().find(fits).map(|(one, _)| one.assignment.new.id);
        let playing =
            Playing::new(session, attempt, person.id, (None, given), now(), time.elapsed_secs_f64());
        table.sit(playing.or_at(launch.store.desk(&launch.data)), &archive);
        NextState::set_if_neq(&mut screen, Screen::Seat);
    }
}

/// Fetches an attempt, to go on with it or to show its debrief; the one at the desk is there already.
fn resume(
    mut wishes: MessageReader<Wish>,
    table: Res<Table>,
    archive: Res<Archive>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        if let Wish::Resume(id) | Wish::Debrief(id) | Wish::Moment(id, _) = wish {
            let id = *id;
            let here =
                table.goes_on().filter(|_| table.playing.as_ref().is_some_and(|one| one.attempt() == id));
            if let Some(here) = here {
                NextState::set_if_neq(&mut screen, here);
                continue;
            }
            archive.ask(move |store| {
                let attempt = store.load(id)?;
                let kept = super::report::kept(store, id)?;
                let sources = store.sources(&attempt.meta.played.hash)?;
                let lies = match store.scratch(id) {
                    // Another's desk is theirs; so is what they meant.
                    Err(StoreError::NotPermitted { .. }) => Default::default(),
                    lies => (lies?, store.meant(Some(id))?),
                };
                Ok(Done::Loaded(Box::new(attempt), Box::new(kept), sources, Box::new(lies)))
            });
        }
    }
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut table: ResMut<Table>,
    taste: Res<Taste>,
    archive: Res<Archive>,
    time: Res<Time<Real>>,
    mut screen: ResMut<NextState<Screen>>,
) {
    let kit = taste.kit();
    let now = time.elapsed_secs_f64();
    for wish in wishes.read() {
        let table = &mut *table;
        let Some(playing) = &mut table.playing else { continue };
        match wish {
            Wish::Seat(SeatIntent::Typing) => playing.key(now),
            Wish::Seat(SeatIntent::Meant(event, act)) => {
                let meant = Meant { attempt: playing.attempt(), event: *event, act: *act };
                archive.ask(move |store| {
                    store.mean(meant, archive::now()).map(|()| Done::Scratched(meant.attempt, true))
                });
            }
            Wish::Seat(intent) => {
                table.seat.refused = None;
                let Some(deed) = deed(intent) else { continue };
                let origin = if let SeatIntent::Send(_, origin) = intent { *origin } else { Origin::Typed };
                let Err(why) = playing.apply_from(deed, origin, now) else { continue };
                match asked(intent) {
                    Some(tool) => table.seat.desk.refused(tool, &why, &kit),
                    None => table.seat.refused = Some(refusal(&why, &kit)),
                }
            }
            Wish::WrapUp if !matches!(playing.session().phase(), Phase::Talking) => {
                NextState::set_if_neq(&mut screen, Screen::WrapUp);
            }
            Wish::File(ticket) => {
                let filed = playing.apply(Deed::WrapUp(ticket.clone()), now);
                table.wrap_up.refused = filed.err().map(|why: Rejected| refusal(&why, &kit));
            }
            _ => {}
        }
    }
}

fn deed(intent: &SeatIntent) -> Option<Deed> {
    Some(match intent {
        SeatIntent::Send(text, _) => Deed::More(text.clone()),
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
        | SeatIntent::Meant(..)
        | SeatIntent::WrapUp => return None,
    })
}

/// The place at the desk where an intent was uttered, and its refusal is shown.
fn asked(intent: &SeatIntent) -> Option<&str> {
    match intent {
        SeatIntent::Desk(DeskIntent::Tool(name, _)) => Some(name),
        SeatIntent::Desk(DeskIntent::Consult(_)) => Some(DeskState::CONSULT),
        SeatIntent::Desk(DeskIntent::HandOver(..)) => Some(DeskState::HAND_OVER),
        _ => None,
    }
}

/// Lets time pass: the customer answers, grows impatient, the desk's clock strikes.
fn tick(
    mut table: ResMut<Table>,
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    mut pace: Option<ResMut<super::pace::Pace>>,
) {
    let typing = !table.seat.composer.is_empty();
    let Some(playing) = &mut table.playing else { return };
    // An exam goes on wherever its taker looks.
    if *screen.get() != Screen::Seat && !playing.is_exam() {
        return;
    }
    playing.tick(time.elapsed_secs_f64(), typing);
    if let (Some(pace), Some(wait)) = (&mut pace, playing.wait(time.elapsed_secs_f64())) {
        pace.within(wait);
    }
}

/// Hands what is not on disk yet to the archive; one batch at a time, in order.
fn save(
    mut table: ResMut<Table>,
    archive: Res<Archive>,
    time: Res<Time<Real>>,
    mut pace: Option<ResMut<super::pace::Pace>>,
) {
    let left = table.retry - time.elapsed_secs_f64();
    let Some(playing) = &mut table.playing else { return };
    if left <= 0.0 {
        keep(playing, &archive);
    } else if let Some(pace) = &mut pace {
        pace.within(Duration::from_secs_f64(left));
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
            Done::Aside { attempt, actions, finished } => {
                if let Some(playing) = &mut table.playing {
                    playing.went_aside(*attempt);
                    playing.saved(*attempt, *actions, *finished);
                }
            }
            Done::Unsaved { attempt, error } => {
                let Some(playing) = table.playing.as_mut().filter(|one| one.attempt() == *attempt) else {
                    continue;
                };
                playing.not_saved();
                table.retry = time.elapsed_secs_f64() + RETRY;
                if matches!(**error, StoreError::Moved { .. } | StoreError::Ended { .. }) {
                    banner.complain(taste.kit().t(
                        "This session goes on in another window; it is closed here so that nothing is mixed up.",
                        "这次练习已在另一个窗口继续，为免混淆，此处已关闭。",
                    ));
                    table.playing = None;
                    NextState::set_if_neq(&mut screen, Screen::Home);
                }
            }
            _ => {}
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
        report.of(playing.session().clone(), playing.actions(), playing.attempt(), playing.started(), None);
        NextState::set_if_neq(&mut screen, Screen::Debrief);
    }
}
