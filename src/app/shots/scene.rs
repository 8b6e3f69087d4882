//! What the pictures show: a trainee with some attempts behind them, in the middle of a customer.

use std::sync::Arc;

use bevy::prelude::*;
use jiff::Timestamp;
use uuid::Uuid;

use crate::app::people::People;
use crate::app::play::{Playing, Table};
use crate::app::report::Report;
use crate::app::shelf::Shelf;
use crate::app::taste::Taste;
use crate::app::team::Led;
use crate::app::{Banner, Launch, Screen};

use super::cast;
use crate::progress::AttemptSummary;
use crate::scenario::Language;
use crate::score::{Grade, score};
use crate::session::{Action, Mode, Run, Session};
use crate::store::settings::{Settings, Shade};
use crate::store::{
    AssignmentId, AttemptId, Ending, Person, PersonId, Played, Rights, State, StoreError, Summary,
};

/// Runs to play for the pictures, by scenario, kind and language.
const RUNS: [(&str, &str); 6] = [
    ("angry-complaint.second.en", include_str!("../../../tests/runs/angry-complaint.second.en.ron")),
    ("angry-complaint.second.zh", include_str!("../../../tests/runs/angry-complaint.second.zh.ron")),
    ("system-outage.rude.en", include_str!("../../../tests/runs/system-outage.rude.en.ron")),
    ("system-outage.rude.zh", include_str!("../../../tests/runs/system-outage.rude.zh.ron")),
    ("wrong-account-data.model.en", include_str!("../../../tests/runs/wrong-account-data.model.en.ron")),
    ("wrong-account-data.model.zh", include_str!("../../../tests/runs/wrong-account-data.model.zh.ron")),
];

