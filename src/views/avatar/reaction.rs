//! What a customer does in the moment, over the pose of the mood.

use super::pose::{PARTS, Pose};

/// A movement in answer to what was just said or not said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reaction {
    /// Hurt: shrinks back.
    Flinch,
    /// Lets the air out.
    Sigh,
    /// Eases a little.
    Soften,
    /// Looks away until [`Reaction::Attend`].
    LookAway,
    /// Looks back.
    Attend,
    /// Agrees.
    Nod,
}

impl Reaction {
    /// How long it takes, in seconds.
    pub(super) fn seconds(self) -> f32 {
        match self {
            Self::Flinch => 1.1,
            Self::Sigh => 2.2,
            Self::Soften => 2.4,
            Self::LookAway | Self::Attend => 0.7,
            Self::Nod => 1.3,
        }
    }

    /// How far along it is, 0 to 1 and back to 0, after a part of its time.
    pub(super) fn strength(self, part: f32) -> f32 {
        let (rise, fall) = match self {
            Self::Flinch => (0.10, 0.45),
            Self::Sigh | Self::Soften => (0.30, 0.70),
            Self::LookAway | Self::Attend | Self::Nod => (0.15, 0.80),
        };
        super::pose::ramp(part, 0.0, rise) * (1.0 - super::pose::ramp(part, fall, 1.0))
    }

    /// What it adds to a pose after a part of its time, at full strength.
    pub(super) fn shift(self, part: f32) -> Pose {
        let none = Pose::default();
        match self {
            Self::Flinch => Pose {
                brow_inner: 0.25,
                brow_pinch: 0.7,
                lids: -0.75,
                lower_lids: 0.5,
                mouth_curve: -0.45,
                mouth_width: 0.3,
                press: 0.4,
                tilt: 0.09,
                turn: 0.45,
                nod: -0.35,
                drop: 0.75,
                shoulders: 0.7,
                ..none
            },
            Self::Sigh => Pose {
                brow_inner: 0.30,
                lids: -0.55,
                mouth_curve: -0.15,
                mouth_open: 0.17,
                mouth_width: -0.35,
                nod: 0.45,
                drop: 0.25,
                shoulders: if part < 0.28 { 0.45 } else { -0.55 },
                breath: if part < 0.28 { 1.6 } else { -1.6 },
                ..none
            },
            Self::Soften => Pose {
                brow_inner: 0.28,
                brow_outer: 0.10,
                brow_pinch: -0.5,
                lids: -0.10,
                lower_lids: 0.15,
                mouth_curve: 0.6,
                press: -0.4,
                teeth: -0.6,
                mouth_open: -0.3,
                tilt: 0.07,
                shoulders: -0.5,
                drop: -0.3,
                flush: -0.25,
                ..none
            },
            Self::LookAway => {
                Pose { gaze_x: 0.85, gaze_y: 0.25, lids: -0.18, turn: 0.85, tilt: 0.03, nod: 0.10, ..none }
            }
            Self::Attend => Pose { brow_inner: 0.18, brow_outer: 0.28, lids: 0.12, nod: -0.12, ..none },
            Self::Nod => Pose {
                nod: 1.0 * (part * std::f32::consts::TAU * 2.0 - 0.8).sin() + 0.2,
                lids: -0.12,
                ..none
            },
        }
    }
}

/// One pose and a part of another, within what a face can do.
pub(super) fn added(pose: [f32; PARTS], shift: &Pose, strength: f32) -> [f32; PARTS] {
    let mut sum = pose;
    for (part, shift) in sum.iter_mut().zip(shift.parts()) {
        *part += shift * strength;
    }
    let mut pose = Pose::from_parts(sum);
    pose.brow_inner = pose.brow_inner.clamp(-1.0, 1.0);
    pose.brow_outer = pose.brow_outer.clamp(-1.0, 1.0);
    pose.brow_pinch = pose.brow_pinch.clamp(0.0, 1.0);
    pose.lids = pose.lids.clamp(0.0, 1.45);
    pose.lower_lids = pose.lower_lids.clamp(0.0, 1.0);
    pose.gaze_x = pose.gaze_x.clamp(-1.0, 1.0);
    pose.gaze_y = pose.gaze_y.clamp(-1.0, 1.0);
    pose.mouth_curve = pose.mouth_curve.clamp(-1.0, 1.0);
    pose.mouth_open = pose.mouth_open.clamp(0.0, 1.0);
    pose.teeth = pose.teeth.clamp(0.0, 1.0);
    pose.press = pose.press.clamp(0.0, 1.0);
    pose.drop = pose.drop.clamp(-1.0, 1.2);
    pose.shoulders = pose.shoulders.clamp(-1.0, 1.2);
    pose.flush = pose.flush.clamp(0.0, 1.0);
    pose.parts()
}
