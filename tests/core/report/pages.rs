//! Reports about people, teams and scenarios as pages: complete, harmless, in both languages, and only for whoever may see.

use std::sync::Arc;

use hotseat::cli::fill::samples;
use hotseat::report::{Ended, Entry, PersonReport, ScenarioReport, TeamReport, index};
use hotseat::scenario::{Language, Library};
use hotseat::session::Mode;
use hotseat::store::{Filling, Permission, PersonId, Right, Rights, Slice, Store, StoreError, Summary};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use rstest::rstest;
use uuid::Uuid;

use super::world::{DAY, ERROR, NAME, REASON, TEAM, TITLE, Tried, World, at, installed, keep, world};
use super::{assert_well_formed, text};
use crate::shipped::listener;
use crate::store::Engine;

/// A page that anybody may open: whole, without scripts, and asking nobody for anything.
fn assert_harmless(page: &str) {
    assert_well_formed(page);
    for foreign in ["<script", "<img", "<iframe", "<b>so", "http:", "https:", "<link", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("default-src 'none'"), "no script would run");
    assert!(page.contains("@page") && page.contains("table-header-group"), "it is set for paper");
}

fn languages(page: impl Fn(Language) -> String) -> [String; 2] {
    let pages = Language::ALL.map(page);
    for (language, page) in Language::ALL.into_iter().zip(&pages) {
        assert!(page.contains(&format!("<html lang=\"{}\">", language.pick("en", "zh-CN"))));
        assert_harmless(page);
    }
    pages
}

/// A library of one scenario whose title is what `TITLE` is, and a store with many attempts at it.
fn filled(attempts: u32, people: u32) -> (tempfile::TempDir, Store, Arc<hotseat::scenario::Scenario>) {
    let read = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
        (name.to_owned(), std::fs::read_to_string(path).expect("a file"))
    };
    let (name, scenario) = read("first-day.ron");
    let evil = format!("\"en\": {TITLE:?}, \"zh\": {TITLE:?}");
    let evil = scenario.replacen(
        "\"en\": \"First day: a wrong house number\", \"zh\": \"第一天：门牌号填错了\"",
        &evil,
        1,
    );
    let library = Library::of([(name, evil), read("house.ron"), read("roles.ron"), read("desks/retail.ron")]);
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a store");
    let filling =
        Filling { attempts, people, seed: 3, from: at(0), span: SignedDuration::from_hours(24 * 90) };
    store.fill(&samples(&library, &listener()), &filling).expect("it is filled");
    (folder, store, Arc::new(library.scenario("first-day", 0).expect("it is there")))
}

#[rstest]
fn a_report_about_a_person_says_what_they_played_how_it_was_decided_and_what_is_left_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(World { store, trainee, place: _place, .. }) = world(engine) else { return };
    let installed = installed();
    let report = installed.person(&store, trainee.id);
    assert_eq!(report.hidden, Some(1), "free practice stays the trainee's");
    let ended: Vec<Ended> = report.tried.iter().map(|one| one.ended).collect();
    assert_eq!(ended, [Ended::Passed, Ended::NotPassed, Ended::NotPassed]);
    assert!(report.due.is_empty(), "from a part nobody can say what fades");
    let [english, chinese] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    for page in [&english, &chinese] {
        let said = text(page);
        for typed in [NAME, TITLE, REASON, ERROR] {
            assert!(said.contains(typed), "{typed} in {said}");
        }
    }
    for (en, zh) in [
        ("Not in it: 1 of their own practice", "本人自主练习的 1 次不在其中"),
        ("not installed any more", "场景已移除"),
        ("by the rules", "系统按规则评定"),
        ("not enough evidence: 2 of 3 attempts", "样本不足：已有 2 次"),
        ("late", "已逾期"),
        ("the exam was decided: not passed", "考试已裁定未通过"),
        ("Critical errors", "致命错误"),
    ] {
        assert!(text(&english).contains(en), "{en}");
        assert!(text(&chinese).contains(zh), "{zh}");
    }
    assert_eq!(english.matches("<svg class=\"chart\"").count(), 1);
    assert!(english.contains("<title id=\"scores-name\">") && english.contains("<desc id=\"scores-says\">"));
    assert_eq!(
        english.matches("<table>").count(),
        english.matches("<caption").count(),
        "each table is named"
    );
}

#[test]
fn a_report_about_oneself_holds_all_practice_and_what_comes_due() {
    let Some(World { mut store, trainee, place: _place, .. }) = world(Engine::Sqlite) else { return };
    store.enter(NAME, trainee.id, at(DAY)).expect("the trainee");
    let installed = installed();
    let report = installed.person(&store, trainee.id);
    assert_eq!((report.hidden, report.tried.len()), (None, 4));
    assert!(!report.due.is_empty());
    let [english, _] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    assert!(text(&english).contains("it rests on all their attempts"));
    assert!(english.contains("Practice that comes due"));
}

