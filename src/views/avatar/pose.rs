//! Where face and hands are at one moment, and the pose of a mood.

use crate::scenario::customer::{Level, Mood};

/// A face and hands at one moment; every part moves continuously.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pose {
    /// Height of the inner ends of the brows, -1 down to 1 up.
    pub brow_inner: f32,
    /// Height of the outer ends of the brows, -1 down to 1 up.
    pub brow_outer: f32,
    /// How far the brows are drawn together, 0 to 1.
    pub brow_pinch: f32,
    /// One brow above the other, 0 even to 1.
    pub brow_skew: f32,
    /// Opening of the upper lids, 0 closed, 1 as usual, 1.4 staring.
    pub lids: f32,
    /// How far the lower lids are raised, 0 to 1: squinting or smiling.
    pub lower_lids: f32,
    /// Where the eyes look, -1 left to 1 right.
    pub gaze_x: f32,
    /// Where the eyes look, -1 up to 1 down.
    pub gaze_y: f32,
    /// Corners of the mouth, -1 down to 1 up.
    pub mouth_curve: f32,
    /// Opening of the mouth, 0 to 1.
    pub mouth_open: f32,
    /// Width of the mouth, -1 narrow to 1 wide.
    pub mouth_width: f32,
    /// How much clenched teeth show in an open mouth, 0 to 1.
    pub teeth: f32,
    /// How hard the lips are pressed together, 0 to 1.
    pub press: f32,
    /// One corner of the mouth above the other, -1 to 1.
    pub mouth_skew: f32,
    /// Tilt of the head in radians, clockwise.
    pub tilt: f32,
    /// Turn of the head, -1 left to 1 right.
    pub turn: f32,
    /// Nodding, -1 chin up to 1 chin down.
    pub nod: f32,
    /// How far the head is drawn in between the shoulders, -1 to 1.
    pub drop: f32,
    /// How far the shoulders are raised, -1 slack, 0 at rest, 1 up.
    pub shoulders: f32,
    /// Redness of the face, 0 to 1.
    pub flush: f32,
    /// Paleness of the face, 0 to 1.
    pub pale: f32,
    /// Tears, 0 none, to 1 running.
    pub tears: f32,
    /// Sweat, 0 none to 1.
    pub sweat: f32,
    /// The chest, -1 breathed out to 1 breathed in.
    pub breath: f32,
    /// The hand on the left of the picture.
    pub left: Hand,
    /// The hand on the right of the picture.
    pub right: Hand,
}

/// One hand; the left one is a mirror image of the right one.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Hand {
    /// The middle of the palm, outwards from the middle of the body.
    pub out: f32,
    /// The middle of the palm, downwards.
    pub down: f32,
    /// Where the fingers point, in radians: 0 up, positive inwards.
    pub angle: f32,
    /// 0 flat to 1 a fist.
    pub curl: f32,
    /// How far the fingers are apart, 0 to 1.
    pub spread: f32,
    /// Side of the thumb, -1 inner to 1 outer.
    pub thumb: f32,
}

/// How many numbers make up a pose.
pub(super) const PARTS: usize = 36;

