//! Neck, ears, face and nose.

use lyon_tessellation::math::Point;

use crate::scenario::customer::{Age, Hair};

use super::canvas::Canvas;
use super::colour::Colour;
use super::geometry::{ellipse, points, smooth};
use super::person::{Person, Skin};
use super::pose::{Pose, ramp};

/// The skin of the face at this moment.
pub(super) fn skin(person: &Person, pose: &Pose) -> Skin {
    person.skin(pose.flush, pose.pale)
}

/// The neck, down to what the clothes cover.
pub(super) fn neck(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let skin = person.skin(pose.flush * 0.7, pose.pale);
    let half = 0.135 + 0.03 * person.jaw;
    let lift = -0.03 * pose.shoulders;
    let side = [
        (half, -0.10),
        (half, 0.18),
        (half + 0.02, 0.32 + lift),
        (half + 0.04, 0.42 + lift),
        (half + 0.07, 0.56 + lift),
    ];
    let mut around: Vec<(f32, f32)> = side.to_vec();
    around.push((0.0, 0.80));
    around.extend(side.iter().rev().map(|(x, y)| (-x, *y)));
    canvas.polygon(&smooth(&points(&around), false), skin.base);
    // The shadow of the chin, further down when the head is drawn in.
    let (x, y) = (pose.tilt * 0.4 + pose.turn * 0.05, 0.07 * pose.drop);
    let column = points(&[(-half, -0.1), (half, -0.1), (half + 0.01, 0.45), (-half - 0.01, 0.45)]);
    canvas.within(&column, |canvas| {
        canvas.shape(
            &[&[
                (0.3, -0.2),
                (0.3, 0.24 + y),
                (0.16, 0.29 + y),
                (x, 0.34 + y),
                (-0.16, 0.22 + y),
                (-0.3, 0.10 + y),
                (-0.3, -0.2),
            ]],
            skin.shade.mix(skin.deep, 0.35),
        );
    });
    // Collar bones.
    for side in [-1.0, 1.0] {
        canvas.stroke(
            &[
                (side * 0.03, 0.52 + lift, 0.006),
                (side * 0.10, 0.50 + lift, 0.012),
                (side * 0.2, 0.475 + lift, 0.004),
            ],
            skin.shade,
        );
    }
}

/// The outline of the face; the chin goes down with an open mouth.
fn face_outline(person: &Person, pose: &Pose) -> Vec<Point> {
    let (w, j, c) = (person.width, person.jaw, person.chin * 0.02 + 0.05 * pose.mouth_open);
    // Where no hair covers it, the skull is higher and rounder.
    let dome = if person.hair == Hair::Bald { 0.035 } else { 0.0 };
    let right = [
        (0.20 * w, -0.435 - dome),
        ((0.322 - 0.1 * dome) * w, -0.27 - 0.6 * dome),
        (0.350 * w, -0.05),
        (0.338 * w, 0.13),
        ((0.262 + 0.035 * j) * w, 0.305 + c * 0.6),
        ((0.140 + 0.045 * j) * w, 0.420 + c),
    ];
    let mut around = vec![(0.0, -0.475 - 1.6 * dome)];
    around.extend(right);
    around.push((0.0, 0.462 + c));
    around.extend(right.iter().rev().map(|(x, y)| (-x, *y)));
    smooth(&points(&around), true)
}

/// Both ears, which go the other way when the head turns.
pub(super) fn ears(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    if matches!(person.hair, Hair::Bob | Hair::Long | Hair::Covered) {
        return;
    }
    let skin = skin(person, pose);
    for side in [-1.0_f32, 1.0] {
        let x = side * 0.352 * person.width - pose.turn * 0.045;
        let tone = if side > 0.0 { skin.shade.mix(skin.base, 0.4) } else { skin.base };
        canvas.ellipse((x, 0.06), (0.052, 0.095), side * 0.16, tone);
        canvas.ellipse(
            (x + side * 0.006, 0.055),
            (0.028, 0.062),
            side * 0.16,
            skin.shade.mix(skin.deep, 0.25),
        );
        if person.earrings {
            let metal = super::colour::hex(0x00E0_B75A);
            canvas.ellipse((x - side * 0.002, 0.168), (0.018, 0.018), 0.0, metal);
            canvas.ellipse((x - side * 0.002 - 0.005, 0.163), (0.007, 0.007), 0.0, metal.lit(4.0));
        }
    }
}

/// The face without its features, in light and shade.
pub(super) fn face(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let skin = skin(person, pose);
    let outline = face_outline(person, pose);
    canvas.polygon(&outline, skin.base);
    canvas.within(&outline, |canvas| {
        canvas.shape(
            &[
                &[
                    (0.16, -0.52),
                    (0.275, -0.30),
                    (0.292, -0.06),
                    (0.300, 0.10),
                    (0.215, 0.28),
                    (0.13, 0.36),
                    (0.02, 0.425),
                    (-0.14, 0.56),
                ],
                &[(0.6, 0.6), (0.6, -0.6)],
            ],
            skin.shade.mix(skin.base, 0.35),
        );
        if person.beard {
            beard(canvas, person, pose, &skin);
        }
    });
    let red = skin.base.mix(super::colour::hex(0x00D0_3C2E), 0.55);
    let rosy = if person.soft { 0.34 } else { 0.20 };
    for side in [-1.0, 1.0] {
        let cheek = (side * 0.205, 0.155 - 0.02 * pose.lower_lids);
        canvas.glow(
            cheek,
            (0.115, 0.085),
            red.fade(((rosy + 0.6 * pose.flush) * (1.0 - 0.7 * pose.pale)).min(0.85)),
        );
    }
    canvas.glow((0.0, 0.15), (0.09, 0.07), red.fade(0.35 * pose.flush));
    canvas.glow((-0.09, -0.29), (0.2, 0.11), skin.light.fade(0.55));
    wrinkles(canvas, person, pose, &skin);
}

