//! Hair styles and head scarves.

use crate::scenario::customer::{Age, Hair};

use super::canvas::Canvas;
use super::colour::Colour;
use super::person::Person;

/// Three tones of hair.
struct Tones {
    base: Colour,
    dark: Colour,
    light: Colour,
}

fn tones(person: &Person) -> Tones {
    let base = person.strands;
    Tones { base, dark: base.shade(0.9), light: base.lit(if base.luma() < 0.3 { 0.85 } else { 1.4 }) }
}

/// Points seen from the side of the parting.
fn parted<const N: usize>(person: &Person, of: [(f32, f32); N]) -> [(f32, f32); N] {
    of.map(|(x, y)| (x * person.side, y))
}

/// A strand of light or shade.
fn strand(canvas: &mut Canvas, person: &Person, path: &[(f32, f32)], width: f32, colour: Colour) {
    let last = path.len().saturating_sub(1);
    let path: Vec<(f32, f32, f32)> = path
        .iter()
        .enumerate()
        .map(|(index, (x, y))| {
            (x * person.side, *y, if index == 0 || index == last { width * 0.25 } else { width })
        })
        .collect();
    canvas.stroke(&path, colour);
}

/// What lies behind the head and the neck.
pub(super) fn back(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, .. } = tones(person);
    match person.hair {
        Hair::Short => canvas.blob(
            &[
                (-0.365, 0.10),
                (-0.385, -0.1),
                (-0.37, -0.32),
                (-0.2, -0.52),
                (0.2, -0.52),
                (0.37, -0.32),
                (0.385, -0.1),
                (0.365, 0.10),
                (0.0, 0.16),
            ],
            dark,
        ),
        Hair::Bald => {
            if person.age == Age::Old {
                canvas.blob(
                    &[
                        (-0.385, 0.12),
                        (-0.385, -0.10),
                        (-0.3, -0.26),
                        (0.3, -0.26),
                        (0.385, -0.10),
                        (0.385, 0.12),
                    ],
                    base,
                );
            }
        }
        Hair::Bob => {
            canvas.blob(
                &[
                    (0.0, -0.60),
                    (0.26, -0.54),
                    (0.41, -0.33),
                    (0.455, -0.02),
                    (0.462, 0.24),
                    (0.42, 0.385),
                    (0.20, 0.36),
                    (-0.20, 0.36),
                    (-0.42, 0.385),
                    (-0.462, 0.24),
                    (-0.455, -0.02),
                    (-0.41, -0.33),
                    (-0.26, -0.54),
                ],
                dark,
            );
        }
        Hair::Long => canvas.blob(
            &[
                (0.0, -0.60),
                (0.26, -0.54),
                (0.40, -0.33),
                (0.44, -0.02),
                (0.46, 0.30),
                (0.50, 0.62),
                (0.46, 0.86),
                (0.0, 0.90),
                (-0.46, 0.86),
                (-0.50, 0.62),
                (-0.46, 0.30),
                (-0.44, -0.02),
                (-0.40, -0.33),
                (-0.26, -0.54),
            ],
            dark,
        ),
        Hair::Bun => {
            let x = 0.05 * person.side;
            canvas.ellipse((x, -0.645), (0.165, 0.145), 0.0, base);
            canvas.ellipse((x + 0.035, -0.625), (0.12, 0.105), 0.0, dark);
            canvas.ellipse((x + 0.012, -0.635), (0.105, 0.09), 0.0, base);
            canvas.blob(
                &[
                    (-0.36, 0.12),
                    (-0.385, -0.1),
                    (-0.36, -0.34),
                    (-0.2, -0.53),
                    (0.2, -0.53),
                    (0.36, -0.34),
                    (0.385, -0.1),
                    (0.36, 0.12),
                    (0.0, 0.2),
                ],
                dark,
            );
        }
        Hair::Curly => {
            canvas.ellipse((0.0, -0.17), (0.46, 0.44), 0.0, dark);
            for (x, y, r) in [
                (0.40, 0.13, 0.12),
                (0.46, -0.06, 0.13),
                (0.45, -0.26, 0.13),
                (0.35, -0.43, 0.14),
                (0.19, -0.54, 0.14),
                (0.0, -0.58, 0.14),
            ] {
                canvas.ellipse((x, y), (r, r), 0.0, dark);
                canvas.ellipse((-x, y), (r, r), 0.0, base);
            }
        }
        Hair::Covered => {
            let cloth = person.accent;
            canvas.blob(
                &[
                    (0.0, -0.60),
                    (0.25, -0.54),
                    (0.405, -0.33),
                    (0.445, -0.02),
                    (0.42, 0.26),
                    (0.34, 0.50),
                    (0.0, 0.62),
                    (-0.34, 0.50),
                    (-0.42, 0.26),
                    (-0.445, -0.02),
                    (-0.405, -0.33),
                    (-0.25, -0.54),
                ],
                cloth.shade(0.8),
            );
        }
    }
}

