//! The debrief as values: turns, moments, forks.

use std::sync::Arc;
use std::time::{Duration, Instant};

use hotseat::review::{Head, Review, Said, Source, alternatives, fork, next_drill, surviving, until};
use hotseat::scenario::{Language, Library};
use hotseat::score::{AbilityKind, score};
use hotseat::session::{Action, Deed, Mode, Phase, Run, Session, What};
use rstest::rstest;

use crate::shipped::{listener, played, run_file, scenario};

fn actions(id: &str, who: &str, language: &str) -> Vec<Action> {
    Run::read(&std::fs::read_to_string(run_file(id, who, language)).unwrap()).unwrap().actions
}

fn run(id: &str, who: &str, language: &str) -> (Session, Vec<Action>) {
    (played(id, who, language), actions(id, who, language))
}

fn play(id: &str, mode: Mode, actions: &[Action]) -> Session {
    let mut session = Session::begin(scenario(id, 0), listener(), Language::En, mode, 0);
    session.play(actions).unwrap();
    session
}

fn say(text: &str) -> Action {
    Action::new(5, 5, Deed::Say(text.to_owned()))
}

fn act(deed: Deed) -> Action {
    Action::new(2, 0, deed)
}

const IDS: [&str; 4] = ["first-day", "angry-complaint", "system-outage", "wrong-account-data"];

/// The model run with what was said at the first moment made cold, as far as it can be played then.
fn cold(id: &str) -> (Session, Vec<Action>) {
    let mut actions = actions(id, "model", "en");
    let first = actions.iter().position(|one| matches!(one.deed, Deed::More(_) | Deed::Say(_))).unwrap();
    let more = actions.iter().skip(first).take_while(|one| matches!(one.deed, Deed::More(_))).count();
    actions.drain(first..first + more);
    actions[first].deed = Deed::Say("Calm down. What is the order number?".to_owned());
    let mut session = Session::begin(scenario(id, 0), listener(), Language::En, Mode::Practice, 0);
    if let Err((rejected, _)) = session.play(&actions) {
        actions.truncate(rejected);
    }
    (session, actions)
}

#[rstest]
fn the_conversation_falls_into_turns_that_miss_nothing(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("model", "second", "nothing", "rude", "stuffing")] who: &str,
    #[values("en", "zh")] language: &str,
) {
    let (session, actions) = run(id, who, language);
    let review = Review::new(&session, &actions);
    let lines = || review.turns.iter().flat_map(|turn| &turn.lines);
    let count = |is: fn(&What) -> bool| session.log().iter().filter(|event| is(&event.what)).count();
    let spoken = lines().filter(|line| matches!(line.said, Said::Customer(_))).count();
    assert_eq!(spoken, count(|what| matches!(what, What::Customer { .. })));
    let heard = lines().filter(|line| matches!(line.said, Said::Heard(_))).count();
    assert_eq!(heard, count(|what| matches!(what, What::Replied(_))));
    assert_eq!(review.turns.iter().filter(|turn| turn.reply.is_some()).count(), heard);
    assert!(lines().map(|line| line.index).is_sorted(), "in the order of the log");
    assert!(
        review.turns.iter().all(|turn| {
            turn.lines.iter().filter(|line| matches!(line.said, Said::Heard(_))).count() <= 1
        })
    );
}

#[rstest]
fn every_finding_with_proof_opens_the_turn_that_holds_it(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("second", "rude", "stuffing")] who: &str,
) {
    let (session, actions) = run(id, who, "en");
    let review = Review::new(&session, &actions);
    assert_eq!(review.moments.len(), review.card.findings.len());
    assert_eq!(review.critical.len(), review.card.critical.len());
    for (finding, moment) in review.card.findings.iter().zip(&review.moments) {
        assert_eq!(moment.is_some(), !finding.events.is_empty(), "{finding:?}");
        if let (Some(turn), Some(first)) = (moment, finding.events.first()) {
            let next = review.turns.get(turn + 1).map_or(u32::MAX, |next| next.first);
            assert!((review.turns[*turn].first..next).contains(first), "{finding:?} in turn {turn}");
        }
    }
}

#[test]
fn a_step_of_the_mood_belongs_to_the_reply_that_caused_it() {
    let (session, actions) = run("angry-complaint", "rude", "en");
    let review = Review::new(&session, &actions);
    let moves = session.log().iter().filter(|event| matches!(event.what, What::Moved { .. })).count();
    assert_eq!(review.steps.len(), moves);
    for step in &review.steps {
        let words = hotseat::locale::causes::cause(&step.cause, Language::En);
        if let Some(quoted) = words.split('“').nth(1).map(|rest| rest.trim_end_matches('”')) {
            let reply = review.turns[step.turn].reply.as_deref().unwrap_or_default();
            assert!(reply.contains(quoted), "“{quoted}” is not in “{reply}”");
        }
    }
    assert_eq!(review.mood_at(u32::MAX), session.mood());
    assert_eq!(review.mood_at(0), review.start);
}

