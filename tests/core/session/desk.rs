//! The desk: tools, drafts, articles, the supervisor, faults on a clock.

use super::*;
use hotseat::scenario::beat::FaultKind;

#[test]
fn a_look_up_shows_the_records_that_match_all_that_was_given() {
    let mut session = practice();
    let events = tool(&mut session, "find_order", &[("id", "o-1"), ("account", "A-1")]);
    assert!(
        events.iter().any(|what| matches!(what, What::Used { shows, .. } if *shows == ["orders.O-1"])),
        "{events:?}"
    );
}

#[test]
fn a_look_up_that_finds_nothing_says_so() {
    let mut session = practice();
    assert_eq!(failing(&tool(&mut session, "find_order", &[("id", "O-9")])), Some(&Failing::NotFound));
}

#[test]
fn a_look_up_by_nothing_is_rejected() {
    let rejected = practice().apply(&act(using("find_order", &[]))).unwrap_err();
    assert_eq!(rejected, Rejected::NoArguments { tool: "find_order".to_owned() });
}

#[test]
fn identity_is_verified_only_by_what_the_record_holds() {
    let mut session = practice();
    assert_eq!(
        failing(&tool(&mut session, "verify", &[("account", "A-1"), ("last4", "0000")])),
        Some(&Failing::Check(0))
    );
    assert!(!session.verified());
    tool(&mut session, "verify", &[("account", "a-1"), ("last4", "7731")]);
    assert!(session.verified());
}

#[test]
fn what_may_be_left_out_and_is_given_must_be_right() {
    let verified = |args: &[(&str, &str)]| {
        let mut session = practice();
        tool(&mut session, "identify", args);
        session.verified()
    };
    assert!(verified(&[("last4", "7731")]));
    assert!(verified(&[("last4", "7731"), ("email", "ana.diaz@mail.test")]));
    assert!(!verified(&[("last4", "7732"), ("email", "ana.diaz@mail.test")]), "one wrong item is enough");
}

#[test]
fn a_tool_refuses_what_has_to_come_after_something_else() {
    let mut session = practice();
    assert_eq!(
        failing(&tool(&mut session, "refund", &[("order", "O-1"), ("amount", "50")])),
        Some(&Failing::Needs(0))
    );
    assert_eq!(session.record("orders", "O-1")["state"].to_string(), "broken");
}

#[test]
fn what_a_tool_needs_may_depend_on_the_record_it_is_used_on() {
    let mut session = practice();
    let sound = tool(&mut session, "replace", &[("order", "O-2")]);
    assert_eq!(failing(&sound), Some(&Failing::Needs(0)), "O-2 is not broken");
    let broken = tool(&mut session, "replace", &[("order", "o-1")]);
    assert!(
        broken.iter().any(|what| matches!(what, What::Used { unmet, .. } if *unmet == [0])),
        "O-1 is broken, so it may be replaced, and what is expected of it is not so: {broken:?}"
    );
}

#[test]
fn a_limit_cannot_be_exceeded_and_another_only_with_approval() {
    let mut session = verified();
    let over = tool(&mut session, "refund", &[("order", "O-1"), ("amount", "101")]);
    assert_eq!(failing(&over), Some(&Failing::Limit(0)));
    let unapproved = tool(&mut session, "refund", &[("order", "O-1"), ("amount", "100")]);
    assert_eq!(failing(&unapproved), Some(&Failing::Approval(0)));
    run(&mut session, Deed::Consult("refund".to_owned()));
    let approved = tool(&mut session, "refund", &[("order", "O-1"), ("amount", "$100.00")]);
    assert_eq!(failing(&approved), None);
    assert_eq!(session.record("orders", "O-1")["state"].to_string(), "refunded");
}

#[test]
fn a_tool_says_what_it_did_with_the_fields_filled_in() {
    let mut session = verified();
    let events = tool(&mut session, "refund", &[("order", "O-1"), ("amount", "50")]);
    assert!(
        events.iter().any(
            |what| matches!(what, What::Used { says, .. } if says == "Refunded 50 for O-1, now refunded.")
        ),
        "{events:?}"
    );
}

#[test]
fn a_change_without_a_yes_goes_through_but_is_on_record() {
    let mut session = verified();
    let used = |events: Vec<What>| {
        events.into_iter().find_map(|what| {
            if let What::Used { unmet, consented, .. } = what { Some((unmet, consented)) } else { None }
        })
    };
    assert_eq!(
        used(tool(&mut session, "refund", &[("order", "O-2"), ("amount", "7")])),
        Some((vec![0], false))
    );
    say(&mut session, "deal");
    assert_eq!(
        used(tool(&mut session, "refund", &[("order", "O-1"), ("amount", "7")])),
        Some((vec![], true))
    );
    let again = used(tool(&mut session, "refund", &[("order", "O-1"), ("amount", "7")]));
    assert_eq!(again, Some((vec![0], false)), "one yes is used up by one change");
}

