//! Short hair and bobs, each in two cuts.

use crate::scenario::customer::Age;

use super::super::canvas::Canvas;
use super::super::person::Person;
use super::{Tones, parted, strand, tones};

pub(super) fn short(canvas: &mut Canvas, person: &Person) {
    if person.another {
        brushed(canvas, person);
    } else {
        combed(canvas, person);
    }
}

/// Brushed up from the forehead.
fn brushed(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    let back = if person.age == Age::Old { 0.05 } else { 0.0 };
    canvas.shape(
        &[
            &parted(
                person,
                [(-0.358, 0.05), (-0.380, -0.12), (-0.372, -0.30), (-0.335, -0.44), (-0.25, -0.575)],
            ),
            &parted(person, [(-0.25, -0.575), (-0.14, -0.585), (-0.06, -0.645)]),
            &parted(person, [(-0.06, -0.645), (0.04, -0.620), (0.15, -0.640)]),
            &parted(person, [(0.15, -0.640), (0.22, -0.575), (0.31, -0.53)]),
            &parted(person, [(0.31, -0.53), (0.345, -0.42), (0.376, -0.28), (0.382, -0.12), (0.358, 0.05)]),
            &parted(person, [(0.358, 0.05), (0.334, 0.02), (0.325, -0.15), (0.285, -0.29 - back)]),
            &parted(person, [(0.285, -0.29 - back), (0.20, -0.35 - back), (0.10, -0.335 - back)]),
            &parted(person, [(0.10, -0.335 - back), (0.0, -0.375 - back), (-0.12, -0.335 - back)]),
            &parted(person, [(-0.12, -0.335 - back), (-0.22, -0.355 - back), (-0.29, -0.28 - back)]),
            &parted(person, [(-0.29, -0.28 - back), (-0.325, -0.15), (-0.334, 0.02), (-0.358, 0.05)]),
        ],
        base,
    );
    for side in [-1.0_f32, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        canvas.shape(
            &[
                &[at(0.358, 0.05), at(0.382, -0.12), at(0.374, -0.28), at(0.345, -0.40)],
                &[at(0.345, -0.40), at(0.305, -0.30), at(0.325, -0.15), at(0.334, 0.02), at(0.358, 0.05)],
            ],
            dark,
        );
    }
    strand(canvas, person, &[(-0.24, -0.38), (-0.24, -0.47), (-0.19, -0.55)], 0.026, light);
    strand(canvas, person, &[(-0.10, -0.39), (-0.10, -0.50), (-0.04, -0.60)], 0.028, light);
    strand(canvas, person, &[(0.02, -0.42), (0.03, -0.51), (0.08, -0.59)], 0.016, dark);
    strand(canvas, person, &[(0.13, -0.39), (0.15, -0.49), (0.18, -0.58)], 0.024, light);
    strand(canvas, person, &[(0.24, -0.37), (0.27, -0.45), (0.27, -0.52)], 0.018, dark);
}

/// Parted and combed aside.
fn combed(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    let back = if person.age == Age::Old { 0.05 } else { 0.0 };
    canvas.shape(
        &[
            &parted(
                person,
                [
                    (0.362, 0.05),
                    (0.388, -0.12),
                    (0.372, -0.34),
                    (0.27, -0.53),
                    (0.06, -0.60),
                    (-0.16, -0.575),
                    (-0.325, -0.43),
                    (-0.385, -0.22),
                    (-0.382, -0.08),
                    (-0.362, 0.05),
                ],
            ),
            &parted(person, [(-0.338, 0.03), (-0.334, -0.12), (-0.312, -0.20), (-0.27, -0.28 - back)]),
            &parted(
                person,
                [
                    (-0.27, -0.28 - back),
                    (-0.10, -0.285 - back),
                    (0.08, -0.315 - back),
                    (0.235, -0.385 - back),
                ],
            ),
            &parted(person, [(0.235, -0.385 - back), (0.285, -0.28), (0.325, -0.16), (0.336, 0.03)]),
        ],
        base,
    );
    // The short side beyond the parting, and strands combed away from it.
    canvas.shape(
        &[
            &parted(person, [(0.362, 0.05), (0.388, -0.12), (0.372, -0.34), (0.30, -0.48)]),
            &parted(
                person,
                [(0.30, -0.48), (0.245, -0.385 - back), (0.295, -0.27), (0.325, -0.16), (0.336, 0.03)],
            ),
        ],
        dark,
    );
    strand(canvas, person, &[(0.20, -0.44), (0.0, -0.40), (-0.2, -0.36), (-0.31, -0.27)], 0.022, dark);
    strand(canvas, person, &[(0.20, -0.50), (-0.02, -0.51), (-0.2, -0.46), (-0.32, -0.33)], 0.030, light);
    strand(canvas, person, &[(0.10, -0.565), (-0.08, -0.56), (-0.2, -0.52)], 0.018, light);
}

