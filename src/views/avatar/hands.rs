//! Forearms and hands.

use lyon_tessellation::math::vector;

use super::canvas::{Canvas, Frame};
use super::clothes;
use super::colour::Colour;
use super::person::{Person, Skin};
use super::pose::{Hand, Pose};

/// From the middle of the palm to the wrist.
const WRIST: f32 = 0.105;

/// Both forearms with their hands; the right one lies over the left.
pub(super) fn both(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let body = canvas.frame;
    let skin = person.skin(pose.flush * 0.35, pose.pale * 0.6);
    for (hand, mirrored) in [(&pose.left, true), (&pose.right, false)] {
        arm(canvas, person, pose, hand, mirrored);
        let side = if mirrored { -1.0 } else { 1.0 };
        canvas.frame = Frame {
            mirrored,
            scale: if person.soft { 0.92 } else { 1.0 },
            // Seen from the part's side inwards is to the left.
            angle: -hand.angle * side,
            origin: body.origin + vector(side * hand.out, hand.down),
            ..Frame::plain()
        };
        paint(canvas, hand, &skin);
        canvas.frame = body;
    }
}

/// The sleeve from the elbow to the wrist.
fn arm(canvas: &mut Canvas, person: &Person, pose: &Pose, hand: &Hand, mirrored: bool) {
    let side = if mirrored { -1.0 } else { 1.0 };
    let (sin, cos) = hand.angle.sin_cos();
    // Fingers point (-sin, -cos) from the palm; the wrist lies the other way.
    let wrist = (side * (hand.out + WRIST * sin), hand.down + WRIST * cos);
    let elbow = (side * 0.80, 1.17 - 0.03 * pose.shoulders);
    let (dx, dy) = (wrist.0 - elbow.0, wrist.1 - elbow.1);
    let length = dx.hypot(dy).max(0.01);
    let (dx, dy) = (dx / length, dy / length);
    let back = |by: f32| (wrist.0 - dx * by, wrist.1 - dy * by);
    let (cuff, end) = (back(0.045), back(0.02));
    let sleeve = clothes::sleeve(person);
    let tone = if mirrored { sleeve } else { sleeve.shade(0.25) };
    let middle = ((elbow.0 + cuff.0) / 2.0, (elbow.1 + cuff.1) / 2.0 + 0.012);
    // Its shadow on the chest.
    canvas.stroke(
        &[
            (elbow.0, elbow.1 + 0.035, 0.32),
            (middle.0, middle.1 + 0.035, 0.265),
            (cuff.0, cuff.1 + 0.03, 0.19),
        ],
        clothes::shadow(person),
    );
    // The bare wrist under the cuff.
    let skin = person.skin(pose.flush * 0.35, pose.pale * 0.6);
    canvas.stroke(&[(cuff.0, cuff.1, 0.125), (wrist.0 + dx * 0.03, wrist.1 + dy * 0.03, 0.125)], skin.shade);
    canvas.stroke(&[(elbow.0, elbow.1, 0.30), (middle.0, middle.1, 0.245), (cuff.0, cuff.1, 0.165)], tone);
    let across = (-dy * 0.072, dx * 0.072);
    let ring = |canvas: &mut Canvas, at: (f32, f32), wide: f32, colour: Colour| {
        canvas.stroke(
            &[
                (at.0 - across.0 * wide, at.1 - across.1 * wide, 0.05),
                (at.0 + across.0 * wide, at.1 + across.1 * wide, 0.05),
            ],
            colour,
        );
    };
    ring(canvas, end, 1.0, clothes::cuff(person, tone));
    // A fold at the elbow.
    let fold = |t: f32, off: f32| {
        (elbow.0 + (cuff.0 - elbow.0) * t - dy * off, elbow.1 + (cuff.1 - elbow.1) * t + dx * off)
    };
    let (a, b) = (fold(0.62, -0.05 * side), fold(0.50, 0.03 * side));
    canvas.stroke(
        &[
            (a.0, a.1, 0.004),
            (f32::midpoint(a.0, b.0), f32::midpoint(a.1, b.1) + 0.008, 0.014),
            (b.0, b.1, 0.004),
        ],
        tone.shade(0.6),
    );
}

