//! The customer one sees: a bust with face and hands, drawn as triangles from a look and a pose.
//!
//! [`draw`] turns a look and a [`Pose`] into a [`Drawing`]; [`Pose::of`] is the face of a mood; an [`Animator`] moves
//! from pose to pose. Nothing here reads a clock or draws a random number, so the same calls give the same pictures.

mod animator;
mod canvas;
mod clothes;
mod colour;
mod eyes;
mod geometry;
mod hair;
mod hands;
mod head;
mod mouth;
mod person;
pub mod portrait;
mod pose;
mod reaction;

use lyon_tessellation::math::{Point, point, vector};

use crate::scenario::customer::Look;

pub use animator::Animator;
pub use portrait::portrait;
pub use pose::{Hand, Pose};
pub use reaction::Reaction;

use canvas::{Canvas, Frame};
use person::Person;

/// A corner of a triangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    /// Right and down, within -1..=1 and -1.1..=1.1.
    pub at: [f32; 2],
    /// Red, green, blue in sRGB and straight alpha.
    pub colour: [u8; 4],
}

/// Triangles, back to front.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Their corners.
    pub vertices: Vec<Vertex>,
    /// Three corners a triangle.
    pub indices: Vec<u32>,
}

/// Draws a person from the chest up in a pose, within -1..=1 to the right and -1.1..=1.1 down.
pub fn draw(look: &Look, pose: &Pose) -> Drawing {
    let frame = vec![point(-1.0, -1.1), point(1.0, -1.1), point(1.0, 1.1), point(-1.0, 1.1)];
    let mut canvas = bust(look, pose, frame, 0.0);
    canvas.frame = body(pose);
    hands::both(&mut canvas, &Person::of(look), pose);
    canvas.finish()
}

/// Paints all but the hands inside a convex outline, with edges that fade over `feather`.
fn bust(look: &Look, pose: &Pose, outline: Vec<Point>, feather: f32) -> Canvas {
    let person = Person::of(look);
    let mut canvas = Canvas::new(outline, feather);
    let (body, head) = (body(pose), head_frame(pose));

    canvas.frame = head;
    hair::back(&mut canvas, &person);
    canvas.frame = body;
    clothes::behind(&mut canvas, &person, pose);
    head::neck(&mut canvas, &person, pose);
    clothes::torso(&mut canvas, &person, pose);
    canvas.frame = head;
    hair::over_shoulders(&mut canvas, &person);
    head::ears(&mut canvas, &person, pose);
    head::face(&mut canvas, &person, pose);
    mouth::mouth(&mut canvas, &person, pose);
    head::nose(&mut canvas, &person, pose);
    eyes::eyes(&mut canvas, &person, pose);
    eyes::brows(&mut canvas, &person, pose);
    hair::front(&mut canvas, &person);
    eyes::glasses(&mut canvas, &person);
    eyes::drops(&mut canvas, pose);
    canvas
}

/// The chest, which rises with each breath.
fn body(pose: &Pose) -> Frame {
    Frame { origin: vector(0.0, -0.007 * pose.breath), ..Frame::plain() }
}

/// The head, whose origin lies between the eyes; it tilts about the neck.
fn head_frame(pose: &Pose) -> Frame {
    let (sin, cos) = pose.tilt.sin_cos();
    let reach = 0.52;
    Frame {
        bulge: vector(pose.turn * 0.105, pose.nod * 0.075),
        round: vector(0.40, 0.60),
        scale: 1.1,
        angle: pose.tilt,
        origin: vector(
            reach * sin + pose.turn * 0.03,
            -0.215 + reach * (1.0 - cos) + 0.06 * pose.drop + 0.038 * pose.nod - 0.006 * pose.breath,
        ),
        ..Frame::plain()
    }
}

/// A number from 0 to just below 1 that follows from another without showing it (splitmix64).
fn scatter(from: u64) -> f32 {
    let mixed = (from ^ (from >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let top = u16::try_from((mixed ^ (mixed >> 31)) >> 48).unwrap_or(0);
    f32::from(top) / 65536.0
}
