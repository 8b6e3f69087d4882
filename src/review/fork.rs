//! Forks: the session played again up to a turn, another reply there, then what the trainee really did.

use std::sync::Arc;

use super::turns::{self, Turn};
use crate::scenario::beat::Beat;
use crate::scenario::customer::Mood;
use crate::score::{Scorecard, score};
use crate::session::event::{Outcome, What};
use crate::session::{Action, Deed, Phase, Rejected, Session};

/// Where a reply that is tried comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// What the trainee said: nothing is computed.
    Own,
    /// The strong reply the trainer wrote for this moment.
    Model,
    /// The strong reply the trainer wrote for the rule at this place of the beat.
    Rule(usize),
    /// The AI's draft, which had no fault.
    Draft,
}

/// A reply at a turn, and all that came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Where the reply comes from.
    pub source: Source,
    /// The reply; empty where the trainee said nothing.
    pub text: String,
    /// What the customer answered at once.
    pub answer: Vec<String>,
    /// The mood right after it.
    pub after: Mood,
    /// How many of the trainee's later actions could still be played.
    pub played: usize,
    /// How many there were.
    pub of: usize,
    /// Why the next one could not be.
    pub stopped: Option<Rejected>,
    /// The mood at the end.
    pub end: Mood,
    /// How the conversation ended; none where it was still going on.
    pub outcome: Option<Outcome>,
    /// What it was worth, as far as it went.
    pub card: Scorecard,
}

/// A session that took another way.
#[derive(Clone, Debug)]
pub struct Fork {
    /// The session at its end.
    pub session: Session,
    /// The log's length before the other actions, and after them.
    pub instead: (usize, usize),
    /// The mood right after them.
    pub after: Mood,
    /// How many of the later actions could still be played.
    pub played: usize,
    /// How many there were.
    pub of: usize,
    /// Why the next one could not be.
    pub stopped: Option<Rejected>,
}

/// The actions around the reply of one turn; those taken back are left out.
struct Around {
    /// Before its first message.
    before: Vec<Action>,
    /// Its messages.
    own: Vec<Action>,
    /// What was done at the desk between its messages.
    between: Vec<Action>,
    /// After its last message.
    later: Vec<Action>,
}

/// The actions that count after every step back, with their number, from 1.
pub fn surviving<'a>(session: &Session, actions: &'a [Action]) -> Vec<(u32, &'a Action)> {
    let log = session.log();
    let mut kept: Vec<(u32, &Action)> = Vec::with_capacity(actions.len());
    for (number, action) in (1..).zip(actions) {
        if action.deed != Deed::StepBack {
            kept.push((number, action));
            continue;
        }
        let back = log.iter().find(|event| event.action == number);
        let to =
            back.and_then(|event| if let What::SteppedBack { to } = event.what { Some(to) } else { None });
        // What has no event before the reply (a short wait) is not undone with it.
        let first = to.and_then(|to| log.get(to as usize)).map(|event| event.action);
        if let Some(first) = first {
            kept.retain(|(number, _)| *number < first);
        }
    }
    kept
}

fn around(session: &Session, actions: &[Action], turn: &Turn) -> Around {
    let mut around = Around { before: Vec::new(), own: Vec::new(), between: Vec::new(), later: Vec::new() };
    let (first, last) = match (turn.sent.first(), turn.sent.last()) {
        (Some(first), Some(last)) => (*first, *last),
        _ => (turn.opened + 1, turn.opened),
    };
    for (number, action) in surviving(session, actions) {
        let part = if number < first {
            &mut around.before
        } else if number > last {
            &mut around.later
        } else if turn.sent.contains(&number) {
            &mut around.own
        } else {
            &mut around.between
        };
        part.push(action.clone());
    }
    around
}

/// What to play into a new session so that it stands where the reply of `turn` was due; empty where there is no
/// such turn.
pub fn until(session: &Session, actions: &[Action], turn: usize) -> Vec<Action> {
    turns::of(session).get(turn).map(|turn| around(session, actions, turn).before).unwrap_or_default()
}

/// The same customer from the beginning, up to where the reply of the turn was due.
fn replayed(session: &Session, around: &Around) -> Option<Session> {
    let (scenario, listener) = (Arc::clone(session.scenario()), Arc::clone(session.listener()));
    let mut again = Session::begin(scenario, listener, session.language(), session.mode(), session.seed());
    again.play(&around.before).ok()?;
    Some(again)
}

fn go_on(mut session: Session, instead: &[Action], later: &[Action]) -> Option<Fork> {
    let from = session.log().len();
    session.play(instead).ok()?;
    let (to, after) = (session.log().len(), session.mood());
    let (played, stopped) = match session.play(later) {
        Ok(()) => (later.len(), None),
        Err((played, why)) => (played, Some(why)),
    };
    Some(Fork { session, instead: (from, to), after, played, of: later.len(), stopped })
}

