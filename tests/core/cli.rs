//! The program as people and scripts use it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rstest::rstest;
use serde_json::Value;
use tempfile::TempDir;

mod away;
mod broken;
mod certificate;
mod everybody;
mod export;
mod kill;
mod leaving;
mod many;
mod report;
mod review;
mod team;

fn hotseat(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
    // With a screen the program would open its window.
    command.env_remove("DISPLAY");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("HOTSEAT_DATA", data).env("HOTSEAT_NAME", "Ann");
    for variable in ["HOTSEAT_LANG", "HOTSEAT_SCENARIOS", "HOTSEAT_LISTENER"] {
        command.env_remove(variable);
    }
    command.env("LANG", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs with these words and this input; returns exit code, standard output, standard error.
fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    let data = TempDir::new().unwrap();
    run_in(data.path(), arguments, input)
}

fn run_in(data: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = hotseat(data).args(arguments).spawn().unwrap();
    // A program that ends before it has read everything closes the pipe; that is its right.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn without_a_command_it_lists_the_scenarios_and_starts_the_one_chosen() {
    let (code, out, _) = run(&["--lang", "en"], "first-day\nHello, I can help you with that.\n");
    assert_eq!(code, 0);
    for expected in ["angry-complaint", "system-outage", "wrong-account-data", "You: Hello", "Debrief"] {
        assert!(out.contains(expected), "{expected} in {out}");
    }
}

#[test]
fn without_input_it_still_lists_the_scenarios() {
    let (code, out, _) = run(&["--lang", "zh"], "");
    assert_eq!(code, 0);
    assert!(out.contains("first-day") && out.contains("谁在等您"), "{out}");
}

#[test]
fn a_newcomer_plays_the_outage_in_chinese_to_the_debrief() {
    let input = "您好，我是客服，先别急，我马上帮您看。\n/状态\n/知识库\n/工具\n/结束\n\n\n\n\n\n";
    let (code, out, err) = run(&["play", "system-outage", "--lang", "zh"], input);
    assert_eq!(code, 0, "{err}");
    for expected in ["复盘", "共情", "工具使用", "解决问题", "客户情绪变化"] {
        assert!(out.contains(expected), "{expected} in {out}");
    }
}

#[test]
fn at_the_end_of_input_the_debrief_is_printed() {
    let (code, out, _) = run(&["play", "first-day", "--lang", "en"], "Hello!\n");
    assert_eq!(code, 0);
    assert!(out.contains("Debrief") && out.contains("abandoned"), "{out}");
}

#[test]
fn learn_mode_shows_what_was_heard_and_practice_does_not() {
    let words = "I'm so sorry about that, I will sort it out right away.\n";
    let (_, learn, _) = run(&["play", "first-day", "--mode", "learn", "--lang", "en"], words);
    assert!(learn.contains("heard:") && learn.contains("anger"), "{learn}");
    let (_, practice, _) = run(&["play", "first-day", "--lang", "en"], words);
    assert!(!practice.contains("heard:"), "{practice}");
}

#[test]
fn a_step_of_the_mood_is_worded_as_in_the_debrief() {
    let (_, out, _) = run(
        &["play", "first-day", "--mode", "learn", "--lang", "zh"],
        "真对不起，让您着急了。这事我来帮您办。\n",
    );
    let step = out.lines().find(|line| line.contains("信任 +")).expect("the mood moved");
    assert!(step.contains("，信任 +") && !step.contains(", "), "{step}");
}

#[test]
fn a_recorded_session_replays_to_the_same_hash() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("run.ron");
    let file = file.to_str().unwrap();
    let input = "Hello, what a pity about the lamp!\n/wait 20\n/find_order O-1\nCould you give me your order number?\n";
    let (code, _, err) = run(&["play", "first-day", "--seed", "5", "--record", file, "--lang", "en"], input);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = run(&["replay", file, "--format", "json"], "");
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).unwrap();
    let recorded = std::fs::read_to_string(file).unwrap();
    assert!(recorded.contains(report["hash"].as_str().unwrap()));
}

#[test]
fn a_run_changed_by_hand_is_named_altered() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("run.ron");
    run(&["play", "first-day", "--record", file.to_str().unwrap()], "Hello there!\n");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Hello there!", "Goodbye!")).unwrap();
    let (code, _, err) = run(&["replay", file.to_str().unwrap(), "--lang", "en"], "");
    assert_eq!(code, 1);
    assert!(err.starts_with("altered"), "{err}");
}

