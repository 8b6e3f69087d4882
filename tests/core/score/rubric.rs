//! Rubrics as files: the built-in one scores as ever, and whatever is wrong with another is named with its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hotseat::cli::check::render;
use hotseat::listen::Listener;
use hotseat::locale::rubric;
use hotseat::scenario::Act;
use hotseat::scenario::goal::Weights;
use hotseat::scenario::{Language, Library, Problem};
use hotseat::score::{FLOOR, Points, RUBRIC, Rubric, RubricFile, Why, grade_by, score, score_by};
use hotseat::session::{Run, Session};

use super::log::Log;
use super::{card, house, only, scenario, well};

fn read(text: &str) -> Rubric {
    RubricFile::parse("rubric.ron", text).expect("a good rubric").rubric().clone()
}

fn faults(text: &str) -> Vec<Problem> {
    RubricFile::parse("rubric.ron", text).expect_err("a faulty rubric")
}

/// A rubric with these fields and a head.
fn with(fields: &str) -> String {
    format!("(\n    number: 2,\n    title: {{ \"en\": \"Ours\", \"zh\": \"本公司\" }},\n    {fields}\n)")
}

/// Line, code and the words under the caret of each fault.
fn places(text: &str) -> Vec<(usize, &'static str, String)> {
    let under = |one: &Problem| text.get(one.span.clone()).unwrap_or_default().to_owned();
    faults(text).iter().map(|one| (one.place().line, one.what.code(), under(one))).collect()
}

#[test]
fn the_file_that_ships_is_the_built_in_rubric() {
    assert_eq!(read(Rubric::BUILTIN), Rubric::builtin());
    let written = |name: &str| Rubric::BUILTIN.contains(&format!("{name}:"));
    let points = serde_json::to_value(Points::default()).expect("it is written");
    for (name, _) in points.as_object().expect("named points") {
        assert!(written(name), "{name} is shown");
    }
}

#[test]
fn a_rubric_that_was_put_together_is_written_so_that_it_reads_the_same() {
    let ours = read(&with(
        "floor: 30, pass: 80, weights: (empathy: 10, tools: 20, resolution: 70), points: (rude: -7)",
    ));
    let file = RubricFile::write(&ours).expect("it is good");
    assert_eq!(*file.rubric(), ours);
    assert_eq!(RubricFile::parse("ours.ron", file.text()).expect("it reads"), file);
    let weightless = Rubric { weights: Some(Weights { empathy: 0, tools: 0, resolution: 0 }), ..ours };
    let faults = RubricFile::write(&weightless).expect_err("no weight at all");
    assert_eq!(faults.iter().map(|one| one.what.code()).collect::<Vec<_>>(), ["no-weight"]);
}

#[test]
fn every_point_can_be_read_and_set_by_its_words_in_both_languages() {
    for language in Language::ALL {
        let mut points = Points::default();
        let mut said = BTreeSet::new();
        for worth in rubric::worths(&mut points, language).into_iter().flatten() {
            assert!(worth.range.contains(worth.points), "{}: {}", worth.words, worth.points);
            assert!(said.insert(worth.words), "{} stands for two points", worth.words);
            *worth.points = 0;
        }
        let left = serde_json::to_value(points).expect("it is written");
        let left = left.as_object().expect("named").iter().filter(|(_, worth)| **worth != 0);
        assert_eq!(left.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["upset"]);
    }
}

#[test]
fn the_built_in_rubric_written_out_gives_every_shipped_run_the_same_scorecard() {
    let listener = Arc::new(Listener::builtin().expect("the listener is good"));
    let file = read(Rubric::BUILTIN);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runs");
    let mut tried = 0;
    for entry in fs::read_dir(folder).expect("the runs") {
        let text = fs::read_to_string(entry.expect("a run").path()).expect("it reads");
        let run = Run::read(&text).expect("a run");
        let scenario = Library::embedded().scenario(&run.scenario, run.seed).expect("a scenario");
        let mut session =
            Session::begin(Arc::new(scenario), Arc::clone(&listener), run.language, run.mode, run.seed);
        session.play(&run.actions).expect("it plays");
        let (scenario, log) = (session.scenario(), session.log());
        assert_eq!(score_by(&file, scenario, log), score(scenario, log));
        tried += 1;
    }
    assert!(tried >= 40, "{tried}");
}

#[test]
fn what_a_file_leaves_out_is_as_in_the_built_in_one() {
    let ours = read(&with("points: (goal: 30)"));
    assert_eq!(ours.points, Points { goal: 30, ..Points::default() });
    assert_eq!((ours.floor, ours.pass, ours.cap, ours.weights), (FLOOR, None, None, None));
}

