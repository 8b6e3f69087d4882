//! Exporting at the terminal.

use std::collections::BTreeSet;
use std::path::PathBuf;

use calamine::{Reader, Xlsx, open_workbook};
use rstest::rstest;

use super::*;
use crate::xapi::server::{Reply, Server};

/// Ann's data folder, with two sessions she left, and a place beside it.
fn played() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    for language in ["en", "zh"] {
        let (code, _, err) =
            run_in(&data, &["play", "first-day", "--lang", language], "=1+1 Hello!\n/tools\n");
        assert_eq!(code, 0, "{err}");
    }
    (folder, data)
}

const BASE: &str = "https://training.example.org/hotseat";

#[rstest]
#[case::en("en", "attempts of 1 people", "Person,Teams")]
#[case::zh("zh", "1 人的 2 次练习", "姓名,团队")]
fn csv_files_go_into_a_folder(#[case] language: &str, #[case] said: &str, #[case] head: &str) {
    let (folder, data) = played();
    let to = folder.path().join("out/tables");
    let (code, out, err) = run_in(&data, &["export", "csv", to.to_str().unwrap(), "--lang", language], "");
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains(said), "{err}");
    let names: BTreeSet<_> = std::fs::read_dir(&to).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    let attempts = std::fs::read_to_string(to.join("attempts.csv")).unwrap();
    assert!(attempts.starts_with(&format!("\u{feff}{head}")), "{attempts}");
    assert_eq!(attempts.lines().count(), 3, "{attempts}");
}

#[test]
fn a_workbook_opens_with_a_sheet_for_each_question() {
    let (folder, data) = played();
    let to = folder.path().join("team.xlsx");
    let (code, _, err) = run_in(&data, &["export", "xlsx", to.to_str().unwrap(), "--lang", "en"], "");
    assert_eq!(code, 0, "{err}");
    let mut book: Xlsx<_> = open_workbook(&to).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Attempts", "People", "Standing", "Assignments", "Findings", "Certificates"]
    );
    assert_eq!(book.worksheet_range("Attempts").unwrap().height(), 3);
    assert!(!to.with_extension("xlsx.part").exists());
}

#[rstest]
#[case::en("en", "cannot be written")]
#[case::zh("zh", "无法写入")]
fn a_place_that_cannot_be_written_is_named(#[case] language: &str, #[case] said: &str) {
    let (folder, data) = played();
    let to = folder.path().join("nowhere/team.xlsx");
    let (code, _, err) = run_in(&data, &["export", "xlsx", to.to_str().unwrap(), "--lang", language], "");
    assert_eq!(code, 2);
    assert!(err.contains(said) && err.contains("nowhere"), "{err}");
}

#[test]
fn statements_go_to_standard_output_one_a_line() {
    let (_folder, data) = played();
    let (code, out, err) = run_in(&data, &["export", "xapi", "--base", BASE, "--lang", "en"], "");
    assert_eq!((code, err.as_str()), (0, ""));
    let statements: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(statements.len() >= 4, "{out}");
    assert!(statements.iter().all(|one| one["actor"].get("name").is_none()));
    let file = data.join("out.ndjson");
    let arguments =
        ["export", "xapi", "--base", BASE, "--names", "--to", file.to_str().unwrap(), "--lang", "en"];
    let (code, _, err) = run_in(&data, &arguments, "");
    assert_eq!(code, 0, "{err}");
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().count(), statements.len());
    assert!(text.lines().all(|line| line.contains("\"name\":\"Ann\"")));
}

