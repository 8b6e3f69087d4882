//! The queue: what waits, why, who has it, until when; and appeals, which somebody else hears.

use hotseat::score::RUBRIC;
use hotseat::store::{NewDecision, NewDispute, ReviewCause, ReviewError, ReviewItem};
use jiff::SignedDuration;

use super::*;

impl Desk {
    fn queue(&self, person: &Person) -> Vec<ReviewItem> {
        self.as_(person).review_queue().expect("a list")
    }

    fn causes(&self, person: &Person) -> Vec<(AttemptId, Vec<ReviewCause>)> {
        self.queue(person).into_iter().map(|item| (item.attempt.id, item.causes)).collect()
    }

    fn dispute(&self, attempt: AttemptId, second: i64) {
        let reason = "I did ask".to_owned();
        let new = NewDispute { attempt, finding: 0, rubric: RUBRIC, reason, at: now(second) };
        self.as_(&self.mei).dispute(&new).expect("said");
    }

    fn decide(&self, person: &Person, attempt: AttemptId, second: i64) -> Result<(), StoreError> {
        let reason = "read twice".to_owned();
        self.as_(person).decide(&NewDecision { attempt, passed: false, reason, at: now(second) })
    }
}

#[rstest]
fn disputes_and_alleged_errors_wait_and_nothing_else_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let disputed = desk.practice(100, 0);
    desk.practice(101, 4);
    let exam = desk.exam(102, 6);
    desk.dispute(disputed, 400);
    let alleged = desk.card(exam).critical.iter().any(|error| error.alleged);
    assert!(alleged, "the rude run says what must not be said");
    let waiting = desk.causes(&desk.max);
    let of = |id| waiting.iter().find(|(known, _)| *known == id).map(|(_, causes)| causes.clone());
    assert_eq!(of(disputed), Some(vec![ReviewCause::Dispute]));
    assert!(of(exam).is_some_and(|causes| causes.contains(&ReviewCause::Alleged)), "{waiting:?}");
    assert_eq!(waiting.len(), 2);
    assert_eq!(desk.causes(&desk.tara), []);
    assert_eq!(desk.causes(&desk.olga).len(), 2, "the owner leads everybody");
    needs(desk.as_(&desk.mei).review_queue(), Permission::Right(Right::Manager));
}

#[rstest]
fn an_item_is_due_a_week_later_or_when_whoever_has_it_says(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 0);
    desk.dispute(id, 400);
    let item = desk.queue(&desk.max).remove(0);
    let week = now(400).checked_add(SignedDuration::from_hours(168)).expect("in range");
    assert_eq!((item.since, item.due, item.owner), (now(400), week, None));
    desk.as_(&desk.max).take_review(id, None, now(500)).expect("taken");
    let item = desk.queue(&desk.ann).remove(0);
    assert_eq!((item.due, item.owner), (week, Some(desk.max.id)));
    desk.as_(&desk.max).give_review(id, desk.ann.id, Some(now(9_000)), now(501)).expect("given");
    let item = desk.queue(&desk.ann).remove(0);
    assert_eq!((item.due, item.owner), (now(9_000), Some(desk.ann.id)));
    desk.as_(&desk.ann).finish_review(id, "", now(502)).expect("done");
    assert_eq!(desk.queue(&desk.ann), []);
    desk.dispute(id, 600);
    assert_eq!(desk.causes(&desk.max), [(id, vec![ReviewCause::Dispute])], "it waits again, for nobody yet");
    assert_eq!(desk.queue(&desk.max)[0].owner, None);
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn whoever_may_not_review_can_neither_take_nor_be_given_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 0);
    desk.dispute(id, 400);
    needs(desk.as_(&desk.mei).take_review(id, None, now(500)), Permission::NotYourself);
    needs(desk.as_(&desk.tara).take_review(id, None, now(500)), Permission::Lead);
    needs(desk.as_(&desk.tom).finish_review(id, "", now(500)), Permission::Right(Right::Manager));
    let store = desk.as_(&desk.max);
    for other in [&desk.tara, &desk.tom] {
        let not = ReviewError::NotAReviewer { name: other.name.clone() };
        assert_eq!(store.give_review(id, other.id, None, now(500)), Err(StoreError::Review(not)));
    }
    needs(store.give_review(id, desk.mei.id, None, now(500)), Permission::NotYourself);
    store.give_review(id, desk.olga.id, None, now(501)).expect("the owner reviews everybody");
}

