//! Scorecards of a company's own: read whatever their columns are called, and filled in from what was found.

use hotseat::qa::{BadCard, Card, Criterion, Field, Mapper, Question, Scale, fill, read, rubric};
use hotseat::scenario::Language;
use hotseat::score::{Scorecard, score};
use hotseat::session::{Run, Session};
use rstest::rstest;

use crate::shipped::{listener, run_file, scenario};

fn plain(text: &str) -> Card {
    read(text, &Mapper::default()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn played(id: &str, who: &str) -> Scorecard {
    let run = Run::read(&std::fs::read_to_string(run_file(id, who, "en")).expect("a run")).expect("it reads");
    let mut session = Session::begin(scenario(id, run.seed), listener(), run.language, run.mode, run.seed);
    session.play(&run.actions).expect("it plays");
    score(session.scenario(), session.log())
}

fn question(criterion: Criterion, scale: Scale) -> Question {
    Question {
        group: "G".to_owned(),
        text: "Q".to_owned(),
        weight: 100,
        scale,
        critical: false,
        auto_fail: false,
        may_not_apply: true,
        criteria: vec![criterion],
    }
}

#[rstest]
#[case::plain(
    "group,question,weight,scale,critical,auto-fail,n/a,hotseat\nA,B,5,0-10,no,yes,yes,goal;ticket\n"
)]
#[case::other_tools(
    "Section,Line item,Max points,Rating scale,Is critical,Auto fail,Allow N/A,Hotseat\nA,B,5.0,10,,x,Y,goal ticket\n"
)]
#[case::chinese(
    "分组,评分项,权重,评分方式,关键项,一票否决,可不适用,hotseat\nA,B,5,0-10分,否,是,是,goal、ticket\n"
)]
#[case::with_mark(
    "\u{feff}Group,Criteria,Weighting,Scale,Critical,Autofail,NA,Hotseat\r\nA,B,5,0–10,0,1,true,\"goal,ticket\"\r\n"
)]
fn columns_are_found_by_the_names_other_programs_give_them(#[case] text: &str) {
    let card = plain(text);
    let wanted = Question {
        group: "A".to_owned(),
        text: "B".to_owned(),
        weight: 500,
        scale: Scale::Numbers { low: 0, high: 10 },
        critical: false,
        auto_fail: true,
        may_not_apply: true,
        criteria: vec![Criterion::Goal, Criterion::Ticket],
    };
    assert_eq!(card.questions, [wanted]);
}

#[test]
fn a_column_of_any_name_is_mapped_by_hand() {
    let mapper = Mapper::read("question = What we ask, group=Where").expect("it reads");
    let card = read("Where,What we ask,Question\nA,B,ignored\n", &mapper).expect("it reads");
    assert_eq!((card.questions[0].group.as_str(), card.questions[0].text.as_str()), ("A", "B"));
    let missing = read("a,b\n1,2\n", &mapper).expect_err("it is refused");
    assert!(matches!(&missing[0].what, BadCard::NoColumn(_)), "{missing:?}");
    assert_eq!(Mapper::read("colour=Red"), Err("colour=Red".to_owned()));
}

#[test]
fn every_fault_of_a_scorecard_is_named_with_its_line_in_both_languages() {
    let text = "question,weight,scale,critical,hotseat\na,much,,,\nb,,often,,\nc,,,maybe,\nd,,,,magic\nHeading,,,,\n";
    let faults = read(text, &Mapper::default()).expect_err("it is refused");
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    for (fault, word) in faults.iter().zip(["much", "often", "maybe", "magic"]) {
        for language in [Language::En, Language::Zh] {
            assert!(fault.what.words(language).contains(word), "{fault:?}");
        }
    }
    for (text, what) in [("a,b\n1,2\n", BadCard::NoQuestions), ("question\n", BadCard::Empty)] {
        assert_eq!(read(text, &Mapper::default()).expect_err("it is refused")[0].what, what);
    }
}

#[test]
fn lines_without_a_question_are_headings_and_totals() {
    assert_eq!(plain("group,question\nManner,\nManner,Kind?\nTotal,\n").questions.len(), 1);
}

#[rstest]
fn what_hotseat_judges_is_written_as_a_scorecard_that_reads_back(
    #[values(Language::En, Language::Zh)] language: Language,
) {
    let mut written = Vec::new();
    rubric(&mut written, language).expect("it is written");
    let card = plain(&String::from_utf8(written).expect("UTF-8"));
    let criteria: Vec<Criterion> = card.questions.iter().flat_map(|one| one.criteria.clone()).collect();
    assert_eq!(criteria, Criterion::ALL);
    assert_eq!(card.questions.iter().filter(|one| one.auto_fail).count(), 1);
    assert_eq!(Field::ALL.len(), 8);
}

#[test]
fn each_finding_answers_one_question_of_the_ability_it_counts_for() {
    for (id, who) in
        [("angry-complaint", "rude"), ("system-outage", "model"), ("wrong-account-data", "second")]
    {
        for finding in played(id, who).findings {
            assert_eq!(Criterion::of(&finding.why).ability(), Some(finding.ability), "{finding:?}");
        }
    }
}

#[test]
fn a_model_agent_gets_full_marks_and_a_rude_one_fails_where_rudeness_fails_all() {
    let courteous = Question { auto_fail: true, ..question(Criterion::Courtesy, Scale::YesNo) };
    let solved = question(Criterion::Goal, Scale::Numbers { low: 1, high: 5 });
    let card = Card { questions: vec![courteous, solved] };
    let model = played("angry-complaint", "model");
    let filled = fill(&card, &model);
    assert_eq!((filled.score, filled.open), (Some(100), 0));
    assert_eq!(filled.answers[1].1.on(card.questions[1].scale), Some(5));
    let rude = played("angry-complaint", "rude");
    let filled = fill(&card, &rude);
    assert_eq!(filled.score, Some(0));
    assert_eq!(filled.answers[0].1.on(Scale::YesNo), Some(0));
    assert!(filled.answers[0].1.findings.iter().any(|finding| !finding.words.is_empty()), "with the words");
}

#[test]
fn a_critical_no_takes_its_group_and_leaves_the_others() {
    let rude = played("angry-complaint", "rude");
    let courteous = Question { critical: true, ..question(Criterion::Courtesy, Scale::YesNo) };
    let promises = Question { group: "H".to_owned(), ..question(Criterion::Promises, Scale::YesNo) };
    let card = Card { questions: vec![courteous, promises] };
    assert_eq!(fill(&card, &rude).score, Some(50));
}

#[test]
fn what_no_criterion_answers_is_left_for_a_person_and_counts_neither_way() {
    let card = Card {
        questions: vec![
            Question { criteria: Vec::new(), weight: 9_900, ..question(Criterion::Goal, Scale::YesNo) },
            question(Criterion::Goal, Scale::YesNo),
        ],
    };
    let model = played("first-day", "model");
    let filled = fill(&card, &model);
    assert_eq!((filled.score, filled.open), (Some(100), 1));
    assert!(!filled.answers[0].1.not_applicable);
}

#[test]
fn what_never_came_up_does_not_apply_where_that_is_allowed() {
    let nothing = played("first-day", "nothing");
    let asks = |may_not_apply: bool| {
        let question = Question { may_not_apply, ..question(Criterion::Consent, Scale::YesNo) };
        Card { questions: vec![question] }
    };
    let (may, must) = (asks(true), asks(false));
    let filled = fill(&may, &nothing);
    assert_eq!((filled.score, filled.open, filled.answers[0].1.not_applicable), (None, 0, true));
    assert_eq!(fill(&must, &nothing).open, 1);
}