#[test]
fn each_value_of_a_rubric_counts() {
    let by = |fields: &str| grade_by(&read(&with(fields)), &scenario(), &house(), &Log::well().events);
    let plain = well();
    let goal = |card: &_| only(card, |why| matches!(why, Why::Goal { .. })).of;
    assert_eq!((goal(&plain), goal(&by("points: (goal: 30)"))), (45, 30));
    assert_eq!(
        (plain.passed, by("pass: 100, floor: 100").passed),
        (Some(true), Some(plain.overall == Some(100)))
    );
    let weights = by("weights: (empathy: 100, tools: 0, resolution: 0)");
    assert_eq!(weights.overall, plain.empathy.score);
}

#[test]
fn rudeness_costs_what_the_rubric_says_and_a_critical_error_caps_there() {
    let log = Log::well().says("Shut up.", &[Act::Rude]);
    let lost = |rubric: &Rubric| {
        let card = grade_by(rubric, &scenario(), &house(), &log.events);
        let points = only(&card, |why| matches!(why, Why::Harm { act: Act::Rude, .. })).points;
        (points, card.overall)
    };
    assert_eq!(lost(&Rubric::builtin()), (-30, card(&log).overall));
    assert_eq!(lost(&read(&with("cap: 7, points: (rude: -1)"))), (-1, Some(7)));
}

#[test]
fn what_a_scenario_says_itself_goes_before_the_rubric() {
    let rubric = read(&with("pass: 100, floor: 0, weights: (empathy: 1, tools: 0, resolution: 0)"));
    let mut file = scenario();
    file.pass = Some(1);
    file.weights = Some(house().weights);
    let card = grade_by(&rubric, &file, &house(), &Log::well().events);
    assert_eq!((card.weights, card.passed), (house().weights, Some(true)));
}

#[test]
fn the_built_in_number_stands_for_the_built_in_rubric_only() {
    let own = Rubric::BUILTIN.replace("goal: 45", "goal: 46");
    let line = own.lines().position(|line| line.contains("number: 1,")).expect("a number") + 1;
    assert_eq!(places(&own), [(line, "outside", RUBRIC.to_string())]);
    let titled = Rubric::BUILTIN.replace("The built-in rubric\"", "As ever\"");
    assert!(read(&titled).scores_as(&Rubric::builtin()), "a title scores nothing");
}

#[test]
fn every_fault_is_named_with_its_line_and_field() {
    let one = |line: usize, code, under: &str| (line, code, under.to_owned());
    assert_eq!(places(&with("floor: 101,")), [one(4, "outside", "101")]);
    assert_eq!(places(&with("pass: 300,")), [one(4, "wrong-type", "300")]);
    assert_eq!(
        places(&with("points: (\n    rude: 5,\n    goal: -1),")),
        [one(5, "outside", "5"), one(6, "outside", "-1")]
    );
    assert_eq!(places(&with("points: (generic: 21),")), [one(4, "outside", "21")]);
    assert_eq!(places(&with("points: (draft: 10),")), [one(4, "outside", "10")]);
    assert_eq!(places(&with("points: (gaol: 4),")), [one(4, "unknown-field", "gaol")]);
    assert_eq!(
        places(&with("weights: (empathy: 0, tools: 0, resolution: 0),")),
        [one(4, "no-weight", "weights")]
    );
    assert_eq!(
        places(&with("weights: (empathy: 101, tools: 0, resolution: 0),")),
        [one(4, "outside", "101")]
    );
    assert_eq!(places("(number: 10000, title: \"x\")"), [one(1, "outside", "10000")]);
    assert_eq!(places("(number: 2, title: { \"en\": \"x\" })"), [one(1, "missing-text", "title")]);
    assert_eq!(places("(number: 2, title: \" \")").first().map(|one| one.1), Some("blank-text"));
    assert_eq!(places("(title: \"x\")").first().map(|one| one.1), Some("missing-field"));
    assert_eq!(places("(format: 2, number: 2, title: \"x\")"), [one(1, "wrong-format", "2")]);
    for (text, code) in [("", "syntax"), ("(number: 2", "syntax"), ("rubbish", "wrong-type")] {
        assert!(faults(text).iter().any(|one| one.what.code() == code), "{text}: {:?}", faults(text));
    }
}

#[test]
fn faults_are_worded_with_place_and_remedy_in_both_languages() {
    let text = with("floor: 120,\n    points: (rude: 30, generic: 25, gaol: 40),");
    let shown = |language| {
        faults(&text).iter().map(|one| render(one, language, false)).collect::<Vec<_>>().join("\n\n")
    };
    insta::assert_snapshot!("a_faulty_rubric_in_english", shown(Language::En));
    insta::assert_snapshot!("a_faulty_rubric_in_chinese", shown(Language::Zh));
    let fine = with("floor: 120,");
    insta::assert_snapshot!("a_floor_too_high", render(&faults(&fine)[0], Language::En, false));
}
