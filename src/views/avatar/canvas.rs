//! Triangles from curves: what the parts of the avatar are painted with.

use std::f32::consts::PI;

use lyon_tessellation::math::{Point, Vector, point, vector};
use lyon_tessellation::path::Polygon;
use lyon_tessellation::{BuffersBuilder, FillOptions, FillRule, FillTessellator, FillVertex, VertexBuffers};

use super::colour::Colour;
use super::geometry::{
    TOLERANCE, area, clipped, ellipse, hull, inside, is_convex, outline, points, smooth, thick, unit,
};
use super::{Drawing, Vertex};

/// The opacity below which nothing is painted.
const UNSEEN: f32 = 0.004;

/// Where a part's own coordinates lie on the canvas.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// How far the middle of a round part is pushed right and down, the rim staying where it is: a turned head.
    pub(super) bulge: Vector,
    /// Half width and half height of the round part.
    pub(super) round: Vector,
    /// Mirrors left and right.
    pub(super) mirrored: bool,
    /// Factor on all lengths.
    pub(super) scale: f32,
    /// Turns clockwise, in radians.
    pub(super) angle: f32,
    /// Where the origin lies.
    pub(super) origin: Vector,
}

impl Frame {
    /// The frame in which a part's coordinates are the canvas's.
    pub(super) fn plain() -> Self {
        Self { scale: 1.0, round: vector(1.0, 1.0), ..Self::default() }
    }

    /// Where a point of the part lies on the canvas.
    pub(super) fn map(&self, at: Point) -> Point {
        let (u, v) = (at.x / self.round.x, at.y / self.round.y);
        let near = |x: f32| (1.0 - x * x).max(0.0);
        let bulged = vector(at.x + self.bulge.x * near(u), at.y + self.bulge.y * near(v));
        let side = if self.mirrored { vector(-bulged.x, bulged.y) } else { bulged } * self.scale;
        let (sin, cos) = self.angle.sin_cos();
        point(side.x * cos - side.y * sin, side.x * sin + side.y * cos) + self.origin
    }
}

/// Collects triangles, back to front.
pub(super) struct Canvas {
    buffers: VertexBuffers<Vertex, u32>,
    fill: FillTessellator,
    clips: Vec<Vec<Point>>,
    feather: f32,
    /// Where the next shapes lie.
    pub(super) frame: Frame,
}

impl Canvas {
    /// An empty canvas that shows what lies inside `clip`, a convex outline that runs clockwise on the screen;
    /// `feather` is the width of soft edges, 0 for hard ones.
    pub(super) fn new(clip: Vec<Point>, feather: f32) -> Self {
        Self {
            buffers: VertexBuffers::with_capacity(4096, 16384),
            fill: FillTessellator::new(),
            clips: vec![clip],
            feather,
            frame: Frame::plain(),
        }
    }

    /// What was painted.
    pub(super) fn finish(self) -> Drawing {
        Drawing { vertices: self.buffers.vertices, indices: self.buffers.indices }
    }

    /// Paints what `paint` paints, but only inside the hull of `outline`.
    pub(super) fn within(&mut self, outline: &[Point], paint: impl FnOnce(&mut Self)) {
        let mapped: Vec<Point> = outline.iter().map(|at| self.frame.map(*at)).collect();
        self.clips.push(hull(mapped));
        paint(self);
        self.clips.pop();
    }

    /// A closed smooth shape through points.
    pub(super) fn blob(&mut self, through: &[(f32, f32)], colour: Colour) {
        self.polygon(&smooth(&points(through), true), colour);
    }

    /// A closed smooth shape whose left half mirrors the right one, given from top to bottom.
    pub(super) fn even(&mut self, right: &[(f32, f32)], colour: Colour) {
        let left = right.iter().rev().filter(|(x, _)| *x > 0.0).map(|(x, y)| (-x, *y));
        let around: Vec<(f32, f32)> = right.iter().copied().chain(left).collect();
        self.blob(&around, colour);
    }

    /// A closed shape of smooth runs that meet at corners.
    pub(super) fn shape(&mut self, runs: &[&[(f32, f32)]], colour: Colour) {
        self.polygon(&outline(runs), colour);
    }

    /// An ellipse, turned clockwise by `angle` radians.
    pub(super) fn ellipse(&mut self, at: (f32, f32), half: (f32, f32), angle: f32, colour: Colour) {
        self.polygon(&ellipse(at, half, angle), colour);
    }

    /// An ellipse that fades towards its rim.
    pub(super) fn glow(&mut self, at: (f32, f32), half: (f32, f32), colour: Colour) {
        if colour.alpha <= UNSEEN {
            return;
        }
        let first = self.next();
        let centre = self.frame.map(point(at.0, at.1));
        self.vertex(centre, colour);
        let rim: Vec<Point> = ellipse(at, half, 0.0).into_iter().map(|at| self.frame.map(at)).collect();
        for at in &rim {
            self.vertex(*at, colour.fade(0.0));
        }
        let count = u32::try_from(rim.len()).unwrap_or(0);
        for step in 0..count {
            self.triangle(first, first + 1 + step, first + 1 + (step + 1) % count);
        }
    }

