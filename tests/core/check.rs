//! Checking scenario files: every fault at once, at its place, with a remedy.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hotseat::cli::check::{Format, check, check_file, render};
use hotseat::scenario::folder::Library;
use hotseat::scenario::parse::parse;
use hotseat::scenario::{Language, Problem};
use proptest::prelude::*;

mod bad_input;
mod examples;
mod reading;

/// A small shared desk and a scenario that checks clean with it.
const DESK: &str = include_str!("../broken/desks/shop.ron");
const GOOD: &str = r#"(
    format: 1, id: "good", title: "A question", languages: ["en"], now: "2026-05-18 10:05",
    kind: Question, level: 1, minutes: 5, briefing: "A shop for lamps.",
    customer: (name: "Dana", mood: (anger: 10, worry: 10, trust: 50)),
    desk: "desks/shop.ron",
    facts: { "time": (is: ["3 working days"], wrong: ["10 days"], from: [Article("kb-refund")]) },
    start: "hello",
    beats: {
        "hello": (
            says: ["Where is my lamp?"],
            hears: [(when: All([Act(inform), Tells("time")]), to: "bye"), (when: Not(Act(feel)), mood: (anger: 5))],
            draft: (text: "In 10 days.", faults: [(is: WrongFact("time"), words: "10 days")]),
        ),
        "bye": (says: ["Thanks, bye."], ends: Resolved),
    },
    goal: (any: [Is("orders.O-1.state", "refunded")], told: ["time"]),
    variants: { "minutes": [4, 5], "desk": [(base: "desks/shop.ron", policies: ["None."])] },
)"#;

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

