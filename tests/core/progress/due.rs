//! Practice that comes due.

use hotseat::locale::progress::due as worded;
use hotseat::progress::{Card, Due, due};
use hotseat::scenario::Language;
use hotseat::score::AbilityKind;
use jiff::tz::{Offset, TimeZone};

use super::*;

const EMPATHY: Card = Card::Ability(AbilityKind::Empathy);

fn scenario(id: &str) -> Card {
    Card::Scenario(id.to_owned())
}

fn played(id: &str, score: u8, days: i64) -> AttemptSummary {
    AttemptSummary { at: ago(days), ..attempt(id, score) }
}

fn found(attempts: &[AttemptSummary], installed: &[ScenarioHead]) -> Vec<Due> {
    due(attempts, installed, &today().to_zoned(TimeZone::UTC))
}

fn card(attempts: &[AttemptSummary], card: &Card) -> Due {
    let installed = [head("a"), head("b"), head("c")];
    found(attempts, &installed).into_iter().find(|due| due.card == *card).unwrap()
}

#[test]
fn nothing_played_is_nothing_due() {
    assert_eq!(found(&[], &[head("a")]), []);
}

#[test]
fn a_scenario_played_once_is_due_after_as_many_days_as_the_score_says() {
    // The first intervals of FSRS 6 at 90 %, rounded: Again 0.2, at least a day; Hard 1.3; Good 2.3; Easy 8.3.
    let lasts = [49, 50, 74, 75, 89, 90].map(|score| card(&[played("a", score, 0)], &scenario("a")).lasts);
    assert_eq!(lasts, [1, 1, 1, 2, 2, 8]);
}

#[test]
fn it_is_due_on_the_day_it_begins_to_fade() {
    let left = [7, 8, 9].map(|days| card(&[played("a", 95, days)], &scenario("a")).left);
    assert_eq!(left, [1, 0, -1]);
    let one = card(&[played("a", 95, 9)], &scenario("a"));
    assert!(one.is_due());
    assert_eq!((one.ago, one.score, one.on.to_string().as_str()), (9, 95, "2026-11-30"));
}

#[test]
fn what_went_well_again_lasts_longer() {
    let once = card(&[played("a", 80, 5)], &scenario("a")).lasts;
    let again = card(&[played("a", 80, 8), played("a", 80, 5)], &scenario("a")).lasts;
    let failed = card(&[played("a", 80, 8), played("a", 20, 5)], &scenario("a")).lasts;
    assert!(again > once && failed <= once, "{failed} {once} {again}");
}

#[test]
fn hints_make_nothing_easy() {
    let hinted = AttemptSummary { mode: Mode::Learn, ..played("a", 100, 0) };
    assert_eq!(card(&[hinted], &scenario("a")).lasts, 2);
}

#[test]
fn an_ability_is_practised_in_every_scenario_that_rates_it() {
    let unrated = AttemptSummary { empathy: None, ..played("b", 90, 1) };
    let one = card(&[played("a", 80, 12), unrated], &EMPATHY);
    assert_eq!((one.ago, one.score), (12, 80));
}

#[test]
fn what_was_left_or_is_not_installed_any_more_is_not_due() {
    let left = AttemptSummary { finished: false, ..played("a", 90, 50) };
    assert_eq!(found(&[left], &[head("a")]), []);
    let cards = found(&[played("gone", 90, 50)], &[head("a")]);
    assert!(cards.iter().all(|due| matches!(due.card, Card::Ability(_))), "{cards:?}");
}

#[test]
fn an_ability_suggests_a_scenario_not_played_lately_at_a_level_that_fits() {
    let suggested = |tries: &[AttemptSummary], levels: [u8; 3]| {
        let installed: Vec<_> = ["a", "b", "c"]
            .iter()
            .zip(levels)
            .map(|(id, level)| ScenarioHead { level, ..head(id) })
            .collect();
        let all = found(tries, &installed);
        all.into_iter().find(|due| due.card == EMPATHY).unwrap().suggested.unwrap()
    };
    assert_eq!(suggested(&[played("a", 80, 1)], [3, 3, 5]), "b", "the other of this level");
    assert_eq!(suggested(&[played("a", 80, 40), played("b", 80, 30)], [3, 3, 5]), "a", "longest not played");
    let strong: Vec<_> = (1..9).map(|days| played("a", 100, days)).collect();
    assert_eq!(suggested(&strong, [3, 3, 5]), "c", "strong people get hard ones");
    let weak: Vec<_> = (1..9).map(|days| played("a", 30, days)).collect();
    assert_eq!(suggested(&weak, [3, 1, 5]), "b", "others easy ones");
    let never = AttemptSummary { empathy: None, ..played("b", 80, 60) };
    assert_eq!(suggested(&[played("a", 80, 1), never], [3, 3, 3]), "c", "none that never rated it");
}

#[test]
fn days_are_those_of_the_calendar_where_the_trainee_sits() {
    let late = AttemptSummary { at: "2026-11-30T17:00:00Z".parse().unwrap(), ..attempt("a", 80) };
    let ago = |hours| {
        let now = today().to_zoned(TimeZone::fixed(Offset::constant(hours)));
        due(std::slice::from_ref(&late), &[], &now)[0].ago
    };
    assert_eq!((ago(0), ago(8)), (1, 0));
}

#[test]
fn clocks_that_jump_are_harmless() {
    for at in [Timestamp::MIN, Timestamp::MAX] {
        let one = card(&[AttemptSummary { at, ..attempt("a", 80) }, played("a", 80, 3)], &scenario("a"));
        assert!((1..=90).contains(&one.lasts));
    }
    let ahead = AttemptSummary { at: ago(-90), ..attempt("a", 80) };
    assert_eq!(card(&[ahead], &scenario("a")).ago, 0);
}

#[test]
fn a_scenario_known_well_comes_back_within_a_quarter() {
    let often: Vec<_> = (0..12).map(|time| played("a", 100, 3000 - time * 250)).collect();
    assert!(card(&often, &scenario("a")).lasts <= 90);
}

#[test]
fn why_it_is_due_is_said_in_both_languages() {
    let tries = [
        played("a", 82, 12),
        played("a", 78, 9),
        AttemptSummary { empathy: Some(95), ..played("b", 40, 1) },
        played("c", 95, 0),
    ];
    let installed = [head("a"), head("b"), head("c"), head("d")];
    let mut lines = Vec::new();
    for language in Language::ALL {
        let title = |id: &str| language.pick(format!("“Case {id}”"), format!("“案例 {id}”"));
        lines.extend(found(&tries, &installed).iter().map(|due| worded(due, title, language)));
    }
    insta::assert_snapshot!(lines.join("\n"));
}
