//! What was achieved.

use hotseat::listen::{Told, Truth};
use hotseat::scenario::Act;
use hotseat::score::{AbilityKind, Why};
use hotseat::session::event::Reply;
use hotseat::session::{Outcome, What};

use super::log::{Log, mood, reply, unsure};
use super::{card, has, only, points, scored_in};

#[test]
fn everything_done_well_is_a_hundred() {
    let card = card(&Log::well());
    assert_eq!(card.resolution.score, Some(100), "{:#?}", card.findings);
    assert_eq!(points(&card, AbilityKind::Resolution), (100, 100));
}

#[test]
fn doing_nothing_is_zero_and_rated() {
    let log = Log::new().silent().silent().silent().over(Outcome::Gone, false);
    assert_eq!(card(&log).resolution.score, Some(0));
}

#[test]
fn any_route_to_the_end_state_earns_the_same() {
    let mut other = Log::well();
    for event in &mut other.events {
        if let What::Used { tool, .. } = &mut event.what {
            "find_order".clone_into(tool);
        }
    }
    assert_eq!(card(&other).resolution, card(&Log::well()).resolution);
}

#[test]
fn a_fact_the_customer_never_learned_costs_its_share() {
    let log = Log::new().tells("time", Truth::True);
    let card = card(&log);
    assert_eq!(only(&card, |why| matches!(why, Why::MustTell { told: true, .. })).points, 7);
    assert_eq!(only(&card, |why| matches!(why, Why::MustTell { told: false, .. })).lost(), 8);
}

#[test]
fn a_cautious_answer_counts_where_the_fact_allows_it() {
    let told = |fact| card(&Log::new().tells(fact, Truth::Hedged));
    assert!(has(&told("arrival"), |why| matches!(why, Why::MustTell { told: true, .. })));
    assert!(!has(&told("time"), |why| matches!(why, Why::MustTell { told: true, .. })));
}

#[test]
fn a_goal_without_facts_or_bounds_is_scored_from_the_rest() {
    let log = Log::new().says("Done.", &[]).over(Outcome::Resolved, true);
    let card = scored_in(
        |file| {
            file.goal.told.clear();
            file.goal.mood = hotseat::scenario::goal::MoodGoal::default();
            file.wrap_up = hotseat::scenario::goal::WrapUp::default();
        },
        &log,
    );
    assert_eq!(points(&card, AbilityKind::Resolution), (55, 55));
}

#[test]
fn how_the_customer_is_left_counts_only_where_the_customer_is_still_there() {
    let calm = || Log::new().says("Well.", &[]).moves(mood(10, 10, 60));
    let left = |log: &Log| only(&card(log), |why| matches!(why, Why::Left { .. })).points;
    assert_eq!(left(&calm().over(Outcome::Resolved, true)), 15);
    assert_eq!(left(&calm().over(Outcome::Gone, false)), 0);
    assert_eq!(left(&Log::new().says("Well.", &[]).over(Outcome::Resolved, true)), 0);
}

#[test]
fn a_hand_over_is_a_good_end_where_the_goal_is_reached() {
    let ended = |goal| {
        only(&card(&Log::new().over(Outcome::HandedOver, goal)), |why| matches!(why, Why::Ended { .. }))
            .points
    };
    assert_eq!((ended(true), ended(false)), (10, 0));
}

#[test]
fn ending_the_contact_without_need_is_taken() {
    let card = card(&Log::new().says("Bye", &[]).act().over(Outcome::Closed, false));
    assert_eq!(only(&card, |why| *why == Why::CutOff).points, -20);
}

#[test]
fn ending_an_abusive_contact_after_a_warning_is_right() {
    let entered = What::Entered { beat: "abuse".to_owned() };
    let log = Log::new()
        .what(entered.clone())
        .says("I will end this.", &[])
        .what(What::AbuseWarned { count: 1 })
        .over(Outcome::Closed, false);
    assert!(!has(&card(&log), |why| *why == Why::CutOff));
    let unwarned = Log::new().what(entered).says("Bye", &[]).over(Outcome::Closed, false);
    assert!(has(&card(&unwarned), |why| *why == Why::CutOff));
}

#[test]
fn the_ticket_shares_its_points_over_what_is_judged() {
    let filed = |disposition, owner| {
        let card = card(&Log::new().files(disposition, owner, &[]));
        let field = only(&card, |why| matches!(why, Why::TicketField { .. })).points;
        (only(&card, |why| matches!(why, Why::Disposition { .. })).points, field)
    };
    assert_eq!(filed("damage", "me"), (7, 8));
    assert_eq!(filed("damage", " ME "), (7, 8));
    assert_eq!(filed("other", ""), (0, 0));
}

#[test]
fn a_field_is_judged_only_where_its_condition_holds() {
    let log = Log::new().consented().uses("book", &[]).files("damage", "me", &[]);
    let fields = card(&log).findings.iter().filter(|one| matches!(one.why, Why::TicketField { .. })).count();
    assert_eq!(fields, 2);
}

#[test]
fn no_ticket_earns_nothing_for_the_wrap_up() {
    let card = card(&Log::new().over(Outcome::Resolved, true));
    assert_eq!(only(&card, |why| *why == Why::NotFiled).lost(), 15);
}

#[test]
fn a_promise_nobody_can_keep_is_taken_with_its_words() {
    let card = card(&Log::new().says("Guaranteed tomorrow.", &[Act::Overpromise]));
    let finding = only(&card, |why| matches!(why, Why::Overpromised { at: 10 }));
    assert_eq!((finding.points, finding.words.as_str()), (-10, "Guaranteed tomorrow."));
}

#[test]
fn the_same_words_are_not_taken_twice_as_promise_and_as_falsehood() {
    let told = Told { fact: "time".to_owned(), from: 0, to: 5, truth: Truth::False };
    let said = Reply { told: vec![told], ..reply("Today, I swear.", &[Act::Overpromise]) };
    let card = card(&Log::new().replies(said));
    assert!(!has(&card, |why| matches!(why, Why::Overpromised { .. })));
    assert!(has(&card, |why| matches!(why, Why::ToldFalse { .. })));
}

#[test]
fn a_promise_that_was_perhaps_one_costs_nothing() {
    let card = card(&Log::new().replies(unsure("It should work.", Act::Overpromise, 52, false)));
    assert_eq!(only(&card, |why| matches!(why, Why::PerhapsHarm { .. })).points, 0);
}
