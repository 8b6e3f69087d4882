//! Learning from labelled replies: the same on every machine, good on situations left out, clear about bad files.

use std::sync::LazyLock;

use hotseat::listen::ModelError;
use hotseat::listen::measure::measure;
use hotseat::listen::train::{Labelled, LeftOut, train};

use super::*;

fn shipped(language: &str) -> Vec<Labelled> {
    let file = format!("{}/assets/listener/replies-{language}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).expect("shipped");
    text.lines().map(|line| serde_json::from_str(line).expect("a labelled reply")).collect()
}

/// What the shipped replies teach.
static LEARNED: LazyLock<(Vec<u8>, Vec<LeftOut>)> = LazyLock::new(|| {
    let replies: Vec<Labelled> = ["en", "zh"].into_iter().flat_map(shipped).collect();
    train(&Listener::untaught().expect("parses"), &replies)
});

#[test]
fn the_shipped_model_is_what_the_shipped_replies_teach_byte_for_byte() {
    let shipped = include_bytes!("../../../assets/listener/replies.model");
    assert!(LEARNED.0 == shipped, "train again: hotseat listener train assets/listener/replies-*.jsonl -o …");
}

#[test]
fn on_situations_left_out_both_languages_are_heard_well_and_alike() {
    let f1: Vec<f64> = LEARNED.1.iter().map(|report| report.macro_f1).collect();
    assert!(f1.len() == 2 && f1.iter().all(|f1| *f1 >= 0.62), "{f1:?}");
    assert!((f1[0] - f1[1]).abs() <= 0.03, "{f1:?}");
}

#[test]
fn a_model_hears_what_it_learned_and_its_listener_has_a_fingerprint_of_its_own() {
    let mut replies = Vec::new();
    for at in 0..30 {
        for (act, words) in [("greet", "Ahoy there"), ("close", "Over and out")] {
            let line = format!(
                r#"{{"id":"{act}{at}","lang":"en","situation":"s{at}","reply":"{words}, number {at}.","acts":["{act}"]}}"#
            );
            replies.push(serde_json::from_str::<Labelled>(&line).expect("a labelled reply"));
        }
    }
    let plain = Listener::parse(&[("en.ron", "(language: \"en\")")]).expect("parses");
    let fingerprint = plain.fingerprint().to_owned();
    let taught = plain.taught(&train(&Listener::untaught().expect("parses"), &replies).0).expect("a model");
    assert_ne!(taught.fingerprint(), fingerprint);
    let moment = |reply| Moment { reply, customer: "", turn: None, tools: &[], samples: &[] };
    assert!(taught.listen(&moment("Ahoy there, friend.")).heard(Act::Greet));
    assert!(taught.listen(&moment("Over and out, friend.")).heard(Act::Close));
    assert!(!taught.listen(&moment("Over and out, friend.")).heard(Act::Greet));
}

#[test]
fn bytes_that_are_no_model_are_refused() {
    let listener = || Listener::untaught().expect("parses");
    assert_eq!(listener().taught(b"PNG").err(), Some(ModelError::Foreign));
    let whole = include_bytes!("../../../assets/listener/replies.model");
    assert_eq!(listener().taught(&whole[..whole.len() - 7]).err(), Some(ModelError::Damaged));
}

#[test]
fn measuring_counts_hits_misses_and_false_claims_and_passes_over_what_the_raters_were_unsure_of() {
    let line = r#"{"id":"1","lang":"en","situation":"s","customer":"Hi","reply":"Thank you for telling me.","acts":["close"],"unsure":["inform"],"empathy":0}"#;
    let measured = measure(listener(), &[serde_json::from_str(line).expect("a labelled reply")]);
    let of = |act: Act| measured.acts.iter().find(|(known, _)| *known == act).expect("every act").1;
    assert_eq!((of(Act::Thank).wrong, of(Act::Close).missed), (1, 1));
    assert_eq!(of(Act::Inform), hotseat::listen::measure::Counts::default());
}

#[test]
fn harm_counts_only_where_it_is_fairly_sure() {
    let mut hearing = hear("Are you stupid or what? It's your own fault.");
    assert!(hearing.clone().earned().acts.iter().any(|heard| heard.act.is_harm() && heard.heard));
    for heard in &mut hearing.acts {
        heard.sure = heard.sure.min(59);
    }
    assert!(!hearing.earned().acts.iter().any(|heard| heard.act.is_harm() && heard.heard));
}
