//! `hotseat rescore` as people and scripts use it.

use std::fs;
use std::process::{Command, Output, Stdio};

use hotseat::score::Rubric;
use serde_json::Value;

use super::{Desk, Engine, HARDER, Place, SOFTER, desk};

struct Terminal {
    desk: Desk,
    files: tempfile::TempDir,
}

fn terminal() -> Terminal {
    let desk = desk(Engine::Sqlite).expect("SQLite is always there");
    Terminal { desk, files: tempfile::tempdir().expect("a folder") }
}

impl Terminal {
    /// Runs the program as `name` with a rubric in a file; exit code, standard output, standard error.
    fn run(&self, name: &str, rubric: &str, more: &[&str]) -> (i32, String, String) {
        let file = self.files.path().join("ours.ron");
        fs::write(&file, rubric).expect("it is written");
        let Place::Folder(data) = &self.desk.place else { unreachable!("a folder was asked for") };
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
        for variable in ["DISPLAY", "HOTSEAT_LANG", "HOTSEAT_SCENARIOS", "HOTSEAT_LISTENER", "HOTSEAT_STORE"]
        {
            command.env_remove(variable);
        }
        command.current_dir(env!("CARGO_MANIFEST_DIR")).env("HOTSEAT_DATA", data.path()).env("LANG", "C");
        command.env("HOTSEAT_NAME", name).env("TZ", "UTC").stdin(Stdio::null());
        command.arg("rescore").arg("--rubric").arg(file).args(more);
        let Output { status, stdout, stderr } = command.output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status.code().unwrap_or(-1), text(stdout), text(stderr))
    }
}

#[test]
fn a_dry_run_prints_who_would_cross_which_line_in_both_languages() {
    let terminal = terminal();
    let before = terminal.desk.contents();
    for (language, words) in [
        (
            "en",
            [
                "Rubric 2 — Harder",
                "passed → not passed",
                "a person decides → not passed",
                "Mei",
                "Nothing was changed",
            ],
        ),
        ("zh", ["第 2 号评分规则——更严", "通过 → 未通过", "待人工判定 → 未通过", "Mei", "未作任何更改"]),
    ] {
        let (code, out, err) = terminal.run("Olga", HARDER, &["--dry-run", "--lang", language]);
        assert_eq!(code, 0, "{err}");
        for word in words {
            assert!(out.contains(word), "{word} in {out}");
        }
    }
    assert_eq!(terminal.desk.contents(), before);
}

#[test]
fn columns_stand_under_one_another() {
    let terminal = terminal();
    for language in ["en", "zh"] {
        let (_, out, _) = terminal.run("Olga", HARDER, &["--dry-run", "--lang", language]);
        let day =
            |line: &str| line.find("2026-").map(|at| unicode_width::UnicodeWidthStr::width(&line[..at]));
        let days: Vec<_> = out.lines().filter_map(day).collect();
        assert!(days.len() > 1 && days.iter().all(|at| *at == days[0]), "{out}");
    }
}

#[test]
fn with_yes_it_is_adopted_and_the_second_dry_run_finds_nothing() {
    let terminal = terminal();
    let (code, out, err) = terminal.run("Olga", HARDER, &["--yes", "--lang", "en"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Rubric 2 counts from now on; scorecards added: 7"), "{out}");
    let (_, out, _) = terminal.run("Olga", HARDER, &["--dry-run", "--lang", "en", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&report["graded"], &report["changed"]), (&7.into(), &0.into()));
    assert_eq!(report["crossings"].as_array().map(Vec::len), Some(0));
    let (_, out, _) = terminal.run("Olga", "", &["--show"]);
    assert_eq!(out, HARDER);
}

#[test]
fn for_programs_it_is_json() {
    let terminal = terminal();
    let (code, out, err) = terminal.run("Olga", SOFTER, &["--dry-run", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&report["rubric"], &report["adopted"]), (&3.into(), &false.into()));
    for name in ["title", "mean_tenths", "largest", "steps", "left", "crossings_without_names"] {
        assert!(report.get(name).is_some(), "{name} in {out}");
    }
}

#[test]
fn a_script_that_says_neither_is_refused_and_told_what_to_say() {
    let terminal = terminal();
    let before = terminal.desk.contents();
    let (code, _, err) = terminal.run("Olga", HARDER, &["--lang", "en"]);
    assert_eq!(code, 2);
    assert!(err.contains("--dry-run") && err.contains("--yes"), "{err}");
    assert_eq!(terminal.desk.contents(), before);
}

#[test]
fn a_trainee_is_told_that_it_takes_the_owner() {
    let terminal = terminal();
    for (language, word) in [("en", "owner"), ("zh", "所有者")] {
        for how in ["--dry-run", "--yes"] {
            let (code, out, err) = terminal.run("Mei", HARDER, &[how, "--lang", language]);
            assert_eq!((code, out.as_str()), (2, ""));
            assert!(err.contains(word), "{err}");
        }
    }
}

#[test]
fn a_faulty_rubric_is_shown_with_line_field_and_remedy() {
    let terminal = terminal();
    let faulty = HARDER.replace("pass: 93", "\n  floor: 120");
    for (language, words) in [
        ("en", ["the rubric has faults", "ours.ron:2", "120 is outside 0 to 100", "write a number"]),
        ("zh", ["评分规则有错误", "ours.ron:2", "120", "0 到 100"]),
    ] {
        let (code, _, err) = terminal.run("Olga", &faulty, &["--dry-run", "--lang", language]);
        assert_eq!(code, 2);
        for word in words {
            assert!(err.contains(word), "{word} in {err}");
        }
    }
}

#[test]
fn before_any_was_adopted_the_built_in_one_is_shown() {
    let (code, out, err) = terminal().run("Olga", "", &["--show"]);
    assert_eq!((code, out.as_str()), (0, Rubric::BUILTIN), "{err}");
}