/// A hand, its palm in the middle, its fingers upwards; the thumb to the right lies outside.
fn paint(canvas: &mut Canvas, hand: &Hand, skin: &Skin) {
    let curl = hand.curl.clamp(0.0, 1.0);
    let fist = super::pose::ramp(curl, 0.45, 0.95);
    let thumb_behind = 1.0 - fist;
    if thumb_behind > 0.5 {
        thumb(canvas, hand, skin);
    }
    // The palm; under folded fingers it lies in shade.
    let palm = skin.base.mix(skin.shade, 0.85 * fist);
    canvas.blob(
        &[
            (-0.062, 0.115),
            (-0.086, 0.03),
            (-0.093, -0.06),
            (-0.07, -0.105),
            (0.0, -0.118),
            (0.07, -0.105),
            (0.092, -0.05),
            (0.084, 0.04),
            (0.060, 0.115),
        ],
        palm,
    );
    canvas.shape(
        &[
            &[(0.058, -0.11), (0.092, -0.05), (0.084, 0.04), (0.060, 0.115)],
            &[(0.060, 0.115), (0.03, 0.11), (0.052, 0.03), (0.050, -0.06), (0.058, -0.11)],
        ],
        palm.mix(skin.shade, 0.7),
    );
    let reach = (curl * 2.75).cos();
    let fingers = [(-0.068, 0.150, -1.0), (-0.024, 0.178, -0.35), (0.022, 0.170, 0.30), (0.066, 0.132, 0.95)];
    let fold = |x: f32, length: f32, lean: f32| {
        let tip_lean = lean * (0.10 + 0.42 * hand.spread) * (1.0 - fist);
        let base_y = -0.092 + 0.012 * lean.abs() - 0.02 * fist;
        let along = length * reach * if reach < 0.0 { 0.78 } else { 1.0 };
        let (tip_x, tip_y) = (x + tip_lean * length, base_y - along);
        let bend = (x + tip_lean * length * 0.45, base_y - along * 0.5 - 0.010 * fist);
        [(x, base_y, 0.046), (bend.0, bend.1, 0.046), (tip_x, tip_y, 0.040)]
    };
    for (x, length, lean) in fingers {
        let path = fold(x, length, lean);
        // The gap beside the finger.
        canvas.stroke(
            &path.map(|(x, y, w)| (x + 0.007, y, w + 0.004)),
            skin.shade.mix(skin.deep, 0.45 + 0.3 * fist),
        );
        canvas.stroke(&path, skin.base);
        if fist > 0.0 {
            canvas.ellipse((x - 0.004, -0.115), (0.015, 0.010), 0.0, skin.light.fade(fist));
        }
    }
    if fist < 1.0 {
        // Knuckles of a hand seen from behind.
        for (x, _, lean) in fingers {
            canvas.ellipse(
                (x, -0.078 + 0.010 * lean * lean),
                (0.014, 0.006),
                0.0,
                skin.shade.fade(0.8 * (1.0 - fist)),
            );
        }
    }
    if thumb_behind <= 0.5 {
        thumb(canvas, hand, skin);
    }
}

fn thumb(canvas: &mut Canvas, hand: &Hand, skin: &Skin) {
    let fist = super::pose::ramp(hand.curl, 0.45, 0.95);
    let side = hand.thumb.clamp(-1.0, 1.0);
    let mix = |open: f32, closed: f32| open + (closed - open) * fist;
    let path = [
        (side * 0.055, mix(0.055, 0.062), 0.062),
        (side * mix(0.112, 0.088), mix(-0.01, 0.012), 0.054),
        (side * mix(0.118, 0.050), mix(-0.065, -0.022), 0.050),
        (side * mix(0.122 + 0.03 * hand.spread, -0.030), mix(-0.112, -0.020), 0.040),
    ];
    canvas.stroke(&path.map(|(x, y, w)| (x + 0.006, y + 0.006, w + 0.005)), skin.shade.mix(skin.deep, 0.5));
    canvas.stroke(&path, skin.base);
}
