//! What becomes of reviews when people are erased, take along what is theirs, or a store is copied.

use hotseat::score::RUBRIC;

use super::*;

impl Desk {
    /// An exam of Mei's with a comment, an answer, a ruling and an appeal.
    fn reviewed(&self) -> AttemptId {
        let id = self.exam(100, 6);
        let max = self.as_(&self.max);
        let said = max.comment(id, 2, "SECRET comment", now(300)).expect("kept");
        self.as_(&self.mei).answer(id, said, "SECRET answer", now(301)).expect("kept");
        let new = NewOverruling { reason: "SECRET reason".to_owned(), ..ruling(id, RUBRIC, 0, Some(0)) };
        max.overrule(&new).expect("kept");
        self.as_(&self.mei).appeal(id, "SECRET appeal", now(501)).expect("said");
        id
    }
}

#[rstest]
fn erasing_somebody_takes_the_words_away_and_leaves_that_there_were_some(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.reviewed();
    desk.as_(&desk.olga).erase_person(desk.mei.id, now(900)).expect("erased");
    assert_eq!(desk.place.count("SELECT count(*) FROM review WHERE text <> ''"), Some(0));
    assert_eq!(desk.place.count("SELECT count(*) FROM review"), Some(4));
    assert_eq!(desk.place.count("SELECT count(*) FROM reviewed"), Some(0));
    assert_eq!(desk.verdict(id), Verdict::Erased);
    desk.tamper("review", "UPDATE review SET at = at + 1 WHERE number = 2");
    assert_eq!(desk.verdict(id), Verdict::Altered(hotseat::store::Altered::Review { step: 2 }));
}

#[rstest]
fn what_somebody_takes_along_holds_their_reviews(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    desk.reviewed();
    let mine = desk.as_(&desk.mei).export_person(desk.mei.id).expect("hers");
    let review = &mine["attempts"][0]["review"];
    let texts: Vec<_> = review.as_array().expect("a list").iter().map(|step| step["text"].as_str()).collect();
    let said = ["SECRET comment", "SECRET answer", "SECRET reason", "SECRET appeal"].map(Some);
    assert_eq!(texts, said);
    assert_eq!(review[0]["by"], "Max");
    assert!(mine["attempts"][0]["scorecard_reviewed"].is_object());
}

#[rstest]
fn a_copy_holds_every_step_and_verifies(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Engine::Sqlite, Engine::Postgres)] to: Engine,
) {
    let (Some(desk), Some(there)) = (desk(engine), to.place()) else { return };
    let id = desk.reviewed();
    desk.as_(&desk.max).set_sample(desk.team, 50, now(700)).expect("set");
    let before = desk.as_(&desk.max).review_steps(id).expect("seen");
    desk.as_(&desk.olga).copy_to(&there.open()).expect("copied");
    let copy = Desk { place: there, ..desk };
    assert_eq!(copy.as_(&copy.max).review_steps(id), Ok(before));
    assert_eq!(copy.as_(&copy.max).sample(copy.team), Ok((50, Some(now(700)))));
    assert_eq!(copy.verdict(id), Verdict::Intact);
}
