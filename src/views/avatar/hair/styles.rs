//! Hair over the forehead and beside the face, style by style.

use crate::scenario::customer::Age;

use super::super::canvas::Canvas;
use super::super::person::Person;
use super::{Tones, parted, strand, tones};

pub(super) fn bun(canvas: &mut Canvas, person: &Person) {
    if person.another {
        swept(canvas, person);
    } else {
        drawn_up(canvas, person);
    }
}

/// Swept over the forehead to a low bun.
fn swept(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    canvas.shape(
        &[
            &parted(
                person,
                [
                    (0.366, 0.10),
                    (0.392, -0.10),
                    (0.378, -0.32),
                    (0.27, -0.51),
                    (0.06, -0.585),
                    (-0.14, -0.57),
                    (-0.31, -0.46),
                    (-0.382, -0.25),
                    (-0.39, -0.06),
                    (-0.366, 0.10),
                ],
            ),
            &parted(
                person,
                [(-0.366, 0.10), (-0.338, -0.01), (-0.325, -0.15), (-0.27, -0.28), (-0.19, -0.385)],
            ),
            &parted(
                person,
                [
                    (-0.19, -0.385),
                    (-0.08, -0.30),
                    (0.10, -0.235),
                    (0.26, -0.17),
                    (0.335, -0.02),
                    (0.366, 0.10),
                ],
            ),
        ],
        base,
    );
    canvas.shape(
        &[
            &parted(
                person,
                [(-0.366, 0.10), (-0.39, -0.06), (-0.382, -0.25), (-0.31, -0.46), (-0.24, -0.515)],
            ),
            &parted(
                person,
                [
                    (-0.24, -0.515),
                    (-0.19, -0.385),
                    (-0.27, -0.28),
                    (-0.325, -0.15),
                    (-0.338, -0.01),
                    (-0.366, 0.10),
                ],
            ),
        ],
        dark,
    );
    strand(canvas, person, &[(-0.15, -0.46), (0.06, -0.42), (0.26, -0.29), (0.35, -0.12)], 0.032, light);
    strand(canvas, person, &[(-0.14, -0.41), (0.04, -0.335), (0.22, -0.24), (0.325, -0.10)], 0.016, dark);
    strand(canvas, person, &[(-0.10, -0.53), (0.10, -0.52), (0.27, -0.41)], 0.018, light);
}

/// Drawn up to a bun on top.
fn drawn_up(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    canvas.shape(
        &[
            &[
                (-0.362, 0.08),
                (-0.386, -0.10),
                (-0.37, -0.32),
                (-0.27, -0.50),
                (-0.1, -0.575),
                (0.1, -0.575),
                (0.27, -0.50),
                (0.37, -0.32),
                (0.386, -0.10),
                (0.362, 0.08),
            ],
            &[(0.362, 0.08), (0.334, -0.02), (0.325, -0.16), (0.25, -0.29), (0.10, -0.345)],
            &parted(person, [(0.10 * person.side, -0.345), (0.0, -0.355)]),
            &[(-0.10, -0.345), (-0.25, -0.29), (-0.325, -0.16), (-0.334, -0.02), (-0.362, 0.08)],
        ],
        base,
    );
    for (path, colour, width) in [
        ([(-0.30, -0.24), (-0.20, -0.42), (-0.02, -0.55)], light, 0.026),
        ([(-0.14, -0.35), (-0.07, -0.46), (0.02, -0.555)], dark, 0.016),
        ([(0.12, -0.36), (0.12, -0.46), (0.06, -0.555)], light, 0.020),
        ([(0.31, -0.23), (0.25, -0.42), (0.10, -0.55)], dark, 0.026),
        ([(-0.355, -0.10), (-0.32, -0.34), (-0.16, -0.52)], dark, 0.016),
    ] {
        strand(canvas, person, &path, width, colour);
    }
    // A loose lock at the temple.
    strand(canvas, person, &[(-0.325, -0.14), (-0.352, 0.04), (-0.340, 0.19), (-0.356, 0.26)], 0.022, base);
    strand(canvas, person, &[(0.325, -0.14), (0.350, 0.02), (0.343, 0.12)], 0.018, base);
}

pub(super) fn long(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    for side in [-1.0_f32, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        canvas.shape(
            &[
                &[
                    at(0.0, -0.60),
                    at(0.20, -0.565),
                    at(0.37, -0.40),
                    at(0.43, -0.12),
                    at(0.44, 0.16),
                    at(0.42, 0.42),
                ],
                &[
                    at(0.42, 0.42),
                    at(0.335, 0.40),
                    at(0.325, 0.20),
                    at(0.345, 0.02),
                    at(0.319, -0.17),
                    at(0.20, -0.32),
                    at(0.02, -0.42),
                ],
                &[at(0.02, -0.42), at(-0.005, -0.5), at(0.0, -0.60)],
            ],
            if side < 0.0 { base } else { base.mix(dark, 0.35) },
        );
        let tone = if side < 0.0 { light } else { base.mix(light, 0.55) };
        canvas.stroke(
            &[
                (side * 0.06, -0.50, 0.005),
                (side * 0.25, -0.40, 0.030),
                (side * 0.365, -0.18, 0.030),
                (side * 0.395, 0.06, 0.006),
            ],
            tone,
        );
        canvas.stroke(
            &[(side * 0.05, -0.44, 0.004), (side * 0.22, -0.33, 0.014), (side * 0.325, -0.18, 0.004)],
            dark,
        );
    }
}

