//! What came before a disclosure or a change.

use hotseat::scenario::Act;
use hotseat::score::{AbilityKind, Lack, Why};
use hotseat::session::event::Failing;
use hotseat::session::{Outcome, What};

use super::log::Log;
use super::{card, has, only, points, scored_in};

#[test]
fn telling_personal_data_after_verification_is_right() {
    let log = Log::new().verified().says("5550100", &[]).discloses();
    let card = card(&log);
    assert_eq!(only(&card, |why| matches!(why, Why::VerifiedFirst)).points, 15);
    assert_eq!(card.tools.score, Some(100));
}

#[test]
fn telling_personal_data_to_a_stranger_loses_the_point_and_names_the_column() {
    let card = card(&Log::new().says("5550100", &[]).discloses());
    let finding = only(&card, |why| matches!(why, Why::NotVerified { .. }));
    assert_eq!(finding.why, Why::NotVerified { what: vec!["phone number".to_owned()] });
    assert_eq!((finding.points, finding.of), (0, 15));
}

#[test]
fn a_tool_that_expects_verification_is_judged_by_whether_it_was_there() {
    let before = card(&Log::new().uses("read_account", &[0]));
    assert!(has(&before, |why| matches!(why, Why::NotVerified { .. })));
    let after = card(&Log::new().verified().uses("read_account", &[]));
    assert!(has(&after, |why| matches!(why, Why::VerifiedFirst)));
}

#[test]
fn one_breach_is_not_made_good_by_later_verification() {
    let log = Log::new().uses("read_account", &[0]).verified().uses("read_account", &[]);
    assert!(has(&card(&log), |why| matches!(why, Why::NotVerified { .. })));
}

#[test]
fn a_customer_who_is_signed_in_needs_no_verification() {
    let log = Log::new().verified().uses("read_account", &[]).discloses();
    assert_eq!(scored_in(|file| file.identity.verified = true, &log).tools.score, None);
}

#[test]
fn another_way_to_satisfy_a_tool_is_no_breach() {
    assert_eq!(card(&Log::new().uses("locked", &[])).tools.score, None);
}

#[test]
fn a_change_after_the_customers_yes_is_right_once_a_tool() {
    let log = Log::new().verified().consented().uses("refund", &[]).uses("refund", &[]);
    assert_eq!(only(&card(&log), |why| matches!(why, Why::ConsentFirst { .. })).points, 15);
}

#[test]
fn a_change_without_the_customers_yes_loses_the_point() {
    let card = card(&Log::new().verified().uses("refund", &[0]));
    let finding = only(&card, |why| *why == Why::NoConsent { tool: "Refund".to_owned() });
    assert_eq!((finding.points, finding.of), (0, 15));
}

#[test]
fn what_else_a_tool_expects_first_is_judged_too() {
    let early = card(&Log::new().consented().uses("book", &[0]));
    assert_eq!(only(&early, |why| matches!(why, Why::OutOfOrder { .. })).points, 0);
    let ready = card(&Log::new().consented().uses("find_order", &[]).uses("book", &[]));
    assert_eq!(only(&ready, |why| matches!(why, Why::InOrder { .. })).points, 8);
}

#[test]
fn a_tool_refused_for_want_of_verification_costs_a_little_and_once() {
    let log = Log::new().fails("refund", Failing::Needs(0)).fails("refund", Failing::Needs(0));
    let card = card(&log);
    let finding = only(&card, |why| matches!(why, Why::TooEarly { lacks: Lack::Verified, .. }));
    assert_eq!((finding.points, finding.of, finding.events.len()), (-3, 0, 2));
}

#[test]
fn a_tool_refused_for_want_of_a_yes_costs_a_little() {
    let card = card(&Log::new().fails("book", Failing::Needs(0)));
    assert_eq!(only(&card, |why| matches!(why, Why::TooEarly { lacks: Lack::Consented, .. })).points, -3);
}

#[test]
fn trying_beyond_a_limit_costs_more_than_beyond_ones_own_authority() {
    let card = card(&Log::new().fails("refund", Failing::Limit(0)).fails("refund", Failing::Approval(0)));
    assert_eq!(only(&card, |why| matches!(why, Why::OverLimit { .. })).points, -5);
    assert_eq!(only(&card, |why| matches!(why, Why::NotApproved { .. })).points, -3);
}

#[test]
fn a_desk_that_fails_by_itself_is_nobodys_fault() {
    let log = Log::new().fails("book", Failing::Fault(0)).fails("find_order", Failing::NotFound);
    assert_eq!(card(&log.fails("find_order", Failing::Check(0))).tools.score, None);
}

#[test]
fn asking_for_what_must_never_be_asked_is_taken_once_an_item_with_its_words() {
    let card = card(&Log::new().asks("password", true).asks("password", true));
    let finding = only(&card, |why| matches!(why, Why::AskedNever { .. }));
    assert_eq!((finding.points, finding.words.as_str(), finding.events.len()), (-15, "send it", 2));
}

#[test]
fn asking_for_what_may_be_asked_costs_nothing() {
    assert_eq!(card(&Log::new().asks("last4", false)).tools.score, None);
}

#[test]
fn looking_things_up_again_and_again_costs_nothing() {
    let once = Log::well();
    let mut often = Log::new();
    for _ in 0..20 {
        often = often.uses("find_order", &[]).reads("kb-old").reads("kb-1");
    }
    let mut events = often.events;
    let shift = u32::try_from(events.len() - 1).unwrap();
    events.extend(once.events.iter().skip(1).cloned());
    assert!(shift > 50);
    let (once, often) = (card(&once), super::scored(&events));
    assert_eq!(points(&once, AbilityKind::Tools), points(&often, AbilityKind::Tools));
    assert_eq!(once.overall, often.overall);
}

#[test]
fn talk_alone_leaves_tools_not_rated() {
    let log = Log::new().says("Hello", &[Act::Greet]).over(Outcome::Gone, false).what(What::Ended);
    assert_eq!(card(&log).tools.score, None);
}
