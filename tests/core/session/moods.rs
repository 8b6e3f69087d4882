//! Moods: what moves them, silence, holds, the early warning.

use super::*;
use hotseat::session::event::Cause;

fn because(events: &[What]) -> Vec<&Cause> {
    events
        .iter()
        .filter_map(|what| if let What::Moved { because, .. } = what { Some(because) } else { None })
        .collect()
}

#[test]
fn comfort_wears_off_and_harm_does_not() {
    let mut session = practice();
    let anger = |session: &Session| session.mood().anger.get();
    let start = anger(&session);
    say(&mut session, "blue one");
    let first = start - anger(&session);
    let between = anger(&session);
    say(&mut session, "blue two");
    let second = between - anger(&session);
    assert!(first > second && second > 0, "{first} then {second}");
}

#[test]
fn red_lines_hurt_and_calming_signals_help_this_person() {
    let mut session = practice();
    let events = say(&mut session, "That is our policy.");
    assert!(
        because(&events).iter().any(|cause| matches!(cause, Cause::RedLine(words) if words == "policy")),
        "{events:?}"
    );
    let events = say(&mut session, "Was it from your grandmother?");
    assert!(
        because(&events)
            .iter()
            .any(|cause| matches!(cause, Cause::Calms(words) if words == "your grandmother"))
    );
}

#[test]
fn rudeness_heats_without_any_rule() {
    let mut session = practice();
    let before = session.mood();
    say(&mut session, "Shut up, you idiot.");
    assert!(session.mood().anger > before.anger && session.mood().trust < before.trust);
}

#[test]
fn silence_makes_the_customer_ask_and_then_leave() {
    let mut session = practice();
    let events = run(&mut session, Deed::Wait(200));
    assert!(events.iter().filter(|what| matches!(what, What::Silent { .. })).count() == 3, "{events:?}");
    assert_eq!(outcome(&events), Some((Outcome::Gone, false)));
}

#[test]
fn typing_is_no_silence() {
    let mut session = practice();
    let action = Action::new(300, 300, Deed::Say("blue".to_owned()));
    let events = session.apply(&action).unwrap();
    assert!(!events.iter().any(|event| matches!(event.what, What::Silent { .. })));
    assert_eq!(session.clock(), 300);
}

#[test]
fn an_announced_hold_is_waited_for_and_a_broken_one_costs() {
    let mut session = practice();
    let events = say(&mut session, "One moment please, I need two minutes.");
    assert!(events.iter().any(|what| matches!(what, What::Held { seconds: 120 })), "{events:?}");
    let kept = run(&mut session, Deed::Wait(110));
    assert!(!kept.iter().any(|what| matches!(what, What::Silent { .. })), "{kept:?}");
    let broken = run(&mut session, Deed::Wait(60));
    assert!(because(&broken).contains(&&Cause::BrokenHold), "{broken:?}");
}

#[test]
fn a_beat_may_say_what_silence_does() {
    let mut session = practice();
    say(&mut session, "red");
    let events = run(&mut session, Deed::Wait(20));
    assert!(lines(&events).contains(&"Well?"), "{events:?}");
    assert_eq!(outcome(&events), Some((Outcome::Gone, false)), "it led to the last beat, the goal unreached");
}

#[test]
fn the_early_warning_rises_with_anger() {
    let mut session = practice();
    let mut warned = Vec::new();
    for words in ["red", "Shut up.", "You idiot.", "Stupid."] {
        warned.extend(say(&mut session, words));
    }
    assert!(
        warned.iter().any(|what| matches!(what, What::Warned { level: Warning::Alarm | Warning::Watch })),
        "{:?}",
        session.mood()
    );
}

#[test]
fn a_yes_is_asked_for_and_given_where_there_is_trust() {
    let mut session = verified();
    let events = say(&mut session, "I will refund the 50 to your card, is that okay with you?");
    assert!(events.iter().any(|what| matches!(what, What::Consented)), "{events:?}");
}
