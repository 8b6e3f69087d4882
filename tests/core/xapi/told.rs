//! What statements say.

use std::collections::BTreeSet;

use hotseat::session::{Action, Deed, Mode};
use hotseat::store::{
    AssignmentId, Ending, NewAssignment, NewAttempt, NewDecision, PersonId, Played, Task, Whom,
};
use hotseat::xapi::{Naming, statements};
use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{at, filled, keep, naming, parsed, store, told, verb};

fn verbs(told: &[Value]) -> Vec<&str> {
    told.iter().map(verb).collect()
}

#[test]
fn a_session_is_told_from_its_beginning_to_its_result() {
    let (_folder, mut store, mei) = store();
    let id = keep(&mut store, mei.id, 1, ("first-day", "model", "en"), true);
    let told = parsed(&told(&store, id));
    let verbs = verbs(&told);
    assert_eq!(verbs.first(), Some(&"initialized"));
    assert_eq!(verbs.iter().rev().take(2).collect::<Vec<_>>(), [&"passed", &"completed"]);
    assert!(verbs.contains(&"responded") && verbs.contains(&"interacted"), "{verbs:?}");
    assert!(!verbs.contains(&"scored"), "no person judged it");
    let passed = told.last().expect("the result");
    assert_eq!(passed["result"]["success"], true);
    let points = &passed["result"]["score"];
    let scaled = points["scaled"].as_f64().expect("a number") * 100.0;
    assert!((scaled - points["raw"].as_f64().expect("a number")).abs() < 1e-9);
    assert_eq!((&points["min"], &points["max"]), (&json!(0), &json!(100)));
}

#[rstest]
fn a_reply_is_told_in_the_words_it_was_typed_in(#[values("en", "zh")] language: &str) {
    let (_folder, mut store, mei) = store();
    let id = keep(&mut store, mei.id, 1, ("first-day", "model", language), true);
    let record = store.record(id).expect("it is there");
    let typed: Vec<&str> = record
        .attempt
        .entries
        .iter()
        .filter_map(|entry| if let Deed::Say(text) = &entry.action.deed { Some(text.as_str()) } else { None })
        .collect();
    let told = parsed(&told(&store, id));
    let replies: Vec<&str> = told
        .iter()
        .filter(|one| verb(one) == "responded")
        .map(|one| one["result"]["response"].as_str().expect("a text"))
        .collect();
    assert!(
        !replies.is_empty() && replies.iter().all(|reply| typed.iter().any(|typed| reply.contains(typed)))
    );
    let tag = if language == "zh" { "zh-CN" } else { "en" };
    assert!(told.iter().all(|one| one["context"]["language"] == tag));
}

#[test]
fn people_are_named_by_account_and_by_name_only_where_that_is_asked_for() {
    let (_folder, mut store, mei) = store();
    let id = keep(&mut store, mei.id, 1, ("first-day", "rude", "zh"), true);
    let record = store.record(id).expect("it is there");
    for one in parsed(&told(&store, id)) {
        let account =
            json!({ "homePage": "https://training.example.org/hotseat", "name": mei.id.to_string() });
        assert_eq!(one["actor"], json!({ "objectType": "Agent", "account": account }));
        assert!(!one.to_string().contains("mbox"));
    }
    let naming = Naming::new("https://a.example", Some("https://hr.example")).expect("addresses");
    let named = parsed(&statements(&record, "梅", &naming.with_names(true)));
    assert!(named.iter().all(|one| one["actor"]["name"] == "梅"));
    assert!(named.iter().all(|one| one["actor"]["account"]["homePage"] == "https://hr.example"));
}

#[test]
fn every_statement_has_an_id_of_its_own_that_stays_when_it_is_told_again() {
    let (_folder, store, mei) = filled();
    let attempts = store.exportable(mei.id).expect("a list");
    let all = || attempts.iter().flat_map(|one| told(&store, one.id)).collect::<Vec<_>>();
    let (first, second) = (all(), all());
    assert_eq!(first, second);
    let ids: BTreeSet<Uuid> = first.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), first.len());
    assert!(ids.iter().all(|id| id.get_version_num() == 5));
}

