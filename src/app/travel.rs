//! From screen to screen.

use bevy::prelude::*;

use super::play::Table;
use super::{Screen, Wish};

/// Where the settings lead back to.
#[derive(Resource, Default)]
struct Before(Screen);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Before>().add_systems(Update, navigate);
}

fn navigate(
    mut wishes: MessageReader<Wish>,
    mut before: ResMut<Before>,
    now: Res<State<Screen>>,
    table: Res<Table>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for wish in wishes.read() {
        match wish {
            Wish::Show(wanted) => {
                if *wanted == Screen::Settings && *now.get() != Screen::Settings {
                    before.0 = *now.get();
                }
                NextState::set_if_neq(&mut screen, *wanted);
            }
            Wish::Back => {
                let back = match now.get() {
                    Screen::Settings => before.0,
                    Screen::Briefing => Screen::Library,
                    Screen::Home => table.goes_on().unwrap_or(Screen::Home),
                    _ => Screen::Home,
                };
                NextState::set_if_neq(&mut screen, back);
            }
            _ => {}
        }
    }
}
