//! Sample replies: what they say of themselves against what is heard.

use super::*;

/// The good scenario with these examples in its first beat.
fn with(examples: &str) -> Library {
    let text = GOOD.replace("draft: (text", &format!("examples: [{examples}], draft: (text"));
    library(&[("good.ron", &text), ("desks/shop.ron", DESK)])
}

fn report(examples: &str, format: Format, language: Language) -> (String, u8) {
    check(&[], &with(examples), format, language, false)
}

#[test]
fn an_example_that_is_heard_as_it_says_is_no_news() {
    let (text, code) =
        report("(says: \"I'm so sorry about that.\", acts: [apologise])", Format::Text, Language::En);
    assert_eq!((text.as_str(), code), ("1 checked, no faults.\n", 0));
}

#[test]
fn an_example_that_is_heard_otherwise_is_worth_a_look_and_no_fault() {
    let blame =
        "(says: \"That's your own fault, you should have checked the address yourself.\", acts: [thank])";
    let (text, code) = report(blame, Format::Text, Language::En);
    assert_eq!(code, 0, "{text}");
    for words in
        ["worth a look[misheard]", "good.ron:", "nothing of this is heard in it: thanks", "heard as blame"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let (text, _) = report(blame, Format::Text, Language::Zh);
    for words in ["请留意[misheard]", "完全没听出“致谢”", "听成了“"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let (json, code) = report(blame, Format::Json, Language::En);
    let entries: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!((entries.len(), code), (1, 0));
    assert_eq!(entries[0]["level"], "doubt");
    assert_eq!(entries[0]["code"], "misheard");
}

#[test]
fn an_example_that_tells_a_fact_wrongly_is_worth_a_look() {
    let (text, _) =
        report("(says: \"You have it in 10 days.\", tells: [\"time\"])", Format::Text, Language::En);
    assert!(text.contains("it tells `time` wrongly"), "{text}");
}

#[test]
fn an_example_of_nothing_and_of_a_fact_that_is_not_there_are_faults() {
    let (_, code) = report("(says: \"Hello.\")", Format::Text, Language::En);
    assert_eq!(code, 1);
    let (text, code) = report("(says: \"Soon.\", tells: [\"tame\"])", Format::Text, Language::En);
    assert_eq!(code, 1);
    assert!(text.contains("did you mean `time`?"), "{text}");
}
