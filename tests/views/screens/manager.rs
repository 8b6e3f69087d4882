//! The manager's desk: everybody, sessions that go on, what scenarios come to, and pages to print.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::analysis::{Criterion, Gathered, Lapse, Loss, People, Recurring, Tally};
use hotseat::progress::team::overview;
use hotseat::report::ScenarioReport;
use hotseat::scenario::Language;
use hotseat::scenario::roles::Roles;
use hotseat::score::AbilityKind;
use hotseat::session::event::Warning;
use hotseat::session::{Event, What};
use hotseat::store::{
    Ask, AttemptId, Everybody, Glance, Habits, Live, Member, PersonId, Rights, Sort, State, StoreError, Sum,
    TeamId,
};
use hotseat::views::team::{
    self, Crew, Crewmate, Look, Overheard, Page, Seen, Study, Tab, TeamIntent, TeamState,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Screen, press, screen, stock, write};

type Desk = egui_kittest::Harness<'static, Screen<TeamState, TeamIntent>>;

/// What there is to see.
#[derive(Default)]
struct There {
    everybody: Option<Everybody>,
    live: Option<Vec<Live>>,
    overheard: Option<Overheard>,
    study: Option<Study>,
    habits: Option<(PersonId, Habits)>,
    /// The team at a glance.
    crew: Crew,
}

fn shown(language: Language, tab: Tab, there: There) -> Desk {
    screen(language, TeamState::at(tab), move |ui, kit, state| {
        let look = Look {
            crew: &there.crew,
            rights: Rights::ALL,
            roles: &Roles::default(),
            tasks: &[],
            told: None,
            seen: Seen {
                everybody: there.everybody.as_ref(),
                live: there.live.as_deref(),
                overheard: there.overheard.as_ref(),
                study: there.study.as_ref(),
                habits: there.habits.as_ref(),
            },
            now: Timestamp::from_second(90).unwrap(),
        };
        team::show(ui, kit, look, state)
    })
}

fn thousands() -> Everybody {
    let sum =
        Sum { people: 2_000, abilities: [(900, Some(71.6)); 4], late: 12, waiting: 3, steps: Vec::new() };
    let north = TeamId(Uuid::from_u128(5));
    Everybody { all: sum.clone(), teams: vec![(north, "North".to_owned(), sum)], ..Everybody::default() }
}

fn asked(desk: &Desk) -> Ask {
    let wanted = &desk.state().wanted;
    let asked =
        |one: &TeamIntent| if let TeamIntent::Everybody(ask) = one { Some(ask.clone()) } else { None };
    wanted.iter().rev().find_map(asked).expect("it is asked")
}

#[test]
fn everybody_is_asked_for_once_then_by_page_and_by_name_from_the_first_page() {
    let mut desk =
        shown(Language::En, Tab::Everybody, There { everybody: Some(thousands()), ..There::default() });
    assert_eq!(desk.state().wanted, [TeamIntent::Everybody(Ask::default())]);
    assert!(desk.query_by_label("Page 1 of 40").is_some());
    press(&mut desk, Role::Button, "Next");
    assert_eq!(asked(&desk).skip, 50);
    write(&mut desk, "Find by name", "mei");
    assert_eq!((asked(&desk).skip, asked(&desk).name), (0, Some("mei".to_owned())));
}

#[test]
fn what_a_team_comes_to_is_told_and_its_name_shows_it() {
    for (language, name) in [(Language::En, "72 (900)"), (Language::Zh, "72 (900)")] {
        let mut desk =
            shown(language, Tab::Everybody, There { everybody: Some(thousands()), ..There::default() });
        assert!(desk.query_all_by_label(name).next().is_some());
        press(&mut desk, Role::Link, "North");
        let north = TeamId(Uuid::from_u128(5));
        assert_eq!(desk.state().wanted.last(), Some(&TeamIntent::Show(Some(north))));
    }
}

#[test]
fn people_are_sorted_by_who_is_late() {
    let mut desk =
        shown(Language::En, Tab::Everybody, There { everybody: Some(thousands()), ..There::default() });
    press(&mut desk, Role::ComboBox, "Sorted by");
    press(&mut desk, Role::Button, "late, the most first");
    assert_eq!(asked(&desk).sort, Sort::Late);
}

fn session() -> Live {
    let attempt = stock::attempt(3, "angry-complaint", State::Open, None);
    let last = Timestamp::from_second(20).unwrap();
    Live { attempt, name: "Mei".to_owned(), last, mood: None, warning: Warning::Alarm }
}

#[test]
fn a_session_in_trouble_is_named_and_listened_to() {
    let live = || There { live: Some(vec![session()]), ..There::default() };
    let mut desk = shown(Language::En, Tab::Live, live());
    assert!(desk.query_by_label("1:10").is_some(), "for so long it is quiet");
    press(&mut desk, Role::Button, "Listen in: Mei");
    assert_eq!(desk.state().wanted, [TeamIntent::ListenIn(Some(session().attempt.id))]);
    let heard = Overheard {
        attempt: session().attempt.id,
        name: "Mei".to_owned(),
        customer: "Ms Brook".to_owned(),
        log: vec![Event { at: 61, action: 1, what: What::Customer { text: "Where is it?".to_owned() } }],
        over: false,
    };
    let mut desk = shown(Language::En, Tab::Live, There { overheard: Some(heard), ..live() });
    assert!(desk.query_by_label_contains("1:01 Ms Brook: Where is it?").is_some());
    press(&mut desk, Role::Button, "Stop listening");
    assert_eq!(desk.state().wanted, [TeamIntent::ListenIn(None)]);
}

