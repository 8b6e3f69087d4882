//! The reviewer's desk at the terminal: the queue, a comment, a ruling, an appeal, calibration.

use super::*;

fn by(data: &Path, name: &str, language: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = hotseat(data);
    command.env("HOTSEAT_NAME", name).env_remove("HOTSEAT_PASSPHRASE").env("HOTSEAT_LANG", language);
    let mut child = command.args(arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"Hello!\nCalm down, it is your own fault.\n").ok();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn done(data: &Path, name: &str, arguments: &[&str]) -> String {
    let (code, out, err) = by(data, name, "en", arguments);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

/// Mei is in Ann's and Max's team and played once for them; the id.
fn played(at: &Path) -> String {
    done(at, "Ann", &["people", "add", "Mei", "--team", "North"]);
    done(at, "Ann", &["people", "add", "Max", "--rights", "manager", "--team", "North"]);
    done(at, "Ann", &["people", "team", "North", "--lead", "Max"]);
    done(at, "Mei", &["play", "first-day", "--mode", "practice", "--lang", "en"]);
    let list = done(at, "Mei", &["attempts"]);
    let id = list.split_whitespace().find(|word| word.len() == 36 && word.contains('-'));
    let id = id.unwrap_or_else(|| panic!("an id in {list}")).to_owned();
    done(at, "Mei", &["attempts", "--share", &id]);
    id
}

#[test]
fn a_dispute_is_taken_commented_overruled_and_read_in_the_debrief() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let id = played(at);
    done(at, "Mei", &["attempts", "--dispute", &id, "--finding", "1", "--reason", "I did"]);
    let queue = done(at, "Max", &["review", "queue"]);
    assert!(
        queue.contains("Mei") && queue.contains("disputed") && queue.contains("nobody has it yet"),
        "{queue}"
    );
    done(at, "Max", &["review", "take", &id, "--due", "3d"]);
    let queue = done(at, "Ann", &["review", "queue"]);
    assert!(queue.contains("· Max ·") && queue.contains("due "), "{queue}");
    assert!(done(at, "Ann", &["review", "queue", "--mine"]).contains("Nothing waits"));
    let shown = done(at, "Max", &["review", &id]);
    assert!(shown.contains("#1") && shown.contains("review overrule"), "{shown}");
    done(at, "Max", &["review", "comment", &id, "3", "Ask before you blame."]);
    let ruled =
        done(at, "Max", &["review", "overrule", &id, "--finding", "1", "--points", "0", "--reason", "fair"]);
    assert!(ruled.contains("It counts as reviewed") && ruled.contains("machine's own result"), "{ruled}");
    done(at, "Max", &["review", "done", &id]);
    let debrief = done(at, "Mei", &["attempts", "--show", &id]);
    for said in ["Ask before you blame.", "Max", "gave 0 instead", "fair", "It counts as reviewed"] {
        assert!(debrief.contains(said), "{said} in {debrief}");
    }
    done(at, "Mei", &["attempts", "--answer", &id, "--comment", "2", "--reason", "I will."]);
    done(at, "Mei", &["attempts", "--appeal", &id, "--reason", "not fair at all"]);
    let (code, _, err) = by(at, "Max", "en", &["review", "take", &id]);
    assert_eq!(code, 2);
    assert!(err.contains("does not hear the appeal"), "{err}");
    let (_, _, err) = by(at, "Max", "zh", &["review", "take", &id]);
    assert!(err.contains("申诉须由他人处理"), "{err}");
    done(at, "Ann", &["review", "take", &id]);
    let shown = done(at, "Ann", &["review", &id]);
    assert!(shown.contains("I will.") && shown.contains("not fair at all"), "{shown}");
    assert!(done(at, "Ann", &["review", "overruled"]).contains("overruled"));
    let verified = done(at, "Ann", &["verify", "--all"]);
    assert!(verified.contains("1 intact, 0 altered"), "{verified}");
}

#[test]
fn what_was_overruled_is_written_down_for_the_listener() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let id = played(at);
    let shown = done(at, "Max", &["review", &id]);
    let mut numbered = shown.lines().filter(|line| line.contains("fault") || line.contains("blame"));
    let number = numbered.find_map(|line| line.split_whitespace().next()?.parse::<u32>().ok());
    let number = number.unwrap_or_else(|| panic!("the blame is a finding in {shown}")).to_string();
    done(at, "Max", &["review", "overrule", &id, "--finding", &number, "--reason", "a joke between them"]);
    let file = at.join("ruled.jsonl").to_str().unwrap().to_owned();
    let said = done(at, "Max", &["review", "export", "-o", &file]);
    assert!(said.contains("1 replies"), "{said}");
    let line = std::fs::read_to_string(&file).unwrap();
    assert!(line.contains("\"acts\"") && !line.contains("Mei") && !line.contains(&id), "{line}");
}

#[test]
fn a_calibration_is_begun_scored_closed_and_shown() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let attempt = played(at);
    let begun =
        done(at, "Ann", &["calibrate", "begin", "October", "--with", "Ann", "Max", "--attempt", &attempt]);
    let id = begun.split_whitespace().find(|word| word.len() == 36).unwrap_or_else(|| panic!("{begun}"));
    let list = done(at, "Max", &["calibrate", "list"]);
    assert!(list.contains("October") && list.contains("1 of 1 cases to score"), "{list}");
    let case = done(at, "Max", &["calibrate", "case", id, "1"]);
    assert!(case.contains("your own fault") && case.contains("empathy") && !case.contains("Mei"), "{case}");
    done(at, "Max", &["calibrate", "score", id, "1", "empathy=0", "courtesy=0"]);
    let (code, _, err) = by(at, "Ann", "en", &["calibrate", "score", id, "1", "kindness=2"]);
    assert_eq!(code, 2);
    assert!(err.contains("criteria are empathy"), "{err}");
    done(at, "Ann", &["calibrate", "score", id, "1", "empathy=2", "courtesy=0"]);
    let (_, _, err) = by(at, "Ann", "en", &["calibrate", "show", id]);
    assert!(err.contains("stay hidden until it is closed"), "{err}");
    done(at, "Ann", &["calibrate", "close", id]);
    let shown = done(at, "Max", &["calibrate", "show", id]);
    assert!(shown.contains("Case 1") && shown.contains("Ann 2") && shown.contains("Max 0"), "{shown}");
    let (_, shown, _) = by(at, "Max", "zh", &["calibrate", "show", id]);
    assert!(shown.contains("评分人之间的一致程度") && shown.contains("案例 1"), "{shown}");
}
