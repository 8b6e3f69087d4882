//! Pictures of every screen, drawn without a window: both languages, both shades, and the awkward sizes.

mod scene;

use std::path::{Path, PathBuf};
use std::time::Duration;

use bevy::app::ScheduleRunnerPlugin;
use bevy::camera::RenderTarget;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk};
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;

use super::{Launch, pace, preflight, window};
use scene::{Scene, scenes};

/// Frames a screen is given to settle before its picture is taken.
const SETTLE: u32 = 12;

/// Draws every screen into a folder and tells how many pictures there are.
///
/// # Errors
/// Says what is missing, such as a Vulkan driver, or what cannot be written.
pub fn shots(launch: crate::cli::Launch, folder: &Path) -> Result<usize, String> {
    if !preflight::has_driver() {
        return Err(preflight::no_driver(launch.language));
    }
    let written = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(written)?;
    // What is shown is made up, and must not mix with anybody's own attempts.
    let data = std::env::temp_dir().join(format!("hotseat-shots-{}", std::process::id()));
    let list = scenes();
    let count = list.len();
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
            .set(LogPlugin { level: bevy::log::Level::ERROR, ..default() })
            .disable::<WinitPlugin>(),
    );
    app.insert_resource(Launch(crate::cli::Launch { data: data.clone(), ..launch }));
    app.insert_resource(Roll { list, folder: folder.to_owned(), at: 0, frames: 0, taken: 0 });
    app.add_plugins((ScheduleRunnerPlugin::run_loop(Duration::from_millis(5)), pace::plugin, window::plugin));
    app.add_systems(First, drive);
    let exit = app.run();
    // The folder holds nothing but what these pictures needed.
    std::fs::remove_dir_all(&data).ok();
    match exit {
        AppExit::Success => Ok(count),
        AppExit::Error(code) => Err(format!("{code}")),
    }
}

/// The pictures to take, and how far that is.
#[derive(Resource)]
struct Roll {
    list: Vec<Scene>,
    folder: PathBuf,
    at: usize,
    frames: u32,
    taken: usize,
}

/// Sets a scene, lets it settle, takes its picture, and goes on to the next.
fn drive(world: &mut World) {
    let Some(roll) = world.get_resource::<Roll>() else { return };
    let (at, frames, taken) = (roll.at, roll.frames, roll.taken);
    let Some(scene) = roll.list.get(at).cloned() else {
        if taken >= at {
            world.write_message(AppExit::Success);
        }
        return;
    };
    let file = roll.folder.join(scene.name());
    if !scene::is_ready(world) {
        return;
    }
    if frames == 0 {
        aim(world, scene.size);
        scene.set(world);
    }
    scene.hold(world);
    if frames == SETTLE {
        let seen = world.query::<&RenderTarget>().iter(world).next().cloned();
        if let Some(RenderTarget::Image(image)) = seen {
            let mut picture = world.spawn(Screenshot::image(image.handle));
            picture.observe(save_to_disk(file));
            picture.observe(|_: On<ScreenshotCaptured>, mut roll: ResMut<Roll>| roll.taken += 1);
        }
    }
    let Some(mut roll) = world.get_resource_mut::<Roll>() else { return };
    roll.frames += 1;
    if roll.taken > roll.at && roll.frames > SETTLE {
        roll.at += 1;
        roll.frames = 0;
    }
}

/// Points the camera at an image of this size.
fn aim(world: &mut World, size: (u32, u32)) {
    let image = Image::new_target_texture(size.0, size.1, TextureFormat::Rgba8UnormSrgb, None);
    let Some(mut images) = world.get_resource_mut::<Assets<Image>>() else { return };
    let handle = images.add(image);
    let mut cameras = world.query_filtered::<Entity, With<Camera2d>>();
    let camera = cameras.iter(world).next();
    if let Some(camera) = camera {
        world.entity_mut(camera).insert(RenderTarget::Image(handle.into()));
    }
}
