//! The debrief of a session: taken apart once, alternatives computed in a task, disputes and self-ratings kept.

use std::sync::{Arc, Mutex, PoisonError};

use bevy::prelude::*;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::archive::{Archive, Done, now};
use super::people::People;
use super::play::{Playing, Table};
use super::shelf::Shelf;
use super::taste::Taste;
use super::{Banner, Launch, Screen, Wish};
use crate::report::{About, html};
use crate::review::{Alternative, Head, Review, alternatives, next_drill, until};
use crate::scenario::{Library, Scenario};
use crate::score::RUBRIC;
use crate::session::{Action, Event, Mode, Session};
use crate::store::{
    Attempt, AttemptId, Disputed, NewDispute, SelfRating, State, Store, StoreError, write_whole,
};
use crate::views::debrief::{DebriefIntent, DebriefState, Kept};

/// The debrief on screen, if there is one.
#[derive(Resource, Default)]
pub struct Report {
    session: Option<Session>,
    actions: Vec<Action>,
    /// Which attempt it is.
    pub attempt: Option<AttemptId>,
    /// The session taken apart.
    pub review: Option<Review>,
    /// What other replies at a turn would have come to, once computed.
    pub alternatives: Option<Vec<Alternative>>,
    started: Timestamp,
    /// What was noted about it.
    pub kept: Kept,
    /// What the view remembers.
    pub state: DebriefState,
    /// The turn whose alternatives were asked for last.
    turn: Option<usize>,
    /// Where in the log of an attempt its debrief shall open.
    sought: Option<(AttemptId, u32)>,
    computing: Arc<Mutex<Option<(usize, Vec<Alternative>)>>>,
}

impl Report {
    /// Takes a session apart.
    pub fn of(
        &mut self,
        session: Session,
        actions: Vec<Action>,
        attempt: AttemptId,
        started: Timestamp,
        kept: Option<Kept>,
    ) {
        let review = Review::new(&session, &actions);
        let sought = self.sought.filter(|(sought, _)| *sought == attempt);
        let turn = sought.and_then(|(_, event)| review.turn_of(event));
        *self = Self {
            state: turn.map_or_else(DebriefState::default, DebriefState::at),
            session: Some(session),
            actions,
            attempt: Some(attempt),
            review: Some(review),
            started,
            kept: kept.unwrap_or_default(),
            ..Self::default()
        };
    }
}

/// What is noted about an attempt.
///
/// # Errors
/// Where the store cannot be read.
pub fn kept(store: &Store, attempt: AttemptId) -> Result<Kept, StoreError> {
    let rating = match store.self_rating(attempt) {
        // How somebody rates themselves is theirs.
        Err(StoreError::NotPermitted { .. }) => None,
        rated => rated?.map(|rated| [rated.empathy, rated.tools, rated.resolution]),
    };
    let decided = store.decisions(attempt)?.into_iter().map(|one| (one.new.passed, one.new.reason));
    let reviewed = super::reviewing::reviewed(store, attempt)?;
    let mut kept = Kept { rating, decided: decided.collect(), reviewed, ..Kept::default() };
    let about = store.summary(attempt)?;
    kept.counts = store.adopted_grade(attempt)?.map(|(number, grade)| (number, grade.overall, grade.passed));
    let theirs = about.assignment.is_none() && about.played.mode != Mode::Certify;
    // Where there are no teams there is nobody to show it to.
    if theirs && store.acting().is_some() && !store.teams()?.is_empty() {
        kept.shared = Some(about.shared);
    }
    for dispute in store.disputes(attempt)? {
        match dispute.about {
            Disputed::Finding { finding, rubric: RUBRIC, reason } => {
                kept.disputes.entry(finding as usize).or_default().push(reason);
            }
            Disputed::Finding { .. } => {}
            Disputed::Heard { event, meant } => kept.meant.entry(event).or_default().push(meant),
        }
    }
    Ok(kept)
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Report>()
        .add_systems(Update, (seek, load, drill, obey, note, collect).chain().after(super::play::Obeyed));
}

/// Remembers where a debrief shall open.
fn seek(mut wishes: MessageReader<Wish>, mut report: ResMut<Report>) {
    for wish in wishes.read() {
        match wish {
            Wish::Moment(attempt, event) => report.sought = Some((*attempt, *event)),
            Wish::Debrief(_) | Wish::Resume(_) => report.sought = None,
            _ => {}
        }
    }
}

