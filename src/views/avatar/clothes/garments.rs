//! Collars, lapels, buttons and badges, garment by garment.

use super::super::canvas::Canvas;
use super::super::colour::{Colour, hex};
use super::super::geometry::{outline, points};
use super::super::person::Person;
use super::{Build, trim};

fn both(canvas: &mut Canvas, paint: impl Fn(&mut Canvas, f32)) {
    for side in [-1.0, 1.0] {
        paint(canvas, side);
    }
}

fn buttons(canvas: &mut Canvas, x: f32, rows: &[f32], size: f32, colour: Colour) {
    for y in rows {
        canvas.ellipse((x + 0.003, y + 0.004), (size, size), 0.0, colour.shade(1.5));
        canvas.ellipse((x, *y), (size, size), 0.0, colour);
    }
}

pub(super) fn coat(canvas: &mut Canvas, person: &Person, lift: f32) {
    let cloth = person.cloth;
    let inner = if cloth.luma() > 0.6 { hex(0x0055_5B66) } else { hex(0x00EA_E1D3) };
    // A fine sweater under it.
    let v = points(&[
        (-0.20, 0.36 + lift),
        (0.20, 0.36 + lift),
        (0.22, 0.60),
        (0.03, 1.02),
        (-0.03, 1.02),
        (-0.22, 0.60),
    ]);
    canvas.within(&v, |canvas| {
        canvas.shape(
            &[
                &[
                    (-0.3, 0.36 + lift),
                    (-0.16, 0.40 + lift),
                    (0.0, 0.49 + lift),
                    (0.16, 0.40 + lift),
                    (0.3, 0.36 + lift),
                ],
                &[(0.3, 1.2), (-0.3, 1.2)],
            ],
            inner,
        );
        canvas.stroke(
            &[
                (-0.19, 0.385 + lift, 0.030),
                (-0.10, 0.455 + lift, 0.030),
                (0.0, 0.488 + lift, 0.030),
                (0.10, 0.455 + lift, 0.030),
                (0.19, 0.385 + lift, 0.030),
            ],
            inner.shade(0.35),
        );
        canvas.shape(
            &[
                &[(0.10, 0.40), (0.22, 0.40), (0.22, 0.60), (0.03, 1.02)],
                &[(0.0, 1.02), (0.12, 0.62), (0.10, 0.40)],
            ],
            inner.shade(0.5),
        );
    });
    canvas.stroke(&[(0.02, 0.98, 0.012), (0.03, 1.2, 0.012)], cloth.shade(1.1));
    both(canvas, |canvas, side| {
        let at = |x: f32, y: f32| (side * x, y);
        let tone = if side < 0.0 { cloth.lit(0.55) } else { cloth.lit(0.1) };
        // Its shadow, the lapel, the collar.
        canvas.shape(
            &[
                &[at(0.20, 0.42 + lift), at(0.35, 0.72), at(0.20, 0.90), at(0.02, 1.07)],
                &[at(0.02, 1.07), at(0.10, 0.75), at(0.20, 0.42 + lift)],
            ],
            cloth.shade(0.9),
        );
        canvas.shape(
            &[
                &[at(0.17, 0.44 + lift), at(0.335, 0.64)],
                &[at(0.335, 0.64), at(0.20, 0.84), at(0.02, 1.05)],
                &[at(0.02, 1.05), at(0.10, 0.75), at(0.17, 0.44 + lift)],
            ],
            tone,
        );
        canvas.shape(
            &[
                &[
                    at(0.145, 0.325 + lift),
                    at(0.22, 0.36 + lift),
                    at(0.335, 0.46 + lift),
                    at(0.37, 0.555 + lift),
                ],
                &[at(0.37, 0.555 + lift), at(0.275, 0.605 + lift)],
                &[at(0.275, 0.605 + lift), at(0.19, 0.50 + lift), at(0.145, 0.325 + lift)],
            ],
            tone.lit(0.35),
        );
    });
    buttons(canvas, 0.105, &[1.02], 0.026, cloth.shade(1.6));
}

