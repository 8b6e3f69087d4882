//! Statements on their way: nothing lost, nothing doubled, whatever the learning record store does.

use std::collections::BTreeSet;
use std::time::Duration;

use hotseat::scenario::Language;
use hotseat::store::{AttemptId, Person, Store};
use hotseat::xapi::{Answer, Delivered, Lrs, LrsError, LrsFault, Scope, Sender, Statement, deliver};
use rstest::rstest;
use serde_json::Value;
use uuid::Uuid;

use super::server::{Reply, Server};
use super::{at, filled, keep, naming, soon, store, told};

const SCOPE_AT: i64 = 1_000_000;

fn scope() -> Scope {
    Scope { since: None, again: false, now: at(SCOPE_AT) }
}

fn statement(number: u128) -> Statement {
    let id = Uuid::from_u128(number);
    Statement { id, json: format!("{{\"id\":\"{id}\"}}") }
}

fn some(count: u128) -> Vec<Statement> {
    (1..=count).map(statement).collect()
}

/// What was refused, and why.
type Sent = Result<Vec<(Uuid, String)>, LrsError>;

/// Sends to `server`, with the waits that were asked for.
fn send(server: &Server, statements: &[Statement]) -> (Sent, Vec<u64>) {
    let lrs = Lrs::new(&server.address, Some(("user", "secret")), soon()).expect("an address");
    let mut waits = Vec::new();
    let mut wait = |time: Duration, _: &Answer| waits.push(time.as_secs());
    let sent = Sender::new(&lrs, &mut wait).send(statements);
    (sent.map(|refused| refused.into_iter().map(|one| (one.id, one.said)).collect()), waits)
}

fn go(server: &Server, store: &Store, people: &[Person]) -> Delivered {
    let lrs = Lrs::new(&server.address, None, soon()).expect("an address");
    let mut wait = |_: Duration, _: &Answer| {};
    let mut sender = Sender::new(&lrs, &mut wait);
    deliver(store, people, &mut sender, &naming(), scope(), &mut |_| {}).expect("the store works")
}

fn all(store: &Store, person: &Person) -> BTreeSet<String> {
    let attempts = store.exportable(person.id).expect("a list");
    attempts.iter().flat_map(|one| told(store, one.id)).map(|one| one.id.to_string()).collect()
}

#[test]
fn a_batch_goes_with_the_version_and_the_name_and_password() {
    let server = Server::new(|_, _| Reply::Take);
    assert_eq!(send(&server, &some(3)), (Ok(Vec::new()), Vec::new()));
    let came = server.came();
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].head[0], "post /xapi/statements http/1.1");
    assert!(came[0].head.contains(&"x-experience-api-version: 1.0.3".to_owned()), "{:?}", came[0].head);
    assert!(came[0].head.iter().any(|line| line.starts_with("authorization: basic ")), "{:?}", came[0].head);
}

#[rstest]
#[case::none(204)]
#[case::some(200)]
fn whatever_says_that_they_are_there_is_enough(#[case] status: u16) {
    let server = Server::new(move |_, _| Reply::status(status));
    assert_eq!(send(&server, &some(3)).0, Ok(Vec::new()));
}

#[rstest]
fn a_learning_record_store_that_stumbles_is_tried_again(#[values(500, 502, 503, 429, 408)] status: u16) {
    let server = Server::new(move |number, _| if number < 2 { Reply::status(status) } else { Reply::Take });
    let (sent, waits) = send(&server, &some(3));
    assert_eq!(sent, Ok(Vec::new()));
    assert_eq!(waits, [1, 2], "each wait is twice the one before");
    assert_eq!(server.taken().len(), 3);
}

#[rstest]
#[case::as_asked("7", 7)]
#[case::too_long("86400", 300)]
#[case::unreadable("soon", 1)]
fn it_is_waited_as_long_as_it_asks_for_within_reason(#[case] asked: &'static str, #[case] waited: u64) {
    let server = Server::new(move |number, _| match number {
        0 => Reply::Status(429, vec![("Retry-After", asked.to_owned())]),
        _ => Reply::Take,
    });
    assert_eq!(send(&server, &some(1)).1, [waited]);
}

#[test]
fn one_that_never_recovers_is_given_up_with_what_it_said() {
    let server = Server::new(|_, _| Reply::status(503));
    let (sent, waits) = send(&server, &some(1));
    let address = server.address.clone();
    assert_eq!(sent, Err(LrsError(LrsFault::Busy { address, status: 503 })));
    assert_eq!(waits, [1, 2, 4, 8, 16]);
}

