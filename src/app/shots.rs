//! Pictures of every screen, drawn without a window: both languages, both shades, and the awkward sizes.

mod cast;
mod scene;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bevy::app::ScheduleRunnerPlugin;
use bevy::camera::RenderTarget;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;

use super::{Launch, pace, preflight, window};
use crate::scenario::Language;
use scene::{Scene, scenes};

/// Frames a screen is given to settle before its picture is taken.
const SETTLE: u32 = 12;
/// Frames after which a picture is not waited for any more.
const PATIENCE: u32 = 2_000;

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
    let language = launch.language;
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
    let fault = Arc::new(Mutex::new(None));
    app.insert_resource(Roll {
        list,
        folder: folder.to_owned(),
        at: 0,
        frames: 0,
        taken: false,
        fault: Arc::clone(&fault),
        language,
    });
    app.add_plugins((ScheduleRunnerPlugin::run_loop(Duration::from_millis(5)), pace::plugin, window::plugin));
    app.add_systems(First, drive);
    app.run();
    // The folder holds nothing but what these pictures needed.
    std::fs::remove_dir_all(&data).ok();
    let fault = fault.lock().unwrap_or_else(PoisonError::into_inner).take();
    fault.map_or(Ok(count), Err)
}

/// The pictures to take, and how far that is.
#[derive(Resource)]
struct Roll {
    list: Vec<Scene>,
    folder: PathBuf,
    at: usize,
    frames: u32,
    /// Whether the picture of this scene is in its file.
    taken: bool,
    /// What went wrong, for whoever asked for the pictures.
    fault: Arc<Mutex<Option<String>>>,
    language: Language,
}

impl Roll {
    fn file(&self) -> Option<PathBuf> {
        Some(self.folder.join(self.list.get(self.at)?.name()))
    }

    fn fail(&self, why: &str) {
        let file = self.file().unwrap_or_default();
        let told = format!("{}: {why}", file.display());
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
    }
}

/// Sets a scene, lets it settle, takes its picture, and goes on to the next.
fn drive(world: &mut World) {
    let Some(roll) = world.get_resource::<Roll>() else { return };
    let frames = roll.frames;
    let Some(scene) = roll.list.get(roll.at).cloned() else {
        world.write_message(AppExit::Success);
        return;
    };
    if frames == PATIENCE {
        let why = roll.language.pick("the picture never came", "一直没有等到画面");
        roll.fail(why);
        world.write_message(AppExit::error());
        return;
    }
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
            world.spawn(Screenshot::image(image.handle)).observe(save);
        }
    }
    let Some(mut roll) = world.get_resource_mut::<Roll>() else { return };
    roll.frames += 1;
    if std::mem::take(&mut roll.taken) {
        roll.at += 1;
        roll.frames = 0;
    }
}

fn save(shot: On<ScreenshotCaptured>, mut roll: ResMut<Roll>, mut exit: MessageWriter<AppExit>) {
    let Some(file) = roll.file() else { return };
    let picture = shot.image.clone().try_into_dynamic().map_err(|error| error.to_string());
    match picture.and_then(|picture| picture.to_rgb8().save(file).map_err(|error| error.to_string())) {
        Ok(()) => roll.taken = true,
        Err(why) => {
            roll.fail(&why);
            exit.write(AppExit::error());
        }
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
