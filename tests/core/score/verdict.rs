//! From findings to a result.

use hotseat::listen::Truth;
use hotseat::scenario::Act;
use hotseat::scenario::Language;
use hotseat::scenario::beat::Feeling;
use hotseat::scenario::goal::Weights;
use hotseat::score::{Scorecard, Why, costliest, surviving};
use hotseat::session::{Outcome, What};

use super::log::{Log, mood, unsure};
use super::{card, scored, scored_in};

/// The log of a good run with one more reply before its end.
fn with(extra: &Log) -> Log {
    let mut log = Log::well();
    let over = log.events.iter().position(|event| matches!(event.what, What::Over { .. })).unwrap();
    for event in extra.events.iter().skip(1).rev() {
        log.events.insert(over, event.clone());
    }
    log
}

#[test]
fn a_good_run_passes_without_doubt() {
    let card = card(&Log::well());
    assert_eq!([card.empathy.score, card.tools.score, card.resolution.score], [Some(100); 3]);
    assert_eq!((card.overall, card.low, card.high), (Some(100), Some(100), Some(100)));
    assert_eq!((card.passed, card.outcome, card.rating), (Some(true), Some(Outcome::Resolved), Some(5)));
}

#[test]
fn a_critical_error_caps_the_result_and_the_uncapped_score_stays_beside_it() {
    let card = card(&with(&Log::new().says("What?", &[Act::Rude])));
    assert_eq!((card.overall, card.passed), (Some(40), Some(false)));
    assert!(card.uncapped.unwrap() > 40);
}

#[test]
fn a_cap_never_lifts_a_low_score() {
    let card = card(&Log::new().says("What?", &[Act::Rude]).over(Outcome::Gone, false));
    assert_eq!((card.overall, card.uncapped), (Some(0), Some(0)));
}

#[test]
fn the_weights_of_abilities_that_are_not_rated_fall_to_the_others() {
    let log = Log::new().moves(mood(10, 10, 50)).says("Hi", &[Act::Greet]).over(Outcome::Resolved, true);
    let card = card(&log);
    assert_eq!((card.empathy.score, card.tools.score), (None, None));
    assert_eq!(card.overall, card.resolution.score);
}

#[test]
fn a_scenarios_own_weights_go_before_the_houses() {
    let log = Log::new().shows(Feeling::Anger).says("okay.", &[]).over(Outcome::Resolved, true);
    let weigh = |empathy, resolution| {
        scored_in(|file| file.weights = Some(Weights { empathy, tools: 0, resolution }), &log)
    };
    assert_eq!(weigh(1, 0).overall, Some(0));
    assert_eq!(weigh(0, 1).overall, weigh(0, 1).resolution.score);
}

#[test]
fn weights_of_nothing_at_all_give_no_overall_score_and_no_pass() {
    let none = Weights { empathy: 0, tools: 0, resolution: 0 };
    let card = scored_in(|file| file.weights = Some(none), &Log::well());
    assert_eq!((card.overall, card.passed), (None, Some(false)));
}

#[test]
fn a_doubt_on_which_the_pass_hangs_leaves_it_to_a_person() {
    let card = card(&with(&Log::new().replies(unsure("Sure.", Act::Rude, 60, false))));
    assert_eq!((card.overall, card.low, card.high), (Some(100), Some(40), Some(100)));
    assert_eq!((card.passed, card.critical.len()), (None, 0));
}

#[test]
fn an_alleged_error_that_was_not_surely_heard_is_left_to_a_person() {
    let card = card(&with(&Log::new().replies(unsure("Sure.", Act::Rude, 60, true))));
    assert_eq!((card.overall, card.high, card.passed), (Some(40), Some(100), None));
}

#[test]
fn an_error_in_the_log_leaves_nothing_to_decide() {
    let stranger = Log::new().discloses().replies(unsure("Sure.", Act::Rude, 60, false));
    assert_eq!(card(&with(&stranger)).passed, Some(false));
}

#[test]
fn a_goal_not_reached_leaves_nothing_to_decide() {
    let log = Log::new()
        .shows(Feeling::Anger)
        .replies(unsure("I see.", Act::Understand, 40, false))
        .over(Outcome::Gone, false);
    assert_eq!(card(&log).passed, Some(false));
}

#[test]
fn good_words_not_surely_heard_make_the_range_of_readings() {
    let log = Log::new()
        .shows(Feeling::Anger)
        .replies(unsure("I see why.", Act::Understand, 30, true))
        .over(Outcome::Resolved, true);
    let sure = card(&log);
    assert!(sure.low < sure.overall);
    assert_eq!(sure.overall, sure.high);
    assert!(super::only(&sure, |why| matches!(why, Why::Feeling { .. })).perhaps);
    let unheard = Log::new()
        .shows(Feeling::Anger)
        .replies(unsure("I see why.", Act::Understand, 40, false))
        .over(Outcome::Resolved, true);
    let doubted = card(&unheard);
    assert_eq!(doubted.low, doubted.overall);
    assert!(doubted.overall < doubted.high);
}