/// The session of an attempt played again, with the events of each action.
fn again(
    attempt: &Attempt,
    scenario: Arc<Scenario>,
    launch: &Launch,
) -> Option<(Session, Vec<(Action, Vec<Event>)>)> {
    let played = &attempt.meta.played;
    let mut session =
        Session::begin(scenario, Arc::clone(&launch.listener), played.language, played.mode, played.seed);
    let mut steps = Vec::new();
    for entry in &attempt.entries {
        let events = session.apply(&entry.action).ok()?;
        steps.push((entry.action.clone(), events));
    }
    Some((session, steps))
}

/// The scenario as it was when it was played: the installed one, or the one that was kept.
fn as_played(
    attempt: &Attempt,
    shelf: &Shelf,
    sources: &std::collections::BTreeMap<String, String>,
) -> Option<Arc<Scenario>> {
    let played = &attempt.meta.played;
    let installed =
        shelf.scenario(&played.scenario).filter(|one| one.hash() == played.hash && played.seed == 0);
    installed.cloned().or_else(|| {
        let kept = Library::of(sources.clone());
        kept.scenario(&played.scenario, played.seed).ok().map(Arc::new)
    })
}

/// An attempt came from the archive: it goes on where it was open, and is debriefed where it is over.
fn load(
    mut done: MessageReader<Done>,
    mut report: ResMut<Report>,
    mut table: ResMut<Table>,
    people: Res<People>,
    shelf: Res<Shelf>,
    archive: Res<Archive>,
    launch: Res<Launch>,
    taste: Res<Taste>,
    time: Res<Time<Real>>,
    mut banner: ResMut<Banner>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for one in done.read() {
        let Done::Loaded(attempt, kept, sources, lay) = one else { continue };
        let played =
            as_played(attempt, &shelf, sources).and_then(|scenario| again(attempt, scenario, &launch));
        let Some((session, steps)) = played else {
            banner.complain(taste.kit().t(
                "This attempt cannot be played again by this version: its scenario or rules have changed.",
                "场景或规则已经变化，本版本无法重放这次练习。",
            ));
            continue;
        };
        let same = attempt.entries.iter().zip(&steps).all(|(entry, step)| entry.events == step.1);
        if !same {
            banner.tell(taste.kit().t(
                "This attempt was played with another version; it is shown as this version hears it.",
                "这次练习由另一个版本记录，此处按当前版本的听辨结果显示。",
            ));
        }
        let (id, started) = (attempt.meta.id, attempt.meta.started);
        let own = people.here.as_ref().is_some_and(|person| person.id == attempt.meta.person);
        if attempt.meta.state == State::Open && same && own {
            let talking = matches!(session.phase(), crate::session::Phase::Talking);
            let clock = time.elapsed_secs_f64();
            let mut playing = Playing::resumed(session, id, steps, started, clock);
            let begun_ago = now().duration_since(started).as_secs();
            playing.watch(attempt.meta.assignment.is_some());
            playing.charge(u32::try_from(begun_ago).unwrap_or_default(), clock);
            table.sit(playing, &archive);
            table.lay_out(&lay.0, &lay.1);
            NextState::set_if_neq(&mut screen, if talking { Screen::Seat } else { Screen::WrapUp });
        } else {
            let actions = steps.into_iter().map(|(action, _)| action).collect();
            let kept = Kept { watched: !own, ..(**kept).clone() };
            report.of(session, actions, id, started, Some(kept));
            NextState::set_if_neq(&mut screen, Screen::Debrief);
        }
    }
}

