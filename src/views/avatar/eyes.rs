//! Eyes, brows, glasses and tears.

use super::canvas::Canvas;
use super::colour::hex;
use super::head::skin;
use super::person::Person;
use super::pose::{Pose, ramp};

/// How far an eye is from the middle of the face.
const APART: f32 = 0.157;

/// Both eyes.
pub(super) fn eyes(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    for side in [-1.0, 1.0] {
        eye(canvas, person, pose, side);
    }
}

/// One eye; `side` is -1 for the left of the picture.
fn eye(canvas: &mut Canvas, person: &Person, pose: &Pose, side: f32) {
    let skin = skin(person, pose);
    let half = 0.086 * person.eyes;
    let centre = side * APART;
    // From -1 at the nose to 1 at the temple.
    let along = |x: f32| side * (x - centre) / half;
    let droop = 0.010 * ramp(pose.brow_inner, 0.2, 1.0) - 0.006 * ramp(-pose.brow_inner, 0.2, 1.0);
    let slant = |u: f32| -(person.slant - droop) * u - 0.004 * u * u * u;
    let open = pose.lids.clamp(0.0, 1.45);
    let raised = pose.lower_lids.clamp(0.0, 1.0);
    let low = (0.036 - 0.040 * raised) * person.eyes;
    let closed = 0.022 - 0.030 * raised;
    let high = closed + (-0.056 * person.eyes - closed) * open;
    let arch = |u: f32, power: f32| (1.0 - u * u).max(0.0).powf(power);
    let upper = |x: f32| {
        let u = along(x);
        // The highest point lies a little towards the nose.
        slant(u) + high * arch((u + 0.10) / (1.0 + 0.10 * u.signum()), 0.72)
    };
    let lower = |x: f32| {
        let u = along(x);
        (slant(u) + low * arch((u - 0.12) / (1.0 - 0.12 * u.signum()), 0.85)).max(upper(x))
    };
    let (from, to) = (centre - half, centre + half);

    // The hollow under the brow, darker with a frown.
    canvas.glow((centre, -0.035), (half * 1.35, 0.075), skin.shade.fade(0.55 + 0.25 * pose.brow_pinch));

    let white = hex(0x00FA_F4EC).mix(skin.base, 0.08);
    canvas.band((from, to), upper, lower, white);
    let x = centre + pose.gaze_x.clamp(-1.0, 1.0) * 0.040;
    let y = -0.008 + pose.gaze_y.clamp(-1.0, 1.0) * 0.024;
    let disc = |radius: f32| move |at: f32| (radius * radius - (at - x) * (at - x)).max(0.0).sqrt();
    let fear = ramp(pose.lids, 1.1, 1.4);
    for (radius, colour) in [
        (0.051 * person.eyes, person.iris.shade(0.9)),
        (0.043 * person.eyes, person.iris.lit(0.7)),
        (0.023 * person.eyes * (1.0 - 0.2 * fear), hex(0x0019_1214)),
    ] {
        let bow = disc(radius);
        canvas.band(
            ((x - radius).max(from), (x + radius).min(to)),
            |at| upper(at).max(y - bow(at)),
            |at| lower(at).min(y + bow(at)),
            colour,
        );
    }
    // The shadow of the lid, then the light in the eye.
    canvas.band((from, to), upper, |at| lower(at).min(upper(at) + 0.013), skin.deep.shade(1.0).fade(0.30));
    let spark = ramp((y - 0.018) - upper(x - 0.016), -0.004, 0.012);
    canvas.ellipse((x - 0.016, y - 0.018), (0.0135, 0.0135), 0.0, hex(0x00FF_FFFF).fade(0.95 * spark));
    canvas.ellipse((x + 0.017, y + 0.017), (0.006, 0.006), 0.0, hex(0x00FF_FFFF).fade(0.5 * spark));
    if pose.tears > 0.0 {
        canvas.band(
            (from, to),
            |at| upper(at).max(lower(at) - 0.011),
            lower,
            hex(0x00DD_F1FA).fade(0.9 * pose.tears),
        );
    }

    // Lashes, the crease of the lid, and the edge of the lower lid.
    let lash = skin.deep.shade(2.6).mix(hex(0x0022_1718), 0.6);
    let weight = if person.soft { 0.019 } else { 0.014 };
    let edge = |u: f32, width: f32, lift: f32| {
        let x = centre + side * half * u;
        (x, upper(x) + lift, width)
    };
    let tip = if person.soft { 1.16 } else { 1.06 };
    let (tip_x, tip_y) = (centre + side * half * tip, slant(1.0) - if person.soft { 0.016 } else { 0.004 });
    canvas.stroke(
        &[
            edge(-1.0, 0.005, 0.0),
            edge(-0.72, weight * 0.7, 0.0),
            edge(-0.3, weight, 0.0),
            edge(0.2, weight, 0.0),
            edge(0.65, weight, 0.0),
            edge(0.93, weight * 0.85, 0.0),
            (tip_x, tip_y, 0.004),
        ],
        lash,
    );
    let crease = skin.deep.mix(skin.shade, 0.3).fade(0.8 * ramp(open, 0.0, 0.5));
    let lift = -0.026 + 0.006 * ramp(-pose.brow_inner, 0.0, 1.0);
    canvas.stroke(
        &[
            edge(-0.75, 0.003, lift * 0.8),
            edge(-0.2, 0.009, lift),
            edge(0.4, 0.009, lift),
            edge(0.95, 0.003, lift * 0.9),
        ],
        crease,
    );
    let below = |u: f32, width: f32| {
        let x = centre + side * half * u;
        (x, lower(x) + 0.002, width)
    };
    canvas.stroke(
        &[below(-0.6, 0.003), below(0.1, 0.006), below(0.7, 0.008), below(0.98, 0.004)],
        skin.deep.mix(skin.shade, 0.2),
    );
    // What a smile pushes up under the eye.
    canvas.stroke(
        &[
            (centre - half * 0.8, 0.058 - 0.010 * raised, 0.003),
            (centre, 0.066 - 0.016 * raised, 0.009),
            (centre + half * 0.8, 0.058 - 0.010 * raised, 0.003),
        ],
        skin.shade.mix(skin.deep, 0.4).fade(raised * 0.9),
    );
}