fn beard(canvas: &mut Canvas, person: &Person, pose: &Pose, skin: &Skin) {
    let c = 0.05 * pose.mouth_open;
    let colour = person.strands.mix(skin.deep, 0.15);
    canvas.shape(
        &[
            &[(-0.40, 0.02), (-0.319, 0.12), (-0.262, 0.25), (-0.17, 0.262), (-0.09, 0.225), (0.0, 0.232)],
            &[(0.0, 0.232), (0.09, 0.225), (0.17, 0.262), (0.262, 0.25), (0.319, 0.12), (0.40, 0.02)],
            &[(0.5, 0.6), (0.0, 0.64 + c), (-0.5, 0.6)],
        ],
        colour,
    );
    // Thinner under the lip and around the mouth.
    canvas.glow((0.0, 0.372 + c), (0.07, 0.028), skin.base.fade(0.35));
}

/// Lines of age and of the moment.
fn wrinkles(canvas: &mut Canvas, person: &Person, pose: &Pose, skin: &Skin) {
    let age = match person.age {
        Age::Young => 0.0,
        Age::Middle => 0.22,
        Age::Old => 0.85,
    };
    let line = |strength: f32| skin.deep.mix(skin.base, 0.25).fade(strength.clamp(0.0, 1.0));
    // Forehead, when brows rise.
    let raised = ramp(pose.brow_inner, 0.15, 0.9).max(0.5 * age);
    for (y, wide) in [(-0.285, 0.15), (-0.235, 0.17)] {
        canvas.stroke(
            &[
                (-wide, y + 0.012, 0.004),
                (-0.06, y - 0.004, 0.010),
                (0.06, y - 0.004, 0.010),
                (wide, y + 0.012, 0.004),
            ],
            line(raised * 0.75),
        );
    }
    // Between the brows.
    let pinch = ramp(pose.brow_pinch, 0.25, 0.95);
    for side in [-1.0, 1.0] {
        canvas.stroke(
            &[(side * 0.024, -0.165, 0.004), (side * 0.018, -0.125, 0.011), (side * 0.025, -0.085, 0.004)],
            line(pinch * 0.9),
        );
        // From the nose to the mouth: age, a smile, bared teeth.
        let smile = ramp(pose.mouth_curve, 0.35, 1.0) * 0.7;
        let fold =
            (age * 0.8).max(smile).max(pose.teeth * 0.95).max(0.5 * ramp(pose.mouth_curve, -0.3, -0.9));
        let wide = 0.02 * pose.mouth_width.max(0.0) + 0.01 * smile;
        canvas.stroke(
            &[
                (side * 0.088, 0.165, 0.004),
                (side * (0.132 + wide), 0.215, 0.011),
                (side * (0.158 + wide), 0.275, 0.009),
                (side * (0.158 + wide), 0.31, 0.003),
            ],
            line(fold * 0.75),
        );
        // Under the eyes.
        let bags = (age * 0.9).max(0.45 * pose.pale);
        canvas.stroke(
            &[(side * 0.10, 0.062, 0.003), (side * 0.15, 0.076, 0.009), (side * 0.205, 0.060, 0.003)],
            line(bags * 0.6),
        );
        // Beside the eyes: age and smiling.
        let feet = age.max(
            ramp(pose.lower_lids, 0.3, 0.8)
                * ramp(pose.mouth_curve, 0.2, 0.8)
                * if age > 0.0 { 0.9 } else { 0.25 },
        );
        for (dy, turn) in [(-0.012, -0.016), (0.012, 0.008)] {
            canvas.stroke(
                &[(side * 0.262, dy + 0.005, 0.007), (side * 0.298, dy + turn + 0.005, 0.002)],
                line(feet * 0.6),
            );
        }
    }
}

/// The nose.
pub(super) fn nose(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let skin = skin(person, pose);
    let w = person.nose * (1.0 + 0.10 * pose.teeth + 0.06 * pose.lower_lids);
    let red = |tone: Colour| tone.mix(super::colour::hex(0x00C8_3A2A), 0.10 + 0.15 * pose.flush);
    // The side in shade, then the underside.
    canvas.shape(
        &[
            &[
                (0.022, -0.045),
                (0.030, 0.04),
                (0.040 * w, 0.11),
                (0.066 * w, 0.150),
                (0.060 * w, 0.182),
                (0.02, 0.186),
            ],
            &[(0.02, 0.186), (0.022, 0.14), (0.010, 0.05), (0.012, -0.03)],
        ],
        red(skin.shade).mix(skin.base, 0.25),
    );
    canvas.shape(
        &[
            &[
                (-0.066 * w, 0.165),
                (-0.052 * w, 0.186),
                (-0.026, 0.183),
                (0.0, 0.198),
                (0.026, 0.183),
                (0.052 * w, 0.186),
                (0.066 * w, 0.165),
            ],
            &[(0.066 * w, 0.165), (0.030, 0.170), (0.0, 0.180), (-0.030, 0.170), (-0.066 * w, 0.165)],
        ],
        red(skin.deep).mix(skin.shade, 0.25),
    );
    for side in [-1.0, 1.0] {
        let nostril = ellipse((side * 0.032 * w, 0.182), (0.013, 0.0065), side * -0.25);
        canvas.polygon(&nostril, skin.deep.shade(0.9));
    }
    canvas.glow((-0.012, 0.128), (0.024, 0.03), skin.light.fade(0.8));
}
