//! People who leave, teams that end, certificates that no longer hold, at the terminal; and what its help says.

use hotseat::badge::Key;
use hotseat::store::{NewCertificate, PersonId, Store};

use super::*;
use crate::badge::certificate;

/// Runs as the owner of a store without passphrases.
fn ann(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = hotseat(data);
    command.env("HOTSEAT_NAME", "Ann").env("HOTSEAT_LANG", "en").args(arguments);
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn done(data: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = ann(data, arguments);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

#[test]
fn whoever_left_is_listed_only_when_asked_for_and_comes_back() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    done(at, &["people", "add", "Mei", "--team", "North"]);
    assert!(done(at, &["people", "leave", "Mei"]).contains("people return Mei"));
    assert!(!done(at, &["people", "list"]).contains("Mei"));
    assert!(done(at, &["people", "list", "--all"]).contains("left on"));
    let (code, _, err) = ann(at, &["people", "add", "Mei"]);
    assert_eq!(code, 2);
    assert!(err.contains("Mei has left"), "{err}");
    done(at, &["people", "return", "Mei"]);
    assert!(done(at, &["people", "teams"]).contains("Mei"));
}

#[test]
fn a_team_that_ended_is_listed_no_more() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    done(at, &["people", "add", "Mei", "--team", "North"]);
    let (code, _, err) = ann(at, &["people", "team", "North", "--end", "--add", "Mei"]);
    assert_eq!(code, 2, "{err}");
    assert!(done(at, &["people", "team", "North", "--end"]).contains("North has ended"));
    assert!(!done(at, &["people", "teams"]).contains("North:"));
    let (code, _, err) = ann(at, &["people", "team", "North"]);
    assert_eq!(code, 2);
    assert!(err.contains("no team `North`"), "{err}");
}

#[test]
fn a_revoked_certificate_says_so_in_the_list_and_beside_the_file() {
    let data = TempDir::new().unwrap();
    let said = certificate();
    let mut store = Store::open(data.path()).unwrap();
    let ann = store.enter("Ann", PersonId(said.person), said.from).unwrap();
    let said = hotseat::badge::Certificate { name: ann.name, ..said };
    let kept = NewCertificate {
        id: said.id,
        person: ann.id,
        step: said.achievement.step.clone(),
        credential: said.sign(&Key::new(&[5; 32])).unwrap(),
        made: said.from,
    };
    store.keep_certificate(&kept).unwrap();
    let id = kept.id.to_string();
    assert!(!done(data.path(), &["certificate", "list"]).contains("REVOKED"));
    done(data.path(), &["certificate", "revoke", &id, "--reason", "somebody else sat there"]);
    let listed = done(data.path(), &["certificate", "list"]);
    assert!(listed.contains("REVOKED") && listed.contains("somebody"), "{listed}");
    let (_, bytes, beside) = self::ann(data.path(), &["certificate", "show", &id]);
    assert_eq!(bytes, kept.credential, "byte by byte as it was issued");
    assert!(beside.contains("REVOKED"), "{beside}");
}

#[test]
fn verify_names_who_played_what_for_whoever_may_see_it() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let mut command = hotseat(at);
    command.env("HOTSEAT_NAME", "Ann").env("HOTSEAT_LANG", "en").args(["play", "first-day"]);
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"Hello!\n").ok();
    child.wait_with_output().unwrap();
    let id = done(at, &["attempts"]).lines().nth(1).unwrap().trim().to_owned();
    let verified = done(at, &["verify", &id]);
    assert!(verified.contains("Ann, First day") && verified.contains("intact"), "{verified}");
    let db = rusqlite::Connection::open(at.join("hotseat.db")).unwrap();
    let forge = "DROP TRIGGER entry_is_never_removed; DROP TRIGGER scorecard_is_never_removed;
        PRAGMA foreign_keys = OFF; DELETE FROM entry; DELETE FROM scorecard; DELETE FROM attempt;";
    db.execute_batch(forge).unwrap();
    let (code, gone, _) = ann(at, &["verify", "--all"]);
    assert_eq!(code, 1);
    assert!(gone.contains(&id) && gone.contains("Ann: GONE"), "{gone}");
}

#[test]
fn chinese_help_has_the_colon_of_chinese_behind_its_headings() {
    for arguments in [&["--help", "--lang", "zh"][..], &["people", "--help", "--lang", "zh"]] {
        let (code, help, _) = run(arguments, "");
        assert_eq!(code, 0);
        let narrow = help.lines().find(|line| !line.starts_with(' ') && line.ends_with(':'));
        assert_eq!(narrow, None, "{help}");
        assert!(help.contains("选项：") && help.contains("命令："), "{help}");
    }
}

#[test]
fn the_usage_of_an_error_names_nothing_the_environment_said() {
    let data = TempDir::new().unwrap();
    let (code, _, err) = ann(data.path(), &["people", "rights"]);
    assert_eq!(code, 2);
    assert!(err.contains("<NAME>") && !err.contains("--data") && !err.contains("--name"), "{err}");
}
