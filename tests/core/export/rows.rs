//! What the rows say, and to whom.

use hotseat::export::{Cell, Question, export};
use hotseat::scenario::Language;
use hotseat::score::Scorecard;
use hotseat::session::Mode;
use hotseat::store::{
    AssignmentId, AttemptId, NewAssignment, PersonId, Right, Rights, Store, Task, TeamId, Whom,
};
use jiff::civil::date;
use uuid::Uuid;

use super::{Rows, at, installed, rows, text};
use crate::xapi::{filled, keep, store};

#[test]
fn every_attempt_is_a_row_with_what_it_came_to() {
    let (_folder, store, mei) = filled();
    let rows = rows(&store, std::slice::from_ref(&mei));
    let kept = store.exportable(mei.id).expect("a list");
    let table = rows.of(Question::Attempts);
    assert_eq!(table.len(), kept.len());
    for (row, attempt) in table.iter().zip(&kept) {
        let card = store.scorecard(attempt.id).expect("hers").expect("a card");
        let card: Scorecard = serde_json::from_str(&card).expect("it reads");
        let points = |points: Option<u8>| points.map_or(Cell::Empty, |points| Cell::Whole(points.into()));
        assert_eq!(text(&row["Attempt id"]), attempt.id.to_string());
        assert_eq!(row["Overall"], points(card.overall));
        assert_eq!(row["Empathy"], points(card.empathy.score));
        assert_eq!(row["Tools"], points(card.tools.score));
        assert_eq!(row["Resolution"], points(card.resolution.score));
        assert_eq!(row["Minutes"], Cell::Tenths(150), "900 seconds");
        let passed = card.passed.map_or("in doubt", |passed| if passed { "passed" } else { "not passed" });
        assert_eq!(text(&row["Result"]), passed);
    }
    let Cell::Moment(started) = table[0]["Started"] else { panic!("a moment: {:?}", table[0]["Started"]) };
    assert_eq!(started.date(), date(2026, 5, 28));
}

#[test]
fn every_finding_is_a_row_with_the_words_it_rests_on() {
    let (_folder, store, mei) = filled();
    let rows = rows(&store, std::slice::from_ref(&mei));
    let mut wanted = Vec::new();
    for attempt in store.exportable(mei.id).expect("a list") {
        let card = store.scorecard(attempt.id).expect("hers").expect("a card");
        let card: Scorecard = serde_json::from_str(&card).expect("it reads");
        wanted.extend(card.findings.into_iter().map(|one| (one.points, one.of, one.words)));
    }
    let table = rows.of(Question::Findings);
    let told = table.iter().map(|row| {
        let (Cell::Whole(points), Cell::Whole(of)) = (&row["Points"], &row["of"]) else { panic!("{row:?}") };
        let number = |number: i64| i32::try_from(number).expect("small");
        (number(*points), number(*of), text(&row["Words"]).to_owned())
    });
    assert_eq!(told.collect::<Vec<_>>(), wanted);
    assert!(table.iter().all(|row| !text(&row["What was judged"]).is_empty()));
}

#[test]
fn people_have_their_estimates_with_how_sure_they_are_and_how_many_they_rest_on() {
    let (_folder, store, mei) = filled();
    let table = rows(&store, std::slice::from_ref(&mei)).of(Question::People);
    assert_eq!(table.len(), 1);
    let row = &table[0];
    let tenths = |name: &str| if let Cell::Tenths(tenths) = row[name] { tenths } else { panic!("{row:?}") };
    assert!(tenths("at least") < tenths("Overall") && tenths("Overall") < tenths("at most"), "{row:?}");
    assert!(matches!(row["n"], Cell::Whole(3..)), "{row:?}");
}

#[test]
fn too_little_evidence_is_an_empty_cell_and_never_a_number() {
    let (_folder, mut store, mei) = store();
    keep(&mut store, mei.id, 1, ("first-day", "model", "en"), true);
    let table = rows(&store, std::slice::from_ref(&mei)).of(Question::People);
    assert_eq!((&table[0]["Overall"], &table[0]["n"]), (&Cell::Empty, &Cell::Whole(1)));
}