/// Plays the session again with `instead` in the place of the messages of `turn`, then the trainee's own later
/// actions until one is rejected.
///
/// None where there is no such turn, or `instead` cannot be done there.
pub fn fork(session: &Session, actions: &[Action], turn: usize, instead: &[Action]) -> Option<Fork> {
    let turns = turns::of(session);
    let around = around(session, actions, turns.get(turn)?);
    let whole: Vec<Action> = around.between.iter().chain(instead).cloned().collect();
    go_on(replayed(session, &around)?, &whole, &around.later)
}

/// What each strong reply at `turn` would have come to, the trainee's own first; empty where nobody could reply.
///
/// Everything but the trainee's own is computed: the reply, and the customer's part from there on.
pub fn alternatives(session: &Session, actions: &[Action], turn: usize) -> Vec<Alternative> {
    let turns = turns::of(session);
    let Some(at) = turns.get(turn) else { return Vec::new() };
    let around = around(session, actions, at);
    let Some(mut here) = replayed(session, &around) else { return Vec::new() };
    if here.phase() != Phase::Talking || here.play(&around.between).is_err() {
        return Vec::new();
    }
    let mut found = vec![own(session, &turns, turn, around.later.len())];
    let after = around.own.iter().map(|action| action.after).sum();
    let busy = around.own.iter().map(|action| action.busy).sum();
    for (source, text, deed) in candidates(&here) {
        if found.iter().any(|known| known.text.trim() == text.trim()) {
            continue;
        }
        let reply = Action::new(after, busy, deed);
        if let Some(fork) = go_on(here.clone(), &[reply], &around.later) {
            found.push(told(source, text, &fork));
        }
    }
    found
}

/// Strong replies to where the session stands: those of the beat, of its rules, and a sound draft.
fn candidates(here: &Session) -> Vec<(Source, String, Deed)> {
    let Some(beat) = here.scenario().file().beats.get(here.beat()) else { return Vec::new() };
    let say = |source, text: &crate::scenario::Text| {
        let text = text.get(here.language()).to_owned();
        (source, text.clone(), Deed::Say(text))
    };
    let mut found: Vec<_> = beat.model.iter().map(|text| say(Source::Model, text)).collect();
    let rules = beat.hears.iter().enumerate();
    found.extend(rules.filter_map(|(at, rule)| Some(say(Source::Rule(at), rule.model.as_ref()?))));
    if let Some(text) = here.draft().filter(|_| is_sound(beat)) {
        found.push((Source::Draft, text.to_owned(), Deed::SendDraft));
    }
    found
}

fn is_sound(beat: &Beat) -> bool {
    beat.draft.as_ref().is_some_and(|draft| draft.faults.is_empty())
}

fn told(source: Source, text: String, fork: &Fork) -> Alternative {
    let card = score(fork.session.scenario(), fork.session.log());
    let (from, to) = fork.instead;
    let answer = fork.session.log().get(from..to).unwrap_or_default();
    let replied = answer.iter().position(|event| matches!(event.what, What::Replied(_))).unwrap_or(0);
    let answer = answer.iter().skip(replied).filter_map(|event| {
        if let What::Customer { text } = &event.what { Some(text.clone()) } else { None }
    });
    Alternative {
        source,
        text,
        answer: answer.collect(),
        after: fork.after,
        played: fork.played,
        of: fork.of,
        stopped: fork.stopped.clone(),
        end: fork.session.mood(),
        outcome: card.outcome,
        card,
    }
}

/// What the trainee said, in the same words as what is computed.
fn own(session: &Session, turns: &[Turn], turn: usize, later: usize) -> Alternative {
    let at = turns.get(turn);
    let next = turns.get(turn + 1);
    let card = score(session.scenario(), session.log());
    let answer = next.map(|next| {
        let opened = next.lines.iter().take_while(|line| !matches!(line.said, turns::Said::Sent(..)));
        let spoken = opened.filter_map(|line| {
            if let turns::Said::Customer(text) = &line.said { Some(text.clone()) } else { None }
        });
        spoken.collect()
    });
    let steps = turns::steps(session, turns);
    let felt = steps.iter().take_while(|step| step.turn <= turn).last();
    Alternative {
        source: Source::Own,
        text: at.and_then(|turn| turn.reply.clone()).unwrap_or_default(),
        answer: answer.unwrap_or_default(),
        after: felt.map_or(session.scenario().file().customer.mood, |step| step.to),
        played: later,
        of: later,
        stopped: None,
        end: session.mood(),
        outcome: card.outcome,
        card,
    }
}
