//! The same words typed otherwise are heard the same: spelling, case, width, punctuation, emoji, messages in a row.

use std::collections::BTreeSet;

use hotseat::listen::{Listener, Moment};
use hotseat::scenario::Act;
use serde_json::Value;

/// One small change to how a reply is typed.
type Change = fn(&str) -> String;

fn small(text: &str) -> String {
    text.to_lowercase()
}

fn shouted(text: &str) -> String {
    text.to_uppercase()
}

fn without_stops(text: &str) -> String {
    text.trim_end_matches(['.', '。', '!', '！']).to_owned()
}

fn without_commas(text: &str) -> String {
    text.replace(['，', ','], " ")
}

fn full_width(text: &str) -> String {
    let wide = |letter: char| match letter {
        ',' => '，',
        '?' => '？',
        '!' => '！',
        ':' => '：',
        '0'..='9' => char::from_u32(letter as u32 + 0xFEE0).unwrap(),
        other => other,
    };
    text.chars().map(wide).collect()
}

fn with_an_emoji(text: &str) -> String {
    format!("{text} 🙂")
}

fn with_spaces(text: &str) -> String {
    text.replace("。", "。 ").replace(". ", ".  ")
}

/// Two letters of the longest word change places.
fn misspelt(text: &str) -> String {
    let Some(word) = text.split(' ').filter(|word| word.is_ascii()).max_by_key(|word| word.len()) else {
        return text.to_owned();
    };
    if word.len() < 6 || word.len() == text.len() {
        return text.to_owned();
    }
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(2, 3);
    text.replacen(word, &letters.into_iter().collect::<String>(), 1)
}

const CHANGES: [(&str, Change); 8] = [
    ("small letters", small),
    ("capitals", shouted),
    ("no last stop", without_stops),
    ("no commas", without_commas),
    ("full width", full_width),
    ("an emoji", with_an_emoji),
    ("spaces", with_spaces),
    ("misspelt", misspelt),
];

fn heard(listener: &Listener, customer: &str, reply: &str) -> BTreeSet<Act> {
    let moment = Moment { reply, customer, turn: None, tools: &[], samples: &[] };
    let hearing = listener.listen(&moment).earned();
    hearing.acts.iter().filter(|one| one.heard).map(|one| one.act).collect()
}

/// Of every act heard before or after a change, the share that is heard both times, in percent, by change.
fn kept(language: &str) -> Vec<(&'static str, usize)> {
    let path = format!("{}/assets/listener/replies-{language}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let listener = Listener::builtin().unwrap();
    let rows: Vec<Value> = text.lines().step_by(12).map(|line| serde_json::from_str(line).unwrap()).collect();
    let share = |change: Change| {
        let (mut same, mut all) = (0, 0);
        for row in &rows {
            let (customer, reply) = (row["customer"].as_str().unwrap(), row["reply"].as_str().unwrap());
            let changed = change(reply);
            let before = heard(&listener, customer, reply);
            let after = heard(&listener, customer, &changed);
            same += before.intersection(&after).count();
            all += before.union(&after).count();
        }
        100 * same / all.max(1)
    };
    CHANGES.iter().map(|(name, change)| (*name, share(*change))).collect()
}

#[rstest::rstest]
fn a_small_change_in_typing_changes_little_of_what_is_heard(#[values("en", "zh")] language: &str) {
    let kept = kept(language);
    let mean = kept.iter().map(|(_, share)| share).sum::<usize>() / kept.len();
    assert!(mean >= 95, "{mean} % of the acts are the same: {kept:?}");
    assert!(kept.iter().all(|(_, share)| *share >= 85), "{kept:?}");
}

#[rstest::rstest]
#[case(
    "陈女士，真的很抱歉让您等了三天，换谁都会着急。这件事我来负责，今晚六点前给您回电话。",
    "陳女士，真的很抱歉讓您等了三天，換誰都會著急。這件事我來負責，今晚六點前給您回電話。"
)]
#[case(
    "麻烦您报一下订单号和手机尾号，我帮您查一查这笔钱退到哪儿了。",
    "麻煩您報一下訂單號和手機尾號，我幫您查一查這筆錢退到哪兒了。"
)]
#[case("这不归我管，您自己去问别的部门吧。", "這不歸我管，您自己去問別的部門吧。")]
fn traditional_characters_are_heard_like_simplified_ones(
    #[case] simplified: &str,
    #[case] traditional: &str,
) {
    let listener = Listener::builtin().unwrap();
    let plain = heard(&listener, "你们到底管不管？", simplified);
    assert!(!plain.is_empty());
    assert_eq!(heard(&listener, "你們到底管不管？", traditional), plain);
}
