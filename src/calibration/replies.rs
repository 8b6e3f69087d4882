//! What was overruled as labelled replies, to teach the listener with: without names and whatever else tells who it was.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde::Serialize;

use crate::scenario::{Act, Language};
use crate::score::{Finding, Ruling, Why};
use crate::session::event::Reply as Heard;
use crate::session::{Event, What};

/// What stands where something was taken out.
const GONE: &str = "…";

/// A labelled reply, as a line for `hotseat listener train`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reply {
    /// A name of its own, from which nobody finds the attempt.
    pub id: String,
    /// Its language.
    pub lang: Language,
    /// The scenario it was said in.
    pub situation: String,
    /// What the customer had said last.
    pub customer: String,
    /// The reply.
    pub reply: String,
    /// The acts it carries, after what was ruled.
    pub acts: BTreeSet<Act>,
    /// Acts that neither count for nor against: the ruling leaves them open.
    pub unsure: BTreeSet<Act>,
    /// Empathy, 0..=2, where something was ruled about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empathy: Option<u8>,
    /// What was heard.
    pub heard: BTreeSet<Act>,
}

/// What is taken out of texts: names, addresses, long numbers.
#[derive(Debug)]
pub struct Hidden {
    names: Option<Regex>,
    traces: Option<Regex>,
}

impl Hidden {
    /// Takes out these names, whole and in their parts, mail addresses, and numbers of seven digits and more.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: BTreeSet<String> = BTreeSet::new();
        for name in names {
            words.insert(name.trim().to_owned());
            words.extend(name.split_whitespace().map(ToOwned::to_owned));
        }
        // The longest first, so that no part of a name is left.
        let mut words: Vec<String> = words.into_iter().filter(|word| is_telling(word)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let plain = |word: &String| {
            let escaped = regex::escape(word);
            if word.is_ascii() { format!(r"\b{escaped}\b") } else { escaped }
        };
        let all: Vec<String> = words.iter().map(plain).collect();
        let names = (!all.is_empty()).then(|| Regex::new(&format!("(?i){}", all.join("|"))).ok()).flatten();
        Self { names, traces: Regex::new(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|\+?\d([ -]?\d){6,}").ok() }
    }

    fn take_out(&self, text: &str) -> String {
        let mut text = text.to_owned();
        // Addresses first, while they are whole.
        for pattern in [&self.traces, &self.names].into_iter().flatten() {
            text = pattern.replace_all(&text, GONE).into_owned();
        }
        text
    }
}

/// Whether a name tells who somebody is: one letter does not, one Chinese character may.
fn is_telling(word: &str) -> bool {
    word.chars().count() > 1 || !word.is_ascii()
}

/// The replies of an attempt about which something was ruled that says what should have been heard; `key` is something
/// nobody can tell the attempt from, and the same each time.
pub fn replies(
    (lang, situation): (Language, &str),
    log: &[Event],
    rulings: &[Ruling],
    hidden: &Hidden,
    key: &[u8; 32],
) -> Vec<Reply> {
    let mut by_reply: BTreeMap<u32, Reply> = BTreeMap::new();
    for ruling in rulings {
        let Ruling::Points { finding, points } = ruling else { continue };
        let Some((place, said)) = reply_of(log, finding) else { continue };
        let known = by_reply.remove(&place);
        let mut reply = known.unwrap_or_else(|| {
            let heard: BTreeSet<Act> = said.acts.iter().filter(|one| one.heard).map(|one| one.act).collect();
            Reply {
                id: format!("ruled-{}", name(key, place)),
                lang,
                situation: situation.to_owned(),
                customer: hidden.take_out(&before(log, place)),
                reply: hidden.take_out(&said.text),
                acts: heard.clone(),
                unsure: BTreeSet::new(),
                empathy: None,
                heard,
            }
        });
        // Another ruling may have said something about it already.
        if teach(&mut reply, finding, *points) || reply.acts != reply.heard || reply.empathy.is_some() {
            by_reply.insert(place, reply);
        }
    }
    by_reply.into_values().collect()
}

/// Labels a reply after what was ruled; whether that says anything about it.
fn teach(reply: &mut Reply, finding: &Finding, points: i32) -> bool {
    let harm = if let Why::Harm { act, .. } | Why::PerhapsHarm { act, .. } = &finding.why {
        Some(*act)
    } else {
        matches!(finding.why, Why::Overpromised { .. }).then_some(Act::Overpromise)
    };
    if let Some(act) = harm {
        if points < 0 {
            reply.acts.insert(act)
        } else {
            reply.acts.remove(&act)
        };
        return true;
    }
    if matches!(finding.why, Why::Owned { .. }) && points <= 0 {
        reply.acts.remove(&Act::Own);
        return true;
    }
    if !matches!(finding.why, Why::Feeling { .. }) || finding.of <= 0 {
        return false;
    }
    // Which warm act it was, or was not, the ruling does not say.
    let warm = [Act::Feel, Act::Understand];
    let open: Vec<Act> = if points <= 0 {
        warm.into_iter().filter(|act| reply.acts.remove(act)).collect()
    } else {
        warm.into_iter().filter(|act| !reply.acts.contains(act)).collect()
    };
    reply.unsure.extend(open);
    reply.empathy = match points {
        ..=0 => Some(0),
        points if points >= finding.of => Some(2),
        _ => Some(1),
    };
    true
}

/// The reply a finding is about: the last of its events that is one.
fn reply_of<'a>(log: &'a [Event], finding: &Finding) -> Option<(u32, &'a Heard)> {
    finding.events.iter().rev().find_map(|place| {
        let What::Replied(reply) = &log.get(*place as usize)?.what else { return None };
        Some((*place, reply.as_ref()))
    })
}

/// What the customer had said last before this event.
fn before(log: &[Event], place: u32) -> String {
    let earlier = log.iter().take(place as usize).rev();
    let customer = earlier.filter_map(|event| {
        let What::Customer { text } = &event.what else { return None };
        Some(text.as_str())
    });
    customer.take(1).collect()
}

fn name(key: &[u8; 32], place: u32) -> String {
    let hash = blake3::keyed_hash(key, &place.to_le_bytes()).to_hex();
    hash.chars().take(16).collect()
}
