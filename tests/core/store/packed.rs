//! Packed texts: what was kept is what is read, in a fraction of the space.

use std::sync::Arc;

use hotseat::scenario::{Language, Library};
use hotseat::score::score;
use hotseat::session::{Action, Deed, Mode, Phase, Session, Ticket};
use hotseat::store::packed::{pack, unpack};
use proptest::prelude::*;
use rstest::rstest;

use crate::shipped;

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was(text in ".{0,400}") {
        prop_assert_eq!(unpack(&pack(&text)), Ok(text));
    }

    #[test]
    fn bytes_that_are_no_packed_text_are_an_error_or_a_text_but_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut frame = vec![1];
        frame.extend(&bytes);
        prop_assert!(unpack(&frame).is_err());
        unpack(&bytes).ok();
    }
}

#[test]
fn a_log_takes_less_than_a_fifth_of_its_space() {
    let session = shipped::played("angry-complaint", "model", "zh");
    let text = serde_json::to_string(session.log()).expect("JSON");
    assert!(pack(&text).len() * 5 < text.len(), "{} of {}", pack(&text).len(), text.len());
}

#[test]
fn a_text_of_an_older_layout_is_read_as_it_stands() {
    assert_eq!(unpack(br#"[{"at":0}]"#), Ok(r#"[{"at":0}]"#.to_owned()));
}

#[rstest]
#[case(&[1], "unpacked")]
#[case(&[1, 0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF], "unpacked")]
#[case(&[2, 0x28], "dictionary 2")]
#[case(&[0xFF, 0xFE], "utf-8")]
fn damaged_bytes_say_what_is_wrong(#[case] bytes: &[u8], #[case] said: &str) {
    let error = unpack(bytes).expect_err("it is no text");
    assert!(error.contains(said), "{error}");
}

/// A frame that says it holds a terabyte.
#[test]
fn a_damaged_length_asks_for_no_memory() {
    let huge = [&[1, 0x28, 0xB5, 0x2F, 0xFD, 0xE0], &(1_u64 << 40).to_le_bytes()[..], &[1, 0, 0]].concat();
    assert!(unpack(&huge).is_err());
}

/// How the dictionary was made: sessions on the shipped scenarios with replies from the listener's corpus. Another one
/// must get another number (`src/store/packed.rs`), since what is kept was packed with this one.
#[test]
#[ignore = "writes assets/store/pack-1.dict, which is never written again once a store was kept with it"]
fn the_dictionary_is_trained_on_sessions_that_were_played() {
    let mut texts = Vec::new();
    for (language, file) in [(Language::En, "replies-en.jsonl"), (Language::Zh, "replies-zh.jsonl")] {
        let corpus = std::fs::read_to_string(format!("assets/listener/{file}")).expect("the corpus");
        let said = |line: &str| {
            serde_json::from_str::<serde_json::Value>(line).ok()?["reply"].as_str().map(str::to_owned)
        };
        let mut replies = corpus.lines().filter_map(said).step_by(5);
        for id in Library::embedded().ids().expect("a list") {
            for (seed, mode) in (0..24).flat_map(|seed| [(seed, Mode::Practice), (seed, Mode::Certify)]) {
                let scenario = shipped::scenario(&id, seed);
                let mut session = Session::begin(scenario, shipped::listener(), language, mode, seed);
                texts.push(serde_json::to_string(session.log()).expect("JSON"));
                for (turn, reply) in replies.by_ref().take(3).enumerate() {
                    let articles: Vec<_> = session.scenario().file().desk.articles.keys().cloned().collect();
                    let article = articles[turn % articles.len()].clone();
                    for deed in [Deed::Say(reply), Deed::Read(article), Deed::SendDraft] {
                        keep(&mut session, deed, &mut texts);
                    }
                }
                for deed in [Deed::EndContact, Deed::WrapUp(Ticket::default())] {
                    keep(&mut session, deed, &mut texts);
                }
                texts.push(serde_json::to_string(&score(session.scenario(), session.log())).expect("JSON"));
            }
            for who in ["model", "second", "rude", "nothing"] {
                let path = shipped::run_file(&id, who, if language == Language::Zh { "zh" } else { "en" });
                if !path.exists() {
                    continue;
                }
                let run = hotseat::session::Run::read(&std::fs::read_to_string(path).expect("a run"))
                    .expect("it reads");
                let scenario = shipped::scenario(&run.scenario, run.seed);
                let mut session =
                    Session::begin(Arc::clone(&scenario), shipped::listener(), language, run.mode, run.seed);
                for action in run.actions {
                    apply(&mut session, &action, &mut texts);
                }
                texts.push(serde_json::to_string(&score(session.scenario(), session.log())).expect("JSON"));
            }
        }
    }
    let dictionary = zstd::dict::from_samples(&texts, 96 << 10).expect("a dictionary");
    std::fs::write("assets/store/pack-1.dict", dictionary).expect("it is written");
}

fn keep(session: &mut Session, deed: Deed, texts: &mut Vec<String>) {
    if !matches!(session.phase(), Phase::Ended(_)) {
        apply(session, &Action::new(7, 4, deed), texts);
    }
}

fn apply(session: &mut Session, action: &Action, texts: &mut Vec<String>) {
    if let Ok(events) = session.apply(action) {
        texts.push(serde_json::to_string(&events).expect("JSON"));
        texts.push(serde_json::to_string(action).expect("JSON"));
    }
}