#[rstest]
#[case::no_base(&["export", "xapi"], "--base")]
#[case::bad_base(&["export", "xapi", "--base", "here"], "here")]
#[case::bad_date(&["export", "xapi", "--base", BASE, "--since", "soon"], "soon")]
#[case::nobody(&["export", "xapi", "--base", BASE, "--person", "Nobody"], "Nobody")]
#[case::no_lrs(&["export", "xapi", "--base", BASE, "--lrs", "lrs.example.org"], "lrs.example.org")]
fn what_is_missing_or_wrong_is_said_with_what_to_do(
    #[case] arguments: &[&str],
    #[case] said: &str,
    #[values("en", "zh")] language: &str,
) {
    let (_folder, data) = played();
    let (code, out, err) = run_in(&data, &[arguments, &["--lang", language]].concat(), "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains(said), "{err}");
    let chinese = err.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    assert_eq!(chinese, language == "zh", "{err}");
}

fn sending(data: &Path, server: &Server) -> Command {
    let mut command = hotseat(data);
    command.args(["export", "xapi", "--base", BASE, "--lrs", &server.address, "--lang", "en"]);
    command.env("HOTSEAT_LRS_USER", "ann").env("HOTSEAT_LRS_PASSWORD", "secret");
    command
}

fn send(data: &Path, server: &Server) -> (i32, String) {
    let Output { status, stderr, .. } = sending(data, server).output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_send_that_was_killed_goes_on_the_next_time_with_nothing_lost() {
    let (_folder, data) = played();
    let server = Server::new(|number, _| if number == 0 { Reply::Never } else { Reply::Take });
    let mut child = sending(&data, &server).spawn().unwrap();
    while server.came().is_empty() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (code, err) = send(&data, &server);
    assert_eq!(code, 0, "{err}");
    let (_, out, _) = run_in(&data, &["export", "xapi", "--base", BASE], "");
    let all: BTreeSet<String> = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(server.taken().len(), all.len(), "none twice");
    assert_eq!(server.taken().into_iter().collect::<BTreeSet<_>>(), all);
    let (code, err) = send(&data, &server);
    assert_eq!(code, 0);
    assert!(err.contains("0 statements of 0 attempts"), "{err}");
}

#[test]
fn a_refused_statement_is_named_and_the_exit_status_says_so() {
    let (_folder, data) = played();
    let server = Server::new(|_, batch| {
        let bad = |one: &Value| one["verb"]["id"].as_str().is_some_and(|verb| verb.ends_with("/responded"));
        if batch.iter().any(bad) { Reply::status(400) } else { Reply::Take }
    });
    let (code, err) = send(&data, &server);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("refused: statement") && err.contains("the verb is wrong"), "{err}");
}

#[test]
fn a_wrong_password_is_told_without_repeating_it() {
    let (_folder, data) = played();
    let server = Server::new(|_, _| Reply::status(401));
    let (code, err) = send(&data, &server);
    assert_eq!(code, 2);
    assert!(err.contains("HOTSEAT_LRS_PASSWORD") && !err.contains("secret"), "{err}");
}

#[test]
fn a_scorecard_of_ones_own_is_filled_in_from_the_terminal() {
    let (folder, data) = played();
    let card = folder.path().join("card.csv");
    std::fs::write(
        &card,
        "Section,Criteria,Points,Hotseat\nManner,Was it kind?,3,courtesy\nManner,Spelling?,1,\n",
    )
    .unwrap();
    let to = folder.path().join("filled.csv");
    let (card, to) = (card.to_str().unwrap(), to.to_str().unwrap());
    let (code, _, err) = run_in(&data, &["export", "scorecards", to, "--card", card, "--lang", "en"], "");
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("scorecards of 2 attempts") && err.contains("left for a person: 1"), "{err}");
    let text = std::fs::read_to_string(to).unwrap();
    assert!(text.contains("Manner,Was it kind?,yes,yes/no,100%,3.00"), "{text}");
    let (code, _, err) = run_in(&data, &["export", "rubric", to, "--lang", "zh"], "");
    assert_eq!(code, 0, "{err}");
    let (code, _, err) =
        run_in(&data, &["export", "scorecards", to, "--map", "colour=Red", "--lang", "en"], "");
    assert_eq!(code, 2);
    assert!(err.contains("colour=Red"), "{err}");
}