impl Pose {
    /// The resting face of a mood.
    pub fn of(mood: Mood) -> Self {
        let feels = Feels::of(mood);
        let Feels { anger, worry, warm, guard, fury, fright } = feels;
        let upset = anger.max(worry);
        Self {
            brow_inner: 0.10 - 1.02 * anger * (1.0 - 0.5 * worry)
                + 0.95 * worry * (1.0 - 0.62 * anger)
                + 0.22 * warm
                - 0.35 * guard,
            brow_outer: 0.55 * fury * (1.0 - 0.8 * worry) - 0.45 * worry * (1.0 - 0.5 * anger) + 0.12 * warm
                - 0.1 * guard,
            brow_pinch: (0.95 * anger + 0.55 * worry + 0.2 * guard).min(1.0) * (1.0 - warm),
            brow_skew: 0.75 * guard * (1.0 - 0.6 * upset),
            lids: 1.0 + 0.30 * fright + 0.10 * worry - 0.10 * anger * (1.0 - worry) + 0.12 * fury
                - 0.34 * guard
                - 0.18 * warm,
            lower_lids: (0.42 * anger * (1.0 - 0.7 * worry) + 0.40 * guard + 0.72 * warm).min(1.0),
            gaze_x: 0.28 * guard * (1.0 - anger),
            gaze_y: 0.10 * worry * (1.0 - anger) - 0.05 * anger,
            mouth_curve: 0.12 - 0.80 * anger * (1.0 - 0.35 * fury) - 0.80 * worry * (1.0 - 0.4 * anger)
                + 0.95 * warm
                - 0.32 * guard,
            mouth_open: 0.62 * fury + 0.22 * fright * (1.0 - 0.4 * anger) + 0.10 * warm * warm,
            mouth_width: -0.30 * worry * (1.0 - anger) + 0.42 * fury - 0.12 * anger * (1.0 - fury)
                + 0.55 * warm
                - 0.15 * guard,
            teeth: fury * (1.0 - 0.45 * fright),
            press: (0.9 * anger * (1.0 - fury) + 0.55 * guard + 0.2 * worry * (1.0 - fright)).min(1.0)
                * (1.0 - warm),
            mouth_skew: 0.40 * guard * (1.0 - upset),
            tilt: 0.085 * warm + 0.045 * worry * (1.0 - anger) - 0.03 * guard * (1.0 - upset),
            turn: -0.28 * guard * (1.0 - 0.7 * upset) + 0.10 * worry * (1.0 - anger),
            nod: 0.30 * anger + 0.12 * warm - 0.10 * guard - 0.22 * worry * (1.0 - anger),
            drop: 0.75 * anger + 0.45 * worry * (1.0 - 0.5 * anger),
            shoulders: 0.85 * anger + 0.55 * worry * (1.0 - 0.5 * anger) - 0.18 * warm,
            flush: anger * (0.35 + 0.65 * anger) + 0.05 * warm,
            pale: 0.85 * worry * (1.0 - anger),
            tears: ramp(worry, 0.72, 1.0) * (1.0 - 0.25 * anger),
            sweat: ramp(worry, 0.55, 0.9) * 0.9,
            breath: 0.0,
            left: feels.hand(false),
            right: feels.hand(true),
        }
    }

    /// Every part as a number, in a fixed order.
    pub(super) fn parts(&self) -> [f32; PARTS] {
        let (l, r) = (self.left, self.right);
        [
            self.brow_inner,
            self.brow_outer,
            self.brow_pinch,
            self.brow_skew,
            self.lids,
            self.lower_lids,
            self.gaze_x,
            self.gaze_y,
            self.mouth_curve,
            self.mouth_open,
            self.mouth_width,
            self.teeth,
            self.press,
            self.mouth_skew,
            self.tilt,
            self.turn,
            self.nod,
            self.drop,
            self.shoulders,
            self.flush,
            self.pale,
            self.tears,
            self.sweat,
            self.breath,
            l.out,
            l.down,
            l.angle,
            l.curl,
            l.spread,
            l.thumb,
            r.out,
            r.down,
            r.angle,
            r.curl,
            r.spread,
            r.thumb,
        ]
    }

    /// The pose with these parts, in the order of [`Pose::parts`].
    pub(super) fn from_parts(parts: [f32; PARTS]) -> Self {
        let [
            brow_inner,
            brow_outer,
            brow_pinch,
            brow_skew,
            lids,
            lower_lids,
            gaze_x,
            gaze_y,
            mouth_curve,
            mouth_open,
            mouth_width,
            teeth,
            press,
            mouth_skew,
            tilt,
            turn,
            nod,
            drop,
            shoulders,
            flush,
            pale,
            tears,
            sweat,
            breath,
            l_out,
            l_down,
            l_angle,
            l_curl,
            l_spread,
            l_thumb,
            r_out,
            r_down,
            r_angle,
            r_curl,
            r_spread,
            r_thumb,
        ] = parts;
        Self {
            brow_inner,
            brow_outer,
            brow_pinch,
            brow_skew,
            lids,
            lower_lids,
            gaze_x,
            gaze_y,
            mouth_curve,
            mouth_open,
            mouth_width,
            teeth,
            press,
            mouth_skew,
            tilt,
            turn,
            nod,
            drop,
            shoulders,
            flush,
            pale,
            tears,
            sweat,
            breath,
            left: Hand {
                out: l_out,
                down: l_down,
                angle: l_angle,
                curl: l_curl,
                spread: l_spread,
                thumb: l_thumb,
            },
            right: Hand {
                out: r_out,
                down: r_down,
                angle: r_angle,
                curl: r_curl,
                spread: r_spread,
                thumb: r_thumb,
            },
        }
    }
}

