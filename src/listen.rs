//! Listening: a reply's text becomes acts with the words that prove them, facts told and items asked for.
//!
//! A reply is folded (case, width, look-alikes, invisible characters), cut into clauses, searched once for the
//! phrases of `assets/listener/*.ron`, and looked at for marks of structure (questions, times, what it shares with the
//! customer's line). These and the word groups of both are the features of a model learned from labelled replies
//! ([`train`]); their sum, read as a percentage, is how sure the listener is. Without a model the points of the lexicon
//! decide. Only integers take part, so that every machine hears the same.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::scenario::Today;
use crate::scenario::act::Act;
use crate::scenario::fact::Facts;
use crate::scenario::text::{Language, Phrases};

mod fold;
mod fault;
mod pattern;
mod quantity;
mod marks;
mod lexicon;
mod score;
mod wording;
mod sample;
mod memo;
mod told;
mod asks;
mod features;
mod learned;
mod taught;
pub mod jsonl;
pub mod measure;
pub mod train;
pub mod cross;

pub use fault::{Fault, FaultKind};
pub use learned::ModelError;
pub use quantity::{Currency, Measure, Quantity};
pub use sample::{Example, Sample};

/// Changes whenever the same lexicon would be heard differently.
pub const LISTENER_VERSION: &str = "learned 4";

/// The lexicon files that come with Hotseat, by name.
const BUILTIN: [(&str, &str); 2] = [
    ("en.ron", include_str!("../assets/listener/en.ron")),
    ("zh.ron", include_str!("../assets/listener/zh.ron")),
];

/// How long a hold lasts that names no time, in seconds.
const HOLD: u32 = 60;
/// A time beside a hold that is longer than this, in seconds, is about something else.
const LONGEST_HOLD: i64 = 1_800;

/// Hears what replies do; costs milliseconds to make, so share one.
#[derive(Debug)]
pub struct Listener {
    lexicons: Vec<lexicon::Lexicon>,
    models: Vec<learned::Model>,
    fingerprint: String,
    memo: memo::Memo,
}

/// One reply and where it was said.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Everything the agent sent before the customer's next line.
    pub reply: &'a str,
    /// What the customer said last.
    pub customer: &'a str,
    /// How many replies came before, from 0, where known.
    pub turn: Option<u32>,
    /// Tools used since the customer's line.
    pub tools: &'a [String],
    /// Examples of what this moment waits for.
    pub samples: &'a [Sample<'a>],
}

/// One act in a reply, with the words that prove it.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The act.
    pub act: Act,
    /// The first character of its words.
    pub from: u32,
    /// One past their last character.
    pub to: u32,
    /// How sure, in percent.
    pub sure: u8,
    /// Whether it counts as heard; otherwise it is a "perhaps".
    pub heard: bool,
}

/// All that was heard in one reply.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// The acts in the order of the taxonomy, an act at most twice.
    pub acts: Vec<Heard>,
    /// 0 none, 1 generic, 2 specific to this customer.
    pub empathy: u8,
    /// Whether it reads as a pile of stock phrases, written to please a grader.
    #[serde(default)]
    pub stuffed: bool,
}

/// How sure harm has to be to count, in percent: a wrong accusation costs most.
const ACCUSES: u8 = 75;
/// How sure a courtesy can be that stands in a pile of stock phrases, in percent.
const STUFFED: u8 = 30;

impl Hearing {
    /// What counts for whoever said it: harm only where it is fairly sure, and in a pile of stock phrases nothing
    /// else but the plain moves of a conversation and no empathy; what does not count stays as a "perhaps".
    #[must_use]
    pub fn earned(mut self) -> Self {
        for harm in self.acts.iter_mut().filter(|heard| heard.act.is_harm()) {
            harm.heard &= harm.sure >= ACCUSES;
        }
        self.empathy *= u8::from(!self.stuffed);
        let plain = [Act::Greet, Act::Verify, Act::Consent, Act::Feedback, Act::Close];
        let kind = |heard: &&mut Heard| !heard.act.is_harm() && !plain.contains(&heard.act);
        for heard in self.acts.iter_mut().filter(|_| self.stuffed).filter(kind) {
            heard.heard = false;
            heard.sure = heard.sure.min(STUFFED);
        }
        self
    }

    /// Whether the act counts as heard.
    pub fn heard(&self, act: Act) -> bool {
        self.acts.iter().any(|heard| heard.act == act && heard.heard)
    }
}

/// How a fact was told.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// As it is.
    True,
    /// Wrongly.
    False,
    /// With the caution the fact allows.
    Hedged,
}

/// A fact the reply tells.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The fact's name.
    pub fact: String,
    /// The first character of the words that tell it.
    pub from: u32,
    /// One past their last character.
    pub to: u32,
    /// How it was told.
    pub truth: Truth,
}