    /// What lies between two curves over the same stretch of x; nothing where they cross.
    pub(super) fn band(
        &mut self,
        (from, to): (f32, f32),
        upper: impl Fn(f32) -> f32,
        lower: impl Fn(f32) -> f32,
        colour: Colour,
    ) {
        const STEPS: u8 = 16;
        if to <= from {
            return;
        }
        let xs = (0..=STEPS).map(|step| {
            // Closer together at both ends, where curves are steepest.
            let t = 0.5 - 0.5 * (PI * f32::from(step) / f32::from(STEPS)).cos();
            from + (to - from) * t
        });
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for x in xs {
            let (high, low) = (upper(x), lower(x));
            let middle = f32::midpoint(high, low);
            above.push(point(x, high.min(middle)));
            below.push(point(x, low.max(middle)));
        }
        self.strip(above, below, colour);
    }

    /// A smooth line with round ends through points, each with its own width.
    pub(super) fn stroke(&mut self, through: &[(f32, f32, f32)], colour: Colour) {
        let (left, right) = thick(through);
        self.strip(left, right, colour);
    }

    /// What lies between two lines of as many points.
    fn strip(&mut self, mut left: Vec<Point>, mut right: Vec<Point>, colour: Colour) {
        let outline = |left: &[Point], right: &[Point]| -> Vec<Point> {
            left.iter().chain(right.iter().rev()).copied().collect()
        };
        let frame = self.frame;
        for at in left.iter_mut().chain(&mut right) {
            *at = frame.map(*at);
        }
        if !self.clips.iter().all(|clip| inside(&left, clip) && inside(&right, clip)) {
            self.mapped(outline(&left, &right), colour);
            return;
        }
        if colour.alpha <= UNSEEN {
            return;
        }
        let first = self.next();
        for (left, right) in left.iter().zip(&right) {
            self.vertex(*left, colour);
            self.vertex(*right, colour);
        }
        let pairs = u32::try_from(left.len()).unwrap_or(0);
        for here in (1..pairs).map(|step| first + step * 2) {
            self.triangle(here - 2, here - 1, here);
            self.triangle(here, here - 1, here + 1);
        }
        if self.feather > 0.0 {
            let mut outline = outline(&left, &right);
            outline.dedup_by(|a, b| (*a - *b).square_length() < 1e-9);
            let area = area(&outline);
            self.soften(&outline, area, colour);
        }
    }

    /// A filled polygon.
    pub(super) fn polygon(&mut self, outline: &[Point], colour: Colour) {
        self.mapped(outline.iter().map(|at| self.frame.map(*at)).collect(), colour);
    }

    /// A filled polygon in the canvas's own coordinates.
    fn mapped(&mut self, mut outline: Vec<Point>, colour: Colour) {
        if colour.alpha <= UNSEEN {
            return;
        }
        for clip in &self.clips {
            outline = clipped(outline, clip);
        }
        outline.dedup_by(|a, b| (*a - *b).square_length() < 1e-9);
        if outline.len() < 3 || outline.iter().any(|at| !at.x.is_finite() || !at.y.is_finite()) {
            return;
        }
        let area = area(&outline);
        if area.abs() < 2e-6 {
            return;
        }
        if is_convex(&outline) {
            let first = self.next();
            for at in &outline {
                self.vertex(*at, colour);
            }
            for step in 2..u32::try_from(outline.len()).unwrap_or(0) {
                self.triangle(first, first + step - 1, first + step);
            }
        } else {
            let bytes = colour.bytes();
            let mut builder = BuffersBuilder::new(&mut self.buffers, |vertex: FillVertex<'_>| Vertex {
                at: vertex.position().to_array(),
                colour: bytes,
            });
            let options = FillOptions::tolerance(TOLERANCE).with_fill_rule(FillRule::NonZero);
            let polygon = Polygon { points: &outline, closed: true };
            // It fails only for coordinates that are no numbers, which were turned away above.
            if self.fill.tessellate_polygon(polygon, &options, &mut builder).is_err() {
                return;
            }
        }
        self.soften(&outline, area, colour);
    }

    /// Lets the edge of a polygon fade over the width of the feather.
    fn soften(&mut self, outline: &[Point], area: f32, colour: Colour) {
        if self.feather <= 0.0 {
            return;
        }
        let first = self.next();
        let count = u32::try_from(outline.len()).unwrap_or(0);
        let before = outline.iter().cycle().skip(outline.len() - 1);
        let after = outline.iter().cycle().skip(1);
        for ((at, before), after) in outline.iter().zip(before).zip(after) {
            let (a, b) = (unit(*at - *before), unit(*after - *at));
            let along = unit(a + b) * area.signum();
            let outwards = vector(along.y, -along.x) * self.feather;
            self.vertex(*at, colour);
            self.vertex(*at + outwards, colour.fade(0.0));
        }
        for step in 0..count {
            let (here, there) = (first + step * 2, first + (step + 1) % count * 2);
            self.triangle(here, here + 1, there);
            self.triangle(there, here + 1, there + 1);
        }
    }

    fn next(&self) -> u32 {
        u32::try_from(self.buffers.vertices.len()).unwrap_or(u32::MAX)
    }

    fn vertex(&mut self, at: Point, colour: Colour) {
        self.buffers.vertices.push(Vertex { at: at.to_array(), colour: colour.bytes() });
    }

    fn triangle(&mut self, a: u32, b: u32, c: u32) {
        self.buffers.indices.extend([a, b, c]);
    }
}