#[test]
fn a_fault_of_the_desk_passes_with_time() {
    let mut session = practice();
    assert_eq!(failing(&tool(&mut session, "letter", &[("to", "Ana")])), Some(&Failing::Fault(0)));
    run(&mut session, Deed::Wait(25));
    say(&mut session, "blue");
    run(&mut session, Deed::Wait(25));
    say(&mut session, "blue");
    run(&mut session, Deed::Wait(15));
    assert_eq!(failing(&tool(&mut session, "letter", &[("to", "Ana")])), None);
    assert_eq!(session.record("letters", "letters-1")["to"].to_string(), "Ana");
}

#[test]
fn services_and_records_change_on_the_clock() {
    let mut session = practice();
    let mut seen = Vec::new();
    for _ in 0..6 {
        say(&mut session, "blue");
        seen.extend(run(&mut session, Deed::Wait(25)));
    }
    assert!(
        seen.iter().any(|what| matches!(what, What::Notice { service: Some(name), .. } if name == "mail"))
    );
    assert!(seen.iter().any(|what| matches!(what, What::Notice { text, .. } if text == "O-2 arrived.")));
    assert_eq!(session.record("orders", "O-2")["state"].to_string(), "arrived");
}

#[test]
fn a_form_filled_in_wrongly_is_rejected_with_the_nearest_name() {
    let rejected = |deed: Deed| practice().apply(&act(deed)).unwrap_err();
    let near = Some("refund".to_owned());
    assert_eq!(rejected(using("refnd", &[])), Rejected::UnknownTool { name: "refnd".to_owned(), near });
    assert!(
        matches!(rejected(using("refund", &[("order", "O-1"), ("amuont", "5")])), Rejected::UnknownArgument { near: Some(near), .. } if near == "amount")
    );
    assert!(
        matches!(rejected(using("refund", &[("order", "O-1")])), Rejected::MissingArgument { argument, .. } if argument == "amount")
    );
    assert!(matches!(
        rejected(using("refund", &[("order", "O-1"), ("amount", "much")])),
        Rejected::BadArgument { .. }
    ));
    assert!(
        matches!(rejected(Deed::Read("kb-2".to_owned())), Rejected::UnknownArticle { near: Some(near), .. } if near == "kb-1")
    );
}

#[test]
fn a_draft_sent_as_it_is_keeps_its_faults() {
    let mut session = practice();
    let events = run(&mut session, Deed::SendDraft);
    let judged = events.iter().find_map(|what| {
        if let What::DraftJudged { verdict, faults, .. } = what {
            Some((*verdict, faults.clone()))
        } else {
            None
        }
    });
    assert_eq!(judged, Some((Verdict::Sent, vec![FaultKind::WrongFact("days".to_owned()), FaultKind::Tone])));
    assert!(session.draft().is_none());
}

#[test]
fn an_edit_removes_the_faults_whose_words_are_gone() {
    let mut session = practice();
    let events = run(&mut session, Deed::EditDraft("Refunds take 3 working days. Bye.".to_owned()));
    assert!(events.iter().any(|what| matches!(what, What::DraftJudged { verdict: Verdict::Edited, faults, .. } if *faults == [FaultKind::Tone])));
}

#[test]
fn a_rejected_draft_is_gone_and_says_nothing_to_the_customer() {
    let mut session = practice();
    let events = run(&mut session, Deed::RejectDraft(vec![FaultKind::WrongFact(String::new())]));
    assert!(lines(&events).is_empty());
    assert!(events.iter().any(|what| matches!(what, What::DraftJudged { faults, .. } if *faults == [FaultKind::WrongFact("days".to_owned())])), "{events:?}");
    assert_eq!(session.apply(&act(Deed::SendDraft)).unwrap_err(), Rejected::NoDraft);
}

#[test]
fn a_team_takes_over_only_whom_it_accepts() {
    let hand_over = || Deed::HandOver("glass".to_owned(), "Lamp O-1, broken glass.".to_owned());
    let mut session = practice();
    assert!(run(&mut session, hand_over()).iter().any(|what| matches!(what, What::HandOverRefused { .. })));
    let mut session = verified();
    assert_eq!(outcome(&run(&mut session, hand_over())), Some((Outcome::HandedOver, true)));
}