/// An identity item the reply asks for.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The item's id, such as `order_number`.
    pub item: String,
    /// The first character of the words that name it.
    pub from: u32,
    /// One past their last character.
    pub to: u32,
}

/// A stretch of the reply in characters, the end not included.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first character.
    pub from: u32,
    /// One past the last character.
    pub to: u32,
}

/// An announced pause.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// How long the customer will wait, in seconds.
    pub seconds: u32,
    /// The first character of the announcement.
    pub from: u32,
    /// One past its last character.
    pub to: u32,
}

impl Listener {
    /// The listener that comes with Hotseat: its lexicons, and what it learned from its labelled replies.
    ///
    /// # Errors
    /// Never for a released build: a test reads the same files.
    pub fn builtin() -> Result<Self, Vec<Fault>> {
        Self::untaught().map(Self::taught_as_shipped)
    }

    /// The lexicons that come with Hotseat alone, to learn with.
    ///
    /// # Errors
    /// Never for a released build.
    pub fn untaught() -> Result<Self, Vec<Fault>> {
        Self::parse(&BUILTIN)
    }

    /// A listener from lexicon files, given as (name, source); reports every fault of every file.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Vec<Fault>> {
        let mut lexicons: Vec<lexicon::Lexicon> = Vec::new();
        let mut faults = Vec::new();
        let mut hash = blake3::Hasher::new();
        hash.update(LISTENER_VERSION.as_bytes());
        for (name, source) in files {
            hash.update(name.as_bytes()).update(&[0]).update(source.as_bytes()).update(&[0]);
            match lexicon::parse(name, source) {
                Ok(read) if lexicons.iter().any(|other| other.language == read.language) => {
                    let what = FaultKind::DoubleLanguage;
                    faults.push(Fault { file: (*name).to_owned(), from: 0, to: 0, what });
                }
                Ok(read) => lexicons.push(read),
                Err(more) => faults.extend(more),
            }
        }
        let fingerprint = hash.finalize().to_hex().to_string();
        if faults.is_empty() {
            Ok(Self { lexicons, models: Vec::new(), fingerprint, memo: memo::Memo::default() })
        } else {
            Err(faults)
        }
    }

    /// The hash of the lexicons and the version: two listeners with the same one hear the same.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Which acts the reply carries; only its first 4,000 characters are listened to.
    pub fn listen(&self, moment: &Moment<'_>) -> Hearing {
        hearing(&self.readings(moment, false))
    }

    /// Reads a reply once, so that everything can be asked of it at the cost of one hearing.
    pub fn attend<'a>(&'a self, moment: &Moment<'a>) -> Attended<'a> {
        let readings = self.readings(moment, true);
        let wanted = self.wanted(moment.reply);
        Attended { reply: moment.reply, samples: moment.samples, readings, wanted, memo: &self.memo }
    }

    /// The names of all marks and phrase groups found, for fitting points and for asking why an act was heard.
    pub fn marks(&self, moment: &Moment<'_>) -> Vec<String> {
        self.readings(moment, false).iter().flat_map(score::Reading::names).collect()
    }

    /// Which of the facts the reply tells, and how; `today` settles "tomorrow", "Friday" and "3 working days".
    pub fn told(&self, reply: &str, facts: &Facts, today: Today<'_>) -> Vec<Told> {
        self.attend(&alone(reply)).told(facts, today)
    }

    /// Which identity items the reply asks the customer for; `own_words` adds items, or words for known ones.
    pub fn asks(&self, reply: &str, own_words: &BTreeMap<String, Phrases>) -> Vec<Asked> {
        self.attend(&alone(reply)).asks(own_words)
    }

    /// Where the first of the phrases stands in the reply, without regard to case, width and punctuation; latin
    /// words only as whole words.
    pub fn finds(&self, reply: &str, phrases: &[String]) -> Option<Span> {
        let text = self.memo.reply(reply);
        let places =
            phrases.iter().map(|phrase| self.memo.phrase(phrase)).filter(|phrase| !phrase.is_empty());
        let found = places.flat_map(|phrase| {
            let here = text.text.match_indices(phrase.as_str()).map(|(at, word)| (at, at + word.len()));
            here.filter(|(start, end)| text.whole(*start, *end)).take(1).collect::<Vec<_>>()
        });
        found.min().map(|(start, end)| text.span(start, end)).map(|(from, to)| Span { from, to })
    }

    /// The pause the reply announces: the time named in the same sentence, or one minute.
    pub fn hold(&self, reply: &str) -> Option<Hold> {
        self.attend(&alone(reply)).hold()
    }

    /// Every amount, time, date and duration in the reply, by what it means at `now`.
    pub fn quantities(&self, reply: &str, now: DateTime) -> Vec<Quantity> {
        quantity::quantities(&fold::glyphs(reply), now)
    }

    /// The reply read with each lexicon whose script it holds; with all of them where `all` is set.
    fn readings(&self, moment: &Moment<'_>, all: bool) -> Vec<score::Reading<'_>> {
        let wanted = self.wanted(moment.reply);
        let lexicons = self.lexicons.iter().filter(|lexicon| all || wanted.contains(&lexicon.language));
        let model = |language| self.models.iter().find(|model| model.language == language);
        lexicons.map(|lexicon| score::read(moment, lexicon, model(lexicon.language), &self.memo)).collect()
    }

    /// The languages whose script the reply holds.
    fn wanted(&self, reply: &str) -> Vec<Language> {
        let (han, latin) = scripts(reply);
        let wanted = |language: &Language| match language {
            Language::Zh => han > 0 && han * 4 >= latin,
            Language::En => han == 0 || latin > 3 && latin * 3 >= han,
        };
        self.lexicons.iter().map(|lexicon| lexicon.language).filter(wanted).collect()
    }
}

