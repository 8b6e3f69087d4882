//! Forearms and hands.

use lyon_tessellation::math::vector;

use super::canvas::{Canvas, Frame};
use super::clothes;
use super::colour::Colour;
use super::person::{Person, Skin};
use super::pose::{Hand, Pose, ramp};

/// From the middle of the palm to the wrist.
const WRIST: f32 = 0.105;

fn size(person: &Person) -> f32 {
    if person.soft { 1.04 } else { 1.13 }
}

/// Both forearms with their hands; the right one lies over the left.
pub(super) fn both(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let body = canvas.frame;
    let skin = person.skin(pose.flush * 0.35, pose.pale * 0.6);
    for (hand, mirrored) in [(&pose.left, true), (&pose.right, false)] {
        arm(canvas, person, pose, hand, mirrored);
        let side = if mirrored { -1.0 } else { 1.0 };
        canvas.frame = Frame {
            mirrored,
            scale: size(person),
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
    let (aside, up) = hand.angle.sin_cos();
    let reach = WRIST * size(person);
    // Fingers point (-aside, -up) from the palm; the wrist lies the other way.
    let wrist = (side * (hand.out + reach * aside), hand.down + reach * up);
    let elbow = (side * 0.68, 1.18 - 0.03 * pose.shoulders);
    let (dx, dy) = (wrist.0 - elbow.0, wrist.1 - elbow.1);
    let length = dx.hypot(dy).max(0.01);
    let (dx, dy) = (dx / length, dy / length);
    let back = |by: f32| (wrist.0 - dx * by, wrist.1 - dy * by);
    let (cuff, end) = (back(0.045), back(0.02));
    let sleeve = clothes::sleeve(person);
    let tone = if mirrored { sleeve } else { sleeve.shade(0.25) };
    let middle = (f32::midpoint(elbow.0, cuff.0), f32::midpoint(elbow.1, cuff.1) + 0.012);
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
    canvas.stroke(&[(elbow.0, elbow.1, 0.27), (middle.0, middle.1, 0.245), (cuff.0, cuff.1, 0.165)], tone);
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
    let fist = ramp(hand.curl, 0.45, 0.95);
    // Fingers fold towards the eye: shorter and shorter, then down over the palm.
    let reach = (hand.curl.clamp(0.0, 1.0) * 2.75).cos();
    if fist <= 0.5 {
        thumb(canvas, hand, skin, fist);
    }
    if reach > 0.0 {
        fingers(canvas, hand, skin, fist, reach);
    }
    // Under folded fingers the palm lies in shade.
    let palm = skin.base.mix(skin.shade, 0.85 * fist);
    let outline = [
        (-0.060, 0.120),
        (-0.084, 0.03),
        (-0.092, -0.06),
        (-0.086, -0.098),
        (-0.045, -0.112),
        (0.0, -0.118),
        (0.05, -0.114),
        (0.088, -0.098),
        (0.093, -0.05),
        (0.084, 0.04),
        (0.060, 0.120),
    ];
    canvas.blob(&outline, palm);
    canvas.shape(
        &[
            &[(-0.060, 0.120), (-0.084, 0.03), (-0.092, -0.06), (-0.086, -0.095)],
            &[(-0.086, -0.095), (-0.062, -0.05), (-0.050, 0.03), (-0.022, 0.125)],
        ],
        palm.mix(skin.shade, 0.75),
    );
    if reach <= 0.0 {
        fingers(canvas, hand, skin, fist, reach);
    } else {
        // Knuckles, and the gaps that run a little way over the back of the hand.
        for x in [-0.047, -0.001, 0.044] {
            canvas.stroke(
                &[(x, -0.125, 0.007), (x * 0.94, -0.085, 0.002)],
                skin.deep.fade(0.55 * (1.0 - fist)),
            );
        }
        for (x, y) in [(-0.068, -0.066), (-0.024, -0.074), (0.022, -0.075), (0.064, -0.066)] {
            canvas.stroke(
                &[(x - 0.011, y + 0.004, 0.003), (x, y - 0.003, 0.006), (x + 0.011, y + 0.004, 0.003)],
                skin.shade.fade(0.7 * (1.0 - fist)),
            );
        }
    }
    if fist > 0.5 {
        thumb(canvas, hand, skin, fist);
    }
}

/// Four fingers, from the little one on.
fn fingers(canvas: &mut Canvas, hand: &Hand, skin: &Skin, fist: f32, reach: f32) {
    for (x, length, lean) in
        [(-0.069, 0.128, -1.0), (-0.024, 0.164, -0.35), (0.022, 0.176, 0.25), (0.067, 0.154, 0.8_f32)]
    {
        let aside = lean * (0.08 + 0.42 * hand.spread) * (1.0 - fist) * length;
        let root = -0.088 + 0.012 * lean.abs() - 0.024 * fist;
        let along = length * reach * if reach < 0.0 { 0.80 } else { 1.0 };
        let path = [
            (x, root, 0.047),
            (x + aside * 0.45, root - along * 0.5 - 0.010 * fist, 0.047),
            (x + aside, root - along, 0.039),
        ];
        // The gap towards the finger before.
        canvas.stroke(
            &path.map(|(x, y, w)| (x - 0.006, y, w + 0.004)),
            skin.shade.mix(skin.deep, 0.5 + 0.3 * fist),
        );
        canvas.stroke(&path, skin.base);
        canvas.ellipse((x - 0.003, root - 0.002), (0.014, 0.009), 0.0, skin.light.fade(fist));
    }
}

fn thumb(canvas: &mut Canvas, hand: &Hand, skin: &Skin, fist: f32) {
    let side = hand.thumb.clamp(-1.0, 1.0);
    let mix = |open: f32, closed: f32| open + (closed - open) * fist;
    let path = [
        (side * 0.050, mix(0.070, 0.062), 0.066),
        (side * mix(0.112, 0.088), mix(0.012, 0.012), 0.056),
        (side * mix(0.138, 0.050), mix(-0.045, -0.022), 0.050),
        (side * mix(0.146 + 0.03 * hand.spread, -0.030), mix(-0.094, -0.020), 0.040),
    ];
    canvas.stroke(&path.map(|(x, y, w)| (x - 0.005, y + 0.006, w + 0.004)), skin.shade.mix(skin.deep, 0.5));
    canvas.stroke(&path, skin.base);
}