#[test]
fn each_step_of_each_ladder_says_what_is_missing() {
    let (_folder, store, mei) = filled();
    let installed = installed();
    let steps: usize = installed.roles.ladders.iter().map(|ladder| ladder.steps.len()).sum();
    let table = rows(&store, std::slice::from_ref(&mei)).of(Question::Standing);
    assert_eq!(table.len(), steps);
    assert!(table.iter().all(|row| !text(&row["Missing in exams"]).is_empty()), "nobody took an exam");
}

#[test]
fn whoever_is_late_is_late_by_so_many_days() {
    let (_folder, store, mei) = store();
    let due = |number: u128, due: i64| NewAssignment {
        id: AssignmentId(Uuid::from_u128(number)),
        task: Task::Scenario("first-day".to_owned()),
        whom: Whom::Person(mei.id),
        certify: false,
        due: Some(at(due)),
        pass_mark: Some(80),
        attempts: None,
        at: at(0),
    };
    store.assign(&due(1, 1_000_000 - 2 * 86_400 - 60)).expect("given");
    store.assign(&due(2, 1_000_000 + 60)).expect("given");
    let table = rows(&store, std::slice::from_ref(&mei)).of(Question::Assignments);
    let told: Vec<_> =
        table.iter().map(|row| (text(&row["Where it stands"]), row["Days late"].clone())).collect();
    assert_eq!(told, [("late", Cell::Whole(3)), ("to do", Cell::Empty)]);
}

/// 梅 owns and is in the team that Max leads with Mei, Tom is in none; Mei and Tom each practised freely, and Mei for an assignment too.
fn company() -> (tempfile::TempDir, Store) {
    let (folder, mut store, _olga) = store();
    let person = |number: u128| PersonId(Uuid::from_u128(number));
    for (number, name) in [(2, "Max"), (3, "Mei"), (4, "Tom")] {
        store.person(name, person(number), at(0)).expect("added");
    }
    store.set_rights(person(2), Rights::TRAINEE.with(Right::Manager)).expect("the owner says so");
    let team = store.team("夜班", TeamId(Uuid::from_u128(9)), at(0)).expect("a team").id;
    store.join(team, person(2), true).expect("he leads it");
    store.join(team, person(3), false).expect("she is in it");
    for (number, who) in [(1, person(3)), (2, person(4)), (3, person(3))] {
        keep(&mut store, who, number, ("first-day", "model", "en"), true);
    }
    store.enter("Mei", person(3), at(1)).expect("she sits down");
    store.share(AttemptId(Uuid::from_u128(3)), true).expect("she shares it");
    store.enter("梅", person(7), at(1)).expect("the owner sits down");
    for number in [7, 2, 3, 4] {
        store.set_passphrase(person(number), "four plain words here").expect("it is set");
    }
    (folder, store)
}

#[test]
fn everybody_takes_out_what_they_may_see_and_nothing_else() {
    let (folder, owner) = company();
    let people = owner.people().expect("a list");
    let seen = |name: &str| {
        let mut store = Store::open(folder.path()).expect("it opens");
        store.sign_in(name, "four plain words here", at(2)).expect("the passphrase is right");
        let rows = rows(&store, &people);
        let attempts: Vec<u128> = rows
            .of(Question::Attempts)
            .iter()
            .map(|row| text(&row["Attempt id"]).parse::<Uuid>().expect("an id").as_u128())
            .collect();
        let people: Vec<String> =
            rows.of(Question::People).iter().map(|row| text(&row["Person"]).to_owned()).collect();
        (attempts, people.join(" "))
    };
    assert_eq!(seen("Mei"), (vec![3, 1], "Mei".to_owned()), "her own, all of it");
    assert_eq!(seen("Max"), (vec![3], "Max Mei 梅".to_owned()), "what his trainee shared");
    assert_eq!(seen("Tom"), (vec![2], "Tom".to_owned()));
    assert_eq!(seen("梅"), (vec![3], "Max Mei Tom 梅".to_owned()), "the owner sees no free practice either");
}

