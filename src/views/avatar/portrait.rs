//! The avatar as a small picture in an egui panel.

use std::f32::consts::FRAC_PI_2;

use egui::epaint::{Mesh, Vertex as MeshVertex};
use egui::{Color32, Painter, Pos2, Rect, Shape, pos2};
use lyon_tessellation::math::{Point, point};

use crate::scenario::customer::Look;

use super::{Pose, bust};

/// The middle of the part of the avatar that a portrait shows.
const MIDDLE: Point = Point::new(0.0, -0.26);
/// Half the width of that part.
const HALF: f32 = 0.83;

/// Paints head and shoulders into the largest square in the middle of `rect`, clipped to rounded corners.
///
/// It paints no ground; the caller gives it one of the palette's.
pub fn portrait(painter: &Painter, rect: Rect, look: &Look, pose: &Pose) {
    let side = rect.width().min(rect.height());
    if !painter.clip_rect().intersects(rect) || side < 1.0 {
        return;
    }
    let scale = side / (2.0 * HALF);
    let pixel = 1.0 / painter.pixels_per_point() / scale;
    let drawing = bust(look, pose, rounded_square(HALF - pixel / 2.0), pixel).finish();
    let place = |at: [f32; 2]| -> Pos2 {
        let [x, y] = at;
        pos2(rect.center().x + (x - MIDDLE.x) * scale, rect.center().y + (y - MIDDLE.y) * scale)
    };
    let mut mesh = Mesh { indices: drawing.indices, ..Mesh::default() };
    mesh.vertices.extend(drawing.vertices.into_iter().map(|vertex| {
        let [red, green, blue, alpha] = vertex.colour;
        MeshVertex::untextured(place(vertex.at), Color32::from_rgba_unmultiplied(red, green, blue, alpha))
    }));
    painter.add(Shape::mesh(mesh));
}

/// A square with round corners about the middle of a portrait, clockwise on the screen.
fn rounded_square(half: f32) -> Vec<Point> {
    let radius = half * 0.28;
    let inner = half - radius;
    // From the upper right corner on, each corner begins a quarter turn later.
    let corners =
        [(inner, -inner, -1.0), (inner, inner, 0.0), (-inner, inner, 1.0), (-inner, -inner, 2.0_f32)];
    corners
        .into_iter()
        .flat_map(|(x, y, turns)| {
            (0_u8..=6).map(move |step| {
                let (sin, cos) = (FRAC_PI_2 * (turns + f32::from(step) / 6.0)).sin_cos();
                point(MIDDLE.x + x + radius * cos, MIDDLE.y + y + radius * sin)
            })
        })
        .collect()
}
