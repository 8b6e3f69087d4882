//! Facts as agents really tell them: 200 lines a language, written and labelled by models that did not
//! see how the listener works.

use std::collections::BTreeMap;

use hotseat::listen::{Moment, Truth};

use crate::shipped::{listener, scenario};

/// One line of the file: the scenario, the fact, how it is told (T, F, H, or - for not at all), and the reply.
struct Line {
    scenario: String,
    fact: String,
    expected: char,
    reply: String,
}

fn lines(language: &str) -> Vec<Line> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/told/{language}.tsv"));
    let text = std::fs::read_to_string(path).unwrap();
    let line = |line: &str| {
        let parts: Vec<&str> = line.split('\t').collect();
        let [scenario, fact, expected, reply] = parts[..] else { panic!("{line}") };
        let expected = expected.chars().next().unwrap();
        let reply = reply.replace(" // ", "\n");
        Line { scenario: scenario.to_owned(), fact: fact.to_owned(), expected, reply }
    };
    text.lines().map(line).collect()
}

/// What is heard of the fact: T, F, H or -.
fn heard(line: &Line) -> char {
    let (listener, scenario) = (listener(), scenario(&line.scenario, 0));
    let moment = Moment { reply: &line.reply, customer: "", turn: None, tools: &[], samples: &[] };
    let told = listener.attend(&moment).told(&scenario.file().facts, scenario.today());
    let of: Vec<Truth> = told.iter().filter(|one| one.fact == line.fact).map(|one| one.truth).collect();
    match of[..] {
        [] => '-',
        _ if of.contains(&Truth::False) => 'F',
        _ if of.contains(&Truth::True) => 'T',
        _ => 'H',
    }
}

/// How often each label was heard as each.
fn table(language: &str) -> BTreeMap<(char, char), usize> {
    let mut table = BTreeMap::new();
    for line in lines(language) {
        let heard = heard(&line);
        *table.entry((line.expected, heard)).or_default() += 1;
    }
    table
}

#[rstest::rstest]
fn what_is_not_false_is_hardly_ever_held_against_anybody(#[values("en", "zh")] language: &str) {
    let table = table(language);
    let count = |wanted: &dyn Fn(char, char) -> bool| -> usize {
        table.iter().filter(|((expected, heard), _)| wanted(*expected, *heard)).map(|(_, count)| count).sum()
    };
    let wrongly = count(&|expected, heard| expected != 'F' && heard == 'F');
    let innocent = count(&|expected, _| expected != 'F');
    assert!(wrongly * 50 <= innocent, "{wrongly} of {innocent} are held against somebody: {table:?}");
    let known = count(&|expected, heard| expected == 'T' && heard == 'T');
    let all = count(&|expected, _| expected == 'T');
    assert!(known * 10 >= all * 8, "{known} of {all} are heard: {table:?}");
}
