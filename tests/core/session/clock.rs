//! A clock that jumps: the session takes what it is told within limits, and says so where it takes nothing.

use hotseat::locale::rejected::rejected;
use hotseat::score::score;
use hotseat::session::Run;
use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
fn a_wait_of_no_time_or_of_hours_is_rejected_plainly_and_changes_nothing(
    #[values(0, LONGEST_WAIT + 1, u32::MAX)] seconds: u32,
    #[values(0, 7, u32::MAX)] after: u32,
) {
    let mut session = practice();
    let (hash, clock) = (session.hash(), session.clock());
    let why = session.apply(&Action::new(after, 0, Deed::Wait(seconds))).unwrap_err();
    assert_eq!(why, Rejected::BadWait { seconds, most: LONGEST_WAIT });
    assert_eq!((session.hash(), session.clock()), (hash, clock));
    for language in Language::ALL {
        let said = rejected(&why, language);
        assert!(said.contains(&seconds.to_string()) && said.contains("3600"), "{said}");
    }
}

#[test]
fn a_clock_that_jumps_forward_is_taken_for_an_hour_and_the_customer_leaves_once() {
    let jumped = |after: u32| {
        let mut session = practice();
        session.apply(&Action::new(after, 0, Deed::Say("Sorry, I am back.".to_owned()))).unwrap();
        session
    };
    let (hour, ages) = (jumped(LONGEST_WAIT), jumped(u32::MAX));
    assert_eq!(ages.clock(), LONGEST_WAIT);
    assert_eq!(ages.hash(), hour.hash(), "more than an hour is an hour");
    assert_eq!(ages.phase(), Phase::WrapUp(Outcome::Gone));
    let left = ages.log().iter().filter(|event| matches!(event.what, What::Over { .. })).count();
    assert_eq!(left, 1);
}

#[test]
fn a_clock_that_stood_still_or_went_back_is_no_time_at_all() {
    let mut session = practice();
    for _ in 0..20 {
        session.apply(&act(Deed::Read("kb-1".to_owned()))).ok();
        session.apply(&act(Deed::Say("I am looking into it.".to_owned()))).ok();
    }
    assert_eq!(session.clock(), 0);
    assert!(!session.log().iter().any(|event| matches!(event.what, What::Silent { .. })));
}

#[test]
fn more_seconds_of_typing_than_passed_are_as_many_as_passed() {
    let typed = |busy: u32| {
        let mut session = practice();
        session.apply(&Action::new(300, busy, Deed::Say("Here I am.".to_owned()))).unwrap();
        session.hash()
    };
    assert_eq!(typed(u32::MAX), typed(300));
    assert_ne!(typed(300), typed(0), "five minutes without a word are silence");
}

#[rstest]
#[case::backwards("(after: -5, do: Say(\"Hello\"))")]
#[case::in_fractions("(after: 2.5, do: Say(\"Hello\"))")]
#[case::beyond_counting("(after: 4294967296, do: Say(\"Hello\"))")]
#[case::a_wait_backwards("(do: Wait(-30))")]
#[case::no_time_at_all("(after: \"noon\", do: Say(\"Hello\"))")]
fn a_run_file_with_an_impossible_time_is_refused_with_its_place(#[case] action: &str) {
    let text = format!("(scenario: \"lamp\", language: \"en\", seed: 0, actions: [\n    {action},\n])");
    let error = Run::read(&text).unwrap_err();
    assert!(error.to_string().starts_with("line 2,"), "{error}");
}

proptest! {
    #[test]
    fn whatever_the_clock_claims_the_log_runs_forwards_and_can_be_scored(
        steps in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u32>(), 0_u8..4), 1..40),
    ) {
        let mut session = practice();
        for (after, busy, wait, deed) in &steps {
            let deed = match deed {
                0 => Deed::Wait(*wait),
                1 => Deed::Wait(wait % LONGEST_WAIT),
                2 => Deed::Say("I am looking into it.".to_owned()),
                _ => Deed::More("One moment.".to_owned()),
            };
            session.apply(&Action::new(*after, *busy, deed)).ok();
        }
        prop_assert!(session.log().is_sorted_by_key(|event| event.at));
        let most = u32::try_from(steps.len()).unwrap() * 3 * LONGEST_WAIT;
        prop_assert!(session.clock() <= most, "{} in {} actions", session.clock(), steps.len());
        score(session.scenario(), session.log());
    }
}
