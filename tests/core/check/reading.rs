//! Where a problem is shown, and how a report is printed.

use super::*;

#[test]
fn columns_are_counted_in_characters_on_chinese_lines() {
    let text = GOOD
        .replace("languages: [\"en\"]", "languages: [\"zh\"]")
        .replace("\"Where is my lamp?\"],", "\"我的灯到底什么时候到?\"], shwos: Worry,");
    let found = parse("good", &text, &shop()).unwrap_err();
    let place = found[0].place();
    let line = text.lines().nth(place.line - 1).unwrap();
    let written: String = line.chars().skip(place.column - 1).take(place.to_column - place.column).collect();
    assert_eq!(written, "shwos");
    insta::assert_snapshot!(shown(&found, Language::Zh));
}

#[test]
fn a_caret_stands_under_its_word_behind_double_width_text() {
    let text = GOOD.replace("\"Where is my lamp?\"],", "\"我的灯呢?\"], shwos: Worry,");
    let found = parse("good", &text, &shop()).unwrap_err();
    let report = shown(&found, Language::En);
    let lines: Vec<&str> = report.lines().collect();
    let at = lines.iter().position(|line| line.contains("shwos: Worry")).unwrap();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let word = width(lines[at].split("shwos").next().unwrap());
    let caret = width(lines[at + 1].split('^').next().unwrap());
    assert_eq!(word, caret, "{report}");
}

#[test]
fn the_report_for_programs_is_json() {
    let (json, code) =
        check(&[broken().join("unknown-beat.ron")], &Library::embedded(), Format::Json, Language::En, false);
    assert_eq!(code, 1);
    insta::assert_snapshot!(json.replace(&format!("{}/", broken().display()), ""));
}

#[test]
fn a_folder_is_checked_whole_and_summed_up() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("desks")).unwrap();
    std::fs::write(folder.path().join("desks/shop.ron"), DESK).unwrap();
    std::fs::write(folder.path().join("good.ron"), GOOD).unwrap();
    let run = || check(&[folder.path().to_owned()], &Library::embedded(), Format::Text, Language::En, false);
    assert_eq!(run(), ("1 checked, no faults.\n".to_owned(), 0));
    std::fs::write(folder.path().join("good.ron"), GOOD.replace("level: 1", "level: 7, pass: 200")).unwrap();
    let (report, code) = run();
    assert_eq!(code, 1);
    assert!(report.ends_with("1 checked: 2 faults in one file.\n"), "{report}");
}

#[test]
fn a_fault_of_a_shared_desk_is_told_once() {
    let desk = DESK.replace("title: \"Refund\",", "title: \"Refund\", secnds: 5,");
    let second = GOOD.replace("\"good\"", "\"other\"");
    let library = library(&[("good.ron", GOOD), ("other.ron", &second), ("desks/shop.ron", &desk)]);
    let (count, found) = library.check_all().unwrap();
    assert_eq!(count, 2);
    assert_eq!(codes(&found), ["unknown-field"], "{}", shown(&found, Language::En));
    assert_eq!(found[0].file(), "desks/shop.ron");
}

#[test]
fn a_shared_desk_can_be_checked_by_itself() {
    assert!(check_file(&broken().join("desks/shop.ron")).is_empty());
    assert_eq!(codes(&check_file(&broken().join("desks/faulty.ron"))), ["unknown-field"]);
}

#[test]
fn a_house_is_checked_in_its_own_place() {
    let house = include_str!("../../../scenarios/house.ron");
    let check = |house: &str| {
        let library = library(&[("good.ron", GOOD), ("desks/shop.ron", DESK), ("house.ron", house)]);
        (codes(&library.check("house.ron")), codes(&library.check_all().unwrap().1))
    };
    assert_eq!(check(house), (vec![], vec![]));
    let faulty = house.replacen("format: 1", "format: 3, pss: 80", 1);
    assert_eq!(
        check(&faulty),
        (vec!["wrong-format", "unknown-field"], vec!["wrong-format", "unknown-field"])
    );
}

#[test]
fn a_shared_desk_that_no_scenario_uses_is_checked_with_its_folder() {
    let library = library(&[("good.ron", GOOD), ("desks/shop.ron", DESK), ("desks/new.ron", "(tols: {})")]);
    let (_, found) = library.check_all().unwrap();
    assert_eq!(codes(&found), ["unknown-field"]);
    assert_eq!(found[0].file(), "desks/new.ron");
}

#[test]
fn a_variant_is_tried_alone_and_blamed_at_its_value() {
    let text = GOOD.replace("[4, 5]", "[4, 5, 900]");
    let found = parse("good", &text, &shop()).unwrap_err();
    assert_eq!(codes(&found), ["variant-faulty"]);
    assert_eq!(text.get(found[0].span.clone()), Some("900"));
}

#[test]
fn a_variant_inside_a_section_is_tried_like_any_other() {
    for (path, good, bad) in [
        ("beats.hello.hears.0.to", "\"bye\"", "\"nowhere\""),
        ("facts.time.from", "[Policy(0)]", "[Policy(7)]"),
        ("customer.mood.anger", "30", "\"high\""),
        ("beats.bye", "(says: [\"Bye!\"], ends: Gone)", "(syas: [\"Bye!\"], ends: Gone)"),
    ] {
        let text = GOOD.replace("variants: {", &format!("variants: {{ \"{path}\": [{good}, {bad}],"));
        let found = parse("good", &text, &shop()).unwrap_err();
        assert_eq!(codes(&found), ["variant-faulty"], "{path}: {}", shown(&found, Language::En));
        let written = text.get(found[0].span.clone()).unwrap();
        assert!(bad.starts_with(written), "{path}: blamed {written}");
    }
}