/// What a picture shows.
#[derive(Clone, Copy, PartialEq)]
enum Motif {
    Profile,
    SignIn,
    Newcomer,
    Home,
    Library,
    Briefing,
    ExamBriefing,
    Seat(&'static str, usize),
    Exam,
    WrapUp,
    Debrief(&'static str),
    Team,
    Settings,
}

/// One picture.
#[derive(Clone)]
pub(super) struct Scene {
    motif: Motif,
    language: Language,
    shade: Shade,
    text: u16,
    /// Pixels.
    pub(super) size: (u32, u32),
}

/// Every picture there is.
pub(super) fn scenes() -> Vec<Scene> {
    let motifs = [
        Motif::Profile,
        Motif::SignIn,
        Motif::Newcomer,
        Motif::Home,
        Motif::Library,
        Motif::Briefing,
        Motif::ExamBriefing,
        Motif::Exam,
        Motif::Seat("angry-complaint.second", 4),
        Motif::Seat("system-outage.rude", 3),
        Motif::Seat("wrong-account-data.model", 9),
        Motif::WrapUp,
        Motif::Debrief("angry-complaint.second"),
        Motif::Debrief("system-outage.rude"),
        Motif::Team,
        Motif::Settings,
    ];
    let mut all = Vec::new();
    for language in Language::ALL {
        for shade in [Shade::Light, Shade::Dark] {
            for motif in motifs {
                all.push(Scene { motif, language, shade, text: 100, size: (1280, 800) });
            }
        }
        for (text, size) in [(200, (1024, 640)), (100, (1920, 1080))] {
            for motif in motifs {
                all.push(Scene { motif, language, shade: Shade::Light, text, size });
            }
        }
    }
    all
}

/// Whether the scenarios have been read.
pub(super) fn is_ready(world: &World) -> bool {
    world.get_resource::<Shelf>().is_some_and(|shelf| shelf.ready)
}

impl Scene {
    /// The name of its file.
    pub(super) fn name(&self) -> String {
        let motif = match self.motif {
            Motif::Profile => "1-profile".to_owned(),
            Motif::Newcomer => "2-newcomer".to_owned(),
            Motif::Home => "2-home".to_owned(),
            Motif::Library => "3-library".to_owned(),
            Motif::SignIn => "1-sign-in".to_owned(),
            Motif::Briefing => "4-briefing".to_owned(),
            Motif::ExamBriefing => "4-briefing-exam".to_owned(),
            Motif::Exam => "5-seat-exam".to_owned(),
            Motif::Team => "9-team".to_owned(),
            Motif::Seat(run, _) => format!("5-seat-{}", scenario_of(run)),
            Motif::WrapUp => "6-wrap-up".to_owned(),
            Motif::Debrief(run) => format!("7-debrief-{}", scenario_of(run)),
            Motif::Settings => "8-settings".to_owned(),
        };
        let shade = if self.shade == Shade::Dark { "-dark" } else { "" };
        let size = match (self.text, self.size.0) {
            (200, _) => "-small-200",
            (_, 1920) => "-large",
            _ => "",
        };
        format!("{motif}-{}{shade}{size}.png", self.language.code())
    }

    /// Sets the scene.
    pub(super) fn set(&self, world: &mut World) {
        if let Some(mut taste) = world.get_resource_mut::<Taste>() {
            taste.settings = Settings {
                language: Some(self.language),
                shade: self.shade,
                text: self.text,
                reduced_motion: true,
                ..Settings::default()
            };
        }
        let name = self.language.pick("Maya Lindqvist", "林晓梅");
        let person = Person {
            id: PersonId(Uuid::from_u128(1)),
            name: name.to_owned(),
            created: Timestamp::UNIX_EPOCH,
        };
        let attempts =
            if self.motif == Motif::Newcomer { Vec::new() } else { self.attempts(world, person.id) };
        if let Some(mut people) = world.get_resource_mut::<People>() {
            people.known = cast::people(self.language);
            people.closed = self.motif == Motif::SignIn;
            people.refused = people.closed.then(|| Arc::new(StoreError::WrongPassphrase));
            people.given = if self.motif == Motif::Home { cast::todo() } else { Vec::new() };
            people.rights = Some(if self.motif == Motif::Newcomer { Rights::TRAINEE } else { Rights::ALL });
            people.here = (!matches!(self.motif, Motif::Profile | Motif::SignIn)).then_some(person.clone());
            (people.attempts, people.evidence) = attempts.into_iter().unzip();
        }
        match self.motif {
            Motif::Briefing | Motif::ExamBriefing => {
                if let Some(mut shelf) = world.get_resource_mut::<Shelf>() {
                    let exam = self.motif == Motif::ExamBriefing;
                    shelf.exam = exam.then(|| AssignmentId(Uuid::from_u128(3)));
                    shelf.chosen = shelf.scenario("system-outage").cloned().map(|one| (one, 0));
                }
            }
            Motif::Seat(run, count) => self.sit(world, run, (count, Mode::Learn), person.id),
            Motif::Exam => self.sit(world, "angry-complaint.second", (4, Mode::Certify), person.id),
            Motif::WrapUp => {
                let run = "angry-complaint.second";
                let all = self.run(run).map_or(0, |run| run.actions.len());
                self.sit(world, run, (all.saturating_sub(1), Mode::Learn), person.id);
            }
            Motif::Debrief(run) => {
                if let Some((session, actions)) = self.play(world, run)
                    && let Some(mut report) = world.get_resource_mut::<Report>()
                {
                    report.of(session, actions, AttemptId(Uuid::from_u128(5)), Timestamp::UNIX_EPOCH, None);
                    report.kept =
                        crate::views::debrief::Kept { rating: Some([70, 60, 80]), ..Default::default() };
                }
            }
            Motif::Team => {
                let attempts: Vec<Summary> =
                    self.attempts(world, person.id).into_iter().map(|(attempt, _)| attempt).collect();
                if let Some(mut led) = world.get_resource_mut::<Led>() {
                    led.crew = Some(cast::crew(self.language, attempts.get(1..2).unwrap_or_default()));
                }
            }
            Motif::Profile
            | Motif::SignIn
            | Motif::Newcomer
            | Motif::Home
            | Motif::Library
            | Motif::Settings => {}
        }
    }

    /// Keeps the screen where it is, whatever the domains would do next.
    pub(super) fn hold(&self, world: &mut World) {
        // Nobody is signed in to the store behind the pictures, and that is nobody's trouble.
        if let Some(mut banner) = world.get_resource_mut::<Banner>() {
            banner.0 = None;
        }
        let wanted = match self.motif {
            Motif::Profile | Motif::SignIn => Screen::Profile,
            Motif::Newcomer | Motif::Home => Screen::Home,
            Motif::Library => Screen::Library,
            Motif::Briefing | Motif::ExamBriefing => Screen::Briefing,
            Motif::Team => Screen::Team,
            Motif::Seat(..) | Motif::Exam => Screen::Seat,
            Motif::WrapUp => Screen::WrapUp,
            Motif::Debrief(_) => Screen::Debrief,
            Motif::Settings => Screen::Settings,
        };
        if let Some(mut next) = world.get_resource_mut::<NextState<Screen>>() {
            NextState::set_if_neq(&mut next, wanted);
        }
    }

    /// Seats the trainee after the first `count` actions of a run.
    fn sit(&self, world: &mut World, run: &str, (count, mode): (usize, Mode), person: PersonId) {
        let Some((session, actions)) = self.begin(world, run, mode) else { return };
        let attempt = AttemptId(Uuid::from_u128(7 + run.len() as u128));
        let now = world.get_resource::<Time<Real>>().map_or(0.0, Time::elapsed_secs_f64);
        let mut playing = Playing::new(session, attempt, person, (None, None), Timestamp::UNIX_EPOCH, now);
        playing.play(actions.get(..count).unwrap_or(&actions)).ok();
        if let Some(mut table) = world.get_resource_mut::<Table>() {
            *table = Table::of(playing.unkept());
        }
    }

    fn run(&self, name: &str) -> Option<Run> {
        let name = format!("{name}.{}", self.language.code());
        let (_, text) = RUNS.iter().find(|(known, _)| *known == name)?;
        Run::read(text).ok()
    }

    fn begin(&self, world: &World, name: &str, mode: Mode) -> Option<(Session, Vec<Action>)> {
        let run = self.run(name)?;
        let scenario = world.get_resource::<Shelf>()?.scenario(&run.scenario)?;
        let listener = &world.get_resource::<Launch>()?.listener;
        let session =
            Session::begin(Arc::clone(scenario), Arc::clone(listener), run.language, mode, run.seed);
        Some((session, run.actions))
    }

    /// A run played to its end.
    fn play(&self, world: &World, name: &str) -> Option<(Session, Vec<Action>)> {
        let (mut session, actions) = self.begin(world, name, Mode::Practice)?;
        session.play(&actions).ok()?;
        Some((session, actions))
    }

    fn attempts(&self, world: &World, person: PersonId) -> Vec<(Summary, AttemptSummary)> {
        let played = ["wrong-account-data.model", "system-outage.rude", "angry-complaint.second"];
        let mut all = Vec::new();
        for (index, name) in played.iter().enumerate() {
            let Some((session, actions)) = self.play(world, name) else { continue };
            let card = score(session.scenario(), session.log());
            let day = i64::try_from(index).unwrap_or(0);
            let started =
                Timestamp::from_second(1_795_000_000 - day * 93_600).unwrap_or(Timestamp::UNIX_EPOCH);
            let head = session.scenario().file().into();
            let counts = AttemptSummary { at: started, ..AttemptSummary::new(head, Mode::Practice, &card) };
            let summary = Summary {
                id: AttemptId(Uuid::from_u128(100 + index as u128)),
                person,
                parent: None,
                assignment: None,
                shared: false,
                erased: None,
                self_kept: false,
                decided: None,
                played: Played::of(&session),
                started,
                ended: Some(started),
                state: State::Ended(Ending::Finished),
                actions: u32::try_from(actions.len()).unwrap_or(0),
                grade: Some(Grade::from(&card)),
                machine: None,
            };
            all.push((summary, counts));
        }
        all
    }
}

fn scenario_of(run: &str) -> &str {
    run.split('.').next().unwrap_or(run)
}
