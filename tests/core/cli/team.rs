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
fn where_first_passphrases_cannot_be_written_down_nobody_comes_in_and_nothing_is_left_behind() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    done(at, "Ann", OWNER, &["people", "passphrase"], "");
    let (table, output) = (at.join("people.csv"), at.join("nowhere").join("first.csv"));
    std::fs::write(&table, "name\nMei\n").unwrap();
    let [table, output] = [&table, &output].map(|file| file.to_str().unwrap());
    let (code, _, err) = by(at, "Ann", Some(OWNER), &["people", "import", table, "-o", output], "");
    assert_eq!(code, 2);
    assert!(err.contains("cannot be written"), "{err}");
    assert!(!done(at, "Ann", OWNER, &["people", "list"], "").contains("Mei"));
    let kept = at.join("first.csv");
    std::fs::write(&kept, "as it was").unwrap();
    let (code, ..) =
        by(at, "Ann", Some(OWNER), &["people", "import", table, "-o", kept.to_str().unwrap()], "");
    assert_eq!(code, 0);
    assert!(std::fs::read_to_string(&kept).unwrap().starts_with("name,passphrase\nMei,"));
    assert!(!at.join("first.csv.part").exists());
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

#[test]
fn a_new_passphrase_is_never_taken_from_the_one_that_signs_in() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    done(at, "Ann", OWNER, &["people", "passphrase"], "");
    done(at, "Ann", OWNER, &["people", "add", "Mei"], "");
    let (code, _, err) = by(at, "Ann", Some(OWNER), &["people", "passphrase", "Mei"], "");
    assert_eq!(code, 2, "Mei would have had the owner's");
    assert!(err.contains("HOTSEAT_NEW_PASSPHRASE"), "{err}");
    assert_eq!(by(at, "Mei", Some(OWNER), &["progress"], "").0, 2);
}

#[test]
fn a_team_that_is_looked_at_is_not_made_and_nobody_leads_without_the_right() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    by(at, "Ann", None, &["people", "add", "Mei"], "");
    let (code, _, err) = by(at, "Ann", None, &["people", "team", "Nroth"], "");
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = by(at, "Ann", None, &["people", "team", "North", "--lead", "Mei"], "");
    assert_eq!(code, 2);
    assert!(err.contains("hotseat people rights Mei trainee,manager"), "{err}");
    let (_, teams, _) = by(at, "Ann", None, &["people", "teams"], "");
    assert!(!teams.contains("North") && !teams.contains("Nroth"), "{teams}");
    by(at, "Ann", None, &["people", "rights", "Mei", "trainee,manager"], "");
    let (code, out, err) = by(at, "Ann", None, &["people", "team", "North", "--lead", "Mei"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("New team: North"), "{out}");
}

#[test]
fn an_exam_is_disputed_read_and_decided_at_the_terminal() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    let done = |name: &str, arguments: &[&str], input: &str| {
        let (code, out, err) = by(at, name, None, arguments, input);
        assert_eq!(code, 0, "{arguments:?}: {err}");
        out
    };
    done("Ann", &["people", "add", "Mei", "--team", "North"], "");
    done("Ann", &["assign", "--scenario", "first-day", "--to", "Mei", "--exam"], "");
    let played = done("Mei", &["play", "first-day", "--mode", "certify"], "Are you stupid?\n");
    assert!(played.contains("a person has to look at it"), "{played}");
    let listed = done("Mei", &["attempts"], "");
    assert!(listed.contains("exam") && listed.contains("waits for a reviewer"), "{listed}");
    let id = listed.lines().last().unwrap().trim();
    let shown = done("Mei", &["attempts", "--show", id], "");
    assert!(shown.contains("Trainee (typed): Are you stupid?") && shown.contains("--finding N"), "{shown}");
    let dispute = |finding| ["attempts", "--dispute", id, "--finding", finding, "--reason", "I was quoting"];
    let (code, _, err) = by(at, "Mei", None, &dispute("99"), "");
    assert_eq!(code, 2);
    assert!(err.contains("no finding 99"), "{err}");
    done("Mei", &dispute("1"), "");
    let waiting = done("Ann", &["review"], "");
    assert!(waiting.contains("Mei") && waiting.contains("disputed") && waiting.contains(id), "{waiting}");
    let read = done("Ann", &["review", id], "");
    assert!(read.contains("→ I was quoting") && read.contains("--pass|--fail"), "{read}");
    let (code, _, err) = by(at, "Ann", None, &["review", id, "--fail", "--reason", " "], "");
    assert_eq!(code, 2);
    assert!(err.contains("--reason") && !err.contains("fault in Hotseat"), "{err}");
    done("Ann", &["review", id, "--fail", "--reason", "it was no quotation"], "");
    assert!(done("Mei", &["attempts"], "").contains("not passed"));
    assert!(done("Mei", &["attempts", "--show", id], "").contains("it was no quotation"));
}

#[test]
fn an_exam_that_is_used_up_or_not_over_says_so_before_anything_is_shown() {
    let data = TempDir::new().unwrap();
    let at = data.path();
    by(
        at,
        "Ann",
        None,
        &["assign", "--scenario", "first-day", "--to", "Ann", "--exam", "--attempts", "1"],
        "",
    );
    let take = ["play", "first-day", "--mode", "certify"];
    assert_eq!(by(at, "Ann", None, &take, "Hello!\n").0, 0);
    let (code, out, err) = by(at, "Ann", None, &take, "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("no attempt is left of 1"), "{err}");
}
