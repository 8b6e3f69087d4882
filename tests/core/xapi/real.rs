//! A real learning record store: `.ci/lrs.sh` starts one; where `LRS_URL` names none, these are left out with a word.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Command;
use std::time::Duration;

use hotseat::scenario::Language;
use hotseat::xapi::{Answer, Lrs, LrsFault, Scope, Sender, deliver};
use serde_json::Value;
use uuid::Uuid;

use super::{at, filled, naming, parsed, store, told};

/// The variable, where there is a learning record store to try.
#[expect(clippy::print_stderr, reason = "who runs the tests should know what was not tried")]
fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok();
    if value.is_none() {
        eprintln!("skipped: a real learning record store: {name} is not set");
    }
    value
}

fn lrs(password: Option<&str>) -> Option<Lrs> {
    let (address, user) = (variable("LRS_URL")?, variable("LRS_USER")?);
    let own = variable("LRS_PASSWORD")?;
    let password = password.unwrap_or(&own);
    Some(Lrs::new(&address, Some((&user, password)), Duration::from_secs(30)).expect("an address"))
}

fn never() -> impl FnMut(Duration, &Answer) {
    |_, answer| panic!("it answers at once: {answer:?}")
}

/// All ids it has under these registrations.
fn kept(registration: Uuid) -> BTreeSet<String> {
    let [address, user, password] =
        ["LRS_URL", "LRS_USER", "LRS_PASSWORD"].map(|name| variable(name).expect("set"));
    let url = format!("{address}/statements?registration={registration}&limit=500");
    let answer = Command::new("curl")
        .args(["--silent", "--fail", "--user", &format!("{user}:{password}")])
        .args(["--header", "X-Experience-API-Version: 1.0.3", &url])
        .output()
        .expect("curl runs");
    let answer: Value = serde_json::from_slice(&answer.stdout).expect("JSON");
    let all = answer["statements"].as_array().expect("a list").clone();
    all.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn every_statement_of_the_shipped_runs_is_taken_and_a_second_time_changes_nothing() {
    let Some(lrs) = lrs(None) else { return };
    let (_folder, store, mei) = filled();
    for again in [false, true, true] {
        let mut wait = never();
        let mut sender = Sender::new(&lrs, &mut wait);
        let scope = Scope { since: None, again, now: at(1_000_000) };
        let people = std::slice::from_ref(&mei);
        let came =
            deliver(&store, people, &mut sender, &naming(), scope, &mut |_| {}).expect("the store works");
        assert_eq!((came.attempts, came.left, came.stopped), (8, Vec::new(), None));
    }
    for attempt in store.exportable(mei.id).expect("a list") {
        let own: BTreeSet<String> = told(&store, attempt.id).iter().map(|one| one.id.to_string()).collect();
        assert_eq!(kept(attempt.id.0), own);
    }
}

#[test]
fn a_wrong_password_is_told_as_such() {
    let Some(lrs) = lrs(Some("wrong")) else { return };
    let mut wait = never();
    let (_folder, mut store, mei) = store();
    let id = super::keep(&mut store, mei.id, 1, ("first-day", "nothing", "en"), true);
    let error = Sender::new(&lrs, &mut wait).send(&told(&store, id)).expect_err("it is refused");
    assert!(matches!(error.0, LrsFault::Unknown { .. }), "{}", error.0.words(Language::En));
}

#[test]
fn every_statement_of_the_shipped_runs_holds_against_the_strict_models() {
    let Some(strict) = variable("LRS_STRICT") else { return };
    let (folder, store, mei) = filled();
    let file = folder.path().join("all.jsonl");
    let mut out = std::fs::File::create(&file).expect("a file");
    let mut written = 0;
    for attempt in store.exportable(mei.id).expect("a list") {
        for one in parsed(&told(&store, attempt.id)) {
            writeln!(out, "{one}").expect("it is written");
            written += 1;
        }
    }
    let mut words = strict.split(' ');
    let checked =
        Command::new(words.next().expect("a program")).args(words).arg(&file).output().expect("it runs");
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success() && said.contains(&format!("{written} statements, 0 faulty")), "{said}");
}
