//! Comments pinned to moments, and what is answered.

use hotseat::store::ReviewError;

use super::*;

#[rstest]
fn a_comment_stands_at_its_moment_with_what_was_answered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 5);
    let max = desk.as_(&desk.max);
    let late = max.comment(id, 9, " Here you could have asked first. ", now(300)).expect("kept");
    let early = max.comment(id, 2, "这里回应得很好", now(301)).expect("kept");
    let mei = desk.as_(&desk.mei);
    mei.answer(id, late, "I thought he was in a hurry.", now(302)).expect("kept");
    max.answer(id, late, "He was.", now(303)).expect("kept");
    let comments = mei.comments(id).expect("hers");
    let read: Vec<_> =
        comments.iter().map(|one| (one.event, one.said.number, one.said.text.as_str())).collect();
    assert_eq!(read, [(2, early, "这里回应得很好"), (9, late, "Here you could have asked first.")]);
    let answers: Vec<_> = comments[1].answers.iter().map(|one| (one.by, one.text.as_str())).collect();
    assert_eq!(answers, [(desk.mei.id, "I thought he was in a hurry."), (desk.max.id, "He was.")]);
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn only_reviewers_comment_and_only_they_and_the_trainee_answer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 5);
    needs(desk.as_(&desk.mei).comment(id, 2, "well done", now(300)), Permission::NotYourself);
    needs(desk.as_(&desk.tom).comment(id, 2, "well done", now(300)), Permission::Right(Right::Manager));
    needs(desk.as_(&desk.tara).comment(id, 2, "well done", now(300)), Permission::Lead);
    let said = desk.as_(&desk.max).comment(id, 2, "well done", now(300)).expect("kept");
    needs(desk.as_(&desk.tara).answer(id, said, "no", now(301)), Permission::Lead);
    needs(desk.as_(&desk.tom).comments(id), Permission::Right(Right::Manager));
    desk.as_(&desk.mei).share(id, false).expect("hers alone");
    needs(desk.as_(&desk.max).comment(id, 2, "well done", now(302)), Permission::Shared);
}

#[rstest]
fn a_comment_needs_words_and_a_moment_and_an_answer_a_comment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 5);
    let store = desk.as_(&desk.max);
    assert_eq!(store.comment(id, 2, " \n", now(300)), Err(StoreError::Review(ReviewError::NoText)));
    let nowhere = ReviewError::NoSuchMoment { attempt: id, event: 9_001 };
    assert_eq!(store.comment(id, 9_000, "there", now(300)), Err(StoreError::Review(nowhere)));
    let none = ReviewError::NoSuchComment { attempt: id, comment: 4 };
    assert_eq!(desk.as_(&desk.mei).answer(id, 4, "yes", now(300)), Err(StoreError::Review(none)));
    assert_eq!(store.review_steps(id), Ok(vec![]));
}
