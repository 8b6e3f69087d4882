//! `roles.ron` and what can be wrong with it.

use hotseat::scenario::roles::ExamRule;
use hotseat::scenario::{Library, Problem};

fn faults(text: &str) -> Vec<(usize, usize, &'static str)> {
    let library = Library::of([("roles.ron".to_owned(), text.to_owned())]);
    let found = library.roles().err().unwrap_or_default();
    assert_eq!(found, library.check("roles.ron"));
    let place = |problem: &Problem| (problem.place().line, problem.place().column, problem.what.code());
    found.iter().map(place).collect()
}

#[test]
fn the_shipped_file_has_no_fault() {
    assert_eq!(Library::embedded().check("roles.ron"), []);
}

#[test]
fn a_library_without_ladders_has_none() {
    assert_eq!(Library::of([]).roles().unwrap().ladders, []);
}

#[test]
fn a_misspelt_field_is_shown_where_it_stands_with_the_right_name() {
    let text = "(format: 1, ladders: [(id: \"a\", titel: \"A\", about: \"a\", steps: [])])";
    assert!(faults(text).contains(&(1, 33, "unknown-field")), "{:?}", faults(text));
}

#[test]
fn every_fault_is_reported_at_its_place() {
    let text = r#"(
    format: 2,
    ladders: [
        (id: "a", title: { "zh": "甲" }, about: " ", steps: [
            (id: "a", title: "A", about: "a", needs: [
                (at_least: 120, attempts: 0, level: 9),
                (ability: empathy),
            ]),
            (id: "B", title: "B", about: "b", needs: []),
        ]),
        (id: "c", title: "C", about: "c", steps: []),
    ],
)"#;
    let expected = [
        (2, 13, "wrong-format"),
        (4, 19, "missing-text"),
        (4, 48, "blank-text"),
        (5, 18, "duplicate"),
        (6, 28, "outside"),
        (6, 43, "outside"),
        (6, 53, "outside"),
        (7, 17, "missing-field"),
        (9, 18, "bad-id"),
        (9, 47, "empty"),
        (11, 43, "empty"),
    ];
    assert_eq!(faults(text), expected);
}

#[test]
fn broken_writing_is_reported_not_panicked_over() {
    for text in ["", "(", "(format: 1", "nonsense", "(format: 1, ladders: {})", "\u{202e}"] {
        assert!(!faults(text).is_empty(), "{text:?}");
    }
}

#[test]
fn checking_a_whole_library_checks_its_roles() {
    let library = Library::of([("roles.ron".to_owned(), "(format: 3, ladders: [])".to_owned())]);
    let (_, found) = library.check_all().unwrap();
    assert_eq!(
        found.iter().map(|problem| problem.what.code()).collect::<Vec<_>>(),
        ["wrong-format", "empty"]
    );
}

#[test]
fn an_exam_rule_under_which_one_try_could_do_is_a_fault() {
    let text = r#"(
    format: 1,
    ladders: [(id: "a", title: "A", about: "a", steps: [(id: "b", title: "B", about: "b", needs: [(at_least: 1)],
        exam: (in_a_row: 1, chance: 30, exams: 1, within_days: 0),
    )])],
)"#;
    assert_eq!(
        faults(text),
        [(4, 26, "outside"), (4, 37, "outside"), (4, 48, "outside"), (4, 64, "outside")]
    );
}

#[test]
fn an_exam_rule_can_ask_for_too_much_to_be_reached() {
    let rule = |rule: &str| {
        faults(&format!(
            r#"(format: 1, ladders: [(id: "a", title: "A", about: "a", steps: [(id: "b", title: "B", about: "b",
            needs: [(at_least: 1)], exam: ({rule})) ])])"#
        ))
    };
    assert_eq!(rule("in_a_row: 8, chance: 95, exams: 100, within_days: 3650"), []);
    for one in ["in_a_row: 9", "chance: 96", "exams: 101", "within_days: 3651"] {
        assert_eq!(rule(one).len(), 1, "{one}");
    }
    assert_eq!(rule("chances: 60").first().map(|fault| fault.2), Some("unknown-field"));
}

#[test]
fn what_an_exam_rule_leaves_out_is_three_in_a_row_at_even_odds_within_a_year() {
    let rule = |rule: &str| {
        let text = format!(
            r#"(format: 1, ladders: [(id: "a", title: "A", about: "a", steps: [(id: "b", title: "B", about: "b",
            needs: [(at_least: 1)]{rule}) ])])"#
        );
        Library::of([("roles.ron".to_owned(), text)]).roles().unwrap().ladders[0].steps[0].exam
    };
    let usual = ExamRule { in_a_row: 3, chance: 50, exams: 3, within_days: 365 };
    assert_eq!(rule(""), usual);
    assert_eq!(rule(", exam: (in_a_row: 4)"), ExamRule { in_a_row: 4, ..usual });
}
