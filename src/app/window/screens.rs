//! One system a screen: it fetches what the view draws, and turns what the view returns into wishes.

use bevy::prelude::*;
use bevy_egui::EguiContexts;

use super::{Memory, root};
use crate::app::archive::now;
use crate::app::people::People;
use crate::app::play::Table;
use crate::app::report::Report;
use crate::app::shelf::Shelf;
use crate::app::stage;
use crate::app::taste::Taste;
use crate::app::team::Led;
use crate::app::{Launch, Screen, Wish};
use crate::locale::store::store_error;
use crate::session::Phase;
use crate::store::{Place, Task};
use crate::views::{briefing, debrief, home, library, profile, seat, settings, team, wrap_up};

pub(super) fn show_profile(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    people: Res<People>,
    launch: Res<Launch>,
    mut memory: ResMut<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let Some(rect) = memory.root else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "profile");
    let kit = taste.kit();
    let refused = people.refused.as_ref().map(|error| store_error(error, kit.language));
    let door = if people.closed {
        profile::Door::Closed(refused.as_deref())
    } else {
        profile::Door::Open(&people.known)
    };
    let about = (launch.name.as_str(), matches!(launch.store, Place::Server(_)));
    match profile::show(&mut ui, &kit, door, about, &mut memory.profile) {
        Some(profile::ProfileIntent::SignIn { name, passphrase, remember }) => {
            wishes.write(Wish::SignIn { name, passphrase, remember });
        }
        Some(profile::ProfileIntent::Choose(name)) => _ = wishes.write(Wish::Enter(name)),
        Some(profile::ProfileIntent::Language(language)) => {
            wishes.write(Wish::Taste(crate::store::settings::Settings {
                language: Some(language),
                ..taste.settings
            }));
        }
        None => {}
    }
    Ok(())
}

pub(super) fn show_home(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    mut memory: ResMut<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let memory = &mut *memory;
    let (Some(rect), Some(data)) = (memory.root, &memory.data) else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "home");
    if let Some(intent) = home::show(&mut ui, &taste.kit(), data, &mut memory.home) {
        wishes.write(match intent {
            home::HomeIntent::Resume(attempt) => Wish::Resume(attempt),
            home::HomeIntent::Play(id) => Wish::Brief(id),
            home::HomeIntent::Given(id) => Wish::Given(id),
            home::HomeIntent::Certificate(id) => Wish::SaveCertificate(id),
            home::HomeIntent::Debrief(attempt) => Wish::Debrief(attempt),
            home::HomeIntent::Team => Wish::Show(Screen::Team),
            home::HomeIntent::Library => Wish::Show(Screen::Library),
            home::HomeIntent::Settings => Wish::Show(Screen::Settings),
            home::HomeIntent::SwitchPerson => Wish::SwitchPerson,
        });
    }
    Ok(())
}

pub(super) fn show_team(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    people: Res<People>,
    shelf: Res<Shelf>,
    led: Res<Led>,
    mut memory: ResMut<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let (Some(rect), Some(crew), Some(rights)) = (memory.root, &led.crew, people.rights) else {
        return Ok(());
    };
    let mut ui = root(contexts.ctx_mut()?, rect, "team");
    let kit = taste.kit();
    let look = team::Look {
        crew,
        rights,
        roles: shelf.roles(),
        tasks: &tasks(&shelf, kit.language),
        told: led.told.as_ref(),
        seen: led.seen(),
        now: now(),
    };
    match team::show(&mut ui, &kit, look, &mut memory.team) {
        Some(team::TeamIntent::Debrief(attempt)) => _ = wishes.write(Wish::Debrief(attempt)),
        Some(team::TeamIntent::Moment(attempt, event)) => _ = wishes.write(Wish::Moment(attempt, event)),
        Some(intent) => _ = wishes.write(Wish::Team(intent)),
        None => {}
    }
    Ok(())
}

/// What can be given: every scenario, and every step.
fn tasks(shelf: &Shelf, language: crate::scenario::Language) -> Vec<(Task, String)> {
    let scenarios = shelf
        .scenarios()
        .map(|one| (Task::Scenario(one.file().id.clone()), one.file().title.get(language).to_owned()));
    let steps = shelf.roles().ladders.iter().flat_map(|ladder| &ladder.steps);
    let steps = steps.map(|step| (Task::Step(step.id.clone()), step.title.get(language).to_owned()));
    scenarios.chain(steps).collect()
}

