//! Ready replies are found by words and by pinyin, at the window and in the terminal alike.

use hotseat::scenario::Language;
use rstest::rstest;

use crate::shipped::scenario;

/// The names of the ready replies a query finds.
fn found(query: &str, language: Language) -> Vec<String> {
    let scenario = scenario("first-day", 0);
    scenario.house().replies(query, language).map(|(name, _)| name.to_owned()).collect()
}

#[rstest]
#[case::initials("wqcyx")]
#[case::in_full("woquchayixia")]
#[case::the_last_syllable_begun("woquch")]
#[case::mixed("wqcha")]
#[case::spaced("wo qu cha")]
#[case::in_capitals("WQCYX")]
#[case::full_width("ｗｑｃｙｘ")]
#[case::words("查一下")]
#[case::its_name("hold")]
fn a_chinese_reply_is_found_by(#[case] query: &str) {
    assert_eq!(found(query, Language::Zh), ["hold"]);
}

#[test]
fn every_reading_of_a_character_counts() {
    for query in ["dcgccx", "chongxin", "zhongxin"] {
        assert!(hotseat::scenario::pinyin::Readings::new("到此刚才重新查").read(query), "{query}");
    }
}

#[test]
fn letters_that_read_nothing_find_nothing() {
    for query in ["xyzzy", "hcyx yx", "查不到的词"] {
        assert_eq!(found(query, Language::Zh), [""; 0], "{query}");
    }
}

#[test]
fn nothing_typed_shows_every_reply() {
    let all = scenario("first-day", 0).house().macros.len();
    for query in ["", "  "] {
        assert_eq!(found(query, Language::Zh).len(), all);
    }
}

#[test]
fn words_may_stand_in_any_order_and_an_english_reply_is_no_pinyin() {
    assert_eq!(found("MINUTES look", Language::En), ["hold"]);
    // The letters stand one after another in "the name": across a gap they are no word.
    assert_eq!(found("hename", Language::En), [""; 0]);
    assert_eq!(found("letmelook", Language::En), [""; 0]);
}
