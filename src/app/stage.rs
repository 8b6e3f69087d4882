//! The stage: the customer as one coloured mesh, redrawn while they move.

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::sprite_render::AlphaMode2d;

use super::Screen;
use super::pace::Pace;
use super::play::Table;
use super::taste::Taste;
use crate::scenario::beat::Feeling;
use crate::scenario::customer::{Level, Look, Mood};
use crate::session::event::{Cause, Event, What};
use crate::session::{Mode, Session};
use crate::views::avatar::{Animator, Drawing, Pose, Reaction, draw};

/// The most trust that shows in a face while the matter is open, 0..=100.
const ATTENTIVE: i64 = 58;

/// Where the customer stands in the window, in points from its upper left corner.
#[derive(Resource, Default, Clone, Copy, PartialEq)]
pub(super) struct Place(pub(super) Option<Rect>);

/// The customer on the stage.
#[derive(Resource, Default)]
struct Actor {
    attempt: Option<crate::store::AttemptId>,
    look: Look,
    animator: Option<Animator>,
    pose: Option<Pose>,
}

#[derive(Component)]
struct Body;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>()
        .init_resource::<Actor>()
        .add_systems(Startup, raise)
        .add_systems(Update, (follow, show).chain().after(super::play::Obeyed));
}

fn raise(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut paints: ResMut<Assets<ColorMaterial>>,
) {
    let paint = ColorMaterial { alpha_mode: AlphaMode2d::Blend, ..ColorMaterial::from(Color::WHITE) };
    commands.spawn((
        Body,
        // Nobody is there yet, but an empty mesh cannot be drawn.
        Mesh2d(meshes.add(Rectangle::new(1.0, 1.0))),
        MeshMaterial2d(paints.add(paint)),
        Transform::default(),
        Visibility::Hidden,
        bevy::camera::visibility::NoFrustumCulling,
    ));
}

/// Lets what happened move the customer.
fn follow(
    mut actor: ResMut<Actor>,
    mut table: ResMut<Table>,
    taste: Res<Taste>,
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    mut pace: ResMut<Pace>,
) {
    if *screen.get() != Screen::Seat {
        return;
    }
    let Some(playing) = &mut table.bypass_change_detection().playing else { return };
    let session = playing.session();
    if actor.attempt != Some(playing.attempt()) {
        actor.attempt = Some(playing.attempt());
        actor.look = session.scenario().file().customer.look.clone();
        actor.animator = Some(Animator::new(shown(session)));
        actor.pose = None;
    }
    let news = playing.news();
    let talking = playing.talking_time();
    let mood = (!news.is_empty()).then(|| shown(playing.session()));
    let Some(animator) = &mut actor.animator else { return };
    let exam = playing.session().mode() == Mode::Certify;
    for event in news.iter().filter(|event| !exam || matches!(event.what, What::Customer { .. })) {
        react(animator, event, talking);
    }
    if let Some(mood) = mood {
        animator.feel(mood);
    }
    let pose = animator.advance(time.delta_secs().min(0.1), !taste.kit().motion);
    if animator.is_moving() {
        pace.moving();
    }
    actor.pose = Some(pose);
}

/// The mood the face shows: trust alone makes nobody beam whose matter is still open.
fn shown(session: &Session) -> Mood {
    if session.mode() == Mode::Certify {
        // An exam hides the mood: what was written has to tell.
        let [anger, worry, trust] = [0, 0, ATTENTIVE].map(Level::clamped);
        return Mood { anger, worry, trust };
    }
    let mood = session.mood();
    if session.is_solved() { mood } else { Mood { trust: mood.trust.min(Level::clamped(ATTENTIVE)), ..mood } }
}

fn react(animator: &mut Animator, event: &Event, talking: f64) {
    match &event.what {
        #[expect(clippy::cast_possible_truncation, reason = "a few seconds")]
        What::Customer { .. } => {
            animator.react(Reaction::Attend);
            animator.speak(talking as f32);
        }
        What::Moved { from, to, because } => {
            let heat = to.anger.get() - from.anger.get();
            let trust = to.trust.get() - from.trust.get();
            let hurt = matches!(because, Cause::RedLine(_) | Cause::AskedNever(_)) || heat >= 8;
            if hurt {
                animator.react(Reaction::Flinch);
            } else if heat <= -6 || trust >= 6 {
                animator.react(Reaction::Soften);
            } else if matches!(because, Cause::Repetition | Cause::NotUnderstood) {
                animator.react(Reaction::Sigh);
            }
        }
        What::Showed { feeling: Feeling::Sadness | Feeling::Frustration, .. } => {
            animator.react(Reaction::Sigh);
        }
        What::Held { .. } | What::Silent { .. } => animator.react(Reaction::LookAway),
        What::Consented | What::Verified => animator.react(Reaction::Nod),
        _ => {}
    }
}

/// Puts the customer where the seat's view left room.
fn show(
    actor: Res<Actor>,
    place: Res<Place>,
    screen: Res<State<Screen>>,
    windows: Query<&Camera, With<Camera2d>>,
    mut body: Query<(&Mesh2d, &mut Transform, &mut Visibility), With<Body>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut shown: Local<Option<Pose>>,
) {
    let Ok((handle, mut transform, mut visibility)) = body.single_mut() else { return };
    let seen = place.0.filter(|_| *screen.get() == Screen::Seat);
    let wanted =
        if seen.is_some() && actor.pose.is_some() { Visibility::Visible } else { Visibility::Hidden };
    visibility.set_if_neq(wanted);
    let (Some(rect), Some(pose)) = (seen, actor.pose) else { return };
    let Some(size) = windows.single().ok().and_then(Camera::logical_viewport_size) else { return };
    let centre = Vec2::new(rect.center().x - size.x / 2.0, size.y / 2.0 - rect.center().y);
    let scale = (rect.height() / 2.2).min(rect.width() / 2.0);
    transform.set_if_neq(Transform {
        translation: centre.extend(1.0),
        scale: Vec3::new(scale, -scale, 1.0),
        ..Transform::default()
    });
    if *shown != Some(pose)
        && let Some(mut target) = meshes.get_mut(&handle.0)
    {
        *target = mesh(&draw(&actor.look, &pose));
        *shown = Some(pose);
    }
}

fn mesh(drawing: &Drawing) -> Mesh {
    let positions: Vec<[f32; 3]> = drawing.vertices.iter().map(|one| [one.at[0], one.at[1], 0.0]).collect();
    let colours: Vec<[f32; 4]> = drawing
        .vertices
        .iter()
        .map(|one| {
            let [red, green, blue, alpha] = one.colour;
            Color::srgba_u8(red, green, blue, alpha).to_linear().to_f32_array()
        })
        .collect();
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
        .with_inserted_indices(Indices::U32(drawing.indices.clone()))
}