pub(super) fn show_library(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    shelf: Res<Shelf>,
    mut memory: ResMut<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let memory = &mut *memory;
    let Some(rect) = memory.root else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "library");
    if let Some(trouble) = &shelf.trouble {
        ui.label(egui::RichText::new(trouble).monospace().color(taste.kit().palette.bad));
    }
    let entries = memory.data.as_ref().map_or(&[][..], |data| &data.heads);
    match library::show(&mut ui, &taste.kit(), entries, &mut memory.library) {
        Some(library::LibraryIntent::Choose(id)) => _ = wishes.write(Wish::Brief(id)),
        Some(library::LibraryIntent::Home) => _ = wishes.write(Wish::Show(Screen::Home)),
        Some(library::LibraryIntent::OpenFolder) => _ = wishes.write(Wish::OpenFolder),
        None => {}
    }
    Ok(())
}

pub(super) fn show_briefing(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    shelf: Res<Shelf>,
    mut memory: ResMut<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let (Some(rect), Some((scenario, _))) = (memory.root, &shelf.chosen) else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "briefing");
    match briefing::show(&mut ui, &taste.kit(), scenario, shelf.exam.is_some(), &mut memory.briefing) {
        Some(briefing::BriefingIntent::Start { language, mode }) => {
            wishes.write(Wish::Start { language, mode });
        }
        Some(briefing::BriefingIntent::Back) => _ = wishes.write(Wish::Back),
        None => {}
    }
    Ok(())
}

pub(super) fn show_seat(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    time: Res<Time<Real>>,
    memory: Res<Memory>,
    mut table: ResMut<Table>,
    mut place: ResMut<stage::Place>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let Some(rect) = memory.root else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "seat");
    let now = time.elapsed_secs_f64();
    let table = table.bypass_change_detection();
    let Some(playing) = &table.playing else { return Ok(()) };
    let scene = seat::Scene {
        session: playing.session(),
        spoken: playing.spoken(now),
        clock: playing.clock(now),
        hold: playing.hold(now),
        saved: playing.is_saved(),
        watched: playing.is_watched(),
        enter_sends: taste.settings.enter_sends,
    };
    let seated = seat::show(&mut ui, &taste.kit(), &scene, &mut table.seat);
    let stage = seated.stage;
    let here = stage.is_positive().then(|| Rect::new(stage.min.x, stage.min.y, stage.max.x, stage.max.y));
    place.set_if_neq(stage::Place(here));
    for intent in seated.intents {
        wishes.write(if intent == seat::SeatIntent::WrapUp { Wish::WrapUp } else { Wish::Seat(intent) });
    }
    Ok(())
}

pub(super) fn show_wrap_up(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    memory: Res<Memory>,
    mut table: ResMut<Table>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let Some(rect) = memory.root else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "wrap_up");
    let table = table.bypass_change_detection();
    let Some(playing) = &table.playing else { return Ok(()) };
    if !matches!(playing.session().phase(), Phase::WrapUp(_)) {
        return Ok(());
    }
    for intent in wrap_up::show(&mut ui, &taste.kit(), playing.session(), &mut table.wrap_up) {
        wishes.write(match intent {
            wrap_up::WrapUpIntent::File(ticket) => Wish::File(ticket),
            wrap_up::WrapUpIntent::Typing => Wish::Seat(seat::SeatIntent::Typing),
        });
    }
    Ok(())
}

pub(super) fn show_debrief(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    memory: Res<Memory>,
    mut report: ResMut<Report>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let Some(rect) = memory.root else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect.shrink2(bevy_egui::egui::vec2(16.0, 10.0)), "debrief");
    let report = report.bypass_change_detection();
    let Some(review) = &report.review else { return Ok(()) };
    let computed = report.alternatives.as_deref();
    let wanted = debrief::show(&mut ui, &taste.kit(), review, computed, &report.kept, &mut report.state);
    wishes.write_batch(wanted.into_iter().map(|intent| match intent {
        debrief::DebriefIntent::Drill(id) => Wish::Brief(id),
        debrief::DebriefIntent::Home => Wish::Show(Screen::Home),
        other => Wish::Review(other),
    }));
    Ok(())
}

pub(super) fn show_settings(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    people: Res<People>,
    mut memory: ResMut<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let Some(rect) = memory.root else { return Ok(()) };
    let memory = &mut *memory;
    let mut ui = root(contexts.ctx_mut()?, rect, "settings");
    let mut wanted = taste.settings;
    let (kit, mut passphrase) = (taste.kit(), None);
    let changed = settings::show_with(&mut ui, &kit, &mut wanted, |ui| {
        if people.here.is_some() {
            passphrase = settings::passphrase(ui, &kit, &mut memory.passphrase, people.locked);
        }
    });
    if let Some(passphrase) = passphrase {
        wishes.write(Wish::Passphrase(passphrase));
    }
    if changed {
        wishes.write(Wish::Taste(wanted));
    }
    Ok(())
}
