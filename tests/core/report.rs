//! The debrief as a file: whole, escaped, in both languages, and needing nothing else.

mod browser;
mod pages;
mod paper;
mod world;

use hotseat::locale::{findings, names};
use hotseat::report::{About, html};
use hotseat::review::{Review, Said};
use hotseat::scenario::{Act, Language};
use hotseat::session::{Action, Deed, Mode, Session};
use rstest::rstest;

use crate::shipped::{listener, played, scenario};

fn about() -> About {
    About {
        person: "O'Brien & 梅 <b>".to_owned(),
        when: "2026-11-22".to_owned(),
        rating: Some([80, 40, 60]),
        disputes: vec![(0, "She wanted <time>, not \"sorry\"".to_owned())],
        meant: (0..1000).map(|event| (event, vec![Act::Reassure])).collect(),
    }
}

fn page(session: &Session, language: Language) -> (Review, String) {
    let review = Review::new(session, &[]);
    let page = html(&review, &about(), language).expect("the template is part of the program");
    (review, page)
}

/// The text of a page with its escapes undone.
fn text(page: &str) -> String {
    let escapes =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/")];
    escapes.iter().fold(page.to_owned(), |text, (from, to)| text.replace(from, to)).replace("&amp;", "&")
}

/// Every tag that opens is closed, in the right order.
fn assert_well_formed(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect("a tag ends");
        if tag.starts_with('!') || tag.ends_with('/') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {piece}");
        } else {
            open.push(tag.split_whitespace().next().expect("a tag has a name"));
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[rstest]
fn the_file_holds_every_finding_every_line_and_what_makes_the_run_this_run(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("model", "rude", "nothing")] who: &str,
    #[values(Language::En, Language::Zh)] language: Language,
) {
    let session = played(id, who, "zh");
    let (review, page) = page(&session, language);
    assert_well_formed(&page);
    let text = text(&page);
    for finding in &review.card.findings {
        let words = findings::finding(finding, language);
        assert!(text.contains(&words), "{words}");
    }
    for error in &review.card.critical {
        assert!(text.contains(&error.what), "{}", error.what);
    }
    for turn in &review.turns {
        let reply = turn.reply.as_deref().unwrap_or_default();
        assert!(reply.lines().all(|line| text.contains(line)), "{reply}");
    }
    let run = &review.identity;
    for part in [&run.scenario, &run.listener, &run.hash, &session.hash(), &session.seed().to_string()] {
        assert!(text.contains(part), "{part}");
    }
    assert_eq!(page.matches("<polyline").count(), 3);
    assert!(page.contains("@page"), "it is set for paper");
    assert!(text.contains("O'Brien & 梅 <b>"), "the name stands as it is written");
    assert!(text.contains("She wanted <time>, not \"sorry\""), "the dispute is in it");
    let heard = review.turns.iter().flat_map(|turn| &turn.lines);
    let heard = heard.filter(|line| matches!(line.said, Said::Heard(_))).count();
    assert_eq!(text.matches(&names::meant(Act::Reassure, language)).count(), heard, "so is what was meant");
}

#[test]
fn what_a_trainee_writes_is_never_taken_for_a_tag() {
    let evil = "</div><script>alert(1)</script><img src=x onerror=alert(2)> \"quoted\" & so on";
    let say = |text: &str| Action::new(5, 5, Deed::Say(text.to_owned()));
    let mut session =
        Session::begin(scenario("angry-complaint", 0), listener(), Language::En, Mode::Practice, 0);
    session.play(&[say(evil), say("You are stupid.<script>")]).unwrap();
    let (_, page) = page(&session, Language::En);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"));
    assert!(text(&page).contains(evil));
    assert_well_formed(&page);
}

#[test]
fn the_file_runs_no_script_and_asks_the_network_for_nothing() {
    let (_, page) = page(&played("angry-complaint", "rude", "en"), Language::En);
    for foreign in ["<script", "http:", "https:", "<link", "<img", "@import", "url(", "src="] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn each_language_has_its_own_words() {
    let session = played("angry-complaint", "rude", "zh");
    let (english, chinese) = (page(&session, Language::En).1, page(&session, Language::Zh).1);
    for (en, zh) in [
        ("Scorecard", "评分卡"),
        ("Pass mark", "及格线"),
        ("Event hash", "事件哈希"),
        ("self-rating", "自评"),
    ] {
        assert!(english.contains(en) && !english.contains(zh), "{en}");
        assert!(chinese.contains(zh) && !chinese.contains(en), "{zh}");
    }
    assert!(english.contains("<html lang=\"en\">") && chinese.contains("<html lang=\"zh-CN\">"));
}
