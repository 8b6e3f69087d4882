//! Polygons: from smooth curves, and cut to convex outlines.

use std::f32::consts::{FRAC_PI_2, TAU};

use lyon_tessellation::geom::CubicBezierSegment;
use lyon_tessellation::math::{Point, Vector, point, vector};

/// How far a polygon may lie from its curve; a third of a pixel at 480 pixels.
pub(super) const TOLERANCE: f32 = 0.0018;

pub(super) fn unit(along: Vector) -> Vector {
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

/// Both sides of a line with round ends and a width at each point, pair by pair.
pub(super) fn thick(through: &[(f32, f32, f32)]) -> (Vec<Point>, Vec<Point>) {
    let centre: Vec<Point> = through.iter().map(|(x, y, _)| point(*x, *y)).collect();
    let widths = through.iter().map(|(_, _, width)| width / 2.0);
    let steps: u8 = if through.len() > 2 { 5 } else { 1 };
    let mut line: Vec<(Point, Vector, f32)> = Vec::new();
    for (piece, (from, to)) in pieces(&centre, false).iter().zip(widths.clone().zip(widths.skip(1))) {
        for step in u8::from(!line.is_empty())..=steps {
            let t = f32::from(step) / f32::from(steps);
            line.push((piece.sample(t), unit(piece.derivative(t)), from + (to - from) * t));
        }
    }
    // A round end is more of the same line, which narrows like a circle.
    let cap = |(at, along, half): (Point, Vector, f32), towards: f32| {
        let steps: u8 = if half > 0.02 { 4 } else { 2 };
        (0..steps).map(move |step| {
            let (sin, cos) = (FRAC_PI_2 * f32::from(step) / f32::from(steps)).sin_cos();
            (at + along * (towards * half * cos), along, half * sin)
        })
    };
    let begin: Vec<_> = line.first().into_iter().flat_map(|end| cap(*end, -1.0)).collect();
    let end: Vec<_> = line.last().into_iter().flat_map(|end| cap(*end, 1.0)).collect();
    let whole = begin.into_iter().chain(line).chain(end.into_iter().rev());
    whole
        .map(|(at, along, half)| {
            let across = vector(along.y, -along.x) * half;
            (at + across, at - across)
        })
        .unzip()
}

fn cross(a: Point, b: Point, c: Point) -> f32 {
    (b - a).cross(c - a)
}

/// Twice the area, positive if the outline runs clockwise on the screen.
pub(super) fn area(outline: &[Point]) -> f32 {
    let next = outline.iter().cycle().skip(1);
    outline.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

pub(super) fn is_convex(outline: &[Point]) -> bool {
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

/// Whether all points lie inside a convex outline that runs clockwise on the screen.
pub(super) fn inside(points: &[Point], clip: &[Point]) -> bool {
    let next = clip.iter().cycle().skip(1);
    clip.iter().zip(next).all(|(a, b)| points.iter().all(|at| cross(*a, *b, *at) >= 0.0))
}

/// What of a polygon lies inside a convex outline that runs clockwise on the screen.
pub(super) fn clipped(polygon: Vec<Point>, clip: &[Point]) -> Vec<Point> {
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
pub(super) fn hull(mut of: Vec<Point>) -> Vec<Point> {
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
