//! Calibration: blind until it is closed, and then says who agrees, who does not, and who is lenient.

use hotseat::calibration::{agreed, bias, lots, machine, report};
use hotseat::qa::Criterion;
use hotseat::scenario::Language;
use hotseat::store::{CalibrationId, NewCalibration, ReviewError, Scored};

use super::*;

fn round(desk: &Desk, attempts: &[AttemptId]) -> NewCalibration {
    NewCalibration {
        id: CalibrationId(Uuid::from_u128(900)),
        title: "十月".to_owned(),
        attempts: attempts.to_vec(),
        reviewers: vec![desk.max.id, desk.ann.id],
        due: Some(now(9_000)),
        at: now(800),
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>, error: ReviewError) {
    assert_eq!(result.expect_err("it is refused"), StoreError::Review(error));
}

#[rstest]
fn nobody_sees_a_score_before_it_is_closed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let attempts = [desk.practice(100, 5), desk.practice(101, 4)];
    let [max, ann, olga] = [&desk.max, &desk.ann, &desk.olga].map(|who| desk.as_(who));
    let new = round(&desk, &attempts);
    max.calibrate(&new).expect("begun");
    let ratings = [(0, Some(2)), (3, None), (16, Some(0))];
    ann.score_blind(new.id, attempts[0], &ratings, now(810)).expect("scored");
    for store in [&max, &ann, &olga] {
        refused(store.calibration_scores(new.id), ReviewError::StillOpen);
        refused(store.calibration_cards(new.id), ReviewError::StillOpen);
    }
    let known = max.calibration(new.id).expect("his");
    assert_eq!((known.by, known.closed, known.scored), (desk.max.id, None, vec![(desk.ann.id, attempts[0])]));
    let blind = ann.blind(new.id, attempts[0]).expect("she scores in it");
    assert_eq!(blind.played.scenario, "first-day");
    needs(ann.close_calibration(new.id, now(820)), Permission::Right(Right::Owner));
    max.close_calibration(new.id, now(820)).expect("closed");
    let scored = ann.calibration_scores(new.id).expect("now");
    let given: Vec<_> = scored.iter().map(|one| (one.attempt, one.by, one.rating)).collect();
    assert_eq!(given, ratings.map(|rating| (attempts[0], desk.ann.id, rating)));
    assert_eq!(max.calibration_cards(new.id).expect("now").len(), 2);
    refused(max.score_blind(new.id, attempts[0], &ratings, now(830)), ReviewError::Closed);
}

#[rstest]
fn whoever_is_not_in_it_sees_and_scores_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(desk) = desk(engine) else { return };
    let attempts = [desk.practice(100, 5)];
    let new = round(&desk, &attempts);
    needs(desk.as_(&desk.mei).calibrate(&new), Permission::Right(Right::Manager));
    needs(desk.as_(&desk.tara).calibrate(&new), Permission::Lead);
    desk.as_(&desk.max).calibrate(&new).expect("begun");
    for who in [&desk.tara, &desk.mei, &desk.tom] {
        let store = desk.as_(who);
        refused(store.calibration(new.id), ReviewError::NoSuchCalibration);
        refused(store.blind(new.id, attempts[0]), ReviewError::NoSuchCalibration);
        refused(
            store.score_blind(new.id, attempts[0], &[(0, Some(1))], now(810)),
            ReviewError::NoSuchCalibration,
        );
        assert_eq!(store.calibrations(), Ok(vec![]));
    }
    let owner = desk.as_(&desk.olga);
    assert_eq!(owner.calibrations().map(|all| all.len()), Ok(1));
    refused(
        owner.score_blind(new.id, attempts[0], &[(0, Some(1))], now(810)),
        ReviewError::NoSuchCalibration,
    );
}

#[rstest]
fn a_calibration_takes_two_who_may_and_ratings_that_are_some(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(desk) = desk(engine) else { return };
    let attempts = [desk.practice(100, 5)];
    let store = desk.as_(&desk.max);
    let with = |reviewers: Vec<PersonId>| NewCalibration { reviewers, ..round(&desk, &attempts) };
    refused(store.calibrate(&with(vec![desk.max.id, desk.max.id])), ReviewError::TooSmall);
    refused(
        store.calibrate(&NewCalibration { attempts: vec![], ..round(&desk, &[]) }),
        ReviewError::TooSmall,
    );
    let tom = ReviewError::NotAReviewer { name: "Tom".to_owned() };
    refused(store.calibrate(&with(vec![desk.max.id, desk.tom.id])), tom);
    needs(store.calibrate(&with(vec![desk.max.id, desk.mei.id])), Permission::NotYourself);
    let new = with(vec![desk.max.id, desk.tara.id]);
    store.calibrate(&new).expect("a manager of another team may score");
    for bad in [&[][..], &[(0, Some(3))], &[(0, Some(1)), (0, Some(2))]] {
        refused(store.score_blind(new.id, attempts[0], bad, now(810)), ReviewError::BadRating);
    }
    store.score_blind(new.id, attempts[0], &[(0, Some(1))], now(811)).expect("scored");
    let again = store.score_blind(new.id, attempts[0], &[(0, Some(2))], now(812));
    refused(again, ReviewError::ScoredBefore { attempt: attempts[0] });
}

