//! Chinese is written with Chinese punctuation, in the shipped files and in what the program says.

use std::path::PathBuf;

use hotseat::locale::rejected::rejected;
use hotseat::scenario::Language;
use hotseat::scenario::desk::Kind;
use hotseat::session::Rejected;
use regex::Regex;
use rstest::rstest;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

/// The marks of a text that belong to the other language; those within code, times and numbers are left out.
fn foreign(text: &str) -> Vec<String> {
    let code = Regex::new(r"`[^`]*`|\{[^}]*\}|\d:\d|\d,\d{3}").unwrap();
    let other = if is_chinese(text) { r"[,!?;:()]" } else { r"[，。！？；：（）、]" };
    let text = code.replace_all(text, "~");
    Regex::new(other).unwrap().find_iter(&text).map(|mark| mark.as_str().to_owned()).collect()
}

#[rstest]
fn the_texts_of_a_shipped_file_use_the_marks_of_their_language(
    #[files("scenarios/**/*.ron")]
    #[base_dir = "${CARGO_MANIFEST_DIR}"]
    path: PathBuf,
) {
    let source = std::fs::read_to_string(&path).unwrap();
    let quoted = Regex::new(r#"(?s)"((?:[^"\\]|\\.)*)""#).unwrap();
    let faults: Vec<_> = quoted
        .captures_iter(&source)
        .filter(|found| !foreign(&found[1]).is_empty())
        .map(|found| (source[..found.get(0).unwrap().start()].lines().count(), found[1].to_owned()))
        .collect();
    assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
}

#[test]
fn a_refused_argument_is_explained_in_the_marks_of_the_language() {
    let (tool, argument, given) = ("refund".to_owned(), "amount".to_owned(), "all".to_owned());
    let refusals = [
        Rejected::MissingArgument { tool: tool.clone(), argument: argument.clone() },
        Rejected::BadArgument { tool, argument, given, kind: Kind::Number },
    ];
    for why in &refusals {
        let said = rejected(why, Language::Zh);
        assert!(said.contains('：') && foreign(&said).is_empty(), "{said}");
    }
}
