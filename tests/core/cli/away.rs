//! The program while the team's store is away, and when it answers again.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{hotseat, run_in};
use crate::store::{Engine, Place};

/// A server behind a door that can be shut.
struct Door {
    place: Place,
    folder: TempDir,
    socket: PathBuf,
}

impl Door {
    /// None where `DATABASE_URL` names no server on a socket.
    fn new() -> Option<Self> {
        let place = Engine::Postgres.place()?;
        let server = std::env::var("DATABASE_URL").ok()?;
        let host = server.split_once("host=")?.1.split('&').next()?;
        let socket = Path::new(host).join(".s.PGSQL.5432");
        let door = Self { place, folder: tempfile::tempdir().expect("a folder"), socket };
        door.open();
        Some(door)
    }

    fn address(&self) -> String {
        let address = self.place.address();
        let (before, rest) = address.split_once("host=").expect("a socket");
        let rest = rest.split_once('&').map_or("", |(_, rest)| rest);
        format!("{before}host={}&{rest}", self.folder.path().display())
    }

    fn open(&self) {
        std::os::unix::fs::symlink(&self.socket, self.folder.path().join(".s.PGSQL.5432")).expect("it opens");
    }

    /// Nobody comes in any more, and whoever is inside is thrown out.
    fn shut(&self) {
        std::fs::remove_file(self.folder.path().join(".s.PGSQL.5432")).expect("it shuts");
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = current_schema() AND pid <> pg_backend_pid()";
        self.place.execute(sql).expect("they are out");
    }

    fn run(&self, data: &TempDir, arguments: &[&str], input: &str) -> (i32, String, String) {
        let address = self.address();
        run_in(data.path(), &[arguments, &["--lang", "en", "--store", &address]].concat(), input)
    }
}

const KEPT: &str = "what you play is kept on this machine";
const HANDED_OVER: &str = "One attempt kept on this machine is in the team's store now.";

#[test]
fn practice_goes_on_while_the_team_s_store_is_away_and_is_handed_over_at_the_next_sign_in() {
    let Some(door) = Door::new() else { return };
    let data = TempDir::new().unwrap();
    let play = ["play", "first-day"];
    let (code, _, err) = door.run(&data, &play, "Hello!\n");
    assert_eq!((code, err.contains(KEPT)), (0, false), "{err}");
    door.shut();
    let (code, out, err) = door.run(&data, &play, "Hello again!\n");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Debrief") && err.contains(KEPT), "{out}{err}");
    let (_, _, chinese) =
        run_in(data.path(), &["play", "first-day", "--lang", "zh", "--store", &door.address()], "");
    assert!(chinese.contains("先保存在本机"), "{chinese}");
    assert_eq!(door.place.count("SELECT count(*) FROM attempt"), Some(1));
    door.open();
    let (code, _, err) = door.run(&data, &["store", "hand-over"], "");
    assert_eq!((code, err.as_str()), (0, ""), "everything, and no more words than needed");
    let (code, out, _) = door.run(&data, &["store", "hand-over"], "");
    assert_eq!((code, out.trim()), (0, "There is nothing to hand over."));
    assert_eq!(door.place.count("SELECT count(*) FROM attempt WHERE kept_by = 'desk'"), Some(2));
    let (code, out, err) = door.run(&data, &["verify"], "");
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn a_session_the_server_leaves_in_the_middle_goes_on_to_its_end() {
    let Some(door) = Door::new() else { return };
    let data = TempDir::new().unwrap();
    let mut child = hotseat(data.path())
        .args(["play", "first-day", "--lang", "en", "--store", &door.address()])
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    let mut shown = BufReader::new(child.stdout.take().unwrap());
    typed.write_all(b"Hello, I can help you with that.\n").unwrap();
    let mut line = String::new();
    while !line.contains("You: Hello") {
        line.clear();
        assert!(shown.read_line(&mut line).unwrap() > 0, "it says what was typed");
    }
    while door.place.count("SELECT count(*) FROM entry WHERE seq = 1") != Some(1) {}
    door.shut();
    typed.write_all(b"Let me look it up.\nThank you for waiting.\n").unwrap();
    drop(typed);
    let mut rest = String::new();
    shown.read_to_string(&mut rest).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(child.wait().unwrap().success(), "{told}");
    assert!(rest.contains("Debrief") && told.contains(KEPT), "{rest}{told}");
    assert_eq!(door.place.count("SELECT actions FROM attempt"), Some(1), "so far the server knows it");
    door.open();
    let (code, out, err) = door.run(&data, &["progress"], "");
    assert_eq!((code, err.contains(HANDED_OVER)), (0, true), "{err}");
    assert!(out.contains("self-kept, played while the team's store was away: 1"), "{out}");
    assert_eq!(door.place.count("SELECT count(*) FROM attempt WHERE state = 'abandoned'"), Some(1));
    let (code, out, err) = door.run(&data, &["verify"], "");
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("1 intact"), "{out}");
}

#[test]
fn a_machine_that_does_not_know_somebody_says_so_while_the_store_is_away() {
    let data = TempDir::new().unwrap();
    let away = "postgresql://ann@127.0.0.1:1/hotseat";
    let (code, out, err) =
        run_in(data.path(), &["play", "first-day", "--lang", "en", "--store", away], "Hello!\n");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("does not answer") && err.contains("check network and address"), "{err}");
    let Some(door) = Door::new() else { return };
    door.run(&data, &["people", "list"], "");
    door.shut();
    let address = door.address();
    let (code, _, err) =
        run_in(data.path(), &["play", "--name", "Bob", "--lang", "en", "--store", &address], "Hello!\n");
    assert_eq!(code, 2);
    assert!(err.contains("does not know Bob yet: sign in here once"), "{err}");
}

#[test]
fn what_only_the_server_can_do_is_refused_while_it_is_away() {
    let data = TempDir::new().unwrap();
    let away = "postgresql://ann@127.0.0.1:1/hotseat";
    for arguments in [&["people", "add", "Bob"][..], &["assignments"], &["review"], &["store", "hand-over"]] {
        let (code, _, err) =
            run_in(data.path(), &[arguments, &["--lang", "zh", "--store", away]].concat(), "");
        assert_eq!(code, 2, "{arguments:?}");
        assert!(err.contains("没有响应"), "{arguments:?}: {err}");
    }
}

#[test]
fn a_store_is_copied_from_the_terminal_and_plays_on() {
    let (data, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let to = other.path().join("new");
    run_in(data.path(), &["play", "first-day", "--lang", "en"], "Hello!\n");
    let (from, to_text) = (data.path().display().to_string(), to.display().to_string());
    let copy = ["store", "copy", &from, &to_text, "--lang", "en"];
    let (code, out, err) = run_in(data.path(), &copy, "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("people 1, attempts 1"), "{out}");
    let (code, out, _) = run_in(&to, &["verify", "--lang", "en"], "");
    assert_eq!((code, out.contains("1 intact")), (0, true), "{out}");
    let (code, _, err) = run_in(data.path(), &copy, "");
    assert_eq!((code, err.contains("is not empty")), (2, true), "{err}");
    let nowhere = other.path().join("nowhere");
    let (code, _, err) =
        run_in(data.path(), &["store", "copy", &nowhere.display().to_string(), &to_text, "--lang", "en"], "");
    assert_eq!((code, err.contains("there is nothing in")), (2, true), "{err}");
    assert!(!nowhere.exists(), "looking for a store makes none");
}
