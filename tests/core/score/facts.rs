//! Facts told.

use std::collections::BTreeMap;

use hotseat::listen::Truth;
use hotseat::score::Why;
use hotseat::session::What;

use super::log::Log;
use super::{card, has, only, scored_in};

fn checked(why: &Why) -> bool {
    matches!(why, Why::Checked { .. } | Why::Unchecked { .. })
}

#[test]
fn a_fact_looked_up_before_it_is_told_earns_once() {
    let log = Log::new().reads("kb-1").tells("time", Truth::True).tells("time", Truth::True);
    let card = card(&log);
    let finding = only(&card, checked);
    assert_eq!((finding.points, finding.events.as_slice()), (8, &[1, 2][..]));
}

#[test]
fn a_fact_told_before_it_is_looked_up_was_a_guess() {
    let log = Log::new().tells("time", Truth::True).reads("kb-1");
    assert_eq!((only(&card(&log), checked).points, only(&card(&log), checked).of), (0, 8));
}

#[test]
fn a_look_up_that_shows_the_record_shows_its_fields() {
    let log = Log::new().uses_showing("find_order", &[], &["orders.O-77"]).tells("state", Truth::True);
    assert_eq!(only(&card(&log), checked).points, 8);
    let other = Log::new().uses_showing("find_order", &[], &["orders.O-7"]).tells("state", Truth::True);
    assert_eq!(only(&card(&other), checked).points, 0);
}

#[test]
fn a_tool_that_prints_a_field_shows_it() {
    let log = Log::new().uses("find_order", &[]).tells("state", Truth::True);
    let card = scored_in(
        |file| {
            let says = "It is {orders.O-77.state}.".to_owned();
            file.desk.tools.get_mut("find_order").unwrap().says = Some(hotseat::scenario::Text::Plain(says));
        },
        &log,
    );
    assert_eq!(only(&card, checked).points, 8);
}

#[test]
fn a_fact_in_plain_sight_need_not_be_looked_up() {
    assert!(!has(&card(&Log::new().tells("arrival", Truth::True)), checked));
}

#[test]
fn a_false_fact_out_of_an_old_article_names_what_is_true() {
    let log = Log::new().reads("kb-old").tells("time", Truth::False).tells("time", Truth::False);
    let card = card(&log);
    let finding = only(&card, |why| matches!(why, Why::Stale { .. }));
    assert_eq!((finding.points, finding.of), (-8, 0));
    let truth = "Three working days, not ten.".to_owned();
    assert_eq!(finding.why, Why::Stale { article: "Old refunds".to_owned(), truth });
}

#[test]
fn a_false_fact_without_an_old_article_is_not_blamed_on_one() {
    assert!(!has(&card(&Log::new().tells("time", Truth::False)), |why| matches!(why, Why::Stale { .. })));
}

#[test]
fn a_false_fact_is_taken_once_and_says_what_is_right() {
    let log = Log::new().tells("time", Truth::False).tells("time", Truth::False);
    let card = card(&log);
    let finding = only(&card, |why| matches!(why, Why::ToldFalse { .. }));
    assert_eq!((finding.points, finding.words.as_str()), (-10, "told"));
    assert_eq!(finding.why, Why::ToldFalse { fact: "refund … 3 working days".to_owned(), at: 10 });
}

#[test]
fn the_supervisor_and_the_status_page_are_sources_too() {
    let asked = What::Consulted { topic: "time".to_owned(), says: String::new(), approved: None };
    let seen = What::Notice { service: Some("payments".to_owned()), status: None, text: String::new() };
    for (source, event) in
        [("Supervisor", asked), ("Service(\"payments\")", seen), ("Tool(\"find_order\")", used())]
    {
        let log = Log::new().what(event).tells("time", Truth::True);
        let card = scored_in(
            |file| file.facts.get_mut("time").unwrap().from = vec![ron::from_str(source).unwrap()],
            &log,
        );
        assert_eq!(only(&card, checked).points, 8, "{source}");
    }
}

fn used() -> What {
    What::Used {
        tool: "find_order".to_owned(),
        args: BTreeMap::new(),
        says: String::new(),
        shows: vec![],
        wrote: vec![],
        unmet: vec![],
        verified: false,
        consented: false,
    }
}