#[rstest]
fn a_fork_with_the_trainees_own_reply_gives_the_same_hash(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("model", "second")] who: &str,
    #[values("en", "zh")] language: &str,
) {
    let (session, actions) = run(id, who, language);
    let turns = Review::new(&session, &actions).turns;
    let mut forked = 0;
    for (turn, at) in turns.iter().enumerate() {
        let before = until(&session, &actions, turn).len();
        let is_message = |one: &&Action| {
            matches!(one.deed, Deed::Say(_) | Deed::More(_) | Deed::SendDraft | Deed::EditDraft(_))
        };
        let messages = at.lines.iter().filter(|line| matches!(line.said, Said::Sent(..))).count();
        let own: Vec<_> = actions.iter().skip(before).filter(is_message).take(messages).cloned().collect();
        let again = fork(&session, &actions, turn, &own).expect("it is a turn");
        assert_eq!((again.session.hash(), again.stopped), (session.hash(), None), "turn {turn}");
        forked += 1;
    }
    assert!(forked > 4);
}

#[rstest]
fn a_strong_reply_in_the_place_of_a_cold_one_is_worth_at_least_as_much(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
) {
    let (session, actions) = cold(id);
    let found = alternatives(&session, &actions, 0);
    assert_eq!(found[0].source, Source::Own);
    assert_eq!(found[0].card, score(session.scenario(), session.log()));
    assert_eq!(found[0].text, "Calm down. What is the order number?");
    let model = found.iter().find(|one| one.source == Source::Model).expect("the beat has a model");
    assert!(model.after.anger <= found[0].after.anger && model.after.trust >= found[0].after.trust);
    assert!(model.card.empathy.score > found[0].card.empathy.score, "{model:?}");
    assert!(!model.answer.is_empty(), "the customer answers");
    assert!(model.played == model.of || model.stopped.is_some());
}

#[rstest]
fn alternatives_are_the_same_each_time_and_there_at_once(
    #[values("angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("model", "second")] who: &str,
    #[values("en", "zh")] language: &str,
) {
    let (session, actions) = run(id, who, language);
    let turns = Review::new(&session, &actions).turns.len();
    let all = || (0..turns).map(|turn| alternatives(&session, &actions, turn)).collect::<Vec<_>>();
    let first = all();
    assert_eq!(all(), first);
    #[expect(clippy::disallowed_methods, reason = "the test times what people wait for")]
    let fastest = (0..3).map(|_| {
        let began = Instant::now();
        alternatives(&session, &actions, 0);
        began.elapsed()
    });
    let fastest = fastest.min().expect("three");
    assert!(fastest < Duration::from_millis(300), "{fastest:?}");
}

#[test]
fn a_sound_draft_is_tried_and_a_faulty_one_is_not() {
    let (session, actions) = run("angry-complaint", "second", "en");
    let turns = Review::new(&session, &actions).turns;
    for (turn, at) in turns.iter().enumerate() {
        let draft = session.scenario().file().beats.get(&at.beat).and_then(|beat| beat.draft.as_ref());
        let found = alternatives(&session, &actions, turn);
        let tried = found.iter().any(|one| one.source == Source::Draft);
        assert_eq!(tried, draft.is_some_and(|draft| draft.faults.is_empty()), "{}", at.beat);
    }
    assert!(turns.iter().any(|turn| turn.beat == "choice"), "the beat with the sound draft was reached");
}

#[test]
fn after_the_conversation_there_is_nothing_to_say_instead() {
    let (session, actions) = run("angry-complaint", "model", "en");
    let last = Review::new(&session, &actions).turns.len() - 1;
    assert_eq!(alternatives(&session, &actions, last), []);
    assert_eq!(alternatives(&session, &actions, 999), []);
    assert_eq!(until(&session, &actions, 999), []);
}

#[test]
fn where_nobody_answered_a_strong_reply_can_still_be_tried() {
    let (session, actions) = run("angry-complaint", "nothing", "en");
    let found = alternatives(&session, &actions, 0);
    assert_eq!((found[0].source.clone(), found[0].text.as_str()), (Source::Own, ""));
    assert!(found.len() > 1);
    assert!(found[1].card.empathy.score > found[0].card.empathy.score);
}

#[test]
fn what_was_stepped_back_over_is_neither_shown_nor_played_again() {
    let lost = "Calm down and stop shouting at me.";
    let mut steps = vec![act(Deed::Wait(1)), say(lost), act(Deed::StepBack)];
    steps.extend(actions("angry-complaint", "model", "en"));
    let session = play("angry-complaint", Mode::Learn, &steps);
    let review = Review::new(&session, &steps);
    assert!(review.turns.iter().all(|turn| turn.reply.as_deref() != Some(lost)));
    let kept = surviving(&session, &steps);
    assert_eq!(kept.len(), steps.len() - 2, "the reply and the step back are gone, the wait is not");
    let before = until(&session, &steps, 0);
    assert!(before.iter().all(|one| !matches!(one.deed, Deed::StepBack | Deed::Say(_))), "{before:?}");
    let found = alternatives(&session, &steps, 0);
    assert_eq!(found[0].card.findings.len(), review.card.findings.len());
    assert!(found.len() > 1 && found.iter().all(|one| one.text != lost));
}

