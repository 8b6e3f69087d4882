//! Sessions driven by chance: 10,000 of them over the shipped scenarios, in both languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use hotseat::scenario::beat::FaultKind;
use hotseat::scenario::desk::Kind;
use hotseat::scenario::{Language, Scenario};
use hotseat::session::{Action, Deed, Mode, Outcome, Phase, Session, Ticket};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::shipped;

/// Actions within which every session has to end.
const MOST: usize = 400;

const WORDS: [&str; 24] = [
    "Hello, how can I help?",
    "I'm so sorry, that must be awful with the wedding on Saturday.",
    "Could you give me your order number and the last four digits?",
    "I'll refund it now, is that okay with you?",
    "You should have read the terms. Calm down.",
    "That is not my department, call someone else.",
    "I guarantee it will be there in 10 minutes, 100 percent.",
    "Is there anything else? Goodbye!",
    "One moment please, two minutes.",
    "asdf qwer",
    "🙂🙂🙂",
    "a\u{202e}b\u{200b}c\u{0007}d",
    "您好，请问有什么可以帮您？",
    "非常抱歉给您添麻烦了，换谁都着急，这事我来负责到底。",
    "麻烦报一下订单号和手机尾号。",
    "那我现在给您退款，您看可以吗？",
    "这不归我管，你自己看规定。",
    "请稍等两分钟，我查一下。",
    "还有其他问题吗？再见。",
    "把密码和验证码告诉我。",
    "稍等",
    "三个工作日内到账",
    "If you keep insulting me I will end this chat. 请文明用语，否则我只能结束对话。",
    "I've booked it and a colleague will call you by 6 pm.",
];

/// The `roll`-th deed of all that can be tried at this desk; most of them can be done.
fn deed(session: &Session, roll: usize, pick: usize) -> Deed {
    let file = session.scenario().file();
    let nth = |names: Vec<String>| names.get(pick % names.len().max(1)).cloned().unwrap_or_default();
    if let Phase::WrapUp(_) = session.phase() {
        return match roll % 4 {
            0 => Deed::Say("hello?".to_owned()),
            1 => Deed::Read(nth(file.desk.articles.keys().cloned().collect())),
            _ => Deed::WrapUp(Ticket {
                disposition: nth(file.wrap_up.dispositions.keys().cloned().collect()),
                summary: WORDS[pick % WORDS.len()].to_owned(),
                ..Ticket::default()
            }),
        };
    }
    let words = WORDS[pick % WORDS.len()].to_owned();
    match roll % 16 {
        0..=5 => Deed::Say(words),
        6 => Deed::More(words),
        7 => Deed::Wait(u32::try_from(pick % 40).unwrap_or(0)),
        8..=10 => tool(session, pick),
        11 => Deed::Read(nth(file.desk.articles.keys().cloned().collect())),
        12 if session.draft().is_some() => match pick % 3 {
            0 => Deed::SendDraft,
            1 => Deed::EditDraft(words),
            _ => Deed::RejectDraft(vec![FaultKind::Tone, FaultKind::WrongFact(String::new())]),
        },
        13 => Deed::Consult(nth(file.desk.tools.keys().cloned().collect())),
        14 if pick.is_multiple_of(5) => Deed::HandOver(nth(file.desk.teams.keys().cloned().collect()), words),
        15 if pick.is_multiple_of(40) => Deed::EndContact,
        15 if pick.is_multiple_of(3) => Deed::StepBack,
        _ => Deed::Hint,
    }
}

fn tool(session: &Session, pick: usize) -> Deed {
    let tools = &session.scenario().file().desk.tools;
    let (name, tool) = tools.iter().nth(pick % tools.len()).unwrap();
    let args = tool.args.iter().enumerate().map(|(index, argument)| {
        let roll = pick / 7 + index;
        let given = match &argument.kind {
            Kind::Text => ["7731", "O-77", "tomorrow", ""][roll % 4].to_owned(),
            Kind::Number => (roll % 3000).to_string(),
            Kind::Date => "2026-05-20".to_owned(),
            Kind::Key(table) => {
                session.keys(table).into_iter().nth(roll % 4).unwrap_or_else(|| "X-1".to_owned())
            }
            Kind::Choice(codes) => codes[roll % codes.len()].clone(),
        };
        (argument.name.clone(), given)
    });
    Deed::Tool(name.clone(), args.filter(|(_, given)| !given.is_empty()).collect::<BTreeMap<_, _>>())
}

fn holds(scenario: &Arc<Scenario>, language: Language, mode: Mode, seed: u64, rolls: &[(usize, usize, u32)]) {
    let mut session = Session::begin(Arc::clone(scenario), shipped::listener(), language, mode, seed);
    for (roll, pick, after) in rolls {
        if let Phase::Ended(outcome) = session.phase() {
            assert_ne!(outcome, Outcome::Abandoned);
            return;
        }
        let deed = deed(&session, *roll, *pick);
        let before = (session.log().len(), session.clock(), session.mood(), session.phase());
        let hash = (pick % 50 == 0).then(|| session.hash());
        let result = session.apply(&Action::new(*after, *after / 2, deed));
        if result.is_err() {
            assert_eq!((session.log().len(), session.clock(), session.mood(), session.phase()), before);
            assert!(hash.is_none_or(|hash| hash == session.hash()), "a rejected action changed the log");
        }
        let mood = session.mood();
        for level in [mood.anger, mood.worry, mood.trust] {
            assert!((0..=100).contains(&level.get()));
        }
    }
    panic!("still going after {MOST} actions: {:?} in beat {}", session.phase(), session.beat());
}

fn thousands(id: &str) {
    let rolls = proptest::collection::vec((0_usize..16, 0_usize..10_000, 0_u32..8), MOST);
    let scenarios: Vec<_> = (0..4).map(|seed| (seed, shipped::scenario(id, seed))).collect();
    proptest!(Config { cases: 2_500, failure_persistence: None, ..Config::default() }, |(
        rolls in rolls, seed in 0_usize..4, zh in any::<bool>(), learn in any::<bool>(),
    )| {
        let (seed, scenario) = &scenarios[seed];
        let language = if zh { Language::Zh } else { Language::En };
        holds(scenario, language, if learn { Mode::Learn } else { Mode::Practice }, *seed, &rolls);
    });
}

#[test]
fn any_2500_sessions_with_the_angry_customer_hold() {
    thousands("angry-complaint");
}

#[test]
fn any_2500_sessions_in_the_outage_hold() {
    thousands("system-outage");
}

#[test]
fn any_2500_sessions_about_the_strangers_data_hold() {
    thousands("wrong-account-data");
}

#[test]
fn any_2500_sessions_on_the_first_day_hold() {
    thousands("first-day");
}
