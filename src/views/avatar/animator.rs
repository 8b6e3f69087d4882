//! Movement from pose to pose: springs, reactions, speech, blinking and breath.

use std::f32::consts::TAU;

use crate::scenario::customer::Mood;

use super::pose::{PARTS, Pose, ramp};
use super::reaction::{Reaction, added};

/// Seconds after the last feeling, reaction or word until blinking and breathing settle.
const AWAKE: f32 = 10.0;
/// Seconds they take to settle.
const SETTLING: f32 = 1.5;
/// The longest step at once, in seconds; a longer one is cut into several.
const STEP: f32 = 1.0 / 60.0;

/// Moves a face from pose to pose.
///
/// It settles some ten seconds after the last event, so that a window in which nothing happens need not be drawn.
#[derive(Clone, Debug)]
pub struct Animator {
    mood: Mood,
    at: [f32; PARTS],
    speed: [f32; PARTS],
    /// The latest reaction and the seconds since it began.
    reaction: Option<(Reaction, f32)>,
    away: bool,
    /// Seconds of speech still to come, and spoken already.
    speech: f32,
    spoken: f32,
    /// Seconds since the last event, and since the beginning.
    quiet: f32,
    age: f32,
    /// When the next blink begins, in seconds since the beginning, and how many there were.
    blink: f32,
    blinks: u64,
    settled: bool,
}

impl Animator {
    /// A face at rest in a mood, just come alive.
    pub fn new(mood: Mood) -> Self {
        Self {
            mood,
            at: Pose::of(mood).parts(),
            speed: [0.0; PARTS],
            reaction: None,
            away: false,
            speech: 0.0,
            spoken: 0.0,
            quiet: 0.0,
            age: 0.0,
            blink: 1.2,
            blinks: 0,
            settled: false,
        }
    }

    /// Turns to another mood; the mood it already has changes nothing.
    pub fn feel(&mut self, mood: Mood) {
        if mood != self.mood {
            self.mood = mood;
            self.wake();
        }
    }

    /// Reacts at once.
    pub fn react(&mut self, reaction: Reaction) {
        match reaction {
            Reaction::LookAway => self.away = true,
            Reaction::Attend => self.away = false,
            Reaction::Flinch | Reaction::Sigh | Reaction::Soften | Reaction::Nod => {}
        }
        self.reaction = Some((reaction, 0.0));
        self.wake();
    }

    /// Moves the mouth for some seconds.
    pub fn speak(&mut self, seconds: f32) {
        if seconds.is_finite() && seconds > 0.0 {
            self.speech = seconds;
            self.spoken = 0.0;
            self.wake();
        }
    }

    /// Whether later poses differ from the last one; if not, nothing need be drawn.
    pub fn is_moving(&self) -> bool {
        !self.settled
    }

    /// The pose after some more seconds; with reduced motion it jumps there and nothing moves by itself.
    pub fn advance(&mut self, seconds: f32, reduced_motion: bool) -> Pose {
        let seconds = if seconds.is_finite() { seconds.clamp(0.0, 3600.0) } else { 0.0 };
        if let Some((reaction, since)) = &mut self.reaction {
            *since += seconds;
            if *since >= reaction.seconds() {
                self.reaction = None;
            }
        }
        self.quiet += seconds;
        self.age += seconds;
        self.spoken += seconds.min(self.speech);
        self.speech = (self.speech - seconds).max(0.0);
        if self.speech > 0.0 {
            self.quiet = 0.0;
        }
        if reduced_motion {
            return self.still();
        }
        let aim = self.aim();
        let stiff = if self.reaction.is_some() || self.away { 16.0 } else { 5.5 };
        // Beyond two seconds a spring has come to rest.
        let mut left = seconds.min(2.0);
        while left > 0.0 {
            let step = left.min(STEP);
            left -= step;
            for ((at, speed), aim) in self.at.iter_mut().zip(&mut self.speed).zip(aim) {
                *speed += (stiff * stiff * (aim - *at) - 2.0 * stiff * *speed) * step;
                *at += *speed * step;
            }
        }
        let rest = self.at.iter().zip(aim).all(|(at, aim)| (at - aim).abs() < 0.001)
            && self.speed.iter().all(|speed| speed.abs() < 0.004);
        let lively = 1.0 - ramp(self.quiet, AWAKE, AWAKE + SETTLING);
        self.settled = rest && lively <= 0.0 && self.reaction.is_none() && self.speech <= 0.0;
        if self.settled {
            self.at = aim;
            self.speed = [0.0; PARTS];
        }
        self.alive(Pose::from_parts(self.at), lively)
    }