impl Hand {
    fn mixed(of: &[(f32, Self)]) -> Self {
        let whole: f32 = of.iter().map(|(weight, _)| weight).sum();
        let mean =
            |part: fn(&Self) -> f32| of.iter().map(|(weight, hand)| weight * part(hand)).sum::<f32>() / whole;
        Self {
            out: mean(|hand| hand.out),
            down: mean(|hand| hand.down),
            angle: mean(|hand| hand.angle),
            curl: mean(|hand| hand.curl),
            spread: mean(|hand| hand.spread),
            thumb: mean(|hand| hand.thumb),
        }
    }
}

/// What of a mood shows, each 0 to 1.
#[derive(Clone, Copy)]
struct Feels {
    anger: f32,
    worry: f32,
    /// Gratitude: trust that nothing spoils.
    warm: f32,
    /// Distrust: narrowed eyes, a raised brow.
    guard: f32,
    /// The top of anger, where the mouth opens.
    fury: f32,
    /// The top of worry.
    fright: f32,
}

impl Feels {
    fn of(mood: Mood) -> Self {
        let [anger, worry, trust] = [mood.anger, mood.worry, mood.trust].map(share);
        let (heat, fear) = (ramp(anger, 0.08, 0.92), ramp(worry, 0.10, 0.92));
        Self {
            anger: heat,
            worry: fear,
            warm: ramp(trust, 0.42, 0.92) * (1.0 - heat) * (1.0 - heat) * (1.0 - fear) * (1.0 - 0.5 * fear),
            guard: ramp(1.0 - trust, 0.55, 1.0) * (1.0 - 0.65 * heat.max(fear)),
            fury: ramp(anger, 0.70, 0.98),
            fright: ramp(worry, 0.60, 1.0),
        }
    }

    /// The right or left hand: fists, wrung, on the chest, or at rest.
    fn hand(self, right: bool) -> Hand {
        let rest = Hand {
            out: if right { 0.13 } else { 0.12 },
            down: if right { 1.00 } else { 1.06 },
            angle: 1.32,
            curl: 0.22,
            spread: 0.1,
            thumb: 1.0,
        };
        let fist = Hand { out: 0.50, down: 0.80, angle: 0.16, curl: 1.0, spread: 0.0, thumb: -1.0 };
        let wrung = Hand {
            out: 0.085,
            down: if right { 0.80 } else { 0.77 },
            angle: 0.62,
            curl: if right { 0.40 } else { 0.30 },
            spread: 0.15,
            thumb: 0.8,
        };
        let thankful = if right {
            Hand { out: 0.12, down: 0.79, angle: 1.12, curl: 0.05, spread: 0.22, thumb: 1.0 }
        } else {
            Hand { out: 0.18, down: 1.06, angle: 1.3, curl: 0.2, spread: 0.1, thumb: 1.0 }
        };
        let fists = self.anger * self.anger * 1.15;
        let wringing = self.worry * (1.0 - 0.75 * self.anger) * 1.1;
        let thanks = self.warm * 1.1;
        let resting = (1.0 - fists - wringing - thanks).max(0.02);
        let hand = Hand::mixed(&[(resting, rest), (fists, fist), (wringing, wrung), (thanks, thankful)]);
        // Hands close before they rise.
        let closing = ramp(self.anger, 0.15, 0.55) * (1.0 - 0.6 * self.worry * (1.0 - self.anger));
        Hand { curl: hand.curl + (1.0 - hand.curl) * closing, ..hand }
    }
}

fn share(level: Level) -> f32 {
    f32::from(u8::try_from(level.get()).unwrap_or(100)) / 100.0
}

/// 0 below `from`, 1 above `to`, smooth between.
pub(super) fn ramp(x: f32, from: f32, to: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
