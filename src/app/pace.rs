//! How often the window is drawn: at once on input, thirty times a second while something moves, else hardly ever.

use std::time::Duration;

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use bevy_egui::{EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, EguiRenderOutput, egui};

/// The shortest time between two frames of an animation: thirty a second, as much as drawing in software bears.
const FRAME: Duration = Duration::from_millis(33);
/// Frames drawn after a picture changed.
const SETTLE: u8 = 6;
/// How long after that it is drawn once and once more, for machines on which a picture takes its time.
const LATE: Duration = Duration::from_millis(400);
/// How long an idle window sleeps.
const SLEEP: Duration = Duration::from_hours(1);

/// Wakes the window from another thread.
#[derive(Resource, Clone)]
pub(super) struct Waker(std::sync::Arc<dyn Fn() + Send + Sync>);

impl Waker {
    pub(super) fn wake(&self) {
        (self.0)();
    }
}

/// When the next frame is wanted; the soonest wish counts, and every frame begins anew.
#[derive(Resource, Default)]
pub(super) struct Pace {
    next: Option<Duration>,
}

impl Pace {
    /// Something moves: the next frame is wanted soon.
    pub(super) fn moving(&mut self) {
        self.within(FRAME);
    }

    /// A frame is wanted within this time.
    pub(super) fn within(&mut self, wait: Duration) {
        let wait = wait.max(FRAME);
        self.next = Some(self.next.map_or(wait, |next| next.min(wait)));
    }
}

pub(super) fn plugin(app: &mut App) {
    if let Some(proxy) = app.world().get_resource::<EventLoopProxyWrapper>() {
        let proxy = std::sync::Mutex::new((**proxy).clone());
        let wake = move || {
            if let Ok(proxy) = proxy.lock() {
                proxy.send_event(WinitUserEvent::WakeUp).ok();
            }
        };
        app.insert_resource(Waker(std::sync::Arc::new(wake)));
    }
    app.init_resource::<Pace>()
        .insert_resource(asleep(SLEEP))
        .add_systems(
            PostUpdate,
            redraw.after(EguiPostUpdateSet::ProcessOutput).before(EguiPostUpdateSet::PostProcessOutput),
        )
        .add_systems(Last, set)
        .add_systems(
            PreUpdate,
            quiet.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
        );
}

/// Takes out what `bevy_egui` 0.42 says in every frame, that the modifier keys are as they were: egui answers any event
/// with another frame, and the window would never rest.
fn quiet(mut inputs: Query<&mut EguiInput>, mut held: Local<Option<egui::Modifiers>>) {
    for mut input in &mut inputs {
        input.events.retain(|event| {
            if let egui::Event::ModifiersChanged(now) = event {
                held.replace(*now) != Some(*now)
            } else {
                true
            }
        });
    }
}

/// Draws again after egui's pictures changed: new letters reach the screen frames after they were first wanted, as
/// Bevy may tell itself of a changed picture only in the next one.
fn redraw(drawn: Query<&EguiRenderOutput>, mut pace: ResMut<Pace>, mut left: Local<u8>) {
    if drawn.iter().any(|output| !output.textures_delta.is_empty()) {
        *left = SETTLE;
    }
    if *left > 0 {
        *left -= 1;
        pace.within(if *left > 1 { FRAME } else { LATE });
    }
}

fn asleep(wait: Duration) -> WinitSettings {
    let mode = UpdateMode::Reactive {
        wait,
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    };
    WinitSettings { focused_mode: mode, unfocused_mode: mode }
}

fn set(mut pace: ResMut<Pace>, mut settings: ResMut<WinitSettings>) {
    let wanted = asleep(pace.next.take().unwrap_or(SLEEP));
    if settings.focused_mode != wanted.focused_mode {
        *settings = wanted;
    }
}
