//! Triangles from curves: what the parts of the avatar are painted with.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use lyon_tessellation::geom::CubicBezierSegment;
use lyon_tessellation::math::{Point, Vector, point, vector};
use lyon_tessellation::path::Polygon;
use lyon_tessellation::{BuffersBuilder, FillOptions, FillRule, FillTessellator, FillVertex, VertexBuffers};

use super::colour::Colour;
use super::{Drawing, Vertex};

/// How far a polygon may lie from its curve; a third of a pixel at 480 pixels.
const TOLERANCE: f32 = 0.0016;

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
        if colour.alpha <= 0.004 {
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
        const STEPS: u8 = 18;
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
        above.extend(below.into_iter().rev());
        self.polygon(&above, colour);
    }

    /// A smooth line with round ends through points, each with its own width.
    pub(super) fn stroke(&mut self, through: &[(f32, f32, f32)], colour: Colour) {
        let path = thick(through);
        self.polygon(&path, colour);
    }

    /// A filled polygon.
    pub(super) fn polygon(&mut self, outline: &[Point], colour: Colour) {
        if colour.alpha <= 0.004 {
            return;
        }
        let mut outline: Vec<Point> = outline.iter().map(|at| self.frame.map(*at)).collect();
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

fn unit(along: Vector) -> Vector {
    let length = along.length();
    if length > 1e-7 { along / length } else { vector(0.0, 0.0) }
}

/// Pairs as points.
pub(super) fn points(pairs: &[(f32, f32)]) -> Vec<Point> {
    pairs.iter().map(|(x, y)| point(*x, *y)).collect()
}

/// The polygon of smooth runs that meet at corners.
pub(super) fn outline(runs: &[&[(f32, f32)]]) -> Vec<Point> {
    runs.iter().flat_map(|run| smooth(&points(run), false)).collect()
}

/// The polygon of an ellipse.
pub(super) fn ellipse((x, y): (f32, f32), (wide, high): (f32, f32), angle: f32) -> Vec<Point> {
    let steps: u8 = if wide.max(high) > 0.12 {
        40
    } else if wide.max(high) > 0.03 {
        22
    } else {
        12
    };
    let (sin, cos) = angle.sin_cos();
    (0..steps)
        .map(|step| {
            let (up, along) = (TAU * f32::from(step) / f32::from(steps)).sin_cos();
            let (dx, dy) = (along * wide, up * high);
            point(x + dx * cos - dy * sin, y + dx * sin + dy * cos)
        })
        .collect()
}

/// The cubic pieces of a smooth curve through points; its tangents lean on both neighbours.
fn pieces(through: &[Point], closed: bool) -> Vec<CubicBezierSegment<f32>> {
    let count = through.len();
    let at = |index: usize| through.get(index % count.max(1)).copied().unwrap_or_default();
    let tangent = |index: usize| {
        if closed {
            unit(unit(at(index + 1) - at(index)) + unit(at(index) - at(index + count - 1)))
        } else if index == 0 {
            unit(at(1) - at(0))
        } else if index + 1 == count {
            unit(at(index) - at(index - 1))
        } else {
            unit(at(index + 1) - at(index - 1))
        }
    };
    let last = if closed { count } else { count.saturating_sub(1) };
    (0..last)
        .map(|index| {
            let (from, to) = (at(index), at(index + 1));
            let reach = (to - from).length() * 0.36;
            CubicBezierSegment {
                from,
                ctrl1: from + tangent(index % count) * reach,
                ctrl2: to - tangent((index + 1) % count) * reach,
                to,
            }
        })
        .collect()
}

/// A smooth curve through points, as a polygon.
pub(super) fn smooth(through: &[Point], closed: bool) -> Vec<Point> {
    let mut path: Vec<Point> = through.first().copied().into_iter().collect();
    for piece in pieces(through, closed) {
        piece.for_each_flattened(TOLERANCE, &mut |line| path.push(line.to));
    }
    if closed {
        path.pop();
    }
    path
}

/// The outline of a line with round ends and a width at each point.
fn thick(through: &[(f32, f32, f32)]) -> Vec<Point> {
    let centre: Vec<Point> = through.iter().map(|(x, y, _)| point(*x, *y)).collect();
    let widths = through.iter().map(|(_, _, width)| width / 2.0);
    let steps: u8 = if through.len() > 2 { 6 } else { 1 };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut ends: Option<[(Point, Vector, f32); 2]> = None;
    for (piece, (from, to)) in pieces(&centre, false).iter().zip(widths.clone().zip(widths.skip(1))) {
        for step in 0..=steps {
            let t = f32::from(step) / f32::from(steps);
            let (at, along) = (piece.sample(t), unit(piece.derivative(t)));
            let across = vector(along.y, -along.x);
            let half = from + (to - from) * t;
            left.push(at + across * half);
            right.push(at - across * half);
            let begin = ends.map_or((at, along, half), |[begin, _]| begin);
            ends = Some([begin, (at, along, half)]);
        }
    }
    let Some([begin, end]) = ends else { return Vec::new() };
    let cap = |(at, along, half): (Point, Vector, f32), forwards: f32| {
        let steps: u8 = if half > 0.02 { 8 } else { 4 };
        let heading = along.y.atan2(along.x) + if forwards > 0.0 { 0.0 } else { PI };
        (1..steps).map(move |step| {
            let angle = heading - FRAC_PI_2 + PI * f32::from(step) / f32::from(steps);
            at + vector(angle.cos(), angle.sin()) * half
        })
    };
    left.extend(cap(end, 1.0));
    left.extend(right.into_iter().rev());
    left.extend(cap(begin, -1.0));
    left
}

fn cross(a: Point, b: Point, c: Point) -> f32 {
    (b - a).cross(c - a)
}

/// Twice the area, positive if the outline runs clockwise on the screen.
fn area(outline: &[Point]) -> f32 {
    let next = outline.iter().cycle().skip(1);
    outline.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

fn is_convex(outline: &[Point]) -> bool {
    let (next, after) = (outline.iter().cycle().skip(1), outline.iter().cycle().skip(2));
    let (mut left, mut right, mut turned) = (false, false, 0.0);
    for ((a, b), c) in outline.iter().zip(next).zip(after) {
        let (in_, out) = (*b - *a, *c - *b);
        let turn = in_.cross(out);
        left |= turn < -1e-8;
        right |= turn > 1e-8;
        turned += turn.atan2(in_.dot(out));
    }
    !(left && right) && turned.abs() < TAU + 0.5
}

/// What of a polygon lies inside a convex outline that runs clockwise on the screen.
fn clipped(polygon: Vec<Point>, clip: &[Point]) -> Vec<Point> {
    let mut rest = polygon;
    for (a, b) in clip.iter().zip(clip.iter().cycle().skip(1)) {
        if rest.iter().all(|at| cross(*a, *b, *at) >= 0.0) {
            continue;
        }
        let mut kept = Vec::with_capacity(rest.len() + 4);
        let next = rest.iter().cycle().skip(1);
        for (from, to) in rest.iter().zip(next) {
            let (here, there) = (cross(*a, *b, *from), cross(*a, *b, *to));
            if here >= 0.0 {
                kept.push(*from);
            }
            if (here >= 0.0) != (there >= 0.0) {
                kept.push(from.lerp(*to, here / (here - there)));
            }
        }
        rest = kept;
    }
    rest
}

/// The convex hull, clockwise on the screen.
fn hull(mut of: Vec<Point>) -> Vec<Point> {
    of.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let half = |points: &mut dyn Iterator<Item = &Point>| {
        let mut chain: Vec<Point> = Vec::new();
        for at in points {
            while let [.., a, b] = chain.as_slice()
                && cross(*a, *b, *at) <= 0.0
            {
                chain.pop();
            }
            chain.push(*at);
        }
        chain.pop();
        chain
    };
    let mut around = half(&mut of.iter());
    around.extend(half(&mut of.iter().rev()));
    around
}
