//! Clothes: what covers the shoulders and the chest.

mod garments;

use super::canvas::Canvas;
use super::colour::{Colour, hex};
use super::geometry::outline;
use super::person::{Garment, Person};
use super::pose::Pose;

/// The colour of a sleeve.
pub(super) fn sleeve(person: &Person) -> Colour {
    person.cloth.lit(0.35)
}

/// The colour of the end of a sleeve.
pub(super) fn cuff(person: &Person, sleeve: Colour) -> Colour {
    match person.garment {
        Garment::Suit => hex(0x00F1_EEE8),
        Garment::Uniform => trim(person),
        Garment::Coat | Garment::Shirt | Garment::Hoodie => sleeve.shade(0.75),
    }
}

/// What a sleeve throws on the chest.
pub(super) fn shadow(person: &Person) -> Colour {
    person.cloth.shade(0.85)
}

fn trim(person: &Person) -> Colour {
    if person.cloth.luma() < 0.5 { person.cloth.lit(4.2) } else { person.cloth.shade(2.2) }
}

/// Where shoulders lie now.
struct Build {
    wide: f32,
    rise: f32,
}

impl Build {
    fn of(person: &Person, pose: &Pose) -> Self {
        Self { wide: if person.soft { 0.93 } else { 1.0 }, rise: 0.105 * pose.shoulders }
    }

    /// From the neck to below the picture, on one side.
    fn edge(&self, side: f32) -> [(f32, f32); 7] {
        let up = |share: f32| self.rise * share;
        [
            (0.165, 0.375 - up(0.35)),
            (0.27, 0.435 - up(0.65)),
            (0.45, 0.495 - up(1.0)),
            (0.64 * self.wide, 0.565 - up(1.05)),
            (0.785 * self.wide, 0.69 - up(0.85)),
            (0.86 * self.wide, 0.90 - up(0.4)),
            (0.90 * self.wide, 1.2),
        ]
        .map(|(x, y)| (side * x, y))
    }
}

/// What lies behind the neck: a hood, the back of a collar.
pub(super) fn behind(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let cloth = person.cloth;
    let lift = -0.05 * pose.shoulders;
    match person.garment {
        Garment::Hoodie => {
            canvas.blob(
                &[
                    (-0.36, 0.50 + lift),
                    (-0.34, 0.30 + lift),
                    (-0.18, 0.17 + lift),
                    (0.18, 0.17 + lift),
                    (0.34, 0.30 + lift),
                    (0.36, 0.50 + lift),
                    (0.0, 0.6),
                ],
                cloth.shade(0.9),
            );
            canvas.blob(
                &[
                    (-0.26, 0.46 + lift),
                    (-0.24, 0.33 + lift),
                    (-0.13, 0.24 + lift),
                    (0.13, 0.24 + lift),
                    (0.24, 0.33 + lift),
                    (0.26, 0.46 + lift),
                    (0.0, 0.55),
                ],
                cloth.shade(1.8),
            );
        }
        Garment::Coat | Garment::Shirt | Garment::Suit | Garment::Uniform => {
            let colour = match person.garment {
                Garment::Suit => hex(0x00D6_D0C8),
                Garment::Uniform => trim(person).shade(0.9),
                Garment::Coat | Garment::Shirt | Garment::Hoodie => cloth.shade(1.2),
            };
            canvas.blob(
                &[
                    (-0.20, 0.46 + lift),
                    (-0.185, 0.33 + lift),
                    (0.0, 0.29 + lift),
                    (0.185, 0.33 + lift),
                    (0.20, 0.46 + lift),
                    (0.0, 0.5),
                ],
                colour,
            );
        }
    }
}

/// Shoulders and chest with a collar.
pub(super) fn torso(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let build = Build::of(person, pose);
    let cloth = person.cloth;
    let (mut left, right) = (build.edge(-1.0), build.edge(1.0));
    left.reverse();
    let raise = -0.035 * pose.shoulders;
    let neckline = [
        (-0.165, 0.375 + raise),
        (-0.10, 0.50 + raise),
        (0.0, 0.60 + raise),
        (0.10, 0.50 + raise),
        (0.165, 0.375 + raise),
    ];
    let whole = outline(&[&left, &neckline, &right]);
    canvas.polygon(&whole, cloth);
    // The side in shade, and the folds where arms begin.
    let inner = [
        (0.90, 1.2),
        (0.66, 1.2),
        (0.70 * build.wide, 0.92),
        (0.64 * build.wide, 0.74 - build.rise),
        (0.56 * build.wide, 0.56 - build.rise),
    ];
    let outer: Vec<(f32, f32)> = build.edge(1.0).into_iter().skip(3).collect();
    canvas.polygon(&outline(&[&outer, &inner]), cloth.shade(0.5));
    for (side, tone) in [(-1.0, cloth.shade(0.75)), (1.0, cloth.shade(1.1))] {
        let x = 0.60 * build.wide;
        canvas.stroke(
            &[
                (side * x, 0.74 - build.rise, 0.004),
                (side * (x - 0.015), 0.90, 0.022),
                (side * (x + 0.01), 1.15, 0.030),
            ],
            tone,
        );
    }
    canvas.stroke(
        &[
            (-0.58 * build.wide, 0.585 - build.rise, 0.006),
            (-0.70 * build.wide, 0.68 - build.rise * 0.9, 0.030),
            (-0.77 * build.wide, 0.84 - build.rise * 0.5, 0.006),
        ],
        cloth.lit(0.9),
    );
    match person.garment {
        Garment::Coat => garments::coat(canvas, person, raise),
        Garment::Shirt => garments::shirt(canvas, person, raise),
        Garment::Suit => garments::suit(canvas, person, raise),
        Garment::Hoodie => garments::hoodie(canvas, person, raise),
        Garment::Uniform => garments::uniform(canvas, person, &build, raise),
    }
}
