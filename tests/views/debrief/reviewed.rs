//! The debrief as a reviewer works on it, and as the trainee reads what they said.

use hotseat::score::Grade;
use hotseat::store::{Comment, Overruling, PersonId, ReviewStep, Reviewing};
use hotseat::views::debrief::{ReviewAct, Reviewed};
use jiff::Timestamp;
use uuid::Uuid;

use super::*;

const ANA: PersonId = PersonId(Uuid::from_u128(1));
const MEI: PersonId = PersonId(Uuid::from_u128(2));

fn step(number: u32, by: PersonId, what: Reviewing, text: &str) -> ReviewStep {
    ReviewStep { number, by, at: Timestamp::UNIX_EPOCH, what, text: text.to_owned() }
}

fn names() -> std::collections::BTreeMap<PersonId, String> {
    [(ANA, "Ana".to_owned()), (MEI, "Mei".to_owned())].into()
}

/// A debrief somebody who may review it looks at.
fn reviewing(language: Language) -> Seat {
    let mut seat = Seat::new("angry-complaint", "second", language);
    let machine = Some((1, seat.review.card.clone()));
    let reviewed = Reviewed {
        machine,
        names: names(),
        player: Some(MEI),
        here: Some(ANA),
        reviews: true,
        ..Reviewed::default()
    };
    seat.kept = Kept { watched: true, reviewed, ..Kept::default() };
    seat
}

fn type_into(harness: &mut Harness<'static, Seat>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    harness.get_by_label(label).type_text(text);
    harness.run();
}

/// The row of a finding, as far as it is read.
fn open_finding(harness: &mut Harness<'static, Seat>, at: usize) {
    let finding = &harness.state().review.card.findings[at];
    let language = harness.state().kit.language;
    let points = hotseat::locale::debrief::points(finding);
    let words = hotseat::locale::findings::finding(finding, language);
    click(harness, if language == Language::En { "Scorecard" } else { "评分卡" });
    click(harness, &format!("{points}  {words}"));
}

/// A finding that can be turned round.
fn turnable(seat: &Seat) -> usize {
    seat.review.card.findings.iter().position(|finding| finding.reversed().is_some()).unwrap()
}

#[test]
fn a_finding_is_ruled_otherwise_with_points_and_a_reason() {
    for (language, button, why, rule) in
        [(Language::En, "Rule otherwise", "Why?", "Rule"), (Language::Zh, "改判", "理由", "改判")]
    {
        let seat = reviewing(language);
        let at = turnable(&seat);
        let points = seat.review.card.findings[at].reversed();
        let mut harness = seat.sit(1280.0, 800.0);
        open_finding(&mut harness, at);
        click(&mut harness, button);
        type_into(&mut harness, why, "It was said in turn two. 第二轮说过了。");
        click(&mut harness, rule);
        let what = Overruling::Finding { finding: u32::try_from(at).unwrap(), points };
        let reason = "It was said in turn two. 第二轮说过了。".to_owned();
        let act = ReviewAct::Overrule { what, rubric: 1, reason };
        assert_eq!(wants(&harness), [DebriefIntent::Review(act)]);
    }
}

#[test]
fn a_moment_is_commented_and_a_review_is_taken_and_finished() {
    let mut seat = reviewing(Language::En);
    seat.kept.disputes.insert(0, vec!["I did say it.".to_owned()]);
    let mut harness = seat.sit(1280.0, 800.0);
    let (event, at) = {
        let turns = &harness.state().review.turns;
        let turn = turns.iter().position(|turn| turn.reply.is_some()).unwrap();
        let reply = turns[turn].lines.iter().rfind(|line| matches!(line.said, Said::Sent(..))).unwrap();
        (reply.index, turn)
    };
    let second = harness.state().review.turns[at].at;
    click(&mut harness, &format!("Turn {}, {}:{:02}", at + 1, second / 60, second % 60));
    click(&mut harness, "Comment this moment");
    type_into(&mut harness, "Your comment; the trainee reads it", "Well put, and early.");
    click(&mut harness, "Comment");
    click(&mut harness, "Review");
    assert!(sees(&harness, "Nobody has reviewed it yet."));
    assert!(sees(&harness, "Played by Mei"));
    assert!(sees(&harness, "Disputed by Mei: I did say it."));
    click(&mut harness, "Take it");
    click(&mut harness, "Nothing more to do");
    type_into(&mut harness, "What came of it; the trainee reads it", "All as it was heard.");
    click(&mut harness, "Nothing more to do");
    let acts = [
        ReviewAct::Comment { event, text: "Well put, and early.".to_owned() },
        ReviewAct::Take,
        ReviewAct::Finish("All as it was heard.".to_owned()),
    ];
    assert_eq!(wants(&harness), acts.map(DebriefIntent::Review));
}