#[test]
fn one_that_never_answers_is_given_up() {
    let server = Server::new(|_, _| Reply::Never);
    let lrs = Lrs::new(&server.address, None, Duration::from_millis(50)).expect("an address");
    let mut wait = |_: Duration, _: &Answer| {};
    let error = Sender::new(&lrs, &mut wait).send(&some(1)).expect_err("nobody answers");
    assert!(matches!(error.0, LrsFault::Away { .. }), "{error}");
}

#[test]
fn one_that_is_not_there_is_given_up() {
    let lrs = Lrs::new("http://127.0.0.1:1/xapi", None, soon()).expect("an address");
    let mut wait = |_: Duration, _: &Answer| {};
    let error = Sender::new(&lrs, &mut wait).send(&some(1)).expect_err("nobody is there");
    assert!(matches!(error.0, LrsFault::Away { .. }), "{error}");
}

#[rstest]
#[case::unknown(401, "HOTSEAT_LRS_USER")]
#[case::forbidden(403, "statements/write")]
#[case::not_there(404, "/xapi")]
#[case::moved(308, "elsewhere.example")]
#[case::other(418, "418")]
fn what_no_second_try_mends_is_said_at_once_in_both_languages(#[case] status: u16, #[case] hint: &str) {
    let server = Server::new(move |_, _| {
        Reply::Status(status, vec![("Location", "https://elsewhere.example/xapi/statements".to_owned())])
    });
    let (sent, waits) = send(&server, &some(2));
    let error = sent.expect_err("it is refused");
    assert_eq!((waits.len(), server.came().len()), (0, 1));
    for language in [Language::En, Language::Zh] {
        let words = error.0.words(language);
        assert!(words.contains(hint) && words.contains(&server.address), "{words}");
        assert!(!words.contains("secret"), "{words}");
    }
    let chinese = error.0.words(Language::Zh);
    assert!(chinese.contains('：') && !chinese.contains(": "), "{chinese}");
}

#[rstest]
#[case::nothing("")]
#[case::no_web("lrs.example.com/xapi")]
#[case::password("https://me:secret@lrs.example.com/xapi")]
#[case::query("https://lrs.example.com/xapi?x=1")]
fn an_address_that_is_none_is_refused_before_anything_is_sent(#[case] address: &str) {
    let error = Lrs::new(address, None, soon()).expect_err("it is refused");
    assert!(matches!(error.0, LrsFault::BadAddress { .. }), "{error}");
}

#[test]
fn a_refused_batch_is_taken_apart_until_the_faulty_statement_is_named() {
    let bad = Uuid::from_u128(13);
    let server = Server::new(move |_, batch| {
        if batch.iter().any(|one| one["id"] == bad.to_string()) { Reply::status(400) } else { Reply::Take }
    });
    let (sent, waits) = send(&server, &some(40));
    assert_eq!(sent, Ok(vec![(bad, "{\"error\": \"the verb is wrong\"}".to_owned())]));
    assert!(waits.is_empty());
    let mut taken = server.taken();
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), 39, "all others are there");
    assert_eq!(server.taken().len(), 39, "and none twice");
}

#[test]
fn a_batch_too_large_goes_in_smaller_ones_from_then_on() {
    let server = Server::new(|_, batch| if batch.len() > 100 { Reply::status(413) } else { Reply::Take });
    assert_eq!(send(&server, &some(1_200)).0, Ok(Vec::new()));
    assert_eq!(server.taken().len(), 1_200);
    let refused = server.came().iter().filter(|batch| batch.statements.len() > 100).count();
    assert_eq!(refused, 3, "it learns once, halving");
}

