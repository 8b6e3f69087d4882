//! What is planted is found, and nothing beside it.

use hotseat::analysis::Verdict;
use hotseat::scenario::Language;
use rstest::rstest;

use super::{World, verdicts};

#[rstest]
fn a_criterion_that_is_tossed_for_tells_nothing(#[values(1, 2, 3, 4, 5, 6)] seed: u64) {
    let found = World { seed, tossed: Some(5), ..World::default() }.analysis(400);
    assert_eq!(verdicts(&found), [("fact05".to_owned(), Verdict::TellsNothing)]);
}

#[rstest]
fn a_criterion_everybody_gets_measures_nothing(#[values(1, 2, 3)] seed: u64) {
    let found = World { seed, given: Some(7), ..World::default() }.analysis(300);
    assert_eq!(verdicts(&found), [("fact07".to_owned(), Verdict::EverybodyGetsIt)]);
}

#[rstest]
fn a_biased_translation_is_harder_in_its_language(
    #[values(1, 2, 3, 4, 5, 6)] seed: u64,
    #[values(0.0, 0.5, -0.5)] abler: f64,
) {
    let found = World { seed, biased: Some((6, 2.2)), abler, ..World::default() }.analysis(800);
    assert_eq!(verdicts(&found), [("fact06".to_owned(), Verdict::HarderIn(Language::Zh))]);
}

#[test]
fn a_translation_that_gives_the_answer_away_is_harder_in_the_other_language() {
    let found = World { seed: 1, biased: Some((6, -2.2)), ..World::default() }.analysis(800);
    assert_eq!(verdicts(&found), [("fact06".to_owned(), Verdict::HarderIn(Language::En))]);
}

#[rstest]
#[case(2.0, Verdict::Easier)]
#[case(-2.0, Verdict::Harder)]
fn a_criterion_that_changed_with_the_scenario_has_drifted(
    #[values(1, 2, 3)] seed: u64,
    #[case] by: f64,
    #[case] verdict: Verdict,
) {
    let found = World { seed, changed: Some((6, by)), ..World::default() }.analysis(600);
    assert_eq!(verdicts(&found), [("fact06".to_owned(), verdict)]);
}

#[test]
fn without_the_weak_criterion_the_rest_is_more_reliable() {
    let found = World { seed: 9, tossed: Some(5), ..World::default() }.analysis(600);
    let whole = found.reliability.expect("enough attempts").alpha.value;
    let better: Vec<_> =
        found.items.iter().filter(|item| item.alpha_without.expect("usual") > whole).collect();
    assert_eq!(better.len(), 1);
    assert_eq!(better[0].criterion, super::named(5));
}