#[test]
fn what_was_told_of_a_session_that_goes_on_stays_as_it_was() {
    let (_folder, mut store, mei) = store();
    let short = keep(&mut store, mei.id, 1, ("first-day", "nothing", "en"), false);
    let before = told(&store, short);
    assert_eq!(verb(&parsed(&before)[before.len() - 1]), "suspended");
    let known = store.summary(short).expect("it is there").actions;
    let hello = Action::new(5, 5, Deed::Say("Hello".to_owned()));
    store.append(short, known, &hello, &[], at(9_000)).expect("it goes on");
    let after = told(&store, short);
    assert!(after.starts_with(&before), "what was told stays, byte by byte");
    assert_eq!(verb(&parsed(&after)[before.len()]), "resumed");
}

#[test]
fn a_session_without_a_break_is_never_told_as_broken_off() {
    let (_folder, store, mei) = filled();
    for one in store.exportable(mei.id).expect("a list") {
        let told = parsed(&told(&store, one.id));
        let verbs = verbs(&told);
        assert!(!verbs.contains(&"suspended") && !verbs.contains(&"resumed"), "{verbs:?}");
    }
}

#[test]
fn a_persons_decision_is_scored_and_names_who_judged() {
    let (_folder, mut store, olga) = store();
    let tom = store.person("Tom", PersonId(Uuid::from_u128(8)), at(0)).expect("added");
    let exam = AssignmentId(Uuid::from_u128(5));
    let new = NewAssignment {
        id: exam,
        task: Task::Scenario("first-day".to_owned()),
        whom: Whom::Person(tom.id),
        certify: true,
        due: None,
        pass_mark: None,
        attempts: None,
        at: at(1),
    };
    store.assign(&new).expect("given");
    let run = keep(&mut store, olga.id, 1, ("first-day", "model", "en"), true);
    let record = store.record(run).expect("it is there");
    store.enter("Tom", tom.id, at(2)).expect("he sits down");
    let played = Played { mode: Mode::Certify, seed: 4, ..record.attempt.meta.played.clone() };
    let id = hotseat::store::AttemptId(Uuid::from_u128(2));
    let begun = NewAttempt {
        id,
        person: tom.id,
        parent: None,
        assignment: Some(exam),
        salt: [1; 16],
        played,
        opening: record.attempt.opening.clone(),
        started: at(3),
    };
    store.begin(&begun).expect("it begins");
    let card = record.attempt.scorecard.expect("a card").replace("\"passed\":true", "\"passed\":null");
    store.finish(id, &card, Ending::Finished, at(9)).expect("it ends");
    let open = parsed(&told(&store, id));
    assert_eq!(verbs(&open).last(), Some(&"completed"), "it waits for a person");
    store.enter("梅", olga.id, at(10)).expect("she sits down");
    let reason = "Said it kindly\0.".to_owned();
    store.decide(&NewDecision { attempt: id, passed: true, reason, at: at(11) }).expect("decided");
    let told = parsed(&told(&store, id));
    assert_eq!(told[..open.len()], open[..], "what was told stays");
    assert_eq!(verbs(&told[open.len()..]), ["scored", "passed"]);
    for one in &told[open.len()..] {
        assert_eq!(one["context"]["instructor"]["account"]["name"], olga.id.to_string());
        assert_eq!(one["actor"]["account"]["name"], tom.id.to_string());
        assert_eq!(
            one["result"]["extensions"]["urn:x-hotseat:xapi/extensions/reason"],
            "Said it kindly\u{fffd}."
        );
        assert_eq!(one["timestamp"], at(11).to_string());
    }
}

#[test]
fn an_address_that_ids_cannot_begin_with_is_refused() {
    for bad in [
        "",
        "training.example.org",
        "ftp://a.example",
        "https://",
        "https:///x",
        "https://a b.example",
        "https://a.example/?x",
        "https://me:secret@a.example",
    ] {
        let refused = Naming::new(bad, None).expect_err(bad);
        assert!(refused.to_string().contains("https://training"), "{refused}");
    }
    assert!(Naming::new("https://a.example", Some("here")).is_err());
    assert_eq!(Naming::new(" https://a.example/x/ ", None), Naming::new("https://a.example/x", None));
}

#[test]
fn odd_names_become_ids_that_are_still_addresses() {
    let (_folder, mut store, mei) = store();
    let id = keep(&mut store, mei.id, 1, ("first-day", "model", "en"), true);
    let mut record = store.record(id).expect("it is there");
    record.attempt.meta.played.scenario = "a b/<梅>".to_owned();
    let told = parsed(&statements(&record, "x", &naming()));
    let id = told[0]["object"]["id"].as_str().expect("an id");
    assert_eq!(id, "https://training.example.org/hotseat/scenarios/a%20b%2F%3C%E6%A2%85%3E");
}