#[test]
fn the_json_of_a_replay_has_the_documented_shape() {
    let (code, out, err) = run(&["replay", "tests/runs/first-day.model.en.ron", "--format", "json"], "");
    assert_eq!(code, 0, "{err}");
    let report: Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    for key in [
        "scenario",
        "language",
        "seed",
        "hash",
        "outcome",
        "abilities",
        "overall",
        "uncapped",
        "low",
        "high",
        "passed",
        "critical",
        "rating",
        "findings",
        "mood",
    ] {
        assert!(keys.contains(&key), "{key} in {keys:?}");
    }
    for ability in ["empathy", "tools", "resolution"] {
        assert!(
            report["abilities"][ability]["score"].is_u64() && report["abilities"][ability]["rated"] == true
        );
    }
    let finding = &report["findings"][0];
    for key in ["ability", "points", "of", "why", "events", "words"] {
        assert!(!finding[key].is_null(), "{key} in {finding}");
    }
    assert_eq!(report["mood"][0].as_array().unwrap().len(), 4);
}

#[test]
fn another_process_gives_the_same_hash() {
    let hash = || {
        let (_, out, _) = run(&["replay", "tests/runs/first-day.model.zh.ron", "--format", "json"], "");
        serde_json::from_str::<Value>(&out).unwrap()["hash"].as_str().unwrap().to_owned()
    };
    let here = crate::shipped::played("first-day", "model", "zh").hash();
    assert_eq!(hash(), here);
    assert_eq!(hash(), here);
}

#[test]
fn listening_answers_each_line_with_offsets_in_characters() {
    let input =
        "{\"id\":\"1\",\"lang\":\"zh\",\"customer\":\"灯坏了\",\"reply\":\"😀非常抱歉，我马上处理。\"}\n\n";
    let (code, out, err) = run(&["listen", "--format", "json"], input);
    assert_eq!(code, 0, "{err}");
    let answer: Value = serde_json::from_str(out.trim()).unwrap();
    assert_eq!(answer["id"], "1");
    let acts = answer["acts"].as_array().unwrap();
    assert!(acts.iter().any(|act| act["act"] == "apologise" && act["heard"] == true), "{answer}");
    for act in acts {
        let (from, to) = (act["from"].as_u64().unwrap(), act["to"].as_u64().unwrap());
        assert!(from < to && to <= 12, "{act}");
        assert!((0.0..=1.0).contains(&act["sure"].as_f64().unwrap()));
    }
}

#[test]
fn listening_with_a_scenario_says_which_of_its_facts_are_told() {
    let input = "{\"id\":\"1\",\"reply\":\"The money is on your card within 3 working days.\"}\n";
    let (code, out, err) = run(&["listen", "--scenario", "angry-complaint"], input);
    assert_eq!(code, 0, "{err}");
    let answer: Value = serde_json::from_str(out.trim()).unwrap();
    assert_eq!(answer["told"][0]["fact"], "refund_time", "{answer}");
    assert_eq!(answer["told"][0]["truth"], "True", "{answer}");
}

#[test]
fn a_line_that_is_no_reply_is_named_and_the_others_are_answered() {
    let input = "{\"id\":\"1\",\"customer\":\"\",\"reply\":\"Hello!\"}\nnonsense\n{\"id\":\"3\",\"reply\":\"Bye!\"}\n";
    let (code, out, err) = run(&["listen", "--lang", "en"], input);
    assert_eq!(code, 1);
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(err.contains("line 2"), "{err}");
}

#[test]
fn labelled_replies_that_cannot_be_read_are_named_with_their_lines() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("ours.jsonl");
    let good = r#"{"id":"a","lang":"en","situation":"s","reply":"Hello","acts":["greet"]}"#;
    let bad = good.replace("greet", "wave").replace("\"a\"", "\"b\"");
    let much = good.replace("\"a\"", "\"c\"").replace("\"reply\"", "\"empathy\":7,\"reply\"");
    std::fs::write(&file, format!("{good}\n{bad}\n{good}\n{much}\n")).unwrap();
    let name = file.display().to_string();
    let (code, _, err) = run(&["listener", "measure", &name, "--lang", "en"], "");
    assert_eq!(code, 2);
    assert!(err.contains("ours.jsonl:2: not a labelled reply"), "{err}");
    assert!(err.contains("ours.jsonl:3: the id “a” stands here a second time"), "{err}");
    assert!(err.contains("ours.jsonl:4: empathy is 0, 1 or 2"), "{err}");
}

#[test]
fn measuring_prints_the_lines_of_the_yardstick() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("ours.jsonl");
    let reply = r#"{"id":"a","lang":"en","situation":"s","reply":"Thank you for telling me.","acts":["thank"],"empathy":0}"#;
    std::fs::write(&file, reply).unwrap();
    let (code, out, err) = run(&["listener", "measure", &file.display().to_string()], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("replies 1\nmacro F1 1.000"), "{out}");
    assert!(out.contains("  thank        F1 1.00   hit   1  false   0  missed   0"), "{out}");
}