#[test]
fn where_nobody_is_in_a_session_it_says_what_would_show_here() {
    for (language, said) in
        [(Language::En, "Nobody is in a session right now."), (Language::Zh, "现在没有人在练习。")]
    {
        let desk = shown(language, Tab::Live, There { live: Some(Vec::new()), ..There::default() });
        assert!(desk.query_by_label(said).is_some());
    }
}

#[test]
fn scenarios_are_studied_when_they_are_looked_at_and_each_opens_its_page() {
    let desk = shown(Language::En, Tab::Scenarios, There::default());
    assert_eq!(desk.state().wanted[0], TeamIntent::Study);
    let scenario = stock::scenario("first-day");
    let gathered = Gathered { people: People::default(), tally: Tally::default() };
    let few = StoreError::TooFewPeople { scenario: "other".to_owned(), people: 2, least: 5 };
    let all = vec![
        (
            "first-day".to_owned(),
            Ok(ScenarioReport::from("first-day", Some(Arc::clone(&scenario)), gathered)),
        ),
        ("other".to_owned(), Err(few)),
    ];
    let study = Some(Study { of: 2, all });
    let mut desk = shown(Language::En, Tab::Scenarios, There { study, ..There::default() });
    assert!(desk.query_all_by_label_contains("other").next().is_some());
    press(&mut desk, Role::Link, "first-day");
    press(&mut desk, Role::Button, "Every number, as a page");
    assert_eq!(desk.state().wanted, [TeamIntent::Page(Page::Scenario("first-day".to_owned()))]);
}

/// Mei, of whom one attempt is known, and what recurs.
fn failing(habits: Option<Habits>) -> There {
    let mei = stock::person(1, "Mei");
    let member = Member { person: mei.clone(), leads: false, rights: Rights::TRAINEE };
    let mate = Crewmate { member, given: Vec::new(), practice: 0, certified: Vec::new(), held: Vec::new() };
    let glance = Glance {
        overview: overview(&[Vec::new()], &Roles::default(), &[], Timestamp::UNIX_EPOCH),
        attempts: vec![vec![stock::finished(3, "wrong-account-data", 32, Some(false))]],
    };
    let crew = Crew { members: vec![mate], glance, ..Crew::default() };
    There { crew, habits: habits.map(|habits| (mei.id, habits)), ..There::default() }
}

fn recurs(lapse: Lapse, ability: Option<AbilityKind>, number: u128) -> Recurring<AttemptId> {
    let loss = Loss { lapse, ability, points: 90, event: Some(17) };
    let last = AttemptId(Uuid::from_u128(number));
    Recurring { scenario: "wrong-account-data".to_owned(), loss, times: 6, of: 7, last }
}

fn opened(language: Language, number: &str, habits: Option<Habits>) -> Desk {
    let mut desk = shown(language, Tab::Glance, failing(habits));
    press(&mut desk, Role::Button, number);
    desk
}

#[test]
fn why_somebody_keeps_failing_stands_behind_the_number_and_opens_the_moment() {
    let criterion = Criterion::new(hotseat::analysis::Kind::Verified, "");
    let all = vec![
        recurs(Lapse::Critical("Tells the other's data".to_owned()), None, 5),
        recurs(Lapse::Criterion(criterion), Some(AbilityKind::Tools), 6),
    ];
    let habits = Habits { all, ..Habits::default() };
    let tools = "Mei, tools: not enough evidence: 0 of 3 attempts";
    let mut desk = opened(Language::En, tools, Some(habits.clone()));
    assert!(desk.query_by_label_contains("points lost in 6 of 7 attempts, 90 in all").is_some());
    press(&mut desk, Role::Link, "verifies before anything personal");
    press(&mut desk, Role::Link, "Critical error: Tells the other's data");
    let mei = stock::person(1, "Mei").id;
    let at = |number| TeamIntent::Moment(AttemptId(Uuid::from_u128(number)), 17);
    assert_eq!(desk.state().wanted, [TeamIntent::Habits(mei), at(6), at(5)]);
    let empathy = "Mei, empathy: not enough evidence: 0 of 3 attempts";
    let desk = opened(Language::En, empathy, Some(habits.clone()));
    assert!(desk.query_by_label("verifies before anything personal").is_none(), "that is no empathy");
    assert!(desk.query_by_label("Critical error: Tells the other's data").is_some(), "it caps everything");
    let desk = opened(Language::Zh, "Mei，工具使用：样本不足：已有 0 次，至少需要 3 次", Some(habits));
    assert!(desk.query_by_label("先核实身份，再谈个人信息").is_some());
}

#[test]
fn until_it_is_read_a_number_says_so_and_nothing_recurring_is_said_too() {
    let empathy = "Mei, empathy: not enough evidence: 0 of 3 attempts";
    assert!(opened(Language::En, empathy, None).query_by_label("Reading…").is_some());
    let none = opened(Language::En, empathy, Some(Habits::default()));
    assert!(none.query_by_label("Nothing went wrong twice.").is_some());
}