#[test]
fn stepping_back_twice_leaves_only_what_came_before_both() {
    let all = [
        say("Three broken beds, no wonder you are angry. I am sorry."),
        say("First thing said."),
        say("Second thing said."),
        act(Deed::StepBack),
        act(Deed::StepBack),
        say("It is our fault, and I will take care of it myself."),
    ];
    let session = play("angry-complaint", Mode::Learn, &all);
    let kept: Vec<u32> = surviving(&session, &all).into_iter().map(|(number, _)| number).collect();
    assert_eq!(kept, [1, 6]);
    let straight = play("angry-complaint", Mode::Learn, &[all[0].clone(), all[5].clone()]);
    let again = fork(&session, &all, 1, &all[5..]).expect("it is a turn");
    assert_eq!(again.session.hash(), straight.hash());
}

#[test]
fn trying_again_starts_where_the_reply_was_due_with_the_desk_as_it_was() {
    let (session, actions) = run("angry-complaint", "second", "en");
    let review = Review::new(&session, &actions);
    let turn = review.turns.iter().position(|turn| turn.beat == "driver").expect("it was reached");
    let before = until(&session, &actions, turn);
    let again = play("angry-complaint", Mode::Practice, &before);
    assert_eq!((again.phase(), again.beat()), (Phase::Talking, "driver"));
    assert!(
        again
            .log()
            .iter()
            .any(|event| matches!(&event.what, What::Used { tool, .. } if tool == "delivery_log"))
    );
}

#[test]
fn the_costliest_finding_comes_with_the_model_answer_of_its_moment() {
    for id in IDS {
        let (session, actions) = cold(id);
        let review = Review::new(&session, &actions);
        let costliest = review.costliest.expect("something was lost");
        let turn = costliest.turn.expect("a moment");
        assert_eq!(costliest.model, review.turns[turn].model);
        assert!(costliest.model.is_some(), "{id}: {:?}", review.card.findings[costliest.finding]);
    }
}

#[test]
fn the_next_drill_calls_for_the_weakest_ability_and_is_another_customer() {
    let library = Library::embedded();
    let heads: Vec<Head> =
        library.list().unwrap().values().map(|one| Head::from(one.as_ref().unwrap())).collect();
    let (session, _) = cold("first-day");
    let mut card = score(session.scenario(), session.log());
    for (place, weak) in AbilityKind::ALL.into_iter().enumerate() {
        (card.empathy.score, card.tools.score, card.resolution.score) = (Some(80), Some(80), Some(80));
        match weak {
            AbilityKind::Empathy => card.empathy.score = Some(20),
            AbilityKind::Tools => card.tools.score = Some(20),
            AbilityKind::Resolution => card.resolution.score = Some(20),
        }
        let level = heads.iter().map(|head| head.level).max().unwrap();
        let played = heads.iter().find(|head| head.level == level).unwrap();
        let drill = next_drill(&card, &played.id, &heads).expect("there are others");
        assert_eq!(drill.trains, weak);
        assert_ne!(drill.id, played.id);
        let calls = |id: &str| heads.iter().find(|head| head.id == id).unwrap().calls[place];
        let others = heads.iter().filter(|head| head.id != played.id);
        assert_eq!(calls(&drill.id), others.map(|head| head.calls[place]).max().unwrap());
    }
    assert_eq!(next_drill(&card, "first-day", &[]), None);
}

#[test]
fn a_rule_with_a_model_of_its_own_is_tried_as_another_way() {
    let lamp = include_str!("session/lamp.ron").replacen(
        r#"says: ["Blue, yes."]"#,
        r#"says: ["Blue, yes."], model: "The blue lamp is broken, and I will see to it.""#,
        1,
    );
    let house = include_str!("../../scenarios/house.ron").to_owned();
    let files = [("house.ron".to_owned(), house), ("lamp.ron".to_owned(), lamp)];
    let lamp = Arc::new(Library::of(files).scenario("lamp", 0).unwrap());
    let session = Session::begin(lamp, listener(), Language::En, Mode::Practice, 0);
    let found = alternatives(&session, &[], 0);
    let sources: Vec<_> = found.iter().map(|one| one.source.clone()).collect();
    assert_eq!(sources, [Source::Own, Source::Model, Source::Rule(0)]);
    assert_eq!(found[2].answer, ["Blue, yes."]);
    assert!(found[2].after.anger < session.mood().anger);
}
