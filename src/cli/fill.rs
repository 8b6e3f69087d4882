//! `hotseat store fill`: a store with many attempts, to see how it fares with them.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use clap::ArgMatches;
use jiff::{SignedDuration, Timestamp};

use super::Setup;
use super::screen::say;
use crate::listen::Listener;
use crate::scenario::{Language, Library};
use crate::score::score;
use crate::session::{Action, Deed, Mode, Outcome, Phase, Session, Ticket};
use crate::store::{Ending, Entry, Filling, Place, Played, Sample, Store};

/// How many events a session has before it comes to its end.
const EVENTS: usize = 34;
/// How many of the scenario's variants are played.
const SEEDS: u64 = 3;

impl Setup {
    /// `store fill`.
    pub(super) fn fill(&self, inner: &ArgMatches) -> anyhow::Result<u8> {
        let to = inner.get_one::<String>("to").context("no store was named")?;
        let number = |name: &str| inner.get_one::<u32>(name).copied().unwrap_or(1);
        let filling = Filling {
            attempts: number("attempts"),
            people: number("people"),
            seed: number("seed").into(),
            from: Timestamp::from_second(1_735_689_600).unwrap_or_default(),
            span: SignedDuration::from_hours(365 * 24),
        };
        let samples = samples(&self.library()?, &self.listener()?);
        let mut store = self.told(Store::at(&Place::new(Some(to), Path::new(to))))?;
        self.told(store.fill(&samples, &filling))?;
        let (attempts, people) = (filling.attempts, filling.people);
        say(&self.language.pick(
            format!("{attempts} attempts of {people} people in {}", store.file().display()),
            format!("{} 中已有 {people} 人的 {attempts} 次练习", store.file().display()),
        ))
    }
}

/// A session on every scenario of the library that can be played, in each of its languages, as practice and as an exam.
pub fn samples(library: &Library, listener: &Arc<Listener>) -> Vec<Sample> {
    let mut samples = Vec::new();
    for id in library.ids().unwrap_or_default() {
        for seed in 0..SEEDS {
            let Ok(scenario) = library.scenario(&id, seed).map(Arc::new) else { continue };
            for language in scenario.file().languages.clone() {
                for mode in [Mode::Practice, Mode::Certify] {
                    samples.push(play(&Session::begin(
                        Arc::clone(&scenario),
                        Arc::clone(listener),
                        language,
                        mode,
                        seed,
                    )));
                }
            }
        }
    }
    samples
}

/// Plays as its model answers do, looks something up in between, and leaves when it has been long enough.
fn play(opened: &Session) -> Sample {
    let mut session = opened.clone();
    let language = session.language();
    let mut entries = Vec::new();
    let mut said = Vec::new();
    let articles: Vec<String> = session.scenario().file().desk.articles.keys().cloned().collect();
    let mut articles = articles.into_iter();
    while session.log().len() < EVENTS && session.phase() == Phase::Talking {
        let deed = next(&session, &mut said, &mut articles, language);
        if !act(&mut session, deed, &mut entries) {
            break;
        }
    }
    for deed in [Deed::EndContact, Deed::WrapUp(Ticket::default()), Deed::Abandon] {
        act(&mut session, deed, &mut entries);
    }
    let over = matches!(session.phase(), Phase::Ended(how) if how != Outcome::Abandoned);
    let scorecard = serde_json::to_string(&score(session.scenario(), session.log())).unwrap_or_default();
    Sample {
        played: Played::of(&session),
        sources: session.scenario().sources().to_vec(),
        opening: opened.log().to_vec(),
        entries,
        ending: if over { Ending::Finished } else { Ending::Abandoned },
        scorecard,
    }
}

fn next(
    session: &Session,
    said: &mut Vec<String>,
    articles: &mut impl Iterator<Item = String>,
    language: Language,
) -> Deed {
    let beat = session.beat().to_owned();
    let model = session.scenario().file().beats.get(&beat).and_then(|beat| beat.model.as_ref());
    match model {
        Some(model) if !said.contains(&beat) => {
            said.push(beat);
            Deed::Say(model.get(language).to_owned())
        }
        _ => match articles.next() {
            Some(article) => Deed::Read(article),
            None => Deed::Wait(20),
        },
    }
}

/// Does it where it can be done; nothing has changed where not.
fn act(session: &mut Session, deed: Deed, entries: &mut Vec<Entry>) -> bool {
    let action = Action::new(6, 4, deed);
    match session.apply(&action) {
        Ok(events) => {
            entries.push(Entry { action, events });
            true
        }
        Err(_) => false,
    }
}
