//! Hair styles and head scarves.

mod cuts;
mod styles;

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
        Hair::Short => canvas.even(
            &[(0.0, -0.53), (0.2, -0.51), (0.36, -0.32), (0.375, -0.1), (0.355, 0.10), (0.0, 0.16)],
            dark,
        ),
        Hair::Bald => {
            if person.age == Age::Old {
                canvas.even(&[(0.0, -0.28), (0.3, -0.26), (0.385, -0.10), (0.385, 0.12)], base);
            }
        }
        Hair::Bob => canvas.even(
            &[
                (0.0, -0.58),
                (0.25, -0.525),
                (0.40, -0.32),
                (0.442, -0.02),
                (0.448, 0.24),
                (0.40, 0.365),
                (0.20, 0.36),
            ],
            dark,
        ),
        Hair::Long => canvas.even(
            &[
                (0.0, -0.58),
                (0.25, -0.53),
                (0.39, -0.33),
                (0.425, -0.02),
                (0.44, 0.30),
                (0.46, 0.60),
                (0.42, 0.83),
                (0.0, 0.88),
            ],
            dark,
        ),
        Hair::Bun => {
            let (x, y) =
                if person.another { (0.31 * person.side, 0.27) } else { (0.05 * person.side, -0.645) };
            canvas.ellipse((x, y), (0.160, 0.142), 0.0, base);
            canvas.ellipse((x + 0.035, y + 0.02), (0.117, 0.102), 0.0, dark);
            canvas.ellipse((x + 0.012, y + 0.01), (0.102, 0.087), 0.0, base);
            canvas.even(
                &[(0.0, -0.54), (0.2, -0.52), (0.35, -0.34), (0.375, -0.1), (0.35, 0.12), (0.0, 0.2)],
                dark,
            );
        }
        Hair::Curly => {
            canvas.ellipse((0.0, -0.17), (0.45, 0.43), 0.0, dark);
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
        Hair::Covered => canvas.even(
            &[
                (0.0, -0.58),
                (0.24, -0.53),
                (0.395, -0.33),
                (0.435, -0.02),
                (0.41, 0.26),
                (0.33, 0.50),
                (0.0, 0.62),
            ],
            person.accent.shade(0.8),
        ),
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
        Hair::Short => cuts::short(canvas, person),
        Hair::Bun => styles::bun(canvas, person),
        Hair::Bob => cuts::bob(canvas, person),
        Hair::Long => styles::long(canvas, person),
        Hair::Curly => styles::curly(canvas, person),
        Hair::Covered => styles::scarf(canvas, person),
        Hair::Bald => styles::bald(canvas, person),
    }
}
