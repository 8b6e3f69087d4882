//! How the customer was met.

use hotseat::scenario::Act;
use hotseat::scenario::beat::Feeling;
use hotseat::score::{AbilityKind, Met, Why};
use hotseat::session::{Outcome, What};

use super::log::{Log, mood, reply, unsure};
use super::{card, has, only, points};

fn met(why: &Why) -> bool {
    matches!(why, Why::Feeling { .. })
}

#[test]
fn a_specific_answer_to_a_feeling_earns_all_of_it_and_quotes_the_words() {
    let mut said = reply("I see why three broken legs make you furious.", &[Act::Understand]);
    said.acts[0].from = 6;
    said.acts[0].to = 28;
    let log = Log::new().shows(Feeling::Anger).replies(said);
    let card = card(&log);
    let finding = only(&card, met);
    assert_eq!((finding.points, finding.of), (20, 20));
    assert_eq!(finding.words, "why three broken legs");
    assert_eq!(finding.events, [2, 3]);
    assert!(matches!(finding.why, Why::Feeling { met: Met::Specific, at: 0, .. }));
}

#[test]
fn an_answer_the_listener_calls_specific_earns_all_of_it() {
    let mut said = reply("Three legs!", &[Act::Feel]);
    said.empathy = 2;
    assert_eq!(only(&card(&Log::new().shows(Feeling::Anger).replies(said)), met).points, 20);
}

#[test]
fn feeling_tied_to_the_customers_own_facts_is_specific() {
    let log = Log::new()
        .shows(Feeling::Worry)
        .says("Your order, three times, how awful", &[Act::Feel, Act::Restate]);
    assert_eq!(only(&card(&log), met).points, 20);
}

#[test]
fn a_generic_answer_earns_half() {
    let log = Log::new().shows(Feeling::Anger).says("I'm so sorry.", &[Act::Apologise]);
    let card = card(&log);
    assert_eq!(only(&card, met).points, 10);
    assert!(has(&card, |why| matches!(why, Why::Feeling { met: Met::Generic, .. })));
}

#[test]
fn an_answer_that_passes_the_feeling_by_earns_nothing() {
    let log = Log::new().shows(Feeling::Anger).says("okay.", &[Act::Inform]);
    let card = card(&log);
    assert_eq!((only(&card, met).points, only(&card, met).words.as_str()), (0, "okay."));
    assert_eq!(card.empathy.score, Some(0));
}

#[test]
fn only_the_next_reply_answers_a_feeling() {
    let log = Log::new().shows(Feeling::Anger).says("okay.", &[]).says("I see why.", &[Act::Understand]);
    assert_eq!(only(&card(&log), met).points, 0);
}

#[test]
fn a_solution_may_come_before_the_feeling_in_one_reply() {
    let log = Log::new().shows(Feeling::Anger).says("Refunded. I see why.", &[Act::Report, Act::Understand]);
    assert_eq!(only(&card(&log), met).points, 20);
}

#[test]
fn two_feelings_in_a_row_are_two_opportunities() {
    let log = Log::new()
        .shows(Feeling::Anger)
        .says("I see why.", &[Act::Understand])
        .shows_in(Feeling::Worry, "good")
        .says("Right.", &[]);
    assert_eq!(points(&card(&log), AbilityKind::Empathy), (20, 50));
}

#[test]
fn the_same_feeling_shown_twice_before_a_reply_is_one_opportunity() {
    let log = Log::new().shows(Feeling::Anger).shows(Feeling::Anger).says("I see why.", &[Act::Understand]);
    assert_eq!(only(&card(&log), met).points, 20);
}

#[test]
fn the_same_words_again_earn_half_each_time() {
    let again = |repeats| {
        let mut said = reply("I see why.", &[Act::Understand]);
        said.repeats = repeats;
        only(&card(&Log::new().shows(Feeling::Anger).replies(said)), met).points
    };
    assert_eq!([0, 1, 2, 3, 9, 200].map(again), [20, 10, 5, 2, 0, 0]);
}

#[test]
fn a_feeling_met_with_silence_until_the_customer_leaves_earns_nothing() {
    let log = Log::new().shows(Feeling::Anger).silent().silent().over(Outcome::Gone, false);
    let card = card(&log);
    assert!(matches!(only(&card, met).why, Why::Feeling { met: Met::Silence, .. }));
    assert_eq!(card.empathy.score, Some(0));
}

#[test]
fn a_feeling_in_the_customers_last_line_is_no_opportunity() {
    let log = Log::new().says("Bye", &[Act::Own]).shows(Feeling::Relief).over(Outcome::Resolved, true);
    assert!(!has(&card(&log), met));
}

