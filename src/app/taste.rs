//! How everything looks: the settings, kept on disk, and what follows from them.

use bevy::prelude::*;

use super::{Banner, Launch, Wish};
use crate::scenario::Language;
use crate::store::settings::{self, Settings};
use crate::views::theme::{Kit, Palette};

/// The settings as they are now.
#[derive(Resource, Debug, Clone)]
pub struct Taste {
    /// As kept.
    pub settings: Settings,
    /// The language where the settings name none.
    pub system: Language,
}

impl Taste {
    /// What every view needs.
    pub fn kit(&self) -> Kit {
        Kit {
            language: self.settings.language.unwrap_or(self.system),
            palette: Palette::new(self.settings.shade, self.settings.colour_safe),
            motion: !self.settings.reduced_motion,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreStartup, load).add_systems(Update, obey);
}

fn load(mut commands: Commands, launch: Res<Launch>, mut banner: ResMut<Banner>) {
    let settings = settings::load(&launch.data).unwrap_or_else(|error| {
        banner.complain(crate::locale::store::store_error(&error, launch.language));
        Settings::default()
    });
    commands.insert_resource(Taste { settings, system: launch.language });
}

fn obey(
    mut wishes: MessageReader<Wish>,
    mut taste: ResMut<Taste>,
    launch: Res<Launch>,
    mut banner: ResMut<Banner>,
) {
    for wish in wishes.read() {
        let Wish::Taste(wanted) = wish else { continue };
        taste.settings = *wanted;
        if let Err(error) = settings::save(&launch.data, wanted) {
            banner.complain(crate::locale::store::store_error(&error, taste.kit().language));
        }
    }
}