/// Names the next drill once the library is read.
fn drill(mut report: ResMut<Report>, shelf: Res<Shelf>) {
    if !(report.is_changed() || shelf.is_changed()) {
        return;
    }
    let heads: Vec<Head> = shelf.scenarios().map(|scenario| Head::from(&**scenario)).collect();
    let report = report.bypass_change_detection();
    if let Some(review) = &mut report.review {
        review.drill = next_drill(&review.card, &review.scenario, &heads);
    }
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut report: ResMut<Report>,
    mut table: ResMut<Table>,
    people: Res<People>,
    archive: Res<Archive>,
    launch: Res<Launch>,
    taste: Res<Taste>,
    time: Res<Time<Real>>,
    waker: Option<Res<super::pace::Waker>>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        let Wish::Review(intent) = wish else { continue };
        let Some(attempt) = report.attempt else { continue };
        match intent {
            DebriefIntent::RateSelf(rating) => {
                let [empathy, tools, resolution] = *rating;
                archive.ask(move |store| {
                    store.rate_self(attempt, SelfRating { empathy, tools, resolution, at: now() })?;
                    Ok(Done::Noted(attempt, Box::new(kept(store, attempt)?)))
                });
            }
            DebriefIntent::Dispute { finding, reason } => {
                let (finding, reason) = (u32::try_from(*finding).unwrap_or(u32::MAX), reason.clone());
                archive.ask(move |store| {
                    store.dispute(&NewDispute { attempt, finding, rubric: RUBRIC, reason, at: now() })?;
                    Ok(Done::Noted(attempt, Box::new(kept(store, attempt)?)))
                });
            }
            DebriefIntent::Share(shared) => {
                let shared = *shared;
                archive.ask(move |store| {
                    store.share(attempt, shared)?;
                    Ok(Done::Noted(attempt, Box::new(kept(store, attempt)?)))
                });
            }
            DebriefIntent::Compute { turn } => {
                let Some(session) = report.session.clone() else { continue };
                let (actions, turn) = (report.actions.clone(), *turn);
                (report.turn, report.alternatives) = (Some(turn), None);
                let place = Arc::clone(&report.computing);
                let waker = waker.as_ref().map(|waker| (*waker).clone());
                std::thread::spawn(move || {
                    let computed = alternatives(&session, &actions, turn);
                    *place.lock().unwrap_or_else(PoisonError::into_inner) = Some((turn, computed));
                    if let Some(waker) = waker {
                        waker.wake();
                    }
                });
            }
            DebriefIntent::TryAgain { turn } => {
                let (Some(session), Some(person)) = (&report.session, &people.here) else { continue };
                let again = Session::begin(
                    Arc::clone(session.scenario()),
                    Arc::clone(&launch.listener),
                    session.language(),
                    again_in(session.mode()),
                    session.seed(),
                );
                let new = AttemptId(Uuid::now_v7());
                let clock = time.elapsed_secs_f64();
                let mut playing = Playing::new(again, new, person.id, (Some(attempt), None), now(), clock);
                if playing.play(&until(session, &report.actions, *turn)).is_ok() {
                    table.sit(playing, &archive);
                    NextState::set_if_neq(&mut screen, Screen::Seat);
                }
            }
            DebriefIntent::Export => {
                export(&report, &people, &launch, &taste, &archive);
            }
            DebriefIntent::Review(_) | DebriefIntent::Drill(_) | DebriefIntent::Home => {}
        }
    }
}

/// What is tried again is practice where it was an exam.
fn again_in(mode: Mode) -> Mode {
    if mode == Mode::Certify { Mode::Practice } else { mode }
}

/// Has the debrief written as a page of its own beside the data.
fn export(report: &Report, people: &People, launch: &Launch, taste: &Taste, archive: &Archive) {
    let (Some(review), Some(attempt)) = (report.review.clone(), report.attempt) else { return };
    let language = taste.kit().language;
    let started = report.started.to_zoned(TimeZone::system());
    let disputes = report.kept.disputes.iter();
    let reviewed = &report.kept.reviewed;
    let player = reviewed.player.and_then(|player| reviewed.names.get(&player).cloned());
    let here = || people.here.as_ref().map(|person| person.name.clone());
    let about = About {
        person: player.or_else(here).unwrap_or_default(),
        when: started.strftime("%Y-%m-%d %H:%M").to_string(),
        rating: report.kept.rating,
        disputes: disputes
            .flat_map(|(finding, reasons)| reasons.iter().map(|reason| (*finding, reason.clone())))
            .collect(),
        meant: report.kept.meant.clone(),
    };
    let folder = launch.data.join("reports");
    let file = folder.join(format!("{}-{attempt}.html", review.scenario));
    archive.run(move |_| {
        let page = html(&review, &about, language).map_err(std::io::Error::other);
        let made = std::fs::create_dir_all(&folder).and(page);
        match made.and_then(|page| write_whole(&file, &page)) {
            Ok(()) => Done::Exported(file),
            Err(error) => Done::NotExported(file, error.to_string()),
        }
    });
}

fn note(mut done: MessageReader<Done>, mut report: ResMut<Report>) {
    for one in done.read() {
        if let Done::Noted(attempt, kept) = one
            && report.attempt == Some(*attempt)
        {
            report.kept = Kept { watched: report.kept.watched, ..(**kept).clone() };
        }
    }
}

fn collect(mut report: ResMut<Report>) {
    let report = report.bypass_change_detection();
    let computed = report.computing.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some((turn, computed)) = computed
        && report.turn == Some(turn)
    {
        report.alternatives = Some(computed);
    }
}