/// Both brows.
pub(super) fn brows(canvas: &mut Canvas, person: &Person, pose: &Pose) {
    let colour =
        if person.strands.luma() > 0.5 { person.strands.shade(1.2) } else { person.strands.lit(0.35) };
    for side in [-1.0_f32, 1.0] {
        let skew = 0.035 * pose.brow_skew * if side * person.side > 0.0 { -1.0 } else { 0.25 };
        let pinch = pose.brow_pinch.clamp(0.0, 1.0);
        let inner = -0.138 - 0.056 * pose.brow_inner + skew * 0.4 + 0.010 * pinch;
        let outer = -0.122 - 0.048 * pose.brow_outer + skew * 0.8;
        let peak = -0.162 - 0.020 * pose.brow_inner - 0.030 * pose.brow_outer + skew;
        let start = 0.066 - 0.026 * pinch;
        let w = person.brows;
        canvas.stroke(
            &[
                (side * start, inner, 0.026 * w),
                (side * (start + 0.05), inner + (peak - inner) * 0.55, 0.038 * w),
                (side * 0.19, peak, 0.032 * w),
                (side * 0.262, outer, 0.009 * w),
            ],
            colour,
        );
    }
}

/// Glasses, for those who wear some.
pub(super) fn glasses(canvas: &mut Canvas, person: &Person) {
    if !person.glasses {
        return;
    }
    let rim = if person.soft { person.accent.shade(2.2) } else { hex(0x0033_3438) };
    let wire = |canvas: &mut Canvas, path: &[(f32, f32)]| {
        let path: Vec<(f32, f32, f32)> = path.iter().map(|(x, y)| (*x, *y, 0.015)).collect();
        canvas.stroke(&path, rim);
    };
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * (APART + x), y);
        let lens = [
            at(-0.10, -0.055),
            at(0.0, -0.082),
            at(0.105, -0.06),
            at(0.115, 0.02),
            at(0.06, 0.095),
            at(-0.05, 0.098),
            at(-0.105, 0.03),
        ];
        canvas.blob(&lens, hex(0x00FF_FFFF).fade(0.10));
        let round: Vec<(f32, f32)> = lens.iter().chain(lens.iter().take(1)).copied().collect();
        wire(canvas, &round);
        wire(canvas, &[at(0.112, -0.035), (side * 0.352 * person.width, -0.015)]);
        canvas.stroke(
            &[(side * APART - 0.06, -0.03, 0.004), (side * APART - 0.02, -0.062, 0.010)],
            hex(0x00FF_FFFF).fade(0.55),
        );
    }
    wire(canvas, &[(-0.052, 0.0), (0.0, -0.018), (0.052, 0.0)]);
}

/// Tears and sweat.
pub(super) fn drops(canvas: &mut Canvas, pose: &Pose) {
    let water = hex(0x00BF_E4F5);
    let drop = |canvas: &mut Canvas, x: f32, y: f32, size: f32, strength: f32| {
        if strength > 0.02 {
            canvas.shape(
                &[&[
                    (x, y - 1.6 * size),
                    (x + 0.75 * size, y),
                    (x, y + 0.85 * size),
                    (x - 0.75 * size, y),
                    (x, y - 1.6 * size),
                ]],
                water.shade(0.25).fade(0.92 * strength),
            );
            canvas.ellipse(
                (x - 0.25 * size, y + 0.1 * size),
                (0.2 * size, 0.3 * size),
                0.0,
                hex(0x00FF_FFFF).fade(0.9 * strength),
            );
        }
    };
    let run = ramp(pose.tears, 0.45, 1.0);
    drop(canvas, -0.195, 0.10 + 0.06 * run, 0.028, run);
    drop(canvas, 0.185, 0.085 + 0.03 * run, 0.022, ramp(pose.tears, 0.7, 1.0));
    let sweat = ramp(pose.sweat, 0.25, 0.9);
    drop(canvas, 0.285, -0.20 + 0.04 * sweat, 0.026, sweat);
}
