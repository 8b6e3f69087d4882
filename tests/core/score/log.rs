//! Logs written by hand.

use std::collections::BTreeMap;

use hotseat::listen::{Asked, Heard, Told, Truth};
use hotseat::scenario::beat::{FaultKind, Feeling};
use hotseat::scenario::customer::{Level, Mood};
use hotseat::scenario::value::{Path, Value};
use hotseat::scenario::{Act, Language};
use hotseat::session::action::Ticket;
use hotseat::session::event::{Failing, Reply, Verdict};
use hotseat::session::{Event, Mode, Outcome, What};

/// A log that grows an action at a time, ten seconds each.
#[derive(Clone, Debug)]
pub(super) struct Log {
    pub(super) events: Vec<Event>,
    action: u32,
    mood: Mood,
    verified: bool,
    consented: bool,
}

pub(super) fn mood(anger: i64, worry: i64, trust: i64) -> Mood {
    Mood { anger: Level::clamped(anger), worry: Level::clamped(worry), trust: Level::clamped(trust) }
}

/// A reply that is heard as these acts for sure.
pub(super) fn reply(text: &str, acts: &[Act]) -> Reply {
    let to = u32::try_from(text.chars().count()).unwrap();
    let acts = acts.iter().map(|&act| Heard { act, from: 0, to, sure: 95, heard: true }).collect();
    Reply { text: text.to_owned(), acts, empathy: 0, told: vec![], asked: vec![], repeats: 0 }
}

/// The same, where the listener is so sure and hears it or not.
pub(super) fn unsure(text: &str, act: Act, sure: u8, heard: bool) -> Reply {
    let mut reply = reply(text, &[act]);
    for one in &mut reply.acts {
        (one.sure, one.heard) = (sure, heard);
    }
    reply
}

impl Log {
    pub(super) fn new() -> Self {
        let mood = mood(60, 20, 30);
        let mut log = Self { events: vec![], action: 0, mood, verified: false, consented: false };
        log.push(What::Began {
            scenario: "sofa".to_owned(),
            language: Language::En,
            mode: Mode::Practice,
            seed: 0,
            mood,
        });
        log
    }

    /// Appends an event to the current action and tells its index.
    pub(super) fn push(&mut self, what: What) -> u32 {
        self.events.push(Event { at: self.action * 10, action: self.action, what });
        u32::try_from(self.events.len() - 1).unwrap()
    }

    /// Begins the next action.
    pub(super) fn act(mut self) -> Self {
        self.action += 1;
        self
    }

    pub(super) fn what(mut self, what: What) -> Self {
        self.push(what);
        self
    }

    pub(super) fn shows(self, feeling: Feeling) -> Self {
        self.shows_in(feeling, "outburst")
    }

    pub(super) fn shows_in(self, feeling: Feeling, beat: &str) -> Self {
        self.what(What::Entered { beat: beat.to_owned() })
            .what(What::Showed { feeling, beat: beat.to_owned() })
    }

    pub(super) fn replies(self, reply: Reply) -> Self {
        self.act().what(What::Replied(Box::new(reply)))
    }

    pub(super) fn says(self, text: &str, acts: &[Act]) -> Self {
        self.replies(reply(text, acts))
    }

    pub(super) fn tells(self, fact: &str, truth: Truth) -> Self {
        let mut said = reply("told", &[Act::Inform]);
        said.told.push(Told { fact: fact.to_owned(), from: 0, to: 4, truth });
        self.replies(said)
    }

    pub(super) fn asks(self, item: &str, never: bool) -> Self {
        let mut said = reply("Please send it.", &[Act::Verify]);
        said.asked.push(Asked { item: item.to_owned(), from: 7, to: 14 });
        self.replies(said).what(What::AskedFor { item: item.to_owned(), never })
    }

    pub(super) fn moves(mut self, to: Mood) -> Self {
        let because = hotseat::session::event::Cause::Silence;
        let from = std::mem::replace(&mut self.mood, to);
        self.what(What::Moved { from, to, because })
    }

    pub(super) fn verified(mut self) -> Self {
        self.verified = true;
        self.what(What::Verified)
    }

    pub(super) fn consented(mut self) -> Self {
        self.consented = true;
        self.what(What::Consented)
    }

    pub(super) fn uses(self, tool: &str, unmet: &[u32]) -> Self {
        self.uses_showing(tool, unmet, &[])
    }

    pub(super) fn uses_showing(self, tool: &str, unmet: &[u32], shows: &[&str]) -> Self {
        let (verified, consented) = (self.verified, self.consented);
        let wrote = match tool {
            "refund" => vec![(path("orders.O-77.state"), Value::Text("refunded".to_owned()))],
            _ => vec![],
        };
        self.act().what(What::Used {
            tool: tool.to_owned(),
            args: BTreeMap::new(),
            says: String::new(),
            shows: shows.iter().map(|&record| record.to_owned()).collect(),
            wrote,
            unmet: unmet.to_vec(),
            verified,
            consented,
        })
    }

    pub(super) fn fails(self, tool: &str, why: Failing) -> Self {
        let (args, says) = (BTreeMap::new(), String::new());
        self.act().what(What::Failed { tool: tool.to_owned(), args, why, says })
    }

    pub(super) fn reads(self, article: &str) -> Self {
        self.act().what(What::Read { article: article.to_owned() })
    }

    pub(super) fn discloses(self) -> Self {
        let verified = self.verified;
        self.what(What::Disclosed { field: path("accounts.A-1.phone"), verified })
    }

    pub(super) fn judges(self, beat: &str, verdict: Verdict, faults: &[FaultKind]) -> Self {
        self.act().what(What::DraftJudged { beat: beat.to_owned(), verdict, faults: faults.to_vec() })
    }

    pub(super) fn silent(self) -> Self {
        self.act().what(What::Silent { seconds: 60 })
    }

    pub(super) fn over(self, outcome: Outcome, goal: bool) -> Self {
        self.what(What::Over { outcome, goal })
    }

    pub(super) fn files(self, disposition: &str, owner: &str, standing: &[FaultKind]) -> Self {
        let fields = BTreeMap::from([("owner".to_owned(), owner.to_owned())]);
        let ticket = Ticket { disposition: disposition.to_owned(), fields, summary: String::new() };
        self.act().what(What::Filed { ticket, standing: standing.to_vec(), corrected: vec![] })
    }

    /// A conversation in which everything is done well.
    pub(super) fn well() -> Self {
        let mut warm = reply("Three broken legs: I'd be furious too, I'm taking this on.", &[Act::Own]);
        warm.acts.extend(reply("Three broken legs", &[Act::Understand]).acts);
        warm.empathy = 2;
        Self::new()
            .shows(Feeling::Anger)
            .replies(warm)
            .moves(mood(35, 15, 50))
            .uses_showing("find_order", &[], &["orders.O-77"])
            .verified()
            .reads("kb-1")
            .tells("time", Truth::True)
            .tells("arrival", Truth::Hedged)
            .consented()
            .uses("refund", &[])
            .says("Anything else?", &[Act::Feedback])
            .over(Outcome::Resolved, true)
            .what(What::Rated { stars: 5, because: vec![] })
            .files("damage", "me", &[])
    }
}

pub(super) fn path(path: &str) -> Path {
    ron::from_str(&format!("{path:?}")).unwrap()
}