#[rstest]
fn nobody_gets_a_report_about_somebody_they_do_not_lead(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(World { place, mut store, trainee, team }) = world(engine) else { return };
    let word = "four plain words here";
    let people: Vec<_> = [("Max", 3), ("Tom", 4)]
        .map(|(name, id)| store.person(name, PersonId(Uuid::from_u128(id)), at(3)).expect("added"))
        .to_vec();
    let owner = store.acting().expect("Olga");
    for person in &people {
        store.set_rights(person.id, Rights::TRAINEE.with(Right::Manager)).expect("a manager");
    }
    store.join(team, people[0].id, true).expect("Max leads");
    for person in [owner, trainee.id].into_iter().chain(people.iter().map(|one| one.id)) {
        store.set_passphrase(person, word).expect("it is set");
    }
    let installed = installed();
    let asked = |name: &str| {
        let mut store = place.open();
        store.sign_in(name, word, at(4)).expect("the passphrase is right");
        let report = PersonReport::of(&store, trainee.id, &installed.ladders(), &TimeZone::UTC);
        (report, store)
    };
    let (led, max) = asked("Max");
    assert_eq!(led.map(|report| (report.hidden, report.tried.len())), Ok((Some(1), 3)));
    let team = installed.team(&max, team);
    assert!(!team.everything);
    let row = team.members.iter().position(|member| member.person.id == trainee.id).expect("in it");
    assert_eq!(
        team.overview.rows[row].attempts, 2,
        "what is free, and what is gone and unknown, do not count"
    );
    let (refused, _) = asked("Tom");
    assert_eq!(refused.err(), Some(StoreError::NotPermitted { needs: Permission::Lead }));
}

#[test]
fn a_person_without_attempts_and_one_who_left_are_told_as_such() {
    let Some(World { mut store, place: _place, .. }) = world(Engine::Sqlite) else { return };
    let ben = store.person("Ben", PersonId(Uuid::from_u128(5)), at(3)).expect("added");
    store.depart(ben.id, at(DAY)).expect("he leaves");
    let installed = installed();
    let report = installed.person(&store, ben.id);
    let [english, chinese] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    for (en, zh) in [
        ("left on 2026-05-29", "2026-05-29 已离开"),
        ("There are no attempts to show.", "没有可显示的练习。"),
        ("Nothing was assigned.", "没有指派的任务。"),
        ("It takes two scored attempts to draw a line.", "至少要有两次有得分的练习才能画出变化。"),
        ("Not certified for any step yet", "尚未通过任何岗位的认证"),
    ] {
        assert!(english.contains(en), "{en}");
        assert!(chinese.contains(zh), "{zh}");
    }
}

#[rstest]
fn a_report_about_a_team_says_who_is_ready_who_is_late_and_what_is_lacking(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(World { mut store, trainee, team, place: _place }) = world(engine) else { return };
    for number in 20..24 {
        store.enter(NAME, trainee.id, at(1)).expect("the trainee");
        keep(&mut store, trainee.id, number, &Tried::practice(i64::try_from(number).expect("small") * 4));
    }
    store.enter("Olga", PersonId(Uuid::from_u128(1)), at(2)).expect("back again");
    let installed = installed();
    let report = installed.team(&store, team);
    let late: Vec<usize> = report.overdue.iter().map(|one| one.member).collect();
    assert_eq!((late.len(), report.everything), (1, true));
    let [english, chinese] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    for page in [&english, &chinese] {
        for typed in [NAME, TEAM, TITLE] {
            assert!(text(page).contains(typed), "{typed}");
        }
    }
    for (en, zh) in [
        ("Ready for each step", "各岗位就绪情况"),
        ("80 days ago", "已过 80 天"),
        ("not enough", "样本不足"),
        ("Movement since a month ago", "近一个月的变化"),
        ("What the team lacks", "团队短板"),
    ] {
        assert!(text(&english).contains(en), "{en}");
        assert!(text(&chinese).contains(zh), "{zh}");
    }
    assert!(english.contains(" · n 7</small>"), "each number tells on how much it rests");
}

#[test]
fn a_team_of_nobody_is_a_page_that_says_so() {
    let Some(World { store, place: _place, .. }) = world(Engine::Sqlite) else { return };
    let installed = installed();
    let none = (Some("Nobody's".to_owned()), Vec::new());
    let report = TeamReport::of(&store, none, Slice::default(), &installed.ladders()).expect("a report");
    let [english, chinese] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    assert!(english.contains("Nobody is in this team yet.") && !english.contains("<table"));
    assert!(chinese.contains("这个团队还没有成员。"));
}