pub(super) fn shirt(canvas: &mut Canvas, person: &Person, lift: f32) {
    let cloth = person.cloth;
    canvas.shape(
        &[&[(-0.03, 0.58 + lift), (0.035, 0.58 + lift)], &[(0.035, 1.2), (-0.03, 1.2)]],
        cloth.lit(0.5),
    );
    canvas.stroke(&[(0.038, 0.60 + lift, 0.008), (0.038, 1.2, 0.008)], cloth.shade(0.7));
    buttons(
        canvas,
        0.003,
        &[0.68, 0.83, 0.98],
        0.014,
        if cloth.luma() > 0.7 { cloth.shade(0.9) } else { cloth.lit(3.5) },
    );
    both(canvas, |canvas, side| {
        let at = |x: f32, y: f32| (side * x, y);
        let collar = |shift: f32| {
            [
                vec![at(0.135, 0.31 + lift), at(0.20, 0.355 + lift), at(0.245 + shift, 0.44 + lift + shift)],
                vec![at(0.245 + shift, 0.44 + lift + shift), at(0.155, 0.625 + lift + shift)],
                vec![at(0.155, 0.625 + lift + shift), at(0.02, 0.595 + lift)],
                vec![at(0.02, 0.595 + lift), at(0.10, 0.49 + lift), at(0.135, 0.31 + lift)],
            ]
        };
        let runs = collar(0.018);
        canvas.shape(&runs.each_ref().map(Vec::as_slice), cloth.shade(0.9));
        let runs = collar(0.0);
        canvas.shape(
            &runs.each_ref().map(Vec::as_slice),
            if side < 0.0 { cloth.lit(0.9) } else { cloth.lit(0.35) },
        );
    });
    // A breast pocket.
    canvas.shape(
        &[&[(0.25, 0.78), (0.43, 0.78)], &[(0.43, 0.90), (0.34, 0.94), (0.25, 0.90)]],
        cloth.shade(0.3),
    );
    canvas.stroke(&[(0.25, 0.78, 0.012), (0.43, 0.78, 0.012)], cloth.shade(0.75));
}

pub(super) fn suit(canvas: &mut Canvas, person: &Person, lift: f32) {
    let cloth = person.cloth;
    let white = hex(0x00F3_F0EA);
    canvas.shape(
        &[
            &[
                (-0.165, 0.36 + lift),
                (-0.10, 0.50 + lift),
                (0.0, 0.56 + lift),
                (0.10, 0.50 + lift),
                (0.165, 0.36 + lift),
            ],
            &[(0.22, 0.60), (0.02, 1.08), (-0.02, 1.08), (-0.22, 0.60)],
        ],
        white,
    );
    canvas.shape(
        &[&[(0.12, 0.52), (0.22, 0.60), (0.02, 1.08)], &[(0.02, 1.08), (0.05, 0.80), (0.12, 0.52)]],
        white.shade(0.45),
    );
    if !person.soft {
        let tie = if person.accent.luma() > 0.75 { hex(0x008C_3B45) } else { person.accent.shade(0.6) };
        canvas.shape(
            &[
                &[(-0.045, 0.55 + lift), (0.045, 0.55 + lift)],
                &[(0.028, 0.635 + lift), (-0.028, 0.635 + lift)],
            ],
            tie.shade(0.4),
        );
        canvas
            .shape(&[&[(-0.026, 0.635 + lift), (0.026, 0.635 + lift)], &[(0.066, 1.2), (-0.066, 1.2)]], tie);
        canvas.shape(
            &[&[(0.006, 0.635 + lift), (0.026, 0.635 + lift)], &[(0.066, 1.2), (0.02, 1.2)]],
            tie.shade(0.45),
        );
    }
    both(canvas, |canvas, side| {
        let at = |x: f32, y: f32| (side * x, y);
        canvas.shape(
            &[
                &[at(0.125, 0.31 + lift), at(0.185, 0.36 + lift), at(0.205, 0.44 + lift)],
                &[at(0.205, 0.44 + lift), at(0.13, 0.615 + lift)],
                &[at(0.13, 0.615 + lift), at(0.012, 0.56 + lift)],
                &[at(0.012, 0.56 + lift), at(0.09, 0.48 + lift), at(0.125, 0.31 + lift)],
            ],
            if side < 0.0 { white.lit(0.6) } else { white.shade(0.15) },
        );
        let tone = if side < 0.0 { cloth.lit(0.8) } else { cloth.lit(0.35) };
        canvas.shape(
            &[
                &[at(0.21, 0.41 + lift), at(0.36, 0.70), at(0.22, 0.94), at(0.02, 1.16)],
                &[at(0.02, 1.16), at(0.12, 0.76), at(0.21, 0.41 + lift)],
            ],
            cloth.shade(0.8),
        );
        canvas.shape(
            &[
                &[at(0.185, 0.375 + lift), at(0.255, 0.47 + lift), at(0.30, 0.575 + lift)],
                &[at(0.30, 0.575 + lift), at(0.255, 0.60), at(0.345, 0.645)],
                &[at(0.345, 0.645), at(0.22, 0.90), at(0.02, 1.14)],
                &[at(0.02, 1.14), at(0.13, 0.74), at(0.205, 0.50 + lift), at(0.185, 0.375 + lift)],
            ],
            tone,
        );
        canvas.stroke(
            &[(side * 0.20, 0.60, 0.004), (side * 0.26, 0.60, 0.008), (side * 0.30, 0.575 + lift, 0.004)],
            cloth.shade(0.6),
        );
    });
    canvas.shape(
        &[
            &[(0.42, 0.80), (0.45, 0.755), (0.48, 0.785), (0.515, 0.75), (0.545, 0.79)],
            &[(0.545, 0.80), (0.42, 0.815)],
        ],
        white,
    );
    canvas.stroke(&[(0.41, 0.815, 0.014), (0.555, 0.80, 0.014)], cloth.shade(0.8));
}

