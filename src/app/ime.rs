//! Input methods: what `bevy_egui` 0.42 and winit 0.30 leave to be mended, so that Chinese is typed as elsewhere.

use bevy::input::ButtonState;
use bevy::prelude::*;
use bevy::window::{Ime, WindowEvent};
use bevy_egui::input::{ModifierKeysState, process_ime_system};
use bevy_egui::output::process_output_system;
use bevy_egui::{EguiInput, EguiOutput, EguiPreUpdateSet, egui};

pub(super) fn plugin(app: &mut App) {
    let heard = (let_go, in_order).chain().after(EguiPreUpdateSet::ProcessInput);
    app.add_systems(PreUpdate, heard.before(EguiPreUpdateSet::BeginPass)).add_systems(
        PostUpdate,
        // The one writes anew what the other reads.
        at_the_cursor.after(process_output_system).before(process_ime_system),
    );
}

/// Lets go of Shift and its like when a composition ends: winit on X11 keeps their release to itself meanwhile, and the
/// next Enter would be Shift+Enter.
fn let_go(mut words: MessageReader<Ime>, mut held: ResMut<ModifierKeysState>) {
    let ends = |word: &Ime| match word {
        Ime::Commit { .. } => true,
        Ime::Preedit { value, .. } => value.is_empty(),
        Ime::Enabled { .. } | Ime::Disabled { .. } => false,
    };
    // Every word is read, so that none is left for a later frame.
    if words.read().filter(|word| ends(word)).count() > 0 {
        *held = ModifierKeysState::default();
    }
}

/// Brings what was composed before the sign that ended it: they come by separate ways, keys first.
fn in_order(mut events: MessageReader<WindowEvent>, mut inputs: Query<&mut EguiInput>) {
    let first = events.read().find_map(|event| match event {
        WindowEvent::Ime(Ime::Commit { .. }) => Some(true),
        WindowEvent::KeyboardInput(key) if key.state == ButtonState::Pressed => Some(false),
        _ => None,
    });
    events.clear();
    if first == Some(true) {
        for mut input in &mut inputs {
            let composed = |event: &egui::Event| matches!(event, egui::Event::Ime(_));
            input.events.sort_by_key(|event| !composed(event));
        }
    }
}

/// Puts the window of candidates below the cursor instead of over the text, and leaves the input method as it is where
/// nothing can be typed: on X11 it would come back switched off.
fn at_the_cursor(mut outputs: Query<&mut EguiOutput>, mut last: Local<Option<egui::output::IMEOutput>>) {
    for mut output in &mut outputs {
        let wanted = &mut output.platform_output.ime;
        if let Some(place) = wanted {
            let cursor = place.cursor_rect;
            place.rect = egui::Rect::from_min_max(cursor.left_bottom(), cursor.right_bottom());
            *last = Some(*place);
        } else if cfg!(target_os = "linux") {
            *wanted = *last;
        }
    }
}
