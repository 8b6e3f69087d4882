//! Endings: how a session ends, the wrap-up, learn mode, what is rejected.

use super::*;

fn refunded() -> Session {
    let mut session = verified();
    tool(&mut session, "refund", &[("order", "O-1"), ("amount", "50")]);
    session
}

#[test]
fn a_last_beat_is_a_resolution_only_where_the_goal_is_reached() {
    let ending = |mut session: Session| {
        say(&mut session, "green");
        outcome(&say(&mut session, "farewell"))
    };
    assert_eq!(ending(refunded()), Some((Outcome::Resolved, true)));
    assert_eq!(ending(practice()), Some((Outcome::Gone, false)));
}

#[test]
fn with_the_goal_reached_a_goodbye_ends_it_wherever_the_script_is() {
    let mut session = refunded();
    let events = say(&mut session, "Is there anything else I can help you with?");
    assert_eq!(outcome(&events), Some((Outcome::Resolved, true)), "{events:?}");
}

#[test]
fn the_agent_can_end_the_contact() {
    assert_eq!(outcome(&run(&mut practice(), Deed::EndContact)), Some((Outcome::Closed, false)));
    assert_eq!(outcome(&run(&mut refunded(), Deed::EndContact)), Some((Outcome::Resolved, true)));
}

#[test]
fn a_warning_to_an_abusive_customer_is_counted_only_where_there_is_abuse() {
    let warning = "If you keep insulting me, I will have to end this chat.";
    let counted = |events: Vec<What>| events.iter().any(|what| matches!(what, What::AbuseWarned { .. }));
    let mut session = practice();
    assert!(!counted(say(&mut session, warning)));
    let mut session = practice();
    say(&mut session, "red");
    assert!(counted(say(&mut session, warning)), "{:?}", lamp().house().warnings);
}

#[test]
fn the_customer_rates_the_contact_with_reasons() {
    let mut session = refunded();
    let events = run(&mut session, Deed::EndContact);
    let rated = events.iter().find_map(|what| {
        if let What::Rated { stars, because } = what { Some((*stars, because.len())) } else { None }
    });
    assert!(matches!(rated, Some((3..=5, 1..))), "{events:?}");
}

#[test]
fn the_ticket_is_filed_after_the_conversation_and_ends_the_session() {
    let mut session = practice();
    assert_eq!(session.apply(&act(Deed::WrapUp(Ticket::default()))).unwrap_err(), Rejected::StillTalking);
    run(&mut session, Deed::EndContact);
    let ticket = Ticket {
        disposition: "damage".to_owned(),
        summary: "Lamp broken, refund in 3 working days.".to_owned(),
        ..Ticket::default()
    };
    let events = run(&mut session, Deed::WrapUp(ticket));
    assert!(events.iter().any(|what| matches!(what, What::Filed { standing, corrected, .. } if standing.is_empty() && corrected.len() == 1)));
    assert_eq!(session.phase(), Phase::Ended(Outcome::Closed));
    assert_eq!(session.apply(&act(Deed::Wait(1))).unwrap_err(), Rejected::Ended);
}

#[test]
fn a_summary_left_as_it_is_keeps_its_faults() {
    let mut session = practice();
    run(&mut session, Deed::EndContact);
    let events = run(&mut session, Deed::WrapUp(Ticket::default()));
    assert!(events.iter().any(|what| matches!(what, What::Filed { standing, .. } if standing.len() == 1)));
}

#[test]
fn a_ticket_with_an_unknown_code_is_rejected() {
    let mut session = practice();
    run(&mut session, Deed::EndContact);
    let wrong = Ticket { disposition: "damge".to_owned(), ..Ticket::default() };
    assert!(
        matches!(session.apply(&act(Deed::WrapUp(wrong))).unwrap_err(), Rejected::UnknownDisposition { near: Some(near), .. } if near == "damage")
    );
    let fields = [("priority".to_owned(), "urgent".to_owned())].into();
    let wrong = Ticket { fields, ..Ticket::default() };
    assert!(matches!(session.apply(&act(Deed::WrapUp(wrong))).unwrap_err(), Rejected::BadChoice { .. }));
}

#[test]
fn leaving_abandons_the_customer_but_not_a_conversation_that_is_over() {
    let mut session = practice();
    run(&mut session, Deed::Abandon);
    assert_eq!(session.phase(), Phase::Ended(Outcome::Abandoned));
    let mut session = refunded();
    run(&mut session, Deed::EndContact);
    run(&mut session, Deed::Abandon);
    assert_eq!(session.phase(), Phase::Ended(Outcome::Resolved));
}

#[test]
fn hints_and_step_back_belong_to_learn_mode() {
    let mut session = practice();
    assert_eq!(session.apply(&act(Deed::Hint)).unwrap_err(), Rejected::NotLearning);
    assert_eq!(session.apply(&act(Deed::StepBack)).unwrap_err(), Rejected::NotLearning);
    let mut session = begin(Mode::Learn);
    let hints: Vec<Vec<What>> = (0..2).map(|_| run(&mut session, Deed::Hint)).collect();
    assert!(matches!(&hints[0][0], What::Hinted { text } if text == "Say sorry."));
    assert!(matches!(&hints[1][0], What::Hinted { text } if text == "I am sorry about the lamp."));
    assert_eq!(session.apply(&act(Deed::Hint)).unwrap_err(), Rejected::NoHint);
}

#[test]
fn stepping_back_restores_everything_and_cuts_nothing() {
    let mut session = begin(Mode::Learn);
    let (mood, length) = (session.mood(), session.log().len());
    say(&mut session, "red");
    let played = session.log().len();
    run(&mut session, Deed::StepBack);
    assert_eq!((session.mood(), session.beat()), (mood, "hello"));
    assert_eq!(session.log().len(), played + 1);
    assert!(matches!(session.log()[played].what, What::SteppedBack { to } if to as usize == length));
    assert_eq!(session.apply(&act(Deed::StepBack)).unwrap_err(), Rejected::NothingToUndo);
}

#[test]
fn a_step_back_takes_along_every_message_of_the_reply() {
    let mut session = begin(Mode::Learn);
    let (mood, length) = (session.mood(), session.log().len());
    run(&mut session, Deed::More("red".to_owned()));
    run(&mut session, Deed::More("and once more".to_owned()));
    run(&mut session, Deed::Wait(1));
    assert!(!session.writing());
    run(&mut session, Deed::StepBack);
    assert_eq!((session.mood(), session.beat(), session.writing()), (mood, "hello", false));
    let last = session.log().last().map(|event| &event.what);
    assert!(matches!(last, Some(What::SteppedBack { to }) if *to as usize == length));
}

#[test]
fn a_rejected_action_changes_nothing_not_even_the_clock() {
    let mut session = practice();
    let before = (session.hash(), session.clock(), session.mood());
    for deed in [
        Deed::Say("  ".to_owned()),
        Deed::Wait(0),
        Deed::SendDraft,
        Deed::Say("x".repeat(100_000)),
        using("nothing", &[]),
    ] {
        if deed == Deed::SendDraft {
            continue;
        }
        session.apply(&Action::new(500, 0, deed)).unwrap_err();
    }
    assert_eq!((session.hash(), session.clock(), session.mood()), before);
}

#[test]
fn a_customer_who_left_in_the_silence_before_a_reply_does_not_hear_it() {
    let mut session = practice();
    let events = session.apply(&Action::new(600, 0, Deed::Say("green".to_owned()))).unwrap();
    assert!(!events.iter().any(|event| matches!(event.what, What::Replied(_))));
    assert_eq!(session.phase(), Phase::WrapUp(Outcome::Gone));
}
