//! One system a screen: it fetches what the view draws, and turns what the view returns into wishes.

use bevy::prelude::*;
use bevy_egui::EguiContexts;

use super::{Memory, root};
use crate::app::people::People;
use crate::app::play::Table;
use crate::app::report::Report;
use crate::app::shelf::Shelf;
use crate::app::stage::Place;
use crate::app::taste::Taste;
use crate::app::{Launch, Screen, Wish};
use crate::session::Phase;
use crate::views::{briefing, debrief, home, library, profile, seat, settings, wrap_up};

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
    match profile::show(&mut ui, &taste.kit(), &people.known, &launch.name, &mut memory.profile) {
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
            home::HomeIntent::Debrief(attempt) => Wish::Debrief(attempt),
            home::HomeIntent::Library => Wish::Show(Screen::Library),
            home::HomeIntent::Settings => Wish::Show(Screen::Settings),
            home::HomeIntent::SwitchPerson => Wish::SwitchPerson,
        });
    }
    Ok(())
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
    match briefing::show(&mut ui, &taste.kit(), scenario, &mut memory.briefing) {
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
    mut place: ResMut<Place>,
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
        enter_sends: taste.settings.enter_sends,
    };
    let seated = seat::show(&mut ui, &taste.kit(), &scene, &mut table.seat);
    let stage = seated.stage;
    let here = stage.is_positive().then(|| Rect::new(stage.min.x, stage.min.y, stage.max.x, stage.max.y));
    place.set_if_neq(Place(here));
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
    memory: Res<Memory>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let Some(rect) = memory.root else { return Ok(()) };
    let mut ui = root(contexts.ctx_mut()?, rect, "settings");
    let mut wanted = taste.settings;
    if settings::show(&mut ui, &taste.kit(), &mut wanted) {
        wishes.write(Wish::Taste(wanted));
    }
    Ok(())
}
