//! Scenario files that break while the program serves a customer.

use super::*;

/// A copy of what `first-day` needs, to be broken.
fn copied() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("desks")).unwrap();
    for name in ["house.ron", "roles.ron", "first-day.ron", "desks/retail.ron"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
        std::fs::copy(source, folder.path().join(name)).unwrap();
    }
    folder
}

fn shatter(folder: &Path) {
    for name in ["first-day.ron", "desks/retail.ron", "house.ron"] {
        std::fs::write(folder.join(name), "(format: 1, ").unwrap();
    }
}

/// Reads what is printed until it holds these words.
fn read_until(output: &mut impl BufRead, words: &str) -> String {
    let mut seen = String::new();
    while !seen.contains(words) {
        assert!(output.read_line(&mut seen).unwrap() > 0, "{words} is not in {seen}");
    }
    seen
}

#[test]
fn a_scenario_broken_while_it_is_played_is_played_to_its_debrief_and_resumed_from_what_was_kept() {
    let (data, scenarios) = (TempDir::new().unwrap(), copied());
    let folder = scenarios.path().to_str().unwrap();
    let play = |more: &[&str]| {
        let arguments = ["play", "--scenarios", folder, "--lang", "en"];
        hotseat(data.path()).args(arguments).args(more).spawn().unwrap()
    };
    let mut child = play(&["first-day"]);
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"Hello Ellie, what a worry before a birthday!\n").unwrap();
    read_until(&mut output, "before a birthday!");
    shatter(scenarios.path());
    input.write_all(b"/find_order O-64\nI will look after it.\n").unwrap();
    let seen = read_until(&mut output, "I will look after it.");
    assert!(seen.contains("Reading lamp Sol"), "{seen}");
    child.kill().unwrap();
    child.wait().unwrap();

    let mut again = play(&["--resume"]);
    again.stdin.take().unwrap().write_all(b"/articles address\nGoodbye!\n").unwrap();
    let Output { status, stdout, stderr } = again.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(0), "{err}");
    for expected in ["before a birthday!", "I will look after it.", "kb-address", "Debrief"] {
        assert!(out.contains(expected), "{expected} in {out}");
    }
    let (code, _, err) = run(&["play", "first-day", "--scenarios", folder, "--lang", "en"], "Hello!\n");
    assert_eq!(code, 2, "whoever begins it now is told");
    assert!(err.contains("first-day.ron:1:1"), "{err}");
}
