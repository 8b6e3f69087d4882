//! A program killed while a customer is being served.

use super::*;
use hotseat::store::{PersonId, Store};
use uuid::Uuid;

/// Kills tried.
const KILLS: u64 = 200;

/// A number that looks random and is the same in every run of the test.
fn roll(seed: u64) -> u64 {
    let mixed = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
}

#[test]
fn killed_at_any_moment_no_acknowledged_action_is_lost_and_the_session_resumes() {
    let data = TempDir::new().unwrap();
    for kill in 0..KILLS {
        let name = format!("k{kill}");
        let acknowledged = killed(data.path(), &name, roll(kill));
        let store = Store::open(data.path()).unwrap();
        let person =
            store.person(&name, PersonId(Uuid::from_u64_pair(1, kill)), jiff::Timestamp::UNIX_EPOCH).unwrap();
        let open = store.open_attempts(person.id).unwrap();
        let Some(attempt) = open.first() else {
            assert_eq!(acknowledged, 0, "kill {kill} lost the attempt");
            continue;
        };
        let kept = store.load(attempt.id).unwrap().entries.len();
        assert!(kept >= acknowledged, "kill {kill}: {kept} kept, {acknowledged} acknowledged");
        drop(store);
        let (code, out, err) =
            run_in(data.path(), &["play", "--resume", "--name", &name, "--lang", "en"], "/history\n");
        assert_eq!(code, 0, "kill {kill}: {err}");
        for number in 0..acknowledged {
            assert!(
                out.contains(&format!("line {number} about the lamp")),
                "kill {kill}: line {number} in {out}"
            );
        }
    }
}

/// Plays until it is killed; returns how many messages were acknowledged on standard output before.
fn killed(data: &Path, name: &str, roll: u64) -> usize {
    let mut child = hotseat(data)
        .args(["play", "first-day", "--name", name, "--lang", "en", "--seed", "0"])
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let last = usize::try_from(roll % 4).unwrap();
    for number in 0..8 {
        // The kill comes while lines are still being played, so that writing may fail.
        input.write_all(format!("/more line {number} about the lamp\n").as_bytes()).ok();
    }
    let mut acknowledged = 0;
    let mut line = String::new();
    while output.read_line(&mut line).unwrap() > 0 {
        acknowledged += usize::from(line.contains(" about the lamp"));
        if acknowledged > last {
            std::thread::sleep(std::time::Duration::from_micros(roll % 3_000));
            break;
        }
        line.clear();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    line.clear();
    while output.read_line(&mut line).unwrap() > 0 {
        acknowledged += usize::from(line.contains(" about the lamp") && line.ends_with('\n'));
        line.clear();
    }
    acknowledged
}