#[test]
fn a_card_that_is_not_the_one_kept_is_not_ruled_on() {
    let mut seat = reviewing(Language::En);
    let at = turnable(&seat);
    if let Some((_, card)) = &mut seat.kept.reviewed.machine {
        card.findings.pop();
    }
    let mut harness = seat.sit(1280.0, 800.0);
    open_finding(&mut harness, at);
    assert!(!sees(&harness, "Rule otherwise"));
}

#[test]
fn a_trainee_reads_what_was_ruled_and_commented_answers_and_appeals() {
    let mut seat = Seat::new("angry-complaint", "second", Language::En).rated();
    let at = turnable(&seat);
    let lines = seat.review.turns.iter().flat_map(|turn| &turn.lines);
    let event =
        lines.filter(|line| matches!(line.said, Said::Sent(..))).map(|line| line.index).next().unwrap();
    let ruled = Reviewing::Overruled { finding: u32::try_from(at).unwrap(), rubric: 1, points: Some(5) };
    let said = step(2, ANA, Reviewing::Commented { event }, "Say it sooner.");
    seat.kept.reviewed = Reviewed {
        comments: vec![Comment {
            event,
            said: said.clone(),
            answers: vec![step(3, MEI, Reviewing::Answered { to: 2 }, "I will.")],
        }],
        steps: vec![step(1, ANA, ruled, "It was there."), said],
        names: names(),
        counts: Some((
            Grade { overall: Some(81), ..Grade::default() },
            Grade { overall: Some(74), ..Grade::default() },
        )),
        machine: Some((1, seat.review.card.clone())),
        player: Some(MEI),
        here: Some(MEI),
        reviews: false,
    };
    let turn =
        seat.review.turns.iter().position(|turn| turn.lines.iter().any(|line| line.index == event)).unwrap();
    let second = seat.review.turns[turn].at;
    let mut harness = seat.sit(1280.0, 800.0);
    for words in ["It counts as reviewed: 81", "Comment by Ana: Say it sooner.", "Mei: I will."] {
        assert!(sees(&harness, words), "{words}");
    }
    click(&mut harness, &format!("Turn {}, {}:{:02}", turn + 1, second / 60, second % 60));
    assert!(!sees(&harness, "Comment this moment"), "they do not review themselves");
    click(&mut harness, "Answer Ana");
    type_into(&mut harness, "Your answer to Ana", "Thanks, next time.");
    click(&mut harness, "Answer");
    click(&mut harness, "Scorecard");
    assert!(sees(&harness, "(a reviewer gave 5 instead)"));
    click(&mut harness, "Review");
    assert!(sees(&harness, "Ana gave 5 instead"));
    click(&mut harness, "Appeal");
    type_into(&mut harness, "Why do you see it differently?", "Once was enough there.");
    click(&mut harness, "Appeal");
    let acts = [
        ReviewAct::Answer { comment: 2, text: "Thanks, next time.".to_owned() },
        ReviewAct::Appeal("Once was enough there.".to_owned()),
    ];
    assert_eq!(wants(&harness), acts.map(DebriefIntent::Review));
}

#[test]
fn what_nobody_reviewed_shows_a_trainee_no_tab_for_it() {
    let harness = wide("second");
    assert!(harness.query_by_label("Review").is_none());
}