fn library(files: &[(&str, &str)]) -> Library {
    Library::of(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

fn shop() -> BTreeMap<String, String> {
    BTreeMap::from([("desks/shop.ron".to_owned(), DESK.to_owned())])
}

fn codes(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.what.code()).collect()
}

fn shown(problems: &[Problem], language: Language) -> String {
    let mut out = String::new();
    for problem in problems {
        let _ = writeln!(out, "{}\n", render(problem, language, false));
    }
    out
}

/// The ids of the broken scenarios.
fn rules() -> Vec<String> {
    let library = Library::open(&broken()).unwrap();
    library.ids().unwrap()
}

fn problems(id: &str) -> Vec<Problem> {
    Library::open(&broken())
        .unwrap()
        .check(&format!("{id}.ron"))
        .into_iter()
        .map(|mut problem| {
            let name = problem.source.name.replace(&format!("{}/", broken().display()), "");
            let text = problem.source.text.clone();
            problem.source =
                std::sync::Arc::new(hotseat::scenario::problem::Source { name: name.clone(), text });
            for related in &mut problem.related {
                related.source = problem.source.clone();
            }
            problem
        })
        .collect()
}

#[test]
fn every_rule_shows_its_whole_diagnostic() {
    for id in rules() {
        insta::with_settings!({ snapshot_path => "snapshots/broken", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(id.clone(), shown(&problems(&id), Language::En));
        });
    }
}

#[test]
fn problems_are_worded_in_chinese_too() {
    for id in
        ["many", "unknown-beat", "syntax-full-width", "goal-out-of-reach", "wrong-type", "never-allowed"]
    {
        insta::with_settings!({ snapshot_path => "snapshots/broken", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{id}.zh"), shown(&problems(id), Language::Zh));
        });
    }
}

#[test]
fn every_fault_has_words_in_both_languages() {
    for problem in rules().iter().flat_map(|id| problems(id)) {
        for language in Language::ALL {
            let words = hotseat::locale::problem::words(&problem.what, language);
            assert!(!words.what.is_empty() && !words.remedy.is_empty(), "{:?}", problem.what);
        }
    }
}

/// The codes as they stand in the source, so that a new one cannot be forgotten.
fn all_codes() -> Vec<String> {
    let source =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scenario/fault.rs")).unwrap();
    source
        .lines()
        .filter_map(|line| Some(line.split_once("=> \"")?.1.split_once('"')?.0.to_owned()))
        .collect()
}

#[test]
fn every_code_has_a_broken_file() {
    let found: Vec<&str> = rules().iter().flat_map(|id| codes(&problems(id))).collect();
    // These are about the file as a whole, which no text in a folder can show; the last is a doubt and no fault.
    let elsewhere = ["missing-file", "denied", "no-file", "too-large", "not-utf8", "unreadable", "misheard"];
    for code in all_codes() {
        assert!(
            found.contains(&&*code) || elsewhere.contains(&&*code),
            "no file in tests/broken shows {code}"
        );
    }
}

#[test]
fn every_broken_file_is_found_faulty_by_its_name() {
    for id in rules() {
        let found = codes(&problems(&id));
        let named =
            all_codes().into_iter().filter(|code| id.starts_with(code.as_str())).max_by_key(String::len);
        match named {
            Some(code) => assert!(found.contains(&&*code), "{id} shows {found:?}"),
            None => assert!(!found.is_empty(), "{id} is clean"),
        }
    }
}

#[test]
fn a_good_scenario_has_no_problems_and_plays_by_seed() {
    let good = parse("good", GOOD, &shop()).unwrap();
    assert_eq!(good.file().minutes, 5);
    assert_eq!(good.file().desk.tools.len(), 2, "the shared desk is merged in");
    let mut files = shop();
    files.insert("good.ron".to_owned(), GOOD.to_owned());
    let library = Library::of(files);
    let minutes: Vec<u8> =
        (1..20).map(|seed| library.scenario("good", seed).unwrap().file().minutes).collect();
    assert!(minutes.contains(&4) && minutes.contains(&5), "seeds draw either value: {minutes:?}");
    assert_eq!(
        minutes,
        (1..20).map(|seed| library.scenario("good", seed).unwrap().file().minutes).collect::<Vec<_>>()
    );
    assert_eq!(
        library.scenario("good", 3).unwrap().hash(),
        good.hash(),
        "the hash is of the files, not of the draw"
    );
}

#[test]
fn the_hash_follows_every_file_that_is_read() {
    let hash = |desk: &str, house: Option<&str>| {
        let mut files = BTreeMap::from([
            ("good.ron".to_owned(), GOOD.to_owned()),
            ("desks/shop.ron".to_owned(), desk.to_owned()),
        ]);
        files.extend(house.map(|house| ("house.ron".to_owned(), house.to_owned())));
        let scenario = Library::of(files).scenario("good", 0).unwrap();
        let again = Library::of(scenario.sources().iter().cloned()).scenario("good", 0).unwrap();
        assert_eq!(again.hash(), scenario.hash(), "what was kept makes the same scenario again");
        scenario.hash().to_owned()
    };
    let house = include_str!("../../scenarios/house.ron");
    assert_ne!(hash(DESK, None), hash(&format!("{DESK}\n// more"), None));
    assert_ne!(hash(DESK, None), hash(DESK, Some(house)));
}

#[test]
fn shipped_scenarios_are_clean() {
    let (count, problems) = Library::embedded().check_all().unwrap();
    assert!(count > 0);
    assert!(problems.is_empty(), "{}", shown(&problems, Language::En));
}

#[test]
fn a_name_that_a_blanked_piece_defines_is_still_known() {
    let text = GOOD.replace("says: [\"Thanks, bye.\"]", "sayz: [\"Thanks, bye.\"], shows: 7");
    let found = parse("good", &text, &shop()).unwrap_err();
    assert_eq!(codes(&found), ["unknown-field", "wrong-type"], "{}", shown(&found, Language::En));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_bytes_makes_the_check_panic(
        changes in prop::collection::vec((0.0_f64..1.0, 0_usize..12, "[\"\\(\\)\\[\\]{},:/*\\\\r#a1 -。“\n]{0,4}"), 1..6)
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (place, gone, new) in changes {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
            let at = (place * bytes.len() as f64) as usize;
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, new.bytes());
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(problems) = parse("good", &text, &shop()) {
            prop_assert!(!problems.is_empty());
            for problem in &problems {
                prop_assert!(problem.source.text.get(problem.span.clone()).is_some(), "{:?}", problem);
                prop_assert!(!render(problem, Language::Zh, false).is_empty());
            }
        }
    }
}
