//! `roles.ron` and what can be wrong with it.

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
