//! Findings in words.

use hotseat::listen::Truth;
use hotseat::locale::findings::finding;
use hotseat::scenario::beat::{FaultKind, Feeling};
use hotseat::scenario::{Act, Language};
use hotseat::session::event::{Failing, Verdict};
use hotseat::session::{Outcome, What};

use super::card;
use super::log::{Log, unsure};

fn bad() -> Log {
    Log::new()
        .shows(Feeling::Anger)
        .says("okay.", &[Act::Inform])
        .what(What::Forbidden { phrase: "not my job".to_owned() })
        .what(What::Noted { text: "Too fast.".to_owned(), praise: false })
        .says("What do you want?", &[Act::Rude, Act::Blame, Act::Dismiss, Act::Deflect])
        .replies(unsure("Sure.", Act::Dismiss, 55, false))
        .discloses()
        .uses("refund", &[0])
        .uses("book", &[0])
        .fails("refund", Failing::Needs(0))
        .fails("book", Failing::Needs(0))
        .fails("refund", Failing::Limit(0))
        .fails("refund", Failing::Approval(0))
        .judges("outburst", Verdict::Sent, &[FaultKind::Tone])
        .judges("good", Verdict::Rejected, &[])
        .asks("password", true)
        .reads("kb-old")
        .tells("time", Truth::False)
        .tells("state", Truth::True)
        .says("Tomorrow for sure.", &[Act::Overpromise])
        .over(Outcome::Closed, false)
        .files("other", "none", &[FaultKind::WrongFact("time".to_owned())])
}

fn sentences(log: &Log, language: Language) -> String {
    let card = card(log);
    let lines =
        card.findings.iter().map(|one| format!("{:+}/{} {}", one.points, one.of, finding(one, language)));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_bad_run_is_explained_in_english() {
    insta::assert_snapshot!(sentences(&bad(), Language::En));
}

#[test]
fn a_bad_run_is_explained_in_chinese() {
    insta::assert_snapshot!(sentences(&bad(), Language::Zh));
}

#[test]
fn a_good_run_is_explained_in_both_languages() {
    insta::assert_snapshot!(
        [Language::En, Language::Zh].map(|language| sentences(&Log::well(), language)).join("\n\n")
    );
}
