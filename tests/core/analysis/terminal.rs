//! `hotseat report scenario` and `hotseat report scenarios` as people and scripts use them.

use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::store::filled;
use crate::store::{Engine, Place};

/// Runs the program as `name`; exit code, standard output, standard error.
fn run(place: &Place, name: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
    for variable in ["DISPLAY", "HOTSEAT_LANG", "HOTSEAT_SCENARIOS", "HOTSEAT_LISTENER", "HOTSEAT_STORE"] {
        command.env_remove(variable);
    }
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("HOTSEAT_DATA", place.address()).env("LANG", "C");
    command.env("HOTSEAT_NAME", name).env("TZ", "UTC").stdin(Stdio::null()).arg("report").args(arguments);
    let Output { status, stdout, stderr } = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

#[test]
fn one_scenario_is_reported_in_both_languages() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    for (language, words) in [
        ("en", ["Reliability", "Measures nothing", "Replies nobody gives", "ended by the agent"]),
        ("zh", ["信度", "没有区分作用", "无人说到的回复", "坐席结束"]),
    ] {
        let (code, out, err) = run(&place, "Owner", &["scenario", "angry-complaint", "--lang", language]);
        assert_eq!(code, 0, "{err}");
        for word in words {
            assert!(out.contains(word), "{word} in {out}");
        }
        assert!(!out.contains("Person"), "no name: {out}");
    }
}

#[test]
fn all_scenarios_stand_in_a_table_of_eighty_columns() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    for language in ["en", "zh"] {
        let (code, out, err) = run(&place, "Owner", &["scenarios", "--lang", language]);
        assert_eq!(code, 0, "{err}");
        let table: Vec<&str> = out.lines().take_while(|line| !line.is_empty()).collect();
        assert!(table.len() > 3, "{out}");
        assert!(table.iter().all(|line| unicode_width::UnicodeWidthStr::width(*line) <= 80), "{out}");
    }
}

#[test]
fn for_programs_it_is_json_with_every_number_or_its_reason() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let (code, out, err) = run(&place, "Owner", &["scenario", "angry-complaint", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["scenario"], "angry-complaint");
    let item = report["items"].as_array().and_then(|items| items.first()).expect("a criterion");
    for name in
        ["criterion", "facility", "discrimination", "upper_lower", "languages", "drift", "verdicts", "said"]
    {
        assert!(item.get(name).is_some(), "{name} in {item}");
    }
    assert_eq!(item["drift"]["unknown"], "the scenario has not changed");
}

#[test]
fn of_four_people_the_table_says_why_it_says_nothing() {
    let place = filled(Engine::Sqlite, 4).expect("SQLite is always there");
    let (code, out, _) = run(&place, "Owner", &["scenarios", "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(out.contains("4 people: not shown below 5"), "{out}");
    let (code, out, err) = run(&place, "Owner", &["scenario", "angry-complaint", "--lang", "en"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("fewer than 5"), "{err}");
}

#[test]
fn a_trainee_is_told_that_it_takes_a_trainer() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    for (language, word) in [("en", "trainer"), ("zh", "培训师")] {
        let (code, out, err) = run(&place, "Person 2", &["scenarios", "--lang", language]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains(word), "{err}");
    }
}

#[test]
fn a_scenario_nobody_knows_is_refused_with_a_guess() {
    let place = filled(Engine::Sqlite, 30).expect("SQLite is always there");
    let (code, _, err) = run(&place, "Owner", &["scenario", "angry-complain", "--lang", "en"]);
    assert_eq!(code, 2);
    assert!(err.contains("angry-complaint"), "{err}");
}
