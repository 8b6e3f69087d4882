//! Reports about everybody, rollups, and watching live, at the terminal.

use std::path::Path;

use tempfile::TempDir;

/// Runs as the owner.
fn run_in(data: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    super::run_in(data, &[arguments, &["--name", "Owner"]].concat(), input)
}

/// A store with 300 attempts of 40 people, of whom Owner leads all.
fn filled() -> TempDir {
    let data = TempDir::new().unwrap();
    let to = data.path().display().to_string();
    let arguments = ["store", "fill", &to, "--attempts", "300", "--people", "40"];
    let (code, _, err) = run_in(data.path(), &arguments, "");
    assert_eq!(code, 0, "{err}");
    data
}

#[test]
fn everybody_is_reported_in_both_languages_and_as_json() {
    let data = filled();
    let at = |arguments: &[&str]| {
        let (code, out, err) = run_in(data.path(), &[arguments, &["--find", "owner"]].concat(), "");
        assert_eq!(code, 0, "{err}");
        out
    };
    let english = run_in(data.path(), &["report", "everybody", "--show", "5", "--lang", "en"], "").1;
    for expected in
        ["Everybody — people: 41", "Team 2", "To review", "People 1 to 5 of 41", "Ready for each step"]
    {
        assert!(english.contains(expected), "{expected} in {english}");
    }
    let chinese = run_in(data.path(), &["report", "everybody", "--page", "9", "--lang", "zh"], "").1;
    for expected in ["全部人员——41 人", "待复核", "这一页没有内容"] {
        assert!(chinese.contains(expected), "{expected} in {chinese}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&at(&["report", "everybody", "--format", "json"])).unwrap();
    assert_eq!(json["all"]["people"], 1, "{json}");
    assert_eq!(json["older"], 0);
    assert_eq!(json["people"][0]["person"], "Owner");
}

#[test]
fn rollups_are_brought_up_to_date_and_a_wrong_one_is_named() {
    let data = filled();
    let (code, out, err) = run_in(data.path(), &["store", "rollup", "--lang", "en"], "");
    assert_eq!((code, out.trim()), (0, "Brought up to date for 41 people; nothing waits."), "{err}");
    let (code, out, _) = run_in(data.path(), &["store", "rollup", "--lang", "zh"], "");
    assert_eq!((code, out.trim()), (0, "汇总已是最新。"));
    let (code, out, _) = run_in(data.path(), &["store", "rollup", "--rebuild", "--lang", "en"], "");
    assert_eq!(code, 0);
    assert!(out.contains("every rollup was right"), "{out}");
    let db = rusqlite::Connection::open(data.path().join("hotseat.db")).unwrap();
    let wrong = "DELETE FROM item_person WHERE person = (SELECT id FROM person WHERE name = 'Person 3')";
    assert!(db.execute(wrong, []).unwrap() > 0);
    let (code, out, _) = run_in(data.path(), &["store", "rollup", "--rebuild", "--lang", "en"], "");
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("Person 3"), "{out}");
    let (code, ..) = run_in(data.path(), &["store", "rollup", "--rebuild"], "");
    assert_eq!(code, 0, "it is mended");
}

#[test]
fn nobody_in_a_session_is_said_so() {
    let data = filled();
    let (code, out, _) = run_in(data.path(), &["watch", "--lang", "en"], "");
    assert_eq!((code, out.trim()), (0, "Nobody is in a session right now."));
    let (code, _, err) = run_in(data.path(), &["watch", "Person 3", "--lang", "zh"], "");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("目前没有您可以旁听的练习"), "{err}");
}
