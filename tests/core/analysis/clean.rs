//! In clean data nothing is found, however much or little there is of it.

use hotseat::analysis::{Analysis, LEAST, Unknown, Verdict};
use hotseat::session::Outcome;
use proptest::prelude::*;

use super::{World, many, of, tally, verdicts};

#[test]
fn in_clean_data_nothing_is_found() {
    for seed in 0..40 {
        let abler = [0.0, 0.5, -0.5][usize::try_from(seed % 3).expect("small")];
        let found = World { seed: 100 + seed, abler, ..World::default() }.analysis(400);
        assert_eq!(verdicts(&found), [], "seed {seed}");
    }
}

#[test]
fn that_people_learned_is_no_drift_of_the_scenario() {
    for seed in 0..10 {
        let found = World { seed: 200 + seed, trained: 0.6, ..World::default() }.analysis(600);
        assert_eq!(verdicts(&found), [], "seed {seed}");
        let drift = found.items[6].drift.expect("enough");
        assert!(drift.value > 0.05, "more is earned: {drift:?}");
    }
}

#[test]
fn the_numbers_of_clean_data_are_those_it_was_made_with() {
    let found = World { seed: 3, ..World::default() }.analysis(2_000);
    let shares: Vec<f64> = found.items.iter().map(|item| item.facility.expect("enough").value).collect();
    assert!(shares.first() > Some(&0.7) && shares.last() < Some(&0.3), "{shares:?}");
    let alpha = found.reliability.expect("enough").alpha;
    assert!(alpha.low > 0.8 && alpha.high < 0.9, "{alpha:?}");
    assert!(found.items.iter().all(|item| item.discrimination.expect("enough").low > 0.3));
    assert_eq!(found.seconds.map(|time| (time.lower, time.median, time.upper)), Some((224, 249, 274)));
}

#[test]
fn of_too_few_attempts_nothing_is_said() {
    let found = World { seed: 1, given: Some(2), ..World::default() }.analysis(29);
    assert!(found.items.iter().all(|item| item.verdicts == [Verdict::TooFew]));
    let need = Unknown::Attempts { have: 29, need: LEAST };
    assert!(found.items.iter().all(|item| item.facility == Err(need) && item.drift == Err(need)));
    assert_eq!(found.reliability, Err(need));
    assert_eq!(found.amiss().count(), 0);
}

#[test]
fn of_no_attempts_nothing_is_said() {
    let found = World::default().analysis(0);
    assert_eq!((found.attempts, found.seconds, found.items.len()), (0, None, 0));
}

#[test]
fn groups_of_fewer_than_five_people_are_not_compared() {
    let rows = World { seed: 1, biased: Some((6, 3.0)), ..World::default() }.rows(800);
    let found = Analysis::of(&tally(&rows), &of(4));
    for item in &found.items {
        assert_eq!(item.languages, Err(Unknown::People { need: 5 }));
        assert_eq!(item.drift, Err(Unknown::People { need: 5 }));
    }
}

#[test]
fn an_attempt_its_trainee_left_counts_among_the_endings_only() {
    let mut rows = World { seed: 1, ..World::default() }.rows(100);
    rows.iter_mut().take(40).for_each(|row| row.outcome = Some(Outcome::Abandoned));
    let found = Analysis::of(&tally(&rows), &many());
    assert_eq!((found.attempts, found.abandoned), (60, 40));
    assert!(found.items.iter().all(|item| item.attempts == 60));
}

#[test]
fn who_makes_no_error_counts_for_a_lapse_too() {
    let mut rows = World { seed: 1, ..World::default() }.rows(100);
    let rude = hotseat::analysis::Criterion::new(hotseat::analysis::Kind::Harm, "rude");
    let lapse = hotseat::analysis::Mark { criterion: rude.clone(), points: -20, of: 0 };
    rows.iter_mut().take(25).for_each(|row| row.marks.push(lapse.clone()));
    let found = Analysis::of(&tally(&rows), &many());
    let item = found.items.iter().find(|item| item.criterion == rude).expect("it is there");
    assert_eq!(item.attempts, 100);
    assert!((item.facility.expect("enough").value - 0.75).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn the_order_of_attempts_makes_no_difference(seed in 0_u64..1000, attempts in 0_u32..120, cut in 0_usize..120) {
        let rows = World { seed, ..World::default() }.rows(attempts);
        let cut = cut.min(rows.len());
        let turned = rows[cut..].iter().chain(rows[..cut].iter().rev());
        prop_assert_eq!(Analysis::of(&tally(&rows), &many()), Analysis::of(&tally(turned), &many()));
    }
}
