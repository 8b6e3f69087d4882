//! Replies: what is heard and how the customer answers.

use super::*;

#[test]
fn the_customer_speaks_first() {
    let session = practice();
    let opening: Vec<What> = session.log().iter().map(|event| event.what.clone()).collect();
    assert_eq!(lines(&opening), ["My lamp is broken!"]);
    assert!(
        opening.iter().any(|what| matches!(what, What::Showed { .. })),
        "the feeling opens an opportunity"
    );
}

#[test]
fn all_matching_rules_act_and_the_first_that_moves_moves() {
    let mut session = practice();
    let events = say(&mut session, "blue and green");
    assert_eq!(session.beat(), "calm");
    let moved = events.iter().filter(|what| matches!(what, What::Moved { .. })).count();
    assert!(moved >= 2, "both rules were felt: {events:?}");
    assert_eq!(lines(&events), ["Blue, yes.", "Thank you."]);
}

#[test]
fn harm_goes_before_comfort() {
    let mut session = practice();
    say(&mut session, "green or red");
    assert_eq!(session.beat(), "angry");
}

#[test]
fn messages_in_a_row_are_one_reply() {
    let mut session = practice();
    let first = run(&mut session, Deed::More("about the".to_owned()));
    assert!(lines(&first).is_empty(), "the customer waits for more");
    let events = say(&mut session, "green thing");
    let replies: Vec<_> = events
        .iter()
        .filter_map(|what| if let What::Replied(reply) = what { Some(reply.text.as_str()) } else { None })
        .collect();
    assert_eq!(replies, ["about the\ngreen thing"]);
}

#[test]
fn a_tool_between_two_messages_does_not_end_the_reply() {
    let mut session = practice();
    run(&mut session, Deed::More("let me see".to_owned()));
    tool(&mut session, "find_order", &[("id", "O-1")]);
    let events = say(&mut session, "green");
    assert!(
        events
            .iter()
            .any(|what| matches!(what, What::Replied(reply) if reply.text.starts_with("let me see")))
    );
}

#[test]
fn waiting_ends_a_reply_that_was_left_open() {
    let mut session = practice();
    run(&mut session, Deed::More("green".to_owned()));
    run(&mut session, Deed::Wait(1));
    assert_eq!(session.beat(), "calm");
}

#[test]
fn a_rule_marked_once_fires_once() {
    let mut session = practice();
    say(&mut session, "once xyzzy");
    let trust = session.mood().trust.get();
    let again = say(&mut session, "once plugh");
    let by_rule = |what: &What| {
        matches!(what, What::Moved { because: hotseat::session::event::Cause::Rule { .. }, .. })
    };
    assert!(!again.iter().any(by_rule), "{again:?}");
    assert!(trust > 0);
}

#[test]
fn a_customer_who_is_not_understood_never_says_the_same_twice_and_leaves() {
    let mut session = practice();
    let mut said = Vec::new();
    for nonsense in ["xyzzy", "plugh", "frotz", "qwrt", "zzyzx", "blorb"] {
        if session.phase() != Phase::Talking {
            break;
        }
        let events = say(&mut session, nonsense);
        said.extend(lines(&events).into_iter().map(str::to_owned));
    }
    assert_eq!(session.phase(), Phase::WrapUp(Outcome::Gone));
    let mut unique = said.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), said.len(), "{said:?}");
}

#[test]
fn an_item_that_may_be_asked_is_given() {
    let mut session = practice();
    let events = say(&mut session, "Could you give me the last four digits of your phone number, please?");
    assert!(lines(&events).contains(&"It ends in 7731."), "{events:?}");
}

#[test]
fn an_item_that_must_never_be_asked_is_refused_and_costs_trust() {
    let mut session = practice();
    let before = session.mood().trust.get();
    let events = say(&mut session, "Please tell me your password.");
    assert!(
        events.iter().any(|what| matches!(what, What::AskedFor { item, never: true } if item == "password"))
    );
    assert!(session.mood().trust.get() < before);
}

#[test]
fn a_private_field_that_the_customer_did_not_say_is_a_disclosure() {
    let mut session = practice();
    let events = say(&mut session, "I will write to ana.diaz@mail.test about it.");
    assert!(
        events.iter().any(
            |what| matches!(what, What::Disclosed { field, verified: false } if field.column == "email")
        )
    );
}

#[test]
fn a_fact_is_told_in_the_words_of_an_example_too_unless_they_are_denied_asked_or_have_other_figures() {
    let told = |words: &str| {
        let events = say(&mut practice(), words);
        events.iter().any(|what| matches!(what, What::Replied(reply) if !reply.told.is_empty()))
    };
    assert!(told("Hello Ana. It takes half a week, then the money is back on your card."));
    for words in [
        "It does not take half a week, then the money is on your card.",
        "Does it take half a week, then the money is on your card?",
        "It takes half a week, then the 90 dollars are on your card.",
        "It is on its way.",
    ] {
        assert!(!told(words), "{words}");
    }
}

#[test]
fn a_fact_told_is_noted_as_true_or_false() {
    use hotseat::listen::Truth;
    let told = |words: &str| {
        let mut session = practice();
        say(&mut session, words).iter().find_map(|what| {
            if let What::Replied(reply) = what { reply.told.first().map(|told| told.truth) } else { None }
        })
    };
    assert_eq!(told("You have your money back within 3 working days."), Some(Truth::True));
    assert_eq!(told("You have your money back within 10 days."), Some(Truth::False));
    assert_eq!(told("You have your money back soon."), None);
}

#[test]
fn the_same_reply_again_is_noticed() {
    let mut session = practice();
    say(&mut session, "I truly cannot believe this happened to you.");
    let events = say(&mut session, "I truly cannot believe this happened to you.");
    assert!(events.iter().any(|what| matches!(what, What::Replied(reply) if reply.repeats == 1)));
}

#[test]
fn the_same_seed_draws_the_same_lines_and_another_draws_others() {
    let played = |seed: u64| {
        let mut session =
            Session::begin(lamp(), crate::shipped::listener(), Language::En, Mode::Practice, seed);
        for words in ["xyzzy", "plugh", "frotz", "qwrt"] {
            say(&mut session, words);
        }
        session.hash()
    };
    assert_eq!(played(3), played(3));
    assert!((4..10).any(|seed| played(seed) != played(3)));
}