#[test]
fn what_a_team_was_narrowed_to_stands_above_its_numbers() {
    let Some(World { store, team, place: _place, .. }) = world(Engine::Sqlite) else { return };
    let installed = installed();
    let slice = Slice {
        since: Some(at(30 * DAY)),
        scenario: Some("first-day".to_owned()),
        language: Some(Language::En),
        mode: Some(Mode::Certify),
    };
    let named = (None, store.members(team).expect("members"));
    let report = TeamReport::of(&store, named, slice, &installed.ladders()).expect("a report");
    let [english, chinese] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    let said = format!("since 2026-06-27, {TITLE}, in English, exam");
    assert!(text(&english).contains(&said), "{said}");
    assert!(text(&chinese).contains("2026-06-27 以来"));
}

#[test]
fn a_report_about_a_scenario_says_in_words_what_measures_nothing_and_draws_each_number() {
    let (_folder, store, scenario) = filled(240, 12);
    let installed = installed();
    let report = ScenarioReport::of(&store, "first-day", Some(scenario)).expect("a report");
    let [english, chinese] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    for page in [&english, &chinese] {
        assert!(text(page).contains(TITLE));
        let judged = report.analysis.items.iter().filter(|item| item.facility.is_ok()).count();
        assert!(judged > 0 && page.matches("<svg class=\"inline\"").count() >= judged);
    }
    for item in report.analysis.amiss() {
        for verdict in &item.verdicts {
            let said = hotseat::locale::analysis::verdict(*verdict, item, Language::Zh);
            assert!(text(&chinese).contains(&said), "{said}");
        }
    }
    assert!(report.analysis.amiss().count() > 0, "whoever says the same every time measures nothing");
    for (en, zh) in [("How it ends", "结局"), ("Reliability (alpha)", "信度（alpha）"), ("Versions", "版本")]
    {
        assert!(english.contains(en) && chinese.contains(zh), "{en}");
    }
}

#[test]
fn a_scenario_that_is_gone_is_told_by_its_id_and_one_of_too_few_people_not_at_all() {
    let (_folder, store, _) = filled(200, 8);
    let installed = installed();
    let report = ScenarioReport::of(&store, "first-day", None).expect("a report");
    let [english, _] = languages(|language| report.html(&installed.paper(language)).expect("a page"));
    assert!(english.contains("<h1>first-day</h1>") && english.contains("is not installed any more"));
    let (_folder, store, scenario) = filled(40, 3);
    let refused = ScenarioReport::of(&store, "first-day", Some(scenario)).map(drop);
    assert!(matches!(refused, Err(StoreError::TooFewPeople { .. })), "{refused:?}");
}

#[test]
fn the_list_of_reports_links_those_there_are_and_names_the_others() {
    let entry = |title: &str, file: Option<&str>| Entry {
        title: title.to_owned(),
        file: file.map(str::to_owned),
        note: REASON.to_owned(),
    };
    let installed = installed();
    let people = [entry(NAME, Some("person-O-Brien.html"))];
    let scenarios = [entry(TITLE, None)];
    let [english, _] =
        languages(|language| index(&[], &scenarios, &people, &installed.paper(language)).expect("a page"));
    assert_eq!(english.matches("<a href=\"person-O-Brien.html\">").count(), 1);
    assert!(text(&english).contains(TITLE) && text(&english).contains(NAME));
    assert!(english.contains("No team that you lead."));
}

/// Whoever is decided about gets what came of it, whichever way.
#[test]
fn an_exam_that_waits_says_that_nobody_decided_yet() {
    let Some(World { mut store, trainee, place: _place, .. }) = world(Engine::Sqlite) else { return };
    store.enter(NAME, trainee.id, at(1)).expect("the trainee");
    let mut doubtful = super::world::card();
    doubtful.passed = None;
    let exam = Tried { mode: Mode::Certify, assignment: Some(901), card: doubtful, ..Tried::practice(80) };
    let id = keep(&mut store, trainee.id, 30, &exam);
    let installed = installed();
    let report = installed.person(&store, trainee.id);
    let waits = report.tried.iter().find(|one| one.attempt.id == id).expect("it is there");
    let summary: &Summary = &waits.attempt;
    assert_eq!((waits.ended, summary.decided, waits.decided.is_none()), (Ended::Waits, None, true));
    assert_eq!(waits.decided_by(&installed.paper(Language::En)), "");
}
