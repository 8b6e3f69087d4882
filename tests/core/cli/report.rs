//! Reports at the terminal and as files, for people and for schedules.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rstest::rstest;

use super::*;

/// Ann's data folder, with a session she left and a team, and a place beside it.
fn played() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let (code, _, err) = run_in(&data, &["play", "first-day", "--lang", "en"], "Hello!\n/tools\n");
    assert_eq!(code, 0, "{err}");
    let (code, _, err) =
        run_in(&data, &["people", "add", "Mei <b>", "--team", "North & West", "--lang", "en"], "");
    assert_eq!(code, 0, "{err}");
    (folder, data)
}

#[rstest]
#[case::en("en", ["Abilities", "Critical errors", "Attempts", "How decided", "First day"])]
#[case::zh("zh", ["能力", "致命错误", "练习记录", "如何判定", "First day"])]
fn a_report_about_a_person_is_told_at_the_terminal(#[case] language: &str, #[case] said: [&str; 5]) {
    let (_folder, data) = played();
    let (code, out, err) = run_in(&data, &["report", "person", "Ann", "--lang", language], "");
    assert_eq!(code, 0, "{err}");
    for said in said {
        assert!(out.contains(said) || said == "First day" && out.contains("第一天"), "{said} in {out}");
    }
    let (code, mine, _) = run_in(&data, &["report", "person", "--lang", language], "");
    assert_eq!((code, mine), (0, out), "without a name it is about whoever asks");
}

#[test]
fn a_file_is_what_its_name_says_and_a_format_overrules_it() {
    let (folder, data) = played();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let write = |arguments: &[&str], file: &str| {
        let all: Vec<&str> =
            ["report"].iter().chain(arguments).chain(&["-o", file, "--lang", "en"]).copied().collect();
        let (code, out, err) = run_in(&data, &all, "");
        assert_eq!((code, out), (0, format!("Written: {file}\n")), "{err}");
        std::fs::read_to_string(file).unwrap()
    };
    let page = write(&["person", "Ann"], &at("ann.html"));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h1>Ann</h1>"), "{page}");
    let json: Value = serde_json::from_str(&write(&["person", "Ann"], &at("ann.json"))).unwrap();
    assert_eq!((&json["person"], &json["attempts"][0]["scenario"]), (&"Ann".into(), &"first-day".into()));
    assert_eq!(json["attempts"][0]["result"], "not_passed");
    let text = write(&["team", "North & West"], &at("team.txt"));
    assert!(text.contains("North & West — people: 1") && !text.contains('\u{1b}'), "{text}");
    let page = write(&["team", "North & West", "--format", "html"], &at("team.txt"));
    assert!(page.contains("<h1>North &amp; West</h1>") && page.contains("Mei &lt;b&gt;"), "{page}");
    let text = write(&["person", "Ann", "--format", "text"], &at("ann.report"));
    assert!(text.contains("Abilities"), "{text}");
}

#[rstest]
#[case::unknown_ending("ann.docx", "Let it end in .html, .json or .txt")]
#[case::no_folder("nowhere/ann.html", "cannot be written")]
#[case::a_folder("taken.html", "cannot be written")]
fn a_file_that_cannot_be_written_is_named_and_leaves_nothing_behind(#[case] name: &str, #[case] said: &str) {
    let (folder, data) = played();
    std::fs::create_dir(folder.path().join("taken.html")).unwrap();
    let file = folder.path().join(name);
    let arguments = ["report", "person", "Ann", "-o", file.to_str().unwrap(), "--lang", "en"];
    let (code, out, err) = run_in(&data, &arguments, "");
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains(said) && err.contains(name), "{err}");
    let left: BTreeSet<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left, ["data", "taken.html"].map(Into::into).into());
}

#[test]
fn a_report_of_nothing_writes_no_file_and_says_so_by_its_exit_code() {
    let (folder, data) = played();
    let file = folder.path().join("outage.html");
    let wanted = file.to_str().unwrap();
    let arguments = ["report", "scenario", "system-outage", "-o", wanted, "--lang", "en"];
    let (code, out, _) = run_in(&data, &arguments, "");
    assert_eq!((code, file.exists()), (1, false), "{out}");
    assert!(out.contains("Nobody has finished"), "{out}");
    let (code, ..) = run_in(&data, &["report", "scenario", "system-outage", "--lang", "en"], "");
    assert_eq!(code, 0, "whoever only looks has seen it");
}

#[test]
fn somebody_who_is_not_there_is_not_reported_about() {
    let (_folder, data) = played();
    let (code, out, err) = run_in(&data, &["report", "person", "Anne", "--lang", "en"], "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("Did you mean “Ann”?"), "{err}");
}

#[rstest]
#[case::en("en", "reports: 3", "Reports")]
#[case::zh("zh", "共 3 份报告", "报告")]
fn all_reports_go_into_a_folder_with_a_list_of_them(
    #[case] language: &str,
    #[case] said: &str,
    #[case] title: &str,
) {
    let (folder, data) = played();
    let to = folder.path().join("out/reports");
    let (code, out, err) = run_in(&data, &["export", "html", to.to_str().unwrap(), "--lang", language], "");
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains(said), "{err}");
    let names: BTreeSet<_> = std::fs::read_dir(&to)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected = ["index.html", "person-Ann.html", "person-Mei--b-.html", "team-North---West.html"];
    assert_eq!(names, expected.map(str::to_owned).into());
    let list = std::fs::read_to_string(to.join("index.html")).unwrap();
    assert!(list.contains(&format!("<h1>{title}</h1>")), "{list}");
    for name in &expected[1..] {
        assert!(list.contains(&format!("<a href=\"{name}\">")), "{name} in {list}");
    }
    assert!(list.contains("Mei &lt;b&gt;") && !list.contains("Mei <b>"), "{list}");
}

#[test]
fn help_tells_of_reports_in_both_languages() {
    let (_, english, _) = run(&["report", "--help", "--lang", "en"], "");
    assert!(english.contains("person") && english.contains("Exit status"), "{english}");
    let (_, chinese, _) = run(&["report", "person", "--help", "--lang", "zh"], "");
    assert!(chinese.contains("写入此文件") && chinese.contains("输出格式"), "{chinese}");
}