#[rstest]
fn an_exam_is_done_only_once_it_is_decided(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.exam(102, 6);
    let waits = StoreError::Review(ReviewError::NotDecided { attempt: id });
    assert_eq!(desk.as_(&desk.max).finish_review(id, "", now(500)), Err(waits));
    desk.decide(&desk.max, id, 501).expect("decided");
    assert_eq!(desk.causes(&desk.max), []);
}

#[rstest]
fn an_appeal_is_heard_by_somebody_else_than_who_decided(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.exam(102, 6);
    let mei = desk.as_(&desk.mei);
    let nothing = StoreError::Review(ReviewError::NothingToAppeal { attempt: id });
    assert_eq!(mei.appeal(id, "unfair", now(450)), Err(nothing));
    desk.decide(&desk.max, id, 500).expect("decided");
    assert_eq!(mei.appeal(id, " ", now(510)), Err(StoreError::NoReason));
    mei.appeal(id, "he read another conversation", now(510)).expect("said");
    let items = [&desk.max, &desk.ann].map(|who| desk.queue(who).remove(0));
    assert!(items.iter().all(|item| item.causes == [ReviewCause::Appeal]), "{items:?}");
    assert_eq!(items.map(|item| item.barred), [true, false]);
    let max = desk.as_(&desk.max);
    needs(max.take_review(id, None, now(520)), Permission::AnotherReviewer);
    needs(max.finish_review(id, "no", now(520)), Permission::AnotherReviewer);
    needs(max.overrule(&ruling(id, RUBRIC, 0, Some(0))), Permission::AnotherReviewer);
    needs(desk.decide(&desk.max, id, 520), Permission::AnotherReviewer);
    let ann = desk.as_(&desk.ann);
    needs(ann.give_review(id, desk.max.id, None, now(520)), Permission::AnotherReviewer);
    ann.take_review(id, None, now(521)).expect("taken");
    desk.decide(&desk.ann, id, 530).expect("decided");
    assert_eq!(desk.causes(&desk.max), []);
    assert_eq!(desk.verdict(id), Verdict::Intact);
}

#[rstest]
fn whoever_overruled_does_not_hear_the_appeal_and_turning_it_down_takes_a_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let id = desk.practice(100, 0);
    desk.as_(&desk.max).overrule(&ruling(id, RUBRIC, 0, Some(0))).expect("kept");
    needs(desk.as_(&desk.max).appeal(id, "unfair", now(509)), Permission::Own);
    desk.as_(&desk.mei).appeal(id, "unfair", now(510)).expect("said");
    needs(desk.as_(&desk.max).take_review(id, None, now(520)), Permission::AnotherReviewer);
    assert_eq!(desk.as_(&desk.max).reviews(id), Ok(false));
    let ann = desk.as_(&desk.ann);
    assert_eq!(ann.reviews(id), Ok(true));
    assert_eq!(ann.finish_review(id, "", now(521)), Err(StoreError::NoReason));
    ann.finish_review(id, "the ruling stands", now(522)).expect("turned down");
    assert_eq!(desk.causes(&desk.ann), []);
}

#[rstest]
fn a_sample_is_drawn_from_the_ids_alone_and_only_of_what_ends_later(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    desk.exam(40, 5);
    let store = desk.as_(&desk.max);
    needs(desk.as_(&desk.tara).set_sample(desk.team, 50, now(60)), Permission::Lead);
    store.set_sample(desk.team, 1000, now(60)).expect("all of them");
    assert_eq!(store.sample(desk.team), Ok((1000, Some(now(60)))));
    let exam = desk.exam(100, 4);
    desk.practice(101, 5);
    let drawn = |desk: &Desk| {
        let all = desk.causes(&desk.max);
        all.iter().any(|(id, causes)| *id == exam && causes.contains(&ReviewCause::Sample))
    };
    assert!(drawn(&desk));
    assert_eq!(desk.causes(&desk.max).len(), 1, "neither what ended before nor what nobody assigned");
    let half = |share: u16| {
        desk.as_(&desk.max).set_sample(desk.team, share, now(61)).expect("set");
        drawn(&desk)
    };
    let shares: Vec<bool> = [0, 1, 200, 400, 600, 800, 999, 1000].map(half).to_vec();
    assert!(
        shares.is_sorted() && !shares[0] && shares[7],
        "whoever is in a small sample is in a larger: {shares:?}"
    );
}
