//! `hotseat new`: whatever is answered, the file can be read, and nothing is overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hotseat::cli::check::render;
use hotseat::cli::new::{
    Answers, AskError, BadId, KINDS, NewError, Setting, Spoken, ask, clean_id, template, write,
};
use hotseat::listen::Listener;
use hotseat::scenario::beat::FaultKind;
use hotseat::scenario::file::ScenarioKind;
use hotseat::scenario::{Language, Library, ScenarioFile, Text};
use hotseat::score::score;
use hotseat::session::{Action, Deed, Mode, Outcome, Phase, Session, Ticket};
use rstest::rstest;

fn both(en: &str, zh: &str) -> Text {
    Text::By(BTreeMap::from([(Language::En, en.to_owned()), (Language::Zh, zh.to_owned())]))
}

fn answers() -> Answers {
    Answers {
        id: "lost-parcel".to_owned(),
        title: both("The lost parcel", "丢了的包裹"),
        spoken: Spoken::Both,
        kind: ScenarioKind::Delivery,
        level: 2,
        name: both("Dana Reyes", "李敏"),
        trouble: both("My parcel never came.", "我的包裹一直没到。"),
        desk: None,
        comments: Language::En,
    }
}

fn setting<'a>(language: Language, folder: &'a Path, desks: &'a [String]) -> Setting<'a> {
    Setting { language, folder, desks, id: None }
}

fn read(text: &str) -> ScenarioFile {
    ron::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn every_combination_of_languages_kinds_and_levels_can_be_read() {
    for (spoken, kind) in Spoken::ALL.into_iter().flat_map(|spoken| KINDS.map(|kind| (spoken, kind))) {
        for (level, comments) in (1..=5).flat_map(|level| Language::ALL.map(|language| (level, language))) {
            let text = template(&Answers { spoken, kind, level, comments, ..answers() });
            let file = read(&text);
            assert_eq!((file.kind, file.level, &*file.languages), (kind, level, spoken.languages()));
            assert!(!text.contains('@'), "a blank was left:\n{text}");
        }
    }
}

#[test]
fn a_scenario_in_one_language_holds_no_word_of_the_other() {
    let text = template(&Answers { spoken: Spoken::One(Language::En), ..answers() });
    assert!(text.is_ascii(), "{text}");
    let text = template(&Answers { spoken: Spoken::One(Language::Zh), comments: Language::Zh, ..answers() });
    assert!(!text.contains("\"en\""), "{text}");
    assert_eq!(read(&text).title, Text::Plain("丢了的包裹".to_owned()));
}

#[test]
fn comments_are_in_the_authors_language_whatever_the_scenario_speaks() {
    let text = template(&Answers { spoken: Spoken::One(Language::En), comments: Language::Zh, ..answers() });
    assert!(text.contains("// 一个场景") && !text.contains("// A scenario"), "{text}");
}

#[rstest]
#[case::quotes(r#"He said "no" and left"#)]
#[case::backslash(r"C:\new\table")]
#[case::lines("one\ntwo\r\n\tthree")]
#[case::breaks_out(r#""), evil: ("#)]
#[case::comment("// not a comment /* nor this */")]
#[case::blank("@name_en@ @id@ $1 ${0}")]
#[case::text_by_language(r#"{ "en": "a", "zh": "b" }"#)]
#[case::control("bell\u{7} escape\u{1b}[2J null\0")]
#[case::direction("a\u{202e}b")]
#[case::emoji("👩‍👩‍👧 “中文”")]
fn any_words_come_out_as_they_went_in(#[case] words: &str) {
    let plain = Text::Plain(words.to_owned());
    for spoken in Spoken::ALL {
        let (title, name, trouble) = (plain.clone(), plain.clone(), plain.clone());
        let file = read(&template(&Answers { title, name, trouble, spoken, ..answers() }));
        for language in spoken.languages() {
            assert_eq!(file.title.get(*language), words);
            assert_eq!(file.customer.name.get(*language), words);
            assert_eq!(file.beats["trouble"].says[0].get(*language), words);
        }
    }
}

#[test]
fn a_shared_desk_becomes_the_base() {
    let file = read(&template(&Answers { desk: Some("desks/retail.ron".to_owned()), ..answers() }));
    assert_eq!(file.desk.base.as_deref(), Some("desks/retail.ron"));
    assert!(file.desk.tools.contains_key("settle"));
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("场景 folder");
    let path = write(&folder, &answers()).expect("it is written");
    assert_eq!(path, folder.join("lost-parcel.ron"));
    fs::write(&path, "mine").expect("it is written");
    assert_eq!(write(&folder, &answers()), Err(NewError::Exists { path: path.clone() }));
    assert_eq!(fs::read_to_string(&path).expect("it reads"), "mine");
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("notes");
    fs::write(&file, "notes").expect("it is written");
    assert!(matches!(write(&file, &answers()), Err(NewError::NotWritten { .. })));
}

#[rstest]
#[case("")]
#[case("Late Parcel")]
#[case("../up")]
#[case("-x")]
#[case("包裹")]
#[case("a/b")]
fn an_id_that_is_no_file_name_is_refused(#[case] id: &str) {
    assert_eq!(clean_id(id), Err(BadId::Written(id.to_owned())));
}

#[rstest]
#[case("house")]
#[case("roles")]
#[case("nul")]
#[case("com1")]
fn a_reserved_id_is_refused(#[case] id: &str) {
    assert_eq!(clean_id(id), Err(BadId::Reserved(id.to_owned())));
}

#[test]
fn the_questions_explain_a_bad_answer_and_ask_again() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("taken.ron"), "mine").expect("it is written");
    let lines = "Not An Id\ntaken\nmy-case\n9\nen + zh\nTitle\n标题\ncomplaint\n4\nAna\n安娜\n\nIt broke.\n坏了。\n2\n";
    let mut asked = Vec::new();
    let desks = ["desks/retail.ron".to_owned()];
    let found = ask(&mut lines.as_bytes(), &mut asked, setting(Language::En, dir.path(), &desks))
        .expect("all is answered");
    let wanted = Answers {
        id: "my-case".to_owned(),
        title: both("Title", "标题"),
        kind: ScenarioKind::Complaint,
        level: 4,
        name: both("Ana", "安娜"),
        trouble: both("It broke.", "坏了。"),
        desk: Some("desks/retail.ron".to_owned()),
        ..answers()
    };
    assert_eq!(found, wanted);
    let asked = String::from_utf8(asked).expect("text");
    assert!(
        asked.contains("choose a number from 1 to 3") && asked.contains("cannot be left empty"),
        "{asked}"
    );
}