pub(super) fn bob(canvas: &mut Canvas, person: &Person) {
    if person.another {
        fringed(canvas, person);
    } else {
        parted_bob(canvas, person);
    }
}

/// With a straight fringe over the forehead.
fn fringed(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    for side in [-1.0_f32, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        canvas.shape(
            &[
                &[
                    at(0.18, -0.56),
                    at(0.35, -0.44),
                    at(0.445, -0.18),
                    at(0.465, 0.10),
                    at(0.463, 0.26),
                    at(0.445, 0.36),
                    at(0.40, 0.393),
                    at(0.34, 0.38),
                    at(0.275, 0.335),
                ],
                &[at(0.275, 0.335), at(0.325, 0.18), at(0.338, 0.0), at(0.322, -0.20), at(0.20, -0.40)],
            ],
            if side < 0.0 { base } else { base.mix(dark, 0.5) },
        );
    }
    canvas.shape(
        &[
            &[
                (-0.36, -0.13),
                (-0.40, -0.30),
                (-0.30, -0.49),
                (-0.12, -0.585),
                (0.12, -0.585),
                (0.30, -0.49),
                (0.40, -0.30),
                (0.36, -0.13),
            ],
            &[(0.36, -0.13), (0.325, -0.15), (0.29, -0.195)],
            &[(0.29, -0.195), (0.10, -0.205), (-0.10, -0.205), (-0.29, -0.195)],
            &[(-0.29, -0.195), (-0.325, -0.15), (-0.36, -0.13)],
        ],
        base,
    );
    for (x, top, tone, width) in [
        (-0.23, -0.36, light, 0.022),
        (-0.13, -0.40, dark, 0.012),
        (-0.03, -0.43, light, 0.022),
        (0.08, -0.40, dark, 0.012),
        (0.16, -0.40, light, 0.016),
        (0.26, -0.36, dark, 0.018),
    ] {
        canvas.stroke(&[(x * 0.75, top - 0.09, 0.003), (x * 0.93, top, width), (x, -0.225, 0.003)], tone);
    }
    canvas.stroke(&[(-0.34, -0.33, 0.004), (-0.40, -0.10, 0.026), (-0.405, 0.20, 0.006)], light);
    canvas.stroke(&[(0.36, -0.28, 0.004), (0.41, -0.05, 0.022), (0.405, 0.22, 0.006)], dark);
}

/// Parted aside, falling to the jaw.
fn parted_bob(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    canvas.shape(
        &[
            &parted(
                person,
                [
                    (0.08, -0.590),
                    (0.20, -0.556),
                    (0.33, -0.455),
                    (0.42, -0.27),
                    (0.455, 0.0),
                    (0.464, 0.24),
                    (0.448, 0.345),
                    (0.405, 0.385),
                    (0.35, 0.375),
                    (0.292, 0.33),
                ],
            ),
            &parted(
                person,
                [(0.292, 0.33), (0.335, 0.16), (0.342, -0.04), (0.315, -0.20), (0.24, -0.33), (0.145, -0.41)],
            ),
        ],
        base.mix(dark, 0.45),
    );
    canvas.shape(
        &[
            &parted(
                person,
                [
                    (0.165, -0.568),
                    (0.05, -0.60),
                    (-0.17, -0.57),
                    (-0.35, -0.43),
                    (-0.44, -0.18),
                    (-0.465, 0.10),
                    (-0.465, 0.26),
                    (-0.447, 0.365),
                    (-0.40, 0.398),
                    (-0.34, 0.385),
                    (-0.285, 0.33),
                ],
            ),
            &parted(
                person,
                [
                    (-0.285, 0.33),
                    (-0.33, 0.18),
                    (-0.345, 0.0),
                    (-0.325, -0.13),
                    (-0.25, -0.225),
                    (-0.10, -0.28),
                    (0.06, -0.335),
                    (0.165, -0.42),
                ],
            ),
            &parted(person, [(0.165, -0.42), (0.18, -0.5), (0.165, -0.568)]),
        ],
        base,
    );
    strand(canvas, person, &[(0.12, -0.48), (-0.10, -0.43), (-0.30, -0.30), (-0.385, -0.08)], 0.034, light);
    strand(canvas, person, &[(0.10, -0.55), (-0.13, -0.52), (-0.30, -0.41)], 0.020, light);
    strand(canvas, person, &[(-0.40, -0.05), (-0.415, 0.12), (-0.385, 0.30)], 0.022, dark);
    strand(canvas, person, &[(0.13, -0.42), (-0.06, -0.36), (-0.24, -0.27)], 0.014, dark);
    strand(canvas, person, &[(0.30, -0.38), (0.395, -0.14), (0.415, 0.12)], 0.022, dark);
}
