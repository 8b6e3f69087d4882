//! Exams: no hints, no pauses, a time limit, variants nobody had.

use hotseat::score::score;
use hotseat::session::Run;
use hotseat::session::action::Origin;

use super::*;

fn exam() -> Session {
    begin(Mode::Certify)
}

fn limit() -> u32 {
    lamp().file().exam_seconds()
}

#[test]
fn an_exam_may_take_twice_the_minutes_the_scenario_names() {
    assert_eq!(limit(), 2 * 60 * u32::from(lamp().file().minutes));
    assert_eq!(exam().left(), Some(limit()));
    assert_eq!(practice().left(), None);
}

#[test]
fn when_its_time_is_up_an_exam_goes_to_the_wrap_up_in_that_very_second() {
    let mut session = exam();
    let hour = Action::new(LONGEST_WAIT, LONGEST_WAIT, Deed::Say("Let me look into it.".to_owned()));
    let events = session.apply(&hour).unwrap();
    let up = events.iter().find(|event| event.what == What::TimeUp).map(|event| event.at);
    assert_eq!(up, Some(limit()));
    assert_eq!(session.phase(), Phase::WrapUp(Outcome::Gone));
    assert_eq!(session.left(), None);
}

#[test]
fn time_after_the_conversation_of_an_exam_is_free() {
    let mut session = exam();
    run(&mut session, Deed::EndContact);
    session.apply(&Action::new(LONGEST_WAIT, 0, Deed::WrapUp(Ticket::default()))).unwrap();
    assert!(!session.log().iter().any(|event| event.what == What::TimeUp));
}

#[test]
fn an_exam_that_was_cut_off_is_charged_the_time_and_marked_and_the_customer_bears_no_grudge() {
    let mut session = exam();
    let (mood, clock) = (session.mood(), session.clock());
    let events = run(&mut session, Deed::Resume(90));
    assert!(events.contains(&What::Resumed { seconds: 90 }), "{events:?}");
    assert_eq!(session.clock(), clock + 90);
    assert_eq!(session.mood(), mood);
    assert!(!events.iter().any(|what| matches!(what, What::Silent { .. })));
}

#[test]
fn an_exam_left_for_too_long_is_over_when_it_goes_on() {
    let mut session = exam();
    let events = run(&mut session, Deed::Resume(limit() + 1));
    assert!(events.contains(&What::TimeUp), "{events:?}");
    assert_eq!(session.phase(), Phase::WrapUp(Outcome::Gone));
}

#[test]
fn only_an_exam_is_charged_for_a_pause() {
    assert_eq!(practice().apply(&act(Deed::Resume(90))).unwrap_err(), Rejected::NoExam);
}

#[test]
fn an_exam_has_neither_hints_nor_a_step_back() {
    let mut session = exam();
    assert_eq!(session.apply(&act(Deed::Hint)).unwrap_err(), Rejected::NotLearning);
    assert_eq!(session.apply(&act(Deed::StepBack)).unwrap_err(), Rejected::NotLearning);
}

/// The model run of the first scenario as an exam, its messages marked.
fn sat(origin: Origin) -> Session {
    let path = crate::shipped::run_file("first-day", "model", "en");
    let run = Run::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    let scenario = crate::shipped::scenario("first-day", 0);
    let mut session = Session::begin(scenario, crate::shipped::listener(), Language::En, Mode::Certify, 0);
    let marked = run.actions.into_iter().map(|action| Action { origin, ..action });
    session.play(&marked.collect::<Vec<_>>()).unwrap();
    session
}

#[test]
fn how_a_message_came_into_the_composer_is_on_record_and_costs_nothing() {
    let card = |session: &Session| score(session.scenario(), session.log());
    let (typed, pasted) = (sat(Origin::Typed), sat(Origin::Pasted));
    let marks = |session: &Session, wanted| {
        let sent = session
            .log()
            .iter()
            .filter(|event| matches!(&event.what, What::Sent { origin, .. } if *origin == wanted));
        sent.count()
    };
    assert!(marks(&pasted, Origin::Pasted) > 0);
    assert_eq!(marks(&pasted, Origin::Pasted), marks(&typed, Origin::Typed));
    assert_eq!(card(&pasted).overall, card(&typed).overall);
    assert_eq!(card(&pasted).passed, Some(true));
}

#[test]
fn nobody_can_claim_in_an_action_that_a_message_was_the_draft() {
    assert_eq!(sat(Origin::Draft).hash(), sat(Origin::Typed).hash());
}

#[test]
fn an_exam_draws_variants_its_taker_has_not_had() {
    let scenario = crate::shipped::scenario("angry-complaint", 0);
    let file = scenario.file();
    let had = [3, 4];
    let seed = file.fresh(&had, 1..200).unwrap();
    assert!(had.iter().all(|one| file.choices(*one) != file.choices(seed)), "{seed}");
}

#[test]
fn where_all_variants_were_had_another_seed_of_them_is_drawn() {
    let scenario = lamp();
    assert_eq!(scenario.file().choices(5), scenario.file().choices(6), "the lamp has no variants");
    assert_eq!(scenario.file().fresh(&[0, 5], [5, 6, 7]), Some(6));
    assert_eq!(scenario.file().fresh(&[0, 5], [0, 5]), None);
}