/// What falls over the shoulders, behind the face.
pub(super) fn over_shoulders(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    match person.hair {
        Hair::Long => {
            for side in [-1.0_f32, 1.0] {
                let at = |x: f32, y: f32| (side * x, y);
                canvas.shape(
                    &[
                        &[at(0.28, -0.30), at(0.42, -0.08), at(0.445, 0.22), at(0.50, 0.52), at(0.46, 0.84)],
                        &[at(0.46, 0.84), at(0.36, 0.90), at(0.27, 0.82)],
                        &[at(0.27, 0.82), at(0.33, 0.58), at(0.27, 0.32), at(0.26, 0.0)],
                    ],
                    if side < 0.0 { base } else { base.mix(dark, 0.5) },
                );
                canvas.stroke(
                    &[
                        (side * 0.39, 0.10, 0.006),
                        (side * 0.395, 0.38, 0.020),
                        (side * 0.43, 0.60, 0.018),
                        (side * 0.40, 0.80, 0.004),
                    ],
                    if side < 0.0 { light } else { dark },
                );
            }
        }
        Hair::Covered => {
            let cloth = person.accent;
            canvas.blob(
                &[
                    (-0.36, 0.18),
                    (-0.39, 0.42),
                    (-0.56, 0.66),
                    (-0.50, 0.82),
                    (-0.16, 0.94),
                    (0.20, 0.96),
                    (0.50, 0.80),
                    (0.54, 0.64),
                    (0.39, 0.42),
                    (0.36, 0.18),
                    (0.0, 0.10),
                ],
                cloth,
            );
            canvas.shape(
                &[
                    &[(0.36, 0.26), (0.16, 0.50), (-0.14, 0.66), (-0.40, 0.74)],
                    &[(-0.40, 0.74), (-0.10, 0.78), (0.24, 0.68), (0.44, 0.48)],
                    &[(0.44, 0.48), (0.38, 0.26)],
                ],
                cloth.shade(0.55),
            );
            canvas
                .stroke(&[(-0.33, 0.36, 0.006), (-0.14, 0.54, 0.018), (0.14, 0.60, 0.006)], cloth.shade(0.8));
            canvas
                .stroke(&[(-0.42, 0.62, 0.006), (-0.2, 0.80, 0.016), (0.1, 0.86, 0.006)], cloth.shade(0.45));
            canvas.blob(&[(-0.30, 0.30), (0.0, 0.52), (0.30, 0.30), (0.0, 0.2)], cloth.shade(1.1));
        }
        Hair::Short | Hair::Bun | Hair::Curly | Hair::Bald | Hair::Bob => {}
    }
}

/// What lies over the forehead and beside the face.
pub(super) fn front(canvas: &mut Canvas, person: &Person) {
    match person.hair {
        Hair::Short => short(canvas, person),
        Hair::Bun => bun(canvas, person),
        Hair::Bob => bob(canvas, person),
        Hair::Long => long(canvas, person),
        Hair::Curly => curly(canvas, person),
        Hair::Covered => scarf(canvas, person),
        Hair::Bald => bald(canvas, person),
    }
}

fn short(canvas: &mut Canvas, person: &Person) {
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

fn bun(canvas: &mut Canvas, person: &Person) {
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

fn bob(canvas: &mut Canvas, person: &Person) {
    let Tones { base, dark, light } = tones(person);
    // Parted aside; the hair falls to the jaw on both sides.
    canvas.shape(
        &[
            &parted(
                person,
                [(0.16, -0.575), (0.31, -0.49), (0.42, -0.28), (0.455, 0.0), (0.462, 0.22), (0.425, 0.375)],
            ),
            &parted(person, [(0.425, 0.375), (0.35, 0.385), (0.292, 0.33)]),
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
                    (0.22, -0.56),
                    (0.05, -0.60),
                    (-0.17, -0.57),
                    (-0.35, -0.43),
                    (-0.44, -0.18),
                    (-0.465, 0.10),
                    (-0.462, 0.26),
                    (-0.425, 0.385),
                ],
            ),
            &parted(person, [(-0.425, 0.385), (-0.34, 0.39), (-0.285, 0.33)]),
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
            &parted(person, [(0.165, -0.42), (0.20, -0.5), (0.22, -0.56)]),
        ],
        base,
    );
    strand(canvas, person, &[(0.12, -0.48), (-0.10, -0.43), (-0.30, -0.30), (-0.385, -0.08)], 0.034, light);
    strand(canvas, person, &[(0.10, -0.55), (-0.13, -0.52), (-0.30, -0.41)], 0.020, light);
    strand(canvas, person, &[(-0.40, -0.05), (-0.415, 0.12), (-0.385, 0.30)], 0.022, dark);
    strand(canvas, person, &[(0.13, -0.42), (-0.06, -0.36), (-0.24, -0.27)], 0.014, dark);
    strand(canvas, person, &[(0.30, -0.38), (0.395, -0.14), (0.415, 0.12)], 0.022, dark);
}

fn long(canvas: &mut Canvas, person: &Person) {
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
                    at(0.318, -0.17),
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

fn curly(canvas: &mut Canvas, person: &Person) {
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

fn scarf(canvas: &mut Canvas, person: &Person) {
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

fn bald(canvas: &mut Canvas, person: &Person) {
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