    fn wake(&mut self) {
        self.quiet = 0.0;
        self.settled = false;
    }

    /// The pose to come to now.
    fn aim(&self) -> [f32; PARTS] {
        let mut aim = Pose::of(self.mood).parts();
        if self.away {
            aim = added(aim, &Reaction::LookAway.shift(0.0), 1.0);
        }
        match self.reaction {
            Some((reaction, since)) if reaction != Reaction::LookAway => {
                let part = since / reaction.seconds();
                added(aim, &reaction.shift(part), reaction.strength(part))
            }
            Some(_) | None => aim,
        }
    }

    /// The pose without movement: a reaction shows as a still face until it is over.
    fn still(&mut self) -> Pose {
        let mut aim = Pose::of(self.mood).parts();
        if self.away {
            aim = added(aim, &Reaction::LookAway.shift(0.0), 1.0);
        }
        if let Some((reaction, _)) = self.reaction
            && reaction != Reaction::LookAway
        {
            aim = added(aim, &Pose { breath: 0.0, ..reaction.shift(0.2) }, 1.0);
        }
        self.at = aim;
        self.speed = [0.0; PARTS];
        self.settled = self.reaction.is_none();
        Pose::from_parts(aim)
    }

    /// Adds breath, blinking, glances and speech.
    fn alive(&mut self, mut pose: Pose, lively: f32) -> Pose {
        let mood = Pose::of(self.mood);
        // Upset people breathe faster.
        let haste = 0.24 + 0.16 * mood.shoulders.max(0.0);
        pose.breath += lively * (self.age * TAU * haste).sin();
        if lively > 0.0 {
            while self.age > self.blink + 0.30 {
                self.blinks += 1;
                let pause = 1.8 + 3.4 * super::scatter(self.blinks * 31 + 7);
                self.blink = (self.blink + pause).max(self.age - 0.30 + f32::EPSILON);
            }
            let into = self.age - self.blink;
            let shut = ramp(into, 0.0, 0.07) * (1.0 - ramp(into, 0.11, 0.26));
            pose.lids *= 1.0 - 0.97 * shut * lively;
            // The eyes wander a little, more so when afraid.
            let wander = (0.06 + 0.22 * mood.pale) * lively;
            let glance = |salt: u64| super::scatter(self.blinks * 31 + salt) * 2.0 - 1.0;
            pose.gaze_x = (pose.gaze_x + wander * glance(11)).clamp(-1.0, 1.0);
            pose.gaze_y = (pose.gaze_y + 0.5 * wander * glance(13)).clamp(-1.0, 1.0);
        }
        if self.speech > 0.0 {
            let edge = ramp(self.spoken, 0.0, 0.12) * ramp(self.speech, 0.0, 0.18);
            let syllable =
                (self.spoken * TAU * 2.35).sin() * 0.5 + (self.spoken * TAU * 3.9 + 1.3).sin() * 0.35;
            let phrase = 0.72 + 0.28 * (self.spoken * TAU * 0.43).sin();
            let loud = 0.42 + 0.30 * mood.mouth_open;
            pose.mouth_open = (pose.mouth_open * (1.0 - 0.45 * edge)
                + edge * loud * phrase * (0.5 + syllable).max(0.0))
            .clamp(0.0, 1.0);
            pose.mouth_width += edge * 0.22 * (self.spoken * TAU * 1.7).sin();
            pose.press *= 1.0 - edge;
            pose.teeth *= 1.0 - 0.6 * edge;
            pose.nod += edge * 0.10 * (self.spoken * TAU * 0.9).sin();
            pose.tilt += edge * 0.012 * (self.spoken * TAU * 0.55).sin();
            pose.brow_outer += edge * 0.10 * (self.spoken * TAU * 0.43).sin();
        }
        pose
    }
}
