//! Kill -9: what was acknowledged is there afterwards.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hotseat::store::Chain;

use super::{answer, attempt, mei, now, open, say};

const DIR: &str = "HOTSEAT_TEST_KILL";

/// The part that is killed: takes up the open attempt or begins one, and says so after each append.
#[test]
#[ignore = "run by `no_acknowledged_action_is_lost_when_the_program_is_killed` as a process of its own"]
fn appends_until_killed() {
    let Some(dir) = env::var_os(DIR) else { return };
    let mut store = open(Path::new(&dir));
    let person = mei(&store);
    let (id, mut done) = match store.open_attempts(person).expect("a list").first() {
        Some(cut_off) => (cut_off.id, cut_off.actions),
        None => (store.begin(&attempt(person, 1)).expect("it begins"), 0),
    };
    let mut out = std::io::stdout();
    loop {
        store
            .append(id, done, &say(&format!("reply {}", done + 1)), &answer(done + 1), now(5))
            .expect("it is kept");
        done += 1;
        writeln!(out, "\nkept {done}").expect("somebody listens");
        out.flush().expect("somebody listens");
    }
}

fn start(dir: &Path) -> Child {
    Command::new(env::current_exe().expect("a path"))
        .args(["--exact", "store::kill::appends_until_killed", "--ignored", "--nocapture"])
        .env(DIR, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts")
}

#[test]
fn no_acknowledged_action_is_lost_when_the_program_is_killed() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut kept, mut acknowledged_in_all) = (0, 0);
    for round in 0..40_u64 {
        if round % 8 == 0 {
            // A fresh folder now and then, so that the first start is killed too.
            kept = 0;
            fs::remove_dir_all(dir.path()).expect("it is removed");
        }
        let chance = blake3::hash(&round.to_le_bytes());
        let chance = chance.as_bytes();
        let mut child = start(dir.path());
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let number = |line: String| line.strip_prefix("kept ").and_then(|number| number.parse::<u32>().ok());
        if round % 8 != 0 {
            let wanted = usize::from(chance[0] % 12) + 1;
            kept =
                lines.by_ref().map_while(Result::ok).filter_map(number).take(wanted).last().unwrap_or(kept);
        }
        std::thread::sleep(Duration::from_micros(u64::from(chance[1]) * 80));
        child.kill().expect("it is killed");
        child.wait().expect("it is gone");
        kept = lines.map_while(Result::ok).filter_map(number).last().unwrap_or(kept);
        acknowledged_in_all += u32::from(kept > 0);
        survives(dir.path(), kept, round);
    }
    assert!(acknowledged_in_all > 30, "too few rounds got as far as an acknowledgement");
}

/// Nothing acknowledged is missing, at most the one in flight is there besides, and the chain holds.
fn survives(dir: &Path, kept: u32, round: u64) {
    let store = open(dir);
    let person = mei(&store);
    let Some(cut_off) = store.open_attempts(person).expect("a list").into_iter().next() else {
        assert_eq!(kept, 0, "round {round}: the attempt is gone");
        return;
    };
    let log = store.load(cut_off.id).expect("no holes");
    let found = u32::try_from(log.entries.len()).expect("a few");
    assert!(found == kept || found == kept + 1, "round {round}: {kept} acknowledged, {found} found");
    for (number, entry) in (1..).zip(&log.entries) {
        assert_eq!((&entry.action, &entry.events), (&say(&format!("reply {number}")), &answer(number)));
    }
    assert_eq!(store.verify(cut_off.id), Ok(Chain::Intact { actions: found }), "round {round}");
}