/// Numbers that look like chance and are the same every time.
fn chance(number: u32, of: u32) -> u32 {
    (number.wrapping_mul(2_654_435_761) >> 16) % of
}

/// Forty attempts scored by three on two criteria: on empathy all see the same but the third gives a step more; on
/// promises everybody gives what they like.
fn planted() -> Vec<Scored> {
    let people = [1, 2, 3].map(|id| PersonId(Uuid::from_u128(id)));
    let mut scores = Vec::new();
    for attempt in 0..40_u32 {
        let id = AttemptId(Uuid::from_u128(u128::from(attempt) + 1_000));
        let worth = chance(attempt + 3, 2);
        for (by, rater) in people.into_iter().zip(0_u32..) {
            let empathy = u8::try_from(if rater == 2 { worth + 1 } else { worth }).expect("small");
            let promises = u8::try_from(chance(attempt * 7 + rater * 311 + 5, 3)).expect("small");
            scores.push(Scored { attempt: id, by, rating: (0, Some(empathy)) });
            scores.push(Scored { attempt: id, by, rating: (12, Some(promises)) });
        }
    }
    scores
}

#[test]
fn a_planted_lenient_reviewer_and_a_criterion_of_chance_are_found() {
    let report = report(&planted(), &[]);
    let surely: Vec<_> = report.leaning.iter().filter(|one| one.leniency.surely).map(|one| one.who).collect();
    assert!(surely.contains(&Some(PersonId(Uuid::from_u128(3)))), "{:?}", report.leaning);
    let lenient =
        report.leaning.iter().find(|one| one.who == Some(PersonId(Uuid::from_u128(3)))).expect("found");
    assert!(lenient.leniency.more.value > 0.0);
    let said = bias(lenient, Some("Ann"), Language::En).expect("it is sure");
    assert!(said.contains("Ann is more lenient"), "{said}");
    let of =
        |criterion| report.reviewers.iter().find(|one| one.criterion == Some(criterion)).expect("scored");
    let [empathy, promises] = [Criterion::Empathy, Criterion::Promises].map(of);
    let kappa = promises.kappa.as_ref().expect("defined");
    assert!(!kappa.excludes(0.0), "{kappa:?}");
    let weighted = [empathy, promises].map(|one| one.weighted.as_ref().expect("defined").value);
    assert!(weighted[0] > weighted[1] + 0.3, "{weighted:?}");
    assert!(agreed(promises, Language::En).contains("no more than by chance"));
    assert!(agreed(promises, Language::Zh).contains("随机"));
    assert!(report.apart.iter().all(|apart| apart.between() == 2), "{:?}", report.apart);
}

#[test]
fn two_reviewers_are_compared_by_cohens_kappa_and_the_machine_with_them() {
    // Ten attempts: both reviewers give 2 to the first five and 0 to the others, but for one; the machine gives all 2.
    let [one, two] = [1, 2].map(|id| PersonId(Uuid::from_u128(id)));
    let card = crate::score::well();
    let ids: Vec<AttemptId> = (0..10).map(|id| AttemptId(Uuid::from_u128(id))).collect();
    let place = 16;
    let mut scores = Vec::new();
    for (at, attempt) in ids.iter().enumerate() {
        let given = if at < 5 { 2 } else { 0 };
        let other = if at == 9 { 2 } else { given };
        scores.push(Scored { attempt: *attempt, by: one, rating: (place, Some(given)) });
        scores.push(Scored { attempt: *attempt, by: two, rating: (place, Some(other)) });
    }
    assert_eq!(machine(&card, Criterion::Critical), Some(2));
    let cards: Vec<_> = ids.iter().map(|id| (*id, card.clone())).collect();
    let report = report(&scores, &cards);
    // By hand: 9 of 10 the same; by chance .5 * .6 + .5 * .4 = .5; kappa (.9 - .5) / (1 - .5) = .8.
    let kappa = report.reviewers[0].kappa.as_ref().expect("defined");
    assert!((kappa.value - 0.8).abs() < 1e-9, "{kappa:?}");
    // The machine gives 2 throughout, the middle of the reviewers five times: half the same, nothing beyond chance.
    let with = &report.machine[0];
    assert!((with.percent.as_ref().expect("defined").value - 0.5).abs() < 1e-9);
    assert!(with.kappa.as_ref().is_ok_and(|kappa| kappa.value.abs() < 1e-9), "{with:?}");
}

#[test]
fn lots_are_the_same_for_the_same_seed_whatever_the_order() {
    let all: Vec<AttemptId> = (0..50).map(|id| AttemptId(Uuid::from_u128(id))).collect();
    let backwards: Vec<AttemptId> = all.iter().rev().copied().collect();
    let drawn = lots(all.clone(), 10, 7);
    assert_eq!(drawn, lots(backwards, 10, 7));
    assert_ne!(drawn, lots(all, 10, 8));
    assert_eq!(drawn.len(), 10);
}
