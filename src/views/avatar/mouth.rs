//! The mouth: lips, teeth and tongue.

use super::canvas::Canvas;
use super::colour::hex;
use super::head::skin;
use super::person::Person;
use super::pose::{Pose, ramp};

/// The mouth.
pub(super) fn mouth(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let skin = skin(person, pose);
    let open = pose.mouth_open.clamp(0.0, 1.0);
    let curve = pose.mouth_curve.clamp(-1.0, 1.0);
    let press = pose.press.clamp(0.0, 1.0);
    let half = 0.112 + 0.034 * pose.mouth_width - 0.022 * open * (1.0 - pose.teeth) + 0.010 * press;
    let middle = 0.302 + 0.012 * person.chin + 0.012 * curve - 0.010 * open * pose.teeth;
    let corner = -0.050 * curve;
    let skew = 0.016 * pose.mouth_skew * person.side;
    // The line where the lips meet; its bend is greatest near the corners, so that the middle stays soft.
    let part = |x: f32| {
        let u = (x / half).clamp(-1.0, 1.0);
        middle + corner * u.abs().powf(1.9) + skew * u
    };
    // Round when calm, square when teeth are bared.
    let power = 0.62 - 0.30 * pose.teeth;
    let arch = |x: f32, power: f32| {
        let u = (x / half).clamp(-1.0, 1.0);
        (1.0 - u * u).max(0.0).powf(power)
    };
    let up = open * (0.030 + 0.042 * pose.teeth) * (1.0 - 0.4 * ramp(curve, 0.2, 1.0));
    let down = open * (0.125 - 0.025 * pose.teeth);
    let upper = |x: f32| part(x) - up * arch(x, power);
    let lower = |x: f32| part(x) + down * arch(x, power);
    let full = person.lips * (1.0 - 0.5 * press) * (1.0 - 0.15 * open);
    let bow = |x: f32| {
        let u = (x / half).clamp(-1.0, 1.0);
        // Two peaks with a dip between.
        (1.0 - u * u).max(0.0) * (1.0 - 0.28 * (-(u * 6.0).powi(2)).exp())
    };
    let span = (-half, half);

    // The shadow under the lower lip.
    canvas.band(
        (-half * 0.62, half * 0.62),
        |x| lower(x) + 0.030 * full * arch(x, 0.8),
        |x| lower(x) + 0.030 * full * arch(x, 0.8) + 0.020 * (1.0 - (x / half / 0.62).powi(2)).max(0.0),
        skin.shade.mix(skin.deep, 0.3).fade(0.9),
    );
    canvas.band(span, |x| upper(x) - 0.027 * full * bow(x), |x| upper(x) + 0.004, skin.lip.shade(0.45));
    canvas.band(span, |x| lower(x) - 0.004, |x| lower(x) + 0.036 * full * arch(x, 0.8), skin.lip);
    canvas.band(
        (-half * 0.45, half * 0.30),
        |x| lower(x) + 0.010 * full,
        |x| {
            lower(x) + (0.010 + 0.012 * (1.0 - ((x + half * 0.075) / (half * 0.375)).powi(2)).max(0.0)) * full
        },
        skin.lip.lit(1.8).fade(0.7 * (1.0 - press)),
    );
    if open > 0.015 {
        inside(canvas, pose, span, &upper, &lower);
    }
    // The line between the lips and the corners.
    let dark = skin.lip.shade(2.6);
    let closed = 1.0 - ramp(open, 0.02, 0.12);
    let at = |u: f32, width: f32| (half * u, part(half * u), width);
    let firm = 0.011 + 0.006 * press;
    canvas.stroke(
        &[
            at(-1.03, 0.006),
            at(-0.85, firm),
            at(-0.45, firm),
            at(0.0, firm),
            at(0.45, firm),
            at(0.85, firm),
            at(1.03, 0.006),
        ],
        dark.fade(closed),
    );
    for side in [-1.0_f32, 1.0] {
        let (x, y) = (side * half, part(side * half));
        canvas.stroke(
            &[
                (x - side * 0.004, y - 0.002, 0.010),
                (x + side * 0.012, y - 0.012 * curve, 0.010),
                (x + side * 0.018, y - 0.022 * curve, 0.003),
            ],
            skin.deep,
        );
        // Beside a pressed mouth the cheek tightens.
        canvas.stroke(
            &[
                (x + side * 0.02, y - 0.014, 0.003),
                (x + side * 0.030, y + 0.008, 0.009),
                (x + side * 0.024, y + 0.032, 0.003),
            ],
            skin.deep.mix(skin.base, 0.3).fade(press * 0.8),
        );
    }
}

/// Dark, tongue and teeth.
fn inside(
    canvas: &mut Canvas,
    pose: &Pose,
    span: (f32, f32),
    upper: &impl Fn(f32) -> f32,
    lower: &impl Fn(f32) -> f32,
) {
    canvas.band(span, upper, lower, hex(0x0054_1A1E));
    let open = pose.mouth_open;
    let clench = pose.teeth.clamp(0.0, 1.0);
    let height = (lower(0.0) - upper(0.0)).max(0.0);
    let half = span.1;
    canvas.band(
        (-half * 0.62, half * 0.62),
        |x| upper(x).max(lower(x) - height * 0.42 * (1.0 - (x / half / 0.62).powi(2)).max(0.0)),
        lower,
        hex(0x00B6_5355).fade(1.0 - clench),
    );
    let white = hex(0x00F7_F1E6);
    let smile = ramp(pose.mouth_curve, 0.0, 0.6);
    let share = 0.22 + 0.40 * smile.max(clench) - 0.06 * clench;
    let reach = (0.034 + 0.018 * clench).min(height * share);
    let inner = (-half * 0.93, half * 0.93);
    canvas.band(inner, upper, |x| lower(x).min(upper(x) + reach), white);
    let below = reach * 0.92 * clench;
    canvas.band(
        inner,
        |x| upper(x).max(lower(x) - below),
        lower,
        white.shade(0.22).fade(ramp(clench, 0.05, 0.3)),
    );
    // Gaps between the teeth, when they are bared.
    let gap = hex(0x00B9_A69B).fade(0.75 * ramp(clench, 0.3, 0.9) * ramp(open, 0.1, 0.4));
    for place in [-0.66_f32, -0.36, -0.12, 0.12, 0.36, 0.66] {
        let x = place * half;
        canvas.stroke(&[(x, upper(x) + 0.004, 0.004), (x, lower(x) - 0.004, 0.004)], gap);
    }
}
