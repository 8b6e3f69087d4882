//! The strong replies a trainer wrote are heard as what they wait for: the debrief plays them as alternatives.

use std::collections::{BTreeMap, VecDeque};

use hotseat::scenario::beat::Rule;
use hotseat::scenario::{Language, Text};
use hotseat::session::event::Cause;
use hotseat::session::{Action, Deed, Event, Mode, Phase, Run, Session, What};
use rstest::rstest;

use crate::shipped::{listener, run_file, scenario};

/// What somebody says who takes a wrong turn, so that the beats off the way are reached too.
const SLIPS: [(&str, &str); 6] = [
    ("Shut up, you idiot.", "闭嘴，你是不是傻。"),
    ("That's your own fault, you should have checked.", "这是您自己的责任，谁让您不检查。"),
    ("Calm down, it's not a big deal. It's not my department.", "别激动，这点小事，不归我们部门管。"),
    ("I guarantee that nobody has seen anything, 100%.", "我保证，绝对没人看过，百分百没问题。"),
    ("Hello, how can I help you?", "您好，请问有什么可以帮您？"),
    ("Could you tell me your name and the order number?", "请报一下您的姓名和订单号。"),
];

/// States kept of one beat, and how many wrong or right turns they may lie off a shipped run.
const MOST: (usize, u32) = (8, 4);

fn say(text: &str, seconds: u32) -> Action {
    Action::new(seconds, seconds, Deed::Say(text.to_owned()))
}

/// Every state of the shipped runs of a scenario.
fn of_runs(id: &str, language: Language) -> Vec<Session> {
    let mut states = Vec::new();
    for who in ["model", "second", "stuffing", "rude"] {
        let text = std::fs::read_to_string(run_file(id, who, language.code())).unwrap();
        let run = Run::read(&text).unwrap();
        let mut session =
            Session::begin(scenario(id, run.seed), listener(), language, Mode::Practice, run.seed);
        for action in &run.actions {
            states.push(session.clone());
            if session.apply(action).is_err() {
                break;
            }
        }
    }
    states
}

/// Sessions by the beat they stand in: the shipped runs, and what may be said instead at each of their turns.
fn reached(id: &str, language: Language) -> BTreeMap<String, Vec<Session>> {
    let mut found: BTreeMap<String, Vec<Session>> = BTreeMap::new();
    let mut waiting: VecDeque<_> = of_runs(id, language).into_iter().map(|session| (session, 0)).collect();
    while let Some((session, turns)) = waiting.pop_front() {
        let here = found.entry(session.beat().to_owned()).or_default();
        if session.phase() != Phase::Talking || here.len() >= MOST.0 {
            continue;
        }
        here.push(session.clone());
        for action in instead(&session).into_iter().filter(|_| turns < MOST.1) {
            let mut next = session.clone();
            if next.apply(&action).is_ok() && next.beat() != session.beat() {
                waiting.push_back((next, turns + 1));
            }
        }
    }
    found
}

/// What else could be done: the strong replies at once and after five minutes, the AI's draft, and slips.
fn instead(session: &Session) -> Vec<Action> {
    let language = session.language();
    let beat = &session.scenario().file().beats[session.beat()];
    let models = beat.model.iter().chain(beat.hears.iter().filter_map(|rule| rule.model.as_ref()));
    let strong = models.flat_map(|text: &Text| [20, 300].map(|after| say(text.get(language), after)));
    let draft = Action::new(5, 5, Deed::SendDraft);
    let slips = SLIPS.iter().map(|(en, zh)| say(language.pick(en, zh), 20));
    strong.chain([draft]).chain(slips).collect()
}

/// What saying this brings about; nothing where it cannot be said.
fn brings(session: &Session, text: &Text) -> (Vec<Event>, Session) {
    let mut after = session.clone();
    let events = after.apply(&say(text.get(session.language()), 20)).unwrap_or_default();
    (events, after)
}

/// Whether a rule was set off and its way was taken: nothing but the mood and the customer's words tell it where
/// it has none.
fn fired(events: &[Event], path: &str, rule: &Rule, language: Language) -> bool {
    if let Some(to) = &rule.to {
        return events.iter().any(|event| matches!(&event.what, What::Entered { beat } if beat == to));
    }
    let says = |text: &String| rule.says.iter().any(|line| line.get(language) == text);
    events.iter().any(|event| {
        matches!(&event.what, What::Moved { because: Cause::Rule { path: moved, .. }, .. } if moved == path)
            || matches!(&event.what, What::Customer { text } if says(text))
    })
}

/// Whether a rule's strong reply is heard as what the rule waits for in any of these states (in others something may
/// be done already that it waits for), and does no harm in most.
fn is_heard(reached: &[Session], path: &str, rule: &Rule, model: &Text) -> bool {
    let (mut heard, mut kind) = (false, 0);
    for session in reached {
        let (events, after) = brings(session, model);
        let (before, now) = (session.mood(), after.mood());
        let here = now.anger <= before.anger && now.trust >= before.trust;
        kind += usize::from(here);
        heard |= here && fired(&events, path, rule, session.language());
    }
    heard && kind * 2 > reached.len()
}

/// Whether a beat's strong reply leads on in any of these states: to another beat, a yes, or who the customer is.
fn leads_on(reached: &[Session], model: &Text) -> bool {
    reached.iter().any(|session| {
        brings(session, model).0.iter().any(|event| {
            matches!(event.what, What::Entered { .. } | What::Consented | What::AskedFor { never: false, .. })
        })
    })
}

#[rstest]
fn a_strong_reply_is_heard_as_what_it_waits_for_and_does_no_harm(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values(Language::En, Language::Zh)] language: Language,
) {
    let scenario = scenario(id, 0);
    let reached = reached(id, language);
    let (mut played, mut deaf) = (0, Vec::new());
    for (name, beat) in &scenario.file().beats {
        let here = reached.get(name).map_or(&[][..], Vec::as_slice);
        if beat.model.as_ref().is_some_and(|model| !leads_on(here, model)) {
            deaf.push(format!("beats.{name}"));
        }
        for (at, rule) in beat.hears.iter().enumerate() {
            let (path, Some(model)) = (format!("beats.{name}.hears[{at}]"), &rule.model) else { continue };
            played += 1;
            if !model.has(language) || !is_heard(here, &path, rule, model) {
                deaf.push(path);
            }
        }
    }
    assert!(deaf.is_empty(), "the strong replies of {deaf:?} are not heard");
    assert!(played >= 2, "{id} offers other ways to play");
}
