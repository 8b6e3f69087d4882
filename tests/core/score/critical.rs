//! Critical errors.

use hotseat::listen::Truth;
use hotseat::scenario::Act;
use hotseat::scenario::beat::FaultKind;
use hotseat::score::CriticalError;
use hotseat::session::event::Verdict;

use super::card;
use super::log::{Log, unsure};

fn errors(log: &Log) -> Vec<CriticalError> {
    card(log).critical
}

fn one(what: &str, alleged: bool, event: u32) -> Vec<CriticalError> {
    vec![CriticalError { what: what.to_owned(), alleged, events: vec![event] }]
}

#[test]
fn errors_in_heard_words_are_alleged() {
    assert_eq!(errors(&Log::new().says("What?", &[Act::Rude])), one("Rude", true, 1));
    assert_eq!(errors(&Log::new().asks("password", true)), one("Asks for a password", true, 2));
    assert_eq!(errors(&Log::new().tells("arrival", Truth::False)), one("Names a time", true, 1));
}

#[test]
fn words_that_were_only_perhaps_rude_are_no_critical_error() {
    assert_eq!(errors(&Log::new().replies(unsure("Sure.", Act::Rude, 70, false))), []);
}

#[test]
fn telling_personal_data_to_a_stranger_rests_on_the_log() {
    assert_eq!(errors(&Log::new().says("5550100", &[]).discloses()), one("Tells a stranger", false, 2));
    assert_eq!(errors(&Log::new().verified().says("5550100", &[]).discloses()), []);
}

#[test]
fn a_change_is_judged_by_the_yes_on_record_when_it_was_made() {
    let without = Log::new().verified().uses("refund", &[0]).consented();
    assert_eq!(errors(&without), one("Refunds without a yes", false, 2));
    assert_eq!(errors(&Log::new().verified().consented().uses("refund", &[])), []);
}

#[test]
fn conditions_over_the_desk_are_read_at_their_moment() {
    let early = Log::new().consented().uses("book", &[]);
    assert_eq!(errors(&early), one("Books while payments are down", false, 2));
    let mut late = early;
    late.events[2].at = 300;
    assert_eq!(errors(&late), []);
}

#[test]
fn only_a_draft_sent_unchanged_is_critical() {
    let wrong = [FaultKind::WrongFact("time".to_owned())];
    assert_eq!(
        errors(&Log::new().judges("outburst", Verdict::Sent, &wrong)),
        one("Sends a wrong fact", false, 1)
    );
    assert_eq!(errors(&Log::new().judges("outburst", Verdict::Edited, &wrong)), []);
    assert_eq!(errors(&Log::new().judges("outburst", Verdict::Rejected, &wrong)), []);
}

#[test]
fn one_error_made_twice_is_one_error_with_two_proofs() {
    let errors = errors(&Log::new().says("What?", &[Act::Rude]).says("So?", &[Act::Rude]));
    assert_eq!(errors.iter().map(|error| error.events.clone()).collect::<Vec<_>>(), [vec![1, 2]]);
}
