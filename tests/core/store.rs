//! The store: what was acknowledged is kept, what cannot be kept is refused with a reason.

mod attempts;
mod files;
mod kill;
pub(crate) mod many;
mod people;
mod settings;
mod reviews;

use std::path::Path;

use hotseat::scenario::Language;
use hotseat::session::{Action, Deed, Event, Mode, What};
use hotseat::store::{AttemptId, NewAttempt, PersonId, Played, Store};
use jiff::Timestamp;
use uuid::Uuid;

fn now(second: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + second).expect("a time in range")
}

fn open(dir: &Path) -> Store {
    Store::open(dir).expect("a store opens")
}

fn mei(store: &Store) -> PersonId {
    store.person("梅", PersonId(Uuid::from_u128(7)), now(0)).expect("a person").id
}

fn played() -> Played {
    Played {
        scenario: "first-day".to_owned(),
        hash: "abc".to_owned(),
        title: Some("第一天".to_owned()),
        language: Language::Zh,
        mode: Mode::Learn,
        seed: u64::MAX - 1,
        engine: 3,
        rubric: 2,
        listener: "ears".to_owned(),
    }
}

fn attempt(person: PersonId, id: u128) -> NewAttempt {
    NewAttempt {
        id: AttemptId(Uuid::from_u128(id)),
        person,
        parent: None,
        played: played(),
        opening: vec![Event { at: 0, action: 0, what: What::Entered { beat: "start".to_owned() } }],
        started: now(1),
    }
}

fn say(text: &str) -> Action {
    Action { after: 3, busy: 2, deed: Deed::Say(text.to_owned()) }
}

fn answer(number: u32) -> Vec<Event> {
    let text = format!("“quoted” ' \" \\ \n 😀 第{number}句");
    vec![Event { at: number, action: number, what: What::Customer { text } }]
}

/// Begins attempt `id` of Mei and appends so many actions.
fn play(store: &mut Store, id: u128, actions: u32) -> AttemptId {
    let person = mei(store);
    let attempt = store.begin(&attempt(person, id)).expect("it begins");
    for done in 0..actions {
        let action = say(&format!("reply {}", done + 1));
        store.append(attempt, done, &action, &answer(done + 1), now(10)).expect("it is kept");
    }
    attempt
}