#[test]
fn free_practice_stays_the_trainees_own_also_where_nobody_has_a_passphrase() {
    let (_folder, mut store, mei) = store();
    let tom = store.person("Tom", PersonId(Uuid::from_u128(8)), at(0)).expect("added");
    keep(&mut store, tom.id, 1, ("first-day", "model", "en"), true);
    let table = rows(&store, &[mei, tom.clone()]);
    assert!(table.of(Question::Attempts).is_empty());
    let hidden: Vec<_> =
        table.of(Question::People).iter().map(|row| row["Free practice not shown"].clone()).collect();
    assert_eq!(hidden, [Cell::Whole(0), Cell::Whole(1)]);
    store.enter("Tom", tom.id, at(5)).expect("he sits down");
    assert_eq!(rows(&store, &[tom]).of(Question::Attempts).len(), 1);
}

#[test]
fn a_scenario_that_is_gone_is_called_as_when_it_was_played() {
    let (_folder, store, mei) = filled();
    let mut installed = installed();
    installed.titles.clear();
    installed.heads.clear();
    let mut rows = Rows::default();
    let people = [mei];
    export(&installed.desk(&store, Language::En), &people, &mut rows, &mut |_| {}).expect("it goes out");
    let table = rows.of(Question::Attempts);
    assert!(table.iter().all(|row| !text(&row["Scenario"]).is_empty()));
    assert!(table.iter().any(|row| text(&row["Scenario"]) != text(&row["Scenario id"])));
}

#[test]
fn only_attempts_since_then_are_told_and_standing_rests_on_all() {
    let (_folder, store, mei) = filled();
    let installed = installed();
    let since = store.summary(AttemptId(Uuid::from_u128(6))).expect("it is there").started;
    let people = [mei];
    let (mut all, mut some) = (Rows::default(), Rows::default());
    let desk = installed.desk(&store, Language::En);
    export(&desk, &people, &mut all, &mut |_| {}).expect("it goes out");
    let desk = hotseat::export::Desk { since: Some(since), ..desk };
    let exported = export(&desk, &people, &mut some, &mut |_| {}).expect("it goes out");
    assert_eq!(exported.attempts, 3);
    assert_eq!(some.of(Question::Attempts).len(), 3);
    assert_eq!(some.of(Question::Standing), all.of(Question::Standing));
}

#[test]
fn an_attempt_under_way_is_told_as_not_over() {
    let (_folder, mut store, mei) = store();
    keep(&mut store, mei.id, 1, ("first-day", "model", "zh"), false);
    let table = rows(&store, &[mei]).of(Question::Attempts);
    assert_eq!((text(&table[0]["Result"]), &table[0]["Ended"]), ("not over", &Cell::Empty));
    assert_eq!(text(&table[0]["Mode"]), hotseat::locale::names::mode(Mode::Practice, Language::En));
}

#[test]
fn how_much_there_may_be_counts_only_those_whom_one_may_ask_about() {
    let (folder, owner) = company();
    let people: Vec<PersonId> = owner.people().expect("a list").iter().map(|person| person.id).collect();
    let volume = |name: &str| {
        let mut store = Store::open(folder.path()).expect("it opens");
        store.sign_in(name, "four plain words here", at(2)).expect("the passphrase is right");
        store.volume(&people, None).expect("a number")
    };
    assert_eq!(["Mei", "Max", "Tom"].map(volume), [2, 2, 1]);
}

#[test]
fn findings_are_left_out_where_they_are_too_many_and_everything_else_stays() {
    let (_folder, store, mei) = filled();
    let installed = installed();
    let desk = hotseat::export::Desk { findings: false, ..installed.desk(&store, Language::En) };
    let mut rows = Rows::default();
    export(&desk, &[mei], &mut rows, &mut |_| {}).expect("it goes out");
    assert!(rows.of(Question::Findings).is_empty());
    assert_eq!(rows.of(Question::Attempts).len(), 8);
    let said = hotseat::export::not_here(30_000, Language::En);
    assert!(said.contains("30000") && said.contains("export csv"), "{said}");
}