#[test]
fn answers_that_end_early_write_nothing_and_say_where() {
    let ended =
        ask(&mut "my-case\n".as_bytes(), &mut Vec::new(), setting(Language::Zh, Path::new("nowhere"), &[]))
            .expect_err("it ended");
    assert!(matches!(ended, AskError::Ended(question) if question == "语言"));
}

/// What an agent would say without having read the file: the language's obvious replies.
fn obvious(language: Language) -> [&'static str; 3] {
    match language {
        Language::En => [
            "Hello, I'm sorry about this, that must be frustrating. I'll take care of it for you.",
            "I would settle the case now and it takes effect tomorrow. Shall I go ahead?",
            "I've settled your case, it takes effect tomorrow. Is there anything else I can help with?",
        ],
        Language::Zh => [
            "您好，东西一直没到，换谁都着急，真对不起，这件事我来帮您处理。",
            "我现在帮您办结，明天生效，您看可以吗？",
            "已经帮您办好了，明天生效。请问还有什么可以帮您？",
        ],
    }
}

#[test]
fn whatever_is_chosen_the_file_checks_clean_and_obvious_replies_lead_to_a_good_end() {
    let listener = Arc::new(Listener::builtin().expect("the lexicons read"));
    for (spoken, kind) in Spoken::ALL.into_iter().flat_map(|spoken| KINDS.map(|kind| (spoken, kind))) {
        for level in [1, 3, 5] {
            let answers = Answers { spoken, kind, level, ..answers() };
            let library = Library::of([("lost-parcel.ron".to_owned(), template(&answers))]);
            let problems = library.check("lost-parcel.ron");
            let shown: Vec<String> =
                problems.iter().map(|problem| render(problem, Language::En, false)).collect();
            assert!(shown.is_empty(), "{}", shown.join("\n"));
            let scenario = Arc::new(library.scenario("lost-parcel", 0).expect("it is clean"));
            for language in spoken.languages() {
                let model =
                    |beat: &str| scenario.file().beats[beat].model.as_ref().expect("a model").get(*language);
                let [first, second, last] = obvious(*language);
                for replies in [[first, second, last], [model("trouble"), model("plan"), last]] {
                    let session =
                        Session::begin(scenario.clone(), listener.clone(), *language, Mode::Practice, 0);
                    plays_well(session, replies);
                }
            }
        }
    }
}

/// Three replies, the article, the draft, the tool and the ticket: the customer leaves content.
fn plays_well(mut session: Session, replies: [&str; 3]) {
    let [first, second, last] = replies.map(|reply| Deed::Say(reply.to_owned()));
    let summary = match session.language() {
        Language::En => "Settled, takes effect tomorrow.",
        Language::Zh => "已办结，明天生效。",
    };
    let ticket =
        Ticket { disposition: "settled".to_owned(), summary: summary.to_owned(), ..Ticket::default() };
    let deeds = [
        first,
        Deed::Read("kb-settled".to_owned()),
        Deed::RejectDraft(vec![FaultKind::WrongFact("when".to_owned())]),
        second,
        Deed::Tool("settle".to_owned(), BTreeMap::from([("case".to_owned(), "C-1".to_owned())])),
        last,
        Deed::WrapUp(ticket),
    ];
    let played = session.play(&deeds.map(|deed| Action::new(10, 10, deed)));
    assert_eq!(played, Ok(()), "{:#?}", session.log());
    let card = score(session.scenario(), session.log());
    assert_eq!(session.phase(), Phase::Ended(Outcome::Resolved), "{:#?}", session.log());
    assert!(card.goal_reached && card.passed != Some(false), "{card:#?}");
}

#[test]
fn every_shared_desk_that_is_shipped_can_be_built_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for desk in fs::read_dir(folder.join("desks")).into_iter().flatten() {
        let path = desk.expect("it lists").path();
        let name = format!("desks/{}", path.file_name().expect("a name").to_string_lossy());
        let text = template(&Answers { desk: Some(name.clone()), ..answers() });
        let shared = fs::read_to_string(&path).expect("it reads");
        let library = Library::of([("lost-parcel.ron".to_owned(), text), (name, shared)]);
        let shown: Vec<String> = library
            .check("lost-parcel.ron")
            .iter()
            .map(|problem| render(problem, Language::En, false))
            .collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }
}