pub(super) fn hoodie(canvas: &mut Canvas, person: &Person, lift: f32) {
    let cloth = person.cloth;
    // A T-shirt in the neck.
    canvas.shape(
        &[
            &[
                (-0.15, 0.42 + lift),
                (-0.08, 0.49 + lift),
                (0.0, 0.51 + lift),
                (0.08, 0.49 + lift),
                (0.15, 0.42 + lift),
            ],
            &[(0.10, 0.58), (0.0, 0.66), (-0.10, 0.58)],
        ],
        hex(0x00F0_EBE2),
    );
    both(canvas, |canvas, side| {
        let at = |x: f32, y: f32| (side * x, y);
        let fall = |shift: f32| {
            [
                vec![
                    at(0.17, 0.24 + lift),
                    at(0.30, 0.33 + lift),
                    at(0.335 + shift, 0.47 + lift),
                    at(0.25 + shift, 0.61 + shift),
                    at(0.0, 0.71 + shift),
                ],
                vec![at(0.0, 0.71 + shift), at(0.0, 0.62)],
                vec![at(0.0, 0.62), at(0.12, 0.53 + lift), at(0.165, 0.40 + lift), at(0.17, 0.24 + lift)],
            ]
        };
        let runs = fall(0.022);
        canvas.shape(&runs.each_ref().map(Vec::as_slice), cloth.shade(0.8));
        let runs = fall(0.0);
        canvas.shape(
            &runs.each_ref().map(Vec::as_slice),
            if side < 0.0 { cloth.lit(0.8) } else { cloth.lit(0.15) },
        );
        // Strings.
        let cord = hex(0x00F3_EDE0);
        canvas.stroke(
            &[
                (side * 0.085, 0.645, 0.017),
                (side * 0.092, 0.75, 0.017),
                (side * 0.080, 0.86 + 0.02 * side, 0.017),
            ],
            cord,
        );
        canvas.stroke(
            &[(side * 0.080, 0.86 + 0.02 * side, 0.022), (side * 0.079, 0.89 + 0.02 * side, 0.022)],
            cord.shade(0.9),
        );
        canvas.ellipse(at(0.085, 0.645), (0.015, 0.015), 0.0, cloth.shade(1.6));
    });
}

pub(super) fn uniform(canvas: &mut Canvas, person: &Person, build: &Build, lift: f32) {
    let (cloth, trim) = (person.cloth, trim(person));
    // A yoke over the shoulders with piping.
    let yoke: Vec<(f32, f32)> = build.edge(1.0).into_iter().take(4).collect();
    for side in [-1.0, 1.0] {
        let run: Vec<(f32, f32)> = yoke.iter().map(|(x, y)| (side * x, *y)).collect();
        let tone = if side < 0.0 { cloth.shade(0.55) } else { cloth.shade(0.85) };
        let end = build.edge(side).get(4).copied().unwrap_or_default();
        canvas.polygon(
            &outline(&[
                &run,
                &[(end.0 * 0.90, end.1), (side * 0.40, 0.685 - build.rise * 0.7), (side * 0.16, 0.66)],
                &[(side * 0.10, 0.50 + lift)],
            ]),
            tone,
        );
        canvas.stroke(
            &[
                (side * 0.12, 0.665, 0.013),
                (side * 0.40, 0.690 - build.rise * 0.7, 0.013),
                (end.0 * 0.93, end.1 - 0.01, 0.013),
            ],
            trim,
        );
    }
    canvas.shape(
        &[&[(-0.035, 0.58 + lift), (0.035, 0.58 + lift)], &[(0.035, 1.2), (-0.035, 1.2)]],
        trim.mix(cloth, 0.0),
    );
    buttons(canvas, 0.0, &[0.67, 0.80, 0.95], 0.014, cloth.shade(0.6));
    both(canvas, |canvas, side| {
        let at = |x: f32, y: f32| (side * x, y);
        canvas.shape(
            &[
                &[at(0.135, 0.31 + lift), at(0.205, 0.36 + lift), at(0.25, 0.45 + lift)],
                &[at(0.25, 0.45 + lift), at(0.15, 0.61 + lift)],
                &[at(0.15, 0.61 + lift), at(0.02, 0.59 + lift)],
                &[at(0.02, 0.59 + lift), at(0.10, 0.48 + lift), at(0.135, 0.31 + lift)],
            ],
            if side < 0.0 { trim } else { trim.shade(0.25) },
        );
    });
    // A name badge.
    let badge = [(-0.47, 0.77), (-0.25, 0.77), (-0.25, 0.87), (-0.47, 0.87)];
    canvas.polygon(&points(&badge.map(|(x, y)| (x + 0.008, y + 0.010))), cloth.shade(0.9));
    canvas.polygon(&points(&badge), hex(0x00F7_F4EE));
    canvas.stroke(&[(-0.44, 0.80, 0.016), (-0.34, 0.80, 0.016)], person.accent.shade(0.8));
    canvas.stroke(&[(-0.44, 0.84, 0.010), (-0.29, 0.84, 0.010)], hex(0x009A_A0A6));
}