pub(super) fn curly(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    for (x, y, r) in [
        (-0.33, -0.14, 0.075),
        (-0.31, -0.27, 0.095),
        (-0.20, -0.37, 0.105),
        (-0.06, -0.41, 0.105),
        (0.08, -0.42, 0.10),
        (0.20, -0.37, 0.10),
        (0.30, -0.28, 0.095),
        (0.335, -0.15, 0.075),
        (-0.12, -0.50, 0.11),
        (0.10, -0.51, 0.11),
        (-0.28, -0.43, 0.10),
        (0.27, -0.43, 0.10),
        (-0.37, -0.02, 0.055),
        (0.37, -0.02, 0.055),
    ] {
        canvas.ellipse(
            (x * person.side, y),
            (r, r),
            0.0,
            if x * person.side > 0.12 { base.mix(dark, 0.45) } else { base },
        );
    }
    for (x, y, r) in [
        (-0.30, -0.30, 0.045),
        (-0.19, -0.41, 0.05),
        (-0.04, -0.45, 0.05),
        (0.10, -0.45, 0.045),
        (-0.11, -0.55, 0.05),
        (0.11, -0.56, 0.045),
        (-0.28, -0.48, 0.05),
        (0.22, -0.40, 0.04),
        (-0.43, -0.12, 0.05),
        (-0.42, -0.33, 0.05),
    ] {
        let (x, turn) = (x * person.side, r * 0.9);
        canvas.stroke(
            &[
                (x - turn, y + turn * 0.4, 0.006),
                (x - turn * 0.5, y - turn * 0.6, 0.016),
                (x + turn * 0.5, y - turn * 0.7, 0.016),
                (x + turn, y + turn * 0.2, 0.006),
            ],
            light,
        );
    }
}

pub(super) fn scarf(canvas: &mut Canvas, person: &Person) {
    let cloth = person.accent;
    canvas.shape(
        &[
            &[
                (-0.22, 0.50),
                (-0.36, 0.34),
                (-0.43, 0.12),
                (-0.445, -0.08),
                (-0.40, -0.34),
                (-0.25, -0.54),
                (0.0, -0.605),
                (0.25, -0.54),
                (0.40, -0.34),
                (0.445, -0.08),
                (0.43, 0.12),
                (0.36, 0.34),
                (0.22, 0.50),
            ],
            &[
                (0.10, 0.475),
                (0.235, 0.36),
                (0.31, 0.18),
                (0.332, -0.02),
                (0.30, -0.20),
                (0.19, -0.325),
                (0.0, -0.37),
                (-0.19, -0.325),
                (-0.30, -0.20),
                (-0.332, -0.02),
                (-0.31, 0.18),
                (-0.235, 0.36),
                (-0.10, 0.475),
            ],
        ],
        cloth,
    );
    // Inner band, folds and the shaded side.
    canvas.shape(
        &[
            &[
                (-0.325, -0.12),
                (-0.285, -0.24),
                (-0.17, -0.345),
                (0.0, -0.39),
                (0.17, -0.345),
                (0.285, -0.24),
                (0.325, -0.12),
            ],
            &[
                (0.325, -0.12),
                (0.27, -0.215),
                (0.16, -0.305),
                (0.0, -0.34),
                (-0.16, -0.305),
                (-0.27, -0.215),
                (-0.325, -0.12),
            ],
        ],
        cloth.shade(1.0),
    );
    canvas.shape(
        &[
            &[(0.20, -0.565), (0.40, -0.34), (0.445, -0.08), (0.43, 0.12), (0.36, 0.34), (0.22, 0.50)],
            &[(0.22, 0.50), (0.335, 0.26), (0.385, 0.0), (0.35, -0.26), (0.20, -0.565)],
        ],
        cloth.shade(0.5),
    );
    strand(
        canvas,
        person,
        &[(-0.02, -0.50), (-0.24, -0.42), (-0.36, -0.22), (-0.385, 0.0)],
        0.022,
        cloth.lit(1.3),
    );
    strand(canvas, person, &[(0.02, -0.46), (0.22, -0.40), (0.33, -0.24)], 0.014, cloth.shade(0.6));
    strand(canvas, person, &[(-0.10, -0.45), (-0.27, -0.34), (-0.35, -0.14)], 0.012, cloth.shade(0.5));
}

pub(super) fn bald(canvas: &mut Canvas, person: &Person) {
    let skin = person.skin(0.0, 0.0);
    canvas.glow((-0.10, -0.38), (0.13, 0.07), skin.light.lit(1.0).fade(0.9));
    if person.age == Age::Old {
        let Tones { base, dark, .. } = tones(person);
        for side in [-1.0_f32, 1.0] {
            let at = |x: f32, y: f32| (side * x, y);
            canvas.shape(
                &[
                    &[at(0.30, -0.29), at(0.378, -0.20), at(0.388, -0.05), at(0.362, 0.06)],
                    &[at(0.362, 0.06), at(0.336, -0.01), at(0.322, -0.13), at(0.30, -0.29)],
                ],
                if side < 0.0 { base } else { dark },
            );
        }
    }
}