#[test]
fn a_feeling_after_which_the_agent_ends_the_contact_was_an_opportunity() {
    let log = Log::new().says("Bye", &[]).shows(Feeling::Anger).act().over(Outcome::Closed, false);
    assert_eq!(only(&card(&log), met).points, 0);
}

#[test]
fn a_feeling_that_still_waits_for_its_reply_is_not_judged() {
    assert_eq!(card(&Log::new().shows(Feeling::Anger)).empathy.score, None);
}

#[test]
fn leaving_at_once_leaves_empathy_not_rated_rather_than_zero() {
    let log = Log::new().shows(Feeling::Anger).act().over(Outcome::Abandoned, false);
    let card = card(&log);
    assert_eq!((card.empathy.score, card.passed), (None, Some(false)));
}

#[test]
fn relief_is_met_by_any_warmth() {
    let log = Log::new().shows(Feeling::Relief).says("Thank you for your patience.", &[Act::Thank]);
    assert_eq!(only(&card(&log), met).points, 20);
}

#[test]
fn taking_responsibility_while_the_customer_is_upset_is_a_point_of_its_own() {
    let log = Log::new().says("I'll see to it myself.", &[Act::Own]);
    let card = card(&log);
    let finding = only(&card, |why| matches!(why, Why::Owned { at: 10 }));
    assert_eq!((finding.points, finding.of, finding.words.as_str()), (10, 10, "I'll see to it myself."));
}

#[test]
fn nobody_taking_responsibility_costs_that_point() {
    let card = card(&Log::new().says("Well.", &[Act::Inform]));
    assert_eq!(only(&card, |why| matches!(why, Why::NotOwned { .. })).lost(), 10);
}

#[test]
fn a_calm_customer_needs_nobody_to_take_responsibility() {
    let log = Log::new().moves(mood(30, 39, 50)).says("Well.", &[Act::Inform]);
    assert_eq!(card(&log).empathy.score, None);
}

#[test]
fn each_hurtful_act_is_taken_once_a_reply_and_rudeness_costs_most() {
    let log = Log::new()
        .says("What?", &[Act::Rude, Act::Rude])
        .says("Your fault.", &[Act::Blame])
        .says("It's nothing.", &[Act::Dismiss])
        .says("Call them.", &[Act::Deflect]);
    let card = card(&log);
    let costs: Vec<_> = card.findings.iter().filter(|one| matches!(one.why, Why::Harm { .. })).collect();
    assert_eq!(costs.iter().map(|one| one.points).collect::<Vec<_>>(), [-30, -20, -15, -15]);
    assert_eq!(costs[1].words, "Your fault.");
}

#[test]
fn what_only_may_have_hurt_is_shown_and_costs_nothing() {
    let log = Log::new().says("I'll do it.", &[Act::Own]).replies(unsure("Sure.", Act::Rude, 55, false));
    let card = card(&log);
    let finding = only(&card, |why| matches!(why, Why::PerhapsHarm { act: Act::Rude, .. }));
    assert!(finding.perhaps);
    assert_eq!((finding.points, card.empathy.score), (0, Some(100)));
}

#[test]
fn what_was_heard_as_hurtful_but_is_likelier_not_costs_nothing_either() {
    let heard = |sure| {
        let log =
            Log::new().says("I'll do it.", &[Act::Own]).replies(unsure("Sure.", Act::Blame, sure, true));
        points(&card(&log), AbilityKind::Empathy).0
    };
    assert_eq!([49, 50].map(heard), [10, -10]);
}

#[test]
fn showing_why_it_is_hard_counts_as_specific_only_where_it_is_likelier_than_not() {
    let heard = |sure| {
        let log = Log::new().shows(Feeling::Anger).replies(unsure("I see why.", Act::Understand, sure, true));
        only(&card(&log), met).points
    };
    assert_eq!([20, 49, 50].map(heard), [10, 10, 20]);
}

#[test]
fn forbidden_phrases_cost_a_little_each() {
    let phrase = || What::Forbidden { phrase: "not my job".to_owned() };
    let log = Log::new().says("I'll do it.", &[Act::Own]).what(phrase()).what(phrase());
    assert_eq!(points(&card(&log), AbilityKind::Empathy), (2, 10));
}

#[test]
fn a_trainers_finding_counts_once_and_praise_costs_nothing() {
    let noted = |praise| What::Noted { text: format!("noted {praise}"), praise };
    let log = Log::new().what(noted(false)).what(noted(false)).what(noted(true)).says("I will.", &[Act::Own]);
    assert_eq!(points(&card(&log), AbilityKind::Empathy), (5, 10));
}

#[test]
fn being_rude_where_there_was_nothing_to_earn_is_taken_from_a_hundred() {
    let card = card(&Log::new().moves(mood(10, 10, 50)).says("What?", &[Act::Rude]));
    assert_eq!(card.empathy.score, Some(70));
}