/// A reply that has been read once.
pub struct Attended<'a> {
    reply: &'a str,
    samples: &'a [Sample<'a>],
    readings: Vec<score::Reading<'a>>,
    wanted: Vec<Language>,
    memo: &'a memo::Memo,
}

impl Attended<'_> {
    /// As [`Listener::listen`].
    pub fn hearing(&self) -> Hearing {
        hearing(self.wanted())
    }

    /// The readings in the languages the reply is in.
    fn wanted(&self) -> Vec<&score::Reading<'_>> {
        self.readings.iter().filter(|reading| self.wanted.contains(&reading.lexicon.language)).collect()
    }

    /// As [`Listener::told`].
    pub fn told(&self, facts: &Facts, today: Today<'_>) -> Vec<Told> {
        let mut told = told::told(self.reply, facts, today, &self.readings, self.memo);
        let more = told::by_sample(self.reply, self.samples, &told, today.now, &self.wanted(), self.memo);
        told.extend(more);
        told.sort_by_key(|told| told.from);
        told
    }

    /// As [`Listener::asks`].
    pub fn asks(&self, own_words: &BTreeMap<String, Phrases>) -> Vec<Asked> {
        asks::asks(&self.readings, own_words, self.memo)
    }

    /// As [`Listener::hold`].
    pub fn hold(&self) -> Option<Hold> {
        let announced = self
            .readings
            .iter()
            .flat_map(|reading| reading.holds().into_iter().map(move |hit| (reading, hit)));
        let (reading, hit) = announced.min_by_key(|(_, hit)| hit.start)?;
        let (from, to) = reading.text.span(hit.start, hit.end);
        let sentence = reading.text.clauses.get(hit.clause)?.sentence;
        let seconds = reading.quantities.iter().find_map(|quantity| {
            let (start, _) = reading.text.bytes(quantity.from, quantity.to);
            let clause = reading.text.clause_at(start).and_then(|clause| reading.text.clauses.get(clause))?;
            let Measure::Seconds(_, most) = quantity.what else { return None };
            let pause = clause.sentence == sentence && (1..=LONGEST_HOLD).contains(&most);
            u32::try_from(most).ok().filter(|_| pause)
        });
        Some(Hold { seconds: seconds.unwrap_or(HOLD), from, to })
    }
}

/// What the readings of one reply come to together.
fn hearing<'a>(readings: impl IntoIterator<Item = &'a score::Reading<'a>>) -> Hearing {
    let mut hearing = Hearing { acts: Vec::new(), empathy: 0, stuffed: false };
    for reading in readings {
        let more = reading.hearing();
        hearing.empathy = hearing.empathy.max(more.empathy);
        hearing.stuffed |= more.stuffed;
        for heard in more.acts {
            let known = hearing.acts.iter().filter(|other| other.act == heard.act).count();
            let overlaps =
                |other: &Heard| other.act == heard.act && other.from < heard.to && heard.from < other.to;
            match hearing.acts.iter_mut().find(|other| overlaps(other)) {
                Some(other) if other.sure < heard.sure => *other = heard,
                None if known < 2 => hearing.acts.push(heard),
                _ => {}
            }
        }
    }
    hearing.acts.sort_by_key(|heard| (heard.act, u8::MAX - heard.sure, heard.from));
    hearing
}

fn alone(reply: &str) -> Moment<'_> {
    Moment { reply, customer: "", turn: None, tools: &[], samples: &[] }
}

/// How many Chinese characters and how many words in other letters a text holds.
fn scripts(text: &str) -> (usize, usize) {
    let (mut han, mut latin, mut inside) = (0, 0, false);
    for ch in text.chars().take(fold::LIMIT) {
        let sign = fold::is_han(ch);
        let letter = !sign && ch.is_alphabetic();
        han += usize::from(sign);
        latin += usize::from(letter && !inside);
        inside = letter;
    }
    (han, latin)
}
