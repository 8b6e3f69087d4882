//! Lexicon files: what is wrong with them is said with its place.

use super::*;

#[test]
fn the_fingerprint_follows_the_lexicon() {
    let one = Listener::parse(&[("en.ron", "(language: \"en\")")]).expect("parses");
    let two = Listener::parse(&[("en.ron", "(language: \"en\", negators: [\"not\"])")]).expect("parses");
    assert_ne!(one.fingerprint(), two.fingerprint());
    assert_eq!(one.fingerprint().len(), 64);
}

#[rstest]
#[case("(language: \"en\", acts: { \"apologize\": (base: 0) })", "\"apologize\"", FaultKind::UnknownAct { name: "apologize".to_owned(), nearest: Some("apologise".to_owned()) })]
#[case("(language: \"en\", negators: [\"  \"])", "\"  \"", FaultKind::EmptyPhrase)]
#[case("(language: \"en\", acts: { \"thank\": (base: 0, groups: { \"a\": (points: 1, phrases: [\"ta\", \"Ta\"]) }) })", "", FaultKind::DoublePhrase("Ta".to_owned()))]
#[case("(language: \"en\", negators: [\"<nope> x\"])", "\"<nope> x\"", FaultKind::UnknownClass("nope".to_owned()))]
#[case("(language: \"en\", negators: [\"(a|b\"])", "\"(a|b\"", FaultKind::BrokenPattern("(a|b".to_owned()))]
#[case("(language: \"en\", acts: { \"thank\": (base: 0, marks: { \"blue\": 1 }) })", "\"blue\"", FaultKind::UnknownMark("blue".to_owned()))]
fn a_fault_in_a_lexicon_names_its_place(#[case] source: &str, #[case] place: &str, #[case] what: FaultKind) {
    let faults = Listener::parse(&[("my.ron", source)]).expect_err("faulty");
    let fault = faults.first().expect("one");
    assert_eq!(fault.what, what);
    if !place.is_empty() {
        assert_eq!(source.get(fault.from..fault.to), Some(place));
    }
}

#[test]
fn all_faults_of_all_files_are_reported_at_once() {
    let faults = Listener::parse(&[
        ("a.ron", "(language: \"en\", negators: [\"\", \"(a\"])"),
        ("b.ron", "(language: \"zh\", holds: [\"<x>\"])"),
        ("c.ron", "(language: \"zh\",,)"),
    ]);
    let files: Vec<_> = faults.expect_err("faulty").into_iter().map(|fault| fault.file).collect();
    assert_eq!(files, ["a.ron", "a.ron", "b.ron", "c.ron"]);
}

#[test]
fn a_language_given_twice_is_a_fault() {
    let faults = Listener::parse(&[("a.ron", "(language: \"en\")"), ("b.ron", "(language: \"en\")")])
        .expect_err("faulty");
    assert_eq!(faults.first().map(|fault| fault.what.clone()), Some(FaultKind::DoubleLanguage));
}

#[test]
fn a_faulty_line_is_an_error_and_a_good_one_is_answered() {
    assert!(jsonl::answer(listener(), "{\"id\": 3}", None).is_err());
    let line =
        "{\"id\":\"x\",\"customer\":\"hi\",\"reply\":\"Thank you for telling me.\",\"situation\":\"s\"}";
    let answer = jsonl::answer(listener(), line, None).expect("answered");
    assert!(answer.starts_with("{\"id\":\"x\",\"acts\":[{\"act\":\""), "{answer}");
    assert!(answer.ends_with("\"empathy\":0}"), "{answer}");
}

#[test]
fn the_same_reply_is_always_heard_the_same() {
    let reply = "I'm so sorry, we got this wrong. I'll ring you by 6 pm.";
    assert_eq!(
        hear(reply),
        Listener::builtin().expect("parses").listen(&Moment {
            reply,
            customer: "",
            turn: None,
            tools: &[],
            samples: &[]
        })
    );
}

#[test]
fn durations_and_amounts_come_with_their_place() {
    let reply = "您付了¥899,三个工作日退。";
    let found = listener().quantities(reply, now());
    let words: Vec<_> = found.iter().map(|quantity| cut(reply, quantity.from, quantity.to)).collect();
    assert_eq!(words, ["¥899", "三个工作日"]);
    assert_eq!(found.last().map(|quantity| quantity.what.clone()), Some(Measure::WorkingDays(3, 3)));
}