#[rstest]
#[case(&["play", "angry-complain"], "Did you mean `angry-complaint`?")]
#[case(&["replay", "nowhere.ron"], "nowhere.ron")]
#[case(&["play", "first-day", "--scenarios", "nowhere"], "nowhere")]
#[case(&["play", "first-day", "--listener", "nowhere"], "nowhere")]
#[case(&["play", "--resume"], "no session was broken off")]
#[case(&["play", "first-day", "--data", "Cargo.toml"], "Cargo.toml")]
fn what_cannot_run_is_said_in_a_line_and_exits_with_2(#[case] arguments: &[&str], #[case] named: &str) {
    let arguments: Vec<&str> = ["--lang", "en"].iter().chain(arguments).copied().collect();
    let (code, _, err) = run(&arguments, "");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains(named), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn a_run_that_is_no_run_is_said_with_its_place() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("half.ron");
    std::fs::write(&file, "(scenario: \"first-day\", language: \"en\", actions: [\n  (do: Say(\"Hel")
        .unwrap();
    let (code, _, err) = run(&["replay", file.to_str().unwrap(), "--lang", "en"], "");
    assert_eq!(code, 2);
    assert!(err.contains("half.ron:2:"), "{err}");
}

#[test]
fn rough_input_never_panics() {
    let rough = format!(
        "{}\n\u{202e}evil\u{0007}\u{001b}[31m\n🙂\n/more\n/edit\n/tool\n/tool x=\n/read\n/consult\n/handover\n//slash\n/reject nonsense\n/wait -1\n/wait 99999999999\n/back\n",
        "长".repeat(100_000)
    );
    let (code, out, err) = run(&["play", "first-day", "--lang", "en"], &rough);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("100000 characters"), "too long is said");
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "nothing in it commands the terminal");
    assert!(out.contains("Debrief"));
}

#[test]
fn bytes_that_are_no_text_are_shown_as_such() {
    let data = TempDir::new().unwrap();
    let mut child = hotseat(data.path()).args(["play", "first-day"]).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"\xff\xfe\x00hello\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn help_speaks_both_languages() {
    let (_, english, _) = run(&["--help", "--lang", "en"], "");
    let (_, chinese, _) = run(&["--help", "--lang", "zh"], "");
    assert!(english.contains("Usage:") && english.contains("Commands"), "{english}");
    assert!(chinese.contains("用法：") && chinese.contains("命令"), "{chinese}");
    assert!(!chinese.contains("Usage") && !chinese.contains("Options"), "{chinese}");
}

#[test]
fn new_writes_a_scenario_that_checks_clean_and_plays() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path().to_str().unwrap();
    let answers = "late-cake\n1\nThe late cake\n1\n2\nKim Lee\nMy birthday cake never came.\n";
    let (code, out, err) = run(&["new", "--scenarios", folder, "--lang", "en"], answers);
    assert_eq!(code, 0, "{out}{err}");
    let (code, out, _) = run(&["check", folder, "--lang", "en"], "");
    assert_eq!(code, 0, "{out}");
    let (code, out, _) = run(&["play", "late-cake", "--scenarios", folder, "--lang", "en"], "Hello!\n");
    assert_eq!(code, 0);
    assert!(out.contains("My birthday cake never came."), "{out}");
}

#[test]
fn a_lexicon_is_checked_like_a_scenario() {
    let (code, out, _) = run(&["check", "assets/listener", "--lang", "en"], "");
    assert_eq!((code, out.as_str()), (0, "2 checked, no faults.\n"));
    let folder = TempDir::new().unwrap();
    let text = std::fs::read_to_string("assets/listener/zh.ron").unwrap();
    let faulty = text.replacen("\"apologise\": (", "\"apologize\": (", 1);
    std::fs::write(folder.path().join("zh.ron"), faulty).unwrap();
    let folder = folder.path().to_str().unwrap();
    let (code, out, _) = run(&["check", folder, "--lang", "en"], "");
    assert_eq!(code, 1);
    assert!(out.contains("error[unknown-act]") && out.contains("did you mean `apologise`?"), "{out}");
    let (_, out, _) = run(&["check", folder, "--format", "json", "--lang", "zh"], "");
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report[0]["code"], "unknown-act");
}

#[rstest]
#[case("/常用语 wqcyx")]
#[case("/常用语 woqucha")]
#[case("/macros 查一下")]
fn the_terminal_finds_a_ready_reply_by_pinyin_and_by_words(#[case] line: &str) {
    let (code, out, _) = run(&["play", "first-day", "--lang", "zh"], &format!("{line}\n"));
    assert_eq!(code, 0);
    assert!(out.contains("我去查一下") && !out.contains("我跟您确认一遍"), "{out}");
}

#[test]
fn a_search_for_ready_replies_that_finds_none_says_so() {
    let (_, out, _) = run(&["play", "first-day", "--lang", "en"], "/macros xyzzy\n");
    assert!(out.contains("No ready reply fits."), "{out}");
    let (_, out, _) = run(&["play", "first-day", "--lang", "zh"], "/常用语 xyzzy\n");
    assert!(out.contains("没有符合的常用语。"), "{out}");
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = run(&["completions", shell], "");
        assert_eq!(code, 0);
        assert!(out.contains("replay"), "{shell}");
    }
}
