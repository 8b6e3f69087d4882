//! Certificates: an unchanged copy passes, anything else fails, and other software can read them.

mod bytes;
mod framework;
mod keys;
mod shape;

use hotseat::badge::{Achievement, Certificate, Exam, Key};
use hotseat::locale::badge::criteria;
use hotseat::scenario::Library;
use hotseat::scenario::roles::{Roles, Rung};
use jiff::Timestamp;
use uuid::Uuid;

fn at(written: &str) -> Timestamp {
    written.parse().expect("a time")
}

fn roles() -> Roles {
    Library::embedded().roles().expect("the shipped roles are good")
}

fn step(id: &str) -> Rung {
    let steps = roles().ladders.into_iter().flat_map(|ladder| ladder.steps);
    steps.into_iter().find(|step| step.id == id).expect("a shipped step")
}

pub(crate) fn exam(number: u128) -> Exam {
    Exam {
        attempt: Uuid::from_u128(number),
        head: "0f".repeat(32),
        scenario: "angry-complaint".to_owned(),
        title: "The third delivery".to_owned(),
        hash: "a1".repeat(32),
        engine: 3,
        rubric: 2,
        listener: "b2".repeat(32),
        score: 87,
        at: at("2026-11-20T09:30:00Z"),
    }
}

pub(crate) fn achievement() -> Achievement {
    let step = step("complaints-agent");
    let asked = criteria(&step);
    Achievement::of(&step, asked)
}

/// Mei, certified as a complaints agent on two exams.
pub(crate) fn certificate() -> Certificate {
    Certificate {
        id: Uuid::from_u128(0x0193_5f00_0000_7000_8000_0000_0000_0001),
        organisation: Some("Lampenhaus 灯具之家".to_owned()),
        person: Uuid::from_u128(7),
        name: "梅 Mei".to_owned(),
        achievement: achievement(),
        from: at("2026-11-23T08:00:00Z"),
        until: None,
        exams: vec![exam(100), exam(101)],
    }
}

pub(crate) fn key() -> Key {
    Key::new(&[7; 32])
}

fn signed() -> String {
    certificate().sign(&key()).expect("it can be written")
}