#[test]
fn one_ability_below_fifty_fails_whatever_the_mean() {
    let extra = Log::new().says("What?", &[Act::Blame]).says("So?", &[Act::Dismiss]);
    let heavy = Weights { empathy: 1, tools: 10, resolution: 89 };
    let card = scored_in(|file| file.weights = Some(heavy), &with(&extra));
    assert!(card.empathy.score < Some(50) && card.overall > Some(75), "{:?}", card.empathy);
    assert_eq!(card.passed, Some(false));
}

#[test]
fn an_abandoned_run_shows_its_scores_and_does_not_pass() {
    let mut log = Log::well();
    for event in &mut log.events {
        if let What::Over { outcome, .. } = &mut event.what {
            *outcome = Outcome::Abandoned;
        }
    }
    let card = card(&log);
    assert_eq!((card.empathy.score, card.tools.score), (Some(100), Some(100)));
    assert!(card.resolution.is_rated());
    assert_eq!(card.passed, Some(false));
}

#[test]
fn what_was_stepped_back_from_is_not_scored_and_indexes_stay_those_of_the_log() {
    let log = Log::new()
        .says("What?", &[Act::Rude])
        .what(What::SteppedBack { to: 1 })
        .says("Your fault", &[Act::Blame])
        .says("I will", &[Act::Own])
        .what(What::SteppedBack { to: 4 })
        .what(What::SteppedBack { to: 3 })
        .says("I'll do it", &[Act::Own]);
    assert_eq!(surviving(&log.events).map(|(index, _)| index).collect::<Vec<_>>(), [0, 7]);
    let card = card(&log);
    assert_eq!((card.empathy.score, card.critical.len()), (Some(100), 0));
    assert_eq!(card.findings[0].events, [7]);
}

#[test]
fn the_mood_curve_begins_moves_and_ends() {
    let log = Log::new().says("Hi", &[]).moves(mood(40, 20, 35)).act().over(Outcome::Resolved, true);
    assert_eq!(card(&log).mood, [[0, 60, 20, 30], [10, 40, 20, 35], [20, 40, 20, 35]]);
}

#[test]
fn an_empty_log_has_a_card_too() {
    let card = scored(&[]);
    assert_eq!((card.outcome, card.overall, card.passed), (None, Some(0), Some(false)));
}

#[test]
fn what_made_a_critical_error_is_the_costliest_moment() {
    let log = Log::new().shows(Feeling::Anger).says("What?", &[Act::Rude]).says("Whatever.", &[Act::Dismiss]);
    let card = card(&log);
    for act in [Act::Rude, Act::Dismiss] {
        let is =
            |one: &&hotseat::score::Finding| matches!(one.why, Why::Harm { act: other, .. } if other == act);
        let events = card.findings.iter().find(is).unwrap().events.clone();
        let error = hotseat::score::CriticalError { what: String::new(), alleged: false, events };
        let capped = Scorecard { critical: vec![error], ..card.clone() };
        assert!(is(&costliest(&capped).unwrap()), "{act:?}");
    }
}

#[test]
fn who_did_not_pass_reads_why() {
    let card = card(&Log::new().shows(Feeling::Anger).says("What?", &[Act::Rude]).over(Outcome::Gone, false));
    let why = |language| hotseat::locale::debrief::why_not(&card, 75, language).unwrap();
    assert!(
        why(Language::En).starts_with("Not passed: the problem is not solved; "),
        "{}",
        why(Language::En)
    );
    assert!(why(Language::En).contains("Empathy 0"), "{}", why(Language::En));
    assert!(why(Language::Zh).contains("单项至少要有 50"), "{}", why(Language::Zh));
    let passed = super::card(&Log::well());
    assert_eq!(hotseat::locale::debrief::why_not(&passed, 75, Language::En), None);
}

#[test]
fn the_costliest_moment_is_weighed_and_goes_before_sums() {
    let log = Log::new().shows(Feeling::Anger).says("What?", &[Act::Rude]).tells("time", Truth::False);
    let card = card(&log.over(Outcome::Gone, false));
    assert!(matches!(costliest(&card).unwrap().why, Why::Harm { act: Act::Rude, .. }));
    let sums = super::card(&Log::new().silent().moves(mood(10, 10, 10)).over(Outcome::Gone, false));
    let sums = Scorecard {
        findings: sums.findings.into_iter().filter(|one| !one.why.is_moment()).collect(),
        ..sums
    };
    assert!(matches!(costliest(&sums).unwrap().why, Why::Goal { reached: false }));
    assert_eq!(costliest(&super::card(&Log::well())), None);
}

#[test]
fn a_card_can_be_written_and_read_again() {
    let card = card(&with(&Log::new().says("What?", &[Act::Rude])));
    let json = serde_json::to_string(&card).unwrap();
    assert_eq!(serde_json::from_str::<Scorecard>(&json).unwrap(), card);
}
