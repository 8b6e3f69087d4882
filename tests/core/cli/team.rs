//! A team at the terminal: signing in, people, assignments, exams, reviews, audits.

use super::*;

/// Runs as somebody, with a passphrase where there is one.
fn by(
    data: &Path,
    name: &str,
    passphrase: Option<&str>,
    arguments: &[&str],
    input: &str,
) -> (i32, String, String) {
    let mut command = hotseat(data);
    command.env("HOTSEAT_NAME", name).env_remove("HOTSEAT_PASSPHRASE").env("HOTSEAT_LANG", "en");
    if let Some(passphrase) = passphrase {
        command.env("HOTSEAT_PASSPHRASE", passphrase);
    }
    let mut child = command.args(arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// What it prints, where it succeeds.
fn done(data: &Path, name: &str, passphrase: &str, arguments: &[&str], input: &str) -> String {
    let (code, out, err) = by(data, name, Some(passphrase), arguments, input);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

const OWNER: &str = "the owner's own";
#[test]
fn with_the_first_passphrase_everybody_signs_in_and_a_wrong_one_is_refused() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    done(at, "Ann", OWNER, &["people", "passphrase"], "");
    let (code, _, err) = by(at, "Ann", Some("not this one"), &["progress"], "");
    assert_eq!(code, 2);
    assert!(err.contains("passphrase"), "{err}");
    let (code, _, err) = by(at, "Ann", None, &["progress"], "");
    assert_eq!(code, 2);
    assert!(err.contains("HOTSEAT_PASSPHRASE"), "{err}");
    done(at, "Ann", OWNER, &["progress"], "");
}

#[test]
fn a_machine_remembers_whoever_signed_in_until_they_sign_out() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    done(at, "Ann", OWNER, &["people", "passphrase"], "");
    done(at, "Ann", OWNER, &["sign-in"], "");
    assert_eq!(by(at, "Ann", None, &["progress"], "").0, 0);
    done(at, "Ann", OWNER, &["sign-out"], "");
    assert_eq!(by(at, "Ann", None, &["progress"], "").0, 2);
}

#[test]
fn an_exam_without_an_assignment_is_refused_with_what_to_do() {
    let data = TempDir::new().unwrap();
    let (code, _, err) = by(data.path(), "Ann", None, &["play", "first-day", "--mode", "certify"], "");
    assert_eq!(code, 2);
    assert!(err.contains("manager"), "{err}");
}

#[test]
fn an_exam_is_given_played_and_seen_by_whoever_gave_it() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let given =
        ["assign", "--scenario", "first-day", "--to", "Mei", "--exam", "--due", "3d", "--attempts", "1"];
    let done = |name: &str, arguments: &[&str], input: &str| {
        let (code, out, err) = by(at, name, None, arguments, input);
        assert_eq!(code, 0, "{arguments:?}: {err}");
        out
    };
    done("Ann", &["people", "add", "Mei", "--team", "North"], "");
    done("Ann", &given, "");
    let todo = done("Mei", &["assignments"], "");
    assert!(todo.contains("exam · to do") && todo.contains("1 attempt left"), "{todo}");
    let played = done("Mei", &["play", "first-day", "--mode", "certify"], "Hello!\n");
    assert!(played.contains("This is an exam") && !played.contains("Early warning"), "{played}");
    let over = done("Ann", &["assignments", "--team", "North"], "");
    assert!(over.contains("Mei") && over.contains("not passed"), "{over}");
    let (code, _, err) = by(at, "Mei", None, &["play", "first-day", "--mode", "certify"], "");
    assert_eq!(code, 2, "the one attempt is used up");
    assert!(!err.is_empty());
    let verified = done("Ann", &["verify", "--all"], "");
    assert!(verified.contains("1 intact, 0 altered"), "{verified}");
}

#[test]
fn people_come_in_from_a_table_and_its_faults_are_named_by_line() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let table = at.join("people.csv");
    let table = table.to_str().unwrap();
    std::fs::write(table, "name,rights,team,leads\nMei,trainee,North,\nTom,boss,North,yes\nMei,,,\n")
        .unwrap();
    let (code, _, err) = by(at, "Ann", None, &["people", "import", table], "");
    assert_eq!(code, 2);
    assert!(err.contains("line 3") && err.contains("boss") && err.contains("line 4"), "{err}");
    let (_, listed, _) = by(at, "Ann", None, &["people", "list"], "");
    assert!(!listed.contains("Mei"), "nothing of a faulty table is taken in");
    std::fs::write(table, "姓名,权限,团队,主管\n梅,学员,北组,\n汤姆,主管,北组,是\n").unwrap();
    let (code, _, err) = by(at, "Ann", None, &["people", "import", table], "");
    assert_eq!(code, 0, "{err}");
    let (_, teams, _) = by(at, "Ann", None, &["people", "teams"], "");
    assert!(teams.contains("北组") && teams.contains("梅") && teams.contains("汤姆"), "{teams}");
}

#[test]
fn whoever_may_not_is_told_which_right_is_missing() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    by(at, "Ann", None, &["people", "add", "Mei"], "");
    let (code, _, err) = by(at, "Mei", None, &["assign", "--scenario", "first-day"], "");
    assert_eq!(code, 2);
    assert!(err.contains("manager"), "{err}");
}

#[test]
fn everything_about_somebody_is_written_down_and_taken_away() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    by(at, "Mei", None, &["play", "first-day"], "What a lovely lamp!\n");
    let file = at.join("mei.json");
    let (code, _, err) = by(at, "Mei", None, &["people", "export", "-o", file.to_str().unwrap()], "");
    assert_eq!(code, 0, "{err}");
    assert!(std::fs::read_to_string(&file).unwrap().contains("What a lovely lamp!"));
    assert_eq!(by(at, "Mei", None, &["people", "erase"], "").0, 2, "not without --yes");
    assert_eq!(by(at, "Mei", None, &["people", "erase", "--yes"], "").0, 0);
    let bytes = std::fs::read(at.join("hotseat.db")).unwrap();
    let (_, verified, _) = by(at, "Ann", None, &["verify", "--all"], "");
    assert!(verified.contains("1 erased"), "{verified}");
    let needle = b"What a lovely lamp!";
    assert!(!bytes.windows(needle.len()).any(|part| part == needle), "no trace is left in the file");
}

#[test]
fn attempts_are_listed_and_one_is_shared_by_its_number() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    by(at, "Mei", None, &["play", "first-day"], "Hello!\n");
    let (code, listed, err) = by(at, "Mei", None, &["attempts"], "");
    assert_eq!(code, 0, "{err}");
    assert!(listed.contains("First day") && listed.contains("practice"), "{listed}");
    let id = listed.lines().nth(1).unwrap().trim();
    assert_eq!(by(at, "Mei", None, &["attempts", "--share", id], "").0, 0);
    assert!(by(at, "Mei", None, &["attempts"], "").1.contains("shared"));
    assert_eq!(by(at, "Mei", None, &["attempts", "--unshare", id], "").0, 0);
    assert!(!by(at, "Mei", None, &["attempts"], "").1.contains("shared"));
    let (code, _, err) = by(at, "Mei", None, &["attempts", "--share", "the last one"], "");
    assert_eq!(code, 2);
    assert!(err.contains("hotseat attempts"), "{err}");
}