#[test]
fn one_that_has_some_of_them_already_takes_the_rest() {
    let has =
        |one: &Value| one["id"].as_str().is_some_and(|id| id <= Uuid::from_u128(20).to_string().as_str());
    let server =
        Server::new(move |_, batch| if batch.iter().any(has) { Reply::status(409) } else { Reply::Take });
    assert_eq!(send(&server, &some(40)).0, Ok(Vec::new()));
    let mut taken = server.taken();
    taken.sort();
    assert_eq!(taken, some(40)[20..].iter().map(|one| one.id.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_line_that_breaks_after_it_took_them_loses_nothing() {
    let server = Server::new(|number, _| if number == 0 { Reply::TakeAndBreak } else { Reply::Take });
    assert_eq!(send(&server, &some(5)).0, Ok(Vec::new()));
    let ids: BTreeSet<String> = server.taken().into_iter().collect();
    assert_eq!(ids.len(), 5, "sent twice under the same ids");
}

#[test]
fn all_attempts_go_once_and_then_only_what_is_new() {
    let (_folder, mut store, mei) = filled();
    let server = Server::new(|_, _| Reply::Take);
    let people = [mei.clone()];
    let first = go(&server, &store, &people);
    assert_eq!((first.attempts, first.left.len(), first.stopped), (8, 0, None));
    assert_eq!(server.taken().into_iter().collect::<BTreeSet<_>>(), all(&store, &mei));
    assert_eq!(server.taken().len(), first.statements);
    assert_eq!(go(&server, &store, &people), Delivered::default());
    let new = keep(&mut store, mei.id, 99, ("first-day", "rude", "zh"), true);
    let second = go(&server, &store, &people);
    assert_eq!((second.attempts, second.statements), (1, told(&store, new).len()));
}

#[test]
fn each_learning_record_store_is_told_for_itself() {
    let (_folder, store, mei) = filled();
    let [first, second] = [Server::new(|_, _| Reply::Take), Server::new(|_, _| Reply::Take)];
    let people = [mei];
    go(&first, &store, &people);
    assert_eq!(go(&second, &store, &people).attempts, 8);
}

#[test]
fn whatever_broke_off_goes_on_where_it_was_with_nothing_lost_and_nothing_doubled() {
    let (_folder, mut store, mei) = store();
    for number in 1..=60 {
        keep(&mut store, mei.id, number, ("angry-complaint", "second", "en"), true);
    }
    let people = [mei.clone()];
    // The first batch arrives, the second does not, and the program is killed there.
    let server = Server::new(|number, _| if number == 1 { Reply::status(401) } else { Reply::Take });
    let broken = go(&server, &store, &people);
    assert!(broken.stopped.is_some() && broken.attempts > 0 && broken.attempts < 60, "{broken:?}");
    let rest = go(&server, &store, &people);
    assert_eq!((rest.stopped, broken.attempts + rest.attempts), (None, 60));
    let taken = server.taken();
    assert_eq!(taken.iter().cloned().collect::<BTreeSet<_>>(), all(&store, &mei));
    assert_eq!(taken.len(), all(&store, &mei).len());
}

#[test]
fn an_attempt_with_a_refused_statement_is_named_and_tried_again_the_next_time() {
    let (_folder, store, mei) = filled();
    let bad = told(&store, AttemptId(Uuid::from_u128(3)))[2].id;
    let server = Server::new(move |_, batch| {
        if batch.iter().any(|one| one["id"] == bad.to_string()) { Reply::status(400) } else { Reply::Take }
    });
    let people = [mei];
    for attempts in [7, 0] {
        let came = go(&server, &store, &people);
        assert_eq!(came.attempts, attempts);
        assert_eq!(came.left.len(), 1);
        assert_eq!(came.left[0].attempt, AttemptId(Uuid::from_u128(3)));
        assert_eq!(came.left[0].why.as_ref().map(|(id, _)| *id), Ok(bad));
    }
}

#[test]
fn a_session_under_way_waits_until_it_is_over_or_broken_off() {
    let (_folder, mut store, mei) = store();
    let id = keep(&mut store, mei.id, 1, ("first-day", "model", "en"), false);
    let record = store.record(id).expect("it is there");
    let last = *record.moments.last().expect("an action");
    let minutes = |minutes: i64| last + jiff::SignedDuration::from_mins(minutes);
    let goes = |now| {
        let scope = Scope { since: None, again: false, now };
        store.outgoing(mei.id, None, None, scope.idle()).expect("a list").len()
    };
    assert_eq!((goes(minutes(9)), goes(minutes(11))), (0, 1));
}

#[test]
fn only_what_began_since_then_goes() {
    let (_folder, store, mei) = filled();
    let since = store.summary(AttemptId(Uuid::from_u128(6))).expect("it is there").started;
    let goes = store.outgoing(mei.id, None, Some(since), scope().idle()).expect("a list");
    assert_eq!(goes.iter().map(|one| one.id.0.as_u128()).collect::<Vec<_>>(), [6, 7, 8]);
}
